//! Components: what is assessed, and what assesses it.

use serde::Serialize;

use super::metadata::provider;
use super::outline::{Outline, Thing};
use super::prop::Props;
use super::text::Markup;
use super::vocabulary::{ActorType, ComponentState, ComponentType, SubjectType};

/// Definitions a document needs for itself.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Assets {
    components: [Component; 1],
    assessment_assets: AssessmentAssets,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct AssessmentAssets {
    components: [Component; 1],
    assessment_platforms: [Platform; 1],
}

#[derive(Serialize)]
struct Component {
    uuid: String,
    #[serde(rename = "type")]
    kind: ComponentType,
    title: Markup,
    description: Markup,
    #[serde(skip_serializing_if = "Props::is_empty")]
    props: Props,
    status: ComponentStatus,
}

#[derive(Serialize)]
struct ComponentStatus {
    state: ComponentState,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<Markup>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Platform {
    uuid: String,
    title: Markup,
    uses_components: [Used; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Used {
    component_uuid: String,
}

/// Who or what an observation, finding or risk comes from.
#[derive(Serialize)]
pub(super) struct Origin {
    actors: [Actor; 1],
}

#[derive(Serialize)]
struct Actor {
    #[serde(rename = "type")]
    kind: ActorType,
    #[serde(rename = "actor-uuid")]
    uuid: String,
    #[serde(rename = "role-id", skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
}

/// What an observation is of.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Subject {
    subject_uuid: String,
    #[serde(rename = "type")]
    kind: SubjectType,
}

impl Assets {
    pub(super) fn new(outline: &Outline<'_>) -> Self {
        let platform = Platform {
            uuid: outline.id(Thing::Platform, ""),
            title: Markup::needed("提出書類一式の照合 / check of the submission, offline"),
            uses_components: [Used { component_uuid: outline.id(Thing::Tool, "") }],
        };
        Self {
            components: [offering(outline)],
            assessment_assets: AssessmentAssets {
                components: [tool(outline)],
                assessment_platforms: [platform],
            },
        }
    }
}

/// What is offered, within the scope that the bidder declares.
fn offering(outline: &Outline<'_>) -> Component {
    let scope = &outline.report.scope;
    let mut props = Props::default();
    for entry in scope {
        props = props.with("scope-provider", &entry.provider);
        props = props.with("scope-accounts", entry.accounts.join(" "));
        props = props.with("scope-regions", entry.regions.join(" "));
    }
    let declared = "範囲は提出者の申告による / the scope is as declared by the bidder";
    Component {
        uuid: outline.id(Thing::Offering, ""),
        kind: ComponentType::System,
        title: Markup::needed(provider(outline).as_str()),
        description: Markup::needed(
            "応募するクラウドサービスとその評価環境 / the cloud services on offer and their evidence environment",
        ),
        props,
        status: ComponentStatus { state: ComponentState::Other, remarks: Markup::new(declared) },
    }
}

fn tool(outline: &Outline<'_>) -> Component {
    Component {
        uuid: outline.id(Thing::Tool, ""),
        kind: ComponentType::Software,
        title: Markup::needed("sekisho"),
        description: Markup::needed(
            "提出書類一式を要件と照合するプログラム / program that checks a submission against the requirements",
        ),
        props: Props::default().with("version", &outline.report.tool_version),
        status: ComponentStatus { state: ComponentState::Operational, remarks: None },
    }
}

impl Origin {
    /// This program.
    pub(super) fn tool(outline: &Outline<'_>) -> Self {
        let uuid = outline.id(Thing::Tool, "");
        Self { actors: [Actor { kind: ActorType::Tool, uuid, role: None }] }
    }

    /// Somebody with a role.
    pub(super) fn party(uuid: String, role: &'static str) -> Self {
        Self { actors: [Actor { kind: ActorType::Party, uuid, role: Some(role) }] }
    }
}

impl Subject {
    /// What is offered.
    pub(super) fn offering(outline: &Outline<'_>) -> Self {
        Self { subject_uuid: outline.id(Thing::Offering, ""), kind: SubjectType::Component }
    }
}
