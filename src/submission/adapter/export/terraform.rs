//! Terraform and OpenTofu: state files, and what `show -json` prints of a state or a plan.
//!
//! A state is no listing: what was made otherwise is not in it. Of a plan the prior state is read as a state, and what will change
//! as intended.

use std::collections::BTreeMap;
use std::io::Read;

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
use super::normalise::{Native, Origin, normalise};
use super::resolve::Spot;

/// Terraform states and plans.
pub(crate) struct Terraform;

const ID: &str = "terraform";
const STATE: &str = "state";
const SHOWN: &str = "show -json";
const ENCRYPTED: &str = "encrypted state";

const META: AdapterMeta = AdapterMeta {
    id: ID,
    title: Bilingual {
        ja: "Terraform/OpenTofuのステート(v4)と terraform show -json の出力(ステート、プラン)",
        en: "Terraform or OpenTofu state (v4), and `show -json` of a state or a plan",
    },
    recognised_by: Bilingual {
        ja: "version・serial・lineage、または format_version と values・planned_values・resource_changes",
        en: "`version`, `serial` and `lineage`, or `format_version` with `values`, `planned_values` or `resource_changes`",
    },
};

/// A managed resource of a state: its instances, or its values.
const RESOURCE: u32 = 0;
/// A change of a plan.
const CHANGE: u32 = 1;

impl Adapter for Terraform {
    fn meta(&self) -> &'static AdapterMeta {
        &META
    }

    fn recognise(&self, head: &Head<'_>, _reading: &Reading<'_>) -> Option<String> {
        let is_other = head.declared.format.as_deref().is_some_and(|format| format != ID);
        if is_other || head.declared.call.is_some() {
            return None;
        }
        let tree = head.sketch.tree.as_ref().filter(|_| head.sketch.is_json);
        let has = |name: &str| tree.is_some_and(|tree| tree.get(name).is_some());
        let is_declared = head.declared.format.is_some();
        if has("encrypted_data") && (has("meta") || has("encryption_version")) {
            Some(ENCRYPTED.into())
        } else if has("version") && has("serial") && has("lineage") {
            Some(STATE.into())
        } else if has("format_version")
            && ["values", "planned_values", "resource_changes", "prior_state", "terraform_version"]
                .into_iter()
                .any(has)
        {
            Some(SHOWN.into())
        } else {
            is_declared.then(|| if has("version") { STATE.into() } else { SHOWN.into() })
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
        Run::new(head, reading, sink).read(native, input)
    }
}

/// One file of this source.
struct Run<'a> {
    file: File<'a>,
    blocks: BTreeMap<&'a str, Vec<Block<'a>>>,
    origin: Origin<'a>,
    is_damaged: bool,
}

impl<'a> Run<'a> {
    fn new(head: &'a Head<'a>, reading: &'a Reading<'a>, sink: &'a mut dyn Sink) -> Self {
        let mut blocks: BTreeMap<&str, Vec<Block<'_>>> = BTreeMap::new();
        for block in Block::of(reading, ID) {
            blocks.entry(block.resource.native.as_str()).or_default().push(block);
        }
        let file = File::new(head, reading, sink);
        let shown = head.sketch.tree.as_ref().and_then(|tree| tree.get("timestamp"));
        let native = shown.and_then(Tree::as_str).and_then(date::parse);
        let origin = Origin {
            file: head.file,
            declared: &head.declared,
            source: ID.into(),
            captured: file.captured(native),
            is_regional: false,
        };
        Self { file, blocks, origin, is_damaged: false }
    }

    fn read(mut self, native: &str, input: &mut dyn Read) -> ReadEnd {
        if native == ENCRYPTED {
            self.file.notice(
                Severity::Error,
                "encrypted-state",
                "暗号化されたステートのため読めません。tofu show -json の出力を提出してください。",
                "the state is encrypted and cannot be read; hand in the output of `tofu show -json`",
            );
            self.damaged();
            return ReadEnd { rejected: Some("the state is encrypted".into()), materialised: 0 };
        }
        let projection = self.projection(native);
        let limits = self.file.limits();
        let outcome =
            json::read(input, &projection, &limits, &mut |emitted| self.emitted(&emitted));
        let mut rejected = None;
        if let Some(error) = &outcome.error {
            self.file.malformed(error);
            rejected = Some(error.to_string());
        } else if !outcome.documents.iter().any(|document| is_shaped(native, &document.tree)) {
            self.file.notice(
                Severity::Error,
                "no-records",
                "Terraformのステートまたはプランの形をしていません。terraform show -json の出力を提出してください。",
                "this has not the shape of a Terraform state or plan; hand in the output of `terraform show -json`",
            );
            rejected = Some("not the shape of a Terraform state or plan".into());
        }
        self.is_damaged |= rejected.is_some();
        if self.is_damaged {
            self.damaged();
        }
        ReadEnd { rejected, materialised: outcome.materialised }
    }

    fn projection(&self, native: &str) -> Projection {
        let mut projection = Projection::new();
        let root = projection.root();
        projection.keep(root);
        if native == STATE {
            let resources = kept(&mut projection, root, "resources");
            let resource = projection.element(resources);
            for name in ["mode", "type"] {
                let member = projection.member(resource, name);
                projection.keep(member);
            }
            let instances = kept(&mut projection, resource, "instances");
            let instance = projection.element(instances);
            self.values(&mut projection, instance, "attributes");
            projection.emit(resource, RESOURCE);
            return projection;
        }
        let values = kept(&mut projection, root, "values");
        self.modules(&mut projection, values);
        let prior = kept(&mut projection, root, "prior_state");
        let values = kept(&mut projection, prior, "values");
        self.modules(&mut projection, values);
        let changes = kept(&mut projection, root, "resource_changes");
        let change = projection.element(changes);
        kept(&mut projection, change, "mode");
        kept(&mut projection, change, "type");
        let how = kept(&mut projection, change, "change");
        let actions = kept(&mut projection, how, "actions");
        let action = projection.element(actions);
        projection.keep(action);
        self.values(&mut projection, how, "after");
        self.values(&mut projection, how, "after_unknown");
        projection.emit(change, CHANGE);
        projection
    }

    /// A module holds resources and further modules of the same shape.
    fn modules(&self, projection: &mut Projection, values: NodeId) {
        let module = kept(projection, values, "root_module");
        let resources = kept(projection, module, "resources");
        let resource = projection.element(resources);
        kept(projection, resource, "mode");
        kept(projection, resource, "type");
        self.values(projection, resource, "values");
        projection.emit(resource, RESOURCE);
        let children = kept(projection, module, "child_modules");
        let child = projection.element(children);
        for (name, to) in [("resources", resources), ("child_modules", children)] {
            projection.link(child, name, to);
        }
    }

    /// The type comes before or after the values, so the values are asked for what any type needs.
    fn values(&self, projection: &mut Projection, at: NodeId, name: &str) {
        let values = kept(projection, at, name);
        let mut compiler = Compiler { projection, spelling: Spelling::default() };
        self.blocks.values().flatten().for_each(|block| compiler.block(values, block));
    }

    fn emitted(&mut self, emitted: &Emitted<'_>) {
        let (offset, line, pointer) = (emitted.offset, emitted.line, emitted.pointer());
        let tree = &emitted.tree;
        if !matches!(tree.value, Json::Object(_)) {
            self.is_damaged = true;
            return self.file.bad_record(offset, line);
        }
        if tree.get("mode").and_then(Tree::as_str) == Some("data") {
            return;
        }
        let Some(native) = tree.get("type").and_then(Tree::as_str) else {
            self.is_damaged = true;
            return self.file.bad_record(offset, line);
        };
        let native = native.to_owned();
        if emitted.tag == CHANGE {
            return self.change(&native, tree, (offset, line, &pointer));
        }
        if let Some(values) = tree.get("values") {
            let at = (values.offset, &*format!("{pointer}/values"));
            self.take(&native, Spot::of(values), at, false);
        }
        let instances = tree.get("instances").map_or(&[][..], Tree::elements);
        for (number, instance) in instances.iter().enumerate() {
            if let Some(values) = instance.get("attributes") {
                let at = (values.offset, &*format!("{pointer}/instances/{number}/attributes"));
                self.take(&native, Spot::of(values), at, false);
            }
        }
    }

    /// What will be: nothing of what is deleted, and nothing new of what stays.
    fn change(&mut self, native: &str, tree: &Tree, (offset, line, pointer): (u64, u64, &str)) {
        let Some(change) = tree.get("change") else {
            self.is_damaged = true;
            return self.file.bad_record(offset, line);
        };
        let actions = change.get("actions").map_or(&[][..], Tree::elements);
        let is_change =
            actions.iter().any(|action| matches!(action.as_str(), Some("create" | "update")));
        if let Some(after) = change.get("after").filter(|_| is_change) {
            let spot = Spot::of(after).hiding(change.get("after_unknown"));
            self.take(native, spot, (after.offset, &format!("{pointer}/change/after")), true);
        }
    }

    fn take(
        &mut self,
        native: &str,
        spot: Spot<'_>,
        (offset, pointer): (u64, &str),
        intended: bool,
    ) {
        let Some(blocks) = self.blocks.get(native) else { return };
        let record = Native {
            spot,
            offset,
            line: None,
            pointer: pointer.to_owned(),
            account: None,
            region: None,
            intended,
        };
        for normalised in blocks.iter().flat_map(|block| normalise(block, &record, &self.origin)) {
            self.file.resource(normalised);
        }
    }

    /// Damage reaches every type that may stand in such a file.
    fn damaged(&mut self) {
        let captured: Captured = self.origin.captured;
        let mut types: BTreeMap<&'a str, Vec<TypeId>> = BTreeMap::new();
        for block in self.blocks.values().flatten() {
            let mapping: &'a Mapping = block.mapping;
            let of_provider = types.entry(&mapping.provider).or_default();
            if !of_provider.contains(&block.resource.ty) {
                of_provider.push(block.resource.ty);
            }
        }
        for (provider, mut types) in types {
            types.sort_unstable();
            self.file.listing(Listed {
                provider,
                types: &types,
                account: None,
                region: None,
                is_declared: false,
                covers: Covers::Cell,
                part: None,
                state: ListingState::Blurred,
                place: None,
                captured,
            });
        }
    }
}

/// Member `name`, seen whatever it holds.
fn kept(projection: &mut Projection, at: NodeId, name: &str) -> NodeId {
    let member = projection.member(at, name);
    projection.keep(member);
    member
}

/// Whether the root has what the format requires. A state or plan of nothing has no resources.
fn is_shaped(native: &str, root: &Tree) -> bool {
    let is_array =
        |name: &str| root.get(name).is_some_and(|tree| matches!(tree.value, Json::Array(_)));
    let is_object =
        |name: &str| root.get(name).is_some_and(|tree| matches!(tree.value, Json::Object(_)));
    if native == STATE {
        is_array("resources")
    } else {
        is_object("values")
            || is_object("prior_state")
            || is_array("resource_changes")
            || is_empty_state(root)
    }
}

/// `show -json` of an empty state prints its version only.
fn is_empty_state(root: &Tree) -> bool {
    matches!(root.value, Json::Object(_)) && root.members().is_empty()
}
