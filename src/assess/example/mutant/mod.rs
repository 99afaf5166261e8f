//! Mutants of met examples.

mod claim;
mod fact;
mod family;
mod leaf;
mod value;

pub(super) use family::{Mutant, mutants};
