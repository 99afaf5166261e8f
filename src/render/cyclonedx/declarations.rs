//! Declarations: for each requirement the bidder's claim, what speaks for and against it, and how far it conforms.

use serde::Serialize;

use crate::model::catalogue::Subject;
use crate::model::outcome::Verdict;
use crate::model::report::{Finding, GapReport};
use crate::render::deciding::{Deciding, deciding};
use crate::render::told::{both, both_words, counted, method_id, more, sentence};

use super::bom::{Component, Organization};
use super::evidence::{Bearing, Evidence, ExternalReference, bearing, evidence, files};
use super::reference::Reference;

/// Observations of one requirement; how many more there are is said.
pub(super) const OBSERVATIONS: usize = 20;

#[derive(Serialize)]
pub(super) struct Declarations {
    assessors: [Assessor; 1],
    attestations: [Attestation; 1],
    claims: Vec<Claim>,
    evidence: Vec<Evidence>,
    targets: Targets,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Assessor {
    bom_ref: Reference,
    organization: Organization,
}

#[derive(Serialize)]
struct Attestation {
    summary: String,
    assessor: Reference,
    map: Vec<Mapped>,
}

#[derive(Serialize)]
struct Mapped {
    requirement: Reference,
    claims: [Reference; 1],
    conformance: Conformance,
    confidence: Confidence,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Conformance {
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<u8>,
    rationale: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mitigation_strategies: Vec<Reference>,
}

/// How sure that is: in words only, as nothing here measures it.
#[derive(Serialize)]
struct Confidence {
    rationale: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Claim {
    #[serde(rename = "bom-ref")]
    bom_ref: Reference,
    target: Reference,
    predicate: String,
    reasoning: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    counter_evidence: Vec<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    external_references: Vec<ExternalReference>,
}

#[derive(Serialize)]
struct Targets {
    organizations: [Organization; 1],
    components: [Component; 1],
}

impl Declarations {
    pub(super) fn new(report: &GapReport) -> Self {
        let (mut map, mut claims, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for finding in &report.findings {
            let told = deciding(&finding.criterion, OBSERVATIONS);
            let found = evidence(finding, &told, report);
            map.push(Mapped::new(finding, &found));
            claims.push(Claim::new(finding, &told, &found, report));
            all.extend(found.into_iter().map(|(_, evidence)| evidence));
        }
        let tool = format!("sekisho {}", report.tool_version);
        Self {
            assessors: [Assessor {
                bom_ref: Reference::assessor(),
                organization: Organization::new(None, tool),
            }],
            attestations: [Attestation {
                summary: summary(report),
                assessor: Reference::assessor(),
                map,
            }],
            claims,
            evidence: all,
            targets: Targets {
                organizations: [Organization::bidder(report)],
                components: [Component::offering(report)],
            },
        }
    }
}

fn summary(report: &GapReport) -> String {
    let decision = both_words(report.decision.outcome.title());
    let (selected, of) = (report.selection.selected, report.selection.of);
    format!("{decision}: {of}件中{selected}件について判定 / {selected} of {of} requirements judged")
}

/// The references of those that bear on the claim in one way.
fn of(bearing: Bearing, found: &[(Bearing, Evidence)]) -> Vec<Reference> {
    let found = found.iter().filter(|(one, _)| *one == bearing);
    found.map(|(_, evidence)| evidence.reference().clone()).collect()
}

impl Mapped {
    fn new(finding: &Finding, found: &[(Bearing, Evidence)]) -> Self {
        let waived = finding.disposition.as_ref();
        let waived =
            waived.map(|one| format!(": {} ({}, -{})", one.reason, one.approver, one.expires));
        let verdict = both_words(finding.verdict.title());
        Self {
            requirement: Reference::requirement(&finding.requirement),
            claims: [Reference::claim(&finding.requirement)],
            conformance: Conformance {
                score: score(finding.verdict),
                rationale: format!("{verdict}{}", waived.unwrap_or_default()),
                mitigation_strategies: of(Bearing::Mitigation, found),
            },
            confidence: Confidence {
                rationale: format!("確認方法 / method: {}", method_id(finding.method)),
            },
        }
    }
}

/// How far a requirement is conformed to; none where that is not known or does not apply.
const fn score(verdict: Verdict) -> Option<u8> {
    match verdict {
        Verdict::Met => Some(1),
        Verdict::Planned | Verdict::Unmet | Verdict::Waived => Some(0),
        Verdict::Unproven | Verdict::Inconclusive | Verdict::Review | Verdict::NotApplicable => {
            None
        }
    }
}

impl Claim {
    fn new(
        finding: &Finding,
        told: &Deciding<'_>,
        found: &[(Bearing, Evidence)],
        report: &GapReport,
    ) -> Self {
        let target = match finding.subject {
            Subject::Bidder => Reference::bidder(),
            Subject::Service | Subject::Estate => Reference::offering(),
        };
        Self {
            bom_ref: Reference::claim(&finding.requirement),
            target,
            predicate: both(&finding.text),
            reasoning: reasoning(finding, told),
            evidence: of(Bearing::For, found),
            counter_evidence: of(Bearing::Against, found),
            external_references: files(told, report),
        }
    }
}

/// The bidder's answer, and what is neither for nor against it.
fn reasoning(finding: &Finding, told: &Deciding<'_>) -> String {
    let answer = finding.claim.as_ref().map(|claim| {
        let status = claim.status.map(|status| both_words(status.title()));
        format!("回答 / answer: {} {}", status.unwrap_or_default(), claim.how.cut(1_000).raw())
    });
    let contradiction = finding.contradiction.as_ref().map(|one| both(&one.message));
    let open = told.shown.iter().filter(|seen| bearing(seen.outcome) == Bearing::Open);
    let open = open.map(|seen| sentence(seen).raw().to_owned());
    let rest = more(told.rest).into_iter().chain(counted(told.population));
    let all: Vec<_> = answer.into_iter().chain(contradiction).chain(open).chain(rest).collect();
    all.join("\n")
}
