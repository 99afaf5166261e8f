//! Every fixture gives what its hand-written expectation says: decision, exit status, verdicts, populations and places.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use sekisho::load::Sources;
use sekisho::model::catalogue::Catalogue;
use sekisho::model::criterion::{Criterion, CriterionKind, Param};
use sekisho::model::resource_type::{Trait, TypeId};
use serde::Deserialize;
use serde_json::Value;

use super::catalogue::catalogue;
use super::harness::{names, repository, sekisho, text};

/// `fixtures/expected/<submission>.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Expected {
    profile: String,
    /// Reviews that the top-level expectation is with.
    reviews: Option<String>,
    decision: String,
    exit: i32,
    /// What differs without the reviews.
    without_reviews: Option<Without>,
    verdicts: BTreeMap<String, String>,
    /// Resources by type, as counted in the native files; types that are not named have none.
    populations: BTreeMap<String, u64>,
    /// Places in the evidence that a finding has to name.
    #[serde(default)]
    place: Vec<Place>,
    /// Places of answers that the evidence contradicts.
    #[serde(default)]
    claim: Vec<Place>,
    #[serde(default)]
    plan: Vec<Plan>,
    /// Files that a diagnostic, or a finding that cannot read them, has to name.
    #[serde(default)]
    bad: Vec<File>,
    /// Files that look bad and are not.
    #[serde(default)]
    good: Vec<File>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Without {
    decision: String,
    exit: i32,
    verdicts: BTreeMap<String, String>,
}

/// A place is right if the finding names the file and, where given, that line or page, and that pointer or one below it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    requirement: String,
    file: String,
    line: Option<u64>,
    page: Option<u64>,
    pointer: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    requirement: String,
    file: String,
    valid: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    file: String,
    #[expect(dead_code, reason = "for who reads the expectation")]
    why: String,
}

impl Expected {
    fn read(name: &str) -> Self {
        let path = format!("fixtures/expected/{name}.toml");
        toml::from_str(&text(&path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

/// One audit of a fixture: what differs from the expectation.
struct Audit {
    report: Value,
    wrong: Vec<String>,
}

impl Audit {
    fn run(name: &str, reviews: Option<&str>, exit: i32) -> Self {
        let submission = format!("fixtures/submissions/{name}");
        let mut arguments = vec!["audit", submission.as_str(), "--format", "json"];
        arguments.extend(reviews.iter().flat_map(|path| ["--reviews", path]));
        let said = sekisho(&arguments);
        let mut audit = Self { report: said.json(), wrong: Vec::new() };
        audit.compare("exit status", &said.status, &exit);
        audit
    }

    fn compare<T: PartialEq + std::fmt::Debug + ?Sized>(
        &mut self,
        what: &str,
        found: &T,
        expected: &T,
    ) {
        if found != expected {
            self.wrong.push(format!("{what}: {found:?}, not {expected:?}"));
        }
    }

    fn finding(&self, requirement: &str) -> &Value {
        let findings = self.report["findings"].as_array().unwrap();
        findings.iter().find(|one| one["requirement"] == requirement).unwrap_or(&Value::Null)
    }

    fn decision(&mut self, expected: &str) {
        let decision = self.report["decision"].clone();
        self.compare("decision", decision["outcome"].as_str().unwrap(), expected);
        self.compare("partial", &decision["partial"], &Value::Bool(true));
        self.compare(
            "selection",
            &self.report["selection"].clone(),
            &serde_json::json!({ "selected": 76, "of": 330 }),
        );
    }

    fn verdicts(&mut self, expected: &BTreeMap<String, String>) {
        let found: BTreeMap<&str, &str> = self.report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["requirement"].as_str().unwrap(), one["verdict"].as_str().unwrap()))
            .collect();
        let mut wrong = Vec::new();
        for id in found
            .keys()
            .copied()
            .chain(expected.keys().map(String::as_str))
            .collect::<BTreeSet<_>>()
        {
            let (found, expected) = (found.get(id).copied(), expected.get(id).map(String::as_str));
            if found != expected {
                wrong.push(format!(
                    "{id}: {}, not {}",
                    found.unwrap_or("missing"),
                    expected.unwrap_or("stated")
                ));
            }
        }
        self.wrong.extend(wrong);
    }

    /// Every population that the report counts is what the native files hold, and no expected one goes uncounted.
    fn populations(&mut self, expected: &BTreeMap<String, u64>, catalogue: &Catalogue) {
        let mut wrong = Vec::new();
        let mut counted = BTreeSet::new();
        for requirement in catalogue.requirements() {
            let node = &self.finding(&requirement.id.value)["criterion"];
            for (types, seen) in counts(&requirement.criterion, node) {
                let sum: u64 = types.iter().filter_map(|ty| expected.get(*ty)).sum();
                if seen != sum {
                    wrong.push(format!("{}: {seen} of {types:?}, not {sum}", requirement.id.value));
                }
                counted.extend(types);
            }
        }
        let uncounted = expected.keys().filter(|ty| !counted.contains(ty.as_str()));
        wrong.extend(uncounted.map(|ty| format!("no population of {ty} is in the report")));
        self.wrong.extend(wrong);
    }

    fn places(&mut self, places: &[Place], found: fn(&Value) -> Vec<&Value>) {
        let missing = places.iter().filter(|place| {
            !found(self.finding(&place.requirement)).into_iter().any(|seen| place.is_right(seen))
        });
        let missing: Vec<String> =
            missing.map(|place| format!("not in the report: {place:?}")).collect();
        self.wrong.extend(missing);
    }

    fn plans(&mut self, plans: &[Plan]) {
        for expected in plans {
            let plan = self.finding(&expected.requirement)["plan"].clone();
            let what = format!("plan of {}", expected.requirement);
            self.compare(&what, &plan["valid"], &Value::Bool(expected.valid));
            self.compare(&what, &plan["place"]["file"], &Value::String(expected.file.clone()));
        }
    }

    fn files(&mut self, bad: &[File], good: &[File]) {
        let diagnostics = self.report["diagnostics"].as_array().unwrap();
        let complaint = |path: &str| {
            let one = diagnostics.iter().find(|one| one["file"] == path)?;
            one["message"]["en"].as_str().filter(|reason| !reason.is_empty())
        };
        let findings = self.report["findings"].as_array().unwrap();
        let unreadable: BTreeSet<&str> = findings
            .iter()
            .flat_map(observed)
            .filter(|seen| seen["outcome"] == "unreadable")
            .filter_map(|seen| seen["file"].as_str())
            .collect();
        let is_read = |path: &str| {
            let files = self.report["submission"]["files"].as_array().unwrap().iter();
            let file = files.clone().find(|file| file["path"] == path);
            file.is_some_and(|file| file["kind"].is_string() && file["rejected"].is_null())
        };
        let mut wrong = Vec::new();
        for File { file, .. } in bad {
            if complaint(file).is_none() && !unreadable.contains(file.as_str()) {
                wrong.push(format!("{file} is not named as bad"));
            }
        }
        for File { file, .. } in good {
            if complaint(file).is_some() || !is_read(file) {
                wrong.push(format!("{file} is not read without complaint"));
            }
        }
        self.wrong.extend(wrong);
    }
}

impl Place {
    fn is_right(&self, seen: &Value) -> bool {
        let number =
            |wanted: Option<u64>, key: &str| wanted.is_none_or(|wanted| seen[key] == wanted);
        let below = |wanted: &str| {
            let rest = seen["pointer"].as_str().and_then(|pointer| pointer.strip_prefix(wanted));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        seen["file"] == self.file.as_str()
            && number(self.line, "line")
            && number(self.page, "page")
            && self.pointer.as_deref().is_none_or(below)
    }
}

/// Every place that an observation of the finding names.
fn observed(finding: &Value) -> Vec<&Value> {
    let mut places: Vec<&Value> = finding["contradiction"].get("evidence").into_iter().collect();
    let mut nodes = vec![&finding["criterion"]];
    while let Some(node) = nodes.pop() {
        places.extend(node["observations"].as_array().into_iter().flatten());
        nodes.extend(node["children"].as_array().into_iter().flatten());
    }
    places
}

/// The place of the claim that the evidence contradicts.
fn contradicted(finding: &Value) -> Vec<&Value> {
    finding["contradiction"].get("claim").into_iter().collect()
}

/// The types that each `resource` leaf asks for, with the resources the report counted for it.
fn counts<'c>(criterion: &'c Criterion, node: &Value) -> Vec<(Vec<&'c str>, u64)> {
    // Delivery joins a criterion as one more child of an `all`.
    let inner = node["children"].as_array().filter(|children| {
        node["kind"] == "all" && children.len() == 2 && children[1]["kind"] == "delivery"
    });
    if let Some(children) = inner {
        return counts(criterion, &children[0]);
    }
    let children = match &criterion.kind {
        CriterionKind::All(of)
        | CriterionKind::Any(of)
        | CriterionKind::First(of)
        | CriterionKind::AtLeast { of, .. } => of,
        CriterionKind::Probe(asked) => {
            let seen = node["population"]["seen"].as_u64();
            return seen.map(|seen| (types(&asked.with), seen)).into_iter().collect();
        }
        CriterionKind::Review(_) => return Vec::new(),
    };
    let nodes = node["children"].as_array().map(Vec::as_slice).unwrap_or_default();
    children.iter().zip(nodes).flat_map(|(child, node)| counts(child, node)).collect()
}

/// The types of a `resource` leaf: one, a list, or those with a trait.
fn types(with: &Param) -> Vec<&str> {
    let wanted = with.get("trait").and_then(Param::as_text).and_then(Trait::find);
    let of_trait =
        TypeId::every().map(TypeId::get).filter(|ty| wanted.is_some_and(|of| ty.has(of)));
    let named = with.get("type").map(Param::elements).unwrap_or_default();
    of_trait.map(|ty| ty.id).chain(named.into_iter().filter_map(Param::as_text)).collect()
}

fn check(name: &str) {
    let expected = Expected::read(name);
    let catalogue = catalogue(&mut Sources::default());
    let mut audit = Audit::run(name, expected.reviews.as_deref(), expected.exit);
    audit.compare(
        "profile",
        &audit.report["profile"]["id"].clone(),
        &Value::String(expected.profile),
    );
    audit.decision(&expected.decision);
    audit.verdicts(&expected.verdicts);
    audit.populations(&expected.populations, &catalogue);
    audit.places(&expected.place, observed);
    audit.places(&expected.claim, contradicted);
    audit.plans(&expected.plan);
    audit.files(&expected.bad, &expected.good);
    assert!(audit.wrong.is_empty(), "{name}: {:#?}", audit.wrong);
    if let Some(without) = expected.without_reviews {
        let mut audit = Audit::run(name, None, without.exit);
        audit.decision(&without.decision);
        let mut verdicts = expected.verdicts;
        verdicts.extend(without.verdicts);
        audit.verdicts(&verdicts);
        assert!(audit.wrong.is_empty(), "{name} without its reviews: {:#?}", audit.wrong);
    }
}

#[test]
fn sakura_fy2023() {
    check("sakura-fy2023");
}

#[test]
fn sakura_fy2023_draft() {
    check("sakura-fy2023-draft");
}

#[test]
fn aws_fy2022() {
    check("aws-fy2022");
}

#[test]
fn exemplary() {
    check("exemplary");
}

#[test]
fn empty() {
    check("empty");
}

#[test]
fn broken() {
    check("broken");
}

/// Submissions, in the order of their names.
pub(crate) const SUBMISSIONS: &[&str] =
    &["aws-fy2022", "broken", "empty", "exemplary", "sakura-fy2023", "sakura-fy2023-draft"];

#[test]
fn every_submission_has_an_expectation_and_every_review_a_submission() {
    let folders = std::fs::read_dir(repository("fixtures/submissions")).unwrap();
    let mut there: Vec<String> =
        folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    there.sort_unstable();
    assert_eq!(there, SUBMISSIONS);
    let stems = |folder| {
        let names = names(folder, "toml");
        let stems: BTreeSet<String> =
            names.iter().map(|name| name.trim_end_matches(".toml").into()).collect();
        stems.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(stems("fixtures/expected"), SUBMISSIONS);
    for name in stems("fixtures/reviews") {
        let path = format!("fixtures/reviews/{name}.toml");
        assert_eq!(Expected::read(&name).reviews, Some(path), "{name}");
    }
}

#[test]
fn an_empty_submission_is_called_unproven_and_never_a_failure() {
    // A count of none, and the heading of a column, say nothing of a requirement.
    let harsh = Regex::new(
        r"(?i)fail(?:ed|ure|s\b)|violat|rejected|違反|不充足|違っ|[1-9]\d* unmet|不適合[1-9]",
    )
    .unwrap();
    for lang in ["ja", "en"] {
        let said = sekisho(&["audit", "fixtures/submissions/empty", "--lang", lang]);
        let lines = said.stdout.lines().chain(said.stderr.lines());
        // Titles of requirements speak of failures of machines and of sign-ins.
        let ours = lines.filter(|line| !line.trim_start().starts_with("GC22-"));
        let found: Vec<&str> = ours.filter(|line| harsh.is_match(line)).collect();
        assert!(found.is_empty(), "{found:#?}");
    }
}

#[test]
fn nothing_that_is_not_met_is_left_without_a_place_or_what_was_looked_for() {
    for name in SUBMISSIONS {
        let said = sekisho(&["audit", &format!("fixtures/submissions/{name}"), "--format", "json"]);
        for finding in said.json()["findings"].as_array().unwrap() {
            let told = observed(finding).iter().any(|seen| {
                seen["message"]["ja"].as_str().is_some_and(|text| !text.is_empty())
                    && seen["message"]["en"].as_str().is_some_and(|text| !text.is_empty())
            });
            assert!(told, "{name}: {}", finding["requirement"]);
            let located = observed(finding).iter().any(|seen| seen["file"].is_string());
            assert!(finding["verdict"] != "met" || located, "{name}: {}", finding["requirement"]);
        }
    }
}
