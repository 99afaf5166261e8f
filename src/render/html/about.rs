//! What stands last: what the reader of the submission met, its files, and where the catalogue comes from.

use crate::model::report::{Diagnostic, FileResult, GapReport, Severity};
use crate::model::text::Untrusted;
use crate::render::told::spot;

use super::list;
use super::markup::Html;
use super::notice::headings;

/// Diagnostics shown without opening the list, and at all.
const FIRST_DIAGNOSTICS: usize = 10;
const DIAGNOSTICS: usize = 300;
/// Files shown.
const FILES: usize = 500;

/// What the reader of the submission met, errors first.
pub(super) fn diagnostics(html: &mut Html, report: &GapReport) {
    if report.diagnostics.is_empty() {
        return;
    }
    let of = |severity| report.diagnostics.iter().filter(move |one| one.severity == severity);
    let all: Vec<_> =
        Severity::ALL.iter().flat_map(|severity| of(*severity)).take(DIAGNOSTICS).collect();
    let (ja, en) = headings(("読取り時の診断", "Diagnostics"), report.diagnostics.len());
    html.part("diagnostics", (&ja, &en), |html| {
        list::opening(html, &all, FIRST_DIAGNOSTICS, |html, one| diagnostic(html, report, one));
        list::left_out(html, report.diagnostics.len() - all.len());
    });
}

fn diagnostic(html: &mut Html, report: &GapReport, one: &Diagnostic) {
    let class = format!("tag {}", one.severity.id());
    html.element("span", &[("class", &class)], |html| html.word(one.severity.title()));
    html.text(" ");
    if let Some(place) = &one.place {
        html.code(&spot(place, report));
        html.text(" ");
    }
    html.local(&one.message);
    if let Some(subject) = &one.subject {
        html.text(" ");
        html.quote(subject);
    }
    html.text(&format!(" ({})", one.code));
}

/// The files of the submission with their digests.
pub(super) fn files(html: &mut Html, report: &GapReport) {
    let files = &report.submission.files;
    let (ja, en) = headings(("提出ファイル", "Files"), files.len());
    html.part("files", (&ja, &en), |html| {
        if files.is_empty() {
            return html
                .element("p", &[], |html| html.both("ファイルはありません。", "There are none."));
        }
        html.element("details", &[], |html| {
            html.element("summary", &[("id", "files-list")], |html| {
                html.both("一覧とSHA-256を表示", "Show the list with SHA-256");
            });
            let scroll =
                [("class", "scroll"), ("tabindex", "0"), ("aria-labelledby", "files-list")];
            html.element("section", &scroll, |html| {
                html.element("table", &[("class", "files")], |html| table(html, files));
            });
            list::left_out(html, files.len().saturating_sub(FILES));
        });
    });
}

fn table(html: &mut Html, files: &[FileResult]) {
    let heads = [
        ("ファイル", "File"),
        ("種類", "Kind"),
        ("記録", "Records"),
        ("バイト", "Bytes"),
        ("SHA-256", "SHA-256"),
    ];
    html.element("thead", &[], |html| {
        html.element("tr", &[], |html| {
            for (ja, en) in heads {
                html.element("th", &[("scope", "col")], |html| html.both(ja, en));
            }
        });
    });
    html.element("tbody", &[], |html| files.iter().take(FILES).for_each(|file| row(html, file)));
}

fn row(html: &mut Html, file: &FileResult) {
    html.element("tr", &[], |html| {
        html.element("th", &[("scope", "row")], |html| {
            html.code(&file.path);
            if let Some(why) = &file.rejected {
                html.element("p", &[("class", "callout warning")], |html| {
                    html.said(&Untrusted::new(why.as_str()));
                });
            }
        });
        html.element("td", &[], |html| match &file.kind {
            Some(kind) => html.text(kind),
            None => html.both("不明", "unknown"),
        });
        for n in [file.records, file.bytes] {
            html.element("td", &[("class", "number")], |html| html.text(&n.to_string()));
        }
        html.element("td", &[], |html| {
            html.element("code", &[("class", "digest")], |html| html.text(&file.sha256));
        });
    });
}

/// Where the catalogue comes from, what exactly was judged by what, and where everything is.
pub(super) fn origin(html: &mut Html, report: &GapReport) {
    html.part("about", ("この報告について", "About this report"), |html| {
        html.element("p", &[], |html| html.local(&report.catalogue.disclaimer));
        html.element("p", &[], |html| {
            html.both(
                "採否を決めるのは発注機関です。参考値は本ツール独自の尺度であり、調達に点数の定めはありません。",
                "It is the agency that decides on a bid. The score is our own measure: the tender has none.",
            );
        });
        html.element("p", &[], |html| {
            html.both(
                "このファイルは外部への通信を行いません。機械で読む場合はJSON形式の報告(",
                "This file contacts nothing. Machines read the JSON report (",
            );
            html.element("code", &[], |html| html.text("--format json"));
            html.both(")を用いてください。", ").");
        });
        html.element("dl", &[("class", "facts")], |html| {
            html.entry(("sekisho", "sekisho"), |html| html.text(&report.tool_version));
            for (ja, en, digest) in [
                ("提出書類のSHA-256", "SHA-256 of the submission", &report.submission.digest),
                ("カタログのSHA-256", "SHA-256 of the catalogue", &report.catalogue.digest),
                ("評価プロファイルのSHA-256", "SHA-256 of the profile", &report.profile.digest),
            ] {
                html.entry((ja, en), |html| {
                    html.element("code", &[("class", "digest")], |html| html.text(digest));
                });
            }
        });
    });
}
