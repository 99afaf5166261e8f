//! `EventBridge` event patterns.
//!
//! Source of the syntax: the event pattern reference of `EventBridge`. Every field of a pattern must match; a field matches if one of
//! its listed values does; `$or` takes alternatives.

use super::aws_document::covers;
use super::aws_watch::{Event, Field, Match, watched};
use super::{Input, opened};
use crate::model::value::{Reading, Unreadable};
use crate::submission::json::{Tree, Value as Native};

pub(super) fn watches(input: &Input<'_>) -> Reading {
    let Some(tree) = input.first(0) else { return Reading::Unknown };
    let pattern = match opened(tree) {
        Ok(pattern) => pattern,
        Err(why) => return Reading::Unreadable(why),
    };
    match check(&pattern) {
        Ok(()) => watched(|event| matches(&pattern, "", event)),
        Err(why) => Reading::Unreadable(why),
    }
}

/// Objects down to lists; `$or` holds objects.
fn check(pattern: &Tree) -> Result<(), Unreadable> {
    let Native::Object(members) = &pattern.value else { return Err(Unreadable::WrongKind) };
    if members.is_empty() {
        return Err(Unreadable::WrongKind);
    }
    members.iter().try_for_each(|(name, value)| match (&**name, &value.value) {
        ("$or", Native::Array(patterns)) if !patterns.is_empty() => {
            patterns.iter().try_for_each(check)
        }
        ("$or", _) => Err(Unreadable::WrongKind),
        (_, Native::Array(_)) => Ok(()),
        _ => check(value),
    })
}

fn matches(pattern: &Tree, path: &str, event: &Event) -> Match {
    pattern.members().iter().fold(Match::Yes, |sum, (name, value)| {
        let inner = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
        sum.and(match &value.value {
            Native::Array(patterns) if **name == *"$or" => {
                patterns.iter().fold(Match::No, |sum, one| sum.or(matches(one, path, event)))
            }
            Native::Array(values) => {
                let field = match inner.strip_prefix("detail.") {
                    Some(field) => event.field(field),
                    None => event.envelope(&inner),
                };
                any_matches(values, &field)
            }
            Native::Object(_)
            | Native::Null
            | Native::Bool(_)
            | Native::Number(_)
            | Native::String(_)
            | Native::Bad(_) => matches(value, &inner, event),
        })
    })
}

/// Source: a field that is missing matches `{"exists": false}` only.
fn any_matches(listed: &[Tree], field: &Field) -> Match {
    let wants_none = |one: &Tree| one.get("exists").and_then(Tree::as_bool) == Some(false);
    if *field == Field::Absent {
        return Match::from(listed.iter().any(wants_none));
    }
    field.passes(|value| listed.iter().fold(Match::No, |sum, one| sum.or(one_matches(one, value))))
}

/// One listed value: a text, or an object with one comparison.
fn one_matches(listed: &Tree, value: &str) -> Match {
    if let Some(text) = listed.as_str() {
        return Match::from(value == text);
    }
    let [(operator, operand)] = listed.members() else { return Match::Unclear };
    match (&**operator, &operand.value) {
        ("exists", Native::Bool(is)) => Match::from(*is),
        ("prefix", Native::String(text)) => Match::from(value.starts_with(&**text)),
        ("suffix", Native::String(text)) => Match::from(value.ends_with(&**text)),
        ("equals-ignore-case", Native::String(text)) => {
            Match::from(value.eq_ignore_ascii_case(text))
        }
        ("wildcard", Native::String(text)) if !text.contains(['?', '\\']) => {
            Match::from(covers(text, value))
        }
        ("anything-but", Native::String(text)) => Match::from(value != &**text),
        ("anything-but", Native::Array(texts))
            if texts.iter().all(|one| one.as_str().is_some()) =>
        {
            Match::from(texts.iter().all(|one| one.as_str() != Some(value)))
        }
        _ => Match::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{attribute, derive};
    use super::*;
    use crate::model::value::Value;

    fn list(kinds: &[&str]) -> Value {
        Value::List(kinds.iter().map(|kind| Value::text(*kind)).collect())
    }

    #[test]
    fn patterns_by_what_they_watch() {
        let known = |kinds: &[&str]| Reading::Known(list(kinds));
        let among =
            |surely: &[&str], perhaps: &[&str]| Reading::Among(vec![list(surely), list(perhaps)]);
        let malformed = Reading::Unreadable(Unreadable::Malformed);
        let wrong = Reading::Unreadable(Unreadable::WrongKind);
        let trail = r#""eventName":["StopLogging","DeleteTrail","UpdateTrail"]"#;
        let root = r#""userIdentity":{"type":["Root"]}"#;
        let both =
            r#""detail-type":["AWS API Call via CloudTrail","AWS Console Sign In via CloudTrail"]"#;
        let cases = [
            (format!(r#"{{"source":["aws.cloudtrail"],"detail-type":["AWS API Call via CloudTrail"],"detail":{{"eventSource":["cloudtrail.amazonaws.com"],{trail}}}}}"#), known(&["trail-change"])),
            (format!(r#"{{"source":["aws.s3"],"detail":{{{trail}}}}}"#), known(&[])),
            (r#"{"detail":{"eventName":["StopLogging"]}}"#.into(), known(&[])),
            (format!(r#"{{{both},"detail":{{{root}}}}}"#), known(&["root-activity"])),
            (format!(r#"{{"detail-type":["AWS Console Sign In via CloudTrail"],"detail":{{{root}}}}}"#), among(&[], &["root-activity"])),
            (r#"{"detail":{"eventName":["ConsoleLogin"],"responseElements":{"ConsoleLogin":["Failure"]}}}"#.into(), known(&["sign-in-failure"])),
            (r#"{"source":["aws.signin"],"detail":{"eventName":["ConsoleLogin"],"errorMessage":["Failed authentication"]}}"#.into(), known(&["sign-in-failure"])),
            (r#"{"source":["aws.signin"],"detail":{"eventName":["ConsoleLogin"]}}"#.into(), among(&[], &["sign-in-failure"])),
            (r#"{"source":["aws.kms"],"detail-type":["AWS API Call via CloudTrail"],"detail":{"eventName":[{"prefix":"DisableKey"},{"wildcard":"Schedule*"}],"errorCode":[{"exists":false}]}}"#.into(), known(&["key-change"])),
            (r#"{"source":["aws.ec2"],"detail-type":["EC2 Instance State-change Notification"]}"#.into(), known(&[])),
            (r#"{"source":["aws.ec2"]}"#.into(), among(&[], &["network-change"])),
            (format!(r#"{{"source":["aws.cloudtrail","aws.kms"],"$or":[{{"detail":{{{trail}}}}},{{"detail":{{"eventName":["DisableKey","ScheduleKeyDeletion"]}}}}]}}"#), known(&["trail-change", "key-change"])),
            (format!(r#"{{"source":["aws.cloudtrail"],"detail":{{"awsRegion":["r1"],{trail}}}}}"#), among(&[], &["trail-change"])),
            (r#"{"replay-name":[{"exists":false}]}"#.into(), known(&[])),
            ("{}".into(), wrong.clone()),
            (r#"{"source":"aws.kms"}"#.into(), wrong.clone()),
            (r#"{"$or":{}}"#.into(), wrong.clone()),
            ("[1]".into(), wrong.clone()),
            (r#"{"source":["#.into(), malformed),
        ];
        let attribute = attribute("alarm.rule", "watches.kinds");
        for (pattern, expected) in cases {
            let native = serde_json::json!([pattern]).to_string();
            let seen = derive("aws-event-watches", attribute, &[&native]);
            assert_eq!(seen, expected, "{pattern}");
        }
        assert_eq!(derive("aws-event-watches", attribute, &[r#"[""]"#]), Reading::Unknown);
        assert_eq!(derive("aws-event-watches", attribute, &["[7]"]), wrong);
    }
}
