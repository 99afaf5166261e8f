//! The loaded files of ours and of the agency, kept so that a defect can show its line.

use std::sync::Arc;

use crate::model::span::{SourceId, Spanned};

/// Loaded files, addressed by the [`SourceId`] that every [`Spanned`] value carries.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

/// One loaded file.
#[derive(Debug, Clone)]
struct Source {
    name: String,
    text: Arc<str>,
}

impl Sources {
    /// Keeps a file. `name` is for people and reaches messages only, never a report.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> SourceId {
        let id = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(Source { name: name.into(), text: text.into() });
        id
    }

    /// The name of a file; empty for an id that is not one of these.
    pub fn name(&self, id: SourceId) -> &str {
        self.find(id).map_or("", |source| &source.name)
    }

    /// Line and column of a place, both from 1; the column counts characters.
    pub fn line_column(&self, at: &Spanned<()>) -> (usize, usize) {
        let text = self.find(at.source).map_or("", |source| &source.text);
        let before = &text[..text.floor_char_boundary(at.offset)];
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (line, before[start..].chars().count() + 1)
    }

    /// The text of a file, shared.
    pub(crate) fn text(&self, id: SourceId) -> Arc<str> {
        self.find(id).map_or_else(|| Arc::from(""), |source| Arc::clone(&source.text))
    }

    fn find(&self, id: SourceId) -> Option<&Source> {
        self.files.get(usize::try_from(id.0).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_lines_and_characters() {
        let mut sources = Sources::default();
        sources.add("first", "x");
        let id = sources.add("second", "要件\n  一: 二\n");
        let offset = "要件\n  一: ".len();
        let place = |source, offset| Spanned { value: (), source, offset, length: 3 };
        assert_eq!(sources.line_column(&place(id, offset)), (2, 6));
        assert_eq!(sources.line_column(&place(id, offset + 1)), (2, 6), "inside a character");
        assert_eq!(sources.line_column(&place(id, 9999)), (3, 1), "beyond the end");
        assert_eq!(sources.line_column(&place(SourceId(7), 3)), (1, 1), "no such file");
        assert_eq!((sources.name(id), sources.name(SourceId(7))), ("second", ""));
    }
}
