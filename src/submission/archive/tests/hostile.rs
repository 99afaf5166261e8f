//! Bombs, links, lies and damage.

use super::build::{
    Item, files, gzip, has_error, header, met, opened, packed, paths, pax, read, seal, tar,
    unpacked, zip, zstd,
};
use crate::submission::archive::unpack::Unpacked;
use crate::submission::limits::Limits;

const MIB: usize = 1 << 20;

/// Bytes that the temporary folder holds.
fn on_disk(unpacked: &Unpacked) -> u64 {
    let files = walkdir::WalkDir::new(unpacked.guard.path()).into_iter();
    files
        .map(|one| one.unwrap())
        .filter(|one| one.file_type().is_file())
        .map(|one| one.metadata().unwrap().len())
        .sum()
}

#[test]
fn links_and_devices_are_named_and_not_made() {
    for (kind, code) in [
        (b'1', "hard-link"),
        (b'2', "symbolic-link"),
        (b'3', "special-file"),
        (b'4', "special-file"),
        (b'6', "special-file"),
        (b'S', "sparse-file"),
        (b'M', "special-file"),
    ] {
        let mut link = header(b"door", kind, b"00000000000");
        link[157..168].copy_from_slice(b"/etc/passwd");
        let bytes = [seal(link).to_vec(), tar(&[(b"door/file", b'0', b"x")])].concat();
        let mut submission = read(&gzip(&bytes));
        assert_eq!(files(&mut submission), [("door/file".into(), b"x".to_vec())]);
        assert_eq!(met(&submission), [(code, "door")]);
    }
    let sparse = pax("GNU.sparse.major", "1");
    let submission = read(&tar(&[(b"p", b'x', &sparse), (b"map", b'0', b"x"), (b"a", b'0', b"x")]));
    assert_eq!((paths(&submission), met(&submission)), (vec!["a"], vec![("sparse-file", "map")]));
    for (mode, code) in
        [(0o120_777, "symbolic-link"), (0o010_644, "special-file"), (0o060_644, "special-file")]
    {
        let link = Item { mode, ..Item::new(b"door", b"/etc/passwd") };
        let submission = read(&zip(&[link, Item::new(b"door/file", b"x")]));
        assert_eq!(paths(&submission), ["door/file"]);
        assert_eq!(met(&submission), [(code, "door")]);
    }
}

#[test]
fn bombs_stop_at_the_limits() {
    let zeros = vec![0; 8 * MIB];
    let names: Vec<String> = (0..40).map(|at| format!("exports/{at}")).collect();
    let many: Vec<(&[u8], &[u8])> =
        names.iter().map(|name| (name.as_bytes(), &zeros[..])).collect();
    let one = header(b"bomb", b'0', b"77777777777");
    let members = |pack: fn(&[u8]) -> Vec<u8>| [pack(&one), pack(&zeros).repeat(40)].concat();
    let items: Vec<Item> = many.iter().map(|(name, content)| Item::new(name, content)).collect();
    let archives = [("zip", zip(&items)), ("tar.gz", members(gzip)), ("tar.zst", members(zstd))];
    let limits = |total, ratio| Limits { free: 20 << 20, total, ratio, ..Limits::default() };
    for (packing, bytes) in archives {
        let cases = [
            (limits(1 << 40, 200), "unpacked-ratio"),
            (limits(12 << 20, u64::MAX), "unpacked-size"),
        ];
        for (limits, code) in cases {
            let submission = opened(&bytes, &limits).unwrap();
            assert!(
                met(&submission).iter().any(|(met, _)| *met == code),
                "{packing} {:?}",
                met(&submission)
            );
            assert!(has_error(&submission), "{packing}");
            let most = limits.free.max(bytes.len() as u64 * 200).min(limits.total);
            assert!(on_disk(&unpacked(&bytes, &limits)) <= most, "{packing} {code}");
            assert!(!paths(&submission).contains(&"bomb"), "{packing}: a cut file is not kept");
        }
    }
}

#[test]
fn many_entries_folders_and_long_names_stop_at_the_limits() {
    let inside: [(&[u8], &[u8]); 4] = [(b"1", b""), (b"2", b""), (b"3", b""), (b"4", b"")];
    let deep: [(&[u8], &[u8]); 2] = [(b"a/b/c/d/e/f", b""), (b"g", b"")];
    let limits = Limits { files: 3, ..Limits::default() };
    for (packing, bytes) in packed(&inside) {
        let submission = opened(&bytes, &limits).unwrap();
        assert_eq!(met(&submission), [("too-many-files", "")], "{packing}");
        assert_eq!(paths(&submission), ["1", "2", "3"], "{packing}");
    }
    for (packing, bytes) in packed(&deep) {
        let submission = opened(&bytes, &limits).unwrap();
        assert_eq!(met(&submission), [("too-many-files", "")], "{packing}");
        assert_eq!(paths(&submission), [""; 0], "{packing}");
    }
    let limits = Limits { names: 10, ..Limits::default() };
    for (packing, bytes) in packed(&[(b"12345", b""), (b"123456", b"")]) {
        let submission = opened(&bytes, &limits).unwrap();
        assert_eq!(met(&submission), [("names-too-long", "")], "{packing}");
        assert_eq!(paths(&submission), ["12345"], "{packing}");
    }
    let long = vec![b'a'; 2 * MIB];
    let submission = read(&gzip(&tar(&[(b"x", b'L', &long), (b"x", b'0', b"")])));
    assert_eq!(met(&submission), [("archive-damaged", "")]);
}

#[test]
fn entries_that_share_bytes_are_not_read() {
    let first = Item::new(b"a", b"x");
    let second = Item { overlaps: true, ..first.clone() };
    let shared = Item { name: b"b".to_vec(), ..second };
    let submission = read(&zip(&[first, Item::new(b"c", b"y"), shared]));
    assert_eq!(paths(&submission), ["c"]);
    assert_eq!(met(&submission), [("overlapping", "a"), ("overlapping", "b")]);
}

#[test]
fn what_a_zip_entry_lies_about_is_found() {
    let good = || Item::new(b"lie", b"twelve bytes");
    let cases = [
        (Item { flags: 1, ..good() }, "encrypted"),
        (Item { flags: 1 << 6, ..good() }, "encrypted"),
        (Item { method: 99, ..good() }, "packing-method"),
        (Item { method: 14, ..good() }, "packing-method"),
        (Item { local_name: b"eli".to_vec(), ..good() }, "other-name"),
        (Item { size: 11, ..good() }, "archive-entry-damaged"),
        (Item { size: 13, ..good() }, "archive-entry-damaged"),
        (Item { crc: 1, ..good() }, "archive-entry-damaged"),
        (Item { method: 0, ..good() }, "archive-entry-damaged"),
        (Item { data: b"\xFF\xFF".to_vec(), ..good() }, "archive-entry-damaged"),
        (Item { name: b"lie/".to_vec(), local_name: b"lie/".to_vec(), ..good() }, "special-file"),
    ];
    for (lie, code) in cases {
        let submission = read(&zip(&[lie, Item::new(b"good", b"x")]));
        assert_eq!(paths(&submission), ["good"], "{code}");
        let codes: Vec<&str> = met(&submission).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, [code]);
    }
    let mut bytes = zip(&[good(), Item::new(b"good", b"x")]);
    let count = bytes.len() - 14;
    bytes[count..count + 4].copy_from_slice(&[3, 0, 3, 0]);
    let submission = read(&bytes);
    assert_eq!(met(&submission), [("archive-damaged", "")]);
    assert_eq!(paths(&submission).len(), 2);
}

#[test]
fn what_hides_behind_the_end_of_a_tar_is_found() {
    let bytes = [tar(&[(b"a", b'0', b"x")]), tar(&[(b"b", b'0', b"x")])].concat();
    for bytes in [gzip(&bytes), zstd(&bytes), bytes] {
        let submission = read(&bytes);
        assert_eq!(paths(&submission), ["a"]);
        assert_eq!(met(&submission), [("archive-damaged", "")]);
    }
}

/// Cut short anywhere, or with any byte changed, an archive says so or holds what it held.
#[test]
fn damage_is_never_silent() {
    let content: Vec<u8> = (0..3000_u32).map(|at| (at * at % 251).to_le_bytes()[0]).collect();
    let inside: [(&[u8], &[u8]); 2] = [(b"exports/a.json", &content), (b"b", b"x")];
    for (packing, whole) in packed(&inside) {
        let before = files(&mut read(&whole));
        let steps = (0..whole.len()).step_by(7);
        for at in steps.clone() {
            let Ok(submission) = opened(&whole[..at], &Limits::default()) else { continue };
            let is_padding = packing == "tar" && paths(&submission).len() == 2;
            assert!(has_error(&submission) || is_padding, "{packing} cut at {at}");
        }
        if packing == "tar" {
            continue;
        }
        for at in steps {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << (at % 8);
            let Ok(mut submission) = opened(&bytes, &Limits::default()) else { continue };
            let after = files(&mut submission);
            let names = |files: &[(String, Vec<u8>)]| {
                files.iter().map(|one| one.1.clone()).collect::<Vec<_>>()
            };
            let is_same = names(&after) == names(&before);
            assert!(
                is_same || !submission.diagnostics.iter().all(|met| met.code == "manifest-missing"),
                "{packing} changed at {at}"
            );
        }
    }
}
