//! Functions, applications and batch.

use super::{Attribute, ResourceType, ValueKind, attribute};
use crate::model::text::Bilingual;

const IDENTITY: Attribute = attribute(
    "identity.id",
    ValueKind::Text,
    "実行時に用いる主体(役割、サービスプリンシパルなど)の識別子",
    "identifier of the role or service principal it runs as",
);
const LOGGING_ENABLED: Attribute = attribute(
    "logging.enabled",
    ValueKind::Bool,
    "実行ログを記録するか",
    "whether executions are logged",
);
const TRACING_ENABLED: Attribute = attribute(
    "tracing.enabled",
    ValueKind::Bool,
    "実行のトレースを記録するか",
    "whether executions are traced",
);
const SCALE_MIN: Attribute = attribute(
    "scale.min",
    ValueKind::Int,
    "実行数の下限(0: 要求がなければ動かない)",
    "least number of instances; 0 runs nothing without requests",
);
const SCALE_AUTOMATIC: Attribute = attribute(
    "scale.automatic",
    ValueKind::Bool,
    "負荷に応じて実行数が変わるか",
    "whether the number of instances follows the load",
);
const TIMEOUT: Attribute = attribute(
    "timeout.seconds",
    ValueKind::Int,
    "1回の実行時間の上限(秒)",
    "longest execution, in seconds",
);

pub(super) const TYPES: &[ResourceType] = &[
    ResourceType {
        id: "function.instance",
        title: Bilingual { ja: "関数", en: "Function" },
        traits: &[],
        attributes: &[
            attribute(
                "runtime.name",
                ValueKind::Text,
                "実行環境(言語と版)",
                "runtime: language and version",
            ),
            IDENTITY,
            TIMEOUT,
            attribute(
                "concurrency.limit",
                ValueKind::Int,
                "同時実行数の上限",
                "greatest number of concurrent executions",
            ),
            attribute(
                "network.private",
                ValueKind::Bool,
                "利用者の仮想ネットワークに接続しているか",
                "whether it is attached to a virtual network of the customer",
            ),
            SCALE_MIN,
            SCALE_AUTOMATIC,
            LOGGING_ENABLED,
            TRACING_ENABLED,
        ],
    },
    ResourceType {
        id: "function.trigger",
        title: Bilingual { ja: "処理の起動条件", en: "Trigger" },
        traits: &[],
        attributes: &[
            attribute("state.enabled", ValueKind::Bool, "有効か", "whether it is on"),
            attribute(
                "trigger.kind",
                ValueKind::Enum(&["event", "schedule"]),
                "起動の契機",
                "what starts the target",
            ),
            attribute(
                "target.compute",
                ValueKind::Bool,
                "関数、ワークフロー、コンテナその他の処理を起動するか",
                "whether it starts a function, workflow, container or other processing",
            ),
        ],
    },
    ResourceType {
        id: "function.workflow",
        title: Bilingual { ja: "ワークフロー", en: "Workflow" },
        traits: &[],
        attributes: &[IDENTITY, LOGGING_ENABLED, TRACING_ENABLED],
    },
    ResourceType {
        id: "app.service",
        title: Bilingual {
            ja: "アプリケーション実行環境", en: "Application platform service"
        },
        traits: &[],
        attributes: &[
            attribute("state.active", ValueKind::Bool, "稼働しているか", "whether it is running"),
            attribute(
                "web.endpoint",
                ValueKind::Bool,
                "HTTP又はHTTPSで要求を受け付けるURLを持つか",
                "whether it has a URL that takes HTTP or HTTPS requests",
            ),
            TIMEOUT,
            SCALE_MIN,
            SCALE_AUTOMATIC,
        ],
    },
    ResourceType {
        id: "batch.queue",
        title: Bilingual { ja: "バッチ処理の待ち行列", en: "Batch job queue" },
        traits: &[],
        attributes: &[attribute("state.enabled", ValueKind::Bool, "有効か", "whether it is on")],
    },
    ResourceType {
        id: "batch.job",
        title: Bilingual { ja: "バッチ処理のジョブの定義", en: "Batch job definition" },
        traits: &[],
        attributes: &[attribute(
            "attempts.max",
            ValueKind::Int,
            "失敗したときを含む実行の最大回数",
            "greatest number of attempts, failed ones included",
        )],
    },
];
