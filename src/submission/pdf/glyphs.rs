//! The glyphs that a page shows, with their characters and places on the visible page.

use hayro_cmap::BfString;

use super::borders::Border;
use super::fault::CutReason;
use super::fonts::Reading;
use super::limits::PdfLimits;
use super::matrix::Matrix;
use super::text::PdfCounters;

/// What one glyph says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum GlyphText {
    /// One character, the usual case.
    Char(char),
    /// A ligature, or nothing where the text was told with an earlier glyph.
    Several(Box<str>),
}

impl GlyphText {
    /// True if nothing of it is seen.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Char(char) => char.is_whitespace() || char.is_control(),
            Self::Several(text) => text.trim().is_empty(),
        }
    }

    /// The first and the last character.
    pub(super) fn ends(&self) -> Option<(char, char)> {
        match self {
            Self::Char(char) => Some((*char, *char)),
            Self::Several(text) => Some((text.chars().next()?, text.chars().next_back()?)),
        }
    }

    /// Appends the characters, control characters and fixed blanks as plain ones.
    pub(super) fn append_to(&self, out: &mut String) {
        let plain = |char: char| if char.is_control() || char == '\u{a0}' { ' ' } else { char };
        match self {
            Self::Char(char) => out.push(plain(*char)),
            Self::Several(text) => out.extend(text.chars().map(plain)),
        }
    }

    const fn len(&self) -> usize {
        match self {
            Self::Char(char) => char.len_utf8(),
            Self::Several(text) => text.len(),
        }
    }
}

/// Which way a line of text runs, read with the page turned until its glyphs stand upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// From left to right.
    Across,
    /// From top to bottom.
    Down,
}

/// One glyph on the visible page, in points from its top left corner, y down, turned upright.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) text: GlyphText,
    /// Where the pen stood: on the baseline, or above the middle of a glyph that runs down.
    pub(super) x: f64,
    pub(super) y: f64,
    /// How far the pen moved along the line.
    pub(super) advance: f64,
    pub(super) size: f64,
    pub(super) direction: Direction,
    /// Quarter turns clockwise by which the glyph was turned on the page.
    pub(super) turns: u8,
}

/// Collects the glyphs of one page after the other, within the limits, and counts.
pub(super) struct Collector<'l> {
    limits: &'l PdfLimits,
    width: f64,
    height: f64,
    glyphs: Vec<Glyph>,
    /// The lines drawn on the page.
    pub(super) borders: Vec<Border>,
    seen_on_page: usize,
    seen: usize,
    text_bytes: usize,
    pub(super) counters: PdfCounters,
}

impl<'l> Collector<'l> {
    pub(super) fn new(limits: &'l PdfLimits) -> Self {
        Self {
            limits,
            width: 0.0,
            height: 0.0,
            glyphs: Vec::new(),
            borders: Vec::new(),
            seen_on_page: 0,
            seen: 0,
            text_bytes: 0,
            counters: PdfCounters::default(),
        }
    }

    /// Begins a page of that size in points.
    pub(super) fn begin_page(&mut self, width: f64, height: f64) {
        (self.width, self.height, self.seen_on_page) = (width, height, 0);
    }

    /// Hands over the glyphs of the page, in the order in which they were shown, and its lines.
    pub(super) fn take_page(&mut self) -> (Vec<Glyph>, Vec<Border>) {
        (std::mem::take(&mut self.glyphs), std::mem::take(&mut self.borders))
    }

    /// Takes one glyph: `matrix` leads from glyph space to the visible page, `advance` is in em.
    pub(super) fn show(
        &mut self,
        reading: Reading,
        matrix: Matrix,
        advance: f64,
        direction: Direction,
    ) -> Result<(), CutReason> {
        self.seen += 1;
        self.seen_on_page += 1;
        for (seen, limit) in
            [(self.seen, self.limits.glyphs), (self.seen_on_page, self.limits.page_glyphs)]
        {
            if seen > limit {
                return Err(CutReason::Glyphs { limit });
            }
        }
        let glyph = place(matrix, advance, direction);
        if !self.is_on_page(&glyph, matrix) {
            self.counters.offpage += 1;
            return Ok(());
        }
        self.counters.glyphs += 1;
        self.counters.unmapped += usize::from(reading == Reading::Unmapped);
        self.counters.guessed += usize::from(matches!(reading, Reading::Guessed(_)));
        let text = glyph_text(reading);
        self.text_bytes += text.len();
        if self.text_bytes > self.limits.text_bytes {
            return Err(CutReason::TextBytes { limit: self.limits.text_bytes });
        }
        self.glyphs.push(Glyph { text, ..glyph });
        Ok(())
    }

    /// Glyphs outside the visible page, or nowhere at all, are no evidence: nobody sees them.
    fn is_on_page(&self, glyph: &Glyph, matrix: Matrix) -> bool {
        let (x, y) = matrix.point(0.0, 0.0);
        let margin = glyph.size + glyph.advance.abs();
        // Written so that a coordinate that is not a number is outside.
        x >= -margin
            && y >= -margin
            && x <= self.width + margin
            && y <= self.height + margin
            && margin.is_finite()
    }
}

fn glyph_text(reading: Reading) -> GlyphText {
    match reading {
        Reading::Known(BfString::Char(char)) | Reading::Guessed(char) => GlyphText::Char(char),
        Reading::Known(BfString::String(text)) => GlyphText::Several(text.into()),
        Reading::Unmapped => GlyphText::Char(char::REPLACEMENT_CHARACTER),
    }
}

/// The glyph without its text, turned so that its line runs across or down.
fn place(matrix: Matrix, advance: f64, direction: Direction) -> Glyph {
    let (x, y) = matrix.point(0.0, 0.0);
    let (right_x, right_y) = matrix.direction(1.0, 0.0);
    let (up_x, up_y) = matrix.direction(0.0, 1.0);
    let (turns, x, y) = if right_x.abs() >= right_y.abs() {
        if right_x >= 0.0 { (0, x, y) } else { (2, -x, -y) }
    } else if right_y >= 0.0 {
        (1, y, -x)
    } else {
        (3, -y, x)
    };
    let (move_x, move_y) = match direction {
        Direction::Across => matrix.direction(advance, 0.0),
        Direction::Down => matrix.direction(0.0, advance),
    };
    let backwards = advance < 0.0 && direction == Direction::Across;
    Glyph {
        text: GlyphText::Char(' '),
        x,
        y,
        advance: move_x.hypot(move_y) * if backwards { -1.0 } else { 1.0 },
        size: up_x.hypot(up_y).max(0.01),
        direction,
        turns,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(char: char) -> Reading {
        Reading::Known(BfString::Char(char))
    }

    /// A font of 10 points at a place, y down as on the visible page, turned by quarter turns.
    fn at(x: f64, y: f64, turns: u8) -> Matrix {
        match turns {
            0 => Matrix::new([10.0, 0.0, 0.0, -10.0, x, y]),
            1 => Matrix::new([0.0, 10.0, 10.0, 0.0, x, y]),
            2 => Matrix::new([-10.0, 0.0, 0.0, 10.0, x, y]),
            _ => Matrix::new([0.0, -10.0, -10.0, 0.0, x, y]),
        }
    }

    #[test]
    fn turned_lines_run_to_the_right() {
        for turns in 0..4 {
            let first = place(at(300.0, 400.0, turns), 0.5, Direction::Across);
            let (x, y) = at(300.0, 400.0, turns).point(0.5, 0.0);
            let second = place(at(x, y, turns), 0.5, Direction::Across);
            assert_eq!(first.turns, turns);
            assert!((second.x - first.x - 5.0).abs() < 1e-9, "{turns} turns");
            assert!((second.y - first.y).abs() < 1e-9, "{turns} turns");
        }
    }

    #[test]
    fn counts_what_is_seen_and_what_is_not() {
        let limits = PdfLimits::default();
        let mut collector = Collector::new(&limits);
        collector.begin_page(595.0, 842.0);
        let shown = [
            (known('関'), at(50.0, 50.0, 0)),
            (Reading::Unmapped, at(60.0, 50.0, 0)),
            (Reading::Guessed('a'), at(70.0, 50.0, 0)),
            (known('所'), at(-400.0, 50.0, 0)),
            (known('所'), at(f64::NAN, 50.0, 0)),
            (known('所'), Matrix::new([f64::INFINITY, 0.0, 0.0, 1.0, 1.0, 1.0])),
        ];
        for (reading, matrix) in shown {
            collector.show(reading, matrix, 1.0, Direction::Across).unwrap();
        }
        assert_eq!(collector.take_page().0.len(), 3);
        let expected = PdfCounters {
            glyphs: 3,
            unmapped: 1,
            guessed: 1,
            offpage: 3,
            ..PdfCounters::default()
        };
        assert_eq!(collector.counters, expected);
    }

    #[test]
    fn stops_at_each_limit() {
        for (limits, expected) in [
            (PdfLimits { glyphs: 2, ..PdfLimits::default() }, CutReason::Glyphs { limit: 2 }),
            (PdfLimits { page_glyphs: 2, ..PdfLimits::default() }, CutReason::Glyphs { limit: 2 }),
            (
                PdfLimits { text_bytes: 8, ..PdfLimits::default() },
                CutReason::TextBytes { limit: 8 },
            ),
        ] {
            let mut collector = Collector::new(&limits);
            collector.begin_page(595.0, 842.0);
            let mut show =
                || collector.show(known('関'), at(50.0, 50.0, 0), 1.0, Direction::Across);
            assert_eq!([show(), show(), show()], [Ok(()), Ok(()), Err(expected)]);
        }
    }
}
