//! Writing: standard output, or a file by temporary name and rename, so that a reader never sees half of it.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// Writes `bytes` to `path`; `-` is standard output. A closed pipe is success.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |source| Failure::Output { path: path.display().to_string(), source };
    if path == Path::new("-") {
        let mut stdout = std::io::stdout().lock();
        return match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(failed(error)),
            Ok(()) | Err(_) => Ok(()),
        };
    }
    let temporary = beside(path);
    let written = File::create_new(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.and_then(|()| std::fs::rename(&temporary, path)).map_err(|error| {
        drop(std::fs::remove_file(&temporary));
        failed(error)
    })
}

/// Fails where `path` cannot be written, before anything is read.
pub(crate) fn check(path: &Path) -> Result<(), Failure> {
    if path == Path::new("-") {
        return Ok(());
    }
    let temporary = beside(path);
    let failed = |source| Failure::Output { path: path.display().to_string(), source };
    if path.is_dir() {
        return Err(failed(std::io::ErrorKind::IsADirectory.into()));
    }
    File::create_new(&temporary).map_err(failed)?;
    std::fs::remove_file(&temporary).map_err(failed)
}

/// A temporary name in the same folder.
fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}
