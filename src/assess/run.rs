//! The run: every file is read exactly once, as a stream, and each record is offered to the folds that asked for it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::model::document::DocumentKind;
use crate::model::manifest::Manifest;
use crate::model::place::FileId;
use crate::model::record::{Answer, Passage, PlanItem, Record, Standing};
use crate::model::report::{Diagnostic, Severity};
use crate::model::text::LocalText;
use crate::probe::{Estate, FoldState};
use crate::submission::{ArtifactResult, Reading, Submission};

use super::plan::Plan;
use super::standing::Standings;

/// Everything the evidence says, after the last merge.
pub struct Evidence {
    pub(crate) estate: Estate,
    pub(crate) states: Vec<FoldState>,
    pub(crate) claims: Papers,
    /// What became of each file, in the order of [`FileId`].
    pub files: Vec<ArtifactResult>,
}

/// The bidder's papers that verdicts are held against.
#[derive(Debug, Default)]
pub(crate) struct Papers {
    answers: BTreeMap<String, Vec<Answer>>,
    plans: BTreeMap<String, Vec<PlanItem>>,
    /// Kinds of documents that are readable and current.
    pub(crate) documents: BTreeSet<DocumentKind>,
}

/// The folds of one worker.
pub(crate) struct Folds<'p, 'a> {
    plan: &'p Plan<'a>,
    standings: &'p Standings<'p>,
    estate: Estate,
    states: Vec<FoldState>,
    claims: Papers,
    files: BTreeMap<FileId, ArtifactResult>,
}

/// Reads every file of the submission on `jobs` threads. The result does not depend on their number.
pub fn run(
    plan: &Plan<'_>,
    submission: &Submission,
    reading: &Reading<'_>,
    jobs: usize,
) -> Evidence {
    let standings = standings(plan, reading.manifest);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    let read = || {
        submission
            .artifacts
            .par_iter()
            .enumerate()
            .with_max_len(1)
            .fold(
                || Folds::new(plan, &standings),
                |mut folds, (rank, artifact)| {
                    let file = FileId(u32::try_from(rank).unwrap_or(u32::MAX));
                    let result = artifact.read(file, reading, &mut |record| folds.observe(record));
                    folds.files.insert(file, result);
                    folds
                },
            )
            .reduce(|| Folds::new(plan, &standings), Folds::merge)
    };
    let folds = match pool {
        Ok(pool) => pool.install(read),
        Err(_) => read(),
    };
    folds.finish()
}

/// Which records may say how much: the providers that the bid names stand behind their resources.
pub(crate) fn standings<'p>(plan: &'p Plan<'_>, manifest: &'p Manifest) -> Standings<'p> {
    let companies = manifest.participants.iter().filter_map(|company| company.provider.as_deref());
    let products = manifest.products.iter().filter_map(|product| product.provider.as_deref());
    let named = manifest.provider.as_deref().into_iter().chain(companies).chain(products);
    Standings::new(plan.input.profile, plan.input.as_of, named)
}

impl<'p, 'a> Folds<'p, 'a> {
    pub(crate) fn new(plan: &'p Plan<'a>, standings: &'p Standings<'p>) -> Self {
        let states = plan.probes.iter().map(|probe| probe.start()).collect();
        Self {
            plan,
            standings,
            estate: Estate::default(),
            states,
            claims: Papers::default(),
            files: BTreeMap::new(),
        }
    }

    /// Offers one record to whoever asked for it.
    pub(crate) fn observe(&mut self, mut record: Record) {
        if !self.standings.admit(&mut record) {
            return;
        }
        let regions = self.plan.input.regions();
        self.estate.observe(&record, &self.plan.estate, &regions);
        match &record {
            Record::Resource(_) | Record::Listing(_) | Record::Recorder(_) => return,
            Record::Answer(answer) => self.claims.add_answer(answer),
            Record::PlanItem(item) => self.claims.add_plan(item),
            Record::Passage(passage) => self.claims.add_passage(passage),
            Record::Service(_)
            | Record::Certificate(_)
            | Record::Commitment(_)
            | Record::Log(_)
            | Record::ScanRun(_)
            | Record::ScanFinding(_)
            | Record::Damaged(_) => {}
        }
        for (probe, state) in self.plan.probes.iter().zip(&mut self.states) {
            probe.observe(state, &record);
        }
    }

    fn merge(mut self, other: Self) -> Self {
        self.estate.merge(other.estate);
        for ((probe, into), state) in
            self.plan.probes.iter().zip(&mut self.states).zip(other.states)
        {
            probe.merge(into, state);
        }
        self.claims.merge(other.claims);
        self.files.extend(other.files);
        self
    }

    pub(crate) fn finish(self) -> Evidence {
        let files = self.files.into_values().collect();
        Evidence { estate: self.estate, states: self.states, claims: self.claims, files }
    }
}

impl Papers {
    fn add_answer(&mut self, answer: &Answer) {
        self.answers.entry(answer.id.raw().trim().to_uppercase()).or_default().push(answer.clone());
    }

    fn add_plan(&mut self, item: &PlanItem) {
        self.plans.entry(item.id.raw().trim().to_uppercase()).or_default().push(item.clone());
    }

    fn add_passage(&mut self, passage: &Passage) {
        if passage.standing == Standing::Full {
            self.documents.insert(passage.kind);
        }
    }

    fn merge(&mut self, other: Self) {
        for (id, answers) in other.answers {
            self.answers.entry(id).or_default().extend(answers);
        }
        for (id, plans) in other.plans {
            self.plans.entry(id).or_default().extend(plans);
        }
        self.documents.extend(other.documents);
    }

    /// The answer to `id`. Of several the least favourable counts: repeating a row never helps.
    pub(crate) fn answer(&self, id: &str) -> Option<&Answer> {
        use crate::model::document::AnswerStatus;
        let rank = |answer: &&Answer| match answer.status {
            None => 0,
            Some(AnswerStatus::NotApplicable) => 1,
            Some(AnswerStatus::NotMet) => 2,
            Some(AnswerStatus::Planned) => 3,
            Some(AnswerStatus::Met) => 4,
        };
        let rows = self.answers.get(id).map(Vec::as_slice).unwrap_or_default();
        let worst_delivery = |answer: &&Answer| std::cmp::Reverse(answer.delivery);
        rows.iter().min_by(|a, b| {
            rank(a)
                .cmp(&rank(b))
                .then(worst_delivery(a).cmp(&worst_delivery(b)))
                .then(a.place.cmp(&b.place))
        })
    }

    /// The plan for `id`. Of several the latest date counts.
    pub(crate) fn plan(&self, id: &str) -> Option<&PlanItem> {
        let rows = self.plans.get(id).map(Vec::as_slice).unwrap_or_default();
        rows.iter().max_by(|a, b| a.date.cmp(&b.date).then(b.place.cmp(&a.place)))
    }

    /// Answers and plans for requirements that the catalogue does not have.
    pub(crate) fn strangers(&self, known: &BTreeSet<&str>) -> Vec<Diagnostic> {
        let answers = self
            .answers
            .iter()
            .filter_map(|(id, rows)| rows.first().map(|row| (id, &row.id, &row.place)));
        let plans = self
            .plans
            .iter()
            .filter_map(|(id, rows)| rows.first().map(|row| (id, &row.id, &row.place)));
        let unknown = answers.chain(plans).filter(|(id, _, _)| !known.contains(id.as_str()));
        unknown
            .map(|(_, written, place)| Diagnostic {
                severity: Severity::Warning,
                code: "unknown-requirement".into(),
                message: LocalText::new(
                    "要件カタログにない要件IDです。IDを確かめてください",
                    "the catalogue has no requirement of this id: check it",
                ),
                subject: Some(written.clone()),
                place: Some(place.clone()),
            })
            .collect()
    }
}
