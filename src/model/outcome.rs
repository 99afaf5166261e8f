//! Outcomes and verdicts, and how outcomes combine.
//!
//! Architecture invariant: absence is never a pass and never a failure. The four things a probe can see, and the one only a
//! person can decide, stay apart from here to the last renderer.

use serde::{Deserialize, Serialize};

/// What looking at the evidence gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Seen to be right.
    Satisfied,
    /// Seen to be wrong.
    Violated,
    /// Not there.
    Absent,
    /// There, but not readable, or contradicting itself.
    Unreadable,
    /// Only a person can say.
    Review,
}

/// Verdict on one requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Proven.
    Met,
    /// Not met yet, with a plan the profile accepts.
    Planned,
    /// Disproven.
    Unmet,
    /// Evidence is missing.
    Unproven,
    /// Evidence is there but cannot be read, or its sources disagree.
    Inconclusive,
    /// A person has to decide.
    Review,
    /// The agency accepts that it is not met.
    Waived,
    /// The agency says it does not apply.
    NotApplicable,
}

/// How the evidence was looked at (NIST SP 800-53A and OSCAL), strongest first; a bare answer is a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// Configuration, logs, scans.
    Test,
    /// Documents, certificates, service lists.
    Examine,
    /// A person's review.
    Interview,
    /// Only the bidder's word.
    Claim,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 5] =
        [Self::Satisfied, Self::Violated, Self::Absent, Self::Unreadable, Self::Review];

    /// Rank for combining: higher is better; absent and unreadable are equal.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Violated => 0,
            Self::Absent | Self::Unreadable => 1,
            Self::Review => 2,
            Self::Satisfied => 3,
        }
    }

    /// The `n`-th best of `outcomes`; among equals of rank 1 it is unreadable if any is.
    ///
    /// `all` is `n` = their number, `any` is `n` = 1. With fewer than `n` outcomes the result is absent.
    pub fn at_least(n: usize, outcomes: &[Self]) -> Self {
        let mut ranks: Vec<u8> = outcomes.iter().map(|outcome| outcome.rank()).collect();
        ranks.sort_unstable_by(|a, b| b.cmp(a));
        match n.checked_sub(1).and_then(|at| ranks.get(at)) {
            Some(3) => Self::Satisfied,
            Some(2) => Self::Review,
            Some(1) if outcomes.contains(&Self::Unreadable) => Self::Unreadable,
            Some(0) => Self::Violated,
            Some(_) | None => Self::Absent,
        }
    }

    /// All of `outcomes`; with none it is absent, never a pass.
    pub fn all(outcomes: &[Self]) -> Self {
        Self::at_least(outcomes.len(), outcomes)
    }
}

impl Verdict {
    /// Every verdict in the order of reports.
    pub const ALL: [Self; 8] = [
        Self::Met,
        Self::Planned,
        Self::Unmet,
        Self::Unproven,
        Self::Inconclusive,
        Self::Review,
        Self::Waived,
        Self::NotApplicable,
    ];

    /// The word of machine formats.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Planned => "planned",
            Self::Unmet => "unmet",
            Self::Unproven => "unproven",
            Self::Inconclusive => "inconclusive",
            Self::Review => "review",
            Self::Waived => "waived",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// The word for people.
    pub const fn title(self) -> super::text::Bilingual {
        let (ja, en) = match self {
            Self::Met => ("適合", "met"),
            Self::Planned => ("対応予定", "planned"),
            Self::Unmet => ("不適合", "unmet"),
            Self::Unproven => ("根拠不足", "unproven"),
            Self::Inconclusive => ("判定不能", "inconclusive"),
            Self::Review => ("要審査", "review"),
            Self::Waived => ("例外承認", "waived"),
            Self::NotApplicable => ("対象外", "not applicable"),
        };
        super::text::Bilingual { ja, en }
    }

    /// Whether nothing more has to be seen: what coverage counts.
    pub const fn is_decided(self) -> bool {
        match self {
            Self::Met | Self::Planned | Self::Unmet | Self::Waived | Self::NotApplicable => true,
            Self::Unproven | Self::Inconclusive | Self::Review => false,
        }
    }
}

impl From<Outcome> for Verdict {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Satisfied => Self::Met,
            Outcome::Violated => Self::Unmet,
            Outcome::Absent => Self::Unproven,
            Outcome::Unreadable => Self::Inconclusive,
            Outcome::Review => Self::Review,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_better_child_never_lowers_the_whole() {
        for a in Outcome::ALL {
            for b in Outcome::ALL {
                for better in Outcome::ALL.into_iter().filter(|better| better.rank() > a.rank()) {
                    for n in 1..=2 {
                        let before = Outcome::at_least(n, &[a, b]).rank();
                        assert!(
                            Outcome::at_least(n, &[better, b]).rank() >= before,
                            "{a:?} {b:?} {better:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn order_and_repetition_change_nothing() {
        for a in Outcome::ALL {
            for b in Outcome::ALL {
                assert_eq!(Outcome::all(&[a, b]), Outcome::all(&[b, a]));
                assert_eq!(Outcome::all(&[a, a, b]), Outcome::all(&[a, b]));
                assert_eq!(Outcome::at_least(1, &[a, a]), a);
            }
        }
    }

    #[test]
    fn nothing_is_not_a_pass() {
        assert_eq!(Outcome::all(&[]), Outcome::Absent);
        assert_eq!(Outcome::at_least(1, &[]), Outcome::Absent);
    }
}
