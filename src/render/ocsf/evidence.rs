//! Observations as evidences, the file with its digest, and the records they are about as resources.

use serde::Serialize;

use crate::model::observation::Observation;
use crate::model::outcome::Outcome;
use crate::model::place::Place;
use crate::model::report::GapReport;
use crate::model::text::{LocalText, Untrusted};

/// Characters of one value.
const VALUE: usize = 1_000;
/// Characters of the name of a file: the most that a file system has.
const PATH: usize = 4_096;
/// Characters of a SHA-256 in hexadecimal.
const SHA256: usize = 64;

/// One observation.
#[derive(Serialize)]
pub(super) struct Evidence<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<File<'a>>,
    data: Observed<'a>,
}

#[derive(Serialize)]
struct File<'a> {
    name: String,
    path: Untrusted,
    type_id: u8,
    size: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    hashes: Option<[Fingerprint<'a>; 1]>,
}

#[derive(Serialize)]
struct Fingerprint<'a> {
    algorithm_id: u8,
    algorithm: &'static str,
    value: &'a str,
}

/// What was seen, in the words of the JSON report.
#[derive(Serialize)]
struct Observed<'a> {
    outcome: Outcome,
    message: &'a LocalText,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<Untrusted>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute: Option<Untrusted>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<Untrusted>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<Untrusted>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    declared: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<Untrusted>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Spot>,
}

#[derive(Serialize)]
struct Spot {
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<Untrusted>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<Untrusted>,
}

/// A record of the submission.
#[derive(Serialize)]
pub(super) struct Resource {
    uid: Untrusted,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(seen: &'a Observation, report: &'a GapReport) -> Self {
        let cut = |text: &Untrusted| text.cut(VALUE);
        let ours = |text: &String| Untrusted::new(text.as_str()).cut(VALUE);
        Self {
            file: seen.place.as_ref().and_then(|place| File::of(place, report)),
            data: Observed {
                outcome: seen.outcome,
                message: &seen.message,
                record: seen.record.as_ref().map(cut),
                attribute: seen.attribute.as_ref().map(ours),
                found: seen.found.as_ref().map(cut),
                expected: seen.expected.as_ref().map(ours),
                declared: seen.declared,
                quote: seen.quote.as_ref().map(cut),
                place: seen.place.as_ref().map(Spot::new),
            },
        }
    }
}

impl<'a> File<'a> {
    fn of(place: &Place, report: &'a GapReport) -> Option<Self> {
        let file = report.submission.files.get(usize::try_from(place.file.0).ok()?)?;
        let path = file.path.cut(PATH);
        let hash = Fingerprint { algorithm_id: 3, algorithm: "SHA-256", value: &file.sha256 };
        Some(Self {
            name: path.raw().rsplit('/').next().unwrap_or_default().to_owned(),
            path,
            type_id: 1,
            size: file.bytes,
            hashes: (file.sha256.len() == SHA256).then_some([hash]),
        })
    }
}

impl Spot {
    fn new(place: &Place) -> Self {
        let cut = |text: &Untrusted| text.cut(VALUE);
        Self {
            offset: place.offset,
            line: place.line,
            column: place.column,
            pointer: place.pointer.as_ref().map(cut),
            page: place.page,
            cell: place.cell.as_ref().map(cut),
        }
    }
}

/// The records that observations are about, each once.
pub(super) fn resources(seen: &[&Observation]) -> Vec<Resource> {
    let mut records: Vec<Untrusted> = Vec::new();
    for record in seen.iter().filter_map(|seen| seen.record.as_ref()) {
        let record = record.cut(VALUE);
        if !records.contains(&record) {
            records.push(record);
        }
    }
    records.into_iter().map(|uid| Resource { uid }).collect()
}
