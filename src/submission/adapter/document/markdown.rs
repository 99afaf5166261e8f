//! Headings of Markdown: `#` to `######`, and lines underlined with `=` or `-`. What stands in a code fence is no heading.

use super::sections::{Line, lines};

/// The offsets of the lines that begin a section.
pub(super) fn headings(text: &str) -> Vec<usize> {
    let mut headings = Vec::new();
    let mut fence: Option<&str> = None;
    let mut before: Option<Line<'_>> = None;
    for line in lines(text) {
        let bare = line.text.trim_end();
        match (fence, fence_of(bare)) {
            (Some(open), Some(mark)) if mark.starts_with(open) && bare.trim() == mark => {
                fence = None;
            }
            (None, Some(mark)) => fence = Some(mark),
            (None, None) if is_heading(bare) => headings.push(line.offset),
            (None, None) if is_underline(bare) => {
                headings.extend(before.map(|title| title.offset));
            }
            (Some(_), _) | (None, None) => {}
        }
        let is_title = fence.is_none() && can_be_title(bare);
        before = is_title.then_some(line);
    }
    headings
}

/// Whether a text has the heading of a Markdown document.
pub(super) fn has_heading(text: &str) -> bool {
    !headings(text).is_empty()
}

/// The run of three or more backticks or tildes that opens or closes a fence.
fn fence_of(line: &str) -> Option<&str> {
    let line = unindented(line)?;
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(mark).len();
    (length >= 3).then(|| &line[..length])
}

fn is_heading(line: &str) -> bool {
    let Some(line) = unindented(line) else { return false };
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    (1..=6).contains(&level) && (title.is_empty() || title.starts_with([' ', '\t', '\u{3000}']))
}

fn is_underline(line: &str) -> bool {
    let Some(line) = unindented(line) else { return false };
    let is_of = |mark| line.len() >= 3 && line.chars().all(|character| character == mark);
    is_of('=') || is_of('-')
}

/// A line that an underline makes a heading: no list, table, quotation or other heading.
fn can_be_title(line: &str) -> bool {
    let Some(line) = unindented(line) else { return false };
    !line.is_empty() && !line.starts_with(['#', '|', '>', '-', '*', '+', '=', '`', '~'])
}

/// The line without up to three spaces; none if it is indented as code is.
fn unindented(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(' ');
    (line.len() - rest.len() <= 3).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_begin_sections() {
        let cases: &[(&str, &[&str])] = &[
            ("# 一\n本文\n## 二\n", &["# 一", "## 二"]),
            ("前書き\n# 一", &["# 一"]),
            ("#no\n####### seven\n    # code\n", &[]),
            ("```\n# in\n```\n# out", &["# out"]),
            ("~~~~ sh\n# in\n~~~\n# in\n~~~~\n# out", &["# out"]),
            ("```\n# never closed\n# x", &[]),
            ("表題\n====\n本文\n節\n---\n", &["表題", "節"]),
            ("- item\n---\n| a |\n---\n", &[]),
            ("\n---\n", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = headings(text)
                .into_iter()
                .map(|at| text[at..].lines().next().unwrap_or_default())
                .collect();
            assert_eq!(&found, expected, "{text:?}");
        }
    }
}
