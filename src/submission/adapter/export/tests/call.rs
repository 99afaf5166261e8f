//! Results of calls.

use super::super::super::Declared;
use super::super::call::Calls;
use super::super::testing::{Sample, Seen, mapping, read};
use super::super::{AWS_CLI, SAKURA_API, USACLOUD};

const BLOCKS: &str = r#"
[[call]]
source = "SOURCE"
native = "volumes"
has = ["$.Volumes"]
records = "$.Volumes[*]"
lists = { types = ["block-store.volume"], covers = "region" }
[[resource]]
type = "block-store.volume"
source = "SOURCE"
native = "volumes"
key = "$.Id"
region = "$.Zone"
region_trim = "[a-z]$"
[resource.attributes]
"size.bytes" = { path = "$.Size" }
[[call]]
source = "SOURCE"
native = "volumes with keys"
has = ["$.Volumes[*].Key", "$.Owner"]
records = "$.Volumes[*]"
[[resource]]
type = "block-store.volume"
source = "SOURCE"
native = "volumes with keys"
key = "$.Id"
[[call]]
source = "SOURCE"
native = "versioning"
has = ["$.Status", "$.MFA"]
records = "$"
[[resource]]
type = "object-store.bucket"
source = "SOURCE"
native = "versioning"
key = "@subject"
[resource.attributes]
"versioning.enabled" = { path = "$.Status", map = { Enabled = true } }
[[call]]
source = "SOURCE"
native = "acl"
has = ["$.Status", "$.Kind"]
records = "$"
[[resource]]
type = "object-store.bucket"
source = "SOURCE"
native = "acl"
key = "@subject"
[[call]]
source = "SOURCE"
native = "report"
csv = "user,arn,mfa"
lists = { types = ["iam.user"], covers = "account" }
[[resource]]
type = "iam.user"
source = "SOURCE"
native = "report"
key = "$.user"
account = "$.arn"
[resource.attributes]
"mfa.enabled" = { path = "$.mfa" }
[[call]]
source = "SOURCE"
native = "servers"
has = ["$[*].CPU"]
records = "$[*]"
lists = { types = ["block-store.volume"], covers = "region" }
[[resource]]
type = "block-store.volume"
source = "SOURCE"
native = "servers"
key = "$.ID"
[resource.attributes]
"size.bytes" = { path = "$.Size" }
"encryption.kms-key" = { path = "$.Key" }
"#;
const ASKED: &[(&str, &[&str])] = &[
    ("block-store.volume", &["size.bytes", "encryption.kms-key"]),
    ("object-store.bucket", &["versioning.enabled"]),
    ("iam.user", &["mfa.enabled"]),
];

fn declared(call: &str) -> Declared {
    Declared {
        call: Some(call.into()).filter(|call: &String| !call.is_empty()),
        account: Some("111".into()),
        region: Some("r1".into()),
        ..Declared::default()
    }
}

fn call(adapter: &Calls, id: &str, declared: Declared, text: &str) -> Seen {
    let sample = Sample { path: "f.json", bytes: text.as_bytes(), declared };
    read(adapter, &mapping(&BLOCKS.replace("SOURCE", id)), ASKED, &sample)
}

fn aws(declared: Declared, text: &str) -> Seen {
    call(&AWS_CLI, "aws-cli", declared, text)
}

#[test]
fn calls_are_recognised_by_their_members_or_by_the_manifest() {
    let cases = [
        ("", r#"{"Volumes":[]}"#, Some("volumes")),
        ("", r#"{"Volumes":null}"#, Some("volumes")),
        ("", r#"{"Volumes":[{"Key":"k"}],"Owner":{}}"#, Some("volumes with keys")),
        ("", r#"{"Volumes":[{"Id":"1"},{"#, Some("volumes")),
        ("", r#"{"Status":"Enabled","MFA":"x"}"#, Some("versioning")),
        ("", r#"{"Status":"Enabled","MFA":"x","Kind":1}"#, Some("versioning | acl")),
        ("", r#"{"Status":"Enabled"}"#, None),
        ("", "user,arn,mfa\n", Some("report")),
        (
            "",
            "An error occurred (AccessDenied) when calling the X operation: no",
            Some("refused call"),
        ),
        ("", "", None),
        ("", "{}", None),
        ("versioning", "{}", Some("versioning")),
        ("versioning", "", Some("versioning")),
        ("other", r#"{"Volumes":[]}"#, None),
    ];
    for (name, text, expected) in cases {
        assert_eq!(aws(declared(name), text).native.as_deref(), expected, "{name} {text}");
    }
    let format = Declared { format: Some("usacloud".into()), ..declared("") };
    assert_eq!(aws(format, r#"{"Volumes":[]}"#).native, None);
}

const VOLUME: &str = r#"{"Id":"v","Zone":"r1a","Size":5}"#;

/// How many volumes are read, what is listed, and what is reported.
fn ended(name: &str, text: &str) -> (usize, Vec<String>, Vec<String>) {
    let seen = aws(declared(name), text);
    let codes = seen.codes().into_iter().map(str::to_owned).collect();
    (seen.resources().len(), seen.listings(), codes)
}

#[test]
fn a_listing_ends_as_its_file_does() {
    let cases = [
        (format!(r#"{{"Volumes":[{VOLUME}]}}"#), 1, "Complete", None),
        (r#"{"Volumes":[]}"#.into(), 0, "Complete", None),
        (r#"{"NextToken":null,"Volumes":[]}"#.into(), 0, "Complete", None),
        (format!(r#"{{"Volumes":[{VOLUME}],"NextToken":"t"}}"#), 1, "Paged", None),
        (r#"{"IsTruncated":true,"Volumes":[]}"#.into(), 0, "Paged", None),
        (format!(r#"{{"Volumes":[{VOLUME},{{"Id":"w"#), 1, "Damaged", Some("malformed")),
        ("{}".into(), 0, "Damaged", Some("no-records")),
        (r#"{"Volumes":{"a":1}}"#.into(), 0, "Damaged", Some("no-records")),
        ("An error occurred (AccessDenied) when".into(), 0, "Denied", Some("refused-call")),
    ];
    for (text, volumes, state, code) in cases {
        let listing = format!("block-store.volume {state} 111? r1?");
        let codes: Vec<String> = code.into_iter().map(str::to_owned).collect();
        assert_eq!(ended("volumes", &text), (volumes, vec![listing], codes), "{text}");
    }
    let volume = aws(declared(""), &format!(r#"{{"Volumes":[{VOLUME}]}}"#));
    assert_eq!(volume.resources(), ["v 111?/r1 size.bytes=5"]);
}

#[test]
fn what_lists_nothing_closes_nothing() {
    let blurred = Some("object-store.bucket Blurred 111? r1?");
    let cases = [
        ("volumes", " \n", None, "empty-file"),
        ("versioning", "An error occurred (NoSuchBucket) when", None, "not-set"),
        ("versioning", "An error occurred (AccessDenied) when", blurred, "refused-call"),
        ("", "An error occurred (AccessDenied) when", None, "refused-call"),
        ("", r#"{"Status":"x","MFA":"x","Kind":1}"#, None, "ambiguous-call"),
    ];
    for (name, text, listing, code) in cases {
        let listings: Vec<String> = listing.into_iter().map(str::to_owned).collect();
        assert_eq!(ended(name, text), (0, listings, vec![code.to_owned()]), "{text}");
    }
}

#[test]
fn a_facet_is_joined_by_its_subject() {
    let with = Declared { subject: Some("b".into()), ..declared("versioning") };
    let seen = aws(with, r#"{"Status":"Enabled"}"#);
    assert_eq!(seen.resources(), ["b 111?/r1? versioning.enabled=true"]);
    assert!(seen.listings().is_empty());
    let without = aws(declared("versioning"), r#"{"Status":"Enabled"}"#);
    assert_eq!((without.resources().len(), without.codes()), (0, vec!["no-subject"]));
}

#[test]
fn a_contradicted_declaration_is_a_conflict() {
    let seen =
        aws(declared(""), r#"{"Volumes":[{"Id":"v","Zone":"r2a"},{"Id":"w","Zone":"r2b"}]}"#);
    assert_eq!(seen.codes(), ["declaration-conflict"]);
    assert!(
        seen.resources().iter().all(|line| line.contains("region=!UnlistedValue")),
        "{:?}",
        seen.resources()
    );
}

#[test]
fn a_report_is_read_row_by_row() {
    let text = "user,arn,mfa,password\nann,arn:aws:iam::222:user/ann,true,x\n<root_account>,arn:aws:iam::222:root,false,y\n";
    let none = Declared::default();
    let seen = aws(none.clone(), text);
    assert_eq!(
        seen.resources(),
        ["ann 222/- mfa.enabled=true", "<root_account> 222/- mfa.enabled=false"]
    );
    assert_eq!(seen.listings(), ["iam.user Complete 222 -"]);
    assert_eq!(seen.end.materialised, 8);
    let cut = aws(none, "user,arn,mfa\nann,arn:aws:iam::222:user/ann,true\nbob,arn");
    assert_eq!(
        (cut.resources().len(), cut.listings(), cut.codes()),
        (1, vec!["iam.user Damaged 222 -".into()], vec!["malformed"])
    );
}

#[test]
fn sakura_says_in_its_own_words_that_there_is_more() {
    let cases = [
        (r#"{"From":0,"Count":1,"Total":1,"Volumes":[],"is_ok":true}"#, "Complete"),
        (r#"{"From":0,"Count":1,"Total":"2","Volumes":[]}"#, "Paged"),
        (r#"{"From":1,"Count":1,"Total":2,"Volumes":[]}"#, "Paged"),
        (r#"{"count":2,"next":"url","Volumes":[]}"#, "Paged"),
        (r#"{"next":null,"Volumes":[]}"#, "Complete"),
        (r#"{"nextPageToken":"","Volumes":[]}"#, "Complete"),
        (r#"{"nextPageToken":"t","Volumes":[]}"#, "Paged"),
        (r#"{"is_fatal":true,"serial":"s","status":"403 Forbidden","error_code":"x"}"#, "Denied"),
        (r#"{"error":{"code":403}}"#, "Denied"),
        (r#"{"type":"about:blank","status":403,"title":"permission_denied"}"#, "Denied"),
    ];
    for (text, state) in cases {
        let seen = call(&SAKURA_API, "sakura-api", declared("volumes"), text);
        assert_eq!(seen.listings(), [format!("block-store.volume {state} 111? r1?")], "{text}");
    }
    let missing = Declared { subject: Some("b".into()), ..declared("versioning") };
    let seen = call(&SAKURA_API, "sakura-api", missing, r#"{"error":{"code":404}}"#);
    assert_eq!(
        (seen.resources(), seen.listings().len()),
        (vec!["b 111?/r1? versioning.enabled=?".to_owned()], 0)
    );
}

#[test]
fn zero_values_of_usacloud_are_no_values() {
    let text = r#"[{"CPU":1,"ID":113700000001,"Size":0,"Key":""},{"CPU":1,"ID":113700000002,"Size":3,"Key":"k"},{"CPU":1,"ID":0}]"#;
    let seen = call(&USACLOUD, "usacloud", declared(""), text);
    assert_eq!(
        seen.resources(),
        [
            "113700000001 111?/r1? size.bytes=? encryption.kms-key=?",
            "113700000002 111?/r1? size.bytes=3 encryption.kms-key=k",
        ]
    );
}

#[test]
fn no_secret_reaches_a_record_or_a_diagnostic() {
    let text = r#"{"Volumes":[{"Id":"v","Zone":"r2a","Password":"hunter2","Nested":{"Token":"hunter2"}},{"Id":"#;
    let seen = aws(declared(""), text);
    assert!(!format!("{seen:?}").contains("hunter2"));
    let plain = aws(declared(""), r#"{"Volumes":[{"Id":"v","Zone":"r2a"},{"Id":"#);
    assert_eq!(seen.end.materialised, plain.end.materialised);
}
