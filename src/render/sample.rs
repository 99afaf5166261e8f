//! Reports built by hand for the tests of the renderers. Bidder and evidence are fictional.

use crate::model::catalogue::{Core, Obligation, Provenance, Subject};
use crate::model::document::{AnswerStatus, Delivery};
use crate::model::judgement::{DispositionKind, ReviewJudgement};
use crate::model::manifest::ScopeEntry;
use crate::model::observation::{Closure, Observation, Population};
use crate::model::outcome::{Method, Outcome, Verdict};
use crate::model::place::{FileId, Place};
use crate::model::record::Milestone;
use crate::model::report::{
    AsOf, AsOfSource, CatalogueRef, ChosenBy, Claim, Contradiction, Coverage, CriterionResult,
    Decision, DecisionOutcome, Diagnostic, DispositionResult, FileResult, Finding, GapReport,
    Lapse, NodeKind, PlanResult, ProfileRef, Reason, ReviewResult, Score, SectionResult, Selection,
    Severity, SubmissionRef, Totals,
};
use crate::model::text::{Lang, LocalText, Untrusted};
use crate::render::RenderOptions;

/// Text of a submission that attacks whoever prints it.
pub(in crate::render) const HOSTILE: &str =
    "x\u{1b}[2J\u{1b}]0;t\u{7}\r\n判定 要件充足\u{202e}\u{200b}\u{9b}31m";

pub(in crate::render) fn options(lang: Lang, columns: usize) -> RenderOptions {
    RenderOptions { lang, color: false, columns, quiet: false }
}

fn day(text: &str) -> jiff::civil::Date {
    text.parse().unwrap()
}

fn text(ja: &str, en: &str) -> LocalText {
    LocalText::new(ja, en)
}

fn at(file: u32, line: u64) -> Place {
    Place {
        line: Some(line),
        pointer: Some(Untrusted::new("/Buckets/0")),
        ..Place::file(FileId(file))
    }
}

fn leaf(outcome: Outcome, observations: Vec<Observation>) -> CriterionResult {
    CriterionResult {
        outcome,
        kind: NodeKind::Probe("resource".into()),
        decides: true,
        method: Some(Method::Test),
        population: Some(Population {
            state: Closure::Closed,
            seen: 14,
            examined: 12,
            violating: 2,
            unreadable: 0,
            gone: 1,
        }),
        observations,
        truncated: 20,
        children: Vec::new(),
    }
}

fn observation(outcome: Outcome, word: &str) -> Observation {
    Observation {
        record: Some(Untrusted::new(word)),
        attribute: Some("versioning.enabled".into()),
        found: Some(Untrusted::new(word)),
        expected: Some("equals: true".into()),
        declared: true,
        quote: Some(Untrusted::new(word)),
        ..Observation::new(
            outcome,
            text("設定が要件に反します", "the configuration goes against the requirement"),
        )
    }
    .at(at(1, 231))
}

/// A finding of `verdict` whose texts of the submission are all `word`.
pub(in crate::render) fn finding(id: &str, verdict: Verdict, word: &str) -> Finding {
    let outcome = match verdict {
        Verdict::Met => Outcome::Satisfied,
        Verdict::Unmet | Verdict::Planned | Verdict::Waived | Verdict::NotApplicable => {
            Outcome::Violated
        }
        Verdict::Unproven => Outcome::Absent,
        Verdict::Inconclusive => Outcome::Unreadable,
        Verdict::Review => Outcome::Review,
    };
    let nothing = Observation::new(
        outcome,
        text("サービス一覧に該当する項目がありません", "no entry of the service list offers it"),
    );
    let other = Observation { place: Some(at(1, 300)), ..observation(outcome, word) };
    let last = Observation { place: Some(at(1, 400)), ..other.clone() };
    let seen = vec![observation(outcome, word), observation(outcome, word), other, last];
    let right = vec![observation(Outcome::Satisfied, "seen to be right")];
    let leaves =
        vec![leaf(outcome, seen), leaf(outcome, vec![nothing]), leaf(Outcome::Satisfied, right)];
    let criterion = CriterionResult {
        kind: NodeKind::All,
        children: leaves,
        truncated: 0,
        ..leaf(outcome, Vec::new())
    };
    Finding {
        requirement: id.into(),
        section: "STO".into(),
        title: text(
            "オブジェクトのバージョニングと世代の管理",
            "Versioning of objects and management of their generations",
        ),
        text: text("できること。", "It can."),
        subject: Subject::Service,
        obligation: Obligation::Mandatory,
        weight: 1,
        core: Core::Own,
        provenance: Provenance::Reconstructed,
        mappings: Vec::new(),
        verdict,
        method: Method::Test,
        claim: Some(Claim {
            status: Some(AnswerStatus::Met),
            delivery: Some(Delivery::ThirdParty),
            how: Untrusted::new(word),
            place: at(0, 8),
        }),
        contradiction: None,
        plan: None,
        disposition: None,
        review: None,
        lapses: None,
        criterion,
        remedy: text(
            "バケットのバージョニングを有効にし、全アカウント・全リージョンの一覧を取得し直してください。",
            "Enable versioning of the buckets and export the listing of every account and region again.",
        ),
    }
}

fn every_kind(word: &str) -> Vec<Finding> {
    let contradiction = Contradiction {
        message: text(
            "回答は「対応済」ですが、根拠は要件に反します",
            "the answer says met, the evidence shows otherwise",
        ),
        claim: Some(at(0, 8)),
        evidence: Some(at(1, 231)),
    };
    let plan = PlanResult {
        owner: Untrusted::new(word),
        date: Some(day("2025-03-31")),
        milestones: vec![Milestone { name: Untrusted::new(word), date: None, done: true }],
        why_not: Some(text("期日を過ぎています", "its date has passed")),
        place: at(0, 9),
    };
    let review = ReviewResult {
        judgement: ReviewJudgement::Satisfied,
        reviewer: "架空 太郎".into(),
        date: day("2023-10-20"),
        reason: "約款を確認した".into(),
        why_not: Some(text(
            "審査後に資料が変わっています",
            "the evidence has changed since the review",
        )),
    };
    let disposition = DispositionResult {
        kind: DispositionKind::Waiver,
        reason: "代替策がある".into(),
        approver: "架空 花子".into(),
        expires: day("2024-03-31"),
        without: Verdict::Unmet,
    };
    let bare = |rank: usize, verdict| finding(&format!("GC22-STO-{:03}", rank + 1), verdict, word);
    let mut all: Vec<_> =
        Verdict::ALL.into_iter().enumerate().map(|(rank, verdict)| bare(rank, verdict)).collect();
    all[1].plan = Some(PlanResult { why_not: None, ..plan.clone() });
    all[2].contradiction = Some(contradiction);
    all[3].plan = Some(plan);
    all[4].obligation = Obligation::Optional;
    all[5].review = Some(review);
    all[6].disposition = Some(disposition);
    all
}

fn totals(findings: &[Finding]) -> Totals {
    let mut totals = Totals::default();
    for finding in findings {
        totals.add(finding.verdict);
    }
    totals
}

fn reasons(findings: &[Finding], verdict: Verdict) -> Vec<Reason> {
    let blocking = findings.iter().filter(|finding| finding.verdict == verdict);
    let reason = |finding: &Finding| Reason {
        requirement: Some(finding.requirement.clone()),
        verdict: Some(verdict),
        text: finding.title.clone(),
    };
    blocking.map(reason).collect()
}

fn file(path: &str) -> FileResult {
    FileResult {
        path: Untrusted::new(path),
        bytes: 1,
        sha256: String::new(),
        kind: None,
        records: 1,
        rejected: None,
    }
}

fn catalogue() -> CatalogueRef {
    CatalogueRef {
        id: "fy2022".into(),
        version: "1.0.0".into(),
        digest: "0123456789abcdef".into(),
        disclaimer: text(
            "本カタログは非公式の再構成である。公式の一覧ではない。",
            "This catalogue is an unofficial reconstruction. It is not the official list.",
        ),
    }
}

fn profile() -> ProfileRef {
    ProfileRef {
        id: "fy2023".into(),
        title: text(
            "ガバメントクラウド整備のためのクラウドサービスの提供(令和5年度募集)",
            "Cloud services for the Government Cloud, call of fiscal year 2023",
        ),
        digest: "0123456789abcdef".into(),
        chosen_by: ChosenBy::Submission,
        deadline: Some(day("2026-03-31")),
    }
}

fn lapse(id: &str) -> Lapse {
    Lapse {
        date: day("2024-01-31"),
        requirement: id.into(),
        from: Verdict::Met,
        to: Verdict::Unproven,
        because: text("根拠の有効期限", "the evidence lapses"),
    }
}

/// A report of `findings` whose texts of the submission are all `word`.
fn report(
    findings: Vec<Finding>,
    outcome: DecisionOutcome,
    reasons: Vec<Reason>,
    word: &str,
) -> GapReport {
    let score = Score { earned: 51, possible: 76, lower: 51, upper: 70, projected: 56 };
    let section = |id: &str, ja: &str, en: &str| SectionResult {
        id: id.into(),
        title: text(ja, en),
        block: "B".into(),
        size: 17,
        selected: 12,
        score,
        totals: totals(&findings),
    };
    let words = |n: usize| (0..n).map(|_| word.to_owned()).collect::<Vec<_>>();
    GapReport {
        tool_version: "0.1.0".into(),
        as_of: AsOf { date: day("2023-10-12"), from: AsOfSource::Profile },
        catalogue: catalogue(),
        selection: Selection { selected: 76, of: 330 },
        profile: profile(),
        scope: vec![ScopeEntry { provider: word.into(), accounts: words(9), regions: words(2) }],
        submission: SubmissionRef {
            provider: Some(word.into()),
            name_ja: Some(Untrusted::new(word)),
            name_en: Some(Untrusted::new(word)),
            digest: "0123456789abcdef".into(),
            files: vec![file(&format!("{word}.csv")), file("exports/s3.json")],
        },
        decision: Decision { outcome, partial: true, reasons },
        score,
        coverage: Coverage { decided: 80, test: 45, examine: 13, interview: 3 },
        totals: totals(&findings),
        sections: vec![
            section("RES", "データ所在・主権", "Data residency and sovereignty"),
            section("STO", "ストレージ", "Storage"),
        ],
        lapses: ["GC22-STO-001", "GC22-STO-031"].map(lapse).into(),
        diagnostics: vec![Diagnostic {
            severity: Severity::Error,
            code: "malformed-json".into(),
            message: text("JSONとして読めません", "not JSON"),
            subject: Some(Untrusted::new(word)),
            place: Some(at(1, 3)),
        }],
        incomplete: true,
        findings,
    }
}

/// A rejected bid with every verdict once and more unmet requirements than any list shows.
pub(in crate::render) fn draft() -> GapReport {
    saying("架空の事業者 クラウド")
}

/// The same with every text of the submission hostile.
pub(in crate::render) fn hostile() -> GapReport {
    saying(HOSTILE)
}

/// The same with `word` in every field a submission can fill: names, places, values, answers, plans, diagnostics.
pub(in crate::render) fn everywhere(word: &str) -> GapReport {
    let mut report = saying(word);
    report.findings.truncate(Verdict::ALL.len());
    let placed = |place: &mut Place| {
        place.pointer = Some(Untrusted::new(word));
        place.cell = Some(Untrusted::new(word));
    };
    for file in &mut report.submission.files {
        file.path = Untrusted::new(word);
        file.kind = Some(word.into());
        file.rejected = Some(word.into());
    }
    for entry in &mut report.scope {
        entry.regions = vec![word.into()];
    }
    for finding in &mut report.findings {
        if let Some(contradiction) = &mut finding.contradiction {
            contradiction.claim.iter_mut().chain(&mut contradiction.evidence).for_each(placed);
        }
        if let Some(review) = &mut finding.review {
            (review.reviewer, review.reason) = (word.into(), word.into());
        }
        if let Some(disposition) = &mut finding.disposition {
            (disposition.reason, disposition.approver) = (word.into(), word.into());
        }
        finding.claim.iter_mut().for_each(|claim| placed(&mut claim.place));
        finding.plan.iter_mut().for_each(|plan| placed(&mut plan.place));
        let leaves = finding.criterion.children.iter_mut();
        for seen in leaves.flat_map(|leaf| &mut leaf.observations) {
            seen.place.iter_mut().for_each(placed);
            seen.attribute = Some(word.into());
            seen.expected = Some(word.into());
        }
    }
    report.diagnostics.iter_mut().filter_map(|one| one.place.as_mut()).for_each(placed);
    report
}

fn saying(word: &str) -> GapReport {
    let mut findings = every_kind(word);
    findings
        .extend((9..30).map(|rank| finding(&format!("GC22-STO-{rank:03}"), Verdict::Unmet, word)));
    let reasons = reasons(&findings, Verdict::Unmet);
    report(findings, DecisionOutcome::Rejected, reasons, word)
}

/// A bid with one finding of `verdict` that leads to `outcome`.
pub(in crate::render) fn simple(outcome: DecisionOutcome, verdict: Verdict) -> GapReport {
    let findings = vec![finding("GC22-STO-001", verdict, "架空の事業者")];
    let reasons = if verdict == Verdict::Met { Vec::new() } else { reasons(&findings, verdict) };
    GapReport { incomplete: false, ..report(findings, outcome, reasons, "架空の事業者") }
}

/// Sections of an edition and their sizes: 33 with 330 requirements.
const SECTIONS: &[(&str, usize)] = &[
    ("ELG", 8),
    ("LAW", 9),
    ("RES", 9),
    ("DCF", 9),
    ("SLA", 8),
    ("SUP", 8),
    ("BIL", 8),
    ("PRT", 6),
    ("GOV", 10),
    ("IAM", 18),
    ("ENC", 12),
    ("NET", 20),
    ("CMP", 16),
    ("CTR", 12),
    ("SVL", 9),
    ("STO", 17),
    ("DBS", 19),
    ("BKP", 10),
    ("LOG", 12),
    ("MON", 11),
    ("OPS", 13),
    ("INT", 6),
    ("EVT", 8),
    ("DLK", 8),
    ("DWH", 10),
    ("STR", 7),
    ("AIM", 10),
    ("THR", 11),
    ("VUL", 6),
    ("EDG", 9),
    ("CON", 5),
    ("VDI", 3),
    ("MIG", 3),
];
/// Observations of [`large`].
pub(in crate::render) const LARGE: usize = 20_000;

/// A whole edition judged, with 20,000 observations and 1,000 more that were left out of every leaf.
pub(in crate::render) fn large() -> GapReport {
    let ids =
        SECTIONS.iter().flat_map(|(section, size)| (1..=*size).map(move |rank| (*section, rank)));
    let mut findings: Vec<_> = ids
        .enumerate()
        .map(|(at, (section, rank))| {
            let verdict = Verdict::ALL[[0, 0, 1, 2, 0, 3, 0, 4, 0, 5, 0, 6, 7][at % 13]];
            let one =
                finding(&format!("GC22-{section}-{rank:03}"), verdict, "架空の事業者 クラウド");
            Finding {
                section: section.into(),
                lapses: Some((day("2024-09-30"), text("根拠の有効期限", "the evidence lapses"))),
                ..one
            }
        })
        .collect();
    let leaves = findings.len() * 3;
    for (at, leaf) in findings.iter_mut().flat_map(|one| &mut one.criterion.children).enumerate() {
        let wanted = LARGE / leaves + usize::from(at < LARGE % leaves);
        let one = |rank: usize| Observation {
            record: Some(Untrusted::new(format!("arn:aws:s3:::kakuu-archive-{at:04}-{rank:02}"))),
            ..observation(leaf.outcome, "false").at(at_line(rank))
        };
        leaf.observations = (0..wanted).map(one).collect();
        leaf.truncated = 1_000;
    }
    let reasons = reasons(&findings, Verdict::Unmet);
    let mut whole = report(findings, DecisionOutcome::Rejected, reasons, "架空の事業者 クラウド");
    let one = whole.sections[0].clone();
    let groups = whole.findings.chunk_by(|one, other| one.section == other.section);
    whole.sections = groups
        .zip(SECTIONS)
        .map(|(own, (id, size))| SectionResult {
            id: (*id).into(),
            size: *size,
            selected: *size,
            totals: totals(own),
            ..one.clone()
        })
        .collect();
    whole.selection = Selection { selected: 330, of: 330 };
    whole.decision.partial = false;
    whole
}

fn at_line(rank: usize) -> Place {
    at(1, u64::try_from(rank).unwrap() * 17 + 5)
}
