//! One Japanese and one English term per concept in what the catalogue says: titles, texts and remedies.

use regex::Regex;
use sekisho::load::Sources;
use sekisho::model::catalogue::Requirement;

use super::catalogue::catalogue;

/// A concept of the catalogue. Where a requirement's text says the Japanese term, its English text says the English one.
struct Term {
    ja: &'static str,
    /// The English term, as a pattern: inflected forms are one term.
    en: &'static str,
}

const TERMS: &[Term] = &[
    Term { ja: "仮想マシン", en: "virtual machine" },
    Term { ja: "コンテナ", en: "container" },
    Term { ja: "バケット", en: "bucket" },
    Term { ja: "ボリューム", en: "volume" },
    Term { ja: "スナップショット", en: "snapshot" },
    Term { ja: "バックアップ", en: "back(ed )?-?up" },
    Term { ja: "リージョン", en: "region" },
    Term { ja: "ゾーン", en: "zone" },
    Term { ja: "拠点", en: "site" },
    Term { ja: "鍵管理サービス", en: "key management service" },
    Term {
        ja: "利用者が管理する鍵",
        en: "customer-managed key|keys? (that |which )?(the customer manages|customers manage|they manage)",
    },
    Term { ja: "多要素認証", en: "multi-factor authentication" },
    Term { ja: "アクセスキー", en: "access key" },
    Term { ja: "バージョニング", en: "version" },
    Term { ja: "ライフサイクル", en: "lifecycle" },
    Term { ja: "データベース", en: "database" },
    Term { ja: "証跡", en: "trail" },
    Term { ja: "警報", en: "alarm" },
    Term { ja: "通知先", en: "notification target" },
    Term { ja: "稼働率", en: "uptime" },
    Term { ja: "ロードバランサー", en: "load balancer" },
    Term { ja: "フェイルオーバー", en: "fail( |-)?over|fails over" },
    Term { ja: "脆弱性", en: "vulnerabilit" },
    Term { ja: "閉域", en: "private" },
    Term { ja: "専用線", en: "dedicated line|leased line" },
    Term { ja: "ワークフロー", en: "workflow" },
    Term { ja: "イベントバス", en: "event bus" },
    Term { ja: "データレイク", en: "data lake" },
    Term { ja: "データウェアハウス", en: "data warehouse" },
    Term { ja: "共有責任", en: "shared.responsibility" },
    Term { ja: "再委託", en: "sub-?contract" },
    Term { ja: "準拠法", en: "governing law" },
    Term { ja: "代表事業者", en: "lead (bidder|company|provider|participant)" },
    Term { ja: "仮想デスクトップ", en: "virtual desktop" },
    Term { ja: "機械学習", en: "machine learning|\\bML\\b" },
    Term { ja: "サーバーレス", en: "serverless" },
];

/// Spellings and words that have another, chosen one.
const JAPANESE: &[(&str, &str)] = &[
    (r"サーバ([^ー]|$)", "サーバー"),
    (r"サーバレス", "サーバーレス"),
    (r"フェールオーバ|フェイルオーバ([^ー]|$)", "フェイルオーバー"),
    (r"ロードバランサ([^ー]|$)", "ロードバランサー"),
    (r"ユーザ([^ー]|$)", "利用者"),
    (r"コンピュータ([^ー]|$)", "コンピューター"),
    (r"ルータ([^ー]|$)", "ルーター"),
    (r"セキュリティー", "セキュリティ"),
    (r"デ[ィー]スク暗号", "ボリュームの暗号化"),
    (r"版管理|世代管理", "バージョニング"),
    (r"主幹事", "代表事業者"),
    (r"宣誓", "誓約"),
    (r"二要素認証|2要素認証", "多要素認証"),
    (r"ログイン", "サインイン"),
    (r"バーチャルマシン", "仮想マシン"),
    (r"オブジェクトストア([^レ]|$)", "オブジェクトストレージ"),
    (r"[\x{FF10}-\x{FF19}\x{FF21}-\x{FF3A}\x{FF41}-\x{FF5A}]", "半角の英数字"),
];

const ENGLISH: &[(&str, &str)] = &[
    (r"(?i)\bdata center", "data centre"),
    (r"(?i)\blog(s|ged|ging)? in(to)?\b", "sign in"),
    (r"(?i)\btwo-factor\b|\b2FA\b|\bMFA\b", "multi-factor authentication"),
    (r"(?i)\bVMs?\b", "virtual machine"),
    (r"(?i)\bauthoriz", "authoris…"),
    (r"(?i)\bencryption-at-rest\b", "encryption at rest"),
];

/// Title and text: what a requirement says. Remedies name products, settings and commands in their makers' words.
fn said(one: &Requirement) -> [(&'static str, &str, &str); 2] {
    [("title", &one.title.ja, &one.title.en), ("text", &one.text.ja, &one.text.en)]
}

#[test]
fn a_concept_has_one_english_term() {
    let catalogue = catalogue(&mut Sources::default());
    let mut wrong = Vec::new();
    for Term { ja, en } in TERMS {
        let term = Regex::new(&format!("(?i){}", en.replace(' ', r"\s+"))).unwrap();
        for one in catalogue.requirements() {
            let [_, (_, text_ja, text_en)] = said(one);
            if text_ja.contains(ja) && !term.is_match(text_en) {
                wrong.push(format!("{}: 「{ja}」 without “{en}”: {text_en}", one.id.value));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn no_concept_has_a_second_word() {
    let catalogue = catalogue(&mut Sources::default());
    let compiled = |table: &[(&str, &'static str)]| -> Vec<(Regex, &'static str)> {
        table.iter().map(|(avoid, use_)| (Regex::new(avoid).unwrap(), *use_)).collect()
    };
    let (japanese, english) = (compiled(JAPANESE), compiled(ENGLISH));
    let mut wrong = Vec::new();
    for one in catalogue.requirements() {
        for (part, ja, en) in said(one) {
            for (words, text) in [(&japanese, ja), (&english, en)] {
                for (avoid, better) in words {
                    if let Some(found) = avoid.find(text) {
                        let found = found.as_str();
                        wrong.push(format!("{} {part}: {found:?}, not {better:?}", one.id.value));
                    }
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}
