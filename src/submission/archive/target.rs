//! The temporary folder that an archive is unpacked into: names are taken once, files are new, and limits end it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::super::artifact::MANIFEST;
use super::super::diagnostics::Notes;
use super::super::limits::Limits;
use super::super::walk::text_of;
use super::name::resolve;
use super::said::{Skipped, Stop, skipped, top_folder};

/// Bytes copied at a time.
const CHUNK: usize = 64 * 1024;

/// What became of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// Its file is there.
    Kept,
    /// It was refused, and stays so.
    Refused,
}

/// How copying one file ended early.
enum Broken {
    /// The archive failed.
    Reading(io::Error),
    /// The temporary folder failed.
    Writing(io::Error),
}

/// A folder that is being filled.
pub(super) struct Target<'a> {
    folder: TempDir,
    limits: &'a Limits,
    taken: BTreeMap<PathBuf, Taken>,
    folders: BTreeSet<PathBuf>,
    entries: usize,
    names: u64,
    notes: Notes,
}

impl<'a> Target<'a> {
    /// A new folder that only this user can enter.
    pub(super) fn new(limits: &'a Limits) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix("sekisho-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o700));
        }
        // The error of the crate names the folder.
        let folder = builder.tempdir().map_err(|error| io::Error::from(error.kind()))?;
        Ok(Self {
            folder,
            limits,
            taken: BTreeMap::new(),
            folders: BTreeSet::new(),
            entries: 0,
            names: 0,
            notes: Notes::new(limits.diagnostics),
        })
    }

    /// Counts one entry with a name of `bytes` bytes.
    pub(super) fn count(&mut self, bytes: usize) -> Result<(), Stop> {
        self.names = self.names.saturating_add(bytes as u64);
        if self.names > self.limits.names {
            return Err(Stop::Names);
        }
        self.entries += 1;
        if self.entries > self.limits.files { Err(Stop::Files) } else { Ok(()) }
    }

    /// Names an entry that is not read.
    pub(super) fn skip(&mut self, name: &[u8], why: &Skipped) {
        skipped(&mut self.notes, &text_of(name), why);
    }

    /// Writes the file `name`, which must have `size` bytes if that is known. A file that ends early is not kept, and is the
    /// answer's error; a refused name is only named, and its content not read.
    pub(super) fn file(
        &mut self,
        name: &[u8],
        size: Option<u64>,
        content: &mut dyn Read,
    ) -> Result<Result<(), io::Error>, Stop> {
        let path = match resolve(name) {
            Ok(path) => path,
            Err(refusal) => {
                self.skip(name, &Skipped::Name(refusal));
                return Ok(Ok(()));
            }
        };
        if let Some(before) = self.taken.insert(path.clone(), Taken::Refused) {
            if before == Taken::Kept {
                fs::remove_file(self.folder.path().join(&path)).map_err(Stop::Failed)?;
            }
            self.skip(name, &Skipped::Twice);
            return Ok(Ok(()));
        }
        if !self.make_parents(&path)? {
            self.skip(name, &Skipped::Conflict);
            return Ok(Ok(()));
        }
        let native = self.folder.path().join(&path);
        let mut file = match OpenOptions::new().write(true).create_new(true).open(&native) {
            Ok(file) => file,
            Err(error) if is_of_name(&error) => {
                self.skip(name, &Skipped::Conflict);
                return Ok(Ok(()));
            }
            Err(error) => return Err(Stop::Failed(error)),
        };
        match copy(content, &mut file, size) {
            Ok(()) => {
                self.taken.insert(path, Taken::Kept);
                Ok(Ok(()))
            }
            Err(Broken::Writing(error)) => Err(Stop::Failed(error)),
            Err(Broken::Reading(error)) => {
                fs::remove_file(&native).map_err(Stop::Failed)?;
                Ok(Err(error))
            }
        }
    }

    /// Makes the folders above `path`; false if one of them cannot have its name.
    fn make_parents(&mut self, path: &Path) -> Result<bool, Stop> {
        let mut parents: Vec<&Path> = path.ancestors().skip(1).collect();
        parents.reverse();
        for parent in parents {
            if parent.as_os_str().is_empty() || self.folders.contains(parent) {
                continue;
            }
            self.count(parent.as_os_str().len())?;
            match fs::create_dir(self.folder.path().join(parent)) {
                Ok(()) => {}
                Err(error) if is_of_name(&error) => return Ok(false),
                Err(error) => return Err(Stop::Failed(error)),
            }
            self.folders.insert(parent.to_owned());
        }
        Ok(true)
    }

    /// The folder, the submission within it, and what was met.
    pub(super) fn finish(mut self) -> (TempDir, PathBuf, Notes) {
        let mut root = self.folder.path().to_owned();
        if let Some(top) = self.top() {
            let beside: BTreeSet<&OsStr> =
                self.taken.keys().filter_map(|path| path.iter().next()).collect();
            let shown = |name: &OsStr| text_of(name.as_encoded_bytes());
            let beside: Vec<String> =
                beside.into_iter().filter(|name| *name != top).map(shown).collect();
            top_folder(&mut self.notes, &shown(&top), &beside);
            root.push(top);
        }
        (self.folder, root, self.notes)
    }

    /// The one folder at the top that holds the manifest, if the top itself does not.
    fn top(&self) -> Option<std::ffi::OsString> {
        if self.taken.contains_key(Path::new(MANIFEST)) {
            return None;
        }
        let mut tops = self.taken.iter().filter_map(|(path, taken)| {
            let parent = path.parent()?;
            let is_top = parent.components().count() == 1 && path.ends_with(MANIFEST);
            (is_top && *taken == Taken::Kept).then_some(parent)
        });
        match (tops.next(), tops.next()) {
            (Some(top), None) => Some(top.as_os_str().to_owned()),
            (_, _) => None,
        }
    }
}

fn copy(content: &mut dyn Read, file: &mut fs::File, size: Option<u64>) -> Result<(), Broken> {
    let mut chunk = vec![0; CHUNK];
    let mut bytes = 0_u64;
    loop {
        match content.read(&mut chunk) {
            Ok(0) => break,
            Ok(taken) => {
                file.write_all(&chunk[..taken]).map_err(Broken::Writing)?;
                bytes += taken as u64;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(Broken::Reading(error)),
        }
    }
    match size {
        Some(size) if size != bytes => Err(Broken::Reading(ErrorKind::UnexpectedEof.into())),
        Some(_) | None => Ok(()),
    }
}

/// Whether the system refuses a name, and not the writing of files.
fn is_of_name(error: &io::Error) -> bool {
    const KINDS: [ErrorKind; 6] = [
        ErrorKind::AlreadyExists,
        ErrorKind::NotADirectory,
        ErrorKind::IsADirectory,
        ErrorKind::InvalidFilename,
        ErrorKind::InvalidInput,
        ErrorKind::NotFound,
    ];
    KINDS.contains(&error.kind())
}
