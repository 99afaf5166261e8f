//! What the manifest of an example says of the bid: scope, companies and products.

use crate::model::criterion::{Param, ParamValue};
use crate::model::document::Delivery;
use crate::model::manifest::{Participant, Product, ScopeEntry};
use crate::model::text::Untrusted;

use super::claim::word;
use super::record::{field, text};

/// The entries of a setting that is a list.
fn entries<'p>(param: &'p Param, name: &str) -> Result<&'p [Param], String> {
    match &param.value {
        ParamValue::List(entries) => Ok(entries),
        ParamValue::Null
        | ParamValue::Bool(_)
        | ParamValue::Int(_)
        | ParamValue::Decimal(_)
        | ParamValue::Text(_)
        | ParamValue::Map(_) => Err(format!("`{name}` is not a list")),
    }
}

/// The declared scope.
pub(super) fn scope(param: &Param) -> Result<Vec<ScopeEntry>, String> {
    let list = |entry: &Param, key: &str| -> Vec<String> {
        entry
            .get(key)
            .map(|list| list.elements().into_iter().map(text).collect())
            .unwrap_or_default()
    };
    let entry = |entry: &Param| {
        let provider = entry.get("provider").map(text).ok_or("`scope` names no provider")?;
        Ok(ScopeEntry {
            provider,
            accounts: list(entry, "accounts"),
            regions: list(entry, "regions"),
        })
    };
    entries(param, "scope")?.iter().map(entry).collect()
}

/// The companies of the bid.
pub(super) fn participants(param: &Param) -> Result<Vec<Participant>, String> {
    let company = |entry: &Param| {
        Ok(Participant {
            name: Untrusted::new(field(entry, "name").ok_or("a participant has no `name`")?),
            provider: field(entry, "provider"),
            lead: field(entry, "lead").is_some_and(|lead| lead == "true"),
            ismap: field(entry, "ismap").map(Untrusted::new),
        })
    };
    entries(param, "participants")?.iter().map(company).collect()
}

/// The products of third parties.
pub(super) fn products(param: &Param) -> Result<Vec<Product>, String> {
    let product = |entry: &Param| {
        Ok(Product {
            name: Untrusted::new(field(entry, "name").ok_or("a product has no `name`")?),
            provider: field(entry, "provider"),
            delivery: word(entry, "delivery", Delivery::find)?.unwrap_or(Delivery::ThirdParty),
        })
    };
    entries(param, "products")?.iter().map(product).collect()
}
