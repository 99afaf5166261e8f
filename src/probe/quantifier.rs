//! Quantifiers: from the truths of single resources and the state of their population to one outcome.
//!
//! Why: the tables were worked out case by case; each arm is one cell of them, and the tests at the foot restate them as data.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::criterion::{Param, ParamValue};
use crate::model::manifest::{Manifest, ScopeEntry};
use crate::model::mapping::Mapping;
use crate::model::observation::{Closure, Population};
use crate::model::outcome::Outcome;
use crate::model::place::Place;
use crate::model::resource_type::{ALWAYS, RESOURCE_TYPES, TypeId};
use crate::model::value::Value;

use super::bind::Binder;
use super::estate::{Cell, Joined, JoinedEstate};
use super::predicate::Truth;
use super::resource::Asked;
use super::tally::{Tally, Truths};

/// How many resources have to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expect {
    Every,
    Some,
    None,
    Count { least: Option<u64>, most: Option<u64> },
    Distinct { of: &'static str, least: u64 },
    EachAccount,
    EachRegion,
}

/// One resource with what is known of the two parts of the criterion.
pub(crate) struct Judged<'a> {
    pub(crate) joined: &'a Joined,
    pub(crate) truths: Truths,
    pub(crate) asked_narrow: &'a [Asked],
    pub(crate) asked_check: &'a [Asked],
    pub(crate) values: Vec<Value>,
}

/// The declared ground a population stands on.
#[derive(Debug)]
pub struct Frame<'a> {
    /// Declared scope; with none all populations are open.
    pub scope: &'a [ScopeEntry],
    /// Mappings by provider.
    pub mappings: &'a BTreeMap<String, Mapping>,
    /// The profile, for thresholds and regions.
    pub profile: &'a crate::model::profile::Profile,
    /// The day of the audit.
    pub as_of: jiff::civil::Date,
    /// Names of resources that a disposition takes out of the population.
    pub excluded: &'a BTreeSet<String>,
    /// What the bidder says of the bid.
    pub manifest: &'a Manifest,
    /// Its place; none without a readable manifest.
    pub manifest_place: Option<&'a Place>,
}

/// What is known of a population as a whole.
#[derive(Debug)]
pub(crate) struct Ground {
    pub(crate) state: Closure,
    /// Cells without a complete listing, as provider, type and cell.
    pub(crate) missing: Vec<(String, TypeId, Cell)>,
    /// Every cell, with whether it is closed.
    pub(crate) cells: Vec<(String, Cell, bool)>,
    /// A located listing, for `none` over nothing.
    pub(crate) listed: Option<Place>,
    /// Resources outside the declared scope.
    pub(crate) outside: u64,
    /// A file that lists nothing is damaged: what is absent may stand there.
    pub(crate) blurred: bool,
}

impl Frame<'_> {
    /// The state of the population of `types`. Of a trait only the types that a mapping has count.
    pub(crate) fn ground(
        &self,
        types: &[TypeId],
        by_trait: bool,
        estate: &JoinedEstate,
        judged: &[Judged<'_>],
    ) -> Ground {
        let mut ground = Ground {
            state: Closure::Closed,
            missing: Vec::new(),
            cells: Vec::new(),
            listed: None,
            outside: 0,
            blurred: false,
        };
        for entry in self.scope {
            let Some(mapping) = self.mappings.get(&entry.provider) else {
                ground.worsen(Closure::Open);
                continue;
            };
            for ty in types {
                let mapped = mapping.resources.iter().any(|resource| resource.ty == *ty);
                if mapped {
                    ground.add_cells(*ty, entry, mapping, estate);
                    if !self.has_cells(*ty, mapping) {
                        ground.worsen(Closure::Open);
                    }
                } else if !by_trait {
                    ground.worsen(Closure::Open);
                }
            }
        }
        for ty in types {
            ground.worsen(estate.listings.spoiled(None, *ty));
            ground.blurred |= estate.listings.is_blurred(*ty);
        }
        ground.outside = judged.iter().filter(|one| !self.is_inside(one.joined)).count() as u64;
        if self.scope.is_empty() || ground.outside > 0 {
            ground.worsen(Closure::Open);
        }
        ground
    }

    /// Whether the declared scope says where `ty` of a provider may be: in a region of its kind, and in none that is unknown.
    fn has_cells(&self, ty: TypeId, mapping: &Mapping) -> bool {
        let mut entries = self.scope.iter().filter(|entry| entry.provider == mapping.provider);
        let known = |entry: &ScopeEntry| {
            entry.regions.iter().all(|region| mapping.region(region).is_some())
        };
        let all_known = mapping.cell_kind(ty) == "global" || entries.clone().all(known);
        all_known && entries.any(|entry| !Cell::of(ty, entry, mapping).is_empty())
    }

    fn is_inside(&self, joined: &Joined) -> bool {
        let identity = &joined.identity;
        self.scope.iter().filter(|entry| entry.provider == identity.provider).any(|entry| {
            let account =
                identity.account.as_ref().is_some_and(|account| entry.accounts.contains(account));
            let region = identity.region.as_ref().is_none_or(|region| {
                entry.regions.iter().any(|known| known.eq_ignore_ascii_case(region))
                    || region == "global"
            });
            account && region
        })
    }
}

impl Ground {
    fn worsen(&mut self, state: Closure) {
        self.state = self.state.max(state);
    }

    fn add_cells(
        &mut self,
        ty: TypeId,
        entry: &ScopeEntry,
        mapping: &Mapping,
        estate: &JoinedEstate,
    ) {
        for cell in Cell::of(ty, entry, mapping) {
            let listing = estate.listings.complete(mapping, ty, &cell);
            if let Some(place) = listing {
                if self.listed.as_ref().is_none_or(|known| place < known) {
                    self.listed = Some(place.clone());
                }
            } else {
                self.worsen(Closure::Open);
                self.missing.push((entry.provider.clone(), ty, cell.clone()));
            }
            self.cells.push((entry.provider.clone(), cell, listing.is_some()));
        }
    }
}

impl Expect {
    /// Binds the `expect` parameter.
    pub(crate) fn bind(param: &Param, binder: &mut Binder<'_, '_>) -> Option<Self> {
        let expect = Self::read(param, binder);
        if expect.is_none() {
            binder.defect(
                "unbound-parameter",
                param,
                "`expect` is every, some, none, count, distinct or each",
            );
        }
        expect
    }

    fn read(param: &Param, binder: &mut Binder<'_, '_>) -> Option<Self> {
        match (&param.value, param.entries()) {
            (ParamValue::Text(word), _) if word == "every" => Some(Self::Every),
            (ParamValue::Text(word), _) if word == "some" => Some(Self::Some),
            (ParamValue::Text(word), _) if word == "none" => Some(Self::None),
            (_, [(key, operand)]) if key.value == "count" => {
                binder.only(operand, &["at_least", "at_most"]);
                let mut bound = |name| {
                    operand.get(name).and_then(|param| binder.int(param)).map(i64::unsigned_abs)
                };
                let (least, most) = (bound("at_least"), bound("at_most"));
                (least.is_some() || most.is_some()).then_some(Self::Count { least, most })
            }
            (_, [(key, operand)]) if key.value == "distinct" => {
                binder.only(operand, &["of", "at_least"]);
                let of = operand.get("of").and_then(Param::as_text).and_then(attribute_name)?;
                let least = operand.get("at_least").and_then(|param| binder.int(param))?;
                Some(Self::Distinct { of, least: least.unsigned_abs() })
            }
            (_, [(key, operand)]) if key.value == "each" => match operand.as_text() {
                Some("account") => Some(Self::EachAccount),
                Some("region") => Some(Self::EachRegion),
                Some(_) | None => None,
            },
            _ => None,
        }
    }

    pub(crate) fn is_universal(&self) -> bool {
        matches!(self, Self::Every | Self::None)
    }

    /// The attribute whose values are counted.
    pub(crate) fn slot(&self) -> Option<&'static str> {
        match self {
            Self::Distinct { of, .. } => Some(of),
            Self::Every
            | Self::Some
            | Self::None
            | Self::Count { .. }
            | Self::EachAccount
            | Self::EachRegion => None,
        }
    }

    /// The outcome over `judged`, and the counts.
    pub(crate) fn quantify(
        &self,
        estate: bool,
        judged: &[Judged<'_>],
        ground: &Ground,
    ) -> (Outcome, Population) {
        let tally = Tally::of(judged.iter().map(|one| one.truths));
        let outcome = match self {
            Self::Every => tally.every(ground.state),
            Self::Some if estate => tally.some_estate(ground.state),
            Self::Some => tally.some_service(ground.state),
            Self::None => tally.none(ground.state, ground.listed.is_some()),
            Self::Count { least, most } => tally.count(*least, *most, estate, ground.state),
            Self::Distinct { least, .. } => distinct(judged, *least, estate, ground.state),
            Self::EachAccount => {
                each(judged, ground, estate, |cell| (Some(cell.account.clone()), None))
            }
            Self::EachRegion => each(judged, ground, estate, |cell| {
                (Some(cell.account.clone()), cell.region.clone())
            }),
        };
        // What others list and show is known whatever a damaged file may hold; leaving that file out must not help.
        let outcome = if outcome == Outcome::Absent && ground.blurred {
            Outcome::Unreadable
        } else {
            outcome
        };
        (outcome, tally.population(self, ground.state))
    }
}

/// Distinct values among the records that hold.
fn distinct(judged: &[Judged<'_>], least: u64, estate: bool, state: Closure) -> Outcome {
    let hold = judged.iter().filter(|one| one.truths.both() == Truth::True);
    let known = hold.flat_map(|one| &one.values).collect::<BTreeSet<_>>().len() as u64;
    let unknown = judged.iter().filter(|one| match one.truths.both() {
        Truth::True => one.values.is_empty(),
        Truth::Unknown => true,
        Truth::Conflict | Truth::False => false,
    });
    let likely = known + unknown.count() as u64;
    let conflict = judged.iter().filter(|one| one.truths.both() == Truth::Conflict).count() as u64;
    let possible = likely + conflict;
    match () {
        () if known >= least => Outcome::Satisfied,
        () if estate && state == Closure::Closed && !judged.is_empty() && possible < least => {
            Outcome::Violated
        }
        () if state == Closure::Damaged || (conflict > 0 && likely < least) => Outcome::Unreadable,
        () => Outcome::Absent,
    }
}

/// An account, perhaps one region of it.
type Part = (Option<String>, Option<String>);

/// Every declared account, or every declared region of it, has a record that holds.
fn each(
    judged: &[Judged<'_>],
    ground: &Ground,
    estate: bool,
    key: impl Fn(&Cell) -> Part,
) -> Outcome {
    let mut cells: BTreeMap<(&str, Part), bool> = BTreeMap::new();
    for (provider, cell, closed) in &ground.cells {
        *cells.entry((provider, key(cell))).or_insert(true) &= closed;
    }
    let mut outcomes = Vec::new();
    for ((provider, (account, region)), closed) in cells {
        let here = judged.iter().filter(|one| {
            let identity = &one.joined.identity;
            identity.provider == provider
                && identity.account == account
                && (region.is_none() || identity.region == region)
        });
        let truths: Vec<Truth> = here.map(|one| one.truths.both()).collect();
        outcomes.push(match () {
            () if truths.contains(&Truth::True) => Outcome::Satisfied,
            () if truths.contains(&Truth::Conflict) || ground.state == Closure::Damaged => {
                Outcome::Unreadable
            }
            () if estate && closed && !truths.contains(&Truth::Unknown) && !judged.is_empty() => {
                Outcome::Violated
            }
            () => Outcome::Absent,
        });
    }
    Outcome::all(&outcomes)
}

/// An attribute name of the table, whichever type has it.
fn attribute_name(name: &str) -> Option<&'static str> {
    let own = RESOURCE_TYPES.iter().flat_map(|family| family.iter()).flat_map(|ty| ty.attributes);
    ALWAYS.iter().chain(own).find(|attribute| attribute.id == name).map(|attribute| attribute.id)
}
