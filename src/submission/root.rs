//! The folder of a submission, held open: files are opened below it, one name at a time, and no link is ever followed.
//!
//! Why not by path: between listing and opening, a folder on the way could have become a link that leads elsewhere.

use std::fs::File;
use std::io;
use std::path::Path;

/// An open folder.
#[derive(Debug)]
pub(super) struct Root {
    #[cfg(unix)]
    folder: std::os::fd::OwnedFd,
    #[cfg(not(unix))]
    folder: std::path::PathBuf,
}

#[cfg(unix)]
impl Root {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        use rustix::fs::{Mode, OFlags, open};
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(Self { folder: open(path, flags, Mode::empty())? })
    }

    /// Opens the regular file `name`, which has only ordinary components. Never waits for a writer of a pipe.
    pub(super) fn file(&self, name: &Path) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, openat};
        let link = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mut names = name.iter().peekable();
        let mut folder = self.folder.try_clone()?;
        while let Some(name) = names.next() {
            if names.peek().is_some() {
                folder = openat(&folder, name, link | OFlags::DIRECTORY, Mode::empty())?;
                continue;
            }
            let flags = link | OFlags::NONBLOCK | OFlags::NOCTTY;
            let file = File::from(openat(&folder, name, flags, Mode::empty())?);
            return regular(file);
        }
        Err(io::Error::new(io::ErrorKind::InvalidInput, "the name is empty"))
    }
}

#[cfg(not(unix))]
impl Root {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { folder: path.to_owned() })
    }

    pub(super) fn file(&self, name: &Path) -> io::Result<File> {
        let path = self.folder.join(name);
        if !path.symlink_metadata()?.is_file() {
            return Err(not_regular());
        }
        regular(File::open(path)?)
    }
}

fn regular(file: File) -> io::Result<File> {
    if file.metadata()?.is_file() { Ok(file) } else { Err(not_regular()) }
}

fn not_regular() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn nothing_but_regular_files_below_is_opened() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret"), "x").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        fs::create_dir(at.join("a")).unwrap();
        fs::write(at.join("a/file"), "x").unwrap();
        symlink(outside.path().join("secret"), at.join("link")).unwrap();
        symlink(outside.path(), at.join("door")).unwrap();
        symlink(at.join("a"), at.join("same")).unwrap();
        rustix::fs::mknodat(
            rustix::fs::CWD,
            at.join("pipe"),
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR,
            0,
        )
        .unwrap();
        let root = Root::open(at).unwrap();
        for (name, opens) in [
            ("a/file", true),
            ("a", false),
            ("link", false),
            ("door/secret", false),
            ("same/file", false),
            ("pipe", false),
            ("missing", false),
            ("", false),
        ] {
            assert_eq!(root.file(Path::new(name)).is_ok(), opens, "{name}");
        }
        assert!(Root::open(&at.join("same")).is_err());
    }
}
