//! in-toto: an unsigned statement (<https://in-toto.io/Statement/v1>) with the predicate for test results
//! (<https://in-toto.io/attestation/test-result/v0.1>).
//!
//! `{"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "submission", "digest": {"sha256": "…"}}], "predicateType":
//! "https://in-toto.io/attestation/test-result/v0.1", "predicate": {"result": "FAILED", "configuration": […], "passedTests":
//! ["GC22-STO-001"], "warnedTests": [], "failedTests": ["GC22-STO-003"]}}`
//!
//! The subject is the submission by its digest, which is that of a sorted list of its files and not of one file; the annotation says so.
//! Signing it is for other tools.

mod statement;
#[cfg(test)]
mod tests;

use crate::model::text::Bilingual;

use super::Format;

pub(super) const FORMAT: Format = Format {
    id: "in-toto",
    extension: "json",
    title: Bilingual {
        ja: "in-toto 試験結果(test-result v0.1、署名なしのステートメント)",
        en: "in-toto test result (v0.1, an unsigned statement)",
    },
    render: |report, _| statement::render(report),
};
