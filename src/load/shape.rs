//! The vocabulary the files are decoded with: what a member has to be, and a defect where it is something else.
//!
//! Every function answers `None` after it has reported, so that the caller can go on with the next member and all defects of
//! a file are found in one run.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::model::span::{Defect, Spanned};
use crate::model::text::LocalText;

use super::form;
use super::node::{Entry, Node, NodeValue, ScalarKind};

/// Decodes nodes and collects what is wrong with them.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    /// What was found, in the order it was found.
    pub(crate) defects: Vec<Defect>,
}

impl Decoder {
    /// Reports a defect.
    pub(crate) fn report(
        &mut self,
        code: &'static str,
        at: &Spanned<()>,
        message: impl Into<String>,
    ) {
        self.defects.push(Defect::new(code, at.clone(), message));
    }

    /// Reports a defect of a text, which it names.
    pub(crate) fn report_text(
        &mut self,
        code: &'static str,
        text: &Spanned<String>,
        message: &str,
    ) {
        self.defects.push(Defect::new(code, text.at(), message).about(text.value.as_str()));
    }

    /// Reports that the node is of another kind.
    pub(crate) fn wrong_kind(&mut self, node: &Node, expected: &str) {
        if matches!(node.value, NodeValue::Broken) {
            return;
        }
        let message = format!("expected {expected}, found {}", node.kind());
        self.defects.push(Defect::new("wrong-kind", node.at.clone(), message));
    }

    /// A text that says something.
    pub(crate) fn text(&mut self, node: &Node) -> Option<String> {
        self.spanned_text(node).map(|text| text.value)
    }

    /// A text that says something, with its place.
    pub(crate) fn spanned_text(&mut self, node: &Node) -> Option<Spanned<String>> {
        let NodeValue::Scalar(scalar) = &node.value else {
            self.wrong_kind(node, "a text");
            return None;
        };
        match scalar.kind {
            ScalarKind::Text if scalar.text.trim().is_empty() => {
                self.report("empty-text", &node.at, "the text is empty");
                None
            }
            ScalarKind::Text => Some(node.at.with(scalar.text.clone())),
            ScalarKind::Decimal => {
                self.unquoted(node, &scalar.text);
                None
            }
            ScalarKind::Null => {
                self.wrong_kind(node, "a text");
                None
            }
            ScalarKind::Bool(_) | ScalarKind::Int(_) => {
                let message = format!("expected a text, found {}", node.kind());
                let defect = Defect::new("wrong-kind", node.at.clone(), message);
                self.defects.push(defect.help("put it in quotes"));
                None
            }
        }
    }

    /// Reports an unquoted number where a version or another text is expected.
    pub(crate) fn unquoted(&mut self, node: &Node, written: &str) {
        let defect = Defect::new(
            "unquoted-version",
            node.at.clone(),
            "a number stands where a text is expected",
        );
        self.defects
            .push(defect.about(written).help("put it in quotes, else 1.10 and 1.1 are the same"));
    }

    /// A text in both languages.
    pub(crate) fn local_text(&mut self, node: &Node) -> Option<LocalText> {
        let mut members = Members::open(self, node)?;
        let ja = members.required(self, "ja", Self::text);
        let en = members.required(self, "en", Self::text);
        members.close(self);
        Some(LocalText { ja: ja?, en: en? })
    }

    /// A truth value.
    pub(crate) fn truth(&mut self, node: &Node) -> Option<bool> {
        match &node.value {
            NodeValue::Scalar(scalar) => match scalar.kind {
                ScalarKind::Bool(value) => return Some(value),
                ScalarKind::Null | ScalarKind::Int(_) | ScalarKind::Decimal | ScalarKind::Text => {}
            },
            NodeValue::List(_) | NodeValue::Map(_) | NodeValue::Broken => {}
        }
        self.wrong_kind(node, "true or false");
        None
    }

    /// A whole number of a range.
    pub(crate) fn int(&mut self, node: &Node, range: RangeInclusive<i64>) -> Option<i64> {
        let found = match &node.value {
            NodeValue::Scalar(scalar) => match scalar.kind {
                ScalarKind::Int(value) => Some(value),
                ScalarKind::Null | ScalarKind::Bool(_) | ScalarKind::Decimal | ScalarKind::Text => {
                    None
                }
            },
            NodeValue::List(_) | NodeValue::Map(_) | NodeValue::Broken => None,
        };
        let Some(value) = found else {
            self.wrong_kind(node, "a whole number");
            return None;
        };
        if range.contains(&value) {
            return Some(value);
        }
        let message = format!("not between {} and {}", range.start(), range.end());
        self.defects
            .push(Defect::new("out-of-range", node.at.clone(), message).about(value.to_string()));
        None
    }

    /// A count that indexes or sizes something.
    pub(crate) fn count(&mut self, node: &Node, range: RangeInclusive<i64>) -> Option<usize> {
        self.int(node, range).and_then(|value| usize::try_from(value).ok())
    }

    /// A calendar day.
    pub(crate) fn date(&mut self, node: &Node) -> Option<Date> {
        let text = self.spanned_text(node)?;
        let found = form::date(&text.value);
        if found.is_none() {
            self.report_text("bad-date", &text, "not a day of the calendar written YYYY-MM-DD");
        }
        found
    }

    /// One of the values of an enumeration, by its word.
    pub(crate) fn word<T: Copy>(
        &mut self,
        node: &Node,
        all: &[T],
        id: fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.spanned_text(node)?;
        let found = all.iter().copied().find(|value| id(*value) == text.value);
        if found.is_none() {
            let words: Vec<&str> = all.iter().copied().map(id).collect();
            self.unknown_word(&text, &words);
        }
        found
    }

    /// Reports a word that is not one of the closed list.
    pub(crate) fn unknown_word(&mut self, text: &Spanned<String>, words: &[&str]) {
        let defect = Defect::new("unknown-word", text.at(), "not one of the allowed words")
            .about(text.value.as_str());
        self.defects.push(defect.help(format!("allowed: {}", words.join(", "))));
    }

    /// A list, perhaps empty.
    pub(crate) fn list<'n>(&mut self, node: &'n Node) -> Option<&'n [Node]> {
        match &node.value {
            NodeValue::List(items) => Some(items),
            NodeValue::Scalar(_) | NodeValue::Map(_) | NodeValue::Broken => {
                self.wrong_kind(node, "a list");
                None
            }
        }
    }

    /// A list with something in it.
    pub(crate) fn filled_list<'n>(&mut self, node: &'n Node) -> Option<&'n [Node]> {
        let items = self.list(node)?;
        if items.is_empty() {
            self.report("empty-list", &node.at, "the list is empty");
            return None;
        }
        Some(items)
    }

    /// A list whose elements all decode; elements that do not are reported and left out.
    pub(crate) fn each<T>(
        &mut self,
        node: &Node,
        mut decode: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Option<Vec<T>> {
        Some(self.list(node)?.iter().filter_map(|item| decode(self, item)).collect())
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, node: &Node) -> Option<Vec<String>> {
        self.each(node, Self::text)
    }

    /// A map whose keys are names of the author.
    pub(crate) fn map<'n>(&mut self, node: &'n Node) -> Option<&'n [Entry]> {
        match &node.value {
            NodeValue::Map(entries) => Some(entries),
            NodeValue::Scalar(_) | NodeValue::List(_) | NodeValue::Broken => {
                self.wrong_kind(node, "a map");
                None
            }
        }
    }

    /// Reports a `schema` that is not the one this program reads.
    pub(crate) fn schema(&mut self, node: &Node, expected: &str) -> Option<String> {
        let found = self.spanned_text(node)?;
        if found.value != expected {
            let defect =
                Defect::new("unknown-schema", found.at(), "not a schema this program reads");
            self.defects.push(defect.about(found.value.as_str()).help(format!("write {expected}")));
        }
        Some(found.value)
    }
}

/// The members of a map with fixed keys.
#[derive(Debug)]
pub(crate) struct Members<'n> {
    at: &'n Spanned<()>,
    entries: &'n [Entry],
    known: Vec<&'static str>,
}

impl<'n> Members<'n> {
    /// The members of `node`, if it is a map.
    pub(crate) fn open(decoder: &mut Decoder, node: &'n Node) -> Option<Self> {
        let entries = decoder.map(node)?;
        Some(Self { at: &node.at, entries, known: Vec::new() })
    }

    /// The value of a key that may be missing.
    pub(crate) fn find(&mut self, key: &'static str) -> Option<&'n Node> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }

    /// The decoded value of a key that may be missing.
    pub(crate) fn optional<T>(
        &mut self,
        decoder: &mut Decoder,
        key: &'static str,
        decode: impl FnOnce(&mut Decoder, &'n Node) -> Option<T>,
    ) -> Option<T> {
        self.find(key).and_then(|node| decode(decoder, node))
    }

    /// The decoded value of a key that has to be there.
    pub(crate) fn required<T>(
        &mut self,
        decoder: &mut Decoder,
        key: &'static str,
        decode: impl FnOnce(&mut Decoder, &'n Node) -> Option<T>,
    ) -> Option<T> {
        let Some(node) = self.find(key) else {
            decoder.report("missing-key", self.at, format!("the key `{key}` is missing"));
            return None;
        };
        decode(decoder, node)
    }

    /// Reports every key nobody asked for.
    pub(crate) fn close(self, decoder: &mut Decoder) {
        for (key, _) in self.entries {
            if self.known.contains(&key.value.as_str()) {
                continue;
            }
            let defect =
                Defect::new("unknown-key", key.at(), "unknown key").about(key.value.as_str());
            let defect = match form::nearest(&key.value, self.known.iter().copied()) {
                Some(near) => defect.help(format!("did you mean `{near}`?")),
                None => defect.help(format!("known here: {}", self.known.join(", "))),
            };
            decoder.defects.push(defect);
        }
    }
}
