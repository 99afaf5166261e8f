//! Artifacts and locations: relative percent-encoded URIs, regions in characters, JSON Pointers as logical locations.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::place::{FileId, Place};
use crate::model::report::{FileResult, GapReport};
use crate::model::text::Untrusted;
use crate::render::escape::{relative_uri, sarif_text};

/// Name of the folder that URIs are relative to, as code scanning knows it.
pub(super) const BASE: &str = "%SRCROOT%";
/// Artifacts of one run.
pub(super) const ARTIFACTS: usize = 5_000;
/// Characters of a logical location; longer ones are no use to a reader.
const NAME: usize = 1_000;
/// Where the manifest stands or should stand.
const MANIFEST: &str = "submission.toml";

/// A text for people.
#[derive(Serialize)]
pub(super) struct Message {
    text: String,
}

/// A file of the submission.
#[derive(Serialize)]
pub(super) struct Artifact<'a> {
    location: ArtifactLocation,
    length: u64,
    roles: [&'static str; 1],
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    hashes: BTreeMap<&'static str, &'a str>,
}

/// The name of a file.
#[derive(Serialize, Clone)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<u32>,
}

/// A place with what is said about it.
#[derive(Serialize)]
pub(super) struct Location {
    #[serde(rename = "physicalLocation")]
    physical: Physical,
    #[serde(rename = "logicalLocations", skip_serializing_if = "Vec::is_empty")]
    logical: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    #[serde(skip_serializing_if = "Option::is_none")]
    start_line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byte_offset: Option<u64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    fully_qualified_name: String,
    kind: &'static str,
}

impl Message {
    /// A message; what SARIF would take for a link or a placeholder is escaped.
    pub(super) fn new(text: &str) -> Self {
        Self { text: sarif_text(text) }
    }

    /// A message of several lines.
    pub(super) fn lines(lines: &[String]) -> Self {
        let lines: Vec<_> = lines.iter().map(|line| sarif_text(line)).collect();
        Self { text: lines.join("\n") }
    }
}

impl<'a> Artifact<'a> {
    /// The artifact of rank `index`.
    pub(super) fn new(index: usize, file: &'a FileResult) -> Self {
        let digest = (!file.sha256.is_empty()).then_some(("sha-256", file.sha256.as_str()));
        Self {
            location: ArtifactLocation::new(file.path.raw(), u32::try_from(index).ok()),
            length: file.bytes,
            roles: ["analysisTarget"],
            hashes: digest.into_iter().collect(),
        }
    }
}

impl ArtifactLocation {
    fn new(path: &str, index: Option<u32>) -> Self {
        let listed = |index: &u32| usize::try_from(*index).is_ok_and(|index| index < ARTIFACTS);
        Self { uri: relative_uri(path), uri_base_id: BASE, index: index.filter(listed) }
    }

    /// The manifest: where a result stands that has no place, because code scanning refuses a result without one.
    fn manifest(report: &GapReport) -> Self {
        let rank = report.submission.files.iter().position(|file| file.path.raw() == MANIFEST);
        Self::new(MANIFEST, rank.and_then(|rank| u32::try_from(rank).ok()))
    }

    fn of(file: FileId, report: &GapReport) -> Self {
        match report.path(file) {
            Some(path) => Self::new(path.raw(), Some(file.0)),
            None => Self::manifest(report),
        }
    }
}

impl Location {
    /// `place`, and what is said about it.
    pub(super) fn new(place: &Place, message: Option<Message>, report: &GapReport) -> Self {
        let artifact_location = ArtifactLocation::of(place.file, report);
        let physical = Physical { artifact_location, region: Region::new(place) };
        Self { physical, logical: logical(place), message }
    }

    /// The manifest, in place of what is nowhere.
    pub(super) fn nowhere(report: &GapReport) -> Self {
        let artifact_location = ArtifactLocation::manifest(report);
        let message = Message::new(
            "該当箇所がないため、提出書類一式の目録を示します / nothing to point at; the manifest stands for the submission",
        );
        Self {
            physical: Physical { artifact_location, region: None },
            logical: Vec::new(),
            message: Some(message),
        }
    }
}

impl Region {
    fn new(place: &Place) -> Option<Self> {
        let start_line = place.line.filter(|line| *line > 0);
        let start_column = place.column.filter(|column| *column > 0 && start_line.is_some());
        let byte_offset = place.offset;
        (start_line.is_some() || byte_offset.is_some()).then_some(Self {
            start_line,
            start_column,
            byte_offset,
        })
    }
}

fn logical(place: &Place) -> Vec<LogicalLocation> {
    let named = |kind, name: &Untrusted| (kind, name.cut(NAME).raw().to_owned());
    let pointer = place.pointer.as_ref().map(|pointer| named("value", pointer));
    let cell = place.cell.as_ref().map(|cell| named("cell", cell));
    let page = place.page.map(|page| ("page", page.to_string()));
    let all = [pointer, cell, page].into_iter().flatten();
    all.map(|(kind, name)| LogicalLocation { fully_qualified_name: name, kind }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_never_has_a_column_without_its_line() {
        let file = Place::file(FileId(0));
        assert!(Region::new(&file).is_none());
        let region =
            Region::new(&Place { column: Some(3), offset: Some(0), ..file.clone() }).unwrap();
        assert_eq!(
            (region.start_line, region.start_column, region.byte_offset),
            (None, None, Some(0))
        );
        let region = Region::new(&Place { line: Some(2), column: Some(3), ..file }).unwrap();
        assert_eq!(
            (region.start_line, region.start_column, region.byte_offset),
            (Some(2), Some(3), None)
        );
    }
}
