//! CycloneDX 1.6 attestations (<https://cyclonedx.org/capabilities/attestations/>): the catalogue as a standard, and for each of its
//! requirements the bidder's claim with the evidence for and against it.
//!
//! `{"bomFormat": "CycloneDX", "specVersion": "1.6", "declarations": {"attestations": [{"map": [{"requirement": "GC22-STO-001",
//! "claims": ["claim:GC22-STO-001"], "conformance": {"score": 0, "rationale": "…"}}]}], "claims": […], "evidence": […]},
//! "definitions": {"standards": [{"requirements": [{"bom-ref": "GC22-STO-001", …}]}]}}`
//!
//! A score is 1 for what is proven and 0 for what is disproven, planned or waived; what nobody can know yet has a rationale and no score.
//! Nothing is affirmed or signed: that is for who stands behind it.

mod bom;
mod declarations;
mod evidence;
mod reference;
mod standard;
#[cfg(test)]
mod tests;

use crate::model::text::Bilingual;

use super::Format;

pub(super) const FORMAT: Format = Format {
    id: "cyclonedx",
    extension: "json",
    title: Bilingual {
        ja: "CycloneDX 1.6 アテステーション(JSON、両言語)",
        en: "CycloneDX 1.6 attestations (JSON, both languages)",
    },
    render: |report, _| bom::render(report),
};
