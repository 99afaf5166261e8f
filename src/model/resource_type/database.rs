//! Databases: instances with their snapshots and settings, and databases of other models.

use super::{
    Attribute, ENCRYPTION_KEY, KMS_KEY, PUBLIC_ALLOWED, REPLICATION_REGIONS, ResourceType, Trait,
    ValueKind, attribute,
};
use crate::model::text::Bilingual;

/// What an instance runs, or what a set of parameters is for.
const ENGINE_KIND: Attribute = attribute(
    "engine.kind",
    ValueKind::Enum(&[
        "postgresql",
        "mysql",
        "mariadb",
        "oracle",
        "sql-server",
        "db2",
        "document",
        "graph",
    ]),
    "データベース製品又はデータモデルの種別",
    "database product or data model",
);

pub(super) const TYPES: &[ResourceType] = &[
    ResourceType {
        id: "database.instance",
        title: Bilingual { ja: "マネージドデータベース", en: "Managed database" },
        traits: &[Trait::StoresData],
        attributes: &[
            ENCRYPTION_KEY,
            KMS_KEY,
            PUBLIC_ALLOWED,
            ENGINE_KIND,
            attribute(
                "engine.version",
                ValueKind::Version,
                "データベース製品のバージョン",
                "version of the database product",
            ),
            attribute(
                "license.model",
                ValueKind::Enum(&["included", "bring-your-own", "open-source"]),
                "ライセンスの形態(included: 料金に含む、bring-your-own: 利用者の持込み、open-source: 不要)",
                "licence: included in the price, brought by the customer, or none needed",
            ),
            attribute(
                "backup.retention",
                ValueKind::Days,
                "自動バックアップの保持日数(0: 無効)",
                "days automatic backups are kept; 0 is off",
            ),
            attribute(
                "recovery.point-in-time",
                ValueKind::Bool,
                "任意の時点に復旧できる状態か",
                "whether it can be restored to any point in time",
            ),
            attribute(
                "failover.automatic",
                ValueKind::Bool,
                "別のゾーンの待機系に自動で切り替わるか",
                "whether a standby in another zone takes over automatically",
            ),
            attribute("standby.zone", ValueKind::Text, "待機系のゾーン", "zone of the standby"),
            attribute(
                "replica.source",
                ValueKind::Text,
                "リードレプリカの複製元(リードレプリカでなければなし)",
                "database it is a read replica of; none if it is no replica",
            ),
            attribute(
                "maintenance.window",
                ValueKind::Text,
                "保守を行う時間帯",
                "time in which it is maintained",
            ),
            attribute(
                "upgrade.automatic",
                ValueKind::Bool,
                "マイナーバージョンを自動で上げるか",
                "whether minor versions are applied automatically",
            ),
            attribute(
                "growth.automatic",
                ValueKind::Bool,
                "容量が自動で拡張されるか",
                "whether storage grows automatically",
            ),
            attribute(
                "analysis.enabled",
                ValueKind::Bool,
                "性能分析機能が有効か",
                "whether performance analysis is on",
            ),
            attribute(
                "credential.secret",
                ValueKind::Text,
                "管理者の認証情報を保管するシークレット",
                "secret that holds the administrator's credential",
            ),
            attribute(
                "logging.audit",
                ValueKind::Bool,
                "監査・データアクセスのログを出力するか",
                "whether audit or data-access logs are exported",
            ),
            REPLICATION_REGIONS,
        ],
    },
    ResourceType {
        id: "database.snapshot",
        title: Bilingual {
            ja: "データベースのスナップショット", en: "Database snapshot"
        },
        traits: &[Trait::StoresData],
        attributes: &[ENCRYPTION_KEY, KMS_KEY, PUBLIC_ALLOWED],
    },
    ResourceType {
        id: "database.parameter-set",
        title: Bilingual {
            ja: "データベースに適用されたパラメータの組",
            en: "Set of parameters in use by databases",
        },
        traits: &[],
        attributes: &[
            ENGINE_KIND,
            attribute(
                "tls.required",
                ValueKind::Bool,
                "TLSによらない接続を拒否するか",
                "whether connections without TLS are refused",
            ),
        ],
    },
    ResourceType {
        id: "database.access-list",
        title: Bilingual {
            ja: "接続元の許可一覧", en: "List of permitted connection sources"
        },
        traits: &[],
        attributes: &[
            attribute(
                "database.attached",
                ValueKind::Bool,
                "データベースに適用されているか",
                "whether a database uses it",
            ),
            attribute(
                "source.ranges",
                ValueKind::Texts,
                "許可された接続元(アドレスの範囲又は資源の識別子)",
                "permitted sources: address ranges or identifiers of resources",
            ),
        ],
    },
    ResourceType {
        id: "database.distributed",
        title: Bilingual { ja: "分散SQLデータベース", en: "Distributed SQL database" },
        traits: &[Trait::StoresData],
        attributes: &[
            ENCRYPTION_KEY,
            attribute(
                "topology.scale-out",
                ValueKind::Bool,
                "データと処理を複数のノードに分散するか",
                "whether data and processing are spread over nodes",
            ),
        ],
    },
    ResourceType {
        id: "database.nosql",
        title: Bilingual { ja: "NoSQLデータベース", en: "NoSQL database" },
        traits: &[Trait::StoresData],
        attributes: &[
            ENCRYPTION_KEY,
            KMS_KEY,
            attribute(
                "model.kind",
                ValueKind::Enum(&["key-value", "wide-column"]),
                "データモデルの種別",
                "data model",
            ),
        ],
    },
    ResourceType {
        id: "database.cache",
        title: Bilingual { ja: "インメモリキャッシュ", en: "In-memory cache" },
        traits: &[],
        attributes: &[
            attribute(
                "engine.name",
                ValueKind::Text,
                "キャッシュ製品の名称",
                "name of the cache product",
            ),
            attribute(
                "state.available",
                ValueKind::Bool,
                "利用できる状態か",
                "whether it can be used",
            ),
        ],
    },
];
