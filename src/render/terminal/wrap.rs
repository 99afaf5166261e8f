//! Breaks text into lines of a display width: words at spaces, Japanese between any two characters, with simple 禁則.
//!
//! In Japanese, characters of ambiguous width count as two columns, as terminals there may draw them, so that no line is ever
//! wider than asked.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::model::text::Lang;
use crate::render::escape::terminal_text;

/// Characters that do not begin a line.
const CLOSING: &str =
    "。、，．）」』】〕］｝〉》・ー々：；？！％ぁぃぅぇぉっゃゅょァィゥェォッャュョヶ)]},.:;!?%";
/// Characters that do not end a line.
const OPENING: &str = "（「『【〔［｛〈《([{";
/// Counters and units of dates, which stay with their number.
const COUNTERS: &str = "件点年月日";

/// Columns that `text` takes on a terminal.
pub(super) fn width(text: &str, lang: Lang) -> usize {
    match lang {
        Lang::Ja => text.width_cjk(),
        Lang::En => text.width(),
    }
}

/// The lines of `text`, none wider than `most` columns; any white space is a place to break.
pub(super) fn wrap(text: &str, most: usize, lang: Lang) -> Vec<String> {
    let mut lines = Lines { done: Vec::new(), line: String::new(), most, lang };
    for word in text.split_whitespace() {
        let word = terminal_text(word);
        for (rank, atom) in atoms(&word).into_iter().enumerate() {
            lines.push(atom, if rank == 0 { " " } else { "" });
        }
    }
    lines.end();
    lines.done
}

/// The parts of a word between which a line may break.
fn atoms(word: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let after = word.char_indices().skip(1);
    starts.extend(
        word.chars().zip(after).filter(|(a, (_, b))| may_break(*a, *b)).map(|(_, (at, _))| at),
    );
    let ends = starts.iter().copied().skip(1).chain([word.len()]);
    starts.iter().zip(ends).map(|(start, end)| &word[*start..end]).collect()
}

fn may_break(a: char, b: char) -> bool {
    let is_wide = |c: char| c.width() == Some(2);
    let is_counted = a.is_ascii_digit() && COUNTERS.contains(b);
    (is_wide(a) || is_wide(b)) && !is_counted && !OPENING.contains(a) && !CLOSING.contains(b)
}

/// Lines being filled.
struct Lines {
    done: Vec<String>,
    line: String,
    most: usize,
    lang: Lang,
}

impl Lines {
    /// Adds `atom`, after `gap` unless it begins a line.
    fn push(&mut self, atom: &str, gap: &str) {
        let gap = if self.line.is_empty() { "" } else { gap };
        let joined = format!("{}{gap}{atom}", self.line);
        if self.fits(&joined) {
            self.line = joined;
        } else if self.fits(atom) {
            self.end();
            atom.clone_into(&mut self.line);
        } else {
            self.line.push_str(gap);
            atom.chars().for_each(|c| self.push_char(c));
        }
    }

    /// Adds one character of an atom that is wider than a line.
    fn push_char(&mut self, c: char) {
        let joined = format!("{}{c}", self.line);
        if self.fits(&joined) {
            self.line = joined;
        } else {
            self.end();
            self.line.push(c);
        }
    }

    fn fits(&self, text: &str) -> bool {
        width(text, self.lang) <= self.most
    }

    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim_end();
        if !line.is_empty() {
            self.done.push(line.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_where_a_reader_expects_it() {
        let cases: &[(&str, usize, &[&str])] = &[
            ("", 10, &[]),
            ("one two three", 7, &["one two", "three"]),
            ("日本語の文章です", 6, &["日本語", "の文章", "です"]),
            ("日本語。次の文", 6, &["日本", "語。次", "の文"]),
            ("値は「真」です", 6, &["値は", "「真」", "です"]),
            ("全部で12件あり", 8, &["全部で", "12件あり"]),
            ("abcdefghij", 4, &["abcd", "efgh", "ij"]),
            ("x abcdefghij", 4, &["x ab", "cdef", "ghij"]),
            ("a\n  b\tc", 10, &["a b c"]),
        ];
        for (text, most, lines) in cases {
            assert_eq!(wrap(text, *most, Lang::Ja), *lines, "{text:?}");
        }
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let text = "…○△ 要件「GC22-STO-007」(必須)は、exports/aws/ap-northeast-1/snapshot.json:231 の値が 12件 違います。☺\u{fe0f}é";
        for lang in [Lang::Ja, Lang::En] {
            for most in 4..60 {
                let lines = wrap(text, most, lang);
                assert!(lines.iter().all(|line| width(line, lang) <= most), "{most}: {lines:?}");
                let solid = |text: &str| text.split_whitespace().collect::<String>();
                assert_eq!(solid(&lines.concat()), solid(text), "nothing is lost");
            }
        }
    }

    #[test]
    fn what_moves_the_cursor_is_inert() {
        assert_eq!(wrap("a\u{1b}[2J", 40, Lang::En), ["a\\u{1b}[2J"]);
    }
}
