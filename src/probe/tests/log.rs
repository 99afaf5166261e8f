//! Samples of logs: what one record gives, and what the sample as a whole has to reach.

use crate::model::catalogue::Subject;
use crate::model::log::{LogRecord, LogSource, Moment, log_field};
use crate::model::outcome::Outcome;
use crate::model::record::{Attributed, Damaged, Lost, Record};
use crate::model::value::{Reading, Unreadable as Broken, Value};
use crate::probe::testing::{AS_OF, Bench, place, untrusted};

use Outcome::{Absent, Satisfied, Unreadable, Violated};

const WHO: &str = "{ source: support, fields: [time, actor, approver] }";

/// A record made `days` before the audit, with its fields as texts.
fn record(rank: u32, days: i64, fields: &[(&str, &str)]) -> LogRecord {
    let day = AS_OF.checked_sub(jiff::Span::new().days(days)).unwrap();
    let texts = fields.iter().map(|(field, text)| known(field, Value::text(*text)));
    LogRecord {
        source: LogSource::Support,
        provider: None,
        at: Moment::noon(day),
        readings: texts.chain([known("time", Value::Date(day))]).collect(),
        place: place(rank),
    }
}

fn known(field: &str, value: Value) -> Attributed {
    carried(field, Reading::Known(value))
}

fn carried(field: &str, reading: Reading) -> Attributed {
    Attributed { attribute: log_field(field).unwrap().id, reading, offset: None }
}

fn outcome(with: &str, records: Vec<LogRecord>) -> Outcome {
    let records: Vec<_> = records.into_iter().map(Record::Log).collect();
    Bench::new().conclude(Subject::Bidder, "log", with, &records).outcome
}

fn damaged(source: LogSource) -> Record {
    let path = untrusted("logs/support.csv");
    Record::Damaged(Damaged { lost: Lost::Log(source), path, place: place(13) })
}

#[test]
fn every_record_has_the_fields() {
    let whole = |rank| record(rank, 1, &[("actor", "u1"), ("approver", "u2")]);
    let with = |field, reading| {
        let mut broken = record(2, 1, &[("actor", "u1")]);
        broken.readings.push(carried(field, reading));
        broken
    };
    let untimed = || LogRecord { at: None, ..whole(1) };
    let table = [
        ("nothing", vec![], Absent),
        ("whole", vec![whole(1)], Satisfied),
        ("another source", vec![LogRecord { source: LogSource::Audit, ..whole(1) }], Absent),
        ("one lacks a field", vec![whole(1), record(2, 1, &[("actor", "u1")])], Absent),
        (
            "one has it empty",
            vec![whole(1), with("approver", Reading::Known(Value::text(" ")))],
            Absent,
        ),
        (
            "one has it as null",
            vec![whole(1), with("approver", Reading::Known(Value::Null))],
            Absent,
        ),
        (
            "one has it unreadable",
            vec![whole(1), with("approver", Reading::Unreadable(Broken::TooLarge))],
            Unreadable,
        ),
        ("none says when", vec![untimed()], Absent),
        ("one says when", vec![untimed(), whole(2)], Satisfied),
    ];
    for (name, records, expected) in table {
        assert_eq!(outcome(WHO, records), expected, "{name}");
    }
}

/// Rows: `where`; columns: `must` true, false, not known, unreadable; then the same of `must_not`.
#[test]
fn one_record() {
    let must = "{ source: support, where: { action: { equals: access } }, must: { approver: { equals: u2 } } }";
    let must_not = "{ source: support, where: { action: { equals: access } }, must_not: { approver: { equals: u3 } } }";
    let narrow = [Some("access"), Some("view"), None];
    let told = [Some("u2"), Some("u3"), None];
    let expected = [
        [Satisfied, Violated, Absent, Unreadable],
        [Absent, Absent, Absent, Absent],
        [Absent, Absent, Absent, Unreadable],
    ];
    for (action, expected) in narrow.into_iter().zip(expected) {
        for with in [must, must_not] {
            let mut seen: Vec<Outcome> = Vec::new();
            for approver in told {
                let fields: Vec<_> = [("action", action), ("approver", approver)]
                    .into_iter()
                    .filter_map(|(field, text)| Some((field, text?)))
                    .collect();
                seen.push(outcome(with, vec![record(1, 1, &fields)]));
            }
            let fields: Vec<_> = action.map(|action| ("action", action)).into_iter().collect();
            let mut broken = record(1, 1, &fields);
            broken.readings.push(carried("approver", Reading::Unreadable(Broken::Malformed)));
            seen.push(outcome(with, vec![broken]));
            assert_eq!(seen, expected, "{with} {action:?}");
        }
    }
}

/// A record against what is asked counts whatever its age and whatever stands beside it.
#[test]
fn what_is_forbidden() {
    let with = "{ source: support, fields: [actor], must_not: { region: { equals: oregon-1 }, country: { none_of: [JP] } } }";
    let at = |rank, days, region, country| {
        record(rank, days, &[("actor", "u1"), ("region", region), ("country", country)])
    };
    let table = [
        ("at home", vec![at(1, 1, "tokyo-1", "JP")], Satisfied),
        ("each is forbidden by itself", vec![at(1, 1, "tokyo-1", "US")], Violated),
        ("beside good ones", vec![at(1, 1, "tokyo-1", "JP"), at(2, 1, "oregon-1", "JP")], Violated),
        ("long ago", vec![at(1, 1, "tokyo-1", "JP"), at(2, 900, "oregon-1", "JP")], Violated),
        ("not known", vec![record(1, 1, &[("actor", "u1"), ("region", "tokyo-1")])], Absent),
    ];
    for (name, records, expected) in table {
        assert_eq!(outcome(with, records), expected, "{name}");
    }
    let home = "{ source: support, must: { region: { within: japan } } }";
    for (region, expected) in
        [("tokyo-1", Satisfied), ("oregon-1", Violated), ("atlantis", Absent), ("global", Absent)]
    {
        assert_eq!(outcome(home, vec![record(1, 1, &[("region", region)])]), expected, "{region}");
    }
}

#[test]
fn dates_and_numbers() {
    let lead = |days| {
        let mut notice = record(1, 1, &[]);
        notice.readings.push(known("lead-days", Value::Int(days)));
        vec![notice]
    };
    let with = "{ source: support, must: { lead-days: { at_least: 14 } } }";
    assert_eq!([14, 13].map(|days| outcome(with, lead(days))), [Satisfied, Violated]);
    let recent = "{ source: support, where: { time: { within: 7 } }, fields: [actor] }";
    let two = vec![record(1, 1, &[("actor", "u1")]), record(2, 20, &[])];
    assert_eq!(outcome(recent, two), Satisfied, "the older one is not looked at");
}

/// Days of the records before the audit, and what they give where a span, a number and an age are asked.
#[test]
fn span_number_and_age() {
    let span = "{ source: support, fields: [actor], span: { days: 30 } }";
    let hours = "{ source: support, fields: [actor], span: { hours: 25 } }";
    let three = "{ source: support, fields: [actor], records: 3 }";
    let aged = "{ source: support, fields: [actor], max_age: 400 }";
    let table: &[(&str, &[i64], Outcome)] = &[
        (span, &[0, 29], Satisfied),
        (span, &[0, 28], Absent),
        (span, &[61, 90], Satisfied),
        (span, &[62, 91], Satisfied),
        (span, &[91, 120], Absent),
        (span, &[10], Absent),
        (hours, &[1, 2], Satisfied),
        (hours, &[1], Absent),
        (three, &[1, 2, 3], Satisfied),
        (three, &[1, 2], Absent),
        (aged, &[400], Satisfied),
        (aged, &[401], Absent),
    ];
    for (with, days, expected) in table {
        let at = |(rank, days): (u32, &i64)| record(rank, *days, &[("actor", "u1")]);
        let records = (1..).zip(*days).map(at).collect();
        assert_eq!(outcome(with, records), *expected, "{with} {days:?}");
    }
    let same = record(1, 1, &[("actor", "u1")]);
    assert_eq!(
        outcome(three, vec![same.clone(), same.clone(), same]),
        Absent,
        "one record repeated"
    );
}

#[test]
fn a_damaged_log_is_not_absent() {
    let good = || Record::Log(record(1, 1, &[("actor", "u1"), ("approver", "u2")]));
    let bare = || Record::Log(record(2, 1, &[]));
    let table = [
        ("alone", vec![damaged(LogSource::Support)], Unreadable),
        ("beside a good one", vec![good(), damaged(LogSource::Support)], Unreadable),
        ("beside one that lacks a field", vec![bare(), damaged(LogSource::Support)], Unreadable),
        ("of another source", vec![good(), damaged(LogSource::Dns)], Satisfied),
    ];
    for (name, records, expected) in table {
        let conclusion = Bench::new().conclude(Subject::Bidder, "log", WHO, &records);
        assert_eq!(conclusion.outcome, expected, "{name}");
    }
    let with = "{ source: support, must: { actor: { exists: true } } }";
    let mut against = record(1, 1, &[]);
    against.readings.push(known("actor", Value::Null));
    let records = [Record::Log(against), damaged(LogSource::Support)];
    assert_eq!(Bench::new().conclude(Subject::Service, "log", with, &records).outcome, Violated);
}

#[test]
fn what_is_seen_has_its_place() {
    let records = [1, 40].map(|days| {
        let rank = u32::try_from(days).unwrap();
        Record::Log(record(rank, days, &[("actor", "u1"), ("approver", "u2")]))
    });
    let conclusion = Bench::new().conclude(Subject::Bidder, "log", WHO, &records);
    let seen: Vec<_> = conclusion
        .observations
        .iter()
        .map(|seen| (seen.place.clone(), seen.found.clone()))
        .collect();
    assert_eq!(
        seen,
        [
            (Some(place(40)), Some(untrusted("2022-08-24"))),
            (Some(place(1)), Some(untrusted("2022-10-02")))
        ]
    );
    assert_eq!(conclusion.until, AS_OF.checked_add(jiff::Span::new().days(89)).ok());
}

#[test]
fn parameters_that_do_not_bind() {
    let table = [
        "{}",
        "{ source: support }",
        "{ source: diary, fields: [actor] }",
        "{ source: support, fields: [colour] }",
        "{ source: support, must: { colour: { equals: red } } }",
        "{ source: support, must: { actor: { at_least: 3 } } }",
        "{ source: support, must: { region: { within: mars } } }",
        "{ source: support, fields: [actor], span: 30 }",
        "{ source: support, fields: [actor], span: { weeks: 3 } }",
        "{ source: support, fields: [actor], span: { days: 0 } }",
        "{ source: support, fields: [actor], records: many }",
    ];
    for with in table {
        assert!(Bench::new().bind(Subject::Service, "log", with).is_err(), "{with}");
    }
}
