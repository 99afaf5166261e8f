//! A whole edition with 20,000 observations: what fits, and what says that it does not.

use super::read::{Piece, attribute, elements, pieces, words};
use crate::model::text::Lang;
use crate::render::html::page::{LIMIT, render};
use crate::render::sample;

/// Where the page of the large report is written to be opened in a browser.
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/large.html");

#[test]
fn twenty_thousand_observations_stay_small_and_what_is_left_out_is_counted() {
    let report = sample::large();
    let page = render(&report);
    assert!(page.len() <= LIMIT);
    let page = pieces(&page);
    assert_eq!(
        elements(&page, "details").filter(|with| attribute(with, "data-verdict").is_some()).count(),
        330
    );
    let code = |with: &&[(String, String)]| attribute(with, "class") == Some("at");
    let shown = elements(&page, "code").filter(code).count();
    let (ja, en) = (words(&page, Lang::Ja), words(&page, Lang::En));
    let all = sample::LARGE + 330 * 3 * 1_000;
    assert!(shown > 5_000, "{shown}");
    assert!(ja.contains(&format!("確認内容は全{all}件のうち{shown}件を示しています")), "{shown}");
    assert!(en.contains(&format!("{shown} of {all} observations are shown")), "{shown}");
    let more = |line: &str| {
        line.strip_suffix(" more (left out here)")?.strip_prefix("and ")?.parse::<usize>().ok()
    };
    assert_eq!(
        en.lines().filter_map(more).sum::<usize>(),
        all - shown,
        "each leaf says how many of its own"
    );
}

#[test]
fn texts_that_grow_by_their_escapes_make_room_for_each_other() {
    let mut report = sample::large();
    report.findings.truncate(100);
    let word = "\u{e0041}".repeat(300);
    let leaves = report.findings.iter_mut().flat_map(|one| &mut one.criterion.children);
    for seen in leaves.flat_map(|leaf| &mut leaf.observations) {
        seen.record = Some(crate::model::text::Untrusted::new(word.as_str()));
        seen.quote.clone_from(&seen.record);
        seen.found.clone_from(&seen.record);
    }
    let page = render(&report);
    assert!(page.len() <= LIMIT, "{}", page.len());
    let is_finding = |piece: &&Piece| matches!(piece, Piece::Start(_, with) if attribute(with, "data-method").is_some());
    let findings = pieces(&page).iter().filter(is_finding).count();
    assert_eq!(findings, 100, "every finding is there, with whatever room there is for evidence");
}

#[test]
#[ignore = "writes target/large.html, which tests/interop/html opens"]
fn the_large_page_is_written_for_the_browser() {
    std::fs::write(PAGE, render(&sample::large())).unwrap();
    assert!(std::fs::metadata(PAGE).unwrap().len() > 1_000_000);
}
