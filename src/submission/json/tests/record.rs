//! Readings as the tests compare them: records and envelopes as `serde_json` values, from sources that give a few bytes at a
//! time.

use super::super::{Emitted, Limits, Outcome, Projection, Tree, Value, read};
use std::io::Read;

/// A source that gives at most `step` bytes at a time.
pub(super) struct Drip<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) step: usize,
}

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.step.min(buffer.len());
        (&self.bytes[..count.min(self.bytes.len())]).read(buffer).inspect(|&taken| {
            self.bytes = &self.bytes[taken..];
        })
    }
}

/// A record as the sink saw it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record {
    pub(super) tag: u32,
    pub(super) offset: u64,
    pub(super) line: u64,
    pub(super) document: u64,
    pub(super) pointer: String,
    pub(super) value: serde_json::Value,
}

pub(super) fn read_in_steps(
    text: &[u8],
    projection: &Projection,
    limits: Limits,
    step: usize,
) -> (Vec<Record>, Outcome) {
    let mut records = Vec::new();
    let mut sink = |emitted: Emitted<'_>| {
        records.push(Record {
            tag: emitted.tag,
            offset: emitted.offset,
            line: emitted.line,
            document: emitted.document,
            pointer: emitted.pointer(),
            value: to_json(&emitted.tree),
        });
    };
    let outcome = read(Drip { bytes: text, step }, projection, &limits, &mut sink);
    (records, outcome)
}

pub(super) fn read_all(text: &[u8], projection: &Projection) -> (Vec<Record>, Outcome) {
    read_in_steps(text, projection, Limits::default(), usize::MAX)
}

/// The envelopes of a reading, as JSON.
pub(super) fn envelopes(outcome: &Outcome) -> Vec<serde_json::Value> {
    outcome.documents.iter().map(|document| to_json(&document.tree)).collect()
}

/// The tree as the oracle would have it; what cannot be read is an object with one name no sample uses.
pub(in super::super) fn to_json(tree: &Tree) -> serde_json::Value {
    match &tree.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(text) => match text.parse::<i64>() {
            Ok(whole) => whole.into(),
            Err(_) => text.parse::<f64>().unwrap().into(),
        },
        Value::String(text) => (**text).into(),
        Value::Array(elements) => elements.iter().map(to_json).collect(),
        Value::Object(members) => {
            let pairs: serde_json::Map<_, _> =
                members.iter().map(|(name, tree)| (name.to_string(), to_json(tree))).collect();
            assert_eq!(pairs.len(), members.len(), "no name appears twice");
            pairs.into()
        }
        Value::Bad(defect) => bad(&format!("{defect:?}")),
    }
}

pub(super) fn bad(defect: &str) -> serde_json::Value {
    let name = defect.split_whitespace().next().unwrap_or_default();
    serde_json::json!({ "!": name })
}
