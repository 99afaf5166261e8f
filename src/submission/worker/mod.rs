//! Decoders that hostile files can abort, hang or balloon run in a process of their own.
//!
//! The worker is our own executable under a hidden subcommand. It confines itself before it reads its
//! standard input, answers with one JSON object and ends; the parent bounds the time and the answer.
//! The library never looks for the executable: whoever starts an audit says where it is.

mod answer;
mod child;
mod confine;
mod fault;
mod kind;
mod parent;

pub use crate::submission::pdf::{CutReason, PdfCounters, PdfFault, PdfText};
pub use child::serve;
pub use fault::{Stop, WorkerFault};
pub use kind::{SUBCOMMAND, WorkerKind};
pub use parent::{WorkerLimits, run};
