//! Findings as events.

use serde::Serialize;

use crate::model::report::{Finding, GapReport};
use crate::render::deciding::{Deciding, deciding};
use crate::render::escape::json_document;
use crate::render::identity::Identity;
use crate::render::moment;
use crate::render::told::{both, both_words, counted, more, sentence};

use super::coded::{Severity, State, Status};
use super::evidence::{Evidence, Resource, resources};
use super::unmapped::Unmapped;

/// Version of the schema.
const VERSION: &str = "1.5.0";
/// Observations of one event; how many more there are is said.
pub(super) const OBSERVATIONS: usize = 20;
/// Minutes that Japan is ahead of UTC.
const JST: i32 = 540;

#[derive(Serialize)]
struct Event<'a> {
    activity_id: u8,
    activity_name: &'static str,
    category_uid: u8,
    category_name: &'static str,
    class_uid: u16,
    class_name: &'static str,
    type_uid: u32,
    type_name: &'static str,
    time: i64,
    timezone_offset: i32,
    severity_id: u8,
    severity: &'static str,
    status_id: u8,
    status: &'static str,
    message: String,
    metadata: Metadata<'a>,
    finding_info: FindingInfo,
    compliance: Compliance<'a>,
    remediation: Remediation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resources: Vec<Resource>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidences: Vec<Evidence<'a>>,
    unmapped: Unmapped<'a>,
}

#[derive(Serialize)]
struct Metadata<'a> {
    version: &'static str,
    product: Product<'a>,
    event_code: &'a str,
    uid: String,
    correlation_uid: String,
}

#[derive(Serialize)]
struct Product<'a> {
    name: &'static str,
    vendor_name: &'static str,
    version: &'a str,
    lang: &'static str,
}

#[derive(Serialize)]
struct FindingInfo {
    uid: String,
    title: String,
    desc: String,
    created_time: i64,
}

#[derive(Serialize)]
struct Compliance<'a> {
    standards: [String; 1],
    category: &'a str,
    control: &'a str,
    requirements: [&'a str; 1],
    desc: String,
    status_id: u8,
    status: &'static str,
    status_code: &'static str,
    status_details: Vec<String>,
}

#[derive(Serialize)]
struct Remediation {
    desc: String,
}

/// Writes one event per line.
pub(super) fn render(report: &GapReport) -> Vec<u8> {
    let identity = Identity::of(report);
    let mut lines = String::new();
    for finding in &report.findings {
        match serde_json::to_string(&Event::new(finding, report, identity)) {
            Ok(line) => lines.push_str(&json_document(&line)),
            Err(error) => lines.extend([format!("{{\"error\": \"internal error: {error}\"}}")]),
        }
        lines.push('\n');
    }
    lines.into_bytes()
}

impl<'a> Event<'a> {
    fn new(finding: &'a Finding, report: &'a GapReport, identity: Identity) -> Self {
        let told = deciding(&finding.criterion, OBSERVATIONS);
        let (severity_id, severity) = Severity::of(finding).code();
        let (status_id, status) = State::of(finding.verdict).code();
        let time = moment::milliseconds(report.as_of.date);
        let verdict = both_words(finding.verdict.title());
        let evidences = told.shown.iter().map(|seen| Evidence::new(seen, report)).collect();
        Self {
            activity_id: 1,
            activity_name: "Create",
            category_uid: 2,
            category_name: "Findings",
            class_uid: 2003,
            class_name: "Compliance Finding",
            type_uid: 200_301,
            type_name: "Compliance Finding: Create",
            time,
            timezone_offset: JST,
            severity_id,
            severity,
            status_id,
            status,
            message: format!("{} {}: {verdict}", finding.requirement, both(&finding.title)),
            metadata: Metadata {
                version: VERSION,
                product: product(report),
                event_code: &finding.requirement,
                uid: identity.name("event", &finding.requirement),
                correlation_uid: identity.name("audit", ""),
            },
            finding_info: FindingInfo {
                uid: identity.name("finding", &finding.requirement),
                title: both(&finding.title),
                desc: both(&finding.text),
                created_time: time,
            },
            compliance: Compliance::new(finding, &told, report),
            remediation: Remediation { desc: both(&finding.remedy) },
            resources: resources(&told.shown),
            evidences,
            unmapped: Unmapped::new(finding, &told, report),
        }
    }
}

fn product(report: &GapReport) -> Product<'_> {
    Product { name: "sekisho", vendor_name: "sekisho", version: &report.tool_version, lang: "ja" }
}

impl<'a> Compliance<'a> {
    fn new(finding: &'a Finding, told: &Deciding<'_>, report: &GapReport) -> Self {
        let (status_id, status) = Status::of(finding).code();
        let contradiction = finding.contradiction.as_ref().map(|one| both(&one.message));
        let sentences = told.shown.iter().map(|seen| sentence(seen).raw().to_owned());
        let rest = more(told.rest).into_iter().chain(counted(told.population));
        Self {
            standards: [format!("{} {}", report.catalogue.id, report.catalogue.version)],
            category: &finding.section,
            control: &finding.requirement,
            requirements: [&finding.requirement],
            desc: both(&finding.text),
            status_id,
            status,
            status_code: finding.verdict.id(),
            status_details: contradiction.into_iter().chain(sentences).chain(rest).collect(),
        }
    }
}
