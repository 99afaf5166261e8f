//! Derivations that no provider owns, and the small ones of AWS and Sakura Cloud.

use std::net::IpAddr;

use jiff::civil::Date;

use super::{Entry, Input, arn_field, found, opened, settle, text};
use crate::model::text::Bilingual;
use crate::model::value::{Reading, Unreadable, Value};
use crate::submission::json::{Tree, Value as Native};

pub(super) const ENTRIES: &[Entry] = &[
    (
        "password-classes",
        password_classes,
        Bilingual {
            ja: "必須とする文字種。パスは英大文字、英小文字、数字、記号の順に4つ(真偽値)",
            en: "character classes that are required; four paths: upper, lower, digit, symbol (booleans)",
        },
    ),
    (
        "iso-duration-hours",
        iso_duration_hours,
        Bilingual {
            ja: "ISO 8601の期間(P1DT12Hなど)を時間で表した値",
            en: "an ISO 8601 duration such as P1DT12H, in hours",
        },
    ),
    (
        "sakura-id",
        sakura_id,
        Bilingual {
            ja: "数値または文字列で書かれた識別子。空と0は「なし」",
            en: "an identifier written as number or text; empty and 0 mean that there is none",
        },
    ),
    (
        "other-account",
        other_account,
        Bilingual {
            ja: "送り先のアカウント(またはARNのアカウント)が記録自身のアカウントと異なるか",
            en: "whether the account, or that of the ARN, differs from the record's own",
        },
    ),
    (
        "aws-public-access-block",
        public_access_block,
        Bilingual {
            ja: "パブリックアクセスブロックの4項目がすべて有効なら公開不可。それ以外は不明",
            en: "not public if all four settings of the public access block are on, else unknown",
        },
    ),
    (
        "aws-sse-key",
        sse_key,
        Bilingual {
            ja: "S3の既定の暗号化の方式と鍵から、鍵の管理者を判断する",
            en: "who holds the key, by the algorithm and key of a bucket's default encryption",
        },
    ),
    (
        "sakura-encryption-key",
        sakura_encryption_key,
        Bilingual {
            ja: "ディスクの暗号化方式とKMSの鍵の有無から、鍵の管理者を判断する",
            en: "who holds the key, by the algorithm of a disk and whether it names a KMS key",
        },
    ),
    (
        "s3-acl-public",
        s3_acl_public,
        Bilingual {
            ja: "ACLが全員または認証済みの全利用者に許可しているか",
            en: "whether the ACL grants anything to everybody or to every authenticated user",
        },
    ),
    (
        "public-address",
        public_address,
        Bilingual {
            ja: "アドレスのいずれかが、組織内専用の範囲の外にあるか",
            en: "whether any of the addresses is outside the ranges for private use",
        },
    ),
    (
        "openssl-date",
        openssl_date,
        Bilingual {
            ja: "「Jan  4 12:13:14 2024 GMT」の形の日付",
            en: "a date written as `Jan  4 12:13:14 2024 GMT`",
        },
    ),
];

fn password_classes(input: &Input<'_>) -> Reading {
    let classes = ["upper", "lower", "digit", "symbol"];
    let mut words = Vec::new();
    for (at, class) in classes.into_iter().enumerate() {
        match input.truth(at) {
            Ok(Some(true)) => words.push(Value::text(class)),
            Ok(Some(false)) => {}
            Ok(None) => return Reading::Unknown,
            Err(why) => return Reading::Unreadable(why),
        }
    }
    Reading::Known(Value::List(words))
}

fn iso_duration_hours(input: &Input<'_>) -> Reading {
    settle(input.text(0).and_then(|text| {
        text.map(|text| thousandths(text).map(Value::Decimal).ok_or(Unreadable::Malformed))
            .transpose()
    }))
}

/// Thousandths of an hour; durations with months or years have no fixed length and are none.
fn thousandths(text: &str) -> Option<i64> {
    let (days, time) = match text.strip_prefix('P')?.split_once('T') {
        Some((days, time)) if !time.is_empty() => (days, time),
        Some(_) => return None,
        None => (text.strip_prefix('P')?, ""),
    };
    let seconds =
        units(days, &[('D', 86_400)])? + units(time, &[('H', 3600), ('M', 60), ('S', 1)])?;
    (!(days.is_empty() && time.is_empty())).then_some(seconds.checked_mul(1000)? / 3600)
}

/// The sum of numbers with these units, which come in this order.
fn units(mut text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut sum = 0_i64;
    for (unit, seconds) in units {
        if let Some((number, rest)) = text.split_once(*unit) {
            let number: u32 = number.parse().ok()?;
            sum = sum.checked_add(i64::from(number).checked_mul(*seconds)?)?;
            text = rest;
        }
    }
    text.is_empty().then_some(sum)
}

fn sakura_id(input: &Input<'_>) -> Reading {
    settle(identifier(input, 0).map(|id| id.map(Value::text)))
}

/// The identifier at path `at`; none if there is none.
fn identifier(input: &Input<'_>, at: usize) -> Result<Option<String>, Unreadable> {
    let Some(tree) = input.first(at) else { return Ok(None) };
    let (Native::Number(id) | Native::String(id)) = &tree.value else {
        return Err(Unreadable::WrongKind);
    };
    let is_whole = id.bytes().all(|byte| byte.is_ascii_digit());
    if matches!(tree.value, Native::Number(_)) && !is_whole {
        return Err(Unreadable::WrongKind);
    }
    Ok((**id != *"0").then(|| id.to_string()))
}

fn other_account(input: &Input<'_>) -> Reading {
    let Some(own) = input.account else { return Reading::Unknown };
    let mut seen = None;
    for tree in input.all(0) {
        let Some(native) = text(tree) else { return Reading::Unreadable(Unreadable::WrongKind) };
        let is_arn = native.starts_with("arn:");
        let account = if is_arn { arn_field(&native, 4) } else { Some(&*native) };
        match account.filter(|account| !account.is_empty()) {
            Some(account) => seen = Some(seen.unwrap_or(true) && account != own),
            None => return Reading::Unknown,
        }
    }
    settle(Ok(seen.map(Value::Bool)))
}

fn public_access_block(input: &Input<'_>) -> Reading {
    let mut leaves = Vec::new();
    for tree in input.all(0) {
        match opened(tree) {
            Ok(tree) => truths(&tree, &mut leaves),
            Err(why) => return Reading::Unreadable(why),
        }
    }
    let is_blocked = leaves.len() == 4 && leaves.iter().all(|leaf| *leaf);
    if is_blocked { Reading::Known(Value::Bool(false)) } else { Reading::Unknown }
}

fn truths(tree: &Tree, into: &mut Vec<bool>) {
    into.extend(tree.as_bool());
    tree.members().iter().for_each(|(_, value)| truths(value, into));
    tree.elements().iter().for_each(|value| truths(value, into));
}

fn sse_key(input: &Input<'_>) -> Reading {
    let mut keys = Vec::new();
    for tree in input.values.iter().flatten() {
        let tree = match opened(tree) {
            Ok(tree) => tree,
            Err(why) => return Reading::Unreadable(why),
        };
        match sse_keys(&tree, &mut keys) {
            Ok(()) => {}
            Err(why) => return Reading::Unreadable(why),
        }
    }
    keys.dedup();
    match keys.as_slice() {
        [] => Reading::Unknown,
        [key] => Reading::Known(Value::text(*key)),
        [_, _, ..] => Reading::Unreadable(Unreadable::UnlistedValue),
    }
}

/// Goes down to the objects that name an algorithm: algorithm and key stand beside each other.
fn sse_keys(tree: &Tree, keys: &mut Vec<&'static str>) -> Result<(), Unreadable> {
    let own = |name: &str| {
        tree.members().iter().find(|(member, _)| super::fold(member) == name).map(|(_, tree)| tree)
    };
    if let Some(algorithm) = own("ssealgorithm") {
        let id = own("kmsmasterkeyid").or_else(|| found(tree, "kmsmasterkeyid").first().copied());
        let id = id.and_then(Tree::as_str).filter(|id| !id.is_empty());
        match algorithm.as_str() {
            Some("AES256") => keys.push("provider"),
            Some("aws:kms" | "aws:kms:dsse") => {
                let is_customers = id.is_some_and(|id| !id.ends_with("alias/aws/s3"));
                keys.push(if is_customers { "customer" } else { "provider" });
            }
            Some("") => {}
            Some(_) => return Err(Unreadable::UnlistedValue),
            None if matches!(algorithm.value, Native::Null) => {}
            None => return Err(Unreadable::WrongKind),
        }
    }
    tree.members().iter().try_for_each(|(_, value)| sse_keys(value, keys))?;
    tree.elements().iter().try_for_each(|value| sse_keys(value, keys))
}

fn sakura_encryption_key(input: &Input<'_>) -> Reading {
    settle(input.text(0).and_then(|algorithm| match algorithm {
        None => Ok(None),
        Some("none") => Ok(Some(Value::text("none"))),
        Some("aes256_xts") => Ok(Some(Value::text(match identifier(input, 1)? {
            Some(_) => "customer",
            None => "provider",
        }))),
        Some(_) => Err(Unreadable::UnlistedValue),
    }))
}

fn s3_acl_public(input: &Input<'_>) -> Reading {
    if !input.is_listed(0) {
        return Reading::Unknown;
    }
    let is_public =
        input.all(0).iter().filter_map(|grantee| grantee.get("URI")?.as_str()).any(|uri| {
            uri.ends_with("/global/AllUsers") || uri.ends_with("/global/AuthenticatedUsers")
        });
    Reading::Known(Value::Bool(is_public))
}

fn public_address(input: &Input<'_>) -> Reading {
    let mut seen = None;
    for tree in input.values.iter().flatten() {
        let Some(text) = tree.as_str() else { return Reading::Unreadable(Unreadable::WrongKind) };
        if !text.is_empty() {
            let Ok(address) = text.parse() else {
                return Reading::Unreadable(Unreadable::Malformed);
            };
            seen = Some(seen.unwrap_or(false) || !is_private(address));
        }
    }
    settle(Ok(seen.map(Value::Bool)))
}

/// RFC 1918, RFC 6598 and RFC 4193, and what never leaves a link.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let is_shared = v4.octets()[0] == 100 && v4.octets()[1] & 0xc0 == 64;
            v4.is_private() || v4.is_loopback() || v4.is_link_local() || is_shared
        }
        IpAddr::V6(v6) => v6.is_unique_local() || v6.is_loopback() || v6.is_unicast_link_local(),
    }
}

fn openssl_date(input: &Input<'_>) -> Reading {
    settle(input.text(0).and_then(|text| {
        text.map(|text| openssl(text).map(Value::Date).ok_or(Unreadable::Malformed)).transpose()
    }))
}

fn openssl(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let [month, day, _, year, "GMT"] = words.as_slice() else { return None };
    let month = MONTHS.iter().position(|name| name == month)?;
    Date::new(year.parse().ok()?, i8::try_from(month + 1).ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{attribute, derive};
    use super::*;

    fn words(words: &[&str]) -> Reading {
        Reading::Known(Value::List(words.iter().map(|word| Value::text(*word)).collect()))
    }

    type Case<'a> = (&'a str, &'a [&'a str], Reading);

    fn check(cases: &[Case<'_>]) {
        let attribute = attribute("object-store.bucket", "encryption.key");
        for (name, paths, expected) in cases {
            assert_eq!(derive(name, attribute, paths), *expected, "{name} {paths:?}");
        }
    }

    fn known(text: &str) -> Reading {
        Reading::Known(Value::text(text))
    }

    fn truth(value: bool) -> Reading {
        Reading::Known(Value::Bool(value))
    }

    #[test]
    fn settings_of_any_provider() {
        let bad = Reading::Unreadable;
        check(&[
            (
                "password-classes",
                &["[true]", "[false]", "[true]", r#"["True"]"#],
                words(&["upper", "digit", "symbol"]),
            ),
            ("password-classes", &["[true]", "[true]", "[]", "[true]"], Reading::Unknown),
            (
                "password-classes",
                &["[1]", "[true]", "[true]", "[true]"],
                bad(Unreadable::WrongKind),
            ),
            ("iso-duration-hours", &[r#"["PT8H"]"#], Reading::Known(Value::Decimal(8000))),
            ("iso-duration-hours", &[r#"["P1DT30M"]"#], Reading::Known(Value::Decimal(24_500))),
            ("iso-duration-hours", &[r#"["P1M"]"#], bad(Unreadable::Malformed)),
            ("iso-duration-hours", &[r#"["P"]"#], bad(Unreadable::Malformed)),
            ("iso-duration-hours", &["[]"], Reading::Unknown),
            ("sakura-id", &["[113700000001]"], known("113700000001")),
            ("sakura-id", &[r#"["113700000001"]"#], known("113700000001")),
            ("sakura-id", &["[0]"], Reading::Unknown),
            ("sakura-id", &[r#"["0"]"#], Reading::Unknown),
            ("sakura-id", &[r#"[""]"#], Reading::Unknown),
            ("sakura-id", &["[true]"], bad(Unreadable::WrongKind)),
            ("other-account", &[r#"["222222222222"]"#], truth(true)),
            ("other-account", &[r#"["111111111111"]"#], truth(false)),
            ("other-account", &[r#"["arn:aws:logs:r1:222222222222:x"]"#], truth(true)),
            ("other-account", &[r#"["arn:aws:s3:::bucket"]"#], Reading::Unknown),
            ("other-account", &["[]"], Reading::Unknown),
        ]);
    }

    #[test]
    fn keys_and_access() {
        let bad = Reading::Unreadable;
        let block =
            |last: &str| r#"[{"a":true,"b":true,"c":{"d":true},"e":LAST}]"#.replace("LAST", last);
        let (on, off) = (block("true"), block("false"));
        check(&[
            ("aws-public-access-block", &[on.as_str()], truth(false)),
            ("aws-public-access-block", &[off.as_str()], Reading::Unknown),
            ("aws-public-access-block", &["[]"], Reading::Unknown),
            ("aws-sse-key", &[r#"[{"Rules":[{"SSEAlgorithm":"AES256"}]}]"#], known("provider")),
            (
                "aws-sse-key",
                &[r#"[[{"sse_algorithm":"aws:kms","kms_master_key_id":"arn:k"}]]"#],
                known("customer"),
            ),
            ("aws-sse-key", &[r#"[{"sseAlgorithm":"aws:kms"}]"#], known("provider")),
            ("aws-sse-key", &[r#"[{"sseAlgorithm":"rot13"}]"#], bad(Unreadable::UnlistedValue)),
            ("aws-sse-key", &["[{}]"], Reading::Unknown),
            ("sakura-encryption-key", &[r#"["none"]"#, "[1]"], known("none")),
            ("sakura-encryption-key", &[r#"["aes256_xts"]"#, "[1]"], known("customer")),
            ("sakura-encryption-key", &[r#"["aes256_xts"]"#, "[]"], known("provider")),
            ("sakura-encryption-key", &[r#"[""]"#, "[1]"], Reading::Unknown),
            ("sakura-encryption-key", &[r#"["x"]"#, "[1]"], bad(Unreadable::UnlistedValue)),
            (
                "s3-acl-public",
                &[r#"[{"URI":"http://acs.example/groups/global/AllUsers"}]"#],
                truth(true),
            ),
            ("s3-acl-public", &[r#"[{"ID":"x"}]"#], truth(false)),
            ("s3-acl-public", &["[]"], truth(false)),
            ("s3-acl-public", &["null"], Reading::Unknown),
            (
                "public-address",
                &[r#"["192.168.10.11","10.0.0.1"]"#, r#"["fd00::1"]"#],
                truth(false),
            ),
            ("public-address", &[r#"["192.168.10.11"]"#, r#"["203.0.113.10"]"#], truth(true)),
            ("public-address", &[r#"["100.64.0.1"]"#], truth(false)),
            ("public-address", &[r#"["100.128.0.1"]"#], truth(true)),
            ("public-address", &[r#"["2001:db8::1"]"#], truth(true)),
            ("public-address", &[r#"[""]"#, "[]"], Reading::Unknown),
            ("public-address", &[r#"["db.example"]"#], bad(Unreadable::Malformed)),
            ("public-address", &["[7]"], bad(Unreadable::WrongKind)),
            (
                "openssl-date",
                &[r#"["Jan  4 12:13:14 2024 GMT"]"#],
                Reading::Known(Value::Date(jiff::civil::date(2024, 1, 4))),
            ),
            ("openssl-date", &[r#"["2024-01-04"]"#], bad(Unreadable::Malformed)),
            ("openssl-date", &[r#"[""]"#], Reading::Unknown),
        ]);
    }
}
