//! What tests of adapters share: one file of a submission, read as an audit reads it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;

use crate::load::{self, Sources};
use crate::model::place::FileId;
use crate::model::record::{Attributed, Record};
use crate::model::value::Reading as Said;
use crate::model::wanted::Wanted;
use crate::submission::{ArtifactResult, Limits, Reading, open};

/// What became of a file.
pub(super) struct Seen {
    pub(super) result: ArtifactResult,
    pub(super) records: Vec<Record>,
}

/// Reads the file `name` under a manifest that says `manifest` besides its provider.
pub(super) fn read(name: &str, bytes: &[u8], manifest: &str, wanted: &Wanted) -> Seen {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
    let limits = Limits { record: 1 << 16, ..Limits::default() };
    let submission = open(folder.path(), &limits).unwrap();
    let manifest = format!("provider = \"kumo\"\n{manifest}");
    let (manifest, defects) = load::manifest("submission.toml", &manifest, &mut Sources::default());
    assert!(defects.is_empty(), "{defects:?}");
    let reading = Reading {
        manifest: &manifest,
        mappings: &BTreeMap::new(),
        wanted,
        worker: None,
        limits: &limits,
    };
    let mut records = Vec::new();
    let result =
        submission.artifacts[0].read(FileId(0), &reading, &mut |record| records.push(record));
    Seen { result, records }
}

impl Seen {
    /// Codes of the diagnostics.
    pub(super) fn codes(&self) -> Vec<&str> {
        self.result.diagnostics.iter().map(|met| met.code.as_str()).collect()
    }

    /// Whether something of it is known to be lost.
    pub(super) fn is_damaged(&self) -> bool {
        self.records.iter().any(|record| matches!(record, Record::Damaged(_)))
    }
}

/// `bytes` as gzip.
pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// `attribute=value`, with `!` before what cannot be read.
pub(super) fn shown(readings: &[Attributed]) -> Vec<String> {
    let value = |reading: &Said| match reading {
        Said::Known(value) => value.to_words().raw().to_owned(),
        Said::Assumed(value) => format!("{}~", value.to_words().raw()),
        Said::Among(_) | Said::Unknown => "?".to_owned(),
        Said::Unreadable(why) => format!("!{why:?}"),
    };
    readings.iter().map(|one| format!("{}={}", one.attribute, value(&one.reading))).collect()
}
