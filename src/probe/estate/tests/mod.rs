//! What resources say together: the algebra of the state, how sources join, and when a population is closed.

mod algebra;
mod join;
mod listing;

use crate::model::catalogue::Subject;
use crate::model::outcome::Outcome;
use crate::model::record::{Record, Resource};
use crate::probe::testing::{Bench, Bound, listings};

const EVERY: &str = "{ type: object-store.bucket, where: { public.allowed: { equals: false } }, expect: every, check: { versioning.enabled: { equals: true } } }";
const VERSIONED: &str =
    "{ type: object-store.bucket, expect: every, check: { versioning.enabled: { equals: true } } }";
const NONE: &str =
    "{ type: object-store.bucket, expect: none, check: { public.allowed: { equals: true } } }";
const AT_HOME: &str =
    "{ type: object-store.bucket, expect: every, check: { region: { within: japan } } }";

fn bound(bench: &Bench, with: &str) -> Bound {
    bench
        .bind(Subject::Estate, "resource", with)
        .unwrap_or_else(|defects| panic!("{with}: {defects:?}"))
}

fn with_listings(resources: Vec<Resource>) -> Vec<Record> {
    resources.into_iter().map(Record::Resource).chain(listings()).collect()
}

fn outcome(with: &str, records: &[Record]) -> Outcome {
    Bench::new().conclude(Subject::Estate, "resource", with, records).outcome
}
