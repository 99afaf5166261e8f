//! Parameters of the `commitment` probe.

use jiff::civil::Date;

use crate::model::capability::Capability;
use crate::model::commitment::{Dimension, Figure, Metric, Period, Unit};
use crate::model::criterion::{Param, ParamValue};
use crate::model::text::Bilingual;
use crate::probe::ProbeMeta;
use crate::probe::bind::{Binder, words};
use crate::probe::phrase::{Phrase, Text};
use crate::probe::predicate::thousandths;

/// Most months a record of measurements may be asked for.
const MONTHS: i64 = 120;

pub(in crate::probe) const META: ProbeMeta = ProbeMeta {
    id: "commitment",
    summary: Bilingual {
        ja: "サービス水準の約束が、求める値以上で、文書に記されているか",
        en: "a promised service level, with the document that states it",
    },
    explain: Bilingual {
        ja: "capability(機能)を持つサービスについて、metric(availability 稼働率、support-response 初動応答時間、rto、rpo、notice 事前通知)の約束が\
             value(at_least 又は at_most)を満たし、その行の document(契約約款、サービス仕様書など)が同じ節でサービス名、指標、同じ値を述べているかを\
             確かめます。unit(percent、minutes、hours、days)、period(month、quarter、year)、states(併せて求める語句)、max_age(日)を指定できます。\
             measured: { months: n } で直近 n か月の実績も求められます。行だけでは根拠不足、求める値に届かない行は不適合、行と文書が違えば判定不能です。",
        en: "Looks for a commitment on a service with `capability`: its `metric` (availability, support-response, rto, rpo, notice) holds `value` (at_least or \
             at_most), and a current document of the row states service, metric and the same figure in one passage. `unit` (percent, minutes, hours, days), \
             `period` (month, quarter, year), `states` (further phrases) and `max_age` (days) may be given; `measured: { months: n }` asks for the record of \
             the last n months. A row alone proves nothing, a figure that falls short disproves, and a row that its document contradicts is unreadable.",
    },
    example: "{ capability: object-store, metric: availability, value: { at_least: 99.9 }, period: month }",
};

/// A bound `commitment` probe.
pub(in crate::probe) struct CommitmentProbe {
    pub(super) capability: &'static Capability,
    pub(super) metric: Metric,
    pub(super) metric_words: Vec<Phrase>,
    pub(super) limit: Limit,
    /// The value as the catalogue writes it, with its unit.
    pub(super) expected: String,
    pub(super) period: Option<Period>,
    /// Phrase groups that the passage has to state besides service, metric and figure.
    pub(super) states: Vec<Vec<Phrase>>,
    pub(super) max_age: i64,
    pub(super) as_of: Date,
    /// How many of the last months have to be on record.
    pub(super) months: Option<i32>,
    pub(super) own_texts: Vec<Text>,
}

/// What a figure is held against.
#[derive(Debug, Clone, Copy)]
pub(super) enum Limit {
    AtLeast(Figure),
    AtMost(Figure),
}

impl Limit {
    pub(super) fn dimension(self) -> Dimension {
        match self {
            Self::AtLeast(figure) | Self::AtMost(figure) => figure.dimension,
        }
    }

    /// Whether a figure of the same dimension is good enough.
    pub(super) fn holds(self, figure: Figure) -> bool {
        match self {
            Self::AtLeast(least) => figure.thousandths >= least.thousandths,
            Self::AtMost(most) => figure.thousandths <= most.thousandths,
        }
    }

    /// Whether `measured` falls short of `committed`.
    pub(super) fn is_worse(self, measured: i64, committed: i64) -> bool {
        match self {
            Self::AtLeast(_) => measured < committed,
            Self::AtMost(_) => measured > committed,
        }
    }
}

/// Binds the probe's parameters.
pub(in crate::probe) fn bind(with: &Param, binder: &mut Binder<'_, '_>) -> Option<CommitmentProbe> {
    binder.only(
        with,
        &["capability", "metric", "value", "unit", "period", "states", "max_age", "measured"],
    );
    let capability = binder.required(with, "capability")?;
    let capability = binder.word(capability, Capability::find, "capability")?;
    let metric = binder.required(with, "metric")?;
    let metric = binder.word(
        metric,
        Metric::find,
        "metric (availability, support-response, rto, rpo, notice)",
    )?;
    let unit = match with.get("unit") {
        Some(unit) => binder.word(unit, Unit::find, "unit (percent, minutes, hours, days)")?,
        None => metric.unit(),
    };
    let value = binder.required(with, "value")?;
    let (limit, expected) = limit(value, metric, unit, binder)?;
    let period = match with.get("period") {
        Some(period) => Some(binder.word(period, Period::find, "period (month, quarter, year)")?),
        None => None,
    };
    let states = with.get("states").map(|param| binder.groups(param)).unwrap_or_default();
    let period_words = period.map(|period| phrases(period_words(period)));
    let asked = states.iter().map(|group| group.iter().map(|one| Phrase::new(one)).collect());
    let max_age = match with.get("max_age") {
        Some(param) => binder.int(param)?,
        None => binder.terms.profile.freshness.document,
    };
    let months = match with.get("measured") {
        Some(param) => Some(months(param, binder)?),
        None => None,
    };
    Some(CommitmentProbe {
        capability,
        metric,
        metric_words: phrases(metric_words(metric)),
        limit,
        expected,
        period,
        states: asked.chain(period_words).collect(),
        max_age,
        as_of: binder.terms.as_of,
        months,
        own_texts: binder.terms.own_texts.iter().map(|text| Text::new(text)).collect(),
    })
}

/// The limit and its words; a unit that does not measure the metric is a defect.
fn limit(
    value: &Param,
    metric: Metric,
    unit: Unit,
    binder: &mut Binder<'_, '_>,
) -> Option<(Limit, String)> {
    let [(key, operand)] = value.entries() else {
        binder.defect(
            "unbound-parameter",
            value,
            "`value` is `{ at_least: … }` or `{ at_most: … }`",
        );
        return None;
    };
    let resolved = binder.resolve(operand)?;
    let figure = number(&resolved).and_then(|number| unit.figure(number));
    let figure = figure
        .filter(|one| Some(one.dimension) == metric.unit().figure(0).map(|usual| usual.dimension));
    let limit = match (key.value.as_str(), figure) {
        ("at_least", Some(figure)) => Limit::AtLeast(figure),
        ("at_most", Some(figure)) => Limit::AtMost(figure),
        _ => {
            let message = "not `at_least` or `at_most` with a number in a unit of the metric";
            binder.defect("unbound-parameter", value, message);
            return None;
        }
    };
    Some((limit, format!("{}: {} {}", key.value, words(&resolved), unit.id())))
}

/// A number of at most three decimals, in thousandths.
fn number(param: &Param) -> Option<i64> {
    match &param.value {
        ParamValue::Int(value) => value.checked_mul(1000),
        ParamValue::Decimal(text) => thousandths(text),
        ParamValue::Null
        | ParamValue::Bool(_)
        | ParamValue::Text(_)
        | ParamValue::List(_)
        | ParamValue::Map(_) => None,
    }
}

fn months(param: &Param, binder: &mut Binder<'_, '_>) -> Option<i32> {
    binder.only(param, &["months"]);
    let asked = binder.required(param, "months")?;
    let months = binder.int(asked)?;
    let fits = (1..=MONTHS).contains(&months).then(|| i32::try_from(months).ok()).flatten();
    if fits.is_none() {
        binder.defect("unbound-parameter", asked, format!("not from 1 to {MONTHS} months"));
    }
    fits
}

fn phrases(words: &[&str]) -> Vec<Phrase> {
    words.iter().map(|word| Phrase::new(word)).collect()
}

/// How documents name a metric.
fn metric_words(metric: Metric) -> &'static [&'static str] {
    match metric {
        Metric::Availability => {
            &["稼働率", "可用性", "サービス稼働", "SLA", "uptime", "availability", "available"]
        }
        Metric::SupportResponse => &[
            "初動応答",
            "初回応答",
            "一次応答",
            "一次回答",
            "応答時間",
            "応答目標",
            "first response",
            "initial response",
            "response time",
            "respond",
        ],
        Metric::Rto => {
            &["RTO", "目標復旧時間", "復旧時間", "復旧目標時間", "recovery time", "recover within"]
        }
        Metric::Rpo => &["RPO", "目標復旧時点", "復旧時点", "recovery point"],
        Metric::Notice => &[
            "通知",
            "周知",
            "告知",
            "予告",
            "お知らせ",
            "notice",
            "notify",
            "notified",
            "notification",
            "announce",
            "announced",
        ],
    }
}

/// How documents name a period; a shorter one is as good.
fn period_words(period: Period) -> &'static [&'static str] {
    const ALL: &[&str] = &[
        "月間",
        "月次",
        "毎月",
        "各月",
        "当月",
        "暦月",
        "1か月",
        "1ヶ月",
        "1ヵ月",
        "1カ月",
        "一か月",
        "monthly",
        "month",
        "四半期",
        "quarterly",
        "quarter",
        "年間",
        "年次",
        "毎年",
        "1年間",
        "annual",
        "annually",
        "yearly",
        "year",
    ];
    match period {
        Period::Month => ALL.get(..13).unwrap_or(ALL),
        Period::Quarter => ALL.get(..16).unwrap_or(ALL),
        Period::Year => ALL,
    }
}
