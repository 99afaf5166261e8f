//! Writing JSON documents, and those whose identifier is that of their content.

use serde::Serialize;

use super::escape::json_document;
use super::identity::of_content;

/// The bytes of a JSON document.
pub(super) fn written(document: &impl Serialize) -> Vec<u8> {
    let text = match serde_json::to_string_pretty(document) {
        Ok(text) => json_document(&text),
        Err(error) => format!("{{\"error\": \"internal error: {error}\"}}"),
    };
    (text + "\n").into_bytes()
}

/// The bytes of a JSON document of `kind` that `identify` gives its identifier. Another content has another one.
pub(super) fn identified<D: Serialize>(
    kind: &str,
    mut document: D,
    identify: fn(&mut D, String),
) -> Vec<u8> {
    let content = written(&document);
    identify(&mut document, of_content(kind, &content));
    written(&document)
}
