//! Capabilities: block, object and file storage, and bulk data transfer.

use super::Capability;
use crate::model::text::Bilingual;

pub(super) const CAPABILITIES: &[Capability] = &[
    Capability {
        id: "block-store.ssd",
        title: Bilingual { ja: "SSDのブロックストレージ", en: "SSD block storage" },
        phrases: &["SSD", "solid state drive"],
        shown_by: &[],
    },
    Capability {
        id: "block-store.hdd",
        title: Bilingual { ja: "HDDのブロックストレージ", en: "Hard-disk block storage" },
        phrases: &["HDD", "ハードディスク", "hard disk"],
        shown_by: &[],
    },
    Capability {
        id: "block-store.performance",
        title: Bilingual {
            ja: "ボリュームの性能の指定", en: "Chosen volume performance"
        },
        phrases: &[
            "IOPSを指定",
            "IOPSの指定",
            "IOPSを設定",
            "入出力回数を指定",
            "provisioned IOPS",
            "specify IOPS",
            "choose the IOPS",
        ],
        shown_by: &[],
    },
    Capability {
        id: "block-store.online-growth",
        title: Bilingual {
            ja: "使用中のボリュームの拡張", en: "Growth of volumes while in use"
        },
        phrases: &[
            "オンラインで容量を拡張",
            "オンラインでの容量拡張",
            "オンライン拡張",
            "停止せずに容量を拡張",
            "無停止で容量を拡張",
            "online resize",
            "online resizing",
            "online volume expansion",
            "grow volumes without downtime",
        ],
        shown_by: &[],
    },
    Capability {
        id: "block-store.snapshot",
        title: Bilingual {
            ja: "ボリュームのスナップショット", en: "Volume snapshots"
        },
        phrases: &[
            "ボリュームのスナップショット",
            "ディスクのスナップショット",
            "スナップショットを取得",
            "スナップショットの取得",
            "volume snapshot",
            "disk snapshot",
            "snapshots of volumes",
        ],
        shown_by: &[],
    },
    Capability {
        id: "block-store.snapshot-schedule",
        title: Bilingual {
            ja: "スナップショットの自動取得", en: "Scheduled snapshots"
        },
        phrases: &[
            "スナップショットを自動取得",
            "スナップショットの自動取得",
            "スナップショットを自動的に取得",
            "自動バックアップ",
            "scheduled snapshot",
            "snapshot schedule",
            "automatic snapshots",
        ],
        shown_by: &[],
    },
    Capability {
        id: "block-store.dedicated",
        title: Bilingual { ja: "専有ストレージ", en: "Dedicated storage" },
        phrases: &["専有ストレージ", "専有型ストレージ", "ストレージ専有", "dedicated storage"],
        shown_by: &["block-store.dedicated"],
    },
    Capability {
        id: "object-store",
        title: Bilingual { ja: "オブジェクトストレージ", en: "Object storage" },
        phrases: &[
            "S3互換API",
            "S3互換のAPI",
            "S3 API",
            "REST API",
            "HTTP API",
            "S3-compatible API",
        ],
        shown_by: &["object-store.bucket"],
    },
    Capability {
        id: "object-store.versioning",
        title: Bilingual {
            ja: "オブジェクトのバージョニング", en: "Object versioning"
        },
        phrases: &["バージョニング", "versioning"],
        shown_by: &[],
    },
    Capability {
        id: "object-store.lifecycle",
        title: Bilingual {
            ja: "オブジェクトのライフサイクル規則", en: "Object lifecycle rules"
        },
        phrases: &[
            "ライフサイクル規則",
            "ライフサイクルルール",
            "ライフサイクルポリシー",
            "ライフサイクル設定",
            "lifecycle rule",
            "lifecycle policy",
            "lifecycle policies",
            "lifecycle configuration",
        ],
        shown_by: &[],
    },
    Capability {
        id: "object-store.immutability",
        title: Bilingual { ja: "オブジェクトロック", en: "Object lock" },
        phrases: &["オブジェクトロック", "object lock", "WORM"],
        shown_by: &[],
    },
    Capability {
        id: "object-store.replication",
        title: Bilingual {
            ja: "拠点間のオブジェクト複製", en: "Object replication between sites"
        },
        phrases: &[
            "レプリケーション",
            "別の拠点のバケットへの複製",
            "別の拠点のバケットへ複製",
            "他の拠点のバケットへ複製",
            "cross-region replication",
            "cross-site replication",
            "bucket replication",
            "object replication",
        ],
        shown_by: &[],
    },
    Capability {
        id: "object-store.access-log",
        title: Bilingual {
            ja: "オブジェクトストレージのアクセスログ",
            en: "Object storage access logs",
        },
        phrases: &["アクセスログ", "access log", "access logging"],
        shown_by: &[],
    },
    Capability {
        id: "object-store.archive",
        title: Bilingual { ja: "アーカイブ級ストレージ", en: "Archive-class storage" },
        phrases: &[
            "アーカイブストレージ",
            "アーカイブクラス",
            "アーカイブ級",
            "コールドストレージ",
            "archive storage",
            "archive class",
            "archive tier",
            "cold storage",
        ],
        shown_by: &[],
    },
    Capability {
        id: "file-store.nfs",
        title: Bilingual { ja: "NFSの共有ファイルストレージ", en: "NFS file storage" },
        phrases: &["NFS", "network file system"],
        shown_by: &[],
    },
    Capability {
        id: "file-store.smb",
        title: Bilingual { ja: "SMBの共有ファイルストレージ", en: "SMB file storage" },
        phrases: &["SMB", "server message block"],
        shown_by: &[],
    },
    Capability {
        id: "data-transfer.physical",
        title: Bilingual {
            ja: "大量データの物理搬入", en: "Bulk import by physical media"
        },
        phrases: &[
            "物理媒体からの取込み",
            "物理媒体の搬入",
            "物理的な搬入",
            "記録媒体の搬送",
            "搬送用装置",
            "データ搬送装置",
            "data transfer appliance",
            "data transfer device",
            "ship physical media",
            "shipping physical media",
        ],
        shown_by: &[],
    },
    Capability {
        id: "data-transfer.online",
        title: Bilingual {
            ja: "大量データの高速転送", en: "High-speed transfer of bulk data"
        },
        phrases: &[
            "高速転送",
            "高速なデータ転送",
            "高速データ転送",
            "並列転送",
            "転送の高速化",
            "high-speed transfer",
            "high-speed data transfer",
            "accelerated transfer",
            "accelerated data transfer",
            "parallel transfer",
        ],
        shown_by: &[],
    },
];
