//! What the rules of an AWS WAF web ACL do: those that only count requests do nothing.
//!
//! Source: AWS WAF API reference, `Rule`; Terraform prints every block as a list and leaves those that are not used empty.

use super::{Entry, Input, fold, found};
use crate::model::text::Bilingual;
use crate::model::value::{Reading, Value};
use crate::submission::json::{Tree, Value as Native};

pub(super) const ENTRIES: &[Entry] = &[
    (
        "aws-waf-managed-rules",
        |input| count(input, is_managed),
        Bilingual {
            ja: "動作を上書きせずに使う管理ルールグループの数",
            en: "number of managed rule groups whose actions are not overridden",
        },
    ),
    (
        "aws-waf-custom-rules",
        |input| count(input, blocks),
        Bilingual {
            ja: "利用者が定め、遮断を動作とするルールの数",
            en: "number of the customer's own rules that block",
        },
    ),
    (
        "aws-waf-rate-rules",
        |input| {
            count(input, |rule| blocks(rule) && statement(rule, "ratebasedstatement").is_some())
        },
        Bilingual {
            ja: "遮断を動作とするレートベースのルールの数",
            en: "number of rate-based rules that block",
        },
    ),
    (
        "aws-waf-bot-rules",
        |input| count(input, is_against_bots),
        Bilingual {
            ja: "動作を上書きせずに使うボット対策の管理ルールグループの数",
            en: "number of managed rule groups for bot control whose actions are not overridden",
        },
    ),
    (
        "aws-waf-geo-rules",
        |input| count(input, |rule| blocks(rule) && is_by_country(rule)),
        Bilingual {
            ja: "国又は地域を条件とし、遮断を動作とするルールの数",
            en: "number of rules that block by country or region",
        },
    ),
];

fn count(input: &Input<'_>, holds: impl Fn(&Tree) -> bool) -> Reading {
    if !input.is_listed(0) {
        return Reading::Unknown;
    }
    let rules = input.all(0).iter().filter(|rule| holds(rule)).count();
    i64::try_from(rules).map_or(Reading::Unknown, |rules| Reading::Known(Value::Int(rules)))
}

fn is_managed(rule: &Tree) -> bool {
    let is_kept = block(rule, "overrideaction").and_then(|action| block(action, "none")).is_some();
    statement(rule, "managedrulegroupstatement").is_some() && is_kept
}

fn is_against_bots(rule: &Tree) -> bool {
    let named = statement(rule, "managedrulegroupstatement").and_then(|group| block(group, "name"));
    is_managed(rule) && named.and_then(Tree::as_str).is_some_and(|name| name.contains("BotControl"))
}

/// Rules of a group have the actions of the group, not one of their own.
fn blocks(rule: &Tree) -> bool {
    block(rule, "action").and_then(|action| block(action, "block")).is_some()
}

fn is_by_country(rule: &Tree) -> bool {
    let is_used = |tree: &&Tree| !matches!(&tree.value, Native::Array(blocks) if blocks.is_empty());
    block(rule, "statement")
        .is_some_and(|statement| found(statement, "geomatchstatement").iter().any(is_used))
}

fn statement<'a>(rule: &'a Tree, kind: &str) -> Option<&'a Tree> {
    block(rule, "statement").and_then(|statement| block(statement, kind))
}

/// The member that is this block, or the first of its list.
fn block<'a>(tree: &'a Tree, name: &str) -> Option<&'a Tree> {
    let (_, value) = tree.members().iter().find(|(member, _)| fold(member) == name)?;
    match &value.value {
        Native::Null => None,
        Native::Array(blocks) => blocks.first(),
        Native::Bool(_)
        | Native::Number(_)
        | Native::String(_)
        | Native::Object(_)
        | Native::Bad(_) => Some(value),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{attribute, derive};
    use super::*;

    const NAMES: [&str; 5] = ["managed", "custom", "rate", "bot", "geo"];

    /// How many of the rules each derivation counts.
    fn counts(rules: &str) -> Vec<Reading> {
        let attribute = attribute("waf.policy", "managed.rules");
        let of = |name: &&str| derive(&format!("aws-waf-{name}-rules"), attribute, &[rules]);
        NAMES.iter().map(of).collect()
    }

    #[test]
    fn rules_count_for_what_they_do() {
        let group = |name: &str, action: &str| {
            format!(
                r#"{{"Statement":{{"ManagedRuleGroupStatement":{{"VendorName":"AWS","Name":"{name}"}}}},"OverrideAction":{{"{action}":{{}}}}}}"#
            )
        };
        let own = |statement: &str, action: &str| {
            format!(r#"{{"Statement":{{{statement}}},"Action":{{"{action}":{{}}}}}}"#)
        };
        let geo = r#""NotStatement":{"Statement":{"GeoMatchStatement":{"CountryCodes":["JP"]}}}"#;
        let cases = [
            (group("AWSManagedRulesCommonRuleSet", "None"), [1, 0, 0, 0, 0]),
            (group("AWSManagedRulesCommonRuleSet", "Count"), [0, 0, 0, 0, 0]),
            (group("AWSManagedRulesBotControlRuleSet", "None"), [1, 0, 0, 1, 0]),
            (own(r#""ByteMatchStatement":{}"#, "Block"), [0, 1, 0, 0, 0]),
            (own(r#""ByteMatchStatement":{}"#, "Count"), [0, 0, 0, 0, 0]),
            (own(r#""RateBasedStatement":{"Limit":2000}"#, "Block"), [0, 1, 1, 0, 0]),
            (own(r#""RateBasedStatement":{"Limit":2000}"#, "Allow"), [0, 0, 0, 0, 0]),
            (own(geo, "Block"), [0, 1, 0, 0, 1]),
            (
                r#"{"statement":[{"managed_rule_group_statement":[{"name":"AWSManagedRulesSQLiRuleSet"}],"geo_match_statement":[]}],"override_action":[{"count":[],"none":[{}]}],"action":[]}"#.to_owned(),
                [1, 0, 0, 0, 0],
            ),
            (
                r#"{"statement":[{"rate_based_statement":[],"geo_match_statement":[{"country_codes":["KP"]}]}],"override_action":[],"action":[{"allow":[],"block":[{"custom_response":[]}]}]}"#.to_owned(),
                [0, 1, 0, 0, 1],
            ),
        ];
        for (rule, expected) in cases {
            let expected: Vec<_> =
                expected.iter().map(|count| Reading::Known(Value::Int(*count))).collect();
            assert_eq!(counts(&format!("[{rule}]")), expected, "{rule}");
        }
        assert_eq!(counts("[]"), vec![Reading::Known(Value::Int(0)); 5]);
        assert_eq!(counts("null"), vec![Reading::Unknown; 5]);
    }
}
