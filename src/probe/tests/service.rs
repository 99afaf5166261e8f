//! Entries of the service list against what corroborates them.

use jiff::civil::date;

use crate::model::catalogue::Subject;
use crate::model::document::{Delivery, DocumentKind, ServiceStatus};
use crate::model::outcome::Outcome;
use crate::model::record::{Limit, Passage, Record, Resource, Service, Standing};
use crate::probe::testing::{Bench, OWN_TEXT, bucket, passage, service, untrusted};

use Outcome::{Absent, Satisfied, Violated};

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

/// A specification that negates the function, or only quotes the requirement, corroborates nothing: the entry stays a claim.
/// Of several entries the best counts, since one service may have a row for each region.
#[test]
fn entries() {
    let dated = |date, text: &str| {
        let text = Passage { date, ..passage(DocumentKind::ServiceSpecification, text) };
        vec![Record::Service(service()), Record::Passage(text)]
    };
    let with_status = |status| specified(Service { status, ..service() }, SPECIFICATION);
    let kind =
        |kind| vec![Record::Service(service()), Record::Passage(passage(kind, SPECIFICATION))];
    let table = [
        ("corroborated", specified(service(), SPECIFICATION), Satisfied),
        ("nothing", vec![], Absent),
        ("entry alone", vec![Record::Service(service())], Absent),
        (
            "specification alone",
            vec![Record::Passage(passage(DocumentKind::ServiceSpecification, SPECIFICATION))],
            Absent,
        ),
        (
            "another capability",
            specified(
                Service { capabilities: vec![untrusted("kms.rotation")], ..service() },
                SPECIFICATION,
            ),
            Absent,
        ),
        (
            "no capability",
            specified(Service { capabilities: vec![], ..service() }, SPECIFICATION),
            Absent,
        ),
        ("preview", with_status(Some(ServiceStatus::Preview)), Violated),
        ("planned", with_status(Some(ServiceStatus::Planned)), Violated),
        ("retired", with_status(Some(ServiceStatus::Retired)), Violated),
        ("status not stated", with_status(None), Absent),
        ("document of another kind", kind(DocumentKind::Other), Absent),
        (
            "specification of another service",
            specified(service(), &SPECIFICATION.replace("クモストレージ", "クモキュー")),
            Absent,
        ),
        (
            "specification of the service alone",
            specified(service(), "クモストレージは、容量に上限がありません。"),
            Absent,
        ),
        (
            "negated",
            specified(
                service(),
                "クモストレージは、オブジェクトのバージョニングに対応していません。",
            ),
            Absent,
        ),
        (
            "postponed",
            specified(service(), "クモストレージのバージョニングは、来年度に対応する予定です。"),
            Absent,
        ),
        (
            "quotes the requirement",
            specified(service(), &format!("クモストレージ\n\n{OWN_TEXT}")),
            Absent,
        ),
        ("stale", dated(Some(date(2021, 10, 2)), SPECIFICATION), Absent),
        ("as old as allowed", dated(Some(date(2021, 10, 3)), SPECIFICATION), Satisfied),
        ("undated", dated(None, SPECIFICATION), Absent),
        ("dated after the audit", dated(Some(date(2022, 10, 4)), SPECIFICATION), Absent),
        (
            "one row in preview, one corroborated",
            [with_status(Some(ServiceStatus::Preview)), specified(service(), SPECIFICATION)]
                .concat(),
            Satisfied,
        ),
        (
            "one row in preview, one a claim",
            vec![
                Record::Service(Service { status: Some(ServiceStatus::Preview), ..service() }),
                Record::Service(service()),
            ],
            Absent,
        ),
    ];
    for (name, records, expected) in table {
        assert_eq!(outcome(VERSIONING, &records), expected, "{name}");
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
