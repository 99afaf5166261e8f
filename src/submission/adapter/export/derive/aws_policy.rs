//! What an IAM policy grants, and to whom a role is trusted.
//!
//! Source of the rules: the reference of IAM JSON policy elements. An element `NotAction` or `NotResource` in an Allow statement
//! grants everything else, so it names nothing.

use super::aws_document::{Entries, Principal, Statement, statements};
use super::{Entry, Input, arn_field, settle};
use crate::model::text::Bilingual;
use crate::model::value::{Reading, Unreadable, Value};

pub(super) const ENTRIES: &[Entry] = &[
    (
        "aws-policy-actions",
        policy_actions,
        Bilingual {
            ja: "IAMポリシーの許可文が、全操作またはサービスの全操作(s3:*など)を含まないか",
            en: "whether no Allow statement grants all actions, or all of a service such as `s3:*`",
        },
    ),
    (
        "aws-policy-resources",
        policy_resources,
        Bilingual {
            ja: "IAMポリシーの許可文が、全資源(*)を対象としていないか。サービスの全資源のみを指す場合は不明",
            en: "whether no Allow statement is for all resources; all of one service is unknown",
        },
    ),
    (
        "aws-trust-kinds",
        trust_kinds,
        Bilingual {
            ja: "ロールの信頼ポリシーが引受けを許す主体の種別",
            en: "kinds of principal that the trust policy of a role allows to assume it",
        },
    ),
];

/// How far one pattern limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    Named,
    Unclear,
    Everything,
}

/// Source: an action is `service:name`, where `*` and `?` are wildcards and case does not matter.
fn policy_actions(input: &Input<'_>) -> Reading {
    scoped(input, |statement| statement.actions.as_ref(), action)
}

/// Source: a resource is an ARN, where `*` and `?` are wildcards; `*` alone is every resource.
fn policy_resources(input: &Input<'_>) -> Reading {
    scoped(input, |statement| statement.resources.as_ref(), resource)
}

fn scoped(
    input: &Input<'_>,
    element: fn(&Statement) -> Option<&Entries>,
    scope: fn(&str) -> Scope,
) -> Reading {
    settle(statements(input).and_then(|statements| {
        let mut widest = None;
        for allow in statements.iter().flatten().filter(|statement| statement.is_allow) {
            let entries = element(allow).ok_or(Unreadable::WrongKind)?;
            let own = if entries.is_inverted {
                Some(Scope::Everything)
            } else {
                entries.patterns.iter().map(|pattern| scope(pattern)).max()
            };
            widest = widest.max(own);
        }
        Ok(match widest {
            Some(Scope::Named) => Some(Value::Bool(true)),
            Some(Scope::Everything) => Some(Value::Bool(false)),
            Some(Scope::Unclear) | None => None,
        })
    }))
}

fn is_wild(text: &str) -> bool {
    text.contains('*') && text.chars().all(|c| matches!(c, '*' | '?' | ':' | '/'))
}

/// A wildcard beside one or two letters (`s3:*e*`) may mean nearly everything, so it does not count as a name.
fn action(pattern: &str) -> Scope {
    let Some((service, name)) = pattern.split_once(':') else {
        return if is_wild(pattern) { Scope::Everything } else { Scope::Unclear };
    };
    let has_wildcard = name.contains(['*', '?']);
    let letters = name.chars().filter(|c| !matches!(c, '*' | '?')).count();
    if is_wild(name) {
        Scope::Everything
    } else if service.contains(['*', '?']) || name.is_empty() || (has_wildcard && letters < 3) {
        Scope::Unclear
    } else {
        Scope::Named
    }
}

fn resource(pattern: &str) -> Scope {
    let fields: Vec<&str> = pattern.splitn(6, ':').collect();
    let literal = |field: &&str| !field.is_empty() && *field != "arn" && !field.starts_with("aws");
    if pattern.contains('*')
        && fields.iter().filter(|field| literal(field)).all(|field| is_wild(field))
    {
        return Scope::Everything;
    }
    match fields.as_slice() {
        ["arn", _, service, _, _, name] if !service.contains(['*', '?']) => {
            if is_wild(name) || name.is_empty() { Scope::Unclear } else { Scope::Named }
        }
        _ => Scope::Unclear,
    }
}

/// Source: `Principal` names services, federated providers, or AWS users, roles and accounts; `*` is anybody with an AWS account.
/// A deleted user stays in the document as an identifier that begins `AIDA`.
fn trust_kinds(input: &Input<'_>) -> Reading {
    settle(statements(input).and_then(|statements| {
        let mut kinds = Vec::new();
        for allow in statements.iter().flatten().filter(|statement| statement.is_allow) {
            match &allow.principal {
                Some(Principal::Everyone) => kinds.push("account"),
                Some(Principal::Listed(listed)) => {
                    for (kind, name) in listed {
                        kinds.push(trusted(kind, name).ok_or(Unreadable::UnlistedValue)?);
                    }
                }
                Some(Principal::Inverted) => return Ok(None),
                None => return Err(Unreadable::WrongKind),
            }
        }
        kinds.sort_unstable();
        kinds.dedup();
        let words = || Value::List(kinds.iter().map(|kind| Value::text(*kind)).collect());
        Ok((!kinds.is_empty()).then(words))
    }))
}

fn trusted(kind: &str, name: &str) -> Option<&'static str> {
    match kind {
        "service" => Some("service"),
        "federated" => Some("federated"),
        "aws" if name.starts_with("AIDA") => Some("user"),
        "aws" if arn_field(name, 5).is_some_and(|field| field.starts_with("user/")) => Some("user"),
        "aws" => Some("account"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{attribute, derive};
    use super::*;

    const YES: Reading = Reading::Known(Value::Bool(true));
    const NO: Reading = Reading::Known(Value::Bool(false));
    const WRONG: Reading = Reading::Unreadable(Unreadable::WrongKind);
    const UNLISTED: Reading = Reading::Unreadable(Unreadable::UnlistedValue);

    #[test]
    fn actions_are_scoped_only_if_every_one_is_named() {
        let allow = |actions: &str| {
            format!(r#"[{{"Statement":[{{"Effect":"Allow","Action":{actions},"Resource":"*"}}]}}]"#)
        };
        let cases = [
            (allow(r#"["s3:GetObject","s3:List*"]"#), YES),
            (allow(r#""s3:GetObject""#), YES),
            (allow(r#""*""#), NO),
            (allow(r#""*:*""#), NO),
            (allow(r#"["s3:GetObject","S3:*"]"#), NO),
            (allow(r#""s3:**""#), NO),
            (allow(r#""s3:?*""#), NO),
            (allow(r#"["iam:*e*","ec2:*"]"#), NO),
            (allow(r#""iam:*e*""#), Reading::Unknown),
            (allow(r#""*:Get*""#), Reading::Unknown),
            (allow(r#""s3*""#), Reading::Unknown),
            (allow("[]"), WRONG),
            (allow("1.5"), Reading::Unknown),
            (allow("[{}]"), WRONG),
            (r#"[{"Statement":{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}}]"#.into(), NO),
            (r#"[{"Statement":{"effect":"Allow","action":["iam:PassRole"],"resource":"*"}}]"#.into(), YES),
            (r#"[{"Statement":{"Effect":"Allow","Action":"s3:GetObject","action":"*"}}]"#.into(), Reading::Unreadable(Unreadable::RepeatedKey)),
            (r#"[{"Statement":{"Effect":"allow","Action":"s3:GetObject"}}]"#.into(), UNLISTED),
            (r#"[{"Statement":{"Effect":"Allow","Action":"s3:GetObject","Akt":"*"}}]"#.into(), UNLISTED),
            (r#"[{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}]"#.into(), Reading::Unknown),
            (r#"[{"Version":"2012-10-17"}]"#.into(), WRONG),
            (r#"["{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\"}}"]"#.into(), NO),
            (r#"["%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3AGetObject%22%7D%7D"]"#.into(), YES),
            (r#"["{\"Statement\":"]"#.into(), Reading::Unreadable(Unreadable::Malformed)),
            (r#"[""]"#.into(), Reading::Unknown),
            ("[true]".into(), WRONG),
            ("[{},{}]".into(), WRONG),
            ("[]".into(), Reading::Unknown),
        ];
        let attribute = attribute("iam.policy", "actions.scoped");
        for (policy, expected) in &cases {
            assert_eq!(derive("aws-policy-actions", attribute, &[policy]), *expected, "{policy}");
        }
    }

    #[test]
    fn the_version_in_force_is_judged() {
        let versions = |first: &str, second: &str| {
            let version = |flag: &str, action: &str| {
                format!(
                    r#"{{{flag}"document":"{{\"Statement\":{{\"Effect\":\"Allow\",\"Action\":\"{action}\"}}}}"}}"#
                )
            };
            format!("[[{},{}]]", version(first, "*"), version(second, "s3:GetObject"))
        };
        let (on, off) = (r#""isDefaultVersion":true,"#, r#""IsDefaultVersion":false,"#);
        let cases = [
            (versions(off, on), YES),
            (versions(on, off), NO),
            (versions(off, off), Reading::Unknown),
            (versions("", ""), Reading::Unknown),
            (versions(on, on), UNLISTED),
        ];
        let attribute = attribute("iam.policy", "actions.scoped");
        for (policy, expected) in &cases {
            assert_eq!(derive("aws-policy-actions", attribute, &[policy]), *expected, "{policy}");
        }
    }

    #[test]
    fn resources_are_scoped_only_if_every_one_is_named() {
        let cases = [
            (r#""arn:aws:s3:::records/*""#, YES),
            (r#"["arn:aws:iam::111111111111:role/app-*"]"#, YES),
            (r#"["arn:aws:s3:::records","*"]"#, NO),
            (r#""**""#, NO),
            (r#""*:*""#, NO),
            (r#""arn:*""#, NO),
            (r#""arn:aws:*:*:*:*""#, NO),
            (r#""arn:aws:s3:::*""#, Reading::Unknown),
            (r#""arn:aws:s3:::*/*""#, Reading::Unknown),
            (r#""arn:aws:s3*""#, Reading::Unknown),
            (r#""records""#, Reading::Unknown),
            ("{}", WRONG),
        ];
        let attribute = attribute("iam.policy", "resources.scoped");
        for (resource, expected) in &cases {
            let policy = format!(
                r#"[{{"Statement":{{"Effect":"Allow","Action":"a:b","Resource":{resource}}}}}]"#
            );
            assert_eq!(
                derive("aws-policy-resources", attribute, &[&policy]),
                *expected,
                "{policy}"
            );
        }
        let rest =
            r#"[{"Statement":[{"Effect":"Allow","Action":"a:b","NotResource":"arn:aws:s3:::x"}]}]"#;
        assert_eq!(derive("aws-policy-resources", attribute, &[rest]), NO);
        let none = r#"[{"Statement":[{"Effect":"Allow","Action":"a:b"}]}]"#;
        assert_eq!(derive("aws-policy-resources", attribute, &[none]), WRONG);
    }

    #[test]
    fn trusted_principals_by_kind() {
        let words = |words: &[&str]| {
            Reading::Known(Value::List(words.iter().map(|word| Value::text(*word)).collect()))
        };
        let cases = [
            (r#""Principal":{"Service":"ec2.amazonaws.com"}"#, words(&["service"])),
            (
                r#""Principal":{"AWS":["arn:aws:iam::111111111111:user/a","arn:aws:iam::111111111111:root"],"Service":["x"]}"#,
                words(&["account", "service", "user"]),
            ),
            (r#""Principal":{"AWS":"111111111111"}"#, words(&["account"])),
            (r#""Principal":{"AWS":"AIDAEXAMPLE"}"#, words(&["user"])),
            (r#""Principal":"*""#, words(&["account"])),
            (
                r#""Principal":{"Federated":"arn:aws:iam::1:saml-provider/x"}"#,
                words(&["federated"]),
            ),
            (r#""Principal":{"CanonicalUser":"x"}"#, UNLISTED),
            (r#""Principal":{}"#, WRONG),
            (r#""Principal":"x""#, WRONG),
            (r#""NotPrincipal":{"AWS":"111111111111"}"#, Reading::Unknown),
            (r#""Sid":"x""#, WRONG),
        ];
        let attribute = attribute("iam.role", "trust.kinds");
        for (principal, expected) in &cases {
            let policy = format!(
                r#"[{{"Statement":{{"Effect":"Allow","Action":"sts:AssumeRole",{principal}}}}}]"#
            );
            assert_eq!(derive("aws-trust-kinds", attribute, &[&policy]), *expected, "{policy}");
        }
    }
}
