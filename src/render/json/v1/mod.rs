//! `sekisho-report/1`, frozen: its own types, so that a change of the model is not a change of the format.
//!
//! `{"schema": "sekisho-report/1", "tool": {"name": "sekisho", …}, "as_of": {"date": "2023-10-12", "from": "profile"}, …}`

mod evidence;
mod finding;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::manifest::ScopeEntry;
use crate::model::outcome::Verdict;
use crate::model::report as model;

use evidence::{Diagnostic, File};
use finding::Finding;

/// The report.
#[derive(Serialize)]
pub(super) struct Report<'a> {
    schema: &'static str,
    tool: Tool<'a>,
    as_of: AsOf,
    catalogue: Catalogue<'a>,
    selection: Selection,
    profile: Profile<'a>,
    scope: Vec<Scope<'a>>,
    submission: Submission<'a>,
    decision: Decision<'a>,
    score: Score,
    coverage: Coverage,
    totals: BTreeMap<&'static str, u64>,
    sections: Vec<Section<'a>>,
    findings: Vec<Finding<'a>>,
    lapses: Vec<Lapse<'a>>,
    diagnostics: Vec<Diagnostic<'a>>,
    incomplete: bool,
}

/// A text in both languages.
#[derive(Serialize)]
struct Text<'a> {
    ja: &'a str,
    en: &'a str,
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'static str,
    version: &'a str,
}

#[derive(Serialize)]
struct AsOf {
    date: String,
    from: &'static str,
}

#[derive(Serialize)]
struct Catalogue<'a> {
    id: &'a str,
    version: &'a str,
    digest: &'a str,
    disclaimer: Text<'a>,
}

#[derive(Serialize)]
struct Selection {
    selected: usize,
    of: usize,
}

#[derive(Serialize)]
struct Profile<'a> {
    id: &'a str,
    title: Text<'a>,
    digest: &'a str,
    chosen_by: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<String>,
}

#[derive(Serialize)]
struct Scope<'a> {
    provider: &'a str,
    accounts: &'a [String],
    regions: &'a [String],
}

#[derive(Serialize)]
struct Submission<'a> {
    provider: Option<&'a str>,
    name: Option<Text<'a>>,
    digest: &'a str,
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
struct Decision<'a> {
    outcome: &'static str,
    partial: bool,
    reasons: Vec<Reason<'a>>,
}

#[derive(Serialize)]
struct Reason<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    requirement: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    text: Text<'a>,
}

#[derive(Serialize)]
struct Score {
    formula: &'static str,
    earned: u64,
    possible: u64,
    lower: u64,
    upper: u64,
    projected: u64,
}

#[derive(Serialize)]
struct Coverage {
    decided: u64,
    by_method: ByMethod,
}

#[derive(Serialize)]
struct ByMethod {
    test: u64,
    examine: u64,
    interview: u64,
}

#[derive(Serialize)]
struct Section<'a> {
    id: &'a str,
    title: Text<'a>,
    block: &'a str,
    size: usize,
    selected: usize,
    score: Score,
    totals: BTreeMap<&'static str, u64>,
}

#[derive(Serialize)]
struct Lapse<'a> {
    date: String,
    requirement: &'a str,
    from: &'static str,
    to: &'static str,
    because: Text<'a>,
}

impl<'a> From<&'a crate::model::text::LocalText> for Text<'a> {
    fn from(text: &'a crate::model::text::LocalText) -> Self {
        Self { ja: &text.ja, en: &text.en }
    }
}

impl From<&model::Score> for Score {
    fn from(score: &model::Score) -> Self {
        Self {
            formula: model::SCORE_FORMULA,
            earned: score.earned,
            possible: score.possible,
            lower: score.lower,
            upper: score.upper,
            projected: score.projected,
        }
    }
}

fn totals(totals: &model::Totals) -> BTreeMap<&'static str, u64> {
    Verdict::ALL.iter().map(|verdict| (verdict.id(), totals.get(*verdict))).collect()
}

impl<'a> From<&'a model::GapReport> for Report<'a> {
    fn from(report: &'a model::GapReport) -> Self {
        Self {
            schema: "sekisho-report/1",
            tool: Tool { name: "sekisho", version: &report.tool_version },
            as_of: AsOf { date: report.as_of.date.to_string(), from: report.as_of.from.id() },
            catalogue: Catalogue {
                id: &report.catalogue.id,
                version: &report.catalogue.version,
                digest: &report.catalogue.digest,
                disclaimer: (&report.catalogue.disclaimer).into(),
            },
            selection: Selection { selected: report.selection.selected, of: report.selection.of },
            profile: Profile {
                id: &report.profile.id,
                title: (&report.profile.title).into(),
                digest: &report.profile.digest,
                chosen_by: report.profile.chosen_by.id(),
                deadline: report.profile.deadline.map(|date| date.to_string()),
            },
            scope: report.scope.iter().map(scope).collect(),
            submission: submission(report),
            decision: decision(&report.decision),
            score: (&report.score).into(),
            coverage: coverage(report.coverage),
            totals: totals(&report.totals),
            sections: report.sections.iter().map(section).collect(),
            findings: report.findings.iter().map(|one| Finding::new(one, report)).collect(),
            lapses: report.lapses.iter().map(lapse).collect(),
            diagnostics: report
                .diagnostics
                .iter()
                .map(|one| Diagnostic::new(one, report))
                .collect(),
            incomplete: report.incomplete,
        }
    }
}

fn scope(entry: &ScopeEntry) -> Scope<'_> {
    Scope { provider: &entry.provider, accounts: &entry.accounts, regions: &entry.regions }
}

fn submission(report: &model::GapReport) -> Submission<'_> {
    let submission = &report.submission;
    let name = match (&submission.name_ja, &submission.name_en) {
        (None, None) => None,
        (ja, en) => {
            let ja = ja.as_ref().or(en.as_ref()).map_or("", |text| text.raw());
            let en = en.as_ref().map_or(ja, |text| text.raw());
            Some(Text { ja, en })
        }
    };
    Submission {
        provider: submission.provider.as_deref(),
        name,
        digest: &submission.digest,
        files: submission.files.iter().map(File::from).collect(),
    }
}

fn decision(decision: &model::Decision) -> Decision<'_> {
    Decision {
        outcome: decision.outcome.id(),
        partial: decision.partial,
        reasons: decision
            .reasons
            .iter()
            .map(|reason| Reason {
                requirement: reason.requirement.as_deref(),
                verdict: reason.verdict.map(Verdict::id),
                text: (&reason.text).into(),
            })
            .collect(),
    }
}

fn coverage(coverage: model::Coverage) -> Coverage {
    let by_method =
        ByMethod { test: coverage.test, examine: coverage.examine, interview: coverage.interview };
    Coverage { decided: coverage.decided, by_method }
}

fn section(section: &model::SectionResult) -> Section<'_> {
    Section {
        id: &section.id,
        title: (&section.title).into(),
        block: &section.block,
        size: section.size,
        selected: section.selected,
        score: (&section.score).into(),
        totals: totals(&section.totals),
    }
}

fn lapse(lapse: &model::Lapse) -> Lapse<'_> {
    Lapse {
        date: lapse.date.to_string(),
        requirement: &lapse.requirement,
        from: lapse.from.id(),
        to: lapse.to.id(),
        because: (&lapse.because).into(),
    }
}
