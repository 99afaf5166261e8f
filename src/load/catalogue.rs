//! The catalogue: `catalogue.yaml` and one file per section.

use std::collections::BTreeSet;

use crate::model::catalogue::{Block, Catalogue, Requirement, Section};
use crate::model::span::{Defect, SourceId, Spanned};
use crate::model::text::LocalText;

use super::form;
use super::node::Node;
use super::requirement::requirement;
use super::shape::{Decoder, Members};
use super::source::Sources;
use super::yaml;

/// The file that names the edition and its sections.
const HEAD: &str = "catalogue.yaml";
const SCHEMA: &str = "sekisho-catalogue/1";

/// Loads one edition from its files, given as names and texts.
///
/// A requirement that does not decode is left out and the rest still loads; none only without a usable `catalogue.yaml`.
/// Every defect of every file is returned. The digest covers file names without their folders, so it is the same wherever the
/// edition lies.
pub fn catalogue(
    files: &[(String, String)],
    sources: &mut Sources,
) -> (Option<Catalogue>, Vec<Defect>) {
    let mut decoder = Decoder::default();
    let mut files: Vec<_> = files
        .iter()
        .map(|(name, text)| (form::file_name(name), name.as_str(), text.as_str()))
        .collect();
    files.sort_unstable();
    let mut head = None;
    let mut drafts = Vec::new();
    for (file, name, text) in &files {
        let source = sources.add(*name, *text);
        let Some(stem) = file.strip_suffix(".yaml") else {
            decoder.report(
                "unknown-file",
                &start(source),
                "not a file of a catalogue: its name does not end in .yaml",
            );
            continue;
        };
        let Some(node) = yaml::parse(source, text, &mut decoder.defects) else { continue };
        if *file == HEAD {
            head = Some(read_head(&mut decoder, &node));
        } else {
            drafts.extend(section(&mut decoder, &node, stem));
        }
    }
    if !files.iter().any(|(file, ..)| *file == HEAD) {
        let source = sources.add(HEAD, "");
        decoder.report("missing-file", &start(source), format!("the catalogue has no {HEAD}"));
    }
    unique_ids(&mut decoder, &drafts);
    let catalogue = head.flatten().map(|mut catalogue| {
        catalogue.sections = place(&mut decoder, &catalogue, drafts);
        catalogue.digest = form::digest(files.iter().map(|(file, _, text)| (*file, *text)));
        catalogue
    });
    (catalogue, decoder.defects)
}

fn start(source: SourceId) -> Spanned<()> {
    Spanned { value: (), source, offset: 0, length: 0 }
}

fn read_head(decoder: &mut Decoder, node: &Node) -> Option<Catalogue> {
    let mut members = Members::open(decoder, node)?;
    members.required(decoder, "schema", |decoder, node| decoder.schema(node, SCHEMA));
    let id = members.required(decoder, "id", Decoder::text);
    let version = members.required(decoder, "version", |decoder, node| {
        let text = decoder.spanned_text(node)?;
        if form::version(&text.value).is_none() {
            decoder.report_text("bad-version", &text, "not three numbers such as 1.0.0");
        }
        Some(text.value)
    });
    let size_node = members.find("size");
    let size = members.required(decoder, "size", |decoder, node| decoder.count(node, 1..=9999));
    let title = members.required(decoder, "title", Decoder::local_text);
    let disclaimer = members.required(decoder, "disclaimer", Decoder::local_text);
    let blocks = members.required(decoder, "blocks", |decoder, node| decoder.each(node, block));
    members.close(decoder);
    let (id, version, size, blocks) = (id?, version?, size?, blocks?);
    let sum: usize = blocks.iter().map(|block| block.size).sum();
    if let Some(node) = size_node.filter(|_| sum != size) {
        let message = format!("the blocks have {sum} requirements together");
        decoder.report("section-size", &node.at, message);
    }
    let (sections, digest) = (Vec::new(), String::new());
    Some(Catalogue {
        id,
        version,
        size,
        title: title?,
        disclaimer: disclaimer?,
        blocks,
        sections,
        digest,
    })
}

fn block(decoder: &mut Decoder, node: &Node) -> Option<Block> {
    let mut members = Members::open(decoder, node)?;
    let id = members.required(decoder, "id", Decoder::text);
    let title = members.required(decoder, "title", Decoder::local_text);
    let size_node = members.find("size");
    let stated = members.optional(decoder, "size", |decoder, node| decoder.count(node, 1..=9999));
    let sections = members.required(decoder, "sections", |decoder, node| {
        let entries = decoder.map(node)?;
        let sizes = entries.iter().filter_map(|(code, size)| {
            if !form::is_section(&code.value.to_uppercase())
                || code.value != code.value.to_lowercase()
            {
                decoder.report_text("bad-id", code, "a section is three lower-case letters");
            }
            decoder.count(size, 1..=999).map(|size| (code.value.clone(), size))
        });
        Some(sizes.collect::<Vec<_>>())
    });
    members.close(decoder);
    let sections = sections?;
    let sum: usize = sections.iter().map(|(_, size)| size).sum();
    let size = stated.unwrap_or(sum);
    if let Some(node) = size_node.filter(|_| !sections.is_empty() && sum != size) {
        let message = format!("the sections have {sum} requirements together");
        decoder.report("section-size", &node.at, message);
    }
    Some(Block { id: id?, title: title?, size, sections })
}

/// A section before its block is known.
struct Draft {
    code: Spanned<String>,
    title: LocalText,
    /// What is in the file, whether it decoded or not.
    listed: usize,
    requirements: Vec<Requirement>,
}

fn section(decoder: &mut Decoder, node: &Node, stem: &str) -> Option<Draft> {
    let mut members = Members::open(decoder, node)?;
    let code = members.required(decoder, "section", Decoder::spanned_text);
    let title = members.required(decoder, "title", Decoder::local_text);
    if let Some(code) = code
        .as_ref()
        .filter(|code| code.value.to_lowercase() != stem || !form::is_section(&code.value))
    {
        decoder.report_text("bad-id", code, "a section is called like its file, in upper case");
    }
    let expected = stem.to_uppercase();
    let mut listed = 0;
    let requirements = members.required(decoder, "requirements", |decoder, node| {
        listed = decoder.list(node)?.len();
        decoder.each(node, |decoder, item| requirement(decoder, item, &expected))
    });
    members.close(decoder);
    let requirements = requirements?;
    let ids = requirements.iter().map(|requirement| &requirement.id);
    let ids: Vec<_> = ids.filter(|id| form::id_parts(&id.value).is_some()).collect();
    for pair in ids.windows(2) {
        if pair[1].value < pair[0].value {
            decoder.report_text("unsorted-id", pair[1], "stands after a higher number");
        }
    }
    Some(Draft { code: code?, title: title?, listed, requirements })
}

/// Reports every id that stands a second time, in the same file or in another.
fn unique_ids(decoder: &mut Decoder, drafts: &[Draft]) {
    let mut seen = BTreeSet::new();
    for requirement in drafts.iter().flat_map(|draft| &draft.requirements) {
        let id = &requirement.id;
        if !seen.insert(id.value.as_str()) {
            decoder.report_text("duplicate-id", id, "another requirement has this id");
        }
    }
}

/// Puts the sections into the order of the blocks and checks them against the sizes stated there.
fn place(decoder: &mut Decoder, catalogue: &Catalogue, drafts: Vec<Draft>) -> Vec<Section> {
    let stated: Vec<(&str, &str, usize)> = catalogue
        .blocks
        .iter()
        .flat_map(|block| {
            block.sections.iter().map(|(code, size)| (code.as_str(), block.id.as_str(), *size))
        })
        .collect();
    let mut placed = Vec::new();
    for draft in drafts {
        let code = draft.code.value.to_lowercase();
        let Some(rank) = stated.iter().position(|(stated, ..)| *stated == code) else {
            decoder.report_text(
                "unknown-section",
                &draft.code,
                "catalogue.yaml has no such section",
            );
            continue;
        };
        let (_, block, size) = stated[rank];
        if draft.listed > size {
            let message = format!("{} requirements, but catalogue.yaml says {size}", draft.listed);
            decoder.report("section-size", &draft.code.at(), message);
        }
        let Draft { code, title, requirements, .. } = draft;
        placed
            .push((rank, Section { id: code.value, title, block: block.to_owned(), requirements }));
    }
    placed.sort_by_key(|(rank, _)| *rank);
    placed.into_iter().map(|(_, section)| section).collect()
}
