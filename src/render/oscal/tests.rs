//! Both documents parsed back: counts, statuses, references, limits, and hostile texts.

use std::collections::BTreeSet;

use serde_json::Value;

use super::log::DIAGNOSTICS;
use super::outline::OBSERVATIONS;
use super::{POAM, RESULTS};
use crate::model::observation::Observation;
use crate::model::outcome::{Method, Verdict};
use crate::model::place::FileId;
use crate::model::report::{DecisionOutcome, GapReport};
use crate::model::text::Untrusted;
use crate::render::parsed::{array, assert_inert, json, named, strings, text};
use crate::render::{hostile, sample};

fn results(report: &GapReport) -> Value {
    json(&RESULTS, report)["assessment-results"].clone()
}

fn poam(report: &GapReport) -> Value {
    json(&POAM, report)["plan-of-action-and-milestones"].clone()
}

/// The value of a property of ours.
fn prop<'v>(thing: &'v Value, name: &str) -> Option<&'v str> {
    let props = array(thing, "props").iter();
    props.filter(|prop| prop["name"] == name).find_map(|prop| prop["value"].as_str())
}

fn by_uuid<'v>(things: &'v [Value], uuid: &Value) -> &'v Value {
    things.iter().find(|thing| thing["uuid"] == *uuid).unwrap()
}

fn is_gap(verdict: Verdict) -> bool {
    ![Verdict::Met, Verdict::NotApplicable].contains(&verdict)
}

#[test]
fn every_requirement_is_one_finding_and_one_reviewed_control() {
    let report = sample::draft();
    let document = results(&report);
    let result = &document["results"][0];
    let findings = array(result, "findings");
    assert_eq!(findings.len(), report.findings.len());
    for verdict in Verdict::ALL {
        let found =
            findings.iter().filter(|one| prop(one, "verdict") == Some(verdict.id())).count();
        assert_eq!(found as u64, report.totals.get(verdict), "{verdict:?}");
        let total = array(result, "props").iter().find(|prop| prop["class"] == verdict.id());
        assert_eq!(total.unwrap()["value"], report.totals.get(verdict).to_string());
    }
    let controls = named(&result["reviewed-controls"], "control-id");
    let defined = named(&document["local-definitions"], "control-id");
    let judged: Vec<_> = report.findings.iter().map(|one| one.requirement.as_str()).collect();
    assert_eq!((controls, defined), (judged.clone(), judged));
    let objectives = named(&document["local-definitions"], "id");
    for finding in findings {
        assert!(objectives.contains(&finding["target"]["target-id"].as_str().unwrap()));
    }
    assert_eq!(document["metadata"]["oscal-version"], "1.2.1");
    assert_eq!(document["metadata"]["last-modified"], "2023-10-12T00:00:00+09:00");
}

#[test]
fn only_what_is_proven_is_satisfied_and_only_what_is_disproven_fails() {
    let cases = [
        (Verdict::Met, "satisfied", "pass", None),
        (Verdict::Planned, "not-satisfied", "other", Some("remediating")),
        (Verdict::Unmet, "not-satisfied", "fail", Some("open")),
        (Verdict::Unproven, "not-satisfied", "other", Some("investigating")),
        (Verdict::Inconclusive, "not-satisfied", "other", Some("investigating")),
        (Verdict::Review, "not-satisfied", "other", Some("investigating")),
        (Verdict::Waived, "not-satisfied", "other", Some("deviation-approved")),
        (Verdict::NotApplicable, "not-satisfied", "other", None),
    ];
    for (verdict, state, reason, risk) in cases {
        let report = sample::simple(DecisionOutcome::Rejected, verdict);
        let result = results(&report)["results"][0].clone();
        let status = &result["findings"][0]["target"]["status"];
        assert_eq!((&status["state"], &status["reason"]), (&state.into(), &reason.into()));
        let found = result["risks"][0]["status"].as_str();
        assert_eq!(found, risk, "{verdict:?}");
        assert_eq!(result["findings"][0]["related-risks"].is_array(), risk.is_some());
        let items = poam(&report)["poam-items"].clone();
        let gaps = items.as_array().unwrap().iter().filter(|one| one["related-risks"].is_array());
        assert_eq!(gaps.count(), usize::from(risk.is_some()), "{verdict:?}");
    }
}

#[test]
fn every_identifier_is_unique_and_every_reference_resolves() {
    let report = sample::draft();
    for document in [results(&report), poam(&report)] {
        let uuids = named(&document, "uuid");
        let distinct: BTreeSet<_> = uuids.iter().copied().collect();
        assert_eq!(distinct.len(), uuids.len());
        assert!(uuids.iter().all(|uuid| uuid.len() == 36 && uuid.as_bytes()[14] == b'5'));
        let resources = named(&document["back-matter"], "uuid");
        let hrefs = named(&document, "href");
        for href in hrefs.iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(resources.contains(&href), "{href}");
        }
        for name in [
            "observation-uuid",
            "risk-uuid",
            "finding-uuid",
            "actor-uuid",
            "subject-uuid",
            "component-uuid",
            "party-uuid",
            "party-uuids",
        ] {
            for reference in named(&document, name) {
                assert!(distinct.contains(reference), "{name} {reference}");
            }
        }
        let roles = named(&document["metadata"]["roles"], "id");
        assert!(named(&document, "role-id").iter().all(|role| roles.contains(role)));
    }
}

#[test]
fn an_observation_has_the_method_of_its_leaf_and_its_place_in_a_file_with_a_digest() {
    let mut report = sample::draft();
    report.submission.files[1].sha256 = "ab".repeat(32);
    report.findings[2].criterion.children[0].method = Some(Method::Examine);
    report.findings[2].criterion.children[1].method = Some(Method::Claim);
    let document = results(&report);
    let result = &document["results"][0];
    let related = array(&result["findings"][2], "related-observations").iter();
    let observations = array(result, "observations");
    let found: Vec<_> =
        related.map(|one| by_uuid(observations, &one["observation-uuid"])).collect();
    let first = found[0];
    assert_eq!(
        (&first["methods"][0], &first["types"][0]),
        (&"EXAMINE".into(), &"control-objective".into())
    );
    assert_eq!(first["collected"], "2023-10-12T00:00:00+09:00");
    assert_eq!(prop(first, "outcome"), Some("violated"));
    assert_eq!(prop(first, "attribute"), Some("versioning.enabled"));
    let evidence = &first["relevant-evidence"][0];
    assert_eq!(
        (prop(evidence, "line"), prop(evidence, "json-pointer")),
        (Some("231"), Some("/Buckets/0"))
    );
    let uuid = evidence["href"].as_str().unwrap().trim_start_matches('#');
    let resources = array(&document["back-matter"], "resources");
    let link = &by_uuid(resources, &uuid.into())["rlinks"][0];
    assert_eq!(link["href"], "exports/s3.json");
    let hash = &link["hashes"][0];
    assert_eq!((&hash["algorithm"], &hash["value"]), (&"SHA-256".into(), &"ab".repeat(32).into()));
    let nowhere = found.iter().find(|one| one["relevant-evidence"].is_null()).unwrap();
    assert_eq!(nowhere["methods"][0], "UNKNOWN", "a bare claim is none of OSCAL's methods");
    let answer = found.iter().find(|one| one["types"][0] == "ssp-statement-issue").unwrap();
    assert_eq!(array(answer, "relevant-evidence").len(), 2, "the answer and what contradicts it");
}

#[test]
fn a_plan_is_a_remediation_with_its_milestones_and_only_one_that_counts_sets_the_deadline() {
    let report = sample::draft();
    let document = poam(&report);
    let risk = |requirement: &str| {
        let mut risks = array(&document, "risks").iter();
        risks.find(|risk| prop(risk, "requirement") == Some(requirement)).unwrap()
    };
    let planned = risk("GC22-STO-002");
    assert_eq!(planned["deadline"], "2025-03-31T23:59:59+09:00");
    let remediations = array(planned, "remediations");
    let lifecycles: Vec<_> = remediations.iter().map(|one| &one["lifecycle"]).collect();
    assert_eq!(lifecycles, ["recommendation", "planned"]);
    assert_eq!(prop(&remediations[1], "counts"), Some("true"));
    let task = &remediations[1]["tasks"][0];
    assert_eq!((&task["type"], prop(task, "done")), (&"milestone".into(), Some("true")));
    assert_eq!(task["responsible-roles"][0]["role-id"], "plan-owner");
    let late = risk("GC22-STO-004");
    assert!(late["deadline"].is_null());
    assert_eq!(prop(&late["remediations"][1], "counts"), Some("false"));
    assert!(late["remediations"][1]["remarks"].as_str().unwrap().contains("its date has passed"));
}

#[test]
fn people_are_parties_with_their_roles() {
    let report = sample::draft();
    let document = results(&report);
    let parties = array(&document["metadata"], "parties");
    let result = &document["results"][0];
    let review = array(result, "observations").iter().find(|one| one["methods"][0] == "INTERVIEW");
    let review = review.unwrap();
    let actor = &review["origins"][0]["actors"][0];
    assert_eq!((&actor["type"], &actor["role-id"]), (&"party".into(), &"reviewer".into()));
    assert_eq!(by_uuid(parties, &actor["actor-uuid"])["name"], "架空 太郎");
    assert_eq!(review["collected"], "2023-10-20T00:00:00+09:00");
    assert_eq!(prop(review, "counts"), Some("false"));
    let waived = array(result, "risks").iter().find(|risk| risk["risk-log"].is_object()).unwrap();
    let entry = &waived["risk-log"]["entries"][0];
    assert_eq!(entry["status-change"], "deviation-approved");
    assert_eq!(
        (&entry["description"], &entry["end"]),
        (&"代替策がある".into(), &"2024-03-31T23:59:59+09:00".into())
    );
    assert_eq!(by_uuid(parties, &entry["logged-by"][0]["party-uuid"])["name"], "架空 花子");
}

#[test]
fn a_plan_of_action_has_what_is_not_met_and_says_so_where_that_is_nothing() {
    let report = sample::draft();
    let document = poam(&report);
    let items: Vec<_> =
        array(&document, "poam-items").iter().filter_map(|one| prop(one, "requirement")).collect();
    let gaps = report.findings.iter().filter(|one| is_gap(one.verdict));
    let gaps: Vec<_> = gaps.map(|one| one.requirement.as_str()).collect();
    assert_eq!(items, gaps);
    assert_eq!(array(&document, "risks").len(), gaps.len());
    let met = poam(&sample::simple(DecisionOutcome::Accepted, Verdict::Met));
    let items = array(&met, "poam-items");
    assert_eq!((items.len(), prop(&items[0], "requirements")), (1, Some("0")));
    assert!(met["risks"].is_null() && met["findings"].is_null() && met["observations"].is_null());
}

#[test]
fn without_findings_the_document_is_still_one() {
    let mut report = sample::draft();
    report.findings.clear();
    report.diagnostics.clear();
    let document = results(&report);
    let result = &document["results"][0];
    let selection = &result["reviewed-controls"]["control-selections"][0];
    assert!(selection["include-all"].is_object() && selection["include-controls"].is_null());
    assert!(result["assessment-log"].is_null() && document["local-definitions"].is_null());
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
    let diagnostic = report.diagnostics[0].clone();
    report.diagnostics.resize(DIAGNOSTICS + 5, diagnostic);
    let result = results(&report)["results"][0].clone();
    let finding = &result["findings"][2];
    assert_eq!(
        array(finding, "related-observations").len(),
        OBSERVATIONS + 1,
        "and the contradiction"
    );
    let left_out: u64 = prop(finding, "observations-left-out").unwrap().parse().unwrap();
    assert!(left_out > 20_000);
    let entries = array(&result["assessment-log"], "entries");
    assert_eq!(entries.len(), DIAGNOSTICS + 1);
    assert_eq!(prop(entries.last().unwrap(), "left-out"), Some("5"));
}

#[test]
fn the_same_report_gives_the_same_bytes_and_another_one_another_identifier() {
    let report = sample::draft();
    assert_eq!(text(&RESULTS, &report), text(&RESULTS, &sample::draft()));
    let mut other = sample::draft();
    other.findings[0].remedy.en.push('x');
    assert_eq!(results(&report)["results"][0]["uuid"], results(&other)["results"][0]["uuid"]);
    other.findings[2].remedy.en.push('x');
    assert_ne!(results(&report)["uuid"], results(&other)["uuid"]);
}

#[test]
fn what_oscal_cannot_say_is_left_out() {
    let mut report = sample::draft();
    let plan = report.findings[1].plan.as_mut().unwrap();
    plan.date = Some("9999-12-31".parse().unwrap());
    plan.milestones[0].date = Some("0001-01-01".parse().unwrap());
    plan.owner = Untrusted::new(" \n");
    plan.milestones[0].name = Untrusted::new("\t");
    report.submission.name_ja = Some(Untrusted::new(" "));
    report.findings[2].contradiction.as_mut().unwrap().evidence.as_mut().unwrap().file = FileId(99);
    let document = poam(&report);
    let risk = array(&document, "risks").iter().find(|one| prop(one, "verdict") == Some("planned"));
    let risk = risk.unwrap();
    assert!(risk["deadline"].is_null());
    let plan = &risk["remediations"][1];
    assert_eq!((prop(plan, "owner"), prop(plan, "date")), (None, Some("9999-12-31")));
    let task = &plan["tasks"][0];
    assert!(task["timing"].is_null() && task["responsible-roles"].is_null());
    assert_eq!(task["title"], "(記載なし / not stated)");
    assert_eq!(document["metadata"]["parties"][0]["name"], "架空の事業者 クラウド");
}

/// What of a Markdown text is not escaped.
fn bare(markup: &str) -> String {
    let (mut bare, mut rest) = (String::new(), markup.chars());
    while let Some(c) = rest.next() {
        if c == '\\' {
            rest.next();
        } else {
            bare.push(c);
        }
    }
    bare
}

#[test]
fn hostile_texts_are_inert() {
    for word in hostile::corpus() {
        let report = sample::everywhere(&word);
        for format in [&RESULTS, &POAM] {
            let written = text(format, &report);
            assert_inert(&written);
            let document: Value = serde_json::from_str(&written).unwrap();
            for name in ["title", "description", "remarks", "prose", "statement"] {
                for markup in named(&document, name) {
                    let bare = bare(markup);
                    assert!(!bare.contains(|c| "`*_[]{}<>&~^|!".contains(c)), "{word:?}: {markup}");
                    let blocks = markup.lines().all(|line| !line.starts_with(['-', '+', '#', '=']));
                    assert!(blocks, "{word:?}: {markup}");
                }
            }
            for name in ["value", "name", "title"] {
                for line in named(&document, name) {
                    assert!(
                        !line.is_empty() && line.trim() == line && !line.contains('\n'),
                        "{line:?}"
                    );
                }
            }
            for href in named(&document, "href") {
                let safe = |c: u8| c.is_ascii_alphanumeric() || b"-._~/%#".contains(&c);
                assert!(href.bytes().all(safe), "{href}");
            }
            let mut all = Vec::new();
            strings(&document, &mut all);
            assert!(all.iter().all(|text| !text.is_empty()));
            let targets = named(&document, "target-id").len();
            let gaps = report.findings.iter().filter(|finding| is_gap(finding.verdict)).count();
            assert_eq!(targets, if format.id == RESULTS.id { report.findings.len() } else { gaps });
        }
    }
}
