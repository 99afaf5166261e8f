//! What the reader hands out: values pruned to what was asked, each with its place in the file.
//!
//! Architecture invariant: a value that is there but cannot be trusted is `Bad`, never absent and never a guess.

use super::error::SyntaxKind;
use std::fmt;

/// One materialised value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tree {
    /// Byte offset of the value's first byte in the input; of the enclosing string for what is parsed out of a string.
    pub(crate) offset: u64,
    /// The value, without what nobody asked for.
    pub(crate) value: Value,
}

/// A JSON value as it was written; objects keep the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Number text as it stands in the file, so that no digit is lost.
    Number(Box<str>),
    /// Text after unescaping.
    String(Box<str>),
    /// The elements that were asked for.
    Array(Vec<Tree>),
    /// The members that were asked for; no name appears twice.
    Object(Vec<(Box<str>, Tree)>),
    /// A value that is there and cannot be read.
    Bad(Defect),
}

/// Why a value that is valid JSON cannot be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Defect {
    /// A `\u` escape, in the text or in the name of the member, is half of a surrogate pair.
    LoneSurrogate,
    /// The number is beyond the range of a 64-bit float.
    NumberRange,
    /// The object has this name more than once, and readers differ in which one counts.
    RepeatedName,
    /// The value, or what would be built of it, exceeds [`Limits::record`](super::Limits::record).
    TooLarge,
    /// The string should hold JSON text and does not.
    InnerText {
        /// What is wrong with the text.
        kind: SyntaxKind,
        /// Byte offset in the unescaped text.
        offset: u64,
    },
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LoneSurrogate => f.write_str("a \\u escape is half of a surrogate pair"),
            Self::NumberRange => f.write_str("the number is beyond the range of a 64-bit float"),
            Self::RepeatedName => f.write_str("the object has this name more than once"),
            Self::TooLarge => f.write_str("the value exceeds the size limit of one record"),
            Self::InnerText { kind, offset } => {
                write!(f, "the JSON text in the string: {} at its byte {offset}", kind.describe())
            }
        }
    }
}

impl Tree {
    pub(super) fn bad(offset: u64, defect: Defect) -> Self {
        Self { offset, value: Value::Bad(defect) }
    }

    /// Member `name`; none if this is no object or the member was not there or not asked for.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().find(|(key, _)| **key == *name).map(|(_, tree)| tree)
    }

    /// Members in the order of the file; empty for anything but an object.
    pub(crate) fn members(&self) -> &[(Box<str>, Self)] {
        if let Value::Object(members) = &self.value { members } else { &[] }
    }

    /// Elements in the order of the file; empty for anything but an array.
    pub(crate) fn elements(&self) -> &[Self] {
        if let Value::Array(elements) = &self.value { elements } else { &[] }
    }

    /// The text of a string; numbers and literals are no strings.
    pub(crate) fn as_str(&self) -> Option<&str> {
        if let Value::String(text) = &self.value { Some(text) } else { None }
    }

    /// The value of `true` or `false`; nothing else counts as a truth value.
    pub(crate) fn as_bool(&self) -> Option<bool> {
        if let Value::Bool(value) = self.value { Some(value) } else { None }
    }

    /// A number without fraction. `90.0` and `9e1` are the whole number 90, as JSON does not tell them apart.
    pub(crate) fn as_i64(&self) -> Option<i64> {
        let Value::Number(text) = &self.value else { return None };
        text.parse().ok().or_else(|| whole(text.parse().ok()?))
    }

    /// The first unreadable value in this tree, in the order of the file.
    pub(crate) fn defect(&self) -> Option<&Defect> {
        match &self.value {
            Value::Bad(defect) => Some(defect),
            Value::Array(elements) => elements.iter().find_map(Self::defect),
            Value::Object(members) => members.iter().find_map(|(_, tree)| tree.defect()),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        }
    }
}

/// Whole numbers up to here have exactly one float.
const EXACT: f64 = 9_007_199_254_740_992.0;

fn whole(number: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "the guard keeps it within i64")]
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(value: Value) -> Tree {
        Tree { offset: 0, value }
    }

    fn number(text: &str) -> Tree {
        tree(Value::Number(text.into()))
    }

    #[test]
    fn whole_numbers_are_read_exactly_or_not_at_all() {
        let cases = [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("90.0", Some(90)),
            ("9e1", Some(90)),
            ("9223372036854775807", Some(i64::MAX)),
            ("-9223372036854775808", Some(i64::MIN)),
            ("9223372036854775808", None),
            ("1e17", None),
            ("0.5", None),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text).as_i64(), expected, "{text}");
        }
    }

    #[test]
    fn accessors_answer_only_for_their_own_kind() {
        let text = tree(Value::String("true".into()));
        assert_eq!((text.as_str(), text.as_bool(), text.as_i64()), (Some("true"), None, None));
        let flag = tree(Value::Bool(false));
        assert_eq!((flag.as_str(), flag.as_bool()), (None, Some(false)));
        assert!(number("1").members().is_empty() && number("1").elements().is_empty());
    }

    #[test]
    fn the_first_defect_in_file_order_is_reported() {
        let bad = |defect| Tree::bad(0, defect);
        let inner = tree(Value::Array(vec![number("1"), bad(Defect::NumberRange)]));
        let outer = tree(Value::Object(vec![
            ("a".into(), number("1")),
            ("b".into(), inner),
            ("c".into(), bad(Defect::RepeatedName)),
        ]));
        assert_eq!(outer.defect(), Some(&Defect::NumberRange));
        assert_eq!(outer.get("a").and_then(Tree::defect), None);
    }
}
