//! OCSF compliance findings (<https://schema.ocsf.io/1.5.0/classes/compliance_finding>): one event, and one line, per requirement.
//!
//! `{"class_uid": 2003, "type_uid": 200301, "time": 1697036400000, "severity_id": 4, "metadata": {"version": "1.5.0", …},
//! "finding_info": {"uid": "…", "title": "…"}, "compliance": {"control": "GC22-STO-001", "status_id": 3, …}, "evidences": […]}`
//!
//! Version 1.5.0 is the first that has all members used here; later minor versions only add. Only what is proven passes and only what is
//! disproven fails; what nobody can know yet is unknown. A waived requirement fails as it would without the waiver, and the finding is
//! suppressed. What OCSF has no word for stands under `unmapped`.

mod coded;
mod event;
mod evidence;
#[cfg(test)]
mod tests;
mod unmapped;

use crate::model::text::Bilingual;

use super::Format;

pub(super) const FORMAT: Format = Format {
    id: "ocsf",
    extension: "jsonl",
    title: Bilingual {
        ja: "OCSF 1.5 準拠状況の検出結果(1行に1件のJSON、両言語)",
        en: "OCSF 1.5 compliance findings (JSON lines, both languages)",
    },
    render: |report, _| event::render(report),
};
