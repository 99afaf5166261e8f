//! The assessment: plan, run, judge, score, decide.
//!
//! `plan` binds criteria to probes and chooses which child of each `first` decides. `run` reads every file once and folds its
//! records. `judge` concludes, then applies answers, plans, reviews and dispositions, and ends in the gap report.
//!
//! Architecture invariant: pure but for reading artifacts. The day, the files and the worker come from outside.

mod claim;
mod decide;
mod delivery;
mod edition;
mod evaluate;
mod example;
mod finding;
mod gate;
mod judge;
mod lint;
mod plan;
mod run;
mod score;
mod standing;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use edition::{ChangeKind, EditionChange, changes as edition_changes};
pub use example::{ExampleFailure, ExampleGround, run_examples, run_mutants};
pub use gate::{Gate, GateError, Held};
pub use judge::{Case, judge};
pub use lint::lint;
pub use plan::{Plan, PlanInput, plan};
pub use run::{Evidence, run};
