//! Capabilities of organisations: what a provider lets the customer enforce over many accounts.

use super::Capability;
use crate::model::text::Bilingual;

pub(super) const CAPABILITIES: &[Capability] = &[Capability {
    id: "org.region-restriction",
    title: Bilingual {
        ja: "利用できるリージョンの強制的な限定",
        en: "Enforced restriction of usable regions",
    },
    phrases: &[
        "リージョン制限",
        "リージョンの制限",
        "リージョンを制限",
        "リージョンの利用を制限",
        "リージョンの利用制限",
        "リージョンを限定",
        "ゾーンを限定",
        "ゾーンの利用を制限",
        "region restriction",
        "restrict regions",
        "restrict the regions",
        "restricts the regions",
        "allowed regions",
        "allowed locations",
    ],
    shown_by: &[],
}];
