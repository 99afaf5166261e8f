//! Clusters, registries and workloads.

use super::{Attribute, ENCRYPTION_KEY, KMS_KEY, ResourceType, Trait, ValueKind, attribute};
use crate::model::text::Bilingual;

const LOGGING_ENABLED: Attribute = attribute(
    "logging.enabled",
    ValueKind::Bool,
    "ログをログの保管先へ送るか",
    "whether its logs are sent to a log store",
);

pub(super) const TYPES: &[ResourceType] = &[
    ResourceType {
        id: "container.cluster",
        title: Bilingual { ja: "コンテナ基盤のクラスター", en: "Container cluster" },
        traits: &[],
        attributes: &[
            attribute("state.active", ValueKind::Bool, "稼働しているか", "whether it is running"),
            attribute(
                "identity.integrated",
                ValueKind::Bool,
                "事業者の認証・認可の主体で操作者を認証するか",
                "whether it authenticates operators by the provider's identity service",
            ),
            LOGGING_ENABLED,
            attribute(
                "metrics.enabled",
                ValueKind::Bool,
                "コンテナのメトリクスを収集するか",
                "whether metrics of its containers are collected",
            ),
        ],
    },
    ResourceType {
        id: "container.node-group",
        title: Bilingual { ja: "コンテナ基盤のノードの集まり", en: "Node group" },
        traits: &[],
        attributes: &[attribute(
            "bounds.differ",
            ValueKind::Bool,
            "ノード数の下限が上限より小さいか",
            "whether the least number of nodes is below the greatest",
        )],
    },
    ResourceType {
        id: "container.definition",
        title: Bilingual { ja: "コンテナの実行定義", en: "Container definition" },
        traits: &[],
        attributes: &[
            LOGGING_ENABLED,
            attribute(
                "secrets.managed",
                ValueKind::Bool,
                "シークレット管理サービスから値を受け取るか",
                "whether it gets values from the secret management service",
            ),
            attribute(
                "secrets.plain",
                ValueKind::Bool,
                "パスワードや鍵を示す名の環境変数に平文の値があるか",
                "whether an environment variable named like a password or key holds a plain value",
            ),
        ],
    },
    ResourceType {
        id: "container.service",
        title: Bilingual { ja: "コンテナのサービス", en: "Container service" },
        traits: &[],
        attributes: &[
            attribute("state.active", ValueKind::Bool, "稼働しているか", "whether it is running"),
            attribute(
                "launch.serverless",
                ValueKind::Bool,
                "利用者が管理するサーバーなしに実行するか",
                "whether it runs without servers the customer manages",
            ),
            attribute(
                "deployment.kind",
                ValueKind::Enum(&["all-at-once", "rolling", "blue-green", "canary"]),
                "新しい版への切替えの方式",
                "how it changes to a new version",
            ),
            attribute(
                "rollback.automatic",
                ValueKind::Bool,
                "失敗した版から前の版へ自動で戻すか",
                "whether a failed version is rolled back automatically",
            ),
        ],
    },
    ResourceType {
        id: "container.registry",
        title: Bilingual { ja: "コンテナレジストリ", en: "Container registry" },
        traits: &[Trait::StoresData],
        attributes: &[
            ENCRYPTION_KEY,
            KMS_KEY,
            attribute(
                "pull.anonymous",
                ValueKind::Bool,
                "認証なしにイメージを取得できるか",
                "whether images can be pulled without authentication",
            ),
            attribute(
                "scan.on-push",
                ValueKind::Bool,
                "登録時に脆弱性を検査するか",
                "whether images are scanned for vulnerabilities when they are pushed",
            ),
        ],
    },
    ResourceType {
        id: "container.admission-policy",
        title: Bilingual { ja: "コンテナの実行を許す条件", en: "Admission policy" },
        traits: &[],
        attributes: &[
            attribute(
                "signature.required",
                ValueKind::Bool,
                "イメージの署名の検証を求めるか",
                "whether it verifies signatures of images",
            ),
            attribute(
                "mode.enforced",
                ValueKind::Bool,
                "反したものの実行を拒むか",
                "whether what breaks it is refused",
            ),
        ],
    },
    ResourceType {
        id: "container.grant",
        title: Bilingual {
            ja: "コンテナ基盤における権限の付与",
            en: "Grant within a container cluster",
        },
        traits: &[],
        attributes: &[
            attribute(
                "scope.level",
                ValueKind::Enum(&["cluster", "namespace"]),
                "付与の範囲",
                "level it applies to",
            ),
            attribute(
                "admin.full",
                ValueKind::Bool,
                "全ての操作を許す管理者の役割か",
                "whether the role allows everything",
            ),
            attribute(
                "principal.kind",
                ValueKind::Enum(&["user", "group", "role", "workload"]),
                "付与先の種別",
                "kind of principal it is made to",
            ),
        ],
    },
    ResourceType {
        id: "container.network-policy",
        title: Bilingual {
            ja: "コンテナ間の通信の方針", en: "Network policy between containers"
        },
        traits: &[],
        attributes: &[attribute(
            "default.denied",
            ValueKind::Bool,
            "許可のない通信を全て拒むか",
            "whether it denies all traffic that is not allowed",
        )],
    },
];
