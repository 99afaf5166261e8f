//! OSCAL 1.2 (<https://pages.nist.gov/OSCAL/>) as JSON: assessment results, and the plan of action and milestones.
//!
//! `{"assessment-results": {"import-ap": {"href": "#…"}, "results": [{"reviewed-controls": …, "observations": [{"methods":
//! ["TEST"], "relevant-evidence": […]}], "risks": […], "findings": [{"target": {"type": "objective-id", "target-id":
//! "GC22-STO-001_obj", "status": {"state": "not-satisfied", "reason": "fail"}}}]}]}}`
//!
//! A requirement is a control, its text the objective with `_obj` after the id. Both are defined in the document, as there is no OSCAL
//! catalogue to point to; the assessment plan is the catalogue with the profile, a resource in the back matter. OSCAL knows satisfied and
//! not satisfied only: what is neither is not satisfied for another reason than failing, and property `verdict` says which. Japanese
//! comes first, English in the remarks, or in a property where there are none.
//!
//! `oscal-version` is 1.2.1: that is the version of the models of compliance-trestle 5.2, which knows 1.2.0 and 1.2.1, and NIST's schemas
//! of 1.2.3 take the documents as well.

mod assets;
mod control;
mod finding;
mod log;
mod metadata;
mod observation;
mod outline;
mod poam;
mod prop;
mod resource;
mod results;
mod risk;
#[cfg(test)]
mod tests;
mod text;
mod vocabulary;

use crate::model::text::Bilingual;

use super::Format;

pub(super) const RESULTS: Format = Format {
    id: "oscal",
    extension: "json",
    title: Bilingual {
        ja: "OSCAL 1.2 評価結果(assessment-results、JSON、両言語)",
        en: "OSCAL 1.2 assessment results (JSON, both languages)",
    },
    render: |report, _| results::render(report),
};

pub(super) const POAM: Format = Format {
    id: "oscal-poam",
    extension: "json",
    title: Bilingual {
        ja: "OSCAL 1.2 是正計画(plan-of-action-and-milestones、JSON、両言語)",
        en: "OSCAL 1.2 plan of action and milestones (JSON, both languages)",
    },
    render: |report, _| poam::render(report),
};
