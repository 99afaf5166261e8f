//! Requirements as controls: their texts as objectives of the document, and which of them were reviewed.

use serde::Serialize;

use crate::model::report::Finding;

use super::outline::Outline;
use super::prop::Props;
use super::text::Markup;

/// Definitions of a document.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Definitions<'a> {
    objectives_and_methods: Vec<Objective<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Objective<'a> {
    control_id: &'a str,
    props: Props,
    parts: [Part; 1],
}

#[derive(Serialize)]
struct Part {
    id: String,
    name: &'static str,
    title: Markup,
    prose: Markup,
    parts: [Translation; 1],
}

/// English: prose has one language, so the other is a part of its own.
#[derive(Serialize)]
struct Translation {
    id: String,
    name: &'static str,
    ns: &'static str,
    class: &'static str,
    title: Markup,
    prose: Markup,
}

/// Which controls and objectives were looked at.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Reviewed<'a> {
    description: Markup,
    control_selections: [Controls<'a>; 1],
    control_objective_selections: [Objectives; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Controls<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    include_all: Option<Everything>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    include_controls: Vec<ControlId<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ControlId<'a> {
    control_id: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Objectives {
    #[serde(skip_serializing_if = "Option::is_none")]
    include_all: Option<Everything>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    include_objectives: Vec<ObjectiveId>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ObjectiveId {
    objective_id: String,
}

/// All that the plan has: how OSCAL, which has no empty list, says that a plan without any was carried out.
#[derive(Serialize)]
struct Everything {}

/// The id of a requirement's objective.
pub(super) fn objective(requirement: &str) -> String {
    format!("{requirement}_obj")
}

impl<'a> Definitions<'a> {
    /// The texts of everything the document is about; none if that is nothing.
    pub(super) fn new(outline: &Outline<'a>) -> Option<Self> {
        let objectives = outline.told.iter().map(|told| Objective::new(told.finding));
        let objectives_and_methods: Vec<_> = objectives.collect();
        (!objectives_and_methods.is_empty()).then_some(Self { objectives_and_methods })
    }
}

impl<'a> Objective<'a> {
    fn new(finding: &'a Finding) -> Self {
        let id = objective(&finding.requirement);
        let english = Translation {
            id: format!("{id}.en"),
            name: "translation",
            ns: crate::render::identity::NAMESPACE,
            class: "en",
            title: Markup::needed(&finding.title.en),
            prose: Markup::needed(&finding.text.en),
        };
        let part = Part {
            id,
            name: "assessment-objective",
            title: Markup::needed(&finding.title.ja),
            prose: Markup::needed(&finding.text.ja),
            parts: [english],
        };
        Self { control_id: &finding.requirement, props: props(finding), parts: [part] }
    }
}

/// What the requirement is, and what it is related to.
fn props(finding: &Finding) -> Props {
    let mut props = Props::default()
        .with("section", &finding.section)
        .with("subject", finding.subject.id())
        .with("obligation", finding.obligation.id())
        .with("weight", finding.weight.to_string())
        .with("core", finding.core.id())
        .with("provenance", finding.provenance.id());
    for (framework, items) in &finding.mappings {
        for item in items {
            props = props.classed(framework.id(), &item.id, Some(item.relation.id()));
        }
    }
    props
}

impl<'a> Reviewed<'a> {
    /// Everything a document is about.
    pub(super) fn new(outline: &Outline<'a>) -> Self {
        let selection = &outline.report.selection;
        let (selected, of) = (selection.selected, selection.of);
        let requirements = || outline.told.iter().map(|told| told.finding.requirement.as_str());
        let objectives = requirements().map(|id| ObjectiveId { objective_id: objective(id) });
        let everything = || outline.told.is_empty().then_some(Everything {});
        Self {
            description: Markup::needed(&format!(
                "要件{of}件中{selected}件を判定 / {selected} of {of} requirements judged"
            )),
            control_selections: [Controls {
                include_all: everything(),
                include_controls: requirements()
                    .map(|control_id| ControlId { control_id })
                    .collect(),
            }],
            control_objective_selections: [Objectives {
                include_all: everything(),
                include_objectives: objectives.collect(),
            }],
        }
    }
}
