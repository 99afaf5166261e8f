//! Resource blocks of a mapping: which native records become which resources, and under which name.

use std::collections::BTreeMap;

use regex::{Regex, RegexBuilder};

use crate::model::mapping::{KeyPart, Path, ResourceMapping, Root};
use crate::model::resource_type::TypeId;
use crate::model::span::Spanned;

use super::attribute::{Evidence, attributes};
use super::mapping::{part, ty};
use super::node::{Node, NodeValue, Scalar, ScalarKind};
use super::path::path;
use super::shape::{Decoder, Members};

/// Largest compiled size of a regular expression, in bytes.
const REGEX_SIZE: usize = 1 << 20;

/// A resource block with the place of its `native`.
pub(crate) struct ResourceDraft {
    /// The native kind, with its place.
    pub(crate) native: Spanned<String>,
    /// The block.
    pub(crate) mapping: ResourceMapping,
}

/// Decodes one block. `parts` are the parts of populations that the mapping names.
pub(crate) fn resource(
    decoder: &mut Decoder,
    node: &Node,
    parts: &BTreeMap<TypeId, Vec<String>>,
) -> Option<ResourceDraft> {
    let mut members = Members::open(decoder, node)?;
    let ty = members.required(decoder, "type", ty);
    let source = members.required(decoder, "source", Decoder::text);
    let native = members.required(decoder, "native", Decoder::spanned_text);
    let of = ty.as_slice();
    let part = members.optional(decoder, "part", |decoder, node| part(decoder, node, of, parts));
    let has_each = members.find("each").is_some();
    let each = members.optional(decoder, "each", |d, node| path(d, node, &[Root::Record]));
    let roots: &[Root] = if has_each { &[Root::Record, Root::Element] } else { &[Root::Record] };
    let own = |decoder: &mut Decoder, node: &Node| path(decoder, node, roots);
    let when = match members.find("when") {
        Some(node) => when(decoder, node, roots),
        None => Some(Vec::new()),
    };
    let key = members.required(decoder, "key", |decoder, node| key(decoder, node, roots));
    let key_trim = members.optional(decoder, "key_trim", regex);
    let alias = members.optional(decoder, "alias", |d, node| d.each(node, own)).unwrap_or_default();
    let account = members.optional(decoder, "account", own);
    let region = members.optional(decoder, "region", own);
    let region_trim = members.optional(decoder, "region_trim", regex);
    let zone = members.optional(decoder, "zone", own);
    let captured = members.optional(decoder, "captured", own);
    let gone = members.optional(decoder, "gone", |decoder, node| gone(decoder, node, roots));
    let evidence = Evidence::read(decoder, &mut members);
    let attributes = members
        .optional(decoder, "attributes", |d, node| attributes(d, node, ty?, roots, &evidence));
    members.close(decoder);
    let native = native?;
    let mapping = ResourceMapping {
        ty: ty?,
        source: source?,
        native: native.value.clone(),
        when: when?,
        part,
        key: key?,
        key_trim,
        alias,
        each,
        account,
        region,
        region_trim,
        zone,
        captured,
        gone,
        attributes: attributes.unwrap_or_default(),
    };
    Some(ResourceDraft { native, mapping })
}

/// Conditions that all decode: without one of them the block would take in other records.
fn when(decoder: &mut Decoder, node: &Node, roots: &[Root]) -> Option<Vec<(Path, Vec<String>)>> {
    let entries = decoder.map(node)?;
    let conditions: Vec<_> = entries
        .iter()
        .filter_map(|(at, value)| {
            let scalar = Scalar { text: at.value.clone(), kind: ScalarKind::Text };
            let at = Node { value: NodeValue::Scalar(scalar), at: at.at() };
            path(decoder, &at, roots).zip(scalars(decoder, value))
        })
        .collect();
    (conditions.len() == entries.len()).then_some(conditions)
}

/// A single value or a list of them, each as text: `true` is JSON's `true` and the text alike.
fn scalars(decoder: &mut Decoder, node: &Node) -> Option<Vec<String>> {
    let mut scalar = |node: &Node| match &node.value {
        NodeValue::Scalar(scalar) if scalar.kind != ScalarKind::Null => Some(scalar.text.clone()),
        NodeValue::Scalar(_) | NodeValue::List(_) | NodeValue::Map(_) | NodeValue::Broken => {
            decoder.wrong_kind(node, "a single value or a list of them");
            None
        }
    };
    match &node.value {
        NodeValue::List(items) => items.iter().map(scalar).collect(),
        NodeValue::Scalar(_) | NodeValue::Map(_) | NodeValue::Broken => {
            scalar(node).map(|text| vec![text])
        }
    }
}

/// One part or a list of parts: a path, `@subject`, or a text as it is.
fn key(decoder: &mut Decoder, node: &Node, roots: &[Root]) -> Option<Vec<KeyPart>> {
    let part = |decoder: &mut Decoder, node: &Node| {
        let text = decoder.spanned_text(node)?.value;
        match text.as_str() {
            "@subject" => Some(KeyPart::Subject),
            text if text.starts_with(['$', '@']) => path(decoder, node, roots).map(KeyPart::Path),
            _ => Some(KeyPart::Literal(text)),
        }
    };
    let NodeValue::List(_) = &node.value else {
        let part = part(decoder, node)?;
        if let KeyPart::Literal(text) = &part {
            decoder.report_text(
                "bad-path",
                &node.at.with(text.clone()),
                "a path starts with `$` or `@`",
            );
            return None;
        }
        return Some(vec![part]);
    };
    let items = decoder.filled_list(node)?;
    let parts: Vec<_> = items.iter().filter_map(|item| part(decoder, item)).collect();
    (parts.len() == items.len()).then_some(parts)
}

fn gone(decoder: &mut Decoder, node: &Node, roots: &[Root]) -> Option<(Path, Vec<String>)> {
    let mut members = Members::open(decoder, node)?;
    let at = members.required(decoder, "path", |decoder, node| path(decoder, node, roots));
    let values = members.required(decoder, "values", |decoder, node| {
        decoder.filled_list(node)?;
        decoder.texts(node)
    });
    members.close(decoder);
    Some((at?, values?))
}

/// A regular expression of limited size.
pub(crate) fn regex(decoder: &mut Decoder, node: &Node) -> Option<Regex> {
    let text = decoder.spanned_text(node)?;
    let built = RegexBuilder::new(&text.value).size_limit(REGEX_SIZE).build();
    if built.is_err() {
        decoder.report_text(
            "bad-regex",
            &text,
            "not a regular expression, or one that is too large",
        );
    }
    built.ok()
}
