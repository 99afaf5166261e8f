//! Every limit in one place. The auditor sets them, never the submission.

/// Limits of reading a submission. Counted limits come first; each that is hit makes the audit incomplete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Nesting of structured files.
    pub depth: usize,
    /// Bytes of one record.
    pub record: usize,
    /// Bytes of one text document.
    pub document: u64,
    /// Bytes of one table or manifest.
    pub table: u64,
    /// Ratio of unpacked to packed bytes, after the first [`Limits::free`] bytes.
    pub ratio: u64,
    /// Unpacked bytes before the ratio counts.
    pub free: u64,
    /// Unpacked bytes in all.
    pub total: u64,
    /// Files.
    pub files: usize,
    /// Bytes of all names in an archive.
    pub names: u64,
    /// Diagnostics kept of one file.
    pub diagnostics: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 128,
            record: 16 << 20,
            document: 200 << 20,
            table: 64 << 20,
            ratio: 200,
            free: 64 << 20,
            total: 50 << 30,
            files: 1_000_000,
            names: 256 << 20,
            diagnostics: 20,
        }
    }
}
