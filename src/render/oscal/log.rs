//! The assessment log: what the reader of the submission met.

use serde::Serialize;

use crate::model::report::Diagnostic;
use crate::render::moment;
use crate::render::told::{both, more, spot};

use super::outline::{Outline, Thing};
use super::prop::Props;
use super::text::Markup;

/// Diagnostics told; how many more there are is said.
pub(super) const DIAGNOSTICS: usize = 1_000;

#[derive(Serialize)]
pub(super) struct Log {
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    uuid: String,
    title: Markup,
    description: Markup,
    start: String,
    props: Props,
}

impl Log {
    /// The log; none without entries.
    pub(super) fn new(outline: &Outline<'_>) -> Option<Self> {
        let diagnostics = &outline.report.diagnostics;
        let told = diagnostics.iter().take(DIAGNOSTICS).enumerate();
        let mut entries: Vec<_> = told.map(|(rank, one)| Entry::new(rank, one, outline)).collect();
        let rest = diagnostics.len().saturating_sub(DIAGNOSTICS);
        let more = more(u64::try_from(rest).unwrap_or(u64::MAX));
        entries.extend(more.map(|more| Entry {
            uuid: outline.id(Thing::Entry, "more"),
            title: Markup::needed("left-out"),
            description: Markup::needed(&more),
            start: moment::first(outline.report.as_of.date),
            props: Props::default().with("left-out", rest.to_string()),
        }));
        (!entries.is_empty()).then_some(Self { entries })
    }
}

impl Entry {
    fn new(rank: usize, one: &Diagnostic, outline: &Outline<'_>) -> Self {
        let at = one.place.as_ref().map(|place| spot(place, outline.report));
        let about = [one.subject.as_ref(), at.as_ref()].into_iter().flatten();
        let mut text = both(&one.message);
        for part in about {
            text.push_str(": ");
            text.push_str(part.raw());
        }
        Self {
            uuid: outline.id(Thing::Entry, &rank.to_string()),
            title: Markup::needed(&one.code),
            description: Markup::needed(&text),
            start: moment::first(outline.report.as_of.date),
            props: Props::default().with("severity", one.severity.id()).with("code", &one.code),
        }
    }
}
