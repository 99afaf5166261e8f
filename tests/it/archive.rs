//! A submission is judged the same as a folder and in every archive that is read, and no archive does harm.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::write::{DeflateEncoder, GzEncoder};
use rawzip::{CompressionMethod, ZipArchiveWriter};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::fixtures::SUBMISSIONS;
use super::harness::{Said, files, repository, sekisho_in, text};

/// Names and contents of a fixture's files.
fn contents(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = repository("fixtures/submissions").join(name);
    let names = files(&folder).into_iter();
    names.map(|file| (file.clone(), fs::read(folder.join(file)).unwrap())).collect()
}

fn header(name: &[u8], kind: u8, size: usize) -> Vec<u8> {
    let mut block = vec![0; 512];
    let short = &name[..name.len().min(100)];
    block[..short.len()].copy_from_slice(short);
    block[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    block[156] = kind;
    block[257..265].copy_from_slice(b"ustar  \0");
    block[148..156].fill(b' ');
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

/// As GNU tar writes it: a name too long for a header is an entry of its own.
fn tar(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut add = |name: &[u8], kind: u8, content: &[u8]| {
        bytes.extend(header(name, kind, content.len()));
        bytes.extend(content);
        bytes.resize(bytes.len().next_multiple_of(512), 0);
    };
    for (name, content) in files {
        if name.len() > 100 {
            add(b"././@LongLink", b'L', format!("{name}\0").as_bytes());
        }
        add(name.as_bytes(), b'0', content);
    }
    bytes.resize(bytes.len() + 1024, 0);
    bytes
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (name, content) in files {
        let file = archive.new_file(name).compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().unwrap();
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, flate2::Compression::fast()));
        writer.write_all(content).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap()
}

/// Audits with `temporary` as the folder for temporary files, which must be empty afterwards.
fn audit(submission: &Path, temporary: &Path, more: &[&str]) -> Said {
    let mut arguments = vec!["audit", submission.to_str().unwrap(), "--format", "json"];
    arguments.extend(more);
    let said = sekisho_in(&[("TMPDIR", temporary.to_str().unwrap())], &arguments);
    assert_eq!(files(temporary), [""; 0], "{}", submission.display());
    assert_eq!(fs::read_dir(temporary).unwrap().count(), 0, "{}", submission.display());
    assert!(!said.stdout.contains(temporary.to_str().unwrap()), "{}", submission.display());
    assert!(!said.stderr.contains(temporary.to_str().unwrap()), "{}", said.stderr);
    said
}

fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn a_folder_and_its_archives_give_one_report() {
    for name in SUBMISSIONS {
        let (folder, temporary) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let reviews = format!("fixtures/reviews/{name}.toml");
        let reviews: &[&str] =
            if repository(&reviews).exists() { &["--reviews", &reviews] } else { &[] };
        let original = repository("fixtures/submissions").join(name);
        let expected = audit(&original, temporary.path(), reviews);
        assert!(expected.stdout.starts_with('{'), "{name}: {}", expected.stderr);
        let mut inside = contents(name);
        // The order in an archive is nobody's.
        inside.reverse();
        let plain = tar(&inside);
        for (called, bytes) in [
            ("bid.zip", zip(&inside)),
            ("bid.tar.gz", gzip(&plain)),
            ("bid.tar.zst", zstd(&plain)),
            ("応募書類", plain),
        ] {
            let archive = written(folder.path(), called, &bytes);
            let said = audit(&archive, temporary.path(), reviews);
            assert_eq!(said.status, expected.status, "{name} as {called}: {}", said.stderr);
            let mut lines = said.stdout.lines().zip(expected.stdout.lines());
            assert_eq!(lines.find(|(one, other)| one != other), None, "{name} as {called}");
            assert!(said.stdout == expected.stdout, "{name} as {called}: one report is longer");
        }
    }
}

#[test]
fn a_top_folder_changes_nothing_but_a_note() {
    let (folder, temporary) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let original = repository("fixtures/submissions/sakura-fy2023");
    let mut expected = audit(&original, temporary.path(), &[]).json();
    let mut inside = contents("sakura-fy2023");
    for (name, _) in &mut inside {
        *name = format!("応募/{name}");
    }
    let archive = written(folder.path(), "bid.zip", &zip(&inside));
    let mut said = audit(&archive, temporary.path(), &[]).json();
    let notes = said["diagnostics"].take();
    let notes: Vec<_> = notes.as_array().unwrap().iter().map(|one| &one["code"]).cloned().collect();
    assert!(notes.contains(&"top-folder".into()), "{notes:?}");
    expected["diagnostics"].take();
    assert_eq!(said, expected);
}

#[test]
fn what_is_no_archive_ends_with_status_2_and_leaves_nothing() {
    let (folder, temporary) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let table = text("fixtures/submissions/sakura-fy2023/submission.toml");
    for (name, bytes) in
        [("bid.zip", table.clone().into_bytes()), ("bid.tar.gz", gzip(table.as_bytes()))]
    {
        let said = audit(&written(folder.path(), name, &bytes), temporary.path(), &[]);
        assert_eq!(said.status, 2, "{}", said.stderr);
    }
    let archive = written(folder.path(), "bid.tar", &tar(&contents("empty")));
    let nowhere = folder.path().join("missing");
    let arguments = ["audit", archive.to_str().unwrap()];
    let said = sekisho_in(&[("TMPDIR", nowhere.to_str().unwrap())], &arguments);
    assert_eq!(said.status, 2, "{}", said.stderr);
    assert!(said.stderr.contains("temporary folder"), "{}", said.stderr);
}

/// Peak of the address space allowed to an audit of a bomb, in KiB: far below what the bomb unpacks to.
#[cfg(target_os = "linux")]
const MOST: u64 = 640 << 10;

#[cfg(target_os = "linux")]
#[test]
fn a_bomb_of_two_gib_stops_within_little_memory() {
    let (folder, temporary) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let zeros = vec![0; 8 << 20];
    let bomb = header(b"exports/bomb.json", b'0', 2 << 30);
    let packed = |pack: fn(&[u8]) -> Vec<u8>| [pack(&bomb), pack(&zeros).repeat(256)].concat();
    for (name, bytes) in [("bid.tar.gz", packed(gzip)), ("bid.tar.zst", packed(zstd))] {
        let archive = written(folder.path(), name, &bytes);
        let limited = format!("ulimit -v {MOST}; exec \"$0\" audit \"$1\" --format json");
        let output = std::process::Command::new("sh")
            .args(["-c", &limited, env!("CARGO_BIN_EXE_sekisho"), archive.to_str().unwrap()])
            .env("TMPDIR", temporary.path())
            .output()
            .unwrap();
        let report = String::from_utf8(output.stdout).unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(report.contains("\"unpacked-ratio\""), "{name}: {error}");
        assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 0, "{name}");
    }
}
