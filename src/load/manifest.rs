//! `submission.toml`: what the bidder says about the submission.
//!
//! It is the one file here that the other side wrote, so nothing in it is fatal: what cannot be used is left out and becomes a
//! diagnostic of the report, in both languages, with the bidder's own words kept apart as untrusted text.

use crate::model::document::{Delivery, DocumentKind};
use crate::model::log::LogSource;
use crate::model::manifest::{
    DocumentEntry, ExportEntry, LogEntry, Manifest, Participant, Product, ScanEntry, ScopeEntry,
};
use crate::model::place::{FileId, Place};
use crate::model::report::{Diagnostic, Severity};
use crate::model::scan::ScanKind;
use crate::model::span::Defect;
use crate::model::text::{Bilingual, Untrusted};

use super::node::{Node, NodeValue};
use super::shape::{Decoder, Members};
use super::source::Sources;
use super::toml;

const SCHEMA: &str = "sekisho-submission/1";
/// Most defects that are kept of one manifest.
const MOST_DEFECTS: usize = 100;

/// Reads a manifest. What cannot be used is left out; an unreadable one is empty.
pub fn manifest(name: &str, text: &str, sources: &mut Sources) -> (Manifest, Vec<Defect>) {
    let mut decoder = Decoder::default();
    let source = sources.add(name, text);
    let root = toml::parse(source, text, &mut decoder.defects);
    let manifest = root.and_then(|root| decode(&mut decoder, &root)).unwrap_or_default();
    let mut defects = decoder.defects;
    if let Some(last) = defects.get(MOST_DEFECTS) {
        let more = Defect::new("more-defects", last.at.clone(), "further defects are not listed");
        defects.truncate(MOST_DEFECTS);
        defects.push(more);
    }
    (manifest, defects)
}

/// A defect of a manifest as a diagnostic of the report. `file` is the manifest among the files of the submission.
pub fn manifest_diagnostic(defect: &Defect, sources: &Sources, file: FileId) -> Diagnostic {
    let (line, column) = sources.line_column(&defect.at);
    let mut place = Place::file(file);
    place.offset = u64::try_from(defect.at.offset).ok();
    place.line = u64::try_from(line).ok();
    place.column = u64::try_from(column).ok();
    let severity = match defect.code {
        "syntax" | "too-large" => Severity::Error,
        _ => Severity::Warning,
    };
    Diagnostic {
        severity,
        code: format!("manifest-{}", defect.code),
        message: explain(defect.code).to_local(),
        subject: defect.subject.as_ref().map(|subject| subject.cut(80)),
        place: Some(place),
    }
}

fn explain(code: &str) -> Bilingual {
    let (ja, en) = match code {
        "syntax" => {
            ("TOMLとして読めない箇所があります。", "part of the manifest is not valid TOML")
        }
        "too-large" => {
            ("大きすぎるため読みませんでした。", "the manifest is too large and was not read")
        }
        "duplicate-key" => (
            "同じキーが二度あります。先のものを使いました。",
            "a key stands twice; the first one was used",
        ),
        "unknown-key" => {
            ("知らないキーです。無視しました。", "the key is not known and was ignored")
        }
        "missing-key" => (
            "必要なキーがないため、この項目を使えません。",
            "a key is missing, so the entry cannot be used",
        ),
        "unknown-word" => (
            "認められた語ではありません。無視しました。",
            "not one of the allowed words; it was ignored",
        ),
        "bad-date" => (
            "YYYY-MM-DDの形の日付ではありません。無視しました。",
            "not a date written YYYY-MM-DD; it was ignored",
        ),
        "unknown-schema" => (
            "この版のマニフェストではありません。読める範囲で読みました。",
            "the manifest has another schema; it was read as far as possible",
        ),
        "more-defects" => (
            "マニフェストの不備が多いため、残りは省きました。",
            "the manifest has further defects, which are not listed",
        ),
        _ => (
            "値の種類が違うか空です。無視しました。",
            "the value is of another kind or empty; it was ignored",
        ),
    };
    Bilingual { ja, en }
}

fn decode(decoder: &mut Decoder, node: &Node) -> Option<Manifest> {
    let mut members = Members::open(decoder, node)?;
    members.optional(decoder, "schema", |decoder, node| decoder.schema(node, SCHEMA));
    let provider = members.required(decoder, "provider", Decoder::text);
    let (name_ja, name_en) = members.optional(decoder, "name", names).unwrap_or_default();
    let manifest = Manifest {
        provider,
        name_ja,
        name_en,
        profile: members.optional(decoder, "profile", Decoder::text),
        date: members.optional(decoder, "date", Decoder::date),
        delivery: members.optional(decoder, "delivery", delivery),
        scope: members
            .optional(decoder, "scope", |d, node| d.each(node, scope))
            .unwrap_or_default(),
        products: members
            .optional(decoder, "products", |d, node| d.each(node, product))
            .unwrap_or_default(),
        participants: members
            .optional(decoder, "participants", |d, node| d.each(node, participant))
            .unwrap_or_default(),
        exports: members
            .optional(decoder, "exports", |d, node| d.each(node, export))
            .unwrap_or_default(),
        documents: members
            .optional(decoder, "documents", |d, node| d.each(node, document))
            .unwrap_or_default(),
        logs: members.optional(decoder, "logs", |d, node| d.each(node, log)).unwrap_or_default(),
        scans: members.optional(decoder, "scans", |d, node| d.each(node, scan)).unwrap_or_default(),
    };
    members.close(decoder);
    Some(manifest)
}

fn untrusted(decoder: &mut Decoder, node: &Node) -> Option<Untrusted> {
    decoder.text(node).map(Untrusted::new)
}

/// A name in one or both languages; a single text is the Japanese one.
fn names(decoder: &mut Decoder, node: &Node) -> Option<(Option<Untrusted>, Option<Untrusted>)> {
    if matches!(node.value, NodeValue::Scalar(_)) {
        return Some((untrusted(decoder, node), None));
    }
    let mut members = Members::open(decoder, node)?;
    let ja = members.optional(decoder, "ja", untrusted);
    let en = members.optional(decoder, "en", untrusted);
    members.close(decoder);
    Some((ja, en))
}

fn delivery(decoder: &mut Decoder, node: &Node) -> Option<Delivery> {
    decoder.word(node, Delivery::ALL, Delivery::id)
}

fn scope(decoder: &mut Decoder, node: &Node) -> Option<ScopeEntry> {
    let mut members = Members::open(decoder, node)?;
    let provider = members.required(decoder, "provider", Decoder::text);
    let accounts = members.required(decoder, "accounts", Decoder::texts);
    let regions = members.optional(decoder, "regions", Decoder::texts).unwrap_or_default();
    members.close(decoder);
    let regions = regions.iter().map(|region| region.to_lowercase()).collect();
    Some(ScopeEntry { provider: provider?, accounts: accounts?, regions })
}

/// A product whose delivery is not stated is somebody else's: the reading that gives the bidder nothing.
fn product(decoder: &mut Decoder, node: &Node) -> Option<Product> {
    let mut members = Members::open(decoder, node)?;
    let name = members.required(decoder, "name", untrusted);
    let provider = members.optional(decoder, "provider", Decoder::text);
    let delivery = members.optional(decoder, "delivery", delivery).unwrap_or(Delivery::ThirdParty);
    members.close(decoder);
    Some(Product { name: name?, provider, delivery })
}

fn participant(decoder: &mut Decoder, node: &Node) -> Option<Participant> {
    let mut members = Members::open(decoder, node)?;
    let name = members.required(decoder, "name", untrusted);
    let provider = members.optional(decoder, "provider", Decoder::text);
    let lead = members.optional(decoder, "lead", Decoder::truth).unwrap_or_default();
    let ismap = members.optional(decoder, "ismap", untrusted);
    members.close(decoder);
    Some(Participant { name: name?, provider, lead, ismap })
}

fn export(decoder: &mut Decoder, node: &Node) -> Option<ExportEntry> {
    let mut members = Members::open(decoder, node)?;
    let path = members.required(decoder, "path", Decoder::text);
    let mut text = |decoder: &mut Decoder, key| members.optional(decoder, key, Decoder::text);
    let (call, format) = (text(decoder, "call"), text(decoder, "format"));
    let (account, region) = (text(decoder, "account"), text(decoder, "region"));
    let captured = members.optional(decoder, "captured", Decoder::date);
    members.close(decoder);
    Some(ExportEntry { path: path?, call, format, account, region, captured })
}

/// A document of unknown kind is none that a requirement asks for, but still declared.
fn document(decoder: &mut Decoder, node: &Node) -> Option<DocumentEntry> {
    let mut members = Members::open(decoder, node)?;
    let path = members.required(decoder, "path", Decoder::text);
    let kind = members
        .required(decoder, "kind", |d, node| d.word(node, DocumentKind::ALL, DocumentKind::id));
    let date = members.optional(decoder, "date", Decoder::date);
    members.close(decoder);
    Some(DocumentEntry { path: path?, kind: kind.unwrap_or(DocumentKind::Other), date })
}

/// One word of a closed list, or several.
fn words<T: Copy>(
    decoder: &mut Decoder,
    node: &Node,
    known: &'static [T],
    id: fn(T) -> &'static str,
) -> Option<Vec<T>> {
    match &node.value {
        NodeValue::List(_) => decoder.each(node, |decoder, item| decoder.word(item, known, id)),
        NodeValue::Scalar(_) | NodeValue::Map(_) | NodeValue::Broken => {
            decoder.word(node, known, id).map(|word| vec![word])
        }
    }
}

fn log(decoder: &mut Decoder, node: &Node) -> Option<LogEntry> {
    let mut members = Members::open(decoder, node)?;
    let path = members.required(decoder, "path", Decoder::text);
    let sources = members
        .required(decoder, "source", |d, node| words(d, node, LogSource::ALL, LogSource::id));
    let format = members.optional(decoder, "format", Decoder::text);
    members.close(decoder);
    Some(LogEntry { path: path?, sources: sources?, format })
}

/// A scan whose kind is not stated is of the kinds that its format or its tool says.
fn scan(decoder: &mut Decoder, node: &Node) -> Option<ScanEntry> {
    let mut members = Members::open(decoder, node)?;
    let path = members.required(decoder, "path", Decoder::text);
    let kinds = members
        .optional(decoder, "kind", |d, node| words(d, node, ScanKind::ALL, ScanKind::id))
        .unwrap_or_default();
    let tool = members.optional(decoder, "tool", untrusted);
    let target = members.optional(decoder, "target", untrusted);
    let format = members.optional(decoder, "format", Decoder::text);
    let account = members.optional(decoder, "account", Decoder::text);
    let captured = members.optional(decoder, "captured", Decoder::date);
    members.close(decoder);
    Some(ScanEntry { path: path?, kinds, tool, target, format, account, captured })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::tests::{found, swap};

    const GOOD: &str = r#"schema = "sekisho-submission/1"
provider = "sakura"
name = { ja = "架空の事業者", en = "A fictional company" }
profile = "fy2023"
date = 2023-10-10
delivery = "own"
scope = [{ provider = "sakura", accounts = ["113700000001"], regions = ["IS1a"] }]
products = [{ name = "分析", provider = "aws", delivery = "joint" }, { name = "検索" }]
participants = [{ name = "架空", provider = "sakura", lead = true, ismap = "C21-0001-2" }]
[[exports]]
path = "exports/s3/{subject}/versioning.json"
call = "s3api get-bucket-versioning"
captured = 2023-10-01
[[documents]]
path = "documents/terms.pdf"
kind = "contract-terms"
date = 2023-09-01
[[logs]]
path = "logs/{account}/door.csv"
source = ["entry", "access"]
[[scans]]
path = "scans/web.sarif"
kind = "vulnerability"
target = "registry/web"
captured = 2023-09-20
"#;

    fn read(text: &str) -> (Manifest, Vec<Defect>, Sources) {
        let mut sources = Sources::default();
        let (manifest, defects) = manifest("submission.toml", text, &mut sources);
        (manifest, defects, sources)
    }

    #[test]
    fn a_good_manifest_is_read_as_written() {
        let (manifest, defects, sources) = read(GOOD);
        assert_eq!(found(&defects, &sources), []);
        assert_eq!(
            (manifest.provider.as_deref(), manifest.profile.as_deref()),
            (Some("sakura"), Some("fy2023"))
        );
        assert_eq!(manifest.name_ja.as_ref().map(Untrusted::raw), Some("架空の事業者"));
        assert_eq!(manifest.scope[0].regions, ["is1a"], "in lower case");
        assert_eq!(
            manifest.products.iter().map(|one| one.delivery).collect::<Vec<_>>(),
            [Delivery::Joint, Delivery::ThirdParty]
        );
        assert!(manifest.participants[0].lead && manifest.delivery == Some(Delivery::Own));
        assert_eq!(manifest.exports[0].captured, Some(jiff::civil::date(2023, 10, 1)));
        assert_eq!(manifest.documents[0].kind, DocumentKind::ContractTerms);
        assert_eq!(manifest.logs[0].sources, [LogSource::Entry, LogSource::Access]);
        let scan = &manifest.scans[0];
        assert_eq!(scan.kinds, [ScanKind::Vulnerability]);
        assert_eq!(scan.captured, Some(jiff::civil::date(2023, 9, 20)));
        assert_eq!(
            read("provider = \"x\"\nname = \"架空\"\n").0.name_ja,
            Some(Untrusted::new("架空"))
        );
    }

    #[test]
    fn what_cannot_be_used_is_named_and_left_out() {
        let cases: [(_, _, &[_]); 15] = [
            ("sekisho-submission/1", "sekisho-submission/2", &[("unknown-schema", 1)]),
            ("provider = \"sakura\"\n", "", &[("missing-key", 1)]),
            ("date = 2023-10-10", "date = \"October\"", &[("bad-date", 5)]),
            ("date = 2023-10-10", "dat = 2023-10-10", &[("unknown-key", 5)]),
            ("delivery = \"own\"", "delivery = \"ours\"", &[("unknown-word", 6)]),
            ("[\"113700000001\"]", "[113700000001]", &[("wrong-kind", 7)]),
            ("[\"113700000001\"]", "\"113700000001\"", &[("wrong-kind", 7)]),
            ("lead = true", "lead = \"yes\"", &[("wrong-kind", 9)]),
            ("path = \"exports/s3/{subject}/versioning.json\"\n", "", &[("missing-key", 10)]),
            ("\"contract-terms\"", "\"terms\"", &[("unknown-word", 16)]),
            ("[\"entry\", \"access\"]", "\"door\"", &[("unknown-word", 20)]),
            ("source = [\"entry\", \"access\"]\n", "", &[("missing-key", 18)]),
            ("kind = \"vulnerability\"", "kind = \"holes\"", &[("unknown-word", 23)]),
            ("profile = \"fy2023\"", "profile = fy2023", &[("syntax", 4)]),
            ("profile = \"fy2023\"", "profile = \" \"", &[("empty-text", 4)]),
        ];
        for (from, to, expected) in cases {
            let (manifest, defects, sources) = read(&swap(GOOD, from, to));
            assert_eq!(found(&defects, &sources), expected, "{to:?}");
            assert!(!manifest.products.is_empty(), "{to:?}: the rest is read");
        }
        let (manifest, ..) = read(&swap(GOOD, "\"contract-terms\"", "\"terms\""));
        assert_eq!(manifest.documents[0].kind, DocumentKind::Other, "still declared");
    }

    #[test]
    fn a_diagnostic_holds_the_words_of_the_bidder_apart() {
        let (_, defects, sources) = read("provider = \"x\"\n\"\\u001b[31m<b>\" = 1\n");
        let diagnostic = manifest_diagnostic(&defects[0], &sources, FileId(3));
        assert_eq!(
            (diagnostic.code.as_str(), diagnostic.severity),
            ("manifest-unknown-key", Severity::Warning)
        );
        assert_eq!(diagnostic.subject, Some(Untrusted::new("\u{1b}[31m<b>")));
        assert!(!diagnostic.message.en.contains("31m") && !diagnostic.message.ja.contains("31m"));
        let place = diagnostic.place.unwrap();
        assert_eq!((place.file, place.line, place.column), (FileId(3), Some(2), Some(1)));
    }

    #[test]
    fn every_code_has_its_own_words_but_those_of_values() {
        let values = explain("wrong-kind");
        for (code, same) in [
            ("syntax", false),
            ("too-large", false),
            ("duplicate-key", false),
            ("unknown-key", false),
            ("missing-key", false),
            ("unknown-word", false),
            ("bad-date", false),
            ("unknown-schema", false),
            ("more-defects", false),
            ("empty-text", true),
            ("out-of-range", true),
        ] {
            assert_eq!(explain(code) == values, same, "{code}");
        }
    }

    #[test]
    fn many_defects_are_cut() {
        let text = (0..5000).map(|n| format!("k{n} = 1\n")).collect::<Vec<_>>().concat();
        let (_, defects, _) = read(&text);
        assert_eq!(
            (defects.len(), defects.last().map(|last| last.code)),
            (MOST_DEFECTS + 1, Some("more-defects"))
        );
    }
}
