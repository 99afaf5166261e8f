//! The table of sections: judged of all, findings by verdict, score.
//!
//! Cells are broken before they enter the table, which only aligns them; a column that nobody needs, or has no room, is left out.

use comfy_table::{CellAlignment, LineStyle, Row, Table, TableStyle};

use crate::model::outcome::Verdict;
use crate::model::report::{GapReport, Score, SectionResult, Totals};
use crate::render::escape::terminal_text;

use super::page::{Ink, Page};
use super::wrap::{width, wrap};

/// Least columns a title is given.
const TITLE: usize = 10;
/// Verdicts that have a column even where nothing has them.
const ALWAYS_SHOWN: [Verdict; 4] =
    [Verdict::Met, Verdict::Planned, Verdict::Unmet, Verdict::Unproven];

/// One column before it is laid out: heading and a cell per row, the sum last.
struct Column {
    cells: Vec<String>,
    alignment: CellAlignment,
}

/// The table of the sections that were judged.
pub(super) fn table(page: &mut Page, report: &GapReport) {
    let judged: Vec<_> = report.sections.iter().filter(|section| section.selected > 0).collect();
    if judged.is_empty() {
        return;
    }
    page.heading(page.pick("区分別の結果", "Sections"));
    let lines = laid_out(columns(page, report, &judged));
    let ruler = "-".repeat(lines.first().map_or(0, |line| width(line, page.lang)));
    let (body, sum) = lines.split_at(lines.len() - 1);
    for line in body {
        let line = colored(page, line, &judged);
        page.line(&line);
    }
    page.line(&ruler);
    for line in sum {
        page.line(line);
    }
    let rest = report.sections.len() - judged.len();
    if rest > 0 {
        let rest = rest as u64;
        page.item(
            0,
            &page.pick(
                format!("判定の対象がない区分: {rest}件"),
                format!("sections without a judged requirement: {rest}"),
            ),
        );
    }
}

/// The columns there are room for, with the columns between them: without room first the gap goes, then title, then score.
fn columns(page: &Page, report: &GapReport, judged: &[&SectionResult]) -> (Vec<Column>, u16) {
    let ids = ids(page, judged);
    let sizes = sizes(page, judged);
    let counts = counts(page, report, judged);
    let scores = scores(page, report, judged);
    let longest = judged
        .iter()
        .map(|section| width(page.local(&section.title), page.lang))
        .max()
        .unwrap_or_default();
    let fixed: Vec<_> = [&ids, &sizes, &scores]
        .into_iter()
        .chain(&counts)
        .map(|column| column.width(page))
        .collect();
    let needed = |gap: u16| fixed.iter().sum::<usize>() + usize::from(gap) * fixed.len();
    let gap = if needed(2) + longest <= page.columns { 2 } else { 1 };
    let room = page.columns.saturating_sub(needed(gap));
    let titles = (room >= TITLE).then(|| titles(page, judged, room));
    let scores = (needed(gap) - usize::from(gap) <= page.columns).then_some(scores);
    let columns =
        [Some(ids), titles, Some(sizes)].into_iter().flatten().chain(counts).chain(scores);
    (columns.collect(), gap)
}

impl Column {
    fn width(&self, page: &Page) -> usize {
        self.cells
            .iter()
            .flat_map(|cell| cell.lines())
            .map(|line| width(line, page.lang))
            .max()
            .unwrap_or_default()
    }
}

fn column(
    alignment: CellAlignment,
    heading: &str,
    judged: &[&SectionResult],
    cell: impl Fn(&SectionResult) -> String,
    sum: &str,
) -> Column {
    let cells = judged.iter().map(|section| cell(section));
    let cells = std::iter::once(heading.to_owned()).chain(cells).chain([sum.to_owned()]).collect();
    Column { cells, alignment }
}

fn ids(page: &Page, judged: &[&SectionResult]) -> Column {
    let of = |section: &SectionResult| terminal_text(&section.id);
    column(CellAlignment::Left, page.pick("区分", "id"), judged, of, page.pick("計", "all"))
}

fn sizes(page: &Page, judged: &[&SectionResult]) -> Column {
    let of = |section: &SectionResult| format!("{}/{}", section.selected, section.size);
    let size = judged.iter().map(|section| section.size).sum::<usize>();
    let selected = judged.iter().map(|section| section.selected).sum::<usize>();
    column(
        CellAlignment::Right,
        page.pick("判定", "judged"),
        judged,
        of,
        &format!("{selected}/{size}"),
    )
}

fn scores(page: &Page, report: &GapReport, judged: &[&SectionResult]) -> Column {
    let of = |score: Score| format!("{}/{}", score.earned, score.possible);
    column(
        CellAlignment::Right,
        page.pick("参考値", "score"),
        judged,
        |section| of(section.score),
        &of(report.score),
    )
}

fn titles(page: &Page, judged: &[&SectionResult], room: usize) -> Column {
    let broken =
        |section: &SectionResult| wrap(page.local(&section.title), room, page.lang).join("\n");
    column(CellAlignment::Left, page.pick("名称", "title"), judged, broken, "")
}

/// A column for each verdict that something has, and for those that are always shown.
fn counts(page: &Page, report: &GapReport, judged: &[&SectionResult]) -> Vec<Column> {
    let is_shown =
        |verdict: &Verdict| ALWAYS_SHOWN.contains(verdict) || report.totals.get(*verdict) > 0;
    let count = |verdict: Verdict| {
        let of = |totals: &Totals| match totals.get(verdict) {
            0 => "-".to_owned(),
            n => n.to_string(),
        };
        let heading = heading(page, verdict);
        column(
            CellAlignment::Right,
            heading,
            judged,
            |section| of(&section.totals),
            &of(&report.totals),
        )
    };
    Verdict::ALL.into_iter().filter(is_shown).map(count).collect()
}

/// A verdict as the narrow heading of a column.
fn heading(page: &Page, verdict: Verdict) -> &'static str {
    let (ja, en) = match verdict {
        Verdict::Met => ("適合", "met"),
        Verdict::Planned => ("対応\n予定", "plan-\nned"),
        Verdict::Unmet => ("不\n適合", "un-\nmet"),
        Verdict::Unproven => ("根拠\n不足", "un-\nproven"),
        Verdict::Inconclusive => ("判定\n不能", "incon-\nclusive"),
        Verdict::Review => ("要\n審査", "re-\nview"),
        Verdict::Waived => ("例外\n承認", "waived"),
        Verdict::NotApplicable => ("対\n象外", "n/a"),
    };
    page.pick(ja, en)
}

/// The lines of the table, all equally wide.
fn laid_out((columns, gap): (Vec<Column>, u16)) -> Vec<String> {
    let row = |rank: usize| {
        Row::from(
            columns
                .iter()
                .map(|column| column.cells.get(rank).cloned().unwrap_or_default())
                .collect::<Vec<_>>(),
        )
    };
    let mut table = Table::new();
    table
        .load_style(TableStyle::new().header_separator(LineStyle::none().fill('-')))
        .force_no_tty()
        .set_header(row(0));
    let rows = columns.first().map_or(0, |column| column.cells.len());
    table.add_rows((1..rows).map(row));
    for (rank, column) in columns.iter().enumerate() {
        if let Some(laid) = table.column_mut(rank) {
            laid.set_padding((0, if rank + 1 < columns.len() { gap } else { 0 }))
                .set_cell_alignment(column.alignment);
        }
    }
    table.lines().collect()
}

/// `line` with the section it begins with in the color of the worst that was found there.
fn colored(page: &Page, line: &str, judged: &[&SectionResult]) -> String {
    let worst = [
        Verdict::Unmet,
        Verdict::Inconclusive,
        Verdict::Unproven,
        Verdict::Review,
        Verdict::Planned,
        Verdict::Met,
    ];
    let section = judged.iter().find(|section| line.split(' ').next() == Some(section.id.as_str()));
    let found = section.and_then(|section| {
        let verdict = worst.into_iter().find(|verdict| section.totals.get(*verdict) > 0)?;
        Some((section.id.as_str(), verdict))
    });
    match found {
        Some((id, verdict)) => format!(
            "{}{}",
            page.painted(Ink::of(verdict), id),
            line.get(id.len()..).unwrap_or_default()
        ),
        None => line.to_owned(),
    }
}
