//! The statement: what was tested, by which configuration, and which requirements passed.
//!
//! Why: the predicate knows passed, warned (passed with a warning) and failed only, and verifiers ask for `PASSED` and an empty
//! `failedTests`. What is not known is none of the three, so it is in none of the lists but in an extension, and no such bid is `PASSED`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::outcome::Verdict;
use crate::model::report::{DecisionOutcome, GapReport};
use crate::model::text::{LocalText, Untrusted};
use crate::render::document::written;

/// Characters of the name of who bids.
const NAME: usize = 200;

/// What a test run gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub(super) enum TestResult {
    Passed,
    Warned,
    Failed,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Statement<'a> {
    #[serde(rename = "_type")]
    kind: &'static str,
    subject: [Descriptor<'a>; 1],
    predicate_type: &'static str,
    predicate: Predicate<'a>,
}

/// A resource (`ResourceDescriptor`).
#[derive(Serialize)]
struct Descriptor<'a> {
    name: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    digest: BTreeMap<&'static str, &'a str>,
    annotations: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Predicate<'a> {
    result: TestResult,
    configuration: [Descriptor<'a>; 3],
    passed_tests: Vec<&'a str>,
    warned_tests: Vec<&'a str>,
    failed_tests: Vec<&'a str>,
    /// Extensions have a URI for a name; this is [`NAMESPACE`](crate::render::identity::NAMESPACE) with a path.
    #[serde(rename = "https://sekisho.example/ns/verdicts")]
    verdicts: BTreeMap<&'static str, Vec<&'a str>>,
}

/// Which list a requirement is in.
const fn test(verdict: Verdict) -> Option<TestResult> {
    match verdict {
        Verdict::Met => Some(TestResult::Passed),
        Verdict::Planned | Verdict::Waived => Some(TestResult::Warned),
        Verdict::Unmet => Some(TestResult::Failed),
        Verdict::Unproven | Verdict::Inconclusive | Verdict::Review | Verdict::NotApplicable => {
            None
        }
    }
}

/// The result of a bid: passed only where every requirement of the edition is met or does not apply, and everything could be read.
pub(super) fn result(report: &GapReport) -> TestResult {
    let holding = [Verdict::Met, Verdict::NotApplicable];
    let is_all = !report.decision.partial && !report.incomplete;
    match report.decision.outcome {
        DecisionOutcome::Rejected | DecisionOutcome::Undecided => TestResult::Failed,
        DecisionOutcome::Accepted
            if is_all
                && report.findings.iter().all(|finding| holding.contains(&finding.verdict)) =>
        {
            TestResult::Passed
        }
        DecisionOutcome::Accepted | DecisionOutcome::Conditional => TestResult::Warned,
    }
}

/// Writes the statement.
pub(super) fn render(report: &GapReport) -> Vec<u8> {
    let statement = Statement {
        kind: "https://in-toto.io/Statement/v1",
        subject: [subject(report)],
        predicate_type: "https://in-toto.io/attestation/test-result/v0.1",
        predicate: Predicate {
            result: result(report),
            configuration: configuration(report),
            passed_tests: tests(report, TestResult::Passed),
            warned_tests: tests(report, TestResult::Warned),
            failed_tests: tests(report, TestResult::Failed),
            verdicts: Verdict::ALL.map(|verdict| (verdict.id(), having(report, verdict))).into(),
        },
    };
    written(&statement)
}

fn tests(report: &GapReport, result: TestResult) -> Vec<&str> {
    let findings = report.findings.iter().filter(|finding| test(finding.verdict) == Some(result));
    findings.map(|finding| finding.requirement.as_str()).collect()
}

fn having(report: &GapReport, verdict: Verdict) -> Vec<&str> {
    let findings = report.findings.iter().filter(|finding| finding.verdict == verdict);
    findings.map(|finding| finding.requirement.as_str()).collect()
}

fn subject(report: &GapReport) -> Descriptor<'_> {
    let submission = &report.submission;
    let names = submission.name_ja.iter().chain(&submission.name_en);
    let name = names.map(|name| name.cut(NAME).raw().to_owned()).next();
    let provider = Untrusted::new(submission.provider.as_deref().unwrap_or_default()).cut(NAME);
    let computed = "SHA-256 of the sorted lines of path, NUL and SHA-256 of every file";
    let annotations = BTreeMap::from([
        ("digestOf", computed.to_owned()),
        ("files", submission.files.len().to_string()),
        ("provider", provider.raw().to_owned()),
    ]);
    Descriptor {
        name: name.unwrap_or_else(|| "submission".into()),
        digest: BTreeMap::from([("sha256", submission.digest.as_str())]),
        annotations,
    }
}

/// Catalogue, profile, and what else the result depends on.
fn configuration(report: &GapReport) -> [Descriptor<'_>; 3] {
    let (catalogue, profile) = (&report.catalogue, &report.profile);
    let LocalText { ja, en } = &catalogue.disclaimer;
    let settings = BTreeMap::from([
        ("asOf", report.as_of.date.to_string()),
        ("decision", report.decision.outcome.id().into()),
        ("incomplete", report.incomplete.to_string()),
        ("of", report.selection.of.to_string()),
        ("selected", report.selection.selected.to_string()),
        ("version", report.tool_version.clone()),
    ]);
    [
        Descriptor {
            name: format!("catalogue {} {}", catalogue.id, catalogue.version),
            digest: BTreeMap::from([("sha256", catalogue.digest.as_str())]),
            annotations: BTreeMap::from([("disclaimer", format!("{ja} / {en}"))]),
        },
        Descriptor {
            name: format!("profile {}", profile.id),
            digest: BTreeMap::from([("sha256", profile.digest.as_str())]),
            annotations: BTreeMap::from([("chosenBy", profile.chosen_by.id().into())]),
        },
        Descriptor { name: "sekisho".into(), digest: BTreeMap::new(), annotations: settings },
    ]
}
