//! Assessment results: one result with every requirement that was judged.

use serde::Serialize;

use crate::model::outcome::Verdict;
use crate::model::report::{GapReport, SCORE_FORMULA};
use crate::model::text::Bilingual;
use crate::render::document::identified;
use crate::render::moment;
use crate::render::told::both_words;

use super::assets::Assets;
use super::control::{Definitions, Reviewed};
use super::finding::Finding;
use super::log::Log;
use super::metadata::Metadata;
use super::observation::{Observation, observations};
use super::outline::{Outline, Thing};
use super::prop::Props;
use super::resource::BackMatter;
use super::risk::Risk;
use super::text::Markup;

const TITLE: Bilingual = Bilingual {
    ja: "要件充足状況の評価結果",
    en: "results of the assessment against the requirements",
};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Root<'a> {
    assessment_results: AssessmentResults<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct AssessmentResults<'a> {
    uuid: String,
    metadata: Metadata,
    import_ap: ImportAp,
    #[serde(skip_serializing_if = "Option::is_none")]
    local_definitions: Option<Definitions<'a>>,
    results: [AssessmentResult<'a>; 1],
    back_matter: BackMatter,
}

#[derive(Serialize)]
struct ImportAp {
    href: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct AssessmentResult<'a> {
    uuid: String,
    title: Markup,
    description: Markup,
    start: String,
    end: String,
    props: Props,
    local_definitions: Assets,
    reviewed_controls: Reviewed<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assessment_log: Option<Log>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    observations: Vec<Observation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    risks: Vec<Risk>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<Finding>,
}

/// Writes the document.
pub(super) fn render(report: &GapReport) -> Vec<u8> {
    let outline = Outline::new(report, |_| true);
    let root = Root {
        assessment_results: AssessmentResults {
            uuid: String::new(),
            metadata: Metadata::new(TITLE, &outline),
            import_ap: ImportAp { href: outline.reference(Thing::Criteria) },
            local_definitions: Definitions::new(&outline),
            results: [AssessmentResult::new(&outline)],
            back_matter: BackMatter::new(&outline),
        },
    };
    identified("assessment-results", root, |root, uuid| root.assessment_results.uuid = uuid)
}

impl<'a> AssessmentResult<'a> {
    fn new(outline: &Outline<'a>) -> Self {
        let day = moment::first(outline.report.as_of.date);
        Self {
            uuid: outline.id(Thing::Result, ""),
            title: Markup::needed(&both_words(TITLE)),
            description: Markup::needed(&decision(outline.report)),
            start: day.clone(),
            end: day,
            props: props(outline.report),
            local_definitions: Assets::new(outline),
            reviewed_controls: Reviewed::new(outline),
            assessment_log: Log::new(outline),
            observations: outline
                .told
                .iter()
                .flat_map(|told| observations(told, outline))
                .collect(),
            risks: outline.told.iter().filter_map(|told| Risk::new(told, outline)).collect(),
            findings: outline.told.iter().map(|told| Finding::new(told, outline)).collect(),
        }
    }
}

fn decision(report: &GapReport) -> String {
    let outcome = both_words(report.decision.outcome.title());
    let (selected, of) = (report.selection.selected, report.selection.of);
    if report.decision.partial {
        format!(
            "{outcome} ({of}件中{selected}件について判定 / {selected} of {of} requirements judged)"
        )
    } else {
        outcome
    }
}

/// What was judged by, and the figures.
fn props(report: &GapReport) -> Props {
    let (score, coverage) = (&report.score, &report.coverage);
    let mut props = Props::default()
        .with("decision", report.decision.outcome.id())
        .with("partial", report.decision.partial.to_string())
        .with("incomplete", report.incomplete.to_string())
        .with("selected", report.selection.selected.to_string())
        .with("of", report.selection.of.to_string())
        .with("as-of", report.as_of.date.to_string())
        .with("as-of-from", report.as_of.from.id())
        .with("submission-digest", &report.submission.digest)
        .with("catalogue-digest", &report.catalogue.digest)
        .with("profile-digest", &report.profile.digest)
        .with("score-formula", SCORE_FORMULA);
    let figures = [
        ("score-earned", score.earned),
        ("score-possible", score.possible),
        ("score-lower", score.lower),
        ("score-upper", score.upper),
        ("score-projected", score.projected),
        ("decided-percent", coverage.decided),
    ];
    for (name, figure) in figures {
        props = props.with(name, figure.to_string());
    }
    for verdict in Verdict::ALL {
        props = props.classed("total", report.totals.get(verdict).to_string(), Some(verdict.id()));
    }
    props
}
