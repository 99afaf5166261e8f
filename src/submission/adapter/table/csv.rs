//! Tables as CSV: comma, semicolon or tab, whichever the header knows most columns by.
//!
//! The header is the first line that is not blank. Lines are physical lines of the file, so that an editor finds them.

use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder};

use crate::model::place::{FileId, Place};
use crate::model::report::{Diagnostic, Severity};
use crate::submission::diagnostics::diagnostic;

use super::reader::malformed;
use super::row::{Field, Rows, Written};
use super::shape::{Sketched, folded};

const DELIMITERS: [u8; 3] = *b",;\t";
/// Rows of the head that are looked at for ids.
const SKETCHED_ROWS: usize = 20;

/// The header of the head of a file, and the ids under it.
pub(super) fn sketch(text: &str) -> Option<Sketched> {
    let mut rows = Records::new(text);
    let header = rows.next_record()?;
    let names: Vec<String> = header.cells.iter().map(|cell| cell.trim().to_owned()).collect();
    let at = names.iter().position(|name| ["id", "要件id"].contains(&&*folded(name)));
    let mut ids = Vec::new();
    while let (Some(at), Some(row), true) = (at, rows.next_record(), ids.len() < SKETCHED_ROWS) {
        ids.extend(row.cells.get(at).cloned());
    }
    Some(Sketched { names, ids })
}

/// Reads the rows of a file. Gives the reason if it could not be read to its end.
pub(super) fn read(text: &str, file: FileId, rows: &mut dyn Rows) -> Option<String> {
    let mut records = Records::new(text);
    let header = records.next_record()?;
    let names: Vec<Rc<str>> = header.cells.iter().map(|cell| Rc::from(cell.trim())).collect();
    let mut last = (header.start, header.line);
    while let Some(record) = records.next_record() {
        last = (record.start, record.line);
        let place = Place { line: Some(record.line), ..Place::file(file) };
        let behind = record.cells.get(names.len()..).unwrap_or_default();
        if behind.iter().any(|cell| !cell.trim().is_empty()) {
            rows.diagnostic(too_wide(&place, record.cells.len(), names.len()));
            continue;
        }
        if record.cells.len() < names.len() && record.cells.len() > 1 {
            rows.diagnostic(too_narrow(&place, record.cells.len(), names.len()));
        }
        let pairs = names.iter().zip(&record.cells).filter(|(name, _)| !name.is_empty());
        let fields =
            pairs.filter_map(|(name, cell)| Some((Rc::clone(name), Field::text(cell)?))).collect();
        rows.row(Written { place, fields });
    }
    let (start, line) = last;
    if is_unclosed(text.get(start..).unwrap_or_default()) {
        let why = "a quotation mark is never closed";
        let (diagnostic, rejected) = malformed(file, start, line, "CSV", why);
        rows.diagnostic(diagnostic);
        return Some(rejected);
    }
    None
}

struct Record {
    cells: Vec<String>,
    start: usize,
    line: u64,
}

/// Records of a text with the line on which each begins.
struct Records<'t> {
    text: &'t str,
    reader: csv::Reader<&'t [u8]>,
    record: ByteRecord,
    /// Where lines were counted up to.
    counted: usize,
    line: u64,
}

impl<'t> Records<'t> {
    fn new(text: &'t str) -> Self {
        let reader = |delimiter| {
            ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(delimiter)
                .from_reader(text.as_bytes())
        };
        let width = |delimiter: &u8| {
            let mut record = ByteRecord::new();
            let found = reader(*delimiter).read_byte_record(&mut record).unwrap_or(false);
            if found { record.len() } else { 0 }
        };
        // The first of equals, so that a comma wins.
        let delimiter = DELIMITERS.into_iter().rev().max_by_key(width).unwrap_or(b',');
        Self { text, reader: reader(delimiter), record: ByteRecord::new(), counted: 0, line: 1 }
    }

    /// The next row that is not blank.
    fn next_record(&mut self) -> Option<Record> {
        while self.reader.read_byte_record(&mut self.record).ok()? {
            let start = self.start_of_record();
            self.line += line_ends(self.text.get(self.counted..start).unwrap_or_default());
            self.counted = start;
            let cells: Vec<String> =
                self.record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Some(Record { cells, start, line: self.line });
            }
        }
        None
    }

    /// The reader's position may be before the end of the previous line and before blank lines.
    fn start_of_record(&self) -> usize {
        let position = self.record.position().map_or(0, csv::Position::byte);
        let position = usize::try_from(position).unwrap_or(self.text.len());
        let rest = self.text.get(position..).unwrap_or_default();
        position + (rest.len() - rest.trim_start_matches(['\r', '\n']).len())
    }
}

/// Line ends of any kind: CR LF, LF or CR.
fn line_ends(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    ends.count() as u64
}

/// The last record takes everything to the end if a quotation mark is missing: then their number is odd.
fn is_unclosed(record: &str) -> bool {
    let is_long = line_ends(record.trim_end()) > 0;
    record.contains('"')
        && record.matches('"').count() % 2 == 1
        && (is_long || record.trim_start().starts_with('"'))
}

fn too_wide(place: &Place, found: usize, expected: usize) -> Diagnostic {
    Diagnostic {
        place: Some(place.clone()),
        ..diagnostic(
            Severity::Error,
            "row-width",
            format!(
                "見出しは{expected}列ですが、この行は{found}列あるため、読みませんでした。区切り文字を含む値は \" で囲んでください。"
            ),
            format!(
                "the row was not read: it has {found} cells under {expected} columns; put values with a delimiter in quotes"
            ),
        )
    }
}

fn too_narrow(place: &Place, found: usize, expected: usize) -> Diagnostic {
    Diagnostic {
        place: Some(place.clone()),
        ..diagnostic(
            Severity::Warning,
            "row-width",
            format!(
                "見出しは{expected}列ですが、この行は{found}列です。足りない列は空欄として扱いました。"
            ),
            format!(
                "the row has {found} cells under {expected} columns; the missing ones count as empty"
            ),
        )
    }
}
