//! What a browser's tokenizer makes of a page.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use crate::model::report::GapReport;
use crate::model::text::Lang;
use crate::render::html::page;

/// Elements without an end tag.
const VOID: &[&str] = &["meta", "input"];

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A start tag and its attributes, by name.
    Start(String, Vec<(String, String)>),
    /// An end tag.
    End(String),
    /// Text between tags.
    Text(String),
}

/// The pieces of the page of `report`.
pub(super) fn read(report: &GapReport) -> Vec<Piece> {
    pieces(&page::render(report))
}

/// The pieces of `page`; fails on what is not right, on comments, and unless every element ends where it should.
pub(super) fn pieces(page: &str) -> Vec<Piece> {
    let string = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let (mut pieces, mut open) = (Vec::new(), Vec::new());
    for token in Tokenizer::new_with_emitter(page, emitter) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let name = string(&tag.name);
                let attributes =
                    tag.attributes.iter().map(|(name, value)| (string(name), string(value)));
                if !VOID.contains(&name.as_str()) {
                    open.push(name.clone());
                }
                pieces.push(Piece::Start(name, attributes.collect()));
            }
            Token::EndTag(tag) => {
                let name = string(&tag.name);
                assert_eq!(open.pop().as_ref(), Some(&name), "after {:?}", pieces.last());
                pieces.push(Piece::End(name));
            }
            Token::String(text) => pieces.push(Piece::Text(string(&text))),
            Token::Doctype(doctype) => assert!(!doctype.force_quirks && pieces.is_empty()),
            wrong @ (Token::Comment(_) | Token::Error(_)) => panic!("{wrong:?}"),
        }
    }
    assert_eq!(open, [""; 0]);
    pieces
}

/// The attributes of every element called `name`.
pub(super) fn elements<'p>(
    pieces: &'p [Piece],
    name: &'static str,
) -> impl Iterator<Item = &'p [(String, String)]> {
    pieces.iter().filter_map(move |piece| match piece {
        Piece::Start(one, attributes) if one == name => Some(attributes.as_slice()),
        Piece::Start(..) | Piece::End(_) | Piece::Text(_) => None,
    })
}

/// The value of an attribute.
pub(super) fn attribute<'p>(attributes: &'p [(String, String)], name: &str) -> Option<&'p str> {
    attributes.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
}

/// The element with this id: its pieces up to its end tag.
pub(super) fn part<'p>(pieces: &'p [Piece], id: &str) -> &'p [Piece] {
    let begins =
        |piece: &Piece| matches!(piece, Piece::Start(_, with) if attribute(with, "id") == Some(id));
    let start = pieces.iter().position(begins).unwrap_or_else(|| panic!("{id}"));
    let mut depth = 0;
    let ends = |piece: &Piece| {
        match piece {
            Piece::Start(name, _) if !VOID.contains(&name.as_str()) => depth += 1,
            Piece::End(_) => depth -= 1,
            Piece::Start(..) | Piece::Text(_) => {}
        }
        depth == 0
    };
    let end = pieces[start..].iter().position(ends).unwrap();
    &pieces[start..=start + end]
}

/// What a reader of one language reads, in which white space is one space, and a line ends with every paragraph, item and heading.
pub(super) fn words(pieces: &[Piece], lang: Lang) -> String {
    let other = match lang {
        Lang::Ja => "en",
        Lang::En => "ja",
    };
    let (mut text, mut hidden) = (String::new(), 0_usize);
    for piece in pieces {
        match piece {
            Piece::Start(name, with) => {
                let is_other = ["span", "tspan"].contains(&name.as_str())
                    && attribute(with, "lang") == Some(other);
                let is_asset = ["style", "script"].contains(&name.as_str());
                if hidden > 0 || is_other || is_asset {
                    hidden += usize::from(!VOID.contains(&name.as_str()));
                }
            }
            Piece::End(name) => {
                hidden = hidden.saturating_sub(1);
                if ["p", "li", "h1", "h2", "h3", "h4", "dd", "dt", "tr", "figcaption", "div"]
                    .contains(&name.as_str())
                {
                    text.push('\n');
                } else if ["td", "th"].contains(&name.as_str()) {
                    text.push(' ');
                }
            }
            Piece::Text(said) if hidden == 0 => text.push_str(&said.replace('\n', " ")),
            Piece::Text(_) => {}
        }
    }
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
