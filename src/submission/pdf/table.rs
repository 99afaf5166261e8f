//! Rows of a table that take several lines: cells with wrapped text are read one after the other, so
//! that their sentences stay whole; everything else line by line, so that a row stays together.

use super::borders::Border;
use super::rows::{Extent, Line, Row, side, split, steps, width};

/// Rows of text that are one row of a table, or several of which nothing says so.
struct Block<'r> {
    rows: &'r [Row],
    is_bordered: bool,
}

/// True if blocks of rows stand apart, by lines drawn or by distance, nearly all with text on both
/// sides of the gutter: then the two sides are cells even if they are filled like columns.
pub(super) fn is_table(run: &[Row], gutter: f64, borders: &[Border]) -> bool {
    let blocks = blocks(run, gutter, borders);
    let has_both = |block: &&Block<'_>| {
        let has = |is_right| {
            let mut segments = block.rows.iter().flat_map(|row| &row.segments);
            segments.any(|segment| (segment.start >= gutter) == is_right)
        };
        has(true) && has(false)
    };
    blocks.len() >= 3 && blocks.iter().filter(has_both).count() * 5 >= blocks.len() * 4
}

/// The lines of the rows on both sides of a gutter, in reading order.
pub(super) fn lines(run: &[Row], gutter: f64, borders: &[Border]) -> Vec<Line> {
    let mut lines = Vec::new();
    for Block { rows, is_bordered } in blocks(run, gutter, borders) {
        let gutters = gutters(rows);
        if rows.len() > 1 && is_wrapped(rows, &gutters, is_bordered) {
            lines.extend(split(rows.to_vec(), &gutters).iter().flatten().map(Row::line));
        } else {
            lines.extend(rows.iter().map(Row::line));
        }
    }
    lines
}

/// Parts a run at the lines drawn across its gutter, and by distance where none are drawn.
fn blocks<'r>(run: &'r [Row], gutter: f64, borders: &[Border]) -> Vec<Block<'r>> {
    let crossing: Vec<f64> = borders
        .iter()
        .filter(|border| border.start < gutter && gutter < border.end)
        .map(|border| border.y)
        .collect();
    let next_border = |row: &Row| crossing.partition_point(|y| *y <= row.across);
    let mut blocks = Vec::new();
    for rows in run.chunk_by(|above, below| next_border(above) == next_border(below)) {
        let next = rows.first().map_or(0, next_border);
        // Two lines, above and below the heads, are drawn in tables without other lines.
        let is_bordered = crossing.len() > 3 && next > 0 && next < crossing.len();
        if is_bordered {
            blocks.push(Block { rows, is_bordered });
        } else {
            let apart = apart(rows);
            blocks.extend(apart.map(|rows| Block { rows, is_bordered }));
        }
    }
    blocks
}

/// Parts rows at distances a little larger than that of the lines of a paragraph.
fn apart(rows: &[Row]) -> impl Iterator<Item = &[Row]> {
    let size = rows.first().map_or(0.0, |row| row.size);
    let usual = steps(rows.iter().map(|row| row.across))
        .filter(|step| *step >= 0.8 * size)
        .fold(f64::INFINITY, f64::min);
    rows.chunk_by(move |above, below| below.across - above.across <= 1.3 * usual)
}

/// Where cells begin: behind the blanks that no segment of these rows reaches into.
fn gutters(rows: &[Row]) -> Vec<f64> {
    let em = rows.first().map_or(0.0, |row| row.size);
    let mut segments: Vec<Extent> = rows.iter().flat_map(Row::extents).collect();
    segments.sort_by(|a, b| a.start.total_cmp(&b.start));
    let mut reached = f64::INFINITY;
    let mut gutters = Vec::new();
    for segment in segments {
        if segment.start - reached > 0.5 * em {
            gutters.push(segment.start);
        }
        reached = if reached.is_finite() { reached.max(segment.end) } else { segment.end };
    }
    gutters
}

/// True if every cell of several lines fills them but the last, as wrapped text does.
fn is_wrapped(rows: &[Row], gutters: &[f64], is_bordered: bool) -> bool {
    let em = rows.first().map_or(0.0, |row| row.size);
    let cells: Vec<Vec<Extent>> = (0..=gutters.len())
        .map(|cell| {
            let line = |row: &Row| row.extent(|segment| side(segment, gutters) == cell);
            rows.iter().filter_map(line).collect()
        })
        .collect();
    let is_filled = |cell: &Vec<Extent>| {
        let width = width(cell);
        cell.iter().rev().skip(1).all(|line| line.length() >= 0.75 * width)
    };
    let is_grid = cells.iter().all(|cell| cell.len() == rows.len());
    cells.iter().all(is_filled) && (is_bordered || !is_grid || looks_like_text(&cells, em))
}

/// Where each cell has a line in each row, the lines could be rows of their own. Text is wide, and
/// somewhere its last line is short.
fn looks_like_text(cells: &[Vec<Extent>], em: f64) -> bool {
    let is_short =
        |cell: &Vec<Extent>| cell.last().is_some_and(|last| last.length() < width(cell) - 1.5 * em);
    cells.iter().all(|cell| width(cell) >= 6.0 * em) && cells.iter().any(is_short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::submission::pdf::rows::sample;

    fn read(given: &[(f64, &[(f64, &str)])], borders: &[f64]) -> Vec<String> {
        let border = |y: &f64| Border { start: 40.0, end: 300.0, y: *y };
        let borders: Vec<Border> = borders.iter().map(border).collect();
        lines(&sample(given), 160.0, &borders).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn wrapped_cells_that_stand_apart_are_read_one_after_the_other() {
        let given = [
            (60.0, &[(50.0, "オブジェクトの"), (160.0, "上書きの前の内容を")][..]),
            (75.0, &[(50.0, "バージョニング"), (160.0, "保持する。")]),
            (100.0, &[(50.0, "監査ログ"), (160.0, "一年間保存する。")]),
            (125.0, &[(50.0, "暗号化"), (160.0, "既定で有効である。")]),
        ];
        let expected = [
            "オブジェクトの",
            "バージョニング",
            "上書きの前の内容を",
            "保持する。",
            "監査ログ  一年間保存する。",
            "暗号化  既定で有効である。",
        ];
        assert_eq!(read(&given, &[]), expected);
    }

    #[test]
    fn a_cell_in_the_middle_of_its_row_comes_before_the_next_one() {
        let given = [
            (60.0, &[(160.0, "上書きの前の内容を")][..]),
            (67.0, &[(50.0, "版の管理")]),
            (75.0, &[(160.0, "保持する。")]),
            (100.0, &[(50.0, "監査ログ"), (160.0, "一年間保存する。")]),
        ];
        let expected =
            ["版の管理", "上書きの前の内容を", "保持する。", "監査ログ  一年間保存する。"];
        assert_eq!(read(&given, &[]), expected);
    }

    #[test]
    fn drawn_lines_part_rows_that_do_not_stand_apart() {
        let given = [
            (60.0, &[(50.0, "版の管"), (160.0, "提供す")][..]),
            (75.0, &[(50.0, "理"), (160.0, "る。")]),
            (90.0, &[(50.0, "監査"), (160.0, "未対応")]),
            (105.0, &[(50.0, "暗号"), (160.0, "対応")]),
        ];
        let row_by_row = ["版の管  提供す", "理  る。", "監査  未対応", "暗号  対応"];
        assert_eq!(read(&given, &[]), row_by_row);
        assert_eq!(read(&given, &[62.0]), row_by_row);
        let cell_by_cell = ["版の管", "理", "提供す", "る。", "監査  未対応", "暗号  対応"];
        assert_eq!(read(&given, &[50.0, 80.0, 95.0, 110.0]), cell_by_cell);
    }

    #[test]
    fn groups_of_short_rows_stay_rows() {
        let given = [
            (60.0, &[(50.0, "要件一"), (160.0, "対応済")][..]),
            (75.0, &[(50.0, "要件二"), (160.0, "未対応")]),
            (110.0, &[(50.0, "要件三"), (160.0, "対応済")]),
            (125.0, &[(50.0, "要件四"), (160.0, "未対応")]),
        ];
        let expected = ["要件一  対応済", "要件二  未対応", "要件三  対応済", "要件四  未対応"];
        assert_eq!(read(&given, &[]), expected);
    }
}
