//! Analysis of data: warehouses, interactive queries, dashboards, search and notebooks.

use super::{
    Attribute, ENCRYPTION_KEY, KMS_KEY, PUBLIC_ALLOWED, ResourceType, Trait, ValueKind, attribute,
};
use crate::model::text::Bilingual;

const AVAILABLE: Attribute =
    attribute("state.available", ValueKind::Bool, "利用できる状態か", "whether it can be used");

pub(super) const TYPES: &[ResourceType] = &[
    ResourceType {
        id: "warehouse.cluster",
        title: Bilingual { ja: "データウェアハウス", en: "Data warehouse" },
        traits: &[Trait::StoresData],
        attributes: &[
            ENCRYPTION_KEY,
            KMS_KEY,
            PUBLIC_ALLOWED,
            AVAILABLE,
            attribute(
                "storage.separate",
                ValueKind::Bool,
                "保管の容量と計算の能力を別々に増減できるか",
                "whether storage and compute are sized separately",
            ),
            attribute(
                "scaling.automatic",
                ValueKind::Bool,
                "計算の能力が負荷に応じて自動で増減するか",
                "whether compute follows the load automatically",
            ),
        ],
    },
    ResourceType {
        id: "query.workgroup",
        title: Bilingual {
            ja: "対話型クエリの実行環境", en: "Interactive query workgroup"
        },
        traits: &[],
        attributes: &[attribute(
            "state.enabled",
            ValueKind::Bool,
            "クエリを実行できる状態か",
            "whether queries can be run",
        )],
    },
    ResourceType {
        id: "bi.dashboard",
        title: Bilingual { ja: "BIのダッシュボード", en: "BI dashboard" },
        traits: &[],
        attributes: &[attribute(
            "state.published",
            ValueKind::Bool,
            "公開された版があるか",
            "whether a version is published to its readers",
        )],
    },
    ResourceType {
        id: "search.domain",
        title: Bilingual { ja: "全文検索の環境", en: "Full-text search domain" },
        traits: &[Trait::StoresData],
        attributes: &[
            ENCRYPTION_KEY,
            KMS_KEY,
            attribute(
                "engine.name",
                ValueKind::Text,
                "検索エンジンの名称",
                "name of the search engine",
            ),
        ],
    },
    ResourceType {
        id: "notebook.instance",
        title: Bilingual {
            ja: "分析用ノートブックの環境", en: "Analysis notebook environment"
        },
        traits: &[],
        attributes: &[
            KMS_KEY,
            attribute(
                "network.private",
                ValueKind::Bool,
                "利用者の仮想ネットワークだけを通じて通信するか",
                "whether it communicates through the customer's virtual network alone",
            ),
        ],
    },
];
