//! Named derivations: what the grammar of a mapping cannot say about a native value.
//!
//! A derivation is a pure function of the values at an attribute's paths. Mappings name it, `explain` lists it.
//!
//! Architecture invariant: a derivation sees pruned values only, never a file, and never guesses. What does not decide the
//! attribute is [`Reading::Unknown`]; what cannot be understood is [`Reading::Unreadable`].

mod aws_condition;
mod aws_document;
mod aws_event;
mod aws_filter;
mod aws_key;
mod aws_policy;
mod aws_region;
mod aws_scp;
mod aws_trail;
mod aws_waf;
mod aws_watch;
mod general;
mod native;
mod network;
mod sakura;
#[cfg(test)]
pub(super) mod testing;

use crate::model::mapping::Mapping;
use crate::model::text::Bilingual;
use crate::model::value::Reading;
use crate::submission::json::Tree;

pub(crate) use native::{arn_field, fold, found, opened, settle, text};

/// What a derivation is given.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input<'a> {
    /// The values at each path, in the order of the paths; a missing member and null give none. Nothing in them is bad.
    pub(crate) values: &'a [Vec<&'a Tree>],
    /// For each path, whether the list that its last `[*]` or filter goes over is there, be it empty.
    pub(crate) listed: &'a [bool],
    /// Account of the record.
    pub(crate) account: Option<&'a str>,
    /// Region of the record, stated natively.
    pub(crate) region: Option<&'a str>,
    /// The mapping that names the derivation.
    pub(crate) mapping: &'a Mapping,
}

/// A function from native values to a reading.
pub(crate) type Derivation = fn(&Input<'_>) -> Reading;

/// A derivation with its name in mappings and its meaning.
pub(crate) type Entry = (&'static str, Derivation, Bilingual);

/// Every derivation, by the file that holds it.
pub(crate) const DERIVATIONS: &[&[Entry]] = &[
    general::ENTRIES,
    aws_condition::ENTRIES,
    aws_key::ENTRIES,
    aws_policy::ENTRIES,
    aws_region::ENTRIES,
    aws_scp::ENTRIES,
    aws_trail::ENTRIES,
    aws_waf::ENTRIES,
    aws_watch::ENTRIES,
    network::ENTRIES,
    sakura::ENTRIES,
];

/// The derivation called `name`.
pub(crate) fn find(name: &str) -> Option<Derivation> {
    DERIVATIONS
        .iter()
        .flat_map(|entries| entries.iter())
        .find(|(id, _, _)| *id == name)
        .map(|(_, derivation, _)| *derivation)
}
