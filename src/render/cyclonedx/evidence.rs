//! Evidence: what was seen and where, plans, and what people judged.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::judgement::ReviewJudgement;
use crate::model::observation::Observation;
use crate::model::outcome::Outcome;
use crate::model::place::{FileId, Place};
use crate::model::report::{Finding, GapReport, PlanResult, ReviewResult};
use crate::model::text::Untrusted;
use crate::render::deciding::Deciding;
use crate::render::escape::relative_uri;
use crate::render::moment;
use crate::render::told::{both, sentence, spot};

use super::reference::Reference;

/// Characters of one text of the submission.
const TEXT: usize = 1_000;
/// Characters of a SHA-256 in hexadecimal.
const SHA256: usize = 64;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Evidence {
    bom_ref: Reference,
    description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    data: Vec<Data>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewer: Option<Contact>,
}

#[derive(Serialize)]
struct Data {
    name: String,
    contents: Contents,
}

#[derive(Serialize)]
struct Contents {
    url: String,
}

#[derive(Serialize)]
struct Contact {
    name: String,
}

/// A file that a claim rests on, with its digest.
#[derive(Serialize)]
pub(super) struct ExternalReference {
    #[serde(rename = "type")]
    kind: &'static str,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hashes: Option<[Hash; 1]>,
}

#[derive(Serialize)]
struct Hash {
    alg: &'static str,
    content: String,
}

/// What a piece of evidence says of its claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bearing {
    For,
    Against,
    /// Neither: not there, unreadable, or for a person to judge.
    Open,
    /// How it is going to be met.
    Mitigation,
}

/// Every piece of evidence of a finding with its bearing.
pub(super) fn evidence(
    finding: &Finding,
    told: &Deciding<'_>,
    report: &GapReport,
) -> Vec<(Bearing, Evidence)> {
    let seen =
        told.shown.iter().enumerate().map(|(rank, seen)| {
            (bearing(seen.outcome), Evidence::seen(rank, seen, finding, report))
        });
    let review = finding.review.as_ref().map(|review| {
        let judged = match review.judgement {
            ReviewJudgement::Satisfied => Bearing::For,
            ReviewJudgement::Violated => Bearing::Against,
        };
        let bearing = if review.why_not.is_none() { judged } else { Bearing::Open };
        (bearing, Evidence::review(review, finding))
    });
    let valid = finding.plan.as_ref().filter(|plan| plan.why_not.is_none());
    let plan = valid.map(|plan| (Bearing::Mitigation, Evidence::plan(plan, finding, report)));
    seen.chain(review).chain(plan).collect()
}

/// What an observation says of its claim.
pub(super) const fn bearing(outcome: Outcome) -> Bearing {
    match outcome {
        Outcome::Satisfied => Bearing::For,
        Outcome::Violated => Bearing::Against,
        Outcome::Absent | Outcome::Unreadable | Outcome::Review => Bearing::Open,
    }
}

impl Evidence {
    /// The name others refer to it by.
    pub(super) const fn reference(&self) -> &Reference {
        &self.bom_ref
    }

    fn seen(rank: usize, seen: &Observation, finding: &Finding, report: &GapReport) -> Self {
        let until = finding.lapses.as_ref().and_then(|(day, _)| moment::sayable(*day));
        let mut description = sentence(seen).raw().to_owned();
        if let Some(quote) = &seen.quote {
            description.push_str(": ");
            description.push_str(quote.cut(TEXT).raw());
        }
        Self {
            bom_ref: Reference::evidence(&finding.requirement, &rank.to_string()),
            description,
            data: seen.place.iter().filter_map(|place| Data::new(place, report)).collect(),
            created: None,
            expires: until.map(moment::last),
            reviewer: None,
        }
    }

    fn review(review: &ReviewResult, finding: &Finding) -> Self {
        let reason = Untrusted::new(review.reason.as_str()).cut(TEXT);
        let why_not = review.why_not.as_ref().map(|why| format!(" ({})", both(why)));
        Self {
            bom_ref: Reference::evidence(&finding.requirement, "review"),
            description: format!("{}{}", reason.raw(), why_not.unwrap_or_default()),
            data: Vec::new(),
            created: moment::sayable(review.date).map(moment::first),
            expires: None,
            reviewer: Some(Contact { name: review.reviewer.clone() }),
        }
    }

    fn plan(plan: &PlanResult, finding: &Finding, report: &GapReport) -> Self {
        let date = plan.date.map_or_else(|| "-".into(), |date| date.to_string());
        let steps = plan.milestones.iter().map(|step| {
            let date = step.date.map_or_else(|| "-".into(), |date| date.to_string());
            let done = if step.done { " 済 / done" } else { "" };
            format!("; {} {date}{done}", step.name.cut(TEXT).raw())
        });
        let owner = plan.owner.cut(TEXT);
        Self {
            bom_ref: Reference::evidence(&finding.requirement, "plan"),
            description: format!(
                "計画 / plan: {} {date}{}",
                owner.raw(),
                steps.collect::<String>()
            ),
            data: Data::new(&plan.place, report).into_iter().collect(),
            created: None,
            expires: None,
            reviewer: None,
        }
    }
}

impl Data {
    fn new(place: &Place, report: &GapReport) -> Option<Self> {
        let url = relative_uri(report.path(place.file)?.raw());
        Some(Self { name: spot(place, report).raw().to_owned(), contents: Contents { url } })
    }
}

/// Every file that the evidence of a finding stands in, once, with its digest.
pub(super) fn files(told: &Deciding<'_>, report: &GapReport) -> Vec<ExternalReference> {
    let places = told.shown.iter().filter_map(|seen| seen.place.as_ref());
    let files: BTreeMap<FileId, _> = places
        .filter_map(|place| {
            let file = report.submission.files.get(usize::try_from(place.file.0).ok()?)?;
            Some((place.file, file))
        })
        .collect();
    let referenced = files.into_values().map(|file| {
        let hash = Hash { alg: "SHA-256", content: file.sha256.clone() };
        ExternalReference {
            kind: "evidence",
            url: relative_uri(file.path.raw()),
            hashes: (file.sha256.len() == SHA256).then_some([hash]),
        }
    });
    referenced.collect()
}
