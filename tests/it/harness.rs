//! What the integration tests share: the repository's files, the program as a user starts it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A path of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file of the repository.
pub(crate) fn text(path: &str) -> String {
    fs::read_to_string(repository(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every regular file below a folder, sorted, as `/`-separated paths from that folder.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| relative(entry.path(), folder)).collect()
}

/// Names of the files directly in a folder of the repository that end with `.extension`, sorted.
pub(crate) fn names(folder: &str, extension: &str) -> Vec<String> {
    let ending = format!(".{extension}");
    files(&repository(folder))
        .into_iter()
        .filter(|name| !name.contains('/') && name.ends_with(&ending))
        .collect()
}

fn relative(path: &Path, folder: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap().components();
    parts.map(|part| part.as_os_str().to_str().unwrap()).collect::<Vec<_>>().join("/")
}

/// What the program said, and how it ended.
pub(crate) struct Said {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Said {
    /// Standard output as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.stdout, self.stderr))
    }
}

/// The program, in the repository, with an environment of nothing but `environment`.
pub(crate) fn sekisho_in(environment: &[(&str, &str)], arguments: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sekisho"));
    command
        .args(arguments)
        .env_clear()
        .envs(environment.iter().copied())
        .current_dir(repository(""));
    let output = command.output().unwrap();
    Said {
        status: output
            .status
            .code()
            .unwrap_or_else(|| panic!("{arguments:?} was stopped by a signal")),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The program, in the repository, with an empty environment.
pub(crate) fn sekisho(arguments: &[&str]) -> Said {
    sekisho_in(&[], arguments)
}

/// Copies `files` of `from` to `to`, in that order.
pub(crate) fn copy<'a>(from: &Path, to: &Path, files: impl IntoIterator<Item = &'a String>) {
    for file in files {
        let target = to.join(file);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(from.join(file), target).unwrap();
    }
}
