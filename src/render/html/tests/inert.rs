//! Nothing of a submission is more than text, and the page asks for nothing outside itself.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::read::{Piece, attribute, elements, pieces, read};
use crate::render::escape::html_text;
use crate::render::html::page::{LIMIT, render};
use crate::render::{hostile, sample};

/// A character that stands nowhere in a report.
const HARMLESS: &str = "廿";

/// A harmless text as long as `word`, as lengths decide what is shown on demand.
fn harmless(word: &str) -> String {
    HARMLESS.repeat(word.chars().count())
}

/// Everything but text.
fn skeleton(pieces: &[Piece]) -> Vec<&Piece> {
    pieces.iter().filter(|piece| !matches!(piece, Piece::Text(_))).collect()
}

/// All text without white space.
fn text(pieces: &[Piece]) -> String {
    let texts = pieces.iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text.as_str()),
        Piece::Start(..) | Piece::End(_) => None,
    });
    texts.flat_map(|text| text.chars().filter(|c| !c.is_whitespace())).collect()
}

#[test]
fn a_text_of_a_submission_is_never_more_than_its_escaped_self() {
    for word in hostile::corpus().iter().filter(|word| word.len() < 500) {
        let (found, usual) =
            (read(&sample::everywhere(word)), read(&sample::everywhere(&harmless(word))));
        assert_eq!(skeleton(&found), skeleton(&usual), "{word:?}");
        let said = text(&usual);
        assert!(said.matches(&harmless(word)).count() > 100);
        let shown = text(&pieces(&html_text(word)));
        assert_eq!(text(&found), said.replace(&harmless(word), &shown), "{word:?}");
    }
}

#[test]
fn a_long_text_is_cut_and_changes_nothing_around_it() {
    for word in hostile::corpus().iter().filter(|word| word.len() >= 500) {
        let (found, usual) =
            (render(&sample::everywhere(word)), render(&sample::everywhere(&harmless(word))));
        assert!(found.len() <= LIMIT, "{}", found.len());
        assert_eq!(skeleton(&pieces(&found)), skeleton(&pieces(&usual)));
    }
}

#[test]
fn no_attribute_holds_a_text_of_a_submission() {
    let page = read(&sample::everywhere(HARMLESS));
    for piece in &page {
        if let Piece::Start(name, attributes) = piece {
            assert!(
                attributes.iter().all(|(_, value)| !value.contains(HARMLESS)),
                "{name} {attributes:?}"
            );
        }
    }
    assert!(text(&page).contains(HARMLESS));
}

#[test]
fn attributes_are_those_that_run_and_load_nothing() {
    let known: BTreeSet<_> = [
        "aria-labelledby",
        "autocomplete",
        "charset",
        "checked",
        "class",
        "colspan",
        "content",
        "data-mark",
        "data-method",
        "data-section",
        "data-subject",
        "data-verdict",
        "for",
        "height",
        "hidden",
        "href",
        "http-equiv",
        "id",
        "lang",
        "name",
        "role",
        "scope",
        "tabindex",
        "type",
        "value",
        "width",
        "x",
        "x1",
        "x2",
        "y",
        "y1",
        "y2",
    ]
    .into();
    for piece in &read(&sample::draft()) {
        if let Piece::Start(name, attributes) = piece {
            let strange: Vec<_> =
                attributes.iter().filter(|(name, _)| !known.contains(name.as_str())).collect();
            assert!(strange.is_empty(), "{name} {strange:?}");
        }
    }
}

#[test]
fn links_and_labels_lead_to_what_is_on_the_page_once() {
    for report in [sample::draft(), sample::everywhere("x")] {
        let page = read(&report);
        let of = |wanted: &'static str| {
            page.iter().filter_map(move |piece| match piece {
                Piece::Start(_, with) => attribute(with, wanted),
                Piece::End(_) | Piece::Text(_) => None,
            })
        };
        let ids: BTreeSet<_> = of("id").collect();
        assert_eq!(ids.len(), of("id").count(), "ids are unique");
        assert!(ids.iter().all(|id| !id.is_empty() && !id.contains(' ')));
        let links =
            of("href").map(|link| link.strip_prefix('#').unwrap_or_else(|| panic!("{link}")));
        // A report may name a requirement that it has no finding of.
        let links = links.filter(|link| !link.starts_with("GC22-"));
        let named = links.chain(of("for")).chain(of("aria-labelledby"));
        assert_eq!(named.filter(|id| !ids.contains(id)).collect::<Vec<_>>(), [""; 0]);
    }
}

#[test]
fn the_policy_allows_the_one_script_and_style_and_nothing_else() {
    let page = read(&sample::draft());
    let contents = |name: &str| {
        let starts = page
            .iter()
            .enumerate()
            .filter(|(_, piece)| matches!(piece, Piece::Start(one, _) if one == name));
        let at: Vec<_> = starts.map(|(at, _)| at).collect();
        assert_eq!(at.len(), 1, "{name}");
        match &page[at[0] + 1] {
            Piece::Text(text) => text.clone(),
            other @ (Piece::Start(..) | Piece::End(_)) => panic!("{other:?}"),
        }
    };
    let policy =
        elements(&page, "meta").find(|with| attribute(with, "http-equiv").is_some()).unwrap();
    let policy = attribute(policy, "content").unwrap();
    for (directive, name) in [("style-src", "style"), ("script-src", "script")] {
        let allowed =
            policy.split("; ").find_map(|part| part.strip_prefix(directive)).unwrap().trim();
        let digest =
            allowed.strip_prefix("'sha256-").and_then(|rest| rest.strip_suffix('\'')).unwrap();
        assert_eq!(decoded(digest), Sha256::digest(contents(name).as_bytes()).to_vec(), "{name}");
    }
    assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"), "{policy}");
    let meta = elements(&page, "meta").take(2).map(|with| attribute(with, "http-equiv"));
    assert_eq!(
        meta.collect::<Vec<_>>(),
        [None, Some("Content-Security-Policy")],
        "before all it governs"
    );
}

/// The bytes that a text in base64 stands for.
fn decoded(text: &str) -> Vec<u8> {
    let alphabet =
        ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect::<Vec<_>>();
    let value = |c: char| alphabet.iter().position(|one| *one == c).unwrap();
    let bits = text
        .trim_end_matches('=')
        .chars()
        .map(value)
        .fold(String::new(), |bits, value| format!("{bits}{value:06b}"));
    let bytes = bits.as_bytes().chunks_exact(8);
    bytes.map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap()).collect()
}
