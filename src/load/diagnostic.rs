//! Defects as diagnostics with the line they are about, for a terminal.

use std::fmt::Display;
use std::sync::Arc;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode, SourceSpan};

use crate::model::span::Defect;

use super::source::Sources;

/// A defect with its file, which `miette` shows as an excerpt.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct FileDiagnostic {
    message: String,
    code: &'static str,
    help: Option<String>,
    file: NamedSource<Arc<str>>,
    at: SourceSpan,
}

impl Diagnostic for FileDiagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.code))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.file)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(LabeledSpan::underline(self.at))))
    }
}

/// Every defect as a diagnostic, ordered by file and place.
pub fn diagnostics(defects: &[Defect], sources: &Sources) -> Vec<FileDiagnostic> {
    let mut defects: Vec<_> = defects.iter().collect();
    defects.sort_by_key(|defect| (defect.at.source, defect.at.offset));
    defects.into_iter().map(|defect| diagnostic(defect, sources)).collect()
}

fn diagnostic(defect: &Defect, sources: &Sources) -> FileDiagnostic {
    let source = defect.at.source;
    let message = match &defect.subject {
        Some(subject) => format!("{}: `{}`", defect.message, subject.cut(60).raw().escape_debug()),
        None => defect.message.clone(),
    };
    FileDiagnostic {
        message,
        code: defect.code,
        help: defect.help.clone(),
        file: NamedSource::new(sources.name(source), sources.text(source)),
        at: (defect.at.offset, defect.at.length).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::catalogue;

    #[test]
    fn a_diagnostic_shows_file_line_word_and_advice() {
        let mut sources = Sources::default();
        let text = "schema: sekisho-catalogue/1\nid: test\nverison: \"1.0.0\"\n".to_owned();
        let (_, defects) = catalogue(&[("catalogue.yaml".to_owned(), text)], &mut sources);
        let shown = diagnostics(&defects, &sources);
        let handler = miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::none());
        let rendered: Vec<String> = shown
            .iter()
            .map(|one| {
                let mut text = String::new();
                handler.render_report(&mut text, one).unwrap();
                text
            })
            .collect();
        let misspelt = rendered.iter().find(|text| text.contains("unknown-key")).unwrap();
        for part in ["unknown key: `verison`", "catalogue.yaml:3:1", "did you mean `version`?"] {
            assert!(misspelt.contains(part), "{part}\n{misspelt}");
        }
    }

    #[test]
    fn control_sequences_of_a_file_do_not_reach_the_message() {
        let mut sources = Sources::default();
        let source = sources.add("a", "x");
        let at = crate::model::span::Spanned { value: (), source, offset: 0, length: 1 };
        let defect = Defect::new("unknown-key", at, "unknown key").about("\u{1b}[31m\u{202e}x");
        let shown = diagnostics(&[defect], &sources);
        assert_eq!(shown[0].to_string(), r"unknown key: `\u{1b}[31m\u{202e}x`");
    }
}
