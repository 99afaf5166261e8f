//! Requirements as rules of the tool.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::catalogue::Obligation;
use crate::model::report::Finding;
use crate::model::text::Untrusted;
use crate::render::told::both;

use super::location::Message;

/// Characters code scanning takes of a description.
const DESCRIPTION: usize = 1_000;

/// One requirement.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule<'a> {
    id: &'a str,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Configuration,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties<'a> {
    section: &'a str,
    subject: &'static str,
    obligation: &'static str,
    weight: u32,
    core: &'static str,
    provenance: &'static str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    mappings: BTreeMap<&'static str, Vec<&'a str>>,
    tags: [&'a str; 3],
}

impl<'a> Rule<'a> {
    pub(super) fn new(finding: &'a Finding) -> Self {
        let mappings = finding.mappings.iter();
        let mappings = mappings.map(|(framework, items)| {
            (framework.id(), items.iter().map(|item| item.id.as_str()).collect())
        });
        let (obligation, provenance) = (finding.obligation.id(), finding.provenance.id());
        Self {
            id: &finding.requirement,
            short_description: description(&both(&finding.title)),
            full_description: description(&both(&finding.text)),
            help: Message::new(&both(&finding.remedy)),
            default_configuration: Configuration { level: level(finding.obligation) },
            properties: Properties {
                section: &finding.section,
                subject: finding.subject.id(),
                obligation,
                weight: finding.weight,
                core: finding.core.id(),
                provenance,
                mappings: mappings.collect(),
                tags: [&finding.section, obligation, provenance],
            },
        }
    }
}

fn description(text: &str) -> Message {
    Message::new(Untrusted::new(text).cut(DESCRIPTION).raw())
}

/// Level of a requirement that is not met.
pub(super) const fn level(obligation: Obligation) -> &'static str {
    match obligation {
        Obligation::Mandatory => "error",
        Obligation::Optional => "warning",
    }
}
