//! IAM policy documents: statements taken apart as the grammar of the IAM policy language has them.
//!
//! Architecture invariant: a statement with a member, an effect or a shape the grammar does not have makes the whole document
//! unreadable. Whoever judges a policy may rely on having seen all of it.

use std::borrow::Cow;

use super::{Input, fold, found, opened, text};
use crate::model::value::Unreadable;
use crate::submission::json::Tree;

/// One statement. Names of elements are compared without case.
#[derive(Debug, Default)]
pub(super) struct Statement {
    /// `Allow`, or else `Deny`.
    pub(super) is_allow: bool,
    /// `Action` or `NotAction`, in lower case, as IAM compares actions.
    pub(super) actions: Option<Entries>,
    /// `Resource` or `NotResource`.
    pub(super) resources: Option<Entries>,
    /// `Principal` or `NotPrincipal`.
    pub(super) principal: Option<Principal>,
    /// Every condition key; all of them must hold.
    pub(super) conditions: Vec<Condition>,
}

/// The patterns of an element.
#[derive(Debug)]
pub(super) struct Entries {
    /// Everything but these: `NotAction`, `NotResource`.
    pub(super) is_inverted: bool,
    /// At least one pattern.
    pub(super) patterns: Vec<String>,
}

/// Whom a statement is about.
#[derive(Debug)]
pub(super) enum Principal {
    /// `"*"`.
    Everyone,
    /// Kind such as `AWS`, and name.
    Listed(Vec<(String, String)>),
    /// `NotPrincipal`.
    Inverted,
}

/// One condition key under its operator.
#[derive(Debug)]
pub(super) struct Condition {
    /// Operator in lower case, without quantifier and `IfExists`.
    pub(super) operator: String,
    /// `forallvalues` or `foranyvalue`.
    pub(super) quantifier: Option<String>,
    /// Key in lower case.
    pub(super) key: String,
    /// Values, of which one must match.
    pub(super) values: Vec<String>,
}

impl Entries {
    /// Whether everything `narrow` stands for is among these.
    pub(super) fn cover(&self, narrow: &str) -> bool {
        !self.is_inverted && self.patterns.iter().any(|wide| covers(wide, narrow))
    }

    /// Whether these are everything there is.
    pub(super) fn is_everything(&self) -> bool {
        self.cover("*")
    }
}

/// The statements of the policy at the first path; none if there is no policy.
pub(super) fn statements(input: &Input<'_>) -> Result<Option<Vec<Statement>>, Unreadable> {
    let mut documents = input.all(0).iter().filter(|tree| tree.as_str() != Some(""));
    let Some(first) = documents.next() else { return Ok(None) };
    if documents.next().is_some() {
        return Err(Unreadable::WrongKind);
    }
    let policy = opened(first)?;
    if !policy.elements().is_empty() {
        return match version_in_force(&policy)? {
            Some(document) => parsed(&*opened(document)?).map(Some),
            None => Ok(None),
        };
    }
    parsed(&policy).map(Some)
}

/// The document of the policy version that is in force. Source: a managed policy has exactly one default version.
fn version_in_force(versions: &Tree) -> Result<Option<&Tree>, Unreadable> {
    let is_default = |version: &&Tree| {
        found(version, "isdefaultversion")
            .iter()
            .any(|flag| text(flag).is_some_and(|flag| flag.eq_ignore_ascii_case("true")))
    };
    let mut defaults = versions.elements().iter().filter(is_default);
    match (defaults.next(), defaults.next()) {
        (Some(version), None) => {
            Ok(found(version, "document").into_iter().find(|tree| tree.as_str() != Some("")))
        }
        (Some(_), Some(_)) => Err(Unreadable::UnlistedValue),
        (None, _) => Ok(None),
    }
}

fn parsed(document: &Tree) -> Result<Vec<Statement>, Unreadable> {
    let mut members = document.members().iter().filter(|(name, _)| fold(name) == "statement");
    let (Some((_, statements)), None) = (members.next(), members.next()) else {
        return Err(Unreadable::WrongKind);
    };
    match statements.elements() {
        [] if statements.members().is_empty() => Err(Unreadable::WrongKind),
        [] => Ok(vec![statement(statements)?]),
        elements => elements.iter().map(statement).collect(),
    }
}

fn statement(tree: &Tree) -> Result<Statement, Unreadable> {
    let mut effect = None;
    let mut out = Statement::default();
    let mut seen = Vec::new();
    for (name, value) in tree.members() {
        let name = name.to_ascii_lowercase();
        let element = name.strip_prefix("not").unwrap_or(&name).to_owned();
        if seen.contains(&element) {
            return Err(Unreadable::RepeatedKey);
        }
        let is_inverted = element != name;
        match element.as_str() {
            "sid" if !is_inverted => {}
            "effect" if !is_inverted => effect = value.as_str(),
            "action" => {
                let mut entries = entries(value, is_inverted)?;
                entries.patterns.iter_mut().for_each(|action| action.make_ascii_lowercase());
                out.actions = Some(entries);
            }
            "resource" => out.resources = Some(entries(value, is_inverted)?),
            "principal" if is_inverted => out.principal = Some(Principal::Inverted),
            "principal" => out.principal = Some(principal(value)?),
            "condition" if !is_inverted => out.conditions = conditions(value)?,
            _ => return Err(Unreadable::UnlistedValue),
        }
        seen.push(element);
    }
    out.is_allow = match effect {
        Some("Allow") => true,
        Some("Deny") => false,
        Some(_) => return Err(Unreadable::UnlistedValue),
        None => return Err(Unreadable::WrongKind),
    };
    Ok(out)
}

fn entries(tree: &Tree, is_inverted: bool) -> Result<Entries, Unreadable> {
    let patterns = texts(tree)?;
    if patterns.is_empty() || patterns.iter().any(String::is_empty) {
        return Err(Unreadable::WrongKind);
    }
    Ok(Entries { is_inverted, patterns })
}

fn principal(tree: &Tree) -> Result<Principal, Unreadable> {
    if tree.as_str() == Some("*") {
        return Ok(Principal::Everyone);
    }
    let mut listed = Vec::new();
    for (kind, names) in tree.members() {
        listed.extend(texts(names)?.into_iter().map(|name| (kind.to_ascii_lowercase(), name)));
    }
    if listed.is_empty() { Err(Unreadable::WrongKind) } else { Ok(Principal::Listed(listed)) }
}

fn conditions(tree: &Tree) -> Result<Vec<Condition>, Unreadable> {
    let mut out = Vec::new();
    if tree.as_str().is_some() || !tree.elements().is_empty() {
        return Err(Unreadable::WrongKind);
    }
    for (operator, keys) in tree.members() {
        let operator = operator.to_ascii_lowercase();
        let (quantifier, operator) = match operator.split_once(':') {
            Some((quantifier, operator)) => (Some(quantifier.to_owned()), operator),
            None => (None, operator.as_str()),
        };
        let operator = operator.strip_suffix("ifexists").unwrap_or(operator);
        if keys.members().is_empty() {
            return Err(Unreadable::WrongKind);
        }
        for (key, values) in keys.members() {
            out.push(Condition {
                operator: operator.to_owned(),
                quantifier: quantifier.clone(),
                key: key.to_ascii_lowercase(),
                values: texts(values)?,
            });
        }
    }
    Ok(out)
}

/// A text or a list of texts; numbers and truth values as JSON writes them.
fn texts(tree: &Tree) -> Result<Vec<String>, Unreadable> {
    let one = |tree: &Tree| text(tree).map(Cow::into_owned).ok_or(Unreadable::WrongKind);
    if matches!(tree.value, crate::submission::json::Value::Array(_)) {
        tree.elements().iter().map(one).collect()
    } else {
        one(tree).map(|text| vec![text])
    }
}

/// Whether the IAM wildcard pattern `wide` matches everything that the pattern `narrow` matches. May miss some, never errs to yes:
/// `*` stands for any characters and `?` for one, so `?` in `wide` does not stand for the `*` of `narrow`.
pub(super) fn covers(wide: &str, narrow: &str) -> bool {
    let (wide, narrow) = (wide.as_bytes(), narrow.as_bytes());
    let (mut at, mut seen, mut star) = (0, 0, None);
    while let Some(&byte) = narrow.get(seen) {
        match wide.get(at) {
            Some(b'*') => {
                star = Some((at, seen));
                at += 1;
            }
            Some(b'?') if byte != b'*' => (at, seen) = (at + 1, seen + 1),
            Some(&literal) if literal != b'?' && literal == byte => {
                (at, seen) = (at + 1, seen + 1);
            }
            _ => {
                let Some((from, taken)) = star else { return false };
                star = Some((from, taken + 1));
                (at, seen) = (from + 1, taken + 1);
            }
        }
    }
    wide.get(at..).is_some_and(|rest| rest.iter().all(|byte| *byte == b'*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_covers_only_what_it_surely_matches() {
        let cases = [
            ("*", "*", true),
            ("s3:*", "s3:get*", true),
            ("s3:get*", "s3:*", false),
            ("s3:?", "s3:*", false),
            ("s3:?*", "s3:ab", true),
            ("*:stoplogging", "cloudtrail:stoplogging", true),
            ("c*l:s*g", "cloudtrail:stoplogging", true),
            ("cloudtrail:stop", "cloudtrail:stoplogging", false),
            ("cloudtrail:stop?ogging", "cloudtrail:stoplogging", true),
            ("a**", "a", true),
            ("", "a", false),
        ];
        for (wide, narrow, expected) in cases {
            assert_eq!(covers(wide, narrow), expected, "{wide} {narrow}");
        }
    }
}
