//! Why a command could not be done, for the person who typed it.

use miette::Diagnostic;

/// Why a command could not be done. Status 2.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub(crate) enum Failure {
    /// A file of ours or of the agency cannot be read.
    #[error("cannot read {path}")]
    #[diagnostic(code(unreadable), help("check the path and its permissions"))]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The submission cannot be opened.
    #[error("cannot open the submission {path}")]
    #[diagnostic(
        code(submission),
        help("give the folder that holds submission.toml, or an archive of it")
    )]
    Submission {
        /// The folder.
        path: String,
        /// Why.
        source: crate::submission::OpenError,
    },
    /// No such profile.
    #[error("unknown profile `{wanted}`")]
    #[diagnostic(
        code(unknown_profile),
        help("built-in profiles: {known}; or give the path of a file")
    )]
    UnknownProfile {
        /// What was asked for.
        wanted: String,
        /// What there is.
        known: String,
    },
    /// Catalogue, profile, mapping, reviews or dispositions have defects, which were printed.
    #[error("{count} defects in files that the audit rests on")]
    #[diagnostic(code(defects), help("mend them; nothing was judged"))]
    Defects {
        /// How many.
        count: usize,
    },
    /// Usage that the argument parser cannot see.
    #[error("{message}")]
    #[diagnostic(code(usage))]
    Usage {
        /// What is wrong.
        message: String,
        /// What to do.
        #[help]
        help: Option<String>,
    },
    /// A gate that cannot be applied.
    #[error(transparent)]
    #[diagnostic(code(gate))]
    Gate(#[from] crate::assess::GateError),
    /// An output that cannot be written.
    #[error("cannot write {path}")]
    #[diagnostic(code(output), help("check that the folder exists and can be written"))]
    Output {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A catalogue of which only the structure is public.
    #[error(
        "catalogue `{catalogue}` has no requirements to judge by: only its structure is public"
    )]
    #[diagnostic(code(no_requirements))]
    NoRequirements {
        /// The catalogue.
        catalogue: String,
        /// How to get them.
        #[help]
        help: String,
    },
    /// Nothing of that name.
    #[error("nothing is called `{id}`")]
    #[diagnostic(
        code(unknown_id),
        help("`sekisho list requirements|probes|types|formats` shows the names")
    )]
    UnknownId {
        /// What was asked for.
        id: String,
    },
}

impl Failure {
    /// Wrong usage, with what to do.
    pub(crate) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), help: Some(help.into()) }
    }
}
