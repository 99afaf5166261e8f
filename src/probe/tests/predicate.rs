//! What single predicates say of single values, and which parameters do not bind.

use crate::model::catalogue::Subject;
use crate::model::resource_type::{Attribute, TypeId};
use crate::model::value::{Reading, Unreadable, Value};
use crate::probe::bind::Binder;
use crate::probe::predicate::{Predicate, Regions, Role, Truth};
use crate::probe::testing::{AS_OF, Bench, PROVIDER, param};

use Truth::{Conflict, False, True, Unknown};

/// The first attribute of the table called `id`.
fn attribute(id: &str) -> &'static Attribute {
    TypeId::every()
        .find_map(|ty| ty.get().attribute(id))
        .unwrap_or_else(|| panic!("no attribute {id}"))
}

fn bind(id: &str, test: &str) -> Result<Predicate, Vec<String>> {
    let bench = Bench::new();
    let (terms, mut defects) = (bench.terms(Subject::Estate), Vec::new());
    let bound = Predicate::bind(
        attribute(id),
        &param(test),
        &mut Binder { terms: &terms, defects: &mut defects },
    );
    bound.ok_or_else(|| defects.into_iter().map(|defect| defect.message).collect())
}

fn judge(id: &str, test: &str, reading: &Reading, role: Role) -> Truth {
    let bench = Bench::new();
    let predicate = bind(id, test).unwrap_or_else(|defects| panic!("{id} {test}: {defects:?}"));
    predicate.judge(reading, role, PROVIDER, &Regions::of(&bench.profile, &bench.mappings))
}

fn known(value: Value) -> Reading {
    Reading::Known(value)
}

fn text(text: &str) -> Value {
    Value::text(text)
}

fn texts(values: &[&str]) -> Value {
    Value::List(values.iter().map(|value| text(value)).collect())
}

fn check(table: Vec<(&str, &str, Value, Truth)>) {
    for (id, test, value, expected) in table {
        let words = format!("{id} {test} {value:?}");
        assert_eq!(judge(id, test, &known(value), Role::Check), expected, "{words}");
    }
}

#[test]
fn scalars() {
    check(vec![
        ("versioning.enabled", "{ equals: true }", Value::Bool(true), True),
        ("versioning.enabled", "{ equals: true }", Value::Bool(false), False),
        ("encryption.key", "{ one_of: [provider, customer] }", text("customer"), True),
        ("encryption.key", "{ one_of: [provider, customer] }", text("none"), False),
        ("encryption.key", "{ none_of: [none] }", text("provider"), True),
        ("encryption.key", "{ none_of: [none] }", text("none"), False),
        ("lifecycle.rules", "{ at_least: 1 }", Value::Int(1), True),
        ("lifecycle.rules", "{ at_least: 1 }", Value::Int(0), False),
        ("lifecycle.rules", "{ at_most: 1 }", Value::Int(2), False),
        ("encryption.kms-key", "{ matches: '^arn:' }", text("arn:one"), True),
        ("encryption.kms-key", "{ matches: '^arn:' }", text("one arn:"), False),
        ("encryption.kms-key", "{ equals: 'KEY-1' }", text("ｋｅｙ-1"), True),
        ("encryption.kms-key", "{ includes: 'key-1' }", text("key-1"), True),
    ]);
}

/// Empty counts as nothing for `exists`; only a negative predicate holds of an empty list, and none of a known null.
#[test]
fn nothing() {
    let empty = || Value::List(Vec::new());
    check(vec![
        ("encryption.kms-key", "{ exists: false }", Value::Null, True),
        ("encryption.kms-key", "{ exists: true }", Value::Null, False),
        ("encryption.kms-key", "{ equals: a }", Value::Null, False),
        ("encryption.key", "{ none_of: [none] }", Value::Null, False),
        ("lifecycle.rules", "{ at_most: 3 }", Value::Null, False),
        ("encryption.kms-key", "{ matches: '.*' }", Value::Null, False),
        ("region", "{ within: japan }", Value::Null, False),
        ("replication.regions", "{ exists: false }", empty(), True),
        ("replication.regions", "{ exists: true }", empty(), False),
        ("replication.regions", "{ includes: tokyo-1 }", empty(), False),
        ("replication.regions", "{ within: japan }", empty(), False),
        ("replication.regions", "{ one_of: [tokyo-1] }", empty(), False),
        ("replication.regions", "{ none_of: [oregon-1] }", empty(), True),
    ]);
}

/// `includes` asks for some element, every one of a list of them; the other predicates ask every element.
#[test]
fn lists() {
    let both = || texts(&["Tokyo-1", "oregon-1"]);
    check(vec![
        ("replication.regions", "{ includes: tokyo-1 }", both(), True),
        ("replication.regions", "{ includes: [tokyo-1, oregon-1] }", both(), True),
        ("replication.regions", "{ includes: [tokyo-1, osaka-1] }", both(), False),
        ("replication.regions", "{ one_of: [tokyo-1, osaka-1] }", both(), False),
        ("replication.regions", "{ none_of: [osaka-1] }", both(), True),
        ("replication.regions", "{ none_of: [oregon-1] }", both(), False),
        ("replication.regions", "{ within: japan }", both(), False),
        ("replication.regions", "{ within: japan }", texts(&["tokyo-1", "osaka-1"]), True),
        ("replication.regions", "{ within: japan }", texts(&["tokyo-1", "atlantis"]), Unknown),
        ("replication.regions", "{ within: japan }", texts(&["oregon-1", "atlantis"]), False),
    ]);
}

/// What cannot be put in order cannot be read: no version of a listener is better than an unreadable one.
#[test]
fn versions_days_and_dates() {
    let version = |value: &str| text(value);
    let day = |text: &str| Value::Date(text.parse().unwrap());
    check(vec![
        ("tls.min-version", "{ at_least: '1.2' }", version("1.10"), True),
        ("tls.min-version", "{ at_least: '1.10' }", version("1.2"), False),
        ("tls.min-version", "{ at_least: '1.2' }", version("1.2.0"), True),
        ("tls.min-version", "{ at_least: '1.2' }", version("1.1.9"), False),
        ("tls.min-version", "{ at_most: '1.2' }", version("1.3"), False),
        ("tls.min-version", "{ at_least: '1.2' }", version("latest"), Conflict),
        ("immutability.days", "{ at_least: 30 }", Value::Unlimited, True),
        ("immutability.days", "{ at_least: unlimited }", Value::Int(9999), False),
        ("immutability.days", "{ at_least: unlimited }", Value::Unlimited, True),
        ("rotation.days", "{ at_most: 365 }", Value::Unlimited, False),
        ("immutability.days", "{ at_least: { param: log-retention-days } }", Value::Int(365), True),
        (
            "immutability.days",
            "{ at_least: { param: log-retention-days } }",
            Value::Int(364),
            False,
        ),
        // `as_of` is 2022-10-03; `within` looks back, `at_least` and `at_most` count from it.
        ("expiry.date", "{ within: 10 }", day("2022-09-23"), True),
        ("expiry.date", "{ within: 10 }", day("2022-10-03"), True),
        ("expiry.date", "{ within: 10 }", day("2022-09-22"), False),
        ("expiry.date", "{ within: 10 }", day("2022-10-04"), False),
        ("expiry.date", "{ at_least: 30 }", day("2022-11-02"), True),
        ("expiry.date", "{ at_least: 30 }", day("2022-11-01"), False),
        ("expiry.date", "{ at_most: 30 }", day("2022-11-03"), False),
        ("expiry.date", "{ within: 10 }", text("soon"), Conflict),
    ]);
    assert_eq!(AS_OF.to_string(), "2022-10-03");
}

/// A region in no set is foreign if the provider's table lists it, else unknown.
#[test]
fn regions() {
    let cases = [
        ("tokyo-1", True),
        ("TOKYO-1", True),
        ("tokyo-9", True),
        ("osaka-1", True),
        ("osaka-12", Unknown),
        ("oregon-1", False),
        ("atlantis", Unknown),
        ("global", Unknown),
        ("anywhere", Unknown),
        ("home", True),
        ("world", False),
    ];
    check(
        cases
            .map(|(region, expected)| ("region", "{ within: japan }", text(region), expected))
            .into(),
    );
}

/// What is assumed may make a check false and what is forbidden true, nothing else; it narrows nothing.
#[test]
fn readings_by_role() {
    let on = "{ equals: true }";
    let value = |value| Reading::Assumed(Value::Bool(value));
    let among =
        |values: &[bool]| Reading::Among(values.iter().map(|value| Value::Bool(*value)).collect());
    let table = [
        (value(true), [Unknown, Unknown, True]),
        (value(false), [Unknown, False, Unknown]),
        (among(&[true, true]), [True, True, True]),
        (among(&[false]), [False, False, False]),
        (among(&[true, false]), [Unknown, Unknown, Unknown]),
        (among(&[]), [Unknown, Unknown, Unknown]),
        (Reading::Unknown, [Unknown, Unknown, Unknown]),
        (Reading::Unreadable(Unreadable::UnlistedValue), [Conflict, Conflict, Conflict]),
    ];
    for (reading, expected) in table {
        let seen = [Role::Narrow, Role::Check, Role::Forbid]
            .map(|role| judge("versioning.enabled", on, &reading, role));
        assert_eq!(seen, expected, "{reading:?}");
    }
}

#[test]
fn parameters_that_do_not_fit() {
    let table = [
        ("versioning.enabled", "{ equals: 'yes' }", "does not fit"),
        ("versioning.enabled", "{ at_least: 1 }", "does not fit"),
        ("versioning.enabled", "{ exists: 1 }", "does not fit"),
        ("encryption.key", "{ equals: rot13 }", "does not fit"),
        ("encryption.key", "{ one_of: [] }", "does not fit"),
        ("encryption.key", "{ one_of: [none, rot13] }", "does not fit"),
        ("lifecycle.rules", "{ equals: 1.5 }", "does not fit"),
        ("lifecycle.rules", "{ within: japan }", "does not fit"),
        ("region", "{ within: mars }", "does not fit"),
        ("encryption.kms-key", "{ matches: '(' }", "does not fit"),
        ("tls.min-version", "{ at_least: 1.2 }", "a version is a text"),
        ("expiry.date", "{ within: soon }", "does not fit"),
        ("encryption.key", "{ resembles: none }", "does not fit"),
        ("encryption.key", "{ equals: none, exists: true }", "one key"),
        ("encryption.key", "none", "one key"),
        ("immutability.days", "{ at_least: { param: nowhere } }", "no parameter `nowhere`"),
    ];
    for (id, test, expected) in table {
        let defects = bind(id, test).expect_err(test);
        assert!(defects.iter().any(|defect| defect.contains(expected)), "{id} {test}: {defects:?}");
    }
}

#[test]
fn all_truths() {
    let table = [
        (&[][..], True),
        (&[True, True], True),
        (&[True, Unknown], Unknown),
        (&[Unknown, Conflict], Conflict),
        (&[Conflict, False], False),
        (&[False, Unknown], False),
    ];
    for (truths, expected) in table {
        let mut truths = truths.to_vec();
        assert_eq!(Truth::all(truths.clone()), expected, "{truths:?}");
        truths.reverse();
        assert_eq!(Truth::all(truths), expected);
    }
}
