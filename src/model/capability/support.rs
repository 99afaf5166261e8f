//! Capabilities: support, training and published guidance.

use super::Capability;
use crate::model::text::Bilingual;

pub(super) const CAPABILITIES: &[Capability] = &[Capability {
    id: "support.technical",
    title: Bilingual { ja: "技術サポート", en: "Technical support" },
    phrases: &["技術サポート", "技術的な問い合わせ", "technical support"],
    shown_by: &[],
}];
