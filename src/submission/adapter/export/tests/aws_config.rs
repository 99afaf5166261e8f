//! AWS Config files.

use super::super::super::Declared;
use super::super::AwsConfig;
use super::super::testing::{Sample, Seen, mapping, read};

const BLOCKS: &str = r#"
[[resource]]
type = "object-store.bucket"
source = "aws-config"
native = "AWS::S3::Bucket"
key = "$.resourceName"
alias = ["$.ARN"]
gone = { path = "$.configurationItemStatus", values = ["ResourceDeleted"] }
[resource.attributes]
"versioning.enabled" = { path = "$.supplementaryConfiguration.V", decode = "json", inner = "$.status", map = { Enabled = true } }
"encryption.kms-key" = { path = "$.configuration.kms" }
[[resource]]
type = "iam.user"
source = "aws-config"
native = "AWS::IAM::User"
key = "$.resourceName"
[[resource]]
type = "kms.key"
source = "aws-config"
native = "AWS::KMS::Key"
key = "$.resourceName"
"#;
const ASKED: &[(&str, &[&str])] = &[
    ("object-store.bucket", &["versioning.enabled", "encryption.kms-key"]),
    ("iam.user", &[]),
    ("kms.key", &[]),
];
const NAME: &str = "x/111_Config_r1_ConfigSnapshot_20231009T010203Z_u.json";

fn config(path: &str, text: &str) -> Seen {
    let sample = Sample { path, bytes: text.as_bytes(), declared: Declared::default() };
    read(&AwsConfig, &mapping(BLOCKS), ASKED, &sample)
}

const BUCKET: &str = r#"{"resourceType":"AWS::S3::Bucket","resourceName":"b","awsRegion":"r1","awsAccountId":"111","ARN":"arn:aws:s3:::b","configuration":{"kms":"k","secret":"s"},"supplementaryConfiguration":{"V":"{\"status\":\"Enabled\"}"}}"#;
const OLD_BUCKET: &str = r#"{"ResourceType":"AWS::S3::Bucket","resourceName":"b","awsRegion":"r1","accountId":"111","arn":"arn:aws:s3:::b","configuration":"{\"kms\":\"k\"}","supplementaryConfiguration":{"V":{"status":"Enabled"}}}"#;
const USER: &str = r#"{"resourceType":"AWS::IAM::User","resourceName":"u","awsRegion":"global","awsAccountId":"111","configuration":{}}"#;

#[test]
fn a_snapshot_lists_what_it_has_and_what_a_recorder_says() {
    let text = format!(
        r#"{{"fileVersion":"1.0","configSnapshotId":"s","configurationItems":[{BUCKET},{USER}]}}"#
    );
    let seen = config(NAME, &text);
    assert_eq!(
        seen.resources(),
        ["b 111/r1 versioning.enabled=true encryption.kms-key=k", "u 111/global"]
    );
    assert_eq!(
        seen.listings(),
        [
            "iam.user Complete 111 global",
            "object-store.bucket Complete 111 r1",
            "kms.key IfRecorded 111 r1",
        ]
    );
    assert!(seen.diagnostics.is_empty() && seen.end.rejected.is_none());
    let captured = format!("{:?}", seen.records.first());
    assert!(captured.contains("Native(2023-10-09)"), "{captured}");
}

#[test]
fn a_snapshot_of_nothing_is_of_the_cell_in_its_name() {
    let name = "x/123456789012_Config_r1_ConfigSnapshot_20231009T010203Z_u.json";
    let seen = config(name, r#"{"configSnapshotId":"s","configurationItems":[]}"#);
    assert_eq!(seen.listings(), ["object-store.bucket+kms.key IfRecorded 123456789012? r1?"]);
    assert!(
        config("s.json", r#"{"configSnapshotId":"s","configurationItems":[]}"#)
            .listings()
            .is_empty()
    );
}

#[test]
fn every_spelling_gives_the_same_resource() {
    let snapshot =
        config(NAME, &format!(r#"{{"configSnapshotId":"s","configurationItems":[{BUCKET}]}}"#));
    for text in [
        format!(r#"{{"configurationItems":[{OLD_BUCKET}]}}"#),
        format!(r#"{{"baseConfigurationItems":[{OLD_BUCKET}]}}"#),
        format!(r#"{{"ConfigurationItems":[{BUCKET}]}}"#),
        format!("[{BUCKET}]"),
        format!("{OLD_BUCKET}\n"),
    ] {
        let seen = config("history.json", &text);
        assert_eq!(seen.resources(), snapshot.resources(), "{text}");
        assert!(seen.listings().is_empty(), "{text}");
        assert!(seen.diagnostics.is_empty(), "{text}");
    }
}

#[test]
fn damage_reaches_what_the_file_may_hold() {
    let cases = [
        (
            format!(r#"{{"configSnapshotId":"s","configurationItems":[{BUCKET},{{"resourceT"#),
            1,
            "malformed",
        ),
        (
            format!(r#"{{"configSnapshotId":"s","configurationItems":[{BUCKET},7]}}"#),
            1,
            "bad-record",
        ),
        (r#"{"configSnapshotId":"s","configurationItems":"none"}"#.to_owned(), 0, "no-records"),
    ];
    for (text, resources, code) in cases {
        let seen = config(NAME, &text);
        assert_eq!(seen.resources().len(), resources, "{text}");
        assert_eq!(seen.codes(), [code], "{text}");
        assert_eq!(seen.listings(), ["object-store.bucket+kms.key+iam.user Damaged - -"], "{text}");
        let history = config("x_ConfigHistory_.json", &text);
        assert_eq!(
            history.listings(),
            ["object-store.bucket+kms.key+iam.user Blurred - -"],
            "{text}"
        );
    }
}

#[test]
fn other_files_are_left_to_others() {
    for text in [
        "",
        "{}",
        "[]",
        r#"{"Volumes":[]}"#,
        "configurationItems",
        r#"{"version":4,"serial":1,"lineage":"l"}"#,
    ] {
        assert_eq!(config("f.json", text).native, None, "{text}");
    }
}

#[test]
fn deleted_resources_are_gone_and_unrecorded_ones_unknown() {
    let item = |status: &str| {
        format!(
            r#"{{"configSnapshotId":"s","configurationItems":[{{"resourceType":"AWS::S3::Bucket","resourceName":"b","awsRegion":"r1","awsAccountId":"111","configurationItemStatus":"{status}"}}]}}"#
        )
    };
    let unknown = "b 111/r1 versioning.enabled=? encryption.kms-key=?";
    assert_eq!(config(NAME, &item("ResourceDeleted")).resources(), [format!("{unknown} gone")]);
    assert_eq!(config(NAME, &item("ResourceNotRecorded")).resources(), [unknown]);
}

#[test]
fn what_nobody_asked_for_is_not_built() {
    let of = |more: &str| {
        let item = BUCKET.replacen('{', &format!("{{{more}"), 1);
        config(NAME, &format!(r#"{{"configSnapshotId":"s","configurationItems":[{item}]}}"#))
            .end
            .materialised
    };
    assert_eq!(
        of(""),
        of(r#""tags":{"a":"b"},"relationships":[{"x":[1,2,3]}],"userData":"secret","#)
    );
}
