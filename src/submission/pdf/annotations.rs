//! Annotations that draw text on a page: filled form fields, stamps, text boxes.

use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Page;

use super::matrix::Matrix;

/// Bits of `F` that keep an annotation off the screen: hidden and not viewed (ISO 32000-1, 12.5.3).
const NOT_SHOWN: u32 = 0x22;

/// The annotations of a page, in the order in which they are drawn.
pub(super) fn of_page<'a>(page: &Page<'a>) -> impl Iterator<Item = Dict<'a>> {
    page.raw().get::<Array<'a>>(b"Annots").into_iter().flat_map(|array| array.iter::<Dict<'a>>())
}

/// What an annotation draws and the way it is placed on the page, if it draws anything.
pub(super) fn appearance<'a>(annotation: &Dict<'a>) -> Option<(Stream<'a>, Matrix)> {
    let is_popup = annotation.get::<Name<'_>>(b"Subtype").is_some_and(|name| &*name == b"Popup");
    if is_popup || annotation.get::<u32>(b"F").unwrap_or(0) & NOT_SHOWN != 0 {
        return None;
    }
    let normal = annotation.get::<Dict<'a>>(b"AP")?.get::<Object<'a>>(b"N")?;
    let form = match normal.clone().into_stream() {
        Some(stream) => stream,
        None => normal.into_dict()?.get::<Stream<'a>>(annotation.get::<Name<'_>>(b"AS")?)?,
    };
    let rect = annotation.get::<[f64; 4]>(b"Rect")?;
    let bbox = form.dict().get::<[f64; 4]>(b"BBox")?;
    let matrix = form.dict().get::<[f64; 6]>(b"Matrix").map_or(Matrix::IDENTITY, Matrix::new);
    Some((form, placement(rect, bbox, matrix)))
}

/// The matrix A of ISO 32000-1, 12.5.5, algorithm 8.1: the box of the form fills the rectangle.
fn placement(rect: [f64; 4], bbox: [f64; 4], matrix: Matrix) -> Matrix {
    let [left, bottom, right, top] = bbox;
    let corners = [(left, bottom), (right, bottom), (left, top), (right, top)]
        .map(|(x, y)| matrix.point(x, y));
    let reach = |values: [f64; 4]| {
        let low = values.into_iter().fold(f64::INFINITY, f64::min);
        (low, values.into_iter().fold(f64::NEG_INFINITY, f64::max))
    };
    let fit = |from: (f64, f64), to: (f64, f64)| {
        let length = from.1 - from.0;
        let scale = if length > 0.0 { (to.1 - to.0).abs() / length } else { 1.0 };
        (scale, to.0.min(to.1) - scale * from.0)
    };
    let across = fit(reach(corners.map(|corner| corner.0)), (rect[0], rect[2]));
    let upwards = fit(reach(corners.map(|corner| corner.1)), (rect[1], rect[3]));
    Matrix::new([across.0, 0.0, 0.0, upwards.0, across.1, upwards.1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_turned_box_fills_the_rectangle() {
        let quarter_turn = Matrix::new([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]);
        let placed = placement([300.0, 250.0, 100.0, 50.0], [0.0, 0.0, 10.0, 20.0], quarter_turn);
        // The turned box spans x -20..0 and y 0..10.
        assert_eq!(placed.point(-20.0, 0.0), (100.0, 50.0));
        assert_eq!(placed.point(0.0, 10.0), (300.0, 250.0));
    }
}
