//! The `answer` probe: the bidder's own word. It proves nothing alone; the lint forbids a leaf that rests on it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::criterion::Param;
use crate::model::document::AnswerStatus;
use crate::model::observation::{Conclusion, Observation};
use crate::model::outcome::{Method, Outcome};
use crate::model::place::Place;
use crate::model::record::Record;
use crate::model::text::Bilingual;
use crate::model::wanted::Wanted;

use super::bind::{Binder, say};
use super::estate::JoinedEstate;
use super::quantifier::Frame;
use super::{ProbeKind, ProbeMeta};

pub(super) const META: ProbeMeta = ProbeMeta {
    id: "answer",
    summary: Bilingual {
        ja: "回答の申告があるか(単独では根拠になりません)",
        en: "the bidder's answer, which proves nothing alone",
    },
    explain: Bilingual {
        ja: "status(met、planned、not_met、na)の回答があるかを見ます。自己申告なので、他の根拠と all で組み合わせます。",
        en: "Looks for an answer with `status` (met, planned, not_met, na). A claim: combine it under `all` with evidence.",
    },
    example: "{ status: met }",
};

/// A bound `answer` probe.
pub(super) struct AnswerProbe {
    id: String,
    status: AnswerStatus,
}

/// Answers seen.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct State {
    seen: BTreeSet<(Place, Option<AnswerStatus>)>,
}

/// Binds the probe's parameters.
pub(super) fn bind(with: &Param, binder: &mut Binder<'_, '_>) -> Option<AnswerProbe> {
    binder.only(with, &["status"]);
    let status = binder.required(with, "status")?;
    let status = binder.word(status, AnswerStatus::find, "answer (met, planned, not_met, na)")?;
    Some(AnswerProbe { id: binder.terms.answer_id.clone(), status })
}

impl ProbeKind for AnswerProbe {
    type State = State;

    fn wanted(&self) -> Wanted {
        Wanted::default()
    }

    fn observe(&self, state: &mut State, record: &Record) {
        if let Record::Answer(answer) = record
            && answer.id.raw().eq_ignore_ascii_case(&self.id)
        {
            state.seen.insert((answer.place.clone(), answer.status));
        }
    }

    fn merge(&self, into: &mut State, other: State) {
        into.seen.extend(other.seen);
    }

    fn conclude(&self, state: &State, _: &JoinedEstate, _: &Frame<'_>) -> Conclusion {
        let claimed = state.seen.iter().find(|(_, status)| *status == Some(self.status));
        let seen = if let Some((place, _)) = claimed {
            let message = say("回答で申告されています", "claimed by the answer");
            Observation::new(Outcome::Satisfied, message).at(place.clone())
        } else {
            Observation::new(Outcome::Absent, say("求める回答がありません", "no such answer"))
        };
        Conclusion::new(seen.outcome, Method::Claim, vec![seen])
    }
}
