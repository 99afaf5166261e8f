//! Examples of a requirement. Their records stay parameters: what builds a submission of them knows the types.

use crate::model::catalogue::{Example, Examples, Wrong};
use crate::model::criterion::Param;
use crate::model::span::Spanned;

use super::node::Node;
use super::shape::{Decoder, Members};

/// Kinds of records an example may have.
const RECORDS: &[&str] = &[
    "resource",
    "listing",
    "recorder",
    "service",
    "document",
    "certificate",
    "commitment",
    "answer",
    "plan",
    "log",
    "scan",
];
/// Settings of a case that differ from the defaults.
const SETTINGS: [&str; 8] =
    ["as_of", "profile", "provider", "scope", "participants", "products", "answer", "delivery"];

/// Decodes the examples of a requirement.
pub(crate) fn examples(decoder: &mut Decoder, node: &Node) -> Option<Examples> {
    let mut members = Members::open(decoder, node)?;
    let mut cases = |decoder: &mut Decoder, key, near| {
        let list = |decoder: &mut Decoder, node| {
            decoder.each(node, |decoder, item| example(decoder, item, near))
        };
        members.optional(decoder, key, list).unwrap_or_default()
    };
    let met = cases(decoder, "met", false);
    let near = cases(decoder, "near", true);
    let unproven = cases(decoder, "unproven", false);
    let unmet = cases(decoder, "unmet", false);
    members.close(decoder);
    Some(Examples { met, near, unproven, unmet })
}

fn example(decoder: &mut Decoder, node: &Node, near: bool) -> Option<Example> {
    let mut members = Members::open(decoder, node)?;
    let records = members.required(decoder, "records", records);
    let most = records
        .as_ref()
        .map_or(i64::MAX, |records| i64::try_from(records.len()).unwrap_or(i64::MAX));
    let wrong = if near {
        members.required(decoder, "wrong", |decoder, node| wrong(decoder, node, most)).map(Some)
    } else {
        Some(None)
    };
    let child = members.optional(decoder, "child", |decoder, node| decoder.count(node, 1..=99));
    let settings = SETTINGS.into_iter().filter_map(|key| setting(&mut members, key)).collect();
    members.close(decoder);
    Some(Example { at: node.at.clone(), records: records?, wrong: wrong?, child, settings })
}

fn setting(members: &mut Members<'_>, key: &'static str) -> Option<(Spanned<String>, Param)> {
    members.find(key).map(|node| (node.at.with(key.to_owned()), node.to_param()))
}

fn records(decoder: &mut Decoder, node: &Node) -> Option<Vec<Param>> {
    let items = decoder.list(node)?;
    let records: Vec<_> = items.iter().filter_map(|item| record(decoder, item)).collect();
    (records.len() == items.len()).then_some(records)
}

/// A map with one key, the kind of the record, and a map of its fields.
fn record(decoder: &mut Decoder, node: &Node) -> Option<Param> {
    let [(kind, fields)] = decoder.map(node)? else {
        decoder.report("bad-example", &node.at, "a record is a map with one key, its kind");
        return None;
    };
    if !RECORDS.contains(&kind.value.as_str()) {
        decoder.unknown_word(kind, RECORDS);
        return None;
    }
    decoder.map(fields)?;
    Some(node.to_param())
}

fn wrong(decoder: &mut Decoder, node: &Node, most: i64) -> Option<Wrong> {
    let mut members = Members::open(decoder, node)?;
    let record = members.required(decoder, "record", |decoder, node| decoder.count(node, 1..=most));
    let fact = members.required(decoder, "fact", Decoder::text);
    let right = members.required(decoder, "right", |_, node| Some(node.to_param()));
    members.close(decoder);
    Some(Wrong { record: record?, fact: fact?, right: right? })
}
