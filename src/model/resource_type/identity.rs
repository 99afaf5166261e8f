//! Identity, access and organisation.

use super::{ResourceType, ValueKind, attribute};
use crate::model::text::Bilingual;

pub(super) const TYPES: &[ResourceType] = &[
    ResourceType {
        id: "iam.settings",
        title: Bilingual {
            ja: "認証の設定(組織・アカウント全体)",
            en: "Account-wide authentication settings",
        },
        traits: &[],
        attributes: &[
            attribute(
                "mfa.required",
                ValueKind::Bool,
                "多要素認証を全利用者に必須としているか",
                "whether every user must use a second factor",
            ),
            attribute(
                "password.min-length",
                ValueKind::Int,
                "パスワードの最小文字数",
                "least number of characters of a password",
            ),
            attribute(
                "password.classes",
                ValueKind::Words(&["upper", "lower", "digit", "symbol"]),
                "必須とする文字種",
                "character classes a password must have",
            ),
            attribute(
                "ip-restriction.enabled",
                ValueKind::Bool,
                "接続元IPアドレスを限定しているか",
                "whether source addresses are restricted",
            ),
            attribute(
                "time-restriction.enabled",
                ValueKind::Bool,
                "利用できる日時を限定しているか",
                "whether access is restricted by time",
            ),
            attribute(
                "session.hours",
                ValueKind::Decimal,
                "セッションの最長時間(時間)",
                "longest session, in hours",
            ),
            attribute(
                "lockout.attempts",
                ValueKind::Int,
                "ロックまでの連続失敗回数",
                "failed attempts before lock-out",
            ),
        ],
    },
    ResourceType {
        id: "iam.root",
        title: Bilingual { ja: "最上位の利用者(ルート)", en: "Root identity" },
        traits: &[],
        attributes: &[
            attribute(
                "mfa.enabled",
                ValueKind::Bool,
                "多要素認証が有効か",
                "whether a second factor is on",
            ),
            attribute(
                "access-keys.count",
                ValueKind::Int,
                "アクセスキーの数",
                "number of access keys",
            ),
        ],
    },
    ResourceType {
        id: "iam.user",
        title: Bilingual { ja: "利用者", en: "User" },
        traits: &[],
        attributes: &[
            attribute(
                "console.enabled",
                ValueKind::Bool,
                "管理画面に入れるか",
                "whether the user can sign in to the console",
            ),
            attribute(
                "mfa.enabled",
                ValueKind::Bool,
                "多要素認証が有効か",
                "whether a second factor is on",
            ),
            attribute(
                "grants.direct",
                ValueKind::Int,
                "利用者に直接付けた権限の数",
                "number of grants made to the user directly",
            ),
        ],
    },
    ResourceType {
        id: "iam.access-key",
        title: Bilingual { ja: "アクセスキー", en: "Access key" },
        traits: &[],
        attributes: &[
            attribute("state.active", ValueKind::Bool, "有効か", "whether it can be used"),
            attribute(
                "created.date",
                ValueKind::Date,
                "作成日・最終更新日",
                "date it was created or last rotated",
            ),
            attribute("expiry.date", ValueKind::Date, "有効期限", "date it expires"),
            attribute("last-used.date", ValueKind::Date, "最終利用日", "date it was last used"),
        ],
    },
    ResourceType {
        id: "iam.group",
        title: Bilingual { ja: "グループ", en: "Group" },
        traits: &[],
        attributes: &[
            attribute("members.count", ValueKind::Int, "所属する利用者の数", "number of members"),
            attribute(
                "grants.count",
                ValueKind::Int,
                "グループに付けた権限の数",
                "number of grants made to the group",
            ),
        ],
    },
    ResourceType {
        id: "iam.binding",
        title: Bilingual { ja: "権限の付与", en: "Grant of a role" },
        traits: &[],
        attributes: &[
            attribute(
                "principal.kind",
                ValueKind::Enum(&["user", "group", "role", "workload", "everyone"]),
                "付与先の種別",
                "kind of principal it is made to",
            ),
            attribute("role.id", ValueKind::Text, "付与した役割", "role granted"),
            attribute(
                "scope.level",
                ValueKind::Enum(&["organization", "folder", "project", "account", "resource"]),
                "付与の範囲",
                "level it applies to",
            ),
            attribute(
                "condition.time",
                ValueKind::Bool,
                "期限・時間の条件があるか",
                "whether it has a time condition or expiry",
            ),
            attribute(
                "condition.source-ip",
                ValueKind::Bool,
                "接続元の条件があるか",
                "whether it has a source address condition",
            ),
            attribute(
                "approval.required",
                ValueKind::Bool,
                "承認を要するか",
                "whether activation needs approval",
            ),
        ],
    },
    ResourceType {
        id: "iam.role",
        title: Bilingual { ja: "役割", en: "Role" },
        traits: &[],
        attributes: &[
            attribute(
                "custom.defined",
                ValueKind::Bool,
                "利用者が定義したか",
                "whether the customer defined it",
            ),
            attribute(
                "session.hours",
                ValueKind::Decimal,
                "一時的な認証情報の最長時間(時間)",
                "longest temporary session, in hours",
            ),
            attribute(
                "trust.kinds",
                ValueKind::Words(&["service", "account", "federated", "user"]),
                "引き受けられる主体の種別",
                "kinds of principal that may assume it",
            ),
        ],
    },
    ResourceType {
        id: "iam.policy",
        title: Bilingual {
            ja: "権限の定義(利用者定義のポリシー)", en: "Permission policy"
        },
        traits: &[],
        attributes: &[
            attribute(
                "custom.defined",
                ValueKind::Bool,
                "利用者が定義したか",
                "whether the customer defined it",
            ),
            attribute(
                "actions.scoped",
                ValueKind::Bool,
                "操作を限定しているか(全操作の指定がない)",
                "whether it names actions, never all of them",
            ),
            attribute(
                "resources.scoped",
                ValueKind::Bool,
                "対象資源を限定しているか(全資源の指定がない)",
                "whether it names resources, never all of them",
            ),
            attribute(
                "condition.source-ip",
                ValueKind::Bool,
                "接続元IPアドレスの条件があるか",
                "whether it has a source address condition",
            ),
            attribute(
                "condition.time",
                ValueKind::Bool,
                "時間の条件があるか",
                "whether it has a time condition",
            ),
        ],
    },
    ResourceType {
        id: "iam.workload-identity",
        title: Bilingual { ja: "ワークロード用の主体", en: "Workload identity" },
        traits: &[],
        attributes: &[
            attribute("state.active", ValueKind::Bool, "有効か", "whether it can be used"),
            attribute(
                "keys.long-lived",
                ValueKind::Int,
                "期限のない鍵の数",
                "number of keys without expiry",
            ),
        ],
    },
    ResourceType {
        id: "iam.sso",
        title: Bilingual {
            ja: "外部IdPとの連携", en: "Federation with an identity provider"
        },
        traits: &[],
        attributes: &[
            attribute("protocol.name", ValueKind::Enum(&["saml", "oidc"]), "方式", "protocol"),
            attribute(
                "state.assigned",
                ValueKind::Bool,
                "割り当てられて使われているか",
                "whether it is assigned and in use",
            ),
        ],
    },
    ResourceType {
        id: "iam.provisioning",
        title: Bilingual {
            ja: "利用者の自動同期(SCIM)", en: "Automated user provisioning (SCIM)"
        },
        traits: &[],
        attributes: &[attribute("state.enabled", ValueKind::Bool, "有効か", "whether it is on")],
    },
    ResourceType {
        id: "iam.analyzer",
        title: Bilingual { ja: "権限の分析", en: "Access analyser" },
        traits: &[],
        attributes: &[
            attribute(
                "finds.kinds",
                ValueKind::Words(&["unused-access", "external-access"]),
                "検出する対象",
                "what it detects",
            ),
            attribute("state.active", ValueKind::Bool, "稼働しているか", "whether it runs"),
        ],
    },
    ResourceType {
        id: "identity.user-pool",
        title: Bilingual {
            ja: "アプリケーション利用者の認証基盤",
            en: "Identity store for application users",
        },
        traits: &[],
        attributes: &[
            attribute(
                "protocol.names",
                ValueKind::Words(&["oidc", "saml"]),
                "使えるプロトコル",
                "protocols it speaks",
            ),
            attribute(
                "mfa.available",
                ValueKind::Bool,
                "多要素認証を使えるか",
                "whether a second factor can be used",
            ),
        ],
    },
    ResourceType {
        id: "org.policy",
        title: Bilingual { ja: "組織の予防的統制", en: "Organisation policy" },
        traits: &[],
        attributes: &[
            attribute(
                "state.attached",
                ValueKind::Bool,
                "適用されているか",
                "whether it is attached to something",
            ),
            attribute(
                "regions.allowed",
                ValueKind::Regions,
                "利用を許すリージョン(限定しなければ空)",
                "regions it allows; empty if it restricts none",
            ),
            attribute(
                "regions.restricted",
                ValueKind::Bool,
                "リージョンを限定するか",
                "whether it restricts regions",
            ),
            attribute(
                "audit-log.protected",
                ValueKind::Bool,
                "監査ログの停止・削除を禁じるか",
                "whether it forbids stopping or deleting the audit log",
            ),
        ],
    },
];
