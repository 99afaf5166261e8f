//! The report for a terminal.
use crate::model::report::GapReport;
use crate::model::text::Bilingual;
use super::{Format, RenderOptions};
pub(super) const FORMAT: Format = Format {
    id: "text",
    extension: "txt",
    title: Bilingual { ja: "端末用の報告", en: "report for a terminal" },
    render,
};
fn render(report: &GapReport, _: &RenderOptions) -> String {
    let mut text = format!("{} {:?}\n", report.decision.outcome.id(), report.score);
    for finding in &report.findings {
        text.push_str(&format!("{} {} {:?}\n", finding.requirement, finding.verdict.id(), finding.criterion.outcome));
    }
    text
}
