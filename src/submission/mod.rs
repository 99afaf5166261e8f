//! The submission: a hostile folder or archive, opened once, file by file, and turned into evidence records.
//!
//! Architecture invariant: no content of a submission can fail the run. What cannot be read becomes a diagnostic and damages the
//! populations the file may hold.

mod adapter;
mod archive;
mod artifact;
mod diagnostics;
mod encoding;
mod json;
mod limits;
mod looks;
mod pdf;
mod root;
mod stream;
#[cfg(test)]
mod tests;
mod walk;
pub mod worker;

use std::collections::BTreeMap;
use std::path::Path;

use crate::model::manifest::Manifest;
use crate::model::mapping::Mapping;
use crate::model::wanted::Wanted;

pub use adapter::{AdapterMeta, formats};
pub use artifact::{Artifact, ArtifactResult};
pub use limits::Limits;
pub use walk::{OpenError, Submission, open};

/// What reading an artifact needs besides its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// What the bidder says of the files.
    pub manifest: &'a Manifest,
    /// Mappings of every named provider, by provider id.
    pub mappings: &'a BTreeMap<String, Mapping>,
    /// What is asked of the evidence.
    pub wanted: &'a Wanted,
    /// The program that runs hostile decoders; without it those files are unreadable.
    pub worker: Option<&'a Path>,
    /// Limits.
    pub limits: &'a Limits,
}
