//! Whether one leaf asks more than another of the same probe.

use std::cmp::Ordering;

use crate::model::criterion::{Param, ParamValue, ProbeUse};
use crate::model::text::LocalText;

/// Found differences: `Greater` asks more, `Less` less, none cannot be told.
type Found = Vec<(Option<Ordering>, LocalText)>;

/// Adds every difference of the parameters of two leaves.
pub(super) fn compare(old: &ProbeUse, new: &ProbeUse, found: &mut Found) {
    if old.per_participant != new.per_participant {
        let order = if new.per_participant { Ordering::Greater } else { Ordering::Less };
        found.push((Some(order), named("per")));
    }
    for key in keys(&old.with, &new.with) {
        let (before, after) = (old.with.get(key), new.with.get(key));
        match (key, before, after) {
            ("check", before, after) => {
                let mut differing = Vec::new();
                predicates(before, after, &mut differing);
                let forbids = new.with.get("expect").and_then(Param::as_text) == Some("none");
                found.extend(differing.into_iter().map(|(order, what)| {
                    (if forbids { order.map(Ordering::reverse) } else { order }, what)
                }));
            }
            ("states", Some(before), Some(after)) => groups(before, after, found),
            ("kind" | "type", Some(before), Some(after)) => {
                push(alternatives(before, after), key, found);
            }
            (_, Some(before), Some(after)) if same(before, after) => {}
            ("max_age", Some(before), Some(after)) => {
                push(ordered(before, after).map(Ordering::reverse), key, found);
            }
            ("states" | "max_age" | "scope" | "status" | "covers", None, Some(_)) => {
                push(Some(Ordering::Greater), key, found);
            }
            ("states" | "max_age" | "scope" | "status" | "covers", Some(_), None) => {
                push(Some(Ordering::Less), key, found);
            }
            _ => push(None, key, found),
        }
    }
}

/// Whether two parameters say the same.
pub(super) fn same(one: &Param, other: &Param) -> bool {
    match (&one.value, &other.value) {
        (ParamValue::Map(_), ParamValue::Map(_)) => keys(one, other).into_iter().all(|key| {
            one.get(key).zip(other.get(key)).is_some_and(|(one, other)| same(one, other))
        }),
        (ParamValue::List(one), ParamValue::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (one, other) => one == other,
    }
}

/// Every key of two maps, in the order of the first and then of the second.
fn keys<'a>(old: &'a Param, new: &'a Param) -> Vec<&'a str> {
    let names = |of: &'a Param| of.entries().iter().map(|(key, _)| key.value.as_str());
    let mut all: Vec<&str> = names(old).collect();
    for key in names(new) {
        if !all.contains(&key) {
            all.push(key);
        }
    }
    all
}

/// A further predicate asks more; a predicate of the same attribute is compared by its operand.
fn predicates(old: Option<&Param>, new: Option<&Param>, found: &mut Found) {
    let of = |param: Option<&Param>, key: &str| param.and_then(|param| param.get(key)).cloned();
    let none = Param {
        value: ParamValue::Null,
        at: match old.or(new) {
            Some(param) => param.at.clone(),
            None => return,
        },
    };
    for key in keys(old.unwrap_or(&none), new.unwrap_or(&none)) {
        match (of(old, key), of(new, key)) {
            (Some(before), Some(after)) if same(&before, &after) => {}
            (Some(before), Some(after)) => push(stricter(&before, &after), key, found),
            (None, _) => push(Some(Ordering::Greater), key, found),
            (Some(_), None) => push(Some(Ordering::Less), key, found),
        }
    }
}

/// Whether the second of two predicates of one attribute holds for less.
fn stricter(old: &Param, new: &Param) -> Option<Ordering> {
    let ([(before, old)], [(after, new)]) = (old.entries(), new.entries()) else { return None };
    match (before.value.as_str(), after.value.as_str()) {
        ("at_least", "at_least") => ordered(old, new),
        ("at_most" | "within", "at_most" | "within") => ordered(old, new).map(Ordering::reverse),
        ("equals" | "one_of", "equals" | "one_of") => alternatives(old, new),
        ("none_of" | "includes", "none_of" | "includes") => {
            alternatives(old, new).map(Ordering::reverse)
        }
        _ => None,
    }
}

/// Fewer groups ask less, and so do more phrases in a group.
fn groups(old: &Param, new: &Param, found: &mut Found) {
    let (before, after) = (old.elements(), new.elements());
    for (old, new) in before.iter().zip(&after) {
        if !same(old, new) {
            push(alternatives(old, new), "states", found);
        }
    }
    if before.len() != after.len() {
        push(Some(after.len().cmp(&before.len())), "states", found);
    }
}

/// One of several: a shorter list asks more. None where neither contains the other; equal lists are equal.
fn alternatives(old: &Param, new: &Param) -> Option<Ordering> {
    let (before, after) = (old.elements(), new.elements());
    let within = |some: &[&Param], all: &[&Param]| {
        some.iter().all(|one| all.iter().any(|other| same(one, other)))
    };
    match (within(&before, &after), within(&after, &before)) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Less),
        (false, true) => Some(Ordering::Greater),
        (false, false) => None,
    }
}

/// Whole numbers, and versions in dotted order. Thresholds that a profile sets are compared by name only.
fn ordered(old: &Param, new: &Param) -> Option<Ordering> {
    match (&old.value, &new.value) {
        (ParamValue::Int(before), ParamValue::Int(after)) => Some(after.cmp(before)),
        (ParamValue::Text(before), ParamValue::Text(after)) => {
            let parts = |text: &str| -> Option<Vec<u64>> {
                text.split('.').map(|part| part.parse().ok()).collect()
            };
            Some(parts(after)?.cmp(&parts(before)?))
        }
        _ => None,
    }
}

fn push(order: Option<Ordering>, key: &str, found: &mut Found) {
    if order != Some(Ordering::Equal) {
        found.push((order, named(key)));
    }
}

fn named(key: &str) -> LocalText {
    LocalText::new(key, key)
}
