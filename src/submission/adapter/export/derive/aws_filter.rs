//! `CloudWatch` Logs filter patterns: the syntax for JSON events.
//!
//! Source of the syntax: the filter pattern reference of `CloudWatch` Logs. `&&` binds more closely than `||`; `*` in a text stands
//! for any characters; a field that is missing fails every comparison but `NOT EXISTS`.

use regex::Regex;

use super::aws_document::covers;
use super::aws_watch::{Event, Match, mentions, watched};
use super::{Input, settle};
use crate::model::value::{Reading, Unreadable, Value};

/// Parentheses nested deeper than this are no pattern.
const DEPTH: usize = 32;

enum Expression {
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Test { path: String, test: Test },
}

enum Test {
    Equals { text: String, is_quoted: bool },
    Differs { text: String, is_quoted: bool },
    IsMissing,
    Other,
}

/// Source: a pattern in braces is for JSON events; terms and bracketed fields are for other logs.
pub(super) fn watches(input: &Input<'_>) -> Reading {
    let pattern = match input.text(0) {
        Ok(Some(pattern)) => pattern.trim(),
        Ok(None) => return Reading::Unknown,
        Err(why) => return Reading::Unreadable(why),
    };
    if !pattern.starts_with('{') {
        let is_other = !pattern.is_empty() && !mentions(pattern);
        return settle(Ok(is_other.then(|| Value::List(Vec::new()))));
    }
    match parse(pattern) {
        Some(expression) => watched(|event| expression.matches(event)),
        None => Reading::Unreadable(Unreadable::Malformed),
    }
}

impl Expression {
    fn matches(&self, event: &Event) -> Match {
        match self {
            Self::And(all) => all.iter().fold(Match::Yes, |sum, one| sum.and(one.matches(event))),
            Self::Or(any) => any.iter().fold(Match::No, |sum, one| sum.or(one.matches(event))),
            Self::Test { path, test } => {
                let field = event.field(path);
                match test {
                    Test::Equals { text, is_quoted } => {
                        field.passes(|value| equal(text, *is_quoted, value))
                    }
                    Test::Differs { text, is_quoted } => {
                        field.passes(|value| equal(text, *is_quoted, value).not())
                    }
                    Test::IsMissing => field.exists().not(),
                    Test::Other => Match::Unclear,
                }
            }
        }
    }
}

/// A bare `%…%` is a regular expression that is looked for anywhere in the value.
fn equal(pattern: &str, is_quoted: bool, value: &str) -> Match {
    let expression = pattern.strip_prefix('%').filter(|_| !is_quoted);
    if let Some(expression) = expression {
        let expression = expression.strip_suffix('%').and_then(|inner| Regex::new(inner).ok());
        expression.map_or(Match::Unclear, |expression| Match::from(expression.is_match(value)))
    } else {
        let is_literal = pattern.contains('?');
        Match::from(if is_literal { pattern == value } else { covers(pattern, value) })
    }
}

fn parse(pattern: &str) -> Option<Expression> {
    let inner = pattern.strip_prefix('{')?.strip_suffix('}')?;
    let mut rest = inner;
    let expression = any(&mut rest, DEPTH)?;
    rest.trim_start().is_empty().then_some(expression)
}

fn any(rest: &mut &str, depth: usize) -> Option<Expression> {
    let mut parts = vec![all(rest, depth)?];
    while taken(rest, "||") {
        parts.push(all(rest, depth)?);
    }
    Some(Expression::Or(parts))
}

fn all(rest: &mut &str, depth: usize) -> Option<Expression> {
    let mut parts = vec![one(rest, depth)?];
    while taken(rest, "&&") {
        parts.push(one(rest, depth)?);
    }
    Some(Expression::And(parts))
}

fn one(rest: &mut &str, depth: usize) -> Option<Expression> {
    if taken(rest, "(") {
        let inner = any(rest, depth.checked_sub(1)?)?;
        return taken(rest, ")").then_some(inner);
    }
    let path = word(rest)?.strip_prefix("$.")?.to_owned();
    let test = if taken(rest, "!=") {
        let (text, is_quoted) = operand(rest)?;
        Test::Differs { text, is_quoted }
    } else if taken(rest, "=") {
        let (text, is_quoted) = operand(rest)?;
        Test::Equals { text, is_quoted }
    } else if [">=", "<=", ">", "<"].into_iter().any(|operator| taken(rest, operator)) {
        operand(rest)?;
        Test::Other
    } else {
        let first = word(rest)?.to_ascii_uppercase();
        let second =
            if first == "EXISTS" { String::new() } else { word(rest)?.to_ascii_uppercase() };
        match (first.as_str(), second.as_str()) {
            ("NOT", "EXISTS") => Test::IsMissing,
            ("EXISTS", _) | ("IS", "NULL" | "TRUE" | "FALSE") => Test::Other,
            _ => return None,
        }
    };
    Some(Expression::Test { path, test })
}

fn taken(rest: &mut &str, token: &str) -> bool {
    match rest.trim_start().strip_prefix(token) {
        Some(after) => {
            *rest = after;
            true
        }
        None => false,
    }
}

/// A text in quotes, or a bare word; whether it was in quotes.
fn operand(rest: &mut &str) -> Option<(String, bool)> {
    if !taken(rest, "\"") {
        return word(rest).map(|word| (word.to_owned(), false));
    }
    let mut text = String::new();
    let mut chars = rest.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => {
                *rest = rest.get(at + 1..)?;
                return Some((text, true));
            }
            '\\' => text.push(chars.next()?.1),
            c => text.push(c),
        }
    }
    None
}

fn word<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let text = rest.trim_start();
    let ends = |c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '=' | '!' | '<' | '>' | '&' | '|' | '"')
    };
    let end = text.find(ends).unwrap_or(text.len());
    let (word, after) = text.split_at_checked(end)?;
    *rest = after;
    (!word.is_empty()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{attribute, derive};
    use super::*;

    #[test]
    fn patterns_by_what_they_watch() {
        let names = |names: &[&str]| {
            names
                .iter()
                .map(|name| format!("($.eventName = {name})"))
                .collect::<Vec<_>>()
                .join(" || ")
        };
        let iam = names(&[
            "AttachRolePolicy",
            "AttachUserPolicy",
            "AttachGroupPolicy",
            "PutRolePolicy",
            "PutUserPolicy",
            "PutGroupPolicy",
            "CreatePolicy",
        ]);
        let trail =
            names(&["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"]);
        let keys = "($.eventSource = kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=ScheduleKeyDeletion))";
        let failure =
            r#"($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication")"#;
        // Surely, and perhaps where it differs.
        let cases: Vec<(String, &[&str], &[&str])> = vec![
            (r#"$.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent""#.into(), &["root-activity"], &[]),
            ("$.userIdentity.type=Root".into(), &["root-activity"], &[]),
            ("$.userIdentity.type != Root".into(), &[], &[]),
            ("$.userIdentity.type = Root && $.eventName = ConsoleLogin".into(), &[], &["root-activity"]),
            (iam.clone(), &["iam-change"], &[]),
            (format!("($.eventSource = iam.amazonaws.com) && ({iam})"), &["iam-change"], &[]),
            (format!("($.eventSource = ec2.amazonaws.com) && ({iam})"), &[], &[]),
            (names(&["AttachRolePolicy"]), &[], &[]),
            ("$.eventSource = iam.amazonaws.com".into(), &[], &["iam-change"]),
            (trail.clone(), &["trail-change"], &[]),
            (format!("{trail} || {iam}"), &["iam-change", "trail-change"], &[]),
            (format!("({trail}) && $.errorCode NOT EXISTS"), &["trail-change"], &[]),
            (format!("({trail}) && $.awsRegion = us-east-1"), &[], &["trail-change"]),
            ("$.eventName != StopLogging".into(), &[], &["iam-change", "key-change", "network-change", "sign-in-failure"]),
            (keys.into(), &["key-change"], &[]),
            ("$.eventName = *SecurityGroupIngress".into(), &["network-change"], &[]),
            ("$.eventName = %Key%".into(), &["key-change"], &[]),
            ("$.eventName = %[%".into(), &[], &[]),
            (failure.into(), &["sign-in-failure"], &[]),
            ("$.eventName = ConsoleLogin".into(), &[], &["sign-in-failure"]),
            ("$.latency > 5 && $.x IS TRUE && $.eventName = Get".into(), &[], &[]),
        ];
        let attribute = attribute("alarm.rule", "watches.kinds");
        let list =
            |kinds: &[&str]| Value::List(kinds.iter().map(|kind| Value::text(*kind)).collect());
        for (pattern, surely, perhaps) in cases {
            let native = serde_json::json!([format!("{{ {pattern} }}")]).to_string();
            let seen = derive("aws-filter-watches", attribute, &[&native]);
            let expected = if perhaps.is_empty() {
                Reading::Known(list(surely))
            } else {
                Reading::Among(vec![list(surely), list(perhaps)])
            };
            assert_eq!(seen, expected, "{pattern}");
        }
    }

    #[test]
    fn other_patterns() {
        let deep = format!("[\"{{{}\"]", "(".repeat(10_000));
        let none = || Reading::Known(Value::List(Vec::new()));
        let malformed = || Reading::Unreadable(Unreadable::Malformed);
        let cases: &[(&str, Reading)] = &[
            (r#"["ERROR"]"#, none()),
            (r#"["[ip, user, status = 5*]"]"#, none()),
            (r#"["?StopLogging ?DeleteTrail"]"#, Reading::Unknown),
            (r#"["{ $.eventName = }"]"#, malformed()),
            (r#"["{ $.eventName = \"x }"]"#, malformed()),
            (r#"["{ ($.eventName = x }"]"#, malformed()),
            (r#"["{ eventName = x }"]"#, malformed()),
            (r#"["{ $.eventName ~ x }"]"#, malformed()),
            (r#"["{}"]"#, malformed()),
            (&deep, malformed()),
            (r#"[""]"#, Reading::Unknown),
            ("[]", Reading::Unknown),
            ("[{}]", Reading::Unreadable(Unreadable::WrongKind)),
        ];
        let attribute = attribute("alarm.rule", "watches.kinds");
        for (native, expected) in cases {
            assert_eq!(derive("aws-filter-watches", attribute, &[native]), *expected, "{native}");
        }
    }
}
