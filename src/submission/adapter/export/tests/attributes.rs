//! The grammar of an attribute: map, absent, present, reduce, inner documents, scaling.

use super::super::super::Declared;
use super::super::SAKURA_API;
use super::super::testing::{Sample, mapping, read};

const CALL: &str = "[[call]]\nsource = \"sakura-api\"\nnative = \"c\"\nhas = []\nrecords = \"$\"\n";

/// Reads one attribute of `ty` from one record, by one line of a mapping.
fn attribute(ty: &str, id: &str, line: &str, record: &str) -> String {
    let block = format!(
        "{CALL}[[resource]]\ntype = \"{ty}\"\nsource = \"sakura-api\"\nnative = \"c\"\nkey = [\"k\"]\n[resource.attributes]\n\"{id}\" = {line}\n"
    );
    let declared = Declared { call: Some("c".into()), ..Declared::default() };
    let sample = Sample { path: "f.json", bytes: record.as_bytes(), declared };
    let seen = read(&SAKURA_API, &mapping(&block), &[(ty, &[id])], &sample);
    let resources = seen.resources();
    let (_, value) =
        resources.first().and_then(|line| line.split_once(&format!("{id}="))).expect("a reading");
    value.to_owned()
}

#[test]
fn a_truth_value_is_read_as_the_mapping_says() {
    const MAP: &str = r#"{ path = "$.v", map = { on = true, off = false, auto = "unknown" } }"#;
    const OTHER: &str = r#"{ path = "$.v", map = { on = true, "*" = false } }"#;
    const FIXED: &str = r#"{ path = "$.v", absent = { default = true, fixed = true, ref = "r" } }"#;
    const SOFT: &str = r#"{ path = "$.v", absent = { default = true, fixed = false, ref = "r" } }"#;
    const DEEP: &str =
        r#"{ path = "$.a.v", absent = { default = true, fixed = true, ref = "r" } }"#;
    const NULLS: &str =
        r#"{ path = "$.v", nulls = ["N/A"], absent = { value = false, ref = "r" } }"#;
    const PRESENT: &str = r#"{ path = "$.v", present = { yes = true, no = false } }"#;
    const YES: &str = r#"{ path = "$.v", present = { yes = true } }"#;
    const LISTED: &str = r#"{ path = "$.l[?@.g == 'all']", present = { yes = true, no = false } }"#;
    const BOTH: &str =
        r#"{ paths = ["$.a", "$.b"], present = { yes = true, no = false }, reduce = "all" }"#;
    const INNER: &str = r#"{ path = "$.d", decode = "json", inner = "$.s", map = { On = true } }"#;
    const NESTED: &str =
        r#"{ path = "$.d", decode = "json", inner = "$.s", present = { yes = true, no = false } }"#;
    const SINGLE: &str = r#"{ path = "$.l[*].v" }"#;
    let cases = [
        (MAP, r#"{"v":"on"}"#, "true"),
        (MAP, r#"{"v":"auto"}"#, "?"),
        (MAP, r#"{"v":"new"}"#, "!UnlistedValue"),
        (MAP, r#"{"v":null}"#, "?"),
        (MAP, r#"{"v":["on"]}"#, "!WrongKind"),
        (MAP, r#"{"v":"on","v":"off"}"#, "!RepeatedKey"),
        (OTHER, r#"{"v":"new"}"#, "false"),
        (FIXED, "{}", "true"),
        (FIXED, r#"{"v":false}"#, "false"),
        (SOFT, "{}", "true~"),
        (DEEP, r#"{"a":{}}"#, "true"),
        (DEEP, "{}", "?"),
        (NULLS, r#"{"v":"N/A"}"#, "false~"),
        (NULLS, r#"{"v":"true"}"#, "true"),
        (PRESENT, r#"{"v":{}}"#, "true"),
        (PRESENT, r#"{"v":[]}"#, "false"),
        (PRESENT, r#"{"v":""}"#, "false"),
        (PRESENT, "{}", "false"),
        (YES, "{}", "?"),
        (LISTED, r#"{"l":[{"g":"all"}]}"#, "true"),
        (LISTED, r#"{"l":[{"g":"one"}]}"#, "false"),
        (LISTED, r#"{"l":[]}"#, "false"),
        (LISTED, "{}", "?"),
        (BOTH, r#"{"a":1,"b":"x"}"#, "true"),
        (BOTH, r#"{"a":1}"#, "false"),
        (INNER, r#"{"d":"{\"s\":\"On\"}"}"#, "true"),
        (INNER, r#"{"d":{"s":"On"}}"#, "true"),
        (INNER, r#"{"d":"{\"s\":"}"#, "!Malformed"),
        (INNER, "{}", "?"),
        (NESTED, r#"{"d":"{}"}"#, "false"),
        (NESTED, "{}", "?"),
        (SINGLE, r#"{"l":[{"v":true},{"v":true},{}]}"#, "true"),
        (SINGLE, r#"{"l":[{"v":true},{"v":false}]}"#, "!UnlistedValue"),
        (SINGLE, r#"{"l":[]}"#, "?"),
    ];
    for (line, record, expected) in cases {
        assert_eq!(
            attribute("object-store.bucket", "versioning.enabled", line, record),
            expected,
            "{line} {record}"
        );
    }
}

#[test]
fn other_kinds_are_read_as_the_mapping_says() {
    const BUCKET: &str = "object-store.bucket";
    let key = (
        "encryption.key",
        r#"{ path = "$.v", map = { true = ["provider", "customer"], false = "none" } }"#,
    );
    let kms = ("encryption.kms-key", r#"{ path = "$.v", trim = "^arn:[^/]*/" }"#);
    let rules = ("lifecycle.rules", r#"{ paths = ["$.a[*]", "$.b[*]"], reduce = "count" }"#);
    let days = ("immutability.days", r#"{ path = "$.l[*].d", reduce = "min" }"#);
    let regions = ("replication.regions", r#"{ path = "$.r[*].n" }"#);
    let cases = [
        (key, r#"{"v":true}"#, "provider|customer"),
        (key, r#"{"v":false}"#, "none"),
        (kms, r#"{"v":"arn:p:k/abc"}"#, "abc"),
        (kms, r#"{"v":""}"#, "?"),
        (rules, r#"{"a":[1,2],"b":[3]}"#, "3"),
        (rules, r#"{"a":[]}"#, "0"),
        (rules, "{}", "?"),
        (rules, r#"{"a":7}"#, "!WrongKind"),
        (days, r#"{"l":[{"d":30},{"d":7}]}"#, "7"),
        (days, r#"{"l":[{"d":30},{}]}"#, "?"),
        (days, r#"{"l":[]}"#, "?"),
        (regions, r#"{"r":[{"n":"r1"},{"n":"r2"},{"n":"r1"}]}"#, "[r1, r2]"),
        (regions, r#"{"r":[]}"#, "[]"),
        (regions, "{}", "?"),
    ];
    for ((id, line), record, expected) in cases {
        assert_eq!(attribute(BUCKET, id, line, record), expected, "{line} {record}");
    }
}
