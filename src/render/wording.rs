//! The words reports for people share, whatever their medium: decision, reasons, days, places, lists.
//!
//! Every text that is not fixed in this file passes the escape the wording was made with.

use jiff::civil::Date;

use crate::model::date::in_japanese;
use crate::model::manifest::ScopeEntry;
use crate::model::observation::{Closure, Population};
use crate::model::outcome::{Method, Outcome, Verdict};
use crate::model::place::Place;
use crate::model::report::{AsOfSource, ChosenBy, DecisionOutcome, GapReport};
use crate::model::text::{Bilingual, Lang, LocalText, Untrusted};

/// Accounts, regions and providers named of the declared scope.
const SCOPE: usize = 6;

/// What an observation means, as its label, in Japanese and English.
pub(super) const fn seen_as(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Satisfied => ("確認", "seen"),
        Outcome::Violated => ("違反", "wrong"),
        Outcome::Absent => ("不足", "missing"),
        Outcome::Unreadable => ("不明", "unclear"),
        Outcome::Review => ("審査", "to review"),
    }
}

/// Language and medium of a report for people.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wording {
    lang: Lang,
    escape: fn(&str) -> String,
    most: usize,
}

impl Wording {
    /// Words in `lang`; what is not ours passes `escape`, and no text of a submission is longer than `most` characters.
    pub(super) const fn new(lang: Lang, escape: fn(&str) -> String, most: usize) -> Self {
        Self { lang, escape, most }
    }

    /// One of two texts, by language.
    pub(super) fn pick<T>(&self, ja: T, en: T) -> T {
        match self.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// A fixed text of this program.
    pub(super) fn word(&self, text: Bilingual) -> &'static str {
        self.pick(text.ja, text.en)
    }

    /// A text of the catalogue, of a profile or of a message.
    pub(super) fn local(&self, text: &LocalText) -> String {
        (self.escape)(text.get(self.lang))
    }

    /// A text in no language: an id, a name, a reason.
    pub(super) fn plain(&self, text: &str) -> String {
        self.shown(&Untrusted::new(text))
    }

    /// A text of the submission.
    pub(super) fn shown(&self, text: &Untrusted) -> String {
        (self.escape)(text.cut(self.most).raw())
    }

    /// A day; in Japanese with the year of the era.
    pub(super) fn date(&self, date: Date) -> String {
        (self.escape)(&self.pick(in_japanese(date), date.to_string()))
    }

    /// `n` of what both words name; in English with the plural `s`.
    pub(super) fn count(&self, n: u64, en: &str) -> String {
        match self.lang {
            Lang::Ja => format!("{n}件"),
            Lang::En if n == 1 => format!("{n} {en}"),
            Lang::En => format!("{n} {en}s"),
        }
    }

    /// Several texts as one list.
    pub(super) fn list(&self, texts: &[String]) -> String {
        texts.join(self.pick("、", ", "))
    }

    /// What says that `n` more were left out.
    pub(super) fn more(&self, n: u64) -> String {
        self.pick(format!("ほか{n}件"), format!("and {n} more"))
    }

    /// At most `most` of `texts`, and how many were left out.
    pub(super) fn some(&self, texts: &[String], most: usize) -> String {
        let rest = texts.len().saturating_sub(most);
        let shown = texts.iter().take(most).map(|text| self.plain(text));
        let more = (rest > 0).then(|| self.more(rest as u64));
        self.list(&shown.chain(more).collect::<Vec<_>>())
    }

    /// Who chose the day.
    pub(super) fn as_of(&self, report: &GapReport) -> String {
        let day = self.date(report.as_of.date);
        let from = match report.as_of.from {
            AsOfSource::CommandLine => {
                self.pick("、コマンド行の指定による", ", from the command line")
            }
            AsOfSource::Profile => self.pick("、評価プロファイルによる", ", from the profile"),
            AsOfSource::Today => self.pick("、実行日(日本時間)", ", today in Japan"),
        };
        format!("{day}{from}")
    }

    /// The profile and who chose it.
    pub(super) fn profile(&self, report: &GapReport) -> String {
        let (id, title) = (self.plain(&report.profile.id), self.local(&report.profile.title));
        let chosen = match report.profile.chosen_by {
            ChosenBy::CommandLine => self.pick("コマンド行の指定", "chosen on the command line"),
            ChosenBy::Submission => self.pick("提出書類の指定", "chosen by the submission"),
            ChosenBy::Default => self.pick("既定", "the default"),
        };
        self.pick(format!("{id} {title}({chosen})"), format!("{id}, {title} ({chosen})"))
    }

    /// The decision; where only a part of the edition was judged, it says so.
    pub(super) fn decision(&self, report: &GapReport) -> String {
        let outcome = self.word(report.decision.outcome.title());
        if !report.decision.partial {
            return outcome.into();
        }
        let (selected, of) = (report.selection.selected, report.selection.of);
        match report.decision.outcome {
            DecisionOutcome::Accepted => self.pick(
                format!("{of}件中{selected}件について{outcome}"),
                format!("{outcome} for {selected} of {of} requirements"),
            ),
            DecisionOutcome::Conditional
            | DecisionOutcome::Rejected
            | DecisionOutcome::Undecided => self.pick(
                format!("{outcome}({of}件中{selected}件について判定)"),
                format!("{outcome} ({selected} of {of} requirements judged)"),
            ),
        }
    }

    /// The decision's reason in one sentence.
    pub(super) fn why(&self, report: &GapReport) -> String {
        let of = |verdict| {
            report.decision.reasons.iter().filter(|reason| reason.verdict == Some(verdict)).count()
                as u64
        };
        let mandatory = |n| self.count(n, "mandatory requirement");
        let are = |n| format!("{} {}", mandatory(n), if n == 1 { "is" } else { "are" });
        match report.decision.outcome {
            DecisionOutcome::Accepted => {
                let waived = report.totals.get(Verdict::Waived);
                let told =
                    self.pick(format!("(うち例外承認{waived}件)"), format!(" ({waived} waived)"));
                let told = if waived > 0 { told } else { String::new() };
                self.pick(
                    format!("必須要件をすべて満たしています{told}。"),
                    format!("Every mandatory requirement is satisfied{told}."),
                )
            }
            DecisionOutcome::Conditional => {
                let n = of(Verdict::Planned);
                let by = report.profile.deadline.map(|day| self.date(day));
                let by = by.map(|day| {
                    self.pick(format!("期限は{day}です。"), format!(" The deadline is {day}."))
                });
                self.pick(
                    format!("必須要件のうち{n}件が対応予定です。"),
                    format!("{} planned, not met yet.", are(n)),
                ) + &by.unwrap_or_default()
            }
            DecisionOutcome::Rejected => match of(Verdict::Unmet) {
                0 => self
                    .pick(
                        "応募の条件に反しています。",
                        "The bid goes against the terms of the call.",
                    )
                    .into(),
                n => self.pick(
                    format!("必須要件のうち{n}件が不適合です。"),
                    format!("{} not met.", are(n)),
                ),
            },
            DecisionOutcome::Undecided => {
                let open = [Verdict::Unproven, Verdict::Inconclusive, Verdict::Review]
                    .map(|verdict| (verdict, of(verdict)));
                let n: u64 = open.iter().map(|(_, n)| n).sum();
                let parts = open.into_iter().filter(|(_, n)| *n > 0);
                let parts = parts.map(|(verdict, n)| self.counted(verdict, n)).collect::<Vec<_>>();
                let parts = self.list(&parts);
                match n {
                    0 => {
                        self.pick("判定した要件がありません。", "No requirement was judged.").into()
                    }
                    n => self.pick(
                        format!("必須要件のうち{n}件をまだ判定できません({parts})。"),
                        format!("{} cannot be decided yet ({parts}).", mandatory(n)),
                    ),
                }
            }
        }
    }

    /// How many findings have a verdict.
    pub(super) fn counted(&self, verdict: Verdict, n: u64) -> String {
        let word = self.word(verdict.title());
        self.pick(format!("{word}{n}件"), format!("{n} {word}"))
    }

    /// The heading of the decision's reasons, with their number.
    pub(super) fn blocking(&self, report: &GapReport) -> String {
        let n = report.decision.reasons.len();
        match report.decision.outcome {
            DecisionOutcome::Accepted | DecisionOutcome::Conditional => self.pick(
                format!("条件となる事項({n}件)"),
                format!("What acceptance depends on ({n})"),
            ),
            DecisionOutcome::Rejected | DecisionOutcome::Undecided => self.pick(
                format!("要件充足を妨げている事項({n}件)"),
                format!("What blocks the bid ({n})"),
            ),
        }
    }

    /// The name of the bidder, in the other language where this one has none.
    pub(super) fn bidder(&self, report: &GapReport) -> String {
        let submission = &report.submission;
        let (first, second) = self.pick(
            (&submission.name_ja, &submission.name_en),
            (&submission.name_en, &submission.name_ja),
        );
        let name = first.as_ref().or(second.as_ref()).map(|name| self.shown(name));
        name.unwrap_or_else(|| self.pick("名称の記載なし", "no name stated").into())
    }

    /// Bidder, provider and number of files.
    pub(super) fn submission(&self, report: &GapReport) -> String {
        let (name, submission) = (self.bidder(report), &report.submission);
        let provider = match &submission.provider {
            Some(id) => self.pick("事業者ID ", "provider ").to_owned() + &self.plain(id),
            None => self.pick("事業者の記載なし", "provider not stated").into(),
        };
        let files = self.count(submission.files.len() as u64, "file");
        self.pick(
            format!("{name}({provider}、ファイル{files})"),
            format!("{name} ({provider}, {files})"),
        )
    }

    /// The declared scope, marked as a claim.
    pub(super) fn scope(&self, report: &GapReport) -> String {
        let scope = &report.scope;
        if scope.is_empty() {
            let none = self.pick(
                "申告がないため、資源をすべて確認したとは言えません。",
                "None is declared, so no listing can be shown to be complete.",
            );
            return none.into();
        }
        let one = |entry: &ScopeEntry| {
            let provider = self.plain(&entry.provider);
            let accounts = self.some(&entry.accounts, SCOPE);
            let regions = self.some(&entry.regions, SCOPE);
            self.pick(
                format!("{provider}(アカウント {accounts}; リージョン {regions})"),
                format!("{provider} (accounts {accounts}; regions {regions})"),
            )
        };
        let rest = scope.len().saturating_sub(SCOPE);
        let more = (rest > 0).then(|| self.more(rest as u64));
        let entries: Vec<_> = scope.iter().take(SCOPE).map(one).chain(more).collect();
        let entries = self.list(&entries);
        self.pick(
            format!("申告された範囲: {entries}"),
            format!("as declared by the bidder: {entries}"),
        )
    }

    /// The resources a leaf of a criterion is about.
    pub(super) fn resources(&self, population: &Population) -> String {
        let Population { seen, examined, violating, unreadable, gone, .. } = *population;
        let state = self.closure(population);
        let gone = match gone {
            0 => String::new(),
            gone => self.pick(format!("、削除済み{gone}件"), format!(", {gone} gone")),
        };
        self.pick(
            format!("{seen}件中{examined}件が対象、うち違反{violating}件、読取不能{unreadable}件{gone}({state})"),
            format!("{examined} of {seen} examined, {violating} wrong, {unreadable} unclear{gone}; {state}"),
        )
    }

    /// How the evidence was looked at.
    pub(super) fn method(&self, method: Method) -> &'static str {
        match method {
            Method::Test => self.pick("設定・ログ", "test"),
            Method::Examine => self.pick("書類", "examination"),
            Method::Interview => self.pick("人の審査", "interview"),
            Method::Claim => self.pick("回答のみ", "claim"),
        }
    }

    /// Whether every resource was seen.
    pub(super) fn closure(&self, population: &Population) -> &'static str {
        match population.state {
            Closure::Closed => self.pick("一覧は完全", "the listing is complete"),
            Closure::Open => self.pick("一覧は不完全", "the listing is not complete"),
            Closure::Damaged => {
                self.pick("一覧の一部を読み取れない", "a part of the listing cannot be read")
            }
        }
    }

    /// A place in the evidence: `path:line:column`, page, cell, `#` and JSON Pointer.
    pub(super) fn place(&self, report: &GapReport, place: &Place) -> String {
        let path = report.path(place.file).map(|path| self.shown(path));
        let mut text =
            path.unwrap_or_else(|| self.pick("(不明なファイル)", "(unknown file)").into());
        if let Some(line) = place.line {
            text.extend([format!(":{line}")]);
            text.extend(place.column.map(|column| format!(":{column}")));
        }
        let page = place.page.map(|n| self.pick(format!("{n}ページ"), format!("page {n}")));
        let cell = place.cell.as_ref().map(|cell| self.shown(cell));
        let cell = cell.map(|cell| self.pick(format!("欄 {cell}"), format!("cell {cell}")));
        let pointer = place.pointer.as_ref().map(|pointer| self.shown(pointer));
        let pointer = pointer.map(|pointer| (self.escape)("#") + &pointer);
        let has_words =
            place.line.is_some() || page.is_some() || cell.is_some() || pointer.is_some();
        let byte = place.offset.filter(|_| !has_words);
        let byte =
            byte.map(|at| self.pick(format!("(先頭から{at}バイト)"), format!("(byte {at})")));
        for part in [page, cell, pointer, byte].into_iter().flatten() {
            text.push(' ');
            text.push_str(&part);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::FileId;
    use crate::render::sample;

    fn angled(text: &str) -> String {
        format!("<{text}>")
    }

    #[test]
    fn every_part_of_a_place_is_escaped() {
        let file = Place::file(FileId(1));
        let said = |text: &str| Some(Untrusted::new(text));
        let cases = [
            (file.clone(), "<exports/s3.json>", "<exports/s3.json>"),
            (
                Place { line: Some(4), column: Some(2), offset: Some(9), ..file.clone() },
                "<exports/s3.json>:4:2",
                "<exports/s3.json>:4:2",
            ),
            (
                Place { page: Some(3), cell: said("B4"), pointer: said("/a"), ..file.clone() },
                "<exports/s3.json> 3ページ 欄 <B4> <#></a>",
                "<exports/s3.json> page 3 cell <B4> <#></a>",
            ),
            (
                Place { offset: Some(7), ..file },
                "<exports/s3.json> (先頭から7バイト)",
                "<exports/s3.json> (byte 7)",
            ),
            (Place::file(FileId(99)), "(不明なファイル)", "(unknown file)"),
        ];
        for (at, ja, en) in cases {
            let place = |lang| Wording::new(lang, angled, 100).place(&sample::draft(), &at);
            assert_eq!((place(Lang::Ja).as_str(), place(Lang::En).as_str()), (ja, en));
        }
    }

    #[test]
    fn every_decision_has_its_reason() {
        use DecisionOutcome::{Accepted, Conditional, Rejected, Undecided};
        let cases = [
            (
                Accepted,
                Verdict::Met,
                "accepted for 76 of 330 requirements",
                "Every mandatory requirement is satisfied.",
            ),
            (
                Accepted,
                Verdict::Waived,
                "accepted for 76 of 330 requirements",
                "Every mandatory requirement is satisfied (1 waived).",
            ),
            (
                Conditional,
                Verdict::Planned,
                "conditional (76 of 330 requirements judged)",
                "1 mandatory requirement is planned, not met yet. The deadline is 2026-03-31.",
            ),
            (
                Rejected,
                Verdict::Unmet,
                "rejected (76 of 330 requirements judged)",
                "1 mandatory requirement is not met.",
            ),
            (
                Undecided,
                Verdict::Inconclusive,
                "undecided (76 of 330 requirements judged)",
                "1 mandatory requirement cannot be decided yet (1 inconclusive).",
            ),
        ];
        let words = Wording::new(Lang::En, str::to_owned, 100);
        for (outcome, verdict, decision, why) in cases {
            let report = sample::simple(outcome, verdict);
            assert_eq!(
                (words.decision(&report), words.why(&report)),
                (decision.into(), why.into())
            );
        }
    }
}
