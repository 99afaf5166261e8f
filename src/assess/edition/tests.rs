//! The kinds of change, as a table of criteria before and after.

use crate::assess::testing::{criterion, probe, requirement};
use crate::model::catalogue::{Core, Requirement, Subject};
use crate::model::criterion::CriterionKind;
use crate::model::text::LocalText;

use super::change::{ChangeKind, of_requirement};

fn leaf(check: &str) -> CriterionKind {
    probe("resource", &format!("{{ type: object-store.bucket, expect: every, check: {check} }}"))
}

fn document(rest: &str) -> CriterionKind {
    probe("document", &format!("{{ kind: procedure, {rest} }}"))
}

fn all(children: Vec<CriterionKind>) -> CriterionKind {
    CriterionKind::All(children.into_iter().map(criterion).collect())
}

fn any(children: Vec<CriterionKind>) -> CriterionKind {
    CriterionKind::Any(children.into_iter().map(criterion).collect())
}

fn kinds(old: &Requirement, new: &Requirement) -> Vec<ChangeKind> {
    let mut found = Vec::new();
    of_requirement(old, new, &mut found);
    found.into_iter().map(|one| one.kind).collect()
}

#[test]
fn a_criterion_that_asks_more_is_tightened_and_one_that_asks_less_loosened() {
    let versioning = || leaf("{ versioning.enabled: { equals: true } }");
    let days = |days: u32| leaf(&format!("{{ immutability.days: {{ at_least: {days} }} }}"));
    let table = [
        ("a threshold", days(30), days(60)),
        (
            "a bound",
            leaf("{ immutability.days: { at_most: 60 } }"),
            leaf("{ immutability.days: { at_most: 30 } }"),
        ),
        (
            "a further predicate",
            versioning(),
            leaf("{ versioning.enabled: { equals: true }, region: { within: japan } }"),
        ),
        (
            "fewer words",
            leaf("{ encryption.key: { one_of: [provider, customer] } }"),
            leaf("{ encryption.key: { equals: customer } }"),
        ),
        ("a further condition", versioning(), all(vec![versioning(), days(30)])),
        (
            "a further child of all",
            all(vec![versioning(), days(1)]),
            all(vec![versioning(), days(1), days(2)]),
        ),
        ("an alternative dropped", any(vec![versioning(), days(30)]), versioning()),
        ("a further group", document("states: [[a], [b]]"), document("states: [[a], [b], [c]]")),
        ("fewer phrases", document("states: [[a, z], [b]]"), document("states: [[a], [b]]")),
        (
            "fresher documents",
            document("states: [[a], [b]], max_age: 365"),
            document("states: [[a], [b]], max_age: 90"),
        ),
        (
            "less is allowed to be there",
            probe(
                "resource",
                "{ type: object-store.bucket, expect: none, check: { public.allowed: { equals: true }, versioning.enabled: { equals: false } } }",
            ),
            probe(
                "resource",
                "{ type: object-store.bucket, expect: none, check: { public.allowed: { equals: true } } }",
            ),
        ),
    ];
    for (name, loose, tight) in table {
        let (loose, tight) =
            (requirement(Subject::Estate, loose), requirement(Subject::Estate, tight));
        assert_eq!(kinds(&loose, &tight), [ChangeKind::Tightened], "{name}");
        assert_eq!(kinds(&tight, &loose), [ChangeKind::Loosened], "{name}, the other way");
        assert_eq!(kinds(&loose, &loose), [], "{name}, unchanged");
    }
}

#[test]
fn what_asks_more_here_and_less_there_is_another_probe() {
    let table = [
        (leaf("{ immutability.days: { at_least: 30 } }"), document("states: [[a], [b]]")),
        (
            leaf("{ immutability.days: { at_least: 30 }, versioning.enabled: { equals: true } }"),
            leaf("{ immutability.days: { at_least: 60 } }"),
        ),
        (leaf("{ region: { within: japan } }"), leaf("{ region: { equals: x } }")),
    ];
    for (old, new) in table {
        let (old, new) = (requirement(Subject::Estate, old), requirement(Subject::Estate, new));
        assert_eq!(kinds(&old, &new), [ChangeKind::Probe]);
    }
}

#[test]
fn words_weight_and_frame_are_told_apart() {
    let old = requirement(Subject::Estate, leaf("{ region: { within: japan } }"));
    let mut new = old.clone();
    new.text = LocalText::new("別の要件を満たすこと。", "Another requirement holds.");
    new.weight = 3;
    new.core = Core::Own;
    assert_eq!(kinds(&old, &new), [ChangeKind::Text, ChangeKind::Weight, ChangeKind::Tightened]);
}
