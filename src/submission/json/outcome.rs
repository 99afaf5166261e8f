//! What a reading takes and gives: limits, records with their place, and what is left at the end.

use super::{error::SyntaxError, frame::Frame, skip::MAX_DEPTH, tree::Tree};

/// Bounds of one reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Containers that may be open at once, 128 at most.
    pub(crate) depth: usize,
    /// Bytes of one record in the file. Four times this may be built of one record, and of all that is kept outside records.
    pub(crate) record: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: MAX_DEPTH, record: 16 << 20 }
    }
}

/// One value of an emitting node, on its way to the sink.
#[derive(Debug)]
pub(crate) struct Emitted<'a> {
    /// The tag given to [`Projection::emit`](super::Projection::emit).
    pub(crate) tag: u32,
    /// Byte offset of the record's first byte.
    pub(crate) offset: u64,
    /// Line on which it starts, from 1.
    pub(crate) line: u64,
    /// Which top-level value it belongs to, from 0.
    #[cfg(test)]
    pub(crate) document: u64,
    /// What was asked of it, or the reason why it cannot be read.
    pub(crate) tree: Tree,
    pub(super) frames: &'a [Frame],
}

impl Emitted<'_> {
    /// JSON Pointer (RFC 6901) of the record in its top-level value; array steps count every element.
    pub(crate) fn pointer(&self) -> String {
        let mut pointer = String::new();
        self.frames.iter().for_each(|frame| frame.point(&mut pointer));
        pointer
    }
}

/// What was kept of one top-level value outside its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    /// Which top-level value this is, from 0.
    pub(crate) ordinal: u64,
    /// What was kept of it.
    pub(crate) tree: Tree,
}

/// The end of a reading.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The first 10,000 top-level values of which something is kept outside records; an unfinished one is not among them.
    pub(crate) documents: Vec<Document>,
    /// Number of top-level values read to their end.
    pub(crate) document_count: u64,
    /// Scalars and containers built, whatever became of them.
    pub(crate) materialised: u64,
    /// What ended the reading before the end of the input. Records handed out before it stand.
    pub(crate) error: Option<SyntaxError>,
}
