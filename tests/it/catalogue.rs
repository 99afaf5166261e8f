//! What is shipped: the embedded catalogue, profiles and mappings, and the examples of requirements and probes.

use std::collections::BTreeSet;

use jiff::civil::date;
use regex::Regex;
use sekisho::assess::{PlanInput, plan};
use sekisho::load::{self, Sources};
use sekisho::model::catalogue::Catalogue;
use sekisho::model::criterion::{Criterion, CriterionKind};
use sekisho::probe::PROBES;

use super::harness::{names, sekisho, text};

/// The catalogue `fy2022` as it lies in its folder.
pub(crate) fn catalogue(sources: &mut Sources) -> Catalogue {
    let files: Vec<_> = names("requirements/fy2022", "yaml")
        .into_iter()
        .map(|name| {
            (format!("requirements/fy2022/{name}"), text(&format!("requirements/fy2022/{name}")))
        })
        .collect();
    let (catalogue, defects) = load::catalogue(&files, sources);
    assert!(defects.is_empty(), "{defects:#?}");
    catalogue.unwrap()
}

#[test]
fn every_file_of_the_folders_is_embedded() {
    let include = Regex::new(r#"include_str!\("\.\./\.\./([^"]+)"\)"#).unwrap();
    let builtin = text("src/cli/builtin.rs");
    let embedded: Vec<&str> =
        include.captures_iter(&builtin).map(|found| found.get(1).unwrap().as_str()).collect();
    let mut there = Vec::new();
    for (folder, extension) in [
        ("requirements/fy2022", "yaml"),
        ("requirements/fy2026", "yaml"),
        ("profiles", "toml"),
        ("profiles/providers", "toml"),
    ] {
        there.extend(names(folder, extension).into_iter().map(|name| format!("{folder}/{name}")));
    }
    assert_eq!(embedded, there);
    let folders = names("requirements", "yaml");
    assert_eq!(folders, [""; 0], "a catalogue is a folder");
}

#[test]
fn six_sections_are_complete() {
    let catalogue = catalogue(&mut Sources::default());
    let sections: Vec<_> =
        catalogue.sections.iter().map(|one| (one.id.as_str(), one.requirements.len())).collect();
    assert_eq!(
        sections,
        [("ELG", 8), ("RES", 9), ("IAM", 18), ("ENC", 12), ("STO", 17), ("LOG", 12)]
    );
    for section in &catalogue.sections {
        let stated = catalogue.blocks.iter().flat_map(|block| &block.sections);
        let size = stated
            .clone()
            .find(|(id, _)| id.eq_ignore_ascii_case(&section.id))
            .map(|(_, size)| *size);
        assert_eq!(size, Some(section.requirements.len()), "{}", section.id);
    }
    assert_eq!((catalogue.requirements().count(), catalogue.size), (76, 330));
}

#[test]
fn most_requirements_rest_on_configuration_and_few_on_a_person_alone() {
    let catalogue = catalogue(&mut Sources::default());
    let on_resources =
        catalogue.requirements().filter(|one| leaves(&one.criterion).contains("resource")).count();
    let by_people: Vec<&str> = catalogue
        .requirements()
        .filter(|one| leaves(&one.criterion) == BTreeSet::from(["review"]))
        .map(|one| one.id.value.as_str())
        .collect();
    assert!(on_resources >= 45, "{on_resources} of 76 ask for a resource");
    assert!(by_people.len() <= 3, "{by_people:?}");
}

/// What stands at the leaves of a criterion: probe ids, and `review`.
fn leaves(criterion: &Criterion) -> BTreeSet<&str> {
    match &criterion.kind {
        CriterionKind::All(of)
        | CriterionKind::Any(of)
        | CriterionKind::First(of)
        | CriterionKind::AtLeast { of, .. } => of.iter().flat_map(leaves).collect(),
        CriterionKind::Probe(asked) => BTreeSet::from([asked.probe.value.as_str()]),
        CriterionKind::Review(_) => BTreeSet::from(["review"]),
    }
}

#[test]
fn every_probe_is_used_by_a_requirement_or_says_it_is_for_other_catalogues() {
    let catalogue = catalogue(&mut Sources::default());
    let used: BTreeSet<&str> =
        catalogue.requirements().flat_map(|one| leaves(&one.criterion)).collect();
    // A bare answer proves nothing, so no shipped requirement rests on one; imported lists may ask for the declaration itself.
    let idle: Vec<&str> =
        PROBES.iter().map(|probe| probe.meta.id).filter(|id| !used.contains(id)).collect();
    // The draft sections ask for the others.
    assert_eq!(idle, ["answer", "commitment", "delivery", "log"]);
}

#[test]
fn every_profile_judges_the_shipped_catalogue() {
    for profile in names("profiles", "toml") {
        let id = profile.trim_end_matches(".toml");
        let there = if id == "fy2026" { 0 } else { 76 };
        let said = sekisho(&["catalogue", "lint", "--profile", id]);
        assert_eq!(
            (said.status, said.stdout.as_str()),
            (0, format!("no defects in {there} requirements\n").as_str()),
            "{}",
            said.stderr
        );
        let said = sekisho(&["catalogue", "lint", "--profile", &format!("profiles/{profile}")]);
        assert_eq!(said.status, 0, "{}", said.stderr);
    }
}

#[test]
fn a_structure_without_requirements_judges_nothing_and_says_how_to_get_them() {
    let said = sekisho(&["audit", "fixtures/submissions/empty", "--profile", "fy2026"]);
    assert_eq!((said.status, said.stdout.as_str()), (2, ""));
    for expected in ["catalogue `fy2026` has no requirements", "official list (311 requirements)"] {
        assert!(said.stderr.contains(expected), "{}", said.stderr);
    }
    let said = sekisho(&["catalogue", "list", "--catalogue", "fy2026"]);
    assert!(said.stdout.contains("0 of 311 requirements are here"), "{}", said.stdout);
    let blocks = ["A Basic matters (67)", "B Service requirements (basic) (165)", "(79)"];
    assert!(blocks.iter().all(|block| said.stdout.contains(block)), "{}", said.stdout);
}

#[test]
fn what_changed_between_two_editions_is_classified() {
    let folder = tempfile::tempdir().unwrap();
    for name in names("requirements/fy2022", "yaml") {
        let text = text(&format!("requirements/fy2022/{name}"));
        let text =
            text.replace("title: { ja: オブジェクトのバージョニング,", "title: { ja: 版の保持,");
        let text = text.replacen("weight: 3", "weight: 2", usize::from(name == "iam.yaml"));
        std::fs::write(folder.path().join(&name), text).unwrap();
    }
    let new = folder.path().to_str().unwrap();
    let said = sekisho(&["catalogue", "diff", "fy2022", new]);
    let expected = "fy2022 1.0.0 → fy2022 1.0.0\n\ntext (1)\n  GC22-STO-007  title\n\nweight (1)\n  GC22-IAM-001  3 → 2\n";
    assert_eq!((said.status, said.stdout.as_str()), (0, expected), "{}", said.stderr);
    let said = sekisho(&["catalogue", "diff", "fy2022", "fy2022"]);
    assert!(said.stdout.ends_with("no changes\n"), "{}", said.stdout);
}

#[test]
fn every_example_gives_what_it_has_to() {
    let said = sekisho(&["catalogue", "test"]);
    assert_eq!(said.status, 0, "{}{}", said.stdout, said.stderr);
    let counts = Regex::new(r"^(\d+) of (\d+) examples").unwrap();
    let counts = counts.captures(&said.stdout).unwrap_or_else(|| panic!("{}", said.stdout));
    assert_eq!(counts[1], counts[2]);
    // Four for each requirement: met, near, unmet or unproven, and the empty submission.
    assert!(counts[2].parse::<usize>().unwrap() >= 4 * 76, "{}", said.stdout);
    let mutants = Regex::new(r"(?m)^(\d+) of (\d+) examples made wrong are caught$").unwrap();
    let mutants = mutants.captures(&said.stdout).unwrap_or_else(|| panic!("{}", said.stdout));
    assert_eq!(mutants[1], mutants[2]);
    assert!(mutants[2].parse::<usize>().unwrap() >= 10 * 76, "{}", said.stdout);
}

#[test]
fn the_draft_sections_are_clean_and_give_what_they_have_to() {
    let draft = ["--catalogue", "requirements/fy2022-draft"];
    let said = sekisho(&["catalogue", "lint", draft[0], draft[1]]);
    assert_eq!(said.status, 0, "{}", said.stderr);
    let said = sekisho(&["catalogue", "test", draft[0], draft[1]]);
    assert_eq!(said.status, 0, "{}{}", said.stdout, said.stderr);
}

#[test]
fn the_folder_gives_what_the_embedded_catalogue_gives() {
    let built_in = sekisho(&["catalogue", "list", "--format", "json"]);
    let folder =
        sekisho(&["catalogue", "list", "--format", "json", "--catalogue", "requirements/fy2022"]);
    assert_eq!((built_in.status, folder.status), (0, 0), "{}", folder.stderr);
    assert_eq!(built_in.stdout, folder.stdout);
}

#[test]
fn the_list_says_what_is_missing() {
    let said = sekisho(&["catalogue", "list"]);
    assert!(said.stdout.contains("76 of 330 requirements are here"), "{}", said.stdout);
    let missing = said.stdout.lines().filter(|line| line.ends_with("not here yet")).count();
    assert_eq!(missing, 27, "{}", said.stdout);
}

/// A catalogue of one requirement, whose criterion is `probe` with `with`.
fn one_requirement(probe: &str, with: &str) -> [(String, String); 2] {
    let head = "schema: sekisho-catalogue/1\nid: fy2022\nversion: \"1.0.0\"\nsize: 1\ntitle: { ja: 試験, en: Test }\n\
                disclaimer: { ja: 架空, en: Fictional }\nblocks: [{ id: A, title: { ja: 甲, en: First }, sections: { sto: 1 } }]\n";
    let section = format!(
        "section: STO\ntitle: {{ ja: 試験, en: Test }}\nrequirements:\n  - id: GC22-STO-001\n    \
         title: {{ ja: 試験, en: Test }}\n    text: {{ ja: 試験であること。, en: It is a test. }}\n    subject: service\n    \
         obligation: mandatory\n    weight: 1\n    core: own\n    source: {{ provenance: reconstructed, basis: [none] }}\n    \
         mappings: {{}}\n    criterion: {{ probe: {probe}, with: {with} }}\n    remedy: {{ ja: 直す。, en: Mend it. }}\n    \
         examples: {{}}\n"
    );
    [("catalogue.yaml".into(), head.into()), ("sto.yaml".into(), section)]
}

/// Codes of everything wrong with a criterion of one probe.
fn defects_of(probe: &str, with: &str) -> Vec<&'static str> {
    let mut sources = Sources::default();
    let (catalogue, mut defects) = load::catalogue(&one_requirement(probe, with), &mut sources);
    let lookup = |id: &str| Some((format!("{id}.toml"), text(&format!("profiles/{id}.toml"))));
    let (profile, more) = load::profile("fy2022", &lookup, &mut sources);
    defects.extend(more);
    let (mapping, more) =
        load::mapping("aws.toml", &text("profiles/providers/aws.toml"), &mut sources);
    defects.extend(more);
    let mappings = mapping.into_iter().map(|mapping| ("aws".to_owned(), mapping)).collect();
    let (_, more) = plan(PlanInput {
        catalogue: &catalogue.unwrap(),
        profile: &profile.unwrap(),
        as_of: date(2022, 10, 3),
        mappings: &mappings,
        only: &[],
        regions: &[],
        child: None,
    });
    defects.extend(more);
    defects.iter().map(|defect| defect.code).collect()
}

#[test]
fn every_example_of_a_probe_binds() {
    for probe in PROBES {
        assert_eq!(defects_of(probe.meta.id, probe.meta.example), [""; 0], "{}", probe.meta.id);
    }
}

#[test]
fn a_parameter_that_no_probe_has_does_not_bind() {
    for probe in PROBES {
        let with = probe.meta.example.replacen('{', "{ no-such-parameter: 1,", 1);
        assert_eq!(defects_of(probe.meta.id, &with), ["unbound-parameter"], "{}", probe.meta.id);
    }
}

#[test]
fn every_name_that_list_shows_can_be_explained() {
    for what in ["probes", "formats", "types", "requirements"] {
        let listed = sekisho(&["list", what]);
        assert_eq!(listed.status, 0, "{}", listed.stderr);
        let ids: Vec<&str> =
            listed.stdout.lines().filter_map(|line| line.split_whitespace().next()).collect();
        let ids: Vec<&str> = match what {
            "requirements" => {
                ids.into_iter().filter(|id| id.starts_with("GC22-")).take(3).collect()
            }
            _ => ids,
        };
        assert!(!ids.is_empty(), "{}", listed.stdout);
        for id in ids {
            let said = sekisho(&["explain", id]);
            assert!(said.status == 0 && said.stdout.contains(id), "{id}: {}", said.stderr);
        }
    }
}
