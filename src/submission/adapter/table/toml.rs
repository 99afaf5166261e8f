//! Tables as TOML: one array of tables under any key, such as `[[answers]]`.

use std::ops::Range;
use std::rc::Rc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::place::{FileId, Place};
use crate::submission::limits::Limits;

use super::reader::malformed;
use super::row::{Field, Rows, Written};
use super::shape::{Sketched, folded};

/// The columns that the head of a file shows. The head may end anywhere.
pub(super) fn sketch(text: &str) -> Option<Sketched> {
    let opens = |line: &str| {
        let line = line.trim();
        line.starts_with("[[")
            || line.split_once('=').is_some_and(|(_, value)| value.trim_start().starts_with('['))
    };
    if !text.lines().any(opens) {
        return None;
    }
    let (table, _) = DeTable::parse_recoverable(text);
    let mut sketched = Sketched::default();
    for (_, row) in rows_of(table.get_ref())? {
        for (name, value) in row {
            let name = name.get_ref().as_ref().to_owned();
            if ["id", "要件id"].contains(&&*folded(&name))
                && let DeValue::String(id) = value.get_ref()
            {
                sketched.ids.push(id.as_ref().to_owned());
            }
            if !sketched.names.contains(&name) {
                sketched.names.push(name);
            }
        }
    }
    Some(sketched)
}

/// Reads the rows of a file. Gives the reason if it could not be read.
pub(super) fn read(
    text: &str,
    file: FileId,
    limits: &Limits,
    rows: &mut dyn Rows,
) -> Option<String> {
    let mut lines = Lines { text, counted: 0, line: 1 };
    let mut refuse = |offset: usize, why: &str| {
        let (diagnostic, rejected) = malformed(file, offset, lines.at(offset), "TOML", why);
        rows.diagnostic(diagnostic);
        Some(rejected)
    };
    if text.len() > limits.record {
        return refuse(limits.record, "a TOML table must be smaller; save it as CSV");
    }
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => return refuse(error.span().map_or(0, |span| span.start), error.message()),
    };
    let Some(found) = rows_of(table.get_ref()) else {
        return refuse(0, "expected one array of tables");
    };
    let mut lines = Lines { text, counted: 0, line: 1 };
    for (span, row) in found {
        let place = Place {
            offset: Some(span.start as u64),
            line: Some(lines.at(span.start)),
            ..Place::file(file)
        };
        let mut fields: Vec<_> = row.iter().collect();
        fields.sort_by_key(|(name, _)| name.span().start);
        let fields = fields
            .into_iter()
            .filter_map(|(name, value)| {
                Some((Rc::from(&**name.get_ref()), field(value.get_ref())?))
            })
            .collect();
        rows.row(Written { place, fields });
    }
    None
}

/// The tables of the only array of tables.
fn rows_of<'a, 'i>(table: &'a DeTable<'i>) -> Option<Vec<(Range<usize>, &'a DeTable<'i>)>> {
    let arrays: Vec<_> = table.iter().filter_map(|(_, value)| tables(value)).collect();
    if let [rows] = arrays.as_slice() { Some(rows.clone()) } else { None }
}

fn tables<'a, 'i>(value: &'a Spanned<DeValue<'i>>) -> Option<Vec<(Range<usize>, &'a DeTable<'i>)>> {
    let DeValue::Array(items) = value.get_ref() else { return None };
    let rows: Vec<_> = items
        .iter()
        .filter_map(|item| match item.get_ref() {
            DeValue::Table(row) => Some((item.span(), row)),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_) => None,
        })
        .collect();
    (!rows.is_empty() && rows.len() == items.len()).then_some(rows)
}

fn field(value: &DeValue<'_>) -> Option<Field> {
    match value {
        DeValue::String(text) => Field::text(text),
        DeValue::Integer(number) => Field::text(number.as_str()),
        DeValue::Float(number) => Field::text(number.as_str()),
        DeValue::Boolean(truth) => Field::text(if *truth { "true" } else { "false" }),
        DeValue::Datetime(time) => Field::text(&time.to_string()),
        DeValue::Array(items) => {
            Some(Field::List(items.iter().filter_map(|item| field(item.get_ref())).collect()))
        }
        DeValue::Table(members) => Some(Field::Map(
            members
                .iter()
                .filter_map(|(name, value)| {
                    Some((name.get_ref().as_ref().to_owned(), field(value.get_ref())?))
                })
                .collect(),
        )),
    }
}

/// Lines by offset, for offsets that do not go back.
struct Lines<'t> {
    text: &'t str,
    counted: usize,
    line: u64,
}

impl Lines<'_> {
    fn at(&mut self, offset: usize) -> u64 {
        let passed = self.text.get(self.counted..offset).unwrap_or_default();
        self.line += passed.matches('\n').count() as u64;
        self.counted = self.counted.max(offset);
        self.line
    }
}
