//! The filters of the findings, which a script shows and applies: section, verdict, method, subject, mark, text.

use std::collections::BTreeMap;

use crate::model::catalogue::{Obligation, Subject};
use crate::model::outcome::{Method, Verdict};
use crate::model::report::{Finding, GapReport};

use super::markup::Html;
use super::verdict;

/// What may be worth a look in a finding, whatever its verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Contradiction,
    Plan,
    Review,
    Disposition,
    Lapse,
    Optional,
}

impl Mark {
    pub(super) const ALL: [Self; 6] = [
        Self::Contradiction,
        Self::Plan,
        Self::Review,
        Self::Disposition,
        Self::Lapse,
        Self::Optional,
    ];

    /// The word in attributes.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Plan => "plan",
            Self::Review => "review",
            Self::Disposition => "disposition",
            Self::Lapse => "lapse",
            Self::Optional => "optional",
        }
    }

    /// The word for people, in Japanese and English.
    pub(super) const fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Contradiction => ("矛盾", "contradiction"),
            Self::Plan => ("計画", "plan"),
            Self::Review => ("審査記録", "review record"),
            Self::Disposition => ("例外措置", "disposition"),
            Self::Lapse => ("期限あり", "lapses"),
            Self::Optional => ("任意", "optional"),
        }
    }

    /// Whether `finding` has it.
    pub(super) const fn is_on(self, finding: &Finding) -> bool {
        match self {
            Self::Contradiction => finding.contradiction.is_some(),
            Self::Plan => finding.plan.is_some(),
            Self::Review => finding.review.is_some(),
            Self::Disposition => finding.disposition.is_some(),
            Self::Lapse => finding.lapses.is_some(),
            Self::Optional => matches!(finding.obligation, Obligation::Optional),
        }
    }
}

/// The filters; without a script they stay hidden, and all findings are shown.
pub(super) fn filter(html: &mut Html, report: &GapReport) {
    html.element("search", &[("id", "filter"), ("hidden", "")], |html| {
        html.element("p", &[("class", "search")], |html| {
            html.element("label", &[("for", "text")], |html| html.both("文字列で絞り込む", "Text"));
            html.void(
                "input",
                &[("type", "search"), ("id", "text"), ("name", "text"), ("autocomplete", "off")],
            );
        });
        let count =
            |has: &dyn Fn(&Finding) -> bool| report.findings.iter().filter(|one| has(one)).count();
        group(html, ("判定", "Verdict"), |html| {
            for one in Verdict::ALL {
                let n = count(&|finding| finding.verdict == one);
                choice(html, ("verdict", one.id()), n, |html| verdict::chip(html, one));
            }
        });
        group(html, ("方法", "Method"), |html| {
            for one in [Method::Test, Method::Examine, Method::Interview, Method::Claim] {
                let n = count(&|finding| finding.method == one);
                let write = |html: &mut Html| html.told(|words| words.method(one).to_owned());
                choice(html, ("method", method(one)), n, write);
            }
        });
        group(html, ("対象", "Subject"), |html| {
            for one in Subject::ALL.iter().copied() {
                let n = count(&|finding| finding.subject == one);
                choice(html, ("subject", one.id()), n, |html| html.word(one.title()));
            }
        });
        group(html, ("印", "Mark"), |html| {
            for one in Mark::ALL {
                let (ja, en) = one.title();
                choice(html, ("mark", one.id()), count(&|finding| one.is_on(finding)), |html| {
                    html.both(ja, en);
                });
            }
        });
        html.element("details", &[("class", "by-section")], |html| {
            html.element("summary", &[], |html| html.both("区分で絞り込む", "Filter by section"));
            group(html, ("区分", "Section"), |html| sections(html, report));
        });
        buttons(html);
    });
    status(html, report);
}

fn sections(html: &mut Html, report: &GapReport) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &report.findings {
        *counts.entry(&finding.section).or_default() += 1;
    }
    for section in &report.sections {
        let n = counts.get(section.id.as_str()).copied().unwrap_or_default();
        choice(html, ("section", &section.id), n, |html| {
            html.text(&format!("{} ", section.id));
            html.local(&section.title);
        });
    }
}

fn group(html: &mut Html, (ja, en): (&str, &str), inside: impl FnOnce(&mut Html)) {
    html.element("fieldset", &[], |html| {
        html.element("legend", &[], |html| html.both(ja, en));
        html.element("div", &[("class", "choices")], inside);
    });
}

/// A check box, unless there is nothing to find with it.
fn choice(html: &mut Html, (name, value): (&str, &str), n: usize, inside: impl FnOnce(&mut Html)) {
    if n == 0 {
        return;
    }
    html.element("label", &[("class", "choice")], |html| {
        html.void("input", &[("type", "checkbox"), ("name", name), ("value", value)]);
        html.text(" ");
        inside(html);
        html.text(" ");
        html.span("n", |html| html.text(&n.to_string()));
    });
}

fn buttons(html: &mut Html) {
    html.element("p", &[("class", "buttons")], |html| {
        for (id, ja, en) in [
            ("clear", "絞り込みを解除", "Clear filters"),
            ("open", "表示中をすべて開く", "Open all shown"),
            ("close", "すべて閉じる", "Close all"),
            ("print", "印刷・PDF", "Print or PDF"),
        ] {
            html.element("button", &[("type", "button"), ("id", id)], |html| html.both(ja, en));
        }
    });
}

/// How many findings are shown: all, until the script says otherwise.
fn status(html: &mut Html, report: &GapReport) {
    let all = report.findings.len().to_string();
    html.element("p", &[("id", "status"), ("role", "status")], |html| {
        let shown =
            |html: &mut Html| html.element("b", &[("class", "shown")], |html| html.text(&all));
        html.element("span", &[("lang", "ja")], |html| {
            html.text(&format!("{all}件中"));
            shown(html);
            html.text("件を表示しています。");
        });
        html.element("span", &[("lang", "en")], |html| {
            shown(html);
            html.text(&format!(" of {all} shown."));
        });
    });
}

/// The word of a method in attributes.
pub(super) const fn method(method: Method) -> &'static str {
    match method {
        Method::Test => "test",
        Method::Examine => "examine",
        Method::Interview => "interview",
        Method::Claim => "claim",
    }
}
