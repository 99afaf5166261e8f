//! What the `log` probe keeps of the records: the first places of each kind, the first and the last moment, and no record.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::log::{LogRecord, Moment};
use crate::model::observation::Conclusion;
use crate::model::place::{FileId, Place};
use crate::model::record::{Lost, Record};
use crate::model::text::Untrusted;
use crate::model::value::{Reading, Value};
use crate::model::wanted::Wanted;
use crate::probe::document::bound;
use crate::probe::estate::JoinedEstate;
use crate::probe::predicate::{Predicate, Role, Truth};
use crate::probe::quantifier::Frame;
use crate::probe::{OBSERVATIONS, ProbeKind};

use super::bind::LogProbe;

/// Longest value kept, in characters.
const FOUND: usize = 160;

/// Records looked at, by what they show.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::probe) struct State {
    /// Records against `must` or `must_not`.
    pub(super) violating: BTreeSet<Seen>,
    /// Records with a value that cannot be read.
    pub(super) unreadable: BTreeSet<Seen>,
    /// Records of which it is not known whether they apply, or hold.
    pub(super) unclear: BTreeSet<Seen>,
    /// Records that lack a field.
    pub(super) lacking: BTreeSet<Seen>,
    /// Records that have everything, as many as are asked.
    pub(super) whole: BTreeSet<Place>,
    pub(super) first: Option<(Moment, Place)>,
    pub(super) last: Option<(Moment, Place)>,
    pub(super) damaged: BTreeSet<FileId>,
}

/// One record, and the field of it that tells.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Seen {
    pub(super) place: Place,
    pub(super) field: String,
    pub(super) found: Option<Untrusted>,
    pub(super) expected: String,
}

/// What one record gives.
enum Look<'a> {
    /// `where` does not apply.
    Aside,
    Violating(&'a Predicate),
    Unreadable(&'a str, &'a str),
    Unclear(&'a Predicate),
    Lacking(&'a str),
    Whole,
}

const UNKNOWN: Reading = Reading::Unknown;

impl LogProbe {
    fn look(&self, record: &LogRecord) -> Look<'_> {
        let reading = |field: &str| {
            record
                .readings
                .iter()
                .find(|carried| carried.attribute == field)
                .map_or(&UNKNOWN, |carried| &carried.reading)
        };
        let region = match reading("region") {
            Reading::Known(value) => value.as_text(),
            Reading::Assumed(_) | Reading::Among(_) | Reading::Unknown | Reading::Unreadable(_) => {
                None
            }
        };
        let (provider, regions) = (self.home.provider(record, region), self.home.regions());
        let judge =
            |one: &Predicate, role| one.judge(reading(one.attribute), role, provider, &regions);
        let narrow = Truth::all(self.narrow.iter().map(|one| judge(one, Role::Narrow)));
        if narrow == Truth::False {
            return Look::Aside;
        }
        let held = self.must.iter().map(|one| (one, judge(one, Role::Check), Truth::False));
        let barred = self.must_not.iter().map(|one| (one, judge(one, Role::Forbid), Truth::True));
        let asked: Vec<_> = held.chain(barred).collect();
        let against = asked.iter().find(|(_, truth, bad)| truth == bad).map(|(one, ..)| *one);
        let open =
            asked.iter().find(|(_, truth, _)| *truth == Truth::Unknown).map(|(one, ..)| *one);
        let broken = self
            .narrow
            .iter()
            .map(|one| (one, judge(one, Role::Narrow)))
            .chain(asked.iter().map(|(one, truth, _)| (*one, *truth)))
            .find(|(_, truth)| *truth == Truth::Conflict);
        match (narrow, against, open) {
            (Truth::True, Some(against), _) => return Look::Violating(against),
            _ if broken.is_some() => {}
            (Truth::Unknown, Some(unclear), _) | (_, None, Some(unclear)) => {
                return Look::Unclear(unclear);
            }
            (Truth::Unknown, None, None) => return Look::Aside,
            (Truth::True | Truth::False | Truth::Conflict, _, _) => {}
        }
        if let Some((one, _)) = broken {
            return Look::Unreadable(one.attribute, &one.expected);
        }
        self.complete(&reading)
    }

    fn complete<'r>(&self, reading: &dyn Fn(&str) -> &'r Reading) -> Look<'_> {
        for field in &self.fields {
            match reading(field) {
                Reading::Unreadable(_) => return Look::Unreadable(field, ""),
                Reading::Known(value) if !is_empty(value) => {}
                Reading::Known(_) | Reading::Assumed(_) | Reading::Among(_) | Reading::Unknown => {
                    return Look::Lacking(field);
                }
            }
        }
        Look::Whole
    }

    fn observe_log(&self, state: &mut State, record: &LogRecord) {
        let seen = |field: &str, expected: &str| {
            let carried = record.readings.iter().find(|carried| carried.attribute == field);
            let found = carried.and_then(|carried| match &carried.reading {
                Reading::Known(value) | Reading::Assumed(value) => {
                    Some(value.to_words().cut(FOUND))
                }
                Reading::Among(_) | Reading::Unknown | Reading::Unreadable(_) => None,
            });
            let offset = carried.and_then(|carried| carried.offset);
            let place = Place { offset: offset.or(record.place.offset), ..record.place.clone() };
            Seen { place, field: field.to_owned(), found, expected: expected.to_owned() }
        };
        let (set, seen) = match self.look(record) {
            Look::Aside => return,
            Look::Whole => {
                state.whole.insert(record.place.clone());
                bound(&mut state.whole, self.records);
                return state.reach(record);
            }
            Look::Violating(one) => (&mut state.violating, seen(one.attribute, &one.expected)),
            Look::Unclear(one) => (&mut state.unclear, seen(one.attribute, &one.expected)),
            Look::Unreadable(field, expected) => (&mut state.unreadable, seen(field, expected)),
            Look::Lacking(field) => (&mut state.lacking, seen(field, "")),
        };
        set.insert(seen);
        bound(set, OBSERVATIONS);
        state.reach(record);
    }
}

impl State {
    /// Takes in when a record looked at was made.
    fn reach(&mut self, record: &LogRecord) {
        let Some(at) = record.at else { return };
        let seen = Some((at, record.place.clone()));
        self.first = earlier(self.first.take(), seen.clone());
        self.last = self.last.take().max(seen);
    }
}

/// The earlier of two moments, if there is any.
fn earlier(
    one: Option<(Moment, Place)>,
    other: Option<(Moment, Place)>,
) -> Option<(Moment, Place)> {
    [one, other].into_iter().flatten().min()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) => text.raw().trim().is_empty(),
        Value::List(values) => values.is_empty(),
        Value::Bool(_)
        | Value::Int(_)
        | Value::Decimal(_)
        | Value::Unlimited
        | Value::Date(_)
        | Value::Ports(_) => false,
    }
}

impl ProbeKind for LogProbe {
    type State = State;

    fn wanted(&self) -> Wanted {
        let mut wanted = Wanted::default();
        let predicates = self.narrow.iter().chain(&self.must).chain(&self.must_not);
        let asked: BTreeSet<&'static str> =
            predicates.map(|one| one.attribute).chain(self.fields.iter().copied()).collect();
        self.sources.iter().for_each(|source| wanted.log(*source, asked.iter().copied()));
        wanted
    }

    fn observe(&self, state: &mut State, record: &Record) {
        match record {
            Record::Log(log) if self.sources.contains(&log.source) => self.observe_log(state, log),
            Record::Damaged(damaged) => {
                if let Lost::Log(source) = damaged.lost
                    && self.sources.contains(&source)
                {
                    state.damaged.insert(damaged.place.file);
                }
            }
            Record::Resource(_)
            | Record::Listing(_)
            | Record::Recorder(_)
            | Record::Service(_)
            | Record::Certificate(_)
            | Record::Commitment(_)
            | Record::Passage(_)
            | Record::Answer(_)
            | Record::PlanItem(_)
            | Record::Log(_)
            | Record::ScanRun(_)
            | Record::ScanFinding(_) => {}
        }
    }

    fn merge(&self, into: &mut State, other: State) {
        for (set, more) in [
            (&mut into.violating, other.violating),
            (&mut into.unreadable, other.unreadable),
            (&mut into.unclear, other.unclear),
            (&mut into.lacking, other.lacking),
        ] {
            set.extend(more);
            bound(set, OBSERVATIONS);
        }
        into.whole.extend(other.whole);
        bound(&mut into.whole, self.records);
        into.first = earlier(into.first.take(), other.first);
        into.last = into.last.take().max(other.last);
        into.damaged.extend(other.damaged);
    }

    fn conclude(&self, state: &State, _: &JoinedEstate, _: &Frame<'_>) -> Conclusion {
        self.judge(state)
    }
}
