//! The `resource` probe: what the configuration of resources shows.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::catalogue::Subject;
use crate::model::criterion::Param;
use crate::model::document::DocumentKind;
use crate::model::observation::Conclusion;
use crate::model::outcome::Outcome;
use crate::model::record::Record;
use crate::model::resource_type::{Attribute, Trait, TypeId};
use crate::model::text::Bilingual;
use crate::model::wanted::Wanted;

use super::bind::Binder;
use super::estate::{EstatePlan, Joined, JoinedEstate, PredicateId, SlotId};
use super::predicate::{Predicate, Role, Truth, after};
use super::quantifier::{Expect, Frame, Judged};
use super::tally::Truths;
use super::{ProbeKind, ProbeMeta};

pub(super) const META: ProbeMeta = ProbeMeta {
    id: "resource",
    summary: Bilingual {
        ja: "資源の設定が、事業者の出力ファイルで確かめられるか",
        en: "what exports show of the configuration of resources",
    },
    explain: Bilingual {
        ja: "type(種別、複数可)または trait(性質)で母集団を選び、where で絞り、check の全てを確かめます。expect は every(全て)、some(いずれか)、\
             none(一つもない)、count、distinct、each。母集団が閉じていない(一覧のない区画がある)ときは、適合になりません。",
        en: "`type` (one or several) or `trait` selects the population, `where` narrows it, and all of `check` has to hold. `expect` is every, some, \
             none, count, distinct or each. A population with a cell that no export lists is open and never gives met.",
    },
    example: "{ type: object-store.bucket, where: { public.allowed: { equals: false } }, expect: some, check: { versioning.enabled: { equals: true } } }",
};

/// A bound `resource` probe.
pub(super) struct ResourceProbe {
    types: BTreeMap<TypeId, Questions>,
    by_trait: bool,
    expect: Expect,
    estate: bool,
}

/// What is asked of one type.
struct Questions {
    narrow: Vec<Asked>,
    check: Vec<Asked>,
    slot: Option<SlotId>,
}

/// One predicate with its place in the shared state.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(super) at: PredicateId,
    pub(super) predicate: Predicate,
}

/// Binds the probe's parameters.
pub(super) fn bind(
    with: &Param,
    binder: &mut Binder<'_, '_>,
    plan: &mut EstatePlan,
) -> Option<ResourceProbe> {
    binder.only(with, &["type", "trait", "where", "expect", "check"]);
    let types = types(with, binder)?;
    let estate = binder.terms.subject == Subject::Estate;
    let expect = Expect::bind(binder.required(with, "expect")?, binder)?;
    if !estate && expect.is_universal() {
        binder.defect(
            "quantifier",
            with,
            "`every` and `none` are for requirements with `subject: estate`",
        );
    }
    let narrow = predicates(with.get("where"), &types, binder)?;
    let check = predicates(with.get("check"), &types, binder)?;
    if check.is_empty() && narrow.is_empty() && expect.is_universal() {
        binder.defect("unbound-parameter", with, "`every` and `none` need a `check` or a `where`");
    }
    let mut bound = BTreeMap::new();
    for ty in &types {
        plan.ask_existence(*ty);
        let mut enroll = |predicates: &[Predicate], role: Role| {
            let ask = |predicate: &Predicate| {
                plan.ask(*ty, predicate, role).map(|at| Asked { at, predicate: predicate.clone() })
            };
            predicates.iter().map(ask).collect::<Option<Vec<_>>>()
        };
        let forbids = expect == Expect::None;
        let (narrowing, checking) =
            if forbids { (Role::Forbid, Role::Forbid) } else { (Role::Narrow, Role::Check) };
        let (Some(narrow), Some(check)) = (enroll(&narrow, narrowing), enroll(&check, checking)) else {
            binder.defect(
                "too-many-predicates",
                with,
                format!("more than {} predicates of one type", EstatePlan::MOST),
            );
            return None;
        };
        let slot = expect.slot().and_then(|attribute| plan.slot(*ty, attribute));
        bound.insert(*ty, Questions { narrow, check, slot });
    }
    Some(ResourceProbe { types: bound, by_trait: with.get("trait").is_some(), expect, estate })
}

/// The types and attributes a `resource` leaf asks, without binding it: which child of a `first` decides rests on them.
pub fn asked(with: &Param) -> (Vec<TypeId>, Vec<String>) {
    let mut types: Vec<TypeId> = Vec::new();
    if let Some(of) = with.get("trait").and_then(Param::as_text).and_then(Trait::find) {
        types.extend(TypeId::every().filter(|ty| ty.get().has(of)));
    }
    let named = with.get("type").map(Param::elements).unwrap_or_default();
    types.extend(named.into_iter().filter_map(Param::as_text).filter_map(TypeId::find));
    let keys =
        ["where", "check"].into_iter().filter_map(|part| with.get(part)).flat_map(Param::entries);
    (types, keys.map(|(key, _)| key.value.clone()).collect())
}

fn types(with: &Param, binder: &mut Binder<'_, '_>) -> Option<Vec<TypeId>> {
    if let Some(of) = with.get("trait") {
        let found =
            binder.word(of, Trait::find, "trait (stores-data, network-exposed, log-sink)")?;
        return Some(TypeId::every().filter(|ty| ty.get().has(found)).collect());
    }
    let mut types = Vec::new();
    for name in binder.required(with, "type")?.elements() {
        match name.as_text().and_then(TypeId::find) {
            Some(ty) => types.push(ty),
            None => binder.defect(
                "unknown-type",
                name,
                format!("unknown resource type `{}`", super::bind::words(name)),
            ),
        }
    }
    (!types.is_empty()).then_some(types)
}

fn predicates(
    part: Option<&Param>,
    types: &[TypeId],
    binder: &mut Binder<'_, '_>,
) -> Option<Vec<Predicate>> {
    let mut bound = Some(Vec::new());
    for (key, test) in part.map(Param::entries).unwrap_or_default() {
        let lacking = types.iter().find(|ty| ty.get().attribute(&key.value).is_none());
        if let Some(ty) = lacking {
            let at = Param { value: test.value.clone(), at: key.at() };
            binder.defect(
                "unknown-attribute",
                &at,
                format!("`{}` has no attribute `{}`", ty.get().id, key.value),
            );
            bound = None;
            continue;
        }
        let attribute: Option<&'static Attribute> =
            types.first().and_then(|ty| ty.get().attribute(&key.value));
        let predicate = attribute.and_then(|attribute| Predicate::bind(attribute, test, binder));
        match (&mut bound, predicate) {
            (Some(bound), Some(predicate)) => bound.push(predicate),
            _ => bound = None,
        }
    }
    bound
}

impl Questions {
    fn judge<'a>(&'a self, joined: &'a Joined) -> Judged<'a> {
        let truths = |asked: &[Asked], accused: bool| {
            Truth::all(asked.iter().map(|one| {
                let residency = one.predicate.is_residency();
                if accused {
                    joined.accused(one.at, residency)
                } else {
                    joined.truth(one.at, residency)
                }
            }))
        };
        // Without a predicate nothing else tells that only evidence which may violate shows the resource.
        let seen = if joined.is_seen() { Truth::True } else { Truth::Unknown };
        Judged {
            joined,
            truths: Truths {
                narrow: truths(&self.narrow, false),
                check: Truth::all([truths(&self.check, false), seen]),
                accused_narrow: truths(&self.narrow, true),
                accused_check: truths(&self.check, true),
                intended: self.check.iter().any(|one| joined.intends_false(one.at)),
            },
            asked_narrow: &self.narrow,
            asked_check: &self.check,
            values: self
                .slot
                .map(|slot| joined.values(slot).cloned().collect())
                .unwrap_or_default(),
        }
    }
}

impl ProbeKind for ResourceProbe {
    type State = ();

    fn wanted(&self) -> Wanted {
        let mut wanted = Wanted::default();
        for (ty, questions) in &self.types {
            let asked = questions.narrow.iter().chain(&questions.check);
            let attributes: BTreeSet<_> =
                asked.map(|one| one.predicate.attribute).chain(self.expect.slot()).collect();
            if attributes.contains("region") {
                wanted.document(DocumentKind::DataLocation);
            }
            wanted.resource(*ty, attributes);
        }
        wanted
    }

    fn observe(&self, (): &mut Self::State, _: &Record) {}

    fn merge(&self, (): &mut Self::State, (): Self::State) {}

    fn conclude(&self, (): &Self::State, estate: &JoinedEstate, frame: &Frame<'_>) -> Conclusion {
        let mut judged = Vec::new();
        let mut gone = 0;
        for (ty, questions) in &self.types {
            for joined in estate.of_type(*ty) {
                if joined.gone || frame.excluded.contains(joined.identity.key.raw()) {
                    gone += 1;
                } else {
                    judged.push(questions.judge(joined));
                }
            }
        }
        judged.sort_by(|a, b| a.joined.place.cmp(&b.joined.place));
        let types: Vec<TypeId> = self.types.keys().copied().collect();
        let ground = frame.ground(&types, self.by_trait, estate, &judged);
        let (outcome, mut population) = self.expect.quantify(self.estate, &judged, &ground);
        population.gone = gone;
        let mut conclusion =
            super::message::resource(outcome, &judged, &ground, &self.expect, &types, estate);
        conclusion.population = Some(population);
        if outcome == Outcome::Satisfied {
            let deciding =
                judged.iter().filter(|one| one.truths.narrow == Truth::True && one.truths.check == Truth::True);
            let captured = deciding.clone().filter_map(|one| one.joined.captured).min();
            conclusion.until = captured.and_then(|date| after(date, frame.profile.freshness.export));
            let providers: BTreeSet<_> =
                deciding.map(|one| one.joined.identity.provider.clone()).collect();
            conclusion.providers = providers.into_iter().collect();
        }
        conclusion
    }
}
