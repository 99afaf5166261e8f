//! Which sources speak of one resource, and what they say together.

use jiff::civil::date;

use crate::model::document::DocumentKind;
use crate::model::outcome::Outcome;
use crate::model::record::{Captured, Limit, Listing, Passage, Record, Resource, Standing};
use crate::model::value::{Reading, Value};
use crate::probe::estate::JoinedEstate;
use crate::probe::testing::{
    AS_OF, Bench, bucket, declared, listing, native, passage, reading, ty, untrusted, versioned,
};

use super::{AT_HOME, EVERY, VERSIONED, bound, outcome, with_listings};

use Outcome::{Absent, Satisfied, Unreadable, Violated};

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
        ("one day, one source", vec![from("one", new, true), from("one", new, false)], Unreadable),
        ("two sources agree", vec![from("one", old, true), from("two", new, true)], Satisfied),
        ("two sources disagree", vec![from("one", new, true), from("two", new, false)], Unreadable),
        (
            "an older source disagrees",
            vec![from("one", new, true), from("two", old, false)],
            Unreadable,
        ),
        (
            "stale history of the same source",
            vec![
                limited(Limit::Stale, from("one", date(2022, 1, 1), false)),
                from("one", new, true),
            ],
            Satisfied,
        ),
        (
            "another source, stale, disagrees",
            vec![
                limited(Limit::Stale, from("two", date(2022, 1, 1), false)),
                from("one", new, true),
            ],
            Unreadable,
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
        (
            "in capitals",
            vec![on(), placed(native("100"), native("TOKYO-1"), private())],
            (1, 0),
            Satisfied,
        ),
        (
            "another region",
            vec![on(), placed(native("100"), native("osaka-1"), private())],
            (2, 0),
            Absent,
        ),
        (
            "another account",
            vec![on(), placed(native("200"), native("tokyo-1"), private())],
            (2, 0),
            Absent,
        ),
        (
            "a facet that fits two resources joins neither",
            vec![
                on(),
                placed(native("100"), native("osaka-1"), on()),
                placed(native("100"), None, private()),
            ],
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
    let resources =
        vec![settings(native("tokyo-1"), bucket("x")), settings(native("oregon-1"), long)];
    let all = Listing { types: vec![ty("iam.settings")], region: None, ..listing("tokyo-1") };
    let mut records: Vec<_> = resources.into_iter().map(Record::Resource).collect();
    records.push(Record::Listing(all));
    let with =
        "{ type: iam.settings, expect: every, check: { password.min-length: { at_least: 12 } } }";
    assert_eq!(outcome(with, &records), Satisfied);
}

/// What left the population by its state. What may only violate takes nothing out.
#[test]
fn gone() {
    let seen =
        |gone, day| Resource { gone, captured: Captured::Native(day), ..versioned("a", false) };
    let planned = |gone| Resource {
        standing: Standing::Limited(Limit::Intended),
        source: "plan".into(),
        ..seen(gone, AS_OF)
    };
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
        (
            "declared, another source",
            store(declared("tokyo-1")),
            Some(Record::Resource(inventory)),
            Satisfied,
        ),
        ("another region", store(declared("osaka-1")), Some(document(text)), Absent),
        (
            "another service",
            store(declared("tokyo-1")),
            Some(document("ログは tokyo-1 に保存します。")),
            Absent,
        ),
        (
            "negated",
            store(declared("tokyo-1")),
            Some(document("オブジェクトストレージのバケットは tokyo-1 には保存しません。")),
            Absent,
        ),
        (
            "in two sentences",
            store(declared("tokyo-1")),
            Some(document(
                "オブジェクトストレージのバケットがあります。ログは tokyo-1 に保存します。",
            )),
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
