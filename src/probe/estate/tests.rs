//! What resources say together: the algebra of the state, how sources join, and when a population is closed.

use jiff::civil::date;
use proptest::prelude::{Just, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::Index;

use crate::model::catalogue::Subject;
use crate::model::document::DocumentKind;
use crate::model::mapping::Covers;
use crate::model::observation::Closure;
use crate::model::outcome::Outcome;
use crate::model::record::{
    Captured, Limit, Listing, ListingState, Passage, Record, Recorder, Resource, Standing,
};
use crate::model::value::{Reading, Unreadable, Value};
use crate::probe::testing::{
    AS_OF, Bench, Bound, PROVIDER, bucket, declared, listing, listings, native, passage, place, reading, scope, ty,
    untrusted, versioned,
};

use super::{Estate, JoinedEstate};

use Outcome::{Absent, Satisfied, Unreadable as NotReadable, Violated};

const EVERY: &str = "{ type: object-store.bucket, where: { public.allowed: { equals: false } }, expect: every, check: { versioning.enabled: { equals: true } } }";
const VERSIONED: &str =
    "{ type: object-store.bucket, expect: every, check: { versioning.enabled: { equals: true } } }";
const NONE: &str =
    "{ type: object-store.bucket, expect: none, check: { public.allowed: { equals: true } } }";
const AT_HOME: &str =
    "{ type: object-store.bucket, expect: every, check: { region: { within: japan } } }";

fn bound(bench: &Bench, with: &str) -> Bound {
    bench.bind(Subject::Estate, "resource", with).unwrap_or_else(|defects| panic!("{with}: {defects:?}"))
}

fn with_listings(resources: Vec<Resource>) -> Vec<Record> {
    resources.into_iter().map(Record::Resource).chain(listings()).collect()
}

fn outcome(with: &str, records: &[Record]) -> Outcome {
    Bench::new().conclude(Subject::Estate, "resource", with, records).outcome
}

fn arbitrary_reading() -> impl Strategy<Value = Reading> {
    prop_oneof![
        any::<bool>().prop_map(|value| Reading::Known(Value::Bool(value))),
        any::<bool>().prop_map(|value| Reading::Assumed(Value::Bool(value))),
        Just(Reading::Known(Value::Null)),
        Just(Reading::Unknown),
        Just(Reading::Unreadable(Unreadable::Malformed)),
    ]
}

fn arbitrary_standing() -> impl Strategy<Value = Standing> {
    prop_oneof![
        4 => Just(Standing::Full),
        1 => Just(Standing::Limited(Limit::Intended)),
        1 => Just(Standing::Limited(Limit::Stale)),
        1 => Just(Standing::Limited(Limit::Stranger)),
    ]
}

fn arbitrary_resource() -> impl Strategy<Value = Resource> {
    let named = (
        prop::sample::select(vec!["a", "b", "arn:a"]),
        prop::option::of(Just("arn:a")),
        prop::sample::select(vec![native("100"), native("200"), None]),
        prop::sample::select(vec![native("tokyo-1"), native("osaka-1"), declared("tokyo-1"), None]),
    );
    let said = (
        prop::sample::select(vec!["inventory", "recorder"]),
        prop::sample::select(vec![Captured::Native(AS_OF), Captured::Declared(date(2022, 9, 1)), Captured::Unknown]),
        arbitrary_standing(),
        prop::option::of(arbitrary_reading()),
        prop::option::of(arbitrary_reading()),
        any::<bool>(),
        0_u32..4,
    );
    (named, said).prop_map(|((key, alias, account, region), (source, captured, standing, versioning, public, gone, rank))| {
        let mut resource = Resource {
            account,
            region,
            aliases: alias.map(untrusted).into_iter().collect(),
            source: source.to_owned(),
            captured,
            standing,
            gone,
            place: place(rank),
            ..bucket(key)
        };
        for (attribute, said) in [("versioning.enabled", versioning), ("public.allowed", public)] {
            if let Some(said) = said {
                resource = reading(resource, attribute, said);
            }
        }
        resource
    })
}

fn arbitrary_records() -> impl Strategy<Value = Vec<Record>> {
    let listing = (prop::sample::select(vec!["tokyo-1", "osaka-1"]), 0_u32..4)
        .prop_map(|(region, rank)| Record::Listing(Listing { place: place(rank), ..listing(region) }));
    let record = prop_oneof![4 => arbitrary_resource().prop_map(Record::Resource), 1 => listing];
    prop::collection::vec(record, 0..10)
}

/// One record for each thing a record says, and one that says nothing.
fn facets(record: &Record) -> Vec<Record> {
    let Record::Resource(resource) = record else { return vec![record.clone()] };
    let bare = Resource { readings: Vec::new(), ..resource.clone() };
    let one = |said| Record::Resource(Resource { readings: vec![said], ..bare.clone() });
    resource.readings.iter().cloned().map(one).chain([Record::Resource(bare.clone())]).collect()
}

fn merged(left: &Estate, right: &Estate) -> Estate {
    let mut whole = left.clone();
    whole.merge(right.clone());
    whole
}

proptest! {
    #[test]
    fn merging_is_associative_commutative_and_idempotent(
        (a, b, c) in (arbitrary_records(), arbitrary_records(), arbitrary_records())
    ) {
        let bench = Bench::new();
        let bound = bound(&bench, EVERY);
        let [a, b, c] = [a, b, c].map(|records| bench.estate(&bound, &records));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(&merged(&a, &a), &a);
        prop_assert_eq!(&merged(&a, &Estate::default()), &a);
    }

    #[test]
    fn order_repetition_and_splitting_change_nothing(
        records in arbitrary_records(),
        picks in prop::collection::vec((any::<Index>(), any::<Index>()), 0..10),
        split in any::<Index>(),
    ) {
        let bench = Bench::new();
        let bound = bound(&bench, EVERY);
        let whole = bench.estate(&bound, &records);
        let mut shuffled: Vec<Record> = records.iter().flat_map(facets).collect();
        if !shuffled.is_empty() {
            for (one, other) in picks {
                let (one, other) = (one.index(shuffled.len()), other.index(shuffled.len()));
                shuffled.push(shuffled[one].clone());
                shuffled.swap(one, other);
            }
        }
        let (left, right) = shuffled.split_at(split.index(shuffled.len() + 1));
        let parts = merged(&bench.estate(&bound, right), &bench.estate(&bound, left));
        prop_assert_eq!(&parts, &whole);
        let conclude = |estate| bench.conclude_over(&bound, estate, &[]);
        prop_assert_eq!(conclude(parts), conclude(whole));
    }

    #[test]
    fn a_partial_result_says_the_same(records in arbitrary_records()) {
        let bench = Bench::new();
        let bound = bound(&bench, EVERY);
        let whole = bench.estate(&bound, &records);
        let saved = serde_json::to_string(&whole).unwrap();
        prop_assert_eq!(serde_json::from_str::<Estate>(&saved).unwrap(), whole);
    }
}

/// Within one source the newer capture replaces the older, stale or not; two sources that disagree are a conflict, whatever
/// their dates. A planned change is no conflict: it violates.
#[test]
fn sources_of_one_resource() {
    let from = |source: &str, day, on| Resource {
        source: source.to_owned(),
        captured: Captured::Native(day),
        ..versioned("a", on)
    };
    let limited = |limit, resource| Resource { standing: Standing::Limited(limit), ..resource };
    let (old, new) = (date(2022, 9, 1), AS_OF);
    let table = [
        ("newer is right", vec![from("one", old, false), from("one", new, true)], Satisfied),
        ("newer is wrong", vec![from("one", old, true), from("one", new, false)], Violated),
        ("one day, one source", vec![from("one", new, true), from("one", new, false)], NotReadable),
        ("two sources agree", vec![from("one", old, true), from("two", new, true)], Satisfied),
        ("two sources disagree", vec![from("one", new, true), from("two", new, false)], NotReadable),
        ("an older source disagrees", vec![from("one", new, true), from("two", old, false)], NotReadable),
        (
            "stale history of the same source",
            vec![limited(Limit::Stale, from("one", date(2022, 1, 1), false)), from("one", new, true)],
            Satisfied,
        ),
        (
            "another source, stale, disagrees",
            vec![limited(Limit::Stale, from("two", date(2022, 1, 1), false)), from("one", new, true)],
            NotReadable,
        ),
        ("only stale, right", vec![limited(Limit::Stale, from("one", old, true))], Absent),
        ("only stale, wrong", vec![limited(Limit::Stale, from("one", old, false))], Violated),
        (
            "a planned change is wrong",
            vec![limited(Limit::Intended, from("plan", new, false)), from("one", new, true)],
            Violated,
        ),
        (
            "a planned change is right",
            vec![limited(Limit::Intended, from("plan", new, true)), from("one", new, false)],
            Violated,
        ),
        ("only planned, right", vec![limited(Limit::Intended, from("plan", new, true))], Absent),
    ];
    for (name, resources, expected) in table {
        assert_eq!(outcome(VERSIONED, &with_listings(resources)), expected, "{name}");
    }
}

/// Facets of one resource from sources that name, place or date it differently.
#[test]
fn joining() {
    let on = || versioned("a", true);
    let private = || reading(bucket("a"), "public.allowed", Reading::Known(Value::Bool(false)));
    let aliased = |resource| Resource { aliases: vec![untrusted("arn:a")], ..resource };
    let called = |key: &str, resource| Resource { key: untrusted(key), ..resource };
    let placed = |account, region, resource| Resource { account, region, ..resource };
    let table = [
        ("one name", vec![on(), private()], (1, 0), Satisfied),
        ("by alias", vec![aliased(on()), called("arn:a", private())], (1, 0), Satisfied),
        ("without the alias", vec![on(), called("arn:a", private())], (2, 0), Absent),
        (
            "an alias that two resources claim",
            vec![aliased(on()), aliased(called("b", on())), called("arn:a", private())],
            (3, 0),
            Absent,
        ),
        ("no account", vec![on(), placed(None, native("tokyo-1"), private())], (1, 0), Satisfied),
        ("no region", vec![on(), placed(native("100"), None, private())], (1, 0), Satisfied),
        ("in capitals", vec![on(), placed(native("100"), native("TOKYO-1"), private())], (1, 0), Satisfied),
        ("another region", vec![on(), placed(native("100"), native("osaka-1"), private())], (2, 0), Absent),
        ("another account", vec![on(), placed(native("200"), native("tokyo-1"), private())], (2, 0), Absent),
        (
            "a facet that fits two resources joins neither",
            vec![on(), placed(native("100"), native("osaka-1"), on()), placed(native("100"), None, private())],
            (2, 1),
            Absent,
        ),
    ];
    let bench = Bench::new();
    let bound = bound(&bench, EVERY);
    for (name, resources, (distinct, unjoined), expected) in table {
        let records = with_listings(resources);
        let joined = JoinedEstate::new(bench.estate(&bound, &records), &bench.mappings);
        let counted = (joined.of_type(ty("object-store.bucket")).len(), joined.unjoined());
        assert_eq!(counted, (distinct, unjoined), "{name}");
        assert_eq!(outcome(EVERY, &records), expected, "{name}");
    }
}

#[test]
fn a_type_without_regions_is_one_resource_wherever_it_was_asked() {
    let settings = |region, readings| Resource {
        ty: ty("iam.settings"),
        region,
        readings: Resource::clone(&readings).readings,
        ..bucket("settings")
    };
    let long = reading(bucket("x"), "password.min-length", Reading::Known(Value::Int(14)));
    let resources = vec![settings(native("tokyo-1"), bucket("x")), settings(native("oregon-1"), long)];
    let all = Listing { types: vec![ty("iam.settings")], region: None, ..listing("tokyo-1") };
    let mut records: Vec<_> = resources.into_iter().map(Record::Resource).collect();
    records.push(Record::Listing(all));
    let with = "{ type: iam.settings, expect: every, check: { password.min-length: { at_least: 12 } } }";
    assert_eq!(outcome(with, &records), Satisfied);
}

/// What left the population by its state. What may only violate takes nothing out.
#[test]
fn gone() {
    let seen = |gone, day| Resource { gone, captured: Captured::Native(day), ..versioned("a", false) };
    let planned = |gone| Resource { standing: Standing::Limited(Limit::Intended), source: "plan".into(), ..seen(gone, AS_OF) };
    let (old, new) = (date(2022, 9, 1), AS_OF);
    let elsewhere = |resource: Resource| Resource { source: "two".to_owned(), ..resource };
    let table = [
        ("there", vec![seen(false, new)], Violated),
        ("gone", vec![seen(true, new)], Absent),
        ("gone since", vec![seen(false, old), elsewhere(seen(true, new))], Absent),
        ("back again", vec![seen(true, old), elsewhere(seen(false, new))], Violated),
        ("one of two shows it", vec![seen(true, new), elsewhere(seen(false, new))], Violated),
        ("to be removed", vec![seen(false, old), planned(true)], Violated),
    ];
    for (name, resources, expected) in table {
        assert_eq!(outcome(VERSIONED, &with_listings(resources)), expected, "{name}");
    }
}

/// A declared region needs a second artifact: a current data-location document that names service and region in one sentence
/// that neither negates nor postpones, or a source that states it.
#[test]
fn residency() {
    let store = |region| Resource { region, ..bucket("a") };
    let document = |text: &str| Record::Passage(passage(DocumentKind::DataLocation, text));
    let stale = |text| {
        let standing = Standing::Limited(Limit::Stale);
        Record::Passage(Passage { standing, ..passage(DocumentKind::DataLocation, text) })
    };
    let text = "オブジェクトストレージのバケットは tokyo-1 に保存します。";
    let inventory = Resource { source: "other".to_owned(), ..store(native("tokyo-1")) };
    let table = [
        ("native", store(native("tokyo-1")), None, Satisfied),
        ("native, abroad", store(native("oregon-1")), None, Violated),
        ("declared", store(declared("tokyo-1")), None, Absent),
        ("declared, abroad", store(declared("oregon-1")), None, Violated),
        ("declared, confirmed", store(declared("tokyo-1")), Some(document(text)), Satisfied),
        ("declared, another source", store(declared("tokyo-1")), Some(Record::Resource(inventory)), Satisfied),
        ("another region", store(declared("osaka-1")), Some(document(text)), Absent),
        ("another service", store(declared("tokyo-1")), Some(document("ログは tokyo-1 に保存します。")), Absent),
        (
            "negated",
            store(declared("tokyo-1")),
            Some(document("オブジェクトストレージのバケットは tokyo-1 には保存しません。")),
            Absent,
        ),
        (
            "in two sentences",
            store(declared("tokyo-1")),
            Some(document("オブジェクトストレージのバケットがあります。ログは tokyo-1 に保存します。")),
            Absent,
        ),
        ("a stale document", store(declared("tokyo-1")), Some(stale(text)), Absent),
        ("nobody says", store(None), None, Absent),
    ];
    for (name, resource, second, expected) in table {
        let mut records = with_listings(vec![resource]);
        records.extend(second);
        assert_eq!(outcome(AT_HOME, &records), expected, "{name}");
    }
}

/// When the population of buckets is closed: `none` over nothing is satisfied exactly then.
#[test]
fn listings_close_a_population() {
    let one = |listing: Listing| Record::Listing(listing);
    let state = |state| Listing { state, place: place(7), ..listing("osaka-1") };
    let limited = Standing::Limited(Limit::Stale);
    let account = |region| Listing { covers: Covers::Account, region, ..listing("tokyo-1") };
    let both = |second| vec![one(listing("tokyo-1")), one(second)];
    let table = [
        ("every cell", listings(), Closure::Closed, Satisfied),
        ("none", vec![], Closure::Open, Absent),
        ("a cell is missing", vec![one(listing("tokyo-1"))], Closure::Open, Absent),
        ("pages are left", both(state(ListingState::Paged)), Closure::Open, Absent),
        ("denied", both(state(ListingState::Denied)), Closure::Damaged, NotReadable),
        ("damaged", both(state(ListingState::Damaged)), Closure::Damaged, NotReadable),
        (
            "complete, but also paged",
            [listings(), vec![one(state(ListingState::Paged))]].concat(),
            Closure::Open,
            Absent,
        ),
        ("stale", both(Listing { standing: limited, ..listing("osaka-1") }), Closure::Open, Absent),
        ("of another account", both(Listing { account: native("200"), ..listing("osaka-1") }), Closure::Open, Absent),
        ("of no account", both(Listing { account: None, ..listing("osaka-1") }), Closure::Open, Absent),
        ("of another type", both(Listing { types: vec![ty("kms.key")], ..listing("osaka-1") }), Closure::Open, Absent),
        ("of another provider", both(Listing { provider: "hare".into(), ..listing("osaka-1") }), Closure::Open, Absent),
        ("in capitals", both(listing("OSAKA-1")), Closure::Closed, Satisfied),
        ("one call for the account", vec![one(account(None))], Closure::Closed, Satisfied),
        ("wherever it was asked", vec![one(account(native("oregon-1")))], Closure::Closed, Satisfied),
        ("without a recorder", both(state(ListingState::IfRecorded)), Closure::Open, Absent),
    ];
    for (name, records, closure, expected) in table {
        let conclusion = Bench::new().conclude(Subject::Estate, "resource", NONE, &records);
        assert_eq!(conclusion.population.map(|population| population.state), Some(closure), "{name}");
        assert_eq!(conclusion.outcome, expected, "{name}");
    }
}

#[test]
fn recorders_close_what_they_record() {
    let recorder = |types: Option<&[&str]>| Recorder {
        provider: PROVIDER.to_owned(),
        account: native("100"),
        region: native("osaka-1"),
        types: types.map(|types| types.iter().map(|id| ty(id)).collect()),
        place: place(8),
        captured: Captured::Native(AS_OF),
        standing: Standing::Full,
    };
    let table = [
        ("everything", recorder(None), Satisfied),
        ("the type", recorder(Some(&["kms.key", "object-store.bucket"])), Satisfied),
        ("another type", recorder(Some(&["kms.key"])), Absent),
        ("nothing", recorder(Some(&[])), Absent),
        ("of another region", Recorder { region: native("tokyo-1"), ..recorder(None) }, Absent),
        ("of another account", Recorder { account: native("200"), ..recorder(None) }, Absent),
        ("of another provider", Recorder { provider: "hare".into(), ..recorder(None) }, Absent),
        ("stale", Recorder { standing: Standing::Limited(Limit::Stale), ..recorder(None) }, Absent),
    ];
    for (name, recorder, expected) in table {
        let snapshot = Listing { state: ListingState::IfRecorded, ..listing("osaka-1") };
        let records =
            [Record::Listing(listing("tokyo-1")), Record::Listing(snapshot), Record::Recorder(recorder)];
        assert_eq!(outcome(NONE, &records), expected, "{name}");
    }
}

#[test]
fn a_population_in_parts_needs_each_part() {
    let mut bench = Bench::new();
    bench.scope = vec![scope(&["100"], &["tokyo-1"])];
    let parts = vec!["standard".to_owned(), "archive".to_owned()];
    bench.mappings.get_mut(PROVIDER).unwrap().parts.insert(ty("object-store.bucket"), parts);
    let part = |name: Option<&str>| Record::Listing(Listing { part: name.map(str::to_owned), ..listing("tokyo-1") });
    let table = [
        (vec![part(Some("standard")), part(Some("archive"))], Satisfied),
        (vec![part(Some("standard"))], Absent),
        (vec![part(Some("standard")), part(Some("other"))], Absent),
        (vec![part(None)], Absent),
    ];
    for (records, expected) in table {
        assert_eq!(bench.conclude(Subject::Estate, "resource", NONE, &records).outcome, expected, "{records:?}");
    }
}

/// Scope is a claim: what lies outside it opens the population, and so does a scope that leaves out where a type may be or
/// names a region nobody knows.
#[test]
fn scope_opens_a_population() {
    let table = [
        ("declared", vec![scope(&["100"], &["tokyo-1", "osaka-1"])], bucket("a"), Satisfied),
        ("split in two", vec![scope(&["100"], &["tokyo-1"]), scope(&["100"], &["osaka-1"])], bucket("a"), Satisfied),
        ("none", vec![], bucket("a"), Absent),
        ("another account beside", vec![scope(&["100", "200"], &["tokyo-1"])], bucket("a"), Absent),
        ("no region", vec![scope(&["100"], &[])], Resource { region: None, ..bucket("a") }, Absent),
        ("no account", vec![scope(&[], &["tokyo-1"])], bucket("a"), Absent),
        ("a region nobody knows", vec![scope(&["100"], &["tokyo-1", "atlantis"])], bucket("a"), Absent),
        ("a resource in another region", vec![scope(&["100"], &["osaka-1"])], bucket("a"), Absent),
        ("a resource in another account", vec![scope(&["100"], &["tokyo-1"])], Resource { account: native("200"), ..bucket("a") }, Absent),
        ("a resource in no account", vec![scope(&["100"], &["tokyo-1"])], Resource { account: None, ..bucket("a") }, Absent),
    ];
    let with = "{ type: object-store.bucket, expect: every, check: { public.allowed: { equals: false } } }";
    for (name, scope, resource, expected) in table {
        let bench = Bench { scope, ..Bench::new() };
        let private = reading(resource, "public.allowed", Reading::Known(Value::Bool(false)));
        let records = with_listings(vec![private]);
        assert_eq!(bench.conclude(Subject::Estate, "resource", with, &records).outcome, expected, "{name}");
    }
}

/// Accounts, regions and values that are counted.
#[test]
fn each_and_distinct() {
    let at = |account, region, on| Resource { account: native(account), region: native(region), ..versioned("a", on) };
    let check = "check: { versioning.enabled: { equals: true } }";
    let each = |of: &str| format!("{{ type: object-store.bucket, expect: {{ each: {of} }}, {check} }}");
    let two = format!("{{ type: object-store.bucket, expect: {{ distinct: {{ of: region, at_least: 2 }} }}, {check} }}");
    let (tokyo, osaka) = (at("100", "tokyo-1", true), at("100", "osaka-1", true));
    let off = at("100", "osaka-1", false);
    let unknown = Resource { readings: Vec::new(), ..off.clone() };
    let broken = reading(unknown.clone(), "versioning.enabled", Reading::Unreadable(Unreadable::Malformed));
    let table = [
        (each("account"), vec![tokyo.clone()], Satisfied),
        (each("region"), vec![tokyo.clone()], Violated),
        (each("region"), vec![tokyo.clone(), off.clone()], Violated),
        (each("region"), vec![tokyo.clone(), unknown.clone()], Absent),
        (each("region"), vec![tokyo.clone(), broken.clone()], NotReadable),
        (each("region"), vec![tokyo.clone(), osaka.clone()], Satisfied),
        (each("account"), vec![], Absent),
        (two.clone(), vec![tokyo.clone(), osaka], Satisfied),
        (two.clone(), vec![tokyo.clone()], Violated),
        (two.clone(), vec![tokyo.clone(), off], Violated),
        (two.clone(), vec![tokyo.clone(), unknown], Absent),
        (two.clone(), vec![tokyo.clone(), broken], NotReadable),
        (two, vec![], Absent),
    ];
    for (with, resources, expected) in table {
        assert_eq!(outcome(&with, &with_listings(resources)), expected, "{with}");
    }
    let open = [Record::Resource(tokyo), Record::Listing(listing("tokyo-1"))];
    assert_eq!(outcome(&each("region"), &open), Absent, "a cell that nobody listed");
}
