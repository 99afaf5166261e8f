//! One finding: criterion and delivery, then answers and plans, then reviews, then dispositions.

use jiff::civil::Date;

use crate::model::judgement::{DispositionKind, ReviewJudgement, ReviewRecord};
use crate::model::observation::Conclusion;
use crate::model::outcome::{Method, Outcome, Verdict};
use crate::model::record::{Answer, PlanItem};
use crate::model::report::{
    Claim, Contradiction, CriterionResult, DispositionResult, Finding, NodeKind, PlanResult, ReviewResult,
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
            lapses: rests.until.filter(|_| verdict == Verdict::Met).map(|date| (date, lapse_reason())),
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
        let Some(record) = self.case.reviews.iter().rfind(|record| record.requirement.value == id) else {
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
            files.iter().any(|file| file.path.raw() == path && file.sha256.eq_ignore_ascii_case(digest))
        };
        let (ja, en) = match () {
            () if !matches!(stated, Verdict::Review | Verdict::Inconclusive) => {
                ("審査を要する判定ではありません", "the verdict is not one a review decides")
            }
            () if record.date > self.plan.input.as_of => ("審査の日付が評価基準日より後です", "dated after the day of the audit"),
            () if record.evidence.is_empty() => ("審査した資料が記されていません", "the review names no evidence"),
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
            (DispositionKind::NotApplicable | DispositionKind::OutOfScope, _) => Verdict::NotApplicable,
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
    criterion.children.iter().any(|child| child.kind == NodeKind::Delivery && child.outcome != Outcome::Satisfied)
}

fn claim(answer: &Answer) -> Claim {
    Claim { status: answer.status, delivery: answer.delivery, how: answer.how.clone(), place: answer.place.clone() }
}

fn plan_result(item: &PlanItem, why_not: Option<LocalText>) -> PlanResult {
    let date: Option<Date> = item.date;
    PlanResult { owner: item.owner.clone(), date, milestones: item.milestones.clone(), why_not, place: item.place.clone() }
}

fn contradiction(
    claims: &Claims<'_>,
    answer: Option<&Answer>,
    criterion: &CriterionResult,
    rests: &Rests,
) -> Option<Contradiction> {
    if claims.contradicts(criterion.outcome) {
        return Some(Contradiction {
            message: LocalText::new("回答は「対応済」ですが、根拠は要件に反します", "the answer says met, the evidence shows otherwise"),
            claim: answer.map(|answer| answer.place.clone()),
            evidence: first_place(criterion),
        });
    }
    rests.contradiction.clone().map(|place| Contradiction {
        message: LocalText::new("根拠どうしが食い違います", "pieces of evidence contradict each other"),
        claim: None,
        evidence: Some(place),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    use crate::assess::testing::{ID, Trial, answer, answer_place, company, file, plan_item, probe};
    use crate::model::catalogue::{Obligation, Subject};
    use crate::model::criterion::{CriterionKind, ReviewAsk};
    use crate::model::document::{AnswerStatus, Delivery, DocumentKind};
    use crate::model::judgement::Disposition;
    use crate::model::profile::Plans;
    use crate::model::record::{Passage, Record, Resource};
    use crate::probe::testing::{AS_OF, listings, passage, place, spanned, versioned};

    const DIGEST: &str = "ab12";
    const EVERY: &str = "{ type: object-store.bucket, expect: every, check: { versioning.enabled: { equals: true } } }";

    /// A requirement that a person judges by a procedure, which is handed in and answered as met.
    fn judged_by_a_person() -> Trial {
        let ask = ReviewAsk {
            look_at: LocalText::default(),
            why: LocalText::default(),
            needs: vec![DocumentKind::Procedure],
        };
        let mut trial = Trial::new(Subject::Bidder, CriterionKind::Review(ask));
        trial.records = vec![
            Record::Answer(answer(Some(AnswerStatus::Met))),
            Record::Passage(passage(DocumentKind::Procedure, "手順")),
        ];
        trial.files = vec![file("documents/one.md", DIGEST)];
        trial
    }

    /// Buckets of which one has versioning on, or not.
    fn judged_by_exports(on: bool) -> Trial {
        let mut trial = Trial::new(Subject::Estate, probe("resource", EVERY));
        trial.records = vec![Record::Answer(answer(Some(AnswerStatus::Met))), Record::Resource(versioned("a", on))];
        trial.records.extend(listings());
        trial.files = vec![file("documents/one.md", DIGEST)];
        trial
    }

    fn review(judgement: ReviewJudgement) -> ReviewRecord {
        ReviewRecord {
            requirement: spanned(ID.to_owned()),
            judgement,
            reviewer: "架空 花子".to_owned(),
            date: AS_OF,
            reason: "読んで確かめた".to_owned(),
            evidence: [("documents/one.md".to_owned(), DIGEST.to_owned())].into(),
        }
    }

    fn disposition(kind: DispositionKind) -> Disposition {
        Disposition {
            requirement: spanned(ID.to_owned()),
            kind,
            resources: Vec::new(),
            reason: "経過措置".to_owned(),
            approver: "架空庁".to_owned(),
            expires: AS_OF,
            evidence: [].into(),
        }
    }

    #[test]
    fn a_review_counts_while_its_evidence_is_the_same() {
        let says = || review(ReviewJudgement::Satisfied);
        let evidence = |path: &str, digest: &str| ReviewRecord {
            evidence: [(path.to_owned(), digest.to_owned())].into(),
            ..says()
        };
        let both = ReviewRecord {
            evidence: [("documents/one.md".to_owned(), DIGEST.to_owned()), ("gone.md".to_owned(), "00".to_owned())].into(),
            ..says()
        };
        let table = [
            ("satisfied", says(), Verdict::Met, true),
            ("violated", review(ReviewJudgement::Violated), Verdict::Unmet, true),
            ("digest in capitals", evidence("documents/one.md", "AB12"), Verdict::Met, true),
            ("another digest", evidence("documents/one.md", "ab13"), Verdict::Review, false),
            ("another file", evidence("documents/two.md", DIGEST), Verdict::Review, false),
            ("one of two files is not there", both, Verdict::Review, false),
            ("no evidence", ReviewRecord { evidence: [].into(), ..says() }, Verdict::Review, false),
            ("the day before", ReviewRecord { date: date(2022, 10, 2), ..says() }, Verdict::Met, true),
            ("after the audit", ReviewRecord { date: date(2022, 10, 4), ..says() }, Verdict::Review, false),
        ];
        for (name, record, expected, counts) in table {
            let finding = Trial { reviews: vec![record], ..judged_by_a_person() }.finding();
            assert_eq!(finding.verdict, expected, "{name}");
            assert_eq!(finding.review.is_some_and(|review| review.why_not.is_none()), counts, "{name}");
        }
    }

    #[test]
    fn a_review_is_of_one_requirement_and_the_last_counts() {
        let of = |id: &str| ReviewRecord { requirement: spanned(id.to_owned()), ..review(ReviewJudgement::Violated) };
        let satisfied = || review(ReviewJudgement::Satisfied);
        for (reviews, expected) in [
            (vec![of("GC22-STO-002")], Verdict::Review),
            (vec![of(ID), satisfied()], Verdict::Met),
            (vec![satisfied(), of(ID)], Verdict::Unmet),
        ] {
            assert_eq!(Trial { reviews, ..judged_by_a_person() }.finding().verdict, expected);
        }
    }

    /// A person decides what is for review or inconclusive, nothing else; the bidder's answer stays a ceiling.
    #[test]
    fn what_a_review_decides() {
        let conflicting = || {
            let mut trial = judged_by_exports(true);
            let other = Resource { source: "other".to_owned(), ..versioned("a", false) };
            trial.records.push(Record::Resource(other));
            trial
        };
        let unanswered = |mut trial: Trial| {
            trial.records.remove(0);
            trial
        };
        let answered = |mut trial: Trial, status| {
            trial.records[0] = Record::Answer(answer(Some(status)));
            trial
        };
        let table = [
            ("satisfied", judged_by_exports(true), Verdict::Met, Verdict::Met),
            ("violated", judged_by_exports(false), Verdict::Unmet, Verdict::Unmet),
            ("inconclusive", conflicting(), Verdict::Inconclusive, Verdict::Met),
            ("inconclusive, unanswered", unanswered(conflicting()), Verdict::Inconclusive, Verdict::Unproven),
            ("unanswered", unanswered(judged_by_a_person()), Verdict::Unproven, Verdict::Unproven),
            ("satisfied, answer not met", answered(judged_by_exports(true), AnswerStatus::NotMet), Verdict::Review, Verdict::Met),
            ("review, answer not met", answered(judged_by_a_person(), AnswerStatus::NotMet), Verdict::Review, Verdict::Met),
        ];
        for (name, mut trial, without, with) in table {
            assert_eq!(trial.finding().verdict, without, "{name}");
            trial.reviews = vec![review(ReviewJudgement::Satisfied)];
            assert_eq!(trial.finding().verdict, with, "{name}, reviewed");
        }
    }

    #[test]
    fn a_document_that_is_missing_or_stale_is_nothing_to_review() {
        let mut trial = judged_by_a_person();
        trial.reviews = vec![review(ReviewJudgement::Satisfied)];
        trial.records[1] = Record::Passage(Passage { date: None, ..passage(DocumentKind::Procedure, "手順") });
        assert_eq!(trial.finding().verdict, Verdict::Unproven, "undated");
        trial.records.truncate(1);
        assert_eq!(trial.finding().verdict, Verdict::Unproven, "missing");
    }

    #[test]
    fn dispositions_hide_nothing() {
        let named = |kind| Disposition { resources: vec!["a".to_owned()], ..disposition(kind) };
        let (waiver, out) = (DispositionKind::Waiver, DispositionKind::OutOfScope);
        let table = [
            ("waiver", false, disposition(waiver), Verdict::Waived, true),
            ("not applicable", false, disposition(DispositionKind::NotApplicable), Verdict::NotApplicable, true),
            ("out of scope", false, disposition(out), Verdict::NotApplicable, true),
            ("not needed", true, disposition(waiver), Verdict::Met, false),
            ("expired", false, Disposition { expires: date(2022, 10, 2), ..disposition(waiver) }, Verdict::Unmet, false),
            ("approved by the bidder", false, Disposition { approver: "架空クラウドkumo ".to_owned(), ..disposition(waiver) }, Verdict::Unmet, false),
            ("of another requirement", false, Disposition { requirement: spanned("GC22-STO-002".to_owned()), ..disposition(waiver) }, Verdict::Unmet, false),
            ("the resource out of scope", false, named(out), Verdict::Unproven, true),
            ("a waiver of a resource", false, named(waiver), Verdict::Unmet, false),
            ("out of scope, expired", false, Disposition { expires: date(2022, 10, 2), ..named(out) }, Verdict::Unmet, false),
        ];
        for (name, on, one, expected, is_used) in table {
            let mut trial = judged_by_exports(on);
            trial.manifest.participants = vec![company("kumo", true)];
            trial.dispositions = vec![one];
            let report = trial.report();
            assert_eq!(report.findings[0].verdict, expected, "{name}");
            let unused = report.diagnostics.iter().any(|diagnostic| diagnostic.code == "unused-disposition");
            assert_eq!(unused, !is_used, "{name}");
            if let Some(disposition) = &report.findings[0].disposition {
                assert_eq!(disposition.without, Verdict::Unmet, "{name}");
            }
        }
    }

    #[test]
    fn a_contradiction_names_both_places() {
        let finding = judged_by_exports(false).finding();
        let contradiction = finding.contradiction.unwrap();
        assert_eq!(contradiction.claim, Some(answer_place()));
        assert_eq!(contradiction.evidence.map(|place| place.file.0), Some(1));
        assert!(judged_by_exports(true).finding().contradiction.is_none());
    }

    /// Delivery joins the criterion of services before answers and plans, and no plan mends it.
    #[test]
    fn delivery_joins_the_criterion() {
        let table = [
            (Subject::Service, Some(Delivery::Own), Verdict::Met),
            (Subject::Service, Some(Delivery::ThirdParty), Verdict::Unmet),
            (Subject::Service, None, Verdict::Unproven),
            (Subject::Estate, Some(Delivery::ThirdParty), Verdict::Met),
        ];
        for (subject, delivery, expected) in table {
            let mut trial = judged_by_exports(true);
            trial.requirement.subject = subject;
            trial.requirement.criterion.kind = probe("resource", &EVERY.replace("every", "some"));
            trial.records[0] = Record::Answer(Answer { delivery, ..answer(Some(AnswerStatus::Met)) });
            assert_eq!(trial.finding().verdict, expected, "{subject:?} {delivery:?}");
            trial.bench.profile.plans = Plans { accepted: true, deadline: None };
            trial.records[0] = Record::Answer(Answer { delivery, ..answer(Some(AnswerStatus::Planned)) });
            trial.records.push(Record::PlanItem(plan_item()));
            let planned = if expected == Verdict::Met { Verdict::Planned } else { expected };
            assert_eq!(trial.finding().verdict, planned, "{subject:?} {delivery:?}, planned");
        }
    }

    #[test]
    fn repeated_rows_never_help() {
        let mut trial = judged_by_exports(true);
        let later = Answer { place: place(12), ..answer(Some(AnswerStatus::NotMet)) };
        trial.records.insert(0, Record::Answer(later));
        assert_eq!(trial.finding().verdict, Verdict::Review, "the least favourable answer counts");
        let mut trial = judged_by_exports(false);
        trial.bench.profile.plans = Plans { accepted: true, deadline: Some(date(2022, 12, 31)) };
        trial.records[0] = Record::Answer(answer(Some(AnswerStatus::Planned)));
        trial.records.push(Record::PlanItem(plan_item()));
        assert_eq!(trial.finding().verdict, Verdict::Planned);
        let late = PlanItem { date: Some(date(2023, 1, 1)), place: place(12), ..plan_item() };
        trial.records.push(Record::PlanItem(late));
        assert_eq!(trial.finding().verdict, Verdict::Unmet, "the latest plan counts");
    }

    #[test]
    fn the_profile_weighs_by_requirement_before_section() {
        let weigh = |entries: &[(&str, u32)]| {
            let mut trial = judged_by_exports(true);
            let weights = entries.iter().map(|(entry, weight)| ((*entry).to_owned(), spanned(*weight)));
            trial.bench.profile.weights = weights.collect();
            trial.finding().weight
        };
        assert_eq!([weigh(&[]), weigh(&[("STO", 5)]), weigh(&[("STO", 5), (ID, 7)])], [1, 5, 7]);
    }

    #[test]
    fn nothing_handed_in_is_unproven_whatever_is_asked() {
        for trial in [judged_by_exports(true), judged_by_a_person()] {
            let mut trial = trial;
            trial.records.clear();
            trial.requirement.obligation = Obligation::Optional;
            assert_eq!(trial.finding().verdict, Verdict::Unproven);
            trial.bench.profile.require.answers = false;
            assert_eq!(trial.finding().verdict, Verdict::Unproven, "even where no answer is required");
        }
    }
}
