//! Gates: what makes a run fail, decided from the report alone.

use crate::model::catalogue::Obligation;
use crate::model::outcome::Verdict;
use crate::model::report::{DecisionOutcome, GapReport};

/// A condition that the report has to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// The decision is accepted or conditional.
    NotAccepted,
    /// No mandatory requirement is unmet.
    Unmet,
    /// No mandatory requirement is unmet, unproven, inconclusive or under review.
    Unproven,
    /// At least this percentage of the selected requirements is decided.
    Coverage(u64),
    /// Nothing: the run never fails.
    Never,
}

/// Why a gate cannot be applied.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum GateError {
    /// Not a gate.
    #[error("unknown gate `{0}`; known: not-accepted, unmet, unproven, coverage=N, never")]
    Unknown(String),
    /// `regression` compares with an earlier report.
    #[error("gate `regression` needs a baseline report, which this version cannot read yet")]
    Baseline,
    /// `never` beside another gate.
    #[error("gate `never` excludes the others")]
    Exclusive,
}

/// Whether the gates hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// They do.
    Yes,
    /// One does not.
    No,
}

impl Gate {
    /// The gates written `words`; the default if there are none.
    pub fn parse(words: &[String]) -> Result<Vec<Self>, GateError> {
        let gates = words.iter().map(|word| Self::one(word)).collect::<Result<Vec<_>, _>>()?;
        match gates.as_slice() {
            [] => Ok(vec![Self::NotAccepted]),
            several if several.len() > 1 && several.contains(&Self::Never) => {
                Err(GateError::Exclusive)
            }
            _ => Ok(gates),
        }
    }

    fn one(word: &str) -> Result<Self, GateError> {
        let unknown = || GateError::Unknown(word.to_owned());
        match word.split_once('=') {
            None => match word {
                "not-accepted" => Ok(Self::NotAccepted),
                "unmet" => Ok(Self::Unmet),
                "unproven" => Ok(Self::Unproven),
                "never" => Ok(Self::Never),
                "regression" => Err(GateError::Baseline),
                _ => Err(unknown()),
            },
            Some(("coverage", percent)) => {
                let percent: u64 = percent.parse().map_err(|_| unknown())?;
                if percent <= 100 { Ok(Self::Coverage(percent)) } else { Err(unknown()) }
            }
            Some(_) => Err(unknown()),
        }
    }

    /// Whether all `gates` hold for `report`.
    pub fn hold(gates: &[Self], report: &GapReport) -> Held {
        if gates.iter().all(|gate| gate.holds(report)) { Held::Yes } else { Held::No }
    }

    fn holds(self, report: &GapReport) -> bool {
        let mandatory = |verdicts: &[Verdict]| {
            report.findings.iter().any(|finding| {
                finding.obligation == Obligation::Mandatory && verdicts.contains(&finding.verdict)
            })
        };
        match self {
            Self::NotAccepted => {
                matches!(
                    report.decision.outcome,
                    DecisionOutcome::Accepted | DecisionOutcome::Conditional
                )
            }
            Self::Unmet => !mandatory(&[Verdict::Unmet]),
            Self::Unproven => !mandatory(&[
                Verdict::Unmet,
                Verdict::Unproven,
                Verdict::Inconclusive,
                Verdict::Review,
            ]),
            Self::Coverage(percent) => report.coverage.decided >= percent,
            Self::Never => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::decide::decide;
    use crate::assess::score::coverage;
    use crate::assess::testing::{Trial, finding, requirement};
    use crate::model::catalogue::{Requirement, Subject};
    use crate::model::criterion::CriterionKind;
    use crate::model::manifest::Manifest;
    use crate::model::report::Finding;
    use crate::probe::testing::profile;

    #[test]
    fn words_become_gates() {
        let parse = |words: &[&str]| {
            Gate::parse(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(parse(&[]), Ok(vec![Gate::NotAccepted]));
        assert_eq!(parse(&["unmet", "coverage=80"]), Ok(vec![Gate::Unmet, Gate::Coverage(80)]));
        assert_eq!(parse(&["coverage=101"]), Err(GateError::Unknown("coverage=101".into())));
        assert_eq!(parse(&["never", "unmet"]), Err(GateError::Exclusive));
        assert_eq!(parse(&["regression"]), Err(GateError::Baseline));
    }

    /// Columns: not-accepted, unmet, unproven; each with one mandatory finding, then with one optional.
    #[test]
    fn gates_hold() {
        let holds = |gate: Gate, obligation, verdict| {
            let requirement = Requirement {
                obligation,
                ..requirement(Subject::Bidder, CriterionKind::All(Vec::new()))
            };
            let mut report = Trial {
                requirement,
                ..Trial::new(Subject::Bidder, CriterionKind::All(Vec::new()))
            }
            .report();
            report.findings = vec![Finding { obligation, ..finding(verdict) }];
            report.decision = decide(&report.findings, &profile(), &Manifest::default(), false);
            report.coverage = coverage(&report.findings);
            Gate::hold(&[gate], &report) == Held::Yes
        };
        let table = [
            (Verdict::Met, [true, true, true]),
            (Verdict::Planned, [true, true, true]),
            (Verdict::Unmet, [false, false, false]),
            (Verdict::Unproven, [false, true, false]),
            (Verdict::Inconclusive, [false, true, false]),
            (Verdict::Review, [false, true, false]),
            (Verdict::Waived, [true, true, true]),
            (Verdict::NotApplicable, [true, true, true]),
        ];
        for (verdict, expected) in table {
            let seen = [Gate::NotAccepted, Gate::Unmet, Gate::Unproven]
                .map(|gate| holds(gate, Obligation::Mandatory, verdict));
            assert_eq!(seen, expected, "{verdict:?}");
            let optional = [Gate::NotAccepted, Gate::Unmet, Gate::Unproven]
                .map(|gate| holds(gate, Obligation::Optional, verdict));
            assert_eq!(optional, [true; 3], "{verdict:?}, optional");
            let covered = holds(Gate::Coverage(100), Obligation::Optional, verdict);
            assert_eq!(covered, verdict.is_decided(), "{verdict:?}, coverage");
            assert!(holds(Gate::Coverage(0), Obligation::Mandatory, verdict));
            assert!(holds(Gate::Never, Obligation::Mandatory, verdict));
        }
    }

    #[test]
    fn all_gates_have_to_hold() {
        let report = Trial::new(Subject::Bidder, CriterionKind::All(Vec::new())).report();
        assert_eq!(Gate::hold(&[Gate::Unmet, Gate::Never], &report), Held::Yes);
        assert_eq!(Gate::hold(&[Gate::Unmet, Gate::Unproven], &report), Held::No);
    }
}
