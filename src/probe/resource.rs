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
    if let Some(slot) = expect.slot()
        && let Some(ty) = types.iter().find(|ty| ty.get().attribute(slot).is_none())
    {
        binder.defect(
            "unknown-attribute",
            with,
            format!("`{}` has no attribute `{slot}`", ty.get().id),
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
        let (Some(narrow), Some(check)) = (enroll(&narrow, narrowing), enroll(&check, checking))
        else {
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
        judged.sort_by(|a, b| a.joined.place().cmp(&b.joined.place()));
        let types: Vec<TypeId> = self.types.keys().copied().collect();
        let ground = frame.ground(&types, self.by_trait, estate, &judged);
        let (outcome, mut population) = self.expect.quantify(self.estate, &judged, &ground);
        population.gone = gone;
        let mut conclusion =
            super::message::resource(outcome, &judged, &ground, &self.expect, &types, estate);
        conclusion.population = Some(population);
        if outcome == Outcome::Satisfied {
            let deciding = judged
                .iter()
                .filter(|one| one.truths.narrow == Truth::True && one.truths.check == Truth::True);
            let captured = deciding.clone().filter_map(|one| one.joined.captured()).min();
            conclusion.until =
                captured.and_then(|date| after(date, frame.profile.freshness.export));
            let providers: BTreeSet<_> =
                deciding.map(|one| one.joined.identity.provider.clone()).collect();
            conclusion.providers = providers.into_iter().collect();
        }
        conclusion
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::{Limit, Resource, Standing};
    use crate::probe::testing::{Bench, bucket, listings, versioned};

    use Outcome::{Absent, Satisfied, Violated};
    use Subject::{Estate, Service};

    #[test]
    fn parameters_that_do_not_bind() {
        let bucket = "type: object-store.bucket";
        let table = [
            (Service, format!("{{ {bucket}, expect: every, check: {{ versioning.enabled: {{ equals: true }} }} }}"), "quantifier"),
            (Service, format!("{{ {bucket}, expect: none, check: {{ versioning.enabled: {{ equals: true }} }} }}"), "quantifier"),
            (Estate, "{ type: object-store.cup, expect: some }".into(), "unknown-type"),
            (Estate, "{ expect: some }".into(), "unbound-parameter"),
            (Estate, "{ trait: floats, expect: some }".into(), "unbound-parameter"),
            (Estate, format!("{{ {bucket} }}"), "unbound-parameter"),
            (Estate, format!("{{ {bucket}, expect: most }}"), "unbound-parameter"),
            (Estate, format!("{{ {bucket}, expect: {{ count: {{}} }} }}"), "unbound-parameter"),
            (Estate, format!("{{ {bucket}, expect: {{ count: {{ exactly: 1 }} }} }}"), "unbound-parameter"),
            (Estate, format!("{{ {bucket}, expect: {{ distinct: {{ of: colour, at_least: 2 }} }} }}"), "unbound-parameter"),
            (Estate, format!("{{ {bucket}, expect: {{ distinct: {{ of: media.kind, at_least: 2 }} }} }}"), "unknown-attribute"),
            (Estate, format!("{{ {bucket}, expect: {{ each: planet }} }}"), "unbound-parameter"),
            (Estate, format!("{{ {bucket}, expect: every }}"), "unbound-parameter"),
            (Estate, format!("{{ {bucket}, expect: some, colour: red }}"), "unbound-parameter"),
            (Estate, format!("{{ {bucket}, expect: some, check: {{ colour: {{ equals: red }} }} }}"), "unknown-attribute"),
            (Estate, format!("{{ {bucket}, expect: some, where: {{ colour: {{ equals: red }} }} }}"), "unknown-attribute"),
            (Estate, format!("{{ {bucket}, expect: some, check: {{ versioning.enabled: {{ equals: 1 }} }} }}"), "unbound-parameter"),
            (
                Estate,
                "{ trait: stores-data, expect: every, check: { versioning.enabled: { equals: true } } }".into(),
                "unknown-attribute",
            ),
            (
                Estate,
                "{ type: [object-store.bucket, block-store.volume], expect: some, check: { versioning.enabled: { equals: true } } }"
                    .into(),
                "unknown-attribute",
            ),
        ];
        for (subject, with, code) in table {
            let defects = Bench::new().bind(subject, "resource", &with).err().unwrap_or_default();
            assert!(defects.iter().any(|defect| defect.code == code), "{with}: {defects:?}");
        }
        let shared = "{ trait: stores-data, expect: every, check: { region: { within: japan } } }";
        assert!(Bench::new().bind(Estate, "resource", shared).is_ok(), "every type has a region");
    }

    /// A resource that only evidence of limited standing shows is there for no `some`, `count` or `every`, even where nothing is
    /// asked of it; it may still be one too many.
    #[test]
    fn what_may_only_violate() {
        let limited = |limit: Limit| Resource { standing: Standing::Limited(limit), ..bucket("b") };
        let of = "type: object-store.bucket, expect:";
        let off = Resource { standing: Standing::Limited(Limit::Stale), ..versioned("b", false) };
        let on = Resource { standing: Standing::Limited(Limit::Stale), ..versioned("b", true) };
        let check = "check: { versioning.enabled: { equals: true } }";
        let table = [
            (format!("{{ {of} some }}"), bucket("b"), Satisfied),
            (format!("{{ {of} some }}"), limited(Limit::Stale), Absent),
            (format!("{{ {of} some }}"), limited(Limit::Intended), Absent),
            (format!("{{ {of} some }}"), limited(Limit::Undated), Absent),
            (format!("{{ {of} some }}"), limited(Limit::Later), Absent),
            (format!("{{ {of} some }}"), limited(Limit::Stranger), Absent),
            (format!("{{ {of} {{ count: {{ at_least: 1 }} }} }}"), limited(Limit::Stale), Absent),
            (format!("{{ {of} {{ count: {{ at_most: 0 }} }} }}"), limited(Limit::Stale), Violated),
            (format!("{{ {of} {{ each: account }} }}"), limited(Limit::Stale), Absent),
            (format!("{{ {of} every, {check} }}"), on.clone(), Absent),
            (format!("{{ {of} every, {check} }}"), off.clone(), Violated),
            (format!("{{ {of} none, {check} }}"), on, Violated),
            (format!("{{ {of} none, {check} }}"), off, Absent),
        ];
        for (with, resource, expected) in table {
            let mut records = listings();
            records.push(Record::Resource(resource.clone()));
            let outcome = Bench::new().conclude(Estate, "resource", &with, &records).outcome;
            assert_eq!(outcome, expected, "{with} {:?}", resource.standing);
        }
    }

    #[test]
    fn what_left_the_population_is_counted() {
        let mut bench = Bench::new();
        bench.excluded.insert("c".to_owned());
        let gone = Resource { gone: true, ..versioned("b", false) };
        let resources = [versioned("a", true), gone, versioned("c", false)];
        let records: Vec<_> =
            resources.into_iter().map(Record::Resource).chain(listings()).collect();
        let with = "{ type: object-store.bucket, expect: every, check: { versioning.enabled: { equals: true } } }";
        let conclusion = bench.conclude(Estate, "resource", with, &records);
        let population = conclusion.population.unwrap();
        assert_eq!((conclusion.outcome, population.seen, population.gone), (Satisfied, 1, 2));
        assert_eq!(conclusion.providers, ["kumo"]);
    }
}
