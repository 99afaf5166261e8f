//! What stands before the gaps: decision and why, what it is based on, what blocks the bid, contradictions, plans.

use crate::model::outcome::Verdict;
use crate::model::report::{Finding, GapReport, Reason};

use super::gap;
use super::page::Page;

/// Most items of a list before the gaps.
const ITEMS: usize = 50;

/// Decision, why, day, profile, score, and whether the audit is complete.
pub(super) fn decision(page: &mut Page, report: &GapReport) {
    let words = page.words;
    let title = words.pick("要件充足状況報告書", "Gap report");
    page.line(&format!("# {title}: {}", words.decision(report)));
    page.line("");
    if report.incomplete {
        let text = words.pick(
            "**注意**: 読み取れなかったファイルがあるか、処理が上限に達したため、この監査は完全ではありません。",
            "**Caution**: the audit is incomplete: something could not be read, or a limit was hit.",
        );
        page.line(&format!("> {text}"));
        page.line("");
    }
    page.entry("理由", "Why", &words.why(report));
    page.entry("基準日", "As of", &words.as_of(report));
    page.entry("評価プロファイル", "Profile", &words.profile(report));
    let score = report.score;
    let (earned, possible) = (score.earned, score.possible);
    let (lower, upper, projected) = (score.lower, score.upper, score.projected);
    let score = words.pick(
        format!("{earned}/{possible}点(下限{lower}点、上限{upper}点、対応予定を含めると{projected}点)。本ツール独自の尺度"),
        format!("{earned} of {possible} (between {lower} and {upper}; {projected} with plans), our own measure"),
    );
    page.entry("参考値", "Score", &score);
}

/// Counts, coverage, submission, declared scope, catalogue.
pub(super) fn basis(page: &mut Page, report: &GapReport) {
    let words = page.words;
    let counts = Verdict::ALL.into_iter().map(|verdict| (verdict, report.totals.get(verdict)));
    let counts = counts.filter(|(_, n)| *n > 0).map(|(verdict, n)| words.counted(verdict, n));
    page.entry("件数", "Counts", &words.list(&counts.collect::<Vec<_>>()));
    let coverage = report.coverage;
    let (decided, test) = (coverage.decided, coverage.test);
    let (examine, interview) = (coverage.examine, coverage.interview);
    let coverage = words.pick(
        format!("{decided}%(設定・ログで{test}件、書類で{examine}件、人の審査で{interview}件)"),
        format!("{decided}% ({test} by test, {examine} by examination, {interview} by interview)"),
    );
    page.entry("判定済み", "Decided", &coverage);
    page.entry("提出書類", "Submission", &words.submission(report));
    page.entry("対象範囲", "Scope", &words.scope(report));
    let (id, version) = (words.plain(&report.catalogue.id), words.plain(&report.catalogue.version));
    page.entry("カタログ", "Catalogue", &format!("{id} {version}"));
}

/// What blocks the bid, or what its acceptance depends on.
pub(super) fn reasons(page: &mut Page, report: &GapReport) {
    let words = page.words;
    let reasons = &report.decision.reasons;
    if reasons.is_empty() {
        return;
    }
    page.heading(&words.blocking(report));
    let one = |reason: &Reason| {
        let whole = || words.pick("応募全体", "the bid").to_owned();
        let about = reason.requirement.as_ref().map_or_else(whole, |id| words.plain(id));
        let verdict = reason.verdict.map(|verdict| words.word(verdict.title()));
        let verdict = verdict.map(|verdict| format!(" {verdict}")).unwrap_or_default();
        format!("- **{about}**{verdict}: {}", words.local(&reason.text))
    };
    page.items(&reasons.iter().map(one).collect::<Vec<_>>(), ITEMS);
}

/// Answers that the evidence contradicts, with both places.
pub(super) fn contradictions(page: &mut Page, report: &GapReport) {
    let words = page.words;
    let one = |finding: &Finding| {
        let contradiction = finding.contradiction.as_ref()?;
        let places = gap::places_of(words, report, contradiction, finding.claim.as_ref());
        let nested: String = places.iter().flat_map(|place| ["\n  - ", place]).collect();
        Some(format!("- {}: {}{nested}", named(page, finding), words.local(&contradiction.message)))
    };
    let items: Vec<_> = report.findings.iter().filter_map(one).collect();
    part(page, ("回答と根拠の矛盾", "Contradictions"), &items);
}

/// Plans, and those that do not count.
pub(super) fn plans(page: &mut Page, report: &GapReport) {
    let words = page.words;
    let one = |finding: &Finding| {
        let plan = gap::plan(words, report, finding.plan.as_ref()?);
        Some(format!("- {}: {plan}", named(page, finding)))
    };
    let items: Vec<_> = report.findings.iter().filter_map(one).collect();
    part(page, ("対応計画", "Plans"), &items);
}

/// A list with its heading and count, if it has items.
fn part(page: &mut Page, (ja, en): (&str, &str), items: &[String]) {
    if items.is_empty() {
        return;
    }
    let n = items.len();
    let heading = page.words.pick(format!("{ja}({n}件)"), format!("{en} ({n})"));
    page.heading(&heading);
    page.items(items, ITEMS);
}

fn named(page: &Page, finding: &Finding) -> String {
    let (id, title) = (page.words.plain(&finding.requirement), page.words.local(&finding.title));
    format!("**{id}** {title}")
}
