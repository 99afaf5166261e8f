//! What tests of probes and of the assessment share: a fictional provider, records with plain defaults, and one way to conclude.
//!
//! Everything is captured on [`AS_OF`] in region `tokyo-1` of account `100` unless a test says otherwise.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};

use crate::model::catalogue::Subject;
use crate::model::criterion::{Param, ParamValue, ProbeUse};
use crate::model::document::{DocumentKind, ServiceStatus, Standard};
use crate::model::manifest::{Manifest, ScopeEntry};
use crate::model::mapping::{Covers, Mapping, Region, ResourceMapping};
use crate::model::observation::Conclusion;
use crate::model::place::{FileId, Place};
use crate::model::profile::{
    Freshness, Parameter, ParameterStatus, Plans, Profile, Require, ThirdParty,
};
use crate::model::record::{
    Attributed, Captured, Certificate, Damaged, Listing, ListingState, Lost, Passage, Record,
    Resource, Service, Standing, Stated,
};
use crate::model::resource_type::TypeId;
use crate::model::span::{Defect, SourceId, Spanned};
use crate::model::text::{LocalText, Untrusted};
use crate::model::value::{Reading, Value};

use super::Probe;
use super::bind::Terms;
use super::estate::{Estate, EstatePlan, JoinedEstate};
use super::predicate::Regions;
use super::quantifier::Frame;
use super::registry::ProbeEntry;

/// The day tests judge at.
pub(crate) const AS_OF: Date = date(2022, 10, 3);
/// The provider of every record.
pub(crate) const PROVIDER: &str = "kumo";
/// The text of the requirement that probes are bound for.
pub(crate) const OWN_TEXT: &str = "オブジェクトのバージョニングができること。";

/// A profile, a provider and the declared scope.
pub(crate) struct Bench {
    pub(crate) profile: Profile,
    pub(crate) mappings: BTreeMap<String, Mapping>,
    pub(crate) scope: Vec<ScopeEntry>,
    pub(crate) excluded: BTreeSet<String>,
    pub(crate) manifest: Manifest,
    pub(crate) manifest_place: Option<Place>,
}

/// A bound probe with what it asks of resources.
pub(crate) struct Bound {
    pub(crate) probe: Box<dyn Probe>,
    pub(crate) plan: EstatePlan,
}

impl Bench {
    /// One account in two domestic regions.
    pub(crate) fn new() -> Self {
        Self {
            profile: profile(),
            mappings: BTreeMap::from([(PROVIDER.to_owned(), mapping())]),
            scope: vec![scope(&["100"], &["tokyo-1", "osaka-1"])],
            excluded: BTreeSet::new(),
            manifest: Manifest { provider: Some(PROVIDER.to_owned()), ..Manifest::default() },
            manifest_place: Some(place(0)),
        }
    }

    /// The terms a criterion is bound under.
    pub(crate) fn terms(&self, subject: Subject) -> Terms<'_> {
        Terms {
            profile: &self.profile,
            as_of: AS_OF,
            mappings: &self.mappings,
            subject,
            own_texts: vec![OWN_TEXT.to_owned()],
            answer_id: "GC22-STO-001".to_owned(),
        }
    }

    /// Binds `probe` with parameters written as YAML.
    pub(crate) fn bind(
        &self,
        subject: Subject,
        probe: &str,
        with: &str,
    ) -> Result<Bound, Vec<Defect>> {
        let asked = ProbeUse {
            probe: spanned(probe.to_owned()),
            with: param(with),
            per_participant: false,
        };
        let (mut plan, mut defects) = (EstatePlan::default(), Vec::new());
        let probe = ProbeEntry::bind(&asked, &self.terms(subject), &mut plan, &mut defects);
        plan.locate(self.scope.iter().flat_map(|entry| entry.regions.iter().cloned()));
        match probe {
            Some(probe) if defects.is_empty() => Ok(Bound { probe, plan }),
            Some(_) | None => Err(defects),
        }
    }

    /// What `records` say of the resources that `bound` asks.
    pub(crate) fn estate(&self, bound: &Bound, records: &[Record]) -> Estate {
        let regions = Regions::of(&self.profile, &self.mappings);
        let mut estate = Estate::default();
        for record in records {
            estate.observe(record, &bound.plan, &regions);
        }
        estate
    }

    /// What `bound` concludes from `records` over what `estate` says.
    pub(crate) fn conclude_over(
        &self,
        bound: &Bound,
        estate: Estate,
        records: &[Record],
    ) -> Conclusion {
        let mut state = bound.probe.start();
        for record in records {
            bound.probe.observe(&mut state, record);
        }
        let joined = JoinedEstate::new(estate, &self.mappings);
        bound.probe.conclude(&state, &joined, &self.frame())
    }

    /// Binds a probe and concludes from `records`.
    pub(crate) fn conclude(
        &self,
        subject: Subject,
        probe: &str,
        with: &str,
        records: &[Record],
    ) -> Conclusion {
        let bound =
            self.bind(subject, probe, with).unwrap_or_else(|defects| panic!("{with}: {defects:?}"));
        self.conclude_over(&bound, self.estate(&bound, records), records)
    }

    /// The ground that populations stand on.
    pub(crate) fn frame(&self) -> Frame<'_> {
        Frame {
            scope: &self.scope,
            mappings: &self.mappings,
            profile: &self.profile,
            as_of: AS_OF,
            excluded: &self.excluded,
            manifest: &self.manifest,
            manifest_place: self.manifest_place.as_ref(),
        }
    }
}

/// A parameter written as YAML.
pub(crate) fn param(yaml: &str) -> Param {
    of_yaml(&serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{yaml}: {error}")))
}

fn of_yaml(value: &serde_yaml::Value) -> Param {
    let value = match value {
        serde_yaml::Value::Null => ParamValue::Null,
        serde_yaml::Value::Bool(value) => ParamValue::Bool(*value),
        serde_yaml::Value::Number(number) => match number.as_i64() {
            Some(number) => ParamValue::Int(number),
            None => ParamValue::Decimal(number.to_string()),
        },
        serde_yaml::Value::String(text) => ParamValue::Text(text.clone()),
        serde_yaml::Value::Sequence(values) => {
            ParamValue::List(values.iter().map(of_yaml).collect())
        }
        serde_yaml::Value::Mapping(members) => ParamValue::Map(
            members
                .iter()
                .map(|(key, value)| {
                    (spanned(key.as_str().unwrap_or_default().to_owned()), of_yaml(value))
                })
                .collect(),
        ),
        serde_yaml::Value::Tagged(tagged) => return of_yaml(&tagged.value),
    };
    Param { value, at: spanned(()) }
}

/// A value at no particular place.
pub(crate) fn spanned<T>(value: T) -> Spanned<T> {
    Spanned { value, source: SourceId(0), offset: 0, length: 0 }
}

/// A profile as strict as that of the first call: no plans, one company, answers and scope required.
pub(crate) fn profile() -> Profile {
    let days = Parameter {
        value: ParamValue::Int(365),
        status: ParameterStatus::ToolDefault,
        basis: "test".to_owned(),
        meaning: LocalText::default(),
    };
    Profile {
        id: "test".to_owned(),
        title: LocalText::default(),
        digest: String::new(),
        catalogue: "test".to_owned(),
        catalogue_version: spanned("^1".to_owned()),
        as_of: Some(AS_OF),
        plans: Plans { accepted: false, deadline: None },
        joint: false,
        third_party: ThirdParty::Never,
        waivers: false,
        require: Require { scope: true, answers: true },
        not_plannable: Vec::new(),
        select: Vec::new(),
        weights: BTreeMap::new(),
        freshness: Freshness { export: 90, document: 365, scan: 30, soc2: 365 },
        japan: BTreeMap::from([(
            PROVIDER.to_owned(),
            vec!["tokyo-*".to_owned(), "osaka-1".to_owned()],
        )]),
        parameters: BTreeMap::from([("log-retention-days".to_owned(), days)]),
        contract_date: None,
        reason: None,
    }
}

/// A provider that has every type, each listed once per account and region, but `iam.settings` once per account.
pub(crate) fn mapping() -> Mapping {
    let region = |country: Option<&str>, kind: &str, members: &[&str]| Region {
        country: country.map(str::to_owned),
        site: country.map(|country| format!("{country} {kind}")),
        kind: kind.to_owned(),
        members: members.iter().map(|member| (*member).to_owned()).collect(),
    };
    let mut regions = BTreeMap::from([
        ("tokyo-1".to_owned(), region(Some("JP"), "region", &[])),
        ("osaka-1".to_owned(), region(Some("JP"), "region", &[])),
        ("oregon-1".to_owned(), region(Some("US"), "region", &[])),
        ("global".to_owned(), region(None, "global", &[])),
        ("anywhere".to_owned(), region(None, "multi", &[])),
        ("home".to_owned(), region(None, "multi", &["tokyo-1", "osaka-1"])),
        ("world".to_owned(), region(None, "multi", &["tokyo-1", "oregon-1"])),
    ]);
    for (name, region) in &mut regions {
        region.site = region.country.as_ref().map(|_| name.trim_end_matches("-1").to_owned());
    }
    Mapping {
        provider: PROVIDER.to_owned(),
        title: LocalText::default(),
        regions,
        cells: BTreeMap::from([
            ("*".to_owned(), "region".to_owned()),
            ("iam.settings".to_owned(), "global".to_owned()),
        ]),
        parts: BTreeMap::new(),
        calls: Vec::new(),
        resources: TypeId::every().map(ResourceMapping::bare).collect(),
        digest: String::new(),
    }
}

/// A declared scope of the provider.
pub(crate) fn scope(accounts: &[&str], regions: &[&str]) -> ScopeEntry {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    ScopeEntry { provider: PROVIDER.to_owned(), accounts: owned(accounts), regions: owned(regions) }
}

/// A type of the table.
pub(crate) fn ty(id: &str) -> TypeId {
    TypeId::find(id).unwrap_or_else(|| panic!("no type {id}"))
}

/// A text of the submission.
pub(crate) fn untrusted(text: &str) -> Untrusted {
    Untrusted::new(text)
}

/// A fact that the source states.
#[expect(clippy::unnecessary_wraps, reason = "records hold it so")]
pub(crate) fn native(text: &str) -> Option<Stated> {
    Some(Stated { value: untrusted(text), declared: false })
}

/// A fact that only the manifest states.
#[expect(clippy::unnecessary_wraps, reason = "records hold it so")]
pub(crate) fn declared(text: &str) -> Option<Stated> {
    Some(Stated { value: untrusted(text), declared: true })
}

/// The first line of the `rank`-th file.
pub(crate) fn place(rank: u32) -> Place {
    Place { line: Some(1), ..Place::file(FileId(rank)) }
}

/// A bucket called `key` of which nothing is known.
pub(crate) fn bucket(key: &str) -> Resource {
    Resource {
        ty: ty("object-store.bucket"),
        provider: PROVIDER.to_owned(),
        account: native("100"),
        region: native("tokyo-1"),
        key: untrusted(key),
        aliases: Vec::new(),
        readings: Vec::new(),
        source: "inventory".to_owned(),
        captured: Captured::Native(AS_OF),
        intended: false,
        gone: false,
        place: place(1),
        standing: Standing::Full,
    }
}

/// The same bucket, whose source says something of `attribute`.
pub(crate) fn reading(
    mut resource: Resource,
    attribute: &'static str,
    reading: Reading,
) -> Resource {
    resource.readings.push(Attributed { attribute, reading, offset: None });
    resource
}

/// A bucket whose versioning is known to be on or off.
pub(crate) fn versioned(key: &str, on: bool) -> Resource {
    reading(bucket(key), "versioning.enabled", Reading::Known(Value::Bool(on)))
}

/// A complete listing of the buckets of one region.
pub(crate) fn listing(region: &str) -> Listing {
    Listing {
        provider: PROVIDER.to_owned(),
        types: vec![ty("object-store.bucket")],
        account: native("100"),
        region: native(region),
        covers: Covers::Cell,
        part: None,
        state: ListingState::Complete,
        place: place(2),
        captured: Captured::Native(AS_OF),
        standing: Standing::Full,
    }
}

/// Complete listings of the buckets of both regions.
pub(crate) fn listings() -> Vec<Record> {
    ["tokyo-1", "osaka-1"].map(|region| Record::Listing(listing(region))).into()
}

/// A passage of a document dated [`AS_OF`].
pub(crate) fn passage(kind: DocumentKind, text: &str) -> Passage {
    Passage {
        kind,
        date: Some(AS_OF),
        path: untrusted("documents/one.md"),
        text: untrusted(text),
        place: place(3),
        standing: Standing::Full,
    }
}

/// A document that is there and cannot be read.
pub(crate) fn damaged(kind: DocumentKind) -> Record {
    Record::Damaged(Damaged {
        lost: Lost::Document(kind),
        path: untrusted("documents/broken.pdf"),
        place: place(13),
    })
}

/// An entry of the service list that offers versioned object storage in Tokyo.
pub(crate) fn service() -> Service {
    Service {
        id: untrusted("objects"),
        name: untrusted("クモストレージ"),
        status: Some(ServiceStatus::Ga),
        regions: vec![untrusted("tokyo-1")],
        capabilities: vec![untrusted("object-store.versioning")],
        delivery: None,
        participant: untrusted(""),
        sla: None,
        documentation: None,
        place: place(4),
    }
}

/// A register row in force, with its file.
pub(crate) fn certificate() -> Certificate {
    Certificate {
        standard: Some(Standard::Iso27017),
        number: untrusted("IS 700001"),
        holder: untrusted("架空クラウド株式会社"),
        scope: untrusted("クモクラウドの提供"),
        regions: vec![untrusted("tokyo-1")],
        valid_from: Some(date(2021, 4, 1)),
        valid_until: Some(date(2024, 3, 31)),
        file: Some(untrusted("certificates/iso27017.md")),
        place: place(5),
    }
}
