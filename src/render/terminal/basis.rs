//! What the judgement is based on: counts, coverage, profile, submission, the declared scope, and the catalogue's origin.

use crate::model::manifest::ScopeEntry;
use crate::model::outcome::Verdict;
use crate::model::report::{ChosenBy, GapReport};
use crate::model::text::Lang;
use crate::render::escape::terminal_text;

use super::head::entry;
use super::page::{Ink, Page, shown};

/// Accounts, regions and providers named of the declared scope.
const SCOPE: usize = 6;

/// Verdicts whose count is stated even where it is 0.
const ALWAYS_COUNTED: [Verdict; 6] = [
    Verdict::Met,
    Verdict::Planned,
    Verdict::Unmet,
    Verdict::Unproven,
    Verdict::Inconclusive,
    Verdict::Review,
];

/// Counts, coverage, profile, submission, declared scope and catalogue.
pub(super) fn basis(page: &mut Page, report: &GapReport) {
    page.blank();
    entry(page, "件数", "Counts", &counts(page, report, &ALWAYS_COUNTED), Ink::Plain);
    let coverage = report.coverage;
    let (test, examine, interview) = (coverage.test, coverage.examine, coverage.interview);
    let said = page.pick(
        format!(
            "{}%(設定・ログで{test}件、書類で{examine}件、人の審査で{interview}件)",
            coverage.decided
        ),
        format!(
            "{}% ({test} by test, {examine} by examination, {interview} by interview)",
            coverage.decided
        ),
    );
    entry(page, "判定済み", "Decided", &said, Ink::Plain);
    let (id, title) = (terminal_text(&report.profile.id), page.local(&report.profile.title));
    let chosen = match report.profile.chosen_by {
        ChosenBy::CommandLine => page.pick("コマンド行の指定", "chosen on the command line"),
        ChosenBy::Submission => page.pick("提出書類の指定", "chosen by the submission"),
        ChosenBy::Default => page.pick("既定", "the default"),
    };
    let profile = page.pick(
        format!("{id} {title}(評価プロファイル、{chosen})"),
        format!("{id}, {title} (profile, {chosen})"),
    );
    entry(page, "評価条件", "Profile", &profile, Ink::Plain);
    entry(page, "提出書類", "Submission", &submission(page, report), Ink::Plain);
    entry(page, "対象範囲", "Scope", &scope(page, &report.scope), Ink::Plain);
    let catalogue = &report.catalogue;
    let note = first_sentence(page.local(&catalogue.disclaimer), page.lang);
    let (id, version) = (terminal_text(&catalogue.id), terminal_text(&catalogue.version));
    entry(
        page,
        "カタログ",
        "Catalogue",
        &page.pick(format!("{id} {version}。{note}"), format!("{id} {version}. {note}")),
        Ink::Plain,
    );
}

/// How many findings have a verdict.
pub(super) fn counted(page: &Page, verdict: Verdict, n: u64) -> String {
    let word = page.word(verdict.title());
    page.pick(format!("{word}{n}件"), format!("{n} {word}"))
}

/// Findings by verdict: those there are, and `always`.
pub(super) fn counts(page: &Page, report: &GapReport, always: &[Verdict]) -> String {
    let all = Verdict::ALL.into_iter().map(|verdict| (verdict, report.totals.get(verdict)));
    let stated = all.filter(|(verdict, n)| *n > 0 || always.contains(verdict));
    page.list(&stated.map(|(verdict, n)| counted(page, verdict, n)).collect::<Vec<_>>())
}

fn submission(page: &Page, report: &GapReport) -> String {
    let submission = &report.submission;
    let (first, second) = page.pick(
        (&submission.name_ja, &submission.name_en),
        (&submission.name_en, &submission.name_ja),
    );
    let name = first.as_ref().or(second.as_ref()).map(shown);
    let provider = submission.provider.as_deref().map(terminal_text);
    let files = page.count(submission.files.len() as u64, "file");
    let provider = match provider {
        Some(provider) => page.pick(format!("事業者ID {provider}"), format!("provider {provider}")),
        None => page.pick("事業者の記載なし", "provider not stated").into(),
    };
    let name = name.unwrap_or_else(|| page.pick("名称の記載なし", "no name stated").into());
    page.pick(
        format!("{name}({provider}、ファイル{files})"),
        format!("{name} ({provider}, {files})"),
    )
}

/// The declared scope, marked as a claim.
fn scope(page: &Page, scope: &[ScopeEntry]) -> String {
    if scope.is_empty() {
        let none = page.pick(
            "申告がないため、資源をすべて確認したとは言えません。",
            "None is declared, so no listing can be shown to be complete.",
        );
        return none.into();
    }
    let names = |texts: &[String]| page.some(texts.iter().map(|text| terminal_text(text)), SCOPE);
    let one = |entry: &ScopeEntry| {
        let (provider, accounts) = (terminal_text(&entry.provider), names(&entry.accounts));
        let regions = names(&entry.regions);
        page.pick(
            format!("{provider}(アカウント {accounts}; リージョン {regions})"),
            format!("{provider} (accounts {accounts}; regions {regions})"),
        )
    };
    let entries = page.some(scope.iter().map(one), SCOPE);
    page.pick(format!("申告された範囲: {entries}"), format!("as declared by the bidder: {entries}"))
}

/// The first sentence of a text.
fn first_sentence(text: &str, lang: Lang) -> &str {
    let end = match lang {
        Lang::Ja => "。",
        Lang::En => ". ",
    };
    text.find(end).map_or(text, |at| text[..at + end.len()].trim_end())
}
