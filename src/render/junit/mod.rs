//! `JUnit` XML, as build servers read it: one suite per section, one case per requirement.
//!
//! `<testsuites><testsuite id="0" name="STO ストレージ / Storage" package="sekisho.fy2022" tests="1" failures="1" …><properties/>
//! <testcase classname="fy2022.STO" name="GC22-STO-001 …" time="0"><failure type="unmet" message="…">…</failure></testcase>
//! <system-out/><system-err/></testsuite></testsuites>`
//!
//! There is no standard. This is what both schemas in use accept, the one of Ant's `JUnitReport` and the one of Jenkins' xUnit plugin:
//! no attributes on `testsuites`, every attribute and element that either demands, a day without time zone. A case fails if the
//! requirement is not met, is in error if the evidence is unreadable, and is skipped where nothing is proven or a person decided.

mod case;
mod suite;
#[cfg(test)]
mod tests;

use crate::model::text::Bilingual;

use super::Format;

pub(super) const FORMAT: Format = Format {
    id: "junit",
    extension: "xml",
    title: Bilingual {
        ja: "JUnit XML(ビルドサーバー用、両言語)",
        en: "JUnit XML (for build servers, both languages)",
    },
    render: |report, options| suite::render(report, options).into_bytes(),
};
