//! Findings of `sekisho-report/1`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::observation::{
    Closure, Observation as ModelObservation, Population as ModelPopulation,
};
use crate::model::outcome::{Method, Outcome, Verdict};
use crate::model::report as model;
use crate::model::report::NodeKind;

use super::Text;
use super::evidence::Place;

/// The result of one requirement.
#[derive(Serialize)]
pub(super) struct Finding<'a> {
    requirement: &'a str,
    section: &'a str,
    title: Text<'a>,
    text: Text<'a>,
    subject: &'static str,
    obligation: &'static str,
    weight: u32,
    core: &'static str,
    provenance: &'static str,
    mappings: BTreeMap<&'static str, Vec<Related<'a>>>,
    verdict: &'static str,
    method: Method,
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<Claim<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contradiction: Option<Contradiction<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Plan<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disposition: Option<Disposition<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<Review<'a>>,
    criterion: Node<'a>,
    remedy: Text<'a>,
}

#[derive(Serialize)]
struct Related<'a> {
    id: &'a str,
    relation: &'static str,
}

#[derive(Serialize)]
struct Claim<'a> {
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivery: Option<&'static str>,
    how: &'a str,
    place: Place<'a>,
}

#[derive(Serialize)]
struct Contradiction<'a> {
    message: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Place<'a>>,
}

#[derive(Serialize)]
struct Plan<'a> {
    owner: &'a str,
    date: Option<String>,
    milestones: Vec<Milestone<'a>>,
    valid: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    why_not: Option<Text<'a>>,
    place: Place<'a>,
}

#[derive(Serialize)]
struct Milestone<'a> {
    name: &'a str,
    date: Option<String>,
    done: bool,
}

#[derive(Serialize)]
struct Disposition<'a> {
    kind: &'static str,
    reason: &'a str,
    approver: &'a str,
    expires: String,
    without: &'static str,
}

#[derive(Serialize)]
struct Review<'a> {
    judgement: &'static str,
    reviewer: &'a str,
    date: String,
    reason: &'a str,
    valid: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    why_not: Option<Text<'a>>,
}

#[derive(Serialize)]
struct Node<'a> {
    outcome: Outcome,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    probe: Option<&'a str>,
    decides: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<Method>,
    #[serde(skip_serializing_if = "Option::is_none")]
    population: Option<Population>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    observations: Vec<Observation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    truncated: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    children: Vec<Node<'a>>,
}

#[derive(Serialize)]
struct Population {
    state: Closure,
    seen: u64,
    examined: u64,
    violating: u64,
    unreadable: u64,
    gone: u64,
}

#[derive(Serialize)]
struct Observation<'a> {
    outcome: Outcome,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    declared: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
    message: Text<'a>,
}

impl<'a> Finding<'a> {
    pub(super) fn new(finding: &'a model::Finding, report: &'a model::GapReport) -> Self {
        Self {
            requirement: &finding.requirement,
            section: &finding.section,
            title: (&finding.title).into(),
            text: (&finding.text).into(),
            subject: finding.subject.id(),
            obligation: finding.obligation.id(),
            weight: finding.weight,
            core: finding.core.id(),
            provenance: finding.provenance.id(),
            mappings: mappings(finding),
            verdict: finding.verdict.id(),
            method: finding.method,
            claim: finding.claim.as_ref().map(|claim| Claim::new(claim, report)),
            contradiction: finding
                .contradiction
                .as_ref()
                .map(|one| Contradiction::new(one, report)),
            plan: finding.plan.as_ref().map(|plan| Plan::new(plan, report)),
            disposition: finding.disposition.as_ref().map(Disposition::new),
            review: finding.review.as_ref().map(Review::new),
            criterion: Node::new(&finding.criterion, report),
            remedy: (&finding.remedy).into(),
        }
    }
}

fn mappings(finding: &model::Finding) -> BTreeMap<&'static str, Vec<Related<'_>>> {
    let mut mappings = BTreeMap::new();
    for (framework, items) in &finding.mappings {
        let related = items.iter().map(|one| Related { id: &one.id, relation: one.relation.id() });
        mappings.insert(framework.id(), related.collect());
    }
    mappings
}

impl<'a> Claim<'a> {
    fn new(claim: &'a model::Claim, report: &'a model::GapReport) -> Self {
        Self {
            status: claim.status.map(crate::model::document::AnswerStatus::id),
            delivery: claim.delivery.map(crate::model::document::Delivery::id),
            how: claim.how.raw(),
            place: Place::new(&claim.place, report),
        }
    }
}

impl<'a> Contradiction<'a> {
    fn new(one: &'a model::Contradiction, report: &'a model::GapReport) -> Self {
        Self {
            message: (&one.message).into(),
            claim: one.claim.as_ref().map(|place| Place::new(place, report)),
            evidence: one.evidence.as_ref().map(|place| Place::new(place, report)),
        }
    }
}

impl<'a> Plan<'a> {
    fn new(plan: &'a model::PlanResult, report: &'a model::GapReport) -> Self {
        let milestone = |one: &'a crate::model::record::Milestone| Milestone {
            name: one.name.raw(),
            date: one.date.map(|date| date.to_string()),
            done: one.done,
        };
        Self {
            owner: plan.owner.raw(),
            date: plan.date.map(|date| date.to_string()),
            milestones: plan.milestones.iter().map(milestone).collect(),
            valid: plan.why_not.is_none(),
            why_not: plan.why_not.as_ref().map(Text::from),
            place: Place::new(&plan.place, report),
        }
    }
}

impl<'a> Disposition<'a> {
    fn new(one: &'a model::DispositionResult) -> Self {
        Self {
            kind: one.kind.id(),
            reason: &one.reason,
            approver: &one.approver,
            expires: one.expires.to_string(),
            without: Verdict::id(one.without),
        }
    }
}

impl<'a> Review<'a> {
    fn new(one: &'a model::ReviewResult) -> Self {
        Self {
            judgement: one.judgement.id(),
            reviewer: &one.reviewer,
            date: one.date.to_string(),
            reason: &one.reason,
            valid: one.why_not.is_none(),
            why_not: one.why_not.as_ref().map(Text::from),
        }
    }
}

impl<'a> Node<'a> {
    fn new(node: &'a model::CriterionResult, report: &'a model::GapReport) -> Self {
        let (kind, n, probe) = match &node.kind {
            NodeKind::All => ("all", None, None),
            NodeKind::Any => ("any", None, None),
            NodeKind::First => ("first", None, None),
            NodeKind::AtLeast(n) => ("at_least", Some(*n), None),
            NodeKind::Probe(id) => ("probe", None, Some(id.as_str())),
            NodeKind::Review => ("review", None, None),
            NodeKind::Delivery => ("delivery", None, None),
        };
        Self {
            outcome: node.outcome,
            kind,
            n,
            probe,
            decides: node.decides,
            method: node.method,
            population: node.population.as_ref().map(Population::from),
            observations: node
                .observations
                .iter()
                .map(|seen| Observation::new(seen, report))
                .collect(),
            truncated: (node.truncated > 0).then_some(node.truncated),
            children: node.children.iter().map(|child| Self::new(child, report)).collect(),
        }
    }
}

impl From<&ModelPopulation> for Population {
    fn from(population: &ModelPopulation) -> Self {
        let ModelPopulation { state, seen, examined, violating, unreadable, gone } = *population;
        Self { state, seen, examined, violating, unreadable, gone }
    }
}

impl<'a> Observation<'a> {
    fn new(seen: &'a ModelObservation, report: &'a model::GapReport) -> Self {
        let raw = crate::model::text::Untrusted::raw;
        Self {
            outcome: seen.outcome,
            place: seen.place.as_ref().map(|place| Place::new(place, report)),
            record: seen.record.as_ref().map(raw),
            attribute: seen.attribute.as_deref(),
            found: seen.found.as_ref().map(raw),
            expected: seen.expected.as_deref(),
            declared: seen.declared,
            quote: seen.quote.as_ref().map(raw),
            message: (&seen.message).into(),
        }
    }
}
