//! Mutants of resources: each checked fact wrong, null and not there.

use std::collections::BTreeMap;

use crate::model::catalogue::Example;
use crate::model::criterion::{Param, ParamValue, ProbeUse};
use crate::model::profile::Parameter;
use crate::model::resource_type::{TypeId, ValueKind};
use crate::model::span::Spanned;
use crate::probe::asked_of_resources;

use super::family::{Members, Must, Mutant, edited, get, set};
use super::value::{right, wrong};

/// What a leaf asks of one attribute.
struct Asked<'a> {
    attribute: &'a str,
    test: &'a str,
    operand: Param,
    kind: ValueKind,
}

/// The mutants of the resources that `leaf` asks of.
pub(super) fn of_resources(
    leaf: &ProbeUse,
    example: &Example,
    parameters: &BTreeMap<String, Parameter>,
) -> Vec<Mutant> {
    let (types, _) = asked_of_resources(&leaf.with);
    let expect = leaf.with.get("expect");
    let (narrow, check) = (
        questions(leaf, "where", &types, parameters),
        questions(leaf, "check", &types, parameters),
    );
    if expect.and_then(Param::as_text) == Some("none") {
        let asked: Vec<_> = narrow.into_iter().chain(check).collect();
        return forbidden(&types, example, &asked);
    }
    let counts_down =
        expect.and_then(|one| one.get("count")).is_some_and(|one| one.get("at_most").is_some());
    let mut made = Vec::new();
    for one in &check {
        let gone = changed(&types, example, &|record| remove(record, one.attribute));
        made.extend(gone.map(|example| Mutant {
            example,
            what: format!("without `{}`", one.attribute),
            must: Must::Unproven,
        }));
        if counts_down {
            continue;
        }
        let nothing = (one.test != "exists" || one.operand.value == ParamValue::Bool(true))
            .then_some(ParamValue::Null);
        for value in wrong(one.test, &one.operand, one.kind).into_iter().chain(nothing) {
            let wronged = changed(&types, example, &|record| {
                states(record, one.attribute) && set(record, one.attribute, value.clone())
            });
            made.extend(wronged.map(|example| Mutant {
                example,
                what: format!("with `{}` changed to {}", one.attribute, told(&value)),
                must: Must::NotMet,
            }));
        }
    }
    made
}

/// For `none`: everything that is forbidden there, and nothing of it known.
fn forbidden(types: &[TypeId], example: &Example, asked: &[Asked<'_>]) -> Vec<Mutant> {
    let there = changed(types, example, &|record| {
        let mut any = false;
        for one in asked {
            if let Some(value) = right(one.test, &one.operand, one.kind) {
                any |= set(record, one.attribute, value);
            }
        }
        any
    });
    let unknown = changed(types, example, &|record| {
        asked.iter().map(|one| remove(record, one.attribute)).filter(|removed| *removed).count() > 0
    });
    let made = [
        there.map(|example| (example, "with what is forbidden", Must::NotMet)),
        unknown
            .map(|example| (example, "without what tells whether it is forbidden", Must::Unproven)),
    ];
    made.into_iter()
        .flatten()
        .map(|(example, what, must)| Mutant { example, what: what.to_owned(), must })
        .collect()
}

fn questions<'a>(
    leaf: &'a ProbeUse,
    part: &str,
    types: &[TypeId],
    parameters: &BTreeMap<String, Parameter>,
) -> Vec<Asked<'a>> {
    let Some(predicates) = leaf.with.get(part) else { return Vec::new() };
    predicates
        .entries()
        .iter()
        .filter_map(|(name, predicate)| {
            let [(test, operand)] = predicate.entries() else { return None };
            let attribute = types.iter().find_map(|ty| ty.get().attribute(&name.value))?;
            let operand = resolved(operand, parameters);
            Some(Asked { attribute: &name.value, test: &test.value, operand, kind: attribute.kind })
        })
        .collect()
}

/// The operand, or the profile's value of the parameter it names.
fn resolved(operand: &Param, parameters: &BTreeMap<String, Parameter>) -> Param {
    let named = operand.get("param").and_then(Param::as_text).and_then(|name| parameters.get(name));
    let value = named.map_or_else(|| operand.value.clone(), |parameter| parameter.value.clone());
    Param { value, at: operand.at.clone() }
}

/// The example with `edit` made in every resource of `types`.
fn changed(types: &[TypeId], example: &Example, edit: &super::family::Edit<'_>) -> Option<Example> {
    edited(example, "resource", &|record| {
        let ty = get(record, "type").and_then(Param::as_text).and_then(TypeId::find);
        ty.is_some_and(|ty| types.contains(&ty)) && edit(record)
    })
}

/// Whether a record says anything of `attribute`; every resource has a region unless it says otherwise.
fn states(record: &[(Spanned<String>, Param)], attribute: &str) -> bool {
    get(record, attribute).is_some_and(|one| one.value != ParamValue::Null) || attribute == "region"
}

/// Takes `attribute` out; a region is there unless it is said not to be.
fn remove(record: &mut Members, attribute: &str) -> bool {
    if attribute == "region" {
        return set(record, attribute, ParamValue::Null);
    }
    let before = record.len();
    record.retain(|(name, _)| name.value != attribute);
    record.len() < before
}

fn told(value: &ParamValue) -> String {
    match value {
        ParamValue::Null => "null".into(),
        ParamValue::Bool(value) => value.to_string(),
        ParamValue::Int(value) => value.to_string(),
        ParamValue::Decimal(text) | ParamValue::Text(text) => format!("`{text}`"),
        ParamValue::List(values) => {
            let all: Vec<_> = values.iter().map(|one| told(&one.value)).collect();
            format!("[{}]", all.join(", "))
        }
        ParamValue::Map(_) => "a map".into(),
    }
}
