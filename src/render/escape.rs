//! Escapes: the only way text of a submission gets into an output.

/// Text for a terminal: control characters, bidirectional overrides and invisible characters are shown as `\u{…}`.
pub fn terminal_text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) { safe.extend(c.escape_unicode()) } else { safe.push(c) }
    }
    safe
}

/// Whether a character could move the cursor, reorder the line or hide.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{061c}')
        || matches!(c, '\u{e0000}'..='\u{e007f}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_moves_the_cursor_or_hides() {
        let cases = [
            ("plain 日本語", "plain 日本語"),
            ("\u{1b}[2J", "\\u{1b}[2J"),
            ("a\nb\rc\td", "a\\u{a}b\\u{d}c\\u{9}d"),
            ("abc\u{202e}fdp", "abc\\u{202e}fdp"),
            ("\u{9b}31m\u{200b}", "\\u{9b}31m\\u{200b}"),
        ];
        for (text, safe) in cases {
            assert_eq!(terminal_text(text), safe);
        }
    }
}
