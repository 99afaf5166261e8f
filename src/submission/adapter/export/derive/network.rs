//! What rules of filters, routes and address ranges come to.

use std::net::Ipv4Addr;

use super::{Entry, Input, fold, settle, text};
use crate::model::text::Bilingual;
use crate::model::value::{Reading, Unreadable, Value};
use crate::submission::json::{Tree, Value as Native};

pub(super) const ENTRIES: &[Entry] = &[
    (
        "private-addresses",
        private_addresses,
        Bilingual {
            ja: "全てのIPv4アドレス範囲がプライベートIPアドレス(RFC 1918、RFC 6598)か",
            en: "whether every range of IPv4 addresses is private (RFC 1918, RFC 6598)",
        },
    ),
    (
        "aws-open-admin-ports",
        open_admin_ports,
        Bilingual {
            ja: "受信規則が不特定多数(IPv4の/8、IPv6の/16より広い範囲)にTCP 22又は3389を許すか。プレフィックスリストによる許可は不明",
            en: "whether an inbound rule lets a range wider than IPv4 /8 or IPv6 /16 reach TCP 22 or 3389; unknown if it names a prefix list",
        },
    ),
    (
        "aws-unmatched-denied",
        unmatched_denied,
        Bilingual {
            ja: "不特定多数からの全ての通信を許す受信規則がないか",
            en: "whether no inbound entry allows all traffic from everybody",
        },
    ),
    (
        "aws-internet-route",
        internet_route,
        Bilingual {
            ja: "インターネットゲートウェイへの有効な経路があるか",
            en: "whether there is a live route to an internet gateway",
        },
    ),
    (
        "aws-viewer-https",
        viewer_https,
        Bilingual {
            ja: "全てのキャッシュ動作がHTTPSに限るか。パスは既定の動作、その他の動作の順に2つ",
            en: "whether every cache behaviour is limited to HTTPS; two paths: the default one, the others",
        },
    ),
    (
        "sakura-unmatched-denied",
        sakura_unmatched_denied,
        Bilingual {
            ja: "パケットフィルタの最後の規則が全ての通信を拒否するか",
            en: "whether the last rule of a packet filter denies everything",
        },
    ),
];

/// Ports of SSH and of the remote desktop protocol.
const ADMIN_PORTS: [i64; 2] = [22, 3389];
/// A longer prefix than these names somebody; a shorter one stands for everybody.
const WIDEST: (u8, u8) = (8, 16);
/// Sources: RFC 1918 and the shared address space of RFC 6598.
const PRIVATE: [(Ipv4Addr, u8); 4] = [
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
];

fn private_addresses(input: &Input<'_>) -> Reading {
    let mut is_private = None;
    for tree in input.values.iter().flatten() {
        let Some(range) = tree.as_str() else {
            return Reading::Unreadable(Unreadable::WrongKind);
        };
        let Some((address, length)) = ipv4(range) else {
            return Reading::Unreadable(Unreadable::Malformed);
        };
        let holds = PRIVATE.iter().any(|(network, prefix)| {
            length >= *prefix && mask(address, *prefix) == u32::from(*network)
        });
        is_private = Some(is_private.unwrap_or(true) && holds);
    }
    settle(Ok(is_private.map(Value::Bool)))
}

fn ipv4(range: &str) -> Option<(Ipv4Addr, u8)> {
    let (address, length) = range.split_once('/')?;
    let length: u8 = length.parse().ok()?;
    (length <= 32).then_some((address.parse().ok()?, length))
}

fn mask(address: Ipv4Addr, prefix: u8) -> u32 {
    u32::from(address) & u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or_default()
}

/// One rule that opens a port decides; without one, a rule that cannot be read or judged leaves it open.
fn open_admin_ports(input: &Input<'_>) -> Reading {
    if !input.is_listed(0) {
        return Reading::Unknown;
    }
    let rules: Vec<_> = input.all(0).iter().map(|rule| opens(rule)).collect();
    if rules.contains(&Ok(Some(true))) {
        return Reading::Known(Value::Bool(true));
    }
    let whole: Result<Vec<_>, _> = rules.into_iter().collect();
    settle(whole.map(|rules| rules.iter().all(Option::is_some).then_some(Value::Bool(false))))
}

/// Source: EC2 API reference, `IpPermission`. A rule of all protocols has no ports.
fn opens(rule: &Tree) -> Result<Option<bool>, Unreadable> {
    let protocol = ["ipprotocol", "protocol"].into_iter().find_map(|name| own(rule, name));
    let Some(protocol) = protocol.and_then(text) else { return Ok(None) };
    let covers = match &*protocol {
        "-1" | "all" => true,
        "tcp" | "6" => {
            let (Some(low), Some(high)) = (port(rule, "fromport")?, port(rule, "toport")?) else {
                return Ok(None);
            };
            ADMIN_PORTS.iter().any(|port| (low..=high).contains(port))
        }
        _ => false,
    };
    if !covers {
        return Ok(Some(false));
    }
    let lists = ["ipranges", "ipv4ranges", "ipv6ranges", "cidrblocks", "ipv6cidrblocks"];
    for range in lists.into_iter().filter_map(|name| own(rule, name)).flat_map(Tree::elements) {
        let named = ["cidrip", "cidripv6"].into_iter().find_map(|name| own(range, name));
        let range = named.unwrap_or(range).as_str().ok_or(Unreadable::WrongKind)?;
        if is_everybody(range)? {
            return Ok(Some(true));
        }
    }
    let has_list = own(rule, "prefixlistids").is_some_and(|lists| !lists.elements().is_empty());
    Ok((!has_list).then_some(false))
}

fn port(rule: &Tree, name: &str) -> Result<Option<i64>, Unreadable> {
    let native = own(rule, name).and_then(text);
    native.map(|text| text.parse().map_err(|_| Unreadable::Malformed)).transpose()
}

fn is_everybody(range: &str) -> Result<bool, Unreadable> {
    let (address, length) = range.split_once('/').ok_or(Unreadable::Malformed)?;
    let length: u8 = length.parse().map_err(|_| Unreadable::Malformed)?;
    Ok(length < if address.contains(':') { WIDEST.1 } else { WIDEST.0 })
}

/// Source: EC2 API reference, `NetworkAclEntry`. The last entry denies, so an entry that allows everything undoes it.
fn unmatched_denied(input: &Input<'_>) -> Reading {
    if !input.is_listed(0) {
        return Reading::Unknown;
    }
    let mut allows_all = false;
    for entry in input.all(0) {
        let is = |name: &str, value: &str| {
            own(entry, name).and_then(text).is_some_and(|text| text.eq_ignore_ascii_case(value))
        };
        let allows = is("ruleaction", "allow") || is("action", "allow");
        let is_all = is("protocol", "-1") || is("protocol", "all");
        if is("egress", "true") || !allows || !is_all {
            continue;
        }
        let ranges = ["cidrblock", "ipv6cidrblock"].into_iter().filter_map(|name| own(entry, name));
        for range in ranges.filter_map(Tree::as_str).filter(|range| !range.is_empty()) {
            match is_everybody(range) {
                Ok(everybody) => allows_all |= everybody,
                Err(why) => return Reading::Unreadable(why),
            }
        }
    }
    Reading::Known(Value::Bool(!allows_all))
}

/// Source: EC2 API reference, `Route`. Gateways of other kinds have other prefixes.
fn internet_route(input: &Input<'_>) -> Reading {
    if !input.is_listed(0) {
        return Reading::Unknown;
    }
    let leads = |route: &&Tree| {
        let gateway = own(route, "gatewayid").and_then(Tree::as_str);
        let is_dead = own(route, "state").and_then(Tree::as_str) == Some("blackhole");
        gateway.is_some_and(|id| id.starts_with("igw-")) && !is_dead
    };
    Reading::Known(Value::Bool(input.all(0).iter().any(leads)))
}

/// Source: `CloudFront` API reference, `CacheBehavior`. Without other behaviours their list is left out.
fn viewer_https(input: &Input<'_>) -> Reading {
    if input.first(0).is_none() {
        return Reading::Unknown;
    }
    let limits = |tree: &&Tree| match tree.as_str() {
        Some("https-only" | "redirect-to-https") => Ok(true),
        Some("allow-all") => Ok(false),
        Some(_) => Err(Unreadable::UnlistedValue),
        None => Err(Unreadable::WrongKind),
    };
    let all: Result<Vec<bool>, _> = input.values.iter().flatten().map(limits).collect();
    settle(all.map(|all| Some(Value::Bool(all.into_iter().all(|limits| limits)))))
}

/// Source: what no rule of a packet filter matches passes, so the last one has to deny everything.
fn sakura_unmatched_denied(input: &Input<'_>) -> Reading {
    if !input.is_listed(0) {
        return Reading::Unknown;
    }
    let Some(last) = input.all(0).last() else { return Reading::Known(Value::Bool(false)) };
    if !matches!(last.value, Native::Object(_)) {
        return Reading::Unreadable(Unreadable::WrongKind);
    }
    let word = |name: &str| own(last, name).and_then(text).unwrap_or_default();
    let denies = word("action") == "deny" || word("allow") == "false";
    let narrows = ["sourcenetwork", "sourceport", "destinationport"];
    let is_all = word("protocol") == "ip" && narrows.iter().all(|name| word(name).is_empty());
    Reading::Known(Value::Bool(denies && is_all))
}

/// A member of the value itself, by its name after [`fold`]; null counts as missing.
fn own<'a>(tree: &'a Tree, name: &str) -> Option<&'a Tree> {
    let mut members = tree.members().iter().filter(|(member, _)| fold(member) == name);
    members.next().map(|(_, value)| value).filter(|value| !matches!(value.value, Native::Null))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{attribute, derive};
    use super::*;

    const UNKNOWN: Reading = Reading::Unknown;

    fn truth(is: bool) -> Reading {
        Reading::Known(Value::Bool(is))
    }

    fn bad(why: Unreadable) -> Reading {
        Reading::Unreadable(why)
    }

    fn check(name: &str, cases: &[(&str, Reading)]) {
        let attribute = attribute("network.security-group", "admin-ports.open");
        for (path, expected) in cases {
            assert_eq!(derive(name, attribute, &[path]), *expected, "{name} {path}");
        }
    }

    #[test]
    fn ranges_are_private_or_not() {
        check(
            "private-addresses",
            &[
                (r#"["10.0.0.0/16"]"#, truth(true)),
                (r#"["10.0.0.0/8","172.31.0.0/16","192.168.0.0/24","100.64.0.0/16"]"#, truth(true)),
                (r#"["10.0.0.0/16","203.0.113.0/24"]"#, truth(false)),
                (r#"["10.0.0.0/7"]"#, truth(false)),
                (r#"["172.32.0.0/16"]"#, truth(false)),
                (r#"["0.0.0.0/0"]"#, truth(false)),
                ("[]", UNKNOWN),
                ("[1]", bad(Unreadable::WrongKind)),
                (r#"["10.0.0.0/33"]"#, bad(Unreadable::Malformed)),
            ],
        );
    }

    #[test]
    fn inbound_rules_open_the_ports_of_administration_to_everybody_or_do_not() {
        let rule = |body: &str| format!("[{{{body}}}]");
        let ssh = r#""IpProtocol":"tcp","FromPort":22,"ToPort":22"#;
        let cases = [
            (rule(&format!(r#"{ssh},"IpRanges":[{{"CidrIp":"0.0.0.0/0"}}]"#)), truth(true)),
            (rule(&format!(r#"{ssh},"IpRanges":[{{"CidrIp":"128.0.0.0/1"}}]"#)), truth(true)),
            (rule(&format!(r#"{ssh},"IpRanges":[{{"CidrIp":"10.0.0.0/8"}}]"#)), truth(false)),
            (rule(&format!(r#"{ssh},"Ipv6Ranges":[{{"CidrIpv6":"::/0"}}]"#)), truth(true)),
            (
                rule(&format!(r#"{ssh},"Ipv6Ranges":[{{"CidrIpv6":"2001:db8::/32"}}]"#)),
                truth(false),
            ),
            (
                rule(
                    r#""ipProtocol":"-1","ipRanges":["0.0.0.0/0"],"ipv4Ranges":[{"cidrIp":"0.0.0.0/0"}]"#,
                ),
                truth(true),
            ),
            (
                rule(
                    r#""protocol":"tcp","from_port":3000,"to_port":4000,"cidr_blocks":["0.0.0.0/0"]"#,
                ),
                truth(true),
            ),
            (
                rule(
                    r#""protocol":"tcp","from_port":443,"to_port":443,"cidr_blocks":["0.0.0.0/0"]"#,
                ),
                truth(false),
            ),
            (
                rule(
                    r#""protocol":"udp","from_port":3389,"to_port":3389,"cidr_blocks":["0.0.0.0/0"]"#,
                ),
                truth(false),
            ),
            (rule(&format!(r#"{ssh},"PrefixListIds":[{{"PrefixListId":"pl-1"}}]"#)), UNKNOWN),
            (rule(&format!(r#"{ssh},"PrefixListIds":[],"UserIdGroupPairs":[{{}}]"#)), truth(false)),
            (rule(r#""IpProtocol":"tcp","IpRanges":[]"#), UNKNOWN),
            (
                rule(&format!(r#"{ssh},"IpRanges":[{{"CidrIp":"any"}}]"#)),
                bad(Unreadable::Malformed),
            ),
            (rule(&format!(r#"{ssh},"IpRanges":[1]"#)), bad(Unreadable::WrongKind)),
            ("[]".to_owned(), truth(false)),
            ("null".to_owned(), UNKNOWN),
        ];
        for (rules, expected) in cases {
            check("aws-open-admin-ports", &[(&rules, expected)]);
        }
    }

    #[test]
    fn what_matches_no_rule_is_denied_or_not() {
        check(
            "aws-unmatched-denied",
            &[
                (
                    r#"[{"Egress":false,"Protocol":"-1","RuleAction":"allow","CidrBlock":"0.0.0.0/0"}]"#,
                    truth(false),
                ),
                (
                    r#"[{"egress":true,"protocol":"-1","ruleAction":"allow","cidrBlock":"0.0.0.0/0"}]"#,
                    truth(true),
                ),
                (
                    r#"[{"Egress":false,"Protocol":"6","RuleAction":"allow","CidrBlock":"0.0.0.0/0"}]"#,
                    truth(true),
                ),
                (
                    r#"[{"action":"allow","protocol":"-1","cidr_block":"","ipv6_cidr_block":"::/0"}]"#,
                    truth(false),
                ),
                (
                    r#"[{"action":"allow","protocol":"-1","cidr_block":"everywhere"}]"#,
                    bad(Unreadable::Malformed),
                ),
                ("null", UNKNOWN),
            ],
        );
        check(
            "sakura-unmatched-denied",
            &[
                (
                    r#"[{"Protocol":"tcp","DestinationPort":"443","Action":"allow"},{"Protocol":"ip","SourceNetwork":"","Action":"deny"}]"#,
                    truth(true),
                ),
                (r#"[{"protocol":"ip","allow":false}]"#, truth(true)),
                (r#"[{"protocol":"ip","allow":true}]"#, truth(false)),
                (
                    r#"[{"Protocol":"ip","Action":"deny"},{"Protocol":"tcp","Action":"allow"}]"#,
                    truth(false),
                ),
                (
                    r#"[{"Protocol":"ip","SourceNetwork":"192.0.2.0/24","Action":"deny"}]"#,
                    truth(false),
                ),
                ("[]", truth(false)),
                ("[1]", bad(Unreadable::WrongKind)),
                ("null", UNKNOWN),
            ],
        );
    }

    #[test]
    fn routes_lead_to_the_internet_or_do_not() {
        check(
            "aws-internet-route",
            &[
                (r#"[{"GatewayId":"local"},{"GatewayId":"igw-1","State":"active"}]"#, truth(true)),
                (r#"[{"gatewayId":"igw-1","state":"blackhole"}]"#, truth(false)),
                (r#"[{"NatGatewayId":"nat-1"},{"GatewayId":"vgw-1"}]"#, truth(false)),
                ("[]", truth(false)),
                ("null", UNKNOWN),
            ],
        );
    }

    #[test]
    fn every_behaviour_has_to_be_limited_to_https() {
        let attribute = attribute("cdn.distribution", "https.required");
        let cases: [(&[&str], Reading); 6] = [
            (&[r#"["https-only"]"#, "null"], truth(true)),
            (&[r#"["redirect-to-https"]"#, r#"["https-only","redirect-to-https"]"#], truth(true)),
            (&[r#"["https-only"]"#, r#"["allow-all"]"#], truth(false)),
            (&[r#"["allow-all"]"#, "null"], truth(false)),
            (&["[]", r#"["https-only"]"#], UNKNOWN),
            (&[r#"["http"]"#, "null"], bad(Unreadable::UnlistedValue)),
        ];
        for (paths, expected) in cases {
            assert_eq!(derive("aws-viewer-https", attribute, paths), expected, "{paths:?}");
        }
    }
}
