//! The heat map: sections by verdict, each cell as strong in color as its share of the section, and what was not judged.

use crate::model::outcome::Verdict;
use crate::model::report::{GapReport, SectionResult};

use super::markup::Html;
use super::verdict;

/// Steps of color.
const STEPS: u64 = 4;

/// The table of sections.
pub(super) fn sections(html: &mut Html, report: &GapReport) {
    html.part("sections", ("区分別の結果", "Sections"), |html| {
        html.element("p", &[("class", "note")], |html| {
            html.both(
                "欄の数は要件の件数です。色の濃い欄ほど、その区分に占める割合が大きくなります。数を選ぶと、その要件だけを判定結果に表示します。",
                "Cells count requirements: the stronger the color, the larger the share of the section. Choose a number to see those findings only.",
            );
        });
        html.element("table", &[("class", "heat")], |html| {
            html.element("thead", &[], |html| html.element("tr", &[], heads));
            html.element("tbody", &[], |html| {
                report.sections.iter().for_each(|section| row(html, section));
                absent(html, report);
            });
            html.element("tfoot", &[], |html| sum(html, report));
        });
    });
}

fn heads(html: &mut Html) {
    html.element("th", &[("scope", "col")], |html| html.both("区分", "Section"));
    for verdict in Verdict::ALL {
        let class = format!("verdict {}", verdict::class(verdict));
        html.element("th", &[("scope", "col"), ("class", &class)], |html| {
            html.span("head", |html| html.word(verdict.title()));
        });
    }
    html.element("th", &[("scope", "col"), ("class", "verdict not-judged")], |html| {
        html.span("head", |html| html.both("未判定", "not judged"));
    });
}

fn row(html: &mut Html, section: &SectionResult) {
    html.element("tr", &[], |html| {
        html.element("th", &[("scope", "row")], |html| {
            html.span("code", |html| html.text(&section.id));
            html.text(" ");
            html.local(&section.title);
            html.text(" ");
            html.span("of", |html| {
                let (judged, size, score) = (section.selected, section.size, section.score);
                html.both(
                    &format!("{size}件中{judged}件を判定、{}/{}点", score.earned, score.possible),
                    &format!(
                        "{judged} of {size} judged, score {}/{}",
                        score.earned, score.possible
                    ),
                );
            });
        });
        let whole = u64::try_from(section.size.max(section.selected)).unwrap_or(u64::MAX);
        for verdict in Verdict::ALL {
            let n = section.totals.get(verdict);
            let class = format!("{} {}", verdict::class(verdict), step(n, whole));
            html.element("td", &[("class", &class)], |html| match n {
                0 => nothing(html),
                _ => cell(html, &section.id, verdict, n),
            });
        }
        not_judged(html, section.size.saturating_sub(section.selected));
    });
}

fn cell(html: &mut Html, section: &str, verdict: Verdict, n: u64) {
    let attributes =
        [("href", "#findings"), ("data-section", section), ("data-verdict", verdict.id())];
    html.element("a", &attributes, |html| {
        html.text(&n.to_string());
        html.span("unseen", |html| {
            html.text(&format!(" {section} "));
            html.word(verdict.title());
        });
    });
}

/// How strong a cell's color is: none for nothing, else a step per quarter of the section.
fn step(n: u64, whole: u64) -> &'static str {
    match (n * STEPS).div_ceil(whole.max(1)) {
        0 => "h0",
        1 => "h1",
        2 => "h2",
        3 => "h3",
        _ => "h4",
    }
}

fn nothing(html: &mut Html) {
    html.span("none", |html| html.text("0"));
}

fn not_judged(html: &mut Html, n: usize) {
    html.element("td", &[("class", if n > 0 { "not-judged" } else { "judged" })], |html| match n {
        0 => nothing(html),
        _ => html.text(&n.to_string()),
    });
}

/// Requirements of the edition that stand in no section of the report.
fn missing(report: &GapReport) -> usize {
    let there: usize =
        report.sections.iter().map(|section| section.size.max(section.selected)).sum();
    report.selection.of.saturating_sub(there)
}

/// The sections that are not there: no tile may look as if they had been judged.
fn absent(html: &mut Html, report: &GapReport) {
    let n = missing(report);
    if n == 0 {
        return;
    }
    html.element("tr", &[("class", "absent")], |html| {
        html.element("th", &[("scope", "row")], |html| {
            html.both("その他の区分", "Other sections");
            html.text(" ");
            html.span("of", |html| {
                html.both(
                    "カタログに未収録、又は選択外",
                    "not in the catalogue yet, or not selected",
                );
            });
        });
        let columns = Verdict::ALL.len().to_string();
        html.element("td", &[("colspan", &columns)], |html| {
            html.both("判定していません", "not judged at all");
        });
        not_judged(html, n);
    });
}

fn sum(html: &mut Html, report: &GapReport) {
    html.element("tr", &[], |html| {
        html.element("th", &[("scope", "row")], |html| {
            html.both("計", "All");
            html.text(" ");
            html.span("of", |html| {
                let (selected, of) = (report.selection.selected, report.selection.of);
                html.both(
                    &format!("{of}件中{selected}件を判定"),
                    &format!("{selected} of {of} judged"),
                );
            });
        });
        for verdict in Verdict::ALL {
            html.element("td", &[], |html| match report.totals.get(verdict) {
                0 => nothing(html),
                n => html.text(&n.to_string()),
            });
        }
        let rest = report.selection.of.saturating_sub(report.selection.selected);
        html.element("td", &[], |html| {
            if rest == 0 { nothing(html) } else { html.text(&rest.to_string()) }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::report::DecisionOutcome;
    use crate::render::sample;

    #[test]
    fn a_cell_is_as_strong_in_color_as_its_share() {
        let cases = [
            (0, 12, "h0"),
            (1, 12, "h1"),
            (3, 12, "h1"),
            (4, 12, "h2"),
            (9, 12, "h3"),
            (10, 12, "h4"),
            (12, 12, "h4"),
            (0, 0, "h0"),
        ];
        for (n, whole, expected) in cases {
            assert_eq!(step(n, whole), expected, "{n} of {whole}");
        }
    }

    #[test]
    fn what_is_in_no_section_is_counted_as_missing() {
        let report = sample::simple(DecisionOutcome::Accepted, Verdict::Met);
        assert_eq!(missing(&report), 330 - 2 * 17);
        assert_eq!(missing(&GapReport { sections: Vec::new(), ..report }), 330);
    }
}
