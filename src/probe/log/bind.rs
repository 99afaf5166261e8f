//! Parameters of the `log` probe.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::criterion::Param;
use crate::model::log::{LOG_FIELDS, LogRecord, LogSource, log_field};
use crate::model::mapping::Mapping;
use crate::model::profile::Profile;
use crate::model::resource_type::Attribute;
use crate::model::text::{Bilingual, LocalText};
use crate::probe::ProbeMeta;
use crate::probe::bind::Binder;
use crate::probe::predicate::{Predicate, Regions};

pub(in crate::probe) const META: ProbeMeta = ProbeMeta {
    id: "log",
    summary: Bilingual {
        ja: "ログの記録が、求める項目を持ち、求める期間にわたり、条件に反しないか",
        en: "records of a log sample: their fields, their span, and what none may say",
    },
    explain: Bilingual {
        ja: "source(ログの種類、複数可)の記録のうち where に当てはまるもの(無ければ全件)について、fields(全件が持つ項目)、must(全件が満たす条件)、\
             must_not(一件もあってはならない条件。条件ごとに判定)を見ます。span(days 又は hours)は最初から最後までの期間、records は件数の下限、\
             max_age は最新の記録からの日数の上限です。must・must_not に反する記録は、古くても不適合の根拠になります。試料は提案者の選択なので、\
             設定や手順書と all で組み合わせてください。",
        en: "Looks at records of logs of `source` (one or several) to which `where` applies (all without it): `fields` that each has, `must` that holds for each, \
             `must_not` that holds for none (each predicate by itself). `span` (days or hours) is from the first to the last of them, `records` the fewest, `max_age` \
             the most days since the newest. A record against `must` or `must_not` disproves whatever its age. A sample is the bidder's selection: combine it under \
             `all` with configuration or a procedure.",
    },
    example: "{ source: audit, fields: [time, actor, action, source-address, result], span: { days: 7 } }",
};

/// A bound `log` probe.
pub(in crate::probe) struct LogProbe {
    pub(super) sources: Vec<LogSource>,
    pub(super) fields: Vec<&'static str>,
    pub(super) narrow: Vec<Predicate>,
    pub(super) must: Vec<Predicate>,
    pub(super) must_not: Vec<Predicate>,
    pub(super) span: Option<Span>,
    pub(super) records: usize,
    pub(super) max_age: i64,
    pub(super) as_of: Date,
    pub(super) home: Home,
}

/// How long a sample has to reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    Days(i64),
    Hours(i64),
}

/// Which regions are domestic: what the profile and the mappings say of regions, without the rest.
#[derive(Debug)]
pub(super) struct Home {
    profile: Profile,
    mappings: BTreeMap<String, Mapping>,
}

impl Home {
    fn of(binder: &Binder<'_, '_>) -> Self {
        let bare = |(provider, mapping): (&String, &Mapping)| {
            let bare = Mapping {
                provider: provider.clone(),
                title: LocalText::default(),
                regions: mapping.regions.clone(),
                cells: BTreeMap::new(),
                parts: BTreeMap::new(),
                calls: Vec::new(),
                resources: Vec::new(),
                digest: String::new(),
            };
            (provider.clone(), bare)
        };
        Self {
            profile: binder.terms.profile.clone(),
            mappings: binder.terms.mappings.iter().map(bare).collect(),
        }
    }

    pub(super) fn regions(&self) -> Regions<'_> {
        Regions::of(&self.profile, &self.mappings)
    }

    /// The provider whose regions a record names: its format's, else the one that knows the region.
    pub(super) fn provider<'a>(&'a self, record: &LogRecord, region: Option<&str>) -> &'a str {
        let knows = |provider: &str| {
            region.is_some_and(|region| {
                self.profile.is_domestic(provider, region)
                    || self
                        .mappings
                        .get(provider)
                        .is_some_and(|mapping| mapping.region(region).is_some())
            })
        };
        let providers = || self.mappings.keys().map(String::as_str);
        let of_format = record.provider.and_then(|of| providers().find(|known| *known == of));
        of_format.or_else(|| providers().find(|known| knows(known))).unwrap_or_default()
    }
}

/// Binds the probe's parameters.
pub(in crate::probe) fn bind(with: &Param, binder: &mut Binder<'_, '_>) -> Option<LogProbe> {
    binder.only(
        with,
        &["source", "fields", "where", "must", "must_not", "span", "records", "max_age"],
    );
    let sources: Vec<LogSource> = binder
        .required(with, "source")?
        .elements()
        .into_iter()
        .filter_map(|source| binder.word(source, LogSource::find, "log source"))
        .collect();
    let mut fields = Vec::new();
    for field in with.get("fields").map(Param::elements).unwrap_or_default() {
        let known = |id: &str| log_field(id).map(|field| field.id);
        fields.push(binder.word(field, known, &field_words())?);
    }
    let narrow = predicates(with.get("where"), binder)?;
    let must = predicates(with.get("must"), binder)?;
    let must_not = predicates(with.get("must_not"), binder)?;
    if fields.is_empty() && must.is_empty() && must_not.is_empty() {
        binder.defect(
            "unbound-parameter",
            with,
            "asks nothing: give `fields`, `must` or `must_not`",
        );
        return None;
    }
    let span = match with.get("span") {
        Some(param) => Some(span(param, binder)?),
        None => None,
    };
    let records = match with.get("records") {
        Some(param) => usize::try_from(binder.int(param)?.max(1)).ok()?,
        None => 1,
    };
    let max_age = match with.get("max_age") {
        Some(param) => binder.int(param)?,
        None => binder.terms.profile.freshness.export,
    };
    let home = Home::of(binder);
    let as_of = binder.terms.as_of;
    Some(LogProbe { sources, fields, narrow, must, must_not, span, records, max_age, as_of, home })
}

fn field_words() -> String {
    let ids: Vec<_> = LOG_FIELDS.iter().map(|field| field.id).collect();
    format!("field of a log ({})", ids.join(", "))
}

fn predicates(part: Option<&Param>, binder: &mut Binder<'_, '_>) -> Option<Vec<Predicate>> {
    let mut bound = Some(Vec::new());
    for (key, test) in part.map(Param::entries).unwrap_or_default() {
        let field: Option<&'static Attribute> = log_field(&key.value);
        if field.is_none() {
            let at = Param { value: test.value.clone(), at: key.at() };
            let message = format!("a log has no field `{}`", key.value);
            binder.defect("unknown-attribute", &at, message);
        }
        let predicate = field.and_then(|field| Predicate::bind(field, test, binder));
        match (&mut bound, predicate) {
            (Some(bound), Some(predicate)) => bound.push(predicate),
            _ => bound = None,
        }
    }
    bound
}

fn span(param: &Param, binder: &mut Binder<'_, '_>) -> Option<Span> {
    let [(unit, asked)] = param.entries() else {
        binder.defect("unbound-parameter", param, "`span` is `{ days: … }` or `{ hours: … }`");
        return None;
    };
    let number = binder.int(asked)?;
    match (unit.value.as_str(), number) {
        ("days", 1..) => Some(Span::Days(number)),
        ("hours", 1..) => Some(Span::Hours(number)),
        _ => {
            binder.defect("unbound-parameter", param, "not a number of `days` or `hours` above 0");
            None
        }
    }
}
