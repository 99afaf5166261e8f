//! The adapter of PDF documents: a worker decodes the file, a page is a passage.

use std::io::{Cursor, Read};

use crate::model::place::Place;
use crate::model::report::{Diagnostic, Severity};
use crate::model::text::Bilingual;
use crate::submission::Reading;
use crate::submission::adapter::{Adapter, AdapterMeta, Head, ReadEnd, Sink, declared, read_bytes};
use crate::submission::diagnostics::diagnostic;
use crate::submission::pdf::PdfCounters;
use crate::submission::worker::{WorkerKind, WorkerLimits, run};

use super::prose::{Document, kind_of};

/// PDF.
pub(crate) const PDF: Pdf = Pdf {
    meta: &AdapterMeta {
        id: "pdf",
        title: Bilingual { ja: "PDFの文書", en: "PDF document" },
        recognised_by: Bilingual {
            ja: "先頭1,024バイトに %PDF- があるファイル。ページごとに一節とします。画像だけのページの文字は読みません。",
            en: "files with %PDF- in their first 1,024 bytes; a passage per page. Text of pages that are images is not read.",
        },
    },
};

/// The adapter of PDF documents.
pub(crate) struct Pdf {
    meta: &'static AdapterMeta,
}

impl Adapter for Pdf {
    fn meta(&self) -> &'static AdapterMeta {
        self.meta
    }

    fn recognise(&self, head: &Head<'_>, reading: &Reading<'_>) -> Option<String> {
        let start = head.bytes.get(..1024).unwrap_or(head.bytes);
        start
            .windows(5)
            .any(|bytes| bytes == b"%PDF-")
            .then(|| kind_of(declared::document(head.path, reading.manifest)).id().to_owned())
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
        let bytes = match read_bytes(input, reading.limits.document, head.file, sink) {
            Ok(bytes) => bytes,
            Err(rejected) => return ReadEnd { rejected: Some(rejected), materialised: 0 },
        };
        let refuse = |sink: &mut dyn Sink, ja: String, en: String| {
            sink.diagnostic(Diagnostic {
                place: Some(Place::file(head.file)),
                ..diagnostic(Severity::Error, "unreadable-document", ja, en.clone())
            });
            ReadEnd { rejected: Some(en), materialised: 0 }
        };
        let Some(worker) = reading.worker else {
            let ja = "PDFの読み取り処理が用意されていないため、読めません。";
            return refuse(sink, ja.into(), "no decoder for PDF files was given".into());
        };
        let limits = WorkerLimits::default();
        let text = match run(worker, WorkerKind::Pdf, &mut Cursor::new(bytes), &limits) {
            Ok(text) => text,
            Err(fault) => return refuse(sink, fault.ja(), fault.to_string()),
        };
        say_counters(&text.counters, head, sink);
        let mut materialised = 0;
        for (page, number) in text.pages.iter().zip(1..) {
            if !page.trim().is_empty() {
                materialised += 1;
                let place = Place { page: Some(number), ..Place::file(head.file) };
                sink.record(document.passage(page, place));
            }
        }
        ReadEnd { rejected: None, materialised }
    }
}

fn say_counters(counters: &PdfCounters, head: &Head<'_>, sink: &mut dyn Sink) {
    let PdfCounters { image_pages, unmapped, .. } = counters;
    let mut warn = |code: &str, ja: String, en: String| {
        sink.diagnostic(Diagnostic {
            place: Some(Place::file(head.file)),
            ..diagnostic(Severity::Warning, code, ja, en)
        });
    };
    if *image_pages > 0 {
        warn(
            "image-pages",
            format!("画像だけのページが{image_pages}ページあり、その文字は読めません。"),
            format!(
                "{image_pages} pages are images without text and were not read; hand in the original instead of a scan"
            ),
        );
    }
    if *unmapped > 0 {
        warn(
            "unmapped-characters",
            format!("文字を特定できない箇所が{unmapped}字分あります。"),
            format!(
                "{unmapped} characters have no Unicode value; export the PDF with Unicode text"
            ),
        );
    }
}
