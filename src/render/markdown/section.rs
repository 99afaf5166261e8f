//! The table of sections: judged of all, findings by verdict, score.

use crate::model::outcome::Verdict;
use crate::model::report::{GapReport, Score, Totals};

use super::page::Page;

/// Sections listed; more than any edition has.
const SECTIONS: usize = 200;

/// The table of the sections that were judged, with their sum.
pub(super) fn table(page: &mut Page, report: &GapReport) {
    let words = page.words;
    let judged: Vec<_> = report.sections.iter().filter(|section| section.selected > 0).collect();
    if judged.is_empty() {
        return;
    }
    page.heading(words.pick("区分別の結果", "Sections"));
    let verdicts: Vec<_> =
        Verdict::ALL.into_iter().filter(|verdict| report.totals.get(*verdict) > 0).collect();
    let heads =
        words.pick(["区分", "名称", "判定した要件"], ["id", "title", "judged"]).map(str::to_owned);
    let counted = verdicts.iter().map(|verdict| words.word(verdict.title()).to_owned());
    let score = words.pick("参考値", "score").to_owned();
    page.line(&row(heads.into_iter().chain(counted).chain([score])));
    let rule =
        ["---", "---", "--:"].into_iter().chain(verdicts.iter().map(|_| "--:")).chain(["--:"]);
    page.line(&row(rule.map(str::to_owned)));
    let numbers = |selected: usize, size: usize, totals: &Totals, score: Score| {
        let counts = verdicts.iter().map(|verdict| totals.get(*verdict).to_string());
        let judged = std::iter::once(format!("{selected}/{size}"));
        let score = format!("{}/{}", score.earned, score.possible);
        judged.chain(counts).chain([score]).collect::<Vec<_>>()
    };
    let rows = judged.iter().map(|section| {
        let names = [words.plain(&section.id), words.local(&section.title)];
        let numbers = numbers(section.selected, section.size, &section.totals, section.score);
        row(names.into_iter().chain(numbers))
    });
    let rows: Vec<_> = rows.collect();
    let shown = page.fitting(&rows, SECTIONS);
    rows.iter().take(shown).for_each(|row| page.line(row));
    let selected = judged.iter().map(|section| section.selected).sum();
    let size = judged.iter().map(|section| section.size).sum();
    let sum = numbers(selected, size, &report.totals, report.score);
    let names = [words.pick("計", "all").to_owned(), String::new()];
    page.line(&row(names.into_iter().chain(sum)));
    let (cut, rest) = (rows.len() - shown, report.sections.len() - judged.len());
    if cut > 0 {
        page.line("");
        page.line(&words.more(cut as u64));
    }
    if rest > 0 {
        page.line("");
        page.line(&words.pick(
            format!("判定の対象がない区分: {rest}件"),
            format!("Sections without a judged requirement: {rest}"),
        ));
    }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}
