//! The ground an example stands on: scope, listings and answers that it does not spell out.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::catalogue::{Catalogue, Example, Requirement};
use crate::model::criterion::Param;
use crate::model::document::{AnswerStatus, Delivery};
use crate::model::manifest::{Manifest, ScopeEntry};
use crate::model::mapping::{Covers, Mapping, ResourceMapping};
use crate::model::outcome::Verdict;
use crate::model::place::{FileId, Place};
use crate::model::profile::{Profile, Require};
use crate::model::record::{Answer, Captured, Listing, ListingState, Record, Standing, Stated};
use crate::model::report::{AsOf, AsOfSource, ChosenBy, SubmissionRef};
use crate::model::resource_type::TypeId;
use crate::model::text::Untrusted;

use super::super::judge::{Case, judge};
use super::super::plan::{PlanInput, plan};
use super::super::run::{Folds, standings};
use super::record::{Maker, text};
use super::{ExampleGround, bid};

/// Account and region of records that name none.
pub(super) const ACCOUNT: &str = "123456789012";
pub(super) const REGION: &str = "ap-northeast-1";

/// One example with everything it leaves unsaid.
pub(super) struct Ground<'a> {
    catalogue: &'a Catalogue,
    requirement: &'a Requirement,
    profile: Profile,
    as_of: Date,
    child: usize,
    mappings: BTreeMap<String, Mapping>,
    manifest: Manifest,
    records: Vec<Record>,
    closed: bool,
}

impl<'a> Ground<'a> {
    /// The ground of an example. Fails where a record or setting cannot be understood.
    pub(super) fn new(
        catalogue: &'a Catalogue,
        requirement: &'a Requirement,
        example: &Example,
        ground: &ExampleGround<'_>,
    ) -> Result<Self, String> {
        let set = |name: &str| {
            example.settings.iter().find(|(key, _)| key.value == name).map(|(_, value)| value)
        };
        let profile_id = super::profile_of(example);
        let profile = ground
            .profiles
            .get(profile_id)
            .ok_or_else(|| format!("unknown profile `{profile_id}`"))?
            .clone();
        let as_of = match set("as_of") {
            Some(value) => text(value).parse().map_err(|_| "`as_of` is not a date".to_owned())?,
            None => profile.as_of.ok_or_else(|| format!("profile `{profile_id}` has no date"))?,
        };
        let provider = set("provider").and_then(Param::as_text).unwrap_or("aws").to_owned();
        let delivery = match set("delivery").map(text) {
            Some(word) => {
                Some(Delivery::find(&word).ok_or_else(|| format!("unknown delivery `{word}`"))?)
            }
            None => Some(Delivery::Own),
        };
        let maker = Maker { provider: &provider, as_of, mapping: ground.mappings.get(&provider) };
        let mut records = Vec::new();
        for (at, param) in example.records.iter().enumerate() {
            records.extend(maker.make(at, param)?);
        }
        records.push(answer(requirement, set("answer"), delivery)?);
        let scope = match set("scope") {
            Some(param) => bid::scope(param)?,
            None => vec![scope(&provider, &records)],
        };
        let companies = set("participants").map(bid::participants).transpose()?;
        let products = set("products").map(bid::products).transpose()?;
        let mapping = table(&provider, ground.mappings.get(&provider), &scope);
        Ok(Self {
            catalogue,
            requirement,
            profile,
            as_of,
            child: example.child.unwrap_or(1),
            mappings: BTreeMap::from([(provider.clone(), mapping)]),
            manifest: Manifest {
                provider: Some(provider),
                delivery,
                scope,
                participants: companies.unwrap_or_default(),
                products: products.unwrap_or_default(),
                ..Manifest::default()
            },
            records,
            closed: true,
        })
    }

    /// The ground of a submission with nothing in it, not even answers.
    pub(super) fn empty(
        catalogue: &'a Catalogue,
        requirement: &'a Requirement,
        nothing: &Example,
        ground: &ExampleGround<'_>,
    ) -> Result<Self, String> {
        let mut made = Self::new(catalogue, requirement, nothing, ground)?;
        made.records.clear();
        made.closed = false;
        made.manifest = Manifest { provider: made.manifest.provider, ..Manifest::default() };
        made.profile.require = Require::default();
        Ok(made)
    }

    /// Judges it.
    pub(super) fn verdict(self) -> Result<Verdict, String> {
        let only = [self.requirement.id.value.clone()];
        let regions: Vec<String> =
            self.manifest.scope.iter().flat_map(|entry| entry.regions.clone()).collect();
        let input = PlanInput {
            catalogue: self.catalogue,
            profile: &self.profile,
            as_of: self.as_of,
            mappings: &self.mappings,
            only: &only,
            regions: &regions,
            child: Some(self.child),
        };
        let (plan, defects) = plan(input);
        if let Some(defect) = defects.first() {
            return Err(defect.message.clone());
        }
        let standings = standings(&plan, &self.manifest);
        let mut folds = Folds::new(&plan, &standings);
        let listings =
            if self.closed { listings(&plan.wanted.resources, &self) } else { Vec::new() };
        self.records.iter().cloned().chain(listings).for_each(|record| folds.observe(record));
        let case = Case {
            manifest: &self.manifest,
            manifest_place: Some(Place::file(FileId(0))),
            reviews: &[],
            dispositions: &[],
            as_of: AsOf { date: self.as_of, from: AsOfSource::Profile },
            chosen_by: ChosenBy::Default,
            tool_version: "",
            submission: SubmissionRef {
                provider: self.manifest.provider.clone(),
                name_ja: None,
                name_en: None,
                digest: String::new(),
                files: Vec::new(),
            },
            diagnostics: Vec::new(),
            incomplete: false,
        };
        let report = judge(&plan, folds.finish(), case);
        report
            .findings
            .first()
            .map(|finding| finding.verdict)
            .ok_or_else(|| "the requirement is not selected".into())
    }
}

fn answer(
    requirement: &Requirement,
    written: Option<&Param>,
    delivery: Option<Delivery>,
) -> Result<Record, String> {
    let word = written.map_or_else(|| "met".to_owned(), text);
    let status = AnswerStatus::find(&word).ok_or_else(|| format!("unknown answer `{word}`"))?;
    Ok(Record::Answer(Answer {
        id: Untrusted::new(requirement.id.value.as_str()),
        status: Some(status),
        delivery,
        product: Untrusted::new("example"),
        how: Untrusted::default(),
        evidence: Untrusted::default(),
        planned: None,
        owner: Untrusted::default(),
        place: Place::file(FileId(0)),
    }))
}

/// The accounts and regions the records name.
fn scope(provider: &str, records: &[Record]) -> ScopeEntry {
    let mut accounts = BTreeSet::from([ACCOUNT.to_owned()]);
    let mut regions = BTreeSet::from([REGION.to_owned()]);
    for record in records {
        let (account, region) = match record {
            Record::Resource(resource) => (&resource.account, &resource.region),
            Record::Listing(listing) => (&listing.account, &listing.region),
            Record::Recorder(_)
            | Record::Service(_)
            | Record::Certificate(_)
            | Record::Commitment(_)
            | Record::Passage(_)
            | Record::Answer(_)
            | Record::PlanItem(_)
            | Record::Log(_)
            | Record::ScanRun(_)
            | Record::ScanFinding(_)
            | Record::Damaged(_) => continue,
        };
        accounts.extend(account.as_ref().map(|account| account.value.raw().to_owned()));
        regions.extend(region.as_ref().map(|region| region.value.raw().to_lowercase()));
    }
    ScopeEntry {
        provider: provider.to_owned(),
        accounts: accounts.into_iter().collect(),
        regions: regions.into_iter().collect(),
    }
}

/// A mapping that has every type and lists each once per account and region of the scope.
fn table(provider: &str, known: Option<&Mapping>, scope: &[ScopeEntry]) -> Mapping {
    let mut regions = known.map(|mapping| mapping.regions.clone()).unwrap_or_default();
    let declared: BTreeSet<&String> = scope.iter().flat_map(|entry| &entry.regions).collect();
    regions.retain(|_, region| region.kind != "global");
    for (name, region) in &mut regions {
        if declared.contains(name) {
            region.kind = "region".into();
        }
    }
    Mapping {
        provider: provider.to_owned(),
        title: crate::model::text::LocalText::default(),
        regions,
        cells: BTreeMap::from([("*".to_owned(), "region".to_owned())]),
        parts: BTreeMap::new(),
        calls: Vec::new(),
        resources: TypeId::every().map(ResourceMapping::bare).collect(),
        digest: String::new(),
    }
}

/// A complete listing of every asked type that no record of the example lists.
fn listings(asked: &BTreeMap<TypeId, BTreeSet<&'static str>>, ground: &Ground<'_>) -> Vec<Record> {
    let spelled: BTreeSet<TypeId> =
        ground
            .records
            .iter()
            .filter_map(|record| {
                if let Record::Listing(listing) = record { Some(&listing.types) } else { None }
            })
            .flatten()
            .copied()
            .collect();
    let types: Vec<TypeId> = asked.keys().copied().filter(|ty| !spelled.contains(ty)).collect();
    let mut listings = Vec::new();
    for entry in &ground.manifest.scope {
        for account in &entry.accounts {
            listings.push(Record::Listing(Listing {
                provider: entry.provider.clone(),
                types: types.clone(),
                account: Some(Stated { value: Untrusted::new(account.as_str()), declared: false }),
                region: None,
                covers: Covers::Account,
                part: None,
                state: ListingState::Complete,
                place: Place::file(FileId(0)),
                captured: Captured::Native(ground.as_of),
                standing: Standing::Full,
            }));
        }
    }
    listings
}
