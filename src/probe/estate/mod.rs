//! The one state of what resources say, shared by all probes.
//!
//! Per resource and source it keeps two bits per asked predicate, *seen true* and *seen false*, a third for *cannot be read*, one
//! place, and the capture day: newer replaces older within one source. No native value is kept but those that deciding
//! observations show and `distinct` counts. Merging is or; quantifiers are evaluated only after the last merge.

mod join;
mod listing;
mod pairs;
mod plan;
mod said;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::document::DocumentKind;
use crate::model::record::{Passage, Record, Resource, Standing};
use crate::model::resource_type::TypeId;
use crate::model::text::Untrusted;

use super::phrase::Text;
use super::predicate::Regions;
pub(crate) use join::Joined;
pub use join::JoinedEstate;
pub(crate) use listing::{Cell, Listings};
pub use plan::EstatePlan;
pub(crate) use plan::{PredicateId, SlotId};
use said::{Facet, Said};

/// What all resource evidence says so far.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct Estate {
    #[serde(with = "pairs")]
    resources: BTreeMap<Identity, Vec<(Facet, Said)>>,
    listings: Listings,
    located: BTreeSet<(TypeId, String)>,
}

/// What a source calls a resource. Account and region are missing where neither the source nor the manifest states them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Identity {
    pub(crate) provider: String,
    pub(crate) ty: TypeId,
    pub(crate) key: Untrusted,
    pub(crate) account: Option<String>,
    pub(crate) region: Option<String>,
}

impl Estate {
    /// Takes one record in.
    pub(crate) fn observe(&mut self, record: &Record, plan: &EstatePlan, regions: &Regions<'_>) {
        match record {
            Record::Resource(resource) if plan.asks(resource.ty) => {
                self.observe_resource(resource, plan, regions);
            }
            Record::Listing(listing) => self.listings.observe(listing),
            Record::Recorder(recorder) => self.listings.observe_recorder(recorder),
            Record::Passage(passage) if passage.kind == DocumentKind::DataLocation => {
                self.observe_passage(passage, plan);
            }
            Record::Resource(_)
            | Record::Service(_)
            | Record::Certificate(_)
            | Record::Commitment(_)
            | Record::Passage(_)
            | Record::Answer(_)
            | Record::PlanItem(_)
            | Record::Log(_)
            | Record::ScanRun(_)
            | Record::ScanFinding(_)
            | Record::Damaged(_) => {}
        }
    }

    /// Takes another state of the same plan in.
    pub(crate) fn merge(&mut self, other: Self) {
        for (identity, facets) in other.resources {
            let known = self.resources.entry(identity).or_default();
            for (facet, said) in facets {
                add(known, facet, said);
            }
        }
        self.listings.merge(other.listings);
        self.located.extend(other.located);
    }

    fn observe_resource(&mut self, resource: &Resource, plan: &EstatePlan, regions: &Regions<'_>) {
        let identity = Identity {
            provider: resource.provider.clone(),
            ty: resource.ty,
            key: resource.key.clone(),
            account: resource.account.as_ref().map(|account| account.value.raw().to_owned()),
            region: resource.region.as_ref().map(|region| region.value.raw().to_lowercase()),
        };
        let facet = Facet { source: resource.source.clone(), standing: resource.standing };
        add(self.resources.entry(identity).or_default(), facet, Said::of(resource, plan, regions));
    }

    fn observe_passage(&mut self, passage: &Passage, plan: &EstatePlan) {
        if passage.standing != Standing::Full {
            return;
        }
        for sentence in Text::new(passage.text.raw()).sentences() {
            for (ty, region) in plan.located_in(&sentence) {
                self.located.insert((ty, region));
            }
        }
    }
}

/// Adds what one source says; within one source newer replaces older.
fn add(facets: &mut Vec<(Facet, Said)>, facet: Facet, said: Said) {
    match facets.binary_search_by(|(known, _)| known.cmp(&facet)) {
        Ok(at) => {
            if let Some((_, known)) = facets.get_mut(at) {
                known.merge(said);
            }
        }
        Err(at) => {
            facets.reserve_exact(1);
            facets.insert(at, (facet, said));
        }
    }
}
