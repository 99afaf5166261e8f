//! Profiles: chains, one broken text per kind of defect, and references into a catalogue.

use crate::load::{self, Sources};
use crate::model::catalogue::{Block, Catalogue};
use crate::model::criterion::ParamValue;
use crate::model::profile::{ParameterStatus, Plans, Profile, ThirdParty};
use crate::model::span::Defect;
use crate::model::text::LocalText;

use super::{Broken, found, swap};

const BASE: &str = "\
schema = \"sekisho-profile/1\"
id = \"base\"
title = { ja = \"試験\", en = \"Test\" }
catalogue = { id = \"test\", version = \"^1.2\" }
as_of = 2022-10-03
plans = { accepted = false }
joint = false
third_party = \"never\"
require = [\"scope\"]
not_plannable = [\"LAW\", \"GC22-ELG-001\"]
freshness = { export = 90, document = 365, scan = 30, soc2 = 365 }
regions.japan = { aws = [\"ap-northeast-1\"], sakura = [\"is1*\"] }
[parameters.days]
value = 365
status = \"tool-default\"
basis = \"own choice\"
meaning = { ja = \"日数\", en = \"days\" }
";

const CHILD: &str = "\
id = \"child\"
extends = \"base\"
plans = { accepted = true, deadline = 2026-03-31 }
joint = true
third_party = \"non-core\"
regions.japan.aws = [\"ap-northeast-1\", \"ap-northeast-3\"]
select = [\"STO\"]
reason = { ja = \"理由\", en = \"reason\" }
[weights]
GC22-STO-001 = 5
[parameters.days]
value = 400
";

fn load(wanted: &str, files: &[(&str, &str)]) -> (Option<Profile>, Vec<Defect>, Sources) {
    let mut sources = Sources::default();
    let lookup = |id: &str| {
        let found = files.iter().find(|(known, _)| *known == id);
        found.map(|(id, text)| (format!("{id}.toml"), (*text).to_owned()))
    };
    let (profile, defects) = load::profile(wanted, &lookup, &mut sources);
    (profile, defects, sources)
}

#[test]
fn an_extending_profile_replaces_keys_and_merges_tables() {
    let (profile, defects, sources) = load("child", &[("base", BASE), ("child", CHILD)]);
    assert_eq!(found(&defects, &sources), []);
    let profile = profile.unwrap();
    assert_eq!(
        (profile.id.as_str(), profile.title.en.as_str(), profile.catalogue.as_str()),
        ("child", "Test", "test")
    );
    assert_eq!(profile.as_of.map(|date| date.to_string()).as_deref(), Some("2022-10-03"));
    let deadline = jiff::civil::date(2026, 3, 31);
    assert_eq!(profile.plans, Plans { accepted: true, deadline: Some(deadline) });
    assert_eq!(
        (profile.joint, profile.third_party, profile.waivers),
        (true, ThirdParty::NonCore, false)
    );
    assert_eq!((profile.require.scope, profile.require.answers), (true, false));
    assert_eq!(profile.freshness.soc2, 365);
    assert!(profile.is_domestic("aws", "AP-Northeast-3") && profile.is_domestic("sakura", "is1b"));
    assert!(
        !profile.is_domestic("aws", "us-east-1") && !profile.is_domestic("gcp", "ap-northeast-1")
    );
    assert!(!profile.is_plannable("GC22-LAW-003") && profile.is_plannable("GC22-ELG-002"));
    assert!(profile.selects("GC22-STO-002") && !profile.selects("GC22-LOG-001"));
    assert_eq!((profile.weight("GC22-STO-001"), profile.weight("GC22-STO-002")), (Some(5), None));
    let days = &profile.parameters["days"];
    assert_eq!(
        (&days.value, days.status, days.meaning.en.as_str()),
        (&ParamValue::Int(400), ParameterStatus::ToolDefault, "days")
    );
}

#[test]
fn the_digest_covers_the_whole_chain_and_no_name() {
    let digest = |files: &[(&str, &str)]| load(files[0].0, files).0.unwrap().digest;
    let both = digest(&[("child", CHILD), ("base", BASE)]);
    assert_ne!(both, digest(&[("base", BASE)]));
    assert_ne!(
        both,
        digest(&[("child", CHILD), ("base", &swap(BASE, "export = 90", "export = 91"))])
    );
    assert_eq!(both, digest(&[("/home/a/child.toml", CHILD), ("base", BASE)]));
}

#[test]
fn a_broken_chain_is_reported_where_it_breaks() {
    let own = swap(BASE, "schema = \"sekisho-profile/1\"", "extends = \"base\"");
    let other = swap(CHILD, "extends = \"base\"", "extends = \"other\"");
    let back = "id = \"other\"\nextends = \"child\"\n";
    let cases: [(&str, &[(&str, &str)], _); 4] = [
        ("nowhere", &[], ("unknown-profile", 1)),
        ("child", &[("child", CHILD)], ("unknown-profile", 2)),
        ("base", &[("base", &own)], ("extends-cycle", 1)),
        ("child", &[("child", &other), ("other", back)], ("extends-cycle", 2)),
    ];
    for (wanted, files, expected) in cases {
        let (profile, defects, sources) = load(wanted, files);
        assert_eq!(found(&defects, &sources), [expected]);
        assert!(profile.is_none());
    }
}

const BROKEN: &[Broken] = &[
    ("sekisho-profile/1", "sekisho-profile/9", &[("unknown-schema", 1)]),
    ("joint = false", "joint = \"no\"", &[("wrong-kind", 7)]),
    ("joint = false", "jiont = false", &[("missing-key", 1), ("unknown-key", 7)]),
    ("joint = false", "joint = false\njoint = true", &[("duplicate-key", 8)]),
    ("joint = false", "joint = flase", &[("syntax", 7)]),
    ("^1.2", "1.2", &[("bad-version", 4)]),
    ("\"^1.2\"", "1.2", &[("unquoted-version", 4)]),
    ("2022-10-03", "\"3 October\"", &[("bad-date", 5)]),
    ("accepted = false", "accepted = true", &[("missing-key", 6)]),
    ("\"never\"", "\"sometimes\"", &[("unknown-word", 8)]),
    ("[\"scope\"]", "[\"scope\", \"money\"]", &[("unknown-word", 9)]),
    ("[\"scope\"]", "\"scope\"", &[("wrong-kind", 9)]),
    ("\"LAW\"", "\"GC22-LAW\"", &[("bad-id", 10)]),
    ("export = 90, ", "", &[("missing-key", 11)]),
    ("export = 90", "export = -1", &[("out-of-range", 11)]),
    ("export = 90", "export = 99999999999999999999", &[("out-of-range", 11)]),
    ("\"is1*\"", "\"*\"", &[("bad-value", 12)]),
    ("\"is1*\"", "\"is*1\"", &[("bad-value", 12)]),
    ("regions.japan", "regions.nippon", &[("missing-key", 12), ("unknown-key", 12)]),
    ("value = 365", "value = {}", &[("wrong-kind", 14)]),
    ("tool-default", "guess", &[("unknown-word", 15)]),
    ("basis = \"own choice\"\n", "", &[("missing-key", 13)]),
    ("[parameters.days]", "select = [\"STO\"]\n[parameters.days]", &[("missing-key", 1)]),
    ("[parameters.days]", "weights = { STO = 101 }\n[parameters.days]", &[("out-of-range", 13)]),
    (
        "[parameters.days]",
        "weights = { storage = 1 }\nreason = { ja = \"x\", en = \"y\" }\n[parameters.days]",
        &[("bad-id", 13)],
    ),
];

#[test]
fn every_defect_has_its_code_and_line() {
    for (from, to, expected) in BROKEN {
        let text = swap(BASE, from, to);
        let (_, defects, sources) = load("base", &[("base", &text)]);
        assert_eq!(found(&defects, &sources), *expected, "{to:?}");
    }
}

#[test]
fn references_are_checked_against_the_catalogue() {
    let text = swap(BASE, "\"GC22-ELG-001\"", "\"GC22-ELG-009\", \"XYZ\", \"GC22-LAW-002\"");
    let (profile, defects, sources) = load("base", &[("base", &text)]);
    assert_eq!(found(&defects, &sources), []);
    let block = Block {
        id: "A".into(),
        title: LocalText::default(),
        size: 17,
        sections: vec![("elg".into(), 8), ("law".into(), 9)],
    };
    let mut catalogue = Catalogue {
        id: "test".into(),
        version: "1.3.0".into(),
        size: 17,
        title: LocalText::default(),
        disclaimer: LocalText::default(),
        blocks: vec![block],
        sections: Vec::new(),
        digest: String::new(),
    };
    let profile = profile.unwrap();
    let names = |catalogue: &Catalogue| -> Vec<_> {
        let defects = load::references(&profile, catalogue);
        defects
            .into_iter()
            .map(|one| (one.code, one.subject.map(|subject| subject.raw().to_owned())))
            .collect()
    };
    let unknown = |name: &str| ("unknown-requirement", Some(name.to_owned()));
    assert_eq!(names(&catalogue), [unknown("GC22-ELG-009"), unknown("XYZ")]);
    catalogue.version = "2.0.0".into();
    assert_eq!(names(&catalogue)[0], ("wrong-catalogue", None));
}
