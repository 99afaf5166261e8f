//! One attribute of one record: from the ends of its paths to what the source says.
//!
//! Architecture invariant: what a source leaves out is unknown, unless the mapping says what leaving it out means and the object
//! that would have it is there.

use crate::model::mapping::{Absent, AttributeMapping, Mapping, Path, Present, Reduce};
use crate::model::record::Attributed;
use crate::model::resource_type::{Attribute, ValueKind};
use crate::model::value::{Reading, Unreadable, Value};
use crate::submission::json::{Tree, Value as Native};

use super::convert::{Item, is_list, item};
use super::derive::{self, Input};
use super::reduce;
use super::resolve::{Found, Slot, Spot, Subject, unreadable};

/// What surrounds the values of one record.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub(super) subject: Subject<'a>,
    pub(super) account: Option<&'a str>,
    /// Stated natively.
    pub(super) region: Option<&'a str>,
    pub(super) mapping: &'a Mapping,
}

/// What the record says of `attribute`, with the offset of the first value it rests on.
pub(super) fn read(
    around: &Surroundings<'_>,
    attribute: &'static Attribute,
    mapping: &AttributeMapping,
) -> Attributed {
    let paths: Vec<Found<'_>> =
        mapping.paths.iter().map(|path| found(around, mapping, path)).collect();
    let offset = paths.iter().flat_map(Found::values).map(|tree| tree.offset).next();
    let reading = if let Some(name) = &mapping.derive {
        derived(around, mapping, name, &paths)
    } else if let Some(present) = &mapping.present {
        presence(mapping, present, &paths)
    } else if let Some(reduce) = mapping.reduce {
        reduced(mapping, reduce, attribute.kind, &paths)
    } else if is_list(attribute.kind) {
        list(mapping, attribute.kind, &paths)
    } else {
        single(mapping, attribute.kind, &paths)
    };
    Attributed { attribute: attribute.id, reading, offset }
}

/// The ends of a path, through the document inside where the member is one.
fn found<'a>(around: &Surroundings<'a>, mapping: &AttributeMapping, path: &Path) -> Found<'a> {
    let outer = around.subject.resolve(path);
    let Some(inner) = mapping.inner.as_ref().filter(|inner| !inner.steps.is_empty()) else {
        return outer;
    };
    let mut found = Found::default();
    for slot in outer.slots {
        match slot {
            Slot::Value(tree) => {
                let inside = Spot::of(tree).resolve(&inner.steps);
                found.slots.extend(inside.slots);
                found.listed |= inside.listed;
            }
            Slot::Missing | Slot::Lost => found.slots.push(Slot::Lost),
            Slot::Hidden | Slot::Wrong(_) => found.slots.push(slot),
        }
    }
    found
}

/// What a missing value means.
fn absent(mapping: &AttributeMapping) -> Item {
    match &mapping.absent {
        Absent::Unknown => Item::Unknown,
        Absent::Assumed(value) => Item::Assumed(value.clone()),
        Absent::Fixed(value) => Item::Known(value.clone()),
    }
}

fn reading(item: Item) -> Reading {
    match item {
        Item::Known(value) => Reading::Known(value),
        Item::Assumed(value) => Reading::Assumed(value),
        Item::Among(values) => Reading::Among(values),
        Item::Unknown | Item::Missing => Reading::Unknown,
        Item::Unreadable(why) => Reading::Unreadable(why),
    }
}

fn slot_item(slot: &Slot<'_>, mapping: &AttributeMapping, kind: ValueKind) -> Item {
    match slot {
        Slot::Value(tree) => match item(tree, mapping, kind) {
            Item::Missing => absent(mapping),
            item @ (Item::Known(_)
            | Item::Assumed(_)
            | Item::Among(_)
            | Item::Unknown
            | Item::Unreadable(_)) => item,
        },
        Slot::Missing => absent(mapping),
        Slot::Lost | Slot::Hidden => Item::Unknown,
        Slot::Wrong(why) => Item::Unreadable(*why),
    }
}

fn wrong(paths: &[Found<'_>]) -> Option<Unreadable> {
    slots(paths).find_map(|slot| match slot {
        Slot::Wrong(why) => Some(*why),
        Slot::Value(tree) => tree.defect().map(|defect| unreadable(*defect)),
        Slot::Missing | Slot::Lost | Slot::Hidden => None,
    })
}

fn slots<'p, 'a: 'p>(paths: &'p [Found<'a>]) -> impl Iterator<Item = &'p Slot<'a>> {
    paths.iter().flat_map(|path| &path.slots)
}

fn is_hidden(paths: &[Found<'_>]) -> bool {
    slots(paths).any(|slot| *slot == Slot::Hidden)
}

/// Whether there is nothing at all, in an object that is there.
fn is_missing(paths: &[Found<'_>]) -> bool {
    slots(paths).all(|slot| *slot == Slot::Missing)
}

fn derived(
    around: &Surroundings<'_>,
    mapping: &AttributeMapping,
    name: &str,
    paths: &[Found<'_>],
) -> Reading {
    if let Some(why) = wrong(paths) {
        return Reading::Unreadable(why);
    }
    let Some(derivation) = derive::find(name).filter(|_| !is_hidden(paths)) else {
        return Reading::Unknown;
    };
    let is_null = |tree: &&Tree| {
        derive::text(tree).is_some_and(|text| mapping.nulls.iter().any(|null| *null == text))
    };
    let values: Vec<Vec<&Tree>> =
        paths.iter().map(|path| path.values().filter(|tree| !is_null(tree)).collect()).collect();
    let listed: Vec<bool> = paths.iter().map(|path| path.listed).collect();
    let answer = derivation(&Input {
        values: &values,
        listed: &listed,
        account: around.account,
        region: around.region,
        mapping: around.mapping,
    });
    if answer == Reading::Unknown && is_missing(paths) { reading(absent(mapping)) } else { answer }
}

/// Per path whether a value that is not empty is there; with `reduce` those are reduced, else any of them will do.
fn presence(mapping: &AttributeMapping, present: &Present, paths: &[Found<'_>]) -> Reading {
    let each: Vec<Item> = paths
        .iter()
        .map(|path| match is_present(mapping, path) {
            Ok(Some(true)) => Item::Known(present.yes.clone()),
            Ok(Some(false)) => present.no.clone().map_or_else(|| absent(mapping), Item::Known),
            Ok(None) => Item::Unknown,
            Err(why) => Item::Unreadable(why),
        })
        .collect();
    if let Some(by) = mapping.reduce {
        return reading(reduce::reduce(by, &each));
    }
    let yes = Item::Known(present.yes.clone());
    let first = each.iter().find(|item| **item == yes);
    let open = each.iter().find(|item| matches!(item, Item::Unknown | Item::Unreadable(_)));
    reading(first.or(open).or(each.first()).cloned().unwrap_or(Item::Unknown))
}

fn is_present(mapping: &AttributeMapping, path: &Found<'_>) -> Result<Option<bool>, Unreadable> {
    let is_filled = |tree: &Tree| match &tree.value {
        Native::Array(elements) => !elements.is_empty(),
        Native::String(text) => {
            !text.is_empty() && !mapping.nulls.iter().any(|null| **null == **text)
        }
        Native::Null => false,
        Native::Bool(_) | Native::Number(_) | Native::Object(_) | Native::Bad(_) => true,
    };
    if path.values().any(is_filled) {
        return Ok(Some(true));
    }
    for slot in &path.slots {
        match slot {
            Slot::Wrong(why) => return Err(*why),
            Slot::Lost | Slot::Hidden => return Ok(None),
            Slot::Value(_) | Slot::Missing => {}
        }
    }
    Ok(Some(false))
}

fn reduced(
    mapping: &AttributeMapping,
    by: Reduce,
    kind: ValueKind,
    paths: &[Found<'_>],
) -> Reading {
    if by == Reduce::Count {
        return count(mapping, paths);
    }
    let items: Vec<Item> = slots(paths).map(|slot| slot_item(slot, mapping, kind)).collect();
    reading(reduce::reduce(by, &items))
}

/// Total of all paths; unknown only if every path is missing.
fn count(mapping: &AttributeMapping, paths: &[Found<'_>]) -> Reading {
    if let Some(why) = wrong(paths) {
        return Reading::Unreadable(why);
    }
    if is_hidden(paths) {
        return Reading::Unknown;
    }
    let mut total = 0_usize;
    let mut is_there = false;
    for path in paths {
        is_there |= path.listed;
        for tree in path.values() {
            is_there = true;
            total += if path.listed { 1 } else { elements(tree).map_or(1, <[Tree]>::len) };
        }
    }
    match i64::try_from(total) {
        Ok(total) if is_there => Reading::Known(Value::Int(total)),
        Ok(_) if is_missing(paths) => reading(absent(mapping)),
        Ok(_) | Err(_) => Reading::Unknown,
    }
}

fn elements(tree: &Tree) -> Option<&[Tree]> {
    if let Native::Array(elements) = &tree.value { Some(elements) } else { None }
}

/// The elements at all paths. One path that is missing leaves the list open.
fn list(mapping: &AttributeMapping, kind: ValueKind, paths: &[Found<'_>]) -> Reading {
    if slots(paths).next().is_some() && is_missing(paths) && !paths.iter().any(|path| path.listed) {
        return reading(absent(mapping));
    }
    let mut items = Vec::new();
    for path in paths {
        for slot in &path.slots {
            match slot {
                Slot::Value(tree) => match elements(tree) {
                    Some(elements) => {
                        items.extend(elements.iter().map(|element| item(element, mapping, kind)));
                    }
                    None => items.push(item(tree, mapping, kind)),
                },
                Slot::Missing if path.listed => {}
                Slot::Missing | Slot::Lost | Slot::Hidden => items.push(Item::Unknown),
                Slot::Wrong(why) => items.push(Item::Unreadable(*why)),
            }
        }
    }
    reading(reduce::collect(items, kind))
}

/// The values found have to agree; a missing one says nothing beside another.
fn single(mapping: &AttributeMapping, kind: ValueKind, paths: &[Found<'_>]) -> Reading {
    let mut agreed: Option<Item> = None;
    for slot in slots(paths) {
        let item = match slot {
            Slot::Value(tree) => item(tree, mapping, kind),
            Slot::Hidden => Item::Unknown,
            Slot::Wrong(why) => Item::Unreadable(*why),
            Slot::Missing | Slot::Lost => Item::Missing,
        };
        agreed = match (agreed, item) {
            (agreed, Item::Missing) => agreed,
            (None, item) => Some(item),
            (Some(known), item) if known == item => Some(known),
            (Some(Item::Unreadable(why)), _) | (_, Item::Unreadable(why)) => {
                Some(Item::Unreadable(why))
            }
            (Some(Item::Unknown), _) | (_, Item::Unknown) => Some(Item::Unknown),
            (Some(_), _) => Some(Item::Unreadable(Unreadable::UnlistedValue)),
        };
    }
    let is_lost = slots(paths).any(|slot| *slot == Slot::Lost);
    reading(match agreed {
        Some(item) => item,
        None if is_lost => Item::Unknown,
        None => absent(mapping),
    })
}
