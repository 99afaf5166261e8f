//! Derivations about machines, images and containers: sizes, bounds, distributions, who offers an image, what a policy denies.

use super::{Entry, Input, settle, text};
use crate::model::text::Bilingual;
use crate::model::value::{Reading, Unreadable, Value};
use crate::submission::json::Tree;

pub(super) const ENTRIES: &[Entry] = &[
    (
        "memory-per-cpu",
        memory_per_cpu,
        Bilingual {
            ja: "1 vCPU当たりのメモリ(GiB)。パスはメモリ(MiB)、vCPU数の順",
            en: "GiB of memory per vCPU; two paths: memory in MiB, number of vCPUs",
        },
    ),
    (
        "ascending",
        ascending,
        Bilingual {
            ja: "一つ目のパスの数が二つ目のパスの数より小さいか",
            en: "whether the number at the first path is below the number at the second",
        },
    ),
    (
        "any-listed",
        any_listed,
        Bilingual {
            ja: "一覧の要素のどれかが、いずれかのパスに値を持つか。一つ目のパスの一覧がなければ不明",
            en: "whether any element of a list has a value at any path; unknown without the list of the first path",
        },
    ),
    (
        "linux-distribution",
        linux_distribution,
        Bilingual {
            ja: "イメージの名前が示すLinuxディストリビューション。どれでもなければ不明",
            en: "Linux distribution by the name of an image; unknown if it names none",
        },
    ),
    (
        "aws-image-owner",
        aws_image_owner,
        Bilingual {
            ja: "AMIの所有者の別名とアカウントから、提供者の種別を判断する",
            en: "who offers an AMI, by the alias and account of its owner",
        },
    ),
    (
        "credential-names",
        credential_names,
        Bilingual {
            ja: "パスワードや鍵を示す名の環境変数があるか(_ARN、_URLなど参照を示す名を除く)",
            en: "whether a variable is named like a password or key, names of references such as _ARN or _URL aside",
        },
    ),
    (
        "kubernetes-default-deny",
        default_deny,
        Bilingual {
            ja: "全てのPodを対象とし、許可を一つも挙げないKubernetesのNetworkPolicyか",
            en: "whether a Kubernetes network policy selects every pod and allows nothing",
        },
    ),
];

/// How names of images spell a distribution, longest spelling of each first.
const DISTRIBUTIONS: &[(&str, &str)] = &[
    ("almalinux", "alma"),
    ("alma linux", "alma"),
    ("amazon linux", "amazon"),
    ("amzn2", "amazon"),
    ("amzn-", "amazon"),
    ("al2023", "amazon"),
    ("azure linux", "azure"),
    ("centos", "centos"),
    ("debian", "debian"),
    ("fedora", "fedora"),
    ("miracle linux", "miracle"),
    ("miraclelinux", "miracle"),
    ("oracle linux", "oracle"),
    ("oracle-linux", "oracle"),
    ("red hat enterprise linux", "red-hat"),
    ("rhel", "red-hat"),
    ("rocky", "rocky"),
    ("suse", "suse"),
    ("sles", "suse"),
    ("ubuntu", "ubuntu"),
];

/// Accounts under which vendors publish their images, by their own documentation.
const IMAGE_VENDORS: &[&str] = &[
    "013907871322", // SUSE
    "099720109477", // Canonical
    "125523088429", // Fedora
    "131827586825", // Oracle
    "136693071363", // Debian
    "309956199498", // Red Hat
    "764336703387", // AlmaLinux OS Foundation
    "792107900819", // Rocky Enterprise Software Foundation
];

const CREDENTIALS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "api_key",
    "apikey",
    "access_key",
    "accesskey",
    "private_key",
    "privatekey",
    "credential",
];
const REFERENCES: &[&str] =
    &["_arn", "_name", "_url", "_uri", "_endpoint", "_file", "_path", "_issuer", "_audience"];

fn memory_per_cpu(input: &Input<'_>) -> Reading {
    settle(pair(input).and_then(|pair| {
        let Some((mebibytes, cpus)) = pair else { return Ok(None) };
        let whole = mebibytes.checked_mul(1000).zip(cpus.checked_mul(1024));
        let (above, below) = whole.filter(|(_, below)| *below > 0).ok_or(Unreadable::Malformed)?;
        Ok(Some(Value::Decimal(above.div_euclid(below))))
    }))
}

fn ascending(input: &Input<'_>) -> Reading {
    settle(pair(input).map(|pair| pair.map(|(low, high)| Value::Bool(low < high))))
}

/// The numbers at the first two paths, if both are there.
fn pair(input: &Input<'_>) -> Result<Option<(i64, i64)>, Unreadable> {
    let number = |at| input.first(at).map(number).transpose();
    Ok(number(0)?.zip(number(1)?))
}

fn number(tree: &Tree) -> Result<i64, Unreadable> {
    let native = text(tree).filter(|_| tree.as_bool().is_none()).ok_or(Unreadable::WrongKind)?;
    native.trim().parse().map_err(|_| Unreadable::Malformed)
}

fn any_listed(input: &Input<'_>) -> Reading {
    if input.is_listed(0) {
        Reading::Known(Value::Bool(input.values.iter().any(|values| !values.is_empty())))
    } else {
        Reading::Unknown
    }
}

fn linux_distribution(input: &Input<'_>) -> Reading {
    settle(input.text(0).map(|name| {
        let name = name?.to_lowercase();
        let named = DISTRIBUTIONS.iter().filter_map(|(spelling, distribution)| {
            name.find(spelling).map(|at| (at, *distribution))
        });
        named.min().map(|(_, distribution)| Value::text(distribution))
    }))
}

/// The alias is printed for what AWS itself and its marketplace offer only.
fn aws_image_owner(input: &Input<'_>) -> Reading {
    let owner = match (input.text(0), input.text(1)) {
        (Err(why), _) | (_, Err(why)) => return Reading::Unreadable(why),
        (Ok(Some("amazon")), _) => Some("provider"),
        (Ok(Some("aws-marketplace")), _) => Some("vendor"),
        (Ok(_), Ok(Some(owner))) if Some(owner) == input.account => Some("customer"),
        (Ok(_), Ok(Some(owner))) if IMAGE_VENDORS.contains(&owner) => Some("vendor"),
        (Ok(_), Ok(_)) => None,
    };
    settle(Ok(owner.map(Value::text)))
}

fn credential_names(input: &Input<'_>) -> Reading {
    if !input.is_listed(0) {
        return Reading::Unknown;
    }
    let mut is_named = false;
    for tree in input.all(0) {
        let Some(name) = tree.as_str() else { return Reading::Unreadable(Unreadable::WrongKind) };
        let name = name.to_lowercase().replace('-', "_");
        is_named |= CREDENTIALS.iter().any(|word| name.contains(word))
            && !REFERENCES.iter().any(|ending| name.ends_with(ending));
    }
    Reading::Known(Value::Bool(is_named))
}

/// Source: a policy that selects pods denies them what no rule of a listed direction allows. Terraform writes a block as a list.
fn default_deny(input: &Input<'_>) -> Reading {
    let Some(spec) = input.first(0) else { return Reading::Unknown };
    let spec = spec.elements().first().unwrap_or(spec);
    let has_rules = |name: &str| spec.get(name).is_some_and(|rules| !rules.elements().is_empty());
    let Some(directions) = spec.get("policy_types") else { return Reading::Unknown };
    let directions: Vec<&str> = directions.elements().iter().filter_map(Tree::as_str).collect();
    let selects_some = spec.get("pod_selector").is_some_and(narrows);
    let is_closed = directions.contains(&"Ingress")
        && !has_rules("ingress")
        && !(directions.contains(&"Egress") && has_rules("egress"));
    Reading::Known(Value::Bool(is_closed && !selects_some))
}

/// Whether a selector names a label or an expression at any depth.
fn narrows(selector: &Tree) -> bool {
    let below = |(name, value): &(_, Tree)| {
        let is_label = AsRef::<str>::as_ref(name) == "match_labels" && !value.members().is_empty();
        let is_rule =
            AsRef::<str>::as_ref(name) == "match_expressions" && !value.elements().is_empty();
        is_label || is_rule || narrows(value)
    };
    selector.members().iter().any(below) || selector.elements().iter().any(narrows)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{attribute, derive};
    use super::*;

    const WRONG: Reading = Reading::Unreadable(Unreadable::WrongKind);
    const MALFORMED: Reading = Reading::Unreadable(Unreadable::Malformed);

    fn check(name: &str, cases: &[(&[&str], Reading)]) {
        let attribute = attribute("compute.image", "os.distribution");
        for (paths, expected) in cases {
            assert_eq!(derive(name, attribute, paths), *expected, "{name} {paths:?}");
        }
    }

    fn truth(value: bool) -> Reading {
        Reading::Known(Value::Bool(value))
    }

    fn known(text: &str) -> Reading {
        Reading::Known(Value::text(text))
    }

    #[test]
    fn sizes_and_bounds() {
        let gib = |thousandths| Reading::Known(Value::Decimal(thousandths));
        check(
            "memory-per-cpu",
            &[
                (&["[65536]", "[8]"], gib(8000)),
                (&["[3840]", "[1]"], gib(3750)),
                (&[r#"["16384"]"#, "[8]"], gib(2000)),
                (&["[65536]", "[]"], Reading::Unknown),
                (&["[65536]", "[0]"], MALFORMED),
                (&["[9223372036854775807]", "[1]"], MALFORMED),
                (&["[true]", "[1]"], WRONG),
            ],
        );
        check(
            "ascending",
            &[
                (&["[1]", "[2]"], truth(true)),
                (&["[2]", "[2]"], truth(false)),
                (&["[9]", "[10]"], truth(true)),
                (&["[1]", "[]"], Reading::Unknown),
                (&["[{}]", "[1]"], WRONG),
                (&[r#"["many"]"#, "[1]"], MALFORMED),
            ],
        );
        check(
            "any-listed",
            &[(&["[{}]"], truth(true)), (&["[]"], truth(false)), (&["null"], Reading::Unknown)],
        );
    }

    #[test]
    fn images_and_who_offers_them() {
        check(
            "linux-distribution",
            &[
                (
                    &[r#"["ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20220912"]"#],
                    known("ubuntu"),
                ),
                (&[r#"["amzn2-ami-kernel-5.10-hvm-2.0.20220912.1-x86_64-gp2"]"#], known("amazon")),
                (&[r#"["RHEL-9.0.0_HVM-20220513-x86_64-0-Hourly2-GP2"]"#], known("red-hat")),
                (&[r#"["MIRACLE LINUX 8.8 (64bit)"]"#], known("miracle")),
                (&[r#"["Debian for those who come from Ubuntu"]"#], known("debian")),
                (&[r#"["Windows_Server-2022-Japanese-Full-Base"]"#], Reading::Unknown),
                (&["[]"], Reading::Unknown),
                (&["[1]"], WRONG),
            ],
        );
        check(
            "aws-image-owner",
            &[
                (&[r#"["amazon"]"#, r#"["137112412989"]"#], known("provider")),
                (&[r#"["aws-marketplace"]"#, r#"["679593333241"]"#], known("vendor")),
                (&["[]", r#"["099720109477"]"#], known("vendor")),
                (&["[]", r#"["111111111111"]"#], known("customer")),
                (&["[]", r#"["222222222222"]"#], Reading::Unknown),
                (&["[]", "[]"], Reading::Unknown),
                (&["[1]", "[]"], WRONG),
            ],
        );
    }

    #[test]
    fn what_containers_are_given_and_may_reach() {
        check(
            "credential-names",
            &[
                (&[r#"["DB_PASSWORD"]"#], truth(true)),
                (&[r#"["aws-secret-access-key"]"#], truth(true)),
                (&[r#"["TZ","TOKEN_URL","DB_SECRET_ARN"]"#], truth(false)),
                (&["[]"], truth(false)),
                (&["null"], Reading::Unknown),
                (&["[1]"], WRONG),
            ],
        );
        let spec = |rest: &str| format!(r#"[[{{"policy_types":["Ingress"],{rest}}}]]"#);
        let all =
            spec(r#""ingress":[],"pod_selector":[{"match_labels":null,"match_expressions":[]}]"#);
        let open = spec(r#""ingress":[{"from":[]}],"pod_selector":[{}]"#);
        let some = spec(r#""ingress":[],"pod_selector":[{"match_labels":{"app":"web"}}]"#);
        let few = spec(r#""ingress":[],"pod_selector":[{"match_expressions":[{"key":"app"}]}]"#);
        let out = r#"[[{"policy_types":["Egress"],"egress":[],"pod_selector":[{}]}]]"#;
        let both = r#"[[{"policy_types":["Ingress","Egress"],"ingress":[],"egress":[{}],"pod_selector":[{}]}]]"#;
        check(
            "kubernetes-default-deny",
            &[
                (&[all.as_str()], truth(true)),
                (&[open.as_str()], truth(false)),
                (&[some.as_str()], truth(false)),
                (&[few.as_str()], truth(false)),
                (&[out], truth(false)),
                (&[both], truth(false)),
                (&["[[{}]]"], Reading::Unknown),
                (&["[]"], Reading::Unknown),
            ],
        );
    }
}
