//! The document parsed back: counts, scores, references, limits, and hostile texts.

use std::collections::BTreeSet;

use serde_json::Value;

use super::FORMAT;
use super::declarations::OBSERVATIONS;
use crate::model::catalogue::Subject;
use crate::model::observation::Observation;
use crate::model::outcome::{Outcome, Verdict};
use crate::model::report::{DecisionOutcome, GapReport};
use crate::model::text::Untrusted;
use crate::render::parsed::{array, assert_inert, json, named, text};
use crate::render::{hostile, sample};

fn map(bom: &Value) -> &[Value] {
    array(&bom["declarations"]["attestations"][0], "map")
}

#[test]
fn every_finding_is_one_requirement_one_claim_and_one_entry_of_the_map() {
    let report = sample::draft();
    let bom = json(&FORMAT, &report);
    assert_eq!((&bom["bomFormat"], &bom["specVersion"]), (&"CycloneDX".into(), &"1.6".into()));
    assert_eq!(bom["metadata"]["timestamp"], "2023-10-12T00:00:00+09:00");
    let standard = &bom["definitions"]["standards"][0];
    let requirements = array(standard, "requirements").iter();
    let judged: Vec<_> = requirements.filter(|one| one["text"].is_string()).collect();
    let (map, claims) = (map(&bom), array(&bom["declarations"], "claims"));
    assert_eq!(
        (judged.len(), map.len(), claims.len()),
        (report.findings.len(), report.findings.len(), report.findings.len())
    );
    for (rank, finding) in report.findings.iter().enumerate() {
        let id = finding.requirement.as_str();
        assert_eq!(
            (&judged[rank]["bom-ref"], &judged[rank]["identifier"]),
            (&id.into(), &id.into())
        );
        assert_eq!(map[rank]["requirement"], id);
        let verdict = finding.verdict.title().en;
        assert!(map[rank]["conformance"]["rationale"].as_str().unwrap().contains(verdict));
    }
    let properties = array(&bom["metadata"], "properties");
    for verdict in Verdict::ALL {
        let name = format!("sekisho:total-{}", verdict.id());
        let total = properties.iter().find(|one| one["name"] == name.as_str()).unwrap();
        assert_eq!(total["value"], report.totals.get(verdict).to_string());
    }
}

#[test]
fn only_what_is_known_has_a_score() {
    let cases = [
        (Verdict::Met, Some(1)),
        (Verdict::Planned, Some(0)),
        (Verdict::Unmet, Some(0)),
        (Verdict::Waived, Some(0)),
        (Verdict::Unproven, None),
        (Verdict::Inconclusive, None),
        (Verdict::Review, None),
        (Verdict::NotApplicable, None),
    ];
    for (verdict, score) in cases {
        let bom = json(&FORMAT, &sample::simple(DecisionOutcome::Rejected, verdict));
        assert_eq!(map(&bom)[0]["conformance"]["score"].as_u64(), score, "{verdict:?}");
    }
}

#[test]
fn every_reference_resolves_and_no_name_is_given_twice() {
    let bom = json(&FORMAT, &sample::draft());
    let names = named(&bom, "bom-ref");
    let distinct: BTreeSet<_> = names.iter().copied().collect();
    assert_eq!(distinct.len(), names.len());
    let members = [
        "requirement",
        "claims",
        "assessor",
        "target",
        "parent",
        "evidence",
        "counterEvidence",
        "mitigationStrategies",
    ];
    for member in members {
        let found = named(&bom, member);
        assert!(!found.is_empty(), "{member}");
        assert!(found.iter().all(|name| distinct.contains(name)), "{member}: {found:?}");
    }
}

#[test]
fn evidence_is_for_or_against_by_its_outcome_and_what_is_open_is_neither() {
    let mut report = sample::draft();
    report.submission.files[1].sha256 = "ab".repeat(32);
    report.findings[2].criterion.children[0].observations[0].outcome = Outcome::Unreadable;
    report.findings[2].subject = Subject::Bidder;
    let bom = json(&FORMAT, &report);
    let claims = array(&bom["declarations"], "claims");
    assert!(!array(&claims[0], "evidence").is_empty() && claims[0]["counterEvidence"].is_null());
    let unmet = &claims[2];
    assert!(unmet["evidence"].is_null() && !array(unmet, "counterEvidence").is_empty());
    assert_eq!(unmet["target"], "target:bidder");
    let bearing = array(unmet, "counterEvidence").len();
    let all = array(&bom["declarations"], "evidence").iter();
    let its = all.filter(|one| one["bom-ref"].as_str().unwrap().contains("STO-003:"));
    assert_eq!(its.count(), bearing + 1, "one is neither");
    let file = &unmet["externalReferences"][0];
    assert_eq!((&file["type"], &file["url"]), (&"evidence".into(), &"exports/s3.json".into()));
    assert_eq!(file["hashes"][0]["content"], "ab".repeat(32));
    let plan = map(&bom)[1]["conformance"]["mitigationStrategies"][0].as_str();
    assert_eq!(plan, Some("evidence:GC22-STO-002:plan"));
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
    let bom = json(&FORMAT, &report);
    let claim = &array(&bom["declarations"], "claims")[2];
    assert_eq!(array(claim, "counterEvidence").len(), OBSERVATIONS);
    assert!(claim["reasoning"].as_str().unwrap().contains(" more"));
}

#[test]
fn the_serial_number_is_that_of_the_content() {
    let serial = |report: &GapReport| json(&FORMAT, report)["serialNumber"].clone();
    let mut other = sample::draft();
    assert_eq!(serial(&other), serial(&sample::draft()));
    other.findings[0].remedy.en.push('x');
    assert_eq!(serial(&other), serial(&sample::draft()), "no remedy is written");
    other.findings[0].text.en.push('x');
    assert_ne!(serial(&other), serial(&sample::draft()));
    assert!(serial(&other).as_str().unwrap().starts_with("urn:uuid:"));
}

#[test]
fn hostile_texts_are_inert() {
    for word in hostile::corpus() {
        let report = sample::everywhere(&word);
        let written = text(&FORMAT, &report);
        assert_inert(&written);
        let bom: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(map(&bom).len(), report.findings.len(), "{word:?}");
        for url in named(&bom, "url") {
            let safe = |c: u8| c.is_ascii_alphanumeric() || b"-._~/%".contains(&c);
            assert!(url.bytes().all(safe), "{url}");
        }
    }
}
