//! Reads a table: which notation it is in, its rows one by one, and their records.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read;
use std::rc::Rc;

use crate::model::place::{FileId, Place};
use crate::model::report::{Diagnostic, Severity};
use crate::model::text::Untrusted;
use crate::submission::Reading;
use crate::submission::adapter::{Adapter, AdapterMeta, Head, ReadEnd, Sink, declared, read_text};
use crate::submission::diagnostics::diagnostic;
use crate::submission::encoding::{Extent, decode};

use super::cells::Cells;
use super::row::{Row, Rows, Written};
use super::shape::{Sketched, Table};
use super::{csv, json, toml};

/// Bytes of the head in which a header must stand.
const HEADER: usize = 16 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notation {
    Csv,
    Toml,
    Json,
}

impl Notation {
    const ALL: [Self; 3] = [Self::Json, Self::Toml, Self::Csv];

    const fn id(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Toml => "toml",
            Self::Json => "json",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notation| notation.id() == name)
    }
}

impl Adapter for Table {
    fn meta(&self) -> &'static AdapterMeta {
        self.meta
    }

    fn recognise(&self, head: &Head<'_>, reading: &Reading<'_>) -> Option<String> {
        let (notation, sketched) = sketch(self, head)?;
        let is_table = if head.declared.format.as_deref() == Some(self.meta.id) {
            self.is_readable(&sketched)
        } else {
            declared::document(head.path, reading.manifest).is_none() && self.fits(&sketched)
        };
        is_table.then(|| notation.id().to_owned())
    }

    fn read(
        &self,
        native: &str,
        head: &Head<'_>,
        input: &mut dyn Read,
        reading: &Reading<'_>,
        sink: &mut dyn Sink,
    ) -> ReadEnd {
        let text = match read_text(input, reading.limits.table, head.file, sink) {
            Ok(text) => text,
            Err(rejected) => {
                return ReadEnd { rejected: Some(rejected), materialised: 0 };
            }
        };
        let mut recorder = Recorder {
            table: self,
            sink,
            names: BTreeMap::new(),
            repeated: BTreeMap::new(),
            materialised: 0,
        };
        let rejected = match Notation::named(native) {
            Some(Notation::Toml) => toml::read(&text, head.file, reading.limits, &mut recorder),
            Some(Notation::Json) => json::read(&text, head.file, reading.limits, &mut recorder),
            Some(Notation::Csv) | None => csv::read(&text, head.file, &mut recorder),
        };
        ReadEnd { rejected, materialised: recorder.materialised }
    }
}

/// The notation of a file and the columns that its head shows.
fn sketch(table: &Table, head: &Head<'_>) -> Option<(Notation, Sketched)> {
    if head.sketch.is_json {
        let sketched = head.sketch.tree.as_ref().and_then(json::sketch)?;
        return Some((Notation::Json, sketched));
    }
    let start = head.bytes.get(..HEADER).unwrap_or(head.bytes);
    let text: Cow<'_, str> = decode(start, Extent::Head)?.text;
    if let Some(sketched) = toml::sketch(&text) {
        return Some((Notation::Toml, sketched));
    }
    // Most files of a large submission end here: setting up a CSV reader costs more than reading one of them.
    let header = text.lines().find(|line| !line.trim().is_empty())?;
    if !table.may_head(header) {
        return None;
    }
    csv::sketch(&text).map(|sketched| (Notation::Csv, sketched))
}

/// Makes records of rows.
struct Recorder<'a> {
    table: &'a Table,
    sink: &'a mut dyn Sink,
    /// Names as written with the column they mean.
    names: BTreeMap<Rc<str>, Option<&'static str>>,
    /// Line of the first row by its key.
    repeated: BTreeMap<Vec<String>, Option<u64>>,
    materialised: u64,
}

impl Rows for Recorder<'_> {
    fn row(&mut self, row: Written) {
        self.materialised += row.fields.iter().map(|(_, field)| field.size()).sum::<u64>();
        let row = self.resolve(row);
        if row.fields.is_empty() {
            return;
        }
        let line = row.place.line;
        let mut cells = Cells { table: self.table, row: &row, sink: self.sink };
        let key: Vec<String> =
            self.table.key.iter().map(|key| cells.name(key).raw().to_lowercase()).collect();
        let Some(first) = self.table.key.first() else { return };
        if cells.written(first).is_none() {
            cells.note_unnamed(first);
            return;
        }
        match self.repeated.get(&key) {
            Some(before) => cells.note_repeated(first, *before),
            None => {
                self.repeated.insert(key, line);
            }
        }
        let record = (self.table.record)(&mut cells);
        self.sink.record(record);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.sink.diagnostic(diagnostic);
    }
}

impl Recorder<'_> {
    fn resolve(&mut self, row: Written) -> Row {
        let mut known = Row { place: row.place, fields: Vec::new() };
        for (name, field) in row.fields {
            let Some(key) = self.column(&name, &known.place) else { continue };
            if known.field(key).is_some() {
                self.note(
                    &name,
                    &known.place,
                    diagnostic(
                        Severity::Warning,
                        "repeated-column",
                        "同じ列が二度あります。先のものを使いました。",
                        "the column stands twice; the first one was used",
                    ),
                );
                continue;
            }
            known.fields.push((key, name, field));
        }
        known
    }

    fn column(&mut self, name: &Rc<str>, place: &Place) -> Option<&'static str> {
        if let Some(column) = self.names.get(name) {
            return *column;
        }
        let column = self.table.column(name).map(|column| column.key);
        self.names.insert(Rc::clone(name), column);
        if column.is_none() {
            self.note(
                name,
                place,
                diagnostic(
                    Severity::Note,
                    "unknown-column",
                    "知らない列です。使いませんでした。",
                    "not a known column and not used",
                ),
            );
        }
        column
    }

    fn note(&mut self, name: &str, place: &Place, diagnostic: Diagnostic) {
        let subject = Untrusted::new(name).cut(80);
        let place = Place { cell: Some(subject.clone()), ..place.clone() };
        self.sink.diagnostic(Diagnostic {
            subject: Some(subject),
            place: Some(place),
            ..diagnostic
        });
    }
}

/// The diagnostic for a table that is no valid `notation` from `offset` on, and the reason for the list of files.
pub(super) fn malformed(
    file: FileId,
    offset: usize,
    line: u64,
    notation: &str,
    why: &str,
) -> (Diagnostic, String) {
    let place = Place { offset: Some(offset as u64), line: Some(line), ..Place::file(file) };
    let diagnostic = Diagnostic {
        place: Some(place),
        ..diagnostic(
            Severity::Error,
            "malformed-table",
            format!(
                "{notation}として正しくないため、ここから先を読めません({offset}バイト目: {why})。直して提出し直してください。"
            ),
            format!(
                "not valid {notation} from byte {offset} on: {why}; correct it and hand it in again"
            ),
        )
    };
    (diagnostic, format!("not valid {notation} from byte {offset} on: {why}"))
}
