//! Standard error: why a command could not be done, defects with their lines, and what the audit met.

use std::io::Write;

use miette::{GraphicalReportHandler, GraphicalTheme};

use crate::model::report::{Diagnostic, GapReport, Severity};
use crate::model::text::Lang;
use crate::render::terminal_text;

use super::context::Context;
use super::failure::Failure;
use super::stock::Stock;

/// Most diagnostics of a submission printed without `--verbose`.
const MOST: usize = 20;

/// Prints why a command could not be done.
pub(crate) fn failure(failure: &Failure, context: &Context) {
    print(&handle(failure, context));
}

impl Stock {
    /// Prints every defect with its file, line and column.
    pub(crate) fn defective(&self, context: &Context) -> Failure {
        for diagnostic in crate::load::diagnostics(&self.defects, &self.sources) {
            print(&handle(&diagnostic, context));
        }
        Failure::Defects { count: self.defects.len() }
    }
}

/// Prints what the audit met: errors and warnings, with `--verbose` also notes and what every file is.
pub(crate) fn report(report: &GapReport, context: &Context) {
    if context.quiet {
        return;
    }
    let told = |one: &&Diagnostic| context.verbose || one.severity != Severity::Note;
    let shown: Vec<_> = report.diagnostics.iter().filter(told).collect();
    let most = if context.verbose { usize::MAX } else { MOST };
    for one in shown.iter().take(most) {
        print(&format!("{}\n", line(one, report, context.lang)));
    }
    if shown.len() > most {
        let more = shown.len() - most;
        print(&match context.lang {
            Lang::Ja => format!("ほか{more}件(--verbose で全て表示)\n"),
            Lang::En => format!("{more} more (--verbose shows all)\n"),
        });
    }
    if context.verbose {
        for file in &report.submission.files {
            let kind = file.kind.as_deref().unwrap_or("-");
            let path = terminal_text(file.path.raw());
            print(&format!("{path}: {kind}, {} records, {} bytes\n", file.records, file.bytes));
        }
    }
}

fn line(one: &Diagnostic, report: &GapReport, lang: Lang) -> String {
    let severity = one.severity.title();
    let severity = if lang == Lang::Ja { severity.ja } else { severity.en };
    let place = one.place.as_ref().map(|place| {
        let path =
            report.path(place.file).map(|path| terminal_text(path.raw())).unwrap_or_default();
        match (place.line, place.offset, place.page) {
            (Some(line), _, _) => format!("{path}:{line}: "),
            (None, Some(offset), _) => format!("{path} (byte {offset}): "),
            (None, None, Some(page)) => format!("{path} (page {page}): "),
            (None, None, None) => format!("{path}: "),
        }
    });
    let subject =
        one.subject.as_ref().map(|subject| format!(" [{}]", terminal_text(subject.raw())));
    format!(
        "{severity}: {}{}{} ({})",
        place.unwrap_or_default(),
        one.message.get(lang),
        subject.unwrap_or_default(),
        one.code
    )
}

fn handle(diagnostic: &dyn miette::Diagnostic, context: &Context) -> String {
    let theme =
        if context.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_width(context.columns.unwrap_or(100));
    let mut text = String::new();
    match handler.render_report(&mut text, diagnostic) {
        Ok(()) => text,
        Err(_) => format!("{diagnostic}\n"),
    }
}

/// Writes to standard error; a closed one is nobody's fault.
fn print(text: &str) {
    drop(std::io::stderr().lock().write_all(text.as_bytes()));
}
