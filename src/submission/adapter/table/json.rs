//! Tables as JSON: an array of objects, alone or as the only such member of an object.

use std::rc::Rc;

use crate::model::place::{FileId, Place};
use crate::model::report::{Diagnostic, Severity};
use crate::model::text::Untrusted;
use crate::submission::diagnostics::diagnostic;
use crate::submission::json::{self, Emitted, Projection, Tree, Value};
use crate::submission::limits::Limits;

use super::reader::malformed;
use super::row::{Field, Rows, Written};
use super::shape::{Sketched, folded};

/// Rows of the head that are looked at.
const SKETCHED_ROWS: usize = 20;

/// The columns that the head of a file shows.
pub(super) fn sketch(tree: &Tree) -> Option<Sketched> {
    let rows = rows_of(tree)?;
    let mut sketched = Sketched::default();
    for (name, value) in rows.iter().take(SKETCHED_ROWS).flat_map(Tree::members) {
        if ["id", "要件id"].contains(&&*folded(name)) {
            sketched.ids.extend(value.as_str().map(str::to_owned));
        }
        if !sketched.names.iter().any(|known| **known == **name) {
            sketched.names.push(name.to_string());
        }
    }
    Some(sketched)
}

/// Reads the rows of a file. Gives the reason if it could not be read to its end.
pub(super) fn read(
    text: &str,
    file: FileId,
    limits: &Limits,
    rows: &mut dyn Rows,
) -> Option<String> {
    let mut projection = Projection::new();
    let root = projection.root();
    let member = projection.every_member(root);
    for list in [root, member] {
        let row = projection.element(list);
        projection.keep_all(row);
        projection.emit(row, 0);
    }
    let limits = json::Limits { depth: limits.depth, record: limits.record };
    let mut take = |emitted: Emitted<'_>| row(&emitted, file, rows);
    let end = json::read(text.as_bytes(), &projection, &limits, &mut take);
    let error = end.error?;
    let offset = usize::try_from(error.offset).unwrap_or(text.len());
    let (diagnostic, rejected) = malformed(file, offset, error.line, "JSON", &error.message);
    rows.diagnostic(diagnostic);
    Some(rejected)
}

fn row(emitted: &Emitted<'_>, file: FileId, rows: &mut dyn Rows) {
    let place = Place {
        offset: Some(emitted.offset),
        line: Some(emitted.line),
        pointer: Some(Untrusted::new(emitted.pointer())),
        ..Place::file(file)
    };
    if let Some(defect) = emitted.tree.defect() {
        rows.diagnostic(Diagnostic {
            place: Some(place.clone()),
            ..diagnostic(
                Severity::Error,
                "unreadable-value",
                format!("読み取れない値があります({defect})。空欄として扱いました。"),
                format!("a value cannot be read and is treated as empty: {defect}"),
            )
        });
    }
    let fields = emitted
        .tree
        .members()
        .iter()
        .filter_map(|(name, value)| Some((Rc::from(&**name), field(value)?)))
        .collect();
    rows.row(Written { place, fields });
}

fn rows_of(tree: &Tree) -> Option<&[Tree]> {
    let is_row = |tree: &Tree| !tree.members().is_empty();
    let is_table = |tree: &&Tree| tree.elements().first().is_some_and(is_row);
    if is_table(&tree) {
        return Some(tree.elements());
    }
    let mut lists = tree.members().iter().map(|(_, value)| value).filter(is_table);
    match (lists.next(), lists.next()) {
        (Some(list), None) => Some(list.elements()),
        (None | Some(_), _) => None,
    }
}

fn field(tree: &Tree) -> Option<Field> {
    match &tree.value {
        Value::Null | Value::Bad(_) => None,
        Value::Bool(truth) => Field::text(if *truth { "true" } else { "false" }),
        Value::Number(number) => Field::text(number),
        Value::String(text) => Field::text(text),
        Value::Array(items) => Some(Field::List(items.iter().filter_map(field).collect())),
        Value::Object(members) => Some(Field::Map(
            members
                .iter()
                .filter_map(|(name, value)| Some((name.to_string(), field(value)?)))
                .collect(),
        )),
    }
}
