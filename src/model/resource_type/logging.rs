//! Audit trails, log stores and routes, alarms and posture rules.

use super::{ENCRYPTION_KEY, KMS_KEY, ResourceType, Trait, ValueKind, attribute};
use crate::model::text::Bilingual;

/// What an alarm or a posture rule watches.
const WATCHES: &[&str] = &[
    "root-activity",
    "iam-change",
    "trail-change",
    "key-change",
    "network-change",
    "sign-in-failure",
];

pub(super) const TYPES: &[ResourceType] = &[
    ResourceType {
        id: "log.trail",
        title: Bilingual {
            ja: "管理操作の監査証跡",
            en: "Audit trail of control-plane operations",
        },
        traits: &[],
        attributes: &[
            attribute(
                "state.logging",
                ValueKind::Bool,
                "記録しているか",
                "whether it is recording",
            ),
            attribute(
                "regions.all",
                ValueKind::Bool,
                "全リージョンを記録するか",
                "whether it covers every region",
            ),
            attribute(
                "accounts.all",
                ValueKind::Bool,
                "組織の全アカウントを記録するか",
                "whether it covers every account of the organisation",
            ),
            attribute(
                "events.management",
                ValueKind::Bool,
                "全ての管理操作を記録するか",
                "whether all management operations are recorded",
            ),
            attribute(
                "events.data",
                ValueKind::Bool,
                "データアクセスを記録するか",
                "whether data access is recorded",
            ),
            attribute(
                "integrity.enabled",
                ValueKind::Bool,
                "改ざん検知が有効か",
                "whether tampering can be detected",
            ),
            attribute(
                "destination.account",
                ValueKind::Text,
                "保管先のアカウント",
                "account the log is kept in",
            ),
            attribute(
                "destination.separate",
                ValueKind::Bool,
                "保管先が記録元と別のアカウントか",
                "whether it is kept in another account than its own",
            ),
            ENCRYPTION_KEY,
            KMS_KEY,
        ],
    },
    ResourceType {
        id: "log.store",
        title: Bilingual { ja: "ログの保管先", en: "Log store" },
        traits: &[Trait::StoresData, Trait::LogSink],
        attributes: &[
            attribute("retention.days", ValueKind::Days, "保持日数", "days logs are kept"),
            attribute(
                "holds.database-audit",
                ValueKind::Bool,
                "データベースの監査ログの保管先か",
                "whether the audit log of a database is kept in it",
            ),
            attribute(
                "receives.flow-logs",
                ValueKind::Bool,
                "フローログの保管先か",
                "whether flow logs are kept in it",
            ),
            ENCRYPTION_KEY,
            KMS_KEY,
        ],
    },
    ResourceType {
        id: "log.route",
        title: Bilingual { ja: "ログの転送設定", en: "Log route" },
        traits: &[],
        attributes: &[
            attribute("state.enabled", ValueKind::Bool, "有効か", "whether it is on"),
            attribute(
                "source.kind",
                ValueKind::Enum(&["container", "other"]),
                "転送元の種別",
                "kind of service whose logs it carries",
            ),
            attribute(
                "destination.kind",
                ValueKind::Enum(&["log-store", "object-store", "stream", "function", "siem"]),
                "転送先の種別",
                "kind of destination",
            ),
            attribute(
                "destination.account",
                ValueKind::Text,
                "転送先のアカウント",
                "account of the destination",
            ),
            attribute(
                "destination.region",
                ValueKind::Region,
                "転送先のリージョン",
                "region of the destination",
            ),
            attribute(
                "destination.separate",
                ValueKind::Bool,
                "転送先が別のアカウントか",
                "whether the destination is another account",
            ),
        ],
    },
    ResourceType {
        id: "alarm.rule",
        title: Bilingual { ja: "警報の規則", en: "Alarm" },
        traits: &[],
        attributes: &[
            attribute("state.enabled", ValueKind::Bool, "有効か", "whether it is on"),
            attribute(
                "notifies",
                ValueKind::Bool,
                "通知先があるか",
                "whether somebody is notified",
            ),
            attribute(
                "watches.kinds",
                ValueKind::Words(WATCHES),
                "監視する事象",
                "what it watches",
            ),
        ],
    },
    ResourceType {
        id: "posture.rule",
        title: Bilingual { ja: "設定監視の規則", en: "Posture evaluation" },
        traits: &[],
        attributes: &[
            attribute("state.enabled", ValueKind::Bool, "有効か", "whether it is on"),
            attribute(
                "watches.kinds",
                ValueKind::Words(&[
                    "root-activity",
                    "iam-change",
                    "trail-change",
                    "key-change",
                    "network-change",
                    "sign-in-failure",
                    "public-access",
                    "public-address",
                    "encryption",
                    "access-logging",
                ]),
                "監視する事象",
                "what it watches",
            ),
        ],
    },
];
