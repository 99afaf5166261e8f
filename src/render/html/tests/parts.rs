//! The parts of the page and their words, in both languages.

use super::read::{Piece, attribute, elements, part, read, words};
use crate::model::outcome::Verdict;
use crate::model::report::DecisionOutcome;
use crate::model::text::Lang;
use crate::render::html::verdict;
use crate::render::sample;

/// Elements with an attribute of this value.
fn count(pieces: &[Piece], name: &'static str, (key, value): (&str, &str)) -> u64 {
    elements(pieces, name).filter(|with| attribute(with, key) == Some(value)).count() as u64
}

fn headings(page: &[Piece], lang: Lang) -> Vec<String> {
    let starts = page
        .iter()
        .enumerate()
        .filter(|(_, piece)| matches!(piece, Piece::Start(name, _) if name == "h2"));
    let text = |(at, _)| {
        let end = page[at..].iter().position(|piece| *piece == Piece::End("h2".into())).unwrap();
        words(&page[at..at + end], lang)
    };
    starts.map(text).collect()
}

#[test]
fn the_page_begins_with_whether_and_why_and_when() {
    let page = read(&sample::draft());
    let cases = [
        (
            Lang::Ja,
            [
                "要件充足状況報告書",
                "要件不充足(330件中76件について判定)",
                "必須要件のうち22件が不適合です。",
                "基準日: 2023-10-12(令和5年10月12日)、評価プロファイルによる",
                "注意: 読み取れなかったファイル",
            ],
        ),
        (
            Lang::En,
            [
                "Gap report",
                "rejected (76 of 330 requirements judged)",
                "22 mandatory requirements are not met.",
                "As of: 2023-10-12, from the profile",
                "Caution: the audit is incomplete",
            ],
        ),
    ];
    for (lang, needed) in cases {
        let said = words(part(&page, "decision"), lang);
        let at = needed.map(|needed| said.find(needed));
        assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{at:?}\n{said}");
    }
}

#[test]
fn parts_stand_in_their_order_and_the_contents_name_them() {
    let page = read(&sample::draft());
    let parts = [
        ("判定の件数", "Findings by verdict"),
        ("要件充足を妨げている事項(22件)", "What blocks the bid (22)"),
        ("参考値", "Score"),
        ("目次", "Contents"),
        ("判定の前提", "What this is based on"),
        ("回答と根拠の矛盾(1件)", "Contradictions (1)"),
        ("区分別の結果", "Sections"),
        ("対応計画(2件)", "Plans (2)"),
        ("期限のある適合", "What lapses"),
        ("例外措置(2件)", "Dispositions (2)"),
        ("判定結果", "Findings"),
        ("読取り時の診断(1件)", "Diagnostics (1)"),
        ("提出ファイル(2件)", "Files (2)"),
        ("この報告について", "About this report"),
    ];
    assert_eq!(headings(&page, Lang::Ja), parts.map(|(ja, _)| ja));
    assert_eq!(headings(&page, Lang::En), parts.map(|(_, en)| en));
    let sections = elements(&page, "section").filter_map(|with| attribute(with, "id"));
    let linked: Vec<_> = elements(&page, "a").filter_map(|with| attribute(with, "href")).collect();
    for id in sections.filter(|id| *id != "decision") {
        assert!(linked.contains(&format!("#{id}").as_str()), "{id}");
    }
}

#[test]
fn what_is_not_there_has_no_part() {
    let mut report = sample::simple(DecisionOutcome::Accepted, Verdict::Met);
    report.lapses.clear();
    report.diagnostics.clear();
    let page = read(&report);
    let parts = [
        "Findings by verdict",
        "Score",
        "Contents",
        "What this is based on",
        "Sections",
        "Findings",
        "Files (2)",
        "About this report",
    ];
    assert_eq!(headings(&page, Lang::En), parts);
}

#[test]
fn every_finding_is_one_element_with_what_it_is_filtered_by() {
    let report = sample::draft();
    let page = read(&report);
    for verdict in Verdict::ALL {
        let n = report.totals.get(verdict);
        assert_eq!(count(&page, "details", ("data-verdict", verdict.id())), n, "{verdict:?}");
        let class = format!("finding {}", verdict::class(verdict));
        assert_eq!(count(&page, "details", ("class", &class)), n, "{verdict:?}");
        let boxes = count(part(&page, "filter"), "input", ("value", verdict.id()));
        assert_eq!(boxes > 0, n > 0, "{verdict:?}");
    }
    let with = |id: &str| {
        let found =
            elements(&page, "details").find(|with| attribute(with, "id") == Some(id)).unwrap();
        ["data-section", "data-method", "data-subject", "data-mark"]
            .map(|name| attribute(found, name).unwrap())
    };
    assert_eq!(with("GC22-STO-003"), ["STO", "test", "service", "contradiction"]);
    assert_eq!(with("GC22-STO-002"), ["STO", "test", "service", "plan"]);
    assert_eq!(with("GC22-STO-005"), ["STO", "test", "service", "optional"]);
}

#[test]
fn without_a_script_everything_is_there_but_switches_and_filters() {
    let page = read(&sample::draft());
    let hidden = |piece: &&Piece| matches!(piece, Piece::Start(_, with) if attribute(with, "hidden").is_some());
    let hidden: Vec<_> = page.iter().filter(hidden).collect();
    let ids = elements(&page, "div")
        .chain(elements(&page, "search"))
        .filter(|with| attribute(with, "hidden").is_some());
    assert_eq!(
        ids.map(|with| attribute(with, "id")).collect::<Vec<_>>(),
        [Some("switches"), Some("filter")]
    );
    assert_eq!(hidden.len(), 2, "{hidden:?}");
    let html = elements(&page, "html").next().unwrap();
    assert_eq!(attribute(html, "lang"), Some("ja"), "Japanese comes first");
    assert_eq!(count(&page, "input", ("checked", "")), 2);
    assert!(words(&page, Lang::Ja).contains("29件中29件を表示しています。"));
}

#[test]
fn a_finding_opens_to_what_was_seen_where_and_to_what_to_do() {
    let page = read(&sample::draft());
    let said = words(part(&page, "GC22-STO-003"), Lang::En);
    let needed = [
        "unmet GC22-STO-003 Versioning of objects and management of their generations",
        "contradiction",
        "It can.",
        "Conflict: the answer says met, the evidence shows otherwise",
        "answer: 架空の事業者 クラウド.csv:8 #/Buckets/0",
        "evidence: exports/s3.json:231 #/Buckets/0",
        "met, delivery: third party 架空の事業者 クラウド.csv:8 #/Buckets/0",
        "Enable versioning of the buckets",
        "wrong all of these",
        "wrong probe: configuration of resources resource 12 of 14 examined, 2 wrong, 0 unclear, 1 gone; the listing is complete",
        "the configuration goes against the requirement (as declared)",
        "Expected: versioning.enabled equals: true",
        "versioning.enabled = 架空の事業者 クラウド exports/s3.json:231 #/Buckets/0 架空の事業者 クラウド",
        "and 20 more (left out here)",
        "no entry of the service list offers it",
        "subject service, mandatory, weight 1, by test, technology own, source reconstructed",
    ];
    let mut rest = said.as_str();
    for needed in needed {
        let at = rest.find(needed).unwrap_or_else(|| panic!("{needed} in\n{said}"));
        rest = &rest[at..];
    }
}

#[test]
fn plans_reviews_and_dispositions_say_whether_they_count() {
    let page = read(&sample::draft());
    for (id, needed) in [
        ("GC22-STO-002", "by 2025-03-31, owner 架空の事業者 クラウド"),
        ("GC22-STO-002", "done: 架空の事業者 クラウド"),
        ("GC22-STO-004", "Does not count: its date has passed; by 2025-03-31"),
        (
            "GC22-STO-006",
            "Does not count: the evidence has changed since the review; satisfied (架空 太郎, 2023-10-20): 約款を確認した",
        ),
        (
            "GC22-STO-007",
            "waiver; unmet without it; approved by 架空 花子 until 2024-03-31: 代替策がある",
        ),
    ] {
        let said = words(part(&page, id), Lang::En);
        assert!(said.contains(needed), "{needed} in\n{said}");
    }
}

#[test]
fn charts_say_in_words_what_they_show() {
    let page = read(&sample::draft());
    let cases = [
        ("score", "Now (lower bound)\n51 points"),
        ("score", "Upper bound\n70 points"),
        ("score", "With plans\n56 points"),
        ("score", "Possible\n76 points"),
        (
            "score",
            "met: 51 planned: 5 may still be shown by today's evidence: 19 unmet or waived: 1",
        ),
        (
            "plans",
            "On 2023-10-12, 1 of 28 are met. If every plan is kept, 2 are by 2026-03-31, the deadline of plans.",
        ),
        ("lapses", "Lapses by month: 2 in all, the first on 2024-01-31."),
        (
            "lapses",
            "2024-01-31 ends: met then unproven (the evidence lapses)\nGC22-STO-001 GC22-STO-031",
        ),
    ];
    for (id, needed) in cases {
        let said = words(part(&page, id), Lang::En);
        assert!(said.contains(needed), "{needed} in\n{said}");
    }
    for image in elements(&page, "svg") {
        assert_eq!(attribute(image, "role"), Some("img"));
        assert!(attribute(image, "aria-labelledby").is_some());
    }
}

#[test]
fn sections_that_are_not_there_are_not_shown_as_judged() {
    let page = read(&sample::draft());
    let map = part(&page, "sections");
    let said = words(map, Lang::En);
    assert!(
        said.contains(
            "Other sections not in the catalogue yet, or not selected not judged at all 296"
        ),
        "{said}"
    );
    assert!(said.contains("12 of 17 judged, score 51/76"), "{said}");
    let mut report = sample::large();
    report.findings.clear();
    assert!(
        !words(part(&read(&report), "sections"), Lang::En).contains("Other sections"),
        "all are there"
    );
    report.sections[0].selected = 0;
    report.sections[0].totals = crate::model::report::Totals::default();
    let said = words(part(&read(&report), "sections"), Lang::En);
    assert!(said.contains("0 of 8 judged"), "{said}");
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let page = |columns| {
        let options = crate::render::RenderOptions {
            quiet: columns < 80,
            ..sample::options(Lang::En, columns)
        };
        (super::super::FORMAT.render)(&sample::draft(), &options)
    };
    assert_eq!(page(60), page(160), "neither language nor width of a terminal changes the page");
}
