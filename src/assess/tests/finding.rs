//! Findings of whole bids: reviews, dispositions, delivery and repeated rows.

use jiff::civil::date;

use crate::assess::testing::{ID, Trial, answer, answer_place, company, file, plan_item, probe};
use crate::model::catalogue::{Obligation, Subject};
use crate::model::criterion::{CriterionKind, ReviewAsk};
use crate::model::document::{AnswerStatus, Delivery, DocumentKind};
use crate::model::judgement::{Disposition, DispositionKind, ReviewJudgement, ReviewRecord};
use crate::model::outcome::Verdict;
use crate::model::profile::Plans;
use crate::model::record::{Answer, Passage, PlanItem, Record, Resource};
use crate::model::text::LocalText;
use crate::probe::testing::{AS_OF, listings, passage, place, spanned, versioned};

const DIGEST: &str = "ab12";
const EVERY: &str =
    "{ type: object-store.bucket, expect: every, check: { versioning.enabled: { equals: true } } }";

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
    trial.records =
        vec![Record::Answer(answer(Some(AnswerStatus::Met))), Record::Resource(versioned("a", on))];
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
        evidence: [
            ("documents/one.md".to_owned(), DIGEST.to_owned()),
            ("gone.md".to_owned(), "00".to_owned()),
        ]
        .into(),
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
        (
            "after the audit",
            ReviewRecord { date: date(2022, 10, 4), ..says() },
            Verdict::Review,
            false,
        ),
    ];
    for (name, record, expected, counts) in table {
        let finding = Trial { reviews: vec![record], ..judged_by_a_person() }.finding();
        assert_eq!(finding.verdict, expected, "{name}");
        assert_eq!(finding.review.is_some_and(|review| review.why_not.is_none()), counts, "{name}");
    }
}

#[test]
fn a_review_is_of_one_requirement_and_the_last_counts() {
    let of = |id: &str| ReviewRecord {
        requirement: spanned(id.to_owned()),
        ..review(ReviewJudgement::Violated)
    };
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
        (
            "inconclusive, unanswered",
            unanswered(conflicting()),
            Verdict::Inconclusive,
            Verdict::Unproven,
        ),
        ("unanswered", unanswered(judged_by_a_person()), Verdict::Unproven, Verdict::Unproven),
        (
            "satisfied, answer not met",
            answered(judged_by_exports(true), AnswerStatus::NotMet),
            Verdict::Review,
            Verdict::Met,
        ),
        (
            "review, answer not met",
            answered(judged_by_a_person(), AnswerStatus::NotMet),
            Verdict::Review,
            Verdict::Met,
        ),
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
    trial.records[1] =
        Record::Passage(Passage { date: None, ..passage(DocumentKind::Procedure, "手順") });
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
        (
            "not applicable",
            false,
            disposition(DispositionKind::NotApplicable),
            Verdict::NotApplicable,
            true,
        ),
        ("out of scope", false, disposition(out), Verdict::NotApplicable, true),
        ("not needed", true, disposition(waiver), Verdict::Met, false),
        (
            "expired",
            false,
            Disposition { expires: date(2022, 10, 2), ..disposition(waiver) },
            Verdict::Unmet,
            false,
        ),
        (
            "approved by the bidder",
            false,
            Disposition { approver: "架空クラウドkumo ".to_owned(), ..disposition(waiver) },
            Verdict::Unmet,
            false,
        ),
        (
            "of another requirement",
            false,
            Disposition { requirement: spanned("GC22-STO-002".to_owned()), ..disposition(waiver) },
            Verdict::Unmet,
            false,
        ),
        ("the resource out of scope", false, named(out), Verdict::Unproven, true),
        ("a waiver of a resource", false, named(waiver), Verdict::Unmet, false),
        (
            "out of scope, expired",
            false,
            Disposition { expires: date(2022, 10, 2), ..named(out) },
            Verdict::Unmet,
            false,
        ),
    ];
    for (name, on, one, expected, is_used) in table {
        let mut trial = judged_by_exports(on);
        trial.manifest.participants = vec![company("kumo", true)];
        trial.dispositions = vec![one];
        let report = trial.report();
        assert_eq!(report.findings[0].verdict, expected, "{name}");
        let unused =
            report.diagnostics.iter().any(|diagnostic| diagnostic.code == "unused-disposition");
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
        trial.records[0] =
            Record::Answer(Answer { delivery, ..answer(Some(AnswerStatus::Planned)) });
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
