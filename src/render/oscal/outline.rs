//! What a document is made of before it is written: the findings it is about, what it tells of them, and what everything is called.

use std::collections::BTreeSet;

use crate::model::place::{FileId, Place};
use crate::model::report::{Finding, GapReport};
use crate::render::deciding::{Deciding, deciding};
use crate::render::identity::Identity;

/// Observations of one finding; how many more there are is said.
pub(super) const OBSERVATIONS: usize = 100;

/// What a document is about.
pub(super) struct Outline<'a> {
    pub(super) report: &'a GapReport,
    pub(super) told: Vec<Told<'a>>,
    identity: Identity,
}

/// A finding and what is told of it.
pub(super) struct Told<'a> {
    pub(super) finding: &'a Finding,
    pub(super) seen: Deciding<'a>,
}

/// Things a document names.
#[derive(Debug, Clone, Copy)]
pub(super) enum Thing {
    Result,
    Finding,
    Observation,
    Risk,
    Recommendation,
    Plan,
    Milestone,
    Item,
    Approval,
    Organization,
    Person,
    Offering,
    Tool,
    Platform,
    Criteria,
    Submission,
    File,
    Entry,
}

impl Thing {
    const fn word(self) -> &'static str {
        match self {
            Self::Result => "result",
            Self::Finding => "finding",
            Self::Observation => "observation",
            Self::Risk => "risk",
            Self::Recommendation => "recommendation",
            Self::Plan => "plan",
            Self::Milestone => "milestone",
            Self::Item => "item",
            Self::Approval => "approval",
            Self::Organization => "organization",
            Self::Person => "person",
            Self::Offering => "offering",
            Self::Tool => "tool",
            Self::Platform => "platform",
            Self::Criteria => "criteria",
            Self::Submission => "submission",
            Self::File => "file",
            Self::Entry => "entry",
        }
    }
}

impl<'a> Outline<'a> {
    /// A document about the findings of `report` that are `meant`.
    pub(super) fn new(report: &'a GapReport, meant: fn(&Finding) -> bool) -> Self {
        let told = report.findings.iter().filter(|finding| meant(finding));
        let told =
            told.map(|finding| Told { finding, seen: deciding(&finding.criterion, OBSERVATIONS) });
        Self { report, told: told.collect(), identity: Identity::of(report) }
    }

    /// The identifier of a thing.
    pub(super) fn id(&self, thing: Thing, name: &str) -> String {
        self.identity.name(thing.word(), name)
    }

    /// The reference to a thing in the back matter of which there is one.
    pub(super) fn reference(&self, thing: Thing) -> String {
        format!("#{}", self.id(thing, ""))
    }

    /// The reference to a file in the back matter.
    pub(super) fn file(&self, file: FileId) -> String {
        format!("#{}", self.id(Thing::File, &file.0.to_string()))
    }

    /// Every file that some observation of the document stands in.
    pub(super) fn files(&self) -> BTreeSet<FileId> {
        let places = self.told.iter().flat_map(Told::places);
        places.map(|place| place.file).filter(|file| self.report.path(*file).is_some()).collect()
    }
}

impl<'a> Told<'a> {
    fn places(&self) -> impl Iterator<Item = &'a Place> {
        let seen = self.seen.shown.iter().filter_map(|seen| seen.place.as_ref());
        let contradiction = self.finding.contradiction.iter();
        let against = contradiction.flat_map(|one| one.claim.iter().chain(&one.evidence));
        seen.chain(against)
    }
}
