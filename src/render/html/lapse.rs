//! What lapses when: a bar per month by kind, and every lapse by date.

use crate::model::outcome::Verdict;
use crate::model::report::{GapReport, Lapse};

use super::axis::{bar, base, chart, label, line, months, percent};
use super::list;
use super::markup::Html;
use super::verdict;

/// Months on the chart; what lapses later is only told.
const MONTHS: u64 = 36;
/// Pixels from the top of the chart to its base line, and of the whole.
const BASE: u64 = 130;
const HEIGHT: u64 = 156;
/// Pixels above what is highest.
const TOP: u64 = 20;
/// Dates shown without opening the list.
const FIRST: usize = 6;

/// The time line and the list by date.
pub(super) fn lapses(html: &mut Html, report: &GapReport) {
    if report.lapses.is_empty() {
        return;
    }
    html.part("lapses", ("期限のある適合", "What lapses"), |html| {
        let line = TimeLine::of(report);
        if line.highest() > 0 {
            line.draw(html, report);
        }
        let alike = |a: &Lapse, b: &Lapse| {
            (a.date, a.from, a.to, &a.because) == (b.date, b.from, b.to, &b.because)
        };
        let groups: Vec<_> = report.lapses.chunk_by(alike).collect();
        list::opening(html, &groups, FIRST, |html, group| together(html, group));
    });
}

/// Requirements that lapse alike.
fn together(html: &mut Html, group: &[Lapse]) {
    let Some(first) = group.first() else { return };
    html.element("p", &[], |html| {
        html.element("b", &[], |html| html.told(|words| words.date(first.date)));
        html.both(" まで ", " ends: ");
        verdict::chip(html, first.from);
        html.both("以後 ", "then ");
        verdict::chip(html, first.to);
        html.both("(", "(");
        html.local(&first.because);
        html.both(")", ")");
    });
    html.element("p", &[("class", "ids")], |html| {
        for lapse in group {
            html.requirement(&lapse.requirement);
            html.text(" ");
        }
    });
}

/// Lapses by month, beginning with that of the audit, by the verdict that lapses.
struct TimeLine {
    /// The last month that is drawn.
    last: u64,
    /// Month, verdict now, number.
    bars: Vec<(u64, Verdict, u64)>,
    /// Lapses after the last month.
    later: u64,
}

impl TimeLine {
    fn of(report: &GapReport) -> Self {
        let start = report.as_of.date;
        let month = |lapse: &Lapse| months(start, lapse.date);
        let drawn = |lapse: &&Lapse| month(lapse) < MONTHS;
        let mut bars: Vec<(u64, Verdict, u64)> = Vec::new();
        let mut keys: Vec<_> =
            report.lapses.iter().filter(drawn).map(|lapse| (month(lapse), lapse.from)).collect();
        keys.sort_unstable();
        for (at, from) in keys {
            match bars.last_mut() {
                Some((month, verdict, n)) if (*month, *verdict) == (at, from) => *n += 1,
                Some(_) | None => bars.push((at, from, 1)),
            }
        }
        let later = report.lapses.iter().filter(|lapse| !drawn(lapse)).count() as u64;
        let last = bars.last().map_or(0, |(month, ..)| *month);
        Self { last: last.max(11), bars, later }
    }

    /// Lapses of one month.
    fn total(&self, month: u64) -> u64 {
        self.bars.iter().filter(|(at, ..)| *at == month).map(|(.., n)| n).sum()
    }

    /// Lapses of the month that has most.
    fn highest(&self) -> u64 {
        self.bars.iter().map(|(month, ..)| self.total(*month)).max().unwrap_or_default()
    }

    fn draw(&self, html: &mut Html, report: &GapReport) {
        chart(
            html,
            "lapses",
            HEIGHT,
            |html| self.told(html, report),
            |html| {
                let (columns, highest) = (self.last + 1, self.highest());
                let height = |n: u64| BASE - (BASE - TOP) * n / highest;
                let (mut month, mut stacked) = (0, 0);
                for (at, from, n) in &self.bars {
                    stacked = if *at == month { stacked } else { 0 };
                    month = *at;
                    let edges = (at * 10 + 1, at * 10 + 9, columns * 10);
                    bar(html, fill(*from), edges, (height(stacked + n), height(stacked)));
                    stacked += n;
                    if stacked == self.total(month) {
                        let middle = percent(at * 10 + 5, columns * 10);
                        label(html, "over middle", &middle, height(stacked) - 5, |html| {
                            html.text(&stacked.to_string());
                        });
                    }
                }
                base(html, BASE);
                self.months(html, report);
            },
        );
    }

    /// A tick per month, and the year at every January and at the beginning.
    fn months(&self, html: &mut Html, report: &GapReport) {
        let columns = self.last + 1;
        let start = report.as_of.date;
        let first = u64::try_from(start.month()).unwrap_or(1) - 1;
        for month in 0..columns {
            let x = percent(month, columns);
            let is_january = (first + month) % 12 == 0;
            line(html, "tick", (&x, &x), (BASE, BASE + if is_january { 10 } else { 4 }));
            if is_january || (month == 0 && first < 9) {
                let year = i64::from(start.year())
                    + i64::try_from((first + month) / 12).unwrap_or_default();
                let text = format!("{year}-{:02}", (first + month) % 12 + 1);
                let class = if month * 5 < columns * 4 { "under" } else { "under end" };
                label(html, class, &x, BASE + 22, |html| html.text(&text));
            }
        }
    }

    fn told(&self, html: &mut Html, report: &GapReport) {
        let all = report.lapses.len();
        let next = report.lapses.first().map(|lapse| lapse.date);
        html.told(|words| {
            let next = next.map(|date| words.date(date)).unwrap_or_default();
            words.pick(
                format!("月ごとの期限の到来。全{all}件のうち最初は{next}です。"),
                format!("Lapses by month: {all} in all, the first on {next}."),
            )
        });
        if self.later > 0 {
            let later = self.later;
            html.both(
                &format!("図の期間より後に{later}件あります。"),
                &format!(" {later} are later than the chart."),
            );
        }
        html.text(" ");
        for (key, from, ja, en) in [
            ("key v-met", Verdict::Met, "根拠の期限", "evidence"),
            ("key v-planned", Verdict::Planned, "計画の対応予定日", "planned day"),
            ("key v-waived", Verdict::Waived, "例外措置の期限", "disposition"),
        ] {
            if self.bars.iter().any(|(_, verdict, _)| *verdict == from) {
                html.span(key, |html| html.both(ja, en));
                html.text(" ");
            }
        }
    }
}

/// The class of a bar.
const fn fill(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "fill v-met",
        Verdict::Planned => "fill v-planned",
        Verdict::Unmet => "fill v-unmet",
        Verdict::Unproven => "fill v-unproven",
        Verdict::Inconclusive => "fill v-inconclusive",
        Verdict::Review => "fill v-review",
        Verdict::Waived => "fill v-waived",
        Verdict::NotApplicable => "fill v-not-applicable",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn months_hold_what_lapses_in_them_and_the_far_future_is_only_counted() {
        let mut report = sample::draft();
        let lapse = report.lapses[0].clone();
        let later = |date: &str, from| Lapse { date: date.parse().unwrap(), from, ..lapse.clone() };
        report.lapses.push(later("2024-01-01", Verdict::Planned));
        report.lapses.push(later("2026-09-30", Verdict::Met));
        report.lapses.push(later("2026-10-01", Verdict::Met));
        report.lapses.push(later("9999-12-31", Verdict::Met));
        let line = TimeLine::of(&report);
        let bars = vec![(3, Verdict::Met, 2), (3, Verdict::Planned, 1), (35, Verdict::Met, 1)];
        assert_eq!((line.bars.clone(), line.later, line.last), (bars, 2, 35));
        assert_eq!((line.total(3), line.highest()), (3, 3));
    }
}
