//! The command line as typed. What it means is decided in [`super::context`] and the commands.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Audits a cloud provider's submission against the requirements of Japan's Government Cloud tender.
#[derive(Debug, Parser)]
#[command(name = "sekisho", version, about, max_term_width = 100, disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Language of what people read.
    #[arg(long, global = true, env = "SEKISHO_LANG", value_enum)]
    pub lang: Option<LangArg>,
    /// When to color.
    #[arg(long, global = true, env = "SEKISHO_COLOR", value_enum, default_value_t = ColorArg::Auto)]
    pub color: ColorArg,
    /// Say less: one line for a report.
    #[arg(short, long, global = true, env = "SEKISHO_QUIET")]
    pub quiet: bool,
    /// Say more: what every file was recognised as.
    #[arg(short, long, global = true, env = "SEKISHO_VERBOSE")]
    pub verbose: bool,
}

/// Language of what people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    /// Japanese.
    Ja,
    /// English.
    En,
}

/// When to color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorArg {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Audit a submission and print the gap report.
    Audit(AuditArgs),
    /// Explain a requirement, a probe, a resource type or a format.
    Explain {
        /// Its id, such as GC22-STO-007, resource, object-store.bucket or terraform.
        id: String,
    },
    /// List requirements, probes, formats, profiles, providers or types.
    List {
        /// What to list.
        #[arg(value_enum)]
        what: ListArg,
    },
    /// Look at a catalogue, check it, and run its examples.
    Catalogue {
        /// What to do with it.
        #[command(subcommand)]
        command: CatalogueCommand,
    },
    /// Runs a decoder for hostile files; the program starts it itself.
    #[command(name = "__worker", hide = true)]
    Worker {
        /// Kind of decoder.
        kind: String,
    },
}

/// What to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListArg {
    /// Requirements of the catalogue.
    Requirements,
    /// Probes.
    Probes,
    /// File formats that are read, and report formats.
    Formats,
    /// Evaluation profiles.
    Profiles,
    /// Provider mappings.
    Providers,
    /// Resource types.
    Types,
}

/// Commands on a catalogue.
#[derive(Debug, Subcommand)]
pub(crate) enum CatalogueCommand {
    /// List its sections and requirements, and what is missing.
    List(CatalogueArgs),
    /// Show one requirement.
    Show {
        /// Its id.
        id: String,
        /// Which catalogue.
        #[command(flatten)]
        catalogue: CatalogueArgs,
    },
    /// Report every defect.
    Lint(CatalogueArgs),
    /// Run the examples, and every met example with a checked fact made wrong.
    Test(CatalogueArgs),
    /// Classify what changed between two editions: added, removed, text, tightened, loosened, weight, probe.
    Diff {
        /// The older catalogue: built-in id, or a folder.
        #[arg(value_name = "OLD")]
        old: String,
        /// The newer one.
        #[arg(value_name = "NEW")]
        new: String,
        /// Form of the output.
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
}

/// Which catalogue.
#[derive(Debug, Args)]
pub(crate) struct CatalogueArgs {
    /// Built-in id, or a folder with catalogue.yaml.
    #[arg(long, env = "SEKISHO_CATALOGUE", value_name = "ID|PATH")]
    pub catalogue: Option<String>,
    /// Profile whose thresholds criteria refer to.
    #[arg(long, env = "SEKISHO_PROFILE", value_name = "ID|PATH")]
    pub profile: Option<String>,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

/// Form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Arguments of `audit`.
#[derive(Debug, Args)]
pub(crate) struct AuditArgs {
    /// Submission: a folder, .zip, .tar.gz or .tar.zst.
    pub submission: PathBuf,
    /// Evaluation profile: built-in id or file.
    #[arg(long, env = "SEKISHO_PROFILE", value_name = "ID|PATH")]
    pub profile: Option<String>,
    /// Catalogue: built-in id or folder.
    #[arg(long, env = "SEKISHO_CATALOGUE", value_name = "ID|PATH")]
    pub catalogue: Option<String>,
    /// Day to judge at: YYYY-MM-DD or today.
    #[arg(long, env = "SEKISHO_AS_OF", value_name = "DATE|today")]
    pub as_of: Option<String>,
    /// Report format; may be repeated.
    #[arg(long, env = "SEKISHO_FORMAT", value_delimiter = ',', value_name = "FMT")]
    pub format: Vec<String>,
    /// Where to write the report; `-` is standard output. The i-th goes with the i-th format.
    #[arg(short, long, env = "SEKISHO_OUTPUT", value_name = "PATH")]
    pub output: Vec<PathBuf>,
    /// What makes the run fail: not-accepted, unmet, unproven, coverage=N or never.
    #[arg(long, env = "SEKISHO_FAIL_ON", value_delimiter = ',', value_name = "GATE")]
    pub fail_on: Vec<String>,
    /// Judge only these sections or requirements.
    #[arg(long, env = "SEKISHO_ONLY", value_delimiter = ',', value_name = "SECTION|ID")]
    pub only: Vec<String>,
    /// Threads; the result does not depend on it.
    #[arg(long, env = "SEKISHO_JOBS", value_name = "N")]
    pub jobs: Option<usize>,
    /// The agency's dispositions (TOML).
    #[arg(long, env = "SEKISHO_DISPOSITIONS", value_name = "FILE")]
    pub dispositions: Option<PathBuf>,
    /// Reviews by people (TOML); may be repeated.
    #[arg(long, env = "SEKISHO_REVIEWS", value_name = "FILE")]
    pub reviews: Vec<PathBuf>,
}
