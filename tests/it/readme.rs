//! The README: its generated sections are up to date, and what it names is there.
//!
//! `BLESS=1 cargo test readme` writes the sections anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use regex::Regex;
use sekisho::cli::ExitStatus;
use sekisho::load::Sources;
use sekisho::model::outcome::Verdict;
use sekisho::probe::PROBES;
use sekisho::render::FORMATS;
use sekisho::submission::formats;

use super::catalogue::catalogue;
use super::harness::{repository, sekisho, text};

const README: &str = "README.md";

/// What follows `cargo run --release --` in the README, and `cargo test`: the two commands for a fresh clone.
const AUDIT: &str =
    "audit fixtures/submissions/sakura-fy2023 --reviews fixtures/reviews/sakura-fy2023.toml";
const TEST: &str = "cargo test";

/// Sections by the name of their markers.
fn sections() -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("exits", exits()),
        ("formats", tables_of_formats()),
        ("help", block(&printed(&["audit", "-h"]))),
        ("probes", probes()),
        ("report", block(&report())),
        ("sections", sections_of_the_catalogue()),
        ("verdicts", verdicts()),
    ])
}

fn printed(arguments: &[&str]) -> String {
    let said = sekisho(arguments);
    assert_eq!(said.status, 0, "{arguments:?}: {}", said.stderr);
    said.stdout
}

/// The report without most of its gaps.
fn report() -> String {
    let mut arguments: Vec<&str> = AUDIT.split(' ').collect();
    arguments.extend(["--lang", "en"]);
    let report = printed(&arguments);
    let gaps = report.lines().enumerate().filter(|(_, line)| line.starts_with("GC22-"));
    let third = gaps.map(|(at, _)| at).nth(2).unwrap();
    let shown: Vec<&str> = report.lines().take(third).collect();
    format!("{}\n[...]\n", shown.join("\n"))
}

fn block(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    format!("```text\n{}\n```\n", lines.join("\n").trim_end())
}

fn probes() -> String {
    let mut table = String::from("| probe | what it looks at |\n|---|---|\n");
    for probe in PROBES {
        writeln!(table, "| `{}` | {} |", probe.meta.id, probe.meta.summary.en).unwrap();
    }
    table
}

fn tables_of_formats() -> String {
    let mut table = String::from("| read | what | recognised by |\n|---|---|---|\n");
    for format in formats() {
        writeln!(table, "| `{}` | {} | {} |", format.id, format.title.en, format.recognised_by.en)
            .unwrap();
    }
    table.push_str("\n| written | what | extension |\n|---|---|---|\n");
    for format in FORMATS {
        writeln!(table, "| `{}` | {} | `.{}` |", format.id, format.title.en, format.extension)
            .unwrap();
    }
    table
}

fn verdicts() -> String {
    let mut table = String::from(
        "| verdict | 判定 | means | if the requirement is mandatory |\n|---|---|---|---|\n",
    );
    for verdict in Verdict::ALL {
        let (means, decides) = match verdict {
            Verdict::Met => {
                ("seen to be right, at a place the report names", "counts as satisfied")
            }
            Verdict::Planned => {
                ("not yet, with a plan that the profile accepts", "`conditional` at best, exit 0")
            }
            Verdict::Unmet => {
                ("seen to be wrong, at a place the report names", "`rejected`, exit 1")
            }
            Verdict::Unproven => {
                ("nothing there that shows it: neither a pass nor a failure", "`undecided`, exit 1")
            }
            Verdict::Inconclusive => (
                "something is there, but unreadable, or its sources disagree",
                "`undecided`, exit 1",
            ),
            Verdict::Review => ("only a person can say; see “Reviews”", "`undecided`, exit 1"),
            Verdict::Waived => {
                ("not met, and the agency accepts that", "counts as satisfied, earns nothing")
            }
            Verdict::NotApplicable => ("the agency says it does not apply", "left out"),
        };
        writeln!(table, "| `{}` | {} | {means} | {decides} |", verdict.id(), verdict.title().ja)
            .unwrap();
    }
    table
}

fn exits() -> String {
    let mut table = String::from("| status | means |\n|---|---|\n");
    for status in
        [ExitStatus::Success, ExitStatus::Failure, ExitStatus::Impossible, ExitStatus::Incomplete]
    {
        let means = match status {
            ExitStatus::Success => {
                "the gate holds: by default, the decision is `accepted` or `conditional`"
            }
            ExitStatus::Failure => "the gate does not hold",
            ExitStatus::Impossible => {
                "the audit could not be done: usage, catalogue or profile, unreadable folder, output not writable"
            }
            ExitStatus::Incomplete => {
                "the gate would hold, but some evidence could not be read or a limit was hit"
            }
        };
        writeln!(table, "| {} | {means} |", status.code()).unwrap();
    }
    table
}

fn sections_of_the_catalogue() -> String {
    let catalogue = catalogue(&mut Sources::default());
    let mut table = String::from("| section | 名称 | title | requirements |\n|---|---|---|---|\n");
    for section in &catalogue.sections {
        let count = section.requirements.len();
        writeln!(
            table,
            "| {} | {} | {} | {count} |",
            section.id, section.title.ja, section.title.en
        )
        .unwrap();
    }
    let stated: usize = catalogue.blocks.iter().map(|block| block.sections.len()).sum();
    let missing = stated - catalogue.sections.len();
    let there = catalogue.requirements().count();
    writeln!(table, "| {missing} others | 未収録 | not here yet | {} |", catalogue.size - there)
        .unwrap();
    table
}

/// The README with every section between its markers replaced.
fn renewed(readme: &str) -> String {
    let mut readme = readme.to_owned();
    for (name, section) in sections() {
        let (begin, end) = (format!("<!-- begin:{name} -->\n"), format!("<!-- end:{name} -->"));
        let start =
            readme.find(&begin).unwrap_or_else(|| panic!("{README} has no {begin}")) + begin.len();
        let length = readme[start..].find(&end).unwrap_or_else(|| panic!("{README} has no {end}"));
        readme.replace_range(start..start + length, &section);
    }
    readme
}

#[test]
fn readme_sections_are_up_to_date() {
    let readme = text(README);
    let renewed = renewed(&readme);
    #[expect(
        clippy::disallowed_methods,
        reason = "whether to write or to compare is asked of who runs the tests"
    )]
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(repository(README), &renewed).unwrap();
        return;
    }
    let differing = readme.lines().zip(renewed.lines()).find(|(is, should)| is != should);
    assert_eq!(differing, None, "run `BLESS=1 cargo test readme`");
    assert!(readme == renewed, "{README} is cut off: run `BLESS=1 cargo test readme`");
}

#[test]
fn readme_has_no_marker_without_a_section() {
    let markers = Regex::new(r"<!-- (?:begin|end):(\w+) -->").unwrap();
    let readme = text(README);
    let mut named: Vec<&str> =
        markers.captures_iter(&readme).map(|found| found.get(1).unwrap().as_str()).collect();
    named.sort_unstable();
    let twice: Vec<&str> = sections().into_keys().flat_map(|name| [name, name]).collect();
    assert_eq!(named, twice);
}

#[test]
fn readme_paths_exist() {
    let path = Regex::new(
        r"(?m)(?:^|[\s`(])((?:src|tests|benches|fixtures|requirements|profiles|\.ci)/[\w./-]+)",
    )
    .unwrap();
    for document in [README, "CHANGELOG.md"] {
        let document = text(document);
        let named: Vec<&str> =
            path.captures_iter(&document).map(|found| found.get(1).unwrap().as_str()).collect();
        let missing: Vec<&&str> = named
            .iter()
            .filter(|path| !repository(path.trim_end_matches(['.', '/'])).exists())
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn readme_commands_are_those_that_are_tested() {
    let readme = text(README);
    assert!(readme.contains(&format!("\ncargo run --release -- {AUDIT}\n")));
    assert!(readme.contains(&format!("\n{TEST}\n")));
    let ci = text(".ci/run");
    assert!(ci.lines().any(|line| line == TEST), ".ci/run does not run the README's test command");
}

#[test]
fn readme_commands_and_options_exist() {
    let readme = text(README);
    let command = Regex::new(r"`sekisho ([a-z]+)(?: ([a-z]+))?").unwrap();
    let (all, of_catalogue) = (printed(&["--help"]), printed(&["catalogue", "--help"]));
    let missing_part = readme.find("## What is not there yet").unwrap();
    for found in command.captures_iter(&readme[..missing_part]) {
        assert!(all.contains(&format!("\n  {}", &found[1])), "{}", &found[0]);
        if let (true, Some(second)) = (&found[1] == "catalogue", found.get(2)) {
            assert!(of_catalogue.contains(&format!("\n  {}", second.as_str())), "{}", &found[0]);
        }
    }
}
