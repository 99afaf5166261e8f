//! Tender profiles: one TOML file, laid over those it extends.
//!
//! A table of the extending file is merged into the table of the same name, any other value replaces it. Only the result is
//! decoded, and every value of it still knows the file it came from.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::criterion::ParamValue;
use crate::model::profile::{
    Freshness, Parameter, ParameterStatus, Plans, Profile, Require, ThirdParty,
};
use crate::model::span::{Defect, SourceId, Spanned};

use super::form;
use super::node::{Entry, Node, NodeValue};
use super::shape::{Decoder, Members};
use super::source::Sources;
use super::toml;

const SCHEMA: &str = "sekisho-profile/1";

/// Loads the profile `wanted` (an id, or whatever else `lookup` understands) with every profile it extends.
///
/// `lookup` answers the name and the text of a file. None if the chain is broken or a key without default is missing. The
/// digest covers the texts of the chain and their order, not the names of the files.
pub fn profile(
    wanted: &str,
    lookup: &dyn Fn(&str) -> Option<(String, String)>,
    sources: &mut Sources,
) -> (Option<Profile>, Vec<Defect>) {
    let mut decoder = Decoder::default();
    let mut chain = Chain { texts: Vec::new(), seen: BTreeSet::new() };
    let merged = chain.load(wanted, None, lookup, sources, &mut decoder);
    let digest = chain.digest();
    let profile = merged.and_then(|node| decode(&mut decoder, &node, digest));
    (profile, decoder.defects)
}

/// The files of a profile, the most special one first.
struct Chain {
    texts: Vec<String>,
    seen: BTreeSet<String>,
}

impl Chain {
    fn load(
        &mut self,
        wanted: &str,
        from: Option<&Spanned<String>>,
        lookup: &dyn Fn(&str) -> Option<(String, String)>,
        sources: &mut Sources,
        decoder: &mut Decoder,
    ) -> Option<Node> {
        if let Some(from) = from.filter(|_| self.seen.contains(wanted)) {
            decoder.report_text(
                "extends-cycle",
                from,
                "the profile extends itself, directly or by others",
            );
            return None;
        }
        let Some((name, text)) = lookup(wanted) else {
            let nowhere = |source: SourceId| Spanned {
                value: wanted.to_owned(),
                source,
                offset: 0,
                length: 0,
            };
            let at = from.cloned().unwrap_or_else(|| nowhere(sources.add(wanted, "")));
            decoder.report_text("unknown-profile", &at, "there is no such profile");
            return None;
        };
        self.seen.insert(wanted.to_owned());
        let source = sources.add(name, text.as_str());
        let node = toml::parse(source, &text, &mut decoder.defects);
        self.texts.push(text);
        let node = node?;
        let mut members = Members::open(decoder, &node)?;
        if let Some(id) = members.optional(decoder, "id", Decoder::text) {
            self.seen.insert(id);
        }
        let Some(extends) = members.find("extends") else { return Some(node) };
        let base = decoder.spanned_text(extends)?;
        let base = self.load(&base.value, Some(&base), lookup, sources, decoder)?;
        Some(merge(base, node))
    }

    fn digest(&self) -> String {
        let ranks: Vec<String> = (0..self.texts.len()).map(|rank| format!("{rank:03}")).collect();
        form::digest(ranks.iter().map(String::as_str).zip(self.texts.iter().map(String::as_str)))
    }
}

fn merge(base: Node, over: Node) -> Node {
    match (base.value, over.value) {
        (NodeValue::Map(base), NodeValue::Map(over_entries)) => {
            let value = NodeValue::Map(merge_entries(base, over_entries));
            Node { value, at: over.at }
        }
        (_, value) => Node { value, at: over.at },
    }
}

fn merge_entries(base: Vec<Entry>, mut over: Vec<Entry>) -> Vec<Entry> {
    let mut merged = Vec::new();
    for (key, value) in base {
        match over.iter().position(|(name, _)| name.value == key.value) {
            Some(at) => {
                let (key, special) = over.remove(at);
                merged.push((key, merge(value, special)));
            }
            None => merged.push((key, value)),
        }
    }
    merged.extend(over);
    merged
}

fn decode(decoder: &mut Decoder, node: &Node, digest: String) -> Option<Profile> {
    let mut members = Members::open(decoder, node)?;
    members.optional(decoder, "schema", |decoder, node| decoder.schema(node, SCHEMA));
    members.find("extends");
    let id = members.required(decoder, "id", Decoder::text);
    let title = members.required(decoder, "title", Decoder::local_text);
    let catalogue = members.required(decoder, "catalogue", catalogue);
    let as_of = members.optional(decoder, "as_of", Decoder::date);
    let plans = members.required(decoder, "plans", plans);
    let joint = members.required(decoder, "joint", Decoder::truth);
    let third_party = members
        .required(decoder, "third_party", |d, node| d.word(node, ThirdParty::ALL, ThirdParty::id));
    let waivers = members.optional(decoder, "waivers", Decoder::truth).unwrap_or_default();
    let require = members.optional(decoder, "require", require).unwrap_or_default();
    let not_plannable =
        members.optional(decoder, "not_plannable", requirements).unwrap_or_default();
    let select = members.optional(decoder, "select", requirements).unwrap_or_default();
    let weights = members.optional(decoder, "weights", weights).unwrap_or_default();
    let reason = if select.is_empty() && weights.is_empty() {
        Some(members.optional(decoder, "reason", Decoder::local_text))
    } else {
        members.required(decoder, "reason", Decoder::local_text).map(Some)
    };
    let freshness = members.required(decoder, "freshness", freshness);
    let japan = members.required(decoder, "regions", regions);
    let parameters = members.optional(decoder, "parameters", parameters).unwrap_or_default();
    let contract_date = members.optional(decoder, "contract_date", Decoder::date);
    members.close(decoder);
    let (catalogue, catalogue_version) = catalogue?;
    Some(Profile {
        id: id?,
        title: title?,
        digest,
        catalogue,
        catalogue_version,
        as_of,
        plans: plans?,
        joint: joint?,
        third_party: third_party?,
        waivers,
        require,
        not_plannable,
        select,
        weights,
        freshness: freshness?,
        japan: japan?,
        parameters,
        contract_date,
        reason: reason?,
    })
}

fn catalogue(decoder: &mut Decoder, node: &Node) -> Option<(String, Spanned<String>)> {
    let mut members = Members::open(decoder, node)?;
    let id = members.required(decoder, "id", Decoder::text);
    let version = members.required(decoder, "version", |decoder, node| {
        let text = decoder.spanned_text(node)?;
        if form::is_compatible(&text.value, [0; 3]).is_none() {
            decoder.report_text(
                "bad-version",
                &text,
                "not a version requirement such as ^1 or ^1.2",
            );
        }
        Some(text)
    });
    members.close(decoder);
    Some((id?, version?))
}

fn plans(decoder: &mut Decoder, node: &Node) -> Option<Plans> {
    let mut members = Members::open(decoder, node)?;
    let accepted = members.required(decoder, "accepted", Decoder::truth);
    let deadline = if accepted == Some(true) {
        members.required(decoder, "deadline", Decoder::date).map(Some)
    } else {
        Some(members.optional(decoder, "deadline", Decoder::date))
    };
    members.close(decoder);
    Some(Plans { accepted: accepted?, deadline: deadline? })
}

fn require(decoder: &mut Decoder, node: &Node) -> Option<Require> {
    let words = decoder
        .each(node, |decoder, item| decoder.word(item, &["scope", "answers"], |word| word))?;
    Some(Require { scope: words.contains(&"scope"), answers: words.contains(&"answers") })
}

/// Requirements or sections by their ids.
fn requirements(decoder: &mut Decoder, node: &Node) -> Option<Vec<Spanned<String>>> {
    decoder.each(node, |decoder, item| {
        let id = decoder.spanned_text(item)?;
        requirement(decoder, &id);
        Some(id)
    })
}

fn requirement(decoder: &mut Decoder, id: &Spanned<String>) {
    if form::id_parts(&id.value).is_none() && !form::is_section(&id.value) {
        decoder.report_text(
            "bad-id",
            id,
            "neither a requirement such as GC22-STO-007 nor a section such as STO",
        );
    }
}

fn weights(decoder: &mut Decoder, node: &Node) -> Option<BTreeMap<String, Spanned<u32>>> {
    let mut weights = BTreeMap::new();
    for (id, weight) in decoder.map(node)? {
        requirement(decoder, id);
        let number = decoder.int(weight, 0..=100).and_then(|weight| u32::try_from(weight).ok());
        weights.extend(number.map(|number| (id.value.clone(), id.with(number))));
    }
    Some(weights)
}

fn freshness(decoder: &mut Decoder, node: &Node) -> Option<Freshness> {
    const LONGEST: i64 = 36_500;
    let mut members = Members::open(decoder, node)?;
    let mut days = |decoder: &mut Decoder, key| {
        members.required(decoder, key, |d, node| d.int(node, 0..=LONGEST))
    };
    let (export, document) = (days(decoder, "export"), days(decoder, "document"));
    let (scan, soc2) = (days(decoder, "scan"), days(decoder, "soc2"));
    members.close(decoder);
    Some(Freshness { export: export?, document: document?, scan: scan?, soc2: soc2? })
}

fn regions(decoder: &mut Decoder, node: &Node) -> Option<BTreeMap<String, Vec<String>>> {
    let mut members = Members::open(decoder, node)?;
    let japan = members.required(decoder, "japan", |decoder, node| {
        let mut sets = BTreeMap::new();
        for (provider, patterns) in decoder.map(node)? {
            let patterns = decoder.each(patterns, region_pattern);
            sets.extend(patterns.map(|patterns| (provider.value.clone(), patterns)));
        }
        Some(sets)
    });
    members.close(decoder);
    japan
}

fn region_pattern(decoder: &mut Decoder, node: &Node) -> Option<String> {
    let pattern = decoder.spanned_text(node)?;
    let start = pattern.value.strip_suffix('*').unwrap_or(&pattern.value);
    if start.is_empty() || start.contains('*') {
        decoder.report_text(
            "bad-value",
            &pattern,
            "`*` stands only at the end of a region, after at least one letter",
        );
        return None;
    }
    Some(pattern.value)
}

fn parameters(decoder: &mut Decoder, node: &Node) -> Option<BTreeMap<String, Parameter>> {
    let mut parameters = BTreeMap::new();
    for (name, node) in decoder.map(node)? {
        parameters
            .extend(parameter(decoder, node).map(|parameter| (name.value.clone(), parameter)));
    }
    Some(parameters)
}

fn parameter(decoder: &mut Decoder, node: &Node) -> Option<Parameter> {
    let mut members = Members::open(decoder, node)?;
    let value = members.required(decoder, "value", |decoder, node| match node.to_param().value {
        ParamValue::Null | ParamValue::Map(_) => {
            decoder.wrong_kind(node, "a single value or a list");
            None
        }
        value @ (ParamValue::Bool(_)
        | ParamValue::Int(_)
        | ParamValue::Decimal(_)
        | ParamValue::Text(_)
        | ParamValue::List(_)) => Some(value),
    });
    let status = members.required(decoder, "status", |d, node| {
        d.word(node, ParameterStatus::ALL, ParameterStatus::id)
    });
    let basis = members.required(decoder, "basis", Decoder::text);
    let meaning = members.required(decoder, "meaning", Decoder::local_text);
    members.close(decoder);
    Some(Parameter { value: value?, status: status?, basis: basis?, meaning: meaning? })
}
