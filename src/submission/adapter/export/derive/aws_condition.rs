//! Whether an IAM policy limits where from and how long it can be used.
//!
//! Source of the rules: IAM condition operators and global condition keys. The conditions of a statement must all hold and an
//! explicit Deny wins, so a policy is limited if each of its Allow statements is, by itself or by a Deny that reaches as far.

use std::net::IpAddr;

use super::aws_document::{Condition, Entries, Statement, statements};
use super::{Entry, Input};
use crate::model::date;
use crate::model::text::Bilingual;
use crate::model::value::{Reading, Value};

pub(super) const ENTRIES: &[Entry] = &[
    (
        "aws-policy-source-ip",
        source_ip,
        Bilingual {
            ja: "IAMポリシーの許可のすべてが接続元IPアドレスで限定されているか。一部のみの場合は不明",
            en: "whether everything the policy allows is limited by source address; unknown if only a part is",
        },
    ),
    (
        "aws-policy-time",
        time,
        Bilingual {
            ja: "IAMポリシーの許可のすべてに期限があるか。一部のみ、または開始時刻のみの場合は不明",
            en: "whether everything the policy allows ends at a time; unknown if only a part does or only a start is given",
        },
    ),
];

/// Prefixes shorter than these hold a large part of the internet.
const LEAST_PREFIX: (u8, u8) = (8, 16);
/// An end beyond this year is none.
const LAST_YEAR: i16 = 2099;
const END_OF_LAST_YEAR: i64 = 4_102_444_800;

/// How far a condition or a statement limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Limit {
    No,
    Unclear,
    Yes,
}

/// How a condition of a statement limits, by its effect (`true`: Allow).
type Test = fn(&Condition, bool) -> Limit;

/// Source: an Allow statement takes `IpAddress`, a Deny statement `NotIpAddress`, on `aws:SourceIp`.
fn source_ip(input: &Input<'_>) -> Reading {
    judged(input, |condition, is_allow| {
        if condition.key != "aws:sourceip" {
            return Limit::No;
        }
        let limit = condition.values.iter().map(|value| address(value)).min().unwrap_or(Limit::No);
        match (condition.operator.as_str(), is_allow) {
            ("ipaddress", true) | ("notipaddress", false) => limit,
            _ => limit.min(Limit::Unclear),
        }
    })
}

/// Source: `aws:CurrentTime` takes date operators, `aws:EpochTime` date or numeric ones. What has a start only never ends.
fn time(input: &Input<'_>) -> Reading {
    judged(input, |condition, is_allow| {
        if !matches!(condition.key.as_str(), "aws:currenttime" | "aws:epochtime") {
            return Limit::No;
        }
        let operator = condition.operator.strip_prefix("date").or_else(|| {
            condition.operator.strip_prefix("numeric").filter(|_| condition.key == "aws:epochtime")
        });
        let ends = match (operator, is_allow) {
            (Some("lessthan" | "lessthanequals" | "equals"), true)
            | (Some("greaterthan" | "greaterthanequals" | "notequals"), false) => true,
            (Some(_), _) => false,
            (None, _) => return Limit::No,
        };
        let has_end = condition.values.iter().all(|value| is_moment(value));
        match (condition.values.is_empty(), ends && has_end) {
            (true, _) => Limit::No,
            (false, true) => Limit::Yes,
            (false, false) => Limit::Unclear,
        }
    })
}

fn address(value: &str) -> Limit {
    let (address, prefix) = value.split_once('/').map_or((value, None), |(a, p)| (a, Some(p)));
    let Ok(address) = address.parse::<IpAddr>() else { return Limit::Unclear };
    let (whole, least) = match address {
        IpAddr::V4(_) => (32, LEAST_PREFIX.0),
        IpAddr::V6(_) => (128, LEAST_PREFIX.1),
    };
    match prefix.map_or(Ok(whole), str::parse::<u8>) {
        Ok(0) => Limit::No,
        Ok(length) if length >= least && length <= whole => Limit::Yes,
        Ok(_) | Err(_) => Limit::Unclear,
    }
}

fn is_moment(value: &str) -> bool {
    match value.parse::<i64>() {
        Ok(seconds) => (0..END_OF_LAST_YEAR).contains(&seconds),
        Err(_) => date::parse(value).is_some_and(|date| date.year() <= LAST_YEAR),
    }
}

fn judged(input: &Input<'_>, test: Test) -> Reading {
    let statements = match statements(input) {
        Ok(Some(statements)) => statements,
        Ok(None) => return Reading::Unknown,
        Err(why) => return Reading::Unreadable(why),
    };
    let (allows, denies): (Vec<_>, Vec<_>) = statements.iter().partition(|one| one.is_allow);
    let walls: Vec<&Statement> =
        denies.into_iter().filter(|deny| limit(deny, test) == Limit::Yes).collect();
    let is_limited = |allow: &&Statement| {
        limit(allow, test) == Limit::Yes || walls.iter().any(|deny| reaches(deny, allow))
    };
    let nothing = Statement::default();
    let is_limited_throughout = if allows.is_empty() {
        walls.iter().any(|deny| reaches(deny, &nothing))
    } else {
        allows.iter().all(is_limited)
    };
    if is_limited_throughout {
        Reading::Known(Value::Bool(true))
    } else if statements.iter().any(|statement| limit(statement, test) != Limit::No) {
        Reading::Unknown
    } else {
        Reading::Known(Value::Bool(false))
    }
}

/// A further condition makes an Allow narrower; it makes a Deny leak, but for `aws:ViaAWSService` false, which lets the provider's
/// own services through only.
fn limit(statement: &Statement, test: Test) -> Limit {
    let limits = statement.conditions.iter().map(|one| test(one, statement.is_allow));
    let best = limits.max().unwrap_or(Limit::No);
    let leaks = statement.conditions.iter().filter(|one| {
        let is_service = one.key == "aws:viaawsservice"
            && one.operator == "bool"
            && one.values.iter().all(|value| value.eq_ignore_ascii_case("false"));
        test(one, statement.is_allow) != Limit::Yes && !is_service
    });
    let is_leaky = !statement.is_allow && leaks.count() > 0;
    if is_leaky || statement.principal.is_some() { best.min(Limit::Unclear) } else { best }
}

/// Whether `deny` reaches everything that `allow` does.
fn reaches(deny: &Statement, allow: &Statement) -> bool {
    let over = |deny: &Option<Entries>, allow: &Option<Entries>| {
        let Some(deny) = deny else { return false };
        match allow {
            Some(allow) if !allow.is_inverted => {
                allow.patterns.iter().all(|pattern| deny.cover(pattern))
            }
            _ => deny.is_everything(),
        }
    };
    over(&deny.actions, &allow.actions) && over(&deny.resources, &allow.resources)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{attribute, derive};
    use super::*;

    const YES: Reading = Reading::Known(Value::Bool(true));
    const NO: Reading = Reading::Known(Value::Bool(false));

    fn allow(condition: &str) -> String {
        format!(r#"{{"Effect":"Allow","Action":"s3:Get*","Resource":"*","Condition":{condition}}}"#)
    }

    fn deny(action: &str, condition: &str) -> String {
        format!(r#"{{"Effect":"Deny","Action":"{action}","Resource":"*","Condition":{condition}}}"#)
    }

    fn check(name: &str, attribute_id: &str, cases: &[(Vec<String>, Reading)]) {
        let attribute = attribute("iam.policy", attribute_id);
        for (statements, expected) in cases {
            let policy = format!(r#"[{{"Statement":[{}]}}]"#, statements.join(","));
            assert_eq!(derive(name, attribute, &[&policy]), *expected, "{policy}");
        }
        assert_eq!(derive(name, attribute, &["[]"]), Reading::Unknown);
        assert!(matches!(derive(name, attribute, &["[7]"]), Reading::Unreadable(_)));
    }

    #[test]
    fn source_addresses() {
        let ip = |values: &str| allow(&format!(r#"{{"IpAddress":{{"aws:SourceIp":{values}}}}}"#));
        let not_ip = r#"{"NotIpAddress":{"aws:SourceIp":["192.0.2.0/24"]}}"#;
        let via =
            r#"{"NotIpAddress":{"AWS:sourceip":"192.0.2.1"},"Bool":{"aws:ViaAWSService":"false"}}"#;
        let vpc = r#"{"NotIpAddress":{"aws:SourceIp":"192.0.2.1"},"StringNotEquals":{"aws:SourceVpc":"v"}}"#;
        let plain = || allow("{}");
        check(
            "aws-policy-source-ip",
            "condition.source-ip",
            &[
                (vec![ip(r#"["192.0.2.0/24","2001:db8::/32"]"#)], YES),
                (vec![ip(r#""192.0.2.7""#)], YES),
                (
                    vec![allow(
                        r#"{"ForAnyValue:ipAddressIfExists":{"AWS:SOURCEIP":"192.0.2.7"}}"#,
                    )],
                    YES,
                ),
                (vec![ip(r#"["192.0.2.0/24","0.0.0.0/0"]"#)], Reading::Known(Value::Bool(false))),
                (vec![ip(r#""1.2.3.4/0""#)], NO),
                (vec![ip(r#""::/0""#)], NO),
                (vec![ip("[]")], NO),
                (vec![ip(r#"["0.0.0.0/1","128.0.0.0/1"]"#)], Reading::Unknown),
                (vec![ip(r#""${aws:PrincipalTag/ip}""#)], Reading::Unknown),
                (vec![ip(r#""192.0.2.0/24""#), plain()], Reading::Unknown),
                (vec![plain(), deny("*", not_ip)], YES),
                (vec![plain(), deny("S3:*", not_ip)], YES),
                (vec![plain(), deny("*", via)], YES),
                (vec![plain(), deny("*", vpc)], Reading::Unknown),
                (vec![plain(), deny("s3:GetObject", not_ip)], Reading::Unknown),
                (vec![deny("*", not_ip)], YES),
                (vec![deny("s3:*", not_ip)], Reading::Unknown),
                (vec![allow(not_ip)], Reading::Unknown),
                (vec![plain()], NO),
                (vec![allow(r#"{"StringEquals":{"aws:SourceVpc":"v"}}"#)], NO),
            ],
        );
    }

    #[test]
    fn ends() {
        let until = |operator: &str, key: &str, value: &str| {
            allow(&format!(r#"{{"{operator}":{{"{key}":{value}}}}}"#))
        };
        let after = r#"{"DateGreaterThan":{"aws:CurrentTime":"2027-03-31T15:00:00Z"}}"#;
        let end = r#""2027-03-31T15:00:00Z""#;
        check(
            "aws-policy-time",
            "condition.time",
            &[
                (vec![until("DateLessThan", "aws:CurrentTime", end)], YES),
                (vec![until("dateLessThanEquals", "AWS:currenttime", end)], YES),
                (vec![until("NumericLessThan", "aws:EpochTime", "1800000000")], YES),
                (vec![until("NumericLessThan", "aws:CurrentTime", "1800000000")], NO),
                (vec![until("DateLessThan", "aws:EpochTime", r#""1800000000""#)], YES),
                (
                    vec![until("DateLessThan", "aws:CurrentTime", r#""9999-12-31T00:00:00Z""#)],
                    Reading::Unknown,
                ),
                (vec![until("DateLessThan", "aws:CurrentTime", r#""soon""#)], Reading::Unknown),
                (vec![until("DateLessThan", "aws:CurrentTime", "[]")], NO),
                (vec![until("DateGreaterThan", "aws:CurrentTime", end)], Reading::Unknown),
                (vec![until("StringEquals", "aws:CurrentTime", end)], NO),
                (vec![until("DateLessThan", "aws:TokenIssueTime", end)], NO),
                (
                    vec![until("DateLessThan", "aws:CurrentTime", end), allow("{}")],
                    Reading::Unknown,
                ),
                (vec![allow("{}"), deny("*", after)], YES),
                (vec![allow("{}")], NO),
            ],
        );
    }
}
