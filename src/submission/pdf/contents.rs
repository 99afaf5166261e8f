//! Content streams as bytes, and whether the interpreter came to their end.
//!
//! The operator iterator of hayro-syntax stops at a syntax error without saying so, which would lose
//! the rest of a page. Every stream therefore ends in a mark of ours: an operator that must be the
//! last one seen.

use hayro_syntax::object::{Array, Object, Stream};
use hayro_syntax::page::Page;

use super::fault::CutReason;
use super::integrity;

/// The operator that is put at the end of every content stream.
pub(super) const END_MARK: &[u8] = b"SekishoEndOfContent";

/// The decoded content streams of a page, joined as ISO 32000-1, 7.8.2 says, with the mark.
pub(super) fn of_page(page: &Page<'_>, number: usize, limit: usize) -> Result<Vec<u8>, CutReason> {
    let damaged = CutReason::Contents { page: number };
    let mut bytes = Vec::new();
    let mut append = |stream: &Stream<'_>| {
        bytes.extend(unpack(stream).ok_or(damaged)?);
        bytes.push(b'\n');
        if bytes.len() > limit { Err(CutReason::ContentBytes { limit }) } else { Ok(()) }
    };
    match page.raw().get::<Object<'_>>(b"Contents") {
        Some(Object::Stream(stream)) => append(&stream)?,
        Some(Object::Array(array)) => append_all(&array, damaged, &mut append)?,
        Some(Object::Null(_)) => {}
        Some(_) => return Err(damaged),
        None if page.raw().contains_key(b"Contents") => return Err(damaged),
        None => {}
    }
    bytes.extend_from_slice(END_MARK);
    Ok(bytes)
}

fn append_all(
    array: &Array<'_>,
    damaged: CutReason,
    append: &mut impl FnMut(&Stream<'_>) -> Result<(), CutReason>,
) -> Result<(), CutReason> {
    let mut streams = 0;
    for stream in array.iter::<Stream<'_>>() {
        append(&stream)?;
        streams += 1;
    }
    // The iterator ends at the first element that is no stream.
    if streams == array.raw_iter().count() { Ok(()) } else { Err(damaged) }
}

/// The decoded content of a form, with the mark; `None` if it cannot be decoded.
pub(super) fn of_form(form: &Stream<'_>) -> Option<Vec<u8>> {
    let mut bytes = unpack(form)?;
    bytes.push(b'\n');
    bytes.extend_from_slice(END_MARK);
    Some(bytes)
}

/// What a stream holds; `None` if not all of it can be known.
fn unpack(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let unpacked = stream.decoded_data().ok()?.into_owned();
    if integrity::is_damaged(stream, &unpacked) { None } else { Some(unpacked) }
}

/// How many operators that show text the bytes may hold: those within strings and images count too,
/// so it is never less than the truth.
pub(super) fn shows_at_most(content: &[u8]) -> usize {
    content
        .split(|byte| b"\0\t\n\x0c\r ()<>[]{}/%".contains(byte))
        .filter(|token| is_show(token))
        .count()
}

/// True for the four operators that show text.
pub(super) fn is_show(operator: &[u8]) -> bool {
    matches!(operator, b"Tj" | b"TJ" | b"'" | b"\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_every_operator_that_shows_text() {
        for (content, expected) in [
            (&b"BT (a)Tj[(b)-250(c)]TJ T* (d)' 1 2 (e)\" ET"[..], 4),
            (b"BT /Tj 12 Tf (unbalanced Tj ET", 2),
            (b"q 1 0 0 1 0 0 cm Q", 0),
        ] {
            assert_eq!(shows_at_most(content), expected, "{}", content.escape_ascii());
        }
    }
}
