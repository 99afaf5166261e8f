//! Capabilities of identity and access: sign-in, permissions, credentials and what watches over them.
//!
//! Only the identity store for application users is shown by its resource: that a role or a policy exists is not yet a function.

use super::Capability;
use crate::model::text::Bilingual;

pub(super) const CAPABILITIES: &[Capability] = &[
    Capability {
        id: "identity.federation",
        title: Bilingual {
            ja: "外部IDプロバイダーとの連携",
            en: "Federation with an external identity provider",
        },
        phrases: &[
            "外部IDプロバイダ",
            "外部のIDプロバイダ",
            "外部IdP",
            "外部のIdP",
            "SAML連携",
            "SAML認証",
            "シングルサインオン",
            "external identity provider",
            "single sign-on",
            "identity federation",
        ],
        shown_by: &[],
    },
    Capability {
        id: "identity.provisioning",
        title: Bilingual {
            ja: "SCIMによる利用者の自動同期",
            en: "Automated user provisioning by SCIM",
        },
        phrases: &["SCIM", "System for Cross-domain Identity Management"],
        shown_by: &[],
    },
    Capability {
        id: "identity.role-based-access",
        title: Bilingual {
            ja: "役割に基づくアクセス制御", en: "Role-based access control"
        },
        phrases: &[
            "ロールベースアクセス制御",
            "ロールベースのアクセス制御",
            "役割に基づくアクセス制御",
            "role-based access control",
            "RBAC",
        ],
        shown_by: &[],
    },
    Capability {
        id: "identity.custom-permissions",
        title: Bilingual {
            ja: "操作と資源を限定する独自の権限",
            en: "Custom permissions limited by action and resource",
        },
        phrases: &[
            "カスタムロール",
            "カスタムポリシー",
            "独自の役割",
            "custom role",
            "custom policy",
            "custom policies",
        ],
        shown_by: &[],
    },
    Capability {
        id: "identity.source-ip-condition",
        title: Bilingual {
            ja: "接続元IPアドレスによる限定",
            en: "Access limited by source address",
        },
        phrases: &[
            "IPアドレス制限",
            "IPアドレスを制限",
            "IPアドレスの制限",
            "接続元制限",
            "接続元の制限",
            "IP address restriction",
            "source IP condition",
            "restrict source IP",
        ],
        shown_by: &[],
    },
    Capability {
        id: "identity.time-condition",
        title: Bilingual { ja: "日時又は期間による限定", en: "Access limited by time" },
        phrases: &[
            "日時制限",
            "日時の制限",
            "時間帯制限",
            "時間帯の制限",
            "期限付きの権限",
            "time-based access",
            "time restriction",
            "time-bound access",
        ],
        shown_by: &[],
    },
    Capability {
        id: "identity.workload",
        title: Bilingual { ja: "ワークロード専用の主体", en: "Workload identities" },
        phrases: &[
            "サービスプリンシパル",
            "サービスアカウント",
            "ワークロードID",
            "マネージドID",
            "service principal",
            "service account",
            "workload identity",
            "managed identity",
        ],
        shown_by: &[],
    },
    Capability {
        id: "identity.temporary-credentials",
        title: Bilingual { ja: "一時的な認証情報の発行", en: "Temporary credentials" },
        phrases: &[
            "一時的な認証情報",
            "一時認証情報",
            "アクセストークンの発行",
            "アクセストークンを発行",
            "temporary credential",
            "short-lived credential",
            "issues access tokens",
        ],
        shown_by: &[],
    },
    Capability {
        id: "identity.just-in-time",
        title: Bilingual {
            ja: "承認と期限を伴う特権の付与", en: "Just-in-time privileged access"
        },
        phrases: &[
            "ジャストインタイム",
            "特権の一時付与",
            "特権の一時的な付与",
            "期限付きの特権",
            "just-in-time",
            "privileged identity management",
            "temporary elevated access",
        ],
        shown_by: &[],
    },
    Capability {
        id: "identity.unused-access-analysis",
        title: Bilingual {
            ja: "使われていない権限の検出", en: "Detection of unused permissions"
        },
        phrases: &[
            "未使用の権限",
            "使われていない権限",
            "利用されていない権限",
            "未使用アクセス",
            "unused permission",
            "unused access",
        ],
        shown_by: &[],
    },
    Capability {
        id: "identity.user-pool",
        title: Bilingual {
            ja: "アプリケーション利用者の認証基盤",
            en: "Identity service for application users",
        },
        phrases: &[
            "アプリケーションの利用者",
            "アプリケーション利用者",
            "アプリの利用者",
            "ユーザープール",
            "application users",
            "user pool",
        ],
        shown_by: &["identity.user-pool"],
    },
];
