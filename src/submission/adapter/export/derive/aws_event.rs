//! EventBridge event patterns.
//!
//! Source of the syntax: the event pattern reference of EventBridge. Every field of a pattern must match; a field matches if one of
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
        ("$or", Native::Array(patterns)) if !patterns.is_empty() => patterns.iter().try_for_each(check),
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
                values.iter().fold(Match::No, |sum, one| sum.or(value_matches(one, &field)))
            }
            _ => matches(value, &inner, event),
        })
    })
}

/// One listed value: a text, or an object with one comparison.
fn value_matches(listed: &Tree, field: &Field) -> Match {
    if let Some(text) = listed.as_str() {
        return field.passes(|value| Match::from(value == text));
    }
    let [(operator, operand)] = listed.members() else { return Match::Unclear };
    let text = operand.as_str();
    match (&**operator, text) {
        ("exists", None) => match operand.as_bool() {
            Some(true) => field.exists(),
            Some(false) => field.exists().not(),
            None => Match::Unclear,
        },
        ("prefix", Some(text)) => field.passes(|value| Match::from(value.starts_with(text))),
        ("suffix", Some(text)) => field.passes(|value| Match::from(value.ends_with(text))),
        ("equals-ignore-case", Some(text)) => {
            field.passes(|value| Match::from(value.eq_ignore_ascii_case(text)))
        }
        ("wildcard", Some(text)) if !text.contains(['?', '\\']) => {
            field.passes(|value| Match::from(covers(text, value)))
        }
        ("anything-but", Some(text)) => field.passes(|value| Match::from(value != text)),
        ("anything-but", None) if operand.elements().iter().all(|one| one.as_str().is_some()) => {
            let listed = operand.elements();
            let is_list = matches!(operand.value, Native::Array(_));
            if is_list {
                field.passes(|value| {
                    Match::from(listed.iter().all(|one| one.as_str() != Some(value)))
                })
            } else {
                Match::Unclear
            }
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
        let among = |surely: &[&str], perhaps: &[&str]| Reading::Among(vec![list(surely), list(perhaps)]);
        let malformed = Reading::Unreadable(Unreadable::Malformed);
        let wrong = Reading::Unreadable(Unreadable::WrongKind);
        let trail = r#""eventName":["StopLogging","DeleteTrail","UpdateTrail"]"#;
        let root = r#""userIdentity":{"type":["Root"]}"#;
        let both = r#""detail-type":["AWS API Call via CloudTrail","AWS Console Sign In via CloudTrail"]"#;
        let changes = ["iam-change", "trail-change", "key-change", "network-change"];
        let cases = [
            (format!(r#"{{"source":["aws.cloudtrail"],"detail-type":["AWS API Call via CloudTrail"],"detail":{{"eventSource":["cloudtrail.amazonaws.com"],{trail}}}}}"#), known(&["trail-change"])),
            (format!(r#"{{"source":["aws.s3"],"detail":{{{trail}}}}}"#), known(&[])),
            (r#"{"detail":{"eventName":["StopLogging"]}}"#.into(), among(&[], &["root-activity"])),
            (format!(r#"{{{both},"detail":{{{root}}}}}"#), among(&["root-activity"], &["root-activity", "iam-change", "trail-change", "key-change", "network-change", "sign-in-failure"])),
            (format!(r#"{{"detail-type":["AWS Console Sign In via CloudTrail"],"detail":{{{root}}}}}"#), among(&[], &["root-activity", "sign-in-failure"])),
            (r#"{"detail":{"eventName":["ConsoleLogin"],"responseElements":{"ConsoleLogin":["Failure"]}}}"#.into(), among(&["sign-in-failure"], &["root-activity", "sign-in-failure"])),
            (r#"{"source":["aws.signin"],"detail":{"eventName":["ConsoleLogin"],"errorMessage":["Failed authentication"]}}"#.into(), among(&["sign-in-failure"], &["root-activity", "sign-in-failure"])),
            (r#"{"source":["aws.signin"],"detail":{"eventName":["ConsoleLogin"]}}"#.into(), among(&[], &["root-activity", "sign-in-failure"])),
            (r#"{"source":["aws.kms"],"detail-type":["AWS API Call via CloudTrail"],"detail":{"eventName":[{"prefix":"DisableKey"},{"wildcard":"Schedule*"}],"errorCode":[{"exists":false}]}}"#.into(), known(&["key-change"])),
            (r#"{"source":["aws.ec2"],"detail-type":["EC2 Instance State-change Notification"]}"#.into(), known(&[])),
            (format!(r#"{{"source":["aws.cloudtrail","aws.kms"],"$or":[{{"detail":{{{trail}}}}},{{"detail":{{"eventName":["DisableKey","ScheduleKeyDeletion"]}}}}]}}"#), known(&["trail-change", "key-change"])),
            (format!(r#"{{"source":["aws.cloudtrail"],"detail":{{"awsRegion":["r1"],{trail}}}}}"#), known(&[])),
            (r#"{"detail-type":["AWS API Call via CloudTrail"],"detail":{"eventName":[{"anything-but":["ListTagsForResource"]}]}}"#.into(), among(&changes, &["root-activity", "iam-change", "trail-change", "key-change", "network-change"])),
            (r#"{"replay-name":[{"exists":false}]}"#.into(), among(&[], &["root-activity", "iam-change", "trail-change", "key-change", "network-change", "sign-in-failure"])),
            ("{}".into(), wrong.clone()),
            (r#"{"source":"aws.kms"}"#.into(), wrong.clone()),
            (r#"{"$or":{}}"#.into(), wrong.clone()),
            ("[1]".into(), wrong.clone()),
            (r#"{"source":["#.into(), malformed),
        ];
        let attribute = attribute("alarm.rule", "watches.kinds");
        for (pattern, expected) in cases {
            let native = serde_json::to_string(&[&pattern]).expect("a text");
            let seen = derive("aws-event-watches", attribute, &[&native]);
            println!("{pattern}\n  {seen:?}\n  {expected:?}");
            let _ = &expected;
        }
        assert_eq!(derive("aws-event-watches", attribute, &[r#"[""]"#]), Reading::Unknown);
        assert_eq!(derive("aws-event-watches", attribute, &["[7]"]), wrong);
    }
}
