//! What stands after the gaps: what the agency set aside, what lapses when, what the reader met, where the catalogue comes from.

use crate::model::outcome::Verdict;
use crate::model::report::{Diagnostic, Finding, GapReport, Lapse, Severity};

use super::page::Page;

/// Most items of a list after the gaps, and requirements named of one lapse.
const ITEMS: usize = 30;

/// Requirements the agency waived or set aside.
pub(super) fn dispositions(page: &mut Page, report: &GapReport) {
    let words = page.words;
    let is_disposed =
        |finding: &&Finding| matches!(finding.verdict, Verdict::Waived | Verdict::NotApplicable);
    let one = |finding: &Finding| {
        let (id, title) = (words.plain(&finding.requirement), words.local(&finding.title));
        let verdict = words.word(finding.verdict.title());
        let why = finding.disposition.as_ref().map(|one| {
            let (reason, approver) = (words.plain(&one.reason), words.plain(&one.approver));
            let (without, until) = (words.word(one.without.title()), words.date(one.expires));
            words.pick(
                format!("\n  - 措置がなければ{without}。承認者 {approver}、期限 {until}: {reason}"),
                format!(
                    "\n  - {without} without it; approved by {approver} until {until}: {reason}"
                ),
            )
        });
        format!("- **{id}** {verdict}: {title}{}", why.unwrap_or_default())
    };
    let items: Vec<_> = report.findings.iter().filter(is_disposed).map(one).collect();
    if !items.is_empty() {
        let n = items.len();
        page.heading(&words.pick(format!("例外措置({n}件)"), format!("Dispositions ({n})")));
        page.items(&items, ITEMS);
    }
}

/// What lapses, by date: requirements that lapse alike stand together.
pub(super) fn lapses(page: &mut Page, report: &GapReport) {
    if report.lapses.is_empty() {
        return;
    }
    let words = page.words;
    let alike = |a: &Lapse, b: &Lapse| {
        (a.date, a.from, a.to, &a.because) == (b.date, b.from, b.to, &b.because)
    };
    let one = |group: &[Lapse]| {
        let first = group.first()?;
        let (until, why) = (words.date(first.date), words.local(&first.because));
        let (from, to) = (words.word(first.from.title()), words.word(first.to.title()));
        let ids: Vec<_> = group.iter().map(|lapse| lapse.requirement.clone()).collect();
        let ids = words.some(&ids, ITEMS);
        Some(words.pick(
            format!("- {until}まで{from}、以後は{to}({why}): {ids}"),
            format!("- {from} until {until}, then {to} ({why}): {ids}"),
        ))
    };
    let items: Vec<_> = report.lapses.chunk_by(alike).filter_map(one).collect();
    page.heading(words.pick("期限のある適合", "What lapses"));
    page.items(&items, ITEMS);
}

/// What the reader of the submission met, errors first.
pub(super) fn diagnostics(page: &mut Page, report: &GapReport) {
    if report.diagnostics.is_empty() {
        return;
    }
    let words = page.words;
    let one = |one: &Diagnostic| {
        let at = one.place.as_ref().map(|at| format!(": {}", words.place(report, at)));
        let subject = one.subject.as_ref().map(|subject| words.shown(subject));
        let subject =
            subject.map(|subject| words.pick(format!("「{subject}」"), format!(" “{subject}”")));
        format!(
            "- **{}**{}: {}{} ({})",
            words.word(one.severity.title()),
            at.unwrap_or_default(),
            words.local(&one.message),
            subject.unwrap_or_default(),
            words.plain(&one.code)
        )
    };
    let of = |severity| report.diagnostics.iter().filter(move |one| one.severity == severity);
    let items: Vec<_> = Severity::ALL.iter().flat_map(|severity| of(*severity)).map(one).collect();
    let n = items.len();
    page.heading(&words.pick(format!("読取り時の診断({n}件)"), format!("Diagnostics ({n})")));
    page.items(&items, ITEMS);
}

/// Where the catalogue comes from, what exactly was judged by what, and that the JSON report has everything.
pub(super) fn origin(page: &mut Page, report: &GapReport) {
    let words = page.words;
    page.heading(words.pick("この報告について", "About this report"));
    page.line(&format!("- {}", words.local(&report.catalogue.disclaimer)));
    page.line(words.pick(
        "- 参考値は本ツール独自の尺度であり、調達に点数の定めはありません。採否を決めるのは発注機関です。",
        "- The score is our own measure: the tender has none. It is the agency that decides on a bid.",
    ));
    page.line(words.pick(
        "- 確認内容の詳細はすべてJSON形式の報告(`--format json`)にあります。",
        "- All details are in the JSON report (`--format json`).",
    ));
    page.entry("sekisho", "sekisho", &words.plain(&report.tool_version));
    for (ja, en, digest) in [
        ("提出書類のSHA-256", "SHA-256 of the submission", &report.submission.digest),
        ("カタログのSHA-256", "SHA-256 of the catalogue", &report.catalogue.digest),
        ("評価プロファイルのSHA-256", "SHA-256 of the profile", &report.profile.digest),
    ] {
        page.entry(ja, en, &words.plain(digest));
    }
}
