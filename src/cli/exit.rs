//! Exit status: what a caller can rely on, whatever the format.

use std::process::{ExitCode, Termination};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// Done; the gate holds.
    Success,
    /// The gate does not hold, or a check found something.
    Failure,
    /// It could not be done: usage, catalogue, profile, unreadable submission, output not writable.
    Impossible,
    /// The gate would hold, but something of the evidence could not be read.
    Incomplete,
}

impl ExitStatus {
    /// The number.
    pub const fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Failure => 1,
            Self::Impossible => 2,
            Self::Incomplete => 3,
        }
    }
}

impl Termination for ExitStatus {
    fn report(self) -> ExitCode {
        ExitCode::from(self.code())
    }
}
