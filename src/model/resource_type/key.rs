//! Keys, secrets and certificates.

use super::{ENCRYPTION_KEY, KMS_KEY, ResourceType, Trait, ValueKind, attribute};
use crate::model::text::Bilingual;

pub(super) const TYPES: &[ResourceType] = &[
    ResourceType {
        id: "kms.key",
        title: Bilingual { ja: "鍵管理サービスの鍵", en: "Key management service key" },
        traits: &[],
        attributes: &[
            attribute(
                "manager.kind",
                ValueKind::Enum(&["customer", "provider"]),
                "鍵を管理する者",
                "who manages the key",
            ),
            attribute(
                "origin.kind",
                ValueKind::Enum(&["generated", "imported", "external", "hsm"]),
                "鍵素材の由来(generated: 生成、imported: 持込み、external: 外部、hsm: 専用HSM)",
                "where the key material comes from",
            ),
            attribute(
                "state.kind",
                ValueKind::Enum(&["active", "disabled", "pending-import", "pending-destruction"]),
                "鍵の状態",
                "state of the key",
            ),
            attribute(
                "rotation.enabled",
                ValueKind::Bool,
                "自動ローテーションが有効か",
                "whether the key is rotated automatically",
            ),
            attribute(
                "rotation.days",
                ValueKind::Days,
                "ローテーションの間隔(日)",
                "days between rotations",
            ),
            attribute(
                "destruction.days",
                ValueKind::Days,
                "削除までの猶予(日)",
                "days between request and destruction",
            ),
        ],
    },
    ResourceType {
        id: "secret.vault",
        title: Bilingual { ja: "シークレットの保管庫", en: "Secret store" },
        traits: &[Trait::StoresData],
        attributes: &[
            ENCRYPTION_KEY,
            KMS_KEY,
            attribute(
                "rotation.enabled",
                ValueKind::Bool,
                "自動更新が有効か",
                "whether secrets are rotated automatically",
            ),
            attribute(
                "rotation.days",
                ValueKind::Days,
                "自動更新の間隔(日)",
                "days between automatic rotations",
            ),
            attribute(
                "holds.database-credential",
                ValueKind::Bool,
                "データベースの認証情報を保管するか",
                "whether it holds the credential of a database",
            ),
        ],
    },
    ResourceType {
        id: "certificate.server",
        title: Bilingual { ja: "サーバー証明書", en: "Server certificate" },
        traits: &[],
        attributes: &[
            attribute(
                "issuance.managed",
                ValueKind::Bool,
                "事業者のサービスが発行したか",
                "whether the provider's service issued it",
            ),
            attribute(
                "renewal.automatic",
                ValueKind::Bool,
                "自動更新されるか",
                "whether it is renewed automatically",
            ),
            attribute("expiry.date", ValueKind::Date, "有効期限", "date it expires"),
        ],
    },
];
