//! What people call the fields of a log that are measured, English and Japanese, most telling first.

use super::field::{Named, named};

const fn times(field: &'static str, factor: i64, names: &'static [&'static str]) -> Named {
    Named { field, names, factor }
}

/// Plans and numbers. What stands first in a list counts first.
pub(super) const MEASURED: &[Named] = &[
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
