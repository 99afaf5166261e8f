//! The mappings this program ships with.

use std::collections::BTreeSet;

use super::super::super::Declared;
use super::super::testing::{Sample, Seen, read};
use super::super::{AWS_CLI, AwsConfig, derive};
use crate::load::{self, Sources};
use crate::model::mapping::Mapping;
use crate::model::record::Record;

#[test]
fn every_derivation_of_a_shipped_mapping_exists_and_every_one_is_used() {
    let shipped = [
        ("aws.toml", AWS),
        ("sakura.toml", include_str!("../../../../../profiles/providers/sakura.toml")),
    ];
    let mut used = BTreeSet::new();
    for (name, text) in shipped {
        let (mapping, _) = load::mapping(name, text, &mut Sources::default());
        let resources = mapping.expect("a mapping").resources;
        let attributes = resources.iter().flat_map(|resource| &resource.attributes);
        used.extend(attributes.filter_map(|attribute| attribute.derive.clone()));
    }
    let missing: Vec<&String> = used.iter().filter(|name| derive::find(name).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

const AWS: &str = include_str!("../../../../../profiles/providers/aws.toml");

fn aws() -> Mapping {
    load::mapping("aws.toml", AWS, &mut Sources::default()).0.expect("a mapping")
}

fn declared(call: &str) -> Declared {
    Declared {
        call: Some(call.into()),
        account: Some("123456789012".into()),
        region: Some("ap-northeast-1".into()),
        ..Declared::default()
    }
}

#[test]
fn one_volume_says_the_same_through_config_and_the_command_line() {
    const ASKED: &[(&str, &[&str])] = &[(
        "block-store.volume",
        &["encryption.key", "media.kind", "size.bytes", "performance.iops"],
    )];
    let key = "arn:aws:kms:ap-northeast-1:123456789012:key/mrk-1";
    let item = format!(
        r#"{{"configSnapshotId":"s","configurationItems":[{{"resourceType":"AWS::EC2::Volume","resourceId":"vol-1","ARN":"arn:aws:ec2:ap-northeast-1:123456789012:volume/vol-1","awsAccountId":"123456789012","awsRegion":"ap-northeast-1","configuration":{{"volumeId":"vol-1","encrypted":true,"kmsKeyId":"{key}","size":8,"volumeType":"gp3","iops":3000}}}}]}}"#
    );
    let printed = format!(
        r#"{{"Volumes":[{{"VolumeId":"vol-1","Encrypted":true,"KmsKeyId":"{key}","Size":8,"VolumeType":"gp3","Iops":3000,"AvailabilityZone":"ap-northeast-1a"}}]}}"#
    );
    let config = Sample { path: "c.json", bytes: item.as_bytes(), declared: Declared::default() };
    let cli = Sample {
        path: "v.json",
        bytes: printed.as_bytes(),
        declared: declared("ec2 describe-volumes"),
    };
    let said = |seen: &Seen| {
        let line = seen.resources().remove(0).replace("123456789012?", "123456789012");
        let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        words.sort();
        words
    };
    let (config, cli) =
        (read(&AwsConfig, &aws(), ASKED, &config), read(&AWS_CLI, &aws(), ASKED, &cli));
    assert_eq!(said(&config), said(&cli));
    assert!(said(&cli).contains(&"encryption.key=customer".to_owned()), "{:?}", said(&cli));
}

#[test]
fn a_recorder_says_which_types_a_snapshot_lists() {
    const ASKED: &[(&str, &[&str])] = &[("iam.user", &[])];
    let group = |group: &str| {
        format!(r#"{{"ConfigurationRecorders":[{{"name":"default","recordingGroup":{group}}}]}}"#)
    };
    let cases = [
        (
            r#"{"allSupported":true,"includeGlobalResourceTypes":true,"resourceTypes":[]}"#,
            true,
            true,
        ),
        (
            r#"{"allSupported":true,"includeGlobalResourceTypes":false,"resourceTypes":[]}"#,
            false,
            true,
        ),
        (r#"{"allSupported":false,"resourceTypes":["AWS::IAM::User"]}"#, true, false),
        (
            r#"{"allSupported":false,"exclusionByResourceTypes":{"resourceTypes":["AWS::S3::Bucket"]}}"#,
            true,
            false,
        ),
    ];
    for (text, users, buckets) in cases {
        let text = group(text);
        let call = declared("configservice describe-configuration-recorders");
        let sample = Sample { path: "r.json", bytes: text.as_bytes(), declared: call };
        let seen = read(&AWS_CLI, &aws(), ASKED, &sample);
        let Some(Record::Recorder(recorder)) = seen.records.first() else { panic!("{seen:?}") };
        let types: Vec<&str> = recorder.types.iter().flatten().map(|ty| ty.get().id).collect();
        assert_eq!(
            (types.contains(&"iam.user"), types.contains(&"object-store.bucket")),
            (users, buckets),
            "{text}"
        );
    }
}
