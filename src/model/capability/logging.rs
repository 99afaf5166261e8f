//! Capabilities of logging: what is recorded, where it is kept, and what can be done with it.
//!
//! None is shown by a resource alone: a log store says nothing about what is written to it.

use super::Capability;
use crate::model::text::Bilingual;

pub(super) const CAPABILITIES: &[Capability] = &[
    Capability {
        id: "logging.data-access",
        title: Bilingual { ja: "データアクセスの記録", en: "Data-access logs" },
        phrases: &[
            "データアクセスログ",
            "データアクセスの記録",
            "オブジェクト単位の操作ログ",
            "オブジェクト操作のログ",
            "data access log",
            "data-access log",
            "data event",
            "object-level logging",
        ],
        shown_by: &[],
    },
    Capability {
        id: "logging.database-audit",
        title: Bilingual { ja: "データベースの監査ログ", en: "Database audit logs" },
        phrases: &[
            "データベースの監査ログ",
            "データベース監査ログ",
            "DB監査ログ",
            "database audit log",
            "database auditing",
        ],
        shown_by: &[],
    },
    Capability {
        id: "logging.central",
        title: Bilingual { ja: "ログの集約", en: "Central collection of logs" },
        phrases: &[
            "ログの集約",
            "ログを集約",
            "ログ集約",
            "ログの集中保管",
            "ログ専用アカウント",
            "log aggregation",
            "centralized logging",
            "centralised logging",
            "central log account",
        ],
        shown_by: &[],
    },
    Capability {
        id: "logging.retention",
        title: Bilingual { ja: "ログの保持期間の設定", en: "Retention period of logs" },
        phrases: &[
            "ログの保持期間",
            "ログの保存期間",
            "ログ保持期間",
            "ログ保存期間",
            "ログの保持日数",
            "log retention",
            "retention of logs",
        ],
        shown_by: &[],
    },
    Capability {
        id: "logging.export-to-object-store",
        title: Bilingual {
            ja: "ログのオブジェクトストレージへの書出し",
            en: "Export of logs to object storage",
        },
        phrases: &[
            "ログをオブジェクトストレージ",
            "ログのオブジェクトストレージ",
            "export logs to object storage",
            "exports logs to object storage",
            "log export to object storage",
        ],
        shown_by: &[],
    },
    Capability {
        id: "logging.archive",
        title: Bilingual { ja: "ログの長期保管", en: "Long-term archive of logs" },
        phrases: &[
            "ログの長期保管",
            "ログの長期保存",
            "ログのアーカイブ",
            "ログをアーカイブ",
            "ログアーカイブ",
            "log archive",
            "archive logs",
            "long-term log storage",
        ],
        shown_by: &[],
    },
    Capability {
        id: "logging.search",
        title: Bilingual { ja: "ログの検索", en: "Log search" },
        phrases: &["ログ検索", "ログの検索", "ログを検索", "log search", "search logs"],
        shown_by: &[],
    },
    Capability {
        id: "logging.analytics",
        title: Bilingual { ja: "ログの分析", en: "Log analysis" },
        phrases: &[
            "ログ分析",
            "ログの分析",
            "ログを分析",
            "ログの集計",
            "ログを集計",
            "log analysis",
            "log analytics",
            "analyze logs",
            "analyse logs",
        ],
        shown_by: &[],
    },
    Capability {
        id: "logging.time-source",
        title: Bilingual { ja: "NTPサーバーの提供", en: "NTP servers for the customer" },
        phrases: &["NTPサーバ", "NTP server", "NTP service"],
        shown_by: &[],
    },
    Capability {
        id: "logging.load-balancer",
        title: Bilingual {
            ja: "ロードバランサーのアクセスログ",
            en: "Access logs of load balancers",
        },
        phrases: &[
            "ロードバランサーのアクセスログ",
            "ロードバランサのアクセスログ",
            "LBのアクセスログ",
            "load balancer access log",
        ],
        shown_by: &[],
    },
    Capability {
        id: "logging.dns-query",
        title: Bilingual { ja: "DNSの問合せログ", en: "DNS query logs" },
        phrases: &[
            "DNSの問合せログ",
            "DNSの問い合わせログ",
            "DNSクエリログ",
            "DNSのクエリログ",
            "DNS query log",
        ],
        shown_by: &[],
    },
    Capability {
        id: "logging.web-application-firewall",
        title: Bilingual { ja: "WAFの検査ログ", en: "Logs of web application firewalls" },
        phrases: &["WAFログ", "WAFのログ", "WAFの検査ログ", "WAFの検知ログ", "WAF log"],
        shown_by: &[],
    },
    Capability {
        id: "logging.forwarding",
        title: Bilingual { ja: "ログの外部転送", en: "Log forwarding" },
        phrases: &[
            "ログの転送",
            "ログを転送",
            "ログ転送",
            "ログの外部転送",
            "log forwarding",
            "forward logs",
            "forwards logs",
        ],
        shown_by: &[],
    },
];
