//! The gap report: the finished value every renderer reads.

use jiff::civil::Date;

use super::catalogue::{Core, Framework, Obligation, Provenance, Related, Subject};
use super::document::{AnswerStatus, Delivery, words};
use super::judgement::{DispositionKind, ReviewJudgement};
use super::manifest::ScopeEntry;
use super::observation::{Observation, Population};
use super::outcome::{Method, Outcome, Verdict};
use super::place::{FileId, Place};
use super::text::{LocalText, Untrusted};

/// Everything an audit found.
#[derive(Debug, Clone)]
pub struct GapReport {
    /// Version of this program.
    pub tool_version: String,
    /// Day the audit judges at.
    pub as_of: AsOf,
    /// Catalogue.
    pub catalogue: CatalogueRef,
    /// How many requirements were judged.
    pub selection: Selection,
    /// Profile.
    pub profile: ProfileRef,
    /// Declared scope: a claim.
    pub scope: Vec<ScopeEntry>,
    /// Submission.
    pub submission: SubmissionRef,
    /// Decision.
    pub decision: Decision,
    /// Score, our own measure.
    pub score: Score,
    /// Coverage.
    pub coverage: Coverage,
    /// Findings by verdict.
    pub totals: Totals,
    /// Sections in catalogue order.
    pub sections: Vec<SectionResult>,
    /// Findings in catalogue order.
    pub findings: Vec<Finding>,
    /// What lapses, by date.
    pub lapses: Vec<Lapse>,
    /// What the reader of the submission met.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether something in a selected criterion could not be read, or a limit was hit.
    pub incomplete: bool,
}

/// The day an audit judges at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The day.
    pub date: Date,
    /// Who chose it.
    pub from: AsOfSource,
}

words! {
    /// Who chose the day.
    AsOfSource {
        /// The command line.
        CommandLine = "command-line", "コマンド行の指定", "command line";
        /// The profile.
        Profile = "profile", "評価プロファイル", "profile";
        /// The clock, in Japan Standard Time.
        Today = "today", "実行日(日本時間)", "today in Japan";
    }
}

words! {
    /// Who chose the profile.
    ChosenBy {
        /// The command line.
        CommandLine = "command-line", "コマンド行の指定", "command line";
        /// The submission.
        Submission = "submission", "提出書類の指定", "submission";
        /// Nobody: the default.
        Default = "default", "既定", "default";
    }
}

/// The catalogue a report judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueRef {
    /// Edition.
    pub id: String,
    /// Version.
    pub version: String,
    /// Digest.
    pub digest: String,
    /// What readers have to know about its origin.
    pub disclaimer: LocalText,
}

/// How many requirements were judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// Judged.
    pub selected: usize,
    /// Of the edition.
    pub of: usize,
}

/// The profile a report judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileRef {
    /// Id.
    pub id: String,
    /// Title.
    pub title: LocalText,
    /// Digest.
    pub digest: String,
    /// Who chose it.
    pub chosen_by: ChosenBy,
    /// Last day a plan may reach.
    pub deadline: Option<Date>,
}

/// The submission.
#[derive(Debug, Clone)]
pub struct SubmissionRef {
    /// Provider id; none without a readable manifest.
    pub provider: Option<String>,
    /// Name in Japanese.
    pub name_ja: Option<Untrusted>,
    /// Name in English.
    pub name_en: Option<Untrusted>,
    /// SHA-256 of the sorted lines `path NUL sha256`.
    pub digest: String,
    /// Files in order of the bytes of their NFC names; [`FileId`] is the rank here.
    pub files: Vec<FileResult>,
}

/// One file of the submission.
#[derive(Debug, Clone)]
pub struct FileResult {
    /// NFC, `/`-separated name.
    pub path: Untrusted,
    /// Bytes as handed in.
    pub bytes: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// Recognised format; none: not recognised.
    pub kind: Option<String>,
    /// Records read from it.
    pub records: u64,
    /// Why it, or a part of it, was not read.
    pub rejected: Option<String>,
}

/// The decision.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Outcome.
    pub outcome: DecisionOutcome,
    /// Fewer requirements selected than the edition has.
    pub partial: bool,
    /// What leads to it.
    pub reasons: Vec<Reason>,
}

words! {
    /// Outcome of the decision.
    DecisionOutcome {
        /// Every mandatory requirement holds.
        Accepted = "accepted", "要件充足", "accepted";
        /// Every mandatory requirement holds or is planned.
        Conditional = "conditional", "条件付き", "conditional";
        /// A mandatory requirement is not met.
        Rejected = "rejected", "要件不充足", "rejected";
        /// Evidence does not suffice to decide.
        Undecided = "undecided", "判定保留", "undecided";
    }
}

/// One reason of the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Requirement; none for a reason that concerns the bid.
    pub requirement: Option<String>,
    /// Its verdict.
    pub verdict: Option<Verdict>,
    /// In words.
    pub text: LocalText,
}

/// Name of the score's formula.
pub const SCORE_FORMULA: &str = "sekisho-score/1";

/// Score by [`SCORE_FORMULA`]: integers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Weights of met.
    pub earned: u64,
    /// Weights of all but not applicable.
    pub possible: u64,
    /// Equal to earned.
    pub lower: u64,
    /// Earned and what today's evidence may still show.
    pub upper: u64,
    /// Earned and planned.
    pub projected: u64,
}

/// How much is decided, and by which method.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Decided of the selected, in percent, rounded down.
    pub decided: u64,
    /// Decided by test.
    pub test: u64,
    /// Decided by examination.
    pub examine: u64,
    /// Decided by a person.
    pub interview: u64,
}

/// Findings by verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals([u64; 8]);

impl Totals {
    /// How many findings have `verdict`.
    pub fn get(&self, verdict: Verdict) -> u64 {
        Verdict::ALL
            .iter()
            .zip(self.0)
            .find(|(known, _)| **known == verdict)
            .map_or(0, |(_, count)| count)
    }

    /// Counts one more.
    pub fn add(&mut self, verdict: Verdict) {
        for (known, count) in Verdict::ALL.iter().zip(&mut self.0) {
            if *known == verdict {
                *count += 1;
            }
        }
    }

    /// How many findings there are.
    pub fn all(&self) -> u64 {
        self.0.iter().sum()
    }
}

/// Result of one section.
#[derive(Debug, Clone)]
pub struct SectionResult {
    /// Code.
    pub id: String,
    /// Title.
    pub title: LocalText,
    /// Block.
    pub block: String,
    /// Requirements of the edition.
    pub size: usize,
    /// Judged.
    pub selected: usize,
    /// Score.
    pub score: Score,
    /// Findings by verdict.
    pub totals: Totals,
}

/// The result of one requirement.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Requirement id.
    pub requirement: String,
    /// Section.
    pub section: String,
    /// Title.
    pub title: LocalText,
    /// Text.
    pub text: LocalText,
    /// Subject.
    pub subject: Subject,
    /// Obligation.
    pub obligation: Obligation,
    /// Weight under the profile.
    pub weight: u32,
    /// Core technology.
    pub core: Core,
    /// Provenance.
    pub provenance: Provenance,
    /// Related items.
    pub mappings: Vec<(Framework, Vec<Related>)>,
    /// Verdict.
    pub verdict: Verdict,
    /// The weakest method the outcome rests on.
    pub method: Method,
    /// The bidder's answer.
    pub claim: Option<Claim>,
    /// The claim contradicts the evidence.
    pub contradiction: Option<Contradiction>,
    /// The plan.
    pub plan: Option<PlanResult>,
    /// The agency's disposition.
    pub disposition: Option<DispositionResult>,
    /// A person's review.
    pub review: Option<ReviewResult>,
    /// Day the evidence of a met requirement lapses, and why.
    pub lapses: Option<(Date, LocalText)>,
    /// The criterion with its outcomes.
    pub criterion: CriterionResult,
    /// What to do.
    pub remedy: LocalText,
}

/// The bidder's answer to one requirement.
#[derive(Debug, Clone)]
pub struct Claim {
    /// What it says.
    pub status: Option<AnswerStatus>,
    /// Who delivers.
    pub delivery: Option<Delivery>,
    /// How it is met, in the bidder's words.
    pub how: Untrusted,
    /// Where.
    pub place: Place,
}

/// A claim against the evidence.
#[derive(Debug, Clone)]
pub struct Contradiction {
    /// What contradicts what.
    pub message: LocalText,
    /// Where the claim stands; none for two pieces of evidence.
    pub claim: Option<Place>,
    /// Where the evidence stands.
    pub evidence: Option<Place>,
}

/// A plan and whether it counts.
#[derive(Debug, Clone)]
pub struct PlanResult {
    /// Who is in charge.
    pub owner: Untrusted,
    /// When it will be met.
    pub date: Option<Date>,
    /// Steps.
    pub milestones: Vec<super::record::Milestone>,
    /// Why it does not count; none if it does.
    pub why_not: Option<LocalText>,
    /// Where.
    pub place: Place,
}

/// A disposition that was applied.
#[derive(Debug, Clone)]
pub struct DispositionResult {
    /// Kind.
    pub kind: DispositionKind,
    /// Why.
    pub reason: String,
    /// Who approved.
    pub approver: String,
    /// Last day.
    pub expires: Date,
    /// The verdict without it.
    pub without: Verdict,
}

/// A review and whether it counts.
#[derive(Debug, Clone)]
pub struct ReviewResult {
    /// What was judged.
    pub judgement: ReviewJudgement,
    /// Who.
    pub reviewer: String,
    /// When.
    pub date: Date,
    /// Why.
    pub reason: String,
    /// Why it does not count; none if it does.
    pub why_not: Option<LocalText>,
}

/// One node of a criterion with its outcome.
#[derive(Debug, Clone)]
pub struct CriterionResult {
    /// Outcome.
    pub outcome: Outcome,
    /// What the node is.
    pub kind: NodeKind,
    /// Whether it decides: false for an unchosen child of `first`.
    pub decides: bool,
    /// Method of a leaf.
    pub method: Option<Method>,
    /// Population of a leaf.
    pub population: Option<Population>,
    /// Deciding observations of a leaf.
    pub observations: Vec<Observation>,
    /// How many more observations there are.
    pub truncated: u64,
    /// Children.
    pub children: Vec<CriterionResult>,
}

/// What a node of a criterion is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// All children.
    All,
    /// Any child.
    Any,
    /// The chosen child.
    First,
    /// The `n`-th best child.
    AtLeast(usize),
    /// A probe, by id.
    Probe(String),
    /// A person's judgement.
    Review,
    /// Who delivers.
    Delivery,
}

/// Something that lapses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lapse {
    /// Last day it holds.
    pub date: Date,
    /// Requirement.
    pub requirement: String,
    /// Verdict now.
    pub from: Verdict,
    /// Verdict after.
    pub to: Verdict,
    /// Why.
    pub because: LocalText,
}

/// What the reader of the submission met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// Stable code, kebab-case.
    pub code: String,
    /// What, why and what to do.
    pub message: LocalText,
    /// Words of the submission it is about.
    pub subject: Option<Untrusted>,
    /// Where.
    pub place: Option<Place>,
}

words! {
    /// How bad a diagnostic is.
    Severity {
        /// Something was not read: the audit is incomplete.
        Error = "error", "エラー", "error";
        /// Something may be wrong.
        Warning = "warning", "警告", "warning";
        /// Worth knowing.
        Note = "note", "注記", "note";
    }
}

impl GapReport {
    /// The name of a file.
    pub fn path(&self, file: FileId) -> Option<&Untrusted> {
        self.submission.files.get(usize::try_from(file.0).ok()?).map(|result| &result.path)
    }
}
