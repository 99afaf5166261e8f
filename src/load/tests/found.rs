//! What the tests of this module share.

use crate::model::span::Defect;

use crate::load::Sources;

/// Codes and lines of defects, in the order they were found.
pub(crate) fn found(defects: &[Defect], sources: &Sources) -> Vec<(&'static str, usize)> {
    defects.iter().map(|defect| (defect.code, sources.line_column(&defect.at).0)).collect()
}

/// What is replaced by what, and all defects that has to give, by code and line.
pub(crate) type Broken = (&'static str, &'static str, &'static [(&'static str, usize)]);

/// A text in which the first `from` is replaced, which has to be there.
pub(crate) fn swap(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from:?} is not in the text");
    text.replacen(from, to, 1)
}

/// The line, from 1, on which the first `needle` stands.
pub(crate) fn line(text: &str, needle: &str) -> usize {
    let at = text.find(needle).unwrap_or_else(|| panic!("{needle:?} is not in the text"));
    text[..at].lines().count().max(1) + usize::from(text[..at].ends_with('\n'))
}
