//! How what several native values say becomes one value.
//!
//! Architecture invariant: a value that would change the answer and is not known makes the answer unknown.

use std::cmp::Ordering;

use crate::model::mapping::Reduce;
use crate::model::resource_type::ValueKind;
use crate::model::value::Value;

use super::convert::Item;

/// Reduces items to one. No item at all: none is true, so all are and none is; there is no least and no greatest.
pub(super) fn reduce(by: Reduce, items: &[Item]) -> Item {
    match by {
        Reduce::All => decided(items, false),
        Reduce::Any => decided(items, true),
        Reduce::None => match decided(items, true) {
            Item::Known(Value::Bool(value)) => Item::Known(Value::Bool(!value)),
            Item::Assumed(Value::Bool(value)) => Item::Assumed(Value::Bool(!value)),
            other @ (Item::Known(_)
            | Item::Assumed(_)
            | Item::Among(_)
            | Item::Unknown
            | Item::Missing
            | Item::Unreadable(_)) => other,
        },
        Reduce::Min => extreme(items, Ordering::Less),
        Reduce::Max => extreme(items, Ordering::Greater),
        Reduce::Count => Item::Unknown,
    }
}

/// `deciding` if any item is that; else the contrary if every item is known to be that.
fn decided(items: &[Item], deciding: bool) -> Item {
    let known = |value: bool| Item::Known(Value::Bool(value));
    let assumed = |value: bool| Item::Assumed(Value::Bool(value));
    if items.contains(&known(deciding)) {
        return known(deciding);
    }
    if let Some(open) = open(items) {
        return open;
    }
    if items.contains(&assumed(deciding)) {
        return assumed(deciding);
    }
    if items.contains(&assumed(!deciding)) { assumed(!deciding) } else { known(!deciding) }
}

/// What keeps the items from deciding.
fn open(items: &[Item]) -> Option<Item> {
    let unreadable = items.iter().find(|item| matches!(item, Item::Unreadable(_)));
    let unknown =
        items.iter().find(|item| matches!(item, Item::Unknown | Item::Missing | Item::Among(_)));
    unreadable.cloned().or(unknown.map(|_| Item::Unknown))
}

fn extreme(items: &[Item], wanted: Ordering) -> Item {
    if let Some(open) = open(items) {
        return open;
    }
    let mut is_assumed = false;
    let mut best: Option<&Value> = None;
    for item in items {
        let value = match item {
            Item::Known(value) => value,
            Item::Assumed(value) => {
                is_assumed = true;
                value
            }
            Item::Among(_) | Item::Unknown | Item::Missing | Item::Unreadable(_) => continue,
        };
        if best.is_none_or(|best| compare(value, best) == wanted) {
            best = Some(value);
        }
    }
    match best.cloned() {
        Some(value) if is_assumed => Item::Assumed(value),
        Some(value) => Item::Known(value),
        None => Item::Unknown,
    }
}

/// Versions in dotted order, everything else as values are ordered: `unlimited` is above every number.
fn compare(left: &Value, right: &Value) -> Ordering {
    let dotted = |value: &Value| {
        let parts = value.as_text()?.split('.').map(str::parse).collect::<Result<Vec<u64>, _>>();
        parts.ok()
    };
    match (dotted(left), dotted(right)) {
        (Some(left), Some(right)) => left.cmp(&right),
        _ => left.cmp(right),
    }
}

/// Items as the elements of one list, each once, in the order of the file. A mapped list counts as its elements.
pub(super) fn collect(items: Vec<Item>, kind: ValueKind) -> Item {
    if let Some(open) =
        open(&items.iter().filter(|item| **item != Item::Missing).cloned().collect::<Vec<_>>())
    {
        return open;
    }
    let mut values: Vec<Value> = Vec::new();
    for item in items {
        let Item::Known(value) = item else { continue };
        let elements = if let Value::List(elements) = value { elements } else { vec![value] };
        for element in elements {
            if !values.contains(&element) {
                values.push(element);
            }
        }
    }
    Item::Known(if kind == ValueKind::Ports { ports(values) } else { Value::List(values) })
}

fn ports(values: Vec<Value>) -> Value {
    let mut ranges: Vec<(u16, u16)> = Vec::new();
    for value in values {
        if let Value::Ports(more) = value {
            ranges.extend(more);
        }
    }
    ranges.sort_unstable();
    Value::Ports(ranges)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::value::Unreadable;

    #[test]
    fn what_is_not_known_decides_only_where_it_would_matter() {
        let t = Item::Known(Value::Bool(true));
        let f = Item::Known(Value::Bool(false));
        let (at, af) = (Item::Assumed(Value::Bool(true)), Item::Assumed(Value::Bool(false)));
        let u = Item::Unknown;
        let x = Item::Unreadable(Unreadable::Malformed);
        let cases: &[(Reduce, &[&Item], &Item)] = &[
            (Reduce::All, &[], &t),
            (Reduce::Any, &[], &f),
            (Reduce::None, &[], &t),
            (Reduce::All, &[&t, &t], &t),
            (Reduce::All, &[&t, &u], &u),
            (Reduce::All, &[&f, &u, &x], &f),
            (Reduce::All, &[&t, &x], &x),
            (Reduce::All, &[&t, &at], &at),
            (Reduce::All, &[&t, &af], &af),
            (Reduce::Any, &[&f, &u], &u),
            (Reduce::Any, &[&t, &u], &t),
            (Reduce::Any, &[&f, &f], &f),
            (Reduce::None, &[&f, &f], &t),
            (Reduce::None, &[&t], &f),
            (Reduce::None, &[&f, &u], &u),
        ];
        for (by, items, expected) in cases {
            let items: Vec<Item> = items.iter().map(|item| (*item).clone()).collect();
            assert_eq!(reduce(*by, &items), **expected, "{by:?} {items:?}");
        }
    }

    #[test]
    fn extremes_need_every_value() {
        let int = |value| Item::Known(Value::Int(value));
        let version = |text| Item::Known(Value::text(text));
        let unlimited = Item::Known(Value::Unlimited);
        let cases = [
            (Reduce::Min, vec![int(9), int(30), unlimited.clone()], int(9)),
            (Reduce::Max, vec![int(9), unlimited.clone()], unlimited),
            (Reduce::Min, vec![version("1.10"), version("1.2")], version("1.2")),
            (Reduce::Min, vec![int(1), Item::Unknown], Item::Unknown),
            (Reduce::Min, vec![int(9), Item::Assumed(Value::Int(3))], Item::Assumed(Value::Int(3))),
            (Reduce::Max, vec![], Item::Unknown),
        ];
        for (by, items, expected) in cases {
            assert_eq!(reduce(by, &items), expected, "{by:?} {items:?}");
        }
    }
}
