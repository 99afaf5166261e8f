//! What people of the agency decided: reviews and dispositions. Never read from a submission.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::document::words;
use super::span::Spanned;

/// A person's judgement where no probe can judge.
#[derive(Debug, Clone)]
pub struct ReviewRecord {
    /// Requirement.
    pub requirement: Spanned<String>,
    /// What the person judged.
    pub judgement: ReviewJudgement,
    /// Who.
    pub reviewer: String,
    /// When.
    pub date: Date,
    /// Why.
    pub reason: String,
    /// Files looked at, with their SHA-256 in hexadecimal.
    pub evidence: BTreeMap<String, String>,
}

words! {
    /// What a reviewer judged.
    ReviewJudgement {
        /// The requirement holds.
        Satisfied = "satisfied", "適合と判断", "satisfied";
        /// It does not.
        Violated = "violated", "不適合と判断", "violated";
    }
}

/// The agency's decision that a requirement need not hold.
#[derive(Debug, Clone)]
pub struct Disposition {
    /// Requirement.
    pub requirement: Spanned<String>,
    /// Kind.
    pub kind: DispositionKind,
    /// Resources it is limited to; all if empty.
    pub resources: Vec<String>,
    /// Why.
    pub reason: String,
    /// Who approved.
    pub approver: String,
    /// Last day.
    pub expires: Date,
    /// Files the decision rests on, with their SHA-256 in hexadecimal.
    pub evidence: BTreeMap<String, String>,
}

words! {
    /// Kind of a disposition.
    DispositionKind {
        /// Accepted although not met.
        Waiver = "waiver", "例外承認", "waiver";
        /// Does not apply.
        NotApplicable = "not-applicable", "対象外", "not applicable";
        /// The named resources are not part of the bid.
        OutOfScope = "out-of-scope", "範囲外", "out of scope";
    }
}
