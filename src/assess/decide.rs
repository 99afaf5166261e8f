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
pub(crate) fn decide(
    findings: &[Finding],
    profile: &Profile,
    manifest: &Manifest,
    partial: bool,
) -> Decision {
    let mandatory =
        || findings.iter().filter(|finding| finding.obligation == Obligation::Mandatory);
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
    let blocking =
        mandatory().filter(|finding| leading.contains(&finding.verdict)).map(|finding| Reason {
            requirement: Some(finding.requirement.clone()),
            verdict: Some(finding.verdict),
            text: finding.title.clone(),
        });
    Decision {
        outcome,
        partial,
        reasons: joint.into_iter().chain(blocking).take(REASONS).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::testing::{finding, joint_manifest};
    use crate::probe::testing::profile;

    use DecisionOutcome::{Accepted, Conditional, Rejected, Undecided};
    use Verdict::{Inconclusive, Met, NotApplicable, Planned, Review, Unmet, Unproven, Waived};

    fn outcome(mandatory: &[Verdict], optional: &[Verdict]) -> DecisionOutcome {
        let others = optional
            .iter()
            .map(|verdict| Finding { obligation: Obligation::Optional, ..finding(*verdict) });
        let findings: Vec<_> =
            mandatory.iter().map(|verdict| finding(*verdict)).chain(others).collect();
        decide(&findings, &profile(), &Manifest::default(), false).outcome
    }

    /// With nothing selected nothing is decided.
    #[test]
    fn the_worst_mandatory_verdict_leads() {
        let table: [(&[Verdict], &[Verdict], DecisionOutcome); 14] = [
            (&[Met, Met], &[], Accepted),
            (&[Met, Waived, NotApplicable], &[], Accepted),
            (&[Met, Planned], &[], Conditional),
            (&[Planned, Unproven], &[], Undecided),
            (&[Planned, Inconclusive], &[], Undecided),
            (&[Planned, Review], &[], Undecided),
            (&[Unproven, Unmet], &[], Rejected),
            (&[Planned, Unmet, Met], &[], Rejected),
            (&[Met], &[Unmet], Accepted),
            (&[Met], &[Unproven, Review, Inconclusive, Planned], Accepted),
            (&[Unproven], &[Unmet], Undecided),
            (&[Planned], &[Unmet], Conditional),
            (&[], &[Unmet], Accepted),
            (&[], &[], Undecided),
        ];
        for (mandatory, optional, expected) in table {
            assert_eq!(outcome(mandatory, optional), expected, "{mandatory:?} {optional:?}");
        }
    }

    #[test]
    fn reasons_are_the_requirements_that_lead_to_it() {
        let findings = [finding(Met), finding(Unproven), finding(Unmet), finding(Unmet)];
        let decision = decide(&findings, &profile(), &Manifest::default(), true);
        let verdicts: Vec<_> = decision.reasons.iter().map(|reason| reason.verdict).collect();
        assert_eq!((verdicts, decision.partial), (vec![Some(Unmet), Some(Unmet)], true));
    }

    #[test]
    fn several_companies_need_a_profile_that_accepts_them() {
        let joint = Profile { joint: true, ..profile() };
        let one = Manifest {
            participants: joint_manifest().participants[..1].to_vec(),
            ..joint_manifest()
        };
        let table = [
            (profile(), joint_manifest(), Rejected),
            (profile(), one, Accepted),
            (joint, joint_manifest(), Accepted),
        ];
        for (profile, manifest, expected) in table {
            assert_eq!(decide(&[finding(Met)], &profile, &manifest, false).outcome, expected);
        }
    }
}
