//! What a probe saw and where, and what it concludes from it.

use serde::{Deserialize, Serialize};

use super::outcome::{Method, Outcome};
use super::place::Place;
use super::text::{LocalText, Untrusted};

/// One thing seen, or looked for and not seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// What it means for the probe.
    pub outcome: Outcome,
    /// Where; none only for what is not there.
    pub place: Option<Place>,
    /// The record: a resource's id, a certificate's number, a service's id.
    pub record: Option<Untrusted>,
    /// The attribute.
    pub attribute: Option<String>,
    /// What was found.
    pub found: Option<Untrusted>,
    /// What was expected, in the catalogue's words.
    pub expected: Option<String>,
    /// Whether it rests on a declaration of the manifest.
    pub declared: bool,
    /// Words of a document.
    pub quote: Option<Untrusted>,
    /// What it means, for people.
    pub message: LocalText,
}

/// Whether every resource of a population has been seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Closure {
    /// Every cell has a complete listing.
    Closed,
    /// A cell has none, or a listing left pages.
    Open,
    /// A listing was denied or its file is damaged.
    Damaged,
}

/// The resources a probe judged, counted exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Population {
    /// Whether all of it has been seen.
    pub state: Closure,
    /// Distinct resources of the asked types.
    pub seen: u64,
    /// Those the criterion applies to.
    pub examined: u64,
    /// Those seen to be wrong.
    pub violating: u64,
    /// Those whose sources disagree or cannot be read.
    pub unreadable: u64,
    /// Those that left by their lifecycle state.
    pub gone: u64,
}

/// What a probe concludes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclusion {
    /// The outcome.
    pub outcome: Outcome,
    /// How the evidence was looked at.
    pub method: Method,
    /// The population, for probes that have one.
    pub population: Option<Population>,
    /// The deciding observations: the first by place.
    pub observations: Vec<Observation>,
    /// How many more there are.
    pub truncated: u64,
    /// Providers whose resources or entries decide, for the delivery rule.
    pub providers: Vec<String>,
    /// Worst delivery stated by a deciding service entry.
    pub delivery: Option<super::document::Delivery>,
    /// Last day it holds, where evidence lapses.
    pub until: Option<jiff::civil::Date>,
}

impl Observation {
    /// An observation with outcome and message alone.
    pub fn new(outcome: Outcome, message: LocalText) -> Self {
        Self {
            outcome,
            place: None,
            record: None,
            attribute: None,
            found: None,
            expected: None,
            declared: false,
            quote: None,
            message,
        }
    }

    /// The same at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }
}

impl Conclusion {
    /// A conclusion. Satisfied needs a located observation: without one it is absent.
    pub fn new(outcome: Outcome, method: Method, observations: Vec<Observation>) -> Self {
        let located = observations.iter().any(|seen| seen.place.is_some());
        let outcome =
            if outcome == Outcome::Satisfied && !located { Outcome::Absent } else { outcome };
        Self {
            outcome,
            method,
            population: None,
            observations,
            truncated: 0,
            providers: Vec::new(),
            delivery: None,
            until: None,
        }
    }
}
