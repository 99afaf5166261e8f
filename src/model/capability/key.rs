//! Capabilities: key management, customer-managed keys, secrets and certificates.

use super::Capability;
use crate::model::text::Bilingual;

pub(super) const CAPABILITIES: &[Capability] = &[
    Capability {
        id: "kms",
        title: Bilingual { ja: "鍵管理サービス", en: "Key management service" },
        phrases: &[
            "暗号鍵を作成",
            "暗号鍵の作成",
            "鍵を作成",
            "鍵の作成",
            "create keys",
            "create encryption keys",
            "key creation",
        ],
        shown_by: &["kms.key"],
    },
    Capability {
        id: "kms.import",
        title: Bilingual { ja: "鍵の持込み", en: "Import of key material" },
        phrases: &[
            "鍵の持込み",
            "鍵の持ち込み",
            "鍵素材のインポート",
            "鍵素材をインポート",
            "鍵素材の取込み",
            "鍵素材を取り込",
            "BYOK",
            "bring your own key",
            "import key material",
            "imported key material",
        ],
        shown_by: &[],
    },
    Capability {
        id: "kms.rotation",
        title: Bilingual { ja: "鍵の自動ローテーション", en: "Automatic key rotation" },
        phrases: &[
            "鍵の自動ローテーション",
            "鍵を自動でローテーション",
            "鍵を自動的にローテーション",
            "automatic key rotation",
            "automatic rotation of keys",
            "rotates keys automatically",
        ],
        shown_by: &[],
    },
    Capability {
        id: "kms.disable",
        title: Bilingual { ja: "鍵の無効化", en: "Disabling of keys" },
        phrases: &[
            "鍵の無効化",
            "鍵を無効化",
            "鍵を無効に",
            "鍵の使用を停止",
            "disable keys",
            "disable a key",
            "keys can be disabled",
        ],
        shown_by: &[],
    },
    Capability {
        id: "kms.destruction-window",
        title: Bilingual {
            ja: "鍵の削除の猶予期間", en: "Waiting period before key destruction"
        },
        phrases: &[
            "削除の予約",
            "削除を予約",
            "削除の猶予",
            "削除の待機期間",
            "scheduled key deletion",
            "schedule key deletion",
            "scheduled key destruction",
            "waiting period before deletion",
        ],
        shown_by: &[],
    },
    Capability {
        id: "customer-key.object-store",
        title: Bilingual {
            ja: "オブジェクトストレージの利用者管理鍵",
            en: "Customer-managed keys for object storage",
        },
        phrases: CUSTOMER_KEY,
        shown_by: &[],
    },
    Capability {
        id: "customer-key.block-store",
        title: Bilingual {
            ja: "ブロックストレージの利用者管理鍵",
            en: "Customer-managed keys for block storage",
        },
        phrases: CUSTOMER_KEY,
        shown_by: &[],
    },
    Capability {
        id: "customer-key.database",
        title: Bilingual {
            ja: "データベースの利用者管理鍵",
            en: "Customer-managed keys for databases",
        },
        phrases: CUSTOMER_KEY,
        shown_by: &[],
    },
    Capability {
        id: "customer-key.secret-store",
        title: Bilingual {
            ja: "シークレット管理の利用者管理鍵",
            en: "Customer-managed keys for the secret store",
        },
        phrases: CUSTOMER_KEY,
        shown_by: &[],
    },
    Capability {
        id: "secret-store",
        title: Bilingual {
            ja: "シークレット管理サービス", en: "Secret management service"
        },
        phrases: &[
            "シークレットを暗号化",
            "シークレットの暗号化",
            "秘密の値を暗号化",
            "encrypts secrets",
            "secrets are encrypted",
            "encrypted secrets",
        ],
        shown_by: &["secret.vault"],
    },
    Capability {
        id: "certificate.issuance",
        title: Bilingual {
            ja: "サーバー証明書の発行", en: "Issue of server certificates"
        },
        phrases: &[
            "証明書の発行",
            "証明書を発行",
            "issues certificates",
            "issue certificates",
            "certificate issuance",
        ],
        shown_by: &[],
    },
    Capability {
        id: "certificate.renewal",
        title: Bilingual {
            ja: "サーバー証明書の自動更新",
            en: "Automatic renewal of server certificates",
        },
        phrases: &[
            "証明書の自動更新",
            "証明書を自動更新",
            "証明書を自動で更新",
            "証明書を自動的に更新",
            "automatic certificate renewal",
            "automatic renewal of certificates",
            "renews certificates automatically",
        ],
        shown_by: &[],
    },
];

pub(super) const CUSTOMER_KEY: &[&str] = &[
    "利用者管理鍵",
    "利用者が管理する鍵",
    "利用者管理の鍵",
    "顧客管理の鍵",
    "顧客管理鍵",
    "お客様管理の鍵",
    "カスタマー管理キー",
    "カスタマーマネージドキー",
    "customer-managed key",
    "customer managed key",
    "customer-managed encryption key",
];
