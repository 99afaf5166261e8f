//! Where in the evidence something stands.

use serde::{Deserialize, Serialize};

use super::text::Untrusted;

/// Rank of a file among the files of the submission, which are ordered by the bytes of their NFC, `/`-separated names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// A place in one file of the submission. Ordered by file, then offset.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Byte offset in the decoded stream, from 0.
    pub offset: Option<u64>,
    /// Line, from 1.
    pub line: Option<u64>,
    /// Column in characters, from 1.
    pub column: Option<u64>,
    /// RFC 6901 JSON Pointer.
    pub pointer: Option<Untrusted>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// Cell of a table: column name, or sheet and cell.
    pub cell: Option<Untrusted>,
}

impl Place {
    /// The file as a whole.
    pub const fn file(file: FileId) -> Self {
        Self { file, offset: None, line: None, column: None, pointer: None, page: None, cell: None }
    }
}
