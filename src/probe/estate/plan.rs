//! What all criteria together ask of resources: predicates by type, each judged once per record.

use std::collections::BTreeMap;

use crate::model::capability::Capability;
use crate::model::resource_type::TypeId;

use super::super::phrase::{Hit, Phrase, Text, look};
use super::super::predicate::{Predicate, Role};

/// Place of a predicate among those asked of its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PredicateId(pub(crate) u8);

/// Place of an attribute among those whose values are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SlotId(pub(crate) u8);

/// Predicates and slots by type.
#[derive(Debug, Default)]
pub struct EstatePlan {
    types: BTreeMap<TypeId, Asked>,
    services: Vec<(TypeId, Vec<Phrase>)>,
    regions: Vec<(String, Phrase)>,
}

#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) predicates: Vec<Question>,
    pub(super) slots: Vec<&'static str>,
}

/// One predicate, asked of what sources state or of what the manifest declares.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) predicate: Predicate,
    pub(super) role: Role,
    pub(super) declared: bool,
}

impl EstatePlan {
    /// Most predicates of one type: two bits each have to fit the masks.
    pub(crate) const MOST: usize = 128;

    /// Asks `predicate` of `ty`. A residency predicate takes two places: the second is what the manifest declares.
    pub(crate) fn ask(
        &mut self,
        ty: TypeId,
        predicate: &Predicate,
        role: Role,
    ) -> Option<PredicateId> {
        let asked = self.types.entry(ty).or_default();
        let same = |known: &Question| {
            known.predicate == *predicate && known.role == role && !known.declared
        };
        let known = asked.predicates.iter().position(same);
        let at = known.unwrap_or_else(|| {
            let at = asked.predicates.len();
            asked.predicates.push(Question { predicate: predicate.clone(), role, declared: false });
            if predicate.is_residency() {
                asked.predicates.push(Question {
                    predicate: predicate.clone(),
                    role,
                    declared: true,
                });
            }
            at
        });
        (asked.predicates.len() <= Self::MOST).then_some(())?;
        u8::try_from(at).ok().map(PredicateId)
    }

    /// Asks for resources of `ty`, whatever they say.
    pub(crate) fn ask_existence(&mut self, ty: TypeId) {
        self.types.entry(ty).or_default();
    }

    /// Asks for the values of `attribute`.
    pub(crate) fn slot(&mut self, ty: TypeId, attribute: &'static str) -> Option<SlotId> {
        let slots = &mut self.types.entry(ty).or_default().slots;
        let at = slots.iter().position(|known| *known == attribute).unwrap_or_else(|| {
            slots.push(attribute);
            slots.len() - 1
        });
        u8::try_from(at).ok().map(SlotId)
    }

    /// Prepares for the regions that data-location documents may name.
    pub(crate) fn locate(&mut self, regions: impl IntoIterator<Item = String>) {
        self.regions =
            regions.into_iter().map(|region| (region.clone(), Phrase::new(&region))).collect();
        self.services = self.types.keys().map(|ty| (*ty, service_phrases(*ty))).collect();
    }

    /// Whether anything is asked of `ty`.
    pub(crate) fn asks(&self, ty: TypeId) -> bool {
        self.types.contains_key(&ty)
    }

    pub(super) fn asked(&self, ty: TypeId) -> Option<&Asked> {
        self.types.get(&ty)
    }

    /// Which types a sentence of a data-location document places in which regions, if it does not negate or postpone it.
    pub(super) fn located_in(&self, sentence: &Text) -> Vec<(TypeId, String)> {
        let regions: Vec<_> =
            self.regions.iter().filter(|(_, phrase)| phrase.hits(sentence)).collect();
        let mut located = Vec::new();
        for (ty, phrases) in &self.services {
            for (region, phrase) in &regions {
                let groups = [phrases.clone(), vec![phrase.clone()]];
                if look(sentence, &groups).0 == Hit::Found {
                    located.push((*ty, region.clone()));
                }
            }
        }
        located
    }
}

/// How documents name the service a type belongs to.
fn service_phrases(ty: TypeId) -> Vec<Phrase> {
    let title = ty.get().title;
    let capabilities =
        Capability::all().filter(|capability| capability.shown_by.contains(&ty.get().id));
    let named = capabilities.flat_map(|capability| capability.phrases.iter().copied());
    named.chain([title.ja, title.en]).map(Phrase::new).collect()
}
