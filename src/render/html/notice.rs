//! What a reader must not miss: answers that the evidence contradicts, and what the agency set aside.

use crate::model::outcome::Verdict;
use crate::model::place::Place;
use crate::model::report::{Contradiction, DispositionResult, Finding, GapReport};
use crate::render::told::spot;

use super::list;
use super::markup::Html;
use super::verdict;

/// Findings shown without opening the list.
const FIRST: usize = 10;

/// Every contradiction, with both places.
pub(super) fn contradictions(html: &mut Html, report: &GapReport) {
    let all: Vec<_> = report
        .findings
        .iter()
        .filter_map(|finding| Some((finding, finding.contradiction.as_ref()?)))
        .collect();
    if all.is_empty() {
        return;
    }
    let (ja, en) = headings(("回答と根拠の矛盾", "Contradictions"), all.len());
    html.part("contradictions", (&ja, &en), |html| {
        list::opening(html, &all, FIRST, |html, (finding, one)| {
            named(html, finding);
            contradiction(html, report, one);
        });
    });
}

/// What contradicts what, and where both stand.
pub(super) fn contradiction(html: &mut Html, report: &GapReport, one: &Contradiction) {
    html.element("div", &[("class", "callout conflict")], |html| {
        html.element("p", &[], |html| {
            html.element("strong", &[], |html| html.both("矛盾: ", "Conflict: "));
            html.local(&one.message);
        });
        let sides = [("回答", "answer", &one.claim), ("根拠", "evidence", &one.evidence)];
        html.element("ul", &[("class", "sides")], |html| {
            for (ja, en, place) in sides {
                if let Some(place) = place {
                    html.element("li", &[], |html| side(html, report, (ja, en), place));
                }
            }
        });
    });
}

fn side(html: &mut Html, report: &GapReport, (ja, en): (&str, &str), place: &Place) {
    html.both(ja, en);
    html.text(": ");
    html.code(&spot(place, report));
}

/// Requirements the agency waived or set aside: hidden nowhere.
pub(super) fn dispositions(html: &mut Html, report: &GapReport) {
    let is_disposed =
        |finding: &&Finding| matches!(finding.verdict, Verdict::Waived | Verdict::NotApplicable);
    let all: Vec<_> = report.findings.iter().filter(is_disposed).collect();
    if all.is_empty() {
        return;
    }
    let (ja, en) = headings(("例外措置", "Dispositions"), all.len());
    html.part("dispositions", (&ja, &en), |html| {
        list::opening(html, &all, FIRST, |html, finding| {
            named(html, finding);
            if let Some(one) = &finding.disposition {
                html.element("p", &[], |html| disposition(html, one));
            }
        });
    });
}

/// What would be without a disposition, who approved it until when, and why.
pub(super) fn disposition(html: &mut Html, one: &DispositionResult) {
    html.told(|words| {
        let (reason, approver) = (words.plain(&one.reason), words.plain(&one.approver));
        let (kind, without) = (words.word(one.kind.title()), words.word(one.without.title()));
        let until = words.date(one.expires);
        words.pick(
            format!("{kind}。措置がなければ{without}。承認者 {approver}、期限 {until}: {reason}"),
            format!("{kind}; {without} without it; approved by {approver} until {until}: {reason}"),
        )
    });
}

/// A requirement with its verdict and title.
pub(super) fn named(html: &mut Html, finding: &Finding) {
    verdict::chip(html, finding.verdict);
    html.requirement(&finding.requirement);
    html.text(" ");
    html.local(&finding.title);
}

/// A heading with the number of what follows, in both languages.
pub(super) fn headings((ja, en): (&str, &str), n: usize) -> (String, String) {
    (format!("{ja}({n}件)"), format!("{en} ({n})"))
}
