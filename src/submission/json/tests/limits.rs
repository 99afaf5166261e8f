//! Hostile sizes: depth, long tokens, large records, failing sources.

use super::{
    super::error::SyntaxKind,
    super::{Limits, Projection, Tree, read},
    record::{bad, envelopes, read_all, read_in_steps},
};
use std::io::{self, Cursor, ErrorKind, Read};

fn keep_all() -> Projection {
    let mut projection = Projection::new();
    projection.keep_all(projection.root());
    projection
}

/// Elements of the array `items` are records of which `id` is kept; `note` is kept beside them.
fn items() -> Projection {
    let mut projection = Projection::new();
    let root = projection.root();
    let note = projection.member(root, "note");
    projection.keep(note);
    let items = projection.member(root, "items");
    let item = projection.element(items);
    projection.emit(item, 1);
    let id = projection.member(item, "id");
    projection.keep(id);
    projection
}

#[test]
fn depth_is_counted_alike_in_asked_and_skipped_content() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let objects = |depth: usize| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    for projection in [Projection::new(), keep_all()] {
        for (limit, depth) in [(128, 128), (1_000, 128), (5, 5), (0, 0)] {
            let limits = Limits { depth: limit, ..Limits::default() };
            for text in [nested(depth), objects(depth)] {
                let (_, outcome) = read_in_steps(text.as_bytes(), &projection, limits, usize::MAX);
                assert_eq!(outcome.error, None, "{text}");
            }
            for (text, step) in [(nested(depth + 1), 1), (objects(depth + 1), 5)] {
                let (_, outcome) = read_in_steps(text.as_bytes(), &projection, limits, usize::MAX);
                let error = outcome.error.unwrap();
                assert_eq!(
                    (error.kind, error.offset),
                    (SyntaxKind::TooDeep, (depth * step) as u64)
                );
            }
        }
        let (_, outcome) = read_all("[".repeat(1_000_000).as_bytes(), &projection);
        assert_eq!(outcome.error.map(|error| error.offset), Some(128));
    }
}

#[test]
fn depth_goes_on_in_text_inside_a_string() {
    let mut projection = Projection::new();
    let element = projection.element(projection.root());
    let inner = projection.inner(element);
    projection.keep_all(inner);
    for (depth, expected) in [(127, false), (128, true)] {
        let text = format!("[\"{}{}\"]", "[".repeat(depth), "]".repeat(depth));
        let (_, outcome) = read_all(text.as_bytes(), &projection);
        assert_eq!(outcome.error, None);
        assert_eq!(outcome.documents[0].tree.defect().is_some(), expected, "{depth}");
    }
}

#[test]
fn long_strings_pass_whether_asked_or_not() {
    let long = "あ\\n0123456789".repeat(600_000);
    let text = format!("{{\"skipped\":\"{long}\",\"asked\":\"{long}\",\"{long}\":0}}");
    let mut projection = Projection::new();
    let asked = projection.member(projection.root(), "asked");
    projection.keep(asked);
    for step in [4_096, usize::MAX] {
        let (_, outcome) = read_in_steps(text.as_bytes(), &projection, Limits::default(), step);
        assert_eq!(outcome.error, None);
        let found = outcome.documents[0].tree.get("asked").and_then(Tree::as_str).unwrap();
        assert_eq!(found.len(), 14 * 600_000);
        assert!(found.starts_with("あ\n0123456789あ\n") && found.ends_with("789"));
    }
}

#[test]
fn a_record_beyond_the_limit_is_bad_and_the_rest_is_read() {
    let limits = Limits { record: 100, ..Limits::default() };
    let x = |count| "x".repeat(count);
    let cases = [
        (format!("{{\"id\":1,\"skip\":\"{}\"}}", x(82)), false),
        (format!("{{\"id\":1,\"skip\":\"{}\"}}", x(83)), true),
        (format!("{{\"id\":\"{}\"}}", x(91)), false),
        (format!("{{\"id\":\"{}\"}}", x(92)), true),
        (format!("\"{}\"", x(98)), false),
        (format!("\"{}\"", x(99)), true),
        (format!("\"{}\"", x(2_000_000)), true),
        ("1".repeat(100), false),
        ("1".repeat(101), true),
        ("1".repeat(300_000), true),
    ];
    for (record, is_bad) in cases {
        for step in [1, 64, usize::MAX] {
            let text = format!("{{\"items\":[{record},{{\"id\":2}}],\"note\":3}}");
            let (records, outcome) = read_in_steps(text.as_bytes(), &items(), limits, step);
            assert_eq!(outcome.error, None);
            assert_eq!(records.len(), 2);
            assert_eq!(records[0].value == bad("TooLarge"), is_bad, "{} bytes", record.len());
            assert_eq!(records[1].value, serde_json::json!({ "id": 2 }));
            let envelope = serde_json::json!({ "items": [], "note": 3 });
            assert_eq!(envelopes(&outcome), [envelope]);
        }
    }
}

#[test]
fn what_is_built_is_bounded_in_and_outside_records() {
    let limits = Limits { record: 10_000, ..Limits::default() };
    let zeros = format!("[{}0]", "0,".repeat(4_000));
    let mut records_of_all = Projection::new();
    let element = records_of_all.element(records_of_all.root());
    records_of_all.keep_all(element);
    records_of_all.emit(element, 1);
    let text = format!("[[0],{zeros},[1]]");
    let (records, _) = read_in_steps(text.as_bytes(), &records_of_all, limits, usize::MAX);
    let values: Vec<_> = records.into_iter().map(|record| record.value).collect();
    assert_eq!(values, [serde_json::json!([0]), bad("TooLarge"), serde_json::json!([1])]);

    let mut projection = items();
    let note = projection.member(projection.root(), "note");
    projection.keep_all(note);
    let text = format!("{{\"note\":{zeros},\"items\":[{{\"id\":1}}]}}");
    let (records, outcome) = read_in_steps(text.as_bytes(), &projection, limits, usize::MAX);
    assert_eq!((records.len(), envelopes(&outcome)), (1, vec![bad("TooLarge")]));
}

#[test]
fn names_and_text_in_strings_count_as_built() {
    let limits = Limits { record: 10_000, ..Limits::default() };
    let names = |count: usize| {
        let members = (0..count).map(|at| format!("\"{at:01000}\":0,"));
        format!("{{{}\"x\":0}}", members.collect::<String>())
    };
    let texts = |count: usize, zeros: usize| {
        let text = format!("\"[{}0]\",", "0,".repeat(zeros));
        format!("[{}0]", text.repeat(count))
    };
    let mut inner = keep_all();
    let element = inner.element(inner.root());
    inner.inner(element);
    let cases = [
        (&keep_all(), names(10), false),
        (&keep_all(), names(50), true),
        (&inner, texts(1, 500), false),
        (&inner, texts(1, 4_000), true),
        (&inner, texts(10, 500), true),
    ];
    for (projection, text, is_bad) in cases {
        let (_, outcome) = read_in_steps(text.as_bytes(), projection, limits, usize::MAX);
        assert_eq!(envelopes(&outcome) == [bad("TooLarge")], is_bad, "{} bytes", text.len());
    }
}

#[test]
fn names_too_long_to_keep_spoil_only_what_would_keep_them() {
    let long = "n".repeat(100_000);
    let text = format!("{{\"{long}\":1,\"id\":2}}");
    let mut named = Projection::new();
    let id = named.member(named.root(), "id");
    named.keep(id);
    let (_, outcome) = read_all(text.as_bytes(), &named);
    assert_eq!(envelopes(&outcome), [serde_json::json!({ "id": 2 })]);
    let (_, outcome) = read_all(text.as_bytes(), &keep_all());
    assert_eq!(envelopes(&outcome), [bad("TooLarge")]);
    let mut inner = keep_all();
    inner.inner(inner.root());
    let text = serde_json::Value::from(text).to_string();
    let (_, outcome) = read_all(text.as_bytes(), &inner);
    assert_eq!(envelopes(&outcome), [bad("TooLarge")]);
}

#[test]
fn many_equal_names_do_not_take_quadratic_time() {
    let text = format!("{{{}\"a\":0}}", "\"a\":0,\"b\":0,".repeat(200_000));
    let mut named = Projection::new();
    let a = named.member(named.root(), "a");
    named.keep(a);
    let (_, outcome) = read_all(text.as_bytes(), &named);
    assert_eq!(envelopes(&outcome), [serde_json::json!({ "a": bad("RepeatedName") })]);
    let (_, outcome) = read_all(text.as_bytes(), &keep_all());
    let expected = serde_json::json!({ "a": bad("RepeatedName"), "b": bad("RepeatedName") });
    assert_eq!(envelopes(&outcome), [expected]);
}

#[test]
fn envelopes_are_counted_beyond_those_returned() {
    let text = "{\"note\":1}\n".repeat(10_050);
    let (_, outcome) = read_all(text.as_bytes(), &items());
    assert_eq!((outcome.documents.len(), outcome.document_count), (10_000, 10_050));
    assert_eq!(outcome.documents[9_999].ordinal, 9_999);
}

#[test]
fn what_is_materialised_does_not_grow_with_what_nobody_asked() {
    let reading = |extra: &str| {
        let item = format!("{{\"id\":1,\"extra\":{extra}}}");
        let text = format!("{{\"items\":[{item},{item}],\"more\":{extra}}}");
        let (records, outcome) = read_all(text.as_bytes(), &items());
        (records.len(), outcome.materialised)
    };
    let small = reading("0");
    let large = reading(&format!("[{}{{}}]", "{\"id\":[1,\"あ\",null]},".repeat(1_000)));
    assert_eq!(small, (2, 6));
    assert_eq!(large, small);
}

#[test]
fn a_failing_source_ends_the_reading_where_it_failed() {
    struct Failing(Vec<io::Error>);
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            self.0.pop().map_or(Ok(0), Err)
        }
    }
    let interrupted = Failing(vec![ErrorKind::Interrupted.into(), ErrorKind::Interrupted.into()]);
    let failing = Failing(vec![io::Error::other("the disk is gone")]);
    let head = b"{\"items\":[{\"id\":1},\n{\"i";
    let mut count = 0;
    let source = interrupted.chain(Cursor::new(head)).chain(failing);
    let outcome = read(source, &items(), &Limits::default(), &mut |_| count += 1);
    let error = outcome.error.unwrap();
    assert_eq!((error.kind, error.offset, error.line), (SyntaxKind::Io, head.len() as u64, 2));
    assert_eq!((error.message.as_str(), count), ("the disk is gone", 1));
}
