//! Text of unknown encoding to Unicode: UTF-8, UTF-16 by byte order mark, and the encodings of Japanese office software.
//!
//! Architecture invariant: never lossy. Bytes that no encoding reads to the end are no text.
//!
//! Why CP932 before EUC-JP: EUC-JP cannot hold the lead bytes of nearly all CP932 text, while EUC-JP text often passes as CP932
//! half-width kana. Where both read it, kana decide: text in EUC-JP has full-width kana, half-width CP932 has none as EUC-JP.

use std::borrow::Cow;

use encoding_rs::{
    DecoderResult, EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE,
};

/// A text and the encoding it was in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded<'a> {
    /// The text, without byte order mark.
    pub(crate) text: Cow<'a, str>,
    /// Name of the encoding, as people write it.
    pub(crate) encoding: &'static str,
}

/// Whether the bytes are all there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// The whole text.
    Whole,
    /// The head of a longer one: its last character may be cut.
    Head,
}

/// The text of `bytes`; none if no encoding reads it.
pub(crate) fn decode(bytes: &[u8], extent: Extent) -> Option<Decoded<'_>> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return strict(encoding, bytes.get(length..)?, extent);
    }
    if is_iso_2022_jp(bytes)
        && let Some(decoded) = strict(ISO_2022_JP, bytes, extent)
    {
        return Some(decoded);
    }
    if let Some(decoded) = strict(UTF_8, bytes, extent) {
        return Some(decoded);
    }
    match (strict(SHIFT_JIS, bytes, extent), strict(EUC_JP, bytes, extent)) {
        (Some(_), Some(other)) if other.text.chars().any(is_kana) => Some(other),
        (Some(decoded), Some(_) | None) | (None, Some(decoded)) => Some(decoded),
        (None, None) => None,
    }
}

/// The encoding of a text that begins with `head`; none if no encoding reads it.
pub(crate) fn of_head(head: &[u8]) -> Option<&'static Encoding> {
    let found = decode(head, Extent::Head)?.encoding;
    let known = [UTF_8, SHIFT_JIS, EUC_JP, ISO_2022_JP, UTF_16LE, UTF_16BE];
    known.into_iter().find(|encoding| name(encoding) == found)
}

/// The byte order of UTF-16, if the bytes begin with its mark.
pub(crate) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let (encoding, _) = Encoding::for_bom(bytes)?;
    (encoding == UTF_16LE || encoding == UTF_16BE).then_some(encoding)
}

fn strict<'a>(encoding: &'static Encoding, bytes: &'a [u8], extent: Extent) -> Option<Decoded<'a>> {
    let name = name(encoding);
    if encoding == UTF_8 {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) if extent == Extent::Head && error.error_len().is_none() => {
                std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?
            }
            Err(_) => return None,
        };
        return Some(Decoded { text: Cow::Borrowed(text), encoding: name });
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len())?;
    let mut text = String::with_capacity(room);
    let is_last = extent == Extent::Whole;
    match decoder.decode_to_string_without_replacement(bytes, &mut text, is_last) {
        (DecoderResult::InputEmpty, _) => {}
        (DecoderResult::Malformed(_, _) | DecoderResult::OutputFull, _) => return None,
    }
    Some(Decoded { text: Cow::Owned(text), encoding: name })
}

fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == SHIFT_JIS { "CP932" } else { encoding.name() }
}

/// Escapes to a Japanese character set in bytes of seven bits.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    const ESCAPES: [&[u8]; 4] = [b"\x1b$B", b"\x1b$@", b"\x1b(J", b"\x1b(I"];
    bytes.is_ascii() && bytes.windows(3).any(|three| ESCAPES.contains(&three))
}

fn is_kana(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}')
}

/// Feeds text through a decoder, piece by piece. None if it is not in the decoder's encoding.
pub(crate) fn transcode(
    decoder: &mut encoding_rs::Decoder,
    input: &[u8],
    is_last: bool,
) -> Option<String> {
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(input.len())?);
    match decoder.decode_to_string_without_replacement(input, &mut text, is_last) {
        (DecoderResult::InputEmpty, _) => Some(text),
        (DecoderResult::Malformed(_, _) | DecoderResult::OutputFull, _) => None,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// `text` in each encoding a submission may have, by name.
    pub(crate) fn in_every_encoding(text: &str) -> Vec<(&'static str, Vec<u8>)> {
        let sixteen = |bom: [u8; 2], unit: fn(u16) -> [u8; 2]| {
            bom.into_iter().chain(text.encode_utf16().flat_map(unit)).collect::<Vec<_>>()
        };
        vec![
            ("UTF-8", text.as_bytes().to_vec()),
            ("UTF-8", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
            ("UTF-16LE", sixteen([0xFF, 0xFE], u16::to_le_bytes)),
            ("UTF-16BE", sixteen([0xFE, 0xFF], u16::to_be_bytes)),
            ("CP932", SHIFT_JIS.encode(text).0.into_owned()),
            ("EUC-JP", EUC_JP.encode(text).0.into_owned()),
            ("ISO-2022-JP", ISO_2022_JP.encode(text).0.into_owned()),
        ]
    }

    const TEXTS: [&str; 3] = [
        "第1条 本サービスは、日本国内に保存します。\r\n表示・能力・ソフト・予定",
        "にほんご",
        "データの保存先は東京及び大阪とする。",
    ];

    #[test]
    fn one_text_in_every_encoding_is_the_same_text() {
        for text in TEXTS {
            for (encoding, bytes) in in_every_encoding(text) {
                let expected = Some(Decoded { text: Cow::Borrowed(text), encoding });
                assert_eq!(decode(&bytes, Extent::Whole), expected, "{encoding} {text}");
            }
        }
    }

    #[test]
    fn a_head_may_cut_a_character() {
        let text = TEXTS[0];
        for (encoding, bytes) in in_every_encoding(text) {
            for cut in 60..bytes.len() {
                let head = decode(&bytes[..cut], Extent::Head).map(|decoded| decoded.text);
                assert!(head.is_some_and(|head| text.starts_with(&*head)), "{encoding} {cut}");
            }
        }
    }

    #[test]
    fn what_no_encoding_reads_is_no_text() {
        let cases: [&[u8]; 4] = [
            b"\xFF\xFE\x00\xD8",
            b"\x89PNG\r\n\x1a\n\xff\xff",
            b"abc\x80\xff",
            b"\xEF\xBB\xBF\xFF",
        ];
        for bytes in cases {
            assert_eq!(decode(bytes, Extent::Whole), None, "{bytes:x?}");
        }
    }

    #[test]
    fn half_width_kana_stay_what_they_are() {
        let bytes = SHIFT_JIS.encode("ｱｲｳｴ").0.into_owned();
        assert_eq!(decode(&bytes, Extent::Whole).unwrap().text, "ｱｲｳｴ");
    }

    #[test]
    fn vendor_characters_of_windows_are_read() {
        let bytes = SHIFT_JIS.encode("①㈱髙﨑～").0.into_owned();
        assert_eq!(decode(&bytes, Extent::Whole).unwrap().text, "①㈱髙﨑～");
    }
}
