//! The reading order of the rows of a page: columns are read one after the other, tables row by row.
//!
//! A column shows itself by a gutter: several segments begin at the same place, and for some rows no
//! segment reaches into the blank before it. Rows that cross it (titles, figures) end the columns.

use super::borders::Border;
use super::rows::{Extent, Line, Row, Segment, median, split, width};
use super::table;

/// Rows between which no segment reaches into some gutters.
struct Band {
    first: usize,
    end: usize,
    layout: Layout,
}

enum Layout {
    /// Running text on both sides of a gutter.
    Columns(f64),
    /// Cells on both sides of a gutter.
    Table(f64),
}

/// How often bands are looked for within each other; what is nested deeper is read row by row.
const DEPTH: u32 = 24;
/// How many gutters are tried, those with most segments first.
const CANDIDATES: usize = 12;
/// The least number of segments on each side of a gutter.
const SIDE: usize = 3;
/// The width of a gutter in em.
const GUTTER: f64 = 0.5;

/// Brings the rows of a page, given from the top, into reading order. `borders` are sorted from the top.
pub(super) fn reading_order(rows: Vec<Row>, borders: &[Border]) -> Vec<Line> {
    let mut lines = Vec::new();
    order(rows, borders, DEPTH, &mut lines);
    lines
}

fn order(mut rows: Vec<Row>, borders: &[Border], depth: u32, lines: &mut Vec<Line>) {
    let band = if depth == 0 { None } else { find_band(&rows, borders) };
    let Some(Band { first, end, layout }) = band else {
        lines.extend(rows.iter().map(Row::line));
        return;
    };
    let below = rows.split_off(end);
    let inside = rows.split_off(first);
    order(rows, borders, depth - 1, lines);
    match layout {
        Layout::Columns(gutter) => {
            for side in split(inside, &[gutter]) {
                order(side, borders, depth - 1, lines);
            }
        }
        Layout::Table(gutter) => lines.extend(table::lines(&inside, gutter, borders)),
    }
    order(below, borders, depth - 1, lines);
}

fn find_band(rows: &[Row], borders: &[Border]) -> Option<Band> {
    let em = median(rows.iter().map(|row| row.size).collect())?;
    let mut table = None;
    for gutter in gutters(rows, em) {
        for (first, end) in runs(rows, gutter, em) {
            let Some(run) = rows.get(first..end) else { continue };
            if is_running_text(run, gutter, em) && !table::is_table(run, gutter, borders) {
                return Some(Band { first, end, layout: Layout::Columns(gutter) });
            }
            table.get_or_insert(Band { first, end, layout: Layout::Table(gutter) });
        }
    }
    table
}

/// Places where several segments begin, those of most segments first.
fn gutters(rows: &[Row], em: f64) -> Vec<f64> {
    let mut starts: Vec<f64> =
        rows.iter().flat_map(|row| &row.segments).map(|segment| segment.start).collect();
    starts.sort_by(f64::total_cmp);
    let mut found: Vec<(f64, usize)> = Vec::new();
    for start in starts {
        match found.last_mut() {
            Some((place, count)) if start - *place <= 0.5 * em => *count += 1,
            _ => found.push((start, 1)),
        }
    }
    found.retain(|(_, count)| *count >= SIDE);
    found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    found.into_iter().take(CANDIDATES).map(|(place, _)| place).collect()
}

fn crosses(row: &Row, gutter: f64, em: f64) -> bool {
    row.segments.iter().any(|segment| segment.start < gutter && segment.end > gutter - GUTTER * em)
}

/// The longest runs of rows that leave a gutter open and have enough segments on both sides of it.
fn runs(rows: &[Row], gutter: f64, em: f64) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut first = 0;
    for end in 0..=rows.len() {
        if rows.get(end).is_some_and(|row| !crosses(row, gutter, em)) {
            continue;
        }
        let run = rows.get(first..end).unwrap_or_default();
        let segments = || run.iter().flat_map(|row| &row.segments);
        let right = segments().filter(|segment| segment.start >= gutter).count();
        if right >= SIDE && segments().count() - right >= SIDE {
            runs.push((first, end));
        }
        first = end + 1;
    }
    runs
}

/// True if both sides of a gutter are filled with lines of text.
fn is_running_text(run: &[Row], gutter: f64, em: f64) -> bool {
    let is_filled = |is_side: &dyn Fn(&Segment) -> bool| {
        let lines: Vec<Extent> = run.iter().filter_map(|row| row.extent(is_side)).collect();
        let width = width(&lines);
        let full = lines.iter().filter(|line| line.length() >= 0.75 * width).count();
        lines.len() > SIDE && width >= 8.0 * em && 2 * full >= lines.len()
    };
    is_filled(&|segment| segment.start < gutter) && is_filled(&|segment| segment.start >= gutter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::submission::pdf::rows::sample;

    fn read(given: &[(f64, &[(f64, &str)])]) -> Vec<String> {
        reading_order(sample(given), &[]).into_iter().map(|line| line.text).collect()
    }

    const LEFT: [&str; 4] =
        ["左段の一行目です、", "左段の二行目です、", "左段の三行目です、", "左段の末尾。"];
    const RIGHT: [&str; 4] =
        ["右段の一行目です、", "右段の二行目です、", "右段の三行目です、", "右段の末尾。"];

    #[test]
    fn columns_are_read_one_after_the_other() {
        let title = "一段抜きの題名は左右の段にまたがる長さ";
        let body = std::array::from_fn::<_, 4, _>(|n| [(50.0, LEFT[n]), (160.0, RIGHT[n])]);
        let given = [
            (40.0, &[(50.0, title)][..]),
            (60.0, &body[0]),
            (75.0, &body[1]),
            (90.0, &body[2]),
            (105.0, &body[3]),
            (125.0, &[(50.0, title)]),
        ];
        let expected = [&[title][..], &LEFT, &RIGHT, &[title]].concat();
        assert_eq!(read(&given), expected);
    }

    #[test]
    fn columns_need_no_common_baselines() {
        let cells: [[(f64, &str); 1]; 8] = std::array::from_fn(|n| {
            if n % 2 == 0 { [(50.0, LEFT[n / 2])] } else { [(160.0, RIGHT[n / 2])] }
        });
        let rows = (0_u32..).zip(&cells);
        let given: Vec<_> = rows.map(|(n, cell)| (60.0 + 7.0 * f64::from(n), &cell[..])).collect();
        assert_eq!(read(&given), [&LEFT[..], &RIGHT].concat());
    }

    #[test]
    fn tables_are_read_row_by_row() {
        let given = [
            (60.0, &[(50.0, "可用性"), (160.0, "九十九％")][..]),
            (75.0, &[(50.0, "保存"), (160.0, "国内")]),
            (90.0, &[(50.0, "暗号化"), (160.0, "既定")]),
            (105.0, &[(50.0, "監査"), (160.0, "一年")]),
        ];
        let expected = ["可用性  九十九％", "保存  国内", "暗号化  既定", "監査  一年"];
        assert_eq!(read(&given), expected);
    }

    #[test]
    fn hostile_layouts_end() {
        let segments: Vec<(f64, &str)> = (0..60).map(|n| (f64::from(n) * 25.0, "字")).collect();
        let given: Vec<_> = (0..400).map(|n| (f64::from(n), &segments[..])).collect();
        assert_eq!(read(&given).concat().matches('字').count(), 24_000);
    }
}
