//! A first look at the head of a file, to recognise its format before it is read: whatever can be made of it.
//!
//! Architecture invariant: a sketch decides nothing about validity. It is lenient where [`read`](super::read) is strict,
//! and nothing of it reaches an evidence record.

use super::{
    error::{Fault, SyntaxKind},
    input::Input,
    outcome::{Emitted, Limits},
    projection::Projection,
    reader::Reader,
    tree::Tree,
};

/// Bytes of a file worth looking at to recognise it.
pub(crate) const HEAD_BYTES: usize = 64 * 1024;

/// What the head of a file shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sketch {
    /// The head is JSON as far as it goes, or goes wrong only after at least one member of an object.
    pub(crate) is_json: bool,
    /// The first top-level value as far as it could be read: containers open at the cut or at a defect are closed there,
    /// and an unfinished scalar is dropped.
    pub(crate) tree: Option<Tree>,
    /// The first value goes on behind the head. A number that touches the end of the head may.
    pub(crate) is_cut: bool,
    /// Another top-level value follows, as in NDJSON.
    pub(crate) has_more: bool,
}

/// Looks at up to [`HEAD_BYTES`] of `head`, the first bytes of a file, with or without byte order mark.
pub(crate) fn sketch(head: &[u8]) -> Sketch {
    let head = &head[..head.len().min(HEAD_BYTES)];
    let mut projection = Projection::new();
    projection.keep_all(projection.root());
    let mut sink = |_: Emitted<'_>| {};
    let mut input = Input::from_bytes(head.to_vec());
    input.is_head = true;
    let mut reader = Reader::new(input, &projection, Limits::default(), &mut sink);
    match first_value(&mut reader, &projection) {
        Ok(Some((tree, next))) => {
            let has_more = next.is_some_and(starts_value);
            let is_json = next.is_none() || has_more || has_member(&tree);
            Sketch { is_json, tree: Some(tree), is_cut: false, has_more }
        }
        Ok(None) => Sketch { is_json: false, tree: None, is_cut: false, has_more: false },
        Err(Fault { kind, .. }) => {
            let tree = reader.close_all();
            let is_cut = kind == SyntaxKind::Truncated;
            let is_json = is_cut || tree.as_ref().is_some_and(has_member);
            Sketch { is_json, tree, is_cut, has_more: false }
        }
    }
}

/// The first top-level value and the first byte of what follows it, if anything does.
fn first_value(
    reader: &mut Reader<'_>,
    projection: &Projection,
) -> Result<Option<(Tree, Option<u8>)>, Fault> {
    reader.input.skip_byte_order_mark()?;
    if reader.input.next()?.is_none() {
        return Ok(None);
    }
    let tree = reader.value(projection.root(), 0)?;
    let next = reader.input.next()?;
    Ok(tree.map(|tree| (tree, next)))
}

fn starts_value(byte: u8) -> bool {
    matches!(byte, b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')
}

fn has_member(tree: &Tree) -> bool {
    !tree.members().is_empty() || tree.elements().iter().any(has_member)
}

#[cfg(test)]
mod tests {
    use super::super::tests::to_json;
    use super::*;

    fn text(tree: &Tree) -> String {
        to_json(tree).to_string()
    }

    #[test]
    fn heads_are_read_as_far_as_they_go() {
        // head, is JSON, value, cut, more follows
        let cases: &[(&str, bool, Option<&str>, bool, bool)] = &[
            ("", false, None, false, false),
            (" \r\n", false, None, false, false),
            ("{}", true, Some("{}"), false, false),
            ("\u{feff}{\"a\":1}\n", true, Some(r#"{"a":1}"#), false, false),
            ("{\"a\":1}\n{\"a\":2", true, Some(r#"{"a":1}"#), false, true),
            (r#"{"a":{"b":[1,2,"#, true, Some(r#"{"a":{"b":[1,2]}}"#), true, false),
            (r#"{"a":[1,23"#, true, Some(r#"{"a":[1]}"#), true, false),
            (r#"{"a":1,"b":"unfin"#, true, Some(r#"{"a":1}"#), true, false),
            (r#"{"a":1,"b"#, true, Some(r#"{"a":1}"#), true, false),
            (r#"{"a":1,"b":tr"#, true, Some(r#"{"a":1}"#), true, false),
            (r#"{"a":1 "b":2}"#, true, Some(r#"{"a":1}"#), false, false),
            ("{\"a\":1}x", true, Some(r#"{"a":1}"#), false, false),
            ("12", true, None, true, false),
            ("12 ", true, Some("12"), false, false),
            ("[exports]\n", false, Some("[]"), false, false),
            ("[[exports]]\n", false, Some("[[]]"), false, false),
            ("\"id\",\"name\"\n", false, Some("\"id\""), false, false),
            ("- id: 1\n", false, None, false, false),
            ("note: x\n", false, None, false, false),
            ("2023 report", false, Some("2023"), false, false),
            ("{'a': 1}", false, Some("{}"), false, false),
            ("<html>", false, None, false, false),
        ];
        for &(head, is_json, value, is_cut, has_more) in cases {
            let sketch = sketch(head.as_bytes());
            assert_eq!(sketch.tree.as_ref().map(text).as_deref(), value, "{head:?}");
            let flags = (sketch.is_json, sketch.is_cut, sketch.has_more);
            assert_eq!(flags, (is_json, is_cut, has_more), "{head:?}");
        }
    }

    #[test]
    fn deep_nesting_is_cut_at_the_limit() {
        let sketch = sketch("[".repeat(1_000_000).as_bytes());
        let mut tree = sketch.tree.as_ref();
        let mut depth = 0;
        while let Some(container) = tree {
            depth += 1;
            tree = container.elements().first();
        }
        assert_eq!((depth, sketch.is_json, sketch.is_cut), (128, false, false));
    }
}
