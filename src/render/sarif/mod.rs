//! SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>): one rule and one result per requirement.
//!
//! `{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "sekisho", "rules": [{"id": "GC22-STO-001"}]}}, "results": [
//! {"ruleId": "GC22-STO-001", "kind": "fail", "level": "error", "message": {"text": "…"}, "locations": [{"physicalLocation":
//! {"artifactLocation": {"uri": "exports/s3.json"}, "region": {"startLine": 231}}}]}]}]}`
//!
//! What code scanning on GitHub accepts is the narrowest limit known, so no file goes beyond it; what was left out is stated.

mod fingerprint;
mod location;
mod log;
mod notification;
mod result;
mod rule;
#[cfg(test)]
mod tests;

use crate::model::text::Bilingual;

use super::Format;

pub(super) const FORMAT: Format = Format {
    id: "sarif",
    extension: "sarif",
    title: Bilingual {
        ja: "SARIF 2.1.0(静的解析結果の交換形式、両言語)",
        en: "SARIF 2.1.0 (for code scanning, both languages)",
    },
    render: |report, options| log::render(report, options).into_bytes(),
};
