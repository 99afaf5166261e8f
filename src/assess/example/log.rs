//! Log records of an example.

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::model::criterion::{Param, ParamValue};
use crate::model::log::{LogRecord, LogSource, Moment, TIME, log_field};
use crate::model::place::{FileId, Place};
use crate::model::record::{Attributed, Damaged, Lost, Record};
use crate::model::resource_type::ValueKind;
use crate::model::text::Untrusted;
use crate::model::value::{Reading, Value};
use crate::probe::value_of;

use super::claim::word;
use super::record::{Maker, field, text};

/// Members of a `log` that are no fields of a record.
const SETTINGS: [&str; 3] = ["source", "days", "damaged"];
/// Most days on which a record is made.
const DAYS: i64 = 4000;
const DAY: i64 = 24 * 3600;

impl Maker<'_> {
    /// One record, the same on several days, or a file that cannot be read.
    pub(super) fn log(&self, fields: &Param, place: &Place) -> Result<Vec<Record>, String> {
        let source = word(fields, "source", LogSource::find)?.ok_or("a log has no `source`")?;
        if field(fields, "damaged").is_some_and(|damaged| damaged == "true") {
            let path = Untrusted::new(format!("logs/{}.csv", place.file.0));
            let place = Place::file(FileId(place.file.0));
            return Ok(vec![Record::Damaged(Damaged { lost: Lost::Log(source), path, place })]);
        }
        let last = self.moment(fields)?;
        let days = match fields.get("days").map(text) {
            Some(days) => days.parse().ok().filter(|days| (1..=DAYS).contains(days)),
            None => Some(1),
        };
        let days: i64 = days.ok_or_else(|| format!("`days` is not from 1 to {DAYS}"))?;
        (0..days)
            .map(|day| {
                let at = last.map(|last| Moment(last.0 - (days - 1 - day) * DAY));
                let line = u64::try_from(day + 1).ok();
                let readings = readings(fields, at)?;
                let place = Place { line, ..place.clone() };
                Ok(Record::Log(LogRecord { source, provider: None, at, readings, place }))
            })
            .collect()
    }

    /// Noon of the day of the audit, unless the example says otherwise. Without a zone it is Japan's.
    fn moment(&self, fields: &Param) -> Result<Option<Moment>, String> {
        let Some(param) = fields.get(TIME) else { return Ok(Moment::noon(self.as_of)) };
        if param.value == ParamValue::Null {
            return Ok(None);
        }
        let written = text(param);
        let bad = || format!("`{written}` is no time such as 2022-10-01T09:00:00+09:00");
        if let Ok(moment) = written.parse::<Timestamp>() {
            return Ok(Some(Moment(moment.as_second())));
        }
        if let Ok(day) = written.parse() {
            return Ok(Moment::noon(day));
        }
        let local: jiff::civil::DateTime = written.parse().map_err(|_| bad())?;
        let moment = Offset::constant(9).to_timestamp(local).map_err(|_| bad())?;
        Ok(Some(Moment(moment.as_second())))
    }
}

fn readings(fields: &Param, at: Option<Moment>) -> Result<Vec<Attributed>, String> {
    let mut readings = Vec::new();
    for (key, written) in fields.entries() {
        if key.value == TIME || SETTINGS.contains(&key.value.as_str()) {
            continue;
        }
        let known = log_field(&key.value);
        let known = known.ok_or_else(|| format!("a log has no field `{}`", key.value))?;
        // A log writes numbers where an account or a code is meant.
        let value = match (known.kind, &written.value) {
            (
                ValueKind::Text,
                ParamValue::Int(_) | ParamValue::Decimal(_) | ParamValue::Bool(_),
            ) => Some(Value::text(text(written))),
            _ => value_of(written, known.kind),
        };
        let value =
            value.ok_or_else(|| format!("the value of `{}` is of another kind", key.value))?;
        readings.push(Attributed {
            attribute: known.id,
            reading: Reading::Known(value),
            offset: None,
        });
    }
    if let (Some(day), Some(time)) = (at.and_then(Moment::day), log_field(TIME)) {
        let reading = Reading::Known(Value::Date(day));
        readings.push(Attributed { attribute: time.id, reading, offset: None });
    }
    Ok(readings)
}
