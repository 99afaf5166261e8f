//! Catalogues: a good one, and one broken text per kind of defect.

use crate::load::{self, Sources};
use crate::model::catalogue::{
    Catalogue, Core, Framework, Obligation, Provenance, Relation, Subject,
};
use crate::model::criterion::{CriterionKind, ParamValue};
use crate::model::document::DocumentKind;
use crate::model::span::Defect;

use super::{Broken, found, line, swap};

const HEAD: &str = "\
schema: sekisho-catalogue/1
id: test
version: \"1.2.3\"
size: 4
title: { ja: 試験, en: Test }
disclaimer: { ja: 架空, en: Fictional }
blocks:
  - { id: A, title: { ja: 甲, en: First }, sections: { elg: 1, sto: 2 } }
  - { id: B, title: { ja: 乙, en: Second }, sections: { log: 1 } }
";

const STO: &str = "\
section: STO
title: { ja: ストレージ, en: Storage }
requirements:
  - id: GC22-STO-001
    title: { ja: バージョニング, en: Object versioning }
    text: { ja: 有効にできること。, en: It can be turned on. }
    subject: service
    obligation: mandatory
    weight: 2
    core: any
    source: { provenance: attested-theme, basis: [\"3.4\"] }
    mappings: { nist80053: [ { id: CP-9, relation: intersects } ] }
    criterion:
      all:
        - first:
            - probe: resource
              with: { type: object-store.bucket, check: { versioning.enabled: { equals: true } } }
            - { probe: service, with: { capability: object-store.versioning } }
        - at_least: { n: 1, of: [ { probe: answer, per: participant } ] }
        - when: joint
          review: { look_at: { ja: 契約, en: Contract }, why: { ja: 判断, en: Judgement }, needs: [contract-terms] }
    remedy: { ja: 直す。, en: Put it right. }
    examples:
      met:
        - child: 2
          as_of: 2022-09-01
          records:
            - resource: { type: object-store.bucket, id: b1, zone: null }
      near:
        - wrong: { record: 1, fact: versioning.enabled, right: true }
          records:
            - resource: { type: object-store.bucket, id: b1, versioning.enabled: false }
      unproven: [ { records: [] } ]
  - id: GC22-STO-002
    title: { ja: 暗号化, en: Encryption }
    text: { ja: 暗号化していること。, en: It is encrypted. }
    subject: estate
    obligation: optional
    weight: 1
    core: own
    source: { provenance: reconstructed, basis: [x] }
    criterion: { any: [ { probe: document, with: { states: [[a, b], [c]] } } ] }
    remedy: { ja: 直す。, en: Put it right. }
    examples: {}
";

fn load(head: &str, sto: &str) -> (Option<Catalogue>, Vec<Defect>, Sources) {
    let files = [
        ("r/sto.yaml".to_owned(), sto.to_owned()),
        ("r/catalogue.yaml".to_owned(), head.to_owned()),
    ];
    let mut sources = Sources::default();
    let (catalogue, defects) = load::catalogue(&files, &mut sources);
    (catalogue, defects, sources)
}

#[test]
fn a_good_catalogue_is_read_as_written() {
    let (catalogue, defects, sources) = load(HEAD, STO);
    assert_eq!(found(&defects, &sources), []);
    let catalogue = catalogue.unwrap();
    assert_eq!(
        (catalogue.version.as_str(), catalogue.size, catalogue.digest.len()),
        ("1.2.3", 4, 64)
    );
    assert_eq!(catalogue.blocks[1].sections, [("log".to_owned(), 1)]);
    let section = &catalogue.sections[0];
    assert_eq!(
        (section.id.as_str(), section.block.as_str(), section.title.en.as_str()),
        ("STO", "A", "Storage")
    );
    let first = catalogue.find("GC22-STO-001").unwrap();
    assert_eq!(
        (first.subject, first.obligation, first.core),
        (Subject::Service, Obligation::Mandatory, Core::Any)
    );
    assert_eq!(
        (first.weight, first.provenance, first.basis.as_slice()),
        (2, Provenance::AttestedTheme, &["3.4".to_owned()][..])
    );
    let (framework, related) = &first.mappings[0];
    assert_eq!(
        (*framework, related[0].id.as_str(), related[0].relation),
        (Framework::Nist80053, "CP-9", Relation::Intersects)
    );
    assert_eq!(sources.line_column(&first.id.at()), (4, 9));
}

#[test]
fn a_criterion_is_read_as_a_tree() {
    let (catalogue, ..) = load(HEAD, STO);
    let catalogue = catalogue.unwrap();
    let CriterionKind::All(all) = &catalogue.find("GC22-STO-001").unwrap().criterion.kind else {
        panic!("not all")
    };
    let CriterionKind::First(first) = &all[0].kind else { panic!("not first") };
    let CriterionKind::Probe(probe) = &first[0].kind else { panic!("not a probe") };
    assert_eq!((probe.probe.value.as_str(), probe.per_participant), ("resource", false));
    let equals =
        probe.with.get("check").and_then(|check| check.get("versioning.enabled")?.get("equals"));
    assert_eq!(equals.map(|param| &param.value), Some(&ParamValue::Bool(true)));
    let CriterionKind::AtLeast { n, of } = &all[1].kind else { panic!("not at_least") };
    assert!(
        matches!(&of[0].kind, CriterionKind::Probe(probe) if probe.per_participant && probe.with.entries().is_empty())
    );
    assert_eq!(*n, 1);
    let CriterionKind::Review(ask) = &all[2].kind else { panic!("not a review") };
    assert_eq!(
        (all[2].joint_only, ask.needs.as_slice()),
        (true, &[DocumentKind::ContractTerms][..])
    );
}

#[test]
fn examples_keep_their_records_and_settings() {
    let (catalogue, ..) = load(HEAD, STO);
    let catalogue = catalogue.unwrap();
    let examples = &catalogue.find("GC22-STO-001").unwrap().examples;
    let met = &examples.met[0];
    assert_eq!((met.child, met.settings[0].0.value.as_str()), (Some(2), "as_of"));
    assert_eq!(met.settings[0].1.as_text(), Some("2022-09-01"));
    assert_eq!(
        met.records[0].get("resource").and_then(|one| one.get("zone")).map(|one| &one.value),
        Some(&ParamValue::Null)
    );
    let wrong = examples.near[0].wrong.as_ref().unwrap();
    assert_eq!(
        (wrong.record, wrong.fact.as_str(), &wrong.right.value),
        (1, "versioning.enabled", &ParamValue::Bool(true))
    );
    assert!(examples.unproven[0].records.is_empty() && examples.unmet.is_empty());
}

const SECTION: &[Broken] = &[
    ("weight: 2", "weight: 0", &[("out-of-range", 9)]),
    ("weight: 2", "weight: heavy", &[("wrong-kind", 9)]),
    ("weight: 2", "wieght: 2\n    weight: 2", &[("unknown-key", 9)]),
    ("weight: 2", "weight: 2\n    weight: 3 # again", &[("duplicate-key", 10)]),
    ("    weight: 2\n", "", &[("missing-key", 4)]),
    ("core: any", "core: other", &[("unknown-word", 10)]),
    ("subject: service", "subject: [service]", &[("wrong-kind", 7)]),
    ("en: Object versioning", "en: 1.10", &[("unquoted-version", 5)]),
    ("en: Object versioning", "en: 7", &[("wrong-kind", 5)]),
    ("en: Object versioning", "en: \" \"", &[("empty-text", 5)]),
    (
        "en: Object versioning",
        "en: \"A title that is much longer than what one row of a table of a report can hold\"",
        &[("title-length", 5)],
    ),
    (
        "{ ja: 有効にできること。, en: It can be turned on. }",
        "{ ja: 有効にできること。 }",
        &[("missing-key", 6)],
    ),
    ("attested-theme", "heard", &[("unknown-word", 11)]),
    ("basis: [\"3.4\"]", "basis: []", &[("empty-list", 11)]),
    ("basis: [\"3.4\"]", "basis: [3.4]", &[("unquoted-version", 11)]),
    ("nist80053:", "nist53:", &[("unknown-key", 12)]),
    ("relation: intersects", "relation: touches", &[("unknown-word", 12)]),
    ("id: GC22-STO-001", "id: GC22-STO-01", &[("bad-id", 4)]),
    ("id: GC22-STO-001", "id: GC22-LOG-001", &[("bad-id", 4)]),
    ("id: GC22-STO-001", "id: GC22-STO-002 # first", &[("duplicate-id", 34)]),
    ("id: GC22-STO-001", "id: GC22-STO-009", &[("unsorted-id", 34)]),
    ("section: STO", "section: STP", &[("bad-id", 1), ("unknown-section", 1)]),
    ("section: STO", "section: sto", &[("bad-id", 1)]),
    ("\n        - first:", "\n        - firts:", &[("bad-criterion", 15), ("unknown-key", 15)]),
    ("per: participant", "per: company", &[("unknown-word", 19)]),
    ("when: joint", "when: alone", &[("unknown-word", 20)]),
    ("n: 1, of", "n: 2, of", &[("out-of-range", 19)]),
    (
        "{ any: [ { probe: document, with: { states: [[a, b], [c]] } } ] }",
        "{ any: [] }",
        &[("empty-list", 42)],
    ),
    ("{ probe: answer, per: participant }", "{ probe: answer, any: [] }", &[("bad-criterion", 19)]),
    ("with: { capability: object-store.versioning }", "with: all", &[("wrong-kind", 18)]),
    ("needs: [contract-terms]", "needs: []", &[("empty-list", 21)]),
    ("needs: [contract-terms]", "needs: [terms]", &[("unknown-word", 21)]),
    ("unproven: [ { records: [] } ]", "unproven: [ { child: 1 } ]", &[("missing-key", 33)]),
    (
        "unproven: [ { records: [] } ]",
        "unproven: [ { records: [ { rescource: {} } ] } ]",
        &[("unknown-word", 33)],
    ),
    (
        "unproven: [ { records: [] } ]",
        "unproven: [ { records: [ { resource: {}, document: {} } ] } ]",
        &[("bad-example", 33)],
    ),
    (
        "unproven: [ { records: [] } ]",
        "unproven: [ { records: [ { resource: b1 } ] } ]",
        &[("wrong-kind", 33)],
    ),
    (
        "unproven: [ { records: [] } ]",
        "unproven: [ { records: [], wrong: {} } ]",
        &[("unknown-key", 33)],
    ),
    ("unproven: [ { records: [] } ]", "uproven: []", &[("unknown-key", 33)]),
    ("child: 2", "child: 0", &[("out-of-range", 25)]),
    ("record: 1, fact", "record: 2, fact", &[("out-of-range", 30)]),
    ("as_of: 2022-09-01", "asof: 2022-09-01", &[("unknown-key", 26)]),
    ("remedy: { ja: 直す。", "remedy: &x { ja: 直す。", &[("yaml-feature", 22)]),
    ("subject: service", "subject: !word service", &[("yaml-feature", 7)]),
    ("    subject: service\n", "   subject: service\n", &[("syntax", 7)]),
];

const HEAD_DEFECTS: &[Broken] = &[
    ("sekisho-catalogue/1", "sekisho-catalogue/2", &[("unknown-schema", 1)]),
    ("\"1.2.3\"", "\"1.2\"", &[("bad-version", 3)]),
    ("\"1.2.3\"", "1.2", &[("unquoted-version", 3)]),
    ("size: 4", "size: 5", &[("section-size", 4)]),
    ("size: 4", "size: -1", &[("out-of-range", 4)]),
    ("log: 1", "LOG: 1", &[("bad-id", 9)]),
    ("log: 1", "logs: 1", &[("bad-id", 9)]),
];

#[test]
fn every_defect_of_a_section_has_its_code_and_line() {
    for (from, to, expected) in SECTION {
        let (catalogue, defects, sources) = load(HEAD, &swap(STO, from, to));
        assert_eq!(found(&defects, &sources), *expected, "{to:?}");
        assert!(catalogue.is_some(), "{to:?}");
    }
}

#[test]
fn every_defect_of_the_head_has_its_code_and_line() {
    for (from, to, expected) in HEAD_DEFECTS {
        let (_, defects, sources) = load(&swap(HEAD, from, to), STO);
        assert_eq!(found(&defects, &sources), *expected, "{to:?}");
    }
}

#[test]
fn a_requirement_that_does_not_decode_is_left_out() {
    let (catalogue, defects, sources) = load(HEAD, &swap(STO, "core: any", "core: other"));
    assert_eq!(found(&defects, &sources), [("unknown-word", 10)]);
    let ids: Vec<String> =
        catalogue.unwrap().requirements().map(|one| one.id.value.clone()).collect();
    assert_eq!(ids, ["GC22-STO-002"]);
}

#[test]
fn all_defects_of_all_files_are_reported_at_once() {
    let sto =
        swap(&swap(STO, "core: any", "core: other"), "subject: estate", "subject: everything");
    let (_, defects, sources) = load(&swap(HEAD, "size: 4", "size: 9"), &sto);
    let mut found = found(&defects, &sources);
    found.sort_unstable();
    assert_eq!(
        found,
        [("section-size", 4), ("unknown-word", 10), ("unknown-word", line(&sto, "everything"))]
    );
}

#[test]
fn files_have_to_fit_each_other() {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let dcf = swap(&swap(STO, "section: STO", "section: DCF"), "GC22-STO", "GC22-DCF")
        .replace("GC22-STO", "GC22-DCF");
    let elg = STO.replace("STO", "ELG");
    let cases = [
        (vec![file("sto.yaml", STO)], "missing-file"),
        (vec![file("catalogue.yaml", HEAD), file("dcf.yaml", &dcf)], "unknown-section"),
        (vec![file("catalogue.yaml", HEAD), file("elg.yaml", &elg)], "section-size"),
        (vec![file("catalogue.yaml", HEAD), file("notes.txt", "")], "unknown-file"),
        (
            vec![file("catalogue.yaml", HEAD), file("a/sto.yaml", STO), file("b/sto.yaml", STO)],
            "duplicate-id",
        ),
    ];
    for (files, code) in cases {
        let mut sources = Sources::default();
        let (_, defects) = load::catalogue(&files, &mut sources);
        assert!(
            defects.iter().any(|defect| defect.code == code),
            "{code}: {:?}",
            found(&defects, &sources)
        );
    }
}

#[test]
fn the_digest_depends_on_texts_and_not_on_folders() {
    let digest = |name: &str, text: &str| {
        let files =
            [("catalogue.yaml".to_owned(), HEAD.to_owned()), (name.to_owned(), text.to_owned())];
        load::catalogue(&files, &mut Sources::default()).0.unwrap().digest
    };
    assert_eq!(digest("here/sto.yaml", STO), digest("C:\\there\\sto.yaml", STO));
    assert_ne!(digest("sto.yaml", STO), digest("sto.yaml", &swap(STO, "weight: 2", "weight: 3")));
}
