//! Which parts of which populations have been listed, and how that ended.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::manifest::ScopeEntry;
use crate::model::mapping::{Covers, Mapping};
use crate::model::observation::Closure;
use crate::model::place::Place;
use crate::model::record::{Listing, ListingState, Recorder, Standing};
use crate::model::resource_type::TypeId;

/// Listings seen so far.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Listings {
    seen: BTreeSet<Seen>,
    recorders: BTreeSet<Recorded>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Seen {
    provider: String,
    ty: TypeId,
    account: Option<String>,
    region: Option<String>,
    covers: Covers,
    part: Option<String>,
    state: ListingState,
    full: bool,
    place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Recorded {
    provider: String,
    account: Option<String>,
    region: Option<String>,
    types: Option<Vec<TypeId>>,
}

/// One account and, where the type is not global, one region.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell {
    /// Account.
    pub(crate) account: String,
    /// Region; none for what is listed once per account.
    pub(crate) region: Option<String>,
}

impl Cell {
    /// The cells of `ty` under one declared scope.
    pub(crate) fn of(ty: TypeId, scope: &ScopeEntry, mapping: &Mapping) -> Vec<Self> {
        let kind = mapping.cell_kind(ty);
        let mut cells = Vec::new();
        for account in &scope.accounts {
            if kind == "global" {
                cells.push(Self { account: account.clone(), region: None });
                continue;
            }
            let regions = scope.regions.iter().map(|region| region.to_lowercase());
            let of_kind = regions
                .filter(|region| mapping.region(region).is_some_and(|known| known.kind == kind));
            cells.extend(
                of_kind.map(|region| Self { account: account.clone(), region: Some(region) }),
            );
        }
        cells
    }
}

impl Listings {
    pub(super) fn observe(&mut self, listing: &Listing) {
        for ty in &listing.types {
            self.seen.insert(Seen {
                provider: listing.provider.clone(),
                ty: *ty,
                account: listing.account.as_ref().map(|account| account.value.raw().to_owned()),
                region: listing.region.as_ref().map(|region| region.value.raw().to_lowercase()),
                covers: listing.covers,
                part: listing.part.clone(),
                state: listing.state,
                full: listing.standing == Standing::Full,
                place: listing.place.clone(),
            });
        }
    }

    pub(super) fn observe_recorder(&mut self, recorder: &Recorder) {
        if recorder.standing == Standing::Full {
            self.recorders.insert(Recorded {
                provider: recorder.provider.clone(),
                account: recorder.account.as_ref().map(|account| account.value.raw().to_owned()),
                region: recorder.region.as_ref().map(|region| region.value.raw().to_lowercase()),
                types: recorder.types.clone(),
            });
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.seen.extend(other.seen);
        self.recorders.extend(other.recorders);
    }

    /// Whether a listing of `ty` was denied or damaged, or left pages; closed if neither.
    pub(crate) fn spoiled(&self, provider: Option<&str>, ty: TypeId) -> Closure {
        let of_type = self
            .seen
            .iter()
            .filter(|seen| seen.ty == ty && provider.is_none_or(|name| seen.provider == name));
        of_type
            .map(|seen| match seen.state {
                ListingState::Denied | ListingState::Damaged => Closure::Damaged,
                ListingState::Paged => Closure::Open,
                ListingState::Complete | ListingState::IfRecorded | ListingState::Blurred => {
                    Closure::Closed
                }
            })
            .max()
            .unwrap_or(Closure::Closed)
    }

    /// Whether a file that lists nothing, but says something of such resources, is denied or damaged.
    pub(crate) fn is_blurred(&self, ty: TypeId) -> bool {
        self.seen.iter().any(|seen| seen.ty == ty && seen.state == ListingState::Blurred)
    }

    /// The place of a complete listing of `cell`. Where the mapping divides the type into parts, every part has to be listed.
    pub(crate) fn complete(&self, mapping: &Mapping, ty: TypeId, cell: &Cell) -> Option<&Place> {
        match mapping.parts.get(&ty) {
            None => self.listed(&mapping.provider, ty, cell, None),
            Some(parts) => {
                let places =
                    parts.iter().map(|part| self.listed(&mapping.provider, ty, cell, Some(part)));
                places.collect::<Option<Vec<_>>>()?.into_iter().min()
            }
        }
    }

    fn listed(
        &self,
        provider: &str,
        ty: TypeId,
        cell: &Cell,
        part: Option<&String>,
    ) -> Option<&Place> {
        let covering = self.seen.iter().filter(|seen| {
            seen.full
                && seen.provider == provider
                && seen.ty == ty
                && (part.is_none() || seen.part.as_ref() == part)
                && seen.account.as_ref() == Some(&cell.account)
                && (seen.covers == Covers::Account
                    || cell.region.is_none()
                    || seen.region == cell.region)
        });
        covering
            .filter(|seen| match seen.state {
                ListingState::Complete => true,
                ListingState::IfRecorded => self.records(seen, cell),
                ListingState::Paged
                | ListingState::Denied
                | ListingState::Damaged
                | ListingState::Blurred => false,
            })
            .map(|seen| &seen.place)
            .min()
    }

    /// Places of denied or damaged listings of `ty`, in order.
    pub(crate) fn damaged(&self, ty: TypeId) -> impl Iterator<Item = &Place> {
        let of_type = self.seen.iter().filter(move |seen| seen.ty == ty);
        let bad = of_type.filter(|seen| {
            matches!(
                seen.state,
                ListingState::Denied | ListingState::Damaged | ListingState::Blurred
            )
        });
        bad.map(|seen| &seen.place).collect::<BTreeSet<_>>().into_iter()
    }

    fn records(&self, seen: &Seen, cell: &Cell) -> bool {
        self.recorders.iter().any(|recorder| {
            recorder.provider == seen.provider
                && recorder.account.as_ref() == Some(&cell.account)
                && (cell.region.is_none() || recorder.region == cell.region)
                && recorder.types.as_ref().is_none_or(|types| types.contains(&seen.ty))
        })
    }
}
