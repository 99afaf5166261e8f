//! The columns: a heading in both languages and how a finding fills the cell.

use jiff::civil::Date;

use crate::model::observation::{Observation, Population};
use crate::model::report::{Finding, GapReport};
use crate::model::text::{Bilingual, Untrusted};
use crate::render::deciding::deciding;
use crate::render::wording::Wording;

/// What the cells of one row are made of.
pub(super) struct Row<'r> {
    words: Wording,
    report: &'r GapReport,
    finding: &'r Finding,
    seen: Option<&'r Observation>,
    rest: u64,
    population: Option<&'r Population>,
}

/// One column.
pub(super) struct Column {
    /// Heading.
    pub(super) heading: Bilingual,
    /// Text of the cell, not escaped yet.
    pub(super) cell: fn(&Row<'_>) -> Option<String>,
}

impl<'r> Row<'r> {
    /// The row of `finding`, with the one observation that tells most.
    pub(super) fn new(words: Wording, report: &'r GapReport, finding: &'r Finding) -> Self {
        let found = deciding(&finding.criterion, 1);
        let seen = found.shown.first().copied();
        Self { words, report, finding, seen, rest: found.rest, population: found.population }
    }

    fn word(&self, text: Bilingual) -> String {
        self.words.word(text).to_owned()
    }

    fn shown(&self, text: Option<&Untrusted>) -> Option<String> {
        text.map(|text| self.words.shown(text))
    }
}

const fn column(
    ja: &'static str,
    en: &'static str,
    cell: fn(&Row<'_>) -> Option<String>,
) -> Column {
    Column { heading: Bilingual { ja, en }, cell }
}

/// Every column, in order.
pub(super) const COLUMNS: &[Column] = &[
    column("要件ID", "requirement", |row| Some(row.words.plain(&row.finding.requirement))),
    column("区分", "section", |row| Some(row.words.plain(&row.finding.section))),
    column("要件名", "title", |row| Some(row.words.local(&row.finding.title))),
    column("要件", "text", |row| Some(row.words.local(&row.finding.text))),
    column("対象", "subject", |row| Some(row.word(row.finding.subject.title()))),
    column("必須・任意", "obligation", |row| Some(row.word(row.finding.obligation.title()))),
    column("重み", "weight", |row| Some(row.finding.weight.to_string())),
    column("判定", "verdict", |row| Some(row.word(row.finding.verdict.title()))),
    column("確認方法", "method", |row| Some(row.words.method(row.finding.method).to_owned())),
    column("確認内容", "observation", |row| {
        row.seen.map(|seen| row.words.local(&seen.message))
    }),
    column("根拠の場所", "place", |row| {
        let at = row.seen?.place.as_ref()?;
        Some(row.words.place(row.report, at))
    }),
    column("記録", "record", |row| row.shown(row.seen?.record.as_ref())),
    column("属性", "attribute", |row| Some(row.words.plain(row.seen?.attribute.as_deref()?))),
    column("確認した値", "found", |row| row.shown(row.seen?.found.as_ref())),
    column("求める値", "expected", |row| Some(row.words.plain(row.seen?.expected.as_deref()?))),
    column("申告による", "as declared", |row| {
        row.seen?.declared.then(|| row.words.pick("はい", "yes").to_owned())
    }),
    column("引用", "quotation", |row| row.shown(row.seen?.quote.as_ref())),
    column("ほかの確認内容の件数", "further observations", |row| {
        Some(row.rest.to_string())
    }),
    column("対象資源数", "examined", |row| Some(row.population?.examined.to_string())),
    column("違反件数", "violating", |row| Some(row.population?.violating.to_string())),
    column("読取不能件数", "unreadable", |row| Some(row.population?.unreadable.to_string())),
    column("一覧の完全性", "listing", |row| {
        Some(row.words.closure(row.population?).to_owned())
    }),
    column("回答", "answer", |row| Some(row.word(row.finding.claim.as_ref()?.status?.title()))),
    column("提供形態", "delivery", |row| {
        Some(row.word(row.finding.claim.as_ref()?.delivery?.title()))
    }),
    column("回答の内容", "answer in words", |row| {
        row.shown(row.finding.claim.as_ref().map(|claim| &claim.how))
    }),
    column("回答の場所", "place of the answer", |row| {
        let claim = row.finding.claim.as_ref()?;
        Some(row.words.place(row.report, &claim.place))
    }),
    column("回答と根拠の矛盾", "contradiction", |row| {
        Some(row.words.local(&row.finding.contradiction.as_ref()?.message))
    }),
    column("計画の期日", "planned for", |row| row.finding.plan.as_ref()?.date.map(iso)),
    column("計画の担当", "owner of the plan", |row| {
        row.shown(row.finding.plan.as_ref().map(|plan| &plan.owner))
    }),
    column("計画の考慮", "plan counts", |row| {
        let words = row.words;
        let why_not = row.finding.plan.as_ref()?.why_not.as_ref().map(|why| words.local(why));
        Some(match why_not {
            Some(why) => words.pick(format!("いいえ: {why}"), format!("no: {why}")),
            None => words.pick("はい", "yes").to_owned(),
        })
    }),
    column("審査", "review", review),
    column("例外措置", "disposition", disposition),
    column("適合の期限", "met until", |row| {
        row.finding.lapses.as_ref().map(|(until, _)| iso(*until))
    }),
    column("対処", "remedy", |row| Some(row.words.local(&row.finding.remedy))),
    column("要件の出所", "provenance", |row| Some(row.word(row.finding.provenance.title()))),
    column("応募全体の判定", "decision", |row| Some(row.words.decision(row.report))),
    column("基準日", "as of", |row| Some(iso(row.report.as_of.date))),
    column("評価プロファイル", "profile", |row| {
        Some(row.words.plain(&row.report.profile.id))
    }),
];

fn iso(date: Date) -> String {
    date.to_string()
}

fn review(row: &Row<'_>) -> Option<String> {
    let words = row.words;
    let review = row.finding.review.as_ref()?;
    let parts = [
        words.word(review.judgement.title()).to_owned(),
        words.plain(&review.reviewer),
        iso(review.date),
        words.plain(&review.reason),
    ];
    let why_not = review.why_not.as_ref().map(|why| words.local(why));
    let why_not = why_not.map(|why| {
        words.pick(format!("(考慮されません: {why})"), format!(" (does not count: {why})"))
    });
    Some(words.list(&parts) + &why_not.unwrap_or_default())
}

fn disposition(row: &Row<'_>) -> Option<String> {
    let words = row.words;
    let one = row.finding.disposition.as_ref()?;
    let parts = [
        words.word(one.kind.title()).to_owned(),
        words.plain(&one.reason),
        words.plain(&one.approver),
        words.pick(format!("期限 {}", iso(one.expires)), format!("until {}", iso(one.expires))),
    ];
    Some(words.list(&parts))
}
