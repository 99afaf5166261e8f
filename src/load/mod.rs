//! Loading: our and the agency's YAML and TOML to values of the model.
//!
//! Every file is read to its end and every defect is collected with its place, so that one run shows them all. A value that is
//! defective is left out; whether that is fatal is the caller's decision.
//!
//! Architecture invariant: nothing here opens a file, and nothing but [`crate::model`] is named.

mod attribute;
mod call;
mod catalogue;
mod criterion;
mod diagnostic;
mod example;
mod form;
mod judgement;
mod manifest;
mod mapping;
mod node;
mod path;
mod profile;
mod reference;
mod requirement;
mod resource;
mod shape;
mod source;
#[cfg(test)]
mod tests;
mod toml;
mod value;
mod yaml;

pub use catalogue::catalogue;
pub use diagnostic::{FileDiagnostic, diagnostics};
pub use judgement::{dispositions, reviews};
pub use manifest::{manifest, manifest_diagnostic};
pub use mapping::mapping;
pub use profile::profile;
pub use reference::references;
pub use source::Sources;
