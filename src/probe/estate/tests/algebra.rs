//! Order, repetition, splitting and merging change nothing.

use jiff::civil::date;
use proptest::prelude::{Just, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::Index;

use crate::model::record::{Captured, Limit, Listing, Record, Resource, Standing};
use crate::model::value::{Reading, Unreadable, Value};
use crate::probe::estate::Estate;
use crate::probe::testing::{
    AS_OF, Bench, bucket, declared, listing, native, place, reading, untrusted,
};

use super::{EVERY, bound};

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
        prop::sample::select(vec![
            Captured::Native(AS_OF),
            Captured::Declared(date(2022, 9, 1)),
            Captured::Unknown,
        ]),
        arbitrary_standing(),
        prop::option::of(arbitrary_reading()),
        prop::option::of(arbitrary_reading()),
        any::<bool>(),
        0_u32..4,
    );
    (named, said).prop_map(
        |(
            (key, alias, account, region),
            (source, captured, standing, versioning, public, gone, rank),
        )| {
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
            for (attribute, said) in
                [("versioning.enabled", versioning), ("public.allowed", public)]
            {
                if let Some(said) = said {
                    resource = reading(resource, attribute, said);
                }
            }
            resource
        },
    )
}

fn arbitrary_records() -> impl Strategy<Value = Vec<Record>> {
    let listing =
        (prop::sample::select(vec!["tokyo-1", "osaka-1"]), 0_u32..4).prop_map(|(region, rank)| {
            Record::Listing(Listing { place: place(rank), ..listing(region) })
        });
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
