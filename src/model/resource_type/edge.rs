//! Web application firewalls, content delivery and denial-of-service protection.

use super::{ResourceType, ValueKind, attribute};
use crate::model::text::Bilingual;

pub(super) const TYPES: &[ResourceType] = &[
    ResourceType {
        id: "waf.policy",
        title: Bilingual { ja: "WAFの方針", en: "Web application firewall policy" },
        traits: &[],
        attributes: &[
            attribute(
                "logging.enabled",
                ValueKind::Bool,
                "検査ログを記録するか",
                "whether inspections are logged",
            ),
            attribute(
                "state.attached",
                ValueKind::Bool,
                "ロードバランサー、CDNその他の公開の口に適用しているか",
                "whether it protects a load balancer, a distribution or the like",
            ),
            attribute(
                "managed.rules",
                ValueKind::Int,
                "遮断の動作で使う管理ルール群の数",
                "number of managed rule groups in force",
            ),
            attribute(
                "custom.rules",
                ValueKind::Int,
                "利用者が定め、遮断の動作で使うルールの数",
                "number of the customer's own rules that block",
            ),
            attribute(
                "rate.rules",
                ValueKind::Int,
                "流量が上限を超えた要求元を遮断するルールの数",
                "number of rules that block a source above a rate",
            ),
            attribute(
                "bot.rules",
                ValueKind::Int,
                "ボットを判別する管理ルール群のうち動作しているものの数",
                "number of managed bot rule groups in force",
            ),
            attribute(
                "geo.rules",
                ValueKind::Int,
                "国又は地域により遮断するルールの数",
                "number of rules that block by country or region",
            ),
        ],
    },
    ResourceType {
        id: "cdn.distribution",
        title: Bilingual { ja: "CDNの配信設定", en: "CDN distribution" },
        traits: &[],
        attributes: &[
            attribute(
                "state.enabled",
                ValueKind::Bool,
                "配信しているか",
                "whether it serves content",
            ),
            attribute(
                "https.required",
                ValueKind::Bool,
                "閲覧者との通信をHTTPSに限るか(転送を含む)",
                "whether viewers get HTTPS only, be it by redirect",
            ),
            attribute(
                "countries.restricted",
                ValueKind::Bool,
                "国又は地域により配信を制限するか",
                "whether delivery is restricted by country",
            ),
            attribute(
                "countries.allowed",
                ValueKind::Texts,
                "配信を許す国(ISO 3166の2文字の符号。限定しなければ空)",
                "countries it serves, as ISO 3166 two-letter codes; empty if it serves all",
            ),
        ],
    },
    ResourceType {
        id: "cdn.origin",
        title: Bilingual { ja: "CDNのオリジン", en: "Origin" },
        traits: &[],
        attributes: &[attribute(
            "access.restricted",
            ValueKind::Bool,
            "CDN又はロードバランサーを経た要求であることを示す情報で保護されているか",
            "whether requests carry what proves that they came through the CDN or load balancer",
        )],
    },
    ResourceType {
        id: "ddos.protection",
        title: Bilingual {
            ja: "高度なDDoS対策の適用",
            en: "Advanced DDoS protection of a resource",
        },
        traits: &[],
        attributes: &[attribute(
            "response.automatic",
            ValueKind::Bool,
            "アプリケーション層の攻撃を自動で緩和するか",
            "whether attacks on the application layer are mitigated automatically",
        )],
    },
    ResourceType {
        id: "ddos.subscription",
        title: Bilingual {
            ja: "高度なDDoS対策の契約",
            en: "Subscription to advanced DDoS protection",
        },
        traits: &[],
        attributes: &[attribute(
            "support.engaged",
            ValueKind::Bool,
            "攻撃を受けたときに事業者の対応チームが利用者へ連絡する設定か",
            "whether the provider's response team contacts the customer under attack",
        )],
    },
];
