//! The operands of an operator, as the interpreter needs them.

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

/// The operand nearest to the operator.
pub(super) fn last<'b, 'c>(instruction: &Instruction<'b, 'c>) -> Option<&'b Object<'c>> {
    instruction.operands().last()
}

/// The last `N` operands before the `behind` last ones, if all of them are numbers.
pub(super) fn numbers<const N: usize>(
    instruction: &Instruction<'_, '_>,
    behind: usize,
) -> Option<[f64; N]> {
    let before = instruction.operands().count().checked_sub(N + behind)?;
    let mut found = [0.0; N];
    for (slot, object) in found.iter_mut().zip(instruction.operands().skip(before)) {
        *slot = as_number(object)?;
    }
    Some(found)
}

pub(super) fn as_name<'b, 'c>(object: &'b Object<'c>) -> Option<&'b Name<'c>> {
    if let Object::Name(name) = object { Some(name) } else { None }
}

pub(super) fn as_array<'b, 'c>(object: &'b Object<'c>) -> Option<&'b Array<'c>> {
    if let Object::Array(array) = object { Some(array) } else { None }
}

pub(super) fn as_string<'b>(object: &'b Object<'_>) -> Option<&'b [u8]> {
    if let Object::String(string) = object { Some(string.as_bytes()) } else { None }
}

pub(super) fn as_number(object: &Object<'_>) -> Option<f64> {
    if let Object::Number(number) = object { Some(number.as_f64()) } else { None }
}

/// The `ActualText` of the property list that begins marked content, inline or by its name.
pub(super) fn actual_text(
    instruction: &Instruction<'_, '_>,
    properties: &Dict<'_>,
) -> Option<String> {
    let object = last(instruction)?;
    let told: PdfString<'_> = match as_name(object) {
        Some(name) => properties.get::<Dict<'_>>(name)?.get(b"ActualText")?,
        None => object.clone().into_dict()?.get(b"ActualText")?,
    };
    Some(text_string(told.as_bytes()))
}

/// A text string of a dictionary (ISO 32000-1, 7.9.2.2); `PDFDocEncoding` is read as Latin-1.
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let (pairs, _) = rest.as_chunks::<2>();
            char::decode_utf16(pairs.iter().map(|pair| u16::from_be_bytes(*pair)))
                .map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().copied().map(char::from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use hayro_syntax::content::UntypedIter;

    use super::*;

    #[test]
    fn takes_the_numbers_nearest_to_the_operator() {
        let mut operators = UntypedIter::new(b"9 1 2 (a) \" /F1 12 Tf (x) 3 Td");
        let quote = operators.next().unwrap();
        assert_eq!(numbers(&quote, 1), Some([1.0, 2.0]));
        assert_eq!(numbers::<1>(&quote, 0), None);
        assert_eq!(numbers(&operators.next().unwrap(), 0), Some([12.0]));
        assert_eq!(numbers::<2>(&operators.next().unwrap(), 0), None);
    }

    #[test]
    fn finds_the_text_of_marked_content() {
        for (content, expected) in [
            (&b"/Span << /ActualText <FEFF95A26240> >> BDC"[..], Some("関所")),
            (b"/Span << /ActualText <FEFFD842> >> BDC", Some("\u{fffd}")),
            (b"/Span << /ActualText <EFBBBFE996A2> >> BDC", Some("関")),
            (b"/Span << /ActualText (caf\xe9) >> BDC", Some("café")),
            (b"/Span << /Lang (ja) >> BDC", None),
            (b"/Span /NoSuchList BDC", None),
        ] {
            let mut operators = UntypedIter::new(content);
            let told = actual_text(&operators.next().unwrap(), &Dict::empty());
            assert_eq!(told.as_deref(), expected, "{}", content.escape_ascii());
        }
    }
}
