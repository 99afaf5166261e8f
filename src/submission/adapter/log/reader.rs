//! Reads a log: which notation it is in, its records one by one, and what is lost where it cannot be read on.

use std::io::Read;

use crate::model::log::{LogRecord, LogSource};
use crate::model::place::Place;
use crate::model::record::{Attributed, Damaged, Lost, Record};
use crate::model::report::Severity;
use crate::model::text::Untrusted;
use crate::model::value::{Reading as Said, Value};
use crate::submission::Reading;
use crate::submission::adapter::{Adapter, AdapterMeta, Head, ReadEnd, Sink, declared, notice};
use crate::submission::encoding::{self, Extent, decode};
use crate::submission::json::{self, Emitted, Projection, Tree, Value as Json};
use crate::submission::stream::Transcoder;

use super::form::{Form, Notation};
use super::frame::Frame;
use super::names::{Names, asked};
use super::reading::{Found, Native};
use super::rows::{Broken, Row, Rows, cells};
use super::words::pairs;

/// Delimiters of a table, in the order they are tried.
const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// The notation of one file.
enum Written {
    Json(Frame),
    Table(char),
    Lines,
}

impl Adapter for Form {
    fn meta(&self) -> &'static AdapterMeta {
        self.meta
    }

    fn recognise(&self, head: &Head<'_>, reading: &Reading<'_>) -> Option<String> {
        let of = &head.declared;
        let is_other = of.format.as_deref().is_some_and(|format| format != self.meta.id);
        if is_other
            || of.call.is_some()
            || declared::document(head.path, reading.manifest).is_some()
        {
            return None;
        }
        let written = self.written(head)?;
        Some(if matches!(written, Written::Json(_)) { "json" } else { "text" }.to_owned())
    }

    fn read(
        &self,
        _: &str,
        head: &Head<'_>,
        input: &mut dyn Read,
        reading: &Reading<'_>,
        sink: &mut dyn Sink,
    ) -> ReadEnd {
        let of = if head.declared.logs.is_empty() {
            self.source.into_iter().collect()
        } else {
            head.declared.logs.clone()
        };
        if of.is_empty() {
            notice::notice(
                sink,
                head.file,
                Severity::Warning,
                "log-without-source",
                "何のログかが示されていないため、読みませんでした。submission.toml の [[logs]] に path と source を書いてください。",
                "not read, as nothing says what it is a log of; say `path` and `source` under [[logs]] in submission.toml",
            );
        }
        let wanted: Vec<LogSource> =
            of.into_iter().filter(|source| reading.wanted.logs.contains_key(source)).collect();
        let (false, Some(written)) = (wanted.is_empty(), self.written(head)) else {
            return ReadEnd::default();
        };
        let names = Names::new(&asked(&reading.wanted.logs, &wanted), self.own);
        let mut run = Run {
            form: self,
            head,
            reading,
            sink,
            names,
            sources: wanted,
            materialised: 0,
            is_damaged: false,
        };
        let rejected = match written {
            Written::Json(frame) => run.json(&frame, input),
            Written::Table(delimiter) => run.text(input, Some(delimiter)),
            Written::Lines => run.text(input, None),
        };
        run.end(rejected)
    }
}

impl Form {
    /// How this file is written, if it is of this format.
    fn written(&self, head: &Head<'_>) -> Option<Written> {
        match &self.notation {
            Notation::Json { frames, signatures } => {
                let tree = head.sketch.tree.as_ref().filter(|_| head.sketch.is_json)?;
                let has = |record: &Tree, path: &str| {
                    path.split('.').try_fold(record, |at, name| at.get(name)).is_some()
                };
                let fits = |frame: &&Frame| {
                    frame.first(tree).is_some_and(|first| {
                        signatures.iter().any(|all| all.iter().all(|path| has(first, path)))
                    })
                };
                frames.iter().find(fits).cloned().map(Written::Json)
            }
            Notation::Table { delimiter, signature } => {
                let header = header(head)?;
                let columns = cells(&header, *delimiter);
                let has = |name: &&&str| columns.iter().any(|column| column.trim() == **name);
                (signature.iter().filter(has).count() == signature.len())
                    .then_some(Written::Table(*delimiter))
            }
            Notation::Declared if head.declared.logs.is_empty() => None,
            Notation::Declared if head.sketch.is_json => {
                Frame::guess(&head.sketch).map(Written::Json)
            }
            Notation::Declared => {
                let header = header(head)?;
                if pairs(&header).is_some() {
                    return Some(Written::Lines);
                }
                let known = |delimiter: &char| {
                    let columns = cells(&header, *delimiter);
                    let known = columns.iter().filter(|name| Names::is_known(name)).count();
                    if columns.len() > 1 { known } else { Default::default() }
                };
                let best = DELIMITERS
                    .into_iter()
                    .max_by_key(|delimiter| (known(delimiter), *delimiter == ','))?;
                (known(&best) > 0).then_some(Written::Table(best))
            }
        }
    }
}

/// The first line of a text that is not blank.
fn header(head: &Head<'_>) -> Option<String> {
    let decoded = decode(head.bytes, Extent::Head)?;
    let line = decoded.text.lines().find(|line| !line.trim().is_empty())?;
    Some(line.trim_start_matches('\u{feff}').to_owned())
}

/// One file being read.
struct Run<'a> {
    form: &'a Form,
    head: &'a Head<'a>,
    reading: &'a Reading<'a>,
    sink: &'a mut dyn Sink,
    names: Names,
    /// What it is a log of, as far as anybody asks.
    sources: Vec<LogSource>,
    materialised: u64,
    is_damaged: bool,
}

impl Run<'_> {
    fn json(&mut self, frame: &Frame, input: &mut dyn Read) -> Option<String> {
        let mut projection = Projection::new();
        let record = frame.compile(&mut projection);
        self.names.compile(&mut projection, record);
        let limits =
            json::Limits { depth: self.reading.limits.depth, record: self.reading.limits.record };
        let outcome =
            json::read(input, &projection, &limits, &mut |given| self.given(frame, &given));
        self.materialised = outcome.materialised;
        let error = outcome.error?;
        notice::malformed(self.sink, self.head.file, &error);
        Some(error.to_string())
    }

    fn given(&mut self, frame: &Frame, given: &Emitted<'_>) {
        let record = frame.record(&given.tree).filter(|tree| matches!(tree.value, Json::Object(_)));
        let Some(record) = record else {
            self.is_damaged = true;
            return notice::bad_record(self.sink, self.head.file, given.offset, given.line);
        };
        let mut found = Found::of(&self.names);
        self.walk(&mut found, "", record);
        let place = Place {
            offset: Some(given.offset),
            line: Some(given.line),
            pointer: Some(Untrusted::new(given.pointer())),
            ..Place::file(self.head.file)
        };
        self.record(&found, &place);
    }

    /// Takes in every value below `tree`; of a list of objects the first one's.
    fn walk<'t>(&mut self, found: &mut Found<'t>, path: &str, tree: &'t Tree) {
        for (name, member) in tree.members() {
            let path = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
            found.take(&mut self.names, &path, Native::Tree(member), Some(member.offset));
            match &member.value {
                Json::Object(_) => self.walk(found, &path, member),
                Json::Array(elements) => {
                    if let Some(first) = elements.first() {
                        self.walk(found, &path, first);
                    }
                }
                Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Bad(_) => {}
            }
        }
    }

    /// A table with a delimiter, or lines of named values.
    fn text(&mut self, input: &mut dyn Read, delimiter: Option<char>) -> Option<String> {
        let result = match encoding::of_head(self.head.bytes) {
            Some(encoding) if encoding != encoding_rs::UTF_8 => {
                self.rows(&mut Transcoder::new(encoding, input), delimiter)
            }
            Some(_) | None => self.rows(input, delimiter),
        };
        let broken = result.err()?;
        notice::broken_table(self.sink, self.head.file, broken.offset, broken.line, &broken.why);
        Some(broken.why)
    }

    fn rows(&mut self, input: &mut dyn Read, delimiter: Option<char>) -> Result<(), Broken> {
        let quotes = delimiter.is_some_and(|delimiter| delimiter != ' ');
        let mut rows = Rows::new(input, self.reading.limits.record, quotes);
        let mut columns: Option<Vec<String>> = None;
        while let Some(row) = rows.next_row()? {
            let named: Vec<(String, String)> = match (delimiter, &columns) {
                (None, _) => pairs(&row.text).unwrap_or_default(),
                (Some(delimiter), None) => {
                    let names = cells(&row.text, delimiter);
                    columns = Some(names.iter().map(|name| name.trim().to_owned()).collect());
                    continue;
                }
                (Some(delimiter), Some(columns)) => {
                    let cells = cells(&row.text, delimiter);
                    if cells.len() != columns.len() {
                        let why = "a row has not as many columns as the header".to_owned();
                        return Err(Broken { offset: row.offset, line: row.line, why });
                    }
                    columns.iter().cloned().zip(cells).collect()
                }
            };
            self.row(&row, &named);
        }
        Ok(())
    }

    fn row(&mut self, row: &Row, named: &[(String, String)]) {
        if row.is_broken || named.is_empty() {
            self.is_damaged = true;
            return notice::bad_record(self.sink, self.head.file, row.offset, row.line);
        }
        let mut found = Found::of(&self.names);
        for (name, value) in named {
            found.take(&mut self.names, name, Native::Text(value), None);
        }
        self.materialised += named.len() as u64;
        let place =
            Place { offset: Some(row.offset), line: Some(row.line), ..Place::file(self.head.file) };
        self.record(&found, &place);
    }

    /// Hands a record on, once for each source that is asked.
    fn record(&mut self, found: &Found<'_>, place: &Place) {
        let (at, mut readings) = found.finish(&self.names);
        for (field, value) in self.form.absent {
            let carried = readings.iter_mut().find(|carried| carried.attribute == *field);
            let is_nothing =
                carried.as_ref().is_none_or(|one| one.reading == Said::Known(Value::Null));
            let asked = self.names.slot(field).and_then(|slot| self.names.slots.get(slot));
            let (true, Some(attribute)) = (is_nothing, asked) else { continue };
            let reading = Said::Known(Value::text(*value));
            match carried {
                Some(carried) => carried.reading = reading,
                None => readings.push(Attributed { attribute, reading, offset: None }),
            }
        }
        readings.sort_by_key(|carried| carried.attribute);
        for source in &self.sources {
            self.sink.record(Record::Log(LogRecord {
                source: *source,
                provider: self.form.provider,
                at,
                readings: readings.clone(),
                place: place.clone(),
            }));
        }
    }

    fn end(self, rejected: Option<String>) -> ReadEnd {
        if rejected.is_some() || self.is_damaged {
            for source in &self.sources {
                self.sink.record(Record::Damaged(Damaged {
                    lost: Lost::Log(*source),
                    path: Untrusted::new(self.head.path),
                    place: Place::file(self.head.file),
                }));
            }
        }
        ReadEnd { rejected, materialised: self.materialised }
    }
}
