//! One native scalar to one normalised value, by what the mapping says of it and by the kind of the attribute.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::date;
use crate::model::mapping::{AttributeMapping, Mapped};
use crate::model::resource_type::ValueKind;
use crate::model::value::{Unreadable, Value};
use crate::submission::json::{Tree, Value as Native};

use super::derive;
use super::resolve::unreadable;

/// What one native value says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    Known(Value),
    Assumed(Value),
    Among(Vec<Value>),
    Unknown,
    /// It stands for nothing.
    Missing,
    Unreadable(Unreadable),
}

/// What `tree` says of an attribute of `kind`; for a list, of one element.
pub(super) fn item(tree: &Tree, mapping: &AttributeMapping, kind: ValueKind) -> Item {
    if let Native::Bad(defect) = tree.value {
        return Item::Unreadable(unreadable(defect));
    }
    let Some(native) = derive::text(tree) else { return Item::Unreadable(Unreadable::WrongKind) };
    if mapping.nulls.iter().any(|null| *null == native) {
        return Item::Missing;
    }
    let trimmed = mapping.trim.as_ref().map(|trim| trim.replace_all(&native, "").into_owned());
    let text = trimmed.as_deref().unwrap_or(&native);
    match &mapping.map {
        Some(map) => match map.get(text) {
            Some(Mapped::Value(value)) => Item::Known(value.clone()),
            Some(Mapped::Among(values)) => Item::Among(values.clone()),
            Some(Mapped::Unknown) => Item::Unknown,
            None => Item::Unreadable(Unreadable::UnlistedValue),
        },
        None if text.is_empty() => Item::Missing,
        None => match convert(tree, text, kind, (mapping.times, mapping.per)) {
            Ok(value) => Item::Known(value),
            Err(why) => Item::Unreadable(why),
        },
    }
}

fn convert(
    tree: &Tree,
    text: &str,
    kind: ValueKind,
    scale: (i64, i64),
) -> Result<Value, Unreadable> {
    let is_text = tree.as_str().is_some();
    let is_number = matches!(tree.value, Native::Number(_));
    match kind {
        ValueKind::Bool if is_number => Err(Unreadable::WrongKind),
        ValueKind::Bool if text.eq_ignore_ascii_case("true") => Ok(Value::Bool(true)),
        ValueKind::Bool if text.eq_ignore_ascii_case("false") => Ok(Value::Bool(false)),
        ValueKind::Bool => Err(Unreadable::UnlistedValue),
        ValueKind::Int | ValueKind::Days | ValueKind::Bytes if is_text || is_number => {
            scaled(text, scale, 1).map(Value::Int)
        }
        ValueKind::Decimal if is_text || is_number => scaled(text, scale, 1000).map(Value::Decimal),
        ValueKind::Date if is_number => instant(text).map(Value::Date).ok_or(Unreadable::Malformed),
        ValueKind::Date if is_text => {
            date::parse(text).map(Value::Date).ok_or(Unreadable::Malformed)
        }
        ValueKind::Ports if is_text || is_number => {
            ports(text).map(|range| Value::Ports(vec![range])).ok_or(Unreadable::Malformed)
        }
        ValueKind::Int
        | ValueKind::Days
        | ValueKind::Bytes
        | ValueKind::Decimal
        | ValueKind::Date
        | ValueKind::Ports => Err(Unreadable::WrongKind),
        ValueKind::Enum(words) | ValueKind::Words(words) => words
            .iter()
            .find(|word| **word == text)
            .map(|word| Value::text(*word))
            .ok_or(Unreadable::UnlistedValue),
        ValueKind::Version
        | ValueKind::Region
        | ValueKind::Regions
        | ValueKind::Text
        | ValueKind::Texts => {
            if is_text || is_number {
                Ok(Value::text(text))
            } else {
                Err(Unreadable::WrongKind)
            }
        }
    }
}

/// Whether an attribute of this kind has elements.
pub(super) fn is_list(kind: ValueKind) -> bool {
    match kind {
        ValueKind::Regions | ValueKind::Words(_) | ValueKind::Texts | ValueKind::Ports => true,
        ValueKind::Bool
        | ValueKind::Int
        | ValueKind::Decimal
        | ValueKind::Days
        | ValueKind::Bytes
        | ValueKind::Version
        | ValueKind::Enum(_)
        | ValueKind::Date
        | ValueKind::Region
        | ValueKind::Text => false,
    }
}

/// A decimal text times a fraction, in `unit`ths, rounded down.
fn scaled(text: &str, (times, per): (i64, i64), unit: i128) -> Result<i64, Unreadable> {
    let (mantissa, places) = decimal(text.trim()).ok_or(Unreadable::Malformed)?;
    let scale = 10_i128.checked_pow(places.unsigned_abs()).ok_or(Unreadable::Malformed)?;
    let (up, down) = if places < 0 { (scale, 1) } else { (1, scale) };
    let numerator = [up, i128::from(times), unit].into_iter().try_fold(mantissa, i128::checked_mul);
    let denominator = down.checked_mul(i128::from(per)).filter(|value| *value > 0);
    let value = numerator.zip(denominator).map(|(above, below)| above.div_euclid(below));
    value.and_then(|value| i64::try_from(value).ok()).ok_or(Unreadable::Malformed)
}

/// Digits and how many of them stand behind the point.
fn decimal(text: &str) -> Option<(i128, i32)> {
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = whole.strip_prefix('-').unwrap_or(whole);
    if unsigned.is_empty() || !is_digits(unsigned) || !is_digits(fraction) {
        return None;
    }
    let exponent: i32 = exponent.parse().ok()?;
    let places = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
    Some((format!("{whole}{fraction}").parse().ok()?, places))
}

/// The day of a number of seconds, or milliseconds, since 1970 in UTC.
fn instant(text: &str) -> Option<Date> {
    /// As seconds this is the year 5138.
    const MILLISECONDS: i64 = 100_000_000_000;
    let number = scaled(text, (1, 1), 1).ok()?;
    let seconds = if number.abs() < MILLISECONDS { number } else { number.div_euclid(1000) };
    let instant = Timestamp::from_second(seconds).ok()?;
    Some(instant.to_zoned(TimeZone::UTC).date())
}

fn ports(text: &str) -> Option<(u16, u16)> {
    let (low, high) = text.split_once('-').unwrap_or((text, text));
    let range = (low.trim().parse().ok()?, high.trim().parse().ok()?);
    (range.0 <= range.1).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::super::derive::testing::tree;
    use super::*;

    #[test]
    fn scalars_become_values_of_the_attributes_kind() {
        let day = |text: &str| Ok(Value::Date(text.parse().expect("a date")));
        let mode = ValueKind::Enum(&["none", "governance"]);
        let wrong = Err(Unreadable::WrongKind);
        let cases = [
            ("true", ValueKind::Bool, (1, 1), Ok(Value::Bool(true))),
            (r#""False""#, ValueKind::Bool, (1, 1), Ok(Value::Bool(false))),
            ("1", ValueKind::Bool, (1, 1), wrong.clone()),
            (r#""on""#, ValueKind::Bool, (1, 1), Err(Unreadable::UnlistedValue)),
            ("20", ValueKind::Bytes, (1 << 30, 1), Ok(Value::Int(20 << 30))),
            (r#""7""#, ValueKind::Int, (1, 1), Ok(Value::Int(7))),
            ("90000", ValueKind::Days, (1, 86400), Ok(Value::Int(1))),
            ("9e1", ValueKind::Days, (1, 1), Ok(Value::Int(90))),
            ("true", ValueKind::Int, (1, 1), wrong.clone()),
            (r#""x""#, ValueKind::Int, (1, 1), Err(Unreadable::Malformed)),
            ("1e40", ValueKind::Int, (1, 1), Err(Unreadable::Malformed)),
            ("1.5", ValueKind::Decimal, (1, 1), Ok(Value::Decimal(1500))),
            ("5400", ValueKind::Decimal, (1, 3600), Ok(Value::Decimal(1500))),
            ("1696896000", ValueKind::Date, (1, 1), day("2023-10-10")),
            ("1696896000.123", ValueKind::Date, (1, 1), day("2023-10-10")),
            ("1696896000123", ValueKind::Date, (1, 1), day("2023-10-10")),
            (r#""2023-10-10T01:02:03+09:00""#, ValueKind::Date, (1, 1), day("2023-10-10")),
            (r#""soon""#, ValueKind::Date, (1, 1), Err(Unreadable::Malformed)),
            (r#""governance""#, mode, (1, 1), Ok(Value::text("governance"))),
            (r#""GOVERNANCE""#, mode, (1, 1), Err(Unreadable::UnlistedValue)),
            ("113700000001", ValueKind::Text, (1, 1), Ok(Value::text("113700000001"))),
            ("true", ValueKind::Text, (1, 1), wrong),
            (r#""80-443""#, ValueKind::Ports, (1, 1), Ok(Value::Ports(vec![(80, 443)]))),
            ("22", ValueKind::Ports, (1, 1), Ok(Value::Ports(vec![(22, 22)]))),
            (r#""9-1""#, ValueKind::Ports, (1, 1), Err(Unreadable::Malformed)),
        ];
        for (native, kind, scale, expected) in cases {
            let tree = tree(native);
            let text = derive::text(&tree).expect("a scalar").into_owned();
            assert_eq!(convert(&tree, &text, kind, scale), expected, "{native} {kind:?}");
        }
    }
}
