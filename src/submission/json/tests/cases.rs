//! What the reader makes of small texts, by table.

use super::{
    super::error::SyntaxKind,
    super::{Defect, Limits, Projection},
    record::{Record, bad, envelopes, read_all, read_in_steps},
};
use serde_json::json;

/// A projection from paths: member names, `*` for every other member, `[]` for elements, `""` for inner text, and at the end
/// `.` to keep, `**` to keep all or `!n` to emit with tag n.
fn asking(paths: &[&str]) -> Projection {
    let mut projection = Projection::new();
    for path in paths {
        let mut at = projection.root();
        for step in path.split_whitespace() {
            match step {
                "." => projection.keep(at),
                "**" => projection.keep_all(at),
                "[]" => at = projection.element(at),
                "*" => at = projection.every_member(at),
                "\"\"" => at = projection.inner(at),
                _ => match step.strip_prefix('!') {
                    Some(tag) => projection.emit(at, tag.parse().unwrap()),
                    None => at = projection.member(at, step),
                },
            }
        }
    }
    projection
}

#[test]
fn only_what_is_asked_is_visible() {
    let cases: &[(&[&str], &str, &str)] = &[
        (&["."], "1", "1"),
        (&["."], r#"{"a":1}"#, "{}"),
        (&["."], "[1]", "[]"),
        (&["**"], r#"[{"a":[null,true,"x"]},-1.5e3]"#, r#"[{"a":[null,true,"x"]},-1.5e3]"#),
        (&["a ."], r#"{"b":{"a":1},"a":2}"#, r#"{"a":2}"#),
        (&["a b ."], r#"{"a":{"c":0}}"#, r#"{"a":{}}"#),
        (&["a b ."], r#"{"a":"scalar"}"#, "{}"),
        (&["a b .", "a ."], r#"{"a":"scalar"}"#, r#"{"a":"scalar"}"#),
        (&["a b .", "a ."], r#"{"a":[{"b":1}]}"#, r#"{"a":[]}"#),
        (&["[] a ."], r#"[{"a":1},7,{"b":1},[]]"#, r#"[{"a":1},{}]"#),
        (&["[] a .", "[] ."], r#"[{"a":1},7,{"b":1},[3]]"#, r#"[{"a":1},7,{},[]]"#),
        (
            &["* a .", "x ."],
            r#"{"y":{"a":1,"b":2},"x":3,"z":{"a":4}}"#,
            r#"{"y":{"a":1},"x":3,"z":{"a":4}}"#,
        ),
        (
            &["a **", "a b \"\" c ."],
            r#"{"a":{"b":"{\"c\":1,\"d\":2}","e":[3]}}"#,
            r#"{"a":{"b":{"c":1,"d":2},"e":[3]}}"#,
        ),
        (&["a ."], r#"{"\u0061":1}"#, r#"{"a":1}"#),
        (&["日本 ."], r#"{"\u65e5\u672C":"値"}"#, r#"{"日本":"値"}"#),
        (&["a\"b ."], r#"{"a\"b":1}"#, r#"{"a\"b":1}"#),
        (&[" a ."], " \r\n\t{ \"a\" : [ 1 , 2 ] } \n", r#"{"a":[]}"#),
    ];
    for (paths, text, expected) in cases {
        let (_, outcome) = read_all(text.as_bytes(), &asking(paths));
        assert_eq!(outcome.error, None, "{text}");
        let expected: serde_json::Value = serde_json::from_str(expected).unwrap();
        assert_eq!(envelopes(&outcome), [expected], "{paths:?} {text}");
    }
}

#[test]
fn text_in_strings_is_read_in_place_of_the_string() {
    let cases: &[(&[&str], &str, serde_json::Value)] = &[
        (&["\"\" a ."], r#""{\"a\":1,\"b\":2}""#, json!({ "a": 1 })),
        (&["\"\" ."], r#"" \n\"x\" ""#, json!("x")),
        (&["\"\" a \"\" b ."], r#""{\"a\":\"{\\\"b\\\":1}\"}""#, json!({ "a": { "b": 1 } })),
        (&["\"\" a .", "."], r#"{"a":1}"#, json!({})),
        (&["\"\" a .", "a ."], r#"{"a":1}"#, json!({ "a": 1 })),
        (&["\"\" ."], r#""""#, bad("InnerText")),
        (&["\"\" ."], r#""{} {}""#, bad("InnerText")),
        (&["\"\" ."], r#""\ud800""#, bad("LoneSurrogate")),
        (&["\"\" ."], r#""\"\\ud800\"""#, bad("LoneSurrogate")),
    ];
    for (paths, text, expected) in cases {
        let (_, outcome) = read_all(text.as_bytes(), &asking(paths));
        assert_eq!(outcome.error, None, "{text}");
        assert_eq!(envelopes(&outcome), std::slice::from_ref(expected), "{paths:?} {text}");
    }
    let (_, outcome) = read_all(br#"{"a": "{\"b\": [x]}"}"#, &asking(&["a \"\" b ."]));
    let member = outcome.documents[0].tree.get("a").unwrap();
    let defect = Defect::InnerText { kind: SyntaxKind::ExpectedValue, offset: 7 };
    assert_eq!((member.offset, member.defect()), (6, Some(&defect)));
    let (_, outcome) = read_all(br#"{"a": "{\"b\": [1]}"}"#, &asking(&["a \"\" b **"]));
    let number = &outcome.documents[0].tree.get("a").unwrap().get("b").unwrap().elements()[0];
    assert_eq!((number.offset, number.as_i64(), outcome.materialised), (6, Some(1), 4));
}

#[test]
fn what_is_valid_but_ambiguous_is_bad_only_where_it_is_asked() {
    let repeated = || bad("RepeatedName");
    let cases: &[(&[&str], &str, serde_json::Value)] = &[
        (&["a ."], r#"{"a":1,"b":2,"a":1}"#, json!({ "a": repeated() })),
        (&["a ."], r#"{"a":1,"\u0061":2,"a":3}"#, json!({ "a": repeated() })),
        (&["a ."], r#"{"b":1,"b":2,"a":3}"#, json!({ "a": 3 })),
        (&["a b ."], r#"{"a":1,"a":{"b":2}}"#, json!({ "a": repeated() })),
        (&["a b ."], r#"{"a":{"b":2},"a":1}"#, json!({ "a": repeated() })),
        (&["* ."], r#"{"x":1,"y":2,"x":3}"#, json!({ "x": repeated(), "y": 2 })),
        (
            &["a **"],
            r#"{"a":{"k":[{"x":1,"x":2}],"l":0}}"#,
            json!({ "a": { "k": [{ "x": repeated() }], "l": 0 } }),
        ),
        (&["a ."], r#"{"a":"\ud800","b":"\ud800"}"#, json!({ "a": bad("LoneSurrogate") })),
        (&["* ."], r#"{"\udc00":1,"b":2}"#, json!({ "\\udc00": bad("LoneSurrogate"), "b": 2 })),
        (&["b ."], r#"{"\udc00":1,"b":2}"#, json!({ "b": 2 })),
        (&["a ."], r#"{"a":1e400,"b":-1e400}"#, json!({ "a": bad("NumberRange") })),
        (&["a ."], r#"{"a":1e-400}"#, json!({ "a": 0.0 })),
    ];
    for (paths, text, expected) in cases {
        for step in [1, usize::MAX] {
            let (_, outcome) =
                read_in_steps(text.as_bytes(), &asking(paths), Limits::default(), step);
            assert_eq!(outcome.error, None, "{text}");
            assert_eq!(envelopes(&outcome), std::slice::from_ref(expected), "{paths:?} {text}");
        }
    }
}

#[test]
fn a_value_stands_at_its_first_byte() {
    let text = br#" {"a" :  [ 1 , {"b": "x"} ] , "a2": 1, "a2" :  2}"#;
    let (_, outcome) = read_all(text, &asking(&["**"]));
    let tree = &outcome.documents[0].tree;
    let list = tree.get("a").unwrap();
    let offsets = [tree, list, &list.elements()[0], &list.elements()[1], tree.get("a2").unwrap()];
    assert_eq!(offsets.map(|tree| tree.offset), [1, 9, 11, 15, 47]);
    assert_eq!(list.elements()[1].get("b").unwrap().offset, 21);
    let (_, named) = read_all(text, &asking(&["a2 ."]));
    let repeated = named.documents[0].tree.get("a2").unwrap();
    assert_eq!((repeated.offset, repeated.defect()), (47, Some(&Defect::RepeatedName)));
}

#[test]
fn repeats_are_found_among_many_names_of_both_kinds() {
    let names = (0..200).map(|at| format!("n{at} .")).collect::<Vec<_>>();
    let paths: Vec<&str> = names.iter().map(String::as_str).collect();
    for projection in [asking(&paths), asking(&["**"]), asking(&["* ."])] {
        let members = (0..200).map(|at| format!("\"n{at}\":{at},"));
        let text = format!("{{{}\"n77\":1}}", members.collect::<String>());
        let (_, outcome) = read_all(text.as_bytes(), &projection);
        let tree = &outcome.documents[0].tree;
        assert_eq!(tree.members().len(), 200);
        for (at, (name, member)) in tree.members().iter().enumerate() {
            assert_eq!((**name).to_owned(), format!("n{at}"));
            assert_eq!(member.defect().is_some(), at == 77, "{name}");
        }
    }
}

#[test]
fn records_carry_their_place_and_leave_the_rest_as_an_envelope() {
    let projection = asking(&["account .", "items [] !7", "items [] id .", "a/b * !8", "after ."]);
    let text = "\u{feff}{\"account\": \"1\",\r\n \"items\": [\n  {\"id\": 1, \"x\": 0},\n  null,\n  \
                {\"id\": 2}],\n \"a/b\": {\"m~n\": 5}, \"after\": true}\n{}\n{\"items\":[[]]}";
    let at = |part: &str| text.find(part).unwrap() as u64;
    let record = |tag, part, line, document, pointer: &str, value| Record {
        tag,
        offset: at(part),
        line,
        document,
        pointer: pointer.into(),
        value,
    };
    let expected = [
        record(7, "{\"id\": 1", 3, 0, "/items/0", json!({ "id": 1 })),
        record(7, "null", 4, 0, "/items/1", json!(null)),
        record(7, "{\"id\": 2", 5, 0, "/items/2", json!({ "id": 2 })),
        record(8, "5}", 6, 0, "/a~1b/m~0n", json!(5)),
        record(7, "[]]", 8, 2, "/items/0", json!([])),
    ];
    for step in [1, 2, 7, usize::MAX] {
        let (records, outcome) =
            read_in_steps(text.as_bytes(), &projection, Limits::default(), step);
        assert_eq!(records, expected);
        assert_eq!(outcome.error, None);
        assert_eq!(outcome.document_count, 3);
        let envelope = json!({ "account": "1", "items": [], "a/b": {}, "after": true });
        assert_eq!(envelopes(&outcome), [envelope, json!({}), json!({ "items": [] })]);
    }
}

#[test]
fn below_a_record_there_are_no_records() {
    let (records, _) = read_all(br#"{"a":{"b":1}}"#, &asking(&["a !1", "a b !2"]));
    assert_eq!(records.len(), 1);
    assert_eq!((records[0].tag, &records[0].value), (1, &json!({ "b": 1 })));
    let (records, outcome) = read_all(br#""{\"a\":1}""#, &asking(&["\"\" a !1"]));
    assert_eq!((records.len(), envelopes(&outcome)), (0, vec![json!({ "a": 1 })]));
}

#[test]
fn records_of_a_repeated_member_are_all_given_and_the_envelope_shows_it() {
    let text = br#"{"items":[1],"items":[2],"one":3,"one":4}"#;
    let (records, outcome) = read_all(text, &asking(&["items [] !1", "one !2"]));
    let values: Vec<_> = records.iter().map(|record| record.value.clone()).collect();
    assert_eq!(values, [json!(1), json!(2), json!(3), json!(4)]);
    let repeated = bad("RepeatedName");
    assert_eq!(envelopes(&outcome), [json!({ "items": repeated, "one": repeated })]);
}

#[test]
fn a_recursive_shape_is_a_cycle_of_the_projection() {
    let mut projection = asking(&["root resources [] !1"]);
    let root = projection.root();
    let module = projection.member(root, "root");
    let children = projection.member(module, "children");
    let child = projection.element(children);
    let resources = projection.member(module, "resources");
    projection.link(child, "resources", resources);
    projection.link(child, "children", children);
    let text = br#"{"root":{"resources":[0],"children":[{"children":[{"resources":[1]}],"resources":[2]}]}}"#;
    let (records, _) = read_all(text, &projection);
    let pointers: Vec<_> = records.iter().map(|record| record.pointer.as_str()).collect();
    let expected = [
        "/root/resources/0",
        "/root/children/0/children/0/resources/0",
        "/root/children/0/resources/0",
    ];
    assert_eq!(pointers, expected);
}

#[test]
fn values_follow_each_other_in_any_way() {
    let cases: &[(&str, u64)] = &[
        ("", 0),
        ("\u{feff}", 0),
        (" \n\r\n\t", 0),
        ("{}", 1),
        ("{}{}[]\"a\"\"b\"{}", 6),
        ("1 2\n3\r\n\r\n4", 4),
        ("{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n", 2),
        ("true[]null{}1\"a\"", 6),
    ];
    for &(text, count) in cases {
        for step in [1, usize::MAX] {
            let (_, outcome) =
                read_in_steps(text.as_bytes(), &Projection::new(), Limits::default(), step);
            assert_eq!((outcome.document_count, outcome.error), (count, None), "{text:?}");
            assert_eq!(outcome.materialised, 0, "{text:?}");
        }
    }
}

/// Whatever is asked and however the text arrives, the kind and the offset are the same.
fn assert_first_defects(cases: &[(&[u8], SyntaxKind, u64)]) {
    for &(text, kind, offset) in cases {
        for projection in [Projection::new(), asking(&["**"]), asking(&["[] !1"])] {
            for step in [1, 2, 3, usize::MAX] {
                let (_, outcome) = read_in_steps(text, &projection, Limits::default(), step);
                let error = outcome.error.as_ref().map(|error| (error.kind, error.offset));
                assert_eq!(error, Some((kind, offset)), "{}", text.escape_ascii());
            }
        }
    }
}

#[test]
fn the_first_defect_of_the_structure_is_named_with_its_byte() {
    use SyntaxKind::{
        ExpectedColon, ExpectedName, ExpectedSeparator, ExpectedValue, Literal, Trailing, Truncated,
    };
    assert_first_defects(&[
        (b"\xEF\xBB", ExpectedValue, 0),
        (b" \xEF\xBB\xBF{}", ExpectedValue, 1),
        (b"\xFE\xFF\0{\0}", ExpectedValue, 0),
        (b"{}\0", ExpectedValue, 2),
        (b"'a'", ExpectedValue, 0),
        (b"[1,]", ExpectedValue, 3),
        (b"[,1]", ExpectedValue, 1),
        (b"[+1]", ExpectedValue, 1),
        (b"[.5]", ExpectedValue, 1),
        (b"[NaN]", ExpectedValue, 1),
        (b"[nan]", Literal, 2),
        (b"[True]", ExpectedValue, 1),
        (b"[truE]", Literal, 4),
        (b"[tru", Truncated, 4),
        (b"[truex]", ExpectedSeparator, 5),
        (b"truex", Trailing, 4),
        (b"1x", Trailing, 1),
        (b"1,2", ExpectedValue, 1),
        (b"[1 2]", ExpectedSeparator, 3),
        (b"[1}", ExpectedSeparator, 2),
        (b"{\"a\":1]", ExpectedSeparator, 6),
        (b"{\"a\":1,}", ExpectedName, 7),
        (b"{a:1}", ExpectedName, 1),
        (b"{\"a\" 1}", ExpectedColon, 5),
        (b"{\"a\"}", ExpectedColon, 4),
        (b"{\"a\":}", ExpectedValue, 5),
    ]);
}

#[test]
fn the_first_defect_of_a_number_or_string_is_named_with_its_byte() {
    use SyntaxKind::{ControlCharacter, Escape, ExpectedSeparator, Number, Truncated, Utf8};
    assert_first_defects(&[
        (b"[01]", ExpectedSeparator, 2),
        (b"[-]", Number, 2),
        (b"[-", Truncated, 2),
        (b"[1.]", Number, 3),
        (b"[1.e1]", Number, 3),
        (b"[1e]", Number, 3),
        (b"[1e+]", Number, 4),
        (b"1e", Truncated, 2),
        (b"[\"a\nb\"]", ControlCharacter, 3),
        (b"[\"\0\"]", ControlCharacter, 2),
        (b"[\"\\x\"]", Escape, 3),
        (b"[\"\\u12G4\"]", Escape, 6),
        (b"[\"\\u12", Truncated, 6),
        (b"[\"\\", Truncated, 3),
        (b"[\"abc", Truncated, 5),
        (b"[\"\x7f\x80\"]", Utf8, 3),
        (b"[\"\xC0\xAF\"]", Utf8, 2),
        (b"[\"\xE0\x80\x80\"]", Utf8, 2),
        (b"[\"\xED\xA0\x80\"]", Utf8, 2),
        (b"[\"\xF4\x90\x80\x80\"]", Utf8, 2),
        (b"[\"\xE3\x81\"]", Utf8, 2),
        (b"[\"ab\xFFcd\x01\"]", Utf8, 4),
        (b"[\"ab\xFFcd\\x\"]", Utf8, 4),
        (b"[\"ab\x01cd\xFF\"]", ControlCharacter, 4),
        (b"[\"\xFFab", Utf8, 2),
        (b"[\"\xE3\x81", Truncated, 4),
        (b"[\"\xE3\x81\x82", Truncated, 5),
    ]);
}

#[test]
fn an_error_has_a_line_and_what_came_before_it_stands() {
    let text = "{\"id\":1}\n{\"id\":2}\n{\"id\":3,\r\n \"x\": \"あ\", y}\n{\"id\":4}\n";
    let (records, outcome) = read_all(text.as_bytes(), &asking(&["!1", "id ."]));
    assert_eq!(records.len(), 2);
    assert_eq!((outcome.document_count, outcome.documents.len()), (2, 0));
    let error = outcome.error.unwrap();
    assert_eq!((error.line, error.column), (4, 14));
    assert_eq!(error.offset, text.find('y').unwrap() as u64);
    let expected = "expected a member name in quotes at byte 41 (line 4, column 14)";
    assert_eq!(error.to_string(), expected);
}
