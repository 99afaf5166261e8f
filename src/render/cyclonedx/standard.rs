//! The catalogue as a standard: sections, and the requirements that were judged.

use serde::Serialize;

use crate::model::report::{Finding, GapReport, SectionResult};
use crate::render::told::both;

use super::bom::Property;
use super::reference::Reference;

#[derive(Serialize)]
pub(super) struct Definitions<'a> {
    standards: [Standard<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Standard<'a> {
    bom_ref: Reference,
    name: &'a str,
    version: &'a str,
    description: String,
    owner: &'static str,
    requirements: Vec<Requirement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Requirement<'a> {
    bom_ref: Reference,
    identifier: &'a str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    properties: Vec<Property>,
}

impl<'a> Definitions<'a> {
    pub(super) fn new(report: &'a GapReport) -> Self {
        let catalogue = &report.catalogue;
        let sections = report.sections.iter().map(Requirement::section);
        let judged = report.findings.iter().map(|finding| Requirement::new(finding, report));
        let standard = Standard {
            bom_ref: Reference::standard(&catalogue.id),
            name: &catalogue.id,
            version: &catalogue.version,
            description: both(&catalogue.disclaimer),
            owner: "sekisho",
            requirements: sections.chain(judged).collect(),
        };
        Self { standards: [standard] }
    }
}

impl<'a> Requirement<'a> {
    fn section(section: &'a SectionResult) -> Self {
        Self {
            bom_ref: Reference::section(&section.id),
            identifier: &section.id,
            title: both(&section.title),
            text: None,
            parent: None,
            properties: Vec::new(),
        }
    }

    fn new(finding: &'a Finding, report: &GapReport) -> Self {
        let is_there = report.sections.iter().any(|section| section.id == finding.section);
        let property = |name, value: &str| Property::new(name, value);
        let mut properties = vec![
            property("subject", finding.subject.id()),
            property("obligation", finding.obligation.id()),
            property("weight", &finding.weight.to_string()),
            property("core", finding.core.id()),
            property("provenance", finding.provenance.id()),
        ];
        for (framework, items) in &finding.mappings {
            let related = items.iter().map(|item| format!("{} ({})", item.id, item.relation.id()));
            properties.extend(related.map(|item| property(framework.id(), &item)));
        }
        Self {
            bom_ref: Reference::requirement(&finding.requirement),
            identifier: &finding.requirement,
            title: both(&finding.title),
            text: Some(both(&finding.text)),
            parent: is_there.then(|| Reference::section(&finding.section)),
            properties,
        }
    }
}
