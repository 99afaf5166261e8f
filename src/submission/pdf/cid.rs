//! From the codes of a composite font to characters, where the file itself has no usable map.
//!
//! Why: hayro-font knows the characters of a font only by a `ToUnicode` stream, or by the Adobe
//! collection if the font is not embedded. Japanese files often embed a font of the Adobe-Japan1
//! collection without `ToUnicode`, or name `Identity-H` as `ToUnicode`. It also takes one byte for
//! a code outside the encoding, which shifts the rest of a two-byte string into other characters.

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

/// The predefined maps that were needed so far, each parsed once.
#[derive(Default)]
pub(super) struct PredefinedMaps(BTreeMap<Vec<u8>, Option<Rc<CMap>>>);

impl PredefinedMaps {
    fn get(&mut self, name: CMapName<'_>) -> Option<Rc<CMap>> {
        self.0
            .entry(name.to_bytes().to_vec())
            .or_insert_with(|| {
                let map = if name == CMapName::IdentityH {
                    CMap::identity_h()
                } else if name == CMapName::IdentityV {
                    CMap::identity_v()
                } else {
                    CMap::parse(load_embedded(name)?, load_embedded)?
                };
                Some(Rc::new(map))
            })
            .clone()
    }
}

/// The encoding of a composite font, and what its codes mean.
pub(super) struct CidEncoding {
    codes: Rc<CMap>,
    stray: CodeWidth,
    meaning: Meaning,
}

enum Meaning {
    /// The CIDs belong to an Adobe collection with a known map.
    Collection(Rc<CMap>),
    /// The codes are Unicode values.
    Unicode,
    /// Only the font itself can tell.
    Unknown,
}

/// One code of a string.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Code {
    /// The bytes as a number.
    pub(super) value: u32,
    /// How many bytes it takes, at least one.
    pub(super) len: usize,
    /// The CID it selects, if the encoding has one for it.
    pub(super) cid: Option<u32>,
}

impl CidEncoding {
    /// The encoding of a font of subtype `Type0`.
    pub(super) fn of_font(font: &Dict<'_>, maps: &mut PredefinedMaps) -> Option<Self> {
        let encoding = font.get::<Object<'_>>(b"Encoding")?;
        let (codes, stray) = if let Object::Name(name) = &encoding {
            (maps.get(CMapName::from_bytes(name))?, CodeWidth::of_predefined(name))
        } else {
            let stream = encoding.into_stream()?;
            let map = CMap::parse(&stream.decoded_data().ok()?, load_embedded)?;
            let width = CodeWidth::of_map(&map);
            (Rc::new(map), width)
        };
        let meaning = if has_identity_unicode(font) {
            Meaning::Unicode
        } else {
            collection(font, &codes)
                .and_then(|family| maps.get(family.ucs2_cmap()?))
                .map_or(Meaning::Unknown, Meaning::Collection)
        };
        Some(Self { codes, stray, meaning })
    }

    /// The code at the start of `bytes`, which must not be empty.
    pub(super) fn read(&self, bytes: &[u8]) -> Code {
        let mut value = 0;
        for (len, &byte) in (1_u8..=4).zip(bytes) {
            value = value << 8 | u32::from(byte);
            if let Some(cid) = self.codes.lookup_cid_code(value, len) {
                return Code { value, len: usize::from(len), cid: Some(cid) };
            }
        }
        let len = self.stray.of(bytes).clamp(1, bytes.len().max(1));
        Code { value: 0, len, cid: None }
    }

    /// The character of a code, as far as it can be known without the font.
    pub(super) fn text(&self, code: Code) -> Option<BfString> {
        match &self.meaning {
            Meaning::Collection(unicode) => unicode.lookup_bf_string(code.cid?),
            Meaning::Unicode => char::from_u32(code.value).map(BfString::Char),
            Meaning::Unknown => None,
        }
    }
}

fn has_identity_unicode(font: &Dict<'_>) -> bool {
    font.get::<Name<'_>>(b"ToUnicode").is_some_and(|name| name.starts_with(b"Identity"))
}

/// The collection of the encoding, or of the descendant font where the encoding is `Identity`.
fn collection(font: &Dict<'_>, codes: &CMap) -> Option<CidFamily> {
    let stated = codes.metadata().character_collection.as_ref().map(|found| found.family.clone());
    stated.filter(|family| family.ucs2_cmap().is_some()).or_else(|| {
        let descendant = font.get::<Array<'_>>(b"DescendantFonts")?.iter::<Dict<'_>>().next()?;
        let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo")?;
        let registry = info.get::<PdfString<'_>>(b"Registry")?;
        let ordering = info.get::<PdfString<'_>>(b"Ordering")?;
        Some(CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes()))
    })
}

/// How many bytes a code takes for which the encoding has no CID (ISO 32000-1, 9.7.6.3).
#[derive(Clone, Copy, Debug, PartialEq)]
enum CodeWidth {
    One,
    Two,
    /// Two if the first byte is at least 0x80, as in EUC, `Shift_JIS` and Big Five.
    TwoIfHigh,
    /// Four if the first two bytes are a high surrogate, else two.
    Utf16,
}

impl CodeWidth {
    fn of_predefined(name: &[u8]) -> Self {
        let has = |part: &str| name.windows(part.len()).any(|window| window == part.as_bytes());
        if has("UTF16") {
            Self::Utf16
        } else if ["RKSJ", "EUC", "GBK", "UHC", "B5"].iter().any(|part| has(part)) {
            Self::TwoIfHigh
        } else {
            Self::Two
        }
    }

    fn of_map(map: &CMap) -> Self {
        let has_short = (0..=0xff).any(|code| map.lookup_cid_code(code, 1).is_some());
        if has_short { Self::One } else { Self::Two }
    }

    fn of(self, bytes: &[u8]) -> usize {
        let first = bytes.first().copied().unwrap_or(0);
        match self {
            Self::One => 1,
            Self::TwoIfHigh => 1 + usize::from(first >= 0x80),
            Self::Utf16 if (0xd8..=0xdb).contains(&first) => 4,
            Self::Two | Self::Utf16 => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoding(name: &'static [u8]) -> CidEncoding {
        let mut maps = PredefinedMaps::default();
        let codes = maps.get(CMapName::from_bytes(name)).expect("a predefined map");
        let family =
            codes.metadata().character_collection.as_ref().expect("a collection").family.clone();
        let unicode = maps.get(family.ucs2_cmap().expect("a known collection")).expect("its map");
        CidEncoding {
            codes,
            stray: CodeWidth::of_predefined(name),
            meaning: Meaning::Collection(unicode),
        }
    }

    fn decode(encoding: &CidEncoding, mut bytes: &[u8]) -> String {
        let mut text = String::new();
        while !bytes.is_empty() {
            let code = encoding.read(bytes);
            match encoding.text(code) {
                Some(BfString::Char(char)) => text.push(char),
                Some(BfString::String(string)) => text.push_str(&string),
                None => text.push('\u{fffd}'),
            }
            bytes = &bytes[code.len..];
        }
        text
    }

    #[test]
    fn decodes_the_japanese_encodings() {
        for (name, bytes, expected) in [
            (&b"90ms-RKSJ-H"[..], &b"\x8a\xd6\x8f\x8aA\xb1"[..], "関所Aｱ"),
            (b"EUC-H", b"\xb4\xd8\xbd\xea", "関所"),
            (b"H", b"\x34\x58\x3d\x6a", "関所"),
            (b"UniJIS-UCS2-H", b"\x95\xa2\x62\x40", "関所"),
            (b"UniJIS-UTF16-V", b"\x95\xa2\x62\x40\xd8\x42\xdf\xb7", "関所𠮷"),
        ] {
            assert_eq!(decode(&encoding(name), bytes), expected, "{}", name.escape_ascii());
        }
    }

    #[test]
    fn a_code_outside_the_encoding_does_not_shift_the_rest() {
        for (name, bytes) in [
            (&b"UniJIS-UTF16-H"[..], &b"\xd8\x3d\xde\x00\x95\xa2\x62\x40"[..]),
            (b"UniJIS-UCS2-H", b"\xd8\x3d\x95\xa2\x62\x40"),
            (b"90ms-RKSJ-H", b"\xfc\xfc\x8a\xd6\x8f\x8a"),
        ] {
            let text = decode(&encoding(name), bytes);
            assert_eq!(text, "\u{fffd}関所", "{}", name.escape_ascii());
        }
    }

    #[test]
    fn a_string_may_end_within_a_code() {
        assert_eq!(decode(&encoding(b"UniJIS-UCS2-H"), b"\x95\xa2\x62"), "関\u{fffd}");
    }
}
