//! Lint: what binds, and still would not convince a sceptical reviewer.

use std::collections::BTreeMap;

use crate::model::catalogue::{Catalogue, Requirement};
use crate::model::criterion::{Criterion, CriterionKind, ProbeUse};
use crate::model::outcome::Method;
use crate::model::span::Defect;

/// Words that two reviewers would read differently.
const VAGUE: &[&str] = &["等", "原則", "適切に", "必要に応じ"];
/// Words that hold one of them and are exact.
const EXACT: &[&str] = &["同等", "等級", "均等", "平等", "対等"];

/// Everything the lint finds in requirements that load and bind.
pub fn lint(catalogue: &Catalogue) -> Vec<Defect> {
    let mut defects = Vec::new();
    let mut criteria: BTreeMap<String, &str> = BTreeMap::new();
    for requirement in catalogue.requirements() {
        wording(requirement, &mut defects);
        examples(requirement, &mut defects);
        shape(&requirement.criterion, &mut defects);
        if alone_claims(&requirement.criterion) {
            let message = "the criterion can be met by the bidder's own rows alone";
            defects.push(Defect::new("claim-alone", requirement.criterion.at.clone(), message));
        }
        let written = fingerprint(&requirement.criterion);
        if let Some(other) = criteria.insert(written, &requirement.id.value) {
            let message = format!("the same criterion as {other}");
            defects.push(Defect::new("same-criterion", requirement.criterion.at.clone(), message));
        }
    }
    defects
}

fn wording(requirement: &Requirement, defects: &mut Vec<Defect>) {
    let at = || requirement.id.at();
    if !requirement.text.ja.ends_with("こと。") {
        defects.push(Defect::new("wording", at(), "the Japanese text does not end in 「…こと。」"));
    }
    let mut text = requirement.text.ja.clone();
    for word in EXACT {
        text = text.replace(word, "");
    }
    if let Some(word) = VAGUE.iter().find(|word| text.contains(**word)) {
        let defect = Defect::new("wording", at(), format!("the Japanese text says 「{word}」"));
        defects.push(defect.help("say exactly what must be true, so that two reviewers agree"));
    }
}

fn examples(requirement: &Requirement, defects: &mut Vec<Defect>) {
    let examples = &requirement.examples;
    let missing = [
        ("met", examples.met.is_empty()),
        ("near", examples.near.is_empty()),
        ("unmet or unproven", examples.unmet.is_empty() && examples.unproven.is_empty()),
    ];
    for (name, is_missing) in missing {
        if is_missing {
            defects.push(Defect::new(
                "examples",
                requirement.id.at(),
                format!("no `{name}` example"),
            ));
        }
    }
}

/// `any` is for equals: children of different methods are proofs of different strength.
fn shape(criterion: &Criterion, defects: &mut Vec<Defect>) {
    if let CriterionKind::Any(children) = &criterion.kind {
        let mut methods: Vec<_> = children.iter().filter_map(method).collect();
        methods.sort_unstable();
        methods.dedup();
        if methods.len() > 1 {
            let defect = Defect::new("mixed-any", criterion.at.clone(), "`any` mixes methods");
            defects.push(
                defect.help("proofs of different strength go under `first`, strongest first"),
            );
        }
    }
    for child in children(criterion) {
        shape(child, defects);
    }
}

/// The weakest method under a node.
fn method(criterion: &Criterion) -> Option<Method> {
    match &criterion.kind {
        CriterionKind::Probe(asked) => Some(of_probe(asked)),
        CriterionKind::Review(_) => Some(Method::Interview),
        CriterionKind::All(children)
        | CriterionKind::Any(children)
        | CriterionKind::First(children) => children.iter().filter_map(method).max(),
        CriterionKind::AtLeast { of, .. } => of.iter().filter_map(method).max(),
    }
}

fn of_probe(asked: &ProbeUse) -> Method {
    match asked.probe.value.as_str() {
        "resource" | "log" | "scan" => Method::Test,
        "answer" => Method::Claim,
        _ => Method::Examine,
    }
}

/// Whether the bidder's own rows alone can satisfy the node: answers, or who delivers by answers and service list.
fn alone_claims(criterion: &Criterion) -> bool {
    match &criterion.kind {
        CriterionKind::Probe(asked) => {
            of_probe(asked) == Method::Claim || asked.probe.value == "delivery"
        }
        CriterionKind::Review(_) => false,
        CriterionKind::All(children) => !children.is_empty() && children.iter().all(alone_claims),
        CriterionKind::Any(children) | CriterionKind::First(children) => {
            children.iter().any(alone_claims)
        }
        CriterionKind::AtLeast { n, of } => {
            of.iter().filter(|child| alone_claims(child)).count() >= *n
        }
    }
}

fn children(criterion: &Criterion) -> &[Criterion] {
    match &criterion.kind {
        CriterionKind::All(children)
        | CriterionKind::Any(children)
        | CriterionKind::First(children) => children,
        CriterionKind::AtLeast { of, .. } => of,
        CriterionKind::Probe(_) | CriterionKind::Review(_) => &[],
    }
}

/// A criterion in words, without places.
fn fingerprint(criterion: &Criterion) -> String {
    let inner = children(criterion).iter().map(fingerprint).collect::<Vec<_>>().join(", ");
    let joint = if criterion.joint_only { "joint " } else { "" };
    match &criterion.kind {
        CriterionKind::All(_) => format!("{joint}all({inner})"),
        CriterionKind::Any(_) => format!("{joint}any({inner})"),
        CriterionKind::First(_) => format!("{joint}first({inner})"),
        CriterionKind::AtLeast { n, .. } => format!("{joint}{n} of({inner})"),
        CriterionKind::Probe(asked) => {
            format!("{joint}{}({})", asked.probe.value, crate::probe::words(&asked.with))
        }
        CriterionKind::Review(ask) => format!("{joint}review({})", ask.look_at.ja),
    }
}
