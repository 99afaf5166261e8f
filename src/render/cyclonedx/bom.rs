//! The document: what it is about, what made it, and an identifier that is that of its content.

use serde::Serialize;

use crate::model::outcome::Verdict;
use crate::model::report::GapReport;
use crate::model::text::Untrusted;
use crate::render::document::identified;
use crate::render::moment;

use super::declarations::Declarations;
use super::reference::Reference;
use super::standard::Definitions;

/// Characters of the name of who bids.
const NAME: usize = 200;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Bom<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    #[serde(rename = "bomFormat")]
    format: &'static str,
    spec_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    serial_number: Option<String>,
    version: u8,
    metadata: Metadata<'a>,
    declarations: Declarations,
    definitions: Definitions<'a>,
}

#[derive(Serialize)]
struct Metadata<'a> {
    timestamp: String,
    tools: Tools<'a>,
    component: Component,
    properties: Vec<Property>,
}

#[derive(Serialize)]
struct Tools<'a> {
    components: [Tool<'a>; 1],
}

#[derive(Serialize)]
struct Tool<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'static str,
    version: &'a str,
}

/// What is offered.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Component {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    bom_ref: Option<Reference>,
    name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Organization {
    #[serde(skip_serializing_if = "Option::is_none")]
    bom_ref: Option<Reference>,
    name: String,
}

/// A name under `sekisho:` and its value.
#[derive(Serialize)]
pub(super) struct Property {
    name: String,
    value: String,
}

impl Property {
    pub(super) fn new(name: &str, value: &str) -> Self {
        Self { name: format!("sekisho:{name}"), value: value.into() }
    }
}

impl Organization {
    pub(super) const fn new(bom_ref: Option<Reference>, name: String) -> Self {
        Self { bom_ref, name }
    }

    pub(super) fn bidder(report: &GapReport) -> Self {
        Self::new(Some(Reference::bidder()), bidder(report))
    }
}

impl Component {
    pub(super) fn offering(report: &GapReport) -> Self {
        Self { kind: "platform", bom_ref: Some(Reference::offering()), name: bidder(report) }
    }
}

fn bidder(report: &GapReport) -> String {
    let submission = &report.submission;
    let mut names = submission.name_ja.iter().chain(&submission.name_en);
    let name = names.next().cloned();
    let name = name.or_else(|| submission.provider.as_deref().map(Untrusted::new));
    name.map_or_else(|| "(記載なし / not stated)".into(), |name| name.cut(NAME).raw().to_owned())
}

/// Writes the document.
pub(super) fn render(report: &GapReport) -> Vec<u8> {
    let bom = Bom {
        schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
        format: "CycloneDX",
        spec_version: "1.6",
        serial_number: None,
        version: 1,
        metadata: metadata(report),
        declarations: Declarations::new(report),
        definitions: Definitions::new(report),
    };
    identified("cyclonedx", bom, |bom, uuid| bom.serial_number = Some(format!("urn:uuid:{uuid}")))
}

fn metadata(report: &GapReport) -> Metadata<'_> {
    let mut properties = vec![
        Property::new("decision", report.decision.outcome.id()),
        Property::new("partial", &report.decision.partial.to_string()),
        Property::new("incomplete", &report.incomplete.to_string()),
        Property::new("as-of", &report.as_of.date.to_string()),
        Property::new("profile", &report.profile.id),
        Property::new("profile-digest", &report.profile.digest),
        Property::new("catalogue-digest", &report.catalogue.digest),
        Property::new("submission-digest", &report.submission.digest),
    ];
    properties.extend(Verdict::ALL.into_iter().map(|verdict| {
        let name = format!("total-{}", verdict.id());
        Property::new(&name, &report.totals.get(verdict).to_string())
    }));
    Metadata {
        timestamp: moment::first(report.as_of.date),
        tools: Tools {
            components: [Tool {
                kind: "application",
                name: "sekisho",
                version: &report.tool_version,
            }],
        },
        component: Component { kind: "platform", bom_ref: None, name: bidder(report) },
        properties,
    }
}
