//! The foot: what the agency set aside, what lapses when, what the reader met, where the catalogue comes from, and the JSON.

use crate::model::outcome::Verdict;
use crate::model::report::{Diagnostic, GapReport, Lapse, Severity};
use crate::render::escape::terminal_text;

use super::page::{Ink, Page, shown};
use super::place::place;
use super::wrap::width;

/// Groups of lapses listed, and requirements named of one.
const LAPSES: usize = 20;
/// Errors listed; all stand in the JSON report.
const ERRORS: usize = 10;
/// Characters of a digest that tell two apart.
const DIGEST: usize = 12;
/// How to get everything.
const JSON: &str = "sekisho audit <SUBMISSION> --format json --output report.json";

/// Requirements the agency waived or set aside: hidden nowhere.
pub(super) fn dispositions(page: &mut Page, report: &GapReport) {
    let disposed: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| matches!(finding.verdict, Verdict::Waived | Verdict::NotApplicable))
        .collect();
    if disposed.is_empty() {
        return;
    }
    let n = disposed.len();
    page.heading(&page.pick(format!("例外措置({n}件)"), format!("Dispositions ({n})")));
    for finding in disposed {
        let label = format!("{}  {}", finding.requirement, page.word(finding.verdict.title()));
        let at = 2 + width(&label, page.lang) + 2;
        page.entry(
            2,
            at,
            (&label, Ink::of(finding.verdict)),
            page.pick(&finding.title.ja, &finding.title.en),
        );
        if let Some(one) = &finding.disposition {
            let (reason, approver) = (terminal_text(&one.reason), terminal_text(&one.approver));
            let (without, until) = (page.word(one.without.title()), page.date(one.expires));
            let text = page.pick(
                format!("措置がなければ{without}。承認者 {approver}、期限 {until}: {reason}"),
                format!("{without} without it; approved by {approver} until {until}: {reason}"),
            );
            page.item(4, &text);
        }
    }
}

/// What lapses, by date: requirements that lapse alike stand together.
pub(super) fn lapses(page: &mut Page, report: &GapReport) {
    if report.lapses.is_empty() {
        return;
    }
    let alike = |a: &Lapse, b: &Lapse| {
        (a.date, a.from, a.to, &a.because) == (b.date, b.from, b.to, &b.because)
    };
    let groups: Vec<_> = report.lapses.chunk_by(alike).collect();
    page.heading(page.pick("期限のある適合", "What lapses"));
    for group in groups.iter().take(LAPSES) {
        if let Some(first) = group.first() {
            let (until, why) = (page.date(first.date), page.local(&first.because));
            let (from, to) = (page.word(first.from.title()), page.word(first.to.title()));
            let ids =
                page.some(group.iter().map(|lapse| terminal_text(&lapse.requirement)), LAPSES);
            let text = page.pick(
                format!("{until}まで{from}、以後は{to}({why}): {ids}"),
                format!("{from} until {until}, then {to} ({why}): {ids}"),
            );
            page.item(2, &text);
        }
    }
    let rest: usize = groups.iter().skip(LAPSES).map(|group| group.len()).sum();
    if rest > 0 {
        page.item(2, &page.more(rest as u64));
    }
}

/// How many diagnostics there are, the errors with their places, and where the others are.
pub(super) fn diagnostics(page: &mut Page, report: &GapReport) {
    if report.diagnostics.is_empty() {
        return;
    }
    let of = |severity| report.diagnostics.iter().filter(move |one| one.severity == severity);
    let counts = Severity::ALL.iter().map(|severity| {
        let (word, n) = (page.word(severity.title()), of(*severity).count());
        page.pick(format!("{word}{n}件"), format!("{word}s: {n}"))
    });
    let counts = page.list(&counts.collect::<Vec<_>>());
    page.heading(&page.pick(format!("読取り時の診断: {counts}"), format!("Diagnostics: {counts}")));
    for error in of(Severity::Error).take(ERRORS) {
        let text = diagnostic(page, report, error);
        page.item(2, &text);
    }
    let rest = of(Severity::Error).count().saturating_sub(ERRORS);
    if rest > 0 {
        page.item(2, &page.more(rest as u64));
    }
    let where_all = page.pick(
        "全件はJSONの diagnostics にあります。監査時に -v を付けると標準エラー出力にも表示します。",
        "All of them are in the JSON report under `diagnostics`, and on standard error of an audit with -v.",
    );
    page.item(2, where_all);
}

fn diagnostic(page: &Page, report: &GapReport, one: &Diagnostic) -> String {
    let at =
        one.place.as_ref().map(|at| format!("{}: ", place(page, report, at))).unwrap_or_default();
    let subject =
        one.subject.as_ref().map(|subject| format!(" [{}]", shown(subject))).unwrap_or_default();
    format!("{at}{}{subject} ({})", page.local(&one.message), terminal_text(&one.code))
}

/// Where the catalogue comes from, what exactly was judged by what, and how to get everything.
pub(super) fn origin(page: &mut Page, report: &GapReport) {
    page.heading(page.pick("この報告について", "About this report"));
    page.item(2, page.pick(&report.catalogue.disclaimer.ja, &report.catalogue.disclaimer.en));
    page.item(2, page.pick(
        "参考値は本ツール独自の尺度であり、調達に点数の定めはありません。採否を決めるのは発注機関です。",
        "The score is our own measure: the tender has none. It is the agency that decides on a bid.",
    ));
    let digest = |digest: &str| terminal_text(digest.get(..DIGEST).unwrap_or(digest));
    let (catalogue, profile) = (digest(&report.catalogue.digest), digest(&report.profile.digest));
    let (submission, version) =
        (digest(&report.submission.digest), terminal_text(&report.tool_version));
    let text = page.pick(
        format!("sekisho {version}。SHA-256の先頭{DIGEST}桁: 提出書類 {submission}、カタログ {catalogue}、評価プロファイル {profile}"),
        format!("sekisho {version}; SHA-256 begins: submission {submission}, catalogue {catalogue}, profile {profile}"),
    );
    page.item(2, &text);
    page.item(
        2,
        page.pick("確認内容の詳細を含むJSON形式の報告:", "The same as JSON, with all details:"),
    );
    page.item(4, JSON);
}
