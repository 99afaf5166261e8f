//! What a service control policy forbids.
//!
//! Source of the rules: service control policies limit by Deny statements whatever the policies of an account allow; the provider's
//! documented region policy denies everything but global services (`NotAction`) outside the listed regions.

use super::aws_document::{Condition, Statement, covers, statements};
use super::{Entry, Input, settle};
use crate::model::text::Bilingual;
use crate::model::value::{Reading, Value};

pub(super) const ENTRIES: &[Entry] = &[
    (
        "aws-scp-restricts",
        restricts,
        Bilingual {
            ja: "SCPが、列挙したリージョン以外でのデータを持つ操作をすべて禁じるか。一部のみなら不明",
            en: "whether an SCP denies whatever keeps data outside the listed regions; unknown if only in part",
        },
    ),
    (
        "aws-scp-regions",
        regions,
        Bilingual {
            ja: "SCPが利用を許すリージョン。限定しなければ空",
            en: "regions an SCP leaves open; empty if it restricts none",
        },
    ),
    (
        "aws-scp-protects-trail",
        protects_trail,
        Bilingual {
            ja: "SCPが全ての監査証跡の停止と削除を例外なく禁じるか。例外があれば不明",
            en: "whether an SCP forbids stopping and deleting every trail; unknown if with exceptions",
        },
    ),
];

/// Actions that put data somewhere. A statement that exempts one of them does not restrict regions.
const KEEPS_DATA: &[&str] = &[
    "s3:createbucket",
    "s3:putobject",
    "ec2:runinstances",
    "ec2:createvolume",
    "ec2:createsnapshot",
    "ec2:copysnapshot",
    "rds:createdbinstance",
    "rds:createdbcluster",
    "rds:copydbsnapshot",
    "dynamodb:createtable",
    "dynamodb:putitem",
    "elasticfilesystem:createfilesystem",
    "fsx:createfilesystem",
    "backup:createbackupvault",
    "backup:startbackupjob",
    "backup:startcopyjob",
    "secretsmanager:createsecret",
    "secretsmanager:putsecretvalue",
    "logs:createloggroup",
    "logs:putlogevents",
    "redshift:createcluster",
    "es:createdomain",
    "es:createelasticsearchdomain",
    "elasticache:createcachecluster",
    "elasticache:createreplicationgroup",
    "lambda:createfunction",
    "sqs:createqueue",
    "sqs:sendmessage",
    "sns:createtopic",
    "sns:publish",
    "kinesis:createstream",
    "kinesis:putrecord",
    "ecr:createrepository",
    "ecr:putimage",
];
const STOPS_TRAIL: [&str; 2] = ["cloudtrail:stoplogging", "cloudtrail:deletetrail"];
const REGION_KEY: &str = "aws:requestedregion";

/// What a policy says of regions.
enum Regions {
    /// Nothing.
    Open,
    /// Something that does not decide.
    Unclear,
    /// Only these, in lower case, sorted.
    Only(Vec<String>),
}

fn restricts(input: &Input<'_>) -> Reading {
    settle(statements(input).map(|statements| {
        statements.and_then(|statements| match said(&statements) {
            Regions::Only(_) => Some(Value::Bool(true)),
            Regions::Open => Some(Value::Bool(false)),
            Regions::Unclear => None,
        })
    }))
}

fn regions(input: &Input<'_>) -> Reading {
    settle(statements(input).map(|statements| {
        statements.and_then(|statements| match said(&statements) {
            Regions::Only(regions) => {
                Some(Value::List(regions.into_iter().map(Value::text).collect()))
            }
            Regions::Open => Some(Value::List(Vec::new())),
            Regions::Unclear => None,
        })
    }))
}

/// An intersection without any region would read as no restriction, so it is unclear.
fn said(statements: &[Statement]) -> Regions {
    let mut only: Option<Vec<String>> = None;
    for regions in statements.iter().filter_map(closed_to) {
        only = Some(match only {
            Some(open) => open.into_iter().filter(|region| regions.contains(region)).collect(),
            None => regions,
        });
    }
    let is_named = statements
        .iter()
        .flat_map(|statement| &statement.conditions)
        .any(|one| one.key == REGION_KEY);
    match only {
        Some(regions) if !regions.is_empty() => Regions::Only(regions),
        Some(_) => Regions::Unclear,
        None if is_named => Regions::Unclear,
        None => Regions::Open,
    }
}

/// The only regions that a Deny statement leaves open, if it surely closes all others.
fn closed_to(statement: &Statement) -> Option<Vec<String>> {
    let [condition] = statement.conditions.as_slice() else { return None };
    let is_negated = matches!(
        condition.operator.as_str(),
        "stringnotequals" | "stringnotequalsignorecase" | "stringnotlike"
    );
    let is_plain = |Condition { values, .. }: &Condition| {
        !values.is_empty()
            && values.iter().all(|value| !value.is_empty() && !value.contains(['*', '?', '$']))
    };
    let is_restriction = !statement.is_allow
        && statement.principal.is_none()
        && is_negated
        && condition.quantifier.is_none()
        && condition.key == REGION_KEY
        && is_plain(condition)
        && statement.resources.as_ref().is_some_and(super::aws_document::Entries::is_everything)
        && KEEPS_DATA.iter().all(|action| denies(statement, action));
    is_restriction.then(|| {
        let mut regions: Vec<_> = condition.values.iter().map(|one| one.to_lowercase()).collect();
        regions.sort_unstable();
        regions.dedup();
        regions
    })
}

/// Whether the actions of a statement have `action` among them.
fn denies(statement: &Statement, action: &str) -> bool {
    statement.actions.as_ref().is_some_and(|actions| {
        actions.patterns.iter().any(|pattern| covers(pattern, action)) != actions.is_inverted
    })
}

/// Statements may share the work: one forbids stopping, another deleting.
fn protects_trail(input: &Input<'_>) -> Reading {
    settle(statements(input).map(|statements| {
        let statements = statements?;
        let denied = |is_enough: fn(&Statement) -> bool| {
            STOPS_TRAIL.iter().all(|action| {
                let mut denials = statements.iter().filter(|one| !one.is_allow && is_enough(one));
                denials.any(|one| denies(one, action))
            })
        };
        if denied(is_unconditional) {
            Some(Value::Bool(true))
        } else if denied(|_| true) {
            None
        } else {
            Some(Value::Bool(false))
        }
    }))
}

/// Source: a trail is `arn:<partition>:cloudtrail:<region>:<account>:trail/<name>`.
fn is_unconditional(statement: &Statement) -> bool {
    let is_every_trail = |pattern: &String| {
        let fields: Vec<&str> = pattern.splitn(6, ':').collect();
        pattern == "*"
            || matches!(
                fields.as_slice(),
                ["arn", "aws" | "aws*" | "*", "cloudtrail" | "*", "*", "*", "*" | "trail/*"]
            )
    };
    let is_every = statement.resources.as_ref().is_some_and(|resources| {
        !resources.is_inverted && resources.patterns.iter().any(is_every_trail)
    });
    statement.conditions.is_empty() && statement.principal.is_none() && is_every
}

#[cfg(test)]
mod tests {
    use super::super::testing::{attribute, derive};
    use super::*;
    use crate::model::value::Unreadable;

    fn deny(what: &str, condition: &str) -> String {
        format!(r#"{{"Effect":"Deny",{what},"Resource":"*","Condition":{condition}}}"#)
    }

    fn not_equals(regions: &str) -> String {
        format!(r#"{{"StringNotEquals":{{"aws:RequestedRegion":{regions}}}}}"#)
    }

    fn as_text(statements: &[String]) -> String {
        let policy = format!(r#"{{"Statement":[{}]}}"#, statements.join(","));
        serde_json::json!([policy]).to_string()
    }

    #[test]
    fn regions_are_restricted_only_if_surely() {
        let global = r#""NotAction":["iam:*","sts:*","s3:ListAllMyBuckets","s3:GetAccountPublic*","ec2:DescribeRegions"]"#;
        let all = r#""Action":"*""#;
        let japan = not_equals(r#"["ap-northeast-3","ap-northeast-1"]"#);
        let only =
            |regions: &[&'static str]| Regions::Only(regions.iter().map(|r| (*r).into()).collect());
        let two = || only(&["ap-northeast-1", "ap-northeast-3"]);
        let cases = [
            (vec![deny(global, &japan)], two()),
            (vec![deny(all, &japan)], two()),
            (vec![deny(r#""Action":["*:*"]"#, &japan)], two()),
            (vec![deny(global, &japan.replace("StringNotEquals", "StringNotLike"))], two()),
            (
                vec![deny(global, &japan), deny(all, &not_equals(r#""ap-northeast-1""#))],
                only(&["ap-northeast-1"]),
            ),
            (
                vec![deny(global, &japan), deny(all, &not_equals(r#""us-east-1""#))],
                Regions::Unclear,
            ),
            (vec![deny(r#""NotAction":["iam:*","s3:*"]"#, &japan)], Regions::Unclear),
            (vec![deny(r#""NotAction":["iam:*","S3:Create*"]"#, &japan)], Regions::Unclear),
            (vec![deny(r#""NotAction":"*""#, &japan)], Regions::Unclear),
            (vec![deny(r#""Action":"ec2:*""#, &japan)], Regions::Unclear),
            (vec![deny(all, &not_equals(r#"["ap-*"]"#))], Regions::Unclear),
            (vec![deny(all, &not_equals("[]"))], Regions::Unclear),
            (
                vec![deny(all, &japan.replace("StringNot", "ForAnyValue:StringNot"))],
                Regions::Unclear,
            ),
            (vec![deny(all, &japan.replace("NotEquals", "Equals"))], Regions::Unclear),
            (
                vec![
                    deny(all, &japan)
                        .replace(r#""Resource":"*""#, r#""Resource":"arn:aws:s3:::x""#),
                ],
                Regions::Unclear,
            ),
            (
                vec![deny(
                    all,
                    r#"{"StringNotEquals":{"aws:RequestedRegion":"ap-northeast-1","aws:PrincipalTag/x":"y"}}"#,
                )],
                Regions::Unclear,
            ),
            (vec![deny(r#""Action":"iam:*""#, "{}")], Regions::Open),
            (vec![r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#.into()], Regions::Open),
        ];
        for (statements, expected) in cases {
            assert_regions(&as_text(&statements), expected);
        }
    }

    fn assert_regions(policy: &str, expected: Regions) {
        let (restricted, allowed) = match expected {
            Regions::Only(regions) => (
                Reading::Known(Value::Bool(true)),
                Reading::Known(Value::List(regions.into_iter().map(Value::text).collect())),
            ),
            Regions::Open => {
                (Reading::Known(Value::Bool(false)), Reading::Known(Value::List(Vec::new())))
            }
            Regions::Unclear => (Reading::Unknown, Reading::Unknown),
        };
        let of = |id| attribute("org.policy", id);
        let seen = derive("aws-scp-restricts", of("regions.restricted"), &[policy]);
        assert_eq!(seen, restricted, "{policy}");
        let seen = derive("aws-scp-regions", of("regions.allowed"), &[policy]);
        assert_eq!(seen, allowed, "{policy}");
    }

    #[test]
    fn trails_are_protected_only_without_exception() {
        let both = r#""Action":["cloudtrail:StopLogging","cloudtrail:DeleteTrail"]"#;
        let on = |resource: &str| deny(both, "{}").replace(r#""*""#, &format!(r#""{resource}""#));
        let cases = [
            (vec![deny(both, "{}")], Some(true)),
            (vec![deny(r#""Action":"CloudTrail:*""#, "{}")], Some(true)),
            (
                vec![
                    deny(r#""Action":"cloudtrail:?top*""#, "{}"),
                    deny(r#""Action":"cloudtrail:Delete*""#, "{}"),
                ],
                Some(true),
            ),
            (vec![deny(r#""NotAction":"iam:*""#, "{}")], Some(true)),
            (vec![on("arn:aws:cloudtrail:*:*:trail/*")], Some(true)),
            (vec![on("arn:aws:cloudtrail:*:*:trail/main*")], None),
            (vec![on("arn:aws:cloudtrail:us-east-1:*:trail/*")], None),
            (vec![on("arn:aws:s3:::*")], None),
            (
                vec![deny(
                    both,
                    r#"{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/admin"}}"#,
                )],
                None,
            ),
            (vec![deny(r#""NotAction":"cloudtrail:*""#, "{}")], Some(false)),
            (vec![deny(r#""Action":"cloudtrail:StopLogging""#, "{}")], Some(false)),
            (vec![r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#.into()], Some(false)),
        ];
        let attribute = attribute("org.policy", "audit-log.protected");
        for (statements, expected) in cases {
            let expected =
                expected.map_or(Reading::Unknown, |known| Reading::Known(Value::Bool(known)));
            let policy = as_text(&statements);
            assert_eq!(
                derive("aws-scp-protects-trail", attribute, &[&policy]),
                expected,
                "{policy}"
            );
        }
        let odd = derive("aws-scp-protects-trail", attribute, &[r#"["{\"tags\":{}}"]"#]);
        assert_eq!(odd, Reading::Unreadable(Unreadable::WrongKind));
        assert_eq!(derive("aws-scp-protects-trail", attribute, &["[]"]), Reading::Unknown);
    }
}
