//! The head: would this bid be accepted, on which day, and if not, why; and all that blocks it.

use crate::model::outcome::Verdict;
use crate::model::report::{AsOfSource, DecisionOutcome, GapReport, Reason};

use super::basis::{counted, counts};
use super::page::{Ink, Page};
use super::wrap::width;

/// Reasons named in the head.
const FIRST_REASONS: usize = 3;
/// Reasons named in the list of what blocks the bid.
const REASONS: usize = 15;
/// The whole report in one line, however long: decision, selection, score, counts.
pub(super) fn quiet(page: &mut Page, report: &GapReport) {
    let score = report.score;
    let counts = counts(page, report, &[]);
    let outcome =
        page.painted(ink(report.decision.outcome), page.word(report.decision.outcome.title()));
    let (selected, of) = (report.selection.selected, report.selection.of);
    let incomplete = if report.incomplete {
        page.pick("、監査は不完全", ", audit incomplete")
    } else {
        ""
    };
    page.line(&page.pick(
        format!(
            "{outcome}、{of}件中{selected}件、参考値 {}/{}、{counts}{incomplete}",
            score.earned, score.possible
        ),
        format!(
            "{outcome}, {selected} of {of}, score {}/{}, {counts}{incomplete}",
            score.earned, score.possible
        ),
    ));
}

/// Decision, day, score, and the reasons: what the first ten lines have to say.
pub(super) fn decision(page: &mut Page, report: &GapReport) {
    let outcome = report.decision.outcome;
    entry(page, "判定", "Decision", &decided(page, report), ink(outcome));
    let from = match report.as_of.from {
        AsOfSource::CommandLine => page.pick("、コマンド行の指定による", ", from the command line"),
        AsOfSource::Profile => page.pick("、評価プロファイルによる", ", from the profile"),
        AsOfSource::Today => page.pick("、実行日(日本時間)", ", today in Japan"),
    };
    entry(page, "基準日", "As of", &format!("{}{from}", page.date(report.as_of.date)), Ink::Plain);
    let score = report.score;
    let (earned, possible) = (score.earned, score.possible);
    let (lower, upper, projected) = (score.lower, score.upper, score.projected);
    let said = page.pick(
        format!("{earned}/{possible}点(下限{lower}点、上限{upper}点、対応予定を含めると{projected}点)"),
        format!("{earned} of {possible} (between {lower} and {upper}; {projected} with plans), our own measure"),
    );
    entry(page, "参考値", "Score", &said, Ink::Plain);
    entry(page, "理由", "Why", &why(page, report), Ink::Plain);
    for reason in report.decision.reasons.iter().take(FIRST_REASONS) {
        let text = reason_text(page, reason);
        page.item(label_width(page), &text);
    }
    let rest = report.decision.reasons.len().saturating_sub(FIRST_REASONS);
    if rest > 0 {
        page.item(label_width(page), &page.more(rest as u64));
    }
    if report.incomplete {
        let text = page.pick(
            "読み取れなかったファイルがあるか、処理が上限に達したため、この監査は完全ではありません。",
            "The audit is incomplete: something could not be read, or a limit was hit.",
        );
        entry(page, "注意", "Caution", text, Ink::Warning);
    }
}

/// The list of what blocks the bid, or what its acceptance depends on, where the head could not name all of it.
pub(super) fn blocking(page: &mut Page, report: &GapReport) {
    let reasons = &report.decision.reasons;
    if reasons.len() <= FIRST_REASONS {
        return;
    }
    let n = reasons.len() as u64;
    let heading = match report.decision.outcome {
        DecisionOutcome::Accepted | DecisionOutcome::Conditional => {
            page.pick(format!("条件となる事項({n}件)"), format!("What acceptance depends on ({n})"))
        }
        DecisionOutcome::Rejected | DecisionOutcome::Undecided => page
            .pick(format!("要件充足を妨げている事項({n}件)"), format!("What blocks the bid ({n})")),
    };
    page.heading(&heading);
    let shown = &reasons[..reasons.len().min(REASONS)];
    let labels: Vec<_> = shown.iter().map(|reason| label(page, reason)).collect();
    let widest = labels.iter().map(|(label, _)| width(label, page.lang)).max().unwrap_or_default();
    for (reason, (label, ink)) in shown.iter().zip(&labels) {
        page.entry(2, widest + 4, (label, *ink), page.pick(&reason.text.ja, &reason.text.en));
    }
    let rest = reasons.len() - shown.len();
    if rest > 0 {
        page.item(2, &page.more(rest as u64));
    }
}

/// One labelled text of the head.
pub(super) fn entry(page: &mut Page, ja: &str, en: &str, text: &str, ink: Ink) {
    let at = label_width(page);
    let label = page.pick(ja, en);
    page.entry(0, at, (label, if ink == Ink::Plain { Ink::Strong } else { ink }), text);
}

/// Column at which texts of the head begin.
fn label_width(page: &Page) -> usize {
    page.pick(10, 12)
}

fn ink(outcome: DecisionOutcome) -> Ink {
    match outcome {
        DecisionOutcome::Accepted => Ink::Good,
        DecisionOutcome::Conditional => Ink::Warning,
        DecisionOutcome::Rejected => Ink::Bad,
        DecisionOutcome::Undecided => Ink::Open,
    }
}

/// The decision in words; where only a part of the edition was judged, it says so.
fn decided(page: &Page, report: &GapReport) -> String {
    let outcome = page.word(report.decision.outcome.title());
    if !report.decision.partial {
        return outcome.into();
    }
    let (selected, of) = (report.selection.selected, report.selection.of);
    match report.decision.outcome {
        DecisionOutcome::Accepted => page.pick(
            format!("{of}件中{selected}件について{outcome}"),
            format!("{outcome} for {selected} of {of} requirements"),
        ),
        DecisionOutcome::Conditional | DecisionOutcome::Rejected | DecisionOutcome::Undecided => {
            page.pick(
                format!("{outcome}({of}件中{selected}件について判定)"),
                format!("{outcome} ({selected} of {of} requirements judged)"),
            )
        }
    }
}

/// The decision's reason in one sentence.
fn why(page: &Page, report: &GapReport) -> String {
    let of = |verdict| {
        report.decision.reasons.iter().filter(|reason| reason.verdict == Some(verdict)).count()
            as u64
    };
    let requirements = |n| page.count(n, "mandatory requirement");
    let are = |n| format!("{} {}", requirements(n), if n == 1 { "is" } else { "are" });
    match report.decision.outcome {
        DecisionOutcome::Accepted => {
            let waived = report.totals.get(Verdict::Waived);
            let told = (waived > 0).then(|| {
                page.pick(format!("(うち例外承認{waived}件)"), format!(" ({waived} waived)"))
            });
            let told = told.unwrap_or_default();
            page.pick(
                format!("必須要件をすべて満たしています{told}。"),
                format!("Every mandatory requirement is satisfied{told}."),
            )
        }
        DecisionOutcome::Conditional => {
            let n = of(Verdict::Planned);
            let by = report.profile.deadline.map(|day| page.date(day));
            let by = by.map(|day| {
                page.pick(format!("期限は{day}です。"), format!(" The deadline is {day}."))
            });
            page.pick(
                format!("必須要件のうち{n}件が対応予定です。"),
                format!("{} planned, not met yet.", are(n)),
            ) + &by.unwrap_or_default()
        }
        DecisionOutcome::Rejected => match of(Verdict::Unmet) {
            0 => page
                .pick("応募の条件に反しています。", "The bid goes against the terms of the call.")
                .into(),
            n => page
                .pick(format!("必須要件のうち{n}件が不適合です。"), format!("{} not met.", are(n))),
        },
        DecisionOutcome::Undecided => {
            let open = [Verdict::Unproven, Verdict::Inconclusive, Verdict::Review]
                .map(|verdict| (verdict, of(verdict)));
            let n: u64 = open.iter().map(|(_, n)| n).sum();
            let parts = open
                .into_iter()
                .filter(|(_, n)| *n > 0)
                .map(|(verdict, n)| counted(page, verdict, n));
            let parts = page.list(&parts.collect::<Vec<_>>());
            match n {
                0 => page.pick("判定した要件がありません。", "No requirement was judged.").into(),
                n => page.pick(
                    format!("必須要件のうち{n}件をまだ判定できません({parts})。"),
                    format!("{} cannot be decided yet ({parts}).", requirements(n)),
                ),
            }
        }
    }
}

/// Requirement and verdict of a reason; for one that concerns the bid as a whole, that it does.
fn label(page: &Page, reason: &Reason) -> (String, Ink) {
    match (&reason.requirement, reason.verdict) {
        (Some(id), Some(verdict)) => {
            (format!("{id}  {}", page.word(verdict.title())), Ink::of(verdict))
        }
        (Some(id), None) => (id.clone(), Ink::Plain),
        (None, _) => (page.pick("応募全体", "the bid").into(), Ink::Bad),
    }
}

fn reason_text(page: &Page, reason: &Reason) -> String {
    let verdict = reason.verdict.map(|verdict| page.word(verdict.title()));
    let parts = [reason.requirement.as_deref(), verdict, Some(page.local(&reason.text))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
