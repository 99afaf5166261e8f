//! Texts: our own, in both languages, and the submission's, which nobody may print without escaping it.

use serde::{Deserialize, Serialize};

/// A fixed text of this program in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bilingual {
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

impl Bilingual {
    /// An owned copy.
    pub fn to_local(self) -> LocalText {
        LocalText { ja: self.ja.into(), en: self.en.into() }
    }
}

/// A text of ours, of the catalogue or of a profile, in both languages. Never holds text of a submission.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalText {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl LocalText {
    /// Both languages at once.
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }

    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// Language of a text for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Japanese.
    Ja,
    /// English.
    En,
}

/// Text that came out of a submission.
///
/// Architecture invariant: it has no `Display`. It leaves the program only through [`Untrusted::raw`], which is called by the
/// escape of one medium or by a comparison.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Untrusted(Box<str>);

impl Untrusted {
    /// Marks a text of the submission.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The text itself, for comparing it or for escaping it.
    pub fn raw(&self) -> &str {
        &self.0
    }

    /// The text cut to `most` characters, with `…` where something was cut.
    #[must_use]
    pub fn cut(&self, most: usize) -> Self {
        match self.0.char_indices().nth(most) {
            Some((at, _)) => Self::new(format!("{}…", &self.0[..at])),
            None => self.clone(),
        }
    }
}

impl std::fmt::Debug for Untrusted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(&self.0, f)
    }
}
