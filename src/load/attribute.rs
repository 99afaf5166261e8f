//! How a mapping reads one attribute, checked against the table of types.

use crate::model::mapping::{
    Absent, AttributeMapping, Mapped, Path, Present, Reduce, Root, ValueMap, Verified,
};
use crate::model::resource_type::{Attribute, TypeId, ValueKind};
use crate::model::span::{Defect, Spanned};

use super::form;
use super::node::{Node, NodeValue};
use super::path::path;
use super::resource::regex;
use super::shape::{Decoder, Members};
use super::value::{element, value};

const REDUCES: [(&str, Reduce); 6] = [
    ("all", Reduce::All),
    ("any", Reduce::Any),
    ("none", Reduce::None),
    ("count", Reduce::Count),
    ("min", Reduce::Min),
    ("max", Reduce::Max),
];

/// How sure a path is, and what says so. Stated for a whole block, it holds for those of its attributes that state none.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    verified: Option<Verified>,
    reference: Option<String>,
}

impl Evidence {
    /// The members `verified` and `ref`.
    pub(crate) fn read(decoder: &mut Decoder, members: &mut Members<'_>) -> Self {
        let verified = members.optional(decoder, "verified", |decoder, node| {
            let words = [("documentation", Verified::Documentation), ("export", Verified::Export)];
            decoder.word(node, &words, |(word, _)| word).map(|(_, verified)| verified)
        });
        Self { verified, reference: members.optional(decoder, "ref", Decoder::text) }
    }
}

/// Decodes the attributes of a resource block; one that does not decode is left out.
pub(crate) fn attributes(
    decoder: &mut Decoder,
    node: &Node,
    ty: TypeId,
    roots: &[Root],
    of_block: &Evidence,
) -> Option<Vec<AttributeMapping>> {
    let mut attributes = Vec::new();
    for (id, node) in decoder.map(node)? {
        let known = find(decoder, id, ty);
        attributes.extend(known.and_then(|known| attribute(decoder, node, known, roots, of_block)));
    }
    Some(attributes)
}

fn find(decoder: &mut Decoder, id: &Spanned<String>, ty: TypeId) -> Option<&'static Attribute> {
    let own = ty.get().attributes;
    let found = own.iter().find(|attribute| attribute.id == id.value);
    if found.is_none() {
        let defect = Defect::new(
            "unknown-attribute",
            id.at(),
            format!("`{}` has no such attribute", ty.get().id),
        );
        let near = form::nearest(&id.value, own.iter().map(|attribute| attribute.id));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "its attributes: {}",
                own.iter().map(|known| known.id).collect::<Vec<_>>().join(", ")
            ),
        };
        decoder.defects.push(defect.about(id.value.as_str()).help(help));
    }
    found
}

fn attribute(
    decoder: &mut Decoder,
    node: &Node,
    known: &'static Attribute,
    roots: &[Root],
    of_block: &Evidence,
) -> Option<AttributeMapping> {
    let mut members = Members::open(decoder, node)?;
    let kind = known.kind;
    let paths = paths(decoder, &mut members, node, roots);
    let inner = inner(decoder, &mut members, node);
    let nulls = members.optional(decoder, "nulls", nulls).unwrap_or_default();
    let map = members.optional(decoder, "map", |decoder, node| map(decoder, node, kind));
    let present =
        members.optional(decoder, "present", |decoder, node| present(decoder, node, kind));
    let absent = members.optional(decoder, "absent", |decoder, node| absent(decoder, node, kind));
    let reduce_node = members.find("reduce");
    let reduce = reduce_node.and_then(|node| reduce(decoder, node, kind));
    let derive = members.optional(decoder, "derive", Decoder::text);
    let times =
        members.optional(decoder, "times", |decoder, node| scale(decoder, node, kind)).unwrap_or(1);
    let per =
        members.optional(decoder, "per", |decoder, node| scale(decoder, node, kind)).unwrap_or(1);
    let trim = members.optional(decoder, "trim", regex);
    let evidence = Evidence::read(decoder, &mut members);
    members.close(decoder);
    if map.is_some() && present.is_some() {
        decoder.report("conflicting-keys", &node.at, "`map` and `present` exclude each other");
    }
    let paths = paths?;
    let is_one = reduce_node.is_some() || derive.is_some() || is_list(kind);
    if !is_one && paths.len() > 1 {
        let message = "several paths need `reduce` or `derive` to become one value";
        decoder.report("missing-reduce", &node.at, message);
    }
    let (absent, absent_reference) = absent.unwrap_or((Absent::Unknown, None));
    Some(AttributeMapping {
        attribute: known.id,
        paths,
        inner,
        nulls,
        map,
        present,
        absent,
        reduce,
        derive,
        times,
        per,
        trim,
        verified: evidence.verified.or(of_block.verified).unwrap_or(Verified::Documentation),
        reference: evidence.reference.or(absent_reference).or_else(|| of_block.reference.clone()),
    })
}

fn is_list(kind: ValueKind) -> bool {
    match kind {
        ValueKind::Regions | ValueKind::Words(_) | ValueKind::Texts | ValueKind::Ports => true,
        ValueKind::Bool
        | ValueKind::Int
        | ValueKind::Decimal
        | ValueKind::Days
        | ValueKind::Bytes
        | ValueKind::Version
        | ValueKind::Enum(_)
        | ValueKind::Date
        | ValueKind::Region
        | ValueKind::Text => false,
    }
}

/// Exactly one of `path` and `paths`.
fn paths(
    decoder: &mut Decoder,
    members: &mut Members<'_>,
    node: &Node,
    roots: &[Root],
) -> Option<Vec<Path>> {
    let one = |decoder: &mut Decoder, node: &Node| path(decoder, node, roots);
    match (members.find("path"), members.find("paths")) {
        (Some(node), None) => one(decoder, node).map(|path| vec![path]),
        (None, Some(node)) => {
            let items = decoder.filled_list(node)?;
            let paths: Vec<_> = items.iter().filter_map(|item| one(decoder, item)).collect();
            (paths.len() == items.len()).then_some(paths)
        }
        (Some(_), Some(_)) => {
            decoder.report("conflicting-keys", &node.at, "`path` and `paths` exclude each other");
            None
        }
        (None, None) => {
            decoder.report("missing-key", &node.at, "the key `path` is missing");
            None
        }
    }
}

/// `decode = "json"` with its `inner` path, which is the whole inner document if it is not stated.
fn inner(decoder: &mut Decoder, members: &mut Members<'_>, node: &Node) -> Option<Path> {
    let decode = members
        .optional(decoder, "decode", |decoder, node| decoder.word(node, &["json"], |word| word));
    let inner =
        members.optional(decoder, "inner", |decoder, node| path(decoder, node, &[Root::Record]));
    if decode.is_none() && inner.is_some() {
        decoder.report("missing-key", &node.at, "`inner` needs `decode`");
    }
    decode.map(|_| inner.unwrap_or(Path { root: Root::Record, steps: Vec::new() }))
}

/// Native scalars that stand for nothing; the empty text is the usual one.
fn nulls(decoder: &mut Decoder, node: &Node) -> Option<Vec<String>> {
    decoder.each(node, |decoder, item| {
        let text = item.text().map(str::to_owned);
        if text.is_none() {
            decoder.wrong_kind(item, "a text");
        }
        text
    })
}

/// `"*"` stands for every native value that is not listed.
fn map(decoder: &mut Decoder, node: &Node, kind: ValueKind) -> Option<ValueMap> {
    let mut map = ValueMap::default();
    for (native, node) in decoder.map(node)? {
        let mapped = mapped(decoder, node, kind);
        if native.value == "*" {
            map.other = mapped;
        } else {
            map.listed.extend(mapped.map(|mapped| (native.value.clone(), mapped)));
        }
    }
    Some(map)
}

/// The value `"unknown"` does not decide, and a list for an attribute that is none holds candidates.
fn mapped(decoder: &mut Decoder, node: &Node, kind: ValueKind) -> Option<Mapped> {
    match &node.value {
        NodeValue::List(items) if !is_list(kind) => {
            let candidates: Vec<_> =
                items.iter().filter_map(|item| value(decoder, item, kind)).collect();
            if items.len() < 2 {
                decoder.report("bad-value", &node.at, "candidates are at least two");
            }
            (candidates.len() == items.len()).then_some(Mapped::Among(candidates))
        }
        NodeValue::List(_) | NodeValue::Scalar(_) | NodeValue::Map(_) | NodeValue::Broken => {
            if node.text() == Some("unknown") {
                return Some(Mapped::Unknown);
            }
            element(decoder, node, kind).map(Mapped::Value)
        }
    }
}

fn present(decoder: &mut Decoder, node: &Node, kind: ValueKind) -> Option<Present> {
    let mut members = Members::open(decoder, node)?;
    let yes = members.required(decoder, "yes", |decoder, node| value(decoder, node, kind));
    let no = members.optional(decoder, "no", |decoder, node| value(decoder, node, kind));
    members.close(decoder);
    Some(Present { yes: yes?, no })
}

/// What a missing member means, with the reference that says so.
fn absent(decoder: &mut Decoder, node: &Node, kind: ValueKind) -> Option<(Absent, Option<String>)> {
    if matches!(node.value, NodeValue::Scalar(_)) {
        decoder.word(node, &["unknown"], |word| word)?;
        return Some((Absent::Unknown, None));
    }
    let mut members = Members::open(decoder, node)?;
    let assumed = match (members.find("value"), members.find("default")) {
        (Some(node), None) => value(decoder, node, kind).map(Absent::Assumed),
        (None, Some(node)) => {
            let default = value(decoder, node, kind);
            let fixed = members.required(decoder, "fixed", Decoder::truth);
            default.zip(fixed).map(|(value, fixed)| {
                if fixed { Absent::Fixed(value) } else { Absent::Assumed(value) }
            })
        }
        (Some(_), Some(_)) | (None, None) => {
            decoder.report("missing-key", &node.at, "`absent` has either `value` or `default`");
            None
        }
    };
    let reference = members.required(decoder, "ref", Decoder::text);
    members.close(decoder);
    Some((assumed?, Some(reference?)))
}

/// How several values become one, if that is possible for the attribute's kind.
fn reduce(decoder: &mut Decoder, node: &Node, kind: ValueKind) -> Option<Reduce> {
    let (word, reduce) = decoder.word(node, &REDUCES, |(word, _)| word)?;
    let fits = match reduce {
        Reduce::All | Reduce::Any | Reduce::None => kind == ValueKind::Bool,
        Reduce::Count => kind == ValueKind::Int,
        Reduce::Min | Reduce::Max => {
            is_number(kind) || matches!(kind, ValueKind::Version | ValueKind::Date)
        }
    };
    if !fits {
        let text = node.at.with(word.to_owned());
        decoder.report_text("bad-reduce", &text, "makes no value of this attribute's kind");
        return None;
    }
    Some(reduce)
}

fn scale(decoder: &mut Decoder, node: &Node, kind: ValueKind) -> Option<i64> {
    if !is_number(kind) {
        decoder.report("bad-value", &node.at, "only numbers can be scaled");
        return None;
    }
    decoder.int(node, 1..=i64::MAX)
}

fn is_number(kind: ValueKind) -> bool {
    matches!(kind, ValueKind::Int | ValueKind::Decimal | ValueKind::Days | ValueKind::Bytes)
}
