//! What answers on a network: load balancers, DNS, application firewalls.

use super::{PUBLIC_ALLOWED, ResourceType, Trait, ValueKind, attribute};
use crate::model::text::Bilingual;

pub(super) const TYPES: &[ResourceType] = &[
    ResourceType {
        id: "load-balancer.instance",
        title: Bilingual { ja: "ロードバランサー", en: "Load balancer" },
        traits: &[Trait::NetworkExposed],
        attributes: &[
            PUBLIC_ALLOWED,
            attribute(
                "logging.access",
                ValueKind::Bool,
                "アクセスログを記録するか",
                "whether access logs are written",
            ),
        ],
    },
    ResourceType {
        id: "load-balancer.listener",
        title: Bilingual {
            ja: "ロードバランサーの待受け", en: "Load balancer listener"
        },
        traits: &[Trait::NetworkExposed],
        attributes: &[
            attribute(
                "protocol.name",
                ValueKind::Enum(&["http", "https", "tls", "tcp", "udp"]),
                "待受けのプロトコル",
                "protocol it listens for",
            ),
            attribute(
                "tls.min-version",
                ValueKind::Version,
                "受け付けるTLSの最低版",
                "lowest TLS version accepted",
            ),
            attribute(
                "redirect.https",
                ValueKind::Bool,
                "HTTPSへ転送するだけか",
                "whether it only redirects to HTTPS",
            ),
        ],
    },
    ResourceType {
        id: "dns.zone",
        title: Bilingual { ja: "DNSゾーン", en: "DNS zone" },
        traits: &[Trait::NetworkExposed],
        attributes: &[attribute(
            "logging.query",
            ValueKind::Bool,
            "問合せログを記録するか",
            "whether queries are logged",
        )],
    },
    ResourceType {
        id: "waf.policy",
        title: Bilingual { ja: "WAFの方針", en: "Web application firewall policy" },
        traits: &[],
        attributes: &[attribute(
            "logging.enabled",
            ValueKind::Bool,
            "検査ログを記録するか",
            "whether inspections are logged",
        )],
    },
];
