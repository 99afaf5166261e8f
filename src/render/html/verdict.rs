//! Verdicts and outcomes: always a word, with a color and a shape that the style sheet gives their class.

use crate::model::outcome::{Outcome, Verdict};
use crate::render::wording::seen_as;

use super::markup::Html;

/// The class that gives a verdict its color and shape.
pub(super) const fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "v-met",
        Verdict::Planned => "v-planned",
        Verdict::Unmet => "v-unmet",
        Verdict::Unproven => "v-unproven",
        Verdict::Inconclusive => "v-inconclusive",
        Verdict::Review => "v-review",
        Verdict::Waived => "v-waived",
        Verdict::NotApplicable => "v-not-applicable",
    }
}

/// The verdict an outcome leads to.
const fn leads_to(outcome: Outcome) -> Verdict {
    match outcome {
        Outcome::Satisfied => Verdict::Met,
        Outcome::Violated => Verdict::Unmet,
        Outcome::Absent => Verdict::Unproven,
        Outcome::Unreadable => Verdict::Inconclusive,
        Outcome::Review => Verdict::Review,
    }
}

/// A verdict as a label.
pub(super) fn chip(html: &mut Html, verdict: Verdict) {
    let class = format!("chip {}", class(verdict));
    html.element("span", &[("class", &class)], |html| html.word(verdict.title()));
    html.text(" ");
}

/// An outcome as a label.
pub(super) fn mark(html: &mut Html, outcome: Outcome) {
    let class = format!("mark {}", class(leads_to(outcome)));
    let (ja, en) = seen_as(outcome);
    html.element("span", &[("class", &class)], |html| html.both(ja, en));
    html.text(" ");
}
