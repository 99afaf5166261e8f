//! How the parent tells the executable to be a worker, and for what.

/// The hidden subcommand of the executable; its one argument is the name of a [`WorkerKind`].
pub const SUBCOMMAND: &str = "__worker";

/// What a worker decodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkerKind {
    /// The text of a PDF file.
    Pdf,
}

impl WorkerKind {
    /// The kind of that name, as it is given on the command line.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Pdf].into_iter().find(|kind| kind.name() == name)
    }

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
        }
    }
}
