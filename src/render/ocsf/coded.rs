//! The enumerations of OCSF: a number and its caption, and what of ours corresponds to them.

use crate::model::catalogue::Obligation;
use crate::model::outcome::Verdict;
use crate::model::report::Finding;

/// What a check concludes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Unknown,
    Pass,
    Warning,
    Fail,
    NotApplicable,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Severity {
    Informational,
    Low,
    Medium,
    High,
}

/// What is done about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    New,
    Suppressed,
}

impl Status {
    /// Status of a finding; a waived one has that of its verdict without the waiver.
    pub(super) fn of(finding: &Finding) -> Self {
        let waived = finding.disposition.as_ref().filter(|_| finding.verdict == Verdict::Waived);
        match waived.map_or(finding.verdict, |disposition| disposition.without) {
            Verdict::Met => Self::Pass,
            Verdict::Planned => Self::Warning,
            Verdict::Unmet | Verdict::Waived => Self::Fail,
            Verdict::Unproven | Verdict::Inconclusive | Verdict::Review => Self::Unknown,
            Verdict::NotApplicable => Self::NotApplicable,
        }
    }

    /// Number and caption; not applicable is none of the numbers, so it is other (99) with a caption of ours.
    pub(super) const fn code(self) -> (u8, &'static str) {
        match self {
            Self::Unknown => (0, "Unknown"),
            Self::Pass => (1, "Pass"),
            Self::Warning => (2, "Warning"),
            Self::Fail => (3, "Fail"),
            Self::NotApplicable => (99, "Not Applicable"),
        }
    }
}

impl Severity {
    /// Severity of a finding: what its requirement would do to the bid.
    pub(super) fn of(finding: &Finding) -> Self {
        let is_mandatory = finding.obligation == Obligation::Mandatory;
        match Status::of(finding) {
            Status::Pass | Status::NotApplicable => Self::Informational,
            Status::Fail if is_mandatory => Self::High,
            Status::Unknown if is_mandatory => Self::Medium,
            Status::Warning | Status::Fail | Status::Unknown => Self::Low,
        }
    }

    pub(super) const fn code(self) -> (u8, &'static str) {
        match self {
            Self::Informational => (1, "Informational"),
            Self::Low => (2, "Low"),
            Self::Medium => (3, "Medium"),
            Self::High => (4, "High"),
        }
    }
}

impl State {
    pub(super) const fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Waived => Self::Suppressed,
            Verdict::Met
            | Verdict::Planned
            | Verdict::Unmet
            | Verdict::Unproven
            | Verdict::Inconclusive
            | Verdict::Review
            | Verdict::NotApplicable => Self::New,
        }
    }

    pub(super) const fn code(self) -> (u8, &'static str) {
        match self {
            Self::New => (1, "New"),
            Self::Suppressed => (3, "Suppressed"),
        }
    }
}
