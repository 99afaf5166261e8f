//! Phrases in Japanese and English text: NFKC, without case, without the line breaks of a page, and not in a negated clause.

use unicode_normalization::UnicodeNormalization;

/// Words that make a hit prove nothing: the clause says no, not yet, or not for this.
const MARKERS: &[&str] =
    &["未", "ない", "ません", "なかった", "除く", "除き", "除外", "対象外", "予定", "検討"];
/// Words that hold a marker but negate nothing.
const HARMLESS: &[&str] = &[
    "未然",
    "未満",
    "少ない",
    "少なくない",
    "に限らない",
    "限られない",
    "なければならない",
    "なければなりません",
    "ねばならない",
    "やむを得ない",
    "にかかわらない",
    "下回らない",
    "超えない",
];
const ENGLISH_MARKERS: &[&str] =
    &["not", "no", "planned", "except", "excluding", "cannot", "without", "unless", "never"];

/// English words that hold a marker but negate nothing.
const ENGLISH_HARMLESS: &[&str] =
    &["no less than", "not less than", "no more than", "not more than", "no later than"];

/// A text, normalised for comparison, with the text as written for quotations.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    written: String,
    spaced: String,
    tight: String,
}

/// A phrase of a criterion.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    spaced: String,
    tight: String,
    words: bool,
}

/// What a passage says of phrase groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Hit {
    /// Some group is not there.
    Missing,
    /// All groups are there, but one only in a clause that negates or postpones it.
    Negated,
    /// All groups are there.
    Found,
}

impl Phrase {
    pub(crate) fn new(text: &str) -> Self {
        let spaced = spaced(text);
        let words = spaced.is_ascii();
        Self { tight: tight(&spaced), spaced, words }
    }

    /// A phrase found whatever stands beside it: numbers, codes and names.
    pub(crate) fn loose(text: &str) -> Self {
        Self { words: false, ..Self::new(text) }
    }

    /// Whether it says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.tight.is_empty()
    }

    /// Whether `text` holds the phrase: English by whole words, Japanese whatever the spacing.
    pub(crate) fn hits(&self, text: &Text) -> bool {
        if self.words {
            find_words(&text.spaced, &self.spaced).is_some()
        } else {
            text.tight.contains(&self.tight)
        }
    }
}

impl Text {
    pub(crate) fn new(written: &str) -> Self {
        let spaced = spaced(written);
        Self { written: written.trim().to_owned(), tight: tight(&spaced), spaced }
    }

    /// The text as written.
    pub(crate) fn written(&self) -> &str {
        &self.written
    }

    /// Sentences, table rows and list items.
    pub(crate) fn sentences(&self) -> Vec<Self> {
        let mut sentences = Vec::new();
        let mut current = String::new();
        let mut lines = self.written.lines().peekable();
        while let Some(line) = lines.next() {
            let mut chars = line.chars().peekable();
            while let Some(c) = chars.next() {
                current.push(c);
                let stop = matches!(c, '。' | '！' | '？' | '!' | '?' | ';')
                    || (c == '.' && chars.peek() == Some(&' '));
                if stop {
                    sentences.push(std::mem::take(&mut current));
                }
            }
            match lines.peek() {
                Some(next)
                    if !starts_item(next) && !starts_item(line.trim_start_matches(['-', '*'])) =>
                {
                    current.push('\n');
                }
                Some(_) | None => sentences.push(std::mem::take(&mut current)),
            }
        }
        sentences.push(current);
        sentences
            .into_iter()
            .filter(|sentence| !sentence.trim().is_empty())
            .map(|sentence| Self::new(&sentence))
            .collect()
    }

    /// Whether it holds `other`, spacing aside.
    pub(crate) fn contains(&self, other: &Self) -> bool {
        !other.tight.is_empty() && self.tight.contains(&other.tight)
    }

    /// Whether it is `other`, spacing aside.
    pub(crate) fn is(&self, other: &Self) -> bool {
        !other.tight.is_empty() && self.tight == other.tight
    }

    /// Whether a clause, with `phrases` taken out, negates or postpones.
    fn is_negated(&self, phrases: &[&Phrase]) -> bool {
        let mut rest = self.tight.clone();
        let mut english = self.spaced.clone();
        let mut phrases = phrases.to_vec();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.tight.len()));
        for phrase in phrases {
            if phrase.words {
                english = english.replace(&phrase.spaced, " ");
                rest = rest.replace(&phrase.tight, "\u{1}");
            } else {
                rest = rest.replace(&phrase.tight, "\u{1}");
            }
        }
        for harmless in HARMLESS {
            rest = rest.replace(harmless, "\u{1}");
        }
        for harmless in ENGLISH_HARMLESS {
            english = english.replace(harmless, " ");
        }
        MARKERS.iter().any(|marker| rest.contains(marker))
            || ENGLISH_MARKERS.iter().any(|marker| find_words(&english, marker).is_some())
    }
}

/// What `passage` says of `groups`, and the sentence that says the most of them.
pub(crate) fn look(passage: &Text, groups: &[Vec<Phrase>]) -> (Hit, Option<String>) {
    if groups.is_empty()
        || !groups.iter().all(|group| group.iter().any(|phrase| phrase.hits(passage)))
    {
        return (Hit::Missing, None);
    }
    let sentences = passage.sentences();
    let all: Vec<&Phrase> = groups.iter().flatten().collect();
    let mut whole = Hit::Found;
    let mut best: Option<(usize, &Text)> = None;
    for sentence in &sentences {
        let here =
            groups.iter().filter(|group| group.iter().any(|phrase| phrase.hits(sentence))).count();
        if here > best.map_or(0, |(count, _)| count) {
            best = Some((here, sentence));
        }
    }
    for group in groups {
        let clear = sentences.iter().any(|sentence| {
            group.iter().any(|phrase| phrase.hits(sentence)) && !sentence.is_negated(&all)
        });
        if !clear {
            whole = Hit::Negated;
        }
    }
    (whole, best.map(|(_, sentence)| sentence.written.clone()))
}

/// A table row, list item, heading or blank line starts anew; any other line goes on.
fn starts_item(line: &str) -> bool {
    let line = line.trim_start();
    let numbered = line.split_once(['.', ')', '）']).is_some_and(|(number, _)| {
        !number.is_empty()
            && number.len() <= 3
            && number.chars().all(|digit| digit.is_ascii_digit())
    });
    line.is_empty()
        || numbered
        || line.starts_with(['-', '*', '|', '#', '・', '第', '（', '○', '●'])
}

fn spaced(text: &str) -> String {
    let folded: String =
        text.nfkc().filter(|c| !is_ignorable(*c)).collect::<String>().to_lowercase();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters that select a glyph or break a line and say nothing: PDF text has variation selectors, pasted text the others.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn tight(spaced: &str) -> String {
    spaced.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Where `phrase` stands in `text` between word boundaries.
fn find_words(text: &str, phrase: &str) -> Option<usize> {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.match_indices(phrase)
        .find(|(at, found)| {
            let before = text.get(..*at).and_then(|head| head.chars().next_back());
            let after = text.get(at + found.len()..).and_then(|tail| tail.chars().next());
            !phrase.is_empty() && !is_word(before) && !is_word(after)
        })
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(groups: &[&[&str]]) -> Vec<Vec<Phrase>> {
        groups
            .iter()
            .map(|group| group.iter().map(|phrase| Phrase::new(phrase)).collect())
            .collect()
    }

    #[test]
    fn a_passage_hits_or_is_negated_or_misses() {
        let cases: &[(&str, &[&[&str]], Hit)] = &[
            ("本契約は日本法に準拠する。", &[&["日本法"], &["準拠"]], Hit::Found),
            ("本契約は日本\n法に準拠する。", &[&["日本法"], &["準拠"]], Hit::Found),
            ("鍵\u{e0100}管\u{200b}理を行う。", &[&["鍵管理"]], Hit::Found),
            ("本契約は日本法に準拠しない。", &[&["日本法"], &["準拠"]], Hit::Negated),
            ("障害を未然に防ぐため暗号化する。", &[&["暗号化"]], Hit::Found),
            ("暗号化は未対応である。", &[&["暗号化"]], Hit::Negated),
            ("暗号化を令和6年に予定している。", &[&["暗号化"]], Hit::Negated),
            ("許可なく複写しない。", &[&["複写しない", "複製しない"]], Hit::Found),
            ("通知しなければならない。", &[&["通知"]], Hit::Found),
            ("バックアップは対象外とする。通知は行う。", &[&["通知"]], Hit::Found),
            ("稼働率は99.9%を下回らない。", &[&["稼働率"]], Hit::Found),
            ("Uptime is no less than 99.9%.", &[&["uptime"]], Hit::Found),
            ("The service is not encrypted.", &[&["encrypted"]], Hit::Negated),
            ("Ｔｈｅ ｓｅｒｖｉｃｅ is Encrypted.", &[&["encrypted"], &["service"]], Hit::Found),
            ("organization", &[&["ga"]], Hit::Missing),
            ("", &[&["暗号化"]], Hit::Missing),
        ];
        for (text, phrases, expected) in cases {
            assert_eq!(look(&Text::new(text), &groups(phrases)).0, *expected, "{text}");
        }
    }

    #[test]
    fn no_groups_prove_nothing() {
        assert_eq!(look(&Text::new("何でもよい。"), &[]).0, Hit::Missing);
    }
}
