//! One requirement of a section file.

use crate::model::catalogue::{
    Core, Framework, Obligation, Provenance, Related, Relation, Requirement, Subject,
};
use crate::model::span::Spanned;
use crate::model::text::LocalText;

use super::criterion::criterion;
use super::example::examples;
use super::form;
use super::node::Node;
use super::shape::{Decoder, Members};

/// Longest English title, in characters: a row of a table and a heading of a report have to hold it.
const LONGEST_TITLE: usize = 75;

/// Decodes one requirement of the section `section` (upper case); none if any part of it does not decode.
pub(crate) fn requirement(
    decoder: &mut Decoder,
    node: &Node,
    section: &str,
) -> Option<Requirement> {
    let mut members = Members::open(decoder, node)?;
    let id = members.required(decoder, "id", |decoder, node| id(decoder, node, section));
    let title = members.required(decoder, "title", title);
    let text = members.required(decoder, "text", Decoder::local_text);
    let subject =
        members.required(decoder, "subject", |d, node| d.word(node, Subject::ALL, Subject::id));
    let obligation = members
        .required(decoder, "obligation", |d, node| d.word(node, Obligation::ALL, Obligation::id));
    let weight = members.required(decoder, "weight", |d, node| d.int(node, 1..=100));
    let core = members.required(decoder, "core", |d, node| d.word(node, Core::ALL, Core::id));
    let source = members.required(decoder, "source", provenance);
    let mappings = members.optional(decoder, "mappings", mappings).unwrap_or_default();
    let criterion = members.required(decoder, "criterion", criterion);
    let remedy = members.required(decoder, "remedy", Decoder::local_text);
    let examples = members.required(decoder, "examples", examples);
    members.close(decoder);
    let (provenance, basis) = source?;
    Some(Requirement {
        id: id?,
        title: title?,
        text: text?,
        subject: subject?,
        obligation: obligation?,
        weight: u32::try_from(weight?).ok()?,
        core: core?,
        provenance,
        basis,
        mappings,
        criterion: criterion?,
        remedy: remedy?,
        examples: examples?,
    })
}

fn id(decoder: &mut Decoder, node: &Node, section: &str) -> Option<Spanned<String>> {
    let id = decoder.spanned_text(node)?;
    match form::id_parts(&id.value) {
        Some((_, middle, _)) if middle == section => {}
        Some(_) => {
            decoder.report_text("bad-id", &id, "the middle of an id is the section of its file");
        }
        None => decoder.report_text("bad-id", &id, "an id looks like GC22-STO-007"),
    }
    Some(id)
}

fn title(decoder: &mut Decoder, node: &Node) -> Option<LocalText> {
    let title = decoder.local_text(node)?;
    let length = title.en.chars().count();
    if length > LONGEST_TITLE {
        let message =
            format!("the English title has {length} characters, more than {LONGEST_TITLE}");
        decoder.report("title-length", &node.at, message);
    }
    Some(title)
}

fn provenance(decoder: &mut Decoder, node: &Node) -> Option<(Provenance, Vec<String>)> {
    let mut members = Members::open(decoder, node)?;
    let provenance = members
        .required(decoder, "provenance", |d, node| d.word(node, Provenance::ALL, Provenance::id));
    let basis = members.required(decoder, "basis", |decoder, node| {
        decoder.filled_list(node)?;
        decoder.texts(node)
    });
    members.close(decoder);
    Some((provenance?, basis?))
}

fn mappings(decoder: &mut Decoder, node: &Node) -> Option<Vec<(Framework, Vec<Related>)>> {
    let mut members = Members::open(decoder, node)?;
    let mut found = Vec::new();
    for framework in Framework::ALL {
        let related = members.optional(decoder, framework.id(), |decoder, node| {
            decoder.filled_list(node)?;
            decoder.each(node, related)
        });
        found.extend(related.map(|related| (*framework, related)));
    }
    members.close(decoder);
    Some(found)
}

fn related(decoder: &mut Decoder, node: &Node) -> Option<Related> {
    let mut members = Members::open(decoder, node)?;
    let id = members.required(decoder, "id", Decoder::text);
    let relation =
        members.required(decoder, "relation", |d, node| d.word(node, Relation::ALL, Relation::id));
    members.close(decoder);
    Some(Related { id: id?, relation: relation? })
}
