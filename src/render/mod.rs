//! Renderers: pure functions of the finished report, one file per format.
//!
//! Architecture invariant: a renderer never sees a catalogue, a file or a clock, and every text of the submission passes the
//! escape of its medium.

mod csv;
mod cyclonedx;
mod deciding;
mod document;
mod escape;
#[cfg(test)]
mod hostile;
mod html;
mod identity;
mod in_toto;
mod json;
mod junit;
mod markdown;
mod moment;
mod ocsf;
mod oscal;
#[cfg(test)]
mod parsed;
#[cfg(test)]
mod sample;
mod sarif;
mod terminal;
mod told;
mod wording;

use std::path::Path;

use crate::model::report::GapReport;
use crate::model::text::{Bilingual, Lang};

pub use escape::terminal_text;

/// How a report is rendered for one output.
#[derive(Debug, Clone, Copy)]
pub struct RenderOptions {
    /// Language, for formats that have one.
    pub lang: Lang,
    /// Whether to color.
    pub color: bool,
    /// Columns of the terminal.
    pub columns: usize,
    /// One line.
    pub quiet: bool,
}

/// A format a report can be rendered in.
#[derive(Debug)]
pub struct Format {
    /// Id on the command line.
    pub id: &'static str,
    /// Extension of its files.
    pub extension: &'static str,
    /// What it is.
    pub title: Bilingual,
    /// The renderer: the bytes of one file.
    pub render: fn(&GapReport, &RenderOptions) -> Vec<u8>,
}

/// Every format; the first is the default.
pub const FORMATS: &[Format] = &[
    terminal::FORMAT,
    json::FORMAT,
    html::FORMAT,
    markdown::FORMAT,
    csv::FORMAT,
    sarif::FORMAT,
    junit::FORMAT,
    oscal::RESULTS,
    oscal::POAM,
    ocsf::FORMAT,
    in_toto::FORMAT,
    cyclonedx::FORMAT,
];

impl Format {
    /// The format called `id`.
    pub fn find(id: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.id == id)
    }

    /// The format whose files end like `path`.
    pub fn by_extension(path: &Path) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.fits(path))
    }

    /// Whether `path` ends like files of this format; standard output fits all.
    pub fn fits(&self, path: &Path) -> bool {
        path == Path::new("-")
            || path.extension().is_some_and(|extension| extension == self.extension)
    }

    /// Whether its texts follow the language of the terminal.
    pub fn is_text(&self) -> bool {
        self.id == terminal::FORMAT.id
    }
}
