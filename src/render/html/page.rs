//! The page: its head, its parts in their order, and how much of the observations fits.

use crate::model::report::GapReport;

use super::decision;
use super::markup::Html;
use super::policy::policy;
use super::{about, blocking, burn_up, filter, finding, heat_map, lapse, notice, score};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Most bytes of a page, unless there are too many requirements even without observations: what a browser opens within a second.
pub(super) const LIMIT: usize = 4 * 1024 * 1024;

/// How much is shown of evidence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Detail {
    /// Observations of one leaf of a criterion.
    pub(super) observations: usize,
    /// Characters of one text of the submission.
    pub(super) text: usize,
}

/// From all that a report holds to almost nothing; the first with which the page is small enough is used.
const DETAILS: &[Detail] = &[
    Detail { observations: 20, text: 240 },
    Detail { observations: 10, text: 200 },
    Detail { observations: 5, text: 120 },
    Detail { observations: 2, text: 80 },
    Detail { observations: 0, text: 60 },
];

/// Writes the document.
pub(super) fn render(report: &GapReport) -> String {
    let mut page = String::new();
    for detail in DETAILS {
        page = document(report, *detail);
        if page.len() <= LIMIT {
            break;
        }
    }
    page
}

fn document(report: &GapReport, detail: Detail) -> String {
    let mut html = Html::document(detail.text);
    html.element("html", &[("lang", "ja")], |html| {
        html.element("head", &[], |html| head(html, report));
        html.element("body", &[], |html| {
            controls(html);
            html.element("main", &[], |html| parts(html, report, detail));
            html.asset("script", SCRIPT);
        });
    });
    html.finish()
}

fn head(html: &mut Html, report: &GapReport) {
    html.void("meta", &[("charset", "utf-8")]);
    let policy = policy(STYLE, SCRIPT);
    html.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
    for (name, content) in [
        ("viewport", "width=device-width, initial-scale=1"),
        ("color-scheme", "light dark"),
        ("referrer", "no-referrer"),
        ("format-detection", "telephone=no"),
    ] {
        html.void("meta", &[("name", name), ("content", content)]);
    }
    html.element("title", &[], |html| {
        html.text(report.decision.outcome.title().ja);
        html.text(" | 要件充足状況報告書 / Gap report");
    });
    html.asset("style", STYLE);
}

/// What stands before the report: the way to the findings, and the switches of language and colors, which a script shows.
fn controls(html: &mut Html) {
    html.element("a", &[("class", "skip"), ("href", "#findings")], |html| {
        html.both("判定結果へ移動", "Skip to the findings");
    });
    html.element("header", &[("class", "controls")], |html| {
        html.element("p", &[("class", "product")], |html| {
            html.both("関所 sekisho", "sekisho 関所");
        });
        html.element("div", &[("id", "switches"), ("hidden", "")], |html| {
            let languages = [("ja", ("日本語", "日本語")), ("en", ("English", "English"))];
            switch(html, LANGUAGE, ("言語", "Language"), &languages);
            let themes =
                [("auto", ("自動", "Auto")), ("light", ("明", "Light")), ("dark", ("暗", "Dark"))];
            switch(html, "theme", ("配色", "Colors"), &themes);
        });
    });
}

/// The switch whose choices are each in their own language.
const LANGUAGE: &str = "lang";

/// A choice of one, of which the first is chosen: its value, then its label in Japanese and English.
type Choice<'a> = (&'a str, (&'a str, &'a str));

fn switch(html: &mut Html, name: &str, (ja, en): (&str, &str), choices: &[Choice<'_>]) {
    html.element("fieldset", &[("class", "switch")], |html| {
        html.element("legend", &[], |html| html.both(ja, en));
        for (rank, (value, (ja, en))) in choices.iter().enumerate() {
            let id = format!("{name}-{value}");
            let mut attributes =
                vec![("type", "radio"), ("name", name), ("id", &id), ("value", value)];
            if rank == 0 {
                attributes.push(("checked", ""));
            }
            html.element("span", &[], |html| {
                html.void("input", &attributes);
                let mut attributes = vec![("for", id.as_str())];
                if name == LANGUAGE {
                    attributes.push(("lang", value));
                }
                html.element("label", &attributes, |html| html.both(ja, en));
            });
        }
    });
}

fn parts(html: &mut Html, report: &GapReport, detail: Detail) {
    decision::head(html, report);
    html.element("div", &[("class", "overview")], |html| {
        blocking::reasons(html, report);
        score::score(html, report);
    });
    decision::contents(html, report);
    decision::basis(html, report);
    notice::contradictions(html, report);
    heat_map::sections(html, report);
    burn_up::plans(html, report);
    lapse::lapses(html, report);
    notice::dispositions(html, report);
    html.part("findings", ("判定結果", "Findings"), |html| {
        filter::filter(html, report);
        finding::findings(html, report, detail);
    });
    about::diagnostics(html, report);
    about::files(html, report);
    about::origin(html, report);
}
