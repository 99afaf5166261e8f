//! The vocabulary: plain values with their invariants.
//!
//! Architecture invariant: nothing here reads, writes, or knows another module of the crate.

pub mod capability;
pub mod catalogue;
pub mod commitment;
pub mod criterion;
pub mod date;
pub mod document;
pub mod judgement;
pub mod log;
pub mod manifest;
pub mod mapping;
pub mod observation;
pub mod outcome;
pub mod place;
pub mod profile;
pub mod record;
pub mod report;
pub mod resource_type;
pub mod scan;
pub mod span;
pub mod text;
pub mod value;
pub mod wanted;
