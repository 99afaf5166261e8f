//! Suites: the findings of a section, what they were judged by, and, in the first suite, what the reader of the submission met.

use crate::model::report::{Finding, GapReport};
use crate::render::RenderOptions;
use crate::render::escape::xml_text;
use crate::render::told::{both, more, spot};

use super::case::{Kind, case};

/// Diagnostics told.
const DIAGNOSTICS: usize = 100;

/// Writes the document.
pub(super) fn render(report: &GapReport, _: &RenderOptions) -> String {
    let mut document = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    let sections = report.findings.chunk_by(|one, other| one.section == other.section);
    for (id, findings) in sections.enumerate() {
        document.push_str(&suite(id, findings, report));
    }
    document.push_str("</testsuites>\n");
    document
}

fn suite(id: usize, findings: &[Finding], report: &GapReport) -> String {
    let count = |kind| findings.iter().filter(|one| Kind::of(one.verdict) == kind).count();
    let (failures, errors) = (count(Kind::Failure), count(Kind::Error));
    let (skipped, tests) = (count(Kind::Skipped), findings.len());
    let section = findings.first().map_or("", |finding| finding.section.as_str());
    let title = report.sections.iter().find(|one| one.id == section).map(|one| both(&one.title));
    let name = xml_text(&format!("{section} {}", title.unwrap_or_default()));
    let package = xml_text(&format!("sekisho.{}", report.catalogue.id));
    let day = report.as_of.date;
    let mut suite = format!(
        "  <testsuite id=\"{id}\" name=\"{name}\" package=\"{package}\" timestamp=\"{day}T00:00:00\" hostname=\"localhost\" \
         tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\" time=\"0\">\n"
    );
    suite.push_str(&properties(report));
    suite.extend(findings.iter().map(|finding| case(finding, report)));
    let met = if id == 0 { diagnostics(report) } else { String::new() };
    suite.push_str("    <system-out></system-out>\n    <system-err>");
    suite.push_str(&met);
    suite.push_str("</system-err>\n  </testsuite>\n");
    suite
}

/// What the findings were judged by.
fn properties(report: &GapReport) -> String {
    let (day, decision) = (report.as_of.date.to_string(), &report.decision);
    let selection = format!("{}/{}", report.selection.selected, report.selection.of);
    let values = [
        ("as_of", day.as_str()),
        ("catalogue", &report.catalogue.id),
        ("catalogue.digest", &report.catalogue.digest),
        ("catalogue.disclaimer", &both(&report.catalogue.disclaimer)),
        ("profile", &report.profile.id),
        ("profile.digest", &report.profile.digest),
        ("submission.digest", &report.submission.digest),
        ("decision", decision.outcome.id()),
        ("selection", &selection),
        ("incomplete", if report.incomplete { "true" } else { "false" }),
        ("version", &report.tool_version),
    ];
    let mut text = String::from("    <properties>\n");
    for (name, value) in values {
        text.extend([format!("      <property name=\"{name}\" value=\"{}\"/>\n", xml_text(value))]);
    }
    text.push_str("    </properties>\n");
    text
}

fn diagnostics(report: &GapReport) -> String {
    let mut text = String::new();
    for one in report.diagnostics.iter().take(DIAGNOSTICS) {
        let at = one.place.as_ref().map(|place| format!("{}: ", spot(place, report).raw()));
        let subject = one.subject.as_ref().map(|subject| format!(": {}", subject.cut(200).raw()));
        let line = format!(
            "{}{} {}: {}{}",
            at.unwrap_or_default(),
            one.severity.id(),
            one.code,
            both(&one.message),
            subject.unwrap_or_default()
        );
        text.extend([xml_text(&line), "\n".into()]);
    }
    let rest = report.diagnostics.len().saturating_sub(DIAGNOSTICS);
    if let Some(more) = more(u64::try_from(rest).unwrap_or(u64::MAX)) {
        text.extend([xml_text(&more), "\n".into()]);
    }
    text
}
