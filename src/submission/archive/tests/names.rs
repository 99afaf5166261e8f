//! Names, in all the ways that archives write them.

use super::build::{
    Item, entry, files, gzip, has_error, header, met, packed, padded, paths, pax, read, seal, tar,
    unpacked, zip,
};
use crate::submission::limits::Limits;

const REFUSED: [&[u8]; 9] = [
    b"../evil",
    b"a/../../evil",
    b"/etc/evil",
    b"//host/evil",
    b"C:/evil",
    b"a\\..\\evil",
    b"C:\\evil",
    b"..\\evil",
    b"./..",
];

#[test]
fn names_that_lead_elsewhere_are_named_and_not_read() {
    for name in REFUSED {
        for (packing, bytes) in packed(&[(name, b"x"), (b"good", b"y")]) {
            let mut submission = read(&bytes);
            let shown = str::from_utf8(name).unwrap();
            assert_eq!(
                files(&mut submission),
                [("good".into(), b"y".to_vec())],
                "{packing} {shown}"
            );
            assert_eq!(met(&submission), [("unsafe-name", shown)], "{packing}");
            assert!(has_error(&submission));
            let unpacked = unpacked(&bytes, &Limits::default());
            assert!(!unpacked.guard.path().with_file_name("evil").exists());
        }
    }
    let nul = read(&zip(&[Item::new(b"a\0b", b"x")]));
    assert_eq!(met(&nul), [("unsafe-name", "a\0b")]);
}

#[test]
fn of_several_entries_with_one_name_none_is_read() {
    let twice: [&[&str]; 4] =
        [&["a", "a"], &["a", "./a", "a"], &["か\u{3099}", "が"], &["d/x", "d//x"]];
    for names in twice {
        let mut inside: Vec<(&[u8], &[u8])> =
            names.iter().map(|name| (name.as_bytes(), &b"x"[..])).collect();
        inside.push((b"other", b"y"));
        for (packing, bytes) in packed(&inside) {
            let submission = read(&bytes);
            assert_eq!(paths(&submission), ["other"], "{packing} {names:?}");
            let met = met(&submission);
            assert_eq!(met.len(), names.len() - 1, "{packing} {names:?}");
            assert!(met.iter().all(|(code, _)| *code == "same-name"), "{packing} {met:?}");
        }
    }
}

#[test]
fn a_file_is_no_folder() {
    for (packing, bytes) in packed(&[(b"a", b"x"), (b"a/b", b"y")]) {
        let submission = read(&bytes);
        assert_eq!(paths(&submission), ["a"], "{packing}");
        assert_eq!(met(&submission), [("name-conflict", "a/b")], "{packing}");
    }
}

#[test]
fn names_of_a_zip_from_windows_are_decoded() {
    let items = [
        Item::new(b"\x8F\x91\x97\xDE/\x96\xF1\x8A\xBC.txt", b"x"),
        Item::new(b"\x95\\.txt", b"y"),
        Item { flags: 1 << 11, ..Item::new("証明書.txt".as_bytes(), b"z") },
        Item { flags: 1 << 11, ..Item::new(b"\x95\\", b"w") },
        Item::new(b"\xFF\xFF", b"w"),
    ];
    let submission = read(&zip(&items));
    assert_eq!(paths(&submission), ["書類/約款.txt", "表.txt", "証明書.txt"]);
    assert_eq!(met(&submission), [("unsafe-name", "\\x95\\"), ("unsafe-name", "\\xFF\\xFF")]);
}

#[test]
fn long_names_of_tar_are_read_in_every_form() {
    let long = format!("exports/{}/{}", "d".repeat(120), "f".repeat(120));
    let mut prefixed = header(b"file", b'0', b"00000000001");
    prefixed[345..350].copy_from_slice(b"a/b/c");
    let cases: [(&str, Vec<u8>, &str); 4] = [
        (
            "gnu",
            tar(&[(b"././@LongLink", b'L', format!("{long}\0").as_bytes()), (b"x", b'0', b"c")]),
            &long,
        ),
        ("pax", tar(&[(b"PaxHeaders/x", b'x', &pax("path", &long)), (b"x", b'0', b"c")]), &long),
        ("ustar", [seal(prefixed).to_vec(), padded(b"c"), vec![0; 1024]].concat(), "a/b/c/file"),
        ("global", tar(&[(b"g", b'g', &pax("comment", "0a1b")), (b"x", b'7', b"c")]), "x"),
    ];
    for (form, bytes, expected) in cases {
        let mut submission = read(&gzip(&bytes));
        assert_eq!(files(&mut submission), [(expected.to_owned(), b"c".to_vec())], "{form}");
        assert_eq!(met(&submission), [], "{form}");
    }
}

#[test]
fn large_sizes_of_tar_are_read_in_every_form() {
    let mut binary = [0; 12];
    binary[0] = 0x80;
    binary[11] = 3;
    let binary = [header(b"a", b'0', &binary).to_vec(), padded(b"xyz")].concat();
    let size = entry((b"PaxHeaders/a", b'x', &pax("size", "3")));
    let stated = [size, header(b"a", b'0', b"00000000000").to_vec(), padded(b"xyz")].concat();
    for bytes in [binary, stated] {
        let mut submission = read(&[bytes, vec![0; 1024]].concat());
        assert_eq!(files(&mut submission), [("a".into(), b"xyz".to_vec())]);
        assert_eq!(met(&submission), []);
    }
}
