//! Judging: from evidence to the gap report.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::judgement::{Disposition, DispositionKind, ReviewRecord};
use crate::model::manifest::Manifest;
use crate::model::observation::Conclusion;
use crate::model::outcome::{Outcome, Verdict};
use crate::model::place::Place;
use crate::model::report::{
    AsOf, CatalogueRef, ChosenBy, CriterionResult, Diagnostic, DispositionResult, Finding,
    GapReport, Lapse, ProfileRef, SectionResult, Selection, Severity, SubmissionRef,
};
use crate::model::text::LocalText;
use crate::probe::{Estate, Frame, JoinedEstate};

use super::decide::decide;
use super::finding::Docket;
use super::plan::Plan;
use super::run::Evidence;
use super::score::{coverage, score, totals};

/// What judging needs besides plan and evidence.
pub struct Case<'a> {
    /// What the bidder says of the submission.
    pub manifest: &'a Manifest,
    /// The manifest's place, for what rests on it alone.
    pub manifest_place: Option<Place>,
    /// People's reviews.
    pub reviews: &'a [ReviewRecord],
    /// The agency's dispositions.
    pub dispositions: &'a [Disposition],
    /// The day, with who chose it.
    pub as_of: AsOf,
    /// Who chose the profile.
    pub chosen_by: ChosenBy,
    /// Version of this program.
    pub tool_version: &'a str,
    /// The submission with its files.
    pub submission: SubmissionRef,
    /// What reader and loader met.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a limit was hit or a recognised file is damaged.
    pub incomplete: bool,
}

impl Case<'_> {
    /// Whether a disposition has not expired and somebody else than the bidder approved it.
    pub(crate) fn is_in_force(&self, one: &Disposition) -> bool {
        let companies = self.manifest.participants.iter().map(|company| &company.name);
        let own = companies.chain(&self.manifest.name_ja).chain(&self.manifest.name_en);
        let approver = one.approver.trim().to_lowercase();
        let is_own = own.map(|name| name.raw().trim().to_lowercase()).any(|name| name == approver);
        one.expires >= self.as_of.date && !is_own
    }
}

/// Judges every planned requirement.
pub fn judge(plan: &Plan<'_>, evidence: Evidence, case: Case<'_>) -> GapReport {
    let findings = findings(plan, evidence.estate, &evidence.states, &evidence.claims, &case);
    let known: BTreeSet<&str> =
        plan.input.catalogue.requirements().map(|one| one.id.value.as_str()).collect();
    let unused = unused(&case, &findings);
    let mut diagnostics = case.diagnostics;
    diagnostics.extend(evidence.claims.strangers(&known));
    diagnostics.extend(unused);
    let catalogue = plan.input.catalogue;
    let profile = plan.input.profile;
    let selection = Selection { selected: findings.len(), of: catalogue.size };
    let unreadable = findings.iter().any(|finding| holds_unreadable(&finding.criterion));
    GapReport {
        tool_version: case.tool_version.into(),
        as_of: case.as_of,
        catalogue: CatalogueRef {
            id: catalogue.id.clone(),
            version: catalogue.version.clone(),
            digest: catalogue.digest.clone(),
            disclaimer: catalogue.disclaimer.clone(),
        },
        selection,
        profile: ProfileRef {
            id: profile.id.clone(),
            title: profile.title.clone(),
            digest: profile.digest.clone(),
            chosen_by: case.chosen_by,
            deadline: profile.plans.deadline,
        },
        scope: case.manifest.scope.clone(),
        submission: case.submission,
        decision: decide(&findings, profile, case.manifest, selection.selected < selection.of),
        score: score(&findings),
        coverage: coverage(&findings),
        totals: totals(&findings),
        sections: sections(plan, &findings),
        lapses: lapses(&findings),
        findings,
        diagnostics,
        incomplete: case.incomplete || unreadable,
    }
}

fn findings(
    plan: &Plan<'_>,
    estate: Estate,
    states: &[crate::probe::FoldState],
    papers: &super::run::Papers,
    case: &Case<'_>,
) -> Vec<Finding> {
    let joined = JoinedEstate::new(estate, plan.input.mappings);
    let conclude = |excluded: &BTreeSet<String>| -> Vec<Conclusion> {
        let frame = Frame {
            scope: &case.manifest.scope,
            mappings: plan.input.mappings,
            profile: plan.input.profile,
            as_of: plan.input.as_of,
            excluded,
            manifest: case.manifest,
            manifest_place: case.manifest_place.as_ref(),
        };
        plan.probes
            .iter()
            .zip(states)
            .map(|(probe, state)| probe.conclude(state, &joined, &frame))
            .collect()
    };
    let nothing = BTreeSet::new();
    let conclusions = conclude(&nothing);
    let mut found = Vec::new();
    for planned in &plan.requirements {
        let id = planned.requirement.id.value.as_str();
        let docket = |conclusions: &[Conclusion]| {
            Docket { plan, planned, papers, case, conclusions }.finding()
        };
        let whole = docket(&conclusions);
        let excluded = excluded(case, id);
        found.push(if excluded.is_empty() {
            whole
        } else {
            let narrowed = docket(&conclude(&excluded));
            let disposition =
                narrowed.disposition.clone().or_else(|| taken_out(case, id, whole.verdict));
            Finding { disposition, ..narrowed }
        });
    }
    found
}

/// Resources that a disposition takes out of one requirement's populations.
fn excluded(case: &Case<'_>, id: &str) -> BTreeSet<String> {
    let of = case.dispositions.iter().filter(|one| {
        one.kind == DispositionKind::OutOfScope
            && one.requirement.value == id
            && case.is_in_force(one)
    });
    of.flat_map(|one| one.resources.iter().cloned()).collect()
}

/// The disposition that takes resources out, with the verdict over all of them: it hides nothing.
fn taken_out(case: &Case<'_>, id: &str, without: Verdict) -> Option<DispositionResult> {
    let one = case.dispositions.iter().find(|one| {
        one.kind == DispositionKind::OutOfScope
            && one.requirement.value == id
            && case.is_in_force(one)
    })?;
    Some(DispositionResult {
        kind: one.kind,
        reason: one.reason.clone(),
        approver: one.approver.clone(),
        expires: one.expires,
        without,
    })
}

fn sections(plan: &Plan<'_>, findings: &[Finding]) -> Vec<SectionResult> {
    let catalogue = plan.input.catalogue;
    let sizes: BTreeMap<String, usize> = catalogue
        .blocks
        .iter()
        .flat_map(|block| &block.sections)
        .map(|(section, size)| (section.to_uppercase(), *size))
        .collect();
    let with = |section: &crate::model::catalogue::Section| {
        let own: Vec<_> = findings.iter().filter(|finding| finding.section == section.id).collect();
        (!own.is_empty()).then(|| SectionResult {
            id: section.id.clone(),
            title: section.title.clone(),
            block: section.block.clone(),
            size: sizes.get(&section.id).copied().unwrap_or(section.requirements.len()),
            selected: own.len(),
            score: score(own.iter().copied()),
            totals: totals(own.iter().copied()),
        })
    };
    catalogue.sections.iter().filter_map(with).collect()
}

/// What lapses after the day of the audit, by date.
fn lapses(findings: &[Finding]) -> Vec<Lapse> {
    let mut lapses = Vec::new();
    for finding in findings {
        let planned = finding
            .plan
            .as_ref()
            .filter(|_| finding.verdict == Verdict::Planned)
            .and_then(|plan| plan.date);
        let waived = finding.disposition.as_ref().map(|one| (one.expires, one.without));
        let dated = [
            planned.map(|date| {
                (date, Verdict::Unproven, LocalText::new("計画の対応予定日", "planned date"))
            }),
            waived.map(|(date, without)| {
                (date, without, LocalText::new("例外措置の期限", "disposition expires"))
            }),
            finding.lapses.clone().map(|(date, why)| (date, Verdict::Unproven, why)),
        ];
        lapses.extend(dated.into_iter().flatten().map(|(date, to, because)| Lapse {
            date,
            requirement: finding.requirement.clone(),
            from: finding.verdict,
            to,
            because,
        }));
    }
    lapses.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.requirement.cmp(&b.requirement)));
    lapses
}

/// Dispositions that took effect nowhere are defects of their file.
fn unused(case: &Case<'_>, findings: &[Finding]) -> Vec<Diagnostic> {
    let is_used = |one: &Disposition| {
        let mut of = findings.iter().filter(|finding| finding.requirement == one.requirement.value);
        if one.resources.is_empty() {
            return of.any(|finding| {
                finding.disposition.as_ref().is_some_and(|used| used.kind == one.kind)
            });
        }
        one.kind == DispositionKind::OutOfScope && case.is_in_force(one) && of.next().is_some()
    };
    let idle = case.dispositions.iter().filter(|one| !is_used(one));
    idle.map(|one| Diagnostic {
        severity: Severity::Warning,
        code: "unused-disposition".into(),
        message: LocalText::new(
            format!("{}の例外措置は効果がありません(期限切れ、対象なし、既に適合、又は承認者が参加事業者)", one.requirement.value),
            format!("the disposition for {} has no effect: expired, not selected, not needed, or approved by a participant", one.requirement.value),
        ),
        subject: None,
        place: None,
    })
    .collect()
}

/// Whether a deciding part of a criterion is unreadable: the audit is incomplete then.
fn holds_unreadable(node: &CriterionResult) -> bool {
    node.decides && node.outcome == Outcome::Unreadable
        || node.children.iter().any(holds_unreadable)
}
