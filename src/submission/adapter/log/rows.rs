//! Rows of text, one by one: the lines of a log, and the rows of a table whose quoted cells may hold line breaks.
//!
//! Architecture invariant: one row is held at a time, and a row longer than the limit ends the reading.

use std::io::{BufRead, BufReader, Read};

/// One row with its place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Without the line break at its end.
    pub(super) text: String,
    pub(super) offset: u64,
    pub(super) line: u64,
    /// Whether its bytes are no UTF-8: what it says cannot be read.
    pub(super) is_broken: bool,
}

/// Why reading ended early, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) offset: u64,
    pub(super) line: u64,
    pub(super) why: String,
}

/// Rows of a stream of UTF-8.
pub(super) struct Rows<'a> {
    input: BufReader<&'a mut dyn Read>,
    most: usize,
    /// Whether a quotation mark keeps a row open over line breaks.
    quotes: bool,
    offset: u64,
    line: u64,
}

impl<'a> Rows<'a> {
    pub(super) fn new(input: &'a mut dyn Read, most: usize, quotes: bool) -> Self {
        Self { input: BufReader::with_capacity(64 * 1024, input), most, quotes, offset: 0, line: 1 }
    }

    /// The next row that is not blank; none at the end.
    pub(super) fn next_row(&mut self) -> Result<Option<Row>, Broken> {
        loop {
            let (offset, line) = (self.offset, self.line);
            let mut bytes = Vec::new();
            while self.line_into(&mut bytes, offset, line)? {
                if !self.quotes || !is_open(&bytes) {
                    break;
                }
            }
            if bytes.is_empty() {
                return Ok(None);
            }
            if self.quotes && is_open(&bytes) {
                let why = "a quotation mark is never closed".into();
                return Err(Broken { offset, line, why });
            }
            let bytes = if offset == 0 { without_mark(&bytes) } else { &bytes };
            let text = String::from_utf8_lossy(bytes.trim_ascii_end());
            let is_broken = std::str::from_utf8(bytes).is_err();
            if !text.trim().is_empty() {
                return Ok(Some(Row { text: text.into_owned(), offset, line, is_broken }));
            }
        }
    }

    /// Adds one line to `bytes`; false at the end.
    fn line_into(&mut self, bytes: &mut Vec<u8>, offset: u64, line: u64) -> Result<bool, Broken> {
        let broken = |why: String| Broken { offset, line, why };
        loop {
            let taken = self.input.fill_buf().map_err(|error| broken(error.to_string()))?;
            if taken.is_empty() {
                return Ok(false);
            }
            let end = taken.iter().position(|byte| *byte == b'\n');
            let length = end.map_or(taken.len(), |at| at + 1);
            bytes.extend_from_slice(taken.get(..length).unwrap_or_default());
            self.input.consume(length);
            self.offset += length as u64;
            if bytes.len() > self.most {
                return Err(broken(format!("a row is longer than {} bytes", self.most)));
            }
            if end.is_some() {
                self.line += 1;
                return Ok(true);
            }
        }
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// The cells of a row. A cell in quotation marks may hold the delimiter, and two marks stand for one.
pub(super) fn cells(row: &str, delimiter: char) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut is_quoted = false;
    let mut letters = row.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                cell.push('"');
                letters.next();
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.is_empty() => is_quoted = true,
            letter if letter == delimiter && !is_quoted => cells.push(std::mem::take(&mut cell)),
            letter => cell.push(letter),
        }
    }
    cells.push(cell);
    cells
}

/// Whether a quotation was begun and not ended: every mark inside one is doubled.
fn is_open(bytes: &[u8]) -> bool {
    bytes.iter().fold(false, |open, byte| open != (*byte == b'"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, quotes: bool) -> (Vec<(String, u64, u64)>, Option<String>) {
        let mut input = text.as_bytes();
        let mut rows = Rows::new(&mut input, 100, quotes);
        let mut seen = Vec::new();
        loop {
            match rows.next_row() {
                Ok(Some(row)) => seen.push((row.text, row.offset, row.line)),
                Ok(None) => return (seen, None),
                Err(broken) => return (seen, Some(broken.why)),
            }
        }
    }

    #[test]
    fn rows_have_their_place() {
        let (rows, why) = all("\u{feff}a,b\r\n\r\n1,\"x\ny\"\n2,z", true);
        let expected = [("a,b", 0, 1), ("1,\"x\ny\"", 10, 3), ("2,z", 18, 5)];
        assert_eq!(rows, expected.map(|(text, offset, line)| (text.to_owned(), offset, line)));
        assert_eq!(why, None);
        assert_eq!(all("a\nsay \"b\nc", false).0.len(), 3, "lines of a log");
    }

    #[test]
    fn what_is_cut_or_too_long_is_said() {
        let (rows, why) = all("a,b\n1,\"x", true);
        assert_eq!((rows.len(), why.as_deref()), (1, Some("a quotation mark is never closed")));
        let (_, why) = all(&"x".repeat(101), true);
        assert_eq!(why.as_deref(), Some("a row is longer than 100 bytes"));
        let mut latin = &b"a\xFF\n"[..];
        let row = Rows::new(&mut latin, 100, true).next_row().unwrap().unwrap();
        assert!(row.is_broken);
    }

    #[test]
    fn cells_may_hold_anything() {
        let cases: &[(&str, char, &[&str])] = &[
            ("a,b", ',', &["a", "b"]),
            ("\"a,b\",c", ',', &["a,b", "c"]),
            ("\"a \"\"b\"\"\"\t", '\t', &["a \"b\"", ""]),
            ("a \"b\" c", ',', &["a \"b\" c"]),
            ("", ',', &[""]),
        ];
        for (row, delimiter, expected) in cases {
            assert_eq!(cells(row, *delimiter), *expected, "{row}");
        }
    }
}
