//! What stops the reader: the kinds of syntax error, with the exact byte at which the text ceases to be JSON.
//!
//! Why our own kinds: the place is part of the report, and a cut file, a broken file and a failing disk lead an auditor
//! to different questions.

use std::fmt;

/// Why a text is not JSON by RFC 8259 from some byte on, or could not be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SyntaxKind {
    /// The input ended inside a value.
    Truncated,
    /// The source of the bytes failed.
    Io,
    /// One container more is open than [`Limits::depth`](super::Limits::depth) allows.
    TooDeep,
    /// A value must start here.
    ExpectedValue,
    /// A member name in quotes must start here.
    ExpectedName,
    /// A colon must follow the member name.
    ExpectedColon,
    /// A comma or the closing bracket of the container must follow.
    ExpectedSeparator,
    /// `true`, `false` or `null` is misspelt.
    Literal,
    /// A digit is missing in a number.
    Number,
    /// A backslash is followed by something RFC 8259 section 7 does not list.
    Escape,
    /// A character below U+0020 stands unescaped in a string.
    ControlCharacter,
    /// The bytes are no UTF-8: overlong, a surrogate, above U+10FFFF, or a broken sequence.
    Utf8,
    /// Something follows a value that must stand alone.
    Trailing,
}

impl SyntaxKind {
    /// Fragment for a message: what is wrong and what would be right.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Truncated => "the text ends inside a value; the file may have been cut",
            Self::Io => "the file cannot be read on",
            Self::TooDeep => "containers nest deeper than the limit",
            Self::ExpectedValue => "expected a value",
            Self::ExpectedName => "expected a member name in quotes",
            Self::ExpectedColon => "expected a colon after the member name",
            Self::ExpectedSeparator => "expected a comma or the end of the container",
            Self::Literal => "expected true, false or null",
            Self::Number => "expected a digit of a number",
            Self::Escape => "unknown escape in a string",
            Self::ControlCharacter => "control character in a string; it must be escaped",
            Self::Utf8 => "a string is not valid UTF-8",
            Self::Trailing => "something follows the value",
        }
    }
}

/// The first defect of a text, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// Byte offset of the first byte that cannot continue a valid text; the length of the input if it is cut.
    pub(crate) offset: u64,
    /// Line of that byte, from 1; lines end with a line feed.
    pub(crate) line: u64,
    /// Byte of that line, from 1.
    pub(crate) column: u64,
    /// What is wrong.
    pub(crate) kind: SyntaxKind,
    /// The description of the kind, or what the operating system said.
    pub(crate) message: String,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { offset, line, column, kind: _, message } = self;
        write!(f, "{message} at byte {offset} (line {line}, column {column})")
    }
}

/// A defect on its way up to where lines are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) offset: u64,
    pub(super) kind: SyntaxKind,
}
