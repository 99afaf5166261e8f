//! Values on the wrong and on the right side of a predicate.

use crate::model::criterion::{Param, ParamValue};
use crate::model::resource_type::ValueKind;

/// A region in no set of domestic regions.
const ABROAD: &str = "us-west-2";
/// A domestic region.
const AT_HOME: &str = "ap-northeast-1";
/// A text nothing matches.
const NOTHING: &str = "~";

/// Values of `kind` for which `test` with `operand` does not hold: the other truth, every other word, one past the threshold, a
/// region abroad.
pub(super) fn wrong(test: &str, operand: &Param, kind: ValueKind) -> Vec<ParamValue> {
    let operands: Vec<ParamValue> =
        operand.elements().into_iter().map(|one| one.value.clone()).collect();
    let at = |value: ParamValue| Param { value, at: operand.at.clone() };
    match test {
        "equals" | "one_of" => {
            others(kind, &operands).into_iter().map(|value| listed(kind, at(value))).collect()
        }
        "none_of" => operands.into_iter().map(|value| listed(kind, at(value))).collect(),
        "at_least" => stepped(operand, kind, -1).into_iter().collect(),
        "at_most" => {
            let unlimited = (kind == ValueKind::Days).then(|| ParamValue::Text("unlimited".into()));
            stepped(operand, kind, 1).into_iter().chain(unlimited).collect()
        }
        "includes" => {
            let lacking = |left_out: usize| {
                let rest = operands.iter().enumerate().filter(|(at, _)| *at != left_out);
                ParamValue::List(rest.map(|(_, value)| at(value.clone())).collect())
            };
            (0..operands.len()).map(lacking).collect()
        }
        "exists" if operand.value == ParamValue::Bool(false) => some(kind).into_iter().collect(),
        "matches" => vec![listed(kind, at(ParamValue::Text(NOTHING.into())))],
        "within" if matches!(kind, ValueKind::Regions) => {
            vec![ParamValue::List(vec![at(ParamValue::Text(ABROAD.into()))])]
        }
        "within" if matches!(kind, ValueKind::Region) => vec![ParamValue::Text(ABROAD.into())],
        "within" if matches!(kind, ValueKind::Date) => vec![ParamValue::Text("2001-01-01".into())],
        _ => Vec::new(),
    }
}

/// A value of `kind` for which `test` with `operand` holds, where one can be named.
pub(super) fn right(test: &str, operand: &Param, kind: ValueKind) -> Option<ParamValue> {
    let at = |value: ParamValue| Param { value, at: operand.at.clone() };
    let first = operand.elements().first().map(|one| one.value.clone());
    match test {
        "equals" | "one_of" | "at_least" | "at_most" if kind != ValueKind::Date => first,
        "within" if kind == ValueKind::Region => Some(ParamValue::Text(AT_HOME.into())),
        "includes" => Some(ParamValue::List(operand.elements().into_iter().cloned().collect())),
        "none_of" => {
            let operands: Vec<_> =
                operand.elements().into_iter().map(|one| one.value.clone()).collect();
            others(kind, &operands).into_iter().next()
        }
        "exists" if operand.value == ParamValue::Bool(true) => {
            some(kind).map(|value| listed(kind, at(value)))
        }
        "exists" => Some(ParamValue::Null),
        _ => None,
    }
}

/// Every other value of a closed kind, and one of an open kind.
fn others(kind: ValueKind, than: &[ParamValue]) -> Vec<ParamValue> {
    let word = |word: &&str| ParamValue::Text((*word).to_owned());
    match kind {
        ValueKind::Bool => [true, false]
            .map(ParamValue::Bool)
            .into_iter()
            .filter(|one| !than.contains(one))
            .collect(),
        ValueKind::Enum(words) | ValueKind::Words(words) => {
            words.iter().map(word).filter(|one| !than.contains(one)).collect()
        }
        ValueKind::Int | ValueKind::Decimal | ValueKind::Days | ValueKind::Bytes => than
            .iter()
            .filter_map(|one| if let ParamValue::Int(value) = one { Some(value) } else { None })
            .flat_map(|value| [value - 1, value + 1])
            .map(ParamValue::Int)
            .filter(|one| !than.contains(one))
            .collect(),
        ValueKind::Region | ValueKind::Regions => vec![ParamValue::Text(ABROAD.into())],
        ValueKind::Text | ValueKind::Texts => vec![ParamValue::Text(NOTHING.into())],
        ValueKind::Version | ValueKind::Ports | ValueKind::Date => Vec::new(),
    }
}

/// One step past a threshold.
fn stepped(operand: &Param, kind: ValueKind, step: i64) -> Option<ParamValue> {
    match (&operand.value, kind) {
        (
            ParamValue::Int(value),
            ValueKind::Int | ValueKind::Decimal | ValueKind::Days | ValueKind::Bytes,
        ) => Some(ParamValue::Int(value + step)),
        (ParamValue::Text(version), ValueKind::Version) => {
            let (head, last) = version.rsplit_once('.')?;
            Some(ParamValue::Text(format!("{head}.{}", last.parse::<i64>().ok()? + step)))
        }
        _ => None,
    }
}

/// Any value of `kind`.
fn some(kind: ValueKind) -> Option<ParamValue> {
    match kind {
        ValueKind::Bool => Some(ParamValue::Bool(true)),
        ValueKind::Int | ValueKind::Decimal | ValueKind::Days | ValueKind::Bytes => {
            Some(ParamValue::Int(1))
        }
        ValueKind::Enum(words) | ValueKind::Words(words) => {
            words.first().map(|word| ParamValue::Text((*word).to_owned()))
        }
        ValueKind::Text | ValueKind::Texts => Some(ParamValue::Text("x".into())),
        ValueKind::Region | ValueKind::Regions => Some(ParamValue::Text(ABROAD.into())),
        ValueKind::Date => Some(ParamValue::Text("2001-01-01".into())),
        ValueKind::Version => Some(ParamValue::Text("1.0".into())),
        ValueKind::Ports => None,
    }
}

/// The value as a list where `kind` is one of lists.
fn listed(kind: ValueKind, one: Param) -> ParamValue {
    match kind {
        ValueKind::Regions | ValueKind::Words(_) | ValueKind::Texts => ParamValue::List(vec![one]),
        ValueKind::Bool
        | ValueKind::Int
        | ValueKind::Decimal
        | ValueKind::Days
        | ValueKind::Bytes
        | ValueKind::Ports
        | ValueKind::Version
        | ValueKind::Enum(_)
        | ValueKind::Date
        | ValueKind::Region
        | ValueKind::Text => one.value,
    }
}

#[cfg(test)]
mod tests {
    use super::{right, wrong};
    use crate::model::criterion::{Param, ParamValue};
    use crate::model::resource_type::ValueKind;
    use crate::model::span::{SourceId, Spanned};

    fn param(value: ParamValue) -> Param {
        Param { value, at: Spanned { value: (), source: SourceId(0), offset: 0, length: 0 } }
    }

    fn text(word: &str) -> ParamValue {
        ParamValue::Text(word.into())
    }

    #[test]
    fn wrong_values_are_every_other_word_and_one_past_the_threshold() {
        let key = ValueKind::Enum(&["none", "provider", "customer"]);
        let either = ParamValue::List(vec![param(text("provider")), param(text("customer"))]);
        let table = [
            ("equals", ParamValue::Bool(true), ValueKind::Bool, vec![ParamValue::Bool(false)]),
            ("equals", text("customer"), key, vec![text("none"), text("provider")]),
            ("one_of", either.clone(), key, vec![text("none")]),
            ("none_of", either, key, vec![text("provider"), text("customer")]),
            ("at_least", ParamValue::Int(7), ValueKind::Days, vec![ParamValue::Int(6)]),
            (
                "at_most",
                ParamValue::Int(365),
                ValueKind::Days,
                vec![ParamValue::Int(366), text("unlimited")],
            ),
            ("at_least", text("1.2"), ValueKind::Version, vec![text("1.1")]),
            ("within", text("japan"), ValueKind::Region, vec![text("us-west-2")]),
            ("includes", text("a"), ValueKind::Texts, vec![ParamValue::List(Vec::new())]),
        ];
        for (test, operand, kind, expected) in table {
            assert_eq!(wrong(test, &param(operand.clone()), kind), expected, "{test} {operand:?}");
        }
    }

    #[test]
    fn right_values_are_what_a_forbidding_criterion_forbids() {
        let yes = param(ParamValue::Bool(true));
        assert_eq!(right("equals", &yes, ValueKind::Bool), Some(ParamValue::Bool(true)));
        assert!(matches!(right("exists", &yes, ValueKind::Regions), Some(ParamValue::List(_))));
        assert_eq!(
            right("within", &param(text("japan")), ValueKind::Region),
            Some(text("ap-northeast-1"))
        );
    }
}
