//! Risks: what it means that a requirement is not met or not known to be, what to do, and what is planned.

use serde::Serialize;

use crate::model::catalogue::Obligation;
use crate::model::record::Milestone;
use crate::model::report::{DispositionResult, PlanResult};
use crate::render::moment;
use crate::render::told::both;

use super::assets::Origin;
use super::metadata::{Responsible, Role, party};
use super::observation::{Related, related};
use super::outline::{Outline, Thing, Told};
use super::prop::Props;
use super::text::Markup;
use super::vocabulary::{Lifecycle, RiskStatus, TaskType, risk};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Risk {
    uuid: String,
    title: Markup,
    description: Markup,
    statement: Markup,
    props: Props,
    status: RiskStatus,
    origins: [Origin; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<String>,
    remediations: Vec<Response>,
    #[serde(rename = "risk-log", skip_serializing_if = "Option::is_none")]
    log: Option<RiskLog>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_observations: Vec<Related>,
}

#[derive(Serialize)]
struct Response {
    uuid: String,
    lifecycle: Lifecycle,
    title: Markup,
    description: Markup,
    #[serde(skip_serializing_if = "Props::is_empty")]
    props: Props,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tasks: Vec<Task>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<Markup>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Task {
    uuid: String,
    #[serde(rename = "type")]
    kind: TaskType,
    title: Markup,
    props: Props,
    #[serde(skip_serializing_if = "Option::is_none")]
    timing: Option<Timing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    responsible_roles: Option<[Responsible; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Timing {
    on_date: OnDate,
}

#[derive(Serialize)]
struct OnDate {
    date: String,
}

#[derive(Serialize)]
struct RiskLog {
    entries: [LogEntry; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct LogEntry {
    uuid: String,
    title: Markup,
    description: Markup,
    start: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    props: Props,
    #[serde(skip_serializing_if = "Option::is_none")]
    logged_by: Option<[LoggedBy; 1]>,
    status_change: RiskStatus,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct LoggedBy {
    party_uuid: String,
    role_id: &'static str,
}

/// A reference to a risk.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct RelatedRisk {
    risk_uuid: String,
}

/// The reference to the risk of a finding, if it has one.
pub(super) fn related_risk(told: &Told<'_>, outline: &Outline<'_>) -> Option<RelatedRisk> {
    let finding = told.finding;
    risk(finding.verdict)
        .map(|_| RelatedRisk { risk_uuid: outline.id(Thing::Risk, &finding.requirement) })
}

impl Risk {
    /// The risk of a finding, if it has one.
    pub(super) fn new(told: &Told<'_>, outline: &Outline<'_>) -> Option<Self> {
        let finding = told.finding;
        let status = risk(finding.verdict)?;
        let plan = finding.plan.as_ref();
        let valid = plan.filter(|plan| plan.why_not.is_none());
        let due = valid.and_then(|plan| plan.date).and_then(moment::sayable);
        let recommended = Response::recommendation(told, outline);
        let planned = plan.map(|plan| Response::plan(plan, told, outline));
        let approved = finding.disposition.as_ref();
        Some(Self {
            uuid: outline.id(Thing::Risk, &finding.requirement),
            title: Markup::needed(&format!("{} {}", finding.requirement, finding.title.ja)),
            description: Markup::needed(&format!(
                "{}: {}",
                finding.verdict.title().ja,
                finding.text.ja
            )),
            statement: statement(finding.obligation),
            props: Props::default()
                .with("requirement", &finding.requirement)
                .with("verdict", finding.verdict.id())
                .with("obligation", finding.obligation.id())
                .with("title-en", &finding.title.en)
                .with("text-en", &finding.text.en),
            status,
            origins: [Origin::tool(outline)],
            deadline: due.map(moment::last),
            remediations: std::iter::once(recommended).chain(planned).collect(),
            log: approved
                .map(|one| RiskLog { entries: [LogEntry::new(one, status, told, outline)] }),
            related_observations: related(told, outline),
        })
    }
}

fn statement(obligation: Obligation) -> Markup {
    Markup::needed(match obligation {
        Obligation::Mandatory => {
            "必須の要件であり、適合しなければ要件不充足となる / mandatory: a bid that does not meet it is rejected"
        }
        Obligation::Optional => {
            "任意の要件であり、適合しなくても要件不充足とはならない / optional: a bid that does not meet it is not rejected for it"
        }
    })
}

impl Response {
    fn recommendation(told: &Told<'_>, outline: &Outline<'_>) -> Self {
        let finding = told.finding;
        let (description, remarks) = Markup::both(&finding.remedy);
        Self {
            uuid: outline.id(Thing::Recommendation, &finding.requirement),
            lifecycle: Lifecycle::Recommendation,
            title: Markup::needed("対処 / remedy"),
            description,
            props: Props::default(),
            tasks: Vec::new(),
            remarks,
        }
    }

    /// The bidder's plan, also one that does not count: then a property says so, and the remarks why.
    fn plan(plan: &PlanResult, told: &Told<'_>, outline: &Outline<'_>) -> Self {
        let requirement = &told.finding.requirement;
        let date = plan.date.map(|date| date.to_string());
        let tasks = plan.milestones.iter().enumerate();
        Self {
            uuid: outline.id(Thing::Plan, requirement),
            lifecycle: Lifecycle::Planned,
            title: Markup::needed("提出者の計画 / the bidder's plan"),
            description: Markup::needed(&format!(
                "責任者 / owner: {}、期日 / date: {}",
                plan.owner.raw(),
                date.as_deref().unwrap_or("-")
            )),
            props: Props::default()
                .with("owner", plan.owner.raw())
                .maybe("date", date)
                .with("counts", plan.why_not.is_none().to_string()),
            tasks: tasks.map(|(rank, one)| Task::new(rank, one, plan, told, outline)).collect(),
            remarks: plan.why_not.as_ref().and_then(|why| Markup::new(&both(why))),
        }
    }
}

impl Task {
    fn new(
        rank: usize,
        milestone: &Milestone,
        plan: &PlanResult,
        told: &Told<'_>,
        outline: &Outline<'_>,
    ) -> Self {
        let name = format!("{} {rank}", told.finding.requirement);
        let day = milestone.date.and_then(moment::sayable);
        Self {
            uuid: outline.id(Thing::Milestone, &name),
            kind: TaskType::Milestone,
            title: Markup::needed(milestone.name.raw()),
            props: Props::default().with("done", milestone.done.to_string()),
            timing: day.map(|day| Timing { on_date: OnDate { date: moment::last(day) } }),
            responsible_roles: Responsible::new(Role::Owner, plan.owner.raw(), outline)
                .map(|one| [one]),
        }
    }
}

impl LogEntry {
    /// The agency's disposition.
    fn new(
        one: &DispositionResult,
        status_change: RiskStatus,
        told: &Told<'_>,
        outline: &Outline<'_>,
    ) -> Self {
        let approver = party(Role::Approver, &one.approver, outline);
        let role_id = Role::Approver.id();
        Self {
            uuid: outline.id(Thing::Approval, &told.finding.requirement),
            title: Markup::needed("例外措置 / disposition"),
            description: Markup::needed(&one.reason),
            start: moment::first(outline.report.as_of.date),
            end: moment::sayable(one.expires).map(moment::last),
            props: Props::default()
                .with("kind", one.kind.id())
                .with("expires", one.expires.to_string())
                .with("verdict-without", one.without.id()),
            logged_by: approver.map(|party_uuid| [LoggedBy { party_uuid, role_id }]),
            status_change,
        }
    }
}
