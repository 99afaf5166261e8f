//! Strings and Markdown of OSCAL. Whatever goes into a document is one of them, so nothing gets there unescaped.

use serde::Serialize;

use crate::model::text::{LocalText, Untrusted};
use crate::render::escape::{oscal_markup, oscal_string};

/// Characters of one text; longer ones are no use to a reader and end with `…`.
const MOST: usize = 2_000;

/// What stands where OSCAL wants a text and there is none.
const NOT_STATED: &str = "(記載なし / not stated)";

/// A string: one line, never empty.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(transparent)]
pub(super) struct Line(String);

/// Markdown in which only what this program wrote is markup; never empty.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub(super) struct Markup(String);

impl Line {
    /// `text` as a string; none if nothing of it is left.
    pub(super) fn new(text: &str) -> Option<Self> {
        oscal_string(Untrusted::new(text).cut(MOST).raw()).map(Self)
    }

    /// What stands for a name that nobody states.
    pub(super) fn unnamed() -> Self {
        Self(NOT_STATED.into())
    }

    /// The string itself, for naming what it names.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Markup {
    /// `text` as one line of Markdown; none if nothing of it is left.
    pub(super) fn new(text: &str) -> Option<Self> {
        let safe = oscal_markup(Untrusted::new(text).cut(MOST).raw());
        (!safe.is_empty()).then_some(Self(safe))
    }

    /// `text` as one line of Markdown where there has to be one.
    pub(super) fn needed(text: &str) -> Self {
        Self::new(text).unwrap_or_else(|| Self(NOT_STATED.into()))
    }

    /// A text in both languages, Japanese here and English for the remarks.
    pub(super) fn both(text: &LocalText) -> (Self, Option<Self>) {
        (Self::needed(&text.ja), Self::new(&text.en))
    }

    /// Several texts as paragraphs; none without any.
    pub(super) fn paragraphs(texts: &[String]) -> Option<Self> {
        let texts: Vec<_> =
            texts.iter().filter_map(|text| Self::new(text)).map(|one| one.0).collect();
        (!texts.is_empty()).then(|| Self(texts.join("\n\n")))
    }
}
