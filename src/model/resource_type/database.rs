//! Databases: instances and what belongs to them.

use super::{
    ENCRYPTION_KEY, KMS_KEY, PUBLIC_ALLOWED, REPLICATION_REGIONS, ResourceType, Trait, ValueKind,
    attribute,
};
use crate::model::text::Bilingual;

pub(super) const TYPES: &[ResourceType] = &[ResourceType {
    id: "database.instance",
    title: Bilingual { ja: "マネージドデータベース", en: "Managed database" },
    traits: &[Trait::StoresData],
    attributes: &[
        ENCRYPTION_KEY,
        KMS_KEY,
        PUBLIC_ALLOWED,
        attribute(
            "backup.retention",
            ValueKind::Days,
            "自動バックアップの保持日数(0: 無効)",
            "days automatic backups are kept; 0 is off",
        ),
        attribute(
            "logging.audit",
            ValueKind::Bool,
            "監査・データアクセスのログを出力するか",
            "whether audit or data-access logs are exported",
        ),
        REPLICATION_REGIONS,
    ],
}];
