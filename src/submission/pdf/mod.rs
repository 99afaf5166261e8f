//! Text of PDF files: pages of lines in reading order, with counters that say how far to trust them.
//!
//! Only text is interpreted; images, colors, scripts and attachments are never decoded. A file can
//! make the decoder allocate without bound or abort, so [`extract`] runs only in the worker process
//! (see `submission::worker`). What cannot be read is a [`PdfFault`], never an empty text.

mod annotations;
mod borders;
mod cid;
mod columns;
mod contents;
mod document;
mod fault;
mod fonts;
mod frame;
mod glyphs;
mod integrity;
mod interpreter;
mod limits;
mod lines;
mod matrix;
mod operands;
mod rows;
mod state;
mod table;
mod text;

pub(crate) use document::extract;
pub use fault::{CutReason, PdfFault};
pub(crate) use limits::PdfLimits;
pub use text::{PdfCounters, PdfText};
