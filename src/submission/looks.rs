//! What a file that no adapter knows looks like, and what its bidder can do about it.
//!
//! Architecture invariant: nothing of it reaches a requirement, so a guess is good enough.

use crate::model::place::{FileId, Place};
use crate::model::report::{Diagnostic, Severity};

use super::diagnostics::diagnostic;
use super::encoding::{Extent, decode};

/// How a kind of file is known by its first bytes, and what is said of it.
struct Look {
    knows: fn(&[u8]) -> bool,
    ja: &'static str,
    en: &'static str,
}

const LOOKS: &[Look] = &[
    Look {
        knows: <[u8]>::is_empty,
        ja: "空のファイルです。根拠になりません。出力に失敗していないか確認してください",
        en: "an empty file; it shows nothing, so check whether the export failed",
    },
    Look {
        knows: |head| head.starts_with(b"\x1f\x8b"),
        ja: "gzipの中にgzipがあります。展開して提出してください",
        en: "gzip within gzip; hand it in unpacked",
    },
    Look {
        knows: is_encrypted_office,
        ja: "パスワードで保護されたOffice文書のようです。パスワードを解除し、表はCSV、文書はPDFで提出してください",
        en: "looks like an Office document with a password; remove it and hand in tables as CSV, documents as PDF",
    },
    Look {
        knows: |head| head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ja: "旧形式のOffice文書のようです。表はCSV、文書はPDFで提出してください",
        en: "looks like a legacy Office document; hand in tables as CSV, documents as PDF",
    },
    Look {
        knows: |head| is_zip_with(head, b"xl/"),
        ja: "Excelブックのようです。まだ読めません。シートごとにCSV(UTF-8)で保存して提出してください",
        en: "looks like an Excel workbook, which is not read yet; save each sheet as CSV (UTF-8)",
    },
    Look {
        knows: |head| is_zip_with(head, b"word/") || is_zip_with(head, b"ppt/"),
        ja: "WordまたはPowerPointの文書のようです。まだ読めません。PDFで保存して提出してください",
        en: "looks like a Word or PowerPoint document, which is not read yet; save it as PDF",
    },
    Look {
        knows: |head| head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06"),
        ja: "ZIPファイルのようです。展開して提出してください",
        en: "looks like a ZIP archive; hand in what is in it",
    },
    Look {
        knows: |head| head.get(257..262) == Some(b"ustar"),
        ja: "tarファイルのようです。展開して提出してください",
        en: "looks like a tar archive; hand in what is in it",
    },
    Look {
        knows: is_image,
        ja: "画像のようです。画像の文字は読みません。元の文書から出力したPDFを提出してください",
        en: "looks like an image, whose text is not read; hand in a PDF made from the original",
    },
    Look {
        knows: is_html,
        ja: "HTMLのページのようです。PDFまたはテキストで保存して提出してください",
        en: "looks like an HTML page; save it as PDF or text",
    },
    Look {
        knows: |head| begins_with(head, &[b"<"]),
        ja: "XMLのようですが、知らない形式です",
        en: "looks like XML of an unknown kind",
    },
    Look {
        knows: |head| begins_with(head, &[b"{", b"["]),
        ja: "JSONのようですが、知らない形式です。submission.toml の [[exports]] に path と call(または format)を書いてください",
        en: "looks like JSON of an unknown kind; say `path` and `call` (or `format`) under [[exports]] in submission.toml",
    },
    Look {
        knows: is_text,
        ja: "知らない形式のテキストです。文書なら submission.toml の [[documents]] に path と kind を、出力なら [[exports]] に path と format を書いてください",
        en: "text of an unknown kind; if a document, say `path` and `kind` under [[documents]] in submission.toml, if an export `path` and `format` under [[exports]]",
    },
];

/// The diagnostic for a file that begins with `head` and that no adapter knows.
pub(super) fn look(head: &[u8], file: FileId) -> Diagnostic {
    let (ja, en) = LOOKS.iter().find(|look| (look.knows)(head)).map_or(
        (
            "知らない形式のバイナリファイルです。文書ならPDFで提出してください",
            "binary data of an unknown kind; hand in a document as PDF",
        ),
        |look| (look.ja, look.en),
    );
    Diagnostic {
        place: Some(Place::file(file)),
        ..diagnostic(
            Severity::Warning,
            "unrecognised-file",
            format!("{ja}。"),
            format!("not used as evidence: {en}"),
        )
    }
}

/// Whether HTML or XML begins here.
pub(super) fn is_markup(head: &[u8]) -> bool {
    is_html(head) || begins_with(head, &[b"<?xml", b"<!"])
}

fn is_html(head: &[u8]) -> bool {
    begins_with(head, &[b"<!doctype html", b"<html", b"<head", b"<body"])
}

/// Text that one of the known encodings reads and that holds no NUL.
pub(super) fn is_text(head: &[u8]) -> bool {
    decode(head, Extent::Head).is_some_and(|decoded| !decoded.text.contains('\0'))
}

/// Whether the head begins, after white space and a byte order mark, with one of the words in any case.
fn begins_with(head: &[u8], words: &[&[u8]]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let has =
        |word: &&[u8]| head.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    words.iter().any(has)
}

fn contains(head: &[u8], needle: &[u8]) -> bool {
    head.windows(needle.len()).any(|window| window == needle)
}

fn is_zip_with(head: &[u8], folder: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") && contains(head, folder)
}

fn is_encrypted_office(head: &[u8]) -> bool {
    let stream: Vec<u8> = "EncryptionInfo".encode_utf16().flat_map(u16::to_le_bytes).collect();
    head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") && contains(head, &stream)
}

fn is_image(head: &[u8]) -> bool {
    const MAGIC: [&[u8]; 6] =
        [b"\x89PNG\r\n\x1a\n", b"\xFF\xD8\xFF", b"GIF8", b"II*\0", b"MM\0*", b"BM"];
    let is_webp = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP");
    is_webp || MAGIC.iter().any(|magic| head.starts_with(magic)) && !is_text(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notice_says_what_the_file_looks_like() {
        let office = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
        let locked: Vec<u8> = office
            .iter()
            .copied()
            .chain("EncryptionInfo".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let tar: Vec<u8> = [&[0; 257][..], b"ustar"].concat();
        let cases: &[(&[u8], &str)] = &[
            (b"", "an empty file"),
            (b"\x1f\x8b\x08", "gzip within gzip"),
            (office, "legacy Office"),
            (&locked, "with a password"),
            (b"PK\x03\x04....xl/workbook.xml", "Excel"),
            (b"PK\x03\x04....word/document.xml", "Word"),
            (b"PK\x03\x04....a.txt", "ZIP"),
            (&tar, "tar"),
            (b"\x89PNG\r\n\x1a\n\0", "image"),
            (b"BMI is a text", "text of an unknown kind"),
            (b"\xEF\xBB\xBF \n<!DOCTYPE html><p>", "HTML"),
            (b"<?xml version='1.0'?>", "XML"),
            (b" {\"a\":1}", "JSON"),
            (b"\x93\xFA\x96\x7B", "text of an unknown kind"),
            (b"\x00\x01\xFF\xFE", "binary"),
        ];
        for (head, expected) in cases {
            let diagnostic = look(head, FileId(3));
            assert!(diagnostic.message.en.contains(expected), "{expected}: {diagnostic:?}");
            assert_ne!(diagnostic.severity, Severity::Error, "{expected}");
        }
    }
}
