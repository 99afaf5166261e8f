//! `sekisho explain`: a requirement, a probe, a resource type or a format, from the tables the program itself uses.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::model::mapping::Mapping;
use crate::model::resource_type::{ALWAYS, ResourceType, Trait, TypeId, ValueKind};
use crate::model::text::{Bilingual, Lang};
use crate::probe::{PROBES, ProbeMeta};
use crate::render::FORMATS;
use crate::submission::formats;

use super::context::Context;
use super::exit::ExitStatus;
use super::failure::Failure;
use super::output;
use super::stock::Stock;

/// Runs the command.
pub(crate) fn explain(id: &str, context: &Context) -> Result<ExitStatus, Failure> {
    let lang = context.lang;
    let mut stock = Stock::default();
    let text = if let Some(probe) = PROBES.iter().find(|probe| probe.meta.id == id) {
        probe_text(probe.meta, lang)
    } else if let Some(ty) = TypeId::find(id) {
        type_text(ty.get(), &stock.mappings(None), lang)
    } else if let Some(format) = formats().find(|format| format.id == id) {
        format!("{id}\n{}\n{}\n", pick(format.title, lang), pick(format.recognised_by, lang))
    } else if let Some(format) = FORMATS.iter().find(|format| format.id == id) {
        format!("{id} (.{})\n{}\n", format.extension, pick(format.title, lang))
    } else {
        let catalogue = stock.catalogue("fy2022")?;
        let found = catalogue.as_ref().and_then(|catalogue| catalogue.find(&id.to_uppercase()));
        let one = found.ok_or_else(|| Failure::UnknownId { id: id.into() })?;
        super::catalogue::requirement(one, lang)
    };
    output::write(Path::new("-"), text.as_bytes())?;
    Ok(ExitStatus::Success)
}

const fn pick(text: Bilingual, lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => text.ja,
        Lang::En => text.en,
    }
}

fn probe_text(probe: &ProbeMeta, lang: Lang) -> String {
    format!(
        "{}\n{}\n\n{}\n\nwith: {}\n",
        probe.id,
        pick(probe.summary, lang),
        pick(probe.explain, lang),
        probe.example
    )
}

fn type_text(ty: &ResourceType, mappings: &BTreeMap<String, Mapping>, lang: Lang) -> String {
    let mut text = format!("{}  {}\n", ty.id, pick(ty.title, lang));
    let traits: Vec<_> =
        Trait::ALL.iter().filter(|(of, _)| ty.has(*of)).map(|(_, word)| *word).collect();
    if !traits.is_empty() {
        let _infallible = writeln!(text, "traits: {}", traits.join(", "));
    }
    for attribute in ty.attributes.iter().chain(ALWAYS) {
        let _infallible = writeln!(
            text,
            "\n{} ({})\n  {}",
            attribute.id,
            kind_words(attribute.kind),
            pick(attribute.meaning, lang)
        );
        for (provider, mapping) in mappings {
            for (source, native) in carriers(mapping, ty, attribute.id) {
                let _infallible = writeln!(text, "  {provider}: {source} {native}");
            }
        }
    }
    text
}

/// Which sources carry an attribute of a type.
fn carriers<'a>(
    mapping: &'a Mapping,
    ty: &'a ResourceType,
    attribute: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let of_type = mapping.resources.iter().filter(|resource| resource.ty.get().id == ty.id);
    let carrying = of_type.filter(move |resource| {
        resource.attributes.iter().any(|known| known.attribute == attribute)
    });
    carrying.map(|resource| (resource.source.as_str(), resource.native.as_str()))
}

fn kind_words(kind: ValueKind) -> String {
    match kind {
        ValueKind::Enum(words) => words.join(" | "),
        ValueKind::Words(words) => format!("list of {}", words.join(" | ")),
        ValueKind::Bool => "bool".into(),
        ValueKind::Int => "int".into(),
        ValueKind::Decimal => "decimal".into(),
        ValueKind::Days => "days or unlimited".into(),
        ValueKind::Bytes => "bytes".into(),
        ValueKind::Ports => "ports".into(),
        ValueKind::Version => "version".into(),
        ValueKind::Date => "date".into(),
        ValueKind::Region => "region".into(),
        ValueKind::Regions => "list of regions".into(),
        ValueKind::Text => "text".into(),
        ValueKind::Texts => "list of texts".into(),
    }
}
