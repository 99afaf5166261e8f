//! What AWS Config records, by the call that describes its recorders. It decides which types a snapshot without records of them
//! lists.
//!
//! Source: AWS Config API reference, `RecordingGroup` and `ConfigurationRecorderStatus`.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::place::Place;
use crate::model::record::{Record, Recorder, Standing, Stated};
use crate::model::report::Severity;
use crate::model::resource_type::TypeId;
use crate::model::text::Untrusted;
use crate::submission::json::{NodeId, Tree};

use super::call::Known;
use super::compile::Compiler;
use super::derive::arn_field;
use super::file::File;

const RECORDERS: &str = "configservice describe-configuration-recorders";
const STATUS: &str = "configservice describe-configuration-recorder-status";
/// Natives of this service are recorded only where global types are.
const GLOBAL_NATIVES: &str = "AWS::IAM::";

/// Whether the call tells of recorders.
pub(super) fn is_call(native: &str) -> bool {
    [RECORDERS, STATUS].contains(&native)
}

/// Asks what is read of a recorder at `at`.
pub(super) fn compile(compiler: &mut Compiler<'_>, at: NodeId, native: &str) {
    match native {
        RECORDERS => {
            compiler.member(at, "arn");
            let group = compiler.projection.member(at, "recordingGroup");
            compiler.projection.keep_all(group);
        }
        STATUS => compiler.member(at, "recording"),
        _ => {}
    }
}

/// Hands recorders on.
pub(super) fn report(file: &mut File<'_>, known: &Known<'_>, seen: &[(Tree, Place)]) {
    match known.call.native.as_str() {
        RECORDERS => seen.iter().for_each(|(tree, place)| recorder(file, known, tree, place)),
        STATUS
            if seen
                .iter()
                .any(|(tree, _)| tree.get("recording").and_then(Tree::as_bool) == Some(false)) =>
        {
            file.notice(
                Severity::Warning,
                "recorder-stopped",
                "AWS Configの記録が停止しています。スナップショットは最新の状態を示さない可能性があります。",
                "a recorder of AWS Config is stopped; its snapshots may not show the present state",
            );
        }
        _ => {}
    }
}

fn recorder(file: &mut File<'_>, known: &Known<'_>, tree: &Tree, place: &Place) {
    let Some(group) = tree.get("recordingGroup") else { return };
    let truth = |name: &str| group.get(name).and_then(Tree::as_bool) == Some(true);
    let texts = |tree: Option<&Tree>| -> BTreeSet<String> {
        let elements = tree.map_or(&[][..], Tree::elements).iter();
        elements.filter_map(|tree| tree.as_str().map(str::to_owned)).collect()
    };
    let listed = texts(group.get("resourceTypes"));
    let without =
        texts(group.get("exclusionByResourceTypes").and_then(|tree| tree.get("resourceTypes")));
    let is_recorded = |native: &str| {
        let is_global = native.starts_with(GLOBAL_NATIVES);
        let by_default = if truth("allSupported") {
            !is_global || truth("includeGlobalResourceTypes")
        } else if without.is_empty() {
            listed.contains(native)
        } else {
            true
        };
        by_default && !without.contains(native)
    };
    let mut natives: BTreeMap<TypeId, Vec<&str>> = BTreeMap::new();
    for resource in
        known.mapping.resources.iter().filter(|resource| resource.source == "aws-config")
    {
        natives.entry(resource.ty).or_default().push(&resource.native);
    }
    let types =
        natives.into_iter().filter(|(_, natives)| natives.iter().all(|native| is_recorded(native)));
    let arn = tree.get("arn").and_then(Tree::as_str);
    let declared = &file.head.declared;
    let stated = |at: usize, declared: Option<&String>| {
        let native = arn.and_then(|arn| arn_field(arn, at));
        let stated =
            native.map(|value| (value, false)).or(declared.map(|value| (value.as_str(), true)));
        stated.map(|(value, declared)| Stated { value: Untrusted::new(value), declared })
    };
    let record = Recorder {
        provider: known.mapping.provider.clone(),
        account: stated(4, declared.account.as_ref()),
        region: stated(3, declared.region.as_ref()),
        types: Some(types.map(|(ty, _)| ty).collect()),
        place: place.clone(),
        captured: file.captured(None),
        standing: Standing::Full,
    };
    file.sink.record(Record::Recorder(record));
}
