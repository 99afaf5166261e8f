//! The closed table of normalised resource types: what a criterion may ask and a provider mapping may deliver.
//!
//! Types are `<family>.<kind>`, attributes `<aspect>.<property>`. `explain` prints this table, the catalogue and the
//! mappings are checked against it, and nothing else may name a property.
//!
//! Architecture invariant: a type says nothing about a provider. Where a value comes from is mapping data.

mod backup;
mod billing;
mod compute;
mod container;
mod data;
mod database;
mod desktop;
mod edge;
mod event;
mod function;
mod governance;
mod identity;
mod key;
mod logging;
mod machine_learning;
mod messaging;
mod monitoring;
mod network;
mod operation;
mod security;
mod storage;
mod stream;

use crate::model::text::Bilingual;

/// What an attribute's value is, and so which predicates apply to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// True or false.
    Bool,
    /// A whole number, without unit.
    Int,
    /// A number with a fraction.
    Decimal,
    /// Whole days, or `unlimited`, which is longer than any number of days.
    Days,
    /// Whole bytes.
    Bytes,
    /// TCP or UDP port ranges.
    Ports,
    /// A version compared in dotted order: `1.2` is below `1.10`.
    Version,
    /// One of the listed words.
    Enum(&'static [&'static str]),
    /// A calendar date.
    Date,
    /// A region or site name of the provider, compared without case.
    Region,
    /// Free text, compared under NFKC.
    Text,
    /// A list of regions.
    Regions,
    /// A list of the listed words.
    Words(&'static [&'static str]),
    /// A list of free texts.
    Texts,
}

/// Property shared by types, so that a criterion can speak of all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trait {
    /// Holds data of the customer at rest.
    StoresData,
    /// Can be reached over a network.
    NetworkExposed,
    /// Receives logs.
    LogSink,
}

/// One normalised property of a resource type.
#[derive(Debug, Clone, Copy)]
pub struct Attribute {
    /// `<aspect>.<property>`, or one of the names in [`ALWAYS`].
    pub id: &'static str,
    /// Kind of its value.
    pub kind: ValueKind,
    /// What it means, with unit.
    pub meaning: Bilingual,
}

/// One normalised resource type.
#[derive(Debug, Clone, Copy)]
pub struct ResourceType {
    /// `<family>.<kind>`.
    pub id: &'static str,
    /// Name for people.
    pub title: Bilingual,
    /// Traits by which criteria may select it.
    pub traits: &'static [Trait],
    /// Its own attributes, without those of [`ALWAYS`].
    pub attributes: &'static [Attribute],
}

const fn attribute(
    id: &'static str,
    kind: ValueKind,
    ja: &'static str,
    en: &'static str,
) -> Attribute {
    Attribute { id, kind, meaning: Bilingual { ja, en } }
}

/// Key protection of stored data: `none`, the provider's key, or a key the customer manages.
const ENCRYPTION_KEY: Attribute = attribute(
    "encryption.key",
    ValueKind::Enum(&["none", "provider", "customer"]),
    "保管データの暗号化に使う鍵(none: 暗号化なし、provider: 事業者の鍵、customer: 利用者が管理する鍵)",
    "key that protects data at rest: none, the provider's own, or one the customer manages",
);
const KMS_KEY: Attribute = attribute(
    "encryption.kms-key",
    ValueKind::Text,
    "暗号化に使う鍵管理サービスの鍵の識別子",
    "identifier of the key management service key used for encryption",
);
const PUBLIC_ALLOWED: Attribute = attribute(
    "public.allowed",
    ValueKind::Bool,
    "不特定多数からのアクセスを許すか",
    "whether anybody on the internet may get access",
);

/// Where data is replicated to.
const REPLICATION_REGIONS: Attribute = attribute(
    "replication.regions",
    ValueKind::Regions,
    "複製先のリージョン(複製しなければ空)",
    "regions data is replicated to; empty if it is not replicated",
);

/// Attributes that every type has.
pub const ALWAYS: &[Attribute] = &[
    attribute("id", ValueKind::Text, "事業者が付けた識別子", "identifier given by the provider"),
    attribute("provider", ValueKind::Text, "事業者", "provider"),
    attribute("account", ValueKind::Text, "アカウント・プロジェクト", "account or project"),
    attribute(
        "region",
        ValueKind::Region,
        "リージョン・ゾーン・サイト",
        "region, zone or site it is placed in",
    ),
    attribute("zone", ValueKind::Text, "ゾーン", "zone"),
    attribute(
        "site",
        ValueKind::Text,
        "拠点(事業者マッピングの地域表による)",
        "site, by the mapping's table of regions",
    ),
];

/// Every type, grouped by family in the order `list types` prints.
pub const RESOURCE_TYPES: &[&[ResourceType]] = &[
    storage::TYPES,
    key::TYPES,
    network::TYPES,
    identity::TYPES,
    logging::TYPES,
    compute::TYPES,
    container::TYPES,
    function::TYPES,
    database::TYPES,
    backup::TYPES,
    monitoring::TYPES,
    operation::TYPES,
    messaging::TYPES,
    event::TYPES,
    data::TYPES,
    stream::TYPES,
    machine_learning::TYPES,
    governance::TYPES,
    billing::TYPES,
    security::TYPES,
    edge::TYPES,
    desktop::TYPES,
];

/// Place of a type in the table; small and `Copy`, for folds and records.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(into = "&'static str", try_from = "String")]
pub struct TypeId(u16);

impl From<TypeId> for &'static str {
    fn from(ty: TypeId) -> Self {
        ty.get().id
    }
}

impl TryFrom<String> for TypeId {
    type Error = String;

    fn try_from(id: String) -> Result<Self, Self::Error> {
        Self::find(&id).ok_or_else(|| format!("unknown resource type `{id}`"))
    }
}

impl TypeId {
    /// The type called `id`, if the table has it.
    pub fn find(id: &str) -> Option<Self> {
        all().position(|ty| ty.id == id).and_then(|at| u16::try_from(at).ok()).map(Self)
    }

    /// The table row.
    pub fn get(self) -> &'static ResourceType {
        match all().nth(usize::from(self.0)) {
            Some(ty) => ty,
            None => &storage::TYPES[0],
        }
    }

    /// Every type in table order.
    pub fn every() -> impl Iterator<Item = Self> {
        (0..all().count()).filter_map(|at| u16::try_from(at).ok()).map(Self)
    }
}

impl ResourceType {
    /// The attribute called `id`, its own or one of [`ALWAYS`].
    pub fn attribute(&self, id: &str) -> Option<&'static Attribute> {
        ALWAYS.iter().chain(self.attributes).find(|attribute| attribute.id == id)
    }

    /// Whether criteria that speak of `of` include it.
    pub fn has(&self, of: Trait) -> bool {
        self.traits.contains(&of)
    }
}

impl Trait {
    /// Every trait with its word in a criterion.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::StoresData, "stores-data"),
        (Self::NetworkExposed, "network-exposed"),
        (Self::LogSink, "log-sink"),
    ];

    /// The trait written `word` in a criterion.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(of, _)| *of)
    }
}

fn all() -> impl Iterator<Item = &'static ResourceType> {
    RESOURCE_TYPES.iter().flat_map(|family| family.iter())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_unique_and_kebab_case() {
        let mut seen = BTreeSet::new();
        for ty in all() {
            assert!(seen.insert(ty.id), "{} appears twice", ty.id);
            let mut names = BTreeSet::new();
            for attribute in ALWAYS.iter().chain(ty.attributes) {
                assert!(names.insert(attribute.id), "{}: {} appears twice", ty.id, attribute.id);
                assert!(
                    attribute
                        .id
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c))
                );
            }
        }
    }

    #[test]
    fn find_and_get_are_inverse() {
        for id in TypeId::every() {
            assert_eq!(TypeId::find(id.get().id), Some(id));
        }
    }
}
