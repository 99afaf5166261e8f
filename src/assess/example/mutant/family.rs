//! Mutants: a met example with one checked fact changed everywhere. One that is still met shows a criterion that does not check
//! what it says.
//!
//! Architecture invariant: mutants are made from the criterion as the catalogue writes it, not from bound predicates, so that
//! a wrong predicate cannot hide its own survivors.

use std::collections::BTreeMap;

use crate::model::catalogue::{Example, Requirement};
use crate::model::criterion::{Criterion, Param, ParamValue};
use crate::model::outcome::Verdict;
use crate::model::profile::Parameter;
use crate::model::span::Spanned;

/// A met example made wrong.
#[derive(Debug)]
pub(in crate::assess::example) struct Mutant {
    /// The example with the fact changed in every record that states it.
    pub(in crate::assess::example) example: Example,
    /// What was changed, as a lower-case fragment.
    pub(in crate::assess::example) what: String,
    /// What it must give.
    pub(in crate::assess::example) must: Must,
}

/// What a mutant must give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::assess::example) enum Must {
    /// Anything but met: a checked fact is wrong.
    NotMet,
    /// Unproven: a checked fact is not there.
    Unproven,
}

impl Must {
    /// Whether `verdict` is what it must be.
    pub(in crate::assess::example) fn allows(self, verdict: Verdict) -> bool {
        match self {
            Self::NotMet => verdict != Verdict::Met,
            Self::Unproven => verdict == Verdict::Unproven,
        }
    }
}

/// The mutants of the facts that one leaf checks.
pub(in crate::assess::example) struct Family {
    /// The leaf alone, if another leaf of the criterion may stand in for it: only where it is met alone are its mutants tried.
    pub(in crate::assess::example) alone: Option<Criterion>,
    /// The mutants.
    pub(in crate::assess::example) mutants: Vec<Mutant>,
}

/// Every mutant of a met example, by the leaf whose facts it changes.
pub(in crate::assess::example) fn mutants(
    requirement: &Requirement,
    example: &Example,
    parameters: &BTreeMap<String, Parameter>,
) -> Vec<Family> {
    let leaves = super::leaf::deciding(&requirement.criterion, example.child.unwrap_or(1));
    let family = |leaf: super::leaf::Leaf<'_>| {
        let mutants = match leaf.probe.probe.value.as_str() {
            "resource" => super::fact::of_resources(leaf.probe, example, parameters),
            "document" => super::claim::of_documents(leaf.probe, example),
            "service" => super::claim::of_services(leaf.probe, example),
            "certificate" => super::claim::of_certificates(example),
            _ => Vec::new(),
        };
        Family { alone: leaf.replaceable.then(|| leaf.alone.clone()), mutants }
    };
    leaves.into_iter().map(family).collect()
}

/// The members of one record.
pub(super) type Members = Vec<(Spanned<String>, Param)>;

/// A change of one record: whether it changed anything.
pub(super) type Edit<'a> = dyn Fn(&mut Members) -> bool + 'a;

/// The example with `edit` made in every record of `kind`; none if no record was changed.
pub(super) fn edited(example: &Example, kind: &str, edit: &Edit<'_>) -> Option<Example> {
    let mut changed = example.clone();
    let mut any = false;
    for record in &mut changed.records {
        let ParamValue::Map(outer) = &mut record.value else { continue };
        let Some((name, inner)) = outer.first_mut() else { continue };
        let ParamValue::Map(members) = &mut inner.value else { continue };
        if name.value == kind {
            any |= edit(members);
        }
    }
    any.then_some(changed)
}

/// Sets member `key`, or adds it.
pub(super) fn set(members: &mut Members, key: &str, value: ParamValue) -> bool {
    if let Some((_, old)) = members.iter_mut().find(|(name, _)| name.value == key) {
        let changes = old.value != value;
        old.value = value;
        return changes;
    }
    let Some(at) = members.first().map(|(_, param)| param.at.clone()) else { return false };
    members.push((at.with(key.to_owned()), Param { value, at }));
    true
}

/// The member `key` of a record.
pub(super) fn get<'a>(members: &'a [(Spanned<String>, Param)], key: &str) -> Option<&'a Param> {
    members.iter().find(|(name, _)| name.value == key).map(|(_, param)| param)
}
