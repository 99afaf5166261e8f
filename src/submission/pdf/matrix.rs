//! The affine transformations of PDF (ISO 32000-1, 8.3.3): six numbers, `[a b c d e f]`.

use std::ops::Mul;

/// A transformation from one coordinate system to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix {
    /// What becomes of a unit to the right.
    right: (f64, f64),
    /// What becomes of a unit upwards.
    up: (f64, f64),
    /// Where the origin comes to lie.
    origin: (f64, f64),
}

impl Matrix {
    /// The transformation that changes nothing.
    pub(super) const IDENTITY: Self = Self::new([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The coefficients in the order in which PDF writes them.
    pub(super) const fn new(given: [f64; 6]) -> Self {
        Self { right: (given[0], given[1]), up: (given[2], given[3]), origin: (given[4], given[5]) }
    }

    /// A shift by `x` and `y`.
    pub(super) const fn shift(x: f64, y: f64) -> Self {
        Self::new([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Where a point comes to lie.
    pub(super) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let moved = self.direction(x, y);
        (moved.0 + self.origin.0, moved.1 + self.origin.1)
    }

    /// What becomes of a distance; the shift of the transformation does not touch it.
    pub(super) fn direction(self, x: f64, y: f64) -> (f64, f64) {
        (self.right.0 * x + self.up.0 * y, self.right.1 * x + self.up.1 * y)
    }
}

/// `outer * inner` first applies `inner`, then `outer`.
impl Mul for Matrix {
    type Output = Self;

    fn mul(self, inner: Self) -> Self {
        Self {
            right: self.direction(inner.right.0, inner.right.1),
            up: self.direction(inner.up.0, inner.up.1),
            origin: self.point(inner.origin.0, inner.origin.1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn product_applies_the_right_factor_first() {
        let double = Matrix::new([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        let shift = Matrix::shift(3.0, 4.0);
        assert_eq!((double * shift).point(1.0, 1.0), (8.0, 10.0));
        assert_eq!((shift * double).point(1.0, 1.0), (5.0, 6.0));
    }

    #[test]
    fn directions_ignore_the_shift() {
        let quarter_turn = Matrix::new([0.0, 1.0, -1.0, 0.0, 70.0, 80.0]);
        assert_eq!(quarter_turn.direction(1.0, 0.0), (0.0, 1.0));
        assert_eq!(quarter_turn.point(1.0, 0.0), (70.0, 81.0));
        assert_eq!(quarter_turn * Matrix::IDENTITY, quarter_turn);
    }
}
