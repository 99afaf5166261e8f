//! What tests of the assessment share: one requirement with its claims and papers, judged as a whole bid would be.

use crate::model::catalogue::{
    Block, Catalogue, Core, Examples, Obligation, Provenance, Requirement, Section, Subject,
};
use crate::model::criterion::{Criterion, CriterionKind, ProbeUse};
use crate::model::document::{AnswerStatus, Delivery};
use crate::model::judgement::{Disposition, ReviewRecord};
use crate::model::manifest::{Manifest, Participant};
use crate::model::outcome::{Method, Outcome, Verdict};
use crate::model::place::{FileId, Place};
use crate::model::record::{Answer, Milestone, PlanItem, Record};
use crate::model::report::{
    AsOf, AsOfSource, ChosenBy, FileResult, Finding, GapReport, NodeKind, SubmissionRef,
};
use crate::model::text::LocalText;
use crate::probe::testing::{AS_OF, Bench, PROVIDER, param, place, spanned, untrusted};

use super::evaluate::result;
use super::judge::{Case, judge};
use super::plan::{PlanInput, plan};
use super::run::{Folds, standings};

/// Id of the requirement.
pub(crate) const ID: &str = "GC22-STO-001";

/// A bid on one requirement.
pub(crate) struct Trial {
    pub(crate) bench: Bench,
    pub(crate) requirement: Requirement,
    pub(crate) manifest: Manifest,
    pub(crate) records: Vec<Record>,
    pub(crate) files: Vec<FileResult>,
    pub(crate) reviews: Vec<ReviewRecord>,
    pub(crate) dispositions: Vec<Disposition>,
}

impl Trial {
    /// A bid of one company, with nothing handed in.
    pub(crate) fn new(subject: Subject, criterion: CriterionKind) -> Self {
        let bench = Bench::new();
        let manifest = Manifest {
            provider: Some(PROVIDER.to_owned()),
            scope: bench.scope.clone(),
            ..Manifest::default()
        };
        Self {
            requirement: requirement(subject, criterion),
            manifest,
            bench,
            records: Vec::new(),
            files: Vec::new(),
            reviews: Vec::new(),
            dispositions: Vec::new(),
        }
    }

    /// The whole report.
    pub(crate) fn report(&self) -> GapReport {
        let catalogue = catalogue(self.requirement.clone());
        let input = PlanInput {
            catalogue: &catalogue,
            profile: &self.bench.profile,
            as_of: AS_OF,
            mappings: &self.bench.mappings,
            only: &[],
            regions: &[],
            child: None,
        };
        let (plan, defects) = plan(input);
        assert_eq!(defects, [], "the criterion binds");
        let standings = standings(&plan, &self.manifest);
        let mut folds = Folds::new(&plan, &standings);
        self.records.iter().cloned().for_each(|record| folds.observe(record));
        let case = Case {
            manifest: &self.manifest,
            manifest_place: Some(place(0)),
            reviews: &self.reviews,
            dispositions: &self.dispositions,
            as_of: AsOf { date: AS_OF, from: AsOfSource::Profile },
            chosen_by: ChosenBy::Default,
            tool_version: "",
            submission: submission(self.files.clone()),
            diagnostics: Vec::new(),
            incomplete: false,
        };
        judge(&plan, folds.finish(), case)
    }

    /// The finding on the requirement.
    pub(crate) fn finding(&self) -> Finding {
        self.report().findings.swap_remove(0)
    }
}

/// A submission of `files`.
pub(crate) fn submission(files: Vec<FileResult>) -> SubmissionRef {
    SubmissionRef { provider: None, name_ja: None, name_en: None, digest: String::new(), files }
}

/// A file whose digest is `sha256`.
pub(crate) fn file(path: &str, sha256: &str) -> FileResult {
    FileResult {
        path: untrusted(path),
        bytes: 1,
        sha256: sha256.to_owned(),
        kind: None,
        records: 0,
        rejected: None,
    }
}

/// A criterion of one node.
pub(crate) fn criterion(kind: CriterionKind) -> Criterion {
    Criterion { kind, joint_only: false, at: spanned(()) }
}

/// A probe with parameters written as YAML.
pub(crate) fn probe(id: &str, with: &str) -> CriterionKind {
    CriterionKind::Probe(ProbeUse {
        probe: spanned(id.to_owned()),
        with: param(with),
        per_participant: false,
    })
}

/// A mandatory requirement that anybody's technology may meet.
pub(crate) fn requirement(subject: Subject, kind: CriterionKind) -> Requirement {
    Requirement {
        id: spanned(ID.to_owned()),
        title: LocalText::default(),
        text: LocalText::new("架空の要件を満たすこと。", "A fictional requirement holds."),
        subject,
        obligation: Obligation::Mandatory,
        weight: 1,
        core: Core::Any,
        provenance: Provenance::Reconstructed,
        basis: Vec::new(),
        mappings: Vec::new(),
        criterion: criterion(kind),
        remedy: LocalText::default(),
        examples: Examples::default(),
    }
}

fn catalogue(requirement: Requirement) -> Catalogue {
    let section = Section {
        id: "STO".to_owned(),
        title: LocalText::default(),
        block: "A".to_owned(),
        requirements: vec![requirement],
    };
    let sections = vec![("sto".to_owned(), 1)];
    Catalogue {
        id: "test".to_owned(),
        version: "1.0.0".to_owned(),
        size: 1,
        title: LocalText::default(),
        disclaimer: LocalText::default(),
        blocks: vec![Block { id: "A".to_owned(), title: LocalText::default(), size: 1, sections }],
        sections: vec![section],
        digest: String::new(),
    }
}

/// An answer that says nothing of delivery.
pub(crate) fn answer(status: Option<AnswerStatus>) -> Answer {
    Answer {
        id: untrusted(ID),
        status,
        delivery: None,
        product: untrusted(""),
        how: untrusted(""),
        evidence: untrusted(""),
        planned: None,
        owner: untrusted(""),
        place: place(10),
    }
}

/// A plan for the day after the audit.
pub(crate) fn plan_item() -> PlanItem {
    PlanItem {
        id: untrusted(ID),
        owner: untrusted("架空 太郎"),
        date: AS_OF.tomorrow().ok(),
        milestones: vec![Milestone { name: untrusted("設計"), date: None, done: false }],
        updated: None,
        place: place(11),
    }
}

/// A company of the bid, with its ISMAP registration.
pub(crate) fn company(provider: &str, lead: bool) -> Participant {
    Participant {
        name: untrusted(&format!("架空クラウド{provider}")),
        provider: Some(provider.to_owned()),
        lead,
        ismap: Some(untrusted("C00-0000-0")),
    }
}

/// A bid of two companies, led by the provider.
pub(crate) fn joint_manifest() -> Manifest {
    Manifest {
        provider: Some(PROVIDER.to_owned()),
        participants: vec![company(PROVIDER, true), company("hare", false)],
        ..Manifest::default()
    }
}

/// A deliverer as the answer states it.
pub(crate) fn delivered(by: Option<Delivery>) -> Answer {
    Answer { delivery: by, ..answer(Some(AnswerStatus::Met)) }
}

/// A mandatory finding of weight 1.
pub(crate) fn finding(verdict: Verdict) -> Finding {
    Finding {
        requirement: ID.to_owned(),
        section: "STO".to_owned(),
        title: LocalText::default(),
        text: LocalText::default(),
        subject: Subject::Bidder,
        obligation: Obligation::Mandatory,
        weight: 1,
        core: Core::Any,
        provenance: Provenance::Reconstructed,
        mappings: Vec::new(),
        verdict,
        method: Method::Test,
        claim: None,
        contradiction: None,
        plan: None,
        disposition: None,
        review: None,
        lapses: None,
        criterion: result(Outcome::Absent, NodeKind::All, true, Vec::new()),
        remedy: LocalText::default(),
    }
}

/// The first line of the file a record of [`answer`] stands in.
pub(crate) fn answer_place() -> Place {
    Place { line: Some(1), ..Place::file(FileId(10)) }
}
