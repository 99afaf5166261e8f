//! Capabilities: web application firewalls, content delivery and denial-of-service protection.

use super::Capability;
use crate::model::text::Bilingual;

pub(super) const CAPABILITIES: &[Capability] = &[
    Capability {
        id: "waf",
        title: Bilingual { ja: "WAF", en: "Web application firewall" },
        phrases: &[
            "WAF",
            "Webアプリケーションファイアウォール",
            "ウェブアプリケーションファイアウォール",
            "web application firewall",
        ],
        shown_by: &["waf.policy"],
    },
    Capability {
        id: "waf.managed-rules",
        title: Bilingual {
            ja: "WAFの管理ルール",
            en: "Managed rules of the web application firewall",
        },
        phrases: &[
            "マネージドルール",
            "管理ルール",
            "managed rule",
            "managed rules",
            "managed rule set",
            "managed rule sets",
        ],
        shown_by: &[],
    },
    Capability {
        id: "waf.custom-rules",
        title: Bilingual {
            ja: "WAFの独自ルール",
            en: "Custom rules of the web application firewall",
        },
        phrases: &[
            "カスタムルール",
            "独自ルール",
            "利用者定義ルール",
            "custom rule",
            "custom rules",
        ],
        shown_by: &[],
    },
    Capability {
        id: "waf.rate-control",
        title: Bilingual { ja: "流量制御", en: "Rate control" },
        phrases: &[
            "流量制御",
            "レート制限",
            "レートベースのルール",
            "レートリミット",
            "rate limit",
            "rate limits",
            "rate limiting",
            "rate-based rule",
        ],
        shown_by: &[],
    },
    Capability {
        id: "waf.bot-control",
        title: Bilingual { ja: "ボット対策", en: "Bot control" },
        phrases: &[
            "ボット対策",
            "ボット管理",
            "ボット制御",
            "ボットを検知",
            "bot control",
            "bot management",
            "bot mitigation",
        ],
        shown_by: &[],
    },
    Capability {
        id: "waf.country-block",
        title: Bilingual {
            ja: "国・地域による接続制限", en: "Blocking by country or region"
        },
        phrases: &[
            "国別の接続制限",
            "国別アクセス制限",
            "国や地域による接続制限",
            "国又は地域による接続制限",
            "国・地域による接続制限",
            "国単位の接続制限",
            "geo-blocking",
            "geo blocking",
            "geographic blocking",
            "geo match",
        ],
        shown_by: &[],
    },
    Capability {
        id: "ddos.standard",
        title: Bilingual { ja: "標準のDDoS対策", en: "Standard DDoS protection" },
        phrases: &[
            "DDoS対策",
            "DDoS攻撃対策",
            "DDoS攻撃から保護",
            "DDoS防御",
            "DDoS protection",
            "DDoS mitigation",
        ],
        shown_by: &[],
    },
    Capability {
        id: "ddos.advanced",
        title: Bilingual { ja: "高度なDDoS対策", en: "Advanced DDoS protection" },
        phrases: &[
            "高度なDDoS対策",
            "高度なDDoS防御",
            "DDoS対策オプション",
            "DDoS対策アドオン",
            "advanced DDoS protection",
            "enhanced DDoS protection",
        ],
        shown_by: &["ddos.protection"],
    },
    Capability {
        id: "cdn",
        title: Bilingual { ja: "CDN", en: "Content delivery network" },
        phrases: &[
            "CDN",
            "コンテンツ配信サービス",
            "コンテンツデリバリネットワーク",
            "コンテンツ配信ネットワーク",
            "content delivery network",
        ],
        shown_by: &["cdn.distribution"],
    },
    Capability {
        id: "cdn.domestic-delivery",
        title: Bilingual {
            ja: "国内に限った配信", en: "Delivery to viewers in Japan only"
        },
        phrases: &[
            "国内からの要求に限って配信",
            "国内からのアクセスに限って配信",
            "配信先を国内に限定",
            "配信先を日本国内に限定",
            "日本国内に限定して配信",
            "delivered to viewers in Japan only",
            "delivery to viewers in Japan only",
            "restricts delivery to Japan",
        ],
        shown_by: &[],
    },
    Capability {
        id: "cdn.origin-protection",
        title: Bilingual { ja: "オリジンの保護", en: "Origin protection" },
        phrases: &[
            "オリジンガード",
            "オリジン保護",
            "オリジンへの直接の接続を拒否",
            "オリジンへの直接アクセスを拒否",
            "オリジンへの直接アクセスを遮断",
            "origin guard",
            "origin protection",
            "origin access control",
            "origin access identity",
        ],
        shown_by: &[],
    },
];
