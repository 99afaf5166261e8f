//! Observations: what was seen, by which method, and the file and place in it.

use serde::Serialize;

use crate::model::observation::Observation as Seen;
use crate::model::outcome::Method as Looked;
use crate::model::place::Place;
use crate::model::report::{Contradiction, CriterionResult, ReviewResult};
use crate::model::text::Untrusted;
use crate::render::moment;
use crate::render::told::{both, outcome_id, sentence, spot};

use super::assets::{Origin, Subject};
use super::metadata::{Role, party};
use super::outline::{Outline, Thing, Told};
use super::prop::Props;
use super::text::Markup;
use super::vocabulary::{Method, ObservationType};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Observation {
    uuid: String,
    description: Markup,
    #[serde(skip_serializing_if = "Props::is_empty")]
    props: Props,
    methods: [Method; 1],
    types: [ObservationType; 1],
    origins: [Origin; 1],
    subjects: [Subject; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    relevant_evidence: Vec<Evidence>,
    collected: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
}

/// A place in a file.
#[derive(Serialize)]
struct Evidence {
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
    description: Markup,
    #[serde(skip_serializing_if = "Props::is_empty")]
    props: Props,
}

/// A reference to an observation.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Related {
    observation_uuid: String,
}

/// What an observation of a finding is called.
#[derive(Debug, Clone, Copy)]
enum Name {
    Seen(usize),
    Contradiction,
    Review,
}

impl Name {
    fn id(self, told: &Told<'_>, outline: &Outline<'_>) -> String {
        let requirement = &told.finding.requirement;
        let name = match self {
            Self::Seen(rank) => format!("{requirement} {rank}"),
            Self::Contradiction => format!("{requirement} contradiction"),
            Self::Review => format!("{requirement} review"),
        };
        outline.id(Thing::Observation, &name)
    }
}

/// References to every observation of a finding.
pub(super) fn related(told: &Told<'_>, outline: &Outline<'_>) -> Vec<Related> {
    let seen = (0..told.seen.shown.len()).map(Name::Seen);
    let contradiction = told.finding.contradiction.as_ref().map(|_| Name::Contradiction);
    let review = told.finding.review.as_ref().map(|_| Name::Review);
    let names = seen.chain(contradiction).chain(review);
    names.map(|name| Related { observation_uuid: name.id(told, outline) }).collect()
}

/// Every observation of a finding, in the order of [`related`].
pub(super) fn observations(told: &Told<'_>, outline: &Outline<'_>) -> Vec<Observation> {
    let finding = told.finding;
    let seen = told.seen.shown.iter().enumerate();
    let mut all: Vec<_> =
        seen.map(|(rank, seen)| Observation::new(Name::Seen(rank), seen, told, outline)).collect();
    let contradiction = finding.contradiction.as_ref();
    all.extend(contradiction.map(|one| Observation::contradiction(one, told, outline)));
    all.extend(finding.review.as_ref().map(|one| Observation::review(one, told, outline)));
    all
}

impl Observation {
    fn new(name: Name, seen: &Seen, told: &Told<'_>, outline: &Outline<'_>) -> Self {
        let method = method(&told.finding.criterion, seen).unwrap_or(told.finding.method);
        let until = told.finding.lapses.as_ref().and_then(|(day, _)| moment::sayable(*day));
        let evidence = seen.place.as_ref().map(|place| {
            let quote = seen.quote.as_ref().map(Untrusted::raw);
            Evidence::new(place, quote, outline)
        });
        Self {
            description: Markup::needed(sentence(seen).raw()),
            props: props(seen, told),
            methods: [method.into()],
            relevant_evidence: evidence.into_iter().collect(),
            expires: until.map(moment::last),
            ..Self::bare(name, told, outline)
        }
    }

    /// The answer against the evidence.
    fn contradiction(one: &Contradiction, told: &Told<'_>, outline: &Outline<'_>) -> Self {
        let places = one.claim.iter().chain(&one.evidence);
        Self {
            description: Markup::needed(&both(&one.message)),
            types: [ObservationType::SspStatementIssue],
            methods: [told.finding.method.into()],
            relevant_evidence: places.map(|place| Evidence::new(place, None, outline)).collect(),
            ..Self::bare(Name::Contradiction, told, outline)
        }
    }

    /// What a person judged, and whether that counts.
    fn review(one: &ReviewResult, told: &Told<'_>, outline: &Outline<'_>) -> Self {
        let mut said = vec![one.reason.clone()];
        said.extend(one.why_not.as_ref().map(both));
        let bare = Self::bare(Name::Review, told, outline);
        let reviewer = party(Role::Reviewer, &one.reviewer, outline);
        Self {
            description: Markup::paragraphs(&said).unwrap_or_else(|| Markup::needed("")),
            props: bare
                .props
                .with("judgement", one.judgement.id())
                .with("counts", one.why_not.is_none().to_string()),
            methods: [Method::Interview],
            origins: reviewer
                .map_or(bare.origins, |uuid| [Origin::party(uuid, Role::Reviewer.id())]),
            collected: moment::sayable(one.date).map_or(bare.collected, moment::first),
            ..Self::bare(Name::Review, told, outline)
        }
    }

    fn bare(name: Name, told: &Told<'_>, outline: &Outline<'_>) -> Self {
        Self {
            uuid: name.id(told, outline),
            description: Markup::needed(""),
            props: Props::default().with("requirement", &told.finding.requirement),
            methods: [Method::Unknown],
            types: [ObservationType::ControlObjective],
            origins: [Origin::tool(outline)],
            subjects: [Subject::offering(outline)],
            relevant_evidence: Vec::new(),
            collected: moment::first(outline.report.as_of.date),
            expires: None,
        }
    }
}

fn props(seen: &Seen, told: &Told<'_>) -> Props {
    let raw = Untrusted::raw;
    Props::default()
        .with("requirement", &told.finding.requirement)
        .with("outcome", outcome_id(seen.outcome))
        .maybe("record", seen.record.as_ref().map(raw))
        .maybe("attribute", seen.attribute.as_deref())
        .maybe("found", seen.found.as_ref().map(raw))
        .maybe("expected", seen.expected.as_deref())
        .maybe("declared", seen.declared.then_some("true"))
}

/// The method of the leaf that made an observation: that of a finding is the weakest of its leaves.
fn method(node: &CriterionResult, seen: &Seen) -> Option<Looked> {
    let is_its = node.observations.iter().any(|one| std::ptr::eq(one, seen));
    match node.method.filter(|_| is_its) {
        Some(method) => Some(method),
        None => node.children.iter().find_map(|child| method(child, seen)),
    }
}

impl Evidence {
    fn new(place: &Place, quote: Option<&str>, outline: &Outline<'_>) -> Self {
        let report = outline.report;
        let number = |number: Option<u64>| number.map(|number| number.to_string());
        let raw = Untrusted::raw;
        let props = Props::default()
            .maybe("line", number(place.line))
            .maybe("column", number(place.column.filter(|_| place.line.is_some())))
            .maybe("byte-offset", number(place.offset))
            .maybe("page", place.page.map(|page| page.to_string()))
            .maybe("cell", place.cell.as_ref().map(raw))
            .maybe("json-pointer", place.pointer.as_ref().map(raw))
            .maybe("quote", quote);
        Self {
            href: report.path(place.file).map(|_| outline.file(place.file)),
            description: Markup::needed(spot(place, report).raw()),
            props,
        }
    }
}
