//! Storage: buckets, volumes, snapshots, shares.

use super::{
    ENCRYPTION_KEY, KMS_KEY, PUBLIC_ALLOWED, REPLICATION_REGIONS, ResourceType, Trait, ValueKind,
    attribute,
};
use crate::model::text::Bilingual;

pub(super) const TYPES: &[ResourceType] = &[
    ResourceType {
        id: "object-store.bucket",
        title: Bilingual {
            ja: "オブジェクトストレージのバケット", en: "Object storage bucket"
        },
        traits: &[Trait::StoresData],
        attributes: &[
            ENCRYPTION_KEY,
            KMS_KEY,
            PUBLIC_ALLOWED,
            attribute(
                "versioning.enabled",
                ValueKind::Bool,
                "バージョニングが有効か",
                "whether versioning is on",
            ),
            attribute(
                "lifecycle.rules",
                ValueKind::Int,
                "有効なライフサイクル規則の数",
                "number of enabled lifecycle rules",
            ),
            attribute(
                "lifecycle.archive",
                ValueKind::Bool,
                "アーカイブ級へ移す規則があるか",
                "whether a lifecycle rule moves objects to an archive class",
            ),
            attribute(
                "immutability.mode",
                ValueKind::Enum(&["none", "governance", "compliance"]),
                "改ざん防止(オブジェクトロック)の方式",
                "object lock mode",
            ),
            attribute(
                "immutability.days",
                ValueKind::Days,
                "改ざん防止の保持日数",
                "days objects are locked by default",
            ),
            REPLICATION_REGIONS,
            attribute(
                "logging.access",
                ValueKind::Bool,
                "アクセスログを記録するか",
                "whether access logs are written",
            ),
        ],
    },
    ResourceType {
        id: "block-store.volume",
        title: Bilingual {
            ja: "ブロックストレージのボリューム", en: "Block storage volume"
        },
        traits: &[Trait::StoresData],
        attributes: &[
            ENCRYPTION_KEY,
            KMS_KEY,
            attribute(
                "media.kind",
                ValueKind::Enum(&["ssd", "hdd"]),
                "媒体の種別",
                "kind of medium",
            ),
            attribute(
                "performance.iops",
                ValueKind::Int,
                "指定された毎秒入出力回数",
                "provisioned input/output operations per second",
            ),
            attribute("size.bytes", ValueKind::Bytes, "容量(バイト)", "size in bytes"),
            attribute(
                "placement.apart",
                ValueKind::Bool,
                "指定した他のボリュームと異なる装置に置いたか",
                "whether it was put on other equipment than volumes the customer named",
            ),
        ],
    },
    ResourceType {
        id: "block-store.snapshot",
        title: Bilingual {
            ja: "ボリュームのスナップショット", en: "Volume snapshot"
        },
        traits: &[Trait::StoresData],
        attributes: &[
            ENCRYPTION_KEY,
            KMS_KEY,
            PUBLIC_ALLOWED,
            attribute(
                "source.volume",
                ValueKind::Text,
                "取得元のボリューム",
                "volume it was taken from",
            ),
        ],
    },
    ResourceType {
        id: "block-store.snapshot-schedule",
        title: Bilingual { ja: "スナップショットの取得計画", en: "Snapshot schedule" },
        traits: &[],
        attributes: &[
            attribute(
                "schedule.enabled",
                ValueKind::Bool,
                "計画が有効か",
                "whether the schedule runs",
            ),
            attribute(
                "retention.count",
                ValueKind::Int,
                "保持する世代数",
                "number of snapshots kept",
            ),
        ],
    },
    ResourceType {
        id: "block-store.dedicated",
        title: Bilingual { ja: "専有ストレージ", en: "Dedicated storage" },
        traits: &[Trait::StoresData],
        attributes: &[
            ENCRYPTION_KEY,
            attribute("size.bytes", ValueKind::Bytes, "容量(バイト)", "size in bytes"),
        ],
    },
    ResourceType {
        id: "file-store.share",
        title: Bilingual { ja: "共有ファイルストレージ", en: "File share" },
        traits: &[Trait::StoresData],
        attributes: &[
            ENCRYPTION_KEY,
            KMS_KEY,
            attribute(
                "protocol.names",
                ValueKind::Words(&["nfs", "smb"]),
                "使えるプロトコル",
                "protocols it speaks",
            ),
        ],
    },
];
