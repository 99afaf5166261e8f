//! Loading catalogue, profile and mappings, built in or from files, with all their defects.

use std::collections::BTreeMap;
use std::path::Path;

use crate::load::{self, Sources};
use crate::model::catalogue::Catalogue;
use crate::model::mapping::Mapping;
use crate::model::profile::Profile;
use crate::model::span::Defect;

use super::builtin::{CATALOGUES, MAPPINGS, PROFILES};
use super::failure::Failure;

/// Loaded files of ours and of the agency, with what is wrong in them.
#[derive(Default)]
pub struct Stock {
    /// Names and texts, for messages.
    pub sources: Sources,
    /// Everything wrong so far.
    pub defects: Vec<Defect>,
}

impl Stock {
    /// The catalogue called `wanted`: a built-in id or a folder. None if it has no usable head; its defects are kept.
    pub fn catalogue(&mut self, wanted: &str) -> Result<Option<Catalogue>, Failure> {
        let built_in = CATALOGUES.iter().find(|(id, _)| *id == wanted);
        let files = match built_in {
            Some((_, files)) => files.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect(),
            None => yaml_files(Path::new(wanted))?,
        };
        let (catalogue, defects) = load::catalogue(&files, &mut self.sources);
        self.defects.extend(defects);
        Ok(catalogue)
    }

    /// The profile called `wanted`: a built-in id or a file.
    pub fn profile(&mut self, wanted: &str) -> Result<Option<Profile>, Failure> {
        let is_built_in = PROFILES.iter().any(|(id, _)| *id == wanted);
        if !is_built_in && !Path::new(wanted).is_file() {
            let known: Vec<_> = PROFILES.iter().map(|(id, _)| *id).collect();
            return Err(Failure::UnknownProfile { wanted: wanted.into(), known: known.join(", ") });
        }
        let lookup = |name: &str| match PROFILES.iter().find(|(id, _)| *id == name) {
            Some((id, text)) => Some((format!("profiles/{id}.toml"), (*text).to_owned())),
            None => std::fs::read_to_string(name).ok().map(|text| (name.to_owned(), text)),
        };
        let (profile, defects) = load::profile(wanted, &lookup, &mut self.sources);
        self.defects.extend(defects);
        Ok(profile)
    }

    /// The built-in mappings of `providers`; all if none are named.
    pub fn mappings(&mut self, providers: Option<&[String]>) -> BTreeMap<String, Mapping> {
        let mut mappings = BTreeMap::new();
        for (provider, text) in MAPPINGS {
            if providers.is_none_or(|named| named.iter().any(|name| name == provider)) {
                let name = format!("profiles/providers/{provider}.toml");
                let (mapping, defects) = load::mapping(&name, text, &mut self.sources);
                self.defects.extend(defects);
                mappings.extend(mapping.map(|mapping| ((*provider).to_owned(), mapping)));
            }
        }
        mappings
    }
}

fn yaml_files(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let unreadable = |path: &Path, source| Failure::Unreadable { path: path.display().to_string(), source };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let path = entry.map_err(|error| unreadable(folder, error))?.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
            files.push((path.display().to_string(), text));
        }
    }
    files.sort();
    Ok(files)
}
