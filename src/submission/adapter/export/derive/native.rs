//! Native values as derivations look at them: texts, truth values, ARNs, documents inside texts, names without their case.

use std::borrow::Cow;

use super::Input;
use crate::model::value::{Reading, Unreadable, Value};
use crate::submission::json::{self, Limits, Projection, Tree, Value as Native};

impl<'a> Input<'a> {
    /// Every value at path `at`; none if the attribute has no such path.
    pub(crate) fn all(&self, at: usize) -> &'a [&'a Tree] {
        self.values.get(at).map_or(&[], Vec::as_slice)
    }

    /// The first value at path `at`. An empty text counts as missing.
    pub(crate) fn first(&self, at: usize) -> Option<&'a Tree> {
        self.all(at).iter().copied().find(|tree| tree.as_str() != Some(""))
    }

    /// Whether the list that path `at` goes over is there, or it has a value.
    pub(crate) fn is_listed(&self, at: usize) -> bool {
        self.listed.get(at).copied().unwrap_or_default() || !self.all(at).is_empty()
    }

    /// The text at path `at`; missing if it is empty.
    pub(crate) fn text(&self, at: usize) -> Result<Option<&'a str>, Unreadable> {
        self.first(at).map(|tree| tree.as_str().ok_or(Unreadable::WrongKind)).transpose()
    }

    /// The truth value at path `at`, written as such or as text.
    pub(crate) fn truth(&self, at: usize) -> Result<Option<bool>, Unreadable> {
        self.first(at).map(truth).transpose()
    }
}

/// The reading, or why there is none.
pub(crate) fn settle(result: Result<Option<Value>, Unreadable>) -> Reading {
    match result {
        Ok(Some(value)) => Reading::Known(value),
        Ok(None) => Reading::Unknown,
        Err(why) => Reading::Unreadable(why),
    }
}

fn truth(tree: &Tree) -> Result<bool, Unreadable> {
    match (&tree.value, tree.as_str()) {
        (Native::Bool(value), _) => Ok(*value),
        (_, Some(text)) if text.eq_ignore_ascii_case("true") => Ok(true),
        (_, Some(text)) if text.eq_ignore_ascii_case("false") => Ok(false),
        (_, Some(_)) => Err(Unreadable::UnlistedValue),
        _ => Err(Unreadable::WrongKind),
    }
}

/// A scalar as text: numbers as written, truth values as JSON writes them.
pub(crate) fn text(tree: &Tree) -> Option<Cow<'_, str>> {
    match &tree.value {
        Native::Bool(value) => Some(Cow::Owned(value.to_string())),
        Native::Number(text) | Native::String(text) => Some(Cow::Borrowed(text)),
        Native::Null | Native::Array(_) | Native::Object(_) | Native::Bad(_) => None,
    }
}

/// A name without case and underscores: `KMSMasterKeyID`, `kmsMasterKeyID` and `kms_master_key_id` are equal.
pub(crate) fn fold(name: &str) -> String {
    name.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect()
}

/// Every value of a member called `name` after [`fold`], at any depth, in the order of the file. Does not look inside them.
pub(crate) fn found<'a>(tree: &'a Tree, name: &str) -> Vec<&'a Tree> {
    let mut seen = Vec::new();
    let mut open = vec![tree];
    while let Some(tree) = open.pop() {
        for (member, value) in tree.members().iter().rev() {
            if fold(member) == name {
                seen.push(value);
            } else {
                open.push(value);
            }
        }
        open.extend(tree.elements().iter().rev());
    }
    seen.sort_by_key(|tree| tree.offset);
    seen
}

/// Field `at` of an ARN, from 0: `arn`, partition, service, region, account, resource. None if it is no ARN or the field is empty.
pub(crate) fn arn_field(text: &str, at: usize) -> Option<&str> {
    let is_arn = text.starts_with("arn:");
    text.splitn(6, ':').nth(at).filter(|field| is_arn && !field.is_empty())
}

/// The value, or the document in it where it is a text: JSON, as such or URL-encoded.
pub(crate) fn opened(tree: &Tree) -> Result<Cow<'_, Tree>, Unreadable> {
    let Some(text) = tree.as_str() else { return Ok(Cow::Borrowed(tree)) };
    let text = text.trim_start();
    let decoded = if text.starts_with('%') { percent_decoded(text)? } else { text.to_owned() };
    let mut projection = Projection::new();
    projection.keep_all(projection.root());
    let outcome = json::read(decoded.as_bytes(), &projection, &Limits::default(), &mut |_| ());
    if outcome.error.is_some() || outcome.document_count != 1 {
        return Err(Unreadable::Malformed);
    }
    let document = outcome.documents.into_iter().next().ok_or(Unreadable::Malformed)?;
    if document.tree.defect().is_some() {
        return Err(Unreadable::Malformed);
    }
    Ok(Cow::Owned(Tree { offset: tree.offset, value: document.tree.value }))
}

/// By RFC 3986: a plus sign stands for itself.
fn percent_decoded(text: &str) -> Result<String, Unreadable> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let decoded = match byte {
            b'%' => {
                let digits = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
                rest = rest.get(2..).unwrap_or_default();
                let code = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
                code.ok_or(Unreadable::Malformed)?
            }
            byte => byte,
        };
        bytes.push(decoded);
    }
    String::from_utf8(bytes).map_err(|_| Unreadable::Malformed)
}

#[cfg(test)]
mod tests {
    use super::super::testing::tree;
    use super::*;

    #[test]
    fn documents_in_texts_are_opened() {
        let cases = [
            (r#"{"a":1}"#, Ok(true)),
            (r#""{\"a\":1}""#, Ok(true)),
            (r#""%7B%22a%22%3A1%7D""#, Ok(true)),
            (r#""{\"a\":""#, Err(Unreadable::Malformed)),
            (r#""%7""#, Err(Unreadable::Malformed)),
            (r#""{} {}""#, Err(Unreadable::Malformed)),
        ];
        for (native, expected) in cases {
            let native = tree(native);
            assert_eq!(opened(&native).map(|tree| tree.get("a").is_some()), expected, "{native:?}");
        }
    }

    #[test]
    fn names_and_arns_are_taken_apart() {
        assert_eq!(fold("kms_master_key_id"), fold("KMSMasterKeyID"));
        let arn = "arn:aws:kms:ap-northeast-1:000000000001:key/a:b";
        assert_eq!(
            (arn_field(arn, 3), arn_field(arn, 5)),
            (Some("ap-northeast-1"), Some("key/a:b"))
        );
        assert_eq!((arn_field("arn:aws:s3:::b", 3), arn_field("a:b:c:d", 3)), (None, None));
        let nested = tree(r#"{"x":[{"SSEAlgorithm":"a"},{"y":{"sse_algorithm":"b"}}]}"#);
        let texts: Vec<_> = found(&nested, "ssealgorithm").into_iter().map(Tree::as_str).collect();
        assert_eq!(texts, [Some("a"), Some("b")]);
    }
}
