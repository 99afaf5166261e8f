//! Forms that several files share: ids of requirements, versions, dates, digests and edit distance.

use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// The parts of a requirement's id: `GC22`, `STO`, `007`.
pub(crate) fn id_parts(id: &str) -> Option<(&str, &str, &str)> {
    let mut parts = id.split('-');
    let found = (parts.next()?, parts.next()?, parts.next()?);
    let (edition, section, number) = found;
    let year = edition.strip_prefix("GC")?;
    let good = year.len() == 2
        && is_digits(year)
        && is_section(section)
        && number.len() == 3
        && is_digits(number)
        && parts.next().is_none();
    good.then_some(found)
}

/// Whether `code` has the form of a section: three upper-case letters.
pub(crate) fn is_section(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The three numbers of a semantic version without pre-release or build parts.
pub(crate) fn version(text: &str) -> Option<[u32; 3]> {
    let parts = numbers(text)?;
    parts.try_into().ok()
}

/// Whether `version` is compatible with the caret requirement `need` (`^1`, `^1.2`, `^0.3.1`); none if `need` is no such
/// requirement. Compatible is what does not differ in the leftmost part that is not zero and is not older.
pub(crate) fn is_compatible(need: &str, version: [u32; 3]) -> Option<bool> {
    let given = numbers(need.strip_prefix('^')?)?;
    let fixed = given.iter().position(|part| *part != 0).unwrap_or(given.len().checked_sub(1)?);
    let mut least = [0; 3];
    for (part, number) in least.iter_mut().zip(&given) {
        *part = *number;
    }
    (given.len() <= 3).then(|| version[..=fixed] == least[..=fixed] && version >= least)
}

fn numbers(text: &str) -> Option<Vec<u32>> {
    text.split('.').map(|part| if is_digits(part) { part.parse().ok() } else { None }).collect()
}

/// A calendar day written `YYYY-MM-DD`.
pub(crate) fn date(text: &str) -> Option<Date> {
    let dashes = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    if dashes { text.parse().ok() } else { None }
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex::lower::encode_string(&Sha256::digest(bytes))
}

/// Whether `text` is a SHA-256 in lower-case hexadecimal.
pub(crate) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Digest of several files: SHA-256 of the lines `name NUL sha256 LF`, sorted by name.
pub(crate) fn digest<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut lines: Vec<String> = files
        .into_iter()
        .map(|(name, text)| format!("{name}\0{}\n", sha256(text.as_bytes())))
        .collect();
    lines.sort_unstable();
    sha256(lines.concat().as_bytes())
}

/// The last part of a `/`- or `\`-separated name.
pub(crate) fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// The word of `known` that `word` was probably meant to be: at most a third of its letters differ.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    const LONGEST: usize = 64;
    if word.len() > LONGEST {
        return None;
    }
    let most = word.chars().count().div_ceil(3);
    let scored = known.into_iter().map(|candidate| (distance(word, candidate), candidate));
    scored
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance, with one row of the table.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_three_parts() {
        assert_eq!(id_parts("GC22-STO-007"), Some(("GC22", "STO", "007")));
        for bad in [
            "GC22-STO-07",
            "GC2-STO-007",
            "GC22-sto-007",
            "GC22-STO-007-1",
            "XX22-STO-007",
            "GC22-STO",
        ] {
            assert_eq!(id_parts(bad), None, "{bad}");
        }
    }

    #[test]
    fn caret_requirements() {
        let cases = [
            ("^1", "1.0.0", Some(true)),
            ("^1", "1.9.3", Some(true)),
            ("^1", "2.0.0", Some(false)),
            ("^1.2", "1.1.9", Some(false)),
            ("^1.2", "1.2.0", Some(true)),
            ("^0.3.1", "0.3.0", Some(false)),
            ("^0.3.1", "0.3.2", Some(true)),
            ("^0.3", "0.4.0", Some(false)),
            ("^0", "0.9.0", Some(true)),
            ("^0.0.3", "0.0.4", Some(false)),
            ("1", "1.0.0", None),
            ("^", "1.0.0", None),
            ("^1.x", "1.0.0", None),
            ("^1.2.3.4", "1.2.3", None),
        ];
        for (need, have, expected) in cases {
            assert_eq!(
                version(have).and_then(|have| is_compatible(need, have)),
                expected,
                "{need} {have}"
            );
        }
    }

    #[test]
    fn dates_are_written_in_one_way() {
        assert_eq!(date("2022-10-03").map(|date| date.to_string()), Some("2022-10-03".into()));
        for bad in [
            "20221003",
            "2022-13-01",
            "2022-02-29",
            "2022-10-3",
            "2022-10-03T00:00",
            "二千二十二年",
        ] {
            assert_eq!(date(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_nearest_word_is_near() {
        let known = ["title", "text", "remedy"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("remdy", known), Some("remedy"));
        assert_eq!(nearest("zzz", known), None);
        assert_eq!(nearest(&"t".repeat(100), known), None);
    }

    #[test]
    fn the_digest_does_not_depend_on_order() {
        let (a, b) = (("a.yaml", "1"), ("b.yaml", "2"));
        assert_eq!(digest([a, b]), digest([b, a]));
        assert_ne!(digest([a, b]), digest([("a.yaml", "2"), ("b.yaml", "1")]));
        assert!(is_sha256(&digest([a])));
    }
}
