//! Gaps: every finding that is not met, with what decided it, where that stands, and what to do.

use crate::model::catalogue::Obligation;
use crate::model::observation::Observation;
use crate::model::outcome::Verdict;
use crate::model::report::{Claim, Contradiction, Finding, GapReport, PlanResult, ReviewResult};
use crate::model::text::Untrusted;
use crate::render::deciding::deciding;
use crate::render::wording::{Wording, seen_as};

use super::page::Page;

/// Observations shown of one finding.
const OBSERVATIONS: usize = 3;
/// Characters shown of what was expected.
pub(super) const EXPECTED: usize = 120;

/// Every finding that is not met, waived or not applicable, in catalogue order, as many as fit.
pub(super) fn gaps(page: &mut Page, report: &GapReport) {
    let words = page.words;
    let is_gap = |finding: &&Finding| match finding.verdict {
        Verdict::Planned
        | Verdict::Unmet
        | Verdict::Unproven
        | Verdict::Inconclusive
        | Verdict::Review => true,
        Verdict::Met | Verdict::Waived | Verdict::NotApplicable => false,
    };
    let blocks: Vec<_> =
        report.findings.iter().filter(is_gap).map(|finding| gap(words, report, finding)).collect();
    if blocks.is_empty() {
        return;
    }
    let of = blocks.len();
    page.heading(&words.pick(format!("適合に至っていない要件({of}件)"), format!("Gaps ({of})")));
    let shown = page.fitting(&blocks, of);
    let rest = of - shown;
    if rest > 0 {
        page.line(&words.pick(
            format!("> **注意**: 大きさの上限のため、{of}件のうち{rest}件は省きました。全件はJSON形式の報告にあります。"),
            format!("> **Caution**: {rest} of {of} gaps were left out, as the report would be too large. All are in the JSON report."),
        ));
        page.line("");
    }
    page.line(blocks[..shown].join("\n").trim_end());
}

fn gap(words: Wording, report: &GapReport, finding: &Finding) -> String {
    let (id, title) = (words.plain(&finding.requirement), words.local(&finding.title));
    let verdict = words.word(finding.verdict.title());
    let optional = match finding.obligation {
        Obligation::Optional => words.pick("(任意)", " (optional)"),
        Obligation::Mandatory => "",
    };
    let mut block = Block { words, text: format!("### {id} {verdict}{optional}: {title}\n\n") };
    if let Some(contradiction) = &finding.contradiction {
        block.entry(("矛盾", "conflict"), &words.local(&contradiction.message));
        let places = places_of(words, report, contradiction, finding.claim.as_ref());
        for place in &places {
            block.detail(place);
        }
    }
    observations(&mut block, report, finding);
    if let Some(said) = finding.claim.as_ref().filter(|_| finding.contradiction.is_none()) {
        block.entry(("回答", "answer"), &claim(words, report, said));
    }
    if let Some(plan) = &finding.plan {
        block.entry(("計画", "plan"), &self::plan(words, report, plan));
    }
    if let Some(review) = &finding.review {
        block.entry(("審査", "review"), &self::review(words, review));
    }
    block.entry(("対処", "remedy"), &words.local(&finding.remedy));
    block.text
}

/// One gap being written.
struct Block {
    words: Wording,
    text: String,
}

impl Block {
    fn entry(&mut self, (ja, en): (&str, &str), text: &str) {
        let label = self.words.pick(ja, en);
        self.text.extend(["- **", label, "**: ", text, "\n"]);
    }

    fn detail(&mut self, text: &str) {
        self.text.extend(["  - ", text, "\n"]);
    }
}

/// Both sides of a contradiction.
pub(super) fn places_of(
    words: Wording,
    report: &GapReport,
    contradiction: &Contradiction,
    claim: Option<&Claim>,
) -> Vec<String> {
    let status = claim.and_then(|claim| claim.status).map(|status| words.word(status.title()));
    let status = status.map(|status| words.pick(format!("「{status}」 "), format!("“{status}” ")));
    let status = status.unwrap_or_default();
    let claimed = contradiction.claim.as_ref().map(|at| {
        let at = words.place(report, at);
        words.pick(format!("回答: {status}{at}"), format!("answer: {status}{at}"))
    });
    let seen = contradiction.evidence.as_ref().map(|at| {
        let at = words.place(report, at);
        words.pick(format!("根拠: {at}"), format!("evidence: {at}"))
    });
    claimed.into_iter().chain(seen).collect()
}

fn observations(block: &mut Block, report: &GapReport, finding: &Finding) {
    let words = block.words;
    let found = deciding(&finding.criterion, OBSERVATIONS);
    if found.shown.is_empty() {
        let nothing = words.pick("該当する根拠は見つかりませんでした。", "Nothing was found.");
        block.entry(seen_as(finding.criterion.outcome), nothing);
    }
    for seen in found.shown {
        let declared =
            if seen.declared { words.pick("(申告による)", " (as declared)") } else { "" };
        block.entry(seen_as(seen.outcome), &format!("{}{declared}", words.local(&seen.message)));
        let at = seen.place.as_ref().map(|at| words.place(report, at));
        let quote = seen.quote.as_ref().map(|quote| words.shown(quote));
        let quote = quote.map(|quote| words.pick(format!("「{quote}」"), format!("“{quote}”")));
        let details = at.into_iter().chain(value(words, seen)).chain(quote);
        for detail in details {
            block.detail(&detail);
        }
    }
    if found.rest > 0 {
        block.text.extend(["- ", &words.more(found.rest), "\n"]);
    }
    if let Some(population) = found.population.filter(|population| population.seen > 0) {
        block.entry(("母数", "resources"), &words.resources(population));
    }
}

/// Record, what was found of it, and what was expected.
fn value(words: Wording, seen: &Observation) -> Option<String> {
    let record = seen.record.as_ref().map(|record| words.shown(record));
    let found = seen.found.as_ref().map(|found| words.shown(found));
    let attribute = seen.attribute.as_deref().map(|attribute| words.plain(attribute));
    let found = match (attribute, found) {
        (Some(attribute), Some(found)) => Some(format!("{attribute} = {found}")),
        (Some(attribute), None) => {
            Some(words.pick(format!("{attribute} の記載なし"), format!("{attribute} not stated")))
        }
        (None, found) => found,
    };
    let found: Vec<_> = record.into_iter().chain(found).collect();
    let expected = seen.expected.as_deref().map(|expected| {
        let expected = words.shown(&Untrusted::new(expected).cut(EXPECTED));
        words.pick(format!("求める値 {expected}"), format!("expected {expected}"))
    });
    match (found.join(": "), expected) {
        (found, None) if found.is_empty() => None,
        (found, Some(expected)) if found.is_empty() => Some(expected),
        (found, None) => Some(found),
        (found, Some(expected)) => {
            Some(words.pick(format!("{found}({expected})"), format!("{found} ({expected})")))
        }
    }
}

fn claim(words: Wording, report: &GapReport, claim: &Claim) -> String {
    let unread = words.pick("回答の値を読み取れません", "the answer cannot be read");
    let status = claim.status.map_or(unread, |status| words.word(status.title()));
    let delivery = claim.delivery.map(|delivery| words.word(delivery.title()));
    let delivery = delivery
        .map(|word| words.pick(format!("、提供形態: {word}"), format!(", delivery: {word}")));
    let (delivery, at) = (delivery.unwrap_or_default(), words.place(report, &claim.place));
    words.pick(format!("{status}{delivery}({at})"), format!("{status}{delivery} ({at})"))
}

/// A plan in one line: day, owner, steps, place, and why it does not count.
pub(super) fn plan(words: Wording, report: &GapReport, plan: &PlanResult) -> String {
    let owner = match plan.owner.raw().trim() {
        "" => words.pick("担当の記載なし", "no owner").to_owned(),
        _ => words.pick("担当 ", "owner ").to_owned() + &words.shown(&plan.owner),
    };
    let date = match plan.date.map(|date| words.date(date)) {
        Some(date) => words.pick(format!("{date}まで"), format!("by {date}")),
        None => words.pick("期日の記載なし", "no date").to_owned(),
    };
    let done = plan.milestones.iter().filter(|step| step.done).count();
    let all = plan.milestones.len();
    let steps = words
        .pick(format!("完了した工程 {done}/{all}"), format!("{done} of {all} milestones done"));
    let (text, at) = (words.list(&[date, owner, steps]), words.place(report, &plan.place));
    let text = words.pick(format!("{text}({at})"), format!("{text} ({at})"));
    match plan.why_not.as_ref().map(|why| words.local(why)) {
        None => text,
        Some(why) => words.pick(
            format!("{text}。この計画は考慮されません: {why}"),
            format!("{text}; does not count: {why}"),
        ),
    }
}

fn review(words: Wording, review: &ReviewResult) -> String {
    let judgement = words.word(review.judgement.title());
    let (reviewer, reason) = (words.plain(&review.reviewer), words.plain(&review.reason));
    let date = words.date(review.date);
    let text = words.pick(
        format!("{judgement}({reviewer}、{date}): {reason}"),
        format!("{judgement} ({reviewer}, {date}): {reason}"),
    );
    match review.why_not.as_ref().map(|why| words.local(why)) {
        None => text,
        Some(why) => words.pick(
            format!("{text}。この審査は考慮されません: {why}"),
            format!("{text}; does not count: {why}"),
        ),
    }
}
