//! Answers are a ceiling, never a floor; plans stand in only where the profile accepts them.

use jiff::civil::Date;

use crate::model::document::AnswerStatus;
use crate::model::outcome::{Outcome, Verdict};
use crate::model::profile::Profile;
use crate::model::record::{Answer, PlanItem};
use crate::model::text::LocalText;

/// What the verdict on one requirement rests on before people decide.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Claims<'a> {
    pub(crate) id: &'a str,
    pub(crate) profile: &'a Profile,
    pub(crate) as_of: Date,
    pub(crate) answer: Option<&'a Answer>,
    pub(crate) plan: Option<&'a PlanItem>,
    /// The cause is who delivers, or that nobody says so, which no plan mends.
    pub(crate) delivery_fails: bool,
}

impl Claims<'_> {
    /// The verdict that `outcome` and the claims give.
    pub(crate) fn verdict(&self, outcome: Outcome) -> Verdict {
        let status = self.answer.and_then(|answer| answer.status);
        let Some(status) = status else { return self.without_answer(outcome) };
        match (status, outcome) {
            (AnswerStatus::Planned, Outcome::Satisfied) if self.plan_holds() => Verdict::Planned,
            (AnswerStatus::Planned | AnswerStatus::NotMet | AnswerStatus::NotApplicable, Outcome::Satisfied) => Verdict::Review,
            (AnswerStatus::Planned, Outcome::Violated | Outcome::Absent) if self.plan_holds() => Verdict::Planned,
            (_, outcome) => outcome.into(),
        }
    }

    /// Whether the answer claims what the evidence disproves.
    pub(crate) fn contradicts(&self, outcome: Outcome) -> bool {
        let status = self.answer.and_then(|answer| answer.status);
        status == Some(AnswerStatus::Met) && outcome == Outcome::Violated
    }

    /// Why the plan does not count; none if it does.
    pub(crate) fn why_not(&self, plan: &PlanItem) -> Option<LocalText> {
        let deadline = self.profile.plans.deadline;
        let status = self.answer.map(|answer| answer.status);
        let (ja, en) = match plan.date {
            _ if !self.profile.plans.accepted => ("この評価プロファイルは計画を認めません", "the profile accepts no plans"),
            _ if !self.profile.is_plannable(self.id) => ("この要件は計画で代えられません", "this requirement may not be planned"),
            _ if self.delivery_fails => ("提供形態の不適合や記載漏れは計画で代えられません", "who delivers cannot be planned"),
            _ if !matches!(status, None | Some(Some(AnswerStatus::Planned))) => {
                ("回答が対応予定ではありません", "the answer does not say planned")
            }
            _ if plan.owner.raw().trim().is_empty() => ("計画に担当がありません", "the plan has no owner"),
            _ if plan.milestones.is_empty() => ("計画に中間目標がありません", "the plan has no milestones"),
            None => ("計画に対応予定日がありません", "the plan has no date"),
            Some(date) if date <= self.as_of => ("対応予定日を過ぎています", "the planned date has passed"),
            Some(date) if deadline.is_some_and(|deadline| date > deadline) => {
                ("対応予定日が期限より後です", "the planned date is after the deadline")
            }
            Some(_) => return None,
        };
        Some(LocalText::new(ja, en))
    }

    fn plan_holds(&self) -> bool {
        self.plan.is_some_and(|plan| self.why_not(plan).is_none())
    }

    fn without_answer(&self, outcome: Outcome) -> Verdict {
        let capped = match outcome {
            Outcome::Satisfied | Outcome::Review if self.profile.require.answers => Outcome::Absent,
            outcome => outcome,
        };
        match capped {
            Outcome::Violated | Outcome::Absent if self.answer.is_none() && self.plan_holds() => Verdict::Planned,
            capped => capped.into(),
        }
    }
}
