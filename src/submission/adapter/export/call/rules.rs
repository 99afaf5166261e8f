//! How each tool says that more pages were left, that a call was refused, and that a member is not set.

use crate::submission::json::{Tree, Value as Json};

use super::super::super::Head;
use super::super::derive;

/// An error instead of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The caller may not see it, or the call failed.
    Denied,
    /// There is no such setting.
    NotSet,
}

/// What differs between the tools.
pub(super) struct Rules {
    /// Root members that tell of further pages.
    pub(super) paging: &'static [&'static str],
    /// Whether more pages were left, by the root of the document.
    pub(super) is_paged: fn(&Tree) -> bool,
    /// Whether the head is an error instead of a result.
    pub(super) refusal: fn(&Head<'_>) -> Option<Refusal>,
    /// Whether Go's zero values stand for members that are not set.
    pub(super) has_zero_values: bool,
}

pub(super) const AWS_CLI: Rules = Rules {
    paging: &["NextToken", "nextToken", "NextMarker", "Marker", "IsTruncated", "Truncated"],
    is_paged: |root| {
        let has_more = |name: &str| root.get(name).and_then(Tree::as_bool) == Some(true);
        ["NextToken", "nextToken", "NextMarker", "Marker"].iter().any(|name| is_set(root.get(name)))
            || has_more("IsTruncated")
            || has_more("Truncated")
    },
    refusal: |head| {
        let text = String::from_utf8_lossy(head.bytes);
        let (_, error) = text.split_once("An error occurred (").filter(|_| !head.sketch.is_json)?;
        let code = error.split(')').next().unwrap_or_default();
        let is_not_set = code.starts_with("NoSuch") || code.contains("NotFound");
        Some(if is_not_set { Refusal::NotSet } else { Refusal::Denied })
    },
    has_zero_values: false,
};

pub(super) const SAKURA_API: Rules = Rules {
    paging: &["Total", "From", "Count", "total", "from", "count", "next", "nextPageToken"],
    is_paged: |root| {
        let number = |upper: &str, lower: &str| {
            let tree = root.get(upper).or_else(|| root.get(lower))?;
            derive::text(tree)?.parse::<u64>().ok()
        };
        let from = number("From", "from").unwrap_or(0);
        let count = number("Count", "count").unwrap_or(0);
        from > 0
            || number("Total", "total").is_some_and(|total| total > from.saturating_add(count))
            || is_set(root.get("next"))
            || is_set(root.get("nextPageToken"))
    },
    refusal: |head| {
        head.sketch.tree.as_ref().filter(|root| is_sakura_error(root)).map(|_| Refusal::Denied)
    },
    has_zero_values: false,
};

pub(super) const USACLOUD: Rules =
    Rules { paging: &[], is_paged: |_| false, refusal: |_| None, has_zero_values: true };

/// An answer of the API (v1.1), of object storage, or of the IAM API. Code 404 of object storage is an answer: there is no such
/// setting.
fn is_sakura_error(root: &Tree) -> bool {
    let code = root.get("error").and_then(|error| error.get("code"));
    let is_missing = code.and_then(derive::text).is_some_and(|code| code == "404");
    let is_fatal = root.get("is_fatal").is_some() && root.get("error_code").is_some();
    let is_problem = root.get("type").is_some()
        && root.get("title").is_some()
        && root.get("status").and_then(Tree::as_i64).is_some_and(|status| status >= 400);
    is_fatal || is_problem || (code.is_some() && !is_missing)
}

fn is_set(tree: Option<&Tree>) -> bool {
    match tree.map(|tree| &tree.value) {
        None | Some(Json::Null | Json::Bool(false)) => false,
        Some(Json::String(text)) => !text.is_empty(),
        Some(
            Json::Bool(true) | Json::Number(_) | Json::Array(_) | Json::Object(_) | Json::Bad(_),
        ) => true,
    }
}

/// Takes Go's zero values out: they are printed for members that are not set. `false` is a value.
pub(super) fn without_zero_values(tree: &mut Tree, keeps_empty_text: bool) {
    let is_zero = match &mut tree.value {
        Json::String(text) => {
            (text.is_empty() && !keeps_empty_text) || text.starts_with("0001-01-01T00:00:00")
        }
        Json::Number(text) => **text == *"0",
        Json::Array(elements) => {
            for element in elements {
                without_zero_values(element, keeps_empty_text);
            }
            false
        }
        Json::Object(members) => {
            for (_, member) in members {
                without_zero_values(member, keeps_empty_text);
            }
            false
        }
        Json::Null | Json::Bool(_) | Json::Bad(_) => false,
    };
    if is_zero {
        tree.value = Json::Null;
    }
}
