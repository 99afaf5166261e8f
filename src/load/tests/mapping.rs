//! Mappings: a good one, and one broken text per kind of defect.

use crate::load::{self, Sources};
use crate::model::mapping::{
    Absent, Covers, KeyPart, Mapped, Mapping, Path, Reduce, Root, Step, Verified,
};
use crate::model::resource_type::{RESOURCE_TYPES, TypeId, ValueKind};
use crate::model::span::Defect;
use crate::model::value::Value;

use super::{Broken, found, swap};

const GOOD: &str = r#"schema = "sekisho-mapping/1"
provider = "test"
title = { ja = "試験", en = "Test" }
[regions]
Jp-1 = { country = "JP", site = "tokyo", kind = "region" }
all = { kind = "global", members = ["jp-1"] }
[cells]
"*" = "region"
"iam.settings" = "global"
[parts]
"file-store.share" = ["a", "b"]
[[call]]
source = "cli"
native = "list buckets"
has = ["$.Buckets"]
records = "$.Buckets[*]"
lists = { types = ["file-store.share"], covers = "region", part = "a" }
command = "cli list buckets"
[[resource]]
type = "object-store.bucket"
source = "cli"
native = "list buckets"
when = { "$.Class" = ["a", true], "@.On" = 1 }
each = "$.Items[*]"
key = ["$.Name", "@subject", "literal", "@.Id"]
key_trim = "^arn:"
alias = ["$.Arn"]
region = "$.Zone"
region_trim = "[a-z]$"
gone = { path = "$.State", values = ["deleted"] }
verified = "export"
ref = "seen"
[resource.attributes]
"encryption.key" = { path = "$.Key", map = { aes = "provider", mine = ["provider", "customer"], "*" = "unknown" }, nulls = [""] }
"public.allowed" = { paths = ["$.A", "@.B"], reduce = "any", absent = { value = true, ref = "manual" } }
"versioning.enabled" = { path = "$.V", decode = "json", inner = "$.status", map = { Enabled = true }, verified = "documentation" }
"immutability.days" = { path = "$.Hours", per = 24, absent = { default = "unlimited", fixed = true, ref = "manual" } }
"replication.regions" = { path = "$.To[*].Region", trim = "^x", map = { home = [], abroad = "jp-1" } }
"logging.access" = { path = "$.Log", present = { yes = true, no = false } }
"#;

fn load(text: &str) -> (Option<Mapping>, Vec<Defect>, Sources) {
    let mut sources = Sources::default();
    let (mapping, defects) = load::mapping("profiles/providers/test.toml", text, &mut sources);
    (mapping, defects, sources)
}

fn path(root: Root, names: &[&str]) -> Path {
    Path { root, steps: names.iter().map(|name| Step::Member((*name).into())).collect() }
}

#[test]
fn a_good_mapping_is_read_as_written() {
    let (mapping, defects, sources) = load(GOOD);
    assert_eq!(found(&defects, &sources), []);
    let mapping = mapping.unwrap();
    let share = TypeId::find("file-store.share").unwrap();
    let bucket = TypeId::find("object-store.bucket").unwrap();
    assert_eq!(mapping.region("JP-1").and_then(|region| region.site.as_deref()), Some("tokyo"));
    assert_eq!(mapping.regions["all"].members, ["jp-1"]);
    assert_eq!((mapping.cell_kind(bucket), mapping.parts[&share].len()), ("region", 2));
    let call = &mapping.calls[0];
    assert_eq!(
        call.may_hold,
        [bucket.min(share), bucket.max(share)],
        "what is listed and what its resources are"
    );
    let lists = call.lists.as_ref().unwrap();
    assert_eq!((lists.covers, lists.part.as_deref()), (Covers::Cell, Some("a")));
    let block = &mapping.resources[0];
    let texts = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        block.when,
        [
            (path(Root::Record, &["Class"]), texts(&["a", "true"])),
            (path(Root::Element, &["On"]), texts(&["1"])),
        ]
    );
    assert_eq!(
        block.key,
        [
            KeyPart::Path(path(Root::Record, &["Name"])),
            KeyPart::Subject,
            KeyPart::Literal("literal".into()),
            KeyPart::Path(path(Root::Element, &["Id"])),
        ]
    );
    assert!(
        mapping.delivers(bucket, "logging.access") && !mapping.delivers(bucket, "lifecycle.rules")
    );
}

#[test]
fn attributes_are_converted_by_their_kind() {
    let mapping = load(GOOD).0.unwrap();
    let [key, public, versioning, days, regions, logging] = &mapping.resources[0].attributes[..]
    else {
        panic!("not six attributes")
    };
    let map = key.map.as_ref().unwrap();
    let both = vec![Value::text("provider"), Value::text("customer")];
    assert_eq!(map.get("aes"), Some(&Mapped::Value(Value::text("provider"))));
    assert_eq!(
        (map.get("mine"), map.get("other")),
        (Some(&Mapped::Among(both)), Some(&Mapped::Unknown))
    );
    assert_eq!((key.nulls.as_slice(), key.verified), (&[String::new()][..], Verified::Export));
    assert_eq!(
        (public.reduce, &public.absent),
        (Some(Reduce::Any), &Absent::Assumed(Value::Bool(true)))
    );
    assert_eq!(public.reference.as_deref(), Some("manual"));
    assert_eq!(
        (&versioning.inner, versioning.verified),
        (&Some(path(Root::Record, &["status"])), Verified::Documentation)
    );
    assert_eq!(versioning.map.as_ref().unwrap().get("Suspended"), None);
    assert_eq!((days.times, days.per, &days.absent), (1, 24, &Absent::Fixed(Value::Unlimited)));
    let map = regions.map.as_ref().unwrap();
    assert_eq!(map.get("home"), Some(&Mapped::Value(Value::List(vec![]))));
    assert_eq!(map.get("abroad"), Some(&Mapped::Value(Value::text("jp-1"))));
    let present = logging.present.as_ref().unwrap();
    assert_eq!((&present.yes, &present.no), (&Value::Bool(true), &Some(Value::Bool(false))));
}

#[test]
fn no_word_of_the_type_table_is_the_word_for_not_deciding() {
    for attribute in
        RESOURCE_TYPES.iter().flat_map(|family| family.iter()).flat_map(|ty| ty.attributes)
    {
        if let ValueKind::Enum(words) | ValueKind::Words(words) = attribute.kind {
            assert!(!words.contains(&"unknown"), "{}", attribute.id);
        }
    }
}

const BROKEN: &[Broken] = &[
    ("sekisho-mapping/1", "sekisho-mapping/2", &[("unknown-schema", 1)]),
    ("provider = \"test\"", "provider = \"other\"", &[("bad-id", 2)]),
    ("country = \"JP\"", "country = \"jp\"", &[("bad-value", 5)]),
    ("all = {", "jP-1 = {", &[("duplicate-key", 6)]),
    ("all = {", "Jp-1 = {", &[("duplicate-key", 6)]),
    ("\"*\" = \"region\"", "\"*\" = \"zone\"", &[("unknown-word", 8)]),
    ("\"iam.settings\"", "\"iam.setings\"", &[("unknown-type", 9)]),
    (
        "\"file-store.share\" = ",
        "\"file-store.shares\" = ",
        &[("unknown-type", 11), ("unknown-word", 17)],
    ),
    ("$.Buckets[*]", "Buckets[*]", &[("bad-path", 16)]),
    ("[\"$.Buckets\"]", "[\"@.Buckets\"]", &[("bad-path", 15)]),
    ("covers = \"region\"", "covers = \"cell\"", &[("unknown-word", 17)]),
    ("part = \"a\"", "part = \"c\"", &[("unknown-word", 17)]),
    ("types = [\"file-store.share\"]", "types = []", &[("empty-list", 17), ("unknown-word", 17)]),
    ("has = [\"$.Buckets\"]\n", "", &[("missing-key", 12)]),
    (
        "[[resource]]",
        "[[call]]\nsource = \"cli\"\nnative = \"list buckets\"\nhas = []\nrecords = \"$\"\n[[resource]]",
        &[("duplicate-id", 21)],
    ),
    ("type = \"object-store.bucket\"", "type = \"object-store.buckets\"", &[("unknown-type", 20)]),
    ("native = \"list buckets\"\nwhen", "native = \"list bucket\"\nwhen", &[("unknown-call", 22)]),
    ("\"$.Class\" =", "\"Class\" =", &[("bad-path", 23)]),
    ("\"$.Class\" = [\"a\", true]", "\"$.Class\" = {}", &[("wrong-kind", 23)]),
    ("each = \"$.Items[*]\"\n", "", &[("bad-path", 23), ("bad-path", 24), ("bad-path", 34)]),
    (
        "key = [\"$.Name\", \"@subject\", \"literal\", \"@.Id\"]",
        "key = \"Name\"",
        &[("bad-path", 25)],
    ),
    ("key = [\"$.Name\", \"@subject\", \"literal\", \"@.Id\"]", "key = []", &[("empty-list", 25)]),
    ("\"^arn:\"", "\"(\"", &[("bad-regex", 26)]),
    ("\"[a-z]$\"", "'(\\pL{1000}){1000}'", &[("bad-regex", 29)]),
    ("values = [\"deleted\"]", "values = []", &[("empty-list", 30)]),
    ("verified = \"export\"", "verified = \"surely\"", &[("unknown-word", 31)]),
    ("\"encryption.key\"", "\"encryption.kye\"", &[("unknown-attribute", 34)]),
    ("\"encryption.key\"", "\"region\"", &[("unknown-attribute", 34)]),
    ("aes = \"provider\"", "aes = \"AES\"", &[("unknown-word", 34)]),
    ("[\"provider\", \"customer\"]", "[\"provider\"]", &[("bad-value", 34)]),
    ("nulls = [\"\"]", "nulls = [0]", &[("wrong-kind", 34)]),
    ("path = \"$.Key\"", "path = \"$.Key\", paths = []", &[("conflicting-keys", 34)]),
    ("path = \"$.Key\", ", "", &[("missing-key", 34)]),
    ("reduce = \"any\", ", "", &[("missing-reduce", 35)]),
    ("reduce = \"any\"", "reduce = \"count\"", &[("bad-reduce", 35)]),
    ("reduce = \"any\"", "reduce = \"some\"", &[("unknown-word", 35)]),
    ("{ value = true, ref", "{ value = \"yes\", ref", &[("wrong-kind", 35)]),
    ("value = true, ref = \"manual\"", "value = true", &[("missing-key", 35)]),
    ("absent = { value = true, ref = \"manual\" }", "absent = \"false\"", &[("unknown-word", 35)]),
    ("decode = \"json\", ", "", &[("missing-key", 36)]),
    ("decode = \"json\"", "decode = \"xml\"", &[("unknown-word", 36), ("missing-key", 36)]),
    ("per = 24", "per = 0", &[("out-of-range", 37)]),
    ("fixed = true, ", "", &[("missing-key", 37)]),
    (
        "default = \"unlimited\"",
        "default = \"unlimited\", value = 1",
        &[("missing-key", 37), ("unknown-key", 37)],
    ),
    ("map = { Enabled = true }", "map = { Enabled = true }, times = 2", &[("bad-value", 36)]),
    ("present = {", "map = { x = true }, present = {", &[("conflicting-keys", 39)]),
    ("yes = true, no", "no", &[("missing-key", 39)]),
];

#[test]
fn every_defect_has_its_code_and_line() {
    for (from, to, expected) in BROKEN {
        let (_, defects, sources) = load(&swap(GOOD, from, to));
        assert_eq!(found(&defects, &sources), *expected, "{to:?}");
    }
}

#[test]
fn a_block_with_a_broken_condition_or_key_is_left_out() {
    for (from, to) in
        [("\"$.Class\" =", "\"Class\" ="), ("\"$.Name\", \"@subject\"", "\"$Name\", \"@subject\"")]
    {
        let (mapping, defects, _) = load(&swap(GOOD, from, to));
        assert_eq!((mapping.unwrap().resources.len(), defects.len()), (0, 1), "{to:?}");
    }
}
