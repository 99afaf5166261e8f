//! `sekisho list`: every name that criteria, mappings and command lines may use.

use std::fmt::Write;
use std::path::Path;

use crate::model::resource_type::TypeId;
use crate::model::text::{Bilingual, Lang};
use crate::probe::PROBES;
use crate::render::FORMATS;
use crate::submission::formats;

use super::args::{CatalogueArgs, ListArg, ListFormat};
use super::builtin::PROFILES;
use super::context::Context;
use super::exit::ExitStatus;
use super::failure::Failure;
use super::output;
use super::stock::Stock;

/// Runs the command.
pub(crate) fn list(what: ListArg, context: &Context) -> Result<ExitStatus, Failure> {
    let rows = match what {
        ListArg::Requirements => {
            let args = CatalogueArgs { catalogue: None, profile: None, format: ListFormat::Text };
            return super::catalogue::list(&args, context);
        }
        ListArg::Probes => PROBES
            .iter()
            .map(|probe| row(probe.meta.id, probe.meta.summary, context.lang))
            .collect(),
        ListArg::Formats => {
            let read = formats().map(|format| row(format.id, format.title, context.lang));
            let written = FORMATS.iter().map(|format| row(format.id, format.title, context.lang));
            read.chain(written).collect::<Vec<_>>()
        }
        ListArg::Types => {
            TypeId::every().map(|ty| row(ty.get().id, ty.get().title, context.lang)).collect()
        }
        ListArg::Profiles => profiles(context)?,
        ListArg::Providers => providers(context),
    };
    let width = rows.iter().map(|(id, _)| id.len()).max().unwrap_or_default();
    let mut text = String::new();
    for (id, title) in rows {
        let _infallible = writeln!(text, "{id:width$}  {title}");
    }
    output::write(Path::new("-"), text.as_bytes())?;
    Ok(ExitStatus::Success)
}

fn row(id: &str, title: Bilingual, lang: Lang) -> (String, String) {
    (id.into(), if lang == Lang::Ja { title.ja } else { title.en }.into())
}

fn profiles(context: &Context) -> Result<Vec<(String, String)>, Failure> {
    let mut stock = Stock::default();
    let mut rows = Vec::new();
    for (id, _) in PROFILES {
        rows.extend(
            stock
                .profile(id)?
                .map(|profile| ((*id).into(), profile.title.get(context.lang).into())),
        );
    }
    Ok(rows)
}

fn providers(context: &Context) -> Vec<(String, String)> {
    let mappings = Stock::default().mappings(None);
    mappings.into_iter().map(|(id, mapping)| (id, mapping.title.get(context.lang).into())).collect()
}
