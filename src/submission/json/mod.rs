//! The JSON reader: one pass over a stream that validates every byte and materialises only what a projection asks.
//!
//! A text is zero or more JSON values (one document, NDJSON, or values in a row) with white space between them. Everything is
//! checked against RFC 8259, what nobody asked for included; the first defect ends the reading with its byte offset, and the
//! records before it stand. What is valid but ambiguous on an asked path becomes a `Bad` value of the record.
//!
//! Architecture invariant: this module knows no source, no provider and no criterion. It does not recurse on skipped content,
//! and its memory does not grow with the input.

mod error;
mod frame;
mod input;
mod member;
mod outcome;
mod projection;
mod reader;
mod scan;
mod sketch;
mod skip;
#[cfg(test)]
mod tests;
mod text;
mod tree;

pub(crate) use self::{
    error::SyntaxError,
    outcome::{Emitted, Limits, Outcome},
    projection::{NodeId, Projection},
    reader::read,
    sketch::{HEAD_BYTES, Sketch, sketch},
    tree::{Defect, Tree, Value},
};
