//! Paths of a provider mapping: the subset of RFC 9535 that compiles to a trie.

use crate::model::mapping::{Path, Root, Step};

use super::node::Node;
use super::shape::Decoder;

/// Decodes a path whose root may be any of `roots`.
pub(crate) fn path(decoder: &mut Decoder, node: &Node, roots: &[Root]) -> Option<Path> {
    let text = decoder.spanned_text(node)?;
    match parse(&text.value) {
        Ok(path) if roots.contains(&path.root) => Some(path),
        Ok(path) => {
            let why = match path.root {
                Root::Record => "a path has to start with `@` here",
                Root::Element => "`@` is the element of `each`, which there is none of here",
            };
            decoder.report_text("bad-path", &text, why);
            None
        }
        Err(why) => {
            decoder.report_text("bad-path", &text, why);
            None
        }
    }
}

/// Parses a path, or says what is wrong with it.
pub(crate) fn parse(text: &str) -> Result<Path, &'static str> {
    let (root, mut rest) = match (text.strip_prefix('$'), text.strip_prefix('@')) {
        (Some(rest), _) => (Root::Record, rest),
        (None, Some(rest)) => (Root::Element, rest),
        (None, None) => return Err("a path starts with `$` or `@`"),
    };
    let mut steps = Vec::new();
    while !rest.is_empty() {
        let (step, after) = step(rest)?;
        steps.push(step);
        rest = after;
    }
    Ok(Path { root, steps })
}

fn step(rest: &str) -> Result<(Step, &str), &'static str> {
    if let Some(rest) = rest.strip_prefix('.') {
        let (name, rest) = name(rest)?;
        return Ok((Step::Member(name.to_owned()), rest));
    }
    if let Some(rest) = rest.strip_prefix("[*]") {
        return Ok((Step::Every, rest));
    }
    if let Some(rest) = rest.strip_prefix("[?") {
        return filter(rest);
    }
    let inside = rest
        .strip_prefix('[')
        .ok_or("a step starts with `.` or `[`; names with other characters are written ['a-b']")?;
    let (member, rest) = quoted(inside)?;
    Ok((Step::Member(member), close(rest)?))
}

/// `@.k == 'v']`, with or without blanks.
fn filter(rest: &str) -> Result<(Step, &str), &'static str> {
    let rest = rest.trim_start().strip_prefix('@').ok_or("a filter is written [?@.k == 'v']")?;
    let (member, rest) = if let Some(rest) = rest.strip_prefix('.') {
        name(rest).map(|(name, rest)| (name.to_owned(), rest))?
    } else {
        let inside = rest.strip_prefix('[').ok_or("a filter is written [?@.k == 'v']")?;
        let (member, rest) = quoted(inside)?;
        (member, close(rest)?)
    };
    let rest = rest.trim_start().strip_prefix("==").ok_or("a filter compares with `==` only")?;
    let (equals, rest) = quoted(rest.trim_start())?;
    Ok((Step::Where { member, equals }, close(rest.trim_start())?))
}

/// A name as RFC 9535 allows it after a dot.
fn name(text: &str) -> Result<(&str, &str), &'static str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii();
    let end = text.find(|c| !is_name(c)).unwrap_or(text.len());
    let name = &text[..end];
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        return Err("a dot is followed by a name that starts with a letter");
    }
    Ok((name, &text[end..]))
}

/// A text in single or double quotes, in which a backslash stands before a quote or a backslash.
fn quoted(text: &str) -> Result<(String, &str), &'static str> {
    let mut chars = text.char_indices();
    let Some((_, quote @ ('\'' | '"'))) = chars.next() else {
        return Err("brackets hold `*`, a filter or a name in quotes");
    };
    let mut value = String::new();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some((_, escaped @ ('\'' | '"' | '\\'))) => value.push(escaped),
                _ => return Err("a backslash stands before a quote or a backslash only"),
            },
            c if c == quote => return Ok((value, &text[at + 1..])),
            c => value.push(c),
        }
    }
    Err("a quote is not closed")
}

fn close(rest: &str) -> Result<&str, &'static str> {
    rest.strip_prefix(']').ok_or("a bracket is not closed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_the_subset() {
        let member = |name: &str| Step::Member(name.into());
        let filter = |member: &str, equals: &str| Step::Where {
            member: member.into(),
            equals: equals.into(),
        };
        let cases = [
            ("$", Root::Record, vec![]),
            ("@", Root::Element, vec![]),
            ("$.a.b_2", Root::Record, vec![member("a"), member("b_2")]),
            ("$['a-b'].c", Root::Record, vec![member("a-b"), member("c")]),
            (r#"$["it's"]"#, Root::Record, vec![member("it's")]),
            (r"$['it\'s \\']", Root::Record, vec![member(r"it's \")]),
            ("$[*].x", Root::Record, vec![Step::Every, member("x")]),
            (
                "@.Rules[*][?@.Kind == 'a b'].On",
                Root::Element,
                vec![member("Rules"), Step::Every, filter("Kind", "a b"), member("On")],
            ),
            ("$.t[?@['k-1']=='']", Root::Record, vec![member("t"), filter("k-1", "")]),
            ("$.日本", Root::Record, vec![member("日本")]),
        ];
        for (text, root, steps) in cases {
            assert_eq!(parse(text), Ok(Path { root, steps }), "{text}");
        }
    }

    #[test]
    fn what_is_no_path() {
        let bad = [
            "",
            "a.b",
            "$.",
            "$..a",
            "$.a-b",
            "$.1a",
            "$[0]",
            "$['a'",
            "$['a",
            "$[a]",
            "$.a.*",
            "$[?@.k]",
            "$[?@.k != 'v']",
            "$[?@.k == v]",
            "$[?@.k == 'v'",
            "$[?$.k == 'v']",
            r"$['\n']",
            "$ .a",
            "$.a ",
        ];
        for text in bad {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
