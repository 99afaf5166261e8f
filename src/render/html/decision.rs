//! What stands first: decision and why, the day and who chose it, the findings by verdict; then the contents, and what all is based on.

use crate::model::outcome::Verdict;
use crate::model::report::{DecisionOutcome, GapReport};

use super::markup::Html;
use super::verdict;

/// Decision, why, day and counts.
pub(super) fn head(html: &mut Html, report: &GapReport) {
    html.element("section", &[("id", "decision"), ("aria-labelledby", "title")], |html| {
        html.element("h1", &[("id", "title")], |html| {
            html.span("report", |html| html.both("要件充足状況報告書", "Gap report"));
            html.text(" ");
            html.element("bdi", &[], |html| html.told(|words| words.bidder(report)));
        });
        let class = format!("banner {}", class(report.decision.outcome));
        html.element("div", &[("class", &class)], |html| {
            html.element("p", &[("class", "outcome")], |html| html.told(|words| words.decision(report)));
            html.element("p", &[], |html| html.told(|words| words.why(report)));
            html.element("p", &[("class", "day")], |html| {
                html.both("基準日: ", "As of: ");
                html.told(|words| words.as_of(report));
            });
        });
        if report.incomplete {
            html.element("p", &[("class", "callout warning")], |html| {
                html.element("strong", &[], |html| html.both("注意: ", "Caution: "));
                html.both(
                    "読み取れなかったファイルがあるか、処理が上限に達したため、この監査は完全ではありません。",
                    "the audit is incomplete: something could not be read, or a limit was hit.",
                );
            });
        }
        counts(html, report);
    });
}

/// The class that gives a decision its color and shape.
const fn class(outcome: DecisionOutcome) -> &'static str {
    match outcome {
        DecisionOutcome::Accepted => "v-met",
        DecisionOutcome::Conditional => "v-planned",
        DecisionOutcome::Rejected => "v-unmet",
        DecisionOutcome::Undecided => "v-unproven",
    }
}

/// Findings by verdict; each leads to them.
fn counts(html: &mut Html, report: &GapReport) {
    html.element("h2", &[("class", "unseen")], |html| {
        html.both("判定の件数", "Findings by verdict");
    });
    html.element("ul", &[("class", "counts")], |html| {
        for verdict in Verdict::ALL {
            let n = report.totals.get(verdict);
            let count = |html: &mut Html| {
                html.element("b", &[], |html| html.text(&n.to_string()));
                html.text(" ");
                html.span("word", |html| html.word(verdict.title()));
            };
            html.element("li", &[("class", verdict::class(verdict))], |html| match n {
                0 => html.span("none", count),
                _ => html.element(
                    "a",
                    &[("href", "#findings"), ("data-verdict", verdict.id())],
                    count,
                ),
            });
        }
    });
}

/// Profile, coverage, submission, declared scope and catalogue.
pub(super) fn basis(html: &mut Html, report: &GapReport) {
    html.part("basis", ("判定の前提", "What this is based on"), |html| {
        html.element("dl", &[("class", "facts")], |html| facts(html, report));
    });
}

fn facts(html: &mut Html, report: &GapReport) {
    html.entry(("評価プロファイル", "Profile"), |html| {
        html.told(|words| words.profile(report));
    });
    let coverage = report.coverage;
    let (decided, test) = (coverage.decided, coverage.test);
    let (examine, interview) = (coverage.examine, coverage.interview);
    html.entry(("判定済み", "Decided"), |html| {
        html.both(
            &format!(
                "{decided}%(設定・ログで{test}件、書類で{examine}件、人の審査で{interview}件)"
            ),
            &format!(
                "{decided}% ({test} by test, {examine} by examination, {interview} by interview)"
            ),
        );
    });
    html.entry(("提出書類", "Submission"), |html| html.told(|words| words.submission(report)));
    html.entry(("対象範囲", "Scope"), |html| html.told(|words| words.scope(report)));
    html.entry(("カタログ", "Catalogue"), |html| {
        html.text(&format!("{} {}", report.catalogue.id, report.catalogue.version));
        html.both("(公式の一覧ではありません。", " (not the official list; ");
        html.element("a", &[("href", "#about")], |html| {
            html.both("この報告について", "about this report");
        });
        html.text(")");
    });
}

/// Links to the parts of the page that are there.
pub(super) fn contents(html: &mut Html, report: &GapReport) {
    let has = |part: bool, id, ja, en| part.then_some((id, ja, en));
    let is_disposed = |verdict| report.totals.get(verdict) > 0;
    let parts = [
        has(!report.decision.reasons.is_empty(), "#reasons", "判定の理由", "Reasons"),
        has(true, "#score", "参考値", "Score"),
        has(true, "#basis", "判定の前提", "Basis"),
        has(
            report.findings.iter().any(|finding| finding.contradiction.is_some()),
            "#contradictions",
            "矛盾",
            "Contradictions",
        ),
        has(true, "#sections", "区分別の結果", "Sections"),
        has(
            report.findings.iter().any(|finding| finding.plan.is_some()),
            "#plans",
            "対応計画",
            "Plans",
        ),
        has(!report.lapses.is_empty(), "#lapses", "期限", "Lapses"),
        has(
            is_disposed(Verdict::Waived) || is_disposed(Verdict::NotApplicable),
            "#dispositions",
            "例外措置",
            "Dispositions",
        ),
        has(true, "#findings", "判定結果", "Findings"),
        has(!report.diagnostics.is_empty(), "#diagnostics", "診断", "Diagnostics"),
        has(true, "#files", "提出ファイル", "Files"),
        has(true, "#about", "この報告について", "About"),
    ];
    html.element("nav", &[("aria-labelledby", "contents")], |html| {
        html.element("h2", &[("id", "contents")], |html| html.both("目次", "Contents"));
        html.element("ul", &[], |html| {
            for (link, ja, en) in parts.into_iter().flatten() {
                html.element("li", &[], |html| {
                    html.element("a", &[("href", link)], |html| html.both(ja, en));
                });
            }
        });
    });
}
