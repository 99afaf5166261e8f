//! Comparing two editions of a catalogue.

mod change;
mod criterion;
mod leaf;
#[cfg(test)]
mod tests;

pub use change::{ChangeKind, EditionChange, changes};
