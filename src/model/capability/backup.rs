//! Capabilities: central backups, their protection, and recovery.

use super::Capability;
use crate::model::text::Bilingual;

pub(super) const CAPABILITIES: &[Capability] = &[
    Capability {
        id: "backup.central",
        title: Bilingual { ja: "バックアップの一元管理", en: "Central backup service" },
        phrases: &[
            "バックアップの一元管理",
            "バックアップを一元管理",
            "バックアップを一元的に管理",
            "バックアップの統合管理",
            "centralized backup",
            "centralised backup",
            "central backup service",
            "centrally manages backups",
        ],
        shown_by: &[],
    },
    Capability {
        id: "backup.retention",
        title: Bilingual {
            ja: "バックアップの世代数・保持期間の指定",
            en: "Generations and retention of backups",
        },
        phrases: &[
            "世代数を指定",
            "世代数の指定",
            "保持世代数",
            "保存世代数",
            "保持期間を指定",
            "保持期間の指定",
            "保持日数を指定",
            "保持日数の指定",
            "number of generations",
            "backup retention",
            "retention period of backups",
        ],
        shown_by: &[],
    },
    Capability {
        id: "backup.remote-copy",
        title: Bilingual {
            ja: "バックアップの別拠点への複製",
            en: "Copies of backups at another site",
        },
        phrases: &[
            "バックアップを別の拠点",
            "バックアップを別のリージョン",
            "バックアップを別拠点",
            "バックアップを他の拠点",
            "バックアップを遠隔地",
            "別の拠点へのバックアップ",
            "別のリージョンへのバックアップ",
            "バックアップの遠隔地保管",
            "cross-region backup",
            "cross-site backup",
            "off-site backup",
            "backups to another region",
            "backups to another site",
        ],
        shown_by: &[],
    },
    Capability {
        id: "backup.immutability",
        title: Bilingual {
            ja: "バックアップの改ざん・削除の防止",
            en: "Protection of backups from change and deletion",
        },
        phrases: &[
            "バックアップの改ざん防止",
            "バックアップの削除防止",
            "保管庫のロック",
            "保管庫をロック",
            "保管庫の固定",
            "保管庫を固定",
            "イミュータブルバックアップ",
            "immutable backup",
            "immutable backups",
            "backup vault lock",
            "vault lock",
        ],
        shown_by: &[],
    },
    Capability {
        id: "recovery.orchestration",
        title: Bilingual {
            ja: "災害対策の切替え・切戻しの自動実行",
            en: "Automated fail-over and fail-back",
        },
        phrases: &[
            "切替えと切戻しを自動",
            "切替え及び切戻しを自動",
            "切替え・切戻しを自動",
            "切替え及び切戻しの自動",
            "切替えと切戻しの自動",
            "復旧計画を自動",
            "復旧手順を自動",
            "フェイルオーバーとフェイルバックを自動",
            "フェイルオーバー及びフェイルバックを自動",
            "automated failover and failback",
            "automates failover and failback",
            "disaster recovery orchestration",
        ],
        shown_by: &[],
    },
];
