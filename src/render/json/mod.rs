//! JSON: the report for programs, both languages at once.

mod v1;

use crate::model::report::GapReport;
use crate::model::text::Bilingual;

use super::{Format, RenderOptions};

pub(super) const FORMAT: Format = Format {
    id: "json",
    extension: "json",
    title: Bilingual {
        ja: "JSON(sekisho-report/1、両言語)",
        en: "JSON (sekisho-report/1, both languages)",
    },
    render: |report, options| render(report, options).into_bytes(),
};

fn render(report: &GapReport, _: &RenderOptions) -> String {
    match serde_json::to_string_pretty(&v1::Report::from(report)) {
        Ok(mut text) => {
            text.push('\n');
            text
        }
        Err(error) => format!(
            "{{\"schema\": \"sekisho-report/1\", \"error\": \"internal error: {error}\"}}\n"
        ),
    }
}
