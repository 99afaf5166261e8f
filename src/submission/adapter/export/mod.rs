//! Configuration exports: what tools print of an estate, turned into evidence records by a provider's mapping.
//!
//! Architecture invariant: types and attributes are named by the mapping only; an adapter knows the framing of its source.
//! What nobody asked for is never built, so no secret of an export can reach a record or a diagnostic.

mod attribute;
mod aws_config;
mod call;
mod compile;
mod convert;
pub(crate) mod derive;
mod file;
mod normalise;
mod recorder;
mod reduce;
mod resolve;
mod terraform;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub(crate) use aws_config::AwsConfig;
pub(crate) use call::{AWS_CLI, SAKURA_API, USACLOUD};
pub(crate) use terraform::Terraform;
