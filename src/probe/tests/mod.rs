//! Tests of probes whose files have no room for them, each a table of stated cases.

mod certificate;
mod commitment;
mod delivery;
mod log;
mod predicate;
mod service;
