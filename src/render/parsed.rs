//! JSON documents parsed back, for the tests of the renderers that write them.

use serde_json::Value;

use super::{Format, sample};
use crate::model::report::GapReport;
use crate::model::text::Lang;

/// The text of a report.
pub(super) fn text(format: &Format, report: &GapReport) -> String {
    String::from_utf8((format.render)(report, &sample::options(Lang::Ja, 80))).unwrap()
}

/// The report as one document.
pub(super) fn json(format: &Format, report: &GapReport) -> Value {
    serde_json::from_str(&text(format, report)).unwrap()
}

/// The list called `name`; nothing if there is none.
pub(super) fn array<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// Every string of a document.
pub(super) fn strings<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(members) => members.values().for_each(|item| strings(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Every string of a document that is a member called `name`, or an item of a list called so.
pub(super) fn named<'v>(value: &'v Value, name: &str) -> Vec<&'v str> {
    let mut found = Vec::new();
    for (member, value) in value.as_object().into_iter().flatten() {
        let items = if member == name { value.as_array() } else { None };
        let own = if member == name { value.as_str() } else { None };
        found.extend(own);
        found.extend(items.into_iter().flatten().filter_map(Value::as_str));
        found.extend(named(value, name));
    }
    for item in value.as_array().into_iter().flatten() {
        found.extend(named(item, name));
    }
    found
}

/// No character of a document moves the cursor or hides.
pub(super) fn assert_inert(text: &str) {
    let moves = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}' || c == '\u{200b}');
    assert!(!text.contains(moves), "{text:?}");
}
