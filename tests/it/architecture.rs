//! The shape of the source: which module may name which, and what careful code does not contain.

use std::path::Path;

use regex::Regex;

use super::harness::{files, repository, text};

/// What each top-level module may name of the others. Everything not listed here is a mistake.
const IMPORTS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("load", &["model"]),
    ("submission", &["model"]),
    ("probe", &["model"]),
    ("assess", &["model", "probe", "submission"]),
    ("render", &["model"]),
    ("cli", &["model", "load", "submission", "probe", "assess", "render"]),
];

/// Something that careful code does not contain, where it may stand all the same, and why.
struct Smell {
    name: &'static str,
    pattern: &'static str,
    /// A file, or a folder with `/` at the end.
    allowed: &'static [(&'static str, &'static str)],
}

const REGISTRY: &str = "the registry of the module, which is its point of entry";
const TABLE: &str = "the type whose rows the files beside it hold";
const PIPELINE: &str = "one function, of which the files beside it are the parts";

/// Found line by line in every file of `src`.
const SMELLS: &[Smell] = &[
    Smell {
        name: "narrating comment",
        pattern: r"^\s*// (Create|Initialize|Loop|Iterate|Return|Call|Get|Set|Check if|Add|Parse|Print|Update|Define|Handle|Convert|Now|First|Next|Then|Finally|Step [0-9])\b",
        allowed: &[],
    },
    Smell { name: "banner", pattern: r"^\s*//+ ?[-=*#─━]{5,}", allowed: &[] },
    Smell {
        name: "commented-out code",
        pattern: r"^\s*//\s*(let |if |for |pub |fn |use |match |return |\}|#\[)",
        allowed: &[],
    },
    Smell { name: "wildcard import", pattern: r"^\s*(pub(\(\w+\))? )?use .*::\*;", allowed: &[] },
    Smell {
        name: "silenced warning",
        pattern: r"\ballow\(clippy|\ballow\((dead_code|unused)",
        allowed: &[],
    },
    Smell {
        name: "untagged or flattened input",
        pattern: r"serde\((untagged|flatten)",
        allowed: &[(
            "src/render/json/v1/finding.rs",
            "output: the members of a place are those of its observation",
        )],
    },
    Smell { name: "half-finished trace", pattern: r"\b(TODO|FIXME|HACK|XXX)\b", allowed: &[] },
    Smell {
        name: "clock, environment or working directory",
        pattern: r"env::(var|current)|SystemTime|Instant::now|Timestamp::now|Zoned::now|available_parallelism",
        allowed: &[
            ("src/cli/context.rs", "the one place that asks the system"),
            (
                "src/submission/worker/parent.rs",
                "the deadline of a decoder, which is always reported as machine-dependent",
            ),
        ],
    },
    Smell { name: "printing", pattern: r"\be?print(ln)?!", allowed: &[] },
    Smell {
        name: "emoji",
        pattern: r"[\x{1F300}-\x{1FAFF}\x{2700}-\x{27BF}]",
        allowed: &[
            ("src/submission/json/", "input of tests: a character outside the first plane"),
            ("src/submission/stream.rs", "input of a test: a character outside the first plane"),
        ],
    },
    Smell {
        name: "logic in mod.rs",
        pattern: r"^\s*(pub(\(\w+\))? )?(const )?fn |^impl",
        allowed: &[
            ("src/assess/example/mod.rs", PIPELINE),
            ("src/cli/mod.rs", PIPELINE),
            ("src/model/capability/mod.rs", TABLE),
            ("src/model/resource_type/mod.rs", TABLE),
            ("src/probe/estate/mod.rs", "the state whose aspects the files beside it hold"),
            ("src/probe/mod.rs", "the trait that every probe implements"),
            ("src/render/csv/mod.rs", PIPELINE),
            ("src/render/json/mod.rs", "the version in use"),
            (
                "src/render/json/v1/mod.rs",
                "the report itself, whose parts the files beside it hold",
            ),
            ("src/render/markdown/mod.rs", PIPELINE),
            ("src/render/mod.rs", REGISTRY),
            ("src/render/terminal/mod.rs", PIPELINE),
            (
                "src/submission/adapter/export/call/mod.rs",
                "the adapter whose steps the files beside it are",
            ),
            ("src/submission/adapter/mod.rs", REGISTRY),
            ("src/submission/adapter/export/derive/mod.rs", REGISTRY),
        ],
    },
];

/// One file of `src`.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// What is compiled into the program: without the tests at the foot.
    fn shipped(&self) -> &str {
        self.text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default()
    }

    /// Its module from the root: `src/probe/estate/mod.rs` is `probe::estate`.
    fn module(&self) -> Vec<&str> {
        let stem = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        stem.split('/').filter(|part| !["mod", "lib", "main"].contains(part)).collect()
    }
}

fn sources() -> Vec<Source> {
    let paths = files(&repository("src")).into_iter().map(|path| format!("src/{path}"));
    let rust =
        paths.filter(|path| Path::new(path).extension().is_some_and(|extension| extension == "rs"));
    rust.map(|path| Source { text: text(&path), path }).collect()
}

/// Modules that only tests compile, by the folder or the file stem they are in.
fn test_modules(sources: &[Source]) -> Vec<String> {
    let declared = Regex::new(r"#\[cfg\(test\)\]\s+(?:pub(?:\([a-z]+\))? )?mod (\w+);").unwrap();
    let mut modules = Vec::new();
    for source in sources {
        let parent = source.module().join("/");
        modules.extend(
            declared.captures_iter(&source.text).map(|found| format!("src/{parent}/{}", &found[1])),
        );
    }
    modules
}

/// Top-level modules that a text of `module` names: `crate::x`, and `super::` as often as it leads to the root.
fn named<'a>(text: &'a str, module: &[&str], is_folder: bool) -> Vec<&'a str> {
    let absolute = Regex::new(r"\bcrate::(\{|\w+)").unwrap();
    let upwards = Regex::new(r"\b((?:super::)+)(\{|\w+)").unwrap();
    let mut names: Vec<&str> =
        absolute.captures_iter(text).map(|found| found.get(1).unwrap().as_str()).collect();
    let depth = module.len() - usize::from(is_folder && module.is_empty());
    for found in upwards.captures_iter(text) {
        if found[1].matches("super::").count() >= depth {
            names.push(found.get(2).unwrap().as_str());
        }
    }
    names
}

#[test]
fn modules_name_only_what_the_import_table_allows() {
    let sources = sources();
    let for_tests = test_modules(&sources);
    let mut wrong = Vec::new();
    for source in &sources {
        let module = source.module();
        let Some((own, _)) = module.split_first() else { continue };
        let stem = source.path.trim_end_matches(".rs").trim_end_matches("/mod");
        if for_tests.iter().any(|test| stem == test || stem.starts_with(&format!("{test}/"))) {
            continue;
        }
        let allowed = IMPORTS.iter().find(|(name, _)| name == own).map(|(_, allowed)| *allowed);
        let allowed = allowed.unwrap_or_else(|| panic!("{own} is not in the import table"));
        for name in named(source.shipped(), &module, source.path.ends_with("/mod.rs")) {
            if name != *own && !allowed.contains(&name) {
                wrong.push(format!("{} names {name}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn paths_to_other_modules_are_found() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("use crate::model::value::Value;", &["probe", "bind"], &["model"]),
        ("use crate::{model, load};", &["probe"], &["{"]),
        ("fn f() { crate::load::mapping() }", &["probe"], &["load"]),
        ("use super::super::load::yaml;", &["probe", "bind"], &["load"]),
        ("use super::super::bind;", &["probe", "estate", "join"], &[]),
        ("use super::super::super::cli;", &["probe", "estate", "join"], &["cli"]),
        ("use super::bind;", &["probe", "resource"], &[]),
        ("use super::assess;", &["probe"], &["assess"]),
    ];
    for (text, module, expected) in cases {
        assert_eq!(named(text, module, false), *expected, "{text} in {module:?}");
    }
}

#[test]
fn the_import_table_has_every_module_and_no_cycle() {
    let mut modules: Vec<&str> = IMPORTS.iter().map(|(name, _)| *name).collect();
    modules.sort_unstable();
    let declared: Vec<String> = text("src/lib.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod "))
        .map(Into::into)
        .collect();
    let declared: Vec<&str> = declared.iter().map(|name| name.trim_end_matches(';')).collect();
    assert_eq!(declared, modules);
    for (at, (name, allowed)) in IMPORTS.iter().enumerate() {
        let earlier = |other: &&str| IMPORTS[..at].iter().any(|(known, _)| known == other);
        assert!(allowed.iter().all(earlier), "{name} names a module that stands below it");
    }
}

#[test]
fn the_source_has_none_of_the_smells() {
    let sources = sources();
    let mut found = Vec::new();
    for smell in SMELLS {
        let pattern = Regex::new(smell.pattern).unwrap();
        let concerns: fn(&&Source) -> bool = match smell.name {
            // What the tests of a module share stands in their mod.rs.
            "logic in mod.rs" => {
                |one| one.path.ends_with("/mod.rs") && !one.path.ends_with("/tests/mod.rs")
            }
            _ => |_| true,
        };
        let mut used = vec![false; smell.allowed.len()];
        for source in sources.iter().filter(concerns) {
            let lines = source.text.lines().enumerate().filter(|(_, line)| pattern.is_match(line));
            // The tests at the foot of a file speak of the whole of it.
            let lines = lines.filter(|(_, line)| *line != "    use super::*;");
            for (at, line) in lines {
                match smell.allowed.iter().position(|(path, _)| covers(path, &source.path)) {
                    Some(allowance) => used[allowance] = true,
                    None => found.push(format!(
                        "{}: {}:{}: {}",
                        smell.name,
                        source.path,
                        at + 1,
                        line.trim()
                    )),
                }
            }
        }
        let idle = smell.allowed.iter().zip(used).filter(|(_, used)| !used);
        found.extend(
            idle.map(|((path, _), _)| format!("{}: {path} is allowed and has none", smell.name)),
        );
    }
    assert!(found.is_empty(), "{found:#?}");
}

fn covers(allowed: &str, path: &str) -> bool {
    if allowed.ends_with('/') { path.starts_with(allowed) } else { path == allowed }
}

#[test]
fn files_are_short_named_for_what_they_hold_and_say_what_they_are_for() {
    let grab_bag =
        Regex::new(r"/(utils?|helpers?|common|misc|shared|types|manager)(\.rs|/)").unwrap();
    let mut found = Vec::new();
    for Source { path, text } in &sources() {
        if text.lines().count() >= 500 {
            found.push(format!("{path} has {} lines", text.lines().count()));
        }
        if grab_bag.is_match(path) {
            found.push(format!("{path} is a grab bag"));
        }
        if !text.starts_with("//! ") {
            found.push(format!("{path} does not begin with what it is for"));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_program_declares_no_module_of_the_library_again() {
    assert_eq!(text("src/main.rs").lines().filter(|line| line.starts_with("mod ")).count(), 0);
}

/// Everything at the top of the repository, which is closed.
const TOP: &[&str] = &[
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "LICENSE-THIRD-PARTY",
    "README.md",
    "benches",
    "fixtures",
    "profiles",
    "requirements",
    "src",
    "target",
    "tests",
];

#[test]
fn the_top_level_is_closed() {
    let entries =
        std::fs::read_dir(repository("")).unwrap().map(|entry| entry.unwrap().file_name());
    let names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
    let strange: Vec<&String> = names
        .iter()
        .filter(|name| !name.starts_with('.') && !TOP.contains(&name.as_str()))
        .collect();
    assert!(strange.is_empty(), "{strange:?}");
}

#[test]
fn what_people_read_promises_nothing() {
    let marketing =
        Regex::new(r"(?i)blazing|seamless|robust|comprehensive|powerful|leverag|cutting-edge")
            .unwrap();
    let emoji = Regex::new(r"[\x{1F300}-\x{1FAFF}\x{2700}-\x{27BF}]").unwrap();
    for path in ["README.md", "CHANGELOG.md"] {
        let text = text(path);
        let found: Vec<&str> = marketing
            .find_iter(&text)
            .chain(emoji.find_iter(&text))
            .map(|one| one.as_str())
            .collect();
        assert_eq!(found, [""; 0], "{path}");
    }
}

#[test]
fn no_file_is_left_from_unfinished_work() {
    let leftover =
        Regex::new(r"(?i)(^|/)[^/]*(plan|tmp|notes|draft|backup|copy)[^/]*\.(md|txt|rs|yaml)$")
            .unwrap();
    let allowed = [
        "src/assess/plan.rs",
        "src/model/capability/backup.rs",
        "src/model/resource_type/backup.rs",
        "src/probe/estate/plan.rs",
        "src/submission/adapter/table/plan.rs",
    ];
    let folders = ["src", "tests", "benches", "requirements", "profiles"];
    let all = folders.iter().filter(|folder| repository(folder).is_dir());
    let all = all.flat_map(|folder| {
        files(&repository(folder)).into_iter().map(move |path| format!("{folder}/{path}"))
    });
    let found: Vec<String> =
        all.filter(|path| leftover.is_match(path) && !allowed.contains(&path.as_str())).collect();
    assert!(found.is_empty(), "{found:?}");
}
