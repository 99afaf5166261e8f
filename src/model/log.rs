//! Records of logs: which logs there are, what a record can say, and one record.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::document::words;
use super::place::Place;
use super::record::Attributed;
use super::resource_type::{Attribute, ValueKind};
use super::text::Bilingual;

words! {
    /// What a log is a log of.
    LogSource {
        /// Management operations.
        Audit = "audit", "管理操作の監査ログ", "audit log of management operations";
        /// Access to data.
        Access = "access", "データへのアクセスログ", "data-access log";
        /// Sign-ins.
        SignIn = "sign-in", "認証のログ", "sign-in log";
        /// Grants of privileged access.
        Privilege = "privilege", "特権付与の記録", "grants of privileged access";
        /// Operations of the provider's staff on customers' environments.
        Support = "support", "事業者の操作の記録", "operations of the provider's staff";
        /// Entry to data centres.
        Entry = "entry", "データセンターの入退室記録", "data-centre entry log";
        /// Notices of planned work.
        Maintenance = "maintenance", "計画作業の通知の記録", "notices of planned work";
        /// Incidents.
        Incident = "incident", "障害・インシデントの記録", "incident records";
        /// Backup and restore jobs.
        Backup = "backup", "バックアップの実行記録", "backup and restore jobs";
        /// Fail-over and recovery drills.
        Drill = "drill", "切替・復旧訓練の記録", "fail-over and recovery drills";
        /// Erasure of data.
        Deletion = "deletion", "データ消去の記録", "erasure records";
        /// Network flows.
        Flow = "flow", "通信フローのログ", "network flow log";
        /// DNS queries.
        Dns = "dns", "DNSのクエリログ", "DNS query log";
        /// Threat detections.
        Detection = "detection", "脅威検知の記録", "threat detections";
        /// Events and pipelines.
        DataFlow = "data-flow", "データ連携の記録", "data-flow records";
        /// Data synchronisation of a migration.
        Migration = "migration", "移行データ同期の記録", "data synchronisation of a migration";
        /// Provisioning of accounts.
        Provisioning = "provisioning", "アカウント払い出しの記録", "account provisioning";
        /// Console and serial sessions.
        Console = "console", "コンソール接続の記録", "console sessions";
        /// Clock synchronisation.
        Time = "time", "時刻同期の記録", "clock synchronisation";
        /// Usage and cost.
        Billing = "billing", "利用量・料金の明細", "usage and cost records";
    }
}

const fn field(id: &'static str, kind: ValueKind, ja: &'static str, en: &'static str) -> Attribute {
    Attribute { id, kind, meaning: Bilingual { ja, en } }
}

/// What a record of a log can say, whatever its source calls it.
pub const LOG_FIELDS: &[Attribute] = &[
    field(TIME, ValueKind::Date, "日時", "when it happened"),
    field("actor", ValueKind::Text, "操作した者", "who did it"),
    field("actor-kind", ValueKind::Text, "操作した者の種類", "kind of who did it"),
    field("action", ValueKind::Text, "操作", "what was done"),
    field("target", ValueKind::Text, "対象", "what it was done to"),
    field("result", ValueKind::Text, "結果", "how it ended"),
    field("source-address", ValueKind::Text, "接続元", "where it came from"),
    field("account", ValueKind::Text, "アカウント", "account or project"),
    field("region", ValueKind::Region, "リージョン", "region"),
    field("country", ValueKind::Text, "国", "country it was done from"),
    field("service", ValueKind::Text, "サービス", "service"),
    field("severity", ValueKind::Text, "重要度", "severity"),
    field("reason", ValueKind::Text, "理由", "reason"),
    field("approver", ValueKind::Text, "承認者", "who approved it"),
    field("session", ValueKind::Text, "セッション", "session"),
    field("method", ValueKind::Text, "方法", "method"),
    field("place", ValueKind::Text, "場所", "place"),
    field("currency", ValueKind::Text, "通貨", "currency"),
    field("status", ValueKind::Text, "状態", "status"),
    field("id", ValueKind::Text, "記録の番号", "number of the record"),
    field("expires", ValueKind::Date, "有効期限", "when it expires"),
    field("scheduled", ValueKind::Date, "予定日時", "when what it announces takes place"),
    field("amount", ValueKind::Decimal, "金額", "amount of money"),
    field("quantity", ValueKind::Decimal, "数量", "quantity"),
    field(
        "offset-ms",
        ValueKind::Decimal,
        "時刻の誤差の大きさ(ミリ秒)",
        "size of the clock's error, in milliseconds",
    ),
    field("duration-minutes", ValueKind::Decimal, "所要時間(分)", "duration, in minutes"),
    field(
        "lead-days",
        ValueKind::Int,
        "通知から予定日時までの日数",
        "days from the notice to what it announces",
    ),
    field(
        "granted-hours",
        ValueKind::Decimal,
        "付与から有効期限までの時間(時間)",
        "hours from the grant to its expiry",
    ),
];

/// The field that says when.
pub const TIME: &str = "time";

/// The field called `id`.
pub fn log_field(id: &str) -> Option<&'static Attribute> {
    LOG_FIELDS.iter().find(|field| field.id == id)
}

/// A moment, in seconds since 1970-01-01 UTC.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Moment(pub i64);

impl Moment {
    /// The day it falls on in Japan.
    pub fn day(self) -> Option<Date> {
        let moment = Timestamp::from_second(self.0).ok()?;
        Some(Offset::constant(9).to_datetime(moment).date())
    }

    /// Noon of `day` in Japan.
    pub fn noon(day: Date) -> Option<Self> {
        let noon = day.at(12, 0, 0, 0);
        Offset::constant(9).to_timestamp(noon).ok().map(|moment| Self(moment.as_second()))
    }
}

/// One record of a log.
#[derive(Debug, Clone)]
pub struct LogRecord {
    /// What it is a log of.
    pub source: LogSource,
    /// Provider, where the format is one provider's.
    pub provider: Option<&'static str>,
    /// When; none: not stated.
    pub at: Option<Moment>,
    /// Asked fields that it has. What is not listed it does not say.
    pub readings: Vec<Attributed>,
    /// Where.
    pub place: Place,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_falls_on_a_japanese_day() {
        let before_midnight = Moment(1_664_722_799);
        let noon = Moment::noon(jiff::civil::date(2022, 10, 3));
        assert_eq!(before_midnight.day(), Some(jiff::civil::date(2022, 10, 2)));
        assert_eq!(noon.and_then(Moment::day), Some(jiff::civil::date(2022, 10, 3)));
        assert_eq!(Moment(i64::MAX).day(), None);
    }

    #[test]
    fn fields_have_one_meaning_each() {
        let mut ids: Vec<_> = LOG_FIELDS.iter().map(|field| field.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), LOG_FIELDS.len());
    }
}
