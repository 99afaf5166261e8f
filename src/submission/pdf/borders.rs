//! The straight horizontal lines of a page: they part the rows of a table, which the distances of
//! its text often do not.

use super::matrix::Matrix;

/// A horizontal line on the visible page, in points, y down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Border {
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) y: f64,
}

/// Lines kept of one path or page; a drawing of more is no table.
const LIMIT: usize = 20_000;
/// Lines shorter than this, in points, part nothing.
const LENGTH: f64 = 5.0;

/// The path that is being built; curves only move the pen.
#[derive(Default)]
pub(super) struct Path {
    borders: Vec<Border>,
    first: Option<(f64, f64)>,
    pen: Option<(f64, f64)>,
}

impl Path {
    /// Begins a part of the path.
    pub(super) fn move_to(&mut self, point: (f64, f64)) {
        (self.first, self.pen) = (Some(point), Some(point));
    }

    /// Draws a straight line.
    pub(super) fn line_to(&mut self, point: (f64, f64)) {
        if let Some(pen) = self.pen.replace(point) {
            self.keep(pen, point);
        }
    }

    /// Moves the pen along a curve.
    pub(super) const fn curve_to(&mut self, point: (f64, f64)) {
        self.pen = Some(point);
    }

    /// Draws a straight line to where the part began.
    pub(super) fn close(&mut self) {
        if let Some(first) = self.first {
            self.line_to(first);
        }
    }

    /// Draws a rectangle, given in user space.
    pub(super) fn rectangle(&mut self, [x, y, width, height]: [f64; 4], ctm: Matrix) {
        self.move_to(ctm.point(x, y));
        self.line_to(ctm.point(x + width, y));
        self.line_to(ctm.point(x + width, y + height));
        self.line_to(ctm.point(x, y + height));
        self.close();
    }

    /// Hands over the lines of the path, which is painted, and begins another one.
    pub(super) fn paint(&mut self, page: &mut Vec<Border>) {
        page.extend(self.borders.drain(..).take(LIMIT.saturating_sub(page.len())));
        self.drop_it();
    }

    /// Forgets the path, which is not painted.
    pub(super) fn drop_it(&mut self) {
        *self = Self::default();
    }

    fn keep(&mut self, from: (f64, f64), to: (f64, f64)) {
        let is_level = (from.1 - to.1).abs() < 0.5;
        if is_level && (from.0 - to.0).abs() >= LENGTH && self.borders.len() < LIMIT {
            self.borders.push(Border { start: from.0.min(to.0), end: from.0.max(to.0), y: from.1 });
        }
    }
}

/// Joins lines that continue each other, as the borders of neighboring cells do; sorted from the top.
pub(super) fn joined(mut borders: Vec<Border>) -> Vec<Border> {
    const LEVEL: f64 = 1.0;
    const GAP: f64 = 2.0;

    borders.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut joined: Vec<Border> = Vec::new();
    for level in borders.chunk_by_mut(|above, below| below.y - above.y <= LEVEL) {
        level.sort_by(|a, b| a.start.total_cmp(&b.start));
        let y = level.first().map_or(0.0, |border| border.y);
        let mut current: Option<Border> = None;
        for border in level {
            current = Some(match current {
                Some(left) if border.start - left.end <= GAP => {
                    Border { end: left.end.max(border.end), ..left }
                }
                other => {
                    joined.extend(other);
                    Border { y, ..*border }
                }
            });
        }
        joined.extend(current);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_painted_level_lines_are_kept() {
        let (mut path, mut page) = (Path::default(), Vec::new());
        path.rectangle([10.0, 10.0, 100.0, 20.0], Matrix::IDENTITY);
        path.drop_it();
        path.move_to((10.0, 50.0));
        path.line_to((90.0, 50.2));
        path.line_to((90.0, 80.0));
        path.curve_to((20.0, 80.0));
        path.line_to((22.0, 80.0));
        path.close();
        path.paint(&mut page);
        assert_eq!(page, [Border { start: 10.0, end: 90.0, y: 50.0 }]);
    }

    #[test]
    fn borders_of_neighboring_cells_are_one_line() {
        let border = |start, end, y| Border { start, end, y };
        let cells = vec![
            border(60.0, 90.0, 20.4),
            border(10.0, 59.0, 20.0),
            border(10.0, 50.0, 40.0),
            border(70.0, 90.0, 40.0),
        ];
        let expected =
            [border(10.0, 90.0, 20.0), border(10.0, 50.0, 40.0), border(70.0, 90.0, 40.0)];
        assert_eq!(joined(cells), expected);
    }
}
