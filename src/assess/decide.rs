//! The decision over all mandatory requirements.

use crate::model::catalogue::Obligation;
use crate::model::manifest::Manifest;
use crate::model::outcome::Verdict;
use crate::model::profile::Profile;
use crate::model::report::{Decision, DecisionOutcome, Finding, Reason};
use crate::model::text::LocalText;

/// Most reasons listed.
const REASONS: usize = 400;

/// Decides. A waived requirement stands as satisfied.
pub(crate) fn decide(findings: &[Finding], profile: &Profile, manifest: &Manifest, partial: bool) -> Decision {
    let mandatory = || findings.iter().filter(|finding| finding.obligation == Obligation::Mandatory);
    let any = |verdicts: &[Verdict]| mandatory().any(|finding| verdicts.contains(&finding.verdict));
    let open = [Verdict::Unproven, Verdict::Inconclusive, Verdict::Review];
    let joint = (!profile.joint && manifest.participants.len() > 1).then(|| Reason {
        requirement: None,
        verdict: None,
        text: LocalText::new(
            "複数の事業者による共同提案は、この評価プロファイルでは認められません",
            "the profile does not accept a bid of several companies",
        ),
    });
    let outcome = match () {
        () if joint.is_some() || any(&[Verdict::Unmet]) => DecisionOutcome::Rejected,
        () if any(&open) || findings.is_empty() => DecisionOutcome::Undecided,
        () if any(&[Verdict::Planned]) => DecisionOutcome::Conditional,
        () => DecisionOutcome::Accepted,
    };
    let leading: &[Verdict] = match outcome {
        DecisionOutcome::Rejected => &[Verdict::Unmet],
        DecisionOutcome::Undecided => &open,
        DecisionOutcome::Conditional => &[Verdict::Planned],
        DecisionOutcome::Accepted => &[],
    };
    let blocking = mandatory().filter(|finding| leading.contains(&finding.verdict)).map(|finding| Reason {
        requirement: Some(finding.requirement.clone()),
        verdict: Some(finding.verdict),
        text: finding.title.clone(),
    });
    Decision { outcome, partial, reasons: joint.into_iter().chain(blocking).take(REASONS).collect() }
}
