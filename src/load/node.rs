//! What YAML and TOML have in common: a tree of values that know their place.
//!
//! Architecture invariant: the keys of a map are unique. Both readers report a repeated key where it stands and keep the first.

use crate::model::criterion::{Param, ParamValue};
use crate::model::span::{SourceId, Spanned};

/// A value with its place. The place of a map or a list ends with its first line, which is what a message can show.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// The value.
    pub(crate) value: NodeValue,
    /// Its place.
    pub(crate) at: Spanned<()>,
}

/// A key of a map with its value.
pub(crate) type Entry = (Spanned<String>, Node);

/// Kinds of values.
#[derive(Debug, Clone)]
pub(crate) enum NodeValue {
    /// A single value.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// A map in the order of the file.
    Map(Vec<Entry>),
    /// Something that was already reported: whoever meets it says nothing more.
    Broken,
}

/// A single value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scalar {
    /// As written, without quotes.
    pub(crate) text: String,
    /// What the notation makes of it.
    pub(crate) kind: ScalarKind,
}

/// What the notation makes of a single value. Dates of TOML are texts here, as those of YAML are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScalarKind {
    /// Nothing.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// An unquoted number with a dot.
    Decimal,
    /// A text.
    Text,
}

impl Node {
    /// What the value is, in words.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.value {
            NodeValue::Scalar(scalar) => match scalar.kind {
                ScalarKind::Null => "nothing",
                ScalarKind::Bool(_) => "true or false",
                ScalarKind::Int(_) => "a whole number",
                ScalarKind::Decimal => "a number with a fraction",
                ScalarKind::Text => "a text",
            },
            NodeValue::List(_) => "a list",
            NodeValue::Map(_) => "a map",
            NodeValue::Broken => "something unreadable",
        }
    }

    /// The text, if the value is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            NodeValue::Scalar(scalar) if scalar.kind == ScalarKind::Text => Some(&scalar.text),
            NodeValue::Scalar(_) | NodeValue::List(_) | NodeValue::Map(_) | NodeValue::Broken => {
                None
            }
        }
    }

    /// The value as an unchecked parameter, with the places of all its parts.
    pub(crate) fn to_param(&self) -> Param {
        let value = match &self.value {
            NodeValue::Scalar(scalar) => match scalar.kind {
                ScalarKind::Null => ParamValue::Null,
                ScalarKind::Bool(value) => ParamValue::Bool(value),
                ScalarKind::Int(value) => ParamValue::Int(value),
                ScalarKind::Decimal => ParamValue::Decimal(scalar.text.clone()),
                ScalarKind::Text => ParamValue::Text(scalar.text.clone()),
            },
            NodeValue::List(items) => ParamValue::List(items.iter().map(Self::to_param).collect()),
            NodeValue::Map(entries) => ParamValue::Map(
                entries.iter().map(|(key, value)| (key.clone(), value.to_param())).collect(),
            ),
            NodeValue::Broken => ParamValue::Null,
        };
        Param { value, at: self.at.clone() }
    }
}

/// The place from `start` to `end`, cut at the end of its first line.
pub(crate) fn first_line(source: SourceId, text: &str, start: usize, end: usize) -> Spanned<()> {
    let inside = text.get(start..end).unwrap_or("");
    let length = inside.find('\n').unwrap_or(inside.len());
    let length = inside[..length].trim_end().len();
    Spanned { value: (), source, offset: start, length }
}
