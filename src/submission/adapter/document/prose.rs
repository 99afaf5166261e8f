//! The adapters of documents that are text: Markdown and plain text.

use std::io::Read;

use crate::model::document::DocumentKind;
use crate::model::manifest::DocumentEntry;
use crate::model::place::Place;
use crate::model::record::{Passage, Record, Standing};
use crate::model::report::{Diagnostic, Severity};
use crate::model::text::{Bilingual, Untrusted};
use crate::submission::Reading;
use crate::submission::adapter::{Adapter, AdapterMeta, Head, ReadEnd, Sink, declared, read_text};
use crate::submission::diagnostics::diagnostic;
use crate::submission::encoding::{Extent, decode};
use crate::submission::looks::{is_markup, is_text};

use super::sections::{Section, blocks, split};
use super::{markdown, plain};

/// Folders whose text files are documents without being declared.
const FOLDERS: [&str; 2] = ["documents/", "certificates/"];
/// Characters of a passage of a text without headings.
const GROUP: usize = 4000;

/// Markdown.
pub(crate) const MARKDOWN: Prose = Prose {
    meta: &AdapterMeta {
        id: "markdown",
        title: Bilingual { ja: "Markdownの文書", en: "Markdown document" },
        recognised_by: Bilingual {
            ja: "documents/ か certificates/ にあるか、[[documents]] に示されたテキストで、先頭64KiBにMarkdownの見出しがあるもの。見出しごとに一節とします。",
            en: "text in documents/ or certificates/ or declared under [[documents]], with a Markdown heading in its first 64 KiB; a section per heading.",
        },
    },
    has_headings: true,
    sections: |text| split(text, &markdown::headings(text)),
};

/// Plain text.
pub(crate) const TEXT: Prose = Prose {
    meta: &AdapterMeta {
        id: "text",
        title: Bilingual { ja: "テキストの文書", en: "text document" },
        recognised_by: Bilingual {
            ja: "documents/ か certificates/ にあるか、[[documents]] に示されたテキスト。第n条、第n章、【】、番号付きの見出しごとに一節とし、見出しがなければ空行で区切った段落を約4,000字ずつまとめます。",
            en: "text in documents/ or certificates/ or declared under [[documents]]; a section per 第n条, 第n章, 【】 or numbered heading, else paragraphs of about 4,000 characters together.",
        },
    },
    has_headings: false,
    sections: |text| match plain::headings(text).as_slice() {
        [] => blocks(text, GROUP),
        headings => split(text, headings),
    },
};

/// A notation of text.
pub(crate) struct Prose {
    meta: &'static AdapterMeta,
    has_headings: bool,
    sections: fn(&str) -> Vec<Section<'_>>,
}

impl Adapter for Prose {
    fn meta(&self) -> &'static AdapterMeta {
        self.meta
    }

    fn recognise(&self, head: &Head<'_>, reading: &Reading<'_>) -> Option<String> {
        let entry = declared::document(head.path, reading.manifest);
        let is_declared = entry.is_some() || head.declared.format.as_deref() == Some(self.meta.id);
        let is_here = is_declared || FOLDERS.iter().any(|folder| head.path.starts_with(folder));
        if !is_here || head.bytes.is_empty() || is_markup(head.bytes) || !is_text(head.bytes) {
            return None;
        }
        if self.has_headings {
            let decoded = decode(head.bytes, Extent::Head)?;
            if !markdown::has_heading(&decoded.text) {
                return None;
            }
        }
        Some(kind_of(entry).id().to_owned())
    }

    fn read(
        &self,
        _: &str,
        head: &Head<'_>,
        input: &mut dyn Read,
        reading: &Reading<'_>,
        sink: &mut dyn Sink,
    ) -> ReadEnd {
        let Some(document) = Document::wanted(head, reading, sink) else {
            return ReadEnd::default();
        };
        let text = match read_text(input, reading.limits.document, head.file, sink) {
            Ok(text) => text,
            Err(rejected) => return ReadEnd { rejected: Some(rejected), materialised: 0 },
        };
        let sections = (self.sections)(&text);
        let materialised = sections.len() as u64;
        for Section { offset, line, text } in sections {
            let place =
                Place { offset: Some(offset as u64), line: Some(line), ..Place::file(head.file) };
            sink.record(document.passage(text, place));
        }
        ReadEnd { rejected: None, materialised }
    }
}

/// What the manifest says of the document that is read.
pub(super) struct Document {
    path: Untrusted,
    kind: DocumentKind,
    date: Option<jiff::civil::Date>,
}

impl Document {
    /// None if no criterion asks for documents of this kind. Says so of an undeclared one.
    pub(super) fn wanted(
        head: &Head<'_>,
        reading: &Reading<'_>,
        sink: &mut dyn Sink,
    ) -> Option<Self> {
        let entry = declared::document(head.path, reading.manifest);
        if entry.is_none() {
            sink.diagnostic(Diagnostic {
                place: Some(Place::file(head.file)),
                ..diagnostic(
                    Severity::Note,
                    "undeclared-document",
                    "文書の種類が申告されていないため「その他」として扱います。submission.toml の [[documents]] に path と kind を書いてください。",
                    "the kind of the document is not declared, so it counts as `other`; say `path` and `kind` under [[documents]] in submission.toml",
                )
            });
        }
        let kind = kind_of(entry);
        reading.wanted.documents.contains(&kind).then(|| Self {
            path: Untrusted::new(head.path),
            kind,
            date: entry.and_then(|entry| entry.date),
        })
    }

    pub(super) fn passage(&self, text: &str, place: Place) -> Record {
        Record::Passage(Passage {
            kind: self.kind,
            date: self.date,
            path: self.path.clone(),
            text: Untrusted::new(text),
            place,
            standing: Standing::Full,
        })
    }
}

/// The declared kind of a document.
pub(super) fn kind_of(entry: Option<&DocumentEntry>) -> DocumentKind {
    entry.map_or(DocumentKind::Other, |entry| entry.kind)
}
