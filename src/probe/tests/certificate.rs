//! Register rows against the files they name.

use jiff::civil::date;

use crate::model::catalogue::Subject;
use crate::model::document::{DocumentKind, ServiceStatus, Standard};
use crate::model::outcome::Outcome;
use crate::model::place::Place;
use crate::model::record::{Certificate, Passage, Record, Service};
use crate::probe::testing::{Bench, certificate, damaged, passage, place, service, untrusted};

use Outcome::{Absent, Review, Satisfied, Unreadable};

const PLAIN: &str = "{ standard: iso27017, valid_at: as-of }";
const TEXT: &str = "登録証 ISO/IEC 27017:2015 登録番号 IS 700001 登録範囲 クモクラウドの提供(クモストレージ、tokyo-1) 有効期限 2024年3月31日";

fn file(text: &str) -> Passage {
    Passage {
        path: untrusted("certificates/iso27017.md"),
        place: place(6),
        ..passage(DocumentKind::Certificate, text)
    }
}

fn outcome(with: &str, records: &[Record]) -> Outcome {
    Bench::new().conclude(Subject::Bidder, "certificate", with, records).outcome
}

fn pair(row: Certificate, text: &str) -> Vec<Record> {
    vec![Record::Certificate(row), Record::Passage(file(text))]
}

/// A value missing from the row is silence, so absent; a value that the file does not show is disagreement, so unreadable.
#[test]
fn row_and_file() {
    let row = certificate;
    let table: Vec<(&str, Vec<Record>, Outcome)> = vec![
        ("agree", pair(row(), TEXT), Satisfied),
        ("nothing", vec![], Absent),
        ("row alone", vec![Record::Certificate(row())], Absent),
        ("file alone", vec![Record::Passage(file(TEXT))], Absent),
        (
            "row of another standard",
            pair(Certificate { standard: Some(Standard::Iso27018), ..row() }, TEXT),
            Absent,
        ),
        ("row of no known standard", pair(Certificate { standard: None, ..row() }, TEXT), Absent),
        ("row names no file", pair(Certificate { file: None, ..row() }, TEXT), Absent),
        (
            "row names another file",
            pair(Certificate { file: Some(untrusted("x.md")), ..row() }, TEXT),
            Absent,
        ),
        ("file of another standard", pair(row(), &TEXT.replace("27017", "27001")), Absent),
        ("file is empty", pair(row(), ""), Absent),
        ("number disagrees", pair(row(), &TEXT.replace("700001", "700002")), Unreadable),
        (
            "scope disagrees",
            pair(row(), &TEXT.replace("クモクラウドの提供", "別のサービス")),
            Unreadable,
        ),
        ("expiry disagrees", pair(row(), &TEXT.replace("2024年", "2023年")), Unreadable),
        ("expiry in an era", pair(row(), &TEXT.replace("2024年", "令和6年")), Satisfied),
        ("row without number", pair(Certificate { number: untrusted(" "), ..row() }, TEXT), Absent),
        ("row without scope", pair(Certificate { scope: untrusted(""), ..row() }, TEXT), Absent),
        ("row without expiry", pair(Certificate { valid_until: None, ..row() }, TEXT), Absent),
        ("row without first day", pair(Certificate { valid_from: None, ..row() }, TEXT), Absent),
        (
            "a second row that agrees",
            [pair(Certificate { number: untrusted("IS 1"), ..row() }, TEXT), pair(row(), TEXT)]
                .concat(),
            Satisfied,
        ),
    ];
    for (name, records, expected) in table {
        assert_eq!(outcome(PLAIN, &records), expected, "{name}");
    }
}

#[test]
fn a_file_that_cannot_be_read() {
    let broken = || damaged(DocumentKind::Certificate);
    let row = Certificate { file: Some(untrusted("documents/broken.pdf")), ..certificate() };
    let other = [pair(certificate(), TEXT), vec![broken()]].concat();
    assert_eq!(outcome(PLAIN, &[Record::Certificate(row), broken()]), Unreadable);
    assert_eq!(outcome(PLAIN, &other), Satisfied, "another file");
}

/// The day of the audit is 2022-10-03; the first and the last day count.
#[test]
fn in_force() {
    let table = [
        ("2022-10-04", "2024-03-31", Absent),
        ("2022-10-03", "2024-03-31", Satisfied),
        ("2021-04-01", "2022-10-03", Satisfied),
        ("2021-04-01", "2022-10-02", Absent),
    ];
    for (from, until, expected) in table {
        let row = Certificate {
            valid_from: from.parse().ok(),
            valid_until: until.parse().ok(),
            ..certificate()
        };
        let text = TEXT.replace("2024年3月31日", until);
        assert_eq!(outcome(PLAIN, &pair(row, &text)), expected, "{from} to {until}");
    }
}

#[test]
fn a_disagreement_names_both_places() {
    let records = pair(certificate(), &TEXT.replace("700001", "700002"));
    let conclusion = Bench::new().conclude(Subject::Bidder, "certificate", PLAIN, &records);
    let files: Vec<_> = conclusion
        .observations
        .iter()
        .filter_map(|seen| seen.place.as_ref())
        .map(|at| at.file.0)
        .collect();
    assert_eq!(files, [5, 6]);
}

#[test]
fn what_the_scope_covers() {
    let offered =
        |service: Service| [pair(certificate(), TEXT), vec![Record::Service(service)]].concat();
    let services = "{ standard: iso27017, covers: services }";
    let regions = "{ standard: iso27017, covers: [services, regions] }";
    let table = [
        ("no service list", services, pair(certificate(), TEXT), Absent),
        ("the service is named", services, offered(service()), Satisfied),
        (
            "another service",
            services,
            offered(Service { name: untrusted("クモキュー"), ..service() }),
            Absent,
        ),
        (
            "a service in preview is not offered",
            services,
            [
                offered(service()),
                offered(Service {
                    name: untrusted("試作"),
                    status: Some(ServiceStatus::Preview),
                    ..service()
                }),
            ]
            .concat(),
            Satisfied,
        ),
        ("the region is named", regions, offered(service()), Satisfied),
        (
            "another region",
            regions,
            offered(Service { regions: vec![untrusted("osaka-1")], ..service() }),
            Absent,
        ),
        (
            "asked words are there",
            "{ standard: iso27017, states: [[登録証]] }",
            pair(certificate(), TEXT),
            Satisfied,
        ),
        (
            "asked words are missing",
            "{ standard: iso27017, states: [[適用宣言書]] }",
            pair(certificate(), TEXT),
            Absent,
        ),
        (
            "asked words are negated",
            "{ standard: iso27017, scope: [[暗号鍵の管理]] }",
            pair(certificate(), &format!("{TEXT}\n\n暗号鍵の管理は含まない。")),
            Review,
        ),
    ];
    for (name, with, records, expected) in table {
        assert_eq!(outcome(with, &records), expected, "{name}");
    }
}

/// A report on a period counts from its end, for as long as the profile grants; never before it has ended.
#[test]
fn reports_on_a_period() {
    let text = |until: &str| {
        format!(
            "SOC 2 Type 2 report IS 700001 クモクラウドの提供 period from 2021-04-01 to {until}"
        )
    };
    for (until, expected) in [
        ("2022-09-30", Satisfied),
        ("2021-10-03", Satisfied),
        ("2021-10-02", Absent),
        ("2022-10-04", Absent),
    ] {
        let row = Certificate {
            standard: Some(Standard::Soc2Type2),
            valid_until: Some(until.parse().unwrap()),
            ..certificate()
        };
        assert_eq!(
            outcome("{ standard: soc2-type2 }", &pair(row, &text(until))),
            expected,
            "{until}"
        );
    }
}

#[test]
fn on_the_day_of_the_contract() {
    let mut bench = Bench::new();
    let at = "{ standard: iso27017, valid_at: contract }";
    for (contract, expected) in
        [(None, Satisfied), (Some(date(2024, 3, 31)), Satisfied), (Some(date(2024, 4, 1)), Absent)]
    {
        bench.profile.contract_date = contract;
        let records = pair(certificate(), TEXT);
        assert_eq!(
            bench.conclude(Subject::Bidder, "certificate", at, &records).outcome,
            expected,
            "{contract:?}"
        );
    }
}

/// A file is one text whatever order its passages come in, however long it is.
#[test]
fn passages_of_a_file_come_in_any_order() {
    let bench = Bench::new();
    let bound = bench
        .bind(Subject::Bidder, "certificate", PLAIN)
        .unwrap_or_else(|defects| panic!("{defects:?}"));
    let passages: Vec<Record> = (1..=6)
        .map(|page| {
            let text = if page == 1 { TEXT.to_owned() } else { "頁".repeat(20_000) };
            let place = Place { page: Some(page), ..Place::file(place(6).file) };
            Record::Passage(Passage { place, ..file(&text) })
        })
        .collect();
    let saved = |order: &[usize], split: usize| {
        let (mut left, mut right) = (bound.probe.start(), bound.probe.start());
        for (at, page) in order.iter().enumerate() {
            bound.probe.observe(if at < split { &mut left } else { &mut right }, &passages[*page]);
        }
        bound.probe.merge(&mut left, right);
        bound.probe.save(&left)
    };
    let in_order = saved(&[0, 1, 2, 3, 4, 5], 6);
    for (order, split) in
        [([5, 4, 3, 2, 1, 0], 6), ([0, 1, 2, 3, 4, 5], 3), ([3, 5, 1, 0, 2, 4], 2)]
    {
        assert_eq!(saved(&order, split), in_order, "{order:?} split at {split}");
    }
}

#[test]
fn parameters_that_do_not_bind() {
    let table = [
        "{}",
        "{ standard: iso9001 }",
        "{ standard: iso27017, covers: [people] }",
        "{ standard: iso27017, valid_at: someday }",
        "{ standard: iso27017, colour: red }",
    ];
    for with in table {
        assert!(Bench::new().bind(Subject::Bidder, "certificate", with).is_err(), "{with}");
    }
}
