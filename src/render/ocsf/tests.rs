//! The lines parsed back: one event per finding, honest statuses, limits, and hostile texts.

use serde_json::Value;

use super::FORMAT;
use super::event::OBSERVATIONS;
use crate::model::catalogue::Obligation;
use crate::model::observation::Observation;
use crate::model::outcome::Verdict;
use crate::model::report::{DecisionOutcome, GapReport};
use crate::model::text::Untrusted;
use crate::render::parsed::{array, assert_inert, text};
use crate::render::{hostile, sample};

fn events(report: &GapReport) -> Vec<Value> {
    text(&FORMAT, report).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_finding_is_one_event_on_one_line() {
    let report = sample::draft();
    let events = events(&report);
    assert_eq!(events.len(), report.findings.len());
    for (event, finding) in events.iter().zip(&report.findings) {
        let codes =
            [("category_uid", 2), ("class_uid", 2003), ("type_uid", 200_301), ("activity_id", 1)];
        for (name, code) in codes {
            assert_eq!(event[name], code);
        }
        assert_eq!(event["time"], 1_697_036_400_000_i64);
        assert_eq!(event["metadata"]["version"], "1.5.0");
        assert_eq!(event["compliance"]["control"], finding.requirement.as_str());
        assert!(event["finding_info"]["title"].as_str().unwrap().contains(&finding.title.en));
    }
    for verdict in Verdict::ALL {
        let found = events.iter().filter(|one| one["compliance"]["status_code"] == verdict.id());
        assert_eq!(found.count() as u64, report.totals.get(verdict), "{verdict:?}");
    }
}

#[test]
fn only_what_is_proven_passes_and_what_nobody_knows_is_unknown() {
    let cases = [
        (Verdict::Met, 1, 1, 1),
        (Verdict::Planned, 2, 2, 2),
        (Verdict::Unmet, 3, 4, 2),
        (Verdict::Unproven, 0, 3, 2),
        (Verdict::Inconclusive, 0, 3, 2),
        (Verdict::Review, 0, 3, 2),
        (Verdict::NotApplicable, 99, 1, 1),
    ];
    for (verdict, status, mandatory, optional) in cases {
        for (obligation, severity) in
            [(Obligation::Mandatory, mandatory), (Obligation::Optional, optional)]
        {
            let mut report = sample::simple(DecisionOutcome::Rejected, verdict);
            report.findings[0].obligation = obligation;
            let event = events(&report).remove(0);
            assert_eq!(event["compliance"]["status_id"], status, "{verdict:?}");
            assert_eq!(event["severity_id"], severity, "{verdict:?} {obligation:?}");
            assert_eq!(event["status_id"], 1, "{verdict:?}");
        }
    }
}

#[test]
fn a_waiver_suppresses_and_passes_nothing() {
    let waived = events(&sample::draft()).remove(6);
    assert_eq!((&waived["status_id"], &waived["compliance"]["status_id"]), (&3.into(), &3.into()));
    assert_eq!(waived["unmapped"]["disposition"]["approver"], "架空 花子");
}

#[test]
fn an_evidence_has_its_file_with_digest_and_place() {
    let mut report = sample::draft();
    report.submission.files[1].sha256 = "ab".repeat(32);
    let event = events(&report).remove(2);
    let evidence = &event["evidences"][0];
    assert_eq!(
        (&evidence["file"]["name"], &evidence["file"]["path"]),
        (&"s3.json".into(), &"exports/s3.json".into())
    );
    assert_eq!(evidence["file"]["hashes"][0]["value"], "ab".repeat(32));
    assert_eq!(evidence["data"]["place"]["line"], 231);
    assert_eq!(evidence["data"]["outcome"], "violated");
    assert_eq!(event["resources"][0]["uid"], "架空の事業者 クラウド");
    assert_eq!(event["unmapped"]["contradiction"], true);
}

#[test]
fn limits_hold_and_what_is_left_out_is_said() {
    let mut report = sample::draft();
    let leaf = &mut report.findings[2].criterion.children[0];
    let one = leaf.observations[0].clone();
    let other =
        |n| Observation { record: Some(Untrusted::new(format!("bucket-{n}"))), ..one.clone() };
    leaf.observations = (0..300).map(other).collect();
    leaf.truncated = 20_000;
    let event = events(&report).remove(2);
    assert_eq!(array(&event, "evidences").len(), OBSERVATIONS);
    assert!(event["unmapped"]["observations_left_out"].as_u64().unwrap() > 20_000);
    let details = array(&event["compliance"], "status_details").iter();
    assert!(details.filter_map(Value::as_str).any(|detail| detail.ends_with(" more")));
}

#[test]
fn hostile_texts_are_inert() {
    for word in hostile::corpus() {
        let report = sample::everywhere(&word);
        let written = text(&FORMAT, &report);
        assert_inert(&written);
        let events: Vec<Value> =
            written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(events.len(), report.findings.len(), "{word:?}");
        let (evidence, cut) =
            (&events[2]["evidences"][0], Untrusted::new(word.as_str()).cut(1_000));
        assert_eq!(evidence["file"]["path"], Untrusted::new(word.as_str()).cut(4_096).raw());
        assert_eq!(evidence["data"]["found"], cut.raw());
    }
}
