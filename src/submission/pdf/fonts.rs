//! The fonts of a file: from the bytes of a string to characters and advances.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_cmap::{BfString, load_embedded};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, GlyphId};
use hayro_syntax::object::{Dict, Name};

use super::cid::{CidEncoding, Code, PredefinedMaps};

/// A font and, for a composite one, our own reading of its encoding.
pub(super) struct TextFont<'a> {
    font: Font<'a>,
    encoding: Option<CidEncoding>,
    has_unicode: bool,
}

/// The character of a code.
#[derive(Debug, PartialEq)]
pub(super) enum Reading {
    /// The file or the encoding says so.
    Known(BfString),
    /// The font has no usable encoding; the code is taken as ASCII.
    Guessed(char),
    /// Nothing says so.
    Unmapped,
}

impl TextFont<'_> {
    /// The code at the start of `bytes`, which must not be empty.
    pub(super) fn read(&self, bytes: &[u8]) -> Code {
        if let Some(encoding) = &self.encoding {
            return encoding.read(bytes);
        }
        let (value, len) = self.font.read_code(bytes, 0);
        Code { value, len: len.max(1), cid: None }
    }

    /// The character of a code that [`Self::read`] gave.
    pub(super) fn text(&self, code: Code) -> Reading {
        let Some(encoding) = &self.encoding else { return self.simple_text(code) };
        // Without a map in the file, hayro-font would look the code up under every length.
        let own = if self.has_unicode && code.cid.is_some() { self.font_text(code) } else { None };
        own.or_else(|| encoding.text(code).filter(is_meaningful))
            .map_or(Reading::Unmapped, Reading::Known)
    }

    fn simple_text(&self, code: Code) -> Reading {
        match (self.font_text(code), u8::try_from(code.value)) {
            (Some(text), _) => Reading::Known(text),
            (None, Ok(byte @ b' '..=b'~')) => Reading::Guessed(char::from(byte)),
            (None, _) => Reading::Unmapped,
        }
    }

    fn font_text(&self, code: Code) -> Option<BfString> {
        let text = match self.font.glyph(GlyphId::NOTDEF, code.value) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        text.filter(is_meaningful)
    }

    /// How far a code moves the pen along the writing direction, in em.
    pub(super) fn advance(&self, code: Code) -> f64 {
        let advance = self.font.code_advance(code.value);
        if self.is_horizontal() { advance.x / 1000.0 } else { advance.y / 1000.0 }
    }

    /// False for the vertical writing mode, in which the pen moves down.
    pub(super) fn is_horizontal(&self) -> bool {
        self.font.is_horizontal()
    }
}

/// Maps of broken producers lead to U+0000 or U+FFFD, which say nothing.
fn is_meaningful(text: &BfString) -> bool {
    match text {
        BfString::Char(char) => !matches!(char, '\0' | '\u{fffd}'),
        BfString::String(string) => !string.is_empty(),
    }
}

/// Every font of a file, loaded once.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    programs: FontResolverFn,
    encodings: CMapResolverFn,
    maps: PredefinedMaps,
    /// By place and length of the dictionary, which is a slice of the file.
    loaded: BTreeMap<(usize, usize), Option<Rc<TextFont<'a>>>>,
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            programs: Arc::new(|query| match query {
                FontQuery::Standard(font) => Some(font.get_font_data()),
                FontQuery::Fallback(font) => Some(font.pick_standard_font().get_font_data()),
            }),
            encodings: Arc::new(load_embedded),
            maps: PredefinedMaps::default(),
            loaded: BTreeMap::new(),
        }
    }

    /// The font of a dictionary; `None` if it cannot be loaded.
    pub(super) fn load(&mut self, dict: &Dict<'a>) -> Option<Rc<TextFont<'a>>> {
        let key = (dict.data().as_ptr().addr(), dict.data().len());
        if let Some(known) = self.loaded.get(&key) {
            return known.clone();
        }
        let font = self.load_new(dict).map(Rc::new);
        self.loaded.insert(key, font.clone());
        font
    }

    fn load_new(&mut self, dict: &Dict<'a>) -> Option<TextFont<'a>> {
        let is_composite = dict.get::<Name<'_>>(b"Subtype").is_some_and(|name| &*name == b"Type0");
        let encoding =
            if is_composite { Some(CidEncoding::of_font(dict, &mut self.maps)?) } else { None };
        let font = self.cache.font(dict, &self.programs, &self.encodings)?;
        Some(TextFont { font, encoding, has_unicode: dict.contains_key(b"ToUnicode") })
    }
}
