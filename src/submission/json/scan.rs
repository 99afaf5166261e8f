//! Tokens of RFC 8259: white space, strings, numbers and literals, validated to the byte wherever the buffer ends.
//!
//! Why by hand and not by a library: nothing available validates what it skips, streams and gives exact offsets at once.
//! Strings, the bulk of an export, are scanned eight bytes a step in plain integers, without unsafe code.

use super::{
    error::{Fault, SyntaxKind},
    input::Input,
    text::Raw,
};

/// Zero bytes behind the text, so that a step of eight never leaves the buffer.
pub(super) const PAD: usize = 8;

impl Input<'_> {
    /// The byte that is read next, without passing it; none at the end of the text.
    fn peek(&mut self) -> Result<Option<u8>, Fault> {
        let byte = self.buffer[self.pos];
        if byte != 0 || self.pos < self.end || self.refill(self.pos)? {
            return Ok(Some(self.buffer[self.pos]));
        }
        Ok(None)
    }

    /// Passes white space; the byte after it, none at the end of the text.
    pub(super) fn next(&mut self) -> Result<Option<u8>, Fault> {
        loop {
            let byte = self.buffer[self.pos];
            if byte > b' ' {
                return Ok(Some(byte));
            }
            match byte {
                b' ' | b'\t' | b'\r' => self.pos += 1,
                b'\n' => {
                    self.pos += 1;
                    self.begin_line();
                }
                0 if self.pos == self.end => {
                    if !self.refill(self.pos)? {
                        return Ok(None);
                    }
                }
                _ => return Ok(Some(byte)),
            }
        }
    }

    /// Passes white space inside a value; the byte after it.
    pub(super) fn token(&mut self) -> Result<u8, Fault> {
        match self.next()? {
            Some(byte) => Ok(byte),
            None => Err(self.fault(SyntaxKind::Truncated)),
        }
    }

    /// After `{` or `[`: whether the container ends at once. The closing bracket is passed.
    pub(super) fn closes(&mut self, close: u8) -> Result<bool, Fault> {
        let closes = self.token()? == close;
        self.pos += usize::from(closes);
        Ok(closes)
    }

    /// After a child: whether a comma promises another one. The comma or the closing bracket is passed.
    pub(super) fn continues(&mut self, close: u8) -> Result<bool, Fault> {
        let byte = self.token()?;
        if byte != b',' && byte != close {
            return Err(self.fault(SyntaxKind::ExpectedSeparator));
        }
        self.pos += 1;
        Ok(byte == b',')
    }

    /// Passes white space up to the quote of a member name.
    pub(super) fn name(&mut self) -> Result<(), Fault> {
        if self.token()? == b'"' { Ok(()) } else { Err(self.fault(SyntaxKind::ExpectedName)) }
    }

    /// Passes the colon after a member name.
    pub(super) fn colon(&mut self) -> Result<(), Fault> {
        if self.token()? != b':' {
            return Err(self.fault(SyntaxKind::ExpectedColon));
        }
        self.pos += 1;
        Ok(())
    }

    /// Passes a value that is no container, of which `first` is the first byte.
    pub(super) fn skip_scalar(&mut self, first: u8) -> Result<(), Fault> {
        match first {
            b'"' => self.skip_string(),
            b't' => self.literal(b"true"),
            b'f' => self.literal(b"false"),
            b'n' => self.literal(b"null"),
            b'-' | b'0'..=b'9' => self.number(),
            _ => Err(self.fault(SyntaxKind::ExpectedValue)),
        }
    }

    /// Passes `word`.
    pub(super) fn literal(&mut self, word: &[u8]) -> Result<(), Fault> {
        if self.buffer[self.pos..self.end].starts_with(word) {
            self.pos += word.len();
            return Ok(());
        }
        for &expected in word {
            match self.peek()? {
                Some(byte) if byte == expected => self.pos += 1,
                Some(_) => return Err(self.fault(SyntaxKind::Literal)),
                None => return Err(self.fault(SyntaxKind::Truncated)),
            }
        }
        Ok(())
    }

    /// The text of a number, none if it is longer than `longest`.
    pub(super) fn number_text(&mut self, longest: usize) -> Result<Option<&[u8]>, Fault> {
        self.hold(longest);
        self.number()?;
        Ok(self.release().map(|start| &self.buffer[start..self.pos]))
    }

    fn number(&mut self) -> Result<(), Fault> {
        if self.buffer[self.pos] == b'-' {
            self.pos += 1;
        }
        if self.peek()? == Some(b'0') {
            self.pos += 1;
        } else {
            self.digits()?;
        }
        if self.peek()? == Some(b'.') {
            self.pos += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek()? {
            self.pos += 1;
            if let Some(b'+' | b'-') = self.peek()? {
                self.pos += 1;
            }
            self.digits()?;
        }
        if self.is_head && self.peek()?.is_none() {
            return Err(self.fault(SyntaxKind::Truncated));
        }
        Ok(())
    }

    /// Passes one digit or more.
    fn digits(&mut self) -> Result<(), Fault> {
        match self.peek()? {
            Some(b'0'..=b'9') => {}
            Some(_) => return Err(self.fault(SyntaxKind::Number)),
            None => return Err(self.fault(SyntaxKind::Truncated)),
        }
        loop {
            while self.buffer[self.pos].is_ascii_digit() {
                self.pos += 1;
            }
            if self.pos < self.end || !self.refill(self.pos)? {
                return Ok(());
            }
        }
    }

    /// After a top-level number or literal, which unlike strings and containers do not show their own end: whether the
    /// next byte ends it.
    pub(super) fn scalar_ends(&mut self) -> Result<(), Fault> {
        let separates = |byte| b" \t\r\n\"[]{},:".contains(&byte);
        if self.peek()?.is_none_or(separates) {
            Ok(())
        } else {
            Err(self.fault(SyntaxKind::Trailing))
        }
    }

    /// The string at its opening quote, still escaped; none if it is longer than `longest`.
    pub(super) fn string(&mut self, longest: usize) -> Result<Option<Raw<'_>>, Fault> {
        self.pos += 1;
        self.hold(longest);
        let is_escaped = self.string_end()?;
        let held = self.release();
        let end = self.pos;
        self.pos += 1;
        Ok(held.map(|start| Raw { bytes: &self.buffer[start..end], is_escaped }))
    }

    /// Passes the string at its opening quote.
    pub(super) fn skip_string(&mut self) -> Result<(), Fault> {
        self.pos += 1;
        self.string_end()?;
        self.pos += 1;
        Ok(())
    }

    /// Moves from the first byte of a string to its closing quote; whether it has escapes.
    fn string_end(&mut self) -> Result<bool, Fault> {
        let mut is_escaped = false;
        let mut high = 0;
        self.unchecked = self.pos;
        loop {
            high |= self.plain();
            match self.buffer[self.pos] {
                b'"' => {
                    if high != 0 {
                        self.check_text(self.pos)?;
                    }
                    return Ok(is_escaped);
                }
                b'\\' => {
                    is_escaped = true;
                    self.escape()?;
                }
                _ if self.pos < self.end => {
                    return Err(self.text_fault(SyntaxKind::ControlCharacter));
                }
                _ => self.refill_text()?,
            }
        }
    }

    /// Moves to the next byte of a string that is a quote, a backslash or a control character, or to the end of the buffer;
    /// not zero if a byte on the way was not ASCII.
    fn plain(&mut self) -> u64 {
        const ONES: u64 = u64::MAX / 0xFF;
        const HIGH: u64 = ONES * 0x80;
        let mut high = 0;
        while let Some(step) = self.buffer[self.pos..].first_chunk::<PAD>() {
            let word = u64::from_le_bytes(*step);
            let quote = word ^ (ONES * u64::from(b'"'));
            let backslash = word ^ (ONES * u64::from(b'\\'));
            // A subtraction borrows only above a byte that is flagged itself, so the lowest flag is right.
            let stops = ((quote.wrapping_sub(ONES) & !quote)
                | (backslash.wrapping_sub(ONES) & !backslash)
                | (word.wrapping_sub(ONES * 0x20) & !word))
                & HIGH;
            if stops != 0 {
                let passed = stops.trailing_zeros() / 8;
                self.pos += passed as usize;
                return high | (word & HIGH & ((1 << (passed * 8)) - 1));
            }
            high |= word & HIGH;
            self.pos += PAD;
        }
        high
    }

    /// Passes the escape at its backslash.
    fn escape(&mut self) -> Result<(), Fault> {
        self.pos += 1;
        let digits = match self.text_byte()? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 0,
            b'u' => 4,
            _ => return Err(self.text_fault(SyntaxKind::Escape)),
        };
        self.pos += 1;
        for _ in 0..digits {
            if !self.text_byte()?.is_ascii_hexdigit() {
                return Err(self.text_fault(SyntaxKind::Escape));
            }
            self.pos += 1;
        }
        Ok(())
    }

    fn text_byte(&mut self) -> Result<u8, Fault> {
        if self.pos == self.end {
            self.refill_text()?;
        }
        Ok(self.buffer[self.pos])
    }

    /// A fault at the present byte, unless bytes before it in the string are worse.
    fn text_fault(&self, kind: SyntaxKind) -> Fault {
        self.check_text(self.pos).err().unwrap_or(self.fault(kind))
    }

    /// Whether the string is UTF-8 up to index `until`, at which no character may be unfinished.
    fn check_text(&self, until: usize) -> Result<(), Fault> {
        match std::str::from_utf8(&self.buffer[self.unchecked..until]) {
            Ok(_) => Ok(()),
            Err(error) => Err(self.text_fault_at(error.valid_up_to())),
        }
    }

    fn text_fault_at(&self, valid: usize) -> Fault {
        let back = self.pos - self.unchecked - valid;
        Fault { offset: self.offset() - back as u64, kind: SyntaxKind::Utf8 }
    }

    /// Reads more inside a string. A character cut by the end of the buffer is carried over and checked with the rest.
    #[cold]
    fn refill_text(&mut self) -> Result<(), Fault> {
        if let Err(error) = std::str::from_utf8(&self.buffer[self.unchecked..self.end]) {
            if error.error_len().is_some() {
                return Err(self.text_fault_at(error.valid_up_to()));
            }
            self.unchecked += error.valid_up_to();
        } else {
            self.unchecked = self.end;
        }
        if self.refill(self.unchecked)? {
            return Ok(());
        }
        Err(self.fault(SyntaxKind::Truncated))
    }
}
