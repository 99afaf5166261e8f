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
            (AnswerStatus::Planned, Outcome::Satisfied | Outcome::Violated | Outcome::Absent)
                if self.plan_holds() =>
            {
                Verdict::Planned
            }
            (
                AnswerStatus::Planned | AnswerStatus::NotMet | AnswerStatus::NotApplicable,
                Outcome::Satisfied,
            ) => Verdict::Review,
            (
                AnswerStatus::Met
                | AnswerStatus::Planned
                | AnswerStatus::NotMet
                | AnswerStatus::NotApplicable,
                outcome,
            ) => outcome.into(),
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
            _ if !self.profile.plans.accepted => {
                ("この評価プロファイルは計画を認めません", "the profile accepts no plans")
            }
            _ if !self.profile.is_plannable(self.id) => {
                ("この要件は計画で代えられません", "this requirement may not be planned")
            }
            _ if self.delivery_fails => (
                "提供形態の不適合や記載漏れは計画で代えられません",
                "who delivers cannot be planned",
            ),
            _ if !matches!(status, None | Some(Some(AnswerStatus::Planned))) => {
                ("回答が対応予定ではありません", "the answer does not say planned")
            }
            _ if plan.owner.raw().trim().is_empty() => {
                ("計画に担当がありません", "the plan has no owner")
            }
            _ if plan.milestones.is_empty() => {
                ("計画に中間目標がありません", "the plan has no milestones")
            }
            None => ("計画に対応予定日がありません", "the plan has no date"),
            Some(date) if date <= self.as_of => {
                ("対応予定日を過ぎています", "the planned date has passed")
            }
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
        let is_above = matches!(outcome, Outcome::Satisfied | Outcome::Review);
        let capped =
            if is_above && self.profile.require.answers { Outcome::Absent } else { outcome };
        let is_lacking = matches!(capped, Outcome::Violated | Outcome::Absent);
        if is_lacking && self.answer.is_none() && self.plan_holds() {
            Verdict::Planned
        } else {
            capped.into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    use crate::assess::testing::{ID, answer, plan_item};
    use crate::model::profile::{Plans, Require};
    use crate::model::record::Milestone;
    use crate::probe::testing::{AS_OF, profile, spanned, untrusted};

    type Row<'a> = (&'a str, &'a Profile, &'a Option<Answer>, Option<&'a PlanItem>, [&'a str; 5]);

    const COLUMNS: [Outcome; 5] = [
        Outcome::Satisfied,
        Outcome::Violated,
        Outcome::Absent,
        Outcome::Unreadable,
        Outcome::Review,
    ];

    /// The profile of the second call: plans are accepted until the end of fiscal year 2025.
    fn planning() -> Profile {
        Profile { plans: Plans { accepted: true, deadline: Some(date(2026, 3, 31)) }, ..profile() }
    }

    fn verdicts(
        profile: &Profile,
        answer: Option<&Answer>,
        plan: Option<&PlanItem>,
    ) -> Vec<&'static str> {
        let claims = Claims { id: ID, profile, as_of: AS_OF, answer, plan, delivery_fails: false };
        COLUMNS.map(|outcome| claims.verdict(outcome).id()).into()
    }

    /// Columns: satisfied, violated, absent, unreadable, review. A row whose status is no known word says nothing, so it caps as
    /// a missing row does, and no plan helps it: a plan needs the answer planned, or no answer.
    #[test]
    fn an_answer_is_a_ceiling() {
        let (required, free) = (planning(), Profile { require: Require::default(), ..planning() });
        let strict = profile();
        let plan = plan_item();
        let plan = Some(&plan);
        let of = |status| Some(answer(Some(status)));
        let (met, planned) = (of(AnswerStatus::Met), of(AnswerStatus::Planned));
        let (not_met, na) = (of(AnswerStatus::NotMet), of(AnswerStatus::NotApplicable));
        let unclear = Some(answer(None));
        let as_seen = ["met", "unmet", "unproven", "inconclusive", "review"];
        let doubted = ["review", "unmet", "unproven", "inconclusive", "review"];
        let capped = ["unproven", "unmet", "unproven", "inconclusive", "unproven"];
        let planned_for = ["planned", "planned", "planned", "inconclusive", "review"];
        let table: [Row<'_>; 16] = [
            ("met", &required, &met, None, as_seen),
            ("met, with a plan", &required, &met, plan, as_seen),
            ("planned", &required, &planned, None, doubted),
            ("planned, with a plan", &required, &planned, plan, planned_for),
            ("planned, no plans accepted", &strict, &planned, plan, doubted),
            ("not met", &required, &not_met, None, doubted),
            ("not met, with a plan", &required, &not_met, plan, doubted),
            ("not applicable", &required, &na, None, doubted),
            ("not applicable, with a plan", &required, &na, plan, doubted),
            ("unclear", &required, &unclear, None, capped),
            ("unclear, with a plan", &required, &unclear, plan, capped),
            ("unclear, answers not required", &free, &unclear, plan, as_seen),
            ("no answer", &required, &None, None, capped),
            ("no answer, no plans accepted", &strict, &None, plan, capped),
            (
                "no answer, with a plan",
                &required,
                &None,
                plan,
                ["planned", "planned", "planned", "inconclusive", "planned"],
            ),
            (
                "no answer, answers not required",
                &free,
                &None,
                plan,
                ["met", "planned", "planned", "inconclusive", "review"],
            ),
        ];
        for (name, profile, answer, plan, expected) in table {
            assert_eq!(verdicts(profile, answer.as_ref(), plan), expected, "{name}");
        }
    }

    #[test]
    fn only_met_contradicts_and_only_what_is_violated() {
        let profile = profile();
        for status in AnswerStatus::ALL {
            let answer = answer(Some(*status));
            let claims = Claims {
                id: ID,
                profile: &profile,
                as_of: AS_OF,
                answer: Some(&answer),
                plan: None,
                delivery_fails: false,
            };
            for outcome in COLUMNS {
                let expected = (*status, outcome) == (AnswerStatus::Met, Outcome::Violated);
                assert_eq!(claims.contradicts(outcome), expected, "{status:?} {outcome:?}");
            }
        }
    }

    /// A plan counts with an owner, a milestone, and a day after the audit and not after the deadline.
    #[test]
    fn what_a_plan_needs() {
        let closed =
            |entry: &str| Profile { not_plannable: vec![spanned(entry.to_owned())], ..planning() };
        let on = |date| PlanItem { date: Some(date), ..plan_item() };
        let step =
            Milestone { name: untrusted("試験"), date: Some(date(2022, 12, 1)), done: true };
        let table = [
            ("as it is", planning(), plan_item(), true),
            ("no plans accepted", profile(), plan_item(), false),
            ("no owner", planning(), PlanItem { owner: untrusted(" "), ..plan_item() }, false),
            ("no milestones", planning(), PlanItem { milestones: vec![], ..plan_item() }, false),
            ("one milestone", planning(), PlanItem { milestones: vec![step], ..plan_item() }, true),
            ("no date", planning(), PlanItem { date: None, ..plan_item() }, false),
            ("on the day of the audit", planning(), on(AS_OF), false),
            ("the day before", planning(), on(date(2022, 10, 2)), false),
            ("the day after", planning(), on(date(2022, 10, 4)), true),
            ("on the deadline", planning(), on(date(2026, 3, 31)), true),
            ("after the deadline", planning(), on(date(2026, 4, 1)), false),
            ("not plannable by id", closed("GC22-STO-001"), plan_item(), false),
            ("not plannable by section", closed("STO"), plan_item(), false),
            ("another section", closed("LAW"), plan_item(), true),
            ("another requirement", closed("GC22-STO-002"), plan_item(), true),
        ];
        let answer = answer(Some(AnswerStatus::Planned));
        for (name, profile, plan, counts) in table {
            for delivery_fails in [false, true] {
                let claims = Claims {
                    id: ID,
                    profile: &profile,
                    as_of: AS_OF,
                    answer: Some(&answer),
                    plan: Some(&plan),
                    delivery_fails,
                };
                let counts = counts && !delivery_fails;
                assert_eq!(
                    claims.why_not(&plan).is_none(),
                    counts,
                    "{name}, delivery {delivery_fails}"
                );
                let expected = if counts { Verdict::Planned } else { Verdict::Unmet };
                assert_eq!(claims.verdict(Outcome::Violated), expected, "{name}");
            }
        }
    }
}
