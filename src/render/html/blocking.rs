//! What blocks the bid, or what its acceptance depends on.

use crate::model::report::{GapReport, Reason};

use super::list;
use super::markup::Html;
use super::verdict;

/// Reasons shown without opening the list.
const FIRST: usize = 8;

/// The decision's reasons, each with a link to its finding.
pub(super) fn reasons(html: &mut Html, report: &GapReport) {
    if report.decision.reasons.is_empty() {
        return;
    }
    html.element("section", &[("id", "reasons"), ("aria-labelledby", "reasons-heading")], |html| {
        html.element("h2", &[("id", "reasons-heading")], |html| {
            html.told(|words| words.blocking(report));
        });
        list::opening(html, &report.decision.reasons, FIRST, reason);
    });
}

fn reason(html: &mut Html, reason: &Reason) {
    if let Some(verdict) = reason.verdict {
        verdict::chip(html, verdict);
    }
    match &reason.requirement {
        Some(id) => html.requirement(id),
        None => html.both("応募全体", "the bid"),
    }
    html.text(" ");
    html.local(&reason.text);
}
