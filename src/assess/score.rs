//! Score `sekisho-score/1`, totals and coverage: integers, made from findings alone. The tender has no score: this is our measure.

use crate::model::outcome::{Method, Verdict};
use crate::model::report::{Coverage, Finding, Score, Totals};

/// The score over `findings`.
pub(crate) fn score<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Score {
    let mut score = Score::default();
    for finding in findings {
        let weight = u64::from(finding.weight);
        let (possible, earned, open, planned) = match finding.verdict {
            Verdict::Met => (weight, weight, 0, 0),
            Verdict::Planned => (weight, 0, 0, weight),
            Verdict::Unmet | Verdict::Waived => (weight, 0, 0, 0),
            Verdict::Unproven | Verdict::Inconclusive | Verdict::Review => (weight, 0, weight, 0),
            Verdict::NotApplicable => (0, 0, 0, 0),
        };
        score.possible += possible;
        score.earned += earned;
        score.upper += earned + open;
        score.projected += earned + planned;
    }
    score.lower = score.earned;
    score
}

/// Findings by verdict.
pub(crate) fn totals<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Totals {
    let mut totals = Totals::default();
    findings.into_iter().for_each(|finding| totals.add(finding.verdict));
    totals
}

/// How much is decided, and by which method.
pub(crate) fn coverage(findings: &[Finding]) -> Coverage {
    let decided = findings.iter().filter(|finding| finding.verdict.is_decided());
    let by = |method| decided.clone().filter(|finding| finding.method == method).count() as u64;
    let percent = (decided.clone().count() * 100).checked_div(findings.len()).unwrap_or_default();
    Coverage {
        decided: percent as u64,
        test: by(Method::Test),
        examine: by(Method::Examine),
        interview: by(Method::Interview),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::testing::finding;
    use proptest::prelude::{Strategy, prop, prop_assert, prop_assert_eq, proptest};

    fn weighed((verdict, weight): (Verdict, u32)) -> Finding {
        Finding { weight, ..finding(verdict) }
    }

    fn arbitrary_findings() -> impl Strategy<Value = Vec<Finding>> {
        let one = (prop::sample::select(Verdict::ALL.to_vec()), 0_u32..10).prop_map(weighed);
        prop::collection::vec(one, 0..20)
    }

    /// Columns: earned, possible, upper, projected, in weights of 3.
    #[test]
    fn one_finding() {
        let table = [
            (Verdict::Met, [3, 3, 3, 3]),
            (Verdict::Planned, [0, 3, 0, 3]),
            (Verdict::Unmet, [0, 3, 0, 0]),
            (Verdict::Unproven, [0, 3, 3, 0]),
            (Verdict::Inconclusive, [0, 3, 3, 0]),
            (Verdict::Review, [0, 3, 3, 0]),
            (Verdict::Waived, [0, 3, 0, 0]),
            (Verdict::NotApplicable, [0, 0, 0, 0]),
        ];
        assert_eq!(table.map(|(verdict, _)| verdict), Verdict::ALL);
        for (verdict, expected) in table {
            let score = score(&[weighed((verdict, 3))]);
            assert_eq!(
                [score.earned, score.possible, score.upper, score.projected],
                expected,
                "{verdict:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn bounds_hold_and_sections_add_up(findings in arbitrary_findings(), at in 0_usize..20) {
            let whole = score(&findings);
            prop_assert_eq!(whole.lower, whole.earned);
            prop_assert!(whole.lower <= whole.upper && whole.upper <= whole.possible);
            prop_assert!(whole.earned <= whole.projected && whole.projected <= whole.possible);
            let (left, right) = findings.split_at(at.min(findings.len()));
            prop_assert_eq!(score(left).earned + score(right).earned, whole.earned);
            prop_assert_eq!(score(left).possible + score(right).possible, whole.possible);
            prop_assert_eq!(totals(&findings).all(), findings.len() as u64);
        }

        #[test]
        fn coverage_is_a_rounded_down_percentage(findings in arbitrary_findings()) {
            let seen = coverage(&findings);
            let decided = findings.iter().filter(|one| one.verdict.is_decided()).count() as u64;
            let all = findings.len() as u64;
            prop_assert!(seen.decided * all <= decided * 100);
            prop_assert!(all == 0 || (seen.decided + 1) * all > decided * 100);
            prop_assert!(seen.test + seen.examine + seen.interview <= decided);
        }
    }

    #[test]
    fn coverage_counts_what_is_decided_by_its_method() {
        let by = |verdict, method| Finding { method, ..finding(verdict) };
        let findings = [
            by(Verdict::Met, Method::Test),
            by(Verdict::Unmet, Method::Examine),
            by(Verdict::Met, Method::Interview),
            by(Verdict::Unmet, Method::Claim),
            by(Verdict::Unproven, Method::Test),
            by(Verdict::Review, Method::Test),
        ];
        assert_eq!(
            coverage(&findings),
            Coverage { decided: 66, test: 1, examine: 1, interview: 1 }
        );
        assert_eq!(coverage(&[]), Coverage::default());
    }
}
