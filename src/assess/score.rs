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
