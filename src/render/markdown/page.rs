//! The page being written: headings, items and rows up to a number of bytes.

use crate::model::text::Lang;
use crate::render::escape::markdown_text;
use crate::render::wording::Wording;

/// Most characters shown of one text of the submission.
pub(super) const UNTRUSTED: usize = 240;
/// Bytes kept for headings and for what says how much was cut.
const RESERVE: usize = 8 * 1024;

/// A part of the report.
pub(super) struct Page {
    /// Its words.
    pub(super) words: Wording,
    text: String,
    limit: usize,
}

impl Page {
    /// An empty part of at most `limit` bytes.
    pub(super) fn new(lang: Lang, limit: usize) -> Self {
        let words = Wording::new(lang, markdown_text, UNTRUSTED);
        Self { words, text: String::new(), limit: limit.saturating_sub(RESERVE) }
    }

    /// The text of the part.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// A line of this program's words and escaped texts.
    pub(super) fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// The heading of a part, between empty lines.
    pub(super) fn heading(&mut self, text: &str) {
        self.line("");
        self.line(&format!("## {text}"));
        self.line("");
    }

    /// An item with a label.
    pub(super) fn entry(&mut self, ja: &str, en: &str, text: &str) {
        let label = self.words.pick(ja, en);
        self.line(&format!("- **{label}**: {text}"));
    }

    /// How many of `blocks` fit, at most `most`.
    pub(super) fn fitting(&self, blocks: &[String], most: usize) -> usize {
        let room = self.limit.saturating_sub(self.text.len());
        let mut used = 0;
        let fits = |block: &&String| {
            used += block.len() + 1;
            used <= room
        };
        blocks.iter().take(most).take_while(fits).count()
    }

    /// At most `most` items, as many as fit, and how many were left out.
    pub(super) fn items(&mut self, items: &[String], most: usize) {
        let shown = self.fitting(items, most);
        for item in items.iter().take(shown) {
            self.line(item);
        }
        let rest = items.len() - shown;
        if rest > 0 {
            let more = self.words.more(rest as u64);
            self.line(&format!("- {more}"));
        }
    }
}
