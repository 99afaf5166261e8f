//! One finding: criterion and delivery, then answers and plans, then reviews, then dispositions.

use jiff::civil::Date;

use crate::model::judgement::{DispositionKind, ReviewJudgement, ReviewRecord};
use crate::model::observation::Conclusion;
use crate::model::outcome::{Method, Outcome, Verdict};
use crate::model::record::{Answer, PlanItem};
use crate::model::report::{
    Claim, Contradiction, CriterionResult, DispositionResult, Finding, NodeKind, PlanResult,
    ReviewResult,
};
use crate::model::text::LocalText;

use super::claim::Claims;
use super::delivery::delivery;
use super::evaluate::{Grounds, Rests, first_place, result};
use super::judge::Case;
use super::plan::{Plan, Planned};
use super::run::Papers;

/// Everything one finding is made from.
pub(crate) struct Docket<'a> {
    pub(crate) plan: &'a Plan<'a>,
    pub(crate) planned: &'a Planned<'a>,
    pub(crate) papers: &'a Papers,
    pub(crate) case: &'a Case<'a>,
    pub(crate) conclusions: &'a [Conclusion],
}

impl Docket<'_> {
    /// The finding.
    pub(crate) fn finding(&self) -> Finding {
        let requirement = self.planned.requirement;
        let id = requirement.id.value.as_str();
        let profile = self.plan.input.profile;
        let answer = self.papers.answer(id);
        let item = self.papers.plan(id);
        let mut rests = Rests::default();
        let criterion = self.criterion(answer, &mut rests);
        let claims = Claims {
            id,
            profile,
            as_of: self.plan.input.as_of,
            answer,
            plan: item,
            delivery_fails: delivery_fails(&criterion),
        };
        let stated = claims.verdict(criterion.outcome);
        let (reviewed, review) = self.review(id, stated, criterion.outcome, &claims);
        let (verdict, disposition) = self.dispose(id, reviewed);
        let mut method = rests.method.unwrap_or(Method::Claim);
        if review.as_ref().is_some_and(|review| review.why_not.is_none()) {
            method = method.max(Method::Interview);
        }
        Finding {
            requirement: id.into(),
            section: self.planned.section.into(),
            title: requirement.title.clone(),
            text: requirement.text.clone(),
            subject: requirement.subject,
            obligation: requirement.obligation,
            weight: profile.weight(id).unwrap_or(requirement.weight),
            core: requirement.core,
            provenance: requirement.provenance,
            mappings: requirement.mappings.clone(),
            verdict,
            method,
            claim: answer.map(claim),
            contradiction: contradiction(&claims, answer, &criterion, &rests),
            plan: item.map(|item| plan_result(item, claims.why_not(item))),
            disposition,
            review,
            lapses: rests
                .until
                .filter(|_| verdict == Verdict::Met)
                .map(|date| (date, lapse_reason())),
            criterion,
            remedy: requirement.remedy.clone(),
        }
    }

    fn criterion(&self, answer: Option<&Answer>, rests: &mut Rests) -> CriterionResult {
        let grounds = Grounds {
            conclusions: self.conclusions,
            documents: &self.papers.documents,
            joint: self.case.manifest.participants.len() > 1,
            manifest: self.case.manifest_place.as_ref(),
        };
        let own = grounds.evaluate(&self.planned.node, true, rests);
        let manifest = self.case.manifest;
        match delivery(self.planned.requirement, self.plan.input.profile, manifest, answer, rests) {
            None => own,
            Some(delivery) => {
                let outcome = Outcome::all(&[own.outcome, delivery.outcome]);
                result(outcome, NodeKind::All, true, vec![own, delivery])
            }
        }
    }

    /// What a person's review makes of a verdict that a person has to decide.
    fn review(
        &self,
        id: &str,
        stated: Verdict,
        outcome: Outcome,
        claims: &Claims<'_>,
    ) -> (Verdict, Option<ReviewResult>) {
        let Some(record) = self.case.reviews.iter().rfind(|record| record.requirement.value == id)
        else {
            return (stated, None);
        };
        let why_not = self.why_not(record, stated);
        let verdict = match (&why_not, record.judgement) {
            (Some(_), _) => stated,
            (None, ReviewJudgement::Violated) => Verdict::Unmet,
            (None, ReviewJudgement::Satisfied) if outcome == Outcome::Satisfied => Verdict::Met,
            (None, ReviewJudgement::Satisfied) => {
                let settled = claims.verdict(Outcome::Satisfied);
                if settled == Verdict::Review { Verdict::Met } else { settled }
            }
        };
        let review = ReviewResult {
            judgement: record.judgement,
            reviewer: record.reviewer.clone(),
            date: record.date,
            reason: record.reason.clone(),
            why_not,
        };
        (verdict, Some(review))
    }

    /// Why a review does not count; none if it does.
    fn why_not(&self, record: &ReviewRecord, stated: Verdict) -> Option<LocalText> {
        let files = &self.case.submission.files;
        let same = |path: &String, digest: &String| {
            files
                .iter()
                .any(|file| file.path.raw() == path && file.sha256.eq_ignore_ascii_case(digest))
        };
        let (ja, en) = match () {
            () if !matches!(stated, Verdict::Review | Verdict::Inconclusive) => {
                ("審査を要する判定ではありません", "the verdict is not one a review decides")
            }
            () if record.date > self.plan.input.as_of => {
                ("審査の日付が評価基準日より後です", "dated after the day of the audit")
            }
            () if record.evidence.is_empty() => {
                ("審査した資料が記されていません", "the review names no evidence")
            }
            () if !record.evidence.iter().all(|(path, digest)| same(path, digest)) => (
                "審査後に資料が変わっています。審査し直してください",
                "the evidence has changed since the review: review it again",
            ),
            () => return None,
        };
        Some(LocalText::new(ja, en))
    }

    fn dispose(&self, id: &str, verdict: Verdict) -> (Verdict, Option<DispositionResult>) {
        let applies = self.case.dispositions.iter().find(|one| {
            one.requirement.value == id && one.resources.is_empty() && self.case.is_in_force(one)
        });
        let Some(one) = applies else { return (verdict, None) };
        let disposed = match (one.kind, verdict) {
            (_, Verdict::Met) => return (verdict, None),
            (DispositionKind::Waiver, _) => Verdict::Waived,
            (DispositionKind::NotApplicable | DispositionKind::OutOfScope, _) => {
                Verdict::NotApplicable
            }
        };
        let result = DispositionResult {
            kind: one.kind,
            reason: one.reason.clone(),
            approver: one.approver.clone(),
            expires: one.expires,
            without: verdict,
        };
        (disposed, Some(result))
    }
}

fn lapse_reason() -> LocalText {
    LocalText::new("根拠の有効期限", "the evidence lapses")
}

fn delivery_fails(criterion: &CriterionResult) -> bool {
    criterion
        .children
        .iter()
        .any(|child| child.kind == NodeKind::Delivery && child.outcome != Outcome::Satisfied)
}

fn claim(answer: &Answer) -> Claim {
    Claim {
        status: answer.status,
        delivery: answer.delivery,
        how: answer.how.clone(),
        place: answer.place.clone(),
    }
}

fn plan_result(item: &PlanItem, why_not: Option<LocalText>) -> PlanResult {
    let date: Option<Date> = item.date;
    PlanResult {
        owner: item.owner.clone(),
        date,
        milestones: item.milestones.clone(),
        why_not,
        place: item.place.clone(),
    }
}

fn contradiction(
    claims: &Claims<'_>,
    answer: Option<&Answer>,
    criterion: &CriterionResult,
    rests: &Rests,
) -> Option<Contradiction> {
    if claims.contradicts(criterion.outcome) {
        return Some(Contradiction {
            message: LocalText::new(
                "回答は「対応済」ですが、根拠は要件に反します",
                "the answer says met, the evidence shows otherwise",
            ),
            claim: answer.map(|answer| answer.place.clone()),
            evidence: first_place(criterion),
        });
    }
    rests.contradiction.clone().map(|place| Contradiction {
        message: LocalText::new(
            "根拠どうしが食い違います",
            "pieces of evidence contradict each other",
        ),
        claim: None,
        evidence: Some(place),
    })
}
