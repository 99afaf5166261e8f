//! Provider mappings: how one provider's native fields become normalised resources.

use std::collections::BTreeMap;

use super::resource_type::TypeId;
use super::text::LocalText;
use super::value::Value;

/// One provider's mapping.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// Provider id, such as `aws`.
    pub provider: String,
    /// Name for people.
    pub title: LocalText,
    /// Regions the provider has, in lower case.
    pub regions: BTreeMap<String, Region>,
    /// Region kind in which a type is listed, `*` for the others; `global`: once per account.
    pub cells: BTreeMap<String, String>,
    /// Types whose population needs several listings per cell, with the names of those parts. A cell is closed when every part
    /// is listed.
    pub parts: BTreeMap<TypeId, Vec<String>>,
    /// Calls: how files of call adapters are recognised and where their records are.
    pub calls: Vec<Call>,
    /// How native records become resources.
    pub resources: Vec<ResourceMapping>,
    /// SHA-256 of the file in hexadecimal.
    pub digest: String,
}

/// One region of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// ISO 3166 country; none for `global` and multi-regions.
    pub country: Option<String>,
    /// Site.
    pub site: Option<String>,
    /// Kind: region, zone, object, …
    pub kind: String,
    /// Members of a multi-region, if known.
    pub members: Vec<String>,
}

/// A call whose printed result is an export.
#[derive(Debug, Clone)]
pub struct Call {
    /// Adapter id.
    pub source: String,
    /// Name of the call.
    pub native: String,
    /// Members that must be in the head of the document; none: recognised by the manifest only.
    pub has: Vec<Path>,
    /// The beginning of the first line, if the file is CSV. A record is one row, its members are named by the header.
    pub csv: Option<String>,
    /// Where its records are.
    pub records: Path,
    /// What it lists completely, if anything.
    pub lists: Option<Lists>,
    /// Types damaged if the file is.
    pub may_hold: Vec<TypeId>,
    /// The command that makes it.
    pub command: Option<String>,
}

/// What a call lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lists {
    /// Types.
    pub types: Vec<TypeId>,
    /// How much one result covers.
    pub covers: Covers,
    /// Which part of the population, for types that have [`Mapping::parts`].
    pub part: Option<String>,
}

/// How much one listing covers.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Covers {
    /// One cell.
    Cell,
    /// Every cell of its account.
    Account,
}

/// How one kind of native record becomes a resource.
#[derive(Debug, Clone)]
pub struct ResourceMapping {
    /// Normalised type.
    pub ty: TypeId,
    /// Adapter id.
    pub source: String,
    /// Native kind, as the adapter names it.
    pub native: String,
    /// Scalars the record must have: any of the texts, at every path.
    pub when: Vec<(Path, Vec<String>)>,
    /// Which part of the population it belongs to, for types that have [`Mapping::parts`].
    pub part: Option<String>,
    /// The one name all sources of this provider can give: these parts, joined with `/`.
    pub key: Vec<KeyPart>,
    /// Every match is removed from the path parts of the key.
    pub key_trim: Option<regex::Regex>,
    /// Other names.
    pub alias: Vec<Path>,
    /// One record per element, with `@` for the element.
    pub each: Option<Path>,
    /// Account.
    pub account: Option<Path>,
    /// Region.
    pub region: Option<Path>,
    /// Every match is removed from the region's value.
    pub region_trim: Option<regex::Regex>,
    /// Zone.
    pub zone: Option<Path>,
    /// Capture time.
    pub captured: Option<Path>,
    /// Lifecycle states that leave the population.
    pub gone: Option<(Path, Vec<String>)>,
    /// Attributes.
    pub attributes: Vec<AttributeMapping>,
}

/// One part of a resource's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyPart {
    /// A value of the record.
    Path(Path),
    /// The `{subject}` of the manifest's pattern for the file.
    Subject,
    /// This text.
    Literal(String),
}

/// How one attribute is read.
#[derive(Debug, Clone)]
pub struct AttributeMapping {
    /// Attribute id, from the type table.
    pub attribute: &'static str,
    /// Where; several with `reduce`.
    pub paths: Vec<Path>,
    /// The member is a JSON string and `inner` goes on inside it.
    pub inner: Option<Path>,
    /// Native scalars that stand for nothing: the member counts as missing.
    pub nulls: Vec<String>,
    /// Native scalar to value, after `trim` and before `reduce`.
    pub map: Option<ValueMap>,
    /// Value by mere presence and absence.
    pub present: Option<Present>,
    /// When the member is missing or null.
    pub absent: Absent,
    /// How several values become one.
    pub reduce: Option<Reduce>,
    /// Named derivation of the adapter.
    pub derive: Option<String>,
    /// Numeric scaling, numerator.
    pub times: i64,
    /// Numeric scaling, denominator.
    pub per: i64,
    /// Every match is removed from a text.
    pub trim: Option<regex::Regex>,
    /// Whether the path was seen in a real export or only in documentation.
    pub verified: Verified,
    /// Reference.
    pub reference: Option<String>,
}

/// What native scalars mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueMap {
    /// By the native scalar as text.
    pub listed: BTreeMap<String, Mapped>,
    /// Every other one. None: it is unreadable.
    pub other: Option<Mapped>,
}

/// What a native scalar means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mapped {
    /// This value; for a list attribute an element, or a list of elements.
    Value(Value),
    /// One of these, the source does not say which.
    Among(Vec<Value>),
    /// Nothing that decides the attribute.
    Unknown,
}

/// Value by mere presence and absence of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// When there is a value that is not null and not empty.
    pub yes: Value,
    /// When there is none, if the source always prints it when set.
    pub no: Option<Value>,
}

/// What a missing or null member means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absent {
    /// This source does not say.
    Unknown,
    /// Documented to mean this value; it may violate, never satisfy.
    Assumed(Value),
    /// Documented default that the customer cannot change.
    Fixed(Value),
}

/// How several values become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reduce {
    /// All are true.
    All,
    /// Any is true.
    Any,
    /// None is true.
    None,
    /// How many there are.
    Count,
    /// The least.
    Min,
    /// The greatest.
    Max,
}

/// How sure a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// Seen in a real export.
    Export,
    /// Read in documentation.
    Documentation,
}

/// A path of the subset of RFC 9535 that compiles to a trie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Where it starts.
    pub root: Root,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// Where a path starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Root {
    /// `$`: the native record.
    Record,
    /// `@`: the element of `each`.
    Element,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A member.
    Member(String),
    /// Every element, or every member's value.
    Every,
    /// The elements whose member equals a text: `[?@.k == 'v']`.
    Where {
        /// The member.
        member: String,
        /// What it equals.
        equals: String,
    },
}

impl ValueMap {
    /// What `native` means; none if it is unreadable.
    pub fn get(&self, native: &str) -> Option<&Mapped> {
        self.listed.get(native).or(self.other.as_ref())
    }
}

impl ResourceMapping {
    /// A mapping that has a type and says nothing of it.
    pub fn bare(ty: TypeId) -> Self {
        Self {
            ty,
            source: String::new(),
            native: String::new(),
            when: Vec::new(),
            part: None,
            key: Vec::new(),
            key_trim: None,
            alias: Vec::new(),
            each: None,
            account: None,
            region: None,
            region_trim: None,
            zone: None,
            captured: None,
            gone: None,
            attributes: Vec::new(),
        }
    }
}

impl Mapping {
    /// The region called `name`, without regard to case.
    pub fn region(&self, name: &str) -> Option<&Region> {
        self.regions.get(&name.to_lowercase())
    }

    /// Kind of region in which `ty` is listed.
    pub fn cell_kind(&self, ty: TypeId) -> &str {
        self.cells.get(ty.get().id).or_else(|| self.cells.get("*")).map_or("region", String::as_str)
    }

    /// Whether any source lists `ty` completely: a call that says so, or a configuration snapshot.
    pub fn lists(&self, ty: TypeId) -> bool {
        let by_call = self.calls.iter().filter_map(|call| call.lists.as_ref());
        by_call.flat_map(|lists| &lists.types).any(|listed| *listed == ty)
            || self
                .resources
                .iter()
                .any(|resource| resource.ty == ty && resource.source == "aws-config")
    }

    /// Whether any source can deliver `attribute` of `ty`.
    pub fn delivers(&self, ty: TypeId, attribute: &str) -> bool {
        self.resources.iter().any(|mapping| {
            mapping.ty == ty
                && (super::resource_type::ALWAYS.iter().any(|always| always.id == attribute)
                    || mapping.attributes.iter().any(|known| known.attribute == attribute))
        })
    }
}
