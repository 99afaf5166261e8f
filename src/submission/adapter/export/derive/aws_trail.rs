//! Which events a `CloudTrail` trail records, by its event selectors.
//!
//! Source of the rules: basic selectors record management events unless told otherwise and can leave out reads, writes or the
//! events of KMS and RDS data; advanced selectors record what all of their field selectors match.

use super::{Entry, Input, fold, opened, settle, text};
use crate::model::text::Bilingual;
use crate::model::value::{Reading, Unreadable, Value};
use crate::submission::json::{Tree, Value as Native};

pub(super) const ENTRIES: &[Entry] = &[
    (
        "aws-trail-management",
        management,
        Bilingual {
            ja: "証跡が全ての管理イベントを除外なく記録するか。パスは基本と高度なイベントセレクター",
            en: "whether a trail records all management events; two paths: basic and advanced event selectors",
        },
    ),
    (
        "aws-trail-data",
        data,
        Bilingual {
            ja: "証跡がデータイベントを記録するか。読取りまたは書込みのみなら不明",
            en: "whether a trail records data events; unknown if only reads or only writes",
        },
    ),
];

/// How much of a category one selector records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Share {
    Nothing,
    Part,
    Unstated,
    All,
}

type Judge = fn(&Tree) -> Result<Share, Unreadable>;

/// Selectors add up: two that record a part each may together record everything.
fn management(input: &Input<'_>) -> Reading {
    settle(shares(input, basic_management, |selector| advanced(selector, "Management")).map(
        |shares| {
            let parts = shares.iter().filter(|share| **share == Share::Part).count();
            if shares.contains(&Share::All) {
                Some(Value::Bool(true))
            } else if shares.is_empty() || shares.contains(&Share::Unstated) || parts > 1 {
                None
            } else {
                Some(Value::Bool(false))
            }
        },
    ))
}

fn data(input: &Input<'_>) -> Reading {
    settle(shares(input, basic_data, |selector| advanced(selector, "Data")).map(|shares| {
        if shares.contains(&Share::All) {
            Some(Value::Bool(true))
        } else if shares.iter().all(|share| *share == Share::Nothing) && !shares.is_empty() {
            Some(Value::Bool(false))
        } else {
            None
        }
    }))
}

fn shares(input: &Input<'_>, basic: Judge, advanced: Judge) -> Result<Vec<Share>, Unreadable> {
    let mut shares = Vec::new();
    for (at, judge) in [basic, advanced].into_iter().enumerate() {
        for tree in input.all(at).iter().filter(|tree| tree.as_str() != Some("")) {
            let tree = opened(tree)?;
            let selectors = match &tree.value {
                Native::Array(selectors) => selectors.as_slice(),
                Native::Object(_) => std::slice::from_ref(&*tree),
                Native::Null
                | Native::Bool(_)
                | Native::Number(_)
                | Native::String(_)
                | Native::Bad(_) => return Err(Unreadable::WrongKind),
            };
            for selector in selectors {
                if !matches!(selector.value, Native::Object(_)) {
                    return Err(Unreadable::WrongKind);
                }
                shares.push(judge(selector)?);
            }
        }
    }
    Ok(shares)
}

fn basic_management(selector: &Tree) -> Result<Share, Unreadable> {
    match flag(selector, "includemanagementevents")? {
        Some(false) => return Ok(Share::Nothing),
        None => return Ok(Share::Unstated),
        Some(true) => {}
    }
    let excludes =
        member(selector, "excludemanagementeventsources").is_some_and(|tree| !is_empty(tree));
    Ok(match read_write(selector)? {
        Some("All") if !excludes => Share::All,
        Some(_) => Share::Part,
        None => Share::Unstated,
    })
}

fn basic_data(selector: &Tree) -> Result<Share, Unreadable> {
    let resources = member(selector, "dataresources").or_else(|| member(selector, "dataresource"));
    if resources.is_none_or(is_empty) {
        return Ok(Share::Nothing);
    }
    Ok(match read_write(selector)? {
        Some("All") => Share::All,
        Some(_) => Share::Part,
        None => Share::Unstated,
    })
}

fn read_write(selector: &Tree) -> Result<Option<&str>, Unreadable> {
    match member(selector, "readwritetype").map(Tree::as_str) {
        None => Ok(None),
        Some(Some(word @ ("All" | "ReadOnly" | "WriteOnly"))) => Ok(Some(word)),
        Some(Some(_)) => Err(Unreadable::UnlistedValue),
        Some(None) => Err(Unreadable::WrongKind),
    }
}

/// Data events are always narrowed to a type of resource, so only a field that leaves out reads, writes or names narrows them.
fn advanced(selector: &Tree, category: &str) -> Result<Share, Unreadable> {
    let fields = member(selector, "fieldselectors").or_else(|| member(selector, "fieldselector"));
    let fields = fields.map(Tree::elements).filter(|fields| !fields.is_empty());
    let fields = fields.ok_or(Unreadable::WrongKind)?;
    let mut share = None;
    let mut is_narrowed = false;
    for field in fields {
        let name = member(field, "field").and_then(Tree::as_str).ok_or(Unreadable::WrongKind)?;
        if name == "eventCategory" {
            let equals = member(field, "equals").map_or(&[][..], Tree::elements);
            let has_more = field.members().iter().any(|(operator, values)| {
                !matches!(fold(operator).as_str(), "field" | "equals") && !is_empty(values)
            });
            let is_only = equals.len() == 1 && !has_more && share.is_none();
            if !is_only {
                return Err(Unreadable::UnlistedValue);
            }
            share = Some(equals.iter().any(|value| value.as_str() == Some(category)));
        } else {
            let is_kind = matches!(name, "resources.type" | "resources.ARN");
            is_narrowed |= category == "Management" || !is_kind;
        }
    }
    Ok(match (share, is_narrowed) {
        (Some(true), false) => Share::All,
        (Some(true), true) => Share::Part,
        (Some(false), _) => Share::Nothing,
        (None, _) => Share::Unstated,
    })
}

fn member<'a>(tree: &'a Tree, name: &str) -> Option<&'a Tree> {
    let is_stated =
        |value: &&Tree| !matches!(value.value, Native::Null) && value.as_str() != Some("");
    let mut members = tree.members().iter().filter(|(member, _)| fold(member) == name);
    members.next().map(|(_, value)| value).filter(is_stated)
}

fn flag(tree: &Tree, name: &str) -> Result<Option<bool>, Unreadable> {
    let Some(value) = member(tree, name) else { return Ok(None) };
    let flag = text(value).ok_or(Unreadable::WrongKind)?;
    flag.to_ascii_lowercase().parse().map(Some).map_err(|_| Unreadable::WrongKind)
}

fn is_empty(tree: &Tree) -> bool {
    match &tree.value {
        Native::Null => true,
        Native::Array(elements) => elements.is_empty(),
        Native::Object(members) => members.is_empty(),
        Native::String(text) => text.is_empty(),
        Native::Bool(_) | Native::Number(_) | Native::Bad(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{attribute, derive};
    use super::*;

    /// Management, data.
    type Expected = (Option<bool>, Option<bool>);

    #[test]
    fn events_by_selectors() {
        let all = r#"{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[],"ExcludeManagementEventSources":[]}"#;
        let writes = r#"{"read_write_type":"WriteOnly","include_management_events":"true","data_resource":[{"type":"AWS::S3::Object"}]}"#;
        let reads = r#"{"ReadWriteType":"ReadOnly","IncludeManagementEvents":true}"#;
        let without_kms = r#"{"ReadWriteType":"All","IncludeManagementEvents":true,"ExcludeManagementEventSources":["kms.amazonaws.com"]}"#;
        let data = r#"{"ReadWriteType":"All","IncludeManagementEvents":false,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3"]}]}"#;
        let advanced = |category: &str, more: &str| {
            format!(
                r#"{{"FieldSelectors":[{{"Field":"eventCategory","Equals":["{category}"],"NotEquals":[]}}{more}]}}"#
            )
        };
        let (plain, kind) = (
            advanced("Management", ""),
            advanced("Data", r#",{"Field":"resources.type","Equals":["AWS::S3::Object"]}"#),
        );
        let read_only = |flag: &str| {
            advanced("Management", &format!(r#",{{"Field":"readOnly","Equals":["{flag}"]}}"#))
        };
        let data_writes = advanced("Data", r#",{"Field":"readOnly","Equals":["false"]}"#);
        let cases: Vec<(Vec<&str>, Vec<String>, Expected)> = vec![
            (vec![all], vec![], (Some(true), Some(false))),
            (vec![writes], vec![], (Some(false), None)),
            (vec![reads, writes], vec![], (None, None)),
            (vec![without_kms], vec![], (Some(false), Some(false))),
            (vec![data], vec![], (Some(false), Some(true))),
            (vec![data, all], vec![], (Some(true), Some(true))),
            (vec![r#"{"ReadWriteType":"All"}"#], vec![], (None, Some(false))),
            (vec!["{}"], vec![], (None, Some(false))),
            (vec![], vec![plain.clone()], (Some(true), Some(false))),
            (vec![], vec![plain, kind.clone()], (Some(true), Some(true))),
            (vec![], vec![kind], (Some(false), Some(true))),
            (vec![], vec![read_only("false")], (Some(false), Some(false))),
            (vec![], vec![read_only("false"), read_only("true")], (None, Some(false))),
            (vec![], vec![data_writes], (Some(false), None)),
            (vec![], vec![], (None, None)),
        ];
        for (basic, advanced, (management, data)) in cases {
            let paths = [format!("[[{}]]", basic.join(",")), format!("[[{}]]", advanced.join(","))];
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            for (name, id, expected) in [
                ("aws-trail-management", "events.management", management),
                ("aws-trail-data", "events.data", data),
            ] {
                let expected =
                    expected.map_or(Reading::Unknown, |is| Reading::Known(Value::Bool(is)));
                let seen = derive(name, attribute("log.trail", id), &paths);
                assert_eq!(seen, expected, "{name} {paths:?}");
            }
        }
    }

    #[test]
    fn odd_selectors_are_unreadable() {
        let cases = [
            (["[true]", "[]"], Unreadable::WrongKind),
            (["[[7]]", "[]"], Unreadable::WrongKind),
            ([r#"[[{"IncludeManagementEvents":7}]]"#, "[]"], Unreadable::WrongKind),
            (
                [r#"[[{"IncludeManagementEvents":true,"ReadWriteType":"all"}]]"#, "[]"],
                Unreadable::UnlistedValue,
            ),
            (["[]", r#"[[{"FieldSelectors":[]}]]"#], Unreadable::WrongKind),
            (
                [
                    "[]",
                    r#"[[{"FieldSelectors":[{"Field":"eventCategory","NotEquals":["Data"]}]}]]"#,
                ],
                Unreadable::UnlistedValue,
            ),
        ];
        let attribute = attribute("log.trail", "events.management");
        for (paths, expected) in cases {
            assert_eq!(
                derive("aws-trail-management", attribute, &paths),
                Reading::Unreadable(expected),
                "{paths:?}"
            );
        }
        assert_eq!(derive("aws-trail-management", attribute, &["[]", "[]"]), Reading::Unknown);
    }
}
