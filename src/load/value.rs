//! Values of attributes as a mapping writes them, converted by the attribute's kind.

use crate::model::resource_type::ValueKind;
use crate::model::value::Value;

use super::node::{Node, NodeValue, ScalarKind};
use super::shape::Decoder;

/// Thousandths in a unit of [`Value::Decimal`].
const UNIT: i64 = 1000;

/// The node as a value of `kind`; a list where the kind is one.
pub(crate) fn value(decoder: &mut Decoder, node: &Node, kind: ValueKind) -> Option<Value> {
    match kind {
        ValueKind::Bool => decoder.truth(node).map(Value::Bool),
        ValueKind::Int => decoder.int(node, i64::MIN..=i64::MAX).map(Value::Int),
        ValueKind::Bytes => decoder.int(node, 0..=i64::MAX).map(Value::Int),
        ValueKind::Decimal => decimal(decoder, node),
        ValueKind::Days => days(decoder, node),
        ValueKind::Ports => ports(decoder, node),
        ValueKind::Version => version(decoder, node),
        ValueKind::Enum(words) => word(decoder, node, words),
        ValueKind::Date => decoder.date(node).map(Value::Date),
        ValueKind::Region | ValueKind::Text => decoder.text(node).map(Value::text),
        ValueKind::Regions | ValueKind::Words(_) | ValueKind::Texts => {
            let items = decoder.each(node, |decoder, item| element(decoder, item, kind))?;
            Some(Value::List(items))
        }
    }
}

/// The node as one element where `kind` is a list; else as [`value`] reads it. The values of a `map` are of this kind: each
/// native scalar stands for one element, or for a list of them.
pub(crate) fn element(decoder: &mut Decoder, node: &Node, kind: ValueKind) -> Option<Value> {
    let is_list = matches!(node.value, NodeValue::List(_));
    match kind {
        ValueKind::Regions | ValueKind::Texts if !is_list => decoder.text(node).map(Value::text),
        ValueKind::Words(words) if !is_list => word(decoder, node, words),
        ValueKind::Bool
        | ValueKind::Int
        | ValueKind::Bytes
        | ValueKind::Decimal
        | ValueKind::Days
        | ValueKind::Ports
        | ValueKind::Version
        | ValueKind::Enum(_)
        | ValueKind::Date
        | ValueKind::Region
        | ValueKind::Text
        | ValueKind::Regions
        | ValueKind::Words(_)
        | ValueKind::Texts => value(decoder, node, kind),
    }
}

fn word(decoder: &mut Decoder, node: &Node, words: &[&str]) -> Option<Value> {
    let text = decoder.spanned_text(node)?;
    if !words.contains(&text.value.as_str()) {
        decoder.unknown_word(&text, words);
        return None;
    }
    Some(Value::text(text.value))
}

/// A number with at most three digits after the dot.
fn decimal(decoder: &mut Decoder, node: &Node) -> Option<Value> {
    let number = match &node.value {
        NodeValue::Scalar(scalar) => match scalar.kind {
            ScalarKind::Int(_) | ScalarKind::Decimal => Some(scalar.text.as_str()),
            ScalarKind::Null | ScalarKind::Bool(_) | ScalarKind::Text => None,
        },
        NodeValue::List(_) | NodeValue::Map(_) | NodeValue::Broken => None,
    };
    let Some(number) = number else {
        decoder.wrong_kind(node, "a number");
        return None;
    };
    let found = thousandths(number);
    if found.is_none() {
        decoder.report_text(
            "bad-value",
            &node.at.with(number.to_owned()),
            "not a number with at most three digits after the dot",
        );
    }
    found.map(Value::Decimal)
}

fn thousandths(number: &str) -> Option<i64> {
    let (sign, digits) = number.strip_prefix('-').map_or((1, number), |digits| (-1, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.len() > 3 || !all_digits(fraction) || !all_digits(whole) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let fraction: i64 = format!("{fraction:0<3}").parse().ok()?;
    whole.checked_mul(UNIT)?.checked_add(fraction)?.checked_mul(sign)
}

fn days(decoder: &mut Decoder, node: &Node) -> Option<Value> {
    match &node.value {
        NodeValue::Scalar(scalar) if scalar.kind == ScalarKind::Text => {
            decoder.word(node, &["unlimited"], |word| word).map(|_| Value::Unlimited)
        }
        NodeValue::Scalar(_) | NodeValue::List(_) | NodeValue::Map(_) | NodeValue::Broken => {
            decoder.int(node, 0..=i64::MAX).map(Value::Int)
        }
    }
}

/// A version in dotted order. Unquoted, `1.10` would be the number 1.1.
fn version(decoder: &mut Decoder, node: &Node) -> Option<Value> {
    let text = decoder.spanned_text(node)?;
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !text.value.split('.').all(is_number) {
        decoder.report_text("bad-value", &text, "a version is numbers with dots between them");
        return None;
    }
    Some(Value::text(text.value))
}

/// A port, a range `80-90`, or a list of those.
fn ports(decoder: &mut Decoder, node: &Node) -> Option<Value> {
    let ranges = match &node.value {
        NodeValue::List(items) => {
            items.iter().filter_map(|item| port_range(decoder, item)).collect()
        }
        NodeValue::Scalar(_) | NodeValue::Map(_) | NodeValue::Broken => {
            vec![port_range(decoder, node)?]
        }
    };
    Some(Value::Ports(ranges))
}

fn port_range(decoder: &mut Decoder, node: &Node) -> Option<(u16, u16)> {
    if matches!(&node.value, NodeValue::Scalar(scalar) if scalar.kind == ScalarKind::Text) {
        let text = decoder.spanned_text(node)?;
        let (low, high) = text.value.split_once('-').unwrap_or((&text.value, &text.value));
        let range =
            low.parse().ok().zip(high.parse().ok()).filter(|(low, high): &(u16, u16)| low <= high);
        if range.is_none() {
            decoder.report_text("bad-value", &text, "not a port or a range of ports such as 80-90");
        }
        return range;
    }
    let port =
        decoder.int(node, 0..=i64::from(u16::MAX)).and_then(|port| u16::try_from(port).ok())?;
    Some((port, port))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::span::SourceId;

    const WORDS: &[&str] = &["none", "own"];

    fn read(kind: ValueKind, text: &str) -> (Option<Value>, Vec<&'static str>) {
        let mut decoder = Decoder::default();
        let text = format!("v = {text}");
        let root = super::super::toml::parse(SourceId(0), &text, &mut decoder.defects).unwrap();
        let NodeValue::Map(entries) = &root.value else { panic!("not a table") };
        let found = value(&mut decoder, &entries[0].1, kind);
        (found, decoder.defects.iter().map(|defect| defect.code).collect())
    }

    #[test]
    fn values_follow_the_kind_of_the_attribute() {
        let list =
            |items: &[&str]| Value::List(items.iter().map(|item| Value::text(*item)).collect());
        let cases = [
            (ValueKind::Bool, "true", Value::Bool(true)),
            (ValueKind::Int, "-3", Value::Int(-3)),
            (ValueKind::Bytes, "0x10", Value::Int(16)),
            (ValueKind::Decimal, "99.95", Value::Decimal(99_950)),
            (ValueKind::Decimal, "-0.5", Value::Decimal(-500)),
            (ValueKind::Decimal, "100", Value::Decimal(100_000)),
            (ValueKind::Days, "7", Value::Int(7)),
            (ValueKind::Days, "\"unlimited\"", Value::Unlimited),
            (ValueKind::Ports, "443", Value::Ports(vec![(443, 443)])),
            (ValueKind::Ports, "[22, \"80-90\"]", Value::Ports(vec![(22, 22), (80, 90)])),
            (ValueKind::Version, "\"1.10\"", Value::text("1.10")),
            (ValueKind::Enum(WORDS), "\"own\"", Value::text("own")),
            (ValueKind::Region, "\"is1a\"", Value::text("is1a")),
            (ValueKind::Words(WORDS), "[\"own\", \"none\"]", list(&["own", "none"])),
            (ValueKind::Regions, "[]", list(&[])),
        ];
        for (kind, text, expected) in cases {
            assert_eq!(read(kind, text), (Some(expected), vec![]), "{text}");
        }
        assert_eq!(
            read(ValueKind::Date, "2022-10-03").0.map(|value| value.to_words().raw().to_owned()),
            Some("2022-10-03".into())
        );
    }

    #[test]
    fn values_of_another_kind_are_defects() {
        let cases = [
            (ValueKind::Bool, "\"true\"", "wrong-kind"),
            (ValueKind::Int, "1.5", "wrong-kind"),
            (ValueKind::Bytes, "-1", "out-of-range"),
            (ValueKind::Decimal, "1.2345", "bad-value"),
            (ValueKind::Decimal, "inf", "bad-value"),
            (ValueKind::Decimal, "\"1\"", "wrong-kind"),
            (ValueKind::Days, "\"for ever\"", "unknown-word"),
            (ValueKind::Days, "-1", "out-of-range"),
            (ValueKind::Ports, "70000", "out-of-range"),
            (ValueKind::Ports, "\"90-80\"", "bad-value"),
            (ValueKind::Version, "1.2", "unquoted-version"),
            (ValueKind::Version, "\"v1\"", "bad-value"),
            (ValueKind::Enum(WORDS), "\"mine\"", "unknown-word"),
            (ValueKind::Date, "\"yesterday\"", "bad-date"),
            (ValueKind::Words(WORDS), "\"own\"", "wrong-kind"),
            (ValueKind::Words(WORDS), "[\"mine\"]", "unknown-word"),
        ];
        for (kind, text, code) in cases {
            assert_eq!(read(kind, text).1, [code], "{text}");
        }
    }
}
