//! How much work one PDF file may cause before it is refused.

/// Counted limits: the same file meets the same one on every machine, unlike memory and time.
#[derive(Clone, Debug)]
pub(crate) struct PdfLimits {
    /// Pages of the file.
    pub(crate) pages: usize,
    /// Characters shown on one page.
    pub(crate) page_glyphs: usize,
    /// Characters shown in the whole file.
    pub(crate) glyphs: usize,
    /// Operators of all content streams.
    pub(crate) operators: u64,
    /// Form `XObject`s drawn, counted each time.
    pub(crate) forms: u32,
    /// Form `XObject`s within each other.
    pub(crate) form_depth: u32,
    /// Decoded bytes of the content streams of one page.
    pub(crate) content_bytes: usize,
    /// Bytes of text handed back.
    pub(crate) text_bytes: usize,
}

impl Default for PdfLimits {
    fn default() -> Self {
        Self {
            pages: 20_000,
            page_glyphs: 400_000,
            glyphs: 4_000_000,
            operators: 40_000_000,
            forms: 50_000,
            form_depth: 20,
            content_bytes: 64 << 20,
            text_bytes: 24 << 20,
        }
    }
}
