//! Defects of catalogue, profile and mapping: all of them in one run, each with its file and line.

use regex::Regex;

use super::harness::sekisho;

const CATALOGUE: &str = "fixtures/catalogues/defective";

/// Code, file below the catalogue, and line of every defect, in the order they are shown.
const DEFECTS: &[(&str, &str, usize)] = &[
    ("unknown-probe", "enc.yaml", 13),
    ("unbound-parameter", "enc.yaml", 35),
    ("unquoted-version", "enc.yaml", 52),
    ("unknown-type", "enc.yaml", 54),
    ("unknown-attribute", "enc.yaml", 77),
    ("unknown-key", "sto.yaml", 9),
    ("duplicate-key", "sto.yaml", 29),
    ("duplicate-id", "sto.yaml", 57),
    ("unknown-requirement", "profile.toml", 8),
    ("bad-path", "providers/harbour.toml", 30),
];

/// Code, file and line of every diagnostic that shows one.
fn shown(stderr: &str) -> Vec<(String, String, usize)> {
    let one = Regex::new(
        r"(?m)^([a-z-]+)\n\n\s+× [^\n]*(?:\n\s+│ [^\n]*)*\n\s*╭─\[([^\n]+):(\d+):\d+\]$",
    )
    .unwrap();
    let found = one.captures_iter(stderr);
    found.map(|one| (one[1].to_owned(), one[2].to_owned(), one[3].parse().unwrap())).collect()
}

fn expected() -> Vec<(String, String, usize)> {
    DEFECTS
        .iter()
        .map(|(code, file, line)| ((*code).to_owned(), format!("{CATALOGUE}/{file}"), *line))
        .collect()
}

#[test]
fn one_run_shows_ten_kinds_of_defect_each_with_its_line() {
    let profile = format!("{CATALOGUE}/profile.toml");
    let said = sekisho(&["catalogue", "lint", "--catalogue", CATALOGUE, "--profile", &profile]);
    assert_eq!(shown(&said.stderr), expected(), "{}", said.stderr);
    assert!(said.stderr.contains("10 defects"), "{}", said.stderr);
    assert_eq!((said.status, said.stdout.as_str()), (1, ""));
}

#[test]
fn nothing_is_judged_by_a_catalogue_with_defects() {
    let profile = format!("{CATALOGUE}/profile.toml");
    let said = sekisho(&[
        "audit",
        "fixtures/submissions/empty",
        "--catalogue",
        CATALOGUE,
        "--profile",
        &profile,
    ]);
    assert_eq!((said.status, said.stdout.as_str()), (2, ""), "{}", said.stderr);
    // The submission names no provider but its own, so the mapping with the bad path is not asked.
    let mut asked: Vec<_> =
        expected().into_iter().filter(|(code, ..)| code != "bad-path").collect();
    let mut shown = shown(&said.stderr);
    asked.sort_unstable();
    shown.sort_unstable();
    assert_eq!(shown, asked, "{}", said.stderr);
}

#[test]
fn what_does_not_exist_is_said_before_anything_is_read() {
    let cases: &[(&[&str], &str)] = &[
        (&["audit", "fixtures/submissions/nowhere"], "cannot open the submission"),
        (
            &["audit", "fixtures/submissions/empty", "--profile", "fy1999"],
            "unknown profile `fy1999`",
        ),
        (&["audit", "fixtures/submissions/empty", "--catalogue", "nowhere"], "cannot read nowhere"),
        (
            &["audit", "fixtures/submissions/empty", "--reviews", "nowhere.toml"],
            "cannot read nowhere.toml",
        ),
        (
            &["audit", "fixtures/submissions/empty", "--dispositions", "nowhere.toml"],
            "cannot read nowhere.toml",
        ),
        (&["audit", "fixtures/submissions/empty", "--only", "XYZ"], "--only XYZ"),
        (&["audit", "fixtures/submissions/empty", "--as-of", "yesterday"], "--as-of is not a date"),
        (&["audit", "fixtures/submissions/empty", "--format", "pdf"], "unknown format `pdf`"),
        (
            &["audit", "fixtures/submissions/empty", "--output", "nowhere/report.json"],
            "cannot write nowhere/report.json",
        ),
        (&["audit", "fixtures/submissions/empty", "--fail-on", "never,unmet"], "never"),
        (&["audit", "fixtures/submissions/empty", "--fail-on", "coverage=101"], "coverage"),
        (&["audit"], "<SUBMISSION>"),
        (&["explain", "nothing"], "nothing is called `nothing`"),
    ];
    for (arguments, message) in cases {
        let said = sekisho(arguments);
        assert_eq!((said.status, said.stdout.as_str()), (2, ""), "{arguments:?}: {}", said.stderr);
        assert!(said.stderr.contains(message), "{arguments:?}: {}", said.stderr);
    }
}
