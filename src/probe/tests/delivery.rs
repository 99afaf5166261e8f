//! Who delivers over the whole bid, under a call that wants one company and one that accepts several.

use jiff::civil::date;

use crate::model::catalogue::Subject;
use crate::model::commitment::{Commitment, Metric};
use crate::model::document::{AnswerStatus, Delivery, DocumentKind, Standard};
use crate::model::manifest::{Manifest, Participant, Product};
use crate::model::observation::Conclusion;
use crate::model::outcome::Outcome;
use crate::model::profile::ThirdParty;
use crate::model::record::{Answer, Certificate, Passage, Record, Service};
use crate::probe::testing::{Bench, PROVIDER, certificate, passage, place, service, untrusted};

use Delivery::{Joint, Own};
use Outcome::{Absent, Satisfied, Unreadable, Violated};

const ROWS: &str = "{ rows: owner }";
const LEAD: &str = "{ lead: ismap }";

fn answer(delivery: Option<Delivery>, product: &str) -> Record {
    Record::Answer(Answer {
        id: untrusted("GC22-STO-001"),
        status: Some(AnswerStatus::Met),
        delivery,
        product: untrusted(product),
        how: untrusted(""),
        evidence: untrusted(""),
        planned: None,
        owner: untrusted(""),
        place: place(10),
    })
}

fn entry(delivery: Option<Delivery>, participant: &str) -> Record {
    Record::Service(Service { delivery, participant: untrusted(participant), ..service() })
}

fn company(name: &str, provider: &str, lead: bool, ismap: Option<&str>) -> Participant {
    Participant {
        name: untrusted(name),
        provider: Some(provider.to_owned()),
        lead,
        ismap: ismap.map(untrusted),
    }
}

/// Two companies, the first of which leads.
fn companies() -> Vec<Participant> {
    vec![
        company("架空クラウド", PROVIDER, true, Some("C21-0001-2")),
        company("架空データ", "hare", false, Some("C22-0002-2")),
    ]
}

/// The first call wants one company, the second accepts several.
fn bench(second: bool, participants: Vec<Participant>) -> Bench {
    let mut bench = Bench::new();
    if second {
        bench.profile.joint = true;
        bench.profile.third_party = ThirdParty::NonCore;
    }
    bench.manifest = Manifest { participants, ..bench.manifest };
    bench
}

fn conclude(bench: &Bench, with: &str, records: &[Record]) -> Conclusion {
    bench.conclude(Subject::Bidder, "delivery", with, records)
}

/// Columns: one company under the first call, one under the second, two under the second.
#[test]
fn rows() {
    let third = Some(Delivery::ThirdParty);
    let table = [
        ("nothing", vec![], [Absent, Absent, Absent]),
        ("own", vec![answer(Some(Own), ""), entry(Some(Own), "")], [Satisfied; 3]),
        ("not stated", vec![answer(None, ""), entry(Some(Own), "")], [Absent; 3]),
        ("joint, nobody named", vec![answer(Some(Joint), "")], [Violated, Absent, Absent]),
        (
            "joint, named",
            vec![answer(Some(Joint), "架空データの検索")],
            [Violated, Absent, Satisfied],
        ),
        (
            "joint, the lead named",
            vec![answer(Some(Joint), "架空クラウド")],
            [Violated, Absent, Absent],
        ),
        (
            "joint, a stranger named",
            vec![answer(Some(Joint), "架空商事")],
            [Violated, Absent, Absent],
        ),
        ("a joint service", vec![entry(Some(Joint), "架空データ")], [Violated, Absent, Satisfied]),
        (
            "a joint service, by provider",
            vec![entry(Some(Joint), "hare")],
            [Violated, Absent, Satisfied],
        ),
        ("a joint service, nobody named", vec![entry(Some(Joint), "")], [Violated, Absent, Absent]),
        (
            "joint through a service",
            vec![answer(Some(Joint), "クモストレージ"), entry(Some(Joint), "架空データ")],
            [Violated, Absent, Satisfied],
        ),
        ("third party, named", vec![answer(third, "架空検索")], [Violated, Satisfied, Satisfied]),
        ("third party, not named", vec![answer(third, " ")], [Violated, Absent, Absent]),
        (
            "a third party's service",
            vec![entry(third, "架空商事")],
            [Violated, Satisfied, Satisfied],
        ),
        (
            "one against many",
            vec![answer(Some(Own), ""), entry(third, "")],
            [Violated, Absent, Absent],
        ),
    ];
    let benches = [bench(false, vec![]), bench(true, vec![]), bench(true, companies())];
    for (name, records, expected) in table {
        let seen = benches.each_ref().map(|bench| conclude(bench, ROWS, &records).outcome);
        assert_eq!(seen, expected, "{name}");
    }
}

#[test]
fn what_the_manifest_says_of_rows() {
    let mut silent = bench(true, vec![]);
    assert_eq!(conclude(&silent, ROWS, &[answer(None, "")]).outcome, Absent);
    silent.manifest.delivery = Some(Own);
    assert_eq!(conclude(&silent, ROWS, &[answer(None, "")]).outcome, Satisfied);
    let third = entry(Some(Delivery::ThirdParty), "");
    assert_eq!(conclude(&silent, ROWS, std::slice::from_ref(&third)).outcome, Absent);
    silent.manifest.products = vec![Product {
        name: untrusted("クモストレージ"),
        provider: None,
        delivery: Delivery::ThirdParty,
    }];
    assert_eq!(conclude(&silent, ROWS, std::slice::from_ref(&third)).outcome, Satisfied);
    silent.manifest_place = None;
    assert_eq!(conclude(&silent, ROWS, &[third]).outcome, Absent);
}

#[test]
fn service_levels_of_others() {
    let with = "{ rows: [owner, sla] }";
    let bench = bench(true, companies());
    let joint = || entry(Some(Joint), "架空データ");
    let Record::Service(bare) = joint() else { panic!() };
    let promised = Record::Service(Service { sla: Some(99_900), ..bare });
    let committed = Record::Commitment(Commitment {
        service: untrusted("objects"),
        metric: Some(Metric::Rto),
        value: Some(4000),
        unit: None,
        period: None,
        measured: vec![],
        documents: vec![],
        place: place(11),
    });
    let table = [
        (vec![joint()], Absent),
        (vec![promised], Satisfied),
        (vec![joint(), committed], Satisfied),
        (vec![entry(Some(Own), "")], Satisfied),
    ];
    for (records, expected) in table {
        assert_eq!(conclude(&bench, with, &records).outcome, expected, "{records:?}");
    }
}

fn register(number: &str, holder: &str, rank: u32) -> Vec<Record> {
    let path = format!("certificates/{rank}.md");
    let row = Certificate {
        standard: Some(Standard::Ismap),
        number: untrusted(number),
        holder: untrusted(holder),
        scope: untrusted("クモクラウド"),
        file: Some(untrusted(&path)),
        place: place(rank),
        ..certificate()
    };
    let text = format!(
        "ISMAPクラウドサービスリスト 登録番号 {number} クモクラウド 登録の有効期限 2024年3月31日"
    );
    let file = Passage {
        path: untrusted(&path),
        place: place(rank + 1),
        ..passage(DocumentKind::IsmapListExtract, &text)
    };
    vec![Record::Certificate(row), Record::Passage(file)]
}

/// Exactly one company leads, and register and file show every company's registration.
#[test]
fn companies_and_their_registrations() {
    let first = || register("C21-0001-2", "架空クラウド", 30);
    let second = || register("C22-0002-2", "架空データ", 40);
    let both = || [first(), second()].concat();
    let expired = || {
        let mut records = second();
        if let Some(Record::Certificate(row)) = records.first_mut() {
            row.valid_until = Some(date(2022, 3, 31));
        }
        if let Some(Record::Passage(file)) = records.get_mut(1) {
            file.text = untrusted(&file.text.raw().replace("2024年", "2022年"));
        }
        [first(), records].concat()
    };
    let disagrees = || {
        let mut records = both();
        if let Some(Record::Certificate(row)) = records.first_mut() {
            row.valid_until = Some(date(2025, 3, 31));
        }
        records
    };
    let with = |lead: bool, ismap| {
        vec![companies()[0].clone(), company("架空データ", "hare", lead, ismap)]
    };
    let number = Some("C22-0002-2");
    let table = [
        ("shown", with(false, number), both(), Satisfied),
        ("two lead", with(true, number), both(), Violated),
        ("nobody leads", vec![with(false, number)[1].clone(); 2], second(), Absent),
        ("no number", with(false, None), both(), Absent),
        ("not in the register", with(false, number), first(), Absent),
        ("row alone", with(false, number), [first(), second()[..1].to_vec()].concat(), Absent),
        (
            "somebody else's",
            with(false, number),
            [first(), register("C22-0002-2", "架空商事", 40)].concat(),
            Absent,
        ),
        ("expired", with(false, number), expired(), Absent),
        ("row and file disagree", with(false, number), disagrees(), Unreadable),
        ("one company", vec![], vec![], Satisfied),
    ];
    for (name, participants, records, expected) in table {
        let conclusion = conclude(&bench(true, participants), LEAD, &records);
        assert_eq!(conclusion.outcome, expected, "{name}: {:?}", conclusion.observations);
    }
    let shown = conclude(&bench(true, companies()), LEAD, &both());
    assert_eq!(shown.until, Some(date(2024, 3, 31)), "the first registration that lapses");
    assert_eq!(conclude(&bench(false, companies()), LEAD, &both()).outcome, Violated);
}

#[test]
fn parameters_that_do_not_bind() {
    for with in [
        "{}",
        "{ rows: [] }",
        "{ rows: product }",
        "{ lead: true }",
        "{ lead: ismap, colour: red }",
    ] {
        assert!(Bench::new().bind(Subject::Bidder, "delivery", with).is_err(), "{with}");
    }
}
