//! Places in our own files (catalogue, profile, mapping, manifest) and the defects found there.

use super::text::Untrusted;

/// A value with its place in a file of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Index of the file among the loaded sources.
    pub source: SourceId,
    /// Byte offset of its first byte.
    pub offset: usize,
    /// Length in bytes.
    pub length: usize,
}

/// One loaded file of ours; its name and text are kept by the loader for messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceId(pub u32);

impl<T> Spanned<T> {
    /// The same place with another value.
    pub fn with<U>(&self, value: U) -> Spanned<U> {
        Spanned { value, source: self.source, offset: self.offset, length: self.length }
    }

    /// The place alone.
    pub fn at(&self) -> Spanned<()> {
        self.with(())
    }
}

/// Something wrong in a file of ours or of the agency. All of them are collected and shown together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// Stable code, kebab-case.
    pub code: &'static str,
    /// What is wrong: a lower-case fragment.
    pub message: String,
    /// The words of the file it is about, kept apart from the message because a submission may have written them.
    pub subject: Option<Untrusted>,
    /// What to do.
    pub help: Option<String>,
    /// Where.
    pub at: Spanned<()>,
}

impl Defect {
    /// A defect without advice.
    pub fn new(code: &'static str, at: Spanned<()>, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), subject: None, help: None, at }
    }

    /// The same with the words it is about.
    #[must_use]
    pub fn about(mut self, subject: impl Into<Box<str>>) -> Self {
        self.subject = Some(Untrusted::new(subject));
        self
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
