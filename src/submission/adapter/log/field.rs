//! What people call the fields of a log, English and Japanese, most telling first.
//!
//! A name is compared without case, width, spaces and separators; words are written apart so that every way of joining them can be
//! asked of a file. A dot goes one object down.

/// One field with its names.
pub(super) struct Named {
    pub(super) field: &'static str,
    pub(super) names: &'static [&'static str],
    /// Numbers are multiplied by this much.
    pub(super) factor: i64,
}

/// The day where it stands apart from the time.
pub(super) const DAY: &str = "(day)";
/// The time where it stands apart from the day.
pub(super) const CLOCK: &str = "(clock)";

const fn named(field: &'static str, names: &'static [&'static str]) -> Named {
    Named { field, names, factor: 1 }
}

const fn times(field: &'static str, factor: i64, names: &'static [&'static str]) -> Named {
    Named { field, names, factor }
}

/// Every field. What stands first in a list counts first.
pub(super) const NAMED: &[Named] = &[
    named(
        "time",
        &[
            "@timestamp",
            "timestamp",
            "event time",
            "datetime",
            "date time",
            "time",
            "occurred at",
            "event created",
            "created at",
            "logged at",
            "start time",
            "started at",
            "sent at",
            "created",
            "start",
            "event.created",
            "日時",
            "発生日時",
            "操作日時",
            "記録日時",
            "実施日時",
            "実行日時",
            "入室日時",
            "入退室日時",
            "通知日時",
            "送信日時",
            "開始日時",
            "検知日時",
            "削除日時",
            "消去日時",
            "付与日時",
            "利用日時",
            "登録日時",
            "同期日時",
            "測定日時",
            "イベント日時",
            "タイムスタンプ",
        ],
    ),
    named(
        DAY,
        &[
            "date",
            "event date",
            "usage date",
            "日付",
            "年月日",
            "実施日",
            "通知日",
            "入室日",
            "利用日",
            "発生日",
            "対象日",
            "消去日",
            "作業日",
        ],
    ),
    named(CLOCK, &["time of day", "clock", "時刻", "発生時刻", "入室時刻", "実施時刻"]),
    named(
        "actor",
        &[
            "actor",
            "user name",
            "username",
            "user",
            "principal",
            "principal id",
            "operator",
            "subject",
            "caller",
            "identity",
            "performed by",
            "executed by",
            "employee",
            "actor.name",
            "user.name",
            "user.id",
            "actor.id",
            "src user",
            "操作者",
            "実施者",
            "作業者",
            "利用者",
            "ユーザー",
            "ユーザ",
            "ユーザー名",
            "ユーザID",
            "ユーザーID",
            "氏名",
            "担当者",
            "入室者",
            "社員番号",
            "実行者",
            "対象者",
        ],
    ),
    named(
        "actor-kind",
        &[
            "actor kind",
            "actor type",
            "user type",
            "principal type",
            "user identity type",
            "actor.type",
            "user.type",
            "操作者の種類",
            "利用者種別",
            "区分",
        ],
    ),
    named(
        "action",
        &[
            "action",
            "event name",
            "operation",
            "operation name",
            "method name",
            "verb",
            "activity",
            "event",
            "event type",
            "command",
            "query",
            "event.action",
            "message",
            "操作",
            "操作内容",
            "作業内容",
            "イベント",
            "処理",
            "動作",
            "入退室",
            "入退区分",
            "件名",
            "内容",
            "訓練内容",
        ],
    ),
    named(
        "target",
        &[
            "target",
            "resource",
            "resource name",
            "resource id",
            "object",
            "object key",
            "destination",
            "dst address",
            "dst ip",
            "dest ip",
            "dstaddr",
            "host",
            "target.name",
            "resource.name",
            "resource.id",
            "device",
            "volume",
            "query name",
            "対象",
            "対象資源",
            "対象リソース",
            "リソース",
            "リソース名",
            "対象システム",
            "対象機器",
            "宛先",
            "媒体番号",
            "対象サービス",
            "アカウント名",
        ],
    ),
    named(
        "result",
        &[
            "result",
            "outcome",
            "status",
            "response code",
            "status code",
            "error code",
            "success",
            "event.outcome",
            "判定",
            "結果",
            "実行結果",
            "処理結果",
            "成否",
            "認証結果",
            "状態",
            "ステータス",
        ],
    ),
    named(
        "source-address",
        &[
            "source ip address",
            "source address",
            "source ip",
            "src ip",
            "src address",
            "srcaddr",
            "client ip",
            "client address",
            "remote address",
            "remote ip",
            "ip address",
            "caller ip",
            "ip",
            "source.ip",
            "client.ip",
            "source.address",
            "接続元",
            "接続元IP",
            "接続元IPアドレス",
            "送信元",
            "送信元IP",
            "送信元IPアドレス",
            "送信元アドレス",
            "IPアドレス",
            "端末",
        ],
    ),
    named(
        "account",
        &[
            "account",
            "account id",
            "project",
            "project id",
            "subscription id",
            "tenant id",
            "usage account id",
            "cloud.account.id",
            "アカウント",
            "アカウントID",
            "プロジェクト",
            "契約番号",
        ],
    ),
    named(
        "region",
        &[
            "region",
            "aws region",
            "location",
            "zone",
            "cloud.region",
            "リージョン",
            "ゾーン",
            "リージョン名",
        ],
    ),
    named(
        "country",
        &[
            "country",
            "country code",
            "source country",
            "actor country",
            "source.geo.country_iso_code",
            "国",
            "国名",
            "国コード",
            "接続元国",
            "操作国",
            "所在国",
        ],
    ),
    named(
        "service",
        &[
            "service",
            "service name",
            "event source",
            "product",
            "product code",
            "app name",
            "サービス",
            "サービス名",
            "製品",
        ],
    ),
    named(
        "severity",
        &[
            "severity",
            "level",
            "priority",
            "log level",
            "event.severity",
            "重要度",
            "深刻度",
            "危険度",
            "レベル",
        ],
    ),
    named(
        "reason",
        &[
            "reason",
            "justification",
            "purpose",
            "comment",
            "ticket",
            "ticket id",
            "理由",
            "目的",
            "作業目的",
            "入室目的",
            "事由",
            "申請理由",
        ],
    ),
    named(
        "approver",
        &[
            "approver",
            "approved by",
            "approval",
            "authorized by",
            "承認者",
            "許可者",
            "承認",
            "承認番号",
        ],
    ),
    named("session", &["session", "session id", "セッション", "セッションID"]),
    named(
        "method",
        &[
            "method",
            "auth method",
            "authentication method",
            "mfa",
            "protocol",
            "erase method",
            "方法",
            "認証方法",
            "認証方式",
            "方式",
            "消去方法",
            "消去方式",
            "プロトコル",
        ],
    ),
    named(
        "place",
        &[
            "place",
            "room",
            "door",
            "site",
            "gate",
            "facility",
            "場所",
            "扉",
            "ゲート",
            "部屋",
            "区画",
            "入室場所",
            "拠点",
            "施設",
        ],
    ),
    named(
        "currency",
        &["currency", "currency code", "billing currency", "line item currency code", "通貨"],
    ),
    named("status", &["status", "state", "progress", "状態", "ステータス", "進捗", "状況"]),
    named(
        "id",
        &[
            "id",
            "event id",
            "record id",
            "request id",
            "job id",
            "log id",
            "番号",
            "記録番号",
            "受付番号",
            "管理番号",
            "ジョブID",
            "証明書番号",
        ],
    ),
    named(
        "expires",
        &[
            "expires",
            "expires at",
            "expiration",
            "expiry",
            "valid until",
            "end time",
            "until",
            "有効期限",
            "期限",
            "終了日時",
            "失効日時",
        ],
    ),
    named(
        "scheduled",
        &[
            "scheduled",
            "scheduled at",
            "scheduled for",
            "maintenance start",
            "planned start",
            "scheduled start",
            "作業予定日時",
            "作業開始日時",
            "作業日時",
            "予定日時",
            "実施予定日時",
            "実施予定日",
            "作業予定日",
            "停止日時",
        ],
    ),
    named(
        "amount",
        &[
            "amount",
            "cost",
            "unblended cost",
            "billed cost",
            "charge",
            "price",
            "line item unblended cost",
            "金額",
            "料金",
            "請求額",
            "利用料金",
        ],
    ),
    named(
        "quantity",
        &[
            "quantity",
            "usage quantity",
            "usage amount",
            "usage",
            "consumed quantity",
            "line item usage amount",
            "数量",
            "使用量",
            "利用量",
        ],
    ),
    named(
        "offset-ms",
        &[
            "offset ms",
            "clock offset ms",
            "drift ms",
            "time difference ms",
            "offset milliseconds",
            "時刻差(ミリ秒)",
            "誤差(ミリ秒)",
            "誤差(ms)",
            "ずれ(ミリ秒)",
            "時刻誤差(ms)",
        ],
    ),
    times(
        "offset-ms",
        1000,
        &[
            "offset seconds",
            "offset s",
            "drift seconds",
            "時刻差(秒)",
            "誤差(秒)",
            "ずれ(秒)",
            "時刻誤差(秒)",
        ],
    ),
    named(
        "duration-minutes",
        &[
            "duration minutes",
            "elapsed minutes",
            "recovery minutes",
            "所要時間(分)",
            "復旧時間(分)",
            "切替時間(分)",
            "経過時間(分)",
            "所要分",
        ],
    ),
    times(
        "duration-minutes",
        60,
        &["duration hours", "elapsed hours", "所要時間(時間)", "復旧時間(時間)"],
    ),
    named("lead-days", &["lead days", "notice days", "事前通知日数", "通知日数"]),
    named(
        "granted-hours",
        &["granted hours", "grant hours", "付与時間", "付与時間(時間)", "有効時間"],
    ),
];

/// Every way of joining the words of a name that files use.
pub(super) fn spellings(name: &str) -> Vec<String> {
    if !name.is_ascii() {
        return vec![name.to_owned()];
    }
    let words: Vec<&str> = name.split(' ').collect();
    let title = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| {
            first.to_ascii_uppercase().to_string() + letters.as_str()
        })
    };
    let marked = |word: &&str| match *word {
        "ip" | "id" => word.to_uppercase(),
        word => title(word),
    };
    let camel = |titled: Vec<String>| {
        let head = words.first().map_or(String::new(), |word| (*word).to_owned());
        head + &titled.get(1..).unwrap_or_default().concat()
    };
    let titles: Vec<String> = words.iter().map(|word| title(word)).collect();
    let marks: Vec<String> = words.iter().map(marked).collect();
    let mut spelled = vec![
        name.to_owned(),
        words.concat(),
        words.join("_"),
        words.join("-"),
        words.join("_").to_uppercase(),
        name.to_uppercase(),
        titles.concat(),
        titles.join(" "),
        titles.join("_"),
        marks.concat(),
        marks.join(" "),
        camel(titles),
        camel(marks),
    ];
    spelled.sort_unstable();
    spelled.dedup();
    spelled
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::super::names::folded;
    use super::*;
    use crate::model::log::log_field;

    #[test]
    fn names_are_of_fields_and_of_one_column_each() {
        let mut known: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for named in NAMED {
            assert!(log_field(named.field).is_some() || [DAY, CLOCK].contains(&named.field));
            for name in named.names {
                known.entry(folded(name)).or_default().insert(named.field);
            }
        }
        // A state is a result where nothing better says it.
        let shared: Vec<_> = known.iter().filter(|(_, fields)| fields.len() > 1).collect();
        let allowed = ["status", "状態", "ステータス"];
        assert!(shared.iter().all(|(name, _)| allowed.contains(&name.as_str())), "{shared:?}");
    }

    #[test]
    fn words_are_joined_in_every_way() {
        let spelled = spellings("source ip address");
        for expected in [
            "sourceIPAddress",
            "SourceIpAddress",
            "source_ip_address",
            "source-ip-address",
            "SOURCE_IP_ADDRESS",
            "Source IP Address",
            "source ip address",
        ] {
            assert!(spelled.iter().any(|one| one == expected), "{expected} {spelled:?}");
        }
        assert_eq!(spellings("操作者"), ["操作者"]);
    }
}
