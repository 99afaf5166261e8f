//! The `service` probe: an entry of the service list with what corroborates it.
//!
//! An entry is a claim. It counts only with a current service specification that names service and function in one passage, or
//! with a resource that is the service itself.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::capability::Capability;
use crate::model::criterion::Param;
use crate::model::document::{Delivery, DocumentKind, ServiceStatus};
use crate::model::observation::{Conclusion, Observation};
use crate::model::outcome::{Method, Outcome};
use crate::model::place::{FileId, Place};
use crate::model::record::{Passage, Record, Service};
use crate::model::resource_type::TypeId;
use crate::model::text::{Bilingual, Untrusted};
use crate::model::wanted::Wanted;

use super::bind::{Binder, say};
use super::document::{QUOTE, bound, is_current, look_beyond};
use super::estate::{EstatePlan, JoinedEstate};
use super::phrase::{Hit, Phrase, Text};
use super::predicate::{Regions, Truth};
use super::quantifier::Frame;
use super::{OBSERVATIONS, ProbeKind, ProbeMeta};

/// Most corroborating passages kept for one capability.
const PASSAGES: usize = 200;
/// Longest passage kept, in characters.
const PASSAGE: usize = 4_000;

pub(super) const META: ProbeMeta = ProbeMeta {
    id: "service",
    summary: Bilingual {
        ja: "サービス一覧の記載が、仕様書又は実在する資源で裏付けられるか",
        en: "an entry of the service list, corroborated",
    },
    explain: Bilingual {
        ja: "capability(機能)を持つ項目が status(提供状態)にあり、有効なサービス仕様書がサービス名と機能を同じ節で述べているか、そのサービスの資源が\
             あることを確かめます。regions: japan で国内提供、sites で拠点数も求められます。一覧の記載だけでは根拠不足です。",
        en: "Looks for an entry with `capability` in `status`, corroborated by a current service specification that names service and function in one \
             passage, or by a resource of the service. `regions: japan` asks that it is offered in Japan, `sites` for how many sites.",
    },
    example: "{ capability: object-store.versioning, status: ga }",
};

/// A bound `service` probe.
pub(super) struct ServiceProbe {
    capability: &'static Capability,
    phrases: Vec<Phrase>,
    types: Vec<TypeId>,
    status: ServiceStatus,
    domestic: bool,
    sites: usize,
    max_age: i64,
    as_of: Date,
    own_texts: Vec<Text>,
}

/// Entries with the capability, and passages that name it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct State {
    entries: BTreeSet<Entry>,
    passages: BTreeSet<(Place, Untrusted)>,
    damaged: BTreeSet<FileId>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    place: Place,
    id: Untrusted,
    name: Untrusted,
    status: Option<ServiceStatus>,
    regions: Vec<Untrusted>,
    delivery: Option<Delivery>,
}

/// Binds the probe's parameters.
pub(super) fn bind(
    with: &Param,
    binder: &mut Binder<'_, '_>,
    plan: &mut EstatePlan,
) -> Option<ServiceProbe> {
    binder.only(with, &["capability", "status", "regions", "sites"]);
    let capability = binder.required(with, "capability")?;
    let capability = binder.word(capability, Capability::find, "capability")?;
    let status = match with.get("status") {
        Some(status) => {
            binder.word(status, ServiceStatus::find, "status (ga, preview, planned, retired)")?
        }
        None => ServiceStatus::Ga,
    };
    let domestic = match with.get("regions") {
        Some(regions) => binder.word(
            regions,
            |word| (word == "japan").then_some(true),
            "set of regions (japan)",
        )?,
        None => false,
    };
    let sites = match with.get("sites") {
        Some(sites) => usize::try_from(binder.int(sites)?).ok()?,
        None => 0,
    };
    let types: Vec<TypeId> = capability.shown_by.iter().filter_map(|id| TypeId::find(id)).collect();
    for ty in &types {
        plan.ask_existence(*ty);
    }
    Some(ServiceProbe {
        capability,
        phrases: capability.phrases.iter().map(|phrase| Phrase::new(phrase)).collect(),
        types,
        status,
        domestic,
        sites,
        max_age: binder.terms.profile.freshness.document,
        as_of: binder.terms.as_of,
        own_texts: binder.terms.own_texts.iter().map(|text| Text::new(text)).collect(),
    })
}

/// What corroborates an entry.
struct Proof {
    place: Place,
    quote: Option<Untrusted>,
    /// Providers of the resources that are the service; none for a specification.
    providers: BTreeSet<String>,
}

/// What one entry gives.
struct EntryResult<'a> {
    entry: &'a Entry,
    outcome: Outcome,
    proof: Option<Proof>,
    ja: &'static str,
    en: &'static str,
}

impl ServiceProbe {
    fn observe_service(&self, state: &mut State, service: &Service) {
        if service
            .capabilities
            .iter()
            .any(|capability| capability.raw().eq_ignore_ascii_case(self.capability.id))
        {
            state.entries.insert(Entry {
                place: service.place.clone(),
                id: service.id.clone(),
                name: service.name.clone(),
                status: service.status,
                regions: service.regions.clone(),
                delivery: service.delivery,
            });
        }
    }

    fn observe_passage(&self, state: &mut State, passage: &Passage) {
        let names = self.phrases.iter().any(|phrase| phrase.hits(&Text::new(passage.text.raw())));
        if names && is_current(passage.date, self.as_of, self.max_age) {
            state.passages.insert((passage.place.clone(), passage.text.cut(PASSAGE)));
            bound(&mut state.passages, PASSAGES);
        }
    }

    fn judge<'a>(
        &self,
        entry: &'a Entry,
        state: &State,
        estate: &JoinedEstate,
        frame: &Frame<'_>,
    ) -> EntryResult<'a> {
        let result = |outcome, proof, ja, en| EntryResult { entry, outcome, proof, ja, en };
        match entry.status {
            Some(status) if status == self.status => {}
            Some(ServiceStatus::Ga) | None => {
                return result(
                    Outcome::Absent,
                    None,
                    "提供状態が確認できません",
                    "its status is not what is asked",
                );
            }
            Some(ServiceStatus::Preview | ServiceStatus::Planned | ServiceStatus::Retired) => {
                return result(
                    Outcome::Violated,
                    None,
                    "正式に提供されていません",
                    "it is not generally available",
                );
            }
        }
        if !self.is_placed(entry, frame) {
            return result(
                Outcome::Absent,
                None,
                "国内での提供、又は求める拠点数が、一覧の記載では確認できません",
                "the entry does not show that it is offered in Japan or at as many sites as asked",
            );
        }
        match self.proof(entry, state, estate) {
            Some(proof) => {
                result(Outcome::Satisfied, Some(proof), "提供が裏付けられています", "corroborated")
            }
            None if !state.damaged.is_empty() => result(
                Outcome::Unreadable,
                None,
                "サービス仕様書が読み取れないため、裏付けを確かめられません",
                "a service specification cannot be read, so it cannot be corroborated",
            ),
            None => result(
                Outcome::Absent,
                None,
                "一覧の記載だけです。サービス名と機能を同じ節に記した有効なサービス仕様書を提出してください",
                "only claimed: hand in a current service specification that names service and function in one section",
            ),
        }
    }

    fn is_placed(&self, entry: &Entry, frame: &Frame<'_>) -> bool {
        let regions = Regions::of(frame.profile, frame.mappings);
        let provider = |region: &Untrusted| {
            frame
                .mappings
                .iter()
                .find(|(_, mapping)| mapping.region(region.raw()).is_some())
                .map(|(name, _)| name.as_str())
        };
        let home = |region: &&Untrusted| {
            provider(region)
                .is_some_and(|provider| regions.domestic(provider, region.raw()) == Truth::True)
        };
        let counted: Vec<&Untrusted> =
            entry.regions.iter().filter(|region| !self.domestic || home(region)).collect();
        let sites: BTreeSet<_> = counted
            .iter()
            .filter_map(|region| {
                frame
                    .mappings
                    .values()
                    .find_map(|mapping| mapping.region(region.raw())?.site.clone())
            })
            .collect();
        (!self.domestic || !counted.is_empty()) && sites.len() >= self.sites
    }

    fn proof(&self, entry: &Entry, state: &State, estate: &JoinedEstate) -> Option<Proof> {
        let own_names = [&entry.name, &entry.id].map(|name| Phrase::new(name.raw()));
        let named: Vec<Phrase> =
            own_names.into_iter().filter(|phrase| !phrase.is_empty()).collect();
        for (place, text) in &state.passages {
            let groups = [named.clone(), self.phrases.clone()];
            if let (Hit::Found, quote) =
                look_beyond(&Text::new(text.raw()), &groups, &self.own_texts)
            {
                let quote = quote.map(|quote| Untrusted::new(quote).cut(QUOTE));
                return Some(Proof { place: place.clone(), quote, providers: BTreeSet::new() });
            }
        }
        let resources: Vec<_> = self
            .types
            .iter()
            .flat_map(|ty| estate.of_type(*ty))
            .filter(|one| !one.gone && one.is_seen())
            .collect();
        let place = resources.iter().filter_map(|one| one.place()).min()?.clone();
        let providers = resources.iter().map(|one| one.identity.provider.clone()).collect();
        Some(Proof { place, quote: None, providers })
    }
}

impl ProbeKind for ServiceProbe {
    type State = State;

    fn wanted(&self) -> Wanted {
        let mut wanted = Wanted::default();
        wanted.document(DocumentKind::ServiceSpecification);
        self.types.iter().for_each(|ty| wanted.resource(*ty, []));
        wanted
    }

    fn observe(&self, state: &mut State, record: &Record) {
        match record {
            Record::Service(service) => self.observe_service(state, service),
            Record::Passage(passage) if passage.kind == DocumentKind::ServiceSpecification => {
                self.observe_passage(state, passage);
            }
            Record::Damaged(damaged)
                if damaged.document() == Some(DocumentKind::ServiceSpecification) =>
            {
                state.damaged.insert(damaged.place.file);
            }
            Record::Resource(_)
            | Record::Listing(_)
            | Record::Recorder(_)
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

    fn merge(&self, into: &mut State, other: State) {
        into.entries.extend(other.entries);
        into.passages.extend(other.passages);
        into.damaged.extend(other.damaged);
        bound(&mut into.passages, PASSAGES);
    }

    fn conclude(&self, state: &State, estate: &JoinedEstate, frame: &Frame<'_>) -> Conclusion {
        let results: Vec<_> =
            state.entries.iter().map(|entry| self.judge(entry, state, estate, frame)).collect();
        let best = results.iter().map(|result| result.outcome).max_by_key(|outcome| outcome.rank());
        let Some(outcome) = best else {
            let message = say(
                format!(
                    "サービス一覧に「{}」({})を提供する項目がありません",
                    self.capability.title.ja, self.capability.id
                ),
                format!("no entry of the service list has capability {}", self.capability.id),
            );
            return Conclusion::new(
                Outcome::Absent,
                Method::Examine,
                vec![Observation::new(Outcome::Absent, message)],
            );
        };
        let deciding = results.iter().filter(|result| result.outcome == outcome);
        let delivery = deciding.clone().map(|result| result.entry.delivery).min().flatten();
        let mut seen = Vec::new();
        for result in deciding {
            seen.push(self.observation(result, result.entry.place.clone(), None));
            if let Some(proof) = &result.proof {
                seen.push(self.observation(result, proof.place.clone(), proof.quote.clone()));
            }
        }
        let proofs = results.iter().filter_map(|result| result.proof.as_ref());
        let documented = proofs.clone().any(|proof| proof.providers.is_empty());
        let providers: BTreeSet<_> =
            proofs.flat_map(|proof| proof.providers.iter().cloned()).collect();
        let providers = if documented { Vec::new() } else { providers.into_iter().collect() };
        let truncated = seen.len().saturating_sub(OBSERVATIONS) as u64;
        seen.truncate(OBSERVATIONS);
        Conclusion {
            truncated,
            providers,
            delivery,
            ..Conclusion::new(outcome, Method::Examine, seen)
        }
    }
}

impl ServiceProbe {
    fn observation(
        &self,
        result: &EntryResult<'_>,
        place: Place,
        quote: Option<Untrusted>,
    ) -> Observation {
        let found = result.entry.status.map(|status| Untrusted::new(status.id()));
        Observation {
            record: Some(result.entry.id.clone()),
            attribute: Some(self.capability.id.into()),
            found,
            expected: Some(self.status.id().into()),
            quote,
            ..Observation::new(result.outcome, say(result.ja, result.en)).at(place)
        }
    }
}
