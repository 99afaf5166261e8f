//! Findings, by section: each opens to what it asks, what was answered, planned and decided, what to do, and its criterion.

use crate::model::outcome::Verdict;
use crate::model::report::{Claim, CriterionResult, Finding, GapReport, ReviewResult};
use crate::render::told::spot;

use super::burn_up;
use super::criterion::criterion;
use super::filter::{Mark, method};
use super::markup::{Html, anchor};
use super::notice;
use super::page::{Detail, LIMIT};
use super::verdict;

/// Every finding, in catalogue order; none after the page has become too large, as it will be written again with less detail.
pub(super) fn findings(html: &mut Html, report: &GapReport, detail: Detail) {
    left_out(html, report, detail);
    for group in report.findings.chunk_by(|one, other| one.section == other.section) {
        let Some(first) = group.first() else { continue };
        let section = report.sections.iter().find(|section| section.id == first.section);
        html.element("div", &[("class", "group")], |html| {
            html.element("h3", &[], |html| {
                html.text(&format!("{} ", first.section));
                if let Some(section) = section {
                    html.local(&section.title);
                }
            });
            for one in group {
                let is_for_nothing = html.len() > LIMIT && detail.observations > 0;
                if !is_for_nothing {
                    finding(html, report, one, detail);
                }
            }
        });
    }
}

/// Says how many observations are not on the page, if any.
fn left_out(html: &mut Html, report: &GapReport, detail: Detail) {
    let (mut shown, mut all) = (0, 0);
    for finding in &report.findings {
        count(&finding.criterion, detail, &mut shown, &mut all);
    }
    if shown == all {
        return;
    }
    html.element("p", &[("class", "left-out")], |html| {
        let most = detail.observations;
        html.both(
            &format!("確認内容は全{all}件のうち{shown}件を示しています(判定基準の末端ごとに{most}件まで)。省いた件数はそれぞれの箇所に示し、件数の集計には含めています。"),
            &format!("{shown} of {all} observations are shown (up to {most} per leaf of a criterion). What is left out is counted where it is, and populations include it."),
        );
    });
}

fn count(node: &CriterionResult, detail: Detail, shown: &mut u64, all: &mut u64) {
    let there = node.observations.len();
    *shown += there.min(detail.observations) as u64;
    *all += there as u64 + node.truncated;
    node.children.iter().for_each(|child| count(child, detail, shown, all));
}

fn finding(html: &mut Html, report: &GapReport, finding: &Finding, detail: Detail) {
    let class = format!("finding {}", verdict::class(finding.verdict));
    let marks: Vec<_> = Mark::ALL.into_iter().filter(|mark| mark.is_on(finding)).collect();
    let ids = marks.iter().map(|mark| mark.id()).collect::<Vec<_>>().join(" ");
    let attributes = [
        ("class", class.as_str()),
        ("id", &anchor(&finding.requirement)),
        ("data-section", &finding.section),
        ("data-verdict", finding.verdict.id()),
        ("data-method", method(finding.method)),
        ("data-subject", finding.subject.id()),
        ("data-mark", &ids),
    ];
    html.element("details", &attributes, |html| {
        html.element("summary", &[], |html| summary(html, finding, &marks));
        html.element("p", &[("class", "asks")], |html| html.local(&finding.text));
        if let Some(one) = &finding.contradiction {
            notice::contradiction(html, report, one);
        }
        html.element("dl", &[("class", "facts")], |html| facts(html, report, finding));
        html.element("p", &[("class", "label")], |html| {
            html.both("判定基準と確認内容", "Criterion and observations");
        });
        html.element("ul", &[("class", "criterion")], |html| {
            html.element("li", &[], |html| criterion(html, report, &finding.criterion, detail));
        });
        origin(html, finding);
    });
}

fn summary(html: &mut Html, finding: &Finding, marks: &[Mark]) {
    html.element("h4", &[], |html| {
        verdict::chip(html, finding.verdict);
        html.span("id", |html| html.text(&finding.requirement));
        html.text(" ");
        html.span("title", |html| html.local(&finding.title));
    });
    html.text(" ");
    html.span("marks", |html| {
        for mark in marks {
            let class = format!("tag {}", mark.id());
            let (ja, en) = mark.title();
            html.element("span", &[("class", &class)], |html| html.both(ja, en));
            html.text(" ");
        }
    });
}

fn facts(html: &mut Html, report: &GapReport, finding: &Finding) {
    html.entry(("回答", "Answer"), |html| match &finding.claim {
        Some(one) => claim(html, report, one),
        None => html.both("なし", "none"),
    });
    if let Some(plan) = &finding.plan {
        html.entry(("計画", "Plan"), |html| burn_up::plan(html, report, plan));
    }
    if let Some(one) = &finding.review {
        html.entry(("審査", "Review"), |html| review(html, one));
    }
    if let Some(one) = &finding.disposition {
        html.entry(("例外措置", "Disposition"), |html| notice::disposition(html, one));
    }
    if let Some((date, why)) = &finding.lapses {
        html.entry(("期限", "Lapses"), |html| {
            html.told(|words| words.date(*date));
            html.both(" まで。", ": ");
            html.local(why);
        });
    }
    if needs_work(finding.verdict) {
        html.entry(("対処", "Remedy"), |html| html.local(&finding.remedy));
    }
}

/// Whether something is left to be done about a requirement.
const fn needs_work(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Planned
        | Verdict::Unmet
        | Verdict::Unproven
        | Verdict::Inconclusive
        | Verdict::Review
        | Verdict::Waived => true,
        Verdict::Met | Verdict::NotApplicable => false,
    }
}

fn claim(html: &mut Html, report: &GapReport, claim: &Claim) {
    match claim.status {
        Some(status) => html.word(status.title()),
        None => html.both("回答の値を読み取れません", "the answer cannot be read"),
    }
    if let Some(delivery) = claim.delivery {
        html.both("、提供形態: ", ", delivery: ");
        html.word(delivery.title());
    }
    html.text(" ");
    html.code(&spot(&claim.place, report));
    if !claim.how.raw().trim().is_empty() {
        html.element("blockquote", &[], |html| html.said(&claim.how));
    }
}

fn review(html: &mut Html, review: &ReviewResult) {
    if let Some(why) = &review.why_not {
        html.element("strong", &[("class", "void")], |html| {
            html.both("考慮されません: ", "Does not count: ");
        });
        html.local(why);
        html.both("。", "; ");
    }
    html.word(review.judgement.title());
    html.told(|words| {
        let (reviewer, reason) = (words.plain(&review.reviewer), words.plain(&review.reason));
        let date = words.date(review.date);
        words.pick(
            format!("({reviewer}、{date}): {reason}"),
            format!(" ({reviewer}, {date}): {reason}"),
        )
    });
}

/// What kind of requirement it is, and to what others it is related.
fn origin(html: &mut Html, finding: &Finding) {
    html.element("p", &[("class", "origin")], |html| {
        html.told(|words| {
            let (subject, obligation) = (words.word(finding.subject.title()), words.word(finding.obligation.title()));
            let (method, weight) = (words.method(finding.method), finding.weight);
            let (core, provenance) = (words.word(finding.core.title()), words.word(finding.provenance.title()));
            words.pick(
                format!("対象 {subject}、{obligation}、重み {weight}、確認の方法 {method}、技術の主体 {core}、出典 {provenance}"),
                format!("subject {subject}, {obligation}, weight {weight}, by {method}, technology {core}, source {provenance}"),
            )
        });
        for (framework, related) in &finding.mappings {
            html.both("。", ". ");
            html.word(framework.title());
            for item in related {
                html.told(|words| {
                    let relation = words.word(item.relation.title());
                    words.pick(format!(" {}({relation})", item.id), format!(" {} ({relation})", item.id))
                });
            }
        }
    });
}
