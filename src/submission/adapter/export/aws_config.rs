//! AWS Config: configuration snapshots, history files and single items.
//!
//! Names of the framing changed over the years, so they are matched without case and with their known other spellings; in the
//! history the members of an item are JSON texts.
//!
//! A snapshot lists the types it has records of; whether it lists another type is known only with the recorder's settings.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::model::date;
use crate::model::mapping::{Covers, Mapping};
use crate::model::record::{Captured, ListingState};
use crate::model::report::Severity;
use crate::model::resource_type::TypeId;
use crate::model::text::Bilingual;
use crate::submission::Reading;
use crate::submission::json::{self, Emitted, NodeId, Projection, Tree, Value as Json};

use super::super::{Adapter, AdapterMeta, Head, ReadEnd, Sink};
use super::compile::{Block, Compiler, Spelling};
use super::file::{File, Listed};
use super::normalise::{GLOBAL, Native, Origin, normalise};
use super::resolve::Spot;

/// AWS Config snapshots and history.
pub(crate) struct AwsConfig;

const ID: &str = "aws-config";
const SNAPSHOT: &str = "configuration snapshot";
const HISTORY: &str = "configuration history";

const META: AdapterMeta = AdapterMeta {
    id: ID,
    title: Bilingual {
        ja: "AWS Configの設定スナップショットと設定履歴",
        en: "AWS Config snapshot or history",
    },
    recognised_by: Bilingual {
        ja: "最上位の configurationItems(または baseConfigurationItems)、もしくは resourceType が AWS:: で始まる設定項目",
        en: "`configurationItems` (or `baseConfigurationItems`) at the top, or items whose `resourceType` begins with AWS::",
    },
};

/// Members that hold items.
const LISTS: [&str; 2] = ["configurationItems", "baseConfigurationItems"];
/// Members that only a snapshot has.
const SNAPSHOT_IDS: [&str; 2] = ["configSnapshotId", "requestId"];

const SPELLING: Spelling = Spelling {
    names: &[
        ("ARN", &["arn", "Arn"]),
        ("awsAccountId", &["accountId", "AwsAccountId", "AccountId", "awsAccountID", "accountID"]),
        ("awsRegion", &["AwsRegion", "region"]),
        ("availabilityZone", &["availibilityZone", "AvailabilityZone"]),
        ("resourceType", &["ResourceType"]),
        ("resourceId", &["ResourceId", "resourceID"]),
        ("resourceName", &["ResourceName"]),
        ("configuration", &["Configuration"]),
        ("supplementaryConfiguration", &["SupplementaryConfiguration"]),
        ("configurationItemStatus", &["ConfigurationItemStatus"]),
        ("configurationItemCaptureTime", &["ConfigurationItemCaptureTime"]),
    ],
    texts: &["configuration", "supplementaryConfiguration"],
};

/// AWS writes account, region and time of a snapshot into the file's name.
static SNAPSHOT_NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:(?P<account>\d{12})_Config_(?P<region>[a-z0-9-]+))?_ConfigSnapshot_(?P<day>\d{8})T\d{6}Z_").ok()
});

impl Adapter for AwsConfig {
    fn meta(&self) -> &'static AdapterMeta {
        &META
    }

    fn recognise(&self, head: &Head<'_>, _reading: &Reading<'_>) -> Option<String> {
        if head.declared.call.is_some() {
            return None;
        }
        let tree = head.sketch.tree.as_ref().filter(|_| head.sketch.is_json);
        let has = |names: &[&str]| {
            tree.is_some_and(|tree| tree.members().iter().any(|(name, _)| is_any(name, names)))
        };
        let is_item = |tree: &Tree| {
            let of = |wanted| tree.members().iter().find(|(name, _)| is_any(name, &[wanted]));
            let is_aws = of("resourceType")
                .and_then(|(_, ty)| ty.as_str())
                .is_some_and(|ty| ty.starts_with("AWS::"));
            is_aws && (of("configuration").is_some() || of("configurationItemStatus").is_some())
        };
        let is_items =
            tree.is_some_and(|tree| is_item(tree) || tree.elements().first().is_some_and(is_item));
        let is_declared = head.declared.format.as_deref() == Some(ID);
        let is_snapshot = has(&SNAPSHOT_IDS) && !head.path.contains("_ConfigHistory_");
        match (&head.declared.format, has(&LISTS)) {
            (Some(format), _) if format != ID => None,
            (_, true) if is_snapshot => Some(SNAPSHOT.into()),
            (_, has_list) if has_list || is_items || is_declared => Some(HISTORY.into()),
            (_, _) => None,
        }
    }

    fn read(
        &self,
        native: &str,
        head: &Head<'_>,
        input: &mut dyn Read,
        reading: &Reading<'_>,
        sink: &mut dyn Sink,
    ) -> ReadEnd {
        Run::new(native, head, reading, sink).read(input)
    }
}

fn is_any(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Account and region as an item states them.
type Cell = (String, String);

/// One file of this source.
struct Run<'a> {
    file: File<'a>,
    blocks: BTreeMap<&'a str, Vec<Block<'a>>>,
    origin: Origin<'a>,
    is_snapshot: bool,
    /// Native types seen in each cell.
    seen: BTreeMap<Cell, BTreeSet<String>>,
    is_damaged: bool,
}

impl<'a> Run<'a> {
    fn new(
        native: &str,
        head: &'a Head<'a>,
        reading: &'a Reading<'a>,
        sink: &'a mut dyn Sink,
    ) -> Self {
        let mut blocks: BTreeMap<&str, Vec<Block<'_>>> = BTreeMap::new();
        for block in Block::of(reading, ID) {
            blocks.entry(block.resource.native.as_str()).or_default().push(block);
        }
        let file = File::new(head, reading, sink);
        let is_snapshot = native == SNAPSHOT;
        let time = if is_snapshot { snapshot_time(head.path) } else { None };
        let origin = Origin {
            file: head.file,
            declared: &head.declared,
            source: ID.into(),
            captured: file.captured(time),
            is_regional: true,
        };
        Self { file, blocks, origin, is_snapshot, seen: BTreeMap::new(), is_damaged: false }
    }

    /// Items stand in a list with a name, in a list without, or one after the other: the head of the file tells.
    fn projection(&self) -> Projection {
        let mut projection = Projection::new();
        let root = projection.root();
        let sketched = self.file.head.sketch.tree.as_ref();
        let members = sketched.map_or(&[][..], Tree::members).iter().map(|(name, _)| &**name);
        let mut lists: BTreeSet<&str> = members.filter(|name| is_any(name, &LISTS)).collect();
        let is_item = lists.is_empty() && sketched.is_some_and(|tree| !tree.members().is_empty());
        if is_item {
            self.item(&mut projection, root);
            return projection;
        }
        projection.keep(root);
        lists.extend(LISTS);
        let element = projection.element(root);
        self.item(&mut projection, element);
        for list in lists {
            let list = projection.member(root, list);
            projection.keep(list);
            let element = projection.element(list);
            self.item(&mut projection, element);
        }
        projection
    }

    fn item(&self, projection: &mut Projection, item: NodeId) {
        let mut compiler = Compiler { projection, spelling: SPELLING };
        for name in ["resourceType", "awsAccountId", "awsRegion", "configurationItemCaptureTime"] {
            compiler.member(item, name);
        }
        self.blocks.values().flatten().for_each(|block| compiler.block(item, block));
        projection.emit(item, 0);
    }

    fn read(mut self, input: &mut dyn Read) -> ReadEnd {
        let projection = self.projection();
        let limits = self.file.limits();
        let mut took = 0_u64;
        let outcome = json::read(input, &projection, &limits, &mut |emitted| {
            took += 1;
            self.emitted(emitted);
        });
        let has_list = outcome.documents.iter().any(|document| {
            let lists = document.tree.members().iter().filter(|(name, _)| is_any(name, &LISTS));
            matches!(document.tree.value, Json::Array(_))
                || lists.into_iter().any(|(_, list)| matches!(list.value, Json::Array(_)))
        });
        let mut rejected = None;
        if let Some(error) = &outcome.error {
            self.file.malformed(error);
            rejected = Some(error.to_string());
        } else if !has_list && took == 0 {
            self.file.notice(
                Severity::Error,
                "no-records",
                "AWS Configの設定項目がありません。取得し直してください。",
                "there are no AWS Config items in the file; export it again",
            );
            rejected = Some("no configuration items".into());
        }
        self.is_damaged |= rejected.is_some();
        self.listings();
        ReadEnd { rejected, materialised: outcome.materialised }
    }

    fn emitted(&mut self, emitted: Emitted<'_>) {
        let (offset, line, pointer) = (emitted.offset, emitted.line, emitted.pointer());
        let tree = canonical(emitted.tree);
        match tree.value {
            Json::Object(_) => self.take(&tree, (offset, line, pointer)),
            Json::Null => {}
            Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) | Json::Bad(_) => {
                self.is_damaged = true;
                self.file.bad_record(offset, line);
            }
        }
    }

    fn take(&mut self, tree: &Tree, (offset, line, pointer): (u64, u64, String)) {
        let text =
            |name: &str| tree.get(name).and_then(Tree::as_str).filter(|text| !text.is_empty());
        let (account, region) = (text("awsAccountId"), text("awsRegion"));
        let Some(kind) = text("resourceType") else {
            self.is_damaged = true;
            return self.file.bad_record(offset, line);
        };
        if let Some(cell) = account.zip(region) {
            let cell = (cell.0.to_owned(), cell.1.to_owned());
            self.seen.entry(cell).or_default().insert(kind.to_owned());
        }
        let Some(blocks) = self.blocks.get(kind) else { return };
        if !self.is_snapshot {
            let time = text("configurationItemCaptureTime").and_then(date::parse);
            self.origin.captured = self.file.captured(time);
        }
        let native = Native {
            spot: Spot::of(tree),
            offset,
            line: Some(line),
            pointer,
            account: account.map(Cow::Borrowed),
            region: region.map(Cow::Borrowed),
            intended: false,
        };
        for normalised in blocks.iter().flat_map(|block| normalise(block, &native, &self.origin)) {
            self.file.resource(normalised);
        }
    }

    /// A history lists nothing. Damage reaches every type that may stand in such a file.
    fn listings(&mut self) {
        let captured = self.file.captured(if self.is_snapshot {
            snapshot_time(self.file.head.path)
        } else {
            None
        });
        let populations = populations(&self.blocks);
        if !self.is_damaged && self.seen.is_empty() && self.is_snapshot {
            let cell = declared_cell(self.file.head);
            self.seen.extend(cell.map(|cell| (cell, BTreeSet::new())));
        }
        let seen = std::mem::take(&mut self.seen);
        for ((provider, part), natives) in &populations {
            let mapping = &self.file.reading.mappings[*provider];
            let types: Vec<TypeId> = natives.keys().copied().collect();
            if self.is_damaged {
                self.file.listing(Listed {
                    provider,
                    types: &types,
                    account: None,
                    region: None,
                    is_declared: false,
                    covers: Covers::Cell,
                    part: *part,
                    state: if self.is_snapshot {
                        ListingState::Damaged
                    } else {
                        ListingState::Blurred
                    },
                    place: None,
                    captured,
                });
            } else if self.is_snapshot {
                for (cell, kinds) in &seen {
                    self.cell(mapping, (*part, natives), cell, kinds, captured);
                }
            }
        }
    }

    fn cell(
        &mut self,
        mapping: &Mapping,
        (part, natives): (Option<&str>, &BTreeMap<TypeId, BTreeSet<&str>>),
        (account, region): &Cell,
        kinds: &BTreeSet<String>,
        captured: Captured,
    ) {
        let is_global = mapping.region(region).is_some_and(|region| region.kind == GLOBAL);
        let of_cell: Vec<TypeId> = natives
            .keys()
            .copied()
            .filter(|ty| (mapping.cell_kind(*ty) == GLOBAL) == is_global)
            .collect();
        let (there, perhaps): (Vec<TypeId>, Vec<TypeId>) = of_cell
            .iter()
            .partition(|ty| natives[*ty].iter().all(|native| kinds.contains(*native)));
        let states = [(there, ListingState::Complete), (perhaps, ListingState::IfRecorded)];
        for (types, state) in states {
            self.file.listing(Listed {
                provider: &mapping.provider,
                types: &types,
                account: Some(account),
                region: Some(region),
                is_declared: kinds.is_empty(),
                covers: Covers::Cell,
                part,
                state,
                place: None,
                captured,
            });
        }
    }
}

/// Native types by provider and part, and by the type they are part of.
type Populations<'a> = BTreeMap<(&'a str, Option<&'a str>), BTreeMap<TypeId, BTreeSet<&'a str>>>;

fn populations<'a>(blocks: &BTreeMap<&'a str, Vec<Block<'a>>>) -> Populations<'a> {
    let mut populations = Populations::new();
    for block in blocks.values().flatten() {
        let key = (block.mapping.provider.as_str(), block.resource.part.as_deref());
        let natives = populations.entry(key).or_default().entry(block.resource.ty).or_default();
        natives.insert(block.resource.native.as_str());
    }
    populations
}

fn snapshot_time(path: &str) -> Option<Date> {
    let day = SNAPSHOT_NAME.as_ref()?.captures(path)?.name("day")?.as_str();
    let number = |from: usize, to: usize| day.get(from..to)?.parse::<i16>().ok();
    let small = |from, to| number(from, to).and_then(|number| i8::try_from(number).ok());
    Date::new(number(0, 4)?, small(4, 6)?, small(6, 8)?).ok()
}

/// The cell a snapshot without items is of, as the manifest or the name of the file has it.
fn declared_cell(head: &Head<'_>) -> Option<Cell> {
    let named = SNAPSHOT_NAME.as_ref().and_then(|name| name.captures(head.path));
    let part = |part: &str| Some(named.as_ref()?.name(part)?.as_str().to_owned());
    let account = head.declared.account.clone().or_else(|| part("account"))?;
    Some((account, head.declared.region.clone().or_else(|| part("region"))?))
}

/// The item under the names mappings use.
fn canonical(mut item: Tree) -> Tree {
    if let Json::Object(members) = &mut item.value {
        for (name, _) in members.iter_mut() {
            let known = SPELLING.names.iter().find(|(_, others)| others.contains(&&**name));
            if let Some((known, _)) = known {
                *name = (*known).into();
            }
        }
    }
    item
}
