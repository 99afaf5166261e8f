//! One finding as a test case.

use crate::model::catalogue::Obligation;
use crate::model::outcome::Verdict;
use crate::model::report::{Finding, GapReport};
use crate::model::text::Untrusted;
use crate::render::deciding::deciding;
use crate::render::escape::xml_text;
use crate::render::told::{both, both_words, counted, more, sentence, spot};

/// Observations told of one finding.
const TOLD: usize = 10;

/// How a build server takes a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It holds.
    Passed,
    /// It does not.
    Failure,
    /// It could not be judged.
    Error,
    /// Nothing is proven either way, or a person decided.
    Skipped,
}

impl Kind {
    /// How a build server takes `verdict`.
    pub(super) const fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Met => Self::Passed,
            Verdict::Unmet => Self::Failure,
            Verdict::Inconclusive => Self::Error,
            Verdict::Planned
            | Verdict::Unproven
            | Verdict::Review
            | Verdict::Waived
            | Verdict::NotApplicable => Self::Skipped,
        }
    }

    const fn element(self) -> Option<&'static str> {
        match self {
            Self::Passed => None,
            Self::Failure => Some("failure"),
            Self::Error => Some("error"),
            Self::Skipped => Some("skipped"),
        }
    }
}

/// The test case of a finding.
pub(super) fn case(finding: &Finding, report: &GapReport) -> String {
    let class = xml_text(&format!("{}.{}", report.catalogue.id, finding.section));
    let name = xml_text(&format!("{} {}", finding.requirement, both(&finding.title)));
    let open = format!("    <testcase classname=\"{class}\" name=\"{name}\" time=\"0\"");
    match Kind::of(finding.verdict).element() {
        None => format!("{open}/>\n"),
        Some(element) => {
            let kind = finding.verdict.id();
            let message = xml_text(message(finding).raw());
            let told: Vec<_> =
                told(finding, report).iter().map(|line| xml_text(line.raw())).collect();
            let told = told.join("\n");
            format!(
                "{open}>\n      <{element} type=\"{kind}\" message=\"{message}\">{told}</{element}>\n    </testcase>\n"
            )
        }
    }
}

/// The verdict and what it rests on, in one line.
fn message(finding: &Finding) -> Untrusted {
    let optional = finding.obligation == Obligation::Optional;
    let optional = if optional { " (任意 / optional)" } else { "" };
    let verdict = format!("{}{optional}", both_words(finding.verdict.title()));
    let because = match finding.verdict {
        Verdict::Waived | Verdict::NotApplicable => finding.disposition.as_ref().map(|one| {
            Untrusted::new(format!("{} ({}, -{})", one.reason, one.approver, one.expires))
        }),
        Verdict::Planned => finding
            .plan
            .as_ref()
            .and_then(|plan| plan.date)
            .map(|date| Untrusted::new(format!("-{date}"))),
        Verdict::Met
        | Verdict::Unmet
        | Verdict::Unproven
        | Verdict::Inconclusive
        | Verdict::Review => {
            let contradiction =
                finding.contradiction.as_ref().map(|one| Untrusted::new(both(&one.message)));
            contradiction.or_else(|| {
                deciding(&finding.criterion, 1).shown.first().map(|seen| sentence(seen))
            })
        }
    };
    match because {
        Some(because) => Untrusted::new(format!("{verdict}: {}", because.raw())),
        None => Untrusted::new(verdict),
    }
}

/// What was seen and where, the plan, and what to do: one line each.
fn told(finding: &Finding, report: &GapReport) -> Vec<Untrusted> {
    let found = deciding(&finding.criterion, TOLD);
    let mut lines = Vec::new();
    if let Some(one) = &finding.contradiction {
        lines.push(Untrusted::new(both(&one.message)));
    }
    for seen in &found.shown {
        let at = seen.place.as_ref().map(|place| format!("{}: ", spot(place, report).raw()));
        lines.push(Untrusted::new(at.unwrap_or_default() + sentence(seen).raw()));
    }
    lines.extend(more(found.rest).map(Untrusted::new));
    lines.extend(counted(found.population).map(Untrusted::new));
    if let Some(plan) = &finding.plan {
        let date = plan.date.map(|date| format!(" -{date}")).unwrap_or_default();
        let at = spot(&plan.place, report);
        let why_not =
            plan.why_not.as_ref().map(|why| format!(" ({})", both(why))).unwrap_or_default();
        let owner = plan.owner.cut(200);
        lines.push(Untrusted::new(format!(
            "計画 / plan: {}{date} {}{why_not}",
            owner.raw(),
            at.raw()
        )));
    }
    if let Some(why) = finding.review.as_ref().and_then(|review| review.why_not.as_ref()) {
        lines.push(Untrusted::new(format!(
            "審査は考慮されません / the review does not count: {}",
            both(why)
        )));
    }
    lines.push(Untrusted::new(format!("対処 / remedy: {}", both(&finding.remedy))));
    lines
}
