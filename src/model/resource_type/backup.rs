//! Backups and recovery: plans, vaults and what is in them, copies, restores and fail-overs that were carried out.

use super::{Attribute, ENCRYPTION_KEY, KMS_KEY, ResourceType, Trait, ValueKind, attribute};
use crate::model::text::Bilingual;

const COMPLETED: Attribute = attribute(
    "state.completed",
    ValueKind::Bool,
    "正常に完了したか",
    "whether it ended successfully",
);
const COMPLETION_DATE: Attribute =
    attribute("completion.date", ValueKind::Date, "完了した日", "date it ended");

pub(super) const TYPES: &[ResourceType] = &[
    ResourceType {
        id: "backup.vault",
        title: Bilingual { ja: "バックアップの保管庫", en: "Backup vault" },
        traits: &[Trait::StoresData],
        attributes: &[
            ENCRYPTION_KEY,
            KMS_KEY,
            attribute(
                "immutability.enabled",
                ValueKind::Bool,
                "保管庫が固定されているか",
                "whether the vault is locked",
            ),
            attribute(
                "immutability.days",
                ValueKind::Days,
                "固定により保持される最短の日数",
                "fewest days the lock keeps backups",
            ),
            attribute(
                "immutability.date",
                ValueKind::Date,
                "固定を何人も解除できなくなる日",
                "date from which nobody can lift the lock",
            ),
        ],
    },
    ResourceType {
        id: "backup.plan",
        title: Bilingual { ja: "バックアップ計画", en: "Backup plan" },
        traits: &[],
        attributes: &[
            attribute(
                "schedule.count",
                ValueKind::Int,
                "取得の予定の数",
                "number of scheduled rules",
            ),
            attribute(
                "copy.regions",
                ValueKind::Regions,
                "複製先のリージョン(なければ空)",
                "regions backups are copied to; empty if none",
            ),
            attribute("retention.days", ValueKind::Days, "保持日数", "days backups are kept"),
        ],
    },
    ResourceType {
        id: "backup.recovery-point",
        title: Bilingual {
            ja: "取得済みのバックアップ", en: "Backup taken (recovery point)"
        },
        traits: &[],
        attributes: &[
            ENCRYPTION_KEY,
            KMS_KEY,
            attribute(
                "source.kind",
                ValueKind::Enum(&[
                    "virtual-machine",
                    "block-volume",
                    "file-share",
                    "object-bucket",
                    "database",
                    "nosql",
                    "other",
                ]),
                "取得元の資源の種別",
                "kind of resource it was taken from",
            ),
        ],
    },
    ResourceType {
        id: "backup.copy-job",
        title: Bilingual { ja: "バックアップの複製の実行", en: "Copy of a backup" },
        traits: &[],
        attributes: &[
            COMPLETED,
            attribute(
                "destination.region",
                ValueKind::Region,
                "複製先のリージョン",
                "region it was copied to",
            ),
            attribute(
                "destination.elsewhere",
                ValueKind::Bool,
                "複製先が取得元と別のリージョン又は拠点か",
                "whether it was copied to another region or site than its own",
            ),
        ],
    },
    ResourceType {
        id: "backup.restore-job",
        title: Bilingual {
            ja: "バックアップからの復元の実行", en: "Restore of a backup"
        },
        traits: &[],
        attributes: &[COMPLETED, COMPLETION_DATE],
    },
    ResourceType {
        id: "recovery.run",
        title: Bilingual { ja: "災害対策の切替えの実行", en: "Disaster-recovery run" },
        traits: &[],
        attributes: &[
            attribute(
                "purpose.kind",
                ValueKind::Enum(&["drill", "failover", "failback"]),
                "実行の目的(drill: 訓練、failover: 切替え、failback: 切戻し)",
                "what it was for: drill, fail-over or fail-back",
            ),
            COMPLETED,
            COMPLETION_DATE,
        ],
    },
];
