//! Predicates: one attribute, one test, one of four truths.

use jiff::civil::Date;
use regex::{Regex, RegexBuilder};

use crate::model::criterion::{Param, ParamValue};
use crate::model::mapping::Mapping;
use crate::model::resource_type::{Attribute, ValueKind};
use crate::model::span::Defect;
use crate::model::text::Untrusted;
use crate::model::value::{Reading, Value};

use super::bind::{Binder, words};

/// Largest compiled size of a regular expression, in bytes.
const REGEX_SIZE: usize = 1 << 20;

/// What one source says of one predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    /// Known true.
    True,
    /// Known false.
    False,
    /// Not known.
    Unknown,
    /// Sources disagree, or the value cannot be read.
    Conflict,
}

/// What a predicate is asked for, and so what an assumption may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Whether the criterion applies.
    Narrow,
    /// Whether it holds.
    Check,
    /// Whether what must not be is there.
    Forbid,
}

/// A typed test of one attribute.
#[derive(Debug, Clone)]
pub(crate) struct Predicate {
    /// Attribute id.
    pub(crate) attribute: &'static str,
    /// The test as the catalogue writes it.
    pub(crate) expected: String,
    test: Test,
}

#[derive(Debug, Clone)]
enum Test {
    Equals(Value),
    OneOf(Vec<Value>),
    NoneOf(Vec<Value>),
    AtLeast(Value),
    AtMost(Value),
    Matches(Regex),
    Includes(Vec<Value>),
    Exists(bool),
    Domestic,
    Ago { from: Date, to: Date },
}

impl PartialEq for Predicate {
    fn eq(&self, other: &Self) -> bool {
        self.attribute == other.attribute && self.expected == other.expected
    }
}

impl Truth {
    /// All of `truths`: false beats conflict beats unknown beats true.
    pub(crate) fn all(truths: impl IntoIterator<Item = Self>) -> Self {
        truths.into_iter().fold(Self::True, |whole, truth| match (whole, truth) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::Conflict, _) | (_, Self::Conflict) => Self::Conflict,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::True, Self::True) => Self::True,
        })
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

impl Predicate {
    /// Binds `param`, a map of one test, to `attribute`.
    pub(crate) fn bind(
        attribute: &'static Attribute,
        param: &Param,
        binder: &mut Binder<'_, '_>,
    ) -> Option<Self> {
        let [(name, written)] = param.entries() else {
            binder.defect(
                "unbound-parameter",
                param,
                "a predicate is a map with one key, such as `{ equals: true }`",
            );
            return None;
        };
        let operand = binder.resolve(written)?;
        let test = bind_test(&name.value, &operand, attribute.kind, binder);
        let is_version = attribute.kind == ValueKind::Version;
        if let (None, true, ParamValue::Decimal(_) | ParamValue::Int(_)) =
            (&test, is_version, &operand.value)
        {
            let message = "a version is a text: an unquoted 1.10 would be the number 1.1";
            let defect = Defect::new("unquoted-version", written.at.clone(), message);
            binder.defects.push(defect.help(format!("write \"{}\"", words(&operand))));
        } else if test.is_none() {
            let kind = kind_words(attribute.kind);
            let message = format!(
                "predicate `{}` does not fit attribute `{}` ({kind})",
                name.value, attribute.id
            );
            binder.defect("unbound-parameter", param, message);
        }
        Some(Self {
            attribute: attribute.id,
            expected: format!("{}: {}", name.value, words(&operand)),
            test: test?,
        })
    }

    /// Whether residency is asked: a declared region needs a second artifact then.
    pub(crate) fn is_residency(&self) -> bool {
        self.attribute == "region" && matches!(self.test, Test::Domestic)
    }

    /// What `reading` of a resource of `provider` says. What is only assumed may violate, never satisfy nor exempt.
    pub(crate) fn judge(
        &self,
        reading: &Reading,
        role: Role,
        provider: &str,
        terms: &Regions<'_>,
    ) -> Truth {
        match reading {
            Reading::Known(value) => self.test(value, provider, terms),
            Reading::Assumed(value) => match (role, self.test(value, provider, terms)) {
                (Role::Check, Truth::False) => Truth::False,
                (Role::Forbid, Truth::True) => Truth::True,
                (Role::Narrow | Role::Check | Role::Forbid, _) => Truth::Unknown,
            },
            Reading::Among(values) => {
                let truths: Vec<_> =
                    values.iter().map(|value| self.test(value, provider, terms)).collect();
                match truths.split_first() {
                    Some((first, rest)) if rest.iter().all(|truth| truth == first) => *first,
                    Some(_) | None => Truth::Unknown,
                }
            }
            Reading::Unknown => Truth::Unknown,
            Reading::Unreadable(_) => Truth::Conflict,
        }
    }

    fn test(&self, value: &Value, provider: &str, regions: &Regions<'_>) -> Truth {
        let empty = matches!(value, Value::Null)
            || matches!(value, Value::List(values) if values.is_empty());
        match (&self.test, value) {
            (Test::Exists(wanted), _) => (*wanted != empty).into(),
            (Test::NoneOf(_), Value::List(values)) if values.is_empty() => Truth::True,
            _ if empty => Truth::False,
            (Test::Includes(wanted), Value::List(values)) => {
                wanted.iter().all(|one| values.iter().any(|value| same(value, one))).into()
            }
            (Test::Includes(wanted), one) => wanted.iter().all(|wanted| same(one, wanted)).into(),
            (_, Value::List(values)) => {
                Truth::all(values.iter().map(|value| self.scalar(value, provider, regions)))
            }
            (_, value) => self.scalar(value, provider, regions),
        }
    }

    fn scalar(&self, value: &Value, provider: &str, regions: &Regions<'_>) -> Truth {
        match &self.test {
            Test::Equals(wanted) => same(value, wanted).into(),
            Test::OneOf(wanted) => wanted.iter().any(|one| same(value, one)).into(),
            Test::NoneOf(wanted) => (!wanted.iter().any(|one| same(value, one))).into(),
            Test::AtLeast(least) => {
                order(value, least).map_or(Truth::Conflict, |order| order.is_ge().into())
            }
            Test::AtMost(most) => {
                order(value, most).map_or(Truth::Conflict, |order| order.is_le().into())
            }
            Test::Matches(pattern) => {
                value.as_text().is_some_and(|text| pattern.is_match(text)).into()
            }
            Test::Ago { from, to } => match value {
                Value::Date(date) => (from..=to).contains(&date).into(),
                Value::Null
                | Value::Bool(_)
                | Value::Int(_)
                | Value::Decimal(_)
                | Value::Unlimited
                | Value::Text(_)
                | Value::Ports(_)
                | Value::List(_) => Truth::Conflict,
            },
            Test::Domestic => {
                value.as_text().map_or(Truth::Conflict, |region| regions.domestic(provider, region))
            }
            Test::Includes(_) | Test::Exists(_) => Truth::Conflict,
        }
    }
}

/// Which regions are domestic, by the profile's sets and the mappings' tables.
pub(crate) struct Regions<'a> {
    profile: &'a crate::model::profile::Profile,
    mappings: &'a std::collections::BTreeMap<String, Mapping>,
}

impl<'a> Regions<'a> {
    /// The regions of a profile and the mappings of every named provider.
    pub(crate) fn of(
        profile: &'a crate::model::profile::Profile,
        mappings: &'a std::collections::BTreeMap<String, Mapping>,
    ) -> Self {
        Self { profile, mappings }
    }

    /// A region in no set is foreign if the mapping lists it, else unknown; `global` and multi-regions are unknown unless
    /// the mapping lists their members.
    pub(crate) fn domestic(&self, provider: &str, region: &str) -> Truth {
        self.listed(provider, region).unwrap_or_else(|members| {
            let member = |name: &String| self.listed(provider, name).unwrap_or(Truth::Unknown);
            Truth::all(members.iter().map(member))
        })
    }

    /// The truth of one region, or the members of a multi-region. A member that has members itself is unknown.
    fn listed(&self, provider: &str, region: &str) -> Result<Truth, &[String]> {
        if self.profile.is_domestic(provider, region) {
            return Ok(Truth::True);
        }
        match self.mappings.get(provider).and_then(|mapping| mapping.region(region)) {
            None => Ok(Truth::Unknown),
            Some(found) if !found.members.is_empty() => Err(&found.members),
            Some(found) if found.kind == "global" || found.kind == "multi" => Ok(Truth::Unknown),
            Some(_) => Ok(Truth::False),
        }
    }
}

fn bind_test(
    name: &str,
    operand: &Param,
    kind: ValueKind,
    binder: &mut Binder<'_, '_>,
) -> Option<Test> {
    let one = |param: &Param| constant(param, element_kind(kind));
    let several = |param: &Param| param.elements().into_iter().map(one).collect::<Option<Vec<_>>>();
    match name {
        "equals" => one(operand).map(Test::Equals),
        "one_of" => several(operand).filter(|values| !values.is_empty()).map(Test::OneOf),
        "none_of" => several(operand).filter(|values| !values.is_empty()).map(Test::NoneOf),
        "includes" => several(operand).filter(|values| !values.is_empty()).map(Test::Includes),
        "exists" => as_bool(operand).map(Test::Exists),
        "at_least" | "at_most" if kind == ValueKind::Date => {
            let day = after(binder.terms.as_of, operand.as_int()?)?;
            Some(if name == "at_least" {
                Test::AtLeast(Value::Date(day))
            } else {
                Test::AtMost(Value::Date(day))
            })
        }
        "at_least" if is_ordered(kind) => one(operand).map(Test::AtLeast),
        "at_most" if is_ordered(kind) => one(operand).map(Test::AtMost),
        "matches" => {
            let pattern = RegexBuilder::new(operand.as_text()?).size_limit(REGEX_SIZE).build();
            pattern.ok().map(Test::Matches)
        }
        "within" if kind == ValueKind::Date => {
            let from = after(binder.terms.as_of, -operand.as_int()?)?;
            Some(Test::Ago { from, to: binder.terms.as_of })
        }
        "within" if matches!(kind, ValueKind::Region | ValueKind::Regions) => {
            (operand.as_text()? == "japan").then_some(Test::Domestic)
        }
        _ => None,
    }
}

/// The day `days` after `day`.
pub(crate) fn after(day: Date, days: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

fn as_bool(param: &Param) -> Option<bool> {
    match param.value {
        ParamValue::Bool(value) => Some(value),
        ParamValue::Null
        | ParamValue::Int(_)
        | ParamValue::Decimal(_)
        | ParamValue::Text(_)
        | ParamValue::List(_)
        | ParamValue::Map(_) => None,
    }
}

fn is_ordered(kind: ValueKind) -> bool {
    matches!(
        kind,
        ValueKind::Int
            | ValueKind::Decimal
            | ValueKind::Days
            | ValueKind::Bytes
            | ValueKind::Version
    )
}

fn element_kind(kind: ValueKind) -> ValueKind {
    match kind {
        ValueKind::Regions => ValueKind::Region,
        ValueKind::Words(words) => ValueKind::Enum(words),
        ValueKind::Texts => ValueKind::Text,
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
        | ValueKind::Text => kind,
    }
}

/// A constant of the catalogue as a value of an attribute's kind; nothing if it does not fit.
pub(crate) fn constant(param: &Param, kind: ValueKind) -> Option<Value> {
    match (kind, &param.value) {
        (ValueKind::Bool, ParamValue::Bool(value)) => Some(Value::Bool(*value)),
        (ValueKind::Int | ValueKind::Days | ValueKind::Bytes, ParamValue::Int(value)) => {
            Some(Value::Int(*value))
        }
        (ValueKind::Days, ParamValue::Text(text)) if text == "unlimited" => Some(Value::Unlimited),
        (ValueKind::Decimal, ParamValue::Int(value)) => value.checked_mul(1000).map(Value::Decimal),
        (ValueKind::Decimal, ParamValue::Decimal(text)) => thousandths(text).map(Value::Decimal),
        (ValueKind::Enum(words), ParamValue::Text(text)) => {
            words.contains(&text.as_str()).then(|| Value::text(text.as_str()))
        }
        (ValueKind::Date, ParamValue::Text(text)) => text.parse().ok().map(Value::Date),
        (ValueKind::Text | ValueKind::Region | ValueKind::Version, ParamValue::Text(text)) => {
            Some(Value::text(text.as_str()))
        }
        _ => None,
    }
}

/// A value of an example as an attribute's kind: null is known to be nothing, a list attribute takes a list.
pub(crate) fn value_of(param: &Param, kind: ValueKind) -> Option<Value> {
    let is_list = matches!(kind, ValueKind::Regions | ValueKind::Words(_) | ValueKind::Texts);
    match &param.value {
        ParamValue::Null => Some(Value::Null),
        ParamValue::List(elements) if is_list => elements
            .iter()
            .map(|element| constant(element, element_kind(kind)))
            .collect::<Option<Vec<_>>>()
            .map(Value::List),
        ParamValue::Bool(_)
        | ParamValue::Int(_)
        | ParamValue::Decimal(_)
        | ParamValue::Text(_)
        | ParamValue::List(_)
        | ParamValue::Map(_) => constant(param, kind),
    }
}

/// A decimal number in thousandths; nothing if it has more digits or is none.
pub(crate) fn thousandths(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 3 || !fraction.chars().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let fraction: i64 = format!("{fraction:0<3}").parse().ok()?;
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    whole.parse::<i64>().ok()?.checked_mul(1000)?.checked_add(sign * fraction)
}

fn same(value: &Value, wanted: &Value) -> bool {
    match (value, wanted) {
        (Value::Text(value), Value::Text(wanted)) => folded(value) == folded(wanted),
        (value, wanted) => value == wanted,
    }
}

fn folded(text: &Untrusted) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.raw().nfkc().collect::<String>().to_lowercase()
}

fn order(value: &Value, bound: &Value) -> Option<std::cmp::Ordering> {
    match (value, bound) {
        (Value::Int(value), Value::Int(bound)) | (Value::Decimal(value), Value::Decimal(bound)) => {
            Some(value.cmp(bound))
        }
        (Value::Unlimited, Value::Unlimited) => Some(std::cmp::Ordering::Equal),
        (Value::Unlimited, Value::Int(_)) => Some(std::cmp::Ordering::Greater),
        (Value::Int(_), Value::Unlimited) => Some(std::cmp::Ordering::Less),
        (Value::Date(value), Value::Date(bound)) => Some(value.cmp(bound)),
        (Value::Text(value), Value::Text(bound)) => {
            Some(dotted(value.raw())?.cmp(&dotted(bound.raw())?))
        }
        _ => None,
    }
}

/// A version in dotted order; trailing zeros count for nothing.
fn dotted(text: &str) -> Option<Vec<u64>> {
    let mut parts = text.split('.').map(|part| part.parse().ok()).collect::<Option<Vec<u64>>>()?;
    while parts.last() == Some(&0) {
        parts.pop();
    }
    Some(parts)
}

fn kind_words(kind: ValueKind) -> String {
    match kind {
        ValueKind::Enum(words) => format!("one of {}", words.join(", ")),
        ValueKind::Words(words) => format!("list of {}", words.join(", ")),
        ValueKind::Bool => "bool".into(),
        ValueKind::Int => "int".into(),
        ValueKind::Decimal => "decimal".into(),
        ValueKind::Days => "days".into(),
        ValueKind::Bytes => "bytes".into(),
        ValueKind::Ports => "ports".into(),
        ValueKind::Version => "version".into(),
        ValueKind::Date => "date".into(),
        ValueKind::Region => "region".into(),
        ValueKind::Regions => "regions".into(),
        ValueKind::Text => "text".into(),
        ValueKind::Texts => "texts".into(),
    }
}
