//! Archives made byte by byte, so that a test may falsify any field of them, and what opening them gives.

use std::fs;
use std::io::Write;

use flate2::write::{DeflateEncoder, GzEncoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use crate::model::report::Severity;
use crate::submission::archive::unpack::{Unpacked, unpack};
use crate::submission::limits::Limits;
use crate::submission::walk::{OpenError, Submission, open};

/// One entry: name, type of tar, content.
pub(super) type Entry<'a> = (&'a [u8], u8, &'a [u8]);

pub(super) fn header(name: &[u8], kind: u8, size: &[u8]) -> [u8; 512] {
    let mut block = [0; 512];
    block[..name.len()].copy_from_slice(name);
    block[100..108].copy_from_slice(b"0000644\0");
    block[124..124 + size.len()].copy_from_slice(size);
    block[156] = kind;
    block[257..265].copy_from_slice(b"ustar\x0000");
    seal(block)
}

/// Puts the checksum in.
pub(super) fn seal(mut block: [u8; 512]) -> [u8; 512] {
    block[148..156].fill(b' ');
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

pub(super) fn padded(content: &[u8]) -> Vec<u8> {
    let mut bytes = content.to_vec();
    bytes.resize(content.len().next_multiple_of(512), 0);
    bytes
}

pub(super) fn entry((name, kind, content): Entry<'_>) -> Vec<u8> {
    let size = format!("{:011o}", content.len());
    [header(name, kind, size.as_bytes()).to_vec(), padded(content)].concat()
}

pub(super) fn tar(entries: &[Entry<'_>]) -> Vec<u8> {
    let entries: Vec<Vec<u8>> = entries.iter().map(|one| entry(*one)).collect();
    [entries.concat(), vec![0; 1024]].concat()
}

pub(super) fn pax(key: &str, value: &str) -> Vec<u8> {
    let rest = format!(" {key}={value}\n").len();
    let length = (rest + 1..rest + 9).find(|all| all.to_string().len() + rest == *all).unwrap();
    format!("{length} {key}={value}\n").into_bytes()
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// An entry of a zip, every field of which a test may falsify.
#[derive(Clone)]
pub(super) struct Item {
    pub(super) name: Vec<u8>,
    pub(super) local_name: Vec<u8>,
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) mode: u32,
    pub(super) data: Vec<u8>,
    pub(super) crc: u32,
    pub(super) size: u32,
    /// Stands where the first entry stands.
    pub(super) overlaps: bool,
}

impl Item {
    pub(super) fn new(name: &[u8], content: &[u8]) -> Self {
        Self {
            name: name.to_vec(),
            local_name: name.to_vec(),
            flags: 0,
            method: 8,
            mode: 0o100_644,
            data: deflate(content),
            crc: rawzip::crc32(content),
            size: u32::try_from(content.len()).unwrap(),
            overlaps: false,
        }
    }

    fn fields(&self, name: &[u8]) -> Vec<u8> {
        let packed = u32::try_from(self.data.len()).unwrap();
        let mut bytes = Vec::new();
        for short in [20, self.flags, self.method, 0, 0x21] {
            bytes.extend(short.to_le_bytes());
        }
        for long in [self.crc, packed, self.size] {
            bytes.extend(long.to_le_bytes());
        }
        bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        bytes.extend([0, 0]);
        bytes
    }
}

pub(super) fn zip(items: &[Item]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for item in items {
        let offset = if item.overlaps { 0 } else { u32::try_from(bytes.len()).unwrap() };
        if !item.overlaps {
            bytes.extend(b"PK\x03\x04");
            bytes.extend(item.fields(&item.local_name));
            bytes.extend(&item.local_name);
            bytes.extend(&item.data);
        }
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(item.fields(&item.name));
        directory.extend([0; 6]);
        directory.extend((item.mode << 16).to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(&item.name);
    }
    let (start, count) = (bytes.len(), u16::try_from(items.len()).unwrap());
    let long = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.extend([long(directory.len()), long(start)].concat());
    bytes.extend([0, 0]);
    bytes
}

/// The same files in every packing.
pub(super) fn packed(files: &[(&[u8], &[u8])]) -> Vec<(&'static str, Vec<u8>)> {
    let entries: Vec<Entry<'_>> =
        files.iter().map(|(name, content)| (*name, b'0', *content)).collect();
    let items: Vec<Item> = files.iter().map(|(name, content)| Item::new(name, content)).collect();
    let plain = tar(&entries);
    vec![("zip", zip(&items)), ("tar.gz", gzip(&plain)), ("tar.zst", zstd(&plain)), ("tar", plain)]
}

pub(super) fn opened(bytes: &[u8], limits: &Limits) -> Result<Submission, OpenError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("提出書類.txt");
    fs::write(&path, bytes).unwrap();
    open(&path, limits)
}

pub(super) fn read(bytes: &[u8]) -> Submission {
    opened(bytes, &Limits::default()).unwrap()
}

pub(super) fn files(submission: &mut Submission) -> Vec<(String, Vec<u8>)> {
    let artifacts = submission.artifacts.iter_mut();
    artifacts.map(|one| (one.path().to_owned(), one.hold(1 << 30).unwrap())).collect()
}

pub(super) fn paths(submission: &Submission) -> Vec<&str> {
    submission.artifacts.iter().map(crate::submission::Artifact::path).collect()
}

/// Codes with the names they are about, without what every submission here lacks.
pub(super) fn met(submission: &Submission) -> Vec<(&str, &str)> {
    let diagnostics = submission.diagnostics.iter().filter(|met| met.code != "manifest-missing");
    diagnostics
        .map(|met| (met.code.as_str(), met.subject.as_ref().map_or("", |name| name.raw())))
        .collect()
}

pub(super) fn has_error(submission: &Submission) -> bool {
    submission.diagnostics.iter().any(|met| met.severity == Severity::Error)
}

/// What unpacking alone gives.
pub(super) fn unpacked(bytes: &[u8], limits: &Limits) -> Unpacked {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bid");
    fs::write(&path, bytes).unwrap();
    unpack(&path, limits).unwrap()
}
