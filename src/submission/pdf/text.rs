//! What the decoder hands back: the text of each page, and what it had to count on the way.

use serde::{Deserialize, Serialize};

/// The text of a PDF file that was read to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PdfText {
    /// One text per page, in page order. A line feed ends a printed line and a blank line a
    /// paragraph: a sentence goes on over the former, so who searches joins printed lines first.
    /// U+FFFD stands where a character was shown that has no Unicode value.
    pub pages: Vec<String>,
    /// How far the text can be trusted.
    pub counters: PdfCounters,
}

/// What was seen in the whole file, to be noted on the evidence where it is not small.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PdfCounters {
    /// Characters shown inside a page.
    pub glyphs: usize,
    /// Characters shown for which the file gives no Unicode value.
    pub unmapped: usize,
    /// Characters of fonts without a usable encoding, taken as ASCII.
    pub guessed: usize,
    /// Characters drawn invisibly, as a text layer over a scanned page is.
    pub invisible: usize,
    /// Characters outside the visible page: not in the text, since nobody sees them.
    pub offpage: usize,
    /// Images drawn; their content is never looked at.
    pub images: usize,
    /// Pages that show an image and no text: scanned pages, whose text is not known.
    pub image_pages: usize,
    /// Content streams that end inside a text object or in bytes that are no operator, although no
    /// operator that shows text was passed over.
    pub cut: usize,
}
