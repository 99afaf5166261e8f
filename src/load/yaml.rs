//! YAML to a tree of values with places.
//!
//! Why events and not serde: only the parser's events tell an unquoted `1.10` from `"1.10"`, show both of two equal keys, and
//! let the rest of a file be read after a defect. Anchors, aliases, tags and directives are refused: nothing of ours needs
//! them, and without them a file cannot grow while it is read.

use std::collections::BTreeMap;

use serde_saphyr::granit_parser::{Event, Options, Parser, ScalarStyle, Span};

use crate::model::span::{Defect, SourceId, Spanned};

use super::node::{Entry, Node, NodeValue, Scalar, ScalarKind, first_line};

/// Largest file, in bytes.
pub(crate) const MOST_BYTES: usize = 16 << 20;
/// Most values in one file.
const MOST_NODES: usize = 250_000;
/// Deepest nesting of lists and maps in brackets, and of those by indentation.
const MOST_NESTING: usize = 48;

/// Reads one document. What cannot be used is reported; none if the text is no YAML at all.
pub(crate) fn parse(source: SourceId, text: &str, defects: &mut Vec<Defect>) -> Option<Node> {
    let mut builder = Builder { source, text, defects, open: Vec::new(), root: None, nodes: 0 };
    if text.len() > MOST_BYTES {
        builder.defect("too-large", 0, 0, format!("larger than {MOST_BYTES} bytes"));
        return None;
    }
    for event in Parser::new_from_str_with_options(text, options()) {
        match event {
            Ok((event, span)) => {
                if !builder.take(event, &span) {
                    return None;
                }
            }
            Err(error) => {
                let start = offset(error.marker().byte_offset(), text);
                builder.defect("syntax", start, start, error.kind().to_string());
                return None;
            }
        }
    }
    if builder.root.is_none() {
        builder.defect("syntax", 0, 0, "the file is empty");
    }
    builder.root
}

fn options() -> Options {
    let mut options = Options::default();
    options.disallow_directives = true;
    options.emit_unresolved_aliases = true;
    options.flow_nesting_limit = MOST_NESTING;
    options.block_nesting_limit = MOST_NESTING;
    options.set_emit_comments(false);
    options
}

/// Builds the tree without recursion: a frame per open list or map.
struct Builder<'t, 'd> {
    source: SourceId,
    text: &'t str,
    defects: &'d mut Vec<Defect>,
    open: Vec<Frame>,
    root: Option<Node>,
    nodes: usize,
}

struct Frame {
    start: usize,
    kind: FrameKind,
}

enum FrameKind {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, lines: BTreeMap<String, usize>, key: Key },
}

/// What a map waits for.
enum Key {
    None,
    Given(Spanned<String>),
    /// The value that follows is left out: its key was reported.
    Refused,
}

impl Builder<'_, '_> {
    /// Takes one event in; false if reading has to stop.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the parser may add events that are no values"
    )]
    fn take(&mut self, event: Event<'_>, span: &Span) -> bool {
        let (start, end) = (
            offset(span.start.byte_offset(), self.text),
            offset(span.end.byte_offset(), self.text),
        );
        self.refuse_features(&event, start, end);
        match event {
            Event::Scalar(text, style, _, _) => {
                let scalar = scalar(text.into_owned(), style);
                return self.value(NodeValue::Scalar(scalar), start, end, span.start.line());
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                return self.value(NodeValue::Broken, start, end, span.start.line());
            }
            Event::SequenceStart(..) => {
                self.open.push(Frame { start, kind: FrameKind::List(Vec::new()) });
            }
            Event::MappingStart(..) => {
                let kind =
                    FrameKind::Map { entries: Vec::new(), lines: BTreeMap::new(), key: Key::None };
                self.open.push(Frame { start, kind });
            }
            Event::SequenceEnd | Event::MappingEnd => return self.close(end, span.start.line()),
            Event::DocumentStart(..) if self.root.is_some() => {
                self.defect("syntax", start, end, "a second document in one file");
                return false;
            }
            _ => {}
        }
        true
    }

    fn refuse_features(&mut self, event: &Event<'_>, start: usize, end: usize) {
        if event.is_alias() || event.anchor_id().is_some() {
            self.defect("yaml-feature", start, end, "anchors and aliases are not allowed");
        }
        if event.tag().is_some() {
            self.defect("yaml-feature", start, end, "tags are not allowed");
        }
    }

    fn close(&mut self, end: usize, line: usize) -> bool {
        let Some(frame) = self.open.pop() else { return true };
        let value = match frame.kind {
            FrameKind::List(items) => NodeValue::List(items),
            FrameKind::Map { entries, .. } => NodeValue::Map(entries),
        };
        self.value(value, frame.start, end, line)
    }

    /// Puts a finished value where it belongs; false if there are too many.
    fn value(&mut self, value: NodeValue, start: usize, end: usize, line: usize) -> bool {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            self.defect("too-large", start, end, format!("more than {MOST_NODES} values"));
            return false;
        }
        let node = Node { value, at: first_line(self.source, self.text, start, end) };
        match self.open.last_mut().map(|frame| &mut frame.kind) {
            None => self.root = Some(node),
            Some(FrameKind::List(items)) => items.push(node),
            Some(FrameKind::Map { entries, lines, key }) => match std::mem::replace(key, Key::None)
            {
                Key::Given(name) => entries.push((name, node)),
                Key::Refused => {}
                Key::None => match accept_key(node, lines, line) {
                    Ok(name) => *key = Key::Given(name),
                    Err(defect) => {
                        *key = Key::Refused;
                        self.defects.extend(defect);
                    }
                },
            },
        }
        true
    }

    fn defect(&mut self, code: &'static str, start: usize, end: usize, message: impl Into<String>) {
        self.defects.push(Defect::new(
            code,
            first_line(self.source, self.text, start, end),
            message,
        ));
    }
}

/// The node as a key that the map does not have yet, or what to report.
fn accept_key(
    node: Node,
    lines: &mut BTreeMap<String, usize>,
    line: usize,
) -> Result<Spanned<String>, Option<Defect>> {
    let NodeValue::Scalar(scalar) = node.value else {
        let known = matches!(node.value, NodeValue::Broken);
        return Err((!known).then(|| Defect::new("wrong-kind", node.at, "a key has to be a text")));
    };
    if let Some(first) = lines.get(&scalar.text) {
        let defect = Defect::new("duplicate-key", node.at, "the key stands twice in its map")
            .about(scalar.text)
            .help(format!("the first one, which was read, is on line {first}"));
        return Err(Some(defect));
    }
    lines.insert(scalar.text.clone(), line);
    Ok(node.at.with(scalar.text))
}

/// What an unquoted value is by the core schema of YAML 1.2. Numbers that other readers would change (leading zeros, more
/// digits than 64 bits, exponents) stay texts.
fn scalar(text: String, style: ScalarStyle) -> Scalar {
    let kind = match style {
        ScalarStyle::Plain => plain_kind(&text),
        ScalarStyle::SingleQuoted
        | ScalarStyle::DoubleQuoted
        | ScalarStyle::Literal
        | ScalarStyle::Folded => ScalarKind::Text,
    };
    Scalar { text, kind }
}

fn plain_kind(text: &str) -> ScalarKind {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return ScalarKind::Null,
        "true" | "True" | "TRUE" => return ScalarKind::Bool(true),
        "false" | "False" | "FALSE" => return ScalarKind::Bool(false),
        _ => {}
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let whole = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match digits.split_once('.') {
        Some((integer, fraction)) if whole(integer) && whole(fraction) => ScalarKind::Decimal,
        None if whole(digits) && (digits.len() == 1 || !digits.starts_with('0')) => {
            text.parse().map_or(ScalarKind::Text, ScalarKind::Int)
        }
        _ => ScalarKind::Text,
    }
}

fn offset(byte: Option<usize>, text: &str) -> usize {
    byte.unwrap_or(text.len()).min(text.len())
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::load::Sources;
    use crate::load::tests::found;
    use crate::model::criterion::Param;

    fn read(text: &str) -> (Option<Node>, Vec<Defect>, Sources) {
        let (mut sources, mut defects) = (Sources::default(), Vec::new());
        let source = sources.add("test.yaml", text);
        let node = parse(source, text, &mut defects);
        (node, defects, sources)
    }

    #[test]
    fn unquoted_values_follow_the_core_schema_and_keep_their_text() {
        let cases = [
            ("1.10", ScalarKind::Decimal),
            ("-0.5", ScalarKind::Decimal),
            ("\"1.10\"", ScalarKind::Text),
            ("12", ScalarKind::Int(12)),
            ("-3", ScalarKind::Int(-3)),
            ("0", ScalarKind::Int(0)),
            ("012", ScalarKind::Text),
            ("1.2.3", ScalarKind::Text),
            ("1e3", ScalarKind::Text),
            ("0x1F", ScalarKind::Text),
            ("123456789012345678901234567890", ScalarKind::Text),
            ("2022-10-03", ScalarKind::Text),
            ("true", ScalarKind::Bool(true)),
            ("no", ScalarKind::Text),
            ("on", ScalarKind::Text),
            ("~", ScalarKind::Null),
            ("null", ScalarKind::Null),
            ("'null'", ScalarKind::Text),
        ];
        for (text, kind) in cases {
            let (node, ..) = read(text);
            let Some(NodeValue::Scalar(scalar)) = node.map(|node| node.value) else {
                panic!("{text}")
            };
            assert_eq!((scalar.text.as_str(), scalar.kind), (text.trim_matches(['"', '\'']), kind));
        }
    }

    #[test]
    fn both_of_two_keys_are_seen_and_the_rest_is_read() {
        let (node, defects, sources) = read("a: 1\nb: { c: 2, c: 3 }\na: 4\n? [x]\n: 5\nd: 6\n");
        assert_eq!(
            found(&defects, &sources),
            [("duplicate-key", 2), ("duplicate-key", 3), ("wrong-kind", 4)]
        );
        assert_eq!(defects[1].help.as_deref(), Some("the first one, which was read, is on line 1"));
        let param = node.unwrap().to_param();
        let keys: Vec<_> = param.entries().iter().map(|(key, _)| key.value.as_str()).collect();
        assert_eq!(keys, ["a", "b", "d"]);
        assert_eq!(param.get("a").and_then(Param::as_int), Some(1));
        assert_eq!(param.get("b").and_then(|b| b.get("c")?.as_int()), Some(2));
    }

    #[test]
    fn places_are_bytes_and_end_with_the_first_line() {
        let text = "要件:\n  一: [ { 二: 三 } ]\n  四: 五\n";
        let (node, ..) = read(text);
        let param = node.unwrap().to_param();
        let (key, value) = &param.entries()[0];
        assert_eq!(&text[key.offset..key.offset + key.length], "要件");
        assert_eq!(&text[value.at.offset..value.at.offset + value.at.length], "一: [ { 二: 三 } ]");
        let three =
            value.get("一").map(|list| list.elements()[0].entries()[0].1.at.clone()).unwrap();
        assert_eq!(&text[three.offset..three.offset + three.length], "三");
    }

    #[test]
    fn what_we_do_not_need_is_refused() {
        let cases = [
            ("a: &x 1\n", vec![("yaml-feature", 1)]),
            ("a: &x 1\nb: *x\n", vec![("yaml-feature", 1), ("yaml-feature", 2)]),
            ("a: *nowhere\n", vec![("yaml-feature", 1)]),
            ("a: 1\nb: !!str 2\n", vec![("yaml-feature", 2)]),
            ("%YAML 1.2\n---\na: 1\n", vec![("syntax", 1)]),
            ("a: 1\n---\nb: 2\n", vec![("syntax", 2)]),
            ("a: 1\n  b: 2\n", vec![("syntax", 2)]),
            ("a: [1\nb: 2\n", vec![("syntax", 2)]),
            ("a: \"x\n", vec![("syntax", 1)]),
            ("a:\n\tb: 1\n", vec![("syntax", 2)]),
        ];
        for (text, expected) in cases {
            let (_, defects, sources) = read(text);
            assert_eq!(found(&defects, &sources), expected, "{text:?}");
        }
    }

    #[test]
    fn hostile_files_end_in_defects_and_soon() {
        let laugh = |n: usize| format!("l{n}: &l{n} [*l{0}, *l{0}, *l{0}, *l{0}]\n", n - 1);
        let laughs = (1..=9).map(laugh).collect::<Vec<_>>().concat();
        let keys = (0..300_000).map(|n| format!("k{n}: 1\n")).collect::<Vec<_>>().concat();
        let same = "k: 1\n".repeat(120_000);
        let cases = [
            ("aliases", laughs, "yaml-feature"),
            ("brackets", "[".repeat(100_000), "syntax"),
            ("balanced brackets", "[".repeat(100_000) + &"]".repeat(100_000), "syntax"),
            ("maps", "{a: ".repeat(50_000), "syntax"),
            ("dashes", "- ".repeat(100_000), "syntax"),
            ("question marks", "? ".repeat(50_000), "syntax"),
            ("indentation", (0..2000).map(|n| " ".repeat(n) + "a:\n").collect(), "syntax"),
            ("keys", keys, "too-large"),
            ("one key", same, "duplicate-key"),
            ("quotes", "\"".repeat(100_001), "syntax"),
            ("long key", "k".repeat(1_000_000) + ": 1", "syntax"),
            ("bytes", "#".repeat(MOST_BYTES + 1), "too-large"),
            ("NUL", "a: \0\n".into(), "syntax"),
        ];
        for (name, text, code) in cases {
            let (_, defects, _) = read(&text);
            assert!(
                defects.iter().any(|defect| defect.code == code),
                "{name}: {:?}",
                defects.first()
            );
        }
    }

    #[test]
    fn an_empty_file_is_a_defect_and_a_mark_at_the_start_is_skipped() {
        for text in ["", "# only a comment\n"] {
            let (node, defects, sources) = read(text);
            assert_eq!((node.is_none(), found(&defects, &sources)), (true, vec![("syntax", 1)]));
        }
        let (node, defects, _) = read("\u{feff}a: 1\n");
        assert_eq!((node.unwrap().to_param().entries().len(), defects.len()), (1, 0));
    }
}
