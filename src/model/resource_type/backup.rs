//! Backup plans and vaults.

use super::{ENCRYPTION_KEY, KMS_KEY, ResourceType, Trait, ValueKind, attribute};
use crate::model::text::Bilingual;

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
        ],
    },
    ResourceType {
        id: "backup.plan",
        title: Bilingual { ja: "バックアップ計画", en: "Backup plan" },
        traits: &[],
        attributes: &[
            attribute(
                "copy.regions",
                ValueKind::Regions,
                "複製先のリージョン(なければ空)",
                "regions backups are copied to; empty if none",
            ),
            attribute("retention.days", ValueKind::Days, "保持日数", "days backups are kept"),
        ],
    },
];
