//! `sekisho catalogue`: list, show, lint and test.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::assess::{
    ExampleGround, PlanInput, lint as lint_catalogue, plan, run_examples, run_mutants,
};
use crate::load;
use crate::model::catalogue::{Catalogue, Requirement};
use crate::model::mapping::Mapping;
use crate::model::profile::Profile;
use crate::model::span::Defect;
use crate::model::text::Lang;

use super::args::{CatalogueArgs, ListFormat};
use super::builtin::PROFILES;
use super::context::Context;
use super::exit::ExitStatus;
use super::failure::Failure;
use super::output;
use super::stock::Stock;

/// A catalogue with what its criteria refer to.
struct Opened {
    stock: Stock,
    catalogue: Catalogue,
    profile: Profile,
    mappings: BTreeMap<String, Mapping>,
}

fn open(args: &CatalogueArgs, context: &Context) -> Result<Opened, Failure> {
    let mut stock = Stock::default();
    let edition = args.catalogue.as_deref();
    let named = edition.map(|id| stock.catalogue(id)).transpose()?;
    let namesake = edition.filter(|id| PROFILES.iter().any(|(known, _)| known == id));
    let profile = stock.profile(args.profile.as_deref().or(namesake).unwrap_or("fy2022"))?;
    let catalogue = if let Some(catalogue) = named {
        catalogue
    } else {
        let own = profile.as_ref().map(|profile| profile.catalogue.clone());
        stock.catalogue(own.as_deref().unwrap_or("fy2022"))?
    };
    let mappings = stock.mappings(None);
    match (catalogue, profile) {
        (Some(catalogue), Some(profile)) => Ok(Opened { stock, catalogue, profile, mappings }),
        (None, _) | (_, None) => Err(stock.defective(context)),
    }
}

impl Opened {
    /// The methods its bound requirements can be decided by, and every defect of binding.
    fn bind(&self) -> Vec<Defect> {
        let input = PlanInput {
            catalogue: &self.catalogue,
            profile: &self.profile,
            as_of: self.profile.as_of.unwrap_or(jiff::civil::Date::constant(2022, 10, 3)),
            mappings: &self.mappings,
            only: &[],
            regions: &[],
            child: None,
        };
        plan(input).1
    }
}

/// Lists sections and requirements, and what is missing of the edition.
pub(crate) fn list(args: &CatalogueArgs, context: &Context) -> Result<ExitStatus, Failure> {
    let opened = open(args, context)?;
    let text = match args.format {
        ListFormat::Json => list_json(&opened.catalogue),
        ListFormat::Text => list_text(&opened.catalogue, context.lang),
    };
    output::write(Path::new("-"), text.as_bytes())?;
    Ok(ExitStatus::Success)
}

fn list_json(catalogue: &Catalogue) -> String {
    let requirements: Vec<_> = catalogue
        .requirements()
        .map(|one| {
            serde_json::json!({
                "id": one.id.value,
                "title": { "ja": one.title.ja, "en": one.title.en },
                "subject": one.subject.id(),
                "obligation": one.obligation.id(),
                "core": one.core.id(),
                "weight": one.weight,
                "provenance": one.provenance.id(),
            })
        })
        .collect();
    let whole = serde_json::json!({
        "id": catalogue.id,
        "version": catalogue.version,
        "size": catalogue.size,
        "requirements": requirements,
    });
    format!("{whole:#}\n")
}

fn list_text(catalogue: &Catalogue, lang: Lang) -> String {
    let mut text =
        format!("{} {} - {}\n", catalogue.id, catalogue.version, catalogue.title.get(lang));
    let there = catalogue.requirements().count();
    let _infallible = match lang {
        Lang::Ja => writeln!(
            text,
            "{}件のうち{there}件を収録\n{}\n",
            catalogue.size, catalogue.disclaimer.ja
        ),
        Lang::En => writeln!(
            text,
            "{there} of {} requirements are here\n{}\n",
            catalogue.size, catalogue.disclaimer.en
        ),
    };
    for block in &catalogue.blocks {
        let _infallible = writeln!(text, "{} {} ({})", block.id, block.title.get(lang), block.size);
        for (id, size) in &block.sections {
            let section =
                catalogue.sections.iter().find(|section| section.id.eq_ignore_ascii_case(id));
            match section {
                None => {
                    let missing = if lang == Lang::Ja { "未収録" } else { "not here yet" };
                    let _infallible =
                        writeln!(text, "  {} ({size}) - {missing}", id.to_uppercase());
                }
                Some(section) => {
                    let count = section.requirements.len();
                    let _infallible = writeln!(
                        text,
                        "  {} {} ({count}/{size})",
                        section.id,
                        section.title.get(lang)
                    );
                    for one in &section.requirements {
                        let _infallible =
                            writeln!(text, "    {}  {}", one.id.value, one.title.get(lang));
                    }
                }
            }
        }
    }
    text
}

/// Shows one requirement.
pub(crate) fn show(
    id: &str,
    args: &CatalogueArgs,
    context: &Context,
) -> Result<ExitStatus, Failure> {
    let opened = open(args, context)?;
    let found = opened
        .catalogue
        .find(&id.to_uppercase())
        .ok_or_else(|| Failure::UnknownId { id: id.into() })?;
    output::write(Path::new("-"), requirement(found, context.lang).as_bytes())?;
    Ok(ExitStatus::Success)
}

/// One requirement in words.
pub(crate) fn requirement(one: &Requirement, lang: Lang) -> String {
    let ja = lang == Lang::Ja;
    let mut text =
        format!("{}  {}\n\n{}\n\n", one.id.value, one.title.get(lang), one.text.get(lang));
    let rows = [
        (("対象", "subject"), if ja { one.subject.title().ja } else { one.subject.title().en }),
        (
            ("区分", "obligation"),
            if ja { one.obligation.title().ja } else { one.obligation.title().en },
        ),
        (("技術", "technology"), if ja { one.core.title().ja } else { one.core.title().en }),
        (
            ("出所", "provenance"),
            if ja { one.provenance.title().ja } else { one.provenance.title().en },
        ),
    ];
    for ((label_ja, label_en), value) in rows {
        let _infallible = writeln!(text, "{}: {value}", if ja { label_ja } else { label_en });
    }
    let _infallible =
        writeln!(text, "{}: {}", if ja { "参照" } else { "basis" }, one.basis.join("; "));
    for (framework, related) in &one.mappings {
        let ids: Vec<_> =
            related.iter().map(|item| format!("{} ({})", item.id, item.relation.id())).collect();
        let title = if ja { framework.title().ja } else { framework.title().en };
        let _infallible = writeln!(text, "{title}: {}", ids.join(", "));
    }
    let _infallible = writeln!(
        text,
        "\n{}:\n{}",
        if ja { "判定基準" } else { "criterion" },
        super::yaml::criterion(&one.criterion)
    );
    let _infallible =
        writeln!(text, "{}: {}", if ja { "対応" } else { "remedy" }, one.remedy.get(lang));
    text
}

/// Reports every defect of the catalogue, its profile and the mappings.
pub(crate) fn lint(args: &CatalogueArgs, context: &Context) -> Result<ExitStatus, Failure> {
    let mut opened = open(args, context)?;
    let bound = opened.bind();
    opened.stock.defects.extend(bound);
    opened.stock.defects.extend(lint_catalogue(&opened.catalogue));
    opened.stock.defects.extend(load::references(&opened.profile, &opened.catalogue));
    if opened.stock.defects.is_empty() {
        let there = opened.catalogue.requirements().count();
        let text = match context.lang {
            Lang::Ja => format!("{there}件の要件に欠陥はありません\n"),
            Lang::En => format!("no defects in {there} requirements\n"),
        };
        output::write(Path::new("-"), text.as_bytes())?;
        return Ok(ExitStatus::Success);
    }
    super::diagnose::failure(&opened.stock.defective(context), context);
    Ok(ExitStatus::Failure)
}

/// Runs the examples of every requirement.
pub(crate) fn test(args: &CatalogueArgs, context: &Context) -> Result<ExitStatus, Failure> {
    let mut opened = open(args, context)?;
    let mut profiles = BTreeMap::new();
    for (id, _) in PROFILES {
        profiles.extend(opened.stock.profile(id)?.map(|profile| ((*id).to_owned(), profile)));
    }
    profiles.insert(opened.profile.id.clone(), opened.profile.clone());
    if !opened.stock.defects.is_empty() {
        return Err(opened.stock.defective(context));
    }
    let ground = ExampleGround { profiles: &profiles, mappings: &opened.mappings };
    let (run, mut failures) = run_examples(&opened.catalogue, &ground);
    let wrong = failures.len();
    let (mutants, survivors) = run_mutants(&opened.catalogue, &ground);
    let survived = survivors.len();
    failures.extend(survivors);
    let as_defect = |failure: &crate::assess::ExampleFailure| {
        let (group, number) = failure.example;
        let message =
            format!("{}: {group} example {number} {}", failure.requirement, failure.message);
        Defect::new("example", failure.at.clone(), message)
    };
    opened.stock.defects = failures.iter().map(as_defect).collect();
    let (right, caught) = (run - wrong, mutants - survived);
    let text = match context.lang {
        Lang::Ja => format!(
            "事例{run}件のうち{right}件が期待どおり\n誤りを加えた事例{mutants}件のうち{caught}件を検出\n"
        ),
        Lang::En => format!(
            "{right} of {run} examples give what they have to\n{caught} of {mutants} examples made wrong are caught\n"
        ),
    };
    output::write(Path::new("-"), text.as_bytes())?;
    if failures.is_empty() {
        return Ok(ExitStatus::Success);
    }
    super::diagnose::failure(&opened.stock.defective(context), context);
    Ok(ExitStatus::Failure)
}
