//! What tests of derivations share: native values written as JSON, and a mapping that holds nothing.

use std::collections::BTreeMap;

use super::{Input, find};
use crate::model::mapping::Mapping;
use crate::model::resource_type::{Attribute, TypeId};
use crate::model::text::LocalText;
use crate::model::value::Reading;
use crate::submission::json::{self, Limits, Projection, Tree};

/// The whole value of a JSON text.
pub(crate) fn tree(text: &str) -> Tree {
    let mut projection = Projection::new();
    projection.keep_all(projection.root());
    let outcome = json::read(text.as_bytes(), &projection, &Limits::default(), &mut |_| ());
    assert_eq!(outcome.error, None, "{text}");
    outcome.documents.into_iter().next().map(|document| document.tree).expect("a value")
}

/// A mapping of provider `p` with the regions `r1` and `r2`.
pub(crate) fn mapping() -> Mapping {
    let region = |country: &str| crate::model::mapping::Region {
        country: Some(country.into()),
        site: Some(format!("site-{country}")),
        kind: "region".into(),
        members: Vec::new(),
    };
    Mapping {
        provider: "p".into(),
        title: LocalText::new("p", "p"),
        regions: BTreeMap::from([("r1".into(), region("JP")), ("r2".into(), region("US"))]),
        cells: BTreeMap::new(),
        parts: BTreeMap::new(),
        calls: Vec::new(),
        resources: Vec::new(),
        digest: String::new(),
    }
}

/// The attribute `id` of the type `ty`.
pub(crate) fn attribute(ty: &str, id: &str) -> &'static Attribute {
    TypeId::find(ty).and_then(|ty| ty.get().attribute(id)).expect("an attribute")
}

/// What the derivation `name` answers for `attribute`, for account `111111111111` in region `r1`. Each path is given by the array
/// of its values; `null` stands for a path whose list is not there.
pub(crate) fn derive(name: &str, attribute: &'static Attribute, paths: &[&str]) -> Reading {
    let trees: Vec<Tree> = paths.iter().map(|path| tree(path)).collect();
    let values: Vec<Vec<&Tree>> =
        trees.iter().map(|tree| tree.elements().iter().collect()).collect();
    let listed: Vec<bool> = paths.iter().map(|path| *path != "null").collect();
    let mapping = mapping();
    let derivation =
        find(name).unwrap_or_else(|| panic!("{}: no derivation `{name}`", attribute.id));
    derivation(&Input {
        values: &values,
        listed: &listed,
        account: Some("111111111111"),
        region: Some("r1"),
        mapping: &mapping,
    })
}
