//! One PDF file from its bytes to the text of its pages.

use hayro_syntax::object::{Dict, Name};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::fault::{CutReason, PdfFault};
use super::interpreter::Interpreter;
use super::limits::PdfLimits;
use super::lines;
use super::text::PdfText;

/// How far from its end a file must say that it ends; readers look in the last kibibyte, and some
/// producers append a little.
const TAIL: usize = 4096;

/// The text of a PDF file, or why it cannot be known.
///
/// Encrypted files are opened with the empty user password only. A limit that is reached or a part
/// that cannot be read is a fault even if other pages gave text: whatever is missing could be the
/// word that turns a sentence round.
pub(crate) fn extract(bytes: Vec<u8>, limits: &PdfLimits) -> Result<PdfText, PdfFault> {
    if !says_that_it_ends(&bytes) {
        return Err(PdfFault::Invalid);
    }
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => PdfFault::PasswordNeeded,
        LoadPdfError::Decryption(
            DecryptionError::MissingIDEntry
            | DecryptionError::InvalidEncryption
            | DecryptionError::UnsupportedAlgorithm,
        )
        | LoadPdfError::Invalid => PdfFault::Invalid,
    })?;
    let found = pdf.pages().len();
    if found > limits.pages {
        return Err(CutReason::Pages { limit: limits.pages }.into());
    }
    if let Some(declared) = declared_pages(&pdf).filter(|declared| *declared > found) {
        return Err(CutReason::MissingPages { found, declared }.into());
    }
    if found == 0 {
        return Err(PdfFault::Invalid);
    }
    judge(read_pages(&pdf, limits)?)
}

fn read_pages(pdf: &Pdf, limits: &PdfLimits) -> Result<PdfText, PdfFault> {
    let mut interpreter = Interpreter::new(limits);
    let mut pages = Vec::with_capacity(pdf.pages().len());
    for (page, number) in pdf.pages().iter().zip(1..) {
        let images = interpreter.shown.counters.images;
        interpreter.page(page, number)?;
        let (glyphs, borders) = interpreter.shown.take_page();
        let text = lines::page_text(glyphs, borders);
        let counters = &mut interpreter.shown.counters;
        counters.image_pages += usize::from(text.is_empty() && counters.images > images);
        pages.push(text);
    }
    Ok(PdfText { pages, counters: interpreter.shown.counters })
}

/// Refuses a text that is none: no character at all, or too many that stand for an unknown one.
fn judge(text: PdfText) -> Result<PdfText, PdfFault> {
    let counters = &text.counters;
    if counters.unmapped * 5 > counters.glyphs {
        return Err(PdfFault::Unmappable { unmapped: counters.unmapped, glyphs: counters.glyphs });
    }
    if text.pages.iter().all(String::is_empty) {
        return Err(PdfFault::NoTextLayer { images: counters.images });
    }
    Ok(text)
}

/// A file that was cut off can still be opened by searching for its objects, but what was cut off
/// would be missing without a word.
fn says_that_it_ends(bytes: &[u8]) -> bool {
    let padding =
        bytes.iter().rev().take_while(|byte| matches!(byte, b'\0' | b'\t' | b'\n' | b'\r' | b' '));
    let end = bytes.len() - padding.count();
    let tail = bytes.get(end.saturating_sub(TAIL)..end).unwrap_or_default();
    [&b"%%EOF"[..], b"startxref"].iter().any(|mark| tail.windows(mark.len()).any(|at| at == *mark))
}

/// The number of pages that the root of the page tree states.
fn declared_pages(pdf: &Pdf) -> Option<usize> {
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let root = catalog.get::<Dict<'_>>(b"Pages")?;
    let is_tree = root.get::<Name<'_>>(b"Type").is_some_and(|name| &*name == b"Pages");
    if is_tree { usize::try_from(root.get::<u32>(b"Count")?).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::submission::pdf::PdfCounters;

    #[test]
    fn a_file_must_say_that_it_ends() {
        let long_padding = [b"startxref\n9\n%%EOF".to_vec(), vec![0; 3 * TAIL]].concat();
        let buried = [b"%%EOF".to_vec(), vec![b'x'; TAIL]].concat();
        for (bytes, expected) in [
            (&b"%PDF-1.7 startxref 9 %%EOF\r\n"[..], true),
            (&long_padding, true),
            (&buried, false),
            (b"%PDF-1.7 1 0 obj", false),
            (b"", false),
        ] {
            assert_eq!(says_that_it_ends(bytes), expected);
        }
    }

    #[test]
    fn a_text_that_is_none_is_a_fault() {
        let text = |page: &str, glyphs, unmapped| PdfText {
            pages: vec![page.to_owned(), String::new()],
            counters: PdfCounters { glyphs, unmapped, images: 2, ..PdfCounters::default() },
        };
        let unmappable = |unmapped, glyphs| Err(PdfFault::Unmappable { unmapped, glyphs });
        for (given, expected) in [
            (text("", 0, 0), Err(PdfFault::NoTextLayer { images: 2 })),
            (text("\u{fffd}\n", 1, 1), unmappable(1, 1)),
            (text("関所関所\u{fffd}\n", 5, 1), Ok(())),
            (text("関所関\u{fffd}\n", 4, 1), unmappable(1, 4)),
        ] {
            assert_eq!(judge(given).map(|_| ()), expected);
        }
    }
}
