//! Plans: how many requirements would be met by when if every plan that counts is kept, and every plan with what is known of it.

use jiff::civil::Date;

use crate::model::outcome::Verdict;
use crate::model::report::{Finding, GapReport, PlanResult};
use crate::model::text::Untrusted;
use crate::render::told::spot;

use super::axis::{bar, base, chart, days, label, line, percent};
use super::list;
use super::markup::Html;
use super::notice::{headings, named};

/// Pixels from the top of the chart to its base line, and of the whole.
const BASE: u64 = 190;
const HEIGHT: u64 = 216;
/// Pixels above what is highest.
const TOP: u64 = 24;
/// Plans shown without opening the list, and steps shown of one.
const FIRST: usize = 6;
const STEPS: usize = 12;

/// The chart, where plans count, and all plans.
pub(super) fn plans(html: &mut Html, report: &GapReport) {
    let mut all: Vec<_> = report
        .findings
        .iter()
        .filter_map(|finding| Some((finding, finding.plan.as_ref()?)))
        .collect();
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|(_, plan)| plan.date.unwrap_or(Date::MAX));
    let (ja, en) = headings(("対応計画", "Plans"), all.len());
    html.part("plans", (&ja, &en), |html| {
        if let Some(growth) = Growth::of(report) {
            growth.draw(html, report);
        }
        list::opening(html, &all, FIRST, |html, (finding, one)| {
            named(html, finding);
            html.element("p", &[], |html| plan(html, report, one));
        });
    });
}

/// Requirements met over time if plans are kept.
struct Growth {
    /// Met today.
    met: u64,
    /// Those that apply.
    of: u64,
    /// Days on which plans end, and how many do.
    steps: Vec<(Date, u64)>,
    start: Date,
    end: Date,
}

impl Growth {
    /// What the plans that count lead to; none without any.
    fn of(report: &GapReport) -> Option<Self> {
        let counts = |finding: &&Finding| finding.verdict == Verdict::Planned;
        let planned = report.findings.iter().filter(counts);
        let mut dates: Vec<_> = planned.filter_map(|finding| finding.plan.as_ref()?.date).collect();
        dates.sort_unstable();
        let last = *dates.last()?;
        let step = |same: &[Date]| Some((*same.first()?, same.len() as u64));
        let (start, deadline) = (report.as_of.date, report.profile.deadline.unwrap_or(last));
        Some(Self {
            met: report.totals.get(Verdict::Met),
            of: report.totals.all() - report.totals.get(Verdict::NotApplicable),
            steps: dates.chunk_by(|one, other| one == other).filter_map(step).collect(),
            start,
            end: deadline.max(last),
        })
    }

    /// Met at the end.
    fn reached(&self) -> u64 {
        self.met + self.steps.iter().map(|(_, n)| n).sum::<u64>()
    }

    /// Pixels from the top at which `n` requirements stand.
    fn height(&self, n: u64) -> u64 {
        BASE - ((BASE - TOP) * n.min(self.of)).checked_div(self.of).unwrap_or_default()
    }

    fn draw(&self, html: &mut Html, report: &GapReport) {
        chart(
            html,
            "plans",
            HEIGHT,
            |html| self.told(html, report),
            |html| {
                let whole = days(self.start, self.end);
                let met = self.height(self.met);
                bar(html, "area v-met", (0, whole, whole), (met, BASE));
                line(html, "edge v-met", ("0", "100%"), (met, met));
                self.stairs(html, whole);
                line(html, "target", ("0", "100%"), (TOP, TOP));
                base(html, BASE);
                self.labels(html, whole);
            },
        );
    }

    /// A column from each day on which plans end to the next such day.
    fn stairs(&self, html: &mut Html, whole: u64) {
        let ends =
            self.steps.iter().skip(1).map(|(date, _)| days(self.start, *date)).chain([whole]);
        let mut n = self.met;
        for ((date, more), end) in self.steps.iter().zip(ends) {
            let from = days(self.start, *date);
            let (x1, x2) = (percent(from, whole), percent(end, whole));
            let (low, high) = (self.height(n), self.height(n + more));
            bar(html, "area v-planned", (from, end, whole), (high, self.height(self.met)));
            line(html, "edge v-planned", (&x1, &x1), (low, high));
            line(html, "edge v-planned", (&x1, &x2), (high, high));
            line(html, "tick", (&x1, &x1), (BASE, BASE + 6));
            n += more;
        }
    }

    fn labels(&self, html: &mut Html, whole: u64) {
        let (met, of, reached) = (self.met, self.of, self.reached());
        label(html, "over", "0", TOP - 8, |html| {
            html.both(&format!("対象 {of}件"), &format!("{of} apply"));
        });
        label(html, "over end", "100%", TOP - 8, |html| {
            html.both(
                &format!("計画どおりなら {reached}件"),
                &format!("{reached} if plans are kept"),
            );
        });
        label(html, "inside", "1%", self.height(met) + 18, |html| {
            html.both(&format!("適合 {met}件"), &format!("{met} met"));
        });
        label(html, "under", "0", BASE + 20, |html| html.text(&self.start.to_string()));
        label(html, "under end", "100%", BASE + 20, |html| html.text(&self.end.to_string()));
        for year in self.start.year()..self.end.year() {
            let Ok(january) = Date::new(year + 1, 1, 1) else { continue };
            let at = days(self.start, january);
            if (whole / 4..whole * 3 / 4).contains(&at) {
                let x = percent(at, whole);
                line(html, "tick", (&x, &x), (BASE, BASE + 10));
                label(html, "under middle", &x, BASE + 22, |html| {
                    html.text(&format!("{}-01", year + 1));
                });
            }
        }
    }

    fn told(&self, html: &mut Html, report: &GapReport) {
        html.told(|words| {
            let (now, then) = (words.date(self.start), words.date(self.end));
            let (met, of, reached) = (self.met, self.of, self.reached());
            let by = match report.profile.deadline {
                Some(_) => words.pick("計画の期限", "the deadline of plans"),
                None => words.pick("最後の計画の日", "the last planned day"),
            };
            words.pick(
                format!("{now}に適合は{of}件中{met}件。すべての計画が守られると、{by}である{then}までに{reached}件になります。"),
                format!("On {now}, {met} of {of} are met. If every plan is kept, {reached} are by {then}, {by}."),
            )
        });
    }
}

/// A plan: day, owner, place, why it does not count, and its steps.
pub(super) fn plan(html: &mut Html, report: &GapReport, plan: &PlanResult) {
    if let Some(why) = &plan.why_not {
        html.element("strong", &[("class", "void")], |html| {
            html.both("考慮されません: ", "Does not count: ");
        });
        html.local(why);
        html.both("。", "; ");
    }
    html.told(|words| match plan.date {
        Some(date) => {
            words.pick(format!("{}まで", words.date(date)), format!("by {}", words.date(date)))
        }
        None => words.pick("期日の記載なし", "no date").into(),
    });
    html.both("、担当 ", ", owner ");
    owner(html, &plan.owner);
    html.text(" ");
    html.code(&spot(&plan.place, report));
    let (shown, rest) =
        (plan.milestones.iter().take(STEPS), plan.milestones.len().saturating_sub(STEPS));
    if plan.milestones.is_empty() {
        return;
    }
    html.element("span", &[("class", "steps")], |html| {
        for step in shown {
            html.element(
                "span",
                &[("class", if step.done { "step done" } else { "step" })],
                |html| {
                    html.both(
                        if step.done { "済 " } else { "未 " },
                        if step.done { "done: " } else { "open: " },
                    );
                    html.said(&step.name);
                    if let Some(date) = step.date {
                        html.text(&format!(" {date}"));
                    }
                },
            );
            html.text(" ");
        }
        if rest > 0 {
            html.told(|words| words.more(rest as u64));
        }
    });
}

fn owner(html: &mut Html, owner: &Untrusted) {
    if owner.raw().trim().is_empty() {
        html.both("の記載なし", "not stated");
    } else {
        html.said(owner);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn growth_counts_only_plans_that_count() {
        let report = sample::draft();
        let growth = Growth::of(&report).unwrap();
        assert_eq!((growth.met, growth.reached()), (1, 2), "one plan counts, one is too late");
        assert_eq!(growth.of, report.findings.len() as u64 - 1, "what does not apply is left out");
        assert_eq!(growth.end.to_string(), "2026-03-31", "the deadline");
        assert_eq!((growth.height(0), growth.height(growth.of)), (BASE, TOP));
    }

    #[test]
    fn without_plans_that_count_there_is_no_chart() {
        let mut report = sample::draft();
        for finding in &mut report.findings {
            finding.verdict = Verdict::Unmet;
        }
        assert!(Growth::of(&report).is_none());
    }
}
