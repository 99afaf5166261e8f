//! `sekisho catalogue diff`: what changed between two editions.

use std::fmt::Write;
use std::path::Path;

use crate::assess::{ChangeKind, EditionChange, edition_changes};
use crate::model::catalogue::Catalogue;
use crate::model::text::Lang;

use super::args::ListFormat;
use super::context::Context;
use super::exit::ExitStatus;
use super::failure::Failure;
use super::output;
use super::stock::Stock;

/// Compares two catalogues.
pub(crate) fn diff(
    old: &str,
    new: &str,
    format: ListFormat,
    context: &Context,
) -> Result<ExitStatus, Failure> {
    let mut stock = Stock::default();
    let (Some(before), Some(after)) = (stock.catalogue(old)?, stock.catalogue(new)?) else {
        return Err(stock.defective(context));
    };
    let changes = edition_changes(&before, &after);
    let text = match format {
        ListFormat::Json => json(&before, &after, &changes),
        ListFormat::Text => words(&before, &after, &changes, context.lang),
    };
    output::write(Path::new("-"), text.as_bytes())?;
    Ok(ExitStatus::Success)
}

fn json(old: &Catalogue, new: &Catalogue, changes: &[EditionChange]) -> String {
    let edition = |of: &Catalogue| serde_json::json!({ "id": of.id, "version": of.version });
    let changes: Vec<_> = changes
        .iter()
        .map(|one| {
            serde_json::json!({
                "requirement": one.requirement,
                "kind": one.kind.id(),
                "what": { "ja": one.what.ja, "en": one.what.en },
            })
        })
        .collect();
    let whole = serde_json::json!({ "old": edition(old), "new": edition(new), "changes": changes });
    format!("{whole:#}\n")
}

fn words(old: &Catalogue, new: &Catalogue, changes: &[EditionChange], lang: Lang) -> String {
    let pick = |ja: &'static str, en: &'static str| if lang == Lang::Ja { ja } else { en };
    let mut text = format!("{} {} → {} {}\n", old.id, old.version, new.id, new.version);
    for kind in ChangeKind::ALL {
        let of_kind: Vec<_> = changes.iter().filter(|one| one.kind == *kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let title = pick(kind.title().ja, kind.title().en);
        let _infallible = writeln!(text, "\n{title} ({})", of_kind.len());
        for one in of_kind {
            let _infallible = writeln!(text, "  {}  {}", one.requirement, one.what.get(lang));
        }
    }
    if changes.is_empty() {
        let _infallible = writeln!(text, "{}", pick("変更はありません", "no changes"));
    }
    text
}
