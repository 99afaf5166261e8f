//! The mappings this program ships with.

use std::collections::BTreeSet;

use super::super::derive;
use crate::load::{self, Sources};

#[test]
fn every_derivation_of_a_shipped_mapping_exists_and_every_one_is_used() {
    let shipped = [
        ("aws.toml", include_str!("../../../../../profiles/providers/aws.toml")),
        ("sakura.toml", include_str!("../../../../../profiles/providers/sakura.toml")),
    ];
    let mut used = BTreeSet::new();
    for (name, text) in shipped {
        let (mapping, _) = load::mapping(name, text, &mut Sources::default());
        let resources = mapping.expect("a mapping").resources;
        let attributes = resources.iter().flat_map(|resource| &resource.attributes);
        used.extend(attributes.filter_map(|attribute| attribute.derive.clone()));
    }
    let missing: Vec<&String> = used.iter().filter(|name| derive::find(name).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
