//! Documents as passages: a page of a PDF, a section of Markdown or of plain text.
//!
//! Architecture invariant: kind and date come from the manifest alone. A document of a kind that no criterion asks for is
//! hashed and not decoded.

mod markdown;
mod pdf;
mod plain;
mod prose;
mod sections;

pub(crate) use self::{
    pdf::PDF,
    prose::{MARKDOWN, TEXT},
};
