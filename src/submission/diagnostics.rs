//! Diagnostics of one file, bounded: a hostile file cannot fill the report with them.
//!
//! Architecture invariant: what is dropped is counted, and an error among the dropped still makes the audit incomplete.

use std::collections::BTreeMap;

use crate::model::place::Place;
use crate::model::report::{Diagnostic, Severity};
use crate::model::text::{LocalText, Untrusted};

/// A diagnostic without subject and place.
pub(crate) fn diagnostic(
    severity: Severity,
    code: &str,
    ja: impl Into<String>,
    en: impl Into<String>,
) -> Diagnostic {
    Diagnostic {
        severity,
        code: code.into(),
        message: LocalText::new(ja, en),
        subject: None,
        place: None,
    }
}

/// Keeps the first diagnostics and counts the rest.
#[derive(Debug)]
pub(super) struct Notebook {
    kept: Vec<Diagnostic>,
    most: usize,
    dropped: u64,
    place: Option<Place>,
    has_error: bool,
}

impl Notebook {
    /// Keeps `most` diagnostics; `place` is what the notice of further ones points at.
    pub(super) fn new(most: usize, place: Option<Place>) -> Self {
        Self { kept: Vec::new(), most, dropped: 0, place, has_error: false }
    }

    /// Adds one.
    pub(super) fn add(&mut self, diagnostic: Diagnostic) {
        self.has_error |= diagnostic.severity == Severity::Error;
        if self.kept.len() < self.most {
            self.kept.push(diagnostic);
        } else {
            self.dropped += 1;
        }
    }

    /// Whether an error was added, kept or not.
    pub(super) fn has_error(&self) -> bool {
        self.has_error
    }

    /// What was kept, and a notice of what was not.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        if self.dropped > 0 {
            let severity = if self.has_error { Severity::Error } else { Severity::Warning };
            let count = self.dropped;
            self.kept.push(Diagnostic {
                place: self.place,
                ..diagnostic(
                    severity,
                    "more-diagnostics",
                    format!(
                        "このほかに{count}件あります。示した事項を直してから再度確認してください。"
                    ),
                    format!("{count} more are not listed; put the listed ones right and run again"),
                )
            });
        }
        self.kept
    }
}

/// Diagnostics of a whole submission, bounded by code, so that many of one kind do not hide another kind.
#[derive(Debug)]
pub(super) struct Notes {
    by_code: BTreeMap<String, Notebook>,
    most: usize,
}

impl Notes {
    /// Keeps `most` diagnostics of each code.
    pub(super) fn new(most: usize) -> Self {
        Self { by_code: BTreeMap::new(), most }
    }

    /// Adds one.
    pub(super) fn add(&mut self, diagnostic: Diagnostic) {
        let most = self.most;
        self.by_code
            .entry(diagnostic.code.clone())
            .or_insert_with(|| Notebook::new(most, None))
            .add(diagnostic);
    }

    /// Adds one about a name.
    pub(super) fn about(&mut self, name: &str, diagnostic: Diagnostic) {
        self.add(Diagnostic { subject: Some(Untrusted::new(name)), ..diagnostic });
    }

    /// What was kept, in the order of the codes.
    pub(super) fn finish(self) -> Vec<Diagnostic> {
        self.by_code.into_values().flat_map(Notebook::finish).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_that_is_not_kept_still_counts() {
        let mut notebook = Notebook::new(2, None);
        for severity in [Severity::Note, Severity::Warning, Severity::Note, Severity::Error] {
            notebook.add(diagnostic(severity, "x", "", ""));
        }
        assert!(notebook.has_error());
        let kept = notebook.finish();
        assert_eq!(
            kept.iter().map(|d| (d.severity, d.code.as_str())).collect::<Vec<_>>(),
            [
                (Severity::Note, "x"),
                (Severity::Warning, "x"),
                (Severity::Error, "more-diagnostics")
            ]
        );
        assert!(kept[2].message.en.starts_with("2 more"));
    }
}
