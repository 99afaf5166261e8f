//! Handing in less never proves more: a file that is missing, cut in half or empty turns no verdict into met. And every piece of
//! the exemplary submission is needed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

use super::fixtures::SUBMISSIONS;
use super::harness::{copy, files, repository, sekisho};

/// What may befall a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Harm {
    Removed,
    Halved,
    Emptied,
}

const HARMS: [Harm; 3] = [Harm::Removed, Harm::Halved, Harm::Emptied];

impl Harm {
    fn befall(self, path: &Path) {
        match self {
            Self::Removed => fs::remove_file(path).unwrap(),
            Self::Halved => {
                let bytes = fs::read(path).unwrap();
                fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
            }
            Self::Emptied => fs::write(path, b"").unwrap(),
        }
    }
}

/// Requirements that are met, without reviews: what a review may turn into met has to be seen as not met.
fn met(submission: &Path, reviews: Option<&str>) -> BTreeSet<String> {
    let mut arguments =
        vec!["audit", submission.to_str().unwrap(), "--format", "json", "--quiet", "--jobs", "1"];
    arguments.extend(reviews.iter().flat_map(|path| ["--reviews", path]));
    let report = sekisho(&arguments).json();
    let findings = report["findings"].as_array().unwrap().iter();
    let met = findings.filter(|one| one["verdict"] == "met");
    met.map(|one| one["requirement"].as_str().unwrap().to_owned()).collect()
}

/// Runs `task` in a copy of the submission of its own, on two threads, for everything in `work`.
fn in_copies<T: Send>(name: &str, work: Vec<T>, task: impl Fn(&Path, T) + Sync) {
    let original = repository("fixtures/submissions").join(name);
    let names = files(&original);
    let work = Mutex::new(work);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let folder = tempfile::tempdir().unwrap();
                copy(&original, folder.path(), &names);
                loop {
                    let Some(next) = work.lock().unwrap().pop() else { break };
                    task(folder.path(), next);
                }
            });
        }
    });
}

/// Whatever becomes met when one file of the submission suffers, for the files and harms that `chosen` picks by their rank.
///
/// Of two sources that contradict each other, one alone may be believed once the other is gone. No fixture has such a pair whose
/// one half would be enough, so no exception is made.
fn promoted(name: &str, chosen: fn(usize, usize) -> bool) -> Vec<String> {
    let original = repository("fixtures/submissions").join(name);
    let before = met(&original, None);
    let mut work = Vec::new();
    for (rank, file) in files(&original).into_iter().enumerate() {
        let harms = HARMS.into_iter().enumerate().filter(|(at, _)| chosen(rank, *at));
        work.extend(harms.map(|(_, harm)| (file.clone(), harm)));
    }
    let found = Mutex::new(Vec::new());
    in_copies(name, work, |copied, (file, harm)| {
        harm.befall(&copied.join(&file));
        let after = met(copied, None);
        fs::copy(original.join(&file), copied.join(&file)).unwrap();
        let news = after.difference(&before);
        let news = news.map(|id| format!("{name}: {id} is met once {file} is {harm:?}"));
        found.lock().unwrap().extend(news);
    });
    let mut found = found.into_inner().unwrap();
    found.sort_unstable();
    found
}

#[test]
fn less_evidence_never_proves_more() {
    // A third of all cases, each file once; the rest is the next test.
    let promoted: Vec<String> = SUBMISSIONS
        .iter()
        .flat_map(|name| promoted(name, |rank, harm| rank % HARMS.len() == harm))
        .collect();
    assert!(promoted.is_empty(), "{promoted:#?}");
}

#[test]
#[ignore = "about a thousand audits; `.ci/run` runs it in release"]
fn less_evidence_never_proves_more_in_any_case() {
    let promoted: Vec<String> =
        SUBMISSIONS.iter().flat_map(|name| promoted(name, |_, _| true)).collect();
    assert!(promoted.is_empty(), "{promoted:#?}");
}

/// The pieces of a submission that can be left out as one: a document, a certificate, a table, or all exports of one call.
fn pieces(names: &[String]) -> BTreeMap<String, Vec<String>> {
    let mut pieces: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in names.iter().filter(|name| *name != "submission.toml") {
        let last = name.rsplit('/').next().unwrap_or(name);
        let piece = match name.split('/').next() {
            Some("exports") if last.contains("_ConfigSnapshot_") => "configuration snapshots",
            Some("exports") => last,
            Some(_) | None => name,
        };
        pieces.entry(piece.to_owned()).or_default().push(name.clone());
    }
    pieces
}

#[test]
fn every_piece_of_the_exemplary_submission_is_needed() {
    let original = repository("fixtures/submissions/exemplary");
    let reviews = Some("fixtures/reviews/exemplary.toml");
    let before = met(&original, reviews);
    assert_eq!(before.len(), 76);
    let pieces = pieces(&files(&original));
    assert!(pieces.len() > 40, "{pieces:#?}");
    let idle = Mutex::new(Vec::new());
    in_copies("exemplary", pieces.into_iter().collect(), |copied, (piece, names)| {
        for name in &names {
            fs::remove_file(copied.join(name)).unwrap();
        }
        if met(copied, reviews).is_superset(&before) {
            idle.lock().unwrap().push(piece);
        }
        copy(&original, copied, &names);
    });
    let mut idle = idle.into_inner().unwrap();
    idle.sort_unstable();
    assert!(idle.is_empty(), "nothing rests on {idle:#?}");
}
