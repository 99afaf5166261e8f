//! The page being written: indents, hanging labels, colors, and the words every part of the report uses.

use jiff::civil::Date;

use crate::model::date::in_japanese;
use crate::model::outcome::Verdict;
use crate::model::text::{Bilingual, Lang, LocalText, Untrusted};
use crate::render::RenderOptions;
use crate::render::escape::terminal_text;

use super::wrap::{width, wrap};

/// Widths a report is laid out for; the section table needs the least.
const COLUMNS: std::ops::RangeInclusive<usize> = 60..=160;
/// Most characters shown of one text of the submission.
const UNTRUSTED: usize = 240;

/// Color of a text; the words alone say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Strong,
    Good,
    Warning,
    Bad,
    Open,
    Quiet,
}

/// The page being written.
pub(super) struct Page {
    pub(super) lang: Lang,
    pub(super) columns: usize,
    color: bool,
    text: String,
}

impl Ink {
    /// The color of a verdict.
    pub(super) const fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Met => Self::Good,
            Verdict::Planned => Self::Warning,
            Verdict::Unmet => Self::Bad,
            Verdict::Unproven | Verdict::Inconclusive | Verdict::Review => Self::Open,
            Verdict::Waived | Verdict::NotApplicable => Self::Quiet,
        }
    }

    /// Its parameter of Select Graphic Rendition (ECMA-48).
    const fn parameter(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("1"),
            Self::Good => Some("1;32"),
            Self::Warning => Some("1;33"),
            Self::Bad => Some("1;31"),
            Self::Open => Some("1;35"),
            Self::Quiet => Some("2"),
        }
    }
}

impl Page {
    /// An empty page.
    pub(super) fn new(options: &RenderOptions) -> Self {
        let columns = options.columns.clamp(*COLUMNS.start(), *COLUMNS.end());
        Self { lang: options.lang, columns, color: options.color, text: String::new() }
    }

    /// The text of the page.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// One of two texts, by language.
    pub(super) fn pick<T>(&self, ja: T, en: T) -> T {
        match self.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// A fixed text of this program.
    pub(super) fn word(&self, text: Bilingual) -> &'static str {
        self.pick(text.ja, text.en)
    }

    /// A text of the catalogue or of this program.
    pub(super) fn local<'t>(&self, text: &'t LocalText) -> &'t str {
        text.get(self.lang)
    }

    /// A day.
    pub(super) fn date(&self, date: Date) -> String {
        self.pick(in_japanese(date), date.to_string())
    }

    /// `n` of what both words name; in English with the plural `s`.
    pub(super) fn count(&self, n: u64, en: &str) -> String {
        match self.lang {
            Lang::Ja => format!("{n}件"),
            Lang::En if n == 1 => format!("{n} {en}"),
            Lang::En => format!("{n} {en}s"),
        }
    }

    /// Several texts as one list.
    pub(super) fn list(&self, texts: &[String]) -> String {
        texts.join(self.pick("、", ", "))
    }

    /// What says that `n` more were left out.
    pub(super) fn more(&self, n: u64) -> String {
        self.pick(format!("ほか{n}件"), format!("and {n} more"))
    }

    /// At most `most` of `texts`, and how many were left out.
    pub(super) fn some(&self, texts: impl ExactSizeIterator<Item = String>, most: usize) -> String {
        let rest = texts.len().saturating_sub(most);
        let shown: Vec<_> =
            texts.take(most).chain((rest > 0).then(|| self.more(rest as u64))).collect();
        self.list(&shown)
    }

    /// An empty line.
    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// The heading of a part, after an empty line.
    pub(super) fn heading(&mut self, text: &str) {
        self.blank();
        for line in wrap(text, self.columns, self.lang) {
            let line = self.painted(Ink::Strong, &line);
            self.line(&line);
        }
    }

    /// A line that is laid out already.
    pub(super) fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// `text` from column `indent` on; its further lines stand two columns further right.
    pub(super) fn item(&mut self, indent: usize, text: &str) {
        let hang = 2;
        for (rank, line) in self.wrapped(text, indent + hang).into_iter().enumerate() {
            let indent = if rank == 0 { indent } else { indent + hang };
            self.line(&format!("{:indent$}{line}", ""));
        }
    }

    /// `label` from column `indent` on and `text` from column `at` on, in all its lines.
    pub(super) fn entry(
        &mut self,
        indent: usize,
        at: usize,
        (label, ink): (&str, Ink),
        text: &str,
    ) {
        let label = &terminal_text(label);
        let gap = at.saturating_sub(indent + width(label, self.lang));
        for (rank, line) in self.wrapped(text, at).into_iter().enumerate() {
            let line = match rank {
                0 => format!("{:indent$}{}{:gap$}{line}", "", self.painted(ink, label), ""),
                _ => format!("{:at$}{line}", ""),
            };
            self.line(&line);
        }
    }

    /// `text` in a color, if there are any.
    pub(super) fn painted(&self, ink: Ink, text: &str) -> String {
        match ink.parameter().filter(|_| self.color && !text.is_empty()) {
            Some(parameter) => format!("\u{1b}[{parameter}m{text}\u{1b}[0m"),
            None => text.to_owned(),
        }
    }

    fn wrapped(&self, text: &str, indent: usize) -> Vec<String> {
        wrap(text, self.columns.saturating_sub(indent), self.lang)
    }
}

/// A text of the submission, inert and not longer than a reader wants.
pub(super) fn shown(text: &Untrusted) -> String {
    terminal_text(text.cut(UNTRUSTED).raw())
}
