//! What one source says of one resource, in bits.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::place::Place;
use crate::model::record::{Attributed, Resource, Standing};
use crate::model::text::Untrusted;
use crate::model::value::{Reading, Value};

use super::super::predicate::{Regions, Truth};
use super::plan::EstatePlan;

/// Longest value kept for a report, in characters.
const SHOWN: usize = 60;

/// Who speaks, and how much that may say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Facet {
    pub(super) source: String,
    pub(super) standing: Standing,
}

/// What one source says of one resource.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Said {
    pub(super) captured: Option<Date>,
    pub(super) bits: Bits,
    /// Values of counted attributes, by slot.
    pub(super) values: Vec<(u8, Value)>,
    /// Values that made a predicate false or unreadable, by predicate.
    pub(super) found: Vec<(u8, Value)>,
    pub(super) aliases: Vec<Untrusted>,
    pub(super) gone: bool,
    /// The region, if only the manifest states it.
    pub(super) declared: Option<String>,
    pub(super) place: Place,
}

/// Seen true, seen false and cannot be read, one bit each per predicate.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Bits {
    t: [u64; 2],
    f: [u64; 2],
    x: [u64; 2],
}

impl Bits {
    pub(super) fn set(&mut self, at: u8, truth: Truth) {
        let (word, bit) = (usize::from(at / 64), 1_u64 << (at % 64));
        let mask = match truth {
            Truth::True => &mut self.t,
            Truth::False => &mut self.f,
            Truth::Conflict => &mut self.x,
            Truth::Unknown => return,
        };
        if let Some(word) = mask.get_mut(word) {
            *word |= bit;
        }
    }

    pub(super) fn get(&self, at: u8) -> Truth {
        let (word, bit) = (usize::from(at / 64), 1_u64 << (at % 64));
        let has = |mask: &[u64; 2]| mask.get(word).is_some_and(|word| word & bit != 0);
        match (has(&self.t), has(&self.f), has(&self.x)) {
            (_, _, true) | (true, true, _) => Truth::Conflict,
            (true, false, false) => Truth::True,
            (false, true, false) => Truth::False,
            (false, false, false) => Truth::Unknown,
        }
    }

    pub(super) fn or(&mut self, other: &Self) {
        for (mask, more) in [(&mut self.t, other.t), (&mut self.f, other.f), (&mut self.x, other.x)]
        {
            for (word, more) in mask.iter_mut().zip(more) {
                *word |= more;
            }
        }
    }
}

impl Said {
    /// Judges every predicate asked of the resource's type.
    pub(super) fn of(resource: &Resource, plan: &EstatePlan, regions: &Regions<'_>) -> Self {
        let mut said = Self {
            captured: resource.captured.date(),
            bits: Bits::default(),
            values: Vec::new(),
            found: Vec::new(),
            aliases: Vec::new(),
            gone: resource.gone,
            declared: declared_region(resource),
            place: resource.place.clone(),
        };
        resource.aliases.iter().for_each(|alias| put(&mut said.aliases, alias.clone()));
        let Some(asked) = plan.asked(resource.ty) else { return said };
        for (at, question) in (0_u8..).zip(&asked.predicates) {
            let reading = reading(resource, question.predicate.attribute, question.declared);
            let truth =
                question.predicate.judge(&reading, question.role, &resource.provider, regions);
            said.bits.set(at, truth);
            if let (
                Truth::False | Truth::Conflict,
                Reading::Known(value) | Reading::Assumed(value),
            ) = (truth, reading)
            {
                put(&mut said.found, (at, shown(value)));
            }
        }
        for (at, attribute) in (0_u8..).zip(&asked.slots) {
            if let Reading::Known(value) = reading(resource, attribute, false) {
                put(&mut said.values, (at, value));
            }
        }
        said
    }

    /// Takes in what the same source says elsewhere: newer replaces older, of the same day both count.
    pub(super) fn merge(&mut self, other: Self) {
        match self.captured.cmp(&other.captured) {
            std::cmp::Ordering::Less => *self = other,
            std::cmp::Ordering::Greater => {}
            std::cmp::Ordering::Equal => {
                self.bits.or(&other.bits);
                other.values.into_iter().for_each(|value| put(&mut self.values, value));
                other.found.into_iter().for_each(|value| put(&mut self.found, value));
                other.aliases.into_iter().for_each(|alias| put(&mut self.aliases, alias));
                self.gone &= other.gone;
                if other.declared.is_none() {
                    self.declared = None;
                }
                if other.place < self.place {
                    self.place = other.place;
                }
            }
        }
    }
}

/// Puts an item into a small sorted set. A vector, as nearly all of these hold none or one and there is one per resource.
fn put<T: Ord>(set: &mut Vec<T>, item: T) {
    if let Err(at) = set.binary_search(&item) {
        set.reserve_exact(1);
        set.insert(at, item);
    }
}

fn declared_region(resource: &Resource) -> Option<String> {
    let region = resource.region.as_ref().filter(|region| region.declared)?;
    Some(region.value.raw().to_lowercase())
}

/// What a resource's source, or the manifest where `declared`, says of an attribute.
fn reading(resource: &Resource, attribute: &str, declared: bool) -> Reading {
    let text = |value: &Untrusted| Reading::Known(Value::Text(value.clone()));
    if let Reading::Unreadable(why) = carried(&resource.readings, attribute) {
        return Reading::Unreadable(why);
    }
    match attribute {
        "id" => text(&resource.key),
        "provider" => Reading::Known(Value::text(resource.provider.as_str())),
        "account" => {
            resource.account.as_ref().map_or(Reading::Unknown, |account| text(&account.value))
        }
        "region" => match &resource.region {
            Some(region) if region.declared == declared => text(&region.value),
            Some(_) | None => carried(&resource.readings, attribute),
        },
        _ => carried(&resource.readings, attribute),
    }
}

fn carried(readings: &[Attributed], attribute: &str) -> Reading {
    let found = readings.iter().find(|carried| carried.attribute == attribute);
    found.map_or(Reading::Unknown, |carried| carried.reading.clone())
}

fn shown(value: Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(text.cut(SHOWN)),
        Value::List(values) => Value::Text(Value::List(values).to_words().cut(SHOWN)),
        Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Decimal(_)
        | Value::Unlimited
        | Value::Date(_)
        | Value::Ports(_) => value,
    }
}
