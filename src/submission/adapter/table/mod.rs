//! Tables of the bidder: answers, services, certificates, commitments and the plan, as CSV, TOML or JSON of the same columns.
//!
//! A column is written by its key or its Japanese name. Every row is a claim: it proves nothing alone. XLSX is not read.
//!
//! Architecture invariant: a row is read or named. A cell that cannot be understood is empty in the record and has a diagnostic.

mod answers;
mod cells;
mod certificates;
mod commitments;
mod csv;
mod json;
mod plan;
mod reader;
mod row;
mod services;
mod shape;
mod toml;

pub(crate) use self::{
    answers::ANSWERS, certificates::CERTIFICATES, commitments::COMMITMENTS, plan::PLAN,
    services::SERVICES,
};
