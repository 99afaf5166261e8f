//! Regions that AWS does not print as such, but as a part of an ARN.

use std::collections::BTreeSet;

use super::{Entry, Input, arn_field, fold, found, opened, settle};
use crate::model::text::Bilingual;
use crate::model::value::{Reading, Unreadable, Value};
use crate::submission::json::{Tree, Value as Native};

pub(super) const ENTRIES: &[Entry] = &[
    (
        "aws-replica-regions",
        replica_regions,
        Bilingual {
            ja: "S3の複製先のリージョン。有効な規則の複製用の鍵のARNから読む。鍵の記載がない規則があれば不明",
            en: "regions a bucket replicates to, by the replica keys of enabled rules; unknown if a rule names no key",
        },
    ),
    (
        "aws-arn-regions",
        arn_regions,
        Bilingual {
            ja: "ARNのリージョン。ARNでない名前は記録自身のリージョンとする",
            en: "regions of ARNs; a name that is no ARN is in the record's own region",
        },
    ),
    (
        "aws-regions-differ",
        regions_differ,
        Bilingual {
            ja: "2つのARNのリージョンが異なるか",
            en: "whether two ARNs are in different regions",
        },
    ),
];

fn list(regions: BTreeSet<String>) -> Value {
    Value::List(regions.into_iter().map(Value::text).collect())
}

/// Source: S3 prints the destination bucket without its region, and wants the replica's KMS key in the region of that bucket.
fn replica_regions(input: &Input<'_>) -> Reading {
    settle(replicas(input).map(|regions| regions.map(list)))
}

fn replicas(input: &Input<'_>) -> Result<Option<BTreeSet<String>>, Unreadable> {
    let mut regions = BTreeSet::new();
    let mut is_known = false;
    for tree in input.all(0).iter().filter(|tree| tree.as_str() != Some("")) {
        let tree = opened(tree)?;
        if !matches!(tree.value, Native::Array(_) | Native::Object(_)) {
            return Err(Unreadable::WrongKind);
        }
        let mut rules = Vec::new();
        collect_rules(&tree, &mut rules);
        if rules.is_empty() && !is_hollow(&tree) {
            return Ok(None);
        }
        is_known = true;
        for rule in rules {
            let Some(status) = own(rule, "status") else { return Ok(None) };
            match status.as_str() {
                Some("Disabled") => {}
                Some("Enabled") => match key_regions(rule) {
                    Some(found) => regions.extend(found),
                    None => return Ok(None),
                },
                Some(_) => return Err(Unreadable::UnlistedValue),
                None => return Err(Unreadable::WrongKind),
            }
        }
    }
    Ok(is_known.then_some(regions))
}

/// A rule is an object that has a destination; what is inside it is its own.
fn collect_rules<'a>(tree: &'a Tree, rules: &mut Vec<&'a Tree>) {
    if own(tree, "destination").or_else(|| own(tree, "destinationconfig")).is_some() {
        rules.push(tree);
    } else {
        tree.members().iter().for_each(|(_, value)| collect_rules(value, rules));
        tree.elements().iter().for_each(|value| collect_rules(value, rules));
    }
}

fn own<'a>(tree: &'a Tree, name: &str) -> Option<&'a Tree> {
    tree.members().iter().find(|(member, _)| fold(member) == name).map(|(_, value)| value)
}

/// Whether there is no rule of whatever shape: lists and objects are empty but for the role.
fn is_hollow(tree: &Tree) -> bool {
    match &tree.value {
        Native::Null => true,
        Native::Array(elements) => elements.is_empty(),
        Native::Object(members) => members.iter().all(|(name, value)| {
            matches!(fold(name).as_str(), "role" | "rolearn") || is_hollow(value)
        }),
        Native::Bool(_) | Native::Number(_) | Native::String(_) | Native::Bad(_) => false,
    }
}

fn key_regions(rule: &Tree) -> Option<Vec<String>> {
    let keys = found(rule, "replicakmskeyid");
    let region = |key: &&Tree| {
        let arn = key.as_str().filter(|arn| arn_field(arn, 2) == Some("kms"))?;
        arn_field(arn, 3).filter(|region| is_name(region)).map(str::to_owned)
    };
    let regions: Option<Vec<String>> = keys.iter().map(region).collect();
    regions.filter(|regions| !regions.is_empty())
}

fn is_name(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Source: a read replica in another region is named by its ARN, one in the same region by its identifier; copies of backups name
/// the vault's ARN.
fn arn_regions(input: &Input<'_>) -> Reading {
    if !(0..input.values.len()).any(|at| input.is_listed(at)) {
        return Reading::Unknown;
    }
    let mut regions = BTreeSet::new();
    for tree in input.values.iter().flatten() {
        let Some(text) = tree.as_str() else { return Reading::Unreadable(Unreadable::WrongKind) };
        let region = if text.starts_with("arn:") {
            arn_field(text, 3)
        } else {
            input.region.filter(|_| !text.is_empty() && is_name(text))
        };
        match region.filter(|region| is_name(region)) {
            Some(region) => regions.insert(region.to_owned()),
            None => return Reading::Unknown,
        };
    }
    Reading::Known(list(regions))
}

/// Source: a copy names the vault it was taken from and the one it went to.
fn regions_differ(input: &Input<'_>) -> Reading {
    let region = |at: usize| {
        input
            .text(at)
            .map(|arn| arn.and_then(|arn| arn_field(arn, 3)).filter(|region| is_name(region)))
    };
    settle(region(0).and_then(|from| {
        region(1).map(|to| from.zip(to).map(|(from, to)| Value::Bool(from != to)))
    }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{attribute, derive};
    use super::*;

    fn regions(names: &[&str]) -> Reading {
        Reading::Known(Value::List(names.iter().map(|name| Value::text(*name)).collect()))
    }

    fn check(name: &str, cases: &[(&[&str], Reading)]) {
        let attribute = attribute("object-store.bucket", "replication.regions");
        for (paths, expected) in cases {
            assert_eq!(derive(name, attribute, paths), *expected, "{name} {paths:?}");
        }
    }

    #[test]
    fn replicas_of_buckets() {
        let rule = |status: &str, key: &str| {
            format!(
                r#"{{"Status":"{status}","DeleteMarkerReplication":{{"Status":"Disabled"}},"Destination":{{"Bucket":"arn:aws:s3:::b",
                "EncryptionConfiguration":{{"ReplicaKmsKeyID":"{key}"}}}}}}"#
            )
        };
        let (east, west) = ("arn:aws:kms:east-1:1:key/a", "arn:aws:kms:west-1:1:key/a");
        let two = format!("[[{},{}]]", rule("Enabled", west), rule("Enabled", east));
        let one = format!("[[{},{}]]", rule("Enabled", west), rule("Disabled", "alias/x"));
        let bare = format!("[[{},{}]]", rule("Enabled", west), rule("Enabled", "alias/x"));
        let odd = format!("[[{}]]", rule("enabled", west));
        let wild = format!("[[{}]]", rule("Enabled", "arn:aws:kms:*:1:key/a"));
        let keyed = r#"["{\"roleARN\":\"r\",\"rules\":{\"x\":{\"status\":\"Enabled\",\"destinationConfig\":{\"encryptionConfiguration\":{\"replicaKmsKeyID\":\"arn:aws:kms:east-1:1:key/a\"}}}}}"]"#;
        let nested = r#"[[{"role":"r","rules":[{"status":"Enabled","destination":[{"replica_kms_key_id":"arn:aws:kms:east-1:1:key/a"}]}]}]]"#;
        check(
            "aws-replica-regions",
            &[
                (&[&two], regions(&["east-1", "west-1"])),
                (&[&one], regions(&["west-1"])),
                (&[&bare], Reading::Unknown),
                (&[&wild], Reading::Unknown),
                (&[&odd], Reading::Unreadable(Unreadable::UnlistedValue)),
                (&[keyed], regions(&["east-1"])),
                (&[nested], regions(&["east-1"])),
                (
                    &[r#"[[{"Destination":{"ReplicaKmsKeyID":"arn:aws:kms:east-1:1:key/a"}}]]"#],
                    Reading::Unknown,
                ),
                (&[r#"[[{"Status":"Enabled","Target":"b"}]]"#], Reading::Unknown),
                (&[r#"[{"Role":"r","Rules":[]}]"#], regions(&[])),
                (&["[[]]"], regions(&[])),
                (&["[]"], Reading::Unknown),
                (&["[true]"], Reading::Unreadable(Unreadable::WrongKind)),
            ],
        );
    }

    #[test]
    fn regions_of_arns() {
        check(
            "aws-arn-regions",
            &[
                (
                    &[r#"["arn:aws:rds:east-1:1:db:a","b","arn:aws:rds:east-1:1:db:c"]"#],
                    regions(&["east-1", "r1"]),
                ),
                (&[r#"["arn:aws:s3:::b"]"#], Reading::Unknown),
                (&[r#"["arn:aws:rds:*:1:db:a"]"#], Reading::Unknown),
                (&[r#"["${aws_db_instance.a.id}"]"#], Reading::Unknown),
                (&[r#"[""]"#], Reading::Unknown),
                (&["[7]"], Reading::Unreadable(Unreadable::WrongKind)),
                (&["[]"], regions(&[])),
                (&["null"], Reading::Unknown),
                (&["[]", "null"], regions(&[])),
                (&["null", r#"["arn:aws:rds:east-1:1:auto-backup:ab"]"#], regions(&["east-1"])),
                (&["null", "null"], Reading::Unknown),
            ],
        );
    }

    #[test]
    fn copies_within_a_region_and_beyond() {
        let vault = |region: &str| format!(r#"["arn:aws:backup:{region}:1:backup-vault:v"]"#);
        let (east, west) = (vault("east-1"), vault("west-1"));
        check(
            "aws-regions-differ",
            &[
                (&[&east, &west], Reading::Known(Value::Bool(true))),
                (&[&east, &east], Reading::Known(Value::Bool(false))),
                (&[&east, "[]"], Reading::Unknown),
                (&[r#"["arn:aws:s3:::b"]"#, &east], Reading::Unknown),
                (&[r#"["vault"]"#, &east], Reading::Unknown),
                (&["[7]", &east], Reading::Unreadable(Unreadable::WrongKind)),
            ],
        );
    }
}
