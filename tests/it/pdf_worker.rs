//! The PDF worker as the library uses it: our own binary, fed with small files made here.

use std::fmt::Write as _;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

/// The clock, to give up waiting for a worker.
#[expect(clippy::disallowed_methods, reason = "a test that waits has to stop some time")]
fn now() -> Instant {
    Instant::now()
}

use sekisho::submission::worker::{
    CutReason, PdfFault, PdfText, Stop, WorkerFault, WorkerKind, WorkerLimits, run,
};

/// A PDF file made of indirect objects; object 1 is the catalog.
struct Pdf {
    objects: Vec<Vec<u8>>,
    trailer: String,
}

impl Pdf {
    /// One page per content stream; `resources` is the dictionary that all pages share.
    fn new(resources: &str, contents: &[&[u8]]) -> Self {
        let mut kids = String::new();
        for page in 0..contents.len() {
            write!(kids, "{} 0 R ", 4 + 2 * page).unwrap();
        }
        let mut objects: Vec<Vec<u8>> = vec![
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", contents.len()).into(),
            format!("<< {resources} >>").into(),
        ];
        for content in contents {
            let stream = objects.len() + 2;
            objects.push(
                format!(
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 3 0 R /Contents {stream} 0 R >>"
                )
                .into(),
            );
            objects.push(stream_object("", content));
        }
        Self { objects, trailer: String::new() }
    }

    /// Adds an object that is not part of the page tree; its number follows the pages.
    fn with(mut self, object: impl Into<Vec<u8>>) -> Self {
        self.objects.push(object.into());
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (number, object) in (1..).zip(&self.objects) {
            writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
            file.extend(format!("{number} 0 obj\n").bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let start = file.len();
        let size = self.objects.len() + 1;
        let trailer = format!(
            "{table}trailer\n<< /Size {size} /Root 1 0 R {} >>\nstartxref\n{start}\n%%EOF\n",
            self.trailer
        );
        file.extend(trailer.bytes());
        file
    }
}

fn stream_object(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< {entries} /Length {} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

const HELVETICA: &str = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";

/// A resource dictionary with a font of the Adobe-Japan1 collection that is not embedded.
fn japanese(encoding: &str, more: &str) -> String {
    format!(
        "/Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3-{encoding} \
         /Encoding /{encoding} {more} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 \
         /BaseFont /HeiseiMin-W3 /DW 1000 \
         /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 5 >> >>] >> >>"
    )
}

/// A line of text in UTF-16 at a place on the page.
fn line(x: u32, y: u32, text: &str) -> String {
    let mut code = String::new();
    for unit in text.encode_utf16() {
        write!(code, "{unit:04X}").unwrap();
    }
    format!("BT /F1 12 Tf 1 0 0 1 {x} {y} Tm <{code}> Tj ET\n")
}

fn worker() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_sekisho"))
}

fn read(file: &[u8]) -> Result<PdfText, WorkerFault> {
    run(worker(), WorkerKind::Pdf, &mut &*file, &WorkerLimits::default())
}

fn text(file: &Pdf) -> Vec<String> {
    read(&file.bytes()).unwrap().pages
}

/// The fault of a file, which must be one that the worker states.
fn fault(file: &[u8]) -> PdfFault {
    match read(file) {
        Err(WorkerFault::Pdf(fault)) => fault,
        other => panic!("no fault of the file: {other:?}"),
    }
}

/// True if the file made the worker end without an answer.
fn stops_the_worker(file: &[u8]) -> bool {
    match read(file) {
        Err(WorkerFault::Stopped { how: Stop::Died }) => true,
        other => panic!("the worker answered: {other:?}"),
    }
}

#[test]
fn ascii_text_is_read_line_by_line() {
    let content =
        b"BT /F1 12 Tf 14 TL 50 700 Td (Object) Tj ( versioning) Tj T* [(is o) -20 (ffered.)] TJ \
        (Second line.) ' 1 0 (Third.) \" ET";
    let pages = text(&Pdf::new(HELVETICA, &[content, b""]));
    assert_eq!(pages, ["Object versioning\nis offered.\nSecond line.\nThird.\n", ""]);
}

#[test]
fn japanese_text_is_read_without_an_embedded_font() {
    let first =
        line(50, 700, "架空クラウド株式会社は、国内に保存する。") + &line(50, 680, "第2条 𠮷野");
    let file = Pdf::new(
        &japanese("UniJIS-UTF16-H", ""),
        &[first.as_bytes(), line(50, 700, "次頁").as_bytes()],
    );
    let expected = ["架空クラウド株式会社は、国内に保存する。\n第2条 𠮷野\n", "次頁\n"];
    assert_eq!(text(&file), expected);
}

#[test]
fn vertical_text_is_read_from_the_right() {
    let content = line(480, 800, "一行目の文は、")
        + &line(500, 800, "題名")
        + &line(460, 800, "次の行で終わる。");
    let file = Pdf::new(&japanese("UniJIS-UTF16-V", ""), &[content.as_bytes()]);
    assert_eq!(text(&file), ["題名\n一行目の文は、\n次の行で終わる。\n"]);
}

#[test]
fn a_named_identity_map_means_unicode_codes() {
    let content = line(50, 700, "関所");
    let file = Pdf::new(&japanese("Identity-H", "/ToUnicode /Identity-H"), &[content.as_bytes()]);
    assert_eq!(text(&file), ["関所\n"]);
}

#[test]
fn forms_are_read_where_they_are_drawn() {
    let resources = format!("{HELVETICA} /XObject << /X1 6 0 R >>");
    let content = b"BT /F1 12 Tf 50 700 Td (above) Tj ET q 1 0 0 1 0 -40 cm /X1 Do Q \
        BT /F1 12 Tf 50 640 Td (below) Tj ET";
    let form = stream_object(
        "/Type /XObject /Subtype /Form /BBox [0 0 595 842]",
        b"BT /F1 12 Tf 50 700 Td (in the form) Tj ET",
    );
    let file = Pdf::new(&resources, &[content]).with(form);
    assert_eq!(text(&file), ["above\nin the form\nbelow\n"]);
}

#[test]
fn columns_and_tables_keep_their_sentences() {
    let columns = [
        "左段の文は四行に分かれ、",
        "改行で切れずに続いて、",
        "右の段へは移らない。",
        "左段の終わりです。",
        "右段の文も四行あって、",
        "左の段とは混ざらない。",
        "ここまでが右の段の、",
        "最後の行になります。",
    ];
    let content: String = (0..)
        .zip(columns)
        .map(|(n, text)| line(50 + 200 * (n / 4), 700 - 18 * (n % 4), text))
        .collect();
    let file = Pdf::new(&japanese("UniJIS-UTF16-H", ""), &[content.as_bytes()]);
    assert_eq!(text(&file), [columns.map(|text| format!("{text}\n")).concat()]);

    let cells =
        [(700, "可用性", "九十九％"), (680, "保存場所", "国内"), (660, "監査ログ", "未対応")];
    let content: String =
        cells.iter().map(|(y, left, right)| line(50, *y, left) + &line(250, *y, right)).collect();
    let file = Pdf::new(&japanese("UniJIS-UTF16-H", ""), &[content.as_bytes()]);
    assert_eq!(text(&file), ["可用性  九十九％\n保存場所  国内\n監査ログ  未対応\n"]);
}

#[test]
fn what_was_seen_is_counted() {
    let resources = format!("{HELVETICA} /XObject << /I1 8 0 R >>");
    let image = stream_object(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
        b"\0",
    );
    let first = b"BT /F1 12 Tf 50 700 Td (seen) Tj 3 Tr (hidden) Tj 0 Tr 2000 0 Td (outside) Tj ET";
    let second = b"q 595 0 0 842 0 0 cm /I1 Do Q";
    let read = read(&Pdf::new(&resources, &[first, second]).with(image).bytes()).unwrap();
    assert_eq!(read.pages, ["seenhidden\n", ""]);
    let counters = read.counters;
    assert_eq!(
        [
            counters.glyphs,
            counters.invisible,
            counters.offpage,
            counters.images,
            counters.image_pages
        ],
        [10, 6, 7, 1, 1]
    );
    assert_eq!([counters.unmapped, counters.guessed, counters.cut], [0, 0, 0]);
}

#[test]
fn a_scan_has_no_text_layer() {
    let content = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \0 EI Q";
    let file = Pdf::new("", &[content, b""]).bytes();
    assert_eq!(fault(&file), PdfFault::NoTextLayer { images: 1 });
}

#[test]
fn glyphs_without_characters_are_no_text() {
    let content = line(50, 700, "関所");
    let no_collection = japanese("Identity-H", "").replace("Japan1", "Identity");
    let no_font = "/Font << >>";
    for (resources, glyphs) in [(&*no_collection, 2), (no_font, 4)] {
        let file = Pdf::new(resources, &[content.as_bytes()]).bytes();
        assert_eq!(fault(&file), PdfFault::Unmappable { unmapped: glyphs, glyphs });
    }
}

#[test]
fn a_file_that_needs_a_password_says_so() {
    let mut file = Pdf::new(HELVETICA, &[b"BT /F1 12 Tf 50 700 Td (text) Tj ET"]);
    let hash = "00".repeat(32);
    file.trailer = format!(
        "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <{hash}> /U <{hash}> /P -4 >>"
    );
    assert_eq!(fault(&file.bytes()), PdfFault::PasswordNeeded);
}

#[test]
fn damaged_files_are_told_from_complete_ones() {
    let content = line(50, 700, "関所");
    let whole =
        Pdf::new(&japanese("UniJIS-UTF16-H", ""), &[content.as_bytes(), content.as_bytes()])
            .bytes();
    assert_eq!(fault(&whole[..whole.len() * 2 / 3]), PdfFault::Invalid);
    assert_eq!(fault(b"PK\x03\x04"), PdfFault::Invalid);
    assert_eq!(fault(b""), PdfFault::Invalid);

    let lost_page = String::from_utf8(whole).unwrap().replace("6 0 obj", "9 0 obj");
    let what = CutReason::MissingPages { found: 1, declared: 2 };
    assert_eq!(fault(lost_page.as_bytes()), PdfFault::Cut { what });
}

#[test]
fn text_behind_a_syntax_error_is_missed_aloud() {
    let broken: &[u8] = b"BT /F1 12 Tf 50 700 Td (seen) Tj (never closed Tj (unseen) Tj ET";
    let file = Pdf::new(HELVETICA, &[b"BT ET", broken]).bytes();
    assert_eq!(fault(&file), PdfFault::Cut { what: CutReason::Contents { page: 2 } });

    let harmless: &[u8] = b"BT /F1 12 Tf 50 700 Td (seen) Tj ET (never closed";
    let read = read(&Pdf::new(HELVETICA, &[harmless]).bytes()).unwrap();
    assert_eq!((read.pages.concat().as_str(), read.counters.cut), ("seen\n", 1));
}

#[test]
fn compressed_content_without_its_checksum_is_damaged() {
    let mut file = Pdf::new("", &[b""]);
    file.objects[4] = stream_object("/Filter /FlateDecode", &deflate_bomb(1 << 20));
    let what = CutReason::Contents { page: 1 };
    assert_eq!(fault(&file.bytes()), PdfFault::Cut { what });
}

#[test]
fn endless_forms_are_cut() {
    let resources = format!("{HELVETICA} /XObject << /X1 6 0 R >>");
    let form = stream_object("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"/X1 Do");
    let file = Pdf::new(&resources, &[b"/X1 Do"]).with(form).bytes();
    assert_eq!(fault(&file), PdfFault::Cut { what: CutReason::FormDepth { limit: 20 } });
}

#[test]
fn a_table_of_widths_without_end_stops_only_the_worker() {
    let resources = japanese("Identity-H", "").replace("/DW 1000", "/W [0 4294967294 500]");
    let file = Pdf::new(&resources, &[b"BT /F1 12 Tf <0001> Tj ET"]).bytes();
    assert!(file.len() < 1000 && stops_the_worker(&file));
}

#[test]
fn content_drawn_again_and_again_is_cut() {
    // Each run-length code 0x81 and its byte stand for 128 blanks; 0x80 ends the data.
    let blanks = [b"\x81 ".repeat(8 << 10), vec![0x80]].concat();
    let mut file = Pdf::new("", &[b""]).with(stream_object("/Filter /RunLengthDecode", &blanks));
    let contents = format!("/Contents [{}]", "6 0 R ".repeat(100));
    let page = String::from_utf8(file.objects[3].clone()).unwrap();
    file.objects[3] = page.replace("/Contents 5 0 R", &contents).into();
    let what = CutReason::ContentBytes { limit: 64 << 20 };
    assert_eq!(fault(&file.bytes()), PdfFault::Cut { what });
}

#[test]
fn a_stream_without_end_stops_only_the_worker() {
    let mut file = Pdf::new("", &[b""]);
    file.objects[4] = stream_object("/Filter /FlateDecode", &deflate_bomb(1 << 30));
    assert!(stops_the_worker(&file.bytes()));
}

/// A zlib stream of about `size` blanks: after one literal, copies of 258 bytes from distance 1,
/// in the fixed code of RFC 1951.
fn deflate_bomb(size: usize) -> Vec<u8> {
    let mut bits = BitWriter::default();
    bits.put(0b011, 3);
    bits.put_code(0x30 + u32::from(b' '), 8);
    for _ in 0..size / 258 {
        bits.put_code(0b1100_0101, 8);
        bits.put_code(0, 5);
    }
    bits.put_code(0, 7);
    [&[0x78, 0x9c], &*bits.bytes].concat()
}

#[derive(Default)]
struct BitWriter {
    bytes: Vec<u8>,
    used: u32,
}

impl BitWriter {
    fn put(&mut self, value: u32, count: u32) {
        for bit in 0..count {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            *self.bytes.last_mut().unwrap() |= u8::from(value >> bit & 1 == 1) << (self.used % 8);
            self.used += 1;
        }
    }

    /// Huffman codes are written from their highest bit.
    fn put_code(&mut self, code: u32, count: u32) {
        for bit in (0..count).rev() {
            self.put(code >> bit & 1, 1);
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn the_worker_limits_itself_before_it_reads() {
    use std::process::{Command, Stdio};

    let mut child = Command::new(worker())
        .args(["__worker", "pdf"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let expected = [
        ("Max address space", "536870912"),
        ("Max cpu time", "20"),
        ("Max core file size", "0"),
        ("Max open files", "16"),
        ("Max file size", "0"),
    ];
    let are_set = |limits: &str| {
        expected.iter().all(|(name, value)| {
            let line = limits.lines().find_map(|line| line.strip_prefix(name));
            line.is_some_and(|line| line.split_whitespace().take(2).eq([*value, *value]))
        })
    };
    let deadline = now() + Duration::from_secs(10);
    let mut limits = String::new();
    while !are_set(&limits) && now() < deadline {
        std::thread::sleep(Duration::from_millis(5));
        limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(are_set(&limits), "{limits}");
}

#[test]
fn a_worker_that_cannot_be_started_is_no_fault_of_the_file() {
    let nowhere = Path::new("/nonexistent/sekisho");
    let result = run(nowhere, WorkerKind::Pdf, &mut &b"%PDF"[..], &WorkerLimits::default());
    assert!(matches!(result, Err(WorkerFault::Start(_))), "{result:?}");
}

#[test]
fn an_input_that_fails_is_no_fault_of_the_worker() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("damaged archive"))
        }
    }
    let result = run(worker(), WorkerKind::Pdf, &mut Broken, &WorkerLimits::default());
    assert!(matches!(result, Err(WorkerFault::Input(_))), "{result:?}");
}

#[test]
fn an_answer_longer_than_allowed_is_none() {
    let file = Pdf::new(HELVETICA, &[b"BT /F1 12 Tf 50 700 Td (text) Tj ET"]).bytes();
    let limits = WorkerLimits { answer_bytes: 20, ..WorkerLimits::default() };
    let result = run(worker(), WorkerKind::Pdf, &mut &*file, &limits);
    assert!(matches!(result, Err(WorkerFault::Answer)), "{result:?}");
}

#[test]
fn a_worker_that_does_not_end_is_stopped() {
    /// Input that comes too slowly to end in time; meanwhile the worker waits for more.
    struct Dripping;
    impl Read for Dripping {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            std::thread::sleep(Duration::from_millis(20));
            buffer[0] = b'%';
            Ok(1)
        }
    }
    let limits = WorkerLimits { wall: Duration::from_millis(300), ..WorkerLimits::default() };
    let result = run(worker(), WorkerKind::Pdf, &mut Dripping, &limits);
    assert!(matches!(result, Err(WorkerFault::Stopped { how: Stop::Overdue })), "{result:?}");
}

#[test]
fn an_endless_input_is_cut() {
    let result =
        run(worker(), WorkerKind::Pdf, &mut std::io::repeat(b'%'), &WorkerLimits::default());
    let expected = PdfFault::Cut { what: CutReason::Bytes { limit: 200 << 20 } };
    assert!(matches!(&result, Err(WorkerFault::Pdf(fault)) if *fault == expected), "{result:?}");
}

#[test]
#[cfg(unix)]
fn programs_that_are_no_worker_give_no_text() {
    let ask = |program: &str| {
        let mut input = std::io::repeat(b'x').take(8 << 20);
        run(Path::new(program), WorkerKind::Pdf, &mut input, &WorkerLimits::default())
    };
    let failing = ask("/usr/bin/env");
    assert!(matches!(failing, Err(WorkerFault::Stopped { how: Stop::Died })), "{failing:?}");
    for babbling in ["/bin/echo", "/usr/bin/yes"] {
        let result = ask(babbling);
        assert!(matches!(result, Err(WorkerFault::Answer)), "{result:?}");
    }
}
