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

/// Characters that mean something at some place of Markdown or of what GitHub and GitLab add to it. All are ASCII punctuation, which
/// `CommonMark` lets a backslash escape anywhere.
const MARKDOWN: &str = "\\`*_{}[]()#+-.!|<>&@~$:^%=\"'";
/// Those that mention, refer or link even where a backslash stands: sites look for them in the rendered text.
const SIGILS: &str = "@#!$&%~:";
/// Zero width space: no mention, reference or link goes on after it.
const BREAK: &str = "&#8203;";

/// Text for a line or a table cell of Markdown: nothing of it is markup, HTML, a link, a mention or a line break; what moves the
/// cursor or hides is shown as `\u{…}`.
///
/// Escaped texts may stand side by side: no escape looks at what follows.
pub(super) fn markdown_text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut letters_w = 0;
    for c in terminal_text(&on_one_line(text)).chars() {
        if MARKDOWN.contains(c) {
            safe.push('\\');
        }
        safe.push(c);
        letters_w = if matches!(c, 'w' | 'W') { letters_w + 1 } else { 0 };
        if SIGILS.contains(c) || letters_w == 3 {
            safe.push_str(BREAK);
        }
    }
    safe
}

/// Most UTF-16 units of a cell; Excel cuts a cell at 32,767 without saying so.
const CSV_CELL: usize = 32_000;
/// Characters a spreadsheet program begins a formula with, or strips before it looks for one; in Japanese ones, wide forms too.
const FORMULA: &str = "=+-@\t\r\n\0＝＋－＠";

/// A field of CSV (RFC 4180), quoted where it has to be: one line, never a formula, what hides shown as `\u{…}`.
///
/// A text that could begin a formula gets a leading apostrophe; one that is longer than a spreadsheet's cell ends with `…`.
pub(super) fn csv_cell(text: &str) -> String {
    let begins = text.trim_start_matches(' ').starts_with(|c| FORMULA.contains(c));
    let shown = terminal_text(&on_one_line(text));
    let apostrophe =
        if begins || shown.trim_start().starts_with(|c| FORMULA.contains(c)) { "'" } else { "" };
    let mut units = 0;
    let end = shown.char_indices().find_map(|(at, c)| {
        units += c.len_utf16();
        (units > CSV_CELL).then_some(at)
    });
    let cell = match end {
        Some(end) => format!("{apostrophe}{}…", &shown[..end]),
        None => format!("{apostrophe}{shown}"),
    };
    let is_plain = !cell.contains(['"', ',', ';']) && cell.trim() == cell;
    if is_plain { cell } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}

/// The text with every run of line breaks and tabs, and the spaces around it, as one space.
fn on_one_line(text: &str) -> String {
    let is_break = |c: char| matches!(c, '\t' | '\n' | '\r');
    let mut line = String::with_capacity(text.len());
    for (rank, part) in text.split(is_break).enumerate() {
        let part = if rank == 0 { part } else { part.trim_start_matches(' ') };
        if rank > 0 && !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

/// Text of an XML element or attribute: nothing of it is markup; what moves the cursor, hides or may not stand in XML 1.0 is shown
/// as `\u{…}`.
pub(super) fn xml_text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in terminal_text(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => safe.extend(c.escape_unicode()),
            c => safe.push(c),
        }
    }
    safe
}

/// Text of an HTML element or quoted attribute: on one line, as white space is one space there, and nothing of it is markup; what
/// moves the cursor or hides is shown as `\u{…}`.
pub(super) fn html_text(text: &str) -> String {
    xml_text(&on_one_line(text))
}

/// Text for a SARIF message, where brackets make links and braces are placeholders (sections 3.11.5 and 3.11.6): neither is left;
/// what moves the cursor or hides is shown as `<U+…>`.
pub(super) fn sarif_text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '[' | ']' | '\\' => safe.extend(['\\', c]),
            '{' | '}' => safe.extend([c, c]),
            c if is_hidden(c) => safe.extend([format!("<U+{:04X}>", u32::from(c))]),
            c => safe.push(c),
        }
    }
    safe
}

/// Bytes of the name of a file: the most that a file system has.
const PATH: usize = 4_096;

/// A relative URI (RFC 3986) of a path: everything but unreserved characters and `/` is percent-encoded. What no file can be called for
/// its length is cut.
pub(super) fn relative_uri(path: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes().take(PATH) {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push('%');
            uri.push(char::from(HEX[usize::from(byte >> 4)]));
            uri.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    uri
}

/// A string of OSCAL: one line without space around it, what moves the cursor or hides shown as `\u{…}`; none if nothing is left.
pub(super) fn oscal_string(text: &str) -> Option<String> {
    let line = terminal_text(on_one_line(text).trim());
    (!line.is_empty()).then_some(line)
}

/// Characters that mean something anywhere in the Markdown of OSCAL, quotation marks and insertions (`{{ }}`) included.
const OSCAL_MARKUP: &str = "\\`*_{}[]<>&~^#|!\"";

/// Text for a line of the Markdown in OSCAL: one line of which nothing is markup; empty if nothing is left.
///
/// What means something only where a line begins is escaped there.
pub(super) fn oscal_markup(text: &str) -> String {
    let line = oscal_string(text).unwrap_or_default();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut safe = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        let begins_block = (at == 0 && "-+=".contains(c)) || (at == digits && ".)".contains(c));
        if begins_block || OSCAL_MARKUP.contains(c) {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// A JSON document in which characters that move the cursor or hide are written as `\uXXXX`, which changes no value.
pub(super) fn json_document(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if is_hidden(c) && c != '\n' {
            let mut units = [0; 2];
            let escapes = c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}"));
            safe.extend(escapes);
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::hostile;

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

    #[test]
    fn markdown_has_no_markup_left() {
        for text in hostile::corpus() {
            let safe = markdown_text(&text);
            let (mut rest, mut said) = (safe.as_str(), String::new());
            while let Some(c) = rest.chars().next() {
                if let Some(after) = rest.strip_prefix(BREAK) {
                    rest = after;
                    continue;
                }
                assert!(!is_hidden(c), "{text:?}: {safe}");
                rest = &rest[c.len_utf8()..];
                if c == '\\' {
                    let escaped = rest.chars().next().unwrap();
                    assert!(MARKDOWN.contains(escaped), "{text:?}: {safe}");
                    said.push(escaped);
                    rest = &rest[escaped.len_utf8()..];
                    let is_sigil = SIGILS.contains(escaped);
                    assert!(!is_sigil || rest.starts_with(BREAK), "{text:?}: {safe}");
                } else {
                    assert!(!"\\`*_{}[]()#+-.!|<>&@~$:".contains(c), "{text:?}: {safe}");
                    said.push(c);
                }
            }
            assert_eq!(said, terminal_text(&on_one_line(&text)), "nothing is lost");
        }
    }

    #[test]
    fn markdown_is_readable_where_nothing_is_to_escape() {
        let cases = [
            ("架空の事業者 クラウド、2件", "架空の事業者 クラウド、2件"),
            ("a\r\n  # b", "a \\#&#8203; b"),
            ("[x](y)|<b>", "\\[x\\]\\(y\\)\\|\\<b\\>"),
            ("a@b.c", "a\\@&#8203;b\\.c"),
            ("WWW.a", "WWW&#8203;\\.a"),
            ("http://a", "http\\:&#8203;//a"),
            ("\u{202e}", "\\\\u\\{202e\\}"),
        ];
        for (text, safe) in cases {
            assert_eq!(markdown_text(text), safe);
        }
    }

    #[test]
    fn a_cell_of_csv_is_one_inert_field() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+81", "'+81"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'=1"),
            ("\r=1", "'=1"),
            ("\ta", "'a"),
            ("  =1", "'  =1"),
            ("＝1", "'＝1"),
            ("a=1", "a=1"),
            ("a,\"b\"", "\"a,\"\"b\"\"\""),
            ("a\r\nb", "a b"),
            ("\u{1b}[2J", "\\u{1b}[2J"),
            ("", ""),
        ];
        for (text, cell) in cases {
            assert_eq!(csv_cell(text), cell, "{text:?}");
        }
        let long = csv_cell(&"𠮟".repeat(20_000));
        assert!(long.ends_with('…') && long.encode_utf16().count() == CSV_CELL + 1);
    }

    #[test]
    fn xml_has_no_markup_and_no_forbidden_character_left() {
        let cases = [
            ("<a b='c'>&\"</a>", "&lt;a b=&apos;c&apos;&gt;&amp;&quot;&lt;/a&gt;"),
            ("]]>", "]]&gt;"),
            ("\u{0}\u{8}\n\u{fffe}\u{ffff}", "\\u{0}\\u{8}\\u{a}\\u{fffe}\\u{ffff}"),
            ("約款\u{202e}𠮟", "約款\\u{202e}𠮟"),
        ];
        for (text, safe) in cases {
            assert_eq!(xml_text(text), safe);
        }
    }

    #[test]
    fn html_has_no_markup_no_line_break_and_nothing_hidden_left() {
        assert_eq!(html_text("a\r\n\t<b>\u{0}\u{202e}"), "a &lt;b&gt;\\u{0}\\u{202e}");
        for text in hostile::corpus() {
            let safe = html_text(&text);
            assert!(!safe.contains(['<', '>', '"', '\'', '\n', '\r']), "{text:?}: {safe}");
            assert!(!safe.contains(is_hidden), "{text:?}: {safe}");
            let ends = safe.split('&').skip(1).map(|rest| rest.split_once(';').unwrap().0);
            let ours = ["amp", "lt", "gt", "quot", "apos"];
            assert!(ends.into_iter().all(|name| ours.contains(&name)), "{text:?}: {safe}");
        }
    }

    #[test]
    fn a_sarif_message_has_no_link_and_no_placeholder() {
        assert_eq!(sarif_text("[x](1) {0} \\]\u{1b}約"), "\\[x\\](1) {{0}} \\\\\\]<U+001B>約");
    }

    #[test]
    fn a_path_becomes_a_relative_uri() {
        let cases = [
            ("exports/s3.json", "exports/s3.json"),
            ("a b#c?d%e", "a%20b%23c%3Fd%25e"),
            ("javascript:alert(1)", "javascript%3Aalert%281%29"),
            ("約款.pdf", "%E7%B4%84%E6%AC%BE.pdf"),
            ("x\u{1b}\u{202e}", "x%1B%E2%80%AE"),
        ];
        for (path, expected) in cases {
            assert_eq!(relative_uri(path), expected);
        }
    }

    #[test]
    fn text_in_oscal_is_one_line_without_markup() {
        let cases = [
            ("約款 a.b/c-d (1)", "約款 a.b/c-d (1)"),
            ("  a\r\n\t# b \u{3000}", "a \\# b"),
            ("{{ insert: param, x }}", "\\{\\{ insert: param, x \\}\\}"),
            ("*a* _b_ `c` ~d~ ^e^ \"f\"", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\^e\\^ \\\"f\\\""),
            ("<b>&amp;[x](y)![z]", "\\<b\\>\\&amp;\\[x\\](y)\\!\\[z\\]"),
            ("12. a - b", "12\\. a - b"),
            ("- a", "\\- a"),
            ("\u{202e}", "\\\\u\\{202e\\}"),
            (" \n ", ""),
        ];
        for (text, safe) in cases {
            assert_eq!(oscal_markup(text), safe, "{text:?}");
        }
        for text in hostile::corpus() {
            let line = oscal_string(&text).unwrap();
            assert!(!line.contains(is_hidden) && line.trim() == line, "{line}");
        }
        assert_eq!(oscal_string("\n\u{3000}\t"), None);
    }

    #[test]
    fn a_json_document_keeps_its_values() {
        for text in hostile::corpus() {
            let safe = json_document(&serde_json::to_string(&text).unwrap());
            assert!(!safe.contains(is_hidden), "{safe}");
            assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
        }
    }
}
