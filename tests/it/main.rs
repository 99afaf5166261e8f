//! The crate as its users meet it: the program, the shipped catalogue, the fixtures, the README and the shape of the source.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed test should panic; the exemption of clippy.toml does not reach helper functions"
)]

mod architecture;
mod archive;
mod catalogue;
mod defects;
mod determinism;
mod fixtures;
mod generator;
mod glossary;
mod harness;
mod memory;
mod pdf_worker;
mod readme;
mod removal;
