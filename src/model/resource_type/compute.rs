//! Virtual machines, images and scaling.

use super::{Attribute, PUBLIC_ALLOWED, ResourceType, ValueKind, attribute};
use crate::model::text::Bilingual;

const OS_FAMILY: Attribute =
    attribute("os.family", ValueKind::Enum(&["linux", "windows"]), "OSの系統", "family of its OS");
const LICENSE_INCLUDED: Attribute = attribute(
    "license.included",
    ValueKind::Bool,
    "OSのライセンスを事業者が提供し、利用料金に含むか",
    "whether the provider supplies the OS licence as part of the price",
);

pub(super) const TYPES: &[ResourceType] = &[
    ResourceType {
        id: "compute.instance",
        title: Bilingual { ja: "仮想マシン", en: "Virtual machine" },
        traits: &[],
        attributes: &[
            attribute("state.running", ValueKind::Bool, "起動しているか", "whether it runs"),
            attribute(
                "address.public",
                ValueKind::Bool,
                "公開IPアドレスを持つか",
                "whether it has a public IP address",
            ),
            OS_FAMILY,
            LICENSE_INCLUDED,
            attribute(
                "boot.user-data",
                ValueKind::Bool,
                "起動時に適用する設定(cloud-initのユーザーデータなど)が渡されているか",
                "whether it was given configuration to apply at boot, such as cloud-init user data",
            ),
            attribute(
                "recovery.automatic",
                ValueKind::Bool,
                "物理サーバーの障害時に自動で復旧する設定か",
                "whether it is set to recover automatically when its physical server fails",
            ),
            attribute(
                "patches.missing",
                ValueKind::Int,
                "パッチ管理が検出した未適用のパッチの数",
                "number of patches that patch management found missing",
            ),
        ],
    },
    ResourceType {
        id: "compute.machine-type",
        title: Bilingual { ja: "仮想マシンの種類", en: "Virtual machine type" },
        traits: &[],
        attributes: &[
            attribute("cpu.count", ValueKind::Int, "vCPU数", "number of vCPUs"),
            attribute(
                "memory.per-cpu",
                ValueKind::Decimal,
                "1 vCPU当たりのメモリ(GiB)",
                "memory per vCPU, in GiB",
            ),
            attribute("gpu.count", ValueKind::Int, "GPU数", "number of GPUs"),
            attribute(
                "bare-metal.offered",
                ValueKind::Bool,
                "物理サーバーそのもの(ベアメタル)か",
                "whether it is a physical server without the provider's hypervisor",
            ),
        ],
    },
    ResourceType {
        id: "compute.dedicated-host",
        title: Bilingual { ja: "専有ホスト", en: "Dedicated host" },
        traits: &[],
        attributes: &[attribute(
            "state.available",
            ValueKind::Bool,
            "仮想マシンを置ける状態か",
            "whether virtual machines can be placed on it",
        )],
    },
    ResourceType {
        id: "compute.image",
        title: Bilingual { ja: "仮想マシンのイメージ", en: "Virtual machine image" },
        traits: &[],
        attributes: &[
            attribute(
                "owner.kind",
                ValueKind::Enum(&["provider", "vendor", "customer"]),
                "提供者の種別(provider: 事業者、vendor: OSの開発元その他の第三者、customer: 利用者)",
                "who offers it: the provider, the vendor of the OS or another third party, or the customer",
            ),
            OS_FAMILY,
            attribute(
                "os.distribution",
                ValueKind::Enum(DISTRIBUTIONS),
                "Linuxディストリビューション",
                "Linux distribution",
            ),
            LICENSE_INCLUDED,
            attribute(
                "expiry.date",
                ValueKind::Date,
                "提供又はサポートが終わる日",
                "date on which it is no longer offered or supported",
            ),
            PUBLIC_ALLOWED,
            attribute(
                "encryption.enabled",
                ValueKind::Bool,
                "含まれる全てのディスクが暗号化されているか",
                "whether every disk in it is encrypted",
            ),
            attribute(
                "shared.accounts",
                ValueKind::Int,
                "個別に共有している相手のアカウントの数",
                "number of accounts it is shared with by name",
            ),
        ],
    },
    ResourceType {
        id: "compute.scaling-group",
        title: Bilingual {
            ja: "仮想マシンの自動スケーリング",
            en: "Automatic scaling of virtual machines",
        },
        traits: &[],
        attributes: &[
            attribute("state.enabled", ValueKind::Bool, "有効か", "whether it is on"),
            attribute(
                "bounds.differ",
                ValueKind::Bool,
                "台数の下限が上限より小さいか",
                "whether the least number of machines is below the greatest",
            ),
            attribute(
                "trigger.load",
                ValueKind::Bool,
                "負荷の指標(CPU使用率、通信量、要求数など)に応じて増減するか",
                "whether it follows a measure of load, such as CPU use, traffic or requests",
            ),
        ],
    },
    ResourceType {
        id: "compute.placement-group",
        title: Bilingual { ja: "仮想マシンの配置方針", en: "Placement policy" },
        traits: &[],
        attributes: &[attribute(
            "strategy.kind",
            ValueKind::Enum(&["spread", "cluster"]),
            "配置の方針(spread: 異なる障害区画に分ける、cluster: 近くにまとめる)",
            "whether it spreads machines over failure domains or clusters them",
        )],
    },
    ResourceType {
        id: "compute.settings",
        title: Bilingual {
            ja: "仮想マシンのサービスの設定",
            en: "Settings of the virtual machine service",
        },
        traits: &[],
        attributes: &[attribute(
            "console.enabled",
            ValueKind::Bool,
            "シリアル接続その他のコンソール接続を使えるか",
            "whether serial or other console access can be used",
        )],
    },
];

const DISTRIBUTIONS: &[&str] = &[
    "alma", "amazon", "azure", "centos", "debian", "fedora", "miracle", "oracle", "red-hat",
    "rocky", "suse", "ubuntu",
];
