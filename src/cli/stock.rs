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
pub(crate) struct Stock {
    /// Names and texts, for messages.
    pub sources: Sources,
    /// Everything wrong so far.
    pub defects: Vec<Defect>,
    /// Mappings beside a catalogue that is a folder: path and text, by provider.
    own_mappings: BTreeMap<String, (String, String)>,
}

impl Stock {
    /// The catalogue called `wanted`: a built-in id or a folder. None if it has no usable head; its defects are kept. The
    /// mappings in the folder's `providers/` stand for the built-in ones of those providers from then on.
    pub(crate) fn catalogue(&mut self, wanted: &str) -> Result<Option<Catalogue>, Failure> {
        let built_in = CATALOGUES.iter().find(|(id, _)| *id == wanted);
        let files = if let Some((_, files)) = built_in {
            files.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect()
        } else {
            self.own_mappings = own_mappings(&Path::new(wanted).join("providers"))?;
            files_in(Path::new(wanted), "yaml")?
        };
        let (catalogue, defects) = load::catalogue(&files, &mut self.sources);
        self.defects.extend(defects);
        Ok(catalogue)
    }

    /// The profile called `wanted`: a built-in id or a file.
    pub(crate) fn profile(&mut self, wanted: &str) -> Result<Option<Profile>, Failure> {
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

    /// The mappings of `providers`; all if none are named.
    pub(crate) fn mappings(&mut self, providers: Option<&[String]>) -> BTreeMap<String, Mapping> {
        let built_in = MAPPINGS.iter().map(|(provider, text)| {
            (
                (*provider).to_owned(),
                (format!("profiles/providers/{provider}.toml"), (*text).to_owned()),
            )
        });
        let all: BTreeMap<_, _> = built_in.chain(self.own_mappings.clone()).collect();
        let mut mappings = BTreeMap::new();
        for (provider, (name, text)) in all {
            if providers.is_none_or(|named| named.contains(&provider)) {
                let (mapping, defects) = load::mapping(&name, &text, &mut self.sources);
                self.defects.extend(defects);
                mappings.extend(mapping.map(|mapping| (provider, mapping)));
            }
        }
        mappings
    }
}

/// Mappings of a folder by provider, which is what their files are called; none without the folder.
fn own_mappings(folder: &Path) -> Result<BTreeMap<String, (String, String)>, Failure> {
    if !folder.is_dir() {
        return Ok(BTreeMap::new());
    }
    let provider =
        |name: &str| Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let files = files_in(folder, "toml")?.into_iter();
    Ok(files.map(|(name, text)| (provider(&name), (name, text))).collect())
}

/// Names and texts of the files of a folder with this extension, sorted.
fn files_in(folder: &Path, wanted: &str) -> Result<Vec<(String, String)>, Failure> {
    let unreadable =
        |path: &Path, source| Failure::Unreadable { path: path.display().to_string(), source };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let path = entry.map_err(|error| unreadable(folder, error))?.path();
        if path.extension().is_some_and(|extension| extension == wanted) {
            let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
            files.push((path.display().to_string(), text));
        }
    }
    files.sort();
    Ok(files)
}
