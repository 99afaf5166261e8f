//! From the records of a sample to an outcome.

use jiff::civil::Date;

use crate::model::log::Moment;
use crate::model::observation::{Conclusion, Observation};
use crate::model::outcome::{Method, Outcome};
use crate::model::place::Place;
use crate::model::text::{LocalText, Untrusted};
use crate::probe::bind::say;
use crate::probe::predicate::after;

use super::bind::{LogProbe, Span};
use super::fold::{Seen, State};

impl LogProbe {
    /// The conclusion.
    pub(super) fn judge(&self, state: &State) -> Conclusion {
        let of = |outcome, seen: Vec<Observation>| Conclusion::new(outcome, Method::Test, seen);
        if !state.violating.is_empty() {
            let message = say("この記録は条件に反します", "this record goes against what is asked");
            return of(Outcome::Violated, records(&state.violating, Outcome::Violated, &message));
        }
        if !state.unreadable.is_empty() || !state.damaged.is_empty() {
            let message =
                say("この記録の値を読み取れません", "a value of this record cannot be read");
            let mut seen = records(&state.unreadable, Outcome::Unreadable, &message);
            let message = say(
                "このログは途中で切れているか、読み取れません。取得し直してください",
                "this log is cut short or cannot be read: export it again",
            );
            seen.extend(state.damaged.iter().map(|file| {
                Observation::new(Outcome::Unreadable, message.clone()).at(Place::file(*file))
            }));
            seen.truncate(crate::probe::OBSERVATIONS);
            return of(Outcome::Unreadable, seen);
        }
        if !state.lacking.is_empty() || !state.unclear.is_empty() {
            let message = say(
                "この記録には、求める項目がありません",
                "this record does not have the field that is asked",
            );
            let mut seen = records(&state.lacking, Outcome::Absent, &message);
            let message = say(
                "条件を満たすかどうかが、この記録からは分かりません",
                "this record does not tell whether it is as asked",
            );
            seen.extend(records(&state.unclear, Outcome::Absent, &message));
            seen.truncate(crate::probe::OBSERVATIONS);
            return of(Outcome::Absent, seen);
        }
        match self.reach(state) {
            Ok((seen, until)) => Conclusion { until, ..of(Outcome::Satisfied, seen) },
            Err(seen) => of(Outcome::Absent, vec![*seen]),
        }
    }

    /// What shows that there are enough records, recent and over long enough; else what is missing.
    fn reach(&self, state: &State) -> Result<(Vec<Observation>, Option<Date>), Box<Observation>> {
        let missing = |message| Box::new(self.missing(message, state));
        let count = state.whole.len();
        if count < self.records {
            let sources: Vec<_> = self.sources.iter().map(|source| source.title()).collect();
            let ja: Vec<_> = sources.iter().map(|title| title.ja).collect();
            let en: Vec<_> = sources.iter().map(|title| title.en).collect();
            return Err(missing(say(
                format!(
                    "{}に、対象となる記録が{}件以上ありません({count}件)",
                    ja.join("・"),
                    self.records
                ),
                format!(
                    "fewer than {} records it applies to in the {} ({count})",
                    self.records,
                    en.join(", ")
                ),
            )));
        }
        let (Some(first), Some(last)) = (&state.first, &state.last) else {
            return Err(missing(say(
                "記録に日時がないため、いつのものか分かりません",
                "no record says when it was made",
            )));
        };
        let newest = last.0.day();
        let until = newest.and_then(|day| after(day, self.max_age));
        if until.is_none_or(|until| until < self.as_of) {
            return Err(missing(say(
                "最新の記録が古すぎます。新しい記録を提出してください",
                "the newest record is too old: hand in newer ones",
            )));
        }
        if !self.span.is_none_or(|span| span.is_covered(first.0, last.0)) {
            return Err(missing(say(
                "最初の記録から最後の記録までが、求める期間に足りません",
                "from the first to the last record it is not as long as asked",
            )));
        }
        let message = say(
            "求める項目を持つ記録が、求める期間にわたってあります",
            "the records have what is asked, over the time that is asked",
        );
        let seen = |(at, place): &(Moment, Place)| Observation {
            attribute: Some(crate::model::log::TIME.into()),
            found: at.day().map(|day| Untrusted::new(day.to_string())),
            expected: self.span.map(Span::words),
            ..Observation::new(Outcome::Satisfied, message.clone()).at(place.clone())
        };
        let mut observations = vec![seen(first)];
        if last != first {
            observations.push(seen(last));
        }
        Ok((observations, until))
    }

    fn missing(&self, message: LocalText, state: &State) -> Observation {
        let place = state.last.as_ref().map(|(_, place)| place.clone());
        let found = state.last.as_ref().and_then(|(at, _)| at.day());
        Observation {
            place: place.or_else(|| state.whole.first().cloned()),
            found: found.map(|day| Untrusted::new(day.to_string())),
            expected: self.span.map(Span::words),
            ..Observation::new(Outcome::Absent, message)
        }
    }
}

impl Span {
    /// Whether it fits between two moments, the days or hours of both counted.
    fn is_covered(self, first: Moment, last: Moment) -> bool {
        const HOUR: i64 = 3600;
        match self {
            Self::Days(days) => first.day().zip(last.day()).is_some_and(|(first, last)| {
                last.duration_since(first).as_hours() / 24 + 1 >= days
            }),
            Self::Hours(hours) => last.0.div_euclid(HOUR) - first.0.div_euclid(HOUR) + 1 >= hours,
        }
    }

    fn words(self) -> String {
        match self {
            Self::Days(days) => format!("span: {days} days"),
            Self::Hours(hours) => format!("span: {hours} hours"),
        }
    }
}

fn records<'s>(
    seen: impl IntoIterator<Item = &'s Seen>,
    outcome: Outcome,
    message: &LocalText,
) -> Vec<Observation> {
    let observation = |one: &Seen| Observation {
        attribute: Some(one.field.clone()),
        found: one.found.clone(),
        expected: (!one.expected.is_empty()).then(|| one.expected.clone()),
        ..Observation::new(outcome, message.clone()).at(one.place.clone())
    };
    seen.into_iter().map(observation).collect()
}
