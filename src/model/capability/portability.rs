//! Capabilities: export, import and migration.

use super::Capability;
use crate::model::text::Bilingual;

pub(super) const CAPABILITIES: &[Capability] = &[
    Capability {
        id: "portability.object-export",
        title: Bilingual {
            ja: "オブジェクトの標準形式での取出し",
            en: "Export of objects in a standard format",
        },
        phrases: &[
            "元の形式のまま取り出せ",
            "元の形式のままダウンロード",
            "オブジェクトを取り出せ",
            "オブジェクトの一括ダウンロード",
            "S3互換APIで取り出せ",
            "S3互換APIによりダウンロード",
            "export objects",
            "download objects",
        ],
        shown_by: &[],
    },
    Capability {
        id: "portability.database-export",
        title: Bilingual {
            ja: "データベースの標準形式での取出し",
            en: "Export of databases in a standard format",
        },
        phrases: &[
            "CSV形式でエクスポート",
            "SQL形式でエクスポート",
            "Parquet形式でエクスポート",
            "ダンプ形式でエクスポート",
            "論理ダンプを取得",
            "pg_dump",
            "mysqldump",
            "export the database",
            "logical dump",
        ],
        shown_by: &[],
    },
    Capability {
        id: "portability.log-export",
        title: Bilingual {
            ja: "ログの標準形式での取出し",
            en: "Export of logs in a standard format",
        },
        phrases: &[
            "ログをエクスポート",
            "ログは、JSON形式でエクスポート",
            "ログをJSON形式で",
            "ログをCSV形式で",
            "ログの一括ダウンロード",
            "export logs",
            "export of logs",
        ],
        shown_by: &[],
    },
    Capability {
        id: "portability.image-import",
        title: Bilingual {
            ja: "仮想マシンイメージの取込み",
            en: "Import of virtual machine images",
        },
        phrases: &[
            "イメージのインポート",
            "イメージをインポート",
            "イメージの取込み",
            "イメージを取り込め",
            "イメージのアップロード",
            "image import",
            "import images",
            "import virtual machine images",
        ],
        shown_by: &[],
    },
    Capability {
        id: "portability.image-export",
        title: Bilingual {
            ja: "仮想マシンイメージの取出し",
            en: "Export of virtual machine images",
        },
        phrases: &[
            "イメージのエクスポート",
            "イメージをエクスポート",
            "イメージの取出し",
            "イメージを取り出せ",
            "イメージのダウンロード",
            "image export",
            "export images",
            "export virtual machine images",
        ],
        shown_by: &[],
    },
    Capability {
        id: "portability.infrastructure-as-code",
        title: Bilingual {
            ja: "構成のコード化ツールへの対応",
            en: "Support of infrastructure-as-code tools",
        },
        phrases: &[
            "Terraformプロバイダー",
            "Terraformプロバイダ",
            "Terraform provider",
            "OpenTofu",
            "Infrastructure as Code",
            "コードから構築",
        ],
        shown_by: &[],
    },
];
