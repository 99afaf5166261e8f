//! Probes: mergeable folds over typed evidence records.
//!
//! A probe says what it wants, folds records into a state, and concludes after the last merge. States merge associatively,
//! commutatively and idempotently, so order, repetition, shards and threads are the same thing. What resources say is kept once
//! for all probes, in the [`estate::Estate`].
//!
//! Architecture invariant: a probe never sees a requirement or an adapter.

mod answer;
mod bind;
mod certificate;
mod commitment;
mod delivery;
mod document;
pub mod estate;
mod figure;
mod log;
mod message;
mod phrase;
mod predicate;
mod quantifier;
mod registry;
mod resource;
mod service;
mod tally;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use std::any::Any;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::model::observation::Conclusion;
use crate::model::record::Record;
use crate::model::text::Bilingual;
use crate::model::wanted::Wanted;

pub use bind::Terms;
pub(crate) use bind::words;
pub use estate::{Estate, EstatePlan, JoinedEstate};
pub(crate) use predicate::{Regions, thousandths, value_of};
pub use quantifier::Frame;
pub use registry::{PROBES, ProbeEntry};
pub use resource::asked as asked_of_resources;

/// How many deciding observations a conclusion keeps; the rest is counted.
pub const OBSERVATIONS: usize = 20;

/// What a probe is, for `explain` and `list`.
#[derive(Debug)]
pub struct ProbeMeta {
    /// Id, as criteria write it.
    pub id: &'static str,
    /// One line.
    pub summary: Bilingual,
    /// Parameters and meaning.
    pub explain: Bilingual,
    /// A criterion that uses it; a test binds it.
    pub example: &'static str,
}

/// One kind of probe, bound to its parameters.
pub trait ProbeKind: Send + Sync + 'static {
    /// What it keeps of the records. Merging is associative, commutative and idempotent.
    type State: Default + Serialize + DeserializeOwned + Send + 'static;

    /// What it wants to see.
    fn wanted(&self) -> Wanted;
    /// Takes one record in.
    fn observe(&self, state: &mut Self::State, record: &Record);
    /// Takes another state in.
    fn merge(&self, into: &mut Self::State, other: Self::State);
    /// Concludes after the last merge.
    fn conclude(&self, state: &Self::State, estate: &JoinedEstate, frame: &Frame<'_>)
    -> Conclusion;
}

/// The state of one bound probe.
pub struct FoldState(Box<dyn Any + Send>);

/// A bound probe of any kind.
pub trait Probe: Send + Sync {
    /// What it wants to see.
    fn wanted(&self) -> Wanted;
    /// The empty state.
    fn start(&self) -> FoldState;
    /// Takes one record in.
    fn observe(&self, state: &mut FoldState, record: &Record);
    /// Takes another state of the same probe in.
    fn merge(&self, into: &mut FoldState, other: FoldState);
    /// Concludes after the last merge.
    fn conclude(&self, state: &FoldState, estate: &JoinedEstate, frame: &Frame<'_>) -> Conclusion;
    /// The state as a value, for a partial result.
    fn save(&self, state: &FoldState) -> serde_json::Value;
    /// The state a partial result holds.
    fn restore(&self, saved: serde_json::Value) -> Result<FoldState, serde_json::Error>;
}

impl<P: ProbeKind> Probe for P {
    fn wanted(&self) -> Wanted {
        ProbeKind::wanted(self)
    }

    fn start(&self) -> FoldState {
        FoldState(Box::new(P::State::default()))
    }

    fn observe(&self, state: &mut FoldState, record: &Record) {
        if let Some(state) = state.0.downcast_mut::<P::State>() {
            ProbeKind::observe(self, state, record);
        }
    }

    fn merge(&self, into: &mut FoldState, other: FoldState) {
        if let (Some(into), Ok(other)) =
            (into.0.downcast_mut::<P::State>(), other.0.downcast::<P::State>())
        {
            ProbeKind::merge(self, into, *other);
        }
    }

    fn conclude(&self, state: &FoldState, estate: &JoinedEstate, frame: &Frame<'_>) -> Conclusion {
        match state.0.downcast_ref::<P::State>() {
            Some(state) => ProbeKind::conclude(self, state, estate, frame),
            None => ProbeKind::conclude(self, &P::State::default(), estate, frame),
        }
    }

    fn save(&self, state: &FoldState) -> serde_json::Value {
        let saved = state.0.downcast_ref::<P::State>().map(serde_json::to_value);
        saved.and_then(Result::ok).unwrap_or(serde_json::Value::Null)
    }

    fn restore(&self, saved: serde_json::Value) -> Result<FoldState, serde_json::Error> {
        serde_json::from_value::<P::State>(saved).map(|state| FoldState(Box::new(state)))
    }
}
