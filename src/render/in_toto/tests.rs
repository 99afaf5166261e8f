//! The statement parsed back: subject, lists, and results.

use serde_json::Value;

use super::FORMAT;
use super::statement::{TestResult, result};
use crate::model::outcome::Verdict;
use crate::model::report::{DecisionOutcome, GapReport};
use crate::model::text::Untrusted;
use crate::render::parsed::{array, assert_inert, json, text};
use crate::render::{hostile, sample};

fn ids(value: &Value, name: &str) -> Vec<String> {
    array(value, name).iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_requirement_is_listed_once_and_what_nobody_knows_in_none_of_the_three_lists() {
    let report = sample::draft();
    let statement = json(&FORMAT, &report);
    assert_eq!(statement["_type"], "https://in-toto.io/Statement/v1");
    assert_eq!(statement["predicateType"], "https://in-toto.io/attestation/test-result/v0.1");
    let predicate = &statement["predicate"];
    assert_eq!(predicate["result"], "FAILED");
    let having = |verdicts: &[Verdict]| -> Vec<String> {
        let findings = report.findings.iter().filter(|one| verdicts.contains(&one.verdict));
        findings.map(|one| one.requirement.clone()).collect()
    };
    assert_eq!(ids(predicate, "passedTests"), having(&[Verdict::Met]));
    assert_eq!(ids(predicate, "warnedTests"), having(&[Verdict::Planned, Verdict::Waived]));
    assert_eq!(ids(predicate, "failedTests"), having(&[Verdict::Unmet]));
    let verdicts = &predicate["https://sekisho.example/ns/verdicts"];
    for verdict in Verdict::ALL {
        assert_eq!(ids(verdicts, verdict.id()), having(&[verdict]));
    }
}

#[test]
fn the_extension_is_named_in_our_namespace() {
    let statement = json(&FORMAT, &sample::draft());
    let members = statement["predicate"].as_object().unwrap().keys();
    let extensions: Vec<_> = members.filter(|name| name.contains(':')).collect();
    assert_eq!(extensions, [&format!("{}/verdicts", crate::render::identity::NAMESPACE)]);
}

#[test]
fn subject_and_configuration_are_named_by_their_digests() {
    let report = sample::draft();
    let statement = json(&FORMAT, &report);
    let subject = &statement["subject"][0];
    assert_eq!(subject["digest"]["sha256"], report.submission.digest.as_str());
    let configuration = array(&statement["predicate"], "configuration");
    assert_eq!(configuration[0]["digest"]["sha256"], report.catalogue.digest.as_str());
    assert_eq!(configuration[1]["digest"]["sha256"], report.profile.digest.as_str());
    assert_eq!(configuration[2]["annotations"]["asOf"], "2023-10-12");
}

#[test]
fn a_bid_passes_only_where_everything_is_met_and_was_read() {
    use DecisionOutcome::{Accepted, Conditional, Rejected, Undecided};
    let whole = |outcome, verdict| {
        let mut report = sample::simple(outcome, verdict);
        report.decision.partial = false;
        report
    };
    let cases: [(GapReport, TestResult); 8] = [
        (whole(Accepted, Verdict::Met), TestResult::Passed),
        (whole(Accepted, Verdict::NotApplicable), TestResult::Passed),
        (whole(Accepted, Verdict::Unproven), TestResult::Warned),
        (whole(Accepted, Verdict::Waived), TestResult::Warned),
        (sample::simple(Accepted, Verdict::Met), TestResult::Warned),
        (whole(Conditional, Verdict::Planned), TestResult::Warned),
        (whole(Undecided, Verdict::Unproven), TestResult::Failed),
        (whole(Rejected, Verdict::Unmet), TestResult::Failed),
    ];
    for (report, expected) in cases {
        assert_eq!(result(&report), expected, "{:?}", report.findings[0].verdict);
    }
    let unread = GapReport { incomplete: true, ..whole(Accepted, Verdict::Met) };
    assert_eq!(result(&unread), TestResult::Warned);
}

#[test]
fn hostile_texts_are_inert() {
    for word in hostile::corpus() {
        let report = sample::everywhere(&word);
        let written = text(&FORMAT, &report);
        assert_inert(&written);
        let statement: Value = serde_json::from_str(&written).unwrap();
        let provider = Untrusted::new(word.as_str()).cut(200);
        assert_eq!(statement["subject"][0]["annotations"]["provider"], provider.raw());
        let passed = array(&statement["predicate"], "passedTests");
        assert_eq!(passed.len() as u64, report.totals.get(Verdict::Met), "{word:?}");
    }
}
