//! Sections of a text: from heading to heading, never so long that phrases far apart stand in one passage.

use std::ops::Range;

/// Characters of one section under a heading.
const LONGEST: usize = 16_000;

/// A part of a text with the place where it begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Section<'t> {
    /// Byte offset.
    pub(super) offset: usize,
    /// Line, from 1.
    pub(super) line: u64,
    pub(super) text: &'t str,
}

/// One line, its end included, with its byte offset.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) offset: usize,
    pub(super) text: &'t str,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    text.split_inclusive('\n').scan(0, |next, text| {
        let offset = *next;
        *next += text.len();
        Some(Line { offset, text })
    })
}

/// The sections that begin at the offsets `starts`; long ones are cut at blank lines, else at line ends.
pub(super) fn split<'t>(text: &'t str, starts: &[usize]) -> Vec<Section<'t>> {
    let mut bounds = vec![0];
    bounds.extend(starts.iter().copied().filter(|start| *start > 0));
    bounds.push(text.len());
    let ranges = bounds.windows(2).flat_map(|pair| {
        let whole = pair[0]..pair[1];
        let parts = group(&text[whole.clone()], LONGEST);
        parts.into_iter().map(move |part| whole.start + part.start..whole.start + part.end)
    });
    at_lines(text, ranges)
}

/// The sections of a text without headings: blocks between blank lines, as many together as have `most` characters.
pub(super) fn blocks(text: &str, most: usize) -> Vec<Section<'_>> {
    at_lines(text, group(text, most).into_iter())
}

fn at_lines(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> Vec<Section<'_>> {
    let (mut counted, mut line) = (0, 1);
    let mut sections = Vec::new();
    for range in ranges {
        let part = &text[range.clone()];
        let blank = part.len() - part.trim_start().len();
        let offset = range.start + blank;
        line += text[counted..offset].bytes().filter(|byte| *byte == b'\n').count() as u64;
        counted = offset;
        let part = part.trim();
        if !part.is_empty() {
            sections.push(Section { offset, line, text: part });
        }
    }
    sections
}

/// Ranges of at most `most` characters that cover the text.
fn group(text: &str, most: usize) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let (mut start, mut length) = (0, 0);
    for piece in pieces(text, most) {
        let characters = text[piece.clone()].chars().count();
        if length > 0 && length + characters > most {
            groups.push(start..piece.start);
            (start, length) = (piece.start, 0);
        }
        length += characters;
    }
    groups.push(start..text.len());
    groups
}

/// Blocks; the lines of those that are too long; and parts of lines that are too long.
fn pieces(text: &str, most: usize) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut is_after_blank = false;
    for line in lines(text) {
        if is_after_blank && !line.is_blank() {
            starts.push(line.offset);
        }
        is_after_blank = line.is_blank();
    }
    starts.push(text.len());
    let mut pieces = Vec::new();
    for pair in starts.windows(2) {
        let block = &text[pair[0]..pair[1]];
        if block.chars().count() <= most {
            pieces.push(pair[0]..pair[1]);
            continue;
        }
        for line in lines(block) {
            let start = pair[0] + line.offset;
            pieces.extend(
                parts(line.text, most).into_iter().map(|part| start + part.start..start + part.end),
            );
        }
    }
    pieces
}

/// A long line, cut after a sentence where there is one in its second half.
fn parts(line: &str, most: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut length) = (0, 0);
    for (at, character) in line.char_indices() {
        length += 1;
        if length >= most || length > most / 2 && character == '。' {
            let end = at + character.len_utf8();
            parts.push(start..end);
            (start, length) = (end, 0);
        }
    }
    if start < line.len() {
        parts.push(start..line.len());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_know_their_first_line() {
        let text = "\r\n\r\nA\r\n\r\n# B\r\nx\r\n";
        let sections = split(text, &[text.find('#').unwrap()]);
        assert_eq!(
            sections,
            [
                Section { offset: 4, line: 3, text: "A" },
                Section { offset: 9, line: 5, text: "# B\r\nx" }
            ]
        );
    }

    #[test]
    fn blocks_are_grouped_and_long_ones_cut() {
        let cases = [
            ("aa\n\nbb\n\ncc", 100, vec!["aa\n\nbb\n\ncc"]),
            ("aa\n\nbb\n\ncc", 8, vec!["aa\n\nbb", "cc"]),
            ("aa\n\nbb\n\ncc", 4, vec!["aa", "bb", "cc"]),
            ("aaa\nbbb\nccc", 8, vec!["aaa\nbbb", "ccc"]),
            ("あいうえお。かき。くけこ", 8, vec!["あいうえお。", "かき。くけこ"]),
            ("abcdefgh", 3, vec!["abc", "def", "gh"]),
            (" \n\n", 3, vec![]),
            ("", 3, vec![]),
        ];
        for (text, most, expected) in cases {
            let found: Vec<&str> = blocks(text, most).iter().map(|section| section.text).collect();
            assert_eq!(found, expected, "{text:?} {most}");
        }
    }

    #[test]
    fn nothing_but_white_space_is_lost() {
        let text = "一。\n\n二二二二二。三\n四\n\n五".repeat(40);
        for most in 1..60 {
            let joined: String = blocks(&text, most).iter().map(|section| section.text).collect();
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(bare(&joined), bare(&text), "{most}");
        }
    }
}
