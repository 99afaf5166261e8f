//! The score: what is proven, what today's evidence may still show, what is planned, and the rest, as one bar and as numbers.

use crate::model::report::{GapReport, Score};

use super::axis::{bar, chart, label, percent};
use super::markup::Html;

/// Pixels of the bar.
const HEIGHT: u64 = 32;

/// A part that is at least one of so many of the bar has room for its number.
const ROOM: u64 = 12;

/// One part of the bar: class, weights, and its name in Japanese and English.
type Part = (&'static str, u64, &'static str, &'static str);

/// The parts of what is possible, in the order of the bar.
fn parts(score: Score) -> [Part; 4] {
    let planned = score.projected.saturating_sub(score.earned);
    let open = score.upper.saturating_sub(score.lower);
    let rest = score.possible.saturating_sub(score.earned + planned + open);
    [
        ("fill v-met", score.earned, "適合", "met"),
        ("fill v-planned", planned, "対応予定", "planned"),
        (
            "fill v-unproven",
            open,
            "今の根拠で適合となり得る",
            "may still be shown by today's evidence",
        ),
        ("fill rest", rest, "不適合・例外承認", "unmet or waived"),
    ]
}

/// The score as a chart, its parts, and its four figures.
pub(super) fn score(html: &mut Html, report: &GapReport) {
    let score = report.score;
    html.part("score", ("参考値", "Score"), |html| {
        figures(html, score);
        chart(
            html,
            "score",
            HEIGHT,
            |html| legend(html, score),
            |html| {
                let mut left = 0;
                for (class, weight, ..) in
                    parts(score).into_iter().filter(|(_, weight, ..)| *weight > 0)
                {
                    bar(html, class, (left, left + weight, score.possible), (0, HEIGHT));
                    if weight * ROOM >= score.possible {
                        let middle = percent(2 * left + weight, 2 * score.possible);
                        let class =
                            if class.ends_with("v-met") { "middle on-fill" } else { "middle" };
                        label(html, class, &middle, HEIGHT - 11, |html| {
                            html.text(&weight.to_string());
                        });
                    }
                    left += weight;
                }
            },
        );
        html.element("p", &[("class", "note")], |html| {
            html.both(
                "本ツール独自の尺度であり、調達に点数の定めはありません。",
                "Our own measure: the tender has no score.",
            );
        });
    });
}

fn figures(html: &mut Html, score: Score) {
    let figures = [
        (("現在(下限)", "Now (lower bound)"), score.lower),
        (("上限", "Upper bound"), score.upper),
        (("対応予定を含む", "With plans"), score.projected),
        (("満点", "Possible"), score.possible),
    ];
    html.element("dl", &[("class", "figures")], |html| {
        for (name, value) in figures {
            html.entry(name, |html| {
                html.element("b", &[], |html| html.text(&value.to_string()));
                html.both("点", " points");
            });
        }
    });
}

fn legend(html: &mut Html, score: Score) {
    let shown = parts(score).into_iter().filter(|(_, weight, ..)| *weight > 0);
    for (class, weight, ja, en) in shown {
        let class = class.replace("fill", "key");
        html.element("span", &[("class", &class)], |html| {
            html.both(&format!("{ja} {weight}点"), &format!("{en}: {weight}"));
        });
        html.text(" ");
    }
}
