//! What every adapter tells of a file that it cannot read on: where, why, and what the bidder can do.

use crate::model::place::{FileId, Place};
use crate::model::report::{Diagnostic, Severity};
use crate::submission::diagnostics::diagnostic;
use crate::submission::json::SyntaxError;

use super::Sink;

/// Something about the file as a whole.
pub(super) fn notice(
    sink: &mut dyn Sink,
    file: FileId,
    severity: Severity,
    code: &str,
    ja: impl Into<String>,
    en: impl Into<String>,
) {
    let place = Some(Place::file(file));
    sink.diagnostic(Diagnostic { place, ..diagnostic(severity, code, ja, en) });
}

/// Where a file stops being JSON.
pub(super) fn malformed(sink: &mut dyn Sink, file: FileId, error: &SyntaxError) {
    let mut notice = diagnostic(
        Severity::Error,
        "malformed",
        format!(
            "{}バイト目({}行目)でJSONとして読めなくなりました。途中で切れていないか確認し、取得し直してください。",
            error.offset, error.line
        ),
        format!("the file is no JSON from this byte on: {error}; export it again"),
    );
    notice.place = Some(Place {
        offset: Some(error.offset),
        line: Some(error.line),
        column: Some(error.column),
        ..Place::file(file)
    });
    sink.diagnostic(notice);
}

/// Where a table stops being one.
pub(super) fn broken_table(sink: &mut dyn Sink, file: FileId, offset: u64, line: u64, why: &str) {
    let mut notice = diagnostic(
        Severity::Error,
        "malformed",
        format!(
            "{line}行目で表として読めなくなりました。途中で切れていないか確認し、取得し直してください。"
        ),
        format!("the table cannot be read on at line {line}: {why}; export it again"),
    );
    notice.place = Some(Place { offset: Some(offset), line: Some(line), ..Place::file(file) });
    sink.diagnostic(notice);
}

/// A record that cannot be read as a whole.
pub(super) fn bad_record(sink: &mut dyn Sink, file: FileId, offset: u64, line: u64) {
    let mut notice = diagnostic(
        Severity::Error,
        "bad-record",
        "この記録は読み取れません(大きすぎるか、想定した形ではありません)。",
        "this record cannot be read: it is too large or not of the expected shape",
    );
    notice.place = Some(Place { offset: Some(offset), line: Some(line), ..Place::file(file) });
    sink.diagnostic(notice);
}
