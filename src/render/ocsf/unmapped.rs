//! What OCSF has no word for.

use serde::Serialize;

use crate::model::document::{AnswerStatus, Delivery};
use crate::model::outcome::Method;
use crate::model::report::{Finding, GapReport};
use crate::model::text::Untrusted;
use crate::render::deciding::Deciding;

/// Characters of one value.
const VALUE: usize = 1_000;

#[derive(Serialize)]
pub(super) struct Unmapped<'a> {
    verdict: &'static str,
    method: Method,
    obligation: &'static str,
    weight: u32,
    provenance: &'static str,
    contradiction: bool,
    observations_left_out: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Answer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Plan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<Review<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disposition: Option<Disposition<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holds_until: Option<String>,
    audit: Audit<'a>,
}

#[derive(Serialize)]
struct Answer {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<AnswerStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivery: Option<Delivery>,
    how: Untrusted,
}

#[derive(Serialize)]
struct Plan {
    owner: Untrusted,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    valid: bool,
}

#[derive(Serialize)]
struct Review<'a> {
    judgement: &'static str,
    reviewer: &'a str,
    date: String,
    valid: bool,
}

#[derive(Serialize)]
struct Disposition<'a> {
    kind: &'static str,
    reason: &'a str,
    approver: &'a str,
    expires: String,
    without: &'static str,
}

/// The audit an event is of.
#[derive(Serialize)]
struct Audit<'a> {
    as_of: String,
    decision: &'static str,
    partial: bool,
    incomplete: bool,
    submission_digest: &'a str,
    catalogue_digest: &'a str,
    profile: &'a str,
    profile_digest: &'a str,
    disclaimer: &'a str,
}

impl<'a> Unmapped<'a> {
    pub(super) fn new(finding: &'a Finding, told: &Deciding<'_>, report: &'a GapReport) -> Self {
        Self {
            verdict: finding.verdict.id(),
            method: finding.method,
            obligation: finding.obligation.id(),
            weight: finding.weight,
            provenance: finding.provenance.id(),
            contradiction: finding.contradiction.is_some(),
            observations_left_out: told.rest,
            answer: finding.claim.as_ref().map(|claim| Answer {
                status: claim.status,
                delivery: claim.delivery,
                how: claim.how.cut(VALUE),
            }),
            plan: finding.plan.as_ref().map(|plan| Plan {
                owner: plan.owner.cut(VALUE),
                date: plan.date.map(|date| date.to_string()),
                valid: plan.why_not.is_none(),
            }),
            review: finding.review.as_ref().map(|review| Review {
                judgement: review.judgement.id(),
                reviewer: &review.reviewer,
                date: review.date.to_string(),
                valid: review.why_not.is_none(),
            }),
            disposition: finding.disposition.as_ref().map(|one| Disposition {
                kind: one.kind.id(),
                reason: &one.reason,
                approver: &one.approver,
                expires: one.expires.to_string(),
                without: one.without.id(),
            }),
            holds_until: finding.lapses.as_ref().map(|(day, _)| day.to_string()),
            audit: Audit::new(report),
        }
    }
}

impl<'a> Audit<'a> {
    fn new(report: &'a GapReport) -> Self {
        Self {
            as_of: report.as_of.date.to_string(),
            decision: report.decision.outcome.id(),
            partial: report.decision.partial,
            incomplete: report.incomplete,
            submission_digest: &report.submission.digest,
            catalogue_digest: &report.catalogue.digest,
            profile: &report.profile.id,
            profile_digest: &report.profile.digest,
            disclaimer: &report.catalogue.disclaimer.en,
        }
    }
}
