//! Same bytes in, same bytes out: no order of creation, folder, locale, time zone or number of threads reaches a report.

use std::path::Path;

use super::fixtures::SUBMISSIONS;
use super::generator;
use super::harness::{copy, files, repository, sekisho_in};

const TOKYO: &[(&str, &str)] =
    &[("LC_ALL", "ja_JP.UTF-8"), ("TZ", "Asia/Tokyo"), ("COLUMNS", "60")];
const NEW_YORK: &[(&str, &str)] =
    &[("LC_ALL", "tr_TR.UTF-8"), ("LANG", "C"), ("TZ", "America/New_York"), ("NO_COLOR", "1")];

/// The JSON report of a submission, judged with the reviews of the fixture `name`, and the exit status.
fn report(
    name: &str,
    submission: &Path,
    environment: &[(&str, &str)],
    more: &[&str],
) -> (i32, String) {
    let reviews = format!("fixtures/reviews/{name}.toml");
    let mut arguments = vec!["audit", submission.to_str().unwrap(), "--format", "json"];
    arguments.extend(more);
    if repository(&reviews).exists() {
        arguments.extend(["--reviews", &reviews]);
    }
    let said = sekisho_in(environment, &arguments);
    (said.status, said.stdout)
}

/// Fails with the first line that differs, not with two reports.
fn assert_same(name: &str, how: &str, first: &(i32, String), second: &(i32, String)) {
    assert_eq!(first.0, second.0, "{name}, {how}: exit status");
    let differing = first.1.lines().zip(second.1.lines()).find(|(first, second)| first != second);
    assert_eq!(differing, None, "{name}, {how}");
    assert!(first.1 == second.1, "{name}, {how}: one report is longer");
}

#[test]
fn neither_folder_order_locale_time_zone_nor_threads_change_a_report() {
    for name in SUBMISSIONS {
        let submission = repository("fixtures/submissions").join(name);
        let first = report(name, &submission, &[], &["--jobs", "2"]);
        assert!(first.1.starts_with('{'), "{name}: {}", first.1);
        assert_same(
            name,
            "one thread",
            &first,
            &report(name, &submission, TOKYO, &["--jobs", "1"]),
        );

        let elsewhere = tempfile::tempdir().unwrap();
        let backwards = elsewhere.path().join("提出 書類");
        let names = files(&submission);
        copy(&submission, &backwards, names.iter().rev());
        assert_same(
            name,
            "another folder",
            &first,
            &report(name, &backwards, NEW_YORK, &["--jobs", "2"]),
        );
    }
}

#[test]
fn chunks_of_a_large_file_are_read_as_one() {
    let folder = tempfile::tempdir().unwrap();
    generator::submission(folder.path(), 4 << 20, 11);
    let first = report("generated", folder.path(), &[], &["--jobs", "1"]);
    assert!(first.1.starts_with('{'), "{}", first.1);
    for jobs in ["2", "3", "8"] {
        let other = report("generated", folder.path(), TOKYO, &["--jobs", jobs]);
        assert_same("a snapshot of 4 MiB", jobs, &first, &other);
    }
}
