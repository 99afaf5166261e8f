//! Networks: where they are divided and filtered, how they are reached, and what answers on them.

use super::{PUBLIC_ALLOWED, ResourceType, Trait, ValueKind, attribute};
use crate::model::text::Bilingual;

pub(super) const TYPES: &[ResourceType] = &[
    ResourceType {
        id: "network.vpc",
        title: Bilingual { ja: "仮想ネットワーク", en: "Virtual network" },
        traits: &[],
        attributes: &[
            attribute(
                "custom.defined",
                ValueKind::Bool,
                "利用者が作成したか(事業者が自動で設けたものでないか)",
                "whether the customer made it, and the provider did not by default",
            ),
            attribute(
                "address.private",
                ValueKind::Bool,
                "プライベートIPアドレスだけを割り当てる区画か",
                "whether it hands out private addresses only",
            ),
            attribute(
                "flow-log.enabled",
                ValueKind::Bool,
                "許可と拒否の全ての通信をフローログに記録しているか",
                "whether all its traffic, allowed and denied, goes to a flow log",
            ),
        ],
    },
    ResourceType {
        id: "network.subnet",
        title: Bilingual { ja: "サブネット", en: "Subnet" },
        traits: &[],
        attributes: &[
            attribute(
                "internet.route",
                ValueKind::Bool,
                "インターネットへ直接出る経路を持つか",
                "whether its routes lead straight to the internet",
            ),
            attribute(
                "ipv6.enabled",
                ValueKind::Bool,
                "IPv6アドレスの範囲を持つか",
                "whether it has a range of IPv6 addresses",
            ),
        ],
    },
    ResourceType {
        id: "network.security-group",
        title: Bilingual { ja: "状態保持型フィルタ", en: "Stateful filter" },
        traits: &[],
        attributes: &[
            attribute(
                "default.assigned",
                ValueKind::Bool,
                "仮想ネットワークとともに自動で設けられた既定のものか",
                "whether it came with its virtual network as the default one",
            ),
            attribute(
                "rules.count",
                ValueKind::Int,
                "許可規則の数(受信と送信の合計)",
                "number of rules that allow traffic, inbound and outbound",
            ),
            attribute(
                "admin-ports.open",
                ValueKind::Bool,
                "不特定多数(IPv4の/8、IPv6の/16より広い範囲)からのTCP 22又は3389への接続を許すか",
                "whether anybody (a range wider than IPv4 /8 or IPv6 /16) may connect to TCP 22 or 3389",
            ),
        ],
    },
    ResourceType {
        id: "network.acl",
        title: Bilingual { ja: "パケットフィルタ", en: "Packet filter" },
        traits: &[],
        attributes: &[
            attribute(
                "rules.count",
                ValueKind::Int,
                "許可規則の数",
                "number of rules that allow traffic",
            ),
            attribute(
                "unmatched.denied",
                ValueKind::Bool,
                "どの規則にも合致しない受信を拒否するか",
                "whether inbound traffic that matches no rule is denied",
            ),
        ],
    },
    ResourceType {
        id: "network.firewall",
        title: Bilingual { ja: "マネージドファイアウォール", en: "Managed firewall" },
        traits: &[],
        attributes: &[attribute(
            "logging.enabled",
            ValueKind::Bool,
            "通信のログを記録するか",
            "whether traffic is logged",
        )],
    },
    ResourceType {
        id: "network.firewall-policy",
        title: Bilingual {
            ja: "マネージドファイアウォールの規則一式",
            en: "Managed firewall policy",
        },
        traits: &[],
        attributes: &[
            attribute(
                "stateful.rules",
                ValueKind::Int,
                "状態を保持して検査する規則群の数",
                "number of stateful rule groups",
            ),
            attribute(
                "firewalls.count",
                ValueKind::Int,
                "この規則一式を使うファイアウォールの数",
                "number of firewalls that use it",
            ),
        ],
    },
    ResourceType {
        id: "network.site-vpn",
        title: Bilingual { ja: "サイト間VPN", en: "Site-to-site VPN" },
        traits: &[],
        attributes: &[
            attribute(
                "encryption.algorithms",
                ValueKind::Words(&["aes128", "aes256"]),
                "受け付ける暗号アルゴリズム",
                "encryption algorithms it accepts",
            ),
            attribute(
                "integrity.algorithms",
                ValueKind::Words(&["sha1", "sha256", "sha384", "sha512"]),
                "受け付ける完全性検証のアルゴリズム",
                "integrity algorithms it accepts",
            ),
        ],
    },
    ResourceType {
        id: "network.client-vpn",
        title: Bilingual { ja: "クライアントVPN", en: "Client VPN" },
        traits: &[],
        attributes: &[attribute(
            "authentication.factors",
            ValueKind::Int,
            "接続に要する認証要素の数",
            "number of authentication factors a connection needs",
        )],
    },
    ResourceType {
        id: "network.private-endpoint",
        title: Bilingual { ja: "プライベートエンドポイント", en: "Private endpoint" },
        traits: &[],
        attributes: &[attribute(
            "service.kind",
            ValueKind::Enum(&["object-store", "container-registry", "monitoring", "other"]),
            "接続先のサービスの種別",
            "kind of service it leads to",
        )],
    },
    ResourceType {
        id: "network.hub-attachment",
        title: Bilingual { ja: "中継ハブへの接続", en: "Attachment to a transit hub" },
        traits: &[],
        attributes: &[attribute(
            "route-table.id",
            ValueKind::Text,
            "適用される中継ハブの経路表",
            "route table of the hub that applies to it",
        )],
    },
    ResourceType {
        id: "network.nat",
        title: Bilingual { ja: "NAT", en: "Network address translation" },
        traits: &[],
        attributes: &[attribute(
            "address.fixed",
            ValueKind::Bool,
            "固定のグローバルIPアドレスへ変換するか",
            "whether it translates to a fixed public address",
        )],
    },
    ResourceType {
        id: "network.address",
        title: Bilingual { ja: "グローバルIPアドレス", en: "Public address" },
        traits: &[],
        attributes: &[attribute(
            "assignment.fixed",
            ValueKind::Bool,
            "利用者が返すまで変わらないか",
            "whether it stays the same until the customer gives it back",
        )],
    },
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
            attribute(
                "zones.count",
                ValueKind::Int,
                "配置したゾーンの数",
                "number of zones it is placed in",
            ),
            attribute(
                "ip.versions",
                ValueKind::Words(&["ipv4", "ipv6"]),
                "受け付けるIPの版",
                "versions of IP it accepts",
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
        id: "load-balancer.pool",
        title: Bilingual {
            ja: "ロードバランサーの振分け先", en: "Load balancer pool"
        },
        traits: &[],
        attributes: &[
            attribute(
                "layer.name",
                ValueKind::Enum(&["l4", "l7"]),
                "振り分けるレイヤー",
                "layer at which it balances",
            ),
            attribute(
                "health-check.enabled",
                ValueKind::Bool,
                "死活を確かめて振り分けるか",
                "whether it sends traffic to healthy members only",
            ),
            attribute(
                "state.attached",
                ValueKind::Bool,
                "ロードバランサーに結び付いているか",
                "whether a load balancer uses it",
            ),
        ],
    },
    ResourceType {
        id: "load-balancer.rule",
        title: Bilingual {
            ja: "ロードバランサーの振分け規則", en: "Load balancer rule"
        },
        traits: &[],
        attributes: &[attribute(
            "match.path",
            ValueKind::Bool,
            "URLのパスを条件とするか",
            "whether it matches the path of the URL",
        )],
    },
    ResourceType {
        id: "load-balancer.global-endpoint",
        title: Bilingual {
            ja: "広域負荷分散の振分け先", en: "Endpoint of global load balancing"
        },
        traits: &[],
        attributes: &[attribute(
            "health-check.enabled",
            ValueKind::Bool,
            "死活を確かめて振り分けるか",
            "whether traffic goes to it only while it is healthy",
        )],
    },
    ResourceType {
        id: "dns.zone",
        title: Bilingual { ja: "DNSゾーン", en: "DNS zone" },
        traits: &[Trait::NetworkExposed],
        attributes: &[
            attribute(
                "logging.query",
                ValueKind::Bool,
                "問合せログを記録するか",
                "whether queries are logged",
            ),
            attribute(
                "public.answered",
                ValueKind::Bool,
                "インターネットからの問合せに答えるか",
                "whether it answers queries from the internet",
            ),
            attribute(
                "private.networks",
                ValueKind::Int,
                "このゾーンを引ける仮想ネットワークの数",
                "number of virtual networks that may resolve it",
            ),
        ],
    },
];
