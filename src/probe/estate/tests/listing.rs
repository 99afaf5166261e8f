//! When a population is closed, and what is counted over its cells.

use crate::model::catalogue::Subject;
use crate::model::mapping::Covers;
use crate::model::observation::Closure;
use crate::model::outcome::Outcome;
use crate::model::record::{
    Captured, Limit, Listing, ListingState, Record, Recorder, Resource, Standing,
};
use crate::model::value::{Reading, Unreadable, Value};
use crate::probe::testing::{
    AS_OF, Bench, PROVIDER, bucket, listing, listings, native, place, reading, scope, ty, versioned,
};

use super::{NONE, outcome, with_listings};

use Outcome::{Absent, Satisfied, Unreadable as NotReadable, Violated};

/// When the population of buckets is closed: `none` over nothing is satisfied exactly then.
#[test]
fn listings_close_a_population() {
    let one = Record::Listing;
    let state = |state| Listing { state, place: place(7), ..listing("osaka-1") };
    let limited = Standing::Limited(Limit::Stale);
    let account = |region| Listing { covers: Covers::Account, region, ..listing("tokyo-1") };
    let both = |second| vec![one(listing("tokyo-1")), one(second)];
    let also_paged = [listings(), vec![one(state(ListingState::Paged))]].concat();
    let table = [
        ("every cell", listings(), Closure::Closed, Satisfied),
        ("none", vec![], Closure::Open, Absent),
        ("a cell is missing", vec![one(listing("tokyo-1"))], Closure::Open, Absent),
        ("pages are left", both(state(ListingState::Paged)), Closure::Open, Absent),
        ("denied", both(state(ListingState::Denied)), Closure::Damaged, NotReadable),
        ("damaged", both(state(ListingState::Damaged)), Closure::Damaged, NotReadable),
        ("complete, but also paged", also_paged, Closure::Open, Absent),
        ("stale", both(Listing { standing: limited, ..listing("osaka-1") }), Closure::Open, Absent),
        (
            "of another account",
            both(Listing { account: native("200"), ..listing("osaka-1") }),
            Closure::Open,
            Absent,
        ),
        (
            "of no account",
            both(Listing { account: None, ..listing("osaka-1") }),
            Closure::Open,
            Absent,
        ),
        (
            "of another type",
            both(Listing { types: vec![ty("kms.key")], ..listing("osaka-1") }),
            Closure::Open,
            Absent,
        ),
        (
            "of another provider",
            both(Listing { provider: "hare".into(), ..listing("osaka-1") }),
            Closure::Open,
            Absent,
        ),
        ("in capitals", both(listing("OSAKA-1")), Closure::Closed, Satisfied),
        ("one call for the account", vec![one(account(None))], Closure::Closed, Satisfied),
        (
            "wherever it was asked",
            vec![one(account(native("oregon-1")))],
            Closure::Closed,
            Satisfied,
        ),
        ("without a recorder", both(state(ListingState::IfRecorded)), Closure::Open, Absent),
    ];
    for (name, records, closure, expected) in table {
        let conclusion = Bench::new().conclude(Subject::Estate, "resource", NONE, &records);
        assert_eq!(
            conclusion.population.map(|population| population.state),
            Some(closure),
            "{name}"
        );
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
        let records = [
            Record::Listing(listing("tokyo-1")),
            Record::Listing(snapshot),
            Record::Recorder(recorder),
        ];
        assert_eq!(outcome(NONE, &records), expected, "{name}");
    }
}

#[test]
fn a_population_in_parts_needs_each_part() {
    let mut bench = Bench::new();
    bench.scope = vec![scope(&["100"], &["tokyo-1"])];
    let parts = vec!["standard".to_owned(), "archive".to_owned()];
    bench.mappings.get_mut(PROVIDER).unwrap().parts.insert(ty("object-store.bucket"), parts);
    let part = |name: Option<&str>| {
        Record::Listing(Listing { part: name.map(str::to_owned), ..listing("tokyo-1") })
    };
    let table = [
        (vec![part(Some("standard")), part(Some("archive"))], Satisfied),
        (vec![part(Some("standard"))], Absent),
        (vec![part(Some("standard")), part(Some("other"))], Absent),
        (vec![part(None)], Absent),
    ];
    for (records, expected) in table {
        assert_eq!(
            bench.conclude(Subject::Estate, "resource", NONE, &records).outcome,
            expected,
            "{records:?}"
        );
    }
}

/// Scope is a claim: what lies outside it opens the population, and so does a scope that leaves out where a type may be or
/// names a region nobody knows.
#[test]
fn scope_opens_a_population() {
    let table = [
        ("declared", vec![scope(&["100"], &["tokyo-1", "osaka-1"])], bucket("a"), Satisfied),
        (
            "split in two",
            vec![scope(&["100"], &["tokyo-1"]), scope(&["100"], &["osaka-1"])],
            bucket("a"),
            Satisfied,
        ),
        ("none", vec![], bucket("a"), Absent),
        ("another account beside", vec![scope(&["100", "200"], &["tokyo-1"])], bucket("a"), Absent),
        ("no region", vec![scope(&["100"], &[])], Resource { region: None, ..bucket("a") }, Absent),
        ("no account", vec![scope(&[], &["tokyo-1"])], bucket("a"), Absent),
        (
            "a region nobody knows",
            vec![scope(&["100"], &["tokyo-1", "atlantis"])],
            bucket("a"),
            Absent,
        ),
        ("a resource in another region", vec![scope(&["100"], &["osaka-1"])], bucket("a"), Absent),
        (
            "a resource in another account",
            vec![scope(&["100"], &["tokyo-1"])],
            Resource { account: native("200"), ..bucket("a") },
            Absent,
        ),
        (
            "a resource in no account",
            vec![scope(&["100"], &["tokyo-1"])],
            Resource { account: None, ..bucket("a") },
            Absent,
        ),
    ];
    let with = "{ type: object-store.bucket, expect: every, check: { public.allowed: { equals: false } } }";
    for (name, scope, resource, expected) in table {
        let bench = Bench { scope, ..Bench::new() };
        let private = reading(resource, "public.allowed", Reading::Known(Value::Bool(false)));
        let records = with_listings(vec![private]);
        assert_eq!(
            bench.conclude(Subject::Estate, "resource", with, &records).outcome,
            expected,
            "{name}"
        );
    }
}

/// Accounts, regions and values that are counted.
#[test]
fn each_and_distinct() {
    let at = |account, region, on| Resource {
        account: native(account),
        region: native(region),
        ..versioned("a", on)
    };
    let check = "check: { versioning.enabled: { equals: true } }";
    let each =
        |of: &str| format!("{{ type: object-store.bucket, expect: {{ each: {of} }}, {check} }}");
    let two = format!(
        "{{ type: object-store.bucket, expect: {{ distinct: {{ of: region, at_least: 2 }} }}, {check} }}"
    );
    let (tokyo, osaka) = (at("100", "tokyo-1", true), at("100", "osaka-1", true));
    let off = at("100", "osaka-1", false);
    let unknown = Resource { readings: Vec::new(), ..off.clone() };
    let broken =
        reading(unknown.clone(), "versioning.enabled", Reading::Unreadable(Unreadable::Malformed));
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
