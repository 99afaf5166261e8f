//! AWS keys and dates: who manages a key, how often it is rotated, how long objects are locked, dates of the credential report.

use super::{Entry, Input, arn_field, found, opened, settle};
use crate::model::date;
use crate::model::text::Bilingual;
use crate::model::value::{Reading, Unreadable, Value};
use crate::submission::json::{Tree, Value as Native};

pub(super) const ENTRIES: &[Entry] = &[
    (
        "aws-key-manager",
        key_manager,
        Bilingual {
            ja: "暗号化の有無とKMSの鍵から鍵の管理者を判断する。鍵のARNだけでは事業者の鍵か利用者の鍵か決まらない",
            en: "who manages the key, by whether something is encrypted and its KMS key; a key ARN alone leaves both possible",
        },
    ),
    (
        "aws-table-key",
        table_key,
        Bilingual {
            ja: "DynamoDBの表の暗号化の設定から鍵の管理者を判断する。KMSを使う設定がなければ不明",
            en: "who manages the key of a DynamoDB table, by its encryption setting; unknown if it has none",
        },
    ),
    (
        "aws-retention-days",
        retention_days,
        Bilingual {
            ja: "オブジェクトロックの既定の保持期間(日、または年×365)",
            en: "default retention of an object lock in days, or years times 365",
        },
    ),
    (
        "aws-rotation-days",
        rotation_days,
        Bilingual {
            ja: "KMSの鍵の自動ローテーションの間隔。無効なら無期限、間隔の記載がなければ365日とみなす",
            en: "days between automatic rotations of a KMS key; unlimited if off, assumed 365 if no period is printed",
        },
    ),
    (
        "aws-report-date",
        report_date,
        Bilingual {
            ja: "認証情報レポートの日時。N/Aは「なし」、no_informationは不明",
            en: "date in the credential report; N/A is none, no_information unknown",
        },
    ),
];

/// Days AWS KMS leaves between rotations unless a period is chosen.
const DEFAULT_ROTATION: i64 = 365;

/// Source: aliases `alias/aws/…` are reserved for AWS managed keys; multi-Region keys (`mrk-`) are always customer managed; an AWS
/// managed key can be used in its own account only.
fn key_manager(input: &Input<'_>) -> Reading {
    let (encrypted, at) = match input.values.len() {
        0 | 1 => (Ok(None), 0),
        _ => (input.truth(0), 1),
    };
    let encrypted = match encrypted {
        Ok(Some(false)) => return Reading::Known(Value::text("none")),
        Ok(encrypted) => encrypted.is_some(),
        Err(why) => return Reading::Unreadable(why),
    };
    let either = || Reading::Among(vec![Value::text("provider"), Value::text("customer")]);
    match input.text(at) {
        Ok(Some(key)) => manager(key, input.account)
            .map_or_else(either, |manager| Reading::Known(Value::text(manager))),
        Ok(None) if encrypted => either(),
        Ok(None) => Reading::Unknown,
        Err(why) => Reading::Unreadable(why),
    }
}

fn manager(key: &str, own: Option<&str>) -> Option<&'static str> {
    let resource = arn_field(key, 5).unwrap_or(key);
    let id = resource.strip_prefix("key/").unwrap_or(resource);
    let is_account = |field: &&str| field.len() == 12 && field.bytes().all(|b| b.is_ascii_digit());
    let account = arn_field(key, 4).filter(is_account);
    let is_foreign = account.zip(own).is_some_and(|(account, own)| account != own);
    if resource.strip_prefix("alias/aws/").is_some_and(|service| !service.is_empty()) {
        Some("provider")
    } else if id.starts_with("mrk-") || (is_foreign && own.as_ref().is_some_and(is_account)) {
        Some("customer")
    } else {
        None
    }
}

/// Source: a table prints its encryption setting only if it uses a KMS key; without one it is encrypted with a key of the provider,
/// which is for the mapping to say.
fn table_key(input: &Input<'_>) -> Reading {
    let Some(setting) = input.first(0) else { return Reading::Unknown };
    if !matches!(setting.value, Native::Object(_)) {
        return Reading::Unreadable(Unreadable::WrongKind);
    }
    let key = found(setting, "kmsmasterkeyarn").first().and_then(|key| key.as_str());
    key.and_then(|key| manager(key, input.account)).map_or_else(
        || Reading::Among(vec![Value::text("provider"), Value::text("customer")]),
        |manager| Reading::Known(Value::text(manager)),
    )
}

/// Source: the default retention of an object lock has days or years, not both.
fn retention_days(input: &Input<'_>) -> Reading {
    settle(retention(input).map(|days| days.map(Value::Int)))
}

fn retention(input: &Input<'_>) -> Result<Option<i64>, Unreadable> {
    let mut days = Vec::new();
    for tree in input.all(0).iter().filter(|tree| tree.as_str() != Some("")) {
        let tree = opened(tree)?;
        if !matches!(tree.value, Native::Array(_) | Native::Object(_)) {
            return Err(Unreadable::WrongKind);
        }
        let (own, years) = (periods(&tree, "days")?, periods(&tree, "years")?);
        if own.is_empty() {
            for years in years {
                days.push(years.checked_mul(365).ok_or(Unreadable::Malformed)?);
            }
        } else {
            days.extend(own);
        }
    }
    days.dedup();
    match days.as_slice() {
        [] => Ok(None),
        [days] => Ok(Some(*days)),
        [_, _, ..] => Err(Unreadable::UnlistedValue),
    }
}

/// Members called `name` that are above zero; Terraform writes 0 for what is not set.
fn periods(tree: &Tree, name: &str) -> Result<Vec<i64>, Unreadable> {
    let mut out = Vec::new();
    for tree in found(tree, name) {
        match whole(tree)? {
            Some(number) if number < 0 => return Err(Unreadable::UnlistedValue),
            number => out.extend(number.filter(|number| *number > 0)),
        }
    }
    Ok(out)
}

/// A whole number, written as such or as text; none if null or empty.
fn whole(tree: &Tree) -> Result<Option<i64>, Unreadable> {
    match &tree.value {
        Native::Null => Ok(None),
        Native::String(text) if text.is_empty() => Ok(None),
        Native::String(text) => text.parse().map(Some).map_err(|_| Unreadable::WrongKind),
        Native::Number(_) => tree.as_i64().map(Some).ok_or(Unreadable::WrongKind),
        Native::Bool(_) | Native::Array(_) | Native::Object(_) | Native::Bad(_) => {
            Err(Unreadable::WrongKind)
        }
    }
}

/// Source: automatic rotation is yearly unless another period is chosen. Tools that are older than that choice, and AWS Config,
/// print no period, so a year is an assumption there.
fn rotation_days(input: &Input<'_>) -> Reading {
    match (input.truth(0), input.first(1).map(whole).transpose()) {
        (Err(why), _) | (_, Err(why)) => Reading::Unreadable(why),
        (Ok(None), _) => Reading::Unknown,
        (Ok(Some(false)), _) => Reading::Known(Value::Unlimited),
        (Ok(Some(true)), Ok(period)) => match period.flatten() {
            Some(days) if days > 0 => Reading::Known(Value::Int(days)),
            Some(_) => Reading::Unreadable(Unreadable::UnlistedValue),
            None => Reading::Assumed(Value::Int(DEFAULT_ROTATION)),
        },
    }
}

/// Source: the credential report writes `N/A` for what never happened and `no_information` for what it does not know.
fn report_date(input: &Input<'_>) -> Reading {
    settle(input.text(0).and_then(|text| match text {
        None | Some("no_information") => Ok(None),
        Some("N/A") => Ok(Some(Value::Null)),
        Some(text) => day(text).map(|date| Some(Value::Date(date))).ok_or(Unreadable::Malformed),
    }))
}

/// The report states its times in UTC.
fn day(text: &str) -> Option<jiff::civil::Date> {
    if let Ok(moment) = text.parse::<jiff::Timestamp>() {
        return Some(jiff::tz::Offset::UTC.to_datetime(moment).date());
    }
    let is_plain = text.len() == 10 && text.get(4..5) == Some("-");
    is_plain.then(|| date::parse(text)).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{attribute, derive};
    use super::*;

    const WRONG: Reading = Reading::Unreadable(Unreadable::WrongKind);
    const UNLISTED: Reading = Reading::Unreadable(Unreadable::UnlistedValue);
    const MALFORMED: Reading = Reading::Unreadable(Unreadable::Malformed);

    fn check(name: &str, cases: &[(&[&str], Reading)]) {
        let attribute = attribute("block-store.volume", "encryption.key");
        for (paths, expected) in cases {
            assert_eq!(derive(name, attribute, paths), *expected, "{name} {paths:?}");
        }
    }

    #[test]
    fn managers_of_keys() {
        let known = |word: &str| Reading::Known(Value::text(word));
        let either = || Reading::Among(vec![Value::text("provider"), Value::text("customer")]);
        let arn = |rest: &str| format!(r#"["arn:aws:kms:r1:{rest}"]"#);
        let (own, foreign) = (arn("111111111111:key/1-2"), arn("222222222222:key/1-2"));
        let (alias, mrk) = (arn("111111111111:alias/aws/ebs"), arn("111111111111:key/mrk-1"));
        let named = arn("111111111111:alias/alias/aws/ebs");
        let odd = arn("*:key/1-2");
        check(
            "aws-key-manager",
            &[
                (&["[false]", "[]"], known("none")),
                (&[r#"["False"]"#, &own], known("none")),
                (&["[true]", &own], either()),
                (&["[true]", "[]"], either()),
                (&["[true]", r#"[""]"#], either()),
                (&["[]", "[]"], Reading::Unknown),
                (&["[]", &foreign], known("customer")),
                (&["[true]", &foreign], known("customer")),
                (&["[true]", &odd], either()),
                (&["[true]", &alias], known("provider")),
                (&["[true]", r#"["alias/aws/rds"]"#], known("provider")),
                (&["[true]", r#"["alias/aws/"]"#], either()),
                (&["[true]", &named], either()),
                (&["[true]", &mrk], known("customer")),
                (&["[true]", r#"["mrk-1"]"#], known("customer")),
                (&["[true]", "[7]"], WRONG),
                (&["[1]", &own], WRONG),
                (&[&own], either()),
                (&[&foreign], known("customer")),
                (&["[]"], Reading::Unknown),
            ],
        );
    }

    #[test]
    fn keys_of_tables() {
        let known = |word: &str| Reading::Known(Value::text(word));
        let either = Reading::Among(vec![Value::text("provider"), Value::text("customer")]);
        let table = |key: &str| format!(r#"[{{"Status":"ENABLED","SSEType":"KMS"{key}}}]"#);
        let config =
            r#"[{"status":"ENABLED","kmsmasterKeyArn":"arn:aws:kms:r1:111111111111:key/mrk-1"}]"#;
        check(
            "aws-table-key",
            &[
                (
                    &[&table(r#","KMSMasterKeyArn":"arn:aws:kms:r1:222222222222:key/1""#)],
                    known("customer"),
                ),
                (
                    &[&table(r#","KMSMasterKeyArn":"arn:aws:kms:r1:111111111111:key/1""#)],
                    either.clone(),
                ),
                (&[config], known("customer")),
                (&[&table("")], either),
                (&["[]"], Reading::Unknown),
                (&["[true]"], WRONG),
            ],
        );
    }

    #[test]
    fn periods_and_dates() {
        let days = |days| Reading::Known(Value::Int(days));
        check(
            "aws-retention-days",
            &[
                (&[r#"[{"Mode":"COMPLIANCE","Days":30}]"#], days(30)),
                (&[r#"[[{"days":0,"years":2}]]"#], days(730)),
                (&[r#"[{"years":"1"}]"#], days(365)),
                (&[r#"["{\"days\":7}"]"#], days(7)),
                (&["[[]]"], Reading::Unknown),
                (&["[]"], Reading::Unknown),
                (&[r#"[[{"days":1},{"days":2}]]"#], UNLISTED),
                (&[r#"[{"days":-1}]"#], UNLISTED),
                (&[r#"[{"days":true}]"#], WRONG),
                (&[r#"[{"years":9223372036854775807}]"#], MALFORMED),
                (&["[30]"], WRONG),
            ],
        );
        check(
            "aws-rotation-days",
            &[
                (&["[false]", "[90]"], Reading::Known(Value::Unlimited)),
                (&[r#"["true"]"#, "[90]"], days(90)),
                (&["[true]", r#"["90"]"#], days(90)),
                (&["[true]", "[]"], Reading::Assumed(Value::Int(365))),
                (&[r#"["True"]"#], Reading::Assumed(Value::Int(365))),
                (&["[true]", "[0]"], UNLISTED),
                (&["[true]", r#"["often"]"#], WRONG),
                (&["[]", "[90]"], Reading::Unknown),
                (&["[{}]", "[90]"], WRONG),
            ],
        );
        let date = |day| Reading::Known(Value::Date(jiff::civil::date(2026, 1, day)));
        check(
            "aws-report-date",
            &[
                (&[r#"["2026-01-04T23:30:00+00:00"]"#], date(4)),
                (&[r#"["2026-01-05T08:30:00+09:00"]"#], date(4)),
                (&[r#"["2026-01-04T00:00:00Z"]"#], date(4)),
                (&[r#"["2026-01-04"]"#], date(4)),
                (&[r#"["N/A"]"#], Reading::Known(Value::Null)),
                (&[r#"["no_information"]"#], Reading::Unknown),
                (&[r#"["not_supported"]"#], MALFORMED),
                (&[r#"[""]"#], Reading::Unknown),
                (&["[20260104]"], WRONG),
            ],
        );
    }
}
