//! From native values to the readings of a record.

use crate::model::log::{Moment, TIME, log_field};
use crate::model::record::Attributed;
use crate::model::resource_type::ValueKind;
use crate::model::value::{Reading, Unreadable, Value};
use crate::submission::json::{Defect, Tree, Value as Json};

use super::field::{CLOCK, DAY};
use super::moment;
use super::names::{Meaning, Names};

/// A value as the file has it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Native<'a> {
    Text(&'a str),
    Tree(&'a Tree),
}

/// The most telling value of each asked field.
#[derive(Debug)]
pub(super) struct Found<'a> {
    values: Vec<Option<Best<'a>>>,
}

#[derive(Debug, Clone, Copy)]
struct Best<'a> {
    rank: usize,
    factor: i64,
    native: Native<'a>,
    offset: Option<u64>,
}

impl<'a> Found<'a> {
    /// Nothing yet of `names`.
    pub(super) fn of(names: &Names) -> Self {
        Self { values: vec![None; names.slots.len()] }
    }

    /// Takes in the value under `path`. What says nothing gives way to what does.
    pub(super) fn take(
        &mut self,
        names: &mut Names,
        path: &str,
        native: Native<'a>,
        offset: Option<u64>,
    ) {
        for meaning in names.meanings(path) {
            let Some(slot) = self.values.get_mut(meaning.slot) else { continue };
            let key = |rank, native: &Native<'_>| (native.is_empty(), rank);
            let is_better = slot
                .as_ref()
                .is_none_or(|best| key(meaning.rank, &native) < key(best.rank, &best.native));
            if is_better {
                let Meaning { rank, factor, .. } = *meaning;
                *slot = Some(Best { rank, factor, native, offset });
            }
        }
    }

    /// When the record was made, and its readings. One that says the day only counts as made at its noon.
    pub(super) fn finish(&self, names: &Names) -> (Option<Moment>, Vec<Attributed>) {
        let get = |field: &str| self.values.get(names.slot(field)?)?.as_ref();
        let text = |field: &str| get(field).and_then(|best| best.native.text());
        let at = moment_of(text(TIME), text(DAY), text(CLOCK));
        let day = || text(DAY).or_else(|| text(TIME)).and_then(moment::day).and_then(Moment::noon);
        let at = at.or_else(day);
        let mut readings = Vec::new();
        for (slot, id) in names.slots.iter().enumerate() {
            let Some(field) = log_field(id) else { continue };
            let best = self.values.get(slot).and_then(Option::as_ref);
            let reading = match (*id, best) {
                (TIME, _) => at.and_then(Moment::day).map(Value::Date),
                ("lead-days", None) => at.zip(text("scheduled")).and_then(lead_days),
                ("granted-hours", None) => at.zip(text("expires")).and_then(granted_hours),
                _ => None,
            };
            let reading = match (reading, best) {
                (Some(value), _) => Reading::Known(value),
                (None, Some(best)) => best.native.reading(field.kind, best.factor, id),
                (None, None) => continue,
            };
            let offset = best.and_then(|best| best.offset);
            readings.push(Attributed { attribute: field.id, reading, offset });
        }
        (at, readings)
    }
}

/// The moment that one or two cells say together.
fn moment_of(time: Option<&str>, day: Option<&str>, clock: Option<&str>) -> Option<Moment> {
    let whole = time.and_then(moment::parse);
    let joined = |clock: Option<&str>| moment::parse(&format!("{} {}", day?, clock?));
    whole.or_else(|| joined(time)).or_else(|| joined(clock)).or_else(|| day.and_then(moment::parse))
}

/// Whole days from a notice to what it announces.
fn lead_days((at, scheduled): (Moment, &str)) -> Option<Value> {
    let from = at.day()?;
    let to = moment::day(scheduled)?;
    Some(Value::Int(i64::from(from.until(to).ok()?.get_days())))
}

/// Hours from a grant to its expiry, rounded up to thousandths.
fn granted_hours((at, expires): (Moment, &str)) -> Option<Value> {
    let seconds = moment::parse(expires)?.0.checked_sub(at.0)?;
    Some(Value::Decimal(seconds.checked_mul(1000)?.checked_add(3599)?.div_euclid(3600)))
}

impl<'a> Native<'a> {
    /// The text of a scalar, or of the first one of a list.
    fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Tree(tree) => match &tree.value {
                Json::String(text) | Json::Number(text) => Some(text),
                Json::Array(elements) => elements.first().and_then(|one| Self::Tree(one).text()),
                Json::Null | Json::Bool(_) | Json::Object(_) | Json::Bad(_) => None,
            },
        }
    }

    fn is_empty(self) -> bool {
        match self {
            Self::Text(text) => matches!(text.trim(), "" | "-"),
            Self::Tree(tree) => match &tree.value {
                Json::String(text) => text.trim().is_empty(),
                Json::Array(elements) => elements.is_empty(),
                Json::Null | Json::Object(_) => true,
                Json::Bool(_) | Json::Number(_) | Json::Bad(_) => false,
            },
        }
    }

    fn reading(self, kind: ValueKind, factor: i64, field: &str) -> Reading {
        if let Self::Tree(Tree { value, .. }) = self {
            match value {
                Json::Bad(defect) => return Reading::Unreadable(why(*defect)),
                Json::Object(_) => return Reading::Unknown,
                Json::Null => return Reading::Known(Value::Null),
                Json::Bool(flag) if kind == ValueKind::Text => {
                    return Reading::Known(Value::text(flag.to_string()));
                }
                Json::Array(elements) if elements.iter().any(|one| one.defect().is_some()) => {
                    return Reading::Unreadable(Unreadable::Malformed);
                }
                Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => {}
            }
        }
        if self.is_empty() {
            return Reading::Known(Value::Null);
        }
        let Some(text) = self.text() else { return Reading::Unknown };
        let value = match kind {
            ValueKind::Date => moment::day(text).map(Value::Date),
            ValueKind::Int => whole(text).map(Value::Int),
            ValueKind::Decimal => decimal(text, factor).map(|number| {
                Value::Decimal(if field == "offset-ms" { number.abs() } else { number })
            }),
            ValueKind::Bool
            | ValueKind::Days
            | ValueKind::Bytes
            | ValueKind::Ports
            | ValueKind::Version
            | ValueKind::Enum(_)
            | ValueKind::Region
            | ValueKind::Text
            | ValueKind::Regions
            | ValueKind::Words(_)
            | ValueKind::Texts => Some(Value::text(text.trim())),
        };
        value.map_or(Reading::Unreadable(Unreadable::WrongKind), Reading::Known)
    }
}

fn why(defect: Defect) -> Unreadable {
    match defect {
        Defect::RepeatedName => Unreadable::RepeatedKey,
        Defect::TooLarge => Unreadable::TooLarge,
        Defect::LoneSurrogate | Defect::NumberRange | Defect::InnerText { .. } => {
            Unreadable::Malformed
        }
    }
}

fn whole(text: &str) -> Option<i64> {
    text.trim().replace(',', "").parse().ok()
}

/// A number in thousandths, further digits rounded away from zero: a limit is not kept by rounding.
fn decimal(text: &str, factor: i64) -> Option<i64> {
    let text = text.trim().trim_start_matches(['+', '¥', '$', '￥']).replace(',', "");
    let (sign, digits) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    // Nine digits keep a factor exact.
    let kept: i64 = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    let billionths = whole.parse::<i64>().ok()?.checked_mul(1_000_000_000)?.checked_add(kept)?;
    let rest = i64::from(fraction.bytes().skip(9).any(|byte| byte != b'0'));
    let scaled = billionths.checked_add(rest)?.checked_mul(factor)?;
    Some(sign * (scaled.checked_add(999_999)? / 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_away_from_zero() {
        let cases = [
            ("12.5", 1, Some(12_500)),
            ("-0.8", 1, Some(-800)),
            ("1.0001", 1, Some(1001)),
            ("0.0000000001", 1, Some(1)),
            ("0.0005", 1000, Some(500)),
            ("1,234", 1, Some(1_234_000)),
            ("¥980", 1, Some(980_000)),
            ("1e3", 1, None),
            ("", 1, None),
            ("99999999999", 1000, None),
        ];
        for (text, factor, expected) in cases {
            assert_eq!(decimal(text, factor), expected, "{text}");
        }
    }

    #[test]
    fn day_and_time_may_stand_apart() {
        let same = Some(Moment(1_664_765_696));
        assert_eq!(moment_of(Some("2022-10-03T02:54:56Z"), None, None), same);
        assert_eq!(moment_of(Some("11:54:56"), Some("2022/10/03"), None), same);
        assert_eq!(moment_of(None, Some("令和4年10月3日"), Some("11時54分56秒")), same);
        assert_eq!(moment_of(Some("11:54:56"), None, None), None);
    }
}
