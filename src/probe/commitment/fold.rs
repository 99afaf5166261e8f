//! What the `commitment` probe keeps of the records.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::commitment::{Commitment, Measured, Metric, Period, Unit};
use crate::model::document::{Delivery, DocumentKind, ServiceStatus};
use crate::model::observation::Conclusion;
use crate::model::place::Place;
use crate::model::record::{Passage, Record, Service};
use crate::model::text::Untrusted;
use crate::model::wanted::Wanted;
use crate::probe::ProbeKind;
use crate::probe::document::bound;
use crate::probe::estate::JoinedEstate;
use crate::probe::phrase::Text;
use crate::probe::quantifier::Frame;

use super::bind::CommitmentProbe;

/// Kinds of documents in which a commitment may stand.
const KINDS: [DocumentKind; 6] = [
    DocumentKind::ContractTerms,
    DocumentKind::ServiceSpecification,
    DocumentKind::SupportPolicy,
    DocumentKind::ContinuityPlan,
    DocumentKind::Procedure,
    DocumentKind::AuditReport,
];
/// Most passages kept of one metric.
const PASSAGES: usize = 200;
/// Longest passage kept, in characters.
const PASSAGE: usize = 10_000;

/// Services with the capability, rows of the metric, and passages that name it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::probe) struct State {
    pub(super) offered: BTreeSet<Offered>,
    pub(super) rows: BTreeSet<Row>,
    pub(super) passages: BTreeSet<Kept>,
    pub(super) damaged: BTreeMap<Untrusted, Place>,
}

/// A service with the capability.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Offered {
    pub(super) id: Untrusted,
    pub(super) name: Untrusted,
    pub(super) delivery: Option<Delivery>,
}

/// A commitment as claimed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Row {
    pub(super) place: Place,
    pub(super) service: Untrusted,
    pub(super) value: Option<i64>,
    pub(super) unit: Option<Unit>,
    pub(super) period: Option<Period>,
    pub(super) measured: Vec<Measured>,
    pub(super) documents: Vec<Untrusted>,
}

/// A passage that names the metric.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) place: Place,
    pub(super) path: Untrusted,
    pub(super) date: Option<Date>,
    pub(super) text: Untrusted,
}

impl Offered {
    /// Whether a row is about this service: by id or by name.
    pub(super) fn is(&self, row: &Row) -> bool {
        let service = Text::new(row.service.raw());
        [&self.id, &self.name].iter().any(|name| Text::new(name.raw()).is(&service))
    }
}

impl CommitmentProbe {
    fn observe_service(&self, state: &mut State, service: &Service) {
        let has = service
            .capabilities
            .iter()
            .any(|capability| capability.raw().eq_ignore_ascii_case(self.capability.id));
        if !has || service.status != Some(ServiceStatus::Ga) {
            return;
        }
        state.offered.insert(Offered {
            id: service.id.clone(),
            name: service.name.clone(),
            delivery: service.delivery,
        });
        if let (Metric::Availability, Some(_)) = (self.metric, service.sla) {
            state.rows.insert(Row {
                place: service.place.clone(),
                service: service.id.clone(),
                value: service.sla,
                unit: Some(Unit::Percent),
                period: self.period,
                measured: Vec::new(),
                documents: service.documentation.iter().cloned().collect(),
            });
        }
    }

    fn observe_row(&self, state: &mut State, row: &Commitment) {
        if row.metric == Some(self.metric) {
            state.rows.insert(Row {
                place: row.place.clone(),
                service: row.service.clone(),
                value: row.value,
                unit: row.unit,
                period: row.period,
                measured: row.measured.clone(),
                documents: row.documents.clone(),
            });
        }
    }

    fn observe_passage(&self, state: &mut State, passage: &Passage) {
        let text = Text::new(passage.text.raw());
        if self.metric_words.iter().any(|phrase| phrase.hits(&text)) {
            state.passages.insert(Kept {
                place: passage.place.clone(),
                path: passage.path.clone(),
                date: passage.date,
                text: passage.text.cut(PASSAGE),
            });
            bound(&mut state.passages, PASSAGES);
        }
    }
}

impl ProbeKind for CommitmentProbe {
    type State = State;

    fn wanted(&self) -> Wanted {
        let mut wanted = Wanted::default();
        for kind in KINDS {
            wanted.document(kind);
        }
        wanted
    }

    fn observe(&self, state: &mut State, record: &Record) {
        match record {
            Record::Service(service) => self.observe_service(state, service),
            Record::Commitment(row) => self.observe_row(state, row),
            Record::Passage(passage) if KINDS.contains(&passage.kind) => {
                self.observe_passage(state, passage);
            }
            Record::Damaged(damaged)
                if damaged.document().is_some_and(|kind| KINDS.contains(&kind)) =>
            {
                state.damaged.insert(damaged.path.clone(), damaged.place.clone());
            }
            Record::Resource(_)
            | Record::Listing(_)
            | Record::Recorder(_)
            | Record::Certificate(_)
            | Record::Passage(_)
            | Record::Answer(_)
            | Record::PlanItem(_)
            | Record::Log(_)
            | Record::ScanRun(_)
            | Record::ScanFinding(_)
            | Record::Damaged(_) => {}
        }
    }

    fn merge(&self, into: &mut State, other: State) {
        into.offered.extend(other.offered);
        into.rows.extend(other.rows);
        into.passages.extend(other.passages);
        into.damaged.extend(other.damaged);
        bound(&mut into.passages, PASSAGES);
    }

    fn conclude(&self, state: &State, _: &JoinedEstate, _: &Frame<'_>) -> Conclusion {
        self.judge(state)
    }
}
