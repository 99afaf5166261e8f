//! Files, places and diagnostics of `sekisho-report/1`.

use serde::Serialize;

use crate::model::place::Place as ModelPlace;
use crate::model::report as model;
use crate::model::text::Untrusted;

use super::Text;

/// A file of the submission.
#[derive(Serialize)]
pub(super) struct File<'a> {
    path: &'a str,
    bytes: u64,
    sha256: &'a str,
    kind: Option<&'a str>,
    records: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    rejected: Option<&'a str>,
}

impl<'a> From<&'a model::FileResult> for File<'a> {
    fn from(file: &'a model::FileResult) -> Self {
        Self {
            path: file.path.raw(),
            bytes: file.bytes,
            sha256: &file.sha256,
            kind: file.kind.as_deref(),
            records: file.records,
            rejected: file.rejected.as_deref(),
        }
    }
}

/// A place in a file; the members are those of an observation.
#[derive(Serialize, Default)]
pub(super) struct Place<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) offset: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) column: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pointer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cell: Option<&'a str>,
}

impl<'a> Place<'a> {
    pub(super) fn new(place: &'a ModelPlace, report: &'a model::GapReport) -> Self {
        Self {
            file: report.path(place.file).map(Untrusted::raw),
            offset: place.offset,
            line: place.line,
            column: place.column,
            pointer: place.pointer.as_ref().map(Untrusted::raw),
            page: place.page,
            cell: place.cell.as_ref().map(Untrusted::raw),
        }
    }
}

/// What the reader of the submission met.
#[derive(Serialize)]
pub(super) struct Diagnostic<'a> {
    severity: &'static str,
    code: &'a str,
    message: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
}

impl<'a> Diagnostic<'a> {
    pub(super) fn new(diagnostic: &'a model::Diagnostic, report: &'a model::GapReport) -> Self {
        let place = diagnostic.place.as_ref();
        Self {
            severity: diagnostic.severity.id(),
            code: &diagnostic.code,
            message: (&diagnostic.message).into(),
            subject: diagnostic.subject.as_ref().map(Untrusted::raw),
            file: place.and_then(|place| report.path(place.file)).map(Untrusted::raw),
            line: place.and_then(|place| place.line),
            offset: place.and_then(|place| place.offset),
        }
    }
}
