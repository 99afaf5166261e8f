//! The only code that asks the system anything: environment, clock, terminal, own path.

use std::io::IsTerminal;
use std::path::PathBuf;

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use crate::model::text::Lang;

use super::args::{ColorArg, Global, LangArg};

/// What the system says, asked once.
#[derive(Debug)]
pub(crate) struct Context {
    /// Language of the terminal.
    pub lang: Lang,
    /// Language given on the command line.
    pub chosen_lang: Option<Lang>,
    /// Whether to color standard output.
    pub color: bool,
    /// Columns of standard output, if it is a terminal.
    pub columns: Option<usize>,
    /// Today in Japan Standard Time.
    pub today: Date,
    /// This program, for workers.
    pub program: Option<PathBuf>,
    /// Threads the machine has.
    pub threads: usize,
    /// Say less.
    pub quiet: bool,
    /// Say more.
    pub verbose: bool,
}

/// Hours that Japan Standard Time is ahead of UTC.
const JST: i8 = 9;

impl Context {
    /// Asks the system.
    #[expect(clippy::disallowed_methods, reason = "here the environment is asked")]
    pub(crate) fn new(global: &Global) -> Self {
        let chosen_lang = global.lang.map(|lang| match lang {
            LangArg::Ja => Lang::Ja,
            LangArg::En => Lang::En,
        });
        let stdout = std::io::stdout();
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let jst = TimeZone::fixed(Offset::constant(JST));
        Self {
            lang: chosen_lang.unwrap_or_else(locale),
            chosen_lang,
            color: match global.color {
                ColorArg::Auto => stdout.is_terminal() && !plain,
                ColorArg::Always => true,
                ColorArg::Never => false,
            },
            columns: stdout.is_terminal().then(columns),
            today: jiff::Timestamp::now().to_zoned(jst).date(),
            program: std::env::current_exe().ok(),
            threads: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            quiet: global.quiet,
            verbose: global.verbose,
        }
    }
}

/// `LC_ALL`, else `LC_MESSAGES`, else `LANG`; English unless it is Japanese.
#[expect(clippy::disallowed_methods, reason = "here the environment is asked")]
fn locale() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty());
    match set {
        Some(value) if value.to_string_lossy().starts_with("ja") => Lang::Ja,
        Some(_) | None => Lang::En,
    }
}

#[expect(clippy::disallowed_methods, reason = "here the environment is asked")]
fn columns() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    told.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
        .unwrap_or(80)
        .clamp(60, 160)
}
