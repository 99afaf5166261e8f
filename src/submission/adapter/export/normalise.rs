//! From one native record and one block of a mapping to resources.

use std::borrow::Cow;

use crate::model::date;
use crate::model::mapping::{KeyPart, Path};
use crate::model::place::{FileId, Place};
use crate::model::record::{Attributed, Captured, Resource, Standing, Stated};
use crate::model::text::Untrusted;
use crate::model::value::{Reading, Unreadable, Value};

use super::super::Declared;
use super::attribute::{self, Surroundings};
use super::compile::Block;
use super::derive;
use super::resolve::{Spot, Subject};

/// The field of an ARN that names the region.
const ARN_REGION: usize = 3;
/// The field of an ARN that names the account.
const ARN_ACCOUNT: usize = 4;
/// The kind of region, and of cell, that stands for the account as a whole.
pub(super) const GLOBAL: &str = "global";

/// The file records come from.
#[derive(Debug, Clone)]
pub(super) struct Origin<'a> {
    pub(super) file: FileId,
    pub(super) declared: &'a Declared,
    /// Adapter and call.
    pub(super) source: String,
    /// Where the record does not say it.
    pub(super) captured: Captured,
    /// Whether a declared region has to be the region of every record: not if the file covers an account.
    pub(super) is_regional: bool,
}

/// One native record.
#[derive(Debug, Clone)]
pub(super) struct Native<'a> {
    pub(super) spot: Spot<'a>,
    pub(super) offset: u64,
    pub(super) line: Option<u64>,
    pub(super) pointer: String,
    /// Account the format itself states.
    pub(super) account: Option<Cow<'a, str>>,
    /// Region the format itself states.
    pub(super) region: Option<Cow<'a, str>>,
    pub(super) intended: bool,
}

/// A resource, and whether the manifest contradicts it.
#[derive(Debug)]
pub(super) struct Normalised {
    pub(super) resource: Resource,
    /// The attribute on which manifest and file disagree.
    pub(super) conflict: Option<&'static str>,
}

/// The resources `block` makes of `native`: none if it is no record of the block.
pub(super) fn normalise(
    block: &Block<'_>,
    native: &Native<'_>,
    origin: &Origin<'_>,
) -> Vec<Normalised> {
    let Some(each) = &block.resource.each else {
        let subject = Subject { record: native.spot, element: None };
        let place = place(native, origin, native.offset, "");
        return one(block, native, origin, subject, place).into_iter().collect();
    };
    let elements = native.spot.spread(&each.steps).into_iter();
    elements
        .filter_map(|(pointer, element)| {
            let offset = element.tree.map_or(native.offset, |tree| tree.offset);
            let place = place(native, origin, offset, &pointer);
            let subject = Subject { record: native.spot, element: Some(element) };
            one(block, native, origin, subject, place)
        })
        .collect()
}

fn place(native: &Native<'_>, origin: &Origin<'_>, offset: u64, below: &str) -> Place {
    Place {
        offset: Some(offset),
        line: native.line.filter(|_| offset == native.offset),
        pointer: Some(Untrusted::new(format!("{}{below}", native.pointer))),
        ..Place::file(origin.file)
    }
}

fn one(
    block: &Block<'_>,
    native: &Native<'_>,
    origin: &Origin<'_>,
    subject: Subject<'_>,
    place: Place,
) -> Option<Normalised> {
    let resource = block.resource;
    let is = |(path, texts): &(Path, Vec<String>)| {
        subject.text(path).is_some_and(|text| texts.iter().any(|known| *known == text))
    };
    if !resource.when.iter().all(is) {
        return None;
    }
    let names = Names::of(block, subject, origin)?;
    let account = names.account(block, subject).or(native.account.clone());
    let region = names.region(block, subject).or(native.region.clone());
    let around = Surroundings {
        subject,
        account: account.as_deref().or(origin.declared.account.as_deref()),
        region: region.as_deref(),
        mapping: block.mapping,
    };
    let mut readings: Vec<Attributed> = block
        .attributes
        .iter()
        .map(|(attribute, mapping)| attribute::read(&around, attribute, mapping))
        .collect();
    let zone =
        resource.zone.as_ref().and_then(|zone| subject.text(zone)).filter(|zone| !zone.is_empty());
    let conflict = conflict(block, origin, account.as_deref(), region.as_deref());
    readings.extend(conflict.map(|attribute| {
        let reading = Reading::Unreadable(Unreadable::UnlistedValue);
        Attributed { attribute, reading, offset: place.offset }
    }));
    let account = stated(account, origin.declared.account.as_ref());
    let region = stated(region, origin.declared.region.as_ref());
    readings.extend(placement(block, zone.as_deref(), region.as_ref(), place.offset));
    let captured = resource.captured.as_ref().and_then(|path| subject.text(path));
    let captured =
        captured.and_then(|text| date::parse(&text)).map_or(origin.captured, Captured::Native);
    let gone = resource.gone.as_ref().is_some_and(|(path, values)| {
        subject.text(path).is_some_and(|state| values.iter().any(|value| *value == state))
    });
    let resource = Resource {
        ty: resource.ty,
        provider: block.mapping.provider.clone(),
        account,
        region,
        key: Untrusted::new(names.key),
        aliases: names.aliases.into_iter().map(Untrusted::new).collect(),
        readings,
        source: origin.source.clone(),
        captured,
        intended: native.intended,
        gone,
        place,
        standing: Standing::Full,
    };
    Some(Normalised { resource, conflict })
}

/// What a record is called.
struct Names {
    key: String,
    aliases: Vec<String>,
    /// The first of its names that is an ARN.
    arn: Option<String>,
}

impl Names {
    /// None if a part of the key is missing: then it is no record of the block.
    fn of(block: &Block<'_>, subject: Subject<'_>, origin: &Origin<'_>) -> Option<Self> {
        let resource = block.resource;
        let mut parts: Vec<String> = Vec::new();
        let mut arn = None;
        // Beside other parts an ARN may name something else, such as the policy of a grant.
        let is_alone =
            resource.key.iter().filter(|part| matches!(part, KeyPart::Path(_))).count() == 1;
        for part in &resource.key {
            let text = match part {
                KeyPart::Path(path) => {
                    let native = subject.text(path)?.into_owned();
                    let trimmed = resource
                        .key_trim
                        .as_ref()
                        .map(|trim| trim.replace_all(&native, "").into_owned());
                    if is_alone && native.starts_with("arn:") {
                        arn = Some(native.clone());
                    }
                    trimmed.unwrap_or(native)
                }
                KeyPart::Subject => origin.declared.subject.clone()?,
                KeyPart::Literal(text) => text.clone(),
            };
            if text.is_empty() {
                return None;
            }
            parts.push(text);
        }
        let aliases: Vec<String> = resource
            .alias
            .iter()
            .filter_map(|path| subject.text(path).map(Cow::into_owned))
            .filter(|alias| !alias.is_empty())
            .collect();
        let arn = arn.or_else(|| aliases.iter().find(|alias| alias.starts_with("arn:")).cloned());
        Some(Self { key: parts.join("/"), aliases, arn })
    }

    fn account<'a>(&self, block: &Block<'_>, subject: Subject<'a>) -> Option<Cow<'a, str>> {
        let stated = block.resource.account.as_ref().and_then(|path| subject.text(path));
        stated.and_then(|text| field(text, ARN_ACCOUNT)).or_else(|| self.of_arn(ARN_ACCOUNT))
    }

    fn region<'a>(&self, block: &Block<'_>, subject: Subject<'a>) -> Option<Cow<'a, str>> {
        let stated = block.resource.region.as_ref().and_then(|path| subject.text(path));
        let trimmed = stated.map(|text| match &block.resource.region_trim {
            Some(trim) => Cow::Owned(trim.replace_all(&text, "").into_owned()),
            None => text,
        });
        trimmed.and_then(|text| field(text, ARN_REGION)).or_else(|| self.of_arn(ARN_REGION))
    }

    fn of_arn<'a>(&self, at: usize) -> Option<Cow<'a, str>> {
        self.arn.as_deref().and_then(|arn| arn_field(arn, at)).map(Cow::Owned)
    }
}

/// The text, or the field of the ARN that it is.
fn field(text: Cow<'_, str>, at: usize) -> Option<Cow<'_, str>> {
    if text.starts_with("arn:") {
        return arn_field(&text, at).map(Cow::Owned);
    }
    Some(text).filter(|text| !text.is_empty())
}

/// What AWS itself owns, it owns under the account `aws`: that is no account of anybody's.
fn arn_field(arn: &str, at: usize) -> Option<String> {
    let field = derive::arn_field(arn, at).filter(|field| at != ARN_ACCOUNT || *field != "aws");
    field.map(str::to_owned)
}

/// What the file says, else what the manifest declares.
fn stated(native: Option<Cow<'_, str>>, declared: Option<&String>) -> Option<Stated> {
    let of = |value: &str, declared| Stated { value: Untrusted::new(value), declared };
    native.map(|value| of(&value, false)).or_else(|| declared.map(|value| of(value, true)))
}

/// What the manifest declares otherwise than the file says it.
fn conflict(
    block: &Block<'_>,
    origin: &Origin<'_>,
    account: Option<&str>,
    region: Option<&str>,
) -> Option<&'static str> {
    let differs = |native: Option<&str>, declared: &Option<String>| {
        native
            .zip(declared.as_deref())
            .is_some_and(|(native, declared)| !native.eq_ignore_ascii_case(declared))
    };
    let is_global = block.mapping.cell_kind(block.resource.ty) == GLOBAL
        || region
            .and_then(|region| block.mapping.region(region))
            .is_some_and(|known| known.kind == GLOBAL);
    if differs(account, &origin.declared.account) {
        Some("account")
    } else if origin.is_regional && !is_global && differs(region, &origin.declared.region) {
        Some("region")
    } else {
        None
    }
}

/// Zone and site, where they are asked. A site that rests on a declared region is assumed.
fn placement(
    block: &Block<'_>,
    zone: Option<&str>,
    region: Option<&Stated>,
    offset: Option<u64>,
) -> Vec<Attributed> {
    let mut readings = Vec::new();
    if block.asked.contains("zone")
        && let Some(zone) = zone
    {
        let reading = Reading::Known(Value::text(zone));
        readings.push(Attributed { attribute: "zone", reading, offset });
    }
    if block.asked.contains("site") {
        let site = region.and_then(|region| {
            let known = block.mapping.region(region.value.raw())?;
            Some((Value::text(known.site.as_deref()?), region.declared))
        });
        let reading = match site {
            Some((site, true)) => Reading::Assumed(site),
            Some((site, false)) => Reading::Known(site),
            None => Reading::Unknown,
        };
        readings.push(Attributed { attribute: "site", reading, offset });
    }
    readings
}
