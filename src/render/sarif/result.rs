//! Findings as results: what kind they are, where they stand, and what was seen there.

use serde::Serialize;

use crate::model::catalogue::Obligation;
use crate::model::document::AnswerStatus;
use crate::model::outcome::{Method, Verdict};
use crate::model::place::Place;
use crate::model::report::{Finding, GapReport};
use crate::render::deciding::{Deciding, deciding};
use crate::render::told::{both, both_words, counted, more, sentence};

use super::fingerprint::fingerprint;
use super::location::{Location, Message};
use super::rule::level;

/// Locations code scanning shows of one result.
pub(super) const LOCATIONS: usize = 100;
/// Characters of the name of a record.
const RECORD: usize = 200;
/// Observations told in a message.
const TOLD: usize = 3;

/// The result of one requirement.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    kind: &'static str,
    level: &'static str,
    message: Message,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints,
    suppressions: Vec<Suppression<'a>>,
    properties: Properties,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "sekishoFinding/v1")]
    finding: String,
    /// The only name that code scanning reads.
    #[serde(rename = "primaryLocationLineHash")]
    primary: String,
}

#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    status: &'static str,
    justification: &'a str,
    properties: Approval<'a>,
}

#[derive(Serialize)]
struct Approval<'a> {
    approver: &'a str,
    expires: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Properties {
    verdict: &'static str,
    method: Method,
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<&'static str>,
    contradiction: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    planned_for: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holds_until: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    records: Vec<String>,
    left_out: u64,
}

/// Orders findings by what a reader with limits should get first.
pub(super) fn urgency(finding: &Finding) -> (u8, Obligation) {
    let rank = match finding.verdict {
        Verdict::Unmet => 0,
        Verdict::Inconclusive => 1,
        Verdict::Unproven => 2,
        Verdict::Review => 3,
        Verdict::Planned => 4,
        Verdict::Waived => 5,
        Verdict::NotApplicable => 6,
        Verdict::Met => 7,
    };
    (rank, finding.obligation)
}

/// Kind and level; level is `none` for everything but `fail` (section 3.27.10 of the specification).
fn kind(finding: &Finding) -> (&'static str, &'static str) {
    let waived = finding.disposition.as_ref().filter(|_| finding.verdict == Verdict::Waived);
    let verdict = waived.map_or(finding.verdict, |disposition| disposition.without);
    match verdict {
        Verdict::Met => ("pass", "none"),
        Verdict::Planned => ("fail", "note"),
        Verdict::Unmet | Verdict::Waived => ("fail", level(finding.obligation)),
        Verdict::Unproven | Verdict::Inconclusive => ("open", "none"),
        Verdict::Review => ("review", "none"),
        Verdict::NotApplicable => ("notApplicable", "none"),
    }
}

impl<'a> Outcome<'a> {
    /// The result of the finding of rank `rule_index`, and how many observations it leaves out.
    pub(super) fn new(
        rule_index: usize,
        finding: &'a Finding,
        report: &'a GapReport,
    ) -> (Self, u64) {
        let told = deciding(&finding.criterion, LOCATIONS);
        let (kind, level) = kind(finding);
        let primary = told.shown.iter().copied().find(|seen| seen.place.is_some());
        let finding_hash = fingerprint(&finding.requirement, primary, report);
        let records = told
            .shown
            .iter()
            .filter_map(|seen| seen.record.as_ref())
            .map(|record| record.cut(RECORD).raw().to_owned());
        let mut records: Vec<_> = records.collect();
        records.dedup();
        let result = Self {
            rule_id: &finding.requirement,
            rule_index,
            kind,
            level,
            message: Message::lines(&message(finding, &told)),
            locations: locations(finding, &told, report),
            related_locations: related(finding, report),
            partial_fingerprints: Fingerprints {
                primary: finding_hash.clone(),
                finding: finding_hash,
            },
            suppressions: suppressions(finding),
            properties: Properties {
                verdict: finding.verdict.id(),
                method: finding.method,
                claim: finding.claim.as_ref().and_then(|claim| claim.status).map(AnswerStatus::id),
                contradiction: finding.contradiction.is_some(),
                planned_for: finding
                    .plan
                    .as_ref()
                    .and_then(|plan| plan.date)
                    .map(|date| date.to_string()),
                holds_until: finding.lapses.as_ref().map(|(date, _)| date.to_string()),
                records,
                left_out: told.rest,
            },
        };
        (result, told.rest)
    }
}

fn message(finding: &Finding, told: &Deciding<'_>) -> Vec<String> {
    let (title, verdict) = (&finding.title, finding.verdict.title());
    let mut lines = vec![format!("{}: {} / {}: {}", verdict.ja, title.ja, verdict.en, title.en)];
    lines.extend(finding.contradiction.as_ref().map(|one| both(&one.message)));
    lines.extend(told.shown.iter().take(TOLD).map(|seen| sentence(seen).raw().to_owned()));
    let shown = told.shown.len().min(TOLD);
    let rest = told.shown.len() - shown;
    lines.extend(more(told.rest.saturating_add(u64::try_from(rest).unwrap_or(u64::MAX))));
    lines.extend(counted(told.population));
    if let Some(one) = &finding.disposition {
        lines.push(format!(
            "{}: {} ({}, -{})",
            both_words(one.kind.title()),
            one.reason,
            one.approver,
            one.expires
        ));
    }
    if let Some(why) = finding.plan.as_ref().and_then(|plan| plan.why_not.as_ref()) {
        lines.push(format!("計画は考慮されません / the plan does not count: {}", both(why)));
    }
    if let Some(why) = finding.review.as_ref().and_then(|review| review.why_not.as_ref()) {
        lines.push(format!("審査は考慮されません / the review does not count: {}", both(why)));
    }
    lines
}

fn locations(finding: &Finding, told: &Deciding<'_>, report: &GapReport) -> Vec<Location> {
    let said = |place, seen| Location::new(place, Some(Message::new(sentence(seen).raw())), report);
    let seen =
        told.shown.iter().filter_map(|seen| seen.place.as_ref().map(|place| said(place, seen)));
    let mut all: Vec<_> = seen.collect();
    if all.is_empty() {
        let claim = finding.claim.as_ref().map(|claim| Location::new(&claim.place, None, report));
        all.push(claim.unwrap_or_else(|| Location::nowhere(report)));
    }
    all
}

/// Where the answer, the plan and what contradicts the answer stand.
fn related(finding: &Finding, report: &GapReport) -> Vec<Location> {
    let at = |place: &Place, what: &str| Location::new(place, Some(Message::new(what)), report);
    let contradiction = finding.contradiction.as_ref();
    let places = [
        (finding.claim.as_ref().map(|claim| &claim.place), "回答 / answer"),
        (
            contradiction.and_then(|one| one.evidence.as_ref()),
            "回答と矛盾する根拠 / evidence against the answer",
        ),
        (finding.plan.as_ref().map(|plan| &plan.place), "計画 / plan"),
    ];
    places.into_iter().filter_map(|(place, what)| place.map(|place| at(place, what))).collect()
}

/// The agency's waiver; every result has the list, so that none means that nothing is suppressed (section 3.27.23).
fn suppressions(finding: &Finding) -> Vec<Suppression<'_>> {
    let waiver = finding.disposition.as_ref().filter(|_| finding.verdict == Verdict::Waived);
    let suppression = waiver.map(|waiver| Suppression {
        kind: "external",
        status: "accepted",
        justification: &waiver.reason,
        properties: Approval { approver: &waiver.approver, expires: waiver.expires.to_string() },
    });
    suppression.into_iter().collect()
}
