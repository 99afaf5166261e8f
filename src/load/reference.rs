//! References from a profile into a catalogue, which only both together can be checked for.

use crate::model::catalogue::Catalogue;
use crate::model::profile::Profile;
use crate::model::span::{Defect, Spanned};

use super::form;

/// Everything the profile says about a catalogue that is not true of this one: another edition or version, and requirements
/// or sections it does not have. A requirement of a section that is not loaded completely may exist.
pub fn references(profile: &Profile, catalogue: &Catalogue) -> Vec<Defect> {
    let mut defects = Vec::new();
    let need = &profile.catalogue_version;
    let fits = form::version(&catalogue.version)
        .and_then(|version| form::is_compatible(&need.value, version));
    if profile.catalogue != catalogue.id || fits != Some(true) {
        let message = format!(
            "the profile is for catalogue {} {}, not for {} {}",
            profile.catalogue, need.value, catalogue.id, catalogue.version
        );
        defects.push(Defect::new("wrong-catalogue", need.at(), message));
    }
    let weights = profile.weights.iter().map(|(id, weight)| weight.with(id.clone()));
    let names = profile.not_plannable.iter().chain(&profile.select).cloned().chain(weights);
    defects.extend(names.filter(|name| !is_known(&name.value, catalogue)).map(unknown));
    defects
}

fn unknown(name: Spanned<String>) -> Defect {
    Defect::new(
        "unknown-requirement",
        name.at(),
        "the catalogue has no such requirement or section",
    )
    .about(name.value)
}

fn is_known(name: &str, catalogue: &Catalogue) -> bool {
    let (section, number) = match form::id_parts(name) {
        Some((_, section, number)) => (section, number.parse::<usize>().ok()),
        None => (name, None),
    };
    let code = section.to_lowercase();
    let stated = catalogue
        .blocks
        .iter()
        .flat_map(|block| &block.sections)
        .find(|(stated, _)| *stated == code);
    let Some((_, size)) = stated else { return false };
    let Some(number) = number else { return true };
    let loaded = catalogue.sections.iter().find(|loaded| loaded.id == section);
    let is_complete = loaded.is_some_and(|loaded| loaded.requirements.len() == *size);
    (1..=*size).contains(&number) && (!is_complete || catalogue.find(name).is_some())
}
