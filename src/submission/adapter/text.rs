//! A whole file as text, for adapters that need all of it at once.

use std::io::Read;

use crate::model::place::{FileId, Place};
use crate::model::report::{Diagnostic, Severity};
use crate::submission::diagnostics::diagnostic;
use crate::submission::encoding::{Extent, decode};

use super::Sink;

/// All bytes, at most `limit`. Otherwise the reason, with a diagnostic unless the stream itself failed.
pub(crate) fn read_bytes(
    input: &mut dyn Read,
    limit: u64,
    file: FileId,
    sink: &mut dyn Sink,
) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let taken = input.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    let taken = taken.map_err(|error| error.to_string())?;
    if taken as u64 > limit {
        sink.diagnostic(Diagnostic {
            place: Some(Place::file(file)),
            ..diagnostic(
                Severity::Error,
                "too-large",
                format!("{limit}バイトを超えるため、読みませんでした。分割して提出してください。"),
                format!("larger than {limit} bytes and not read; hand it in in parts"),
            )
        });
        return Err(format!("larger than {limit} bytes"));
    }
    Ok(bytes)
}

/// All text, of at most `limit` bytes. Otherwise the reason, with a diagnostic unless the stream itself failed.
pub(crate) fn read_text(
    input: &mut dyn Read,
    limit: u64,
    file: FileId,
    sink: &mut dyn Sink,
) -> Result<String, String> {
    let bytes = read_bytes(input, limit, file, sink)?;
    if let Some(decoded) = decode(&bytes, Extent::Whole) {
        return Ok(decoded.text.into_owned());
    }
    sink.diagnostic(Diagnostic {
        place: Some(Place::file(file)),
        ..diagnostic(
            Severity::Error,
            "unknown-encoding",
            "文字コードを判別できないため、読みませんでした。UTF-8で保存してください。",
            "in an unknown encoding and not read; save it as UTF-8",
        )
    });
    Err("unknown encoding".into())
}
