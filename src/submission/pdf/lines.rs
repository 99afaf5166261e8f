//! From the glyphs of a page to its text: glyphs are set into rows, rows into reading order.
//!
//! Rows that run down are read in turned coordinates (along the line, across the lines), so that
//! vertical Japanese in tiers is laid out by the same code as horizontal text in columns.

use super::borders::{self, Border};
use super::columns;
use super::glyphs::{Direction, Glyph, GlyphText};
use super::rows::{Line, Row, Segment, median, steps};

/// A glyph in the coordinates of its line.
struct Placed {
    along: f64,
    across: f64,
    advance: f64,
    size: f64,
    text: GlyphText,
}

impl Placed {
    fn end(&self) -> f64 {
        self.along + self.advance
    }
}

/// The text of a page; empty if nothing is seen on it. Glyphs turned another way follow the others.
pub(super) fn page_text(mut glyphs: Vec<Glyph>, borders: Vec<Border>) -> String {
    turn_hand_set_columns(&mut glyphs);
    let mut groups: Vec<((Direction, u8), Vec<Glyph>)> = Vec::new();
    for glyph in glyphs {
        let key = (glyph.direction, glyph.turns);
        match groups.iter_mut().find(|group| group.0 == key) {
            Some((_, group)) => group.push(glyph),
            None => groups.push((key, vec![glyph])),
        }
    }
    groups.sort_by_key(|(_, group)| std::cmp::Reverse(group.len()));
    let borders = borders::joined(borders);
    let mut out = String::new();
    for ((direction, turns), group) in groups {
        // The borders are level on the page as it is seen, and no use to text that is turned.
        let is_level = direction == Direction::Across && turns == 0;
        let borders = if is_level { borders.as_slice() } else { &[] };
        write(&columns::reading_order(rows(group, direction), borders), &mut out);
    }
    out
}

/// Writes lines, with a blank one where the distance is larger than that of the lines of a paragraph.
fn write(lines: &[Line], out: &mut String) {
    let steps = steps(lines.iter().map(|line| line.across)).filter(|step| *step > 0.0).collect();
    let usual = median(steps).unwrap_or(f64::INFINITY);
    if !out.is_empty() && !lines.is_empty() {
        out.push('\n');
    }
    let mut above: Option<f64> = None;
    for line in lines {
        if above.is_some_and(|above| line.across - above > 1.6 * usual) {
            out.push('\n');
        }
        out.push_str(&line.text);
        out.push('\n');
        above = Some(line.across);
    }
}

/// Sets glyphs of one direction into rows, from the first to the last.
fn rows(glyphs: Vec<Glyph>, direction: Direction) -> Vec<Row> {
    let mut placed: Vec<Placed> = glyphs.into_iter().map(|glyph| place(glyph, direction)).collect();
    placed.sort_by(|a, b| a.across.total_cmp(&b.across));
    // Glyphs of one row share a baseline; those that run down are centred, whatever their size.
    let tolerance = match direction {
        Direction::Across => 0.4,
        Direction::Down => 0.5,
    };
    let mut rows = Vec::new();
    let mut current: Vec<Placed> = Vec::new();
    let (mut across, mut size) = (0.0, 0.0);
    for glyph in placed {
        let is_next = (glyph.across - across).abs() > tolerance * glyph.size.max(size);
        if is_next && !current.is_empty() {
            rows.extend(row(std::mem::take(&mut current), across, size));
        }
        if current.is_empty() || glyph.size > size {
            (across, size) = (glyph.across, glyph.size);
        }
        current.push(glyph);
    }
    rows.extend(row(current, across, size));
    rows
}

fn place(glyph: Glyph, direction: Direction) -> Placed {
    let Glyph { text, x, y, advance, size, .. } = glyph;
    match direction {
        Direction::Across => Placed { along: x, across: y, advance, size, text },
        Direction::Down => Placed { along: y, across: -x, advance, size, text },
    }
}

/// Joins the glyphs of a row into segments.
fn row(mut glyphs: Vec<Placed>, across: f64, size: f64) -> Option<Row> {
    glyphs.sort_by(|a, b| a.along.total_cmp(&b.along));
    let mut segments: Vec<Segment> = Vec::new();
    let mut previous: Option<Placed> = None;
    for glyph in glyphs {
        let blank = previous.as_ref().map_or(Blank::Cell, |previous| blank(previous, &glyph));
        if previous.as_ref().is_some_and(|previous| is_same_again(previous, &glyph)) {
            continue;
        }
        match segments.last_mut() {
            Some(segment) if blank != Blank::Cell => append(segment, &glyph, blank),
            _ if glyph.text.is_blank() => {}
            _ => {
                let mut text = String::new();
                glyph.text.append_to(&mut text);
                segments.push(Segment { start: glyph.along, end: glyph.end(), text });
            }
        }
        previous = Some(glyph);
    }
    for segment in &mut segments {
        segment.text.truncate(segment.text.trim_end().len());
    }
    if segments.is_empty() { None } else { Some(Row { across, size, segments }) }
}

fn append(segment: &mut Segment, glyph: &Placed, blank: Blank) {
    let is_blank = glyph.text.is_blank();
    if blank == Blank::Word && !segment.text.ends_with(' ') && !is_blank {
        segment.text.push(' ');
    }
    glyph.text.append_to(&mut segment.text);
    if !is_blank {
        segment.end = glyph.end();
    }
}

/// What the distance between two neighbors of a row means.
#[derive(Clone, Copy, PartialEq)]
enum Blank {
    /// They belong to one word.
    No,
    /// They are parted by a space.
    Word,
    /// They may belong to different columns or cells.
    Cell,
}

/// Japanese is spaced wide to fill a line and has no other spaces, Latin has narrow ones.
fn blank(previous: &Placed, glyph: &Placed) -> Blank {
    let is_wide = |char: Option<char>| char.is_some_and(is_cjk);
    let left = is_wide(previous.text.ends().map(|ends| ends.1));
    let right = is_wide(glyph.text.ends().map(|ends| ends.0));
    let (word, cell) = match (left, right) {
        (true, true) => (0.6, 0.6),
        (true, false) | (false, true) => (0.35, 0.7),
        (false, false) => (0.15, 1.0),
    };
    let gap = (glyph.along - previous.end()) / glyph.size.max(previous.size);
    if gap > cell {
        Blank::Cell
    } else if gap > word {
        Blank::Word
    } else {
        Blank::No
    }
}

/// Bold type is faked by showing a glyph twice, a little apart.
fn is_same_again(previous: &Placed, glyph: &Placed) -> bool {
    previous.text == glyph.text
        && (glyph.along - previous.along).abs() < 0.15 * glyph.size
        && (glyph.across - previous.across).abs() < 0.3 * glyph.size
}

fn is_cjk(char: char) -> bool {
    matches!(u32::from(char),
        0x2e80..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0xfe30..=0xfe4f
        | 0xff00..=0xffef | 0x20000..=0x3ffff)
}

/// Some producers set vertical Japanese glyph by glyph with a horizontal font. The way from one glyph
/// to the next shows it; if most steps of the page lead down, its upright glyphs run down.
fn turn_hand_set_columns(glyphs: &mut [Glyph]) {
    let mut votes = vec![0_i32; glyphs.len()];
    let (mut down, mut across) = (0_u32, 0_u32);
    for (index, pair) in glyphs.windows(2).enumerate() {
        let vote = match step(pair) {
            Some(Direction::Down) => {
                down += 1;
                1
            }
            Some(Direction::Across) => {
                across += 1;
                -1
            }
            None => 0,
        };
        for vote_of in votes.iter_mut().skip(index).take(2) {
            *vote_of += vote;
        }
    }
    if down <= across {
        return;
    }
    for (glyph, vote) in glyphs.iter_mut().zip(votes) {
        if is_upright(glyph) && vote >= 0 {
            // The pen of vertical writing is above the middle of the glyph.
            glyph.x += 0.5 * glyph.advance;
            glyph.y -= 0.88 * glyph.size;
            glyph.advance = glyph.size;
            glyph.direction = Direction::Down;
        }
    }
}

const fn is_upright(glyph: &Glyph) -> bool {
    matches!(glyph.direction, Direction::Across) && glyph.turns == 0
}

/// Where the second of two neighbors that are set upright lies, seen from the first.
fn step(pair: &[Glyph]) -> Option<Direction> {
    let [first, second] = pair else { return None };
    let is_japanese = |glyph: &Glyph| glyph.text.ends().is_some_and(|ends| is_cjk(ends.0));
    if !is_upright(first) || !is_upright(second) || !(is_japanese(first) || is_japanese(second)) {
        return None;
    }
    let em = first.size.max(second.size);
    let (right, below) = ((second.x - first.x) / em, (second.y - first.y) / em);
    let is_step = |distance: f64| distance > 0.4 && distance < 2.5;
    if right.abs() < 0.3 && is_step(below) {
        Some(Direction::Down)
    } else if below.abs() < 0.3 && is_step(right) {
        Some(Direction::Across)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs of 10 points, one em apart to the right, or down.
    fn run(text: &str, x: f64, y: f64, direction: Direction) -> Vec<Glyph> {
        let glyph = |(n, char): (u32, char)| {
            let pen = 10.0 * f64::from(n);
            let (x, y) = match direction {
                Direction::Across => (x + pen, y),
                Direction::Down => (x, y + pen),
            };
            let text = GlyphText::Char(char);
            Glyph { text, x, y, advance: 10.0, size: 10.0, direction, turns: 0 }
        };
        (0..).zip(text.chars()).map(glyph).collect()
    }

    #[test]
    fn horizontal_rows_are_read_from_the_top() {
        let glyphs = [
            run("二行目", 50.0, 75.0, Direction::Across),
            run("一行目", 50.0, 60.0, Direction::Across),
        ];
        assert_eq!(page_text(glyphs.concat(), Vec::new()), "一行目\n二行目\n");
    }

    #[test]
    fn vertical_lines_are_read_from_the_right() {
        let glyphs = [
            run("二行目", 80.0, 50.0, Direction::Down),
            run("一行目", 100.0, 50.0, Direction::Down),
        ];
        assert_eq!(page_text(glyphs.concat(), Vec::new()), "一行目\n二行目\n");
    }

    #[test]
    fn hand_set_vertical_text_is_found_by_the_way_of_the_pen() {
        let column = |text, x| {
            let mut glyphs = run(text, x, 50.0, Direction::Down);
            for glyph in &mut glyphs {
                glyph.direction = Direction::Across;
            }
            glyphs
        };
        let glyphs = [column("関所を通る。", 100.0), column("手形を見る。", 80.0)].concat();
        assert_eq!(page_text(glyphs, Vec::new()), "関所を通る。\n手形を見る。\n");
    }

    #[test]
    fn gaps_become_spaces_as_the_script_wants() {
        for (left, right, gap, expected) in [
            ("関", "所", 4.0, "関所\n"),
            ("関", "所", 7.0, "関 所\n"),
            ("a", "b", 2.0, "a b\n"),
            ("a", "b", 1.0, "ab\n"),
            ("関", "b", 3.0, "関b\n"),
            ("関", "b", 4.0, "関 b\n"),
            ("関", "所", 15.0, "関 所\n"),
            ("関", "所", 35.0, "関  所\n"),
        ] {
            let right = run(right, 60.0 + gap, 50.0, Direction::Across);
            let glyphs = [run(left, 50.0, 50.0, Direction::Across), right].concat();
            assert_eq!(page_text(glyphs, Vec::new()), expected, "{gap}");
        }
    }

    #[test]
    fn faked_bold_is_read_once() {
        let glyphs = [
            run("関", 50.0, 50.0, Direction::Across),
            run("関", 50.4, 50.0, Direction::Across),
            run("所", 60.0, 50.0, Direction::Across),
        ];
        assert_eq!(page_text(glyphs.concat(), Vec::new()), "関所\n");
    }

    #[test]
    fn a_blank_line_parts_paragraphs() {
        let ys = [50.0, 65.0, 80.0, 110.0, 125.0];
        let glyphs = ys.map(|y| run("行の例", 50.0, y, Direction::Across)).concat();
        let paragraphs = ["行の例\n".repeat(3), "行の例\n".repeat(2)];
        assert_eq!(page_text(glyphs, Vec::new()), paragraphs.join("\n"));
    }

    #[test]
    fn a_page_of_blanks_is_empty() {
        assert_eq!(page_text(run("　 \u{a0}", 50.0, 50.0, Direction::Across), Vec::new()), "");
        assert_eq!(page_text(Vec::new(), Vec::new()), "");
    }
}
