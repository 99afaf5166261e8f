//! Parameters of the `delivery` probe, and what it keeps of the records.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::criterion::Param;
use crate::model::document::{Delivery, Standard};
use crate::model::observation::Conclusion;
use crate::model::place::Place;
use crate::model::record::Record;
use crate::model::text::{Bilingual, Untrusted};
use crate::model::wanted::Wanted;
use crate::probe::bind::Binder;
use crate::probe::certificate::{self, CertificateProbe};
use crate::probe::estate::JoinedEstate;
use crate::probe::quantifier::Frame;
use crate::probe::{ProbeKind, ProbeMeta};

pub(in crate::probe) const META: ProbeMeta = ProbeMeta {
    id: "delivery",
    summary: Bilingual {
        ja: "提案全体の提供形態と、代表事業者の責任の所在が示されているか",
        en: "who delivers over the whole bid, and which company leads it",
    },
    explain: Bilingual {
        ja: "rows は回答とサービス一覧の各行の提供形態を見ます。共同提供又は他社製品を認めない評価プロファイルでは、その行があれば不適合です。認める場合、\
             owner は共同・他社製品の行が事業者又は製品を名指しすること、sla はそのサービスの水準が示されていることを求めます。lead: ismap は、代表が一社であること\
             と、各社のISMAPの登録番号が台帳と原本で裏付けられることを求めます。単独では使えないので、責任を記した文書と all で組み合わせます。",
        en: "`rows` looks at every row of answers and services. Where the profile accepts no joint delivery or third-party products, such a row disproves. Else `owner` \
             asks that it names its company or product, `sla` that a service level is given. `lead: ismap` asks for exactly one lead company, and for every company's \
             ISMAP registration, shown by register and file. Combine it under `all` with a document that says who answers for it.",
    },
    example: "{ lead: ismap, rows: [owner, sla] }",
};

/// A bound `delivery` probe.
pub(in crate::probe) struct DeliveryProbe {
    /// Registrations of the companies, if asked.
    pub(super) registrations: Option<CertificateProbe>,
    /// Whether rows are judged, and what those of others have to name.
    pub(super) rows: bool,
    pub(super) owner: bool,
    pub(super) sla: bool,
}

/// Every row that says who delivers.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::probe) struct State {
    pub(super) answers: BTreeSet<AnswerRow>,
    pub(super) services: BTreeSet<ServiceRow>,
    /// Services with a commitment, as written.
    pub(super) committed: BTreeSet<Untrusted>,
    pub(super) register: certificate::State,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct AnswerRow {
    pub(super) place: Place,
    pub(super) id: Untrusted,
    pub(super) delivery: Option<Delivery>,
    pub(super) product: Untrusted,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct ServiceRow {
    pub(super) place: Place,
    pub(super) id: Untrusted,
    pub(super) name: Untrusted,
    pub(super) delivery: Option<Delivery>,
    pub(super) participant: Untrusted,
    pub(super) has_sla: bool,
}

/// Binds the probe's parameters.
pub(in crate::probe) fn bind(with: &Param, binder: &mut Binder<'_, '_>) -> Option<DeliveryProbe> {
    binder.only(with, &["lead", "rows"]);
    let lead = match with.get("lead") {
        Some(lead) => {
            binder.word(lead, |word| (word == "ismap").then_some(true), "registration (ismap)")?
        }
        None => false,
    };
    let mut rows = Vec::new();
    for row in with.get("rows").map(Param::elements).unwrap_or_default() {
        let known = |word: &str| ["owner", "sla"].contains(&word).then(|| word.to_owned());
        rows.push(binder.word(row, known, "part of a row (owner, sla)")?);
    }
    if !lead && rows.is_empty() {
        binder.defect("unbound-parameter", with, "asks nothing: give `lead`, `rows` or both");
        return None;
    }
    let has = |word: &str| rows.iter().any(|row| row == word);
    Some(DeliveryProbe {
        registrations: lead.then(|| CertificateProbe::of(Standard::Ismap, binder)),
        rows: !rows.is_empty(),
        owner: has("owner"),
        sla: has("sla"),
    })
}

impl ProbeKind for DeliveryProbe {
    type State = State;

    fn wanted(&self) -> Wanted {
        self.registrations.as_ref().map(ProbeKind::wanted).unwrap_or_default()
    }

    fn observe(&self, state: &mut State, record: &Record) {
        match record {
            Record::Answer(answer) if self.rows => {
                state.answers.insert(AnswerRow {
                    place: answer.place.clone(),
                    id: answer.id.clone(),
                    delivery: answer.delivery,
                    product: answer.product.clone(),
                });
            }
            Record::Service(service) if self.rows => {
                state.services.insert(ServiceRow {
                    place: service.place.clone(),
                    id: service.id.clone(),
                    name: service.name.clone(),
                    delivery: service.delivery,
                    participant: service.participant.clone(),
                    has_sla: service.sla.is_some(),
                });
            }
            Record::Commitment(row) if row.value.is_some() => {
                state.committed.insert(row.service.clone());
            }
            Record::Certificate(_) | Record::Passage(_) | Record::Damaged(_) => {
                if let Some(probe) = &self.registrations {
                    probe.observe(&mut state.register, record);
                }
            }
            Record::Resource(_)
            | Record::Listing(_)
            | Record::Recorder(_)
            | Record::Service(_)
            | Record::Commitment(_)
            | Record::Answer(_)
            | Record::PlanItem(_)
            | Record::Log(_)
            | Record::ScanRun(_)
            | Record::ScanFinding(_) => {}
        }
    }

    fn merge(&self, into: &mut State, other: State) {
        into.answers.extend(other.answers);
        into.services.extend(other.services);
        into.committed.extend(other.committed);
        if let Some(probe) = &self.registrations {
            probe.merge(&mut into.register, other.register);
        }
    }

    fn conclude(&self, state: &State, _: &JoinedEstate, frame: &Frame<'_>) -> Conclusion {
        self.judge(state, frame)
    }
}
