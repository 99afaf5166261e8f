//! From rows and documents to an outcome: of several rows the best decides, since a service may have one for each severity.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::commitment::Figure;
use crate::model::observation::{Conclusion, Observation};
use crate::model::outcome::{Method, Outcome};
use crate::model::place::Place;
use crate::model::text::{LocalText, Untrusted};
use crate::model::value::Value;
use crate::probe::OBSERVATIONS;
use crate::probe::bind::say;
use crate::probe::phrase::Phrase;
use crate::probe::predicate::after;

use super::bind::CommitmentProbe;
use super::document::{Finding, Says};
use super::fold::{Offered, Row, State};

/// How many months may lie between the last one on record and the day of the audit.
const LAG: i32 = 3;

/// What one row gives.
struct RowResult<'a> {
    row: &'a Row,
    service: &'a Offered,
    outcome: Outcome,
    document: Option<Finding>,
    message: LocalText,
}

impl CommitmentProbe {
    /// The conclusion.
    pub(super) fn judge(&self, state: &State) -> Conclusion {
        let results: Vec<_> = state
            .rows
            .iter()
            .filter_map(|row| {
                let service = state.offered.iter().find(|service| service.is(row))?;
                Some(self.judge_row(row, service, state))
            })
            .collect();
        let best = results
            .iter()
            .map(|result| result.outcome)
            .max_by_key(|outcome| (outcome.rank(), *outcome == Outcome::Unreadable));
        let Some(outcome) = best else { return self.nothing(state) };
        let deciding = results.iter().filter(|result| result.outcome == outcome);
        let delivery = deciding.clone().map(|result| result.service.delivery).min().flatten();
        let lapses = deciding.clone().filter_map(|result| self.lapses(result)).max();
        let mut seen = Vec::new();
        for result in deciding {
            seen.push(self.observation(result, result.row.place.clone(), None));
            let document = result.document.as_ref();
            if let Some((place, document)) =
                document.and_then(|one| Some((one.place.clone()?, one)))
            {
                seen.push(self.observation(result, place, document.quote.clone()));
            }
        }
        let truncated = seen.len().saturating_sub(OBSERVATIONS) as u64;
        seen.truncate(OBSERVATIONS);
        let until = lapses.filter(|_| outcome == Outcome::Satisfied);
        Conclusion { truncated, delivery, until, ..Conclusion::new(outcome, Method::Examine, seen) }
    }

    fn judge_row<'a>(&self, row: &'a Row, service: &'a Offered, state: &State) -> RowResult<'a> {
        let result =
            |outcome, document, message| RowResult { row, service, outcome, document, message };
        let figure = match self.figure(row) {
            Ok(figure) => figure,
            Err((outcome, message)) => return result(outcome, None, message),
        };
        let names: Vec<Phrase> = [&service.name, &service.id]
            .into_iter()
            .map(|name| Phrase::new(name.raw()))
            .filter(|phrase| !phrase.is_empty())
            .collect();
        let document = self.documented(row, &names, figure, state);
        let (outcome, message) = match document.says {
            Says::Same => match self.unrecorded(row, &names, state) {
                Some(message) => (Outcome::Absent, message),
                None => (
                    Outcome::Satisfied,
                    say("約束と文書が一致します", "the commitment and its document agree"),
                ),
            },
            says @ (Says::Negated
            | Says::Other
            | Says::Unreadable
            | Says::Outdated
            | Says::Nothing) => unstated(says, row),
        };
        result(outcome, Some(document), message)
    }

    /// The row's figure, if it is good enough; else what that gives.
    fn figure(&self, row: &Row) -> Result<Figure, (Outcome, LocalText)> {
        let absent = |ja, en| Err((Outcome::Absent, say(ja, en)));
        let (Some(value), Some(unit)) = (row.value, row.unit) else {
            return absent("値又は単位がありません", "the row has no value or no unit");
        };
        let figure = unit.figure(value).filter(|one| one.dimension == self.limit.dimension());
        let Some(figure) = figure else {
            return absent("この指標の単位ではありません", "its unit does not measure this metric");
        };
        if !self.limit.holds(figure) {
            let message = say(
                "約束した値が、求める値に届きません",
                "the committed value falls short of what is asked",
            );
            return Err((Outcome::Violated, message));
        }
        if self.window(row).iter().any(|(_, measured)| self.limit.is_worse(*measured, value)) {
            let message = say(
                "実績が約束した値を下回った月があります",
                "in a month on record the commitment was not kept",
            );
            return Err((Outcome::Violated, message));
        }
        match (self.period, row.period) {
            (Some(_), None) => {
                absent("約束の対象期間がありません", "the row does not say for which period")
            }
            (Some(asked), Some(given)) if given > asked => absent(
                "対象期間が、求める期間より長いため比較できません",
                "it is for a longer period than asked",
            ),
            (Some(_) | None, _) => Ok(figure),
        }
    }

    /// The measured values of the asked months; a value without month is held against the bidder as well.
    fn window(&self, row: &Row) -> Vec<(Option<Date>, i64)> {
        let Some(months) = self.months else { return Vec::new() };
        let last = row.measured.iter().filter_map(|measured| measured.month).max();
        let first = last.and_then(|last| months_before(last, months - 1));
        let counts = |month: Option<Date>| month.is_none() || month >= first;
        let within = row.measured.iter().filter(|measured| counts(measured.month));
        within.map(|measured| (measured.month, measured.value)).collect()
    }

    /// Why the record of the asked months does not show that the commitment was kept; none if it does, or none is asked.
    fn unrecorded(&self, row: &Row, names: &[Phrase], state: &State) -> Option<LocalText> {
        let months = self.months?;
        let window: Vec<(Date, i64)> = self
            .window(row)
            .into_iter()
            .filter_map(|(month, value)| Some((month?, value)))
            .collect();
        let given: BTreeSet<Date> = window.iter().map(|(month, _)| *month).collect();
        let last = given.last().copied();
        let is_recent = last.is_some_and(|last| {
            last <= self.as_of
                && months_before(self.as_of, LAG).is_some_and(|oldest| {
                    (last.year(), last.month()) >= (oldest.year(), oldest.month())
                })
        });
        if !is_recent || usize::try_from(months).ok() != Some(given.len()) {
            return Some(say(
                format!("直近{months}か月の実績が、月を付けて示されていません(例: 2022-08=99.99)"),
                format!("the last {months} months are not all on record; write 2022-08=99.99"),
            ));
        }
        let values: BTreeSet<i64> = window.iter().map(|(_, value)| *value).collect();
        if self.recorded(row, names, &values, state).is_some() {
            return None;
        }
        Some(say(
            "実績の値を記した有効な文書がありません",
            "no current document of the row shows the measured values",
        ))
    }

    fn lapses(&self, result: &RowResult<'_>) -> Option<Date> {
        after(result.document.as_ref()?.date?, self.max_age)
    }

    fn observation(
        &self,
        result: &RowResult<'_>,
        place: Place,
        quote: Option<Untrusted>,
    ) -> Observation {
        let found = result.row.value.map(|value| {
            let unit = result.row.unit.map_or("", crate::model::commitment::Unit::id);
            Untrusted::new(format!("{} {unit}", Value::Decimal(value).to_words().raw()).trim())
        });
        Observation {
            record: Some(result.row.service.clone()),
            attribute: Some(self.metric.id().into()),
            found,
            expected: Some(self.expected.clone()),
            quote,
            ..Observation::new(result.outcome, result.message.clone()).at(place)
        }
    }

    /// No row of the metric for a service with the capability.
    fn nothing(&self, state: &State) -> Conclusion {
        let (capability, metric) = (self.capability, self.metric.title());
        let message = if state.offered.is_empty() {
            say(
                format!(
                    "サービス一覧に「{}」({})を正式に提供する項目がないため、約束を照合できません",
                    capability.title.ja, capability.id
                ),
                format!(
                    "no generally available service of the list has capability {}, so no commitment is about it",
                    capability.id
                ),
            )
        } else {
            say(
                format!("「{}」の{}の約束がありません", capability.title.ja, metric.ja),
                format!("no commitment on the {} of {}", metric.en, capability.id),
            )
        };
        let seen = Observation {
            expected: Some(self.expected.clone()),
            ..Observation::new(Outcome::Absent, message)
        };
        Conclusion::new(Outcome::Absent, Method::Examine, vec![seen])
    }
}

/// What a row gives whose documents do not state it.
fn unstated(says: Says, row: &Row) -> (Outcome, LocalText) {
    match says {
        Says::Negated => (
            Outcome::Review,
            say(
                "文書に同じ値がありますが、否定・除外・予定の語がある文か、要件文の引用です。人が読んで判断してください",
                "the figure is there, but in a clause that negates, excludes or postpones, or in a quotation of the requirement: a person has to read it",
            ),
        ),
        Says::Other => (
            Outcome::Unreadable,
            say(
                "台帳の値と文書の値が違います。どちらかが誤りです",
                "the row and its document state different figures: one of them is wrong",
            ),
        ),
        Says::Unreadable => (
            Outcome::Unreadable,
            say(
                "根拠文書が読み取れません。読める形で提出し直してください",
                "its document cannot be read: hand it in again",
            ),
        ),
        Says::Outdated => (
            Outcome::Absent,
            say(
                "根拠文書に日付が無いか、古いか、評価基準日より後です。日付を記した有効な文書を提出してください",
                "its document has no date, is too old, or is dated after the day of the audit: hand in a current, dated one",
            ),
        ),
        Says::Same | Says::Nothing if row.documents.is_empty() => (
            Outcome::Absent,
            say(
                "約束の記載だけです。サービス名、指標、値を同じ節に記した文書を提出し、document に記してください",
                "only claimed: hand in a document that states service, metric and figure in one section, and name it as `document`",
            ),
        ),
        Says::Same | Says::Nothing => (
            Outcome::Absent,
            say(
                "根拠文書の同じ節に、サービス名、指標、値がそろっていません。文書の種類の申告も確かめてください",
                "no passage of its document states service, metric and figure together; check that its kind is declared",
            ),
        ),
    }
}

fn months_before(day: Date, months: i32) -> Option<Date> {
    day.checked_sub(jiff::Span::new().try_months(months).ok()?).ok()
}
