//! The document parsed back: counts, places, limits, and hostile texts.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::model::outcome::Verdict;
use crate::model::report::GapReport;
use crate::model::text::Lang;
use crate::render::escape::terminal_text;
use crate::render::hostile;
use crate::render::sample;

/// An element: its name and attributes, in the order of the document.
type Element = (String, BTreeMap<String, String>);

/// Every element, and all text between them; fails unless the document is well-formed.
fn parsed(document: &str) -> (Vec<Element>, String) {
    let mut reader = Reader::from_str(document);
    reader.config_mut().check_end_names = true;
    let (mut elements, mut texts, mut depth) = (Vec::new(), String::new(), 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                depth += 1;
                elements.push(element(&start));
            }
            Event::Empty(start) => elements.push(element(&start)),
            Event::End(_) => depth -= 1,
            Event::Text(text) => texts.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => texts.push_str(match name.as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                other => panic!("{other:?}"),
            }),
            Event::Decl(_) => {}
            Event::Eof => break,
            other @ (Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_)) => {
                panic!("{other:?}")
            }
        }
    }
    assert_eq!(depth, 0);
    (elements, texts)
}

fn element(start: &BytesStart) -> Element {
    let attributes = start.attributes().map(|one| {
        let one = one.unwrap();
        (one.key.as_ref().to_owned(), quick_xml::escape::unescape(&one.value).unwrap().into_owned())
    });
    (start.name().as_ref().to_owned(), attributes.collect())
}

fn written(report: &GapReport) -> String {
    String::from_utf8((super::FORMAT.render)(report, &sample::options(Lang::Ja, 80))).unwrap()
}

fn count(elements: &[Element], name: &str) -> u64 {
    elements.iter().filter(|(one, _)| one == name).count() as u64
}

#[test]
fn every_finding_is_one_case_and_the_suite_counts_them() {
    let report = sample::draft();
    let (elements, _) = parsed(&written(&report));
    assert_eq!(
        elements[0],
        ("testsuites".into(), BTreeMap::new()),
        "one schema allows no attribute here"
    );
    let suite = &elements.iter().find(|(name, _)| name == "testsuite").unwrap().1;
    let total =
        |verdicts: &[Verdict]| verdicts.iter().map(|one| report.totals.get(*one)).sum::<u64>();
    let skipped = [
        Verdict::Planned,
        Verdict::Unproven,
        Verdict::Review,
        Verdict::Waived,
        Verdict::NotApplicable,
    ];
    let cases = [
        ("testcase", "tests", report.findings.len() as u64),
        ("failure", "failures", total(&[Verdict::Unmet])),
        ("error", "errors", total(&[Verdict::Inconclusive])),
        ("skipped", "skipped", total(&skipped)),
    ];
    for (name, attribute, expected) in cases {
        assert_eq!(count(&elements, name), expected, "{name}");
        assert_eq!(suite[attribute], expected.to_string(), "{attribute}");
    }
    assert_eq!((suite["timestamp"].as_str(), suite["id"].as_str()), ("2023-10-12T00:00:00", "0"));
    for required in ["name", "package", "hostname", "time"] {
        assert!(!suite[required].is_empty(), "{required}");
    }
    let kinds: Vec<_> = elements.iter().filter_map(|(_, with)| with.get("type")).cloned().collect();
    for verdict in Verdict::ALL.into_iter().filter(|verdict| *verdict != Verdict::Met) {
        let found = kinds.iter().filter(|kind| *kind == verdict.id()).count() as u64;
        assert_eq!(found, report.totals.get(verdict), "{verdict:?}");
    }
}

#[test]
fn each_section_is_a_suite() {
    let mut report = sample::draft();
    report.findings[0].section = "RES".into();
    let (elements, _) = parsed(&written(&report));
    let suites: Vec<_> = elements.iter().filter(|(name, _)| name == "testsuite").collect();
    let said: Vec<_> = suites
        .iter()
        .map(|(_, with)| (with["id"].as_str(), with["tests"].as_str(), with["name"].as_str()))
        .collect();
    let rest = (report.findings.len() - 1).to_string();
    assert_eq!(
        said,
        [
            ("0", "1", "RES データ所在・主権 / Data residency and sovereignty"),
            ("1", rest.as_str(), "STO ストレージ / Storage"),
        ]
    );
}

#[test]
fn a_failure_says_where_and_what_to_do() {
    let report = sample::draft();
    let (elements, texts) = parsed(&written(&report));
    assert!(texts.contains("exports/s3.json:231 #/Buckets/0: 設定が要件に反します / "), "{texts}");
    assert!(texts.contains("対処 / remedy: "));
    assert!(texts.contains("error malformed-json: "), "diagnostics stand in system-err");
    let failure = &elements.iter().find(|(name, _)| name == "failure").unwrap().1;
    assert_eq!(
        failure["message"],
        "不適合 / unmet: 回答は「対応済」ですが、根拠は要件に反します / the answer says met, the evidence shows otherwise"
    );
}

#[test]
fn hostile_texts_are_inert() {
    let (usual, _) = parsed(&written(&sample::everywhere("x")));
    for word in hostile::corpus() {
        let document = written(&sample::everywhere(&word));
        assert!(
            !document
                .contains(|c: char| c != '\n'
                    && (c.is_control() || "\u{202e}\u{fffe}\u{ffff}".contains(c))),
            "{word:?}"
        );
        let (elements, texts) = parsed(&document);
        let names = |elements: &[Element]| {
            elements.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&elements), names(&usual), "{word:?}");
        let said =
            terminal_text(&word).replace('\u{fffe}', "\\u{fffe}").replace('\u{ffff}', "\\u{ffff}");
        let said: String = said.chars().take(20).collect();
        assert!(texts.contains(&said), "{word:?}");
    }
}
