//! The document parsed back: counts, places, limits, and hostile texts.

use std::collections::BTreeSet;

use serde_json::Value;

use super::location::ARTIFACTS;
use super::log::limited;
use super::notification::NOTIFICATIONS;
use super::result::LOCATIONS;
use crate::model::catalogue::Obligation;
use crate::model::outcome::{Outcome, Verdict};
use crate::model::report::{DecisionOutcome, GapReport};
use crate::model::text::{Lang, Untrusted};
use crate::render::hostile;
use crate::render::parsed::{array, strings};
use crate::render::sample;

fn written(report: &GapReport) -> String {
    String::from_utf8((super::FORMAT.render)(report, &sample::options(Lang::Ja, 80))).unwrap()
}

fn run(report: &GapReport) -> Value {
    let log: Value = serde_json::from_str(&written(report)).unwrap();
    assert_eq!(log["version"], "2.1.0");
    log["runs"][0].clone()
}

#[test]
fn every_finding_is_one_result_of_its_rule() {
    let report = sample::draft();
    let run = run(&report);
    let (rules, results) = (array(&run["tool"]["driver"], "rules"), array(&run, "results"));
    assert_eq!((rules.len(), results.len()), (report.findings.len(), report.findings.len()));
    for (result, finding) in results.iter().zip(&report.findings) {
        let rank = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], finding.requirement.as_str());
        assert_eq!(rules[rank]["id"], result["ruleId"]);
        assert_eq!(result["properties"]["verdict"], finding.verdict.id());
        assert!(
            !array(result, "locations").is_empty(),
            "code scanning refuses a result without one"
        );
        assert!(result["message"]["text"].as_str().unwrap().contains(&finding.title.en));
        assert!(result["suppressions"].is_array(), "all results have the list or none has");
    }
    for rule in rules {
        for member in ["shortDescription", "fullDescription", "help"] {
            assert!(!rule[member]["text"].as_str().unwrap().is_empty(), "{member}");
        }
        assert_eq!(rule["properties"]["provenance"], "reconstructed");
        assert_eq!(rule["properties"]["section"], "STO");
    }
    for verdict in Verdict::ALL {
        let found =
            results.iter().filter(|one| one["properties"]["verdict"] == verdict.id()).count();
        assert_eq!(found as u64, report.totals.get(verdict));
        assert_eq!(run["properties"]["totals"][verdict.id()], report.totals.get(verdict));
    }
}

#[test]
fn verdicts_have_their_kind_and_level() {
    let cases = [
        (Verdict::Met, "pass", "none", "none"),
        (Verdict::Planned, "fail", "note", "note"),
        (Verdict::Unmet, "fail", "error", "warning"),
        (Verdict::Unproven, "open", "none", "none"),
        (Verdict::Inconclusive, "open", "none", "none"),
        (Verdict::Review, "review", "none", "none"),
        (Verdict::NotApplicable, "notApplicable", "none", "none"),
    ];
    for (verdict, kind, mandatory, optional) in cases {
        for (obligation, level) in
            [(Obligation::Mandatory, mandatory), (Obligation::Optional, optional)]
        {
            let mut report = sample::simple(DecisionOutcome::Rejected, verdict);
            report.findings[0].obligation = obligation;
            let result = run(&report)["results"][0].clone();
            assert_eq!(
                (&result["kind"], &result["level"]),
                (&kind.into(), &level.into()),
                "{verdict:?}"
            );
            assert_eq!(result["suppressions"], Value::Array(Vec::new()));
        }
    }
}

#[test]
fn a_waiver_suppresses_what_it_waives() {
    let result = run(&sample::draft())["results"][6].clone();
    assert_eq!((&result["kind"], &result["level"]), (&"fail".into(), &"error".into()));
    let suppression = &result["suppressions"][0];
    assert_eq!(suppression["kind"], "external");
    assert_eq!(suppression["status"], "accepted");
    assert_eq!(suppression["justification"], "代替策がある");
    assert_eq!(suppression["properties"]["expires"], "2024-03-31");
}

#[test]
fn places_are_regions_and_logical_locations_of_listed_artifacts() {
    let mut report = sample::draft();
    report.submission.files[1].sha256 = "ab".repeat(32);
    let run = run(&report);
    let location = &run["results"][2]["locations"][0];
    let physical = &location["physicalLocation"];
    assert_eq!(physical["artifactLocation"]["uri"], "exports/s3.json");
    assert_eq!(physical["region"]["startLine"], 231);
    assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], "/Buckets/0");
    let artifact = &run["artifacts"][1];
    assert_eq!(physical["artifactLocation"]["index"], 1);
    assert_eq!(artifact["location"]["uri"], "exports/s3.json");
    assert_eq!(artifact["hashes"]["sha-256"], "ab".repeat(32));
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let first = &run["artifacts"][0]["location"]["uri"];
    assert_eq!(
        first,
        "%E6%9E%B6%E7%A9%BA%E3%81%AE%E4%BA%8B%E6%A5%AD%E8%80%85%20%E3%82%AF%E3%83%A9%E3%82%A6%E3%83%89.csv"
    );
    assert!(
        run["originalUriBaseIds"][physical["artifactLocation"]["uriBaseId"].as_str().unwrap()]
            .is_object()
    );
}

#[test]
fn fingerprints_are_unique_and_independent_of_lines() {
    let fingerprints = |report: &GapReport| -> Vec<String> {
        let run = run(report);
        let of = |result: &Value| {
            result["partialFingerprints"]["sekishoFinding/v1"].as_str().unwrap().into()
        };
        array(&run, "results").iter().map(of).collect()
    };
    let mut report = sample::draft();
    let before = fingerprints(&report);
    assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), report.findings.len());
    let seen = &mut report.findings[2].criterion.children[0].observations;
    for one in seen {
        one.place.as_mut().unwrap().line = Some(9_999);
    }
    assert_eq!(fingerprints(&report), before);
    let seen = &mut report.findings[2].criterion.children[0].observations;
    seen[0].record = Some(Untrusted::new("another"));
    let after = fingerprints(&report);
    let differing: Vec<_> = (0..after.len()).filter(|rank| after[*rank] != before[*rank]).collect();
    assert_eq!(differing, [2]);
}

#[test]
fn diagnostics_are_notifications_with_their_code() {
    let run = run(&sample::draft());
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false, "the report is incomplete");
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(
        (&notification["descriptor"]["id"], &notification["level"]),
        (&"malformed-json".into(), &"error".into())
    );
    let codes = array(&run["tool"]["driver"], "notifications");
    let code = codes.iter().find(|code| code["id"] == "malformed-json").unwrap();
    assert_eq!(code["shortDescription"]["text"], "JSONとして読めません / not JSON");
    assert!(notification["descriptor"]["shortDescription"].is_null(), "that is a reference");
}

#[test]
fn limits_hold_and_what_is_left_out_is_said() {
    let mut report = sample::draft();
    let leaf = &mut report.findings[2].criterion.children[0];
    let one = leaf.observations[0].clone();
    leaf.observations = (0..300)
        .map(|n| crate::model::observation::Observation {
            record: Some(Untrusted::new(format!("bucket-{n}"))),
            ..one.clone()
        })
        .collect();
    leaf.truncated = 20_000;
    let file = report.submission.files[1].clone();
    report.submission.files.resize(ARTIFACTS + 7, file);
    let diagnostic = report.diagnostics[0].clone();
    report.diagnostics.resize(NOTIFICATIONS + 5, diagnostic);
    let log = limited(&report, 20);
    let run = &log["runs"][0];
    let results = array(run, "results");
    let unmet = results.iter().filter(|one| one["properties"]["verdict"] == "unmet").count();
    assert_eq!((results.len(), unmet), (20, 20), "the most urgent stay");
    assert_eq!(array(&results[0], "locations").len(), LOCATIONS - 1, "one of them is nowhere");
    assert!(results[0]["properties"]["leftOut"].as_u64().unwrap() > 20_000);
    assert!(results[0]["message"]["text"].as_str().unwrap().contains(" more"));
    let left_out = &run["properties"]["leftOut"];
    assert_eq!(left_out["results"], report.findings.len() as u64 - 20);
    assert_eq!((&left_out["artifacts"], &left_out["notifications"]), (&7.into(), &5.into()));
    let notifications = array(&run["invocations"][0], "toolExecutionNotifications");
    assert_eq!(
        (array(run, "artifacts").len(), notifications.len()),
        (ARTIFACTS, NOTIFICATIONS + 1)
    );
    assert_eq!(notifications.last().unwrap()["descriptor"]["id"], "left-out");
}

#[test]
fn what_has_no_place_stands_at_the_manifest() {
    let mut report = sample::simple(DecisionOutcome::Undecided, Verdict::Unproven);
    report.findings[0].claim = None;
    report.findings[0].criterion.children.clear();
    report.submission.files.clear();
    assert_eq!(report.findings[0].criterion.outcome, Outcome::Absent);
    let location = run(&report)["results"][0]["locations"][0].clone();
    assert_eq!(location["physicalLocation"]["artifactLocation"]["uri"], "submission.toml");
    assert!(location["message"]["text"].as_str().unwrap().contains("nothing to point at"));
}

#[test]
fn hostile_texts_are_inert() {
    for word in hostile::corpus() {
        let report = sample::everywhere(&word);
        let text = written(&report);
        assert!(
            !text.contains(|c: char| c != '\n' && (c.is_control() || c == '\u{202e}')),
            "{word:?}"
        );
        let log: Value = serde_json::from_str(&text).unwrap();
        let run = &log["runs"][0];
        let mut locations = Vec::new();
        for result in array(run, "results") {
            let mut texts = Vec::new();
            strings(&result["message"], &mut texts);
            for text in texts {
                let bare = text.replace("\\\\", "").replace("\\[", "").replace("\\]", "");
                assert!(!bare.contains(['[', ']', '\\']), "{word:?}: {text}");
                let bare = text.replace("{{", "").replace("}}", "");
                assert!(!bare.contains(['{', '}']), "{word:?}: {text}");
            }
            locations.extend(array(result, "locations"));
        }
        let artifacts = array(run, "artifacts").iter().map(|one| &one["location"]["uri"]);
        let uris = locations.iter().map(|one| &one["physicalLocation"]["artifactLocation"]["uri"]);
        for uri in uris.chain(artifacts) {
            let uri = uri.as_str().unwrap();
            assert!(
                uri.bytes().all(|c| c.is_ascii_alphanumeric() || b"-._~/%".contains(&c)),
                "{uri}"
            );
        }
        assert_eq!(array(run, "results").len(), report.findings.len());
    }
}
