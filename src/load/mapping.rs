//! Provider mappings: the file as a whole, its regions and its cells.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::mapping::{Mapping, Region};
use crate::model::resource_type::TypeId;
use crate::model::span::{Defect, Spanned};

use super::call::{CallDraft, call};
use super::form;
use super::node::Node;
use super::resource::{ResourceDraft, resource};
use super::shape::{Decoder, Members};
use super::source::Sources;
use super::toml;

const SCHEMA: &str = "sekisho-mapping/1";
/// The word for types that are listed once per account.
const GLOBAL: &str = "global";

/// Loads one mapping. None if a key without default is missing; calls and resources that do not decode are left out.
pub fn mapping(name: &str, text: &str, sources: &mut Sources) -> (Option<Mapping>, Vec<Defect>) {
    let mut decoder = Decoder::default();
    let source = sources.add(name, text);
    let root = toml::parse(source, text, &mut decoder.defects);
    let mapping = root.and_then(|root| decode(&mut decoder, &root, name));
    let mapping =
        mapping.map(|mapping| Mapping { digest: form::sha256(text.as_bytes()), ..mapping });
    (mapping, decoder.defects)
}

fn decode(decoder: &mut Decoder, node: &Node, name: &str) -> Option<Mapping> {
    let mut members = Members::open(decoder, node)?;
    members.required(decoder, "schema", |decoder, node| decoder.schema(node, SCHEMA));
    let provider = members.required(decoder, "provider", Decoder::spanned_text);
    let title = members.required(decoder, "title", Decoder::local_text);
    let regions = members.required(decoder, "regions", regions).unwrap_or_default();
    let kinds: BTreeSet<&str> = regions.values().map(|region| region.kind.as_str()).collect();
    let cell_kinds = members.required(decoder, "cells", |d, node| cells(d, node, &kinds));
    let parts = members.optional(decoder, "parts", parts).unwrap_or_default();
    let calls =
        members.optional(decoder, "call", |d, node| d.each(node, |d, item| call(d, item, &parts)));
    let resources = members
        .optional(decoder, "resource", |d, node| d.each(node, |d, item| resource(d, item, &parts)));
    members.close(decoder);
    let provider = provider?;
    if form::file_name(name).strip_suffix(".toml") != Some(&provider.value) {
        decoder.report_text("bad-id", &provider, "a mapping is called like its file");
    }
    let (calls, resources) = (calls.unwrap_or_default(), resources.unwrap_or_default());
    known_calls(decoder, &calls, &resources);
    let resources: Vec<_> = resources.into_iter().map(|draft| draft.mapping).collect();
    let calls = calls.into_iter().map(|draft| draft.finish(&resources)).collect();
    let (provider, digest) = (provider.value, String::new());
    Some(Mapping {
        provider,
        title: title?,
        regions,
        cells: cell_kinds?,
        parts,
        calls,
        resources,
        digest,
    })
}

fn regions(decoder: &mut Decoder, node: &Node) -> Option<BTreeMap<String, Region>> {
    let mut regions = BTreeMap::new();
    for (name, node) in decoder.map(node)? {
        let lower = name.value.to_lowercase();
        if regions.contains_key(&lower) {
            decoder.report_text("duplicate-key", name, "differs from another region only in case");
            continue;
        }
        regions.extend(region(decoder, node).map(|region| (lower, region)));
    }
    Some(regions)
}

fn region(decoder: &mut Decoder, node: &Node) -> Option<Region> {
    let mut members = Members::open(decoder, node)?;
    let country = members.optional(decoder, "country", |decoder, node| {
        let code = decoder.spanned_text(node)?;
        if code.value.len() != 2 || !code.value.bytes().all(|byte| byte.is_ascii_uppercase()) {
            decoder.report_text("bad-value", &code, "not an ISO 3166 country code such as JP");
        }
        Some(code.value)
    });
    let site = members.optional(decoder, "site", Decoder::text);
    let kind = members.required(decoder, "kind", Decoder::text);
    let of = members.optional(decoder, "members", Decoder::texts).unwrap_or_default();
    members.close(decoder);
    Some(Region { country, site, kind: kind?, members: of })
}

fn cells(
    decoder: &mut Decoder,
    node: &Node,
    kinds: &BTreeSet<&str>,
) -> Option<BTreeMap<String, String>> {
    let mut cells = BTreeMap::new();
    for (ty, node) in decoder.map(node)? {
        if ty.value != "*" && TypeId::find(&ty.value).is_none() {
            unknown_type(decoder, ty);
        }
        let Some(kind) = decoder.spanned_text(node) else { continue };
        if kind.value != GLOBAL && !kinds.contains(kind.value.as_str()) {
            let known: Vec<&str> = kinds.iter().copied().chain([GLOBAL]).collect();
            decoder.unknown_word(&kind, &known);
        }
        cells.insert(ty.value.clone(), kind.value);
    }
    Some(cells)
}

fn parts(decoder: &mut Decoder, node: &Node) -> Option<BTreeMap<TypeId, Vec<String>>> {
    let mut parts = BTreeMap::new();
    for (ty, node) in decoder.map(node)? {
        let names = decoder.texts(node);
        match TypeId::find(&ty.value) {
            Some(ty) => parts.extend(names.map(|names| (ty, names))),
            None => unknown_type(decoder, ty),
        }
    }
    Some(parts)
}

/// The name of a part of a population: one of those that the table `parts` has for one of `types`.
pub(crate) fn part(
    decoder: &mut Decoder,
    node: &Node,
    types: &[TypeId],
    parts: &BTreeMap<TypeId, Vec<String>>,
) -> Option<String> {
    let part = decoder.spanned_text(node)?;
    let known: Vec<&str> =
        types.iter().filter_map(|ty| parts.get(ty)).flatten().map(String::as_str).collect();
    if !known.contains(&part.value.as_str()) {
        decoder.unknown_word(&part, &known);
    }
    Some(part.value)
}

/// A list of resource types.
pub(crate) fn types(decoder: &mut Decoder, node: &Node) -> Option<Vec<TypeId>> {
    decoder.each(node, ty)
}

/// A resource type by its id.
pub(crate) fn ty(decoder: &mut Decoder, node: &Node) -> Option<TypeId> {
    let id = decoder.spanned_text(node)?;
    let found = TypeId::find(&id.value);
    if found.is_none() {
        unknown_type(decoder, &id);
    }
    found
}

fn unknown_type(decoder: &mut Decoder, id: &Spanned<String>) {
    let defect = Defect::new("unknown-type", id.at(), "there is no such resource type")
        .about(id.value.as_str());
    let near = form::nearest(&id.value, TypeId::every().map(|ty| ty.get().id));
    let help = near.map_or_else(
        || "`sekisho list types` has all".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    decoder.defects.push(defect.help(help));
}

/// Reports resources of a source that has calls, if none of the calls is theirs, and calls that stand twice.
fn known_calls(decoder: &mut Decoder, calls: &[CallDraft], resources: &[ResourceDraft]) {
    let mut known = BTreeSet::new();
    for draft in calls {
        if !known.insert((draft.call.source.as_str(), draft.native.value.as_str())) {
            decoder.report_text(
                "duplicate-id",
                &draft.native,
                "another [[call]] of this source has this name",
            );
        }
    }
    for ResourceDraft { native, mapping } in resources {
        let has_calls = known.iter().any(|(source, _)| *source == mapping.source);
        if has_calls && !known.contains(&(mapping.source.as_str(), native.value.as_str())) {
            decoder.report_text("unknown-call", native, "no [[call]] of this source has this name");
        }
    }
}
