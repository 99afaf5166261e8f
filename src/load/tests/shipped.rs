//! The shipped catalogue, profiles and mappings have no defects, alone and together.

use std::collections::BTreeSet;
use std::path::Path;

use crate::load::{self, Sources, diagnostics};
use crate::model::catalogue::Catalogue;
use crate::model::criterion::{Criterion, CriterionKind, Param, ParamValue};
use crate::model::mapping::Mapping;
use crate::model::profile::Profile;
use crate::model::span::Defect;

/// Names and texts of the files of a folder of the repository with this extension.
fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| {
            (
                path.file_name().unwrap().to_str().unwrap().to_owned(),
                std::fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    files.sort();
    files
}

fn assert_none(defects: &[Defect], sources: &Sources) {
    let shown: Vec<String> = diagnostics(defects, sources)
        .into_iter()
        .map(|one| format!("{:?}", miette::Report::new(one)))
        .collect();
    assert!(shown.is_empty(), "{} defects\n{}", shown.len(), shown.join("\n"));
}

fn catalogue() -> Catalogue {
    edition("fy2022")
}

fn edition(folder: &str) -> Catalogue {
    let mut sources = Sources::default();
    let files = files(&format!("requirements/{folder}"), "yaml");
    let (catalogue, defects) = load::catalogue(&files, &mut sources);
    assert_none(&defects, &sources);
    catalogue.unwrap()
}

fn profile(id: &str, sources: &mut Sources) -> (Profile, Vec<Defect>) {
    let files = files("profiles", "toml");
    let lookup = |id: &str| files.iter().find(|(name, _)| *name == format!("{id}.toml")).cloned();
    let (profile, defects) = load::profile(id, &lookup, sources);
    assert_none(&defects, sources);
    (profile.unwrap(), defects)
}

fn profile_ids() -> Vec<String> {
    files("profiles", "toml")
        .iter()
        .map(|(name, _)| name.trim_end_matches(".toml").to_owned())
        .collect()
}

fn mappings() -> Vec<Mapping> {
    let mut sources = Sources::default();
    files("profiles/providers", "toml")
        .iter()
        .map(|(name, text)| {
            let (mapping, defects) = load::mapping(name, text, &mut sources);
            assert_none(&defects, &sources);
            mapping.unwrap()
        })
        .collect()
}

#[test]
fn the_catalogue_has_no_defects() {
    let catalogue = catalogue();
    assert_eq!((catalogue.id.as_str(), catalogue.size), ("fy2022", 330));
    assert!(catalogue.requirements().count() > 0);
}

#[test]
fn the_profiles_have_no_defects_and_fit_the_catalogue() {
    for id in profile_ids() {
        let mut sources = Sources::default();
        let (profile, _) = profile(&id, &mut sources);
        let catalogue = edition(&profile.catalogue);
        assert_eq!(profile.id, id);
        assert_none(&load::references(&profile, &catalogue), &sources);
    }
}

#[test]
fn the_mappings_have_no_defects_and_their_domestic_regions_are_in_japan() {
    let (profile, _) = profile("fy2022", &mut Sources::default());
    for mapping in mappings() {
        for (name, region) in &mapping.regions {
            let Some(country) = &region.country else { continue };
            let domestic = profile.is_domestic(&mapping.provider, name);
            assert_eq!(domestic, country == "JP", "{} {name}", mapping.provider);
        }
    }
}

#[test]
fn every_parameter_of_the_catalogue_is_in_every_profile_and_every_other_is_used() {
    let mut asked = BTreeSet::new();
    for catalogue in [catalogue(), edition("fy2022-draft")] {
        for requirement in catalogue.requirements() {
            criterion(&requirement.criterion, &mut asked);
        }
    }
    for id in profile_ids() {
        let (profile, _) = profile(&id, &mut Sources::default());
        let stated: BTreeSet<String> = profile.parameters.keys().cloned().collect();
        assert_eq!(asked, stated, "{id}");
    }
}

fn criterion(node: &Criterion, asked: &mut BTreeSet<String>) {
    match &node.kind {
        CriterionKind::All(children)
        | CriterionKind::Any(children)
        | CriterionKind::First(children)
        | CriterionKind::AtLeast { of: children, .. } => {
            for child in children {
                criterion(child, asked);
            }
        }
        CriterionKind::Probe(probe) => parameters(&probe.with, asked),
        CriterionKind::Review(_) => {}
    }
}

fn parameters(value: &Param, asked: &mut BTreeSet<String>) {
    for (key, value) in value.entries() {
        if key.value == "param" {
            asked.extend(value.as_text().map(str::to_owned));
        }
        parameters(value, asked);
    }
    if let ParamValue::List(items) = &value.value {
        for item in items {
            parameters(item, asked);
        }
    }
}
