//! What the operators of a content stream change: graphics state, text object and open spans.

use std::rc::Rc;

use super::fonts::TextFont;
use super::matrix::Matrix;

/// The part of the graphics state that places text (ISO 32000-1, 8.4.1 and 9.3.1).
#[derive(Clone)]
pub(super) struct GraphicsState<'a> {
    pub(super) ctm: Matrix,
    pub(super) font: Option<Rc<TextFont<'a>>>,
    pub(super) size: f64,
    pub(super) char_spacing: f64,
    pub(super) word_spacing: f64,
    pub(super) horizontal_scale: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: f64,
}

impl GraphicsState<'_> {
    /// The state at the start of a page, whose user space `ctm` maps to the visible page.
    pub(super) const fn new(ctm: Matrix) -> Self {
        Self {
            ctm,
            font: None,
            size: 1.0,
            char_spacing: 0.0,
            word_spacing: 0.0,
            horizontal_scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0.0,
        }
    }

    /// From glyph space (one unit is one em) to the visible page.
    pub(super) fn glyph_matrix(&self, cursor: Matrix) -> Matrix {
        let scale =
            Matrix::new([self.size * self.horizontal_scale, 0.0, 0.0, self.size, 0.0, self.rise]);
        self.ctm * cursor * scale
    }

    /// True for the modes that paint nothing (ISO 32000-1, table 106).
    pub(super) fn is_invisible(&self) -> bool {
        self.mode > 2.5 && self.mode < 3.5 || self.mode > 6.5
    }
}

/// The text object: where the next glyph goes and where the current line began.
#[derive(Clone, Copy)]
pub(super) struct TextObject {
    pub(super) cursor: Matrix,
    line: Matrix,
}

impl TextObject {
    /// The text object at `BT` or after `Tm`.
    pub(super) const fn at(matrix: Matrix) -> Self {
        Self { cursor: matrix, line: matrix }
    }

    /// Begins a line, shifted against the start of the last one.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        *self = Self::at(self.line * Matrix::shift(x, y));
    }
}

/// Open `q` or marked-content brackets. Those beyond the limit are counted and not kept, so that
/// millions of them cost nothing and the kept ones still pair up.
pub(super) struct Nest<T> {
    open: Vec<T>,
    beyond: usize,
}

impl<T> Nest<T> {
    const LIMIT: usize = 10_000;

    pub(super) const fn new() -> Self {
        Self { open: Vec::new(), beyond: 0 }
    }

    pub(super) fn push(&mut self, value: impl FnOnce() -> T) {
        if self.open.len() < Self::LIMIT {
            self.open.push(value());
        } else {
            self.beyond += 1;
        }
    }

    pub(super) fn pop(&mut self) -> Option<T> {
        if self.beyond == 0 {
            return self.open.pop();
        }
        self.beyond -= 1;
        None
    }

    /// The kept values, innermost first.
    pub(super) fn innermost(&mut self) -> impl Iterator<Item = &mut T> {
        self.open.iter_mut().rev()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_beyond_the_limit_still_pair_up() {
        let mut nest = Nest::new();
        let pushed = Nest::<usize>::LIMIT + 5;
        for n in 0..pushed {
            nest.push(|| n);
        }
        for _ in 0..5 {
            assert_eq!(nest.pop(), None);
        }
        assert_eq!(nest.pop(), Some(Nest::<usize>::LIMIT - 1));
    }

    #[test]
    fn lines_are_shifted_from_the_start_of_the_last_line() {
        let mut text = TextObject::at(Matrix::shift(10.0, 100.0));
        text.cursor = text.cursor * Matrix::shift(55.0, 0.0);
        text.next_line(0.0, -12.0);
        assert_eq!(text.cursor.point(0.0, 0.0), (10.0, 88.0));
    }
}
