//! Tests of the reader as a whole: tables of cases, agreement with `serde_json` on random documents and projections, and
//! single-byte mutations of exports.

mod cases;
mod limits;
mod mutation;
mod oracle;
mod record;
mod samples;

pub(super) use self::record::to_json;
