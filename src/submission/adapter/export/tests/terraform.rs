//! Terraform states and plans.

use super::super::super::Declared;
use super::super::Terraform;
use super::super::testing::{Sample, Seen, mapping, read};

const BLOCKS: &str = r#"
[[resource]]
type = "object-store.bucket"
source = "terraform"
native = "p_bucket"
key = "$.bucket"
[resource.attributes]
"versioning.enabled" = { path = "$.versioning[*].enabled" }
"encryption.kms-key" = { path = "$.key" }
"#;
const ASKED: &[(&str, &[&str])] =
    &[("object-store.bucket", &["versioning.enabled", "encryption.kms-key"])];

fn terraform(text: &str) -> Seen {
    let sample = Sample { path: "f.json", bytes: text.as_bytes(), declared: Declared::default() };
    read(&Terraform, &mapping(BLOCKS), ASKED, &sample)
}

const VALUES: &str =
    r#"{"bucket":"b","versioning":[{"enabled":true}],"key":"k","password":"hunter2"}"#;
const READ: &str = "b -/- versioning.enabled=true encryption.kms-key=k";

#[test]
fn states_give_resources_and_no_listing() {
    let data = r#"{"mode":"data","type":"p_bucket","instances":[{"attributes":{"bucket":"d"}}]}"#;
    let shown_data = r#"{"mode":"data","type":"p_bucket","values":{"bucket":"d"}}"#;
    let other = r#"{"mode":"managed","type":"p_other","values":{"bucket":"o"}}"#;
    let resource = format!(
        r#"{{"address":"p_bucket.b","mode":"managed","type":"p_bucket","values":{VALUES}}}"#
    );
    let cases = [
        format!(
            r#"{{"version":4,"serial":1,"lineage":"l","resources":[{data},{{"mode":"managed","type":"p_bucket","instances":[{{"attributes":{VALUES}}}]}}]}}"#
        ),
        format!(
            r#"{{"version":4,"serial":1,"lineage":"l","resources":[{{"instances":[{{"attributes":{VALUES}}}],"type":"p_bucket","mode":"managed"}}]}}"#
        ),
        format!(
            r#"{{"format_version":"1.0","values":{{"root_module":{{"resources":[{shown_data},{other},{resource}]}}}}}}"#
        ),
        format!(
            r#"{{"format_version":"1.0","values":{{"root_module":{{"child_modules":[{{"child_modules":[{{"resources":[{resource}]}}]}}]}}}}}}"#
        ),
    ];
    for text in cases {
        let seen = terraform(&text);
        assert_eq!(seen.resources(), [READ], "{text}");
        assert!(seen.listings().is_empty() && seen.diagnostics.is_empty(), "{text}");
        assert!(!format!("{seen:?}").contains("hunter2"), "{text}");
    }
}

#[test]
fn what_a_plan_changes_is_intended_and_what_it_hides_unknown() {
    let change = |actions: &str, after: &str, unknown: &str| {
        format!(
            r#"{{"mode":"managed","type":"p_bucket","change":{{"actions":[{actions}],"before":{VALUES},"after":{after},"after_unknown":{unknown}}}}}"#
        )
    };
    let cases = [
        (
            change(
                r#""create""#,
                r#"{"bucket":"n","versioning":[{}]}"#,
                r#"{"key":true,"versioning":[{"enabled":true}]}"#,
            ),
            Some("n -/- versioning.enabled=? encryption.kms-key=? intended"),
        ),
        (
            change(r#""update""#, VALUES, "{}"),
            Some("b -/- versioning.enabled=true encryption.kms-key=k intended"),
        ),
        (
            change(r#""delete","create""#, r#"{"bucket":"b","versioning":[],"key":""}"#, "{}"),
            Some("b -/- versioning.enabled=? encryption.kms-key=? intended"),
        ),
        (change(r#""create""#, r#"{"key":"k"}"#, r#"{"bucket":true}"#), None),
        (change(r#""no-op""#, VALUES, "{}"), None),
        (change(r#""delete""#, "null", "{}"), None),
    ];
    let prior = format!(
        r#"{{"values":{{"root_module":{{"resources":[{{"mode":"managed","type":"p_bucket","values":{VALUES}}}]}}}}}}"#
    );
    for (change, expected) in cases {
        let text = format!(
            r#"{{"format_version":"1.2","planned_values":{{"root_module":{{"resources":[{{"mode":"managed","type":"p_bucket","values":{VALUES}}}]}}}},"resource_changes":[{change}],"prior_state":{prior}}}"#
        );
        let seen = terraform(&text);
        let mut lines = seen.resources();
        assert_eq!(lines.pop().as_deref(), Some(READ), "{change}");
        assert_eq!(lines.first().map(String::as_str), expected, "{change}");
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    let cases = [
        (r#"{"meta":{},"encrypted_data":"x","encryption_version":"v0"}"#, "encrypted-state"),
        (r#"{"version":4,"serial":1,"lineage":"l","resources":[{"mode":"managed""#, "malformed"),
        (r#"{"version":4,"serial":1,"lineage":"l","resources":{}}"#, "no-records"),
        (r#"{"version":4,"serial":1,"lineage":"l","resources":[1]}"#, "bad-record"),
        (r#"{"format_version":"1.0","values":[]}"#, "no-records"),
    ];
    for (text, code) in cases {
        let seen = terraform(text);
        assert_eq!(
            (seen.codes(), seen.listings()),
            (vec![code], vec!["object-store.bucket Blurred - -".to_owned()]),
            "{text}"
        );
    }
    for text in ["", "{}", r#"{"version":"2.1.0","runs":[]}"#, "resource \"p_bucket\" \"b\" {}"] {
        assert_eq!(terraform(text).native, None, "{text}");
    }
}
