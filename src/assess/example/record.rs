//! Records of an example, from the catalogue's short form.

use jiff::civil::Date;

use crate::model::criterion::{Param, ParamValue};
use crate::model::document::{DocumentKind, Standard};
use crate::model::mapping::{Covers, Mapping};
use crate::model::place::{FileId, Place};
use crate::model::record::{
    Attributed, Captured, Certificate, Listing, ListingState, Passage, Record, Resource, Standing,
    Stated,
};
use crate::model::resource_type::{ALWAYS, TypeId, ValueKind};
use crate::model::text::Untrusted;
use crate::model::value::{Reading, Value};
use crate::probe::value_of;

use super::claim;
use super::ground::{ACCOUNT, REGION};

/// Makes records of one provider, captured on one day.
pub(super) struct Maker<'a> {
    pub(super) provider: &'a str,
    pub(super) as_of: Date,
    /// The provider's table of regions, which gives the site.
    pub(super) mapping: Option<&'a Mapping>,
}

impl Maker<'_> {
    /// The records that the `at`-th entry stands for.
    pub(super) fn make(&self, at: usize, param: &Param) -> Result<Vec<Record>, String> {
        let [(kind, fields)] = param.entries() else {
            return Err("a record is a map with one key, its kind".into());
        };
        let rank = u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1);
        let place = Place { line: Some(1), ..Place::file(FileId(rank)) };
        match kind.value.as_str() {
            "resource" => Ok(vec![Record::Resource(self.resource(fields, place)?)]),
            "listing" => Ok(vec![Record::Listing(self.listing(fields, place)?)]),
            "document" => Ok(vec![Record::Passage(self.document(fields, place)?)]),
            "service" => Ok(vec![Record::Service(claim::service(fields, place)?)]),
            "answer" => Ok(vec![Record::Answer(claim::answer(fields, place)?)]),
            "commitment" => self.commitment(fields, place),
            "log" => self.log(fields, &place),
            "certificate" => self.certificate(fields, place),
            other => Err(format!("unknown kind of record `{other}`")),
        }
    }

    fn resource(&self, fields: &Param, place: Place) -> Result<Resource, String> {
        let ty = type_of(fields)?;
        let mut readings = Vec::new();
        for (key, value) in fields.entries() {
            let always = ALWAYS.iter().any(|attribute| attribute.id == key.value);
            if key.value == "type" || (always && key.value != "zone" && key.value != "site") {
                continue;
            }
            let attribute = ty
                .get()
                .attribute(&key.value)
                .ok_or_else(|| format!("`{}` has no attribute `{}`", ty.get().id, key.value))?;
            let value = value_of(value, attribute.kind)
                .ok_or_else(|| format!("the value of `{}` is of another kind", key.value))?;
            readings.push(Attributed {
                attribute: attribute.id,
                reading: Reading::Known(value),
                offset: None,
            });
        }
        let region = stated(fields, "region", REGION);
        let table = region.as_ref().and_then(|region| self.mapping?.region(region.value.raw()));
        if let (Some(site), false) =
            (table.and_then(|known| known.site.clone()), has(&readings, "site"))
        {
            readings.push(Attributed {
                attribute: "site",
                reading: Reading::Known(Value::text(site)),
                offset: None,
            });
        }
        Ok(Resource {
            ty,
            provider: field(fields, "provider").unwrap_or_else(|| self.provider.to_owned()),
            account: stated(fields, "account", ACCOUNT),
            region,
            key: Untrusted::new(field(fields, "id").ok_or("a resource has no `id`")?),
            aliases: Vec::new(),
            readings,
            source: "example".into(),
            captured: Captured::Native(self.as_of),
            intended: false,
            gone: false,
            place,
            standing: Standing::Full,
        })
    }

    fn listing(&self, fields: &Param, place: Place) -> Result<Listing, String> {
        let state = match field(fields, "state").as_deref() {
            None | Some("complete") => ListingState::Complete,
            Some("paged") => ListingState::Paged,
            Some("denied") => ListingState::Denied,
            Some("damaged" | "truncated") => ListingState::Damaged,
            Some(other) => return Err(format!("unknown state of a listing `{other}`")),
        };
        Ok(Listing {
            provider: self.provider.to_owned(),
            types: vec![type_of(fields)?],
            account: stated(fields, "account", ACCOUNT),
            region: stated(fields, "region", REGION),
            covers: Covers::Cell,
            part: None,
            state,
            place,
            captured: Captured::Native(self.as_of),
            standing: Standing::Full,
        })
    }

    fn document(&self, fields: &Param, place: Place) -> Result<Passage, String> {
        let kind = field(fields, "kind").ok_or("a document has no `kind`")?;
        let date = match fields.get("date") {
            None => Some(self.as_of),
            Some(param) if param.value == ParamValue::Null => None,
            Some(param) => Some(day(param)?),
        };
        let path =
            field(fields, "path").unwrap_or_else(|| format!("documents/{}.md", place.file.0));
        Ok(Passage {
            kind: DocumentKind::find(&kind)
                .ok_or_else(|| format!("unknown kind of document `{kind}`"))?,
            date,
            path: Untrusted::new(path),
            text: Untrusted::new(field(fields, "text").unwrap_or_default()),
            place,
            standing: Standing::Full,
        })
    }

    fn certificate(&self, fields: &Param, place: Place) -> Result<Vec<Record>, String> {
        let standard = field(fields, "standard").ok_or("a certificate has no `standard`")?;
        let date = |key: &str| fields.get(key).map(day).transpose();
        let texts = |key: &str| Untrusted::new(field(fields, key).unwrap_or_default());
        let path = Untrusted::new(format!("certificates/{}.md", place.file.0));
        let file_text = field(fields, "file_text");
        let row = Certificate {
            standard: Some(
                Standard::find(&standard)
                    .ok_or_else(|| format!("unknown standard `{standard}`"))?,
            ),
            number: texts("number"),
            holder: texts("holder"),
            scope: texts("scope"),
            regions: list(fields, "regions"),
            valid_from: date("valid_from")?,
            valid_until: date("valid_until")?,
            file: file_text.as_ref().map(|_| path.clone()),
            place: place.clone(),
        };
        let file = file_text.map(|text| {
            Record::Passage(Passage {
                kind: DocumentKind::Certificate,
                date: Some(self.as_of),
                path,
                text: Untrusted::new(text),
                place: Place { page: Some(1), ..place },
                standing: Standing::Full,
            })
        });
        Ok([Some(Record::Certificate(row)), file].into_iter().flatten().collect())
    }
}

fn has(readings: &[Attributed], attribute: &str) -> bool {
    readings.iter().any(|carried| carried.attribute == attribute)
}

fn type_of(fields: &Param) -> Result<TypeId, String> {
    let name = field(fields, "type").ok_or("a record has no `type`")?;
    TypeId::find(&name).ok_or_else(|| format!("unknown resource type `{name}`"))
}

pub(super) fn field(fields: &Param, key: &str) -> Option<String> {
    fields.get(key).filter(|param| param.value != ParamValue::Null).map(text)
}

pub(super) fn list(fields: &Param, key: &str) -> Vec<Untrusted> {
    fields
        .get(key)
        .map(|param| param.elements().into_iter().map(|one| Untrusted::new(text(one))).collect())
        .unwrap_or_default()
}

pub(super) fn stated(fields: &Param, key: &str, default: &str) -> Option<Stated> {
    match fields.get(key) {
        Some(param) if param.value == ParamValue::Null => None,
        Some(param) => Some(Stated { value: Untrusted::new(text(param)), declared: false }),
        None => Some(Stated { value: Untrusted::new(default), declared: false }),
    }
}

pub(super) fn day(param: &Param) -> Result<Date, String> {
    let written = text(param);
    written.parse().map_err(|_| format!("`{written}` is not a date"))
}

/// A decimal number in thousandths; none if it is not there.
pub(super) fn number(fields: &Param, key: &str) -> Result<Option<i64>, String> {
    let Some(param) = fields.get(key).filter(|param| param.value != ParamValue::Null) else {
        return Ok(None);
    };
    match value_of(param, ValueKind::Decimal) {
        Some(Value::Decimal(value)) => Ok(Some(value)),
        _ => Err(format!("`{key}` is not a number of at most three decimals")),
    }
}

/// A scalar as text.
pub(super) fn text(param: &Param) -> String {
    match &param.value {
        ParamValue::Text(text) | ParamValue::Decimal(text) => text.clone(),
        ParamValue::Bool(value) => value.to_string(),
        ParamValue::Int(value) => value.to_string(),
        ParamValue::Null | ParamValue::List(_) | ParamValue::Map(_) => String::new(),
    }
}
