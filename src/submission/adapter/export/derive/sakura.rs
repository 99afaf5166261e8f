//! What Sakura Cloud prints in a form of its own.

use super::{Entry, Input, settle, text};
use crate::model::text::Bilingual;
use crate::model::value::{Reading, Unreadable, Value};
use crate::submission::json::{Tree, Value as Native};

pub(super) const ENTRIES: &[Entry] = &[
    (
        "sakura-replication-sites",
        replication_sites,
        Bilingual {
            ja: "オブジェクトストレージの複製先のサイト。応答が404なら複製なし",
            en: "site a bucket is replicated to; none if the answer is 404",
        },
    ),
    (
        "sakura-database-replicas",
        database_replicas,
        Bilingual {
            ja: "データベースアプライアンスの複製先。複製がなければ空、複製元であれば不明",
            en: "where a database appliance replicates to; empty without replication, unknown for a source",
        },
    ),
    (
        "sakura-backup-days",
        backup_days,
        Bilingual {
            ja: "バックアップの曜日と世代数から、保持される日数を求める。設定が複数あれば長いもの",
            en: "days backups are kept, by their weekdays and number of generations; the longest of several settings",
        },
    ),
    (
        "sakura-proxylb-logging",
        proxylb_logging,
        Bilingual {
            ja: "エンハンスドロードバランサがモニタリングスイートまたはsyslogへログを送るか",
            en: "whether an enhanced load balancer sends logs to the monitoring suite or a syslog server",
        },
    ),
    (
        "sakura-password-classes",
        password_classes,
        Bilingual {
            ja: "必須とする文字種。数字は常に必須。パスは英大文字、英小文字、記号の順に3つ(真偽値)",
            en: "character classes that are required, digits always; three paths: upper, lower, symbols (booleans)",
        },
    ),
    (
        "sakura-user-mfa",
        user_mfa,
        Bilingual {
            ja: "利用者のワンタイムパスワード、セキュリティキーまたはパスワードレス認証が有効か",
            en: "whether a user has a one-time password, a security key or passwordless sign-in",
        },
    ),
    (
        "sakura-principal-kind",
        principal_kind,
        Bilingual {
            ja: "権限の付与先の種別。混在するときは利用者、サービスプリンシパル、グループの順に採る",
            en: "kind of principals of a grant; where mixed, user before service principal before group",
        },
    ),
    (
        "sakura-long-lived-keys",
        long_lived_keys,
        Bilingual {
            ja: "有効で期限のない鍵の数", en: "number of enabled keys without expiry"
        },
    ),
    (
        "sakura-rule-in-force",
        rule_in_force,
        Bilingual {
            ja: "サービスポリシーの規則が有効で、試行(dry run)でないか",
            en: "whether a service policy rule is active and no dry run",
        },
    ),
    (
        "sakura-zone-rule-restricts",
        zone_rule_restricts,
        Bilingual {
            ja: "サービスポリシーの規則がゾーンを限定するか。すべての値がゾーン名である規則のみ",
            en: "whether a service policy rule restricts zones; only a rule whose values are all zones",
        },
    ),
    (
        "sakura-zone-rule-zones",
        zone_rule_zones,
        Bilingual {
            ja: "サービスポリシーの規則が許すゾーン。限定しなければ空、禁止の列挙のみなら不明",
            en: "zones a service policy rule allows; empty if it restricts none, unknown if it only lists denied ones",
        },
    ),
];

/// Source: the object storage API answers 404 for a bucket without replication.
fn replication_sites(input: &Input<'_>) -> Reading {
    settle(input.text(0).and_then(|site| match (site, input.first(1)) {
        (Some(site), _) => Ok(Some(Value::List(vec![Value::text(site)]))),
        (None, Some(code)) => {
            let code = text(code).ok_or(Unreadable::WrongKind)?;
            Ok((code == "404").then(|| Value::List(Vec::new())))
        }
        (None, None) => Ok(None),
    }))
}

/// Source: replication is printed when it is on; a replica receives and does not send; a source does not say where its replicas are.
fn database_replicas(input: &Input<'_>) -> Reading {
    let Some(settings) = input.first(0) else { return Reading::Unknown };
    if !matches!(settings.value, Native::Object(_)) {
        return Reading::Unreadable(Unreadable::WrongKind);
    }
    settle(input.text(1).and_then(|model| match model {
        None | Some("Async-Replica") => Ok(Some(Value::List(Vec::new()))),
        Some("Master-Slave") => Ok(None),
        Some(_) => Err(Unreadable::UnlistedValue),
    }))
}

/// Source: a backup is taken on each of the weekdays and the last ones are kept; a setting that is not made is an empty list.
fn backup_days(input: &Input<'_>) -> Reading {
    let mut longest = None;
    for setting in input.values.iter().flatten() {
        match kept_days(setting) {
            Ok(days) => longest = longest.max(days),
            Err(why) => return Reading::Unreadable(why),
        }
    }
    settle(Ok(longest.map(Value::Int)))
}

fn kept_days(setting: &Tree) -> Result<Option<i64>, Unreadable> {
    match &setting.value {
        Native::Array(elements) if elements.is_empty() => return Ok(None),
        Native::Object(_) => {}
        Native::Null
        | Native::Bool(_)
        | Native::Number(_)
        | Native::String(_)
        | Native::Array(_)
        | Native::Bad(_) => return Err(Unreadable::WrongKind),
    }
    let kept = setting.get("Rotate").filter(|kept| is_stated(kept));
    let kept = kept.map(|kept| kept.as_i64().ok_or(Unreadable::WrongKind)).transpose()?;
    let weekdays = setting.get("DayOfWeek").map_or(0, |days| days.elements().len());
    let weekdays = i64::try_from(weekdays).map_err(|_| Unreadable::Malformed)?;
    Ok(kept.and_then(|kept| kept.checked_mul(7)?.checked_div(weekdays)))
}

/// Source: the settings of an enhanced load balancer name the monitoring suite and a syslog server; an empty server is none.
fn proxylb_logging(input: &Input<'_>) -> Reading {
    let server = match input.text(1) {
        Ok(Some(_)) => Some(true),
        Ok(None) if input.all(1).is_empty() => None,
        Ok(None) => Some(false),
        Err(why) => return Reading::Unreadable(why),
    };
    settle(input.truth(0).map(|suite| match (suite, server) {
        (Some(true), _) | (_, Some(true)) => Some(Value::Bool(true)),
        (Some(false), Some(false)) => Some(Value::Bool(false)),
        (None, _) | (_, None) => None,
    }))
}

/// Source: the API document says that a password must always hold a letter and a digit.
fn password_classes(input: &Input<'_>) -> Reading {
    let mut words = Vec::new();
    for (at, class) in ["upper", "lower", "symbol"].into_iter().enumerate() {
        match input.truth(at) {
            Ok(Some(true)) => words.push(class),
            Ok(Some(false)) => {}
            Ok(None) => return Reading::Unknown,
            Err(why) => return Reading::Unreadable(why),
        }
    }
    let symbol = words.iter().position(|word| *word == "symbol").unwrap_or(words.len());
    words.insert(symbol, "digit");
    Reading::Known(Value::List(words.into_iter().map(Value::text).collect()))
}

/// Source: the API lists the one-time password's state, and whether a security key or passwordless sign-in is registered.
fn user_mfa(input: &Input<'_>) -> Reading {
    settle(second_factor(input).map(|is_on| is_on.map(Value::Bool)))
}

fn second_factor(input: &Input<'_>) -> Result<Option<bool>, Unreadable> {
    let one_time = match input.text(0)? {
        Some("activated") => Some(true),
        Some("deactivated" | "activating") => Some(false),
        Some(_) => return Err(Unreadable::UnlistedValue),
        None => None,
    };
    let (key, passwordless) = (input.truth(1)?, input.truth(2)?);
    Ok(if [one_time, key, passwordless].contains(&Some(true)) {
        Some(true)
    } else {
        one_time.and(key)
    })
}

/// Source: a binding of the IAM API lists principals with their type. The least desirable one speaks for the binding.
fn principal_kind(input: &Input<'_>) -> Reading {
    let mut worst = None;
    for tree in input.all(0) {
        let kind = match tree.as_str() {
            Some("user") => (2, "user"),
            Some("service-principal") => (1, "workload"),
            Some("group") => (0, "group"),
            Some(_) => return Reading::Unreadable(Unreadable::UnlistedValue),
            None => return Reading::Unreadable(Unreadable::WrongKind),
        };
        worst = worst.max(Some(kind));
    }
    settle(Ok(worst.map(|(_, kind)| Value::text(kind))))
}

/// Source: a key of a service principal has a status, and an expiry unless it never expires.
fn long_lived_keys(input: &Input<'_>) -> Reading {
    if !input.is_listed(0) {
        return Reading::Unknown;
    }
    let mut count = 0;
    for key in input.all(0) {
        let is_enabled = match key.get("status").map(Tree::as_str) {
            Some(Some(status)) => status == "enabled",
            None if matches!(key.value, Native::Object(_)) => return Reading::Unknown,
            Some(None) | None => return Reading::Unreadable(Unreadable::WrongKind),
        };
        let has_expiry = key.get("expired_at").is_some_and(is_stated);
        count += i64::from(is_enabled && !has_expiry);
    }
    Reading::Known(Value::Int(count))
}

fn is_stated(tree: &Tree) -> bool {
    !matches!(tree.value, Native::Null) && tree.as_str() != Some("")
}

/// Source: a rule of the service policy is inert while it is not active, and only reports while it is a dry run.
fn rule_in_force(input: &Input<'_>) -> Reading {
    settle(input.truth(0).and_then(|active| {
        let is_dry_run = input.truth(1)?;
        Ok(active.zip(is_dry_run).map(|(active, dry)| Value::Bool(active && !dry)))
    }))
}

/// What a rule of the service policy says of zones.
enum Zones<'a> {
    /// It is about something else, or allows everything.
    Open,
    /// It denies the listed zones; which are left is not said.
    Without,
    /// It allows only these.
    Only(Vec<&'a str>),
}

/// Source: a rule about zones has zones as its allowed or denied values; `allow_all` lifts it.
fn zone_rule_restricts(input: &Input<'_>) -> Reading {
    settle(zones(input).map(|zones| {
        zones.map(|zones| match zones {
            Zones::Open => Value::Bool(false),
            Zones::Without | Zones::Only(_) => Value::Bool(true),
        })
    }))
}

fn zone_rule_zones(input: &Input<'_>) -> Reading {
    settle(zones(input).map(|zones| match zones {
        Some(Zones::Open) => Some(Value::List(Vec::new())),
        Some(Zones::Only(zones)) => Some(Value::List(zones.into_iter().map(Value::text).collect())),
        Some(Zones::Without) | None => None,
    }))
}

fn zones<'a>(input: &Input<'a>) -> Result<Option<Zones<'a>>, Unreadable> {
    if !input.is_listed(0) {
        return Ok(None);
    }
    let (mut allowed, mut denied) = (Vec::new(), Vec::new());
    let mut is_lifted = false;
    for content in input.all(0) {
        if !matches!(content.value, Native::Object(_)) {
            return Err(Unreadable::WrongKind);
        }
        is_lifted |= content.get("allow_all").is_some_and(|flag| flag.as_bool() == Some(true));
        let Some(values) = content.get("values").filter(|values| is_stated(values)) else {
            continue;
        };
        for (member, into) in [("allowed_values", &mut allowed), ("denied_values", &mut denied)] {
            for value in values.get(member).map_or(&[][..], Tree::elements) {
                into.push(value.as_str().ok_or(Unreadable::WrongKind)?);
            }
        }
    }
    allowed.sort_unstable();
    allowed.dedup();
    let mut every = allowed.iter().chain(&denied).peekable();
    let is_zone_rule =
        every.peek().is_some() && every.all(|name| input.mapping.region(name).is_some());
    Ok(Some(match (is_zone_rule && !is_lifted, allowed.is_empty()) {
        (false, _) => Zones::Open,
        (true, true) => Zones::Without,
        (true, false) => Zones::Only(allowed),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{attribute, derive};
    use super::*;

    const WRONG: Reading = Reading::Unreadable(Unreadable::WrongKind);
    const UNLISTED: Reading = Reading::Unreadable(Unreadable::UnlistedValue);
    const UNKNOWN: Reading = Reading::Unknown;

    fn words(words: &[&str]) -> Reading {
        Reading::Known(Value::List(words.iter().map(|word| Value::text(*word)).collect()))
    }

    fn truth(is: bool) -> Reading {
        Reading::Known(Value::Bool(is))
    }

    fn check(cases: &[(&str, &[&str], Reading)]) {
        let attribute = attribute("object-store.bucket", "replication.regions");
        for (name, paths, expected) in cases {
            assert_eq!(derive(name, attribute, paths), *expected, "{name} {paths:?}");
        }
    }

    #[test]
    fn places_of_replicas() {
        check(&[
            ("sakura-replication-sites", &[r#"["tky01"]"#, "[]"], words(&["tky01"])),
            ("sakura-replication-sites", &["[]", "[404]"], words(&[])),
            ("sakura-replication-sites", &[r#"[""]"#, r#"["404"]"#], words(&[])),
            ("sakura-replication-sites", &["[]", "[403]"], UNKNOWN),
            ("sakura-replication-sites", &["[]", "[]"], UNKNOWN),
            ("sakura-replication-sites", &["[{}]", "[404]"], WRONG),
            ("sakura-replication-sites", &["[]", "[{}]"], WRONG),
            ("sakura-database-replicas", &["[{}]", "[]"], words(&[])),
            ("sakura-database-replicas", &["[{}]", r#"[""]"#], words(&[])),
            ("sakura-database-replicas", &["[{}]", r#"["Async-Replica"]"#], words(&[])),
            ("sakura-database-replicas", &["[{}]", r#"["Master-Slave"]"#], UNKNOWN),
            ("sakura-database-replicas", &["[{}]", r#"["master-slave"]"#], UNLISTED),
            ("sakura-database-replicas", &["[{}]", "[1]"], WRONG),
            ("sakura-database-replicas", &["[true]", "[]"], WRONG),
            ("sakura-database-replicas", &["[]", r#"["Async-Replica"]"#], UNKNOWN),
        ]);
    }

    #[test]
    fn backups_of_databases() {
        let daily = r#"["sun","mon","tue","wed","thu","fri","sat"]"#;
        let setting =
            |rotate: &str, days: &str| format!(r#"[{{"Rotate":{rotate},"DayOfWeek":{days}}}]"#);
        let (eight, weekly) = (setting("8", daily), setting("8", r#"["sun"]"#));
        let days = |days| Reading::Known(Value::Int(days));
        check(&[
            ("sakura-backup-days", &[&eight], days(8)),
            ("sakura-backup-days", &[&weekly], days(56)),
            ("sakura-backup-days", &[&eight, &weekly], days(56)),
            ("sakura-backup-days", &[&setting("3", r#"["sun","wed"]"#)], days(10)),
            ("sakura-backup-days", &[&setting("8", "[]")], UNKNOWN),
            ("sakura-backup-days", &[&setting("null", daily)], UNKNOWN),
            ("sakura-backup-days", &["[[]]", "[]"], UNKNOWN),
            ("sakura-backup-days", &[&setting(r#""many""#, daily)], WRONG),
            ("sakura-backup-days", &["[7]"], WRONG),
        ]);
    }

    #[test]
    fn settings_of_services() {
        check(&[
            ("sakura-proxylb-logging", &["[true]", "[]"], truth(true)),
            ("sakura-proxylb-logging", &[r#"["False"]"#, r#"["192.0.2.1"]"#], truth(true)),
            ("sakura-proxylb-logging", &["[]", r#"["192.0.2.1"]"#], truth(true)),
            ("sakura-proxylb-logging", &["[false]", r#"[""]"#], truth(false)),
            ("sakura-proxylb-logging", &["[false]", "[]"], UNKNOWN),
            ("sakura-proxylb-logging", &["[]", r#"[""]"#], UNKNOWN),
            ("sakura-proxylb-logging", &["[1]", "[]"], WRONG),
            ("sakura-proxylb-logging", &["[true]", "[514]"], WRONG),
            (
                "sakura-password-classes",
                &["[true]", "[false]", "[true]"],
                words(&["upper", "digit", "symbol"]),
            ),
            (
                "sakura-password-classes",
                &["[true]", "[true]", "[false]"],
                words(&["upper", "lower", "digit"]),
            ),
            ("sakura-password-classes", &["[false]", "[false]", "[false]"], words(&["digit"])),
            ("sakura-password-classes", &["[true]", "[true]", "[]"], UNKNOWN),
            ("sakura-password-classes", &["[true]", "[{}]", "[true]"], WRONG),
            ("sakura-rule-in-force", &["[true]", "[false]"], truth(true)),
            ("sakura-rule-in-force", &["[true]", "[true]"], truth(false)),
            ("sakura-rule-in-force", &["[false]", "[false]"], truth(false)),
            ("sakura-rule-in-force", &["[true]", "[]"], UNKNOWN),
            ("sakura-rule-in-force", &["[]", "[false]"], UNKNOWN),
            ("sakura-rule-in-force", &["[true]", "[0]"], WRONG),
        ]);
    }

    #[test]
    fn users_keys_and_grants() {
        let key = |status: &str, expiry: &str| format!(r#"{{"status":"{status}"{expiry}}}"#);
        let keys = format!(
            "[{},{},{},{}]",
            key("enabled", ""),
            key("enabled", r#","expired_at":null"#),
            key("enabled", r#","expired_at":"2027-01-01T00:00:00Z""#),
            key("disabled", "")
        );
        check(&[
            ("sakura-user-mfa", &[r#"["activated"]"#, "[]", "[]"], truth(true)),
            ("sakura-user-mfa", &[r#"["deactivated"]"#, "[true]", "[]"], truth(true)),
            ("sakura-user-mfa", &["[]", "[]", "[true]"], truth(true)),
            ("sakura-user-mfa", &[r#"["activating"]"#, "[false]", "[false]"], truth(false)),
            ("sakura-user-mfa", &[r#"["deactivated"]"#, "[false]", "[]"], truth(false)),
            ("sakura-user-mfa", &[r#"["deactivated"]"#, "[]", "[false]"], UNKNOWN),
            ("sakura-user-mfa", &["[]", "[false]", "[false]"], UNKNOWN),
            ("sakura-user-mfa", &[r#"["on"]"#, "[true]", "[]"], UNLISTED),
            ("sakura-user-mfa", &["[true]", "[]", "[]"], WRONG),
            (
                "sakura-principal-kind",
                &[r#"["group","user","service-principal"]"#],
                Reading::Known(Value::text("user")),
            ),
            (
                "sakura-principal-kind",
                &[r#"["group","service-principal"]"#],
                Reading::Known(Value::text("workload")),
            ),
            ("sakura-principal-kind", &[r#"["group"]"#], Reading::Known(Value::text("group"))),
            ("sakura-principal-kind", &["[]"], UNKNOWN),
            ("sakura-principal-kind", &[r#"["user","robot"]"#], UNLISTED),
            ("sakura-principal-kind", &["[{}]"], WRONG),
            ("sakura-long-lived-keys", &[&keys], Reading::Known(Value::Int(2))),
            ("sakura-long-lived-keys", &["[]"], Reading::Known(Value::Int(0))),
            ("sakura-long-lived-keys", &["null"], UNKNOWN),
            ("sakura-long-lived-keys", &["[{}]"], UNKNOWN),
            ("sakura-long-lived-keys", &["[7]"], WRONG),
        ]);
    }

    #[test]
    fn zones_of_rules() {
        let rule = |values: &str, more: &str| format!(r#"[{{"values":{values}{more}}}]"#);
        let both = r#"{"allowed_values":["r2","R1","r2"],"denied_values":[]}"#;
        let lifted = r#","allow_all":true"#;
        let cases = [
            (rule(both, r#","allow_all":false"#), Some(true), words(&["R1", "r2"])),
            (rule(both, lifted), Some(false), words(&[])),
            (rule(r#"{"denied_values":["r1"]}"#, ""), Some(true), UNKNOWN),
            (rule(r#"{"allowed_values":["r1","disk"]}"#, ""), Some(false), words(&[])),
            (rule("{}", r#","deny_all":true"#), Some(false), words(&[])),
            (rule("null", ""), Some(false), words(&[])),
            ("[]".into(), Some(false), words(&[])),
            ("null".into(), None, UNKNOWN),
        ];
        for (content, restricts, zones) in &cases {
            check(&[
                ("sakura-zone-rule-restricts", &[content], restricts.map_or(UNKNOWN, truth)),
                ("sakura-zone-rule-zones", &[content], zones.clone()),
            ]);
        }
        check(&[
            ("sakura-zone-rule-restricts", &["[7]"], WRONG),
            ("sakura-zone-rule-zones", &[r#"[{"values":{"allowed_values":[1]}}]"#], WRONG),
        ]);
    }
}
