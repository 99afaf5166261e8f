//! Gaps: every finding that is not met, with what decided it, where that stands, and what to do.

use crate::model::catalogue::Obligation;
use crate::model::observation::{Closure, Observation, Population};
use crate::model::outcome::{Outcome, Verdict};
use crate::model::report::{Claim, CriterionResult, Finding, GapReport, PlanResult, ReviewResult};
use crate::render::escape::terminal_text;

use super::page::{Ink, Page, shown};
use super::place::place;
use super::wrap::width;

/// Observations shown of one finding.
const OBSERVATIONS: usize = 3;
/// Characters shown of what was expected.
const EXPECTED: usize = 120;
/// Column of the labels.
const INDENT: usize = 2;

/// Every finding that is not met, waived or not applicable, in catalogue order.
pub(super) fn gaps(page: &mut Page, report: &GapReport) {
    let is_gap = |finding: &&Finding| match finding.verdict {
        Verdict::Planned
        | Verdict::Unmet
        | Verdict::Unproven
        | Verdict::Inconclusive
        | Verdict::Review => true,
        Verdict::Met | Verdict::Waived | Verdict::NotApplicable => false,
    };
    let gaps: Vec<_> = report.findings.iter().filter(is_gap).collect();
    if gaps.is_empty() {
        return;
    }
    let n = gaps.len();
    page.heading(&page.pick(format!("適合に至っていない要件({n}件)"), format!("Gaps ({n})")));
    for finding in gaps {
        page.blank();
        gap(page, report, finding);
    }
}

fn gap(page: &mut Page, report: &GapReport, finding: &Finding) {
    let label = format!("{}  {}", finding.requirement, page.word(finding.verdict.title()));
    let optional = finding.obligation == Obligation::Optional;
    let optional = if optional { page.pick("(任意)", "(optional) ") } else { "" };
    let title = format!("{optional}{}", page.local(&finding.title));
    let at = width(&label, page.lang) + 2;
    page.entry(0, at, (&label, Ink::of(finding.verdict)), &title);
    contradiction(page, report, finding);
    observations(page, report, &finding.criterion);
    if let Some(said) = finding.claim.as_ref().filter(|_| finding.contradiction.is_none()) {
        let text = claim(page, report, said);
        entry(page, ("回答", "answer"), Ink::Plain, &text);
    }
    if let Some(plan) = &finding.plan {
        self::plan(page, report, plan);
    }
    if let Some(review) = &finding.review {
        self::review(page, review);
    }
    entry(page, ("対処", "remedy"), Ink::Strong, page.pick(&finding.remedy.ja, &finding.remedy.en));
}

/// A labelled text of a finding.
fn entry(page: &mut Page, (ja, en): (&str, &str), ink: Ink, text: &str) {
    let label = page.pick(ja, en);
    page.entry(INDENT, text_column(page), (label, ink), text);
}

/// Column of the texts.
fn text_column(page: &Page) -> usize {
    page.pick(8, 12)
}

fn contradiction(page: &mut Page, report: &GapReport, finding: &Finding) {
    let Some(contradiction) = &finding.contradiction else { return };
    entry(
        page,
        ("矛盾", "conflict"),
        Ink::Bad,
        page.pick(&contradiction.message.ja, &contradiction.message.en),
    );
    let status = finding
        .claim
        .as_ref()
        .and_then(|claim| claim.status)
        .map(|status| page.word(status.title()));
    let status = status
        .map(|status| page.pick(format!("「{status}」 "), format!("\"{status}\" ")))
        .unwrap_or_default();
    let claimed = contradiction.claim.as_ref().map(|at| {
        let at = place(page, report, at);
        page.pick(format!("回答: {status}{at}"), format!("answer: {status}{at}"))
    });
    let seen = contradiction.evidence.as_ref().map(|at| {
        let at = place(page, report, at);
        page.pick(format!("根拠: {at}"), format!("evidence: {at}"))
    });
    for text in claimed.into_iter().chain(seen) {
        page.item(text_column(page), &text);
    }
}

/// What led to the outcome, each thing once and the most telling first; how much more there is; and the resources it is about.
fn deciding(root: &CriterionResult) -> (Vec<&Observation>, u64, Option<&Population>) {
    let mut leaves = Vec::new();
    collect(root, root.outcome == Outcome::Satisfied, &mut leaves);
    let ranked = leaves.iter().flat_map(|leaf| leaf.observations.iter().enumerate());
    let mut seen: Vec<_> = ranked
        .filter(|(_, seen)| {
            seen.outcome != Outcome::Satisfied || root.outcome == Outcome::Satisfied
        })
        .collect();
    seen.sort_by_key(|(rank, seen)| (seen.outcome != root.outcome, seen.outcome.rank(), *rank));
    let mut distinct: Vec<&Observation> = Vec::new();
    for (_, one) in seen {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
    }
    let total = distinct.len() as u64 + leaves.iter().map(|leaf| leaf.truncated).sum::<u64>();
    let shown: Vec<_> = distinct.into_iter().take(OBSERVATIONS).collect();
    let rest = total - shown.len() as u64;
    let population = leaves
        .iter()
        .filter(|leaf| leaf.outcome == root.outcome)
        .find_map(|leaf| leaf.population.as_ref());
    (shown, rest, population)
}

/// The leaves that decide; those that hold only if the whole does.
fn collect<'c>(node: &'c CriterionResult, holds: bool, leaves: &mut Vec<&'c CriterionResult>) {
    if !node.decides || (node.outcome == Outcome::Satisfied && !holds) {
        return;
    }
    if node.children.is_empty() {
        leaves.push(node);
    }
    node.children.iter().for_each(|child| collect(child, holds, leaves));
}

fn observations(page: &mut Page, report: &GapReport, criterion: &CriterionResult) {
    let (seen, rest, population) = deciding(criterion);
    if seen.is_empty() {
        entry(
            page,
            label(criterion.outcome),
            Ink::Plain,
            page.pick("該当する根拠は見つかりませんでした。", "Nothing was found."),
        );
    }
    for one in seen {
        observation(page, report, one);
    }
    if rest > 0 {
        page.item(text_column(page), &page.more(rest));
    }
    if let Some(population) = population.filter(|population| population.seen > 0) {
        let text = counted(page, population);
        entry(page, ("母数", "resources"), Ink::Plain, &text);
    }
}

/// What an observation means, as its label.
fn label(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Satisfied => ("確認", "seen"),
        Outcome::Violated => ("違反", "wrong"),
        Outcome::Absent => ("不足", "missing"),
        Outcome::Unreadable => ("不明", "unclear"),
        Outcome::Review => ("審査", "to review"),
    }
}

fn ink(outcome: Outcome) -> Ink {
    match outcome {
        Outcome::Satisfied => Ink::Good,
        Outcome::Violated => Ink::Bad,
        Outcome::Absent | Outcome::Unreadable | Outcome::Review => Ink::Open,
    }
}

fn observation(page: &mut Page, report: &GapReport, seen: &Observation) {
    let (ja, en) = label(seen.outcome);
    let declared =
        if seen.declared { page.pick("(申告による)", " (as declared)") } else { "" };
    let message = format!("{}{declared}", page.local(&seen.message));
    entry(page, (ja, en), ink(seen.outcome), &message);
    let at = seen.place.as_ref().map(|at| place(page, report, at));
    let quote = seen.quote.as_ref().map(shown);
    let quote = quote.map(|quote| page.pick(format!("「{quote}」"), format!("\"{quote}\"")));
    for text in at.into_iter().chain(value(page, seen)).chain(quote) {
        page.item(text_column(page), &text);
    }
}

/// Record, what was found of it, and what was expected.
fn value(page: &Page, seen: &Observation) -> Option<String> {
    let record = seen.record.as_ref().map(shown);
    let found = seen.found.as_ref().map(shown);
    let attribute = seen.attribute.as_deref().map(terminal_text);
    let found = match (attribute, found) {
        (Some(attribute), Some(found)) => Some(format!("{attribute} = {found}")),
        (Some(attribute), None) => {
            Some(page.pick(format!("{attribute} の記載なし"), format!("{attribute} not stated")))
        }
        (None, found) => found,
    };
    let parts: Vec<_> = record.into_iter().chain(found).collect();
    let expected = seen.expected.as_deref().map(|expected| expectation(page, expected));
    match (parts.is_empty(), expected) {
        (true, expected) => expected,
        (false, None) => Some(parts.join(": ")),
        (false, Some(expected)) => {
            let found = parts.join(": ");
            Some(page.pick(format!("{found}({expected})"), format!("{found} ({expected})")))
        }
    }
}

/// What was expected, in the catalogue's words, which may be long lists of phrases.
fn expectation(page: &Page, expected: &str) -> String {
    let short: String = expected.chars().take(EXPECTED).collect();
    let rest = if short.len() < expected.len() { "..." } else { "" };
    let short = terminal_text(&short);
    page.pick(format!("求める値 {short}{rest}"), format!("expected {short}{rest}"))
}

fn counted(page: &Page, population: &Population) -> String {
    let Population { seen, examined, violating, unreadable, gone, .. } = *population;
    let state = match population.state {
        Closure::Closed => page.pick("一覧は完全", "the listing is complete"),
        Closure::Open => page.pick("一覧は不完全", "the listing is not complete"),
        Closure::Damaged => {
            page.pick("一覧の一部を読み取れない", "a part of the listing cannot be read")
        }
    };
    let gone =
        (gone > 0).then(|| page.pick(format!("、削除済み{gone}件"), format!(", {gone} gone")));
    let gone = gone.unwrap_or_default();
    page.pick(
        format!("{seen}件中{examined}件が対象、うち違反{violating}件、読取不能{unreadable}件{gone}({state})"),
        format!("{examined} of {seen} examined, {violating} wrong, {unreadable} unclear{gone}; {state}"),
    )
}

fn claim(page: &Page, report: &GapReport, claim: &Claim) -> String {
    let status = claim.status.map(|status| page.word(status.title()));
    let status =
        status.unwrap_or(page.pick("回答の値を読み取れません", "the answer cannot be read"));
    let delivery = claim.delivery.map(|delivery| page.word(delivery.title()));
    let delivery = delivery
        .map(|word| page.pick(format!("、提供形態: {word}"), format!(", delivery: {word}")));
    let at = place(page, report, &claim.place);
    let delivery = delivery.unwrap_or_default();
    page.pick(format!("{status}{delivery}({at})"), format!("{status}{delivery} ({at})"))
}

fn plan(page: &mut Page, report: &GapReport, plan: &PlanResult) {
    let owner = shown(&plan.owner);
    let owner = if owner.trim().is_empty() {
        page.pick("担当の記載なし", "no owner").into()
    } else {
        owner
    };
    let date = plan.date.map(|date| page.date(date));
    let date = date.map(|date| page.pick(format!("{date}まで"), format!("by {date}")));
    let date = date.unwrap_or_else(|| page.pick("期日の記載なし", "no date").into());
    let done = plan.milestones.iter().filter(|step| step.done).count();
    let all = plan.milestones.len();
    let steps =
        page.pick(format!("完了した工程 {done}/{all}"), format!("{done} of {all} milestones done"));
    let at = place(page, report, &plan.place);
    let text =
        page.list(&[date, page.pick(format!("担当 {owner}"), format!("owner {owner}")), steps]);
    let text = page.pick(format!("{text}({at})"), format!("{text} ({at})"));
    entry(page, ("計画", "plan"), Ink::Plain, &text);
    if let Some(why) = &plan.why_not {
        let why = page.local(why);
        page.item(
            text_column(page),
            &page
                .pick(format!("この計画は考慮されません: {why}"), format!("does not count: {why}")),
        );
    }
}

fn review(page: &mut Page, review: &ReviewResult) {
    let judgement = page.word(review.judgement.title());
    let (reviewer, reason) = (terminal_text(&review.reviewer), terminal_text(&review.reason));
    let date = page.date(review.date);
    let text = page.pick(
        format!("{judgement}({reviewer}、{date}): {reason}"),
        format!("{judgement} ({reviewer}, {date}): {reason}"),
    );
    entry(page, ("審査", "review"), Ink::Plain, &text);
    if let Some(why) = &review.why_not {
        let why = page.local(why);
        page.item(
            text_column(page),
            &page
                .pick(format!("この審査は考慮されません: {why}"), format!("does not count: {why}")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::text::{Lang, LocalText};
    use crate::render::terminal::sample;

    #[test]
    fn the_most_telling_comes_first_and_nothing_twice() {
        let mut root = sample::finding("GC22-STO-001", Verdict::Unmet, "b1").criterion;
        let (seen, rest, population) = deciding(&root);
        let places: Vec<_> =
            seen.iter().map(|one| one.place.as_ref().and_then(|at| at.line)).collect();
        assert_eq!((places, rest), (vec![Some(231), None, Some(300)], 41));
        assert_eq!(population.map(|population| population.violating), Some(2));
        root.children[0].decides = false;
        assert_eq!(deciding(&root).0.len(), 1, "a child that was not chosen says nothing");
    }

    #[test]
    fn a_long_expectation_is_cut() {
        let page = Page::new(&sample::options(Lang::Ja, 80));
        let seen = |expected: String| Observation {
            expected: Some(expected),
            ..Observation::new(Outcome::Absent, LocalText::default())
        };
        assert_eq!(value(&page, &seen("true".into())).as_deref(), Some("求める値 true"));
        let long = value(&page, &seen("あ".repeat(500)));
        assert_eq!(long, Some(format!("求める値 {}...", "あ".repeat(EXPECTED))));
    }
}
