//! The closed vocabularies of OSCAL, and what of ours corresponds to them.

use serde::Serialize;

use crate::model::outcome::{Method as Looked, Verdict};

/// How an observation was made.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub(super) enum Method {
    Test,
    Examine,
    Interview,
    Unknown,
}

/// What an observation is about.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ObservationType {
    /// The status of an objective.
    ControlObjective,
    /// What the provider states differs from what is there.
    SspStatementIssue,
}

/// Whether an objective holds.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    Satisfied,
    NotSatisfied,
}

/// Why it does or does not.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reason {
    Pass,
    Fail,
    Other,
}

/// How far what an objective asks for is implemented.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Implementation {
    Implemented,
    Planned,
    NotApplicable,
}

/// What the target of a finding is.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum TargetType {
    ObjectiveId,
}

/// What is done about a risk.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RiskStatus {
    Open,
    Investigating,
    Remediating,
    DeviationApproved,
}

/// How far a remediation is.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Lifecycle {
    Recommendation,
    Planned,
}

/// What a task is.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum TaskType {
    Milestone,
}

/// Who or what acted.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ActorType {
    Tool,
    Party,
}

/// What a party is.
#[derive(Debug, Clone, Copy, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PartyType {
    Organization,
    Person,
}

/// What a component is.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ComponentType {
    System,
    Software,
}

/// Whether a component is in use.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ComponentState {
    Operational,
    Other,
}

/// What the subject of an observation is.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SubjectType {
    Component,
}

impl From<Looked> for Method {
    fn from(method: Looked) -> Self {
        match method {
            Looked::Test => Self::Test,
            Looked::Examine => Self::Examine,
            Looked::Interview => Self::Interview,
            Looked::Claim => Self::Unknown,
        }
    }
}

/// State, reason and implementation of an objective with `verdict`: only what is proven is satisfied, only what is disproven fails.
pub(super) const fn status(verdict: Verdict) -> (State, Reason, Option<Implementation>) {
    match verdict {
        Verdict::Met => (State::Satisfied, Reason::Pass, Some(Implementation::Implemented)),
        Verdict::Planned => (State::NotSatisfied, Reason::Other, Some(Implementation::Planned)),
        Verdict::Unmet => (State::NotSatisfied, Reason::Fail, None),
        Verdict::NotApplicable => {
            (State::NotSatisfied, Reason::Other, Some(Implementation::NotApplicable))
        }
        Verdict::Unproven | Verdict::Inconclusive | Verdict::Review | Verdict::Waived => {
            (State::NotSatisfied, Reason::Other, None)
        }
    }
}

/// What is done about the risk of a requirement with `verdict`; none where there is no risk.
pub(super) const fn risk(verdict: Verdict) -> Option<RiskStatus> {
    match verdict {
        Verdict::Met | Verdict::NotApplicable => None,
        Verdict::Unmet => Some(RiskStatus::Open),
        Verdict::Planned => Some(RiskStatus::Remediating),
        Verdict::Unproven | Verdict::Inconclusive | Verdict::Review => {
            Some(RiskStatus::Investigating)
        }
        Verdict::Waived => Some(RiskStatus::DeviationApproved),
    }
}
