//! Lists that begin with what fits, and open to the rest.

use super::markup::Html;

/// A list of `items`, each written by `write`: the first `most` at once, the others on demand.
pub(super) fn opening<T>(html: &mut Html, items: &[T], most: usize, write: impl Fn(&mut Html, &T)) {
    let list = |html: &mut Html, items: &[T]| {
        html.element("ul", &[("class", "items")], |html| {
            for item in items {
                html.element("li", &[], |html| write(html, item));
            }
        });
    };
    let (first, rest) = items.split_at(items.len().min(most));
    list(html, first);
    if !rest.is_empty() {
        html.element("details", &[], |html| {
            html.element("summary", &[], |html| {
                html.told(|words| words.more(rest.len() as u64));
            });
            list(html, rest);
        });
    }
}

/// Says how many of a list were left out, where some were.
pub(super) fn left_out(html: &mut Html, n: usize) {
    if n > 0 {
        html.element("p", &[("class", "left-out")], |html| {
            html.told(|words| words.more(n as u64));
            html.both("(JSON形式の報告にあります)", " (in the JSON report)");
        });
    }
}
