//! `sekisho` (関所) audits a cloud provider's tender submission against the requirements of Japan's Government Cloud and says,
//! requirement by requirement, what is proven, what is disproven, and what nobody can know yet.
//!
//! Data flows one way: `cli` resolves arguments, `load` reads catalogue, profile, mappings and the agency's decisions, `assess`
//! plans what to ask, `submission` turns hostile files into evidence records, `probe` folds them, `assess` judges, and `render`
//! writes the finished report.
//!
//! Architecture invariant: absence never passes and is never called a failure. Nothing after the arguments are resolved asks
//! the system anything, so the same bytes give the same report.

pub mod assess;
pub mod cli;
pub mod load;
pub mod model;
pub mod probe;
pub mod render;
pub mod submission;
