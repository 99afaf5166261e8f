//! Rows of commitments against the documents they name.

use jiff::civil::{Date, date};

use crate::model::catalogue::Subject;
use crate::model::commitment::{Commitment, Measured, Metric, Period, Unit};
use crate::model::document::{Delivery, DocumentKind, ServiceStatus};
use crate::model::outcome::Outcome;
use crate::model::record::{Damaged, Lost, Passage, Record, Service};
use crate::probe::testing::{AS_OF, Bench, OWN_TEXT, passage, place, service, untrusted};

use Outcome::{Absent, Review, Satisfied, Unreadable, Violated};

const UPTIME: &str =
    "{ capability: object-store.versioning, metric: availability, value: { at_least: 99.9 } }";
const MONTHLY: &str = "{ capability: object-store.versioning, metric: availability, value: { at_least: 99.9 }, period: month }";
const RESPONSE: &str =
    "{ capability: object-store.versioning, metric: support-response, value: { at_most: 60 } }";
const PATH: &str = "documents/terms.md";
const TERMS: &str = "クモストレージの月間稼働率は99.95%以上とします。";

fn row() -> Commitment {
    Commitment {
        service: untrusted("objects"),
        metric: Some(Metric::Availability),
        value: Some(99_950),
        unit: Some(Unit::Percent),
        period: Some(Period::Month),
        measured: Vec::new(),
        documents: vec![untrusted(PATH)],
        place: place(7),
    }
}

fn terms(text: &str) -> Passage {
    Passage { path: untrusted(PATH), place: place(8), ..passage(DocumentKind::ContractTerms, text) }
}

/// A row of the service, and the document it names.
fn documented(row: Commitment, text: &str) -> Vec<Record> {
    vec![Record::Service(service()), Record::Commitment(row), Record::Passage(terms(text))]
}

fn outcome(with: &str, records: &[Record]) -> Outcome {
    Bench::new().conclude(Subject::Service, "commitment", with, records).outcome
}

fn check(with: &str, table: Vec<(&str, Vec<Record>, Outcome)>) {
    for (name, records, expected) in table {
        assert_eq!(outcome(with, &records), expected, "{name}");
    }
}

#[test]
fn a_row_alone_proves_nothing_and_disproves() {
    let alone = |row| vec![Record::Service(service()), Record::Commitment(row)];
    let value = |value| Commitment { value, ..row() };
    let other = Service { capabilities: vec![untrusted("kms.rotation")], ..service() };
    let preview = Service { status: Some(ServiceStatus::Preview), ..service() };
    let of = |service| {
        vec![Record::Service(service), Record::Commitment(row()), Record::Passage(terms(TERMS))]
    };
    check(
        UPTIME,
        vec![
            ("nothing", vec![], Absent),
            ("no row", documented(row(), TERMS).drain(..1).collect(), Absent),
            ("no service", documented(row(), TERMS).split_off(1), Absent),
            ("row alone", alone(row()), Absent),
            ("document alone", documented(row(), TERMS).split_off(2), Absent),
            ("both", documented(row(), TERMS), Satisfied),
            ("falls short", documented(value(Some(99_899)), TERMS), Violated),
            ("falls short, alone", alone(value(Some(99_500))), Violated),
            ("no value", documented(value(None), TERMS), Absent),
            ("no unit", documented(Commitment { unit: None, ..row() }, TERMS), Absent),
            (
                "a unit of time",
                documented(Commitment { unit: Some(Unit::Hours), ..row() }, TERMS),
                Absent,
            ),
            (
                "another metric",
                documented(Commitment { metric: Some(Metric::Rto), ..row() }, TERMS),
                Absent,
            ),
            (
                "another service",
                documented(Commitment { service: untrusted("queue"), ..row() }, TERMS),
                Absent,
            ),
            (
                "by name, in full width",
                documented(Commitment { service: untrusted("クモ ストレージ"), ..row() }, TERMS),
                Satisfied,
            ),
            ("a service without the capability", of(other), Absent),
            ("a service in preview", of(preview), Absent),
        ],
    );
}

/// Of several rows the best counts: one service may have one for each severity or configuration.
#[test]
fn several_rows() {
    let low = || Record::Commitment(Commitment { value: Some(99_000), place: place(17), ..row() });
    let both = |text: &str| [documented(row(), text), vec![low()]].concat();
    check(
        UPTIME,
        vec![
            ("one falls short", both(TERMS), Satisfied),
            ("one falls short, one is a claim", both("稼働率"), Absent),
            ("repeated", [documented(row(), TERMS), documented(row(), TERMS)].concat(), Satisfied),
        ],
    );
}

/// The figure stands with the name of the service, or where nothing stands with the name, with the metric.
#[test]
fn what_the_document_states() {
    let text = |text: &str| documented(row(), text);
    let table = |first: &str, second: &str| {
        text(&format!(
            "| サービス | 月間稼働率 |\n|---|---|\n| クモストレージ | {first} |\n| クモキュー | {second} |\n"
        ))
    };
    check(
        UPTIME,
        vec![
            ("in a table", table("99.95%", "99.5%"), Satisfied),
            ("of another line of the table", table("99.5%", "99.95%"), Unreadable),
            ("under a heading", text("クモストレージ\n\n月間稼働率は 99.95 ％ です。"), Satisfied),
            ("in English", text("objects: monthly uptime of at least 99.95%."), Satisfied),
            ("another figure", text("クモストレージの稼働率は99.9%です。"), Unreadable),
            ("no figure", text("クモストレージの稼働率を保証します。"), Absent),
            ("no metric", text("クモストレージの耐久性は99.95%です。"), Absent),
            ("no service", text("稼働率は99.95%です。"), Absent),
            ("a number without unit", text("クモストレージの稼働率は99.95です。"), Absent),
            ("negated", text("クモストレージの稼働率99.95%は保証しません。"), Review),
            ("postponed", text("クモストレージの稼働率は来年度に99.95%とする予定です。"), Review),
            (
                "a lower bound",
                text("クモストレージの稼働率は99.95%を下回らないものとします。"),
                Satisfied,
            ),
            (
                "quotes the requirement",
                text(&format!("{OWN_TEXT} クモストレージ 稼働率 99.95%")),
                Satisfied,
            ),
        ],
    );
}

#[test]
fn which_documents_count() {
    let with = |passage: Passage| {
        vec![Record::Service(service()), Record::Commitment(row()), Record::Passage(passage)]
    };
    let dated = |date: Option<Date>| with(Passage { date, ..terms(TERMS) });
    let broken = || {
        let (path, place) = (untrusted(PATH), place(9));
        Record::Damaged(Damaged { lost: Lost::Document(DocumentKind::ContractTerms), path, place })
    };
    let claim = || vec![Record::Service(service()), Record::Commitment(row())];
    check(
        UPTIME,
        vec![
            (
                "of another kind",
                with(Passage { kind: DocumentKind::Other, ..terms(TERMS) }),
                Absent,
            ),
            (
                "not the one it names",
                with(Passage { path: untrusted("documents/other.md"), ..terms(TERMS) }),
                Absent,
            ),
            ("a year old", dated(Some(date(2021, 10, 3))), Satisfied),
            ("stale", dated(Some(date(2021, 10, 2))), Absent),
            ("after the audit", dated(Some(date(2022, 10, 4))), Absent),
            ("undated", dated(None), Absent),
            (
                "stale, and another figure",
                with(Passage {
                    date: None, ..terms("クモストレージの稼働率は99.9%です。")
                }),
                Absent,
            ),
            ("cannot be read", [claim(), vec![broken()]].concat(), Unreadable),
            (
                "cut, but it is stated",
                [documented(row(), TERMS), vec![broken()]].concat(),
                Satisfied,
            ),
        ],
    );
}

/// A commitment for a shorter period is the stricter one.
#[test]
fn periods() {
    let table = [
        (Some(Period::Month), TERMS, Satisfied),
        (Some(Period::Quarter), TERMS, Absent),
        (Some(Period::Year), TERMS, Absent),
        (None, TERMS, Absent),
        (Some(Period::Month), "クモストレージの稼働率は99.95%です。", Absent),
    ];
    for (period, text, expected) in table {
        let records = documented(Commitment { period, ..row() }, text);
        assert_eq!(outcome(MONTHLY, &records), expected, "{period:?} {text}");
    }
    let yearly = "{ capability: object-store.versioning, metric: availability, value: { at_least: 99.9 }, period: year }";
    assert_eq!(outcome(yearly, &documented(row(), TERMS)), Satisfied);
}

/// Columns: value and unit of the row, the document, and what they give where at most 60 minutes are asked.
#[test]
fn figures_are_compared_in_one_unit() {
    let table = [
        (60_000, Unit::Minutes, "60分以内", Satisfied),
        (60_000, Unit::Minutes, "1時間以内", Satisfied),
        (1000, Unit::Hours, "60 minutes", Satisfied),
        (1500, Unit::Hours, "1時間30分", Violated),
        (61_000, Unit::Minutes, "61分", Violated),
        (30_000, Unit::Minutes, "1時間", Unreadable),
        (1000, Unit::Days, "1日", Violated),
    ];
    for (value, unit, said, expected) in table {
        let metric = Some(Metric::SupportResponse);
        let row = Commitment { metric, value: Some(value), unit: Some(unit), ..row() };
        let text = format!("クモストレージの障害への初回応答は、{said}です。");
        assert_eq!(outcome(RESPONSE, &documented(row, &text)), expected, "{value} {unit:?} {said}");
    }
}

#[test]
fn further_phrases_stand_in_the_same_passage() {
    let with = "{ capability: object-store.versioning, metric: availability, value: { at_least: 99.9 }, states: [[複数ゾーン, multi-zone]] }";
    let multi = format!("複数ゾーン構成の{TERMS}");
    assert_eq!(outcome(with, &documented(row(), &multi)), Satisfied);
    assert_eq!(outcome(with, &documented(row(), TERMS)), Absent);
}

/// The column of the service list is a commitment, too; its document is the documentation of the service.
#[test]
fn the_service_list_commits() {
    let entry = |sla, documentation: &str| Service {
        sla,
        documentation: Some(untrusted(documentation)),
        ..service()
    };
    let of = |service| vec![Record::Service(service), Record::Passage(terms(TERMS))];
    check(
        MONTHLY,
        vec![
            ("stated", of(entry(Some(99_950), PATH)), Satisfied),
            ("another figure", of(entry(Some(99_990), PATH)), Unreadable),
            ("falls short", of(entry(Some(99_000), PATH)), Violated),
            ("without documentation", of(entry(Some(99_950), "documents/none.md")), Absent),
            ("no figure", of(entry(None, PATH)), Absent),
        ],
    );
}

fn months(values: &[(i16, i8, i64)]) -> Vec<Measured> {
    let measured = |(year, month, value): &(i16, i8, i64)| Measured {
        month: Some(date(*year, *month, 1)),
        value: *value,
    };
    values.iter().map(measured).collect()
}

/// The last three months are asked, on 3 October 2022.
#[test]
fn the_record_of_the_last_months() {
    let with = "{ capability: object-store.versioning, metric: availability, value: { at_least: 99.9 }, measured: { months: 3 } }";
    let report = "クモストレージの稼働率の実績\n\n| 月 | 稼働率(%) |\n|---|---|\n| 7月 | 99.96 |\n| 8月 | 100 |\n| 9月 | 99.97 |\n";
    let good = [(2022, 7, 99_960), (2022, 8, 100_000), (2022, 9, 99_970)];
    let swap = |at: usize, entry| {
        let mut values = good;
        values[at] = entry;
        months(&values)
    };
    let unlabelled = |value| [months(&good), vec![Measured { month: None, value }]].concat();
    let older = |value| [months(&good), months(&[(2022, 6, value)])].concat();
    let table = [
        ("all", months(&good), Satisfied),
        ("none", vec![], Absent),
        ("two of three", months(&good[1..]), Absent),
        ("not in a row", swap(0, (2022, 6, 99_960)), Absent),
        ("not kept", swap(1, (2022, 8, 99_949)), Violated),
        ("not kept before", older(99_000), Satisfied),
        ("not shown by the document", swap(1, (2022, 8, 99_990)), Absent),
        ("a value without month", unlabelled(100_000), Satisfied),
        ("a bad value without month", unlabelled(99_000), Violated),
        ("twice", [months(&good), months(&good)].concat(), Satisfied),
        (
            "of last year",
            months(&good.map(|(year, month, value)| (year - 1, month, value))),
            Absent,
        ),
        ("of the future", swap(0, (2022, 11, 99_960)), Absent),
    ];
    for (name, measured, expected) in table {
        let mut records = documented(Commitment { measured, ..row() }, TERMS);
        records.push(Record::Passage(Passage { place: place(18), ..terms(report) }));
        assert_eq!(outcome(with, &records), expected, "{name}");
    }
}

#[test]
fn who_delivers_and_until_when() {
    let joint = Service { delivery: Some(Delivery::Joint), ..service() };
    let records = [vec![Record::Service(joint)], documented(row(), TERMS).split_off(1)].concat();
    let conclusion = Bench::new().conclude(Subject::Service, "commitment", UPTIME, &records);
    assert_eq!(conclusion.delivery, Some(Delivery::Joint));
    assert_eq!(conclusion.until, AS_OF.checked_add(jiff::Span::new().days(365)).ok());
    let places: Vec<_> =
        conclusion.observations.iter().filter_map(|seen| seen.place.clone()).collect();
    assert_eq!(places, [place(7), place(8)]);
    assert_eq!(conclusion.observations[0].found, Some(untrusted("99.950 percent")));
}

#[test]
fn parameters_that_do_not_bind() {
    let table = [
        "{}",
        "{ capability: object-store, metric: availability }",
        "{ capability: object-store, metric: speed, value: { at_least: 1 } }",
        "{ capability: flying, metric: rto, value: { at_most: 1 } }",
        "{ capability: object-store, metric: rto, value: 4 }",
        "{ capability: object-store, metric: rto, value: { equals: 4 } }",
        "{ capability: object-store, metric: rto, value: { at_most: soon } }",
        "{ capability: object-store, metric: rto, value: { at_most: 4 }, unit: percent }",
        "{ capability: object-store, metric: rto, value: { at_most: { param: none-such } } }",
        "{ capability: object-store, metric: rto, value: { at_most: 4 }, period: week }",
        "{ capability: object-store, metric: rto, value: { at_most: 4 }, measured: { months: 0 } }",
        "{ capability: object-store, metric: rto, value: { at_most: 4 }, colour: red }",
    ];
    for with in table {
        assert!(Bench::new().bind(Subject::Service, "commitment", with).is_err(), "{with}");
    }
}
