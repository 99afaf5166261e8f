//! Values of normalised attributes, and what a source can say about one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::text::Untrusted;

/// A normalised attribute value. Its form follows the attribute's [`ValueKind`](super::resource_type::ValueKind).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Value {
    /// Known to be nothing.
    Null,
    /// A truth value.
    Bool(bool),
    /// Whole number, days or bytes.
    Int(i64),
    /// Thousandths of a unit, so that comparison is exact.
    Decimal(i64),
    /// Longer than any number of days.
    Unlimited,
    /// A calendar date.
    Date(Date),
    /// Word, text, version or region.
    Text(Untrusted),
    /// Inclusive port ranges.
    Ports(Vec<(u16, u16)>),
    /// A list; each element is one of the other forms.
    List(Vec<Value>),
}

/// What one source says of one attribute of one resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// The source states it.
    Known(Value),
    /// Not stated; the documentation or the manifest says what it is. It may violate, never satisfy alone.
    Assumed(Value),
    /// The source says it is one of these, not which.
    Among(Vec<Value>),
    /// This source does not say.
    Unknown,
    /// The source says something that cannot be understood.
    Unreadable(Unreadable),
}

/// Why a value cannot be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unreadable {
    /// The mapping does not list this native value.
    UnlistedValue,
    /// The value is of another kind than the attribute.
    WrongKind,
    /// The member stands twice in its object.
    RepeatedKey,
    /// The text has a lone surrogate, the number is out of range, or an inner document does not parse.
    Malformed,
    /// The record is longer than the limit.
    TooLarge,
}

impl Value {
    /// The word or text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.raw()),
            Self::Null
            | Self::Bool(_)
            | Self::Int(_)
            | Self::Decimal(_)
            | Self::Unlimited
            | Self::Date(_)
            | Self::Ports(_)
            | Self::List(_) => None,
        }
    }

    /// A text value.
    pub fn text(text: impl Into<Box<str>>) -> Self {
        Self::Text(Untrusted::new(text))
    }

    /// The value in words for a report: unescaped, so still text of the submission.
    pub fn to_words(&self) -> Untrusted {
        Untrusted::new(self.words())
    }

    fn words(&self) -> String {
        match self {
            Self::Null => "null".into(),
            Self::Bool(value) => value.to_string(),
            Self::Int(value) => value.to_string(),
            Self::Decimal(value) if value % 1000 == 0 => (value / 1000).to_string(),
            Self::Decimal(value) => format!("{}.{:03}", value / 1000, (value % 1000).abs()),
            Self::Unlimited => "unlimited".into(),
            Self::Date(value) => value.to_string(),
            Self::Text(value) => value.raw().into(),
            Self::Ports(ranges) => ranges
                .iter()
                .map(|(low, high)| format!("{low}-{high}"))
                .collect::<Vec<_>>()
                .join(", "),
            Self::List(values) => {
                format!("[{}]", values.iter().map(Self::words).collect::<Vec<_>>().join(", "))
            }
        }
    }
}
