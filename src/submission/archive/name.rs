//! Names of an archive: which of them may become a file below the temporary folder.
//!
//! Why refused and not mended: a reader that mends `a\..\b` or `/b` sees another file under `b` than the reviewer's own tool does.

#[cfg(unix)]
use std::ffi::OsStr;
#[cfg(unix)]
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use encoding_rs::SHIFT_JIS;
use unicode_normalization::UnicodeNormalization;

/// Bytes of one name; no file system takes a longer path.
pub(super) const LONGEST: usize = 4096;

/// Why a name is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// No name is left.
    Empty,
    /// Longer than [`LONGEST`].
    Long,
    /// It begins at the root or at a drive.
    Absolute,
    /// It has a `..`.
    Parent,
    /// It has a backslash, which is a separator elsewhere.
    Backslash,
    /// It has a NUL, where others end the name.
    Nul,
    /// In no known encoding.
    Encoding,
}

impl Refusal {
    /// In Japanese and in English.
    pub(super) fn why(self) -> (&'static str, &'static str) {
        match self {
            Self::Empty => ("名前が空です", "the name is empty"),
            Self::Long => ("名前が4,096バイトを超えます", "the name is longer than 4,096 bytes"),
            Self::Absolute => ("絶対パスです", "the path is absolute"),
            Self::Parent => ("`..` を含みます", "the path has `..`"),
            Self::Backslash => ("`\\` を含みます", "the name has a backslash"),
            Self::Nul => ("NUL文字を含みます", "the name has a NUL"),
            Self::Encoding => ("文字コードを判別できません", "the name is in no known encoding"),
        }
    }
}

/// The path below the temporary folder for a name: NFC where it is Unicode, without `.` and doubled slashes.
pub(super) fn resolve(name: &[u8]) -> Result<PathBuf, Refusal> {
    if name.len() > LONGEST {
        return Err(Refusal::Long);
    }
    if name.contains(&0) {
        return Err(Refusal::Nul);
    }
    if name.contains(&b'\\') {
        return Err(Refusal::Backslash);
    }
    if name.first() == Some(&b'/') {
        return Err(Refusal::Absolute);
    }
    let parts = name.split(|byte| *byte == b'/').filter(|part| !matches!(part, [] | [b'.']));
    let parts: Vec<&[u8]> = parts.collect();
    match parts.first() {
        None => return Err(Refusal::Empty),
        Some([drive, b':', ..]) if drive.is_ascii_alphabetic() => return Err(Refusal::Absolute),
        Some(_) => {}
    }
    if parts.contains(&&b".."[..]) {
        return Err(Refusal::Parent);
    }
    let mut path = PathBuf::new();
    for part in parts {
        match std::str::from_utf8(part) {
            Ok(text) => path.push(text.nfc().collect::<String>()),
            #[cfg(unix)]
            Err(_) => path.push(<OsStr as OsStrExt>::from_bytes(part)),
            #[cfg(not(unix))]
            Err(_) => return Err(Refusal::Encoding),
        }
    }
    Ok(path)
}

/// The name of a zip entry: UTF-8 where it is said or seen to be, else CP932, which Japanese systems write without saying so.
pub(super) fn of_zip(name: &[u8], says_utf8: bool) -> Result<String, Refusal> {
    match std::str::from_utf8(name) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) if says_utf8 => Err(Refusal::Encoding),
        Err(_) => SHIFT_JIS
            .decode_without_bom_handling_and_without_replacement(name)
            .map(std::borrow::Cow::into_owned)
            .ok_or(Refusal::Encoding),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_below_the_folder_are_taken() {
        let long = "a/".repeat(LONGEST);
        let cases: [(&[u8], Result<&str, Refusal>); 24] = [
            (b"a", Ok("a")),
            (b"./a/./b//c", Ok("a/b/c")),
            (b"%2e%2e/a", Ok("%2e%2e/a")),
            (b"...", Ok("...")),
            (b"a..b", Ok("a..b")),
            ("か\u{3099}".as_bytes(), Ok("が")),
            (b"\x1b[31m", Ok("\u{1b}[31m")),
            (b"ab:c", Ok("ab:c")),
            (b"", Err(Refusal::Empty)),
            (b"./", Err(Refusal::Empty)),
            (b"/", Err(Refusal::Absolute)),
            (b"/etc/passwd", Err(Refusal::Absolute)),
            (b"//server/share", Err(Refusal::Absolute)),
            (b"C:/a", Err(Refusal::Absolute)),
            (b"./c:a", Err(Refusal::Absolute)),
            (b"..", Err(Refusal::Parent)),
            (b"../a", Err(Refusal::Parent)),
            (b"a/../../b", Err(Refusal::Parent)),
            (b"a/..", Err(Refusal::Parent)),
            (b"a\\..\\b", Err(Refusal::Backslash)),
            (b"C:\\a", Err(Refusal::Backslash)),
            (b"\\\\server\\share", Err(Refusal::Backslash)),
            (b"a\0/../b", Err(Refusal::Nul)),
            (long.as_bytes(), Err(Refusal::Long)),
        ];
        for (name, expected) in cases {
            assert_eq!(resolve(name), expected.map(PathBuf::from), "{}", name.escape_ascii());
        }
    }

    #[test]
    fn names_of_a_zip_are_utf8_or_cp932() {
        let cases: [(&[u8], bool, Result<&str, Refusal>); 5] = [
            (b"\x93\xFA\x96{.txt", false, Ok("日本.txt")),
            (b"\x95\\", false, Ok("表")),
            ("表".as_bytes(), false, Ok("表")),
            (b"\x93\xFA", true, Err(Refusal::Encoding)),
            (b"\xFF\xFF", false, Err(Refusal::Encoding)),
        ];
        for (name, says_utf8, expected) in cases {
            assert_eq!(of_zip(name, says_utf8).as_deref(), expected.as_deref(), "{name:?}");
        }
    }
}
