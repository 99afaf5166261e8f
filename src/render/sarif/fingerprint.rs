//! What makes a result the same result in two runs: requirement, file, pointer and record, but no line.

use sha2::{Digest, Sha256};

use crate::model::observation::Observation;
use crate::model::report::GapReport;
use crate::model::text::Untrusted;

/// The fingerprint of a requirement's result, first seen at `seen`, in hexadecimal.
pub(super) fn fingerprint(
    requirement: &str,
    seen: Option<&Observation>,
    report: &GapReport,
) -> String {
    let place = seen.and_then(|seen| seen.place.as_ref());
    let file = place.and_then(|place| report.path(place.file));
    let pointer = place.and_then(|place| place.pointer.as_ref());
    let record = seen.and_then(|seen| seen.record.as_ref());
    let mut digest = Sha256::new();
    digest.update(requirement);
    for part in [file, pointer, record] {
        digest.update(part.map_or("", Untrusted::raw).len().to_le_bytes());
        digest.update(part.map_or("", Untrusted::raw));
    }
    hex::lower::encode_string(&digest.finalize())
}
