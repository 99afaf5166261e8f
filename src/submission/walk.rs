//! Opens a submission and lists it: every regular file in the order of its name, and what was passed over.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use crate::model::place::{FileId, Place};
use crate::model::report::{Diagnostic, Severity};
use crate::model::text::Untrusted;

use super::archive;
use super::artifact::{Artifact, MANIFEST};
use super::diagnostics::{Notes, diagnostic};
use super::encoding::{self, Extent};
use super::limits::Limits;
use super::root::Root;

/// Why a submission cannot be audited at all.
#[derive(Debug, Error)]
pub enum OpenError {
    /// There is nothing at the path, or it cannot be listed.
    #[error("cannot open the submission {}: {source}", path.display())]
    Io {
        /// The path as given.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// The path is a link; where it leads is not what was named.
    #[error("the submission {} is a symbolic link; give the folder itself", .0.display())]
    Link(PathBuf),
    /// A file that is no archive.
    #[error("the submission {} is neither a folder nor an archive that is read; give the folder, or pack it as .zip, .tar.gz or .tar.zst", .0.display())]
    Archive(PathBuf),
    /// The temporary folder for an archive cannot be made or written.
    #[error("cannot unpack the submission {} into a temporary folder: {source}; make room there, or unpack it and give the folder", path.display())]
    Unpack {
        /// The archive, as given.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// Neither folder nor file.
    #[error("the submission {} is no folder; give the folder that holds submission.toml", .0.display())]
    Kind(PathBuf),
}

/// A submission whose files are known and not yet read.
#[derive(Debug)]
pub struct Submission {
    /// The folder or archive, as given.
    pub root: PathBuf,
    /// Files in the order of the bytes of their names: the rank is the [`FileId`].
    pub artifacts: Vec<Artifact>,
    /// What listing met.
    pub diagnostics: Vec<Diagnostic>,
    manifest: Option<(FileId, String)>,
    /// Where an archive was unpacked, which is removed with the submission.
    _unpacked: Option<TempDir>,
}

impl Submission {
    /// The text of `submission.toml`; none if it is missing or cannot be read, which is among the diagnostics.
    pub fn manifest_text(&self) -> Option<String> {
        self.manifest.as_ref().map(|(_, text)| text.clone())
    }

    /// The rank of `submission.toml`, if its text could be read.
    pub fn manifest_file(&self) -> Option<FileId> {
        self.manifest.as_ref().map(|(file, _)| *file)
    }
}

/// Lists the submission at `root`, a folder or an archive. Of its files only the manifest is read.
///
/// # Errors
///
/// If `root` is neither a folder that can be listed nor an archive that can be unpacked. Nothing inside it is an error.
pub fn open(root: &Path, limits: &Limits) -> Result<Submission, OpenError> {
    // A trailing slash would make the operating system follow a link.
    let root: PathBuf = root.components().collect();
    let failed = |source| OpenError::Io { path: root.clone(), source };
    let kind = root.symlink_metadata().map_err(failed)?.file_type();
    if kind.is_symlink() {
        return Err(OpenError::Link(root));
    }
    if kind.is_file() {
        let unpacked = archive::unpack(&root, limits)?;
        let mut submission = list(&unpacked.root, limits).map_err(failed)?;
        submission.diagnostics.splice(0..0, unpacked.diagnostics);
        return Ok(Submission { root, _unpacked: Some(unpacked.guard), ..submission });
    }
    if !kind.is_dir() {
        return Err(OpenError::Kind(root));
    }
    list(&root, limits).map_err(failed)
}

fn list(root: &Path, limits: &Limits) -> io::Result<Submission> {
    let folder = Arc::new(Root::open(root)?);
    root.read_dir()?;
    let mut listing = Listing { limits, names: Vec::new(), met: Notes::new(limits.diagnostics) };
    listing.walk(root);
    listing.names.sort_unstable();
    listing.note_collisions();
    let mut artifacts: Vec<Artifact> = listing
        .names
        .iter()
        .map(|name| Artifact::new(name.path.clone(), name.native.clone(), Arc::clone(&folder)))
        .collect();
    let manifest = listing.read_manifest(&mut artifacts);
    let diagnostics = listing.met.finish();
    Ok(Submission { root: root.to_owned(), artifacts, diagnostics, manifest, _unpacked: None })
}

/// A file by its NFC, `/`-separated name and by the name the operating system knows.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    path: String,
    native: PathBuf,
}

struct Listing<'a> {
    limits: &'a Limits,
    names: Vec<Name>,
    met: Notes,
}

impl Listing<'_> {
    fn walk(&mut self, root: &Path) {
        let entries = WalkDir::new(root).follow_root_links(false).sort_by_file_name();
        for (count, entry) in entries.into_iter().enumerate() {
            if count > self.limits.files {
                self.note_limit();
                return;
            }
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => self.list(root, &entry),
                Err(error) => {
                    let path = error.path().map(|path| name(root, path)).unwrap_or_default();
                    self.note_unlisted(&path, error.io_error());
                }
            }
        }
    }

    fn list(&mut self, root: &Path, entry: &DirEntry) {
        let path = name(root, entry.path());
        if entry.file_type().is_symlink() {
            self.met.about(&path, symbolic_link());
        } else if entry.file_type().is_file() {
            if entry.path().to_str().is_none() {
                self.note_undecodable(&path);
            }
            let native = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_owned();
            self.names.push(Name { path, native });
        } else {
            self.met.about(&path, special_file());
        }
    }

    /// Reads the manifest once, so that its digest is of what the audit believes.
    fn read_manifest(&mut self, artifacts: &mut [Artifact]) -> Option<(FileId, String)> {
        let Some(rank) = artifacts.iter().position(|artifact| artifact.path() == MANIFEST) else {
            self.met.add(diagnostic(
                Severity::Warning,
                "manifest-missing",
                "submission.toml がありません。申告範囲と事業者が分からないまま判定します。`sekisho init` で雛形を作成できます。",
                "submission.toml is missing, so neither scope nor provider is declared; `sekisho init` writes one",
            ));
            return None;
        };
        let file = FileId(u32::try_from(rank).ok()?);
        let bytes = artifacts.get_mut(rank)?.hold(self.limits.table);
        let why = match bytes.as_deref().map(|bytes| encoding::decode(bytes, Extent::Whole)) {
            Ok(Some(decoded)) => return Some((file, decoded.text.into_owned())),
            Ok(None) => ("文字コードを判別できません".into(), "unknown encoding".into()),
            Err(error) => (error.to_string(), error.to_string()),
        };
        self.met.add(Diagnostic {
            place: Some(Place::file(file)),
            ..diagnostic(
                Severity::Error,
                "manifest-unreadable",
                format!("submission.toml を読めません({})。UTF-8で保存してください。", why.0),
                format!("submission.toml cannot be read: {}; save it as UTF-8", why.1),
            )
        });
        None
    }

    fn note_collisions(&mut self) {
        let twice: Vec<usize> = (1..self.names.len())
            .filter(|at| self.names[*at].path == self.names[*at - 1].path)
            .collect();
        for at in twice {
            let subject = Some(Untrusted::new(self.names[at].path.as_str()));
            self.met.add(Diagnostic {
                subject,
                place: u32::try_from(at).ok().map(|rank| Place::file(FileId(rank))),
                ..diagnostic(
                    Severity::Warning,
                    "same-name",
                    "Unicode正規化(NFC)をすると別のファイルと同じ名前になります。名前を変えて提出してください。",
                    "two names are the same after Unicode normalisation (NFC); rename one",
                )
            });
        }
    }

    fn note_undecodable(&mut self, path: &str) {
        self.met.about(path, diagnostic(
            Severity::Warning,
            "name-encoding",
            "ファイル名がUnicodeではありません。読める形に置き換えて示します。名前をUTF-8に直して提出してください。",
            "the name is not Unicode and is shown with escapes; rename the file in UTF-8",
        ));
    }

    fn note_unlisted(&mut self, path: &str, error: Option<&io::Error>) {
        let why = error.map(ToString::to_string).unwrap_or_default();
        self.met.about(
            path,
            diagnostic(
                Severity::Error,
                "unreadable-folder",
                format!("フォルダーを読み取れません({why})。権限を確認してください。"),
                format!("cannot be listed ({why}); check its permissions"),
            ),
        );
    }

    fn note_limit(&mut self) {
        let files = self.limits.files;
        self.met.add(diagnostic(
            Severity::Error,
            "too-many-files",
            format!("ファイルとフォルダーが{files}件を超えるため、残りは読みません。"),
            format!("more than {files} files and folders; the rest was not read"),
        ));
    }
}

/// What is said of a symbolic link, wherever it is.
pub(super) fn symbolic_link() -> Diagnostic {
    diagnostic(
        Severity::Warning,
        "symbolic-link",
        "シンボリックリンクは読みません。ファイルそのものを提出してください。",
        "a symbolic link is not followed; hand in the file itself",
    )
}

/// What is said of a pipe, socket or device, wherever it is.
pub(super) fn special_file() -> Diagnostic {
    diagnostic(
        Severity::Warning,
        "special-file",
        "通常のファイルではない(パイプ、ソケット、デバイスなど)ため読みません。",
        "not a regular file (a pipe, socket or device) and not read; remove it",
    )
}

/// The NFC, `/`-separated name of `path` below `root`. Bytes that are no Unicode are written `\xNN`.
fn name(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let names: Vec<String> = path.iter().map(|name| text_of(name.as_encoded_bytes())).collect();
    names.join("/")
}

/// The NFC of a name. Bytes that are no Unicode are written `\xNN`.
pub(super) fn text_of(name: &[u8]) -> String {
    let mut text = String::new();
    for chunk in name.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    text.nfc().collect()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    fn codes(submission: &Submission) -> Vec<&str> {
        submission.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect()
    }

    fn paths(submission: &Submission) -> Vec<&str> {
        submission.artifacts.iter().map(Artifact::path).collect()
    }

    #[test]
    fn files_are_ordered_by_the_bytes_of_their_names() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b/x", "b-1", "b.txt", ".git/config", "証明書.pdf", "B", "か\u{3099}.txt"]
        {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        }
        let submission = open(folder.path(), &Limits::default()).unwrap();
        assert_eq!(
            paths(&submission),
            [".git/config", "B", "b-1", "b.txt", "b/x", "が.txt", "証明書.pdf"]
        );
        assert_eq!(codes(&submission), ["manifest-missing"]);
        assert_eq!(submission.manifest_text(), None);
    }

    #[test]
    fn what_is_no_regular_file_is_named_and_passed_over() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret"), "x").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        fs::write(at.join("file"), "x").unwrap();
        symlink(outside.path(), at.join("door")).unwrap();
        symlink(outside.path().join("secret"), at.join("link")).unwrap();
        symlink("loop", at.join("loop")).unwrap();
        symlink("/proc/self/fd", at.join("fds")).unwrap();
        rustix::fs::mknodat(
            rustix::fs::CWD,
            at.join("pipe"),
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR,
            0,
        )
        .unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at.join("socket")).unwrap();
        let submission = open(at, &Limits::default()).unwrap();
        assert_eq!(paths(&submission), ["file"]);
        let named: Vec<(&str, &str)> = submission
            .diagnostics
            .iter()
            .filter_map(|met| Some((met.code.as_str(), met.subject.as_ref()?.raw())))
            .collect();
        assert_eq!(
            named,
            [
                ("special-file", "pipe"),
                ("special-file", "socket"),
                ("symbolic-link", "door"),
                ("symbolic-link", "fds"),
                ("symbolic-link", "link"),
                ("symbolic-link", "loop"),
            ]
        );
    }

    #[test]
    fn hostile_names_stay_names() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        let names: [&[u8]; 6] = [
            b"a\\..\\b",
            b"%2e%2e",
            b"\x93\xFA\x96{.txt",
            b"\x1b[31m",
            "か\u{3099}".as_bytes(),
            "が".as_bytes(),
        ];
        for name in names {
            fs::write(at.join(std::ffi::OsStr::from_bytes(name)), "x").unwrap();
        }
        let submission = open(at, &Limits::default()).unwrap();
        assert_eq!(
            paths(&submission),
            ["\u{1b}[31m", "%2e%2e", "\\x93\\xFA\\x96{.txt", "a\\..\\b", "が", "が"]
        );
        assert_eq!(codes(&submission), ["manifest-missing", "name-encoding", "same-name"]);
        let collision = submission.diagnostics.last().unwrap();
        assert_eq!(collision.place, Some(Place::file(FileId(5))));
    }

    #[test]
    fn too_many_files_are_an_error() {
        let folder = tempfile::tempdir().unwrap();
        for at in 0..5 {
            fs::write(folder.path().join(at.to_string()), "x").unwrap();
        }
        let limits = Limits { files: 3, ..Limits::default() };
        let submission = open(folder.path(), &limits).unwrap();
        assert_eq!(paths(&submission), ["0", "1", "2"]);
        let limit = submission.diagnostics.iter().find(|met| met.code == "too-many-files").unwrap();
        assert_eq!(limit.severity, Severity::Error);
    }

    #[test]
    fn the_manifest_is_read_in_any_encoding() {
        for (name, bytes) in encoding::tests::in_every_encoding("name = { ja = \"架空の事業者\" }")
        {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join("submission.toml"), bytes).unwrap();
            let submission = open(folder.path(), &Limits::default()).unwrap();
            let text = submission.manifest_text();
            assert_eq!(text.as_deref(), Some("name = { ja = \"架空の事業者\" }"), "{name}");
        }
        for bytes in [vec![b'#'; 100], b"\xFF\xFF".to_vec()] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join("submission.toml"), bytes).unwrap();
            let limits = Limits { table: 64, ..Limits::default() };
            let submission = open(folder.path(), &limits).unwrap();
            assert_eq!(codes(&submission), ["manifest-unreadable"]);
        }
    }

    #[test]
    fn only_a_folder_or_an_archive_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        fs::write(at.join("bid.zip"), "not a zip").unwrap();
        symlink(at, at.join("link")).unwrap();
        let error = |path: &Path| open(path, &Limits::default()).unwrap_err();
        assert!(matches!(error(&at.join("bid.zip")), OpenError::Archive(_)));
        assert!(matches!(error(&at.join("link")), OpenError::Link(_)));
        assert!(matches!(error(&at.join("link/")), OpenError::Link(_)));
        assert!(matches!(error(&at.join("missing")), OpenError::Io { .. }));
    }
}
