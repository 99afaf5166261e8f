//! Entries of the service list against what corroborates them.

use jiff::civil::date;

use crate::model::catalogue::Subject;
use crate::model::document::{Delivery, DocumentKind, ServiceStatus};
use crate::model::outcome::Outcome;
use crate::model::record::{Limit, Passage, Record, Resource, Service, Standing};
use crate::probe::testing::{Bench, OWN_TEXT, bucket, damaged, passage, service, untrusted};

use Outcome::{Absent, Satisfied, Unreadable, Violated};

const VERSIONING: &str = "{ capability: object-store.versioning, status: ga }";
const SPECIFICATION: &str = "クモストレージは、オブジェクトのバージョニングに対応しています。";

fn specified(service: Service, text: &str) -> Vec<Record> {
    vec![
        Record::Service(service),
        Record::Passage(passage(DocumentKind::ServiceSpecification, text)),
    ]
}

fn outcome(with: &str, records: &[Record]) -> Outcome {
    Bench::new().conclude(Subject::Service, "service", with, records).outcome
}

fn check(table: Vec<(&str, Vec<Record>, Outcome)>) {
    for (name, records, expected) in table {
        assert_eq!(outcome(VERSIONING, &records), expected, "{name}");
    }
}

/// Of several entries the best counts, since one service may have a row for each region.
#[test]
fn entries() {
    let of = |service| specified(service, SPECIFICATION);
    let capabilities = |capabilities| of(Service { capabilities, ..service() });
    let status = |status| Service { status, ..service() };
    let preview = || Record::Service(status(Some(ServiceStatus::Preview)));
    check(vec![
        ("corroborated", of(service()), Satisfied),
        ("nothing", vec![], Absent),
        ("entry alone", vec![Record::Service(service())], Absent),
        ("specification alone", of(service()).split_off(1), Absent),
        ("another capability", capabilities(vec![untrusted("kms.rotation")]), Absent),
        ("no capability", capabilities(vec![]), Absent),
        ("preview", of(status(Some(ServiceStatus::Preview))), Violated),
        ("planned", of(status(Some(ServiceStatus::Planned))), Violated),
        ("retired", of(status(Some(ServiceStatus::Retired))), Violated),
        ("status not stated", of(status(None)), Absent),
        ("one in preview, one corroborated", [of(service()), vec![preview()]].concat(), Satisfied),
        ("one in preview, one a claim", vec![preview(), Record::Service(service())], Absent),
    ]);
}

/// A specification that negates the function, or only quotes the requirement, corroborates nothing: the entry stays a claim.
#[test]
fn specifications() {
    let text = |text: &str| specified(service(), text);
    let other = SPECIFICATION.replace("クモストレージ", "クモキュー");
    let broken = || damaged(DocumentKind::ServiceSpecification);
    let of_kind = vec![
        Record::Service(service()),
        Record::Passage(passage(DocumentKind::Other, SPECIFICATION)),
    ];
    check(vec![
        ("document of another kind", of_kind, Absent),
        ("of another service", text(&other), Absent),
        ("of the service alone", text("クモストレージは、容量に上限がありません。"), Absent),
        (
            "negated",
            text("クモストレージは、オブジェクトのバージョニングに対応していません。"),
            Absent,
        ),
        ("postponed", text("クモストレージのバージョニングは、来年度に対応する予定です。"), Absent),
        ("quotes the requirement", text(&format!("クモストレージ\n\n{OWN_TEXT}")), Absent),
        ("cannot be read", vec![Record::Service(service()), broken()], Unreadable),
        ("one cannot be read", [text(SPECIFICATION), vec![broken()]].concat(), Satisfied),
    ]);
}

#[test]
fn ages_of_specifications() {
    let table = [
        (Some(date(2021, 10, 2)), Absent),
        (Some(date(2021, 10, 3)), Satisfied),
        (Some(date(2022, 10, 3)), Satisfied),
        (Some(date(2022, 10, 4)), Absent),
        (None, Absent),
    ];
    for (date, expected) in table {
        let kind = DocumentKind::ServiceSpecification;
        let dated = Passage { date, ..passage(kind, SPECIFICATION) };
        let records = [Record::Service(service()), Record::Passage(dated)];
        assert_eq!(outcome(VERSIONING, &records), expected, "{date:?}");
    }
}

/// Where sites in Japan are asked, only those in Japan count.
#[test]
fn regions_and_sites() {
    let offered = |regions: &[&str]| {
        let regions = regions.iter().map(|region| untrusted(region)).collect();
        specified(Service { regions, ..service() }, SPECIFICATION)
    };
    let home = "{ capability: object-store.versioning, regions: japan }";
    let two = "{ capability: object-store.versioning, sites: 2 }";
    let two_at_home = "{ capability: object-store.versioning, regions: japan, sites: 2 }";
    let table = [
        (home, &["tokyo-1"][..], Satisfied),
        (home, &["oregon-1", "Tokyo-1"], Satisfied),
        (home, &["oregon-1"], Absent),
        (home, &["atlantis"], Absent),
        (home, &[], Absent),
        (two, &["tokyo-1", "oregon-1"], Satisfied),
        (two, &["tokyo-1", "tokyo-1"], Absent),
        (two, &["tokyo-1", "atlantis"], Absent),
        (two_at_home, &["tokyo-1", "osaka-1"], Satisfied),
        (two_at_home, &["tokyo-1", "oregon-1"], Absent),
    ];
    for (with, regions, expected) in table {
        assert_eq!(outcome(with, &offered(regions)), expected, "{with} {regions:?}");
    }
}

/// A capability that is a service itself is shown by a resource of it, if that is really there.
#[test]
fn resources_of_the_service() {
    let claim = Service { capabilities: vec![untrusted("object-store")], ..service() };
    let limited = |limit| Resource { standing: Standing::Limited(limit), ..bucket("b") };
    let table = [
        ("there", bucket("b"), Satisfied),
        ("gone", Resource { gone: true, ..bucket("b") }, Absent),
        ("planned", limited(Limit::Intended), Absent),
        ("stale", limited(Limit::Stale), Absent),
        ("of a stranger", limited(Limit::Stranger), Absent),
    ];
    for (name, resource, expected) in table {
        let records = [Record::Service(claim.clone()), Record::Resource(resource)];
        let with = "{ capability: object-store }";
        let conclusion = Bench::new().conclude(Subject::Service, "service", with, &records);
        assert_eq!(conclusion.outcome, expected, "{name}");
        let providers: &[&str] = if expected == Satisfied { &["kumo"] } else { &[] };
        assert_eq!(conclusion.providers, providers, "{name}: who delivers it");
    }
}

/// One entry suffices, so the best delivery among those that decide is the service's; an entry that does not say is not better.
#[test]
fn who_delivers() {
    let entry = |delivery| specified(Service { delivery, ..service() }, SPECIFICATION);
    let table = [
        (vec![entry(None)], None),
        (vec![entry(Some(Delivery::Joint))], Some(Delivery::Joint)),
        (vec![entry(Some(Delivery::ThirdParty)), entry(Some(Delivery::Own))], Some(Delivery::Own)),
        (vec![entry(Some(Delivery::Own)), entry(None)], None),
    ];
    for (entries, expected) in table {
        let conclusion =
            Bench::new().conclude(Subject::Service, "service", VERSIONING, &entries.concat());
        assert_eq!((conclusion.outcome, conclusion.delivery), (Satisfied, expected));
    }
}

#[test]
fn parameters_that_do_not_bind() {
    let table = [
        "{}",
        "{ capability: flying }",
        "{ capability: object-store, status: soon }",
        "{ capability: object-store, regions: mars }",
        "{ capability: object-store, sites: many }",
        "{ capability: object-store, colour: red }",
    ];
    for with in table {
        assert!(Bench::new().bind(Subject::Service, "service", with).is_err(), "{with}");
    }
}
