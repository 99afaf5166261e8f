//! The log: one run with its tool, artifacts, results and notifications.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::outcome::Verdict;
use crate::model::report::{Finding, GapReport};
use crate::render::RenderOptions;
use crate::render::escape::json_document;

use super::location::{ARTIFACTS, Artifact, BASE, Message};
use super::notification::{
    Descriptor, LeftOut, NOTIFICATIONS, Notification, descriptors, notifications,
};
use super::result::{Outcome, urgency};
use super::rule::Rule;

/// Results code scanning stores of one run.
pub(super) const RESULTS: usize = 5_000;

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    automation_details: Details,
    invocations: [Invocation<'a>; 1],
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    column_kind: &'static str,
    artifacts: Vec<Artifact<'a>>,
    results: Vec<Outcome<'a>>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    version: &'a str,
    semantic_version: &'a str,
    language: &'static str,
    rules: Vec<Rule<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notifications: Vec<Descriptor<'a>>,
}

#[derive(Serialize)]
struct Details {
    id: String,
}

#[derive(Serialize)]
struct Base {
    description: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Properties<'a> {
    as_of: String,
    catalogue: Edition<'a>,
    profile: Edition<'a>,
    submission_digest: &'a str,
    decision: &'static str,
    partial: bool,
    selected: usize,
    of: usize,
    totals: BTreeMap<&'static str, u64>,
    disclaimer: Message,
    left_out: LeftOut,
}

#[derive(Serialize)]
struct Edition<'a> {
    id: &'a str,
    digest: &'a str,
}

/// Writes the log.
pub(super) fn render(report: &GapReport, _: &RenderOptions) -> String {
    match serde_json::to_string_pretty(&Log::new(report, RESULTS)) {
        Ok(text) => json_document(&text) + "\n",
        Err(error) => format!(
            "{{\"version\": \"2.1.0\", \"runs\": [], \"properties\": {{\"error\": \"internal error: {error}\"}}}}\n"
        ),
    }
}

/// The log with at most `most` results, as JSON.
#[cfg(test)]
pub(super) fn limited(report: &GapReport, most: usize) -> serde_json::Value {
    serde_json::to_value(Log::new(report, most)).unwrap()
}

impl<'a> Log<'a> {
    fn new(report: &'a GapReport, most: usize) -> Self {
        let chosen = chosen(&report.findings, most);
        let (results, counts): (Vec<_>, Vec<u64>) =
            chosen.into_iter().map(|(rank, finding)| Outcome::new(rank, finding, report)).unzip();
        let files = &report.submission.files;
        let beyond =
            |all: usize, most: usize| u64::try_from(all.saturating_sub(most)).unwrap_or(u64::MAX);
        let left_out = LeftOut {
            results: beyond(report.findings.len(), most),
            observations: counts.iter().sum(),
            artifacts: beyond(files.len(), ARTIFACTS),
            notifications: beyond(report.diagnostics.len(), NOTIFICATIONS),
        };
        let notifications = notifications(report, left_out);
        let run = Run {
            tool: Tool { driver: driver(report, descriptors(report, left_out)) },
            automation_details: Details { id: format!("sekisho/{}/", report.catalogue.id) },
            invocations: [Invocation {
                execution_successful: !report.incomplete,
                tool_execution_notifications: notifications,
            }],
            original_uri_base_ids: BTreeMap::from([(BASE, base())]),
            column_kind: "unicodeCodePoints",
            artifacts: files
                .iter()
                .enumerate()
                .take(ARTIFACTS)
                .map(|(index, file)| Artifact::new(index, file))
                .collect(),
            results,
            properties: properties(report, left_out),
        };
        Self {
            schema: "https://json.schemastore.org/sarif-2.1.0.json",
            version: "2.1.0",
            runs: [run],
        }
    }
}

/// The `most` most urgent findings in catalogue order, with their ranks.
fn chosen(findings: &[Finding], most: usize) -> Vec<(usize, &Finding)> {
    let mut ranked: Vec<_> = findings.iter().enumerate().collect();
    ranked.sort_by_key(|(_, finding)| urgency(finding));
    ranked.truncate(most);
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked
}

fn driver<'a>(report: &'a GapReport, notifications: Vec<Descriptor<'a>>) -> Driver<'a> {
    Driver {
        name: "sekisho",
        version: &report.tool_version,
        semantic_version: &report.tool_version,
        language: "ja",
        rules: report.findings.iter().map(Rule::new).collect(),
        notifications,
    }
}

fn base() -> Base {
    Base {
        description: Message::new("提出書類一式の最上位フォルダー / top folder of the submission"),
    }
}

fn properties(report: &GapReport, left_out: LeftOut) -> Properties<'_> {
    Properties {
        as_of: report.as_of.date.to_string(),
        catalogue: Edition { id: &report.catalogue.id, digest: &report.catalogue.digest },
        profile: Edition { id: &report.profile.id, digest: &report.profile.digest },
        submission_digest: &report.submission.digest,
        decision: report.decision.outcome.id(),
        partial: report.decision.partial,
        selected: report.selection.selected,
        of: report.selection.of,
        totals: Verdict::ALL
            .into_iter()
            .map(|verdict| (verdict.id(), report.totals.get(verdict)))
            .collect(),
        disclaimer: Message::new(&crate::render::told::both(&report.catalogue.disclaimer)),
        left_out,
    }
}
