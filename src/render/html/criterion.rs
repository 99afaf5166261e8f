//! The tree of a criterion: what each node asks of its children, its outcome, and what its leaves saw and where.

use crate::model::observation::Observation;
use crate::model::outcome::Outcome;
use crate::model::report::{CriterionResult, GapReport, NodeKind};
use crate::model::text::Untrusted;
use crate::render::told::spot;

use super::markup::Html;
use super::page::Detail;
use super::verdict::mark;

/// Characters of what was expected that stand beside what was seen; more is shown on demand.
const EXPECTED: usize = 60;
/// Characters shown of it at all: lists of phrases may be long.
const MOST_EXPECTED: usize = 600;

/// One node and what is below it.
pub(super) fn criterion(
    html: &mut Html,
    report: &GapReport,
    node: &CriterionResult,
    detail: Detail,
) {
    html.element("div", &[("class", if node.decides { "node" } else { "node idle" })], |html| {
        mark(html, node.outcome);
        kind(html, &node.kind);
        if !node.decides {
            html.span("tag", |html| html.both("判定に用いない", "does not decide"));
        }
        if let Some(population) = &node.population {
            html.span("population", |html| html.told(|words| words.resources(population)));
        }
    });
    observations(html, report, node, detail);
    if node.children.is_empty() {
        return;
    }
    html.element("ul", &[], |html| {
        for child in &node.children {
            html.element("li", &[], |html| criterion(html, report, child, detail));
        }
    });
}

fn kind(html: &mut Html, kind: &NodeKind) {
    match kind {
        NodeKind::All => html.both("すべてを満たすこと", "all of these"),
        NodeKind::Any => html.both("いずれかを満たすこと", "any of these"),
        NodeKind::First => html.both(
            "証明の強いものから順に、最初に選ばれたもの",
            "the first that can be shown, strongest proof first",
        ),
        NodeKind::AtLeast(n) => {
            html.both(&format!("{n}件以上を満たすこと"), &format!("at least {n} of these"));
        }
        NodeKind::Probe(id) => probe(html, id),
        NodeKind::Review => html.both("人の審査", "a person's review"),
        NodeKind::Delivery => html.both("提供形態", "who delivers"),
    }
    html.text(" ");
}

/// What a probe looks at, and its name.
fn probe(html: &mut Html, id: &str) {
    let known = [
        ("answer", "回答", "answer"),
        ("certificate", "認証・登録", "certificate"),
        ("commitment", "約束した水準", "commitment"),
        ("delivery", "提供形態", "delivery"),
        ("document", "文書", "document"),
        ("log", "ログ", "log"),
        ("resource", "資源の設定", "configuration of resources"),
        ("scan", "診断ツールの結果", "scan results"),
        ("service", "サービス一覧", "service list"),
    ];
    match known.iter().find(|(known, ..)| *known == id) {
        Some((_, ja, en)) => html.both(&format!("検査: {ja} "), &format!("probe: {en} ")),
        None => html.both("検査: ", "probe: "),
    }
    html.element("code", &[], |html| html.text(id));
}

/// The observations of a leaf: those that say the same stand together.
fn observations(html: &mut Html, report: &GapReport, node: &CriterionResult, detail: Detail) {
    let shown = node.observations.get(..detail.observations).unwrap_or(&node.observations);
    for same in shown.chunk_by(is_alike) {
        html.element("div", &[("class", "seen")], |html| together(html, report, node, same));
    }
    let rest = (node.observations.len() - shown.len()) as u64 + node.truncated;
    if rest > 0 {
        html.element("p", &[("class", "left-out")], |html| {
            html.told(|words| words.more(rest));
            html.both("(この報告では省略)", " (left out here)");
        });
    }
}

/// Whether two observations differ only in the record, what was found, and where.
fn is_alike(one: &Observation, other: &Observation) -> bool {
    (one.outcome, one.declared, &one.message, &one.attribute, &one.expected)
        == (other.outcome, other.declared, &other.message, &other.attribute, &other.expected)
}

fn together(html: &mut Html, report: &GapReport, node: &CriterionResult, same: &[Observation]) {
    let Some(first) = same.first() else { return };
    html.element("p", &[], |html| {
        if first.outcome != node.outcome {
            mark(html, first.outcome);
        }
        html.local(&first.message);
        if first.declared {
            html.both("(申告による)", " (as declared)");
        }
    });
    if let Some(expected) = &first.expected {
        self::expected(html, first.attribute.as_deref(), expected);
    }
    if same.iter().any(|one| one.place.is_some() || one.record.is_some() || one.quote.is_some()) {
        html.element("ul", &[], |html| {
            for one in same {
                html.element("li", &[], |html| observation(html, report, one));
            }
        });
    }
}

/// What was asked for, in the catalogue's words.
fn expected(html: &mut Html, attribute: Option<&str>, expected: &str) {
    let text = match attribute {
        Some(attribute) => format!("{attribute} {expected}"),
        None => expected.to_owned(),
    };
    let is_short = text.chars().nth(EXPECTED).is_none();
    let text = Untrusted::new(text).cut(MOST_EXPECTED);
    if is_short {
        html.element("p", &[("class", "expected")], |html| {
            html.both("求める値: ", "Expected: ");
            html.element("code", &[], |html| html.text(text.raw()));
        });
    } else {
        html.element("details", &[("class", "expected")], |html| {
            html.element("summary", &[], |html| html.both("求める内容", "What was looked for"));
            html.element("code", &[], |html| html.text(text.raw()));
        });
    }
}

fn observation(html: &mut Html, report: &GapReport, one: &Observation) {
    if let Some(record) = &one.record {
        html.code(record);
        html.text(" ");
    }
    match (&one.attribute, &one.found) {
        (Some(attribute), Some(found)) => {
            value(html, &Untrusted::new(format!("{attribute} = {}", found.raw())));
        }
        (None, Some(found)) => value(html, found),
        (Some(attribute), None) => html.element("b", &[], |html| {
            html.text(attribute);
            if one.outcome != Outcome::Satisfied {
                html.both(" の記載なし", " not stated");
            }
        }),
        (None, None) => {}
    }
    if let Some(place) = &one.place {
        html.text(" ");
        html.element("code", &[("class", "at")], |html| html.text(spot(place, report).raw()));
    }
    if let Some(quote) = &one.quote {
        html.text(" ");
        html.quote(quote);
    }
}

fn value(html: &mut Html, value: &Untrusted) {
    html.apart("b", value);
}
