//! What `submission.toml` says of one file: the first entry whose pattern matches, and the scope where it leaves no choice.
//!
//! Architecture invariant: patterns come from the bidder, so matching takes time linear in pattern and name.

use std::borrow::Cow;
use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::model::manifest::{DocumentEntry, ExportEntry, Manifest};

use super::Declared;

/// What the manifest says of the file named `path`.
///
/// The account (region) is the one of the scope if the entry names none, the scope declares exactly one, and no other provider.
pub(crate) fn declared(path: &str, manifest: &Manifest) -> Declared {
    let mut declared = manifest
        .exports
        .iter()
        .find_map(|entry| Some(from_entry(entry, fits(&entry.path, path)?)))
        .unwrap_or_default();
    let log = manifest.logs.iter().find(|entry| fits(&entry.path, path).is_some());
    let scan = manifest.scans.iter().find(|entry| fits(&entry.path, path).is_some());
    if let Some(log) = log {
        declared.format = declared.format.or_else(|| log.format.clone());
        declared.logs.clone_from(&log.sources);
    }
    if let Some(scan) = scan {
        declared.format = declared.format.or_else(|| scan.format.clone());
        declared.account = declared.account.or_else(|| scan.account.clone());
        declared.captured = declared.captured.or(scan.captured);
    }
    declared.scan = scan.cloned();
    let (account, region) = only_cell(manifest);
    declared.account = declared.account.or(account);
    declared.region = declared.region.or(region);
    declared.captured = declared.captured.or(manifest.date);
    declared
}

/// What the manifest says of the document named `path`.
pub(crate) fn document<'a>(path: &str, manifest: &'a Manifest) -> Option<&'a DocumentEntry> {
    manifest.documents.iter().find(|entry| normal(&entry.path) == path)
}

/// A path written by the bidder, as the names of files are written.
pub(crate) fn normal(path: &str) -> Cow<'_, str> {
    let path = path.strip_prefix("./").unwrap_or(path);
    if path.is_ascii() { Cow::Borrowed(path) } else { Cow::Owned(path.nfc().collect()) }
}

fn from_entry(entry: &ExportEntry, mut found: BTreeMap<&'static str, String>) -> Declared {
    Declared {
        call: entry.call.clone(),
        format: entry.format.clone(),
        account: found.remove("{account}").or_else(|| entry.account.clone()),
        region: found.remove("{region}").or_else(|| entry.region.clone()),
        subject: found.remove("{subject}"),
        captured: entry.captured,
        ..Declared::default()
    }
}

fn only_cell(manifest: &Manifest) -> (Option<String>, Option<String>) {
    let own = |provider: &String| manifest.provider.as_ref() == Some(provider);
    if !manifest.scope.iter().all(|entry| own(&entry.provider)) {
        return (None, None);
    }
    let only = |mut values: Vec<&String>| {
        values.sort_unstable();
        values.dedup();
        if let [value] = values.as_slice() { Some((*value).clone()) } else { None }
    };
    (
        only(manifest.scope.iter().flat_map(|entry| &entry.accounts).collect()),
        only(manifest.scope.iter().flat_map(|entry| &entry.regions).collect()),
    )
}

/// What the placeholders of `pattern` stand for in `path`; none if it does not match.
fn fits(pattern: &str, path: &str) -> Option<BTreeMap<&'static str, String>> {
    let mut found = BTreeMap::new();
    let pattern = normal(pattern);
    let mut names = path.split('/');
    for segment in pattern.split('/') {
        for (placeholder, value) in fit_segment(segment, names.next()?)? {
            if found.get(placeholder).is_some_and(|known| *known != value) {
                return None;
            }
            found.insert(placeholder, value);
        }
    }
    names.next().is_none().then_some(found)
}

const PLACEHOLDERS: [&str; 3] = ["{subject}", "{account}", "{region}"];

/// Matches one segment: each placeholder takes one character or more, as few as the text after it allows.
fn fit_segment(pattern: &str, name: &str) -> Option<Vec<(&'static str, String)>> {
    let mut found = Vec::new();
    let (literal, mut next) = split(pattern);
    let mut name = name.strip_prefix(literal)?;
    while let Some((placeholder, rest)) = next {
        let (literal, after) = split(rest);
        let first = name.chars().next()?.len_utf8();
        let at = if after.is_some() {
            first + name.get(first..)?.find(literal)?
        } else {
            name.strip_suffix(literal).map(str::len).filter(|at| *at >= first)?
        };
        found.push((placeholder, name[..at].to_owned()));
        name = &name[at + literal.len()..];
        next = after;
    }
    name.is_empty().then_some(found)
}

/// The text before the first placeholder, the placeholder, and the rest.
fn split(pattern: &str) -> (&str, Option<(&'static str, &str)>) {
    let first = pattern.match_indices('{').find_map(|(at, _)| {
        let known = PLACEHOLDERS.into_iter().find(|known| pattern[at..].starts_with(known))?;
        Some((at, known))
    });
    match first {
        Some((at, known)) => (&pattern[..at], Some((known, &pattern[at + known.len()..]))),
        None => (pattern, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::manifest::ScopeEntry;

    fn entry(path: &str) -> ExportEntry {
        ExportEntry {
            path: path.into(),
            call: None,
            format: None,
            account: None,
            region: None,
            captured: None,
        }
    }

    #[test]
    fn placeholders_stand_for_a_segment_or_a_part_of_one() {
        // pattern, path, subject/account/region
        let cases: &[(&str, &str, Option<[&str; 3]>)] = &[
            ("exports/a.json", "exports/a.json", Some(["", "", ""])),
            ("./exports/a.json", "exports/a.json", Some(["", "", ""])),
            ("exports/a.json", "exports/b.json", None),
            ("exports/a.json", "exports/a.json/b", None),
            ("exports/{subject}/v.json", "exports/b1/v.json", Some(["b1", "", ""])),
            ("exports/{subject}/v.json", "exports/b1/c/v.json", None),
            ("exports/{subject}/v.json", "exports//v.json", None),
            ("{account}/{region}/x-{subject}.json", "1/is1a/x-d.json", Some(["d", "1", "is1a"])),
            ("{account}-{region}.json", "1-jp-north-1.json", Some(["", "1", "jp-north-1"])),
            ("{account}{region}", "ab", Some(["", "a", "b"])),
            ("{account}{region}", "a", None),
            ("x{subject}", "x", None),
            ("{subject}.json", ".json", None),
            ("{subject}.json", "a.json.json", Some(["a.json", "", ""])),
            ("{account}/{account}", "1/1", Some(["", "1", ""])),
            ("{account}/{account}", "1/2", None),
            ("ログ/{subject}.json", "ログ/証跡.json", Some(["証跡", "", ""])),
            ("か\u{3099}/{subject}", "が/x", Some(["x", "", ""])),
            ("{other}/x", "{other}/x", Some(["", "", ""])),
        ];
        for (pattern, path, expected) in cases {
            let manifest = Manifest { exports: vec![entry(pattern)], ..Manifest::default() };
            let found = fits(pattern, path).map(|_| declared(path, &manifest));
            let expected = expected.map(|values| {
                let [subject, account, region] =
                    values.map(|value| (!value.is_empty()).then(|| value.to_owned()));
                Declared { account, region, subject, ..Declared::default() }
            });
            assert_eq!(found, expected, "{pattern} {path}");
        }
    }

    #[test]
    fn a_hostile_pattern_takes_no_time() {
        let pattern = "{subject}a".repeat(10_000);
        let name = "a".repeat(100_000);
        assert_eq!(fits(&pattern, &name).map(|found| found.len()), None);
    }

    #[test]
    fn the_first_entry_counts() {
        let first = ExportEntry { call: Some("one".into()), ..entry("exports/{subject}.json") };
        let second = ExportEntry { call: Some("two".into()), ..entry("exports/a.json") };
        let manifest = Manifest { exports: vec![first, second], ..Manifest::default() };
        assert_eq!(declared("exports/a.json", &manifest).call.as_deref(), Some("one"));
        assert_eq!(declared("other", &manifest).call, None);
    }

    #[test]
    fn a_scope_without_choice_is_declared() {
        let scope = |provider: &str, accounts: &[&str], regions: &[&str]| ScopeEntry {
            provider: provider.into(),
            accounts: accounts.iter().map(|&text| text.into()).collect(),
            regions: regions.iter().map(|&text| text.into()).collect(),
        };
        let one = scope("sakura", &["1"], &["is1a"]);
        let cases = [
            (vec![one.clone()], Some("1"), Some("is1a")),
            (vec![scope("sakura", &["1"], &["is1a", "is1b"])], Some("1"), None),
            (vec![one.clone(), scope("sakura", &["2"], &["is1a"])], None, Some("is1a")),
            (vec![one, scope("aws", &[], &[])], None, None),
            (vec![], None, None),
        ];
        for (scope, account, region) in cases {
            let provider = Some("sakura".to_owned());
            let manifest = Manifest { provider, scope, ..Manifest::default() };
            let declared = declared("exports/a.json", &manifest);
            assert_eq!(declared.account.as_deref(), account);
            assert_eq!(declared.region.as_deref(), region);
        }
    }
}
