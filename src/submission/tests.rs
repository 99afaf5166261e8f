//! Whole files: from bytes in a folder to records, diagnostics and digests.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use crate::model::commitment::{Metric, Unit};
use crate::model::document::{AnswerStatus, Delivery, DocumentKind, ServiceStatus, Standard};
use crate::model::manifest::{DocumentEntry, ExportEntry, Manifest};
use crate::model::place::{FileId, Place};
use crate::model::record::Record;
use crate::model::report::Severity;
use crate::model::wanted::Wanted;

use super::encoding::tests::in_every_encoding;
use super::{ArtifactResult, Limits, Reading, open};

/// What is read of one file.
struct Fixture {
    manifest: Manifest,
    wanted: Wanted,
    limits: Limits,
}

impl Default for Fixture {
    fn default() -> Self {
        let mut wanted = Wanted::default();
        wanted.document(DocumentKind::ContractTerms);
        Self { manifest: Manifest::default(), wanted, limits: Limits::default() }
    }
}

impl Fixture {
    fn declaring(path: &str, kind: DocumentKind) -> Self {
        let entry = DocumentEntry { path: path.into(), kind, date: None };
        let manifest = Manifest { documents: vec![entry], ..Manifest::default() };
        Self { manifest, ..Self::default() }
    }

    fn read(&self, name: &str, bytes: &[u8]) -> (ArtifactResult, Vec<Record>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self.read_folder(folder.path())
    }

    /// Reads the first file of a folder.
    fn read_folder(&self, folder: &Path) -> (ArtifactResult, Vec<Record>) {
        let submission = open(folder, &self.limits).unwrap();
        let reading = Reading {
            manifest: &self.manifest,
            mappings: &BTreeMap::new(),
            wanted: &self.wanted,
            worker: None,
            limits: &self.limits,
        };
        let mut records = Vec::new();
        let result =
            submission.artifacts[0].read(FileId(0), &reading, &mut |record| records.push(record));
        let read = records.iter().filter(|record| !matches!(record, Record::Damaged(_)));
        assert_eq!(result.records, read.count() as u64);
        (result, records)
    }
}

fn codes(result: &ArtifactResult) -> Vec<&str> {
    result.diagnostics.iter().map(|met| met.code.as_str()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Text and place of every passage.
fn passages(records: &[Record]) -> Vec<(&str, u64, u64)> {
    records
        .iter()
        .map(|record| {
            let Record::Passage(passage) = record else { panic!("{record:?}") };
            let place = &passage.place;
            (passage.text.raw(), place.offset.unwrap(), place.line.unwrap())
        })
        .collect()
}

const TERMS: &str = "契約約款\r\n\r\n第1条 目的\r\n本約款は、利用条件を定める。\r\n\r\n第2条(準拠法)\r\n日本法に準拠する。\r\n";

#[test]
fn one_document_in_every_encoding_gives_the_same_passages() {
    let path = "documents/terms";
    let fixture = Fixture::declaring(path, DocumentKind::ContractTerms);
    let expected = [
        ("契約約款", 0, 1),
        ("第1条 目的\r\n本約款は、利用条件を定める。", 16, 3),
        ("第2条(準拠法)\r\n日本法に準拠する。", 78, 6),
    ];
    for (encoding, bytes) in in_every_encoding(TERMS) {
        for bytes in [gzip(&bytes), bytes] {
            let (result, records) = fixture.read(path, &bytes);
            assert_eq!(passages(&records), expected, "{encoding}");
            assert_eq!(result.kind.as_deref(), Some("contract-terms"), "{encoding}");
            assert_eq!(result.bytes, bytes.len() as u64, "{encoding}");
            assert!(!result.incomplete && result.diagnostics.is_empty(), "{encoding} {result:?}");
        }
    }
}

#[test]
fn markdown_is_known_by_its_headings() {
    let path = "documents/terms.txt";
    let fixture = Fixture::declaring(path, DocumentKind::ContractTerms);
    let (_, records) = fixture.read(path, "# 約款\n```\n# 例\n```\n## 準拠法\n日本法\n".as_bytes());
    assert_eq!(
        passages(&records),
        [("# 約款\n```\n# 例\n```", 0, 1), ("## 準拠法\n日本法", 23, 5)]
    );
}

#[test]
fn what_nobody_asks_for_is_hashed_and_not_read() {
    let fixture = Fixture::declaring("documents/a.txt", DocumentKind::PriceList);
    let (result, records) = fixture.read("documents/a.txt", b"abc");
    assert!(records.is_empty());
    assert_eq!(result.kind.as_deref(), Some("price-list"));
    assert_eq!(result.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    let fixture = Fixture::declaring("a.pdf", DocumentKind::PriceList);
    let (result, _) = fixture.read("a.pdf", b"%PDF-1.7 broken");
    assert_eq!((result.incomplete, result.rejected), (false, None));
}

#[test]
fn an_undeclared_document_is_other() {
    let mut fixture = Fixture::default();
    fixture.wanted.document(DocumentKind::Other);
    let (result, records) = fixture.read("certificates/a.md", b"# a\n");
    assert_eq!(result.kind.as_deref(), Some("other"));
    assert_eq!((codes(&result), records.len()), (vec!["undeclared-document"], 1));
}

#[test]
fn a_pdf_without_a_decoder_is_unreadable() {
    let fixture = Fixture::declaring("a.bin", DocumentKind::ContractTerms);
    let (result, records) = fixture.read("a.bin", b"\n%PDF-1.7\n");
    assert!(
        matches!(records.as_slice(), [Record::Damaged(damaged)] if damaged.document() == Some(DocumentKind::ContractTerms))
    );
    assert_eq!((result.records, codes(&result)), (0, vec!["unreadable-document"]));
    assert!(result.incomplete && result.rejected.is_some());
}

#[test]
fn a_declared_document_that_cannot_be_read_is_unreadable() {
    // content, asked for, code, incomplete
    let cases: [(&[u8], DocumentKind, &str, bool); 4] = [
        (
            b"PK\x03\x04\0 word/document.xml",
            DocumentKind::ContractTerms,
            "unreadable-document",
            true,
        ),
        (b"abc\x80\xff", DocumentKind::ContractTerms, "unreadable-document", true),
        (b"abc\x80\xff", DocumentKind::PriceList, "unrecognised-file", false),
        (b"", DocumentKind::ContractTerms, "unrecognised-file", false),
    ];
    for (bytes, kind, code, incomplete) in cases {
        let (result, _) =
            Fixture::declaring("documents/a.docx", kind).read("documents/a.docx", bytes);
        assert_eq!((codes(&result), result.incomplete), (vec![code], incomplete), "{result:?}");
        assert_eq!(result.kind.is_some(), !bytes.is_empty());
    }
}

#[test]
fn files_that_nobody_knows_change_no_status() {
    let cases: [(&str, &[u8]); 6] = [
        ("exports/a.json", b""),
        ("exports/a.json", b"{\"a\":1}"),
        ("notes/a.txt", b"text"),
        ("documents/a.html", b"<!doctype html><p>x"),
        ("documents/a.bin", b"\x00\x01\x02"),
        ("answers.xlsx", b"PK\x03\x04 xl/workbook.xml"),
    ];
    for (name, bytes) in cases {
        let (result, records) = Fixture::default().read(name, bytes);
        assert_eq!((codes(&result), records.len()), (vec!["unrecognised-file"], 0), "{name}");
        assert!(!result.incomplete && result.kind.is_none(), "{name}");
        assert_eq!(result.bytes, bytes.len() as u64, "{name}");
    }
}

#[test]
fn damage_and_limits_make_the_audit_incomplete() {
    let fixture = Fixture {
        limits: Limits { free: 1 << 20, table: 4 << 20, ..Limits::default() },
        ..Fixture::default()
    };
    let table = |rows: usize| format!("id,status\n{}", "GC22-STO-007,met\n".repeat(rows));
    let mut noise = String::new();
    for n in 0..20_000_u32 {
        writeln!(noise, "X-Y-{:03},{}", n % 1000, n.wrapping_mul(2_654_435_761)).unwrap();
    }
    let whole = gzip(format!("id,status\n{noise}").as_bytes());
    let cases = [
        ("bomb", gzip(table(500_000).as_bytes()), "unpacked-ratio"),
        ("large", table(300_000).into_bytes(), "too-large"),
        ("cut", whole[..whole.len() / 2].to_vec(), "cut-short"),
        ("json", b"[{\"id\":\"GC22-STO-007\",\"status\":\"met\"},".to_vec(), "malformed-table"),
        (
            "toml",
            b"[[answers]]\nid = \"GC22-STO-007\"\nstatus = \"met\"\nx = \n".to_vec(),
            "malformed-table",
        ),
    ];
    for (name, bytes, code) in cases {
        let (result, _) = fixture.read(name, &bytes);
        assert!(codes(&result).contains(&code), "{name} {result:?}");
        assert!(result.incomplete && result.rejected.is_some(), "{name}");
        assert_eq!(result.kind.as_deref(), Some("answers"), "{name}");
        assert_eq!(result.bytes, bytes.len() as u64, "{name}");
        assert_eq!(result.sha256.len(), 64, "{name}");
    }
}

#[test]
fn a_table_in_bytes_of_no_encoding_is_refused() {
    let mut bytes = b"id,status\nGC22-STO-007,met\n".to_vec();
    bytes.extend(b"x".repeat(70_000));
    bytes.extend(b"\x80\xff");
    let (result, _) = Fixture::default().read("answers.csv", &bytes);
    assert_eq!(codes(&result), ["unknown-encoding"]);
    assert!(result.incomplete);
}

#[cfg(unix)]
#[test]
fn a_file_that_vanished_or_became_a_link_is_unreadable() {
    for becomes_link in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "x").unwrap();
        let submission = open(folder.path(), &Limits::default()).unwrap();
        fs::remove_file(&path).unwrap();
        if becomes_link {
            std::os::unix::fs::symlink("/etc/hostname", &path).unwrap();
        }
        let fixture = Fixture::default();
        let reading = Reading {
            manifest: &fixture.manifest,
            mappings: &BTreeMap::new(),
            wanted: &fixture.wanted,
            worker: None,
            limits: &fixture.limits,
        };
        let result = submission.artifacts[0].read(FileId(0), &reading, &mut |_| {});
        assert_eq!(codes(&result), ["unreadable-file"]);
        assert!(result.incomplete && result.sha256.is_empty());
    }
}

#[test]
fn the_manifest_is_hashed_from_the_bytes_that_were_believed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("submission.toml");
    fs::write(&path, "abc").unwrap();
    let submission = open(folder.path(), &Limits::default()).unwrap();
    fs::write(&path, "something else").unwrap();
    let fixture = Fixture::default();
    let reading = Reading {
        manifest: &fixture.manifest,
        mappings: &BTreeMap::new(),
        wanted: &fixture.wanted,
        worker: None,
        limits: &fixture.limits,
    };
    let result = submission.artifacts[0].read(FileId(0), &reading, &mut |_| {});
    assert_eq!(result.kind.as_deref(), Some("manifest"));
    assert_eq!(result.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(submission.manifest_text().as_deref(), Some("abc"));
}

#[test]
fn what_the_manifest_declares_comes_first() {
    let export = |format: &str| Fixture {
        manifest: Manifest {
            exports: vec![ExportEntry {
                path: "{subject}.csv".into(),
                call: None,
                format: Some(format.into()),
                account: None,
                region: None,
                captured: None,
            }],
            ..Manifest::default()
        },
        ..Fixture::default()
    };
    // format, kind, diagnostics, incomplete
    let cases = [
        ("services", Some("services"), vec![], false),
        ("certificates", None, vec!["not-as-declared"], true),
        ("pdf", None, vec!["not-as-declared"], true),
        ("nonsense", None, vec!["unknown-format", "unrecognised-file"], false),
    ];
    for (format, kind, expected, incomplete) in cases {
        let (result, _) = export(format).read("a.csv", b"id,name,status\ns1,Store,ga\n");
        assert_eq!(result.kind.as_deref(), kind, "{format}");
        assert_eq!(codes(&result), expected, "{format}");
        assert_eq!(result.incomplete, incomplete, "{format}");
    }
    let document = Fixture::declaring("a.csv", DocumentKind::ContractTerms);
    let (result, _) = document.read("a.csv", b"id,status\nGC22-STO-007,met\n");
    assert_eq!(result.kind.as_deref(), Some("contract-terms"));
}

#[test]
fn every_notation_gives_the_same_answer() {
    let files: [(&str, Place); 5] = [
        (
            "id,status,delivery,how,planned,owner\nGC22-STO-007,planned,own,\"a, b\",2026-03-31,x\n",
            Place { line: Some(2), ..Place::file(FileId(0)) },
        ),
        (
            "\n要件ID;回答;提供形態;対応内容;対応予定日;担当\r\n\r\n ＧＣ２２-ＳＴＯ-００７;対応予定;自社;a, b;令和8年3月31日;x\r\n",
            Place { line: Some(4), ..Place::file(FileId(0)) },
        ),
        (
            "要件ID\t回答\t提供形態\t対応内容\t対応予定日\t担当\t\nGC22-STO-007\t対応予定\t自社\ta, b\t2026/3/31\tx\t\n",
            Place { line: Some(2), ..Place::file(FileId(0)) },
        ),
        (
            "schema = 1\n[[answers]]\nid = \"GC22-STO-007\"\nstatus = \"planned\"\ndelivery = \"own\"\nhow = \"a, b\"\nplanned = 2026-03-31\nowner = \"x\"\n",
            Place { line: Some(2), offset: Some(11), ..Place::file(FileId(0)) },
        ),
        (
            "{\"answers\": [\n{\"要件ID\":\"GC22-STO-007\",\"回答\":\"対応予定\",\"delivery\":\"own\",\"how\":\"a, b\",\"planned\":\"2026-03-31\",\"owner\":\"x\"}]}",
            Place {
                line: Some(2),
                offset: Some(14),
                pointer: Some(crate::model::text::Untrusted::new("/answers/0")),
                ..Place::file(FileId(0))
            },
        ),
    ];
    for (text, place) in files {
        let (result, records) = Fixture::default().read("answers", text.as_bytes());
        let [Record::Answer(answer)] = records.as_slice() else { panic!("{text} {result:?}") };
        assert_eq!(answer.id.raw(), "GC22-STO-007");
        assert_eq!(answer.status, Some(AnswerStatus::Planned));
        assert_eq!(answer.delivery, Some(Delivery::Own));
        assert_eq!(answer.how.raw(), "a, b");
        assert_eq!(answer.planned.map(|date| date.to_string()).as_deref(), Some("2026-03-31"));
        assert_eq!(answer.owner.raw(), "x");
        assert!(["status", "回答"].contains(&answer.place.cell.as_ref().unwrap().raw()));
        assert_eq!(Place { cell: None, ..answer.place.clone() }, place, "{text}");
        assert!(result.diagnostics.is_empty() && !result.incomplete, "{text} {result:?}");
    }
}

/// Text, lines of the records, and codes with lines.
type Odd<'a> = (&'a str, &'a [u64], &'a [(&'a str, u64)]);

#[test]
fn odd_csv_is_read_or_named() {
    let head = "id,status,how\n";
    let cases: &[Odd<'_>] = &[
        ("GC22-STO-001,met,\"two\nlines\"\nGC22-STO-002,met,x\n", &[2, 4], &[]),
        ("GC22-STO-001,met,\"say \"\"x\"\"\"\r\n\r\nGC22-STO-002,met,\r\n", &[2, 4], &[]),
        ("GC22-STO-001,met,a,b\nGC22-STO-002,met,x\n", &[3], &[("row-width", 2)]),
        ("GC22-STO-001,met,a,,\n", &[2], &[]),
        ("GC22-STO-001,met\n", &[2], &[("row-width", 2)]),
        (",met,x\n,,\nGC22-STO-002,met,x", &[4], &[("unnamed-row", 2)]),
        ("GC22-STO-001,done,x\n", &[2], &[("unknown-word", 2)]),
        ("GC22-STO-001,met,x\ngc22-sto-001,met,y\n", &[2, 3], &[("repeated-row", 3)]),
        ("GC22-STO-001,met,\"never\nGC22-STO-002,met,x\n", &[2], &[("malformed-table", 2)]),
        ("GC22-STO-001,met,a 5\" disk\n", &[2], &[]),
    ];
    for (text, lines, expected) in cases {
        let (result, records) = Fixture::default().read("a", format!("{head}{text}").as_bytes());
        let found: Vec<u64> = records
            .iter()
            .map(|record| {
                let Record::Answer(answer) = record else { panic!("{record:?}") };
                answer.place.line.unwrap()
            })
            .collect();
        assert_eq!(&found, lines, "{text:?}");
        let met: Vec<(&str, u64)> = result
            .diagnostics
            .iter()
            .map(|met| (met.code.as_str(), met.place.as_ref().unwrap().line.unwrap()))
            .collect();
        assert_eq!(&met, expected, "{text:?}");
        let has_error = result.diagnostics.iter().any(|met| met.severity == Severity::Error);
        assert_eq!(result.incomplete, has_error, "{text:?}");
    }
}

#[test]
fn hostile_tables_end_soon() {
    let deep = |open: &str| {
        format!("[[answers]]\nid = \"GC22-STO-007\"\nstatus = {}", open.repeat(500_000))
    };
    let texts = [
        deep("["),
        deep("{a="),
        format!("id,status\n{}", "\"\n".repeat(500_000)),
        format!("id,status\n{}", ",".repeat(1_000_000)),
        format!("id,status{}\n", ",a".repeat(500_000)),
        format!("[[answers]]\nid = \"GC22-STO-007\"\nstatus = \"met\"\n{}", "= \n".repeat(100_000)),
        format!("[{{\"id\":\"GC22-STO-007\",\"status\":{}", "[".repeat(500_000)),
    ];
    for text in texts {
        let (result, records) = Fixture::default().read("a", text.as_bytes());
        assert!(records.len() <= 1, "{:?}", &text[..40]);
        assert!(result.diagnostics.len() <= 21, "{:?}", &text[..40]);
    }
}

#[test]
fn unknown_and_repeated_columns_are_named_once() {
    let text = "id,status,備考,status\nGC22-STO-001,met,a,planned\nGC22-STO-002,met,b,planned\n";
    let (result, records) = Fixture::default().read("a", text.as_bytes());
    let Record::Answer(answer) = &records[0] else { panic!("{records:?}") };
    assert_eq!(answer.status, Some(AnswerStatus::Met));
    assert_eq!(codes(&result), ["unknown-column", "repeated-column", "repeated-column"]);
}

#[test]
fn services_certificates_and_commitments_are_read() {
    let services = "id,name,status,regions,capabilities,documentation\n\
                    objects,保管庫,提供中,is1a|tk1a,object-store.versioning|object-store.lifecycle,.\\documents\\spec.pdf\n";
    let (_, records) = Fixture::default().read("services.csv", services.as_bytes());
    let [Record::Service(service)] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!(service.status, Some(ServiceStatus::Ga));
    assert_eq!(service.regions.len(), 2);
    assert_eq!(service.capabilities[1].raw(), "object-store.lifecycle");
    assert_eq!(service.documentation.as_ref().unwrap().raw(), "documents/spec.pdf");

    let certificates = "規格,登録・認証番号,取得者,適用範囲,有効期間の開始日,有効期限,原本ファイル\n\
                        ISO/IEC 27001:,X-1,架空の事業者,全て,2022-04-01,令和7年3月31日,certificates/か\u{3099}.pdf\n\
                        ISO 27017,X-2,,,,しばらく,\n";
    let (result, records) = Fixture::default().read("register.csv", certificates.as_bytes());
    let [Record::Certificate(first), Record::Certificate(second)] = records.as_slice() else {
        panic!("{records:?}")
    };
    assert_eq!(first.standard, None);
    assert_eq!(first.valid_until.unwrap().to_string(), "2025-03-31");
    assert_eq!(first.file.as_ref().unwrap().raw(), "certificates/が.pdf");
    assert_eq!(second.standard, Some(Standard::Iso27017));
    assert_eq!((second.valid_until, &second.file), (None, &None));
    assert_eq!(codes(&result), ["unknown-word", "bad-date"]);
    assert_eq!(
        result.diagnostics[1].place.as_ref().unwrap().cell.as_ref().unwrap().raw(),
        "有効期限"
    );

    let commitments = "サービスID,指標,値,単位\nobjects,稼働率,99.99,%\nobjects,rto,4,時間\n";
    let (_, records) = Fixture::default().read("sla.csv", commitments.as_bytes());
    let [Record::Commitment(first), Record::Commitment(second)] = &records[..] else { panic!() };
    assert_eq!(
        (first.metric, first.value, first.unit),
        (Some(Metric::Availability), Some(99_990), Some(Unit::Percent))
    );
    assert_eq!(
        (second.metric, second.value, second.unit),
        (Some(Metric::Rto), Some(4000), Some(Unit::Hours))
    );
}

#[test]
fn plans_have_their_milestones_in_every_notation() {
    let files = [
        "id,owner,date,milestones,updated\nGC22-STO-007,x,2026-03-31,設計@2025-10-31!|試験@2026-02-27,2025-09-01\n",
        "[[plan]]\nid = \"GC22-STO-007\"\nowner = \"x\"\ndate = 2026-03-31\nupdated = 2025-09-01\nmilestones = [{ name = \"設計\", date = 2025-10-31, done = true }, { name = \"試験\", date = \"2026-02-27\" }]\n",
        "[{\"id\":\"GC22-STO-007\",\"owner\":\"x\",\"date\":\"2026-03-31\",\"updated\":\"2025-09-01\",\"milestones\":[{\"name\":\"設計\",\"date\":\"2025-10-31\",\"done\":true},{\"name\":\"試験\",\"date\":\"2026-02-27\",\"done\":false}]}]",
    ];
    for text in files {
        let (result, records) = Fixture::default().read("plan", text.as_bytes());
        let [Record::PlanItem(item)] = records.as_slice() else { panic!("{text} {result:?}") };
        let steps: Vec<(&str, String, bool)> = item
            .milestones
            .iter()
            .map(|step| (step.name.raw(), step.date.unwrap().to_string(), step.done))
            .collect();
        assert_eq!(
            steps,
            [("設計", "2025-10-31".into(), true), ("試験", "2026-02-27".into(), false)],
            "{text}"
        );
        assert_eq!(item.updated.unwrap().to_string(), "2025-09-01");
        assert!(result.diagnostics.is_empty(), "{text} {result:?}");
    }
}
