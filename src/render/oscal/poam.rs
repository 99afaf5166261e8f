//! The plan of action and milestones: every requirement that is not met, or not known to be, with its remedy and plan.

use serde::Serialize;

use crate::model::report::GapReport;
use crate::model::text::Bilingual;
use crate::render::document::identified;
use crate::render::identity::NAMESPACE;

use super::assets::{Assets, Origin};
use super::finding::{Finding, id};
use super::metadata::Metadata;
use super::observation::{Observation, Related, observations, related};
use super::outline::{Outline, Thing, Told};
use super::prop::Props;
use super::resource::BackMatter;
use super::risk::{RelatedRisk, Risk, related_risk};
use super::text::{Line, Markup};
use super::vocabulary::risk;

const TITLE: Bilingual =
    Bilingual { ja: "未充足の要件と是正計画", en: "plan of action and milestones" };

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Root {
    plan_of_action_and_milestones: PlanOfAction,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct PlanOfAction {
    uuid: String,
    metadata: Metadata,
    #[serde(skip_serializing_if = "Option::is_none")]
    system_id: Option<SystemId>,
    local_definitions: Assets,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    observations: Vec<Observation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    risks: Vec<Risk>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<Finding>,
    poam_items: Vec<Item>,
    back_matter: BackMatter,
}

/// The submission by its digest.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct SystemId {
    identifier_type: &'static str,
    id: Line,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item {
    uuid: String,
    title: Markup,
    description: Markup,
    props: Props,
    origins: [Origin; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_findings: Vec<RelatedFinding>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_observations: Vec<Related>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_risks: Vec<RelatedRisk>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<Markup>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct RelatedFinding {
    finding_uuid: String,
}

/// Writes the document.
pub(super) fn render(report: &GapReport) -> Vec<u8> {
    let outline = Outline::new(report, |finding| risk(finding.verdict).is_some());
    let id = Line::new(&report.submission.digest);
    let root = Root {
        plan_of_action_and_milestones: PlanOfAction {
            uuid: String::new(),
            metadata: Metadata::new(TITLE, &outline),
            system_id: id.map(|id| SystemId { identifier_type: NAMESPACE, id }),
            local_definitions: Assets::new(&outline),
            observations: outline
                .told
                .iter()
                .flat_map(|told| observations(told, &outline))
                .collect(),
            risks: outline.told.iter().filter_map(|told| Risk::new(told, &outline)).collect(),
            findings: outline.told.iter().map(|told| Finding::new(told, &outline)).collect(),
            poam_items: items(&outline),
            back_matter: BackMatter::new(&outline),
        },
    };
    identified("plan-of-action-and-milestones", root, |root, uuid| {
        root.plan_of_action_and_milestones.uuid = uuid;
    })
}

/// One item for each requirement that has a risk; OSCAL wants at least one, so without any there is one that says so.
fn items(outline: &Outline<'_>) -> Vec<Item> {
    if outline.told.is_empty() {
        return vec![nothing(outline)];
    }
    outline.told.iter().map(|told| Item::new(told, outline)).collect()
}

fn nothing(outline: &Outline<'_>) -> Item {
    Item {
        uuid: outline.id(Thing::Item, ""),
        title: Markup::needed("未充足の要件なし / nothing to plan"),
        description: Markup::needed(
            "適合していない、又は適合が確認できていない要件はない / no requirement is unmet or not known to be met",
        ),
        props: Props::default().with("requirements", "0"),
        origins: [Origin::tool(outline)],
        related_findings: Vec::new(),
        related_observations: Vec::new(),
        related_risks: Vec::new(),
        remarks: None,
    }
}

impl Item {
    fn new(told: &Told<'_>, outline: &Outline<'_>) -> Self {
        let finding = told.finding;
        let (description, remarks) = Markup::both(&finding.remedy);
        Self {
            uuid: outline.id(Thing::Item, &finding.requirement),
            title: Markup::needed(&format!("{} {}", finding.requirement, finding.title.ja)),
            description,
            props: Props::default()
                .with("requirement", &finding.requirement)
                .with("verdict", finding.verdict.id())
                .with("obligation", finding.obligation.id())
                .with("title-en", &finding.title.en),
            origins: [Origin::tool(outline)],
            related_findings: vec![RelatedFinding { finding_uuid: id(finding, outline) }],
            related_observations: related(told, outline),
            related_risks: related_risk(told, outline).into_iter().collect(),
            remarks,
        }
    }
}
