//! Strings after validation: names compared and texts unescaped.

use std::borrow::Cow;

/// A validated string between its quotes, as it stands in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raw<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) is_escaped: bool,
}

impl<'a> Raw<'a> {
    /// The text meant; none if an escape is half of a surrogate pair, the one thing that validation lets through.
    pub(super) fn text(self) -> Option<Cow<'a, str>> {
        let text = std::str::from_utf8(self.bytes).ok()?;
        if self.is_escaped { unescape(text).map(Cow::Owned) } else { Some(Cow::Borrowed(text)) }
    }
}

fn unescape(text: &str) -> Option<String> {
    let mut meant = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        meant.push_str(plain);
        let mut after = escape.chars();
        meant.push(match after.next()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => unit_pair(&mut after)?,
            itself => itself,
        });
        rest = after.as_str();
    }
    meant.push_str(rest);
    Some(meant)
}

/// The character of `XXXX` or, for one outside the first plane, `XXXX\uXXXX`.
fn unit_pair(after: &mut std::str::Chars<'_>) -> Option<char> {
    let first = unit(after)?;
    if !(0xD800..0xDC00).contains(&first) {
        return char::from_u32(first);
    }
    if after.next()? != '\\' || after.next()? != 'u' {
        return None;
    }
    let second = unit(after)?.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
    char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + second)
}

fn unit(after: &mut std::str::Chars<'_>) -> Option<u32> {
    let digits = after.as_str().get(..4)?;
    *after = after.as_str().get(4..)?.chars();
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_mean_what_the_standard_says() {
        let cases = [
            ("plain", Some("plain")),
            (r#"\"\\\/\b\f\n\r\t"#, Some("\"\\/\u{8}\u{c}\n\r\t")),
            (r"\u65E5\u672cx", Some("日本x")),
            (r"a\uD83D\uDE00b", Some("a😀b")),
            (r"\u0000", Some("\0")),
            (r"\\u0041", Some(r"\u0041")),
            (r"\uD83D", None),
            (r"\uDE00", None),
            (r"\uD83Dx", None),
            (r"\uD83D\n", None),
            (r"\uD83D\u0041", None),
            (r"\uD83D\uE000", None),
            (r"\uD83D\uD83D\uDE00", None),
        ];
        for (text, expected) in cases {
            let raw = Raw { bytes: text.as_bytes(), is_escaped: text.contains('\\') };
            assert_eq!(raw.text(), expected.map(Cow::Borrowed), "{text}");
        }
    }
}
