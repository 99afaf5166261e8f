//! TOML to a tree of values with places.
//!
//! The parser goes on after an error, so every error of a file is reported at once; a value that an error touches is
//! [`NodeValue::Broken`].

use toml::Spanned as TomlSpanned;
use toml::de::{DeInteger, DeTable, DeValue};

use crate::model::span::{Defect, SourceId, Spanned};

use super::node::{Node, NodeValue, Scalar, ScalarKind, first_line};

/// Largest file, in bytes.
const MOST_BYTES: usize = 4 << 20;

/// Reads a file. None only if it is too large.
pub(crate) fn parse(source: SourceId, text: &str, defects: &mut Vec<Defect>) -> Option<Node> {
    if text.len() > MOST_BYTES {
        let at = first_line(source, text, 0, 0);
        defects.push(Defect::new("too-large", at, format!("larger than {MOST_BYTES} bytes")));
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut found: Vec<Defect> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..0);
            let code = if error.message() == "duplicate key" { "duplicate-key" } else { "syntax" };
            Defect::new(code, first_line(source, text, span.start, span.end), error.message())
        })
        .collect();
    found.sort_by_key(|defect| defect.at.offset);
    found.dedup();
    let errors = found.iter().map(|defect| defect.at.offset).collect();
    defects.append(&mut found);
    let mut reader = Reader { source, text, errors, defects };
    let (start, end) = (table.span().start, table.span().end);
    let value = reader.table(table.get_ref());
    Some(Node { value, at: first_line(source, text, start, end) })
}

struct Reader<'t, 'd> {
    source: SourceId,
    text: &'t str,
    /// Offsets of syntax errors, sorted.
    errors: Vec<usize>,
    defects: &'d mut Vec<Defect>,
}

impl Reader<'_, '_> {
    fn table(&mut self, table: &DeTable<'_>) -> NodeValue {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let entries = entries.into_iter().map(|(key, value)| {
            let at = self.place(key.span());
            (at.with(key.get_ref().as_ref().to_owned()), self.node(value))
        });
        NodeValue::Map(entries.collect())
    }

    fn node(&mut self, value: &TomlSpanned<DeValue<'_>>) -> Node {
        let at = self.place(value.span());
        let value = match value.get_ref() {
            DeValue::Table(table) => self.table(table),
            DeValue::Array(items) => {
                NodeValue::List(items.iter().map(|item| self.node(item)).collect())
            }
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
                if self.touched(value.span()) =>
            {
                NodeValue::Broken
            }
            DeValue::String(text) => scalar(text.as_ref(), ScalarKind::Text),
            DeValue::Integer(number) => self.integer(number, &at),
            DeValue::Float(number) => scalar(number.as_str(), ScalarKind::Decimal),
            DeValue::Boolean(truth) => scalar(&truth.to_string(), ScalarKind::Bool(*truth)),
            DeValue::Datetime(time) => scalar(&time.to_string(), ScalarKind::Text),
        };
        Node { value, at }
    }

    fn integer(&mut self, number: &DeInteger<'_>, at: &Spanned<()>) -> NodeValue {
        if let Ok(value) = i64::from_str_radix(number.as_str(), number.radix()) {
            return scalar(&value.to_string(), ScalarKind::Int(value));
        }
        let message = "the number does not fit into 64 bits";
        self.defects.push(Defect::new("out-of-range", at.clone(), message));
        NodeValue::Broken
    }

    fn touched(&self, span: std::ops::Range<usize>) -> bool {
        let at = self.errors.partition_point(|error| *error < span.start);
        self.errors.get(at).is_some_and(|error| *error <= span.end)
    }

    fn place(&self, span: std::ops::Range<usize>) -> Spanned<()> {
        first_line(self.source, self.text, span.start, span.end)
    }
}

fn scalar(text: &str, kind: ScalarKind) -> NodeValue {
    NodeValue::Scalar(Scalar { text: text.to_owned(), kind })
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::load::Sources;
    use crate::load::tests::found;
    use crate::model::criterion::{Param, ParamValue};

    fn read(text: &str) -> (Option<Node>, Vec<Defect>, Sources) {
        let (mut sources, mut defects) = (Sources::default(), Vec::new());
        let source = sources.add("test.toml", text);
        let node = parse(source, text, &mut defects);
        (node, defects, sources)
    }

    #[test]
    fn values_keep_order_text_and_place() {
        let text = "b = 1.10\na = 2022-10-03\n[z]\ny = [0x1F, \"二\"]\nx.w = true\n";
        let (node, defects, _) = read(text);
        assert_eq!(defects, []);
        let param = node.unwrap().to_param();
        let keys: Vec<_> = param.entries().iter().map(|(key, _)| key.value.as_str()).collect();
        assert_eq!(keys, ["b", "a", "z"]);
        assert_eq!(param.get("b").map(|b| &b.value), Some(&ParamValue::Decimal("1.10".into())));
        assert_eq!(param.get("a").and_then(Param::as_text), Some("2022-10-03"));
        let table = param.get("z").unwrap();
        let list = table.get("y").unwrap().elements();
        assert_eq!((list[0].as_int(), list[1].as_text()), (Some(31), Some("二")));
        assert_eq!(&text[list[1].at.offset..list[1].at.offset + list[1].at.length], "\"二\"");
        assert_eq!(
            table.get("x").and_then(|x| x.get("w")).map(|w| &w.value),
            Some(&ParamValue::Bool(true))
        );
    }

    #[test]
    fn every_error_is_reported_and_the_rest_is_read() {
        let (node, defects, sources) =
            read("a = 1\na = 2\nb = tru\nc = 012\nd = 99999999999999999999\ne = 5\n");
        let expected = [("duplicate-key", 2), ("syntax", 3), ("syntax", 4), ("out-of-range", 5)];
        assert_eq!(found(&defects, &sources), expected);
        let param = node.unwrap().to_param();
        assert_eq!(param.get("a").and_then(Param::as_int), Some(1));
        assert_eq!(
            param.get("b").map(|b| &b.value),
            Some(&ParamValue::Null),
            "an error touches it"
        );
        assert_eq!(param.get("e").and_then(Param::as_int), Some(5));
    }

    #[test]
    fn hostile_files_end_in_defects_and_soon() {
        let cases = [
            ("brackets", format!("a = {}", "[".repeat(100_000))),
            ("tables", format!("a = {}", "{a=".repeat(50_000))),
            ("dotted", format!("a{} = 1", ".a".repeat(50_000))),
            ("one key", "k = 1\n".repeat(20_000)),
            ("quotes", "\"".repeat(100_000)),
            ("bytes", "#".repeat(MOST_BYTES + 1)),
        ];
        for (name, text) in cases {
            let (_, defects, _) = read(&text);
            assert!(!defects.is_empty(), "{name}");
        }
    }
}
