//! Findings: one per requirement, with what OSCAL can say of its verdict and, in properties, what it cannot.

use serde::Serialize;

use crate::model::document::{AnswerStatus, Delivery};
use crate::model::report::Finding as Judged;
use crate::render::told::{both, closure_id, method_id};

use super::assets::Origin;
use super::control::objective;
use super::observation::{Related, related};
use super::outline::{Outline, Thing, Told};
use super::prop::Props;
use super::risk::{RelatedRisk, related_risk};
use super::text::Markup;
use super::vocabulary::{Implementation, Reason, State, TargetType, status};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Finding {
    uuid: String,
    title: Markup,
    description: Markup,
    props: Props,
    origins: [Origin; 1],
    target: Target,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_observations: Vec<Related>,
    #[serde(skip_serializing_if = "Option::is_none")]
    related_risks: Option<[RelatedRisk; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<Markup>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Target {
    #[serde(rename = "type")]
    kind: TargetType,
    #[serde(rename = "target-id")]
    objective: String,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    implementation_status: Option<ImplementationStatus>,
}

#[derive(Serialize)]
struct Status {
    state: State,
    reason: Reason,
}

#[derive(Serialize)]
struct ImplementationStatus {
    state: Implementation,
}

impl Finding {
    pub(super) fn new(told: &Told<'_>, outline: &Outline<'_>) -> Self {
        let finding = told.finding;
        let verdict = finding.verdict.title();
        let (state, reason, implementation) = status(finding.verdict);
        Self {
            uuid: id(finding, outline),
            title: Markup::needed(&format!("{} {}", finding.requirement, finding.title.ja)),
            description: Markup::needed(&format!("{}: {}", verdict.ja, finding.text.ja)),
            props: props(told),
            origins: [Origin::tool(outline)],
            target: Target {
                kind: TargetType::ObjectiveId,
                objective: objective(&finding.requirement),
                status: Status { state, reason },
                implementation_status: implementation.map(|state| ImplementationStatus { state }),
            },
            related_observations: related(told, outline),
            related_risks: related_risk(told, outline).map(|risk| [risk]),
            remarks: remarks(finding),
        }
    }
}

/// The identifier of a finding.
pub(super) fn id(finding: &Judged, outline: &Outline<'_>) -> String {
    outline.id(Thing::Finding, &finding.requirement)
}

fn props(told: &Told<'_>) -> Props {
    let finding = told.finding;
    let claim = finding.claim.as_ref();
    let left_out = (told.seen.rest > 0).then(|| told.seen.rest.to_string());
    let props = Props::default()
        .with("requirement", &finding.requirement)
        .with("section", &finding.section)
        .with("obligation", finding.obligation.id())
        .with("verdict", finding.verdict.id())
        .with("method", method_id(finding.method))
        .with("title-en", &finding.title.en)
        .maybe("answer", claim.and_then(|claim| claim.status).map(AnswerStatus::id))
        .maybe("delivery", claim.and_then(|claim| claim.delivery).map(Delivery::id))
        .maybe("contradiction", finding.contradiction.as_ref().map(|_| "true"))
        .maybe("holds-until", finding.lapses.as_ref().map(|(day, _)| day.to_string()))
        .maybe("observations-left-out", left_out);
    let Some(population) = told.seen.population else { return props };
    props
        .with("population", closure_id(population.state))
        .with("population-seen", population.seen.to_string())
        .with("population-examined", population.examined.to_string())
        .with("population-violating", population.violating.to_string())
        .with("population-unreadable", population.unreadable.to_string())
}

/// English, and the bidder's answer in his words.
fn remarks(finding: &Judged) -> Option<Markup> {
    let english = format!("{}: {}", finding.verdict.title().en, finding.text.en);
    let answer = finding.claim.as_ref().map(|claim| format!("回答 / answer: {}", claim.how.raw()));
    let lapse = finding.lapses.as_ref().map(|(_, because)| both(because));
    let all: Vec<_> = [Some(english), answer, lapse].into_iter().flatten().collect();
    Markup::paragraphs(&all)
}
