//! Claims of an example: rows of the bidder's tables, with the document that a commitment rests on.

use crate::model::commitment::{Commitment, Measured, Metric, Period, Unit};
use crate::model::criterion::Param;
use crate::model::document::{AnswerStatus, Delivery, DocumentKind, ServiceStatus};
use crate::model::place::Place;
use crate::model::record::{Answer, Passage, Record, Service, Standing};
use crate::model::text::Untrusted;

use super::record::{Maker, day, field, list, number, text};

/// The word of a field in a closed list; none if the field is not there.
pub(super) fn word<T>(
    fields: &Param,
    key: &str,
    find: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, String> {
    let known = |word: String| find(&word).ok_or_else(|| format!("unknown {key} `{word}`"));
    field(fields, key).map(known).transpose()
}

/// A row of the service list.
pub(super) fn service(fields: &Param, place: Place) -> Result<Service, String> {
    let texts = |key: &str| Untrusted::new(field(fields, key).unwrap_or_default());
    Ok(Service {
        id: texts("id"),
        name: texts("name"),
        status: word(fields, "status", ServiceStatus::find)?,
        regions: list(fields, "regions"),
        capabilities: list(fields, "capabilities"),
        delivery: word(fields, "delivery", Delivery::find)?,
        participant: texts("participant"),
        sla: number(fields, "sla")?,
        documentation: field(fields, "documentation").map(Untrusted::new),
        place,
    })
}

/// A row of the answers.
pub(super) fn answer(fields: &Param, place: Place) -> Result<Answer, String> {
    let texts = |key: &str| Untrusted::new(field(fields, key).unwrap_or_default());
    Ok(Answer {
        id: texts("id"),
        status: word(fields, "status", AnswerStatus::find)?,
        delivery: word(fields, "delivery", Delivery::find)?,
        product: texts("product"),
        how: texts("how"),
        evidence: texts("evidence"),
        planned: None,
        owner: Untrusted::default(),
        place,
    })
}

impl Maker<'_> {
    /// A row of the commitments, and the document of its `document_text`.
    pub(super) fn commitment(&self, fields: &Param, place: Place) -> Result<Vec<Record>, String> {
        let path = Untrusted::new(format!("documents/commitment-{}.md", place.file.0));
        let written = field(fields, "document_text");
        let entries = fields.get("measured").map(Param::elements).unwrap_or_default();
        let row = Commitment {
            service: Untrusted::new(field(fields, "service").unwrap_or_default()),
            metric: word(fields, "metric", Metric::find)?,
            value: number(fields, "value")?,
            unit: word(fields, "unit", Unit::find)?,
            period: word(fields, "period", Period::find)?,
            measured: entries.into_iter().map(measured).collect::<Result<_, _>>()?,
            documents: written.iter().map(|_| path.clone()).collect(),
            place: place.clone(),
        };
        let mut records = vec![Record::Commitment(row)];
        if let Some(written) = written {
            let kind = word(fields, "document_kind", DocumentKind::find)?;
            let date = fields.get("document_date").map(day).transpose()?;
            records.push(Record::Passage(Passage {
                kind: kind.unwrap_or(DocumentKind::ContractTerms),
                date: Some(date.unwrap_or(self.as_of)),
                path,
                text: Untrusted::new(written),
                place: Place { page: Some(1), ..place },
                standing: Standing::Full,
            }));
        }
        Ok(records)
    }
}

/// What was measured, as `2022-08=99.99`.
fn measured(entry: &Param) -> Result<Measured, String> {
    let written = text(entry);
    let bad = || format!("`{written}` is not a month and a value such as 2022-08=99.99");
    let (month, value) = written.split_once('=').ok_or_else(bad)?;
    let month = format!("{month}-01").parse().map_err(|_| bad())?;
    let value = crate::probe::thousandths(value).ok_or_else(bad)?;
    Ok(Measured { month: Some(month), value })
}
