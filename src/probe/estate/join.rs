//! Joining: which identities are one resource, and what all its sources say together.
//!
//! Identities of one provider, type and name are one resource unless account or region, where both are stated, differ.
//! A facet that fits several resources belongs to none: what it says stays unknown, and it is counted.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::mapping::Mapping;
use crate::model::place::Place;
use crate::model::record::{Limit, Standing};
use crate::model::resource_type::TypeId;
use crate::model::text::Untrusted;
use crate::model::value::Value;

use super::super::predicate::Truth;
use super::said::{Bits, Facet, Said};
use super::{Estate, Identity, Listings, PredicateId, SlotId, add};

/// Every resource, joined, with the listings.
#[derive(Debug, Default)]
pub struct JoinedEstate {
    resources: BTreeMap<TypeId, Vec<Joined>>,
    pub(crate) listings: Listings,
    unjoined: u64,
}

/// One resource with what all its sources say.
#[derive(Debug)]
pub(crate) struct Joined {
    /// What it is called.
    pub(crate) identity: Identity,
    /// It left the population by its lifecycle state.
    pub(crate) gone: bool,
    /// The declared region is confirmed by a data-location document.
    located: bool,
    /// What each source says, history left out. Kept as it came: one estate may hold a million resources.
    facets: Facets,
}

impl JoinedEstate {
    /// Joins what `estate` says. `mappings` tell which types have no region.
    pub fn new(estate: Estate, mappings: &BTreeMap<String, Mapping>) -> Self {
        let mut unjoined = 0;
        let mut resources: BTreeMap<TypeId, Vec<Joined>> = BTreeMap::new();
        for group in groups(estate.resources, mappings) {
            for (identity, facets) in unite(group, &mut unjoined) {
                let declared = facets.iter().filter_map(|(_, said)| said.declared.clone());
                let mut places = declared.map(|region| (identity.ty, region));
                let located = places.any(|at| estate.located.contains(&at));
                let joined =
                    Joined { gone: gone(&facets), located, facets: current(facets), identity };
                resources.entry(joined.identity.ty).or_default().push(joined);
            }
        }
        Self { resources, listings: estate.listings, unjoined }
    }

    /// Resources of `ty`, in order of their names.
    pub(crate) fn of_type(&self, ty: TypeId) -> &[Joined] {
        self.resources.get(&ty).map_or(&[], Vec::as_slice)
    }

    /// Facets that fit several resources.
    pub fn unjoined(&self) -> u64 {
        self.unjoined
    }

    /// Distinct resources by type, those that are gone left out.
    pub fn populations(&self) -> BTreeMap<TypeId, u64> {
        let count = |joined: &Vec<Joined>| joined.iter().filter(|one| !one.gone).count() as u64;
        self.resources.iter().map(|(ty, joined)| (*ty, count(joined))).collect()
    }
}

type Facets = Vec<(Facet, Said)>;
type Group = Vec<(Identity, Facets)>;

/// Identities by provider, type and name, aliases resolved, regions of global types dropped.
fn groups(
    resources: BTreeMap<Identity, Facets>,
    mappings: &BTreeMap<String, Mapping>,
) -> impl Iterator<Item = Group> {
    let names = aliases(&resources);
    let rename = move |(mut identity, facets): (Identity, Facets)| {
        let name = (identity.provider.clone(), identity.ty, identity.key.clone());
        if let Some(Some(key)) = names.get(&name) {
            identity.key = key.clone();
        }
        let global = mappings
            .get(&identity.provider)
            .is_some_and(|known| known.cell_kind(identity.ty) == "global");
        if global {
            identity.region = None;
        }
        (identity, facets)
    };
    let mut renamed: Vec<_> = resources.into_iter().map(rename).collect();
    renamed.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut rest = renamed.into_iter().peekable();
    std::iter::from_fn(move || {
        let mut group: Group = vec![rest.next()?];
        while let Some((identity, facets)) =
            rest.next_if(|(next, _)| group.iter().any(|(known, _)| is_named(known, next)))
        {
            match group.last_mut() {
                Some((known, said)) if *known == identity => {
                    for (facet, more) in facets {
                        add(said, facet, more);
                    }
                }
                Some(_) | None => group.push((identity, facets)),
            }
        }
        Some(group)
    })
}

fn is_named(known: &Identity, other: &Identity) -> bool {
    (&known.provider, known.ty, &known.key) == (&other.provider, other.ty, &other.key)
}

/// Which name an alias stands for; none where two resources claim it.
fn aliases(
    resources: &BTreeMap<Identity, Facets>,
) -> BTreeMap<(String, TypeId, Untrusted), Option<Untrusted>> {
    let mut names: BTreeMap<_, Option<Untrusted>> = BTreeMap::new();
    for (identity, facets) in resources {
        for alias in facets
            .iter()
            .flat_map(|(_, said)| &said.aliases)
            .filter(|alias| **alias != identity.key && is_used(resources, identity, alias))
        {
            names
                .entry((identity.provider.clone(), identity.ty, alias.clone()))
                .and_modify(|known| {
                    if known.as_ref() != Some(&identity.key) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(identity.key.clone()));
        }
    }
    names
}

/// Whether some source calls a resource by this alias.
fn is_used(resources: &BTreeMap<Identity, Facets>, identity: &Identity, alias: &Untrusted) -> bool {
    let first = Identity { key: alias.clone(), account: None, region: None, ..identity.clone() };
    resources.range(first.clone()..).next().is_some_and(|(found, _)| is_named(found, &first))
}

/// Unites identities of one name that do not contradict each other, the most specific first.
fn unite(group: Group, unjoined: &mut u64) -> Vec<(Identity, Facets)> {
    let mut identities = group;
    let missing = |identity: &Identity| {
        usize::from(identity.account.is_none()) + usize::from(identity.region.is_none())
    };
    identities.sort_by(|(a, _), (b, _)| missing(a).cmp(&missing(b)).then_with(|| a.cmp(b)));
    let mut united: Vec<(Identity, Facets)> = Vec::new();
    for (identity, facets) in identities {
        let fitting: Vec<usize> = (0..united.len())
            .filter(|at| united.get(*at).is_some_and(|(known, _)| fits(known, &identity)))
            .collect();
        match fitting.as_slice() {
            [] => united.push((identity, facets)),
            [at] => {
                if let Some((known, said)) = united.get_mut(*at) {
                    known.account = known.account.take().or(identity.account);
                    known.region = known.region.take().or(identity.region);
                    for (facet, more) in facets {
                        add(said, facet, more);
                    }
                }
            }
            _ => *unjoined += 1,
        }
    }
    united
}

fn fits(known: &Identity, other: &Identity) -> bool {
    let same = |a: &Option<String>, b: &Option<String>| a.is_none() || b.is_none() || a == b;
    same(&known.account, &other.account) && same(&known.region, &other.region)
}

impl Joined {
    /// Where it is first seen.
    pub(crate) fn place(&self) -> Option<&Place> {
        self.facets.iter().map(|(_, said)| &said.place).min()
    }

    /// Newest capture that may satisfy.
    pub(crate) fn captured(&self) -> Option<Date> {
        self.speaking(Standing::Full).filter_map(|said| said.captured).max()
    }

    /// Whether its region is only declared.
    pub(crate) fn is_declared(&self) -> bool {
        self.facets.iter().all(|(_, said)| said.declared.is_some())
    }

    /// Whether evidence that may satisfy shows the resource at all.
    pub(crate) fn is_seen(&self) -> bool {
        self.speaking(Standing::Full).next().is_some()
    }

    fn speaking(&self, standing: Standing) -> impl Iterator<Item = &Said> {
        self.facets
            .iter()
            .filter(move |(facet, _)| facet.standing == standing)
            .map(|(_, said)| said)
    }

    fn bits(&self, speaks: impl Fn(Standing) -> bool) -> Bits {
        let mut bits = Bits::default();
        let said = self.facets.iter().filter(|(facet, _)| speaks(facet.standing));
        said.for_each(|(_, said)| bits.or(&said.bits));
        bits
    }

    /// What evidence that may satisfy says of a predicate.
    pub(crate) fn truth(&self, at: PredicateId, residency: bool) -> Truth {
        self.resolve(&self.bits(|standing| standing == Standing::Full), at, residency)
    }

    /// The same with evidence added that may only violate: a limited or intended false counts, a true changes nothing
    /// that is known.
    pub(crate) fn accused(&self, at: PredicateId, residency: bool) -> Truth {
        let intends = |standing| standing == Standing::Limited(Limit::Intended);
        let limited = self.bits(|standing| standing != Standing::Full && !intends(standing));
        let of = |bits: &Bits| self.resolve(bits, at, residency);
        match (of(&limited), of(&self.bits(intends)), self.truth(at, residency)) {
            (_, _, Truth::Conflict) => Truth::Conflict,
            (Truth::False | Truth::Conflict, _, _) | (_, Truth::False | Truth::Conflict, _) => {
                Truth::False
            }
            (Truth::True, _, Truth::Unknown) | (_, Truth::True, Truth::Unknown) => Truth::True,
            (_, _, known) => known,
        }
    }

    /// Whether a planned configuration says a predicate will be false.
    pub(crate) fn intends_false(&self, at: PredicateId) -> bool {
        self.bits(|standing| standing == Standing::Limited(Limit::Intended)).get(at.0)
            == Truth::False
    }

    /// The value that made a predicate false, with its place: the first by place.
    pub(crate) fn found(&self, at: PredicateId) -> Option<(&Value, &Place)> {
        let said = self.facets.iter().map(|(_, said)| said);
        let found = said.flat_map(|said| {
            said.found.iter().map(move |(known, value)| (*known, value, &said.place))
        });
        let of = found.filter(|(known, _, _)| *known == at.0);
        of.map(|(_, value, place)| (value, place)).min_by(|(_, a), (_, b)| a.cmp(b))
    }

    /// Values of a counted attribute.
    pub(crate) fn values(&self, slot: SlotId) -> impl Iterator<Item = &Value> {
        let values = self.speaking(Standing::Full).flat_map(|said| &said.values);
        values.filter(move |(at, _)| *at == slot.0).map(|(_, value)| value)
    }

    fn resolve(&self, bits: &Bits, at: PredicateId, residency: bool) -> Truth {
        let native = bits.get(at.0);
        if !residency || native != Truth::Unknown {
            return native;
        }
        let declared = bits.get(at.0 + 1);
        if declared == Truth::True && !self.located { Truth::Unknown } else { declared }
    }
}

/// The newest sources decide whether a resource is gone; one of them that shows it keeps it in. What may only violate decides
/// only where nothing else speaks.
fn gone(facets: &Facets) -> bool {
    let seen = facets.iter().any(|(facet, _)| facet.standing == Standing::Full);
    let speaks = |facet: &Facet| !seen || facet.standing == Standing::Full;
    let speaking = facets.iter().filter(|(facet, _)| speaks(facet));
    let newest = speaking.clone().map(|(_, said)| said.captured).max();
    let mut latest = speaking.filter(|(_, said)| Some(said.captured) == newest).peekable();
    latest.peek().is_some() && latest.all(|(_, said)| said.gone)
}

/// What a source said when it was stale is history where the same source says something current.
fn current(facets: Facets) -> Facets {
    let of = facets.iter().filter(|(facet, _)| facet.standing == Standing::Full);
    let sources: BTreeSet<String> = of.map(|(facet, _)| facet.source.clone()).collect();
    let is_history = |facet: &Facet| {
        facet.standing == Standing::Limited(Limit::Stale) && sources.contains(&facet.source)
    };
    facets.into_iter().filter(|(facet, _)| !is_history(facet)).collect()
}
