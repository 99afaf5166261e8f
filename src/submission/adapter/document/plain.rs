//! Headings of Japanese plain text: articles and chapters, 【】, and numbered titles after a blank line.

use super::sections::lines;

/// Characters of the longest numbered title; a longer line is a sentence.
const TITLE: usize = 40;
const UNITS: [char; 8] = ['条', '章', '節', '項', '編', '部', '款', '号'];
const NUMERALS: &str = "0123456789０１２３４５６７８９一二三四五六七八九十百";

/// The offsets of the lines that begin a section.
pub(super) fn headings(text: &str) -> Vec<usize> {
    let mut is_after_blank = true;
    let mut headings = Vec::new();
    for line in lines(text) {
        let bare = line.text.trim();
        if is_article(bare) || bare.starts_with('【') || is_after_blank && is_numbered(bare) {
            headings.push(line.offset);
        }
        is_after_blank = line.is_blank();
    }
    headings
}

/// 第3条 and what may follow a title, so that 「第3条に定める」 at the begin of a printed line is none.
fn is_article(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('第') else { return line.starts_with("附則") };
    let Some(rest) = after_numerals(rest.trim_start()) else { return false };
    let Some(rest) = rest.trim_start().strip_prefix(UNITS) else { return false };
    let rest = match rest.strip_prefix('の') {
        Some(branch) => match after_numerals(branch) {
            Some(rest) => rest,
            None => return false,
        },
        None => rest,
    };
    rest.is_empty() || rest.starts_with([' ', '\t', '\u{3000}', '(', '（', '【', '「', '：', ':'])
}

/// `1. 目的`, `2.3 適用範囲`, `３．概要`.
fn is_numbered(line: &str) -> bool {
    let Some(mut rest) = after_digits(line) else { return false };
    while let Some(next) = rest.strip_prefix(['.', '．', '-']).and_then(after_digits) {
        rest = next;
    }
    let title = rest.strip_prefix(['.', '．', ')', '）', '、']).unwrap_or(rest);
    let is_marked = title.len() < rest.len();
    let is_parted = title.starts_with(char::is_whitespace)
        || is_marked && !title.starts_with(|c: char| c.is_ascii());
    is_parted
        && !title.trim().is_empty()
        && line.chars().count() <= TITLE
        && !line.ends_with(['。', '、', '.', ','])
}

fn after_numerals(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|character| NUMERALS.contains(character));
    (rest.len() < text.len()).then_some(rest)
}

fn after_digits(text: &str) -> Option<&str> {
    let is_digit = |c: char| matches!(c, '0'..='9' | '０'..='９');
    let rest = text.trim_start_matches(is_digit);
    (rest.len() < text.len()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_begin_sections() {
        let cases = [
            ("第1条 目的", true),
            ("第１条（目的）", true),
            ("第十二条　準拠法", true),
            ("第3条の2 データの所在", true),
            ("  第2章 保存", true),
            ("第3条", true),
            ("第3条に定める事項は、次のとおりとする", false),
            ("第一に、", false),
            ("第三者への提供", false),
            ("附則", true),
            ("【所在地】", true),
            ("1. 目的", true),
            ("2.3 適用範囲", true),
            ("３．概要", true),
            ("1) 準備", true),
            ("1. データは、日本国内に保存する。", false),
            ("2023年10月12日", false),
            ("99.95%", false),
            ("10:30", false),
            ("100GB", false),
            ("1", false),
            ("本文", false),
        ];
        for (line, expected) in cases {
            assert_eq!(headings(line).len(), usize::from(expected), "{line}");
        }
    }

    #[test]
    fn a_numbered_line_in_a_paragraph_is_none() {
        assert_eq!(headings("手順\n1. 準備\n2. 実行\n"), [] as [usize; 0]);
        assert_eq!(headings("手順\n\n1. 準備\n2. 実行\n"), ["手順\n\n".len()]);
    }
}
