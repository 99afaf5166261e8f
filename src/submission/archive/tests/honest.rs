//! Archives as ordinary tools write them.

use super::build::{Item, files, gzip, met, opened, packed, paths, read, tar, unpacked, zip, zstd};
use crate::submission::limits::Limits;
use crate::submission::walk::OpenError;

#[test]
fn every_packing_holds_the_same_files() {
    let nested = zip(&[Item::new(b"inner", b"x")]);
    let inside: [(&[u8], &[u8]); 5] = [
        (b"submission.toml", b"provider = \"sakura\""),
        (b"exports/empty.json", b""),
        (b"nested.zip", &nested),
        ("documents/約款.txt".as_bytes(), &[b'x'; 1025]),
        ("documents/か\u{3099}.txt".as_bytes(), &[b'y'; 512]),
    ];
    let mut expected: Vec<(String, Vec<u8>)> = inside
        .iter()
        .map(|(name, content)| (String::from_utf8(name.to_vec()).unwrap(), content.to_vec()))
        .collect();
    expected[4].0 = "documents/が.txt".into();
    expected.sort_unstable();
    for (packing, bytes) in packed(&inside) {
        let mut submission = read(&bytes);
        assert_eq!(files(&mut submission), expected, "{packing}");
        assert_eq!(submission.diagnostics, [], "{packing}");
        assert!(submission.root.ends_with("提出書類.txt"), "{packing}");
    }
}

/// Names in an archive, names that are read, and what is said.
type Top<'a> = (&'a [&'a str], &'a [&'a str], &'a [(&'a str, &'a str)]);

#[test]
fn the_one_top_folder_with_the_manifest_is_the_submission() {
    let cases: [Top<'_>; 5] = [
        (&["bid/submission.toml", "bid/a"], &["a", "submission.toml"], &[("top-folder", "bid")]),
        (
            &["__MACOSX/bid/._a", "bid/submission.toml", "z"],
            &["submission.toml"],
            &[("outside-folder", "__MACOSX"), ("outside-folder", "z"), ("top-folder", "bid")],
        ),
        (
            &["bid/submission.toml", "submission.toml"],
            &["bid/submission.toml", "submission.toml"],
            &[],
        ),
        (
            &["a/submission.toml", "b/submission.toml"],
            &["a/submission.toml", "b/submission.toml"],
            &[],
        ),
        (&["a/b/submission.toml"], &["a/b/submission.toml"], &[]),
    ];
    for (names, expected, said) in cases {
        let inside: Vec<(&[u8], &[u8])> =
            names.iter().map(|name| (name.as_bytes(), &b"x = 1"[..])).collect();
        for (packing, bytes) in packed(&inside) {
            let submission = read(&bytes);
            assert_eq!(paths(&submission), expected, "{packing}");
            assert_eq!(met(&submission), said, "{packing}");
        }
    }
}

#[test]
fn the_temporary_folder_is_private_and_goes_with_the_submission() {
    let link = (&b"door"[..], b'2', &b""[..]);
    let unpacked = unpacked(&tar(&[(b"a", b'0', b"x"), link]), &Limits::default());
    let folder = unpacked.guard.path().to_owned();
    assert!(folder.join("a").exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }
    assert_eq!(unpacked.diagnostics.len(), 1);
    for met in &unpacked.diagnostics {
        assert!(!format!("{met:?}").contains(folder.to_str().unwrap()));
    }
    drop(unpacked);
    assert!(!folder.exists());
}

#[test]
fn what_is_no_archive_is_refused_whatever_it_is_called() {
    let text = b"not a tar, only text that somebody packed".repeat(40);
    for bytes in [b"".to_vec(), b"PK".to_vec(), text.clone(), gzip(&text), zstd(&text), gzip(b"")] {
        assert!(matches!(opened(&bytes, &Limits::default()), Err(OpenError::Archive(_))));
    }
    for bytes in [zip(&[]), vec![0; 1024]].map(|plain| gzip(&plain)) {
        let is_refused = opened(&bytes, &Limits::default()).is_err();
        assert_eq!(is_refused, bytes != gzip(&[0; 1024]));
    }
    assert_eq!(paths(&read(&zip(&[]))), [""; 0]);
}
