//! The bytes in front of the reader: one buffer, refilled from the source, with what must survive carried to its front.
//!
//! Architecture invariant: memory is the buffer. Only a token that is asked for is held across refills, up to a stated
//! length; everything else passes.

use super::{
    error::{Fault, SyntaxError, SyntaxKind},
    scan::PAD,
};
use std::io::{ErrorKind, Read};

/// Bytes asked of the source at a time: small enough to stay in the cache until it is read.
const CHUNK: usize = 256 * 1024;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Position in a text that arrives in pieces. Behind `end` there are always [`PAD`] zero bytes: zero is never part of a
/// token, so scanning loops stop there without comparing positions.
pub(super) struct Input<'a> {
    /// None when it has ended.
    source: Option<&'a mut dyn Read>,
    pub(super) buffer: Vec<u8>,
    pub(super) pos: usize,
    pub(super) end: usize,
    /// Offset of `buffer[0]` in the text.
    base: u64,
    /// Start of the token being held.
    hold: Option<usize>,
    /// A longer token is let go.
    longest: usize,
    /// First byte of the present string not yet known to be UTF-8.
    pub(super) unchecked: usize,
    /// The text is the head of a longer one: a number that touches its end may go on.
    pub(super) is_head: bool,
    pub(super) line: u64,
    pub(super) line_start: u64,
    io_message: Option<String>,
}

impl<'a> Input<'a> {
    pub(super) fn from_source(source: &'a mut dyn Read) -> Self {
        Self::new(Some(source), vec![0; CHUNK + PAD], 0)
    }

    pub(super) fn from_bytes(mut bytes: Vec<u8>) -> Self {
        let end = bytes.len();
        bytes.resize(end + PAD, 0);
        Self::new(None, bytes, end)
    }

    fn new(source: Option<&'a mut dyn Read>, buffer: Vec<u8>, end: usize) -> Self {
        Self {
            source,
            buffer,
            pos: 0,
            end,
            base: 0,
            hold: None,
            longest: 0,
            unchecked: 0,
            is_head: false,
            line: 1,
            line_start: 0,
            io_message: None,
        }
    }

    /// Offset in the text of the byte that is read next.
    pub(super) fn offset(&self) -> u64 {
        self.base + self.pos as u64
    }

    /// Number of bytes taken from the source.
    pub(super) fn taken(&self) -> u64 {
        self.base + self.end as u64
    }

    pub(super) fn fault(&self, kind: SyntaxKind) -> Fault {
        Fault { offset: self.offset(), kind }
    }

    /// Counts the line feed just passed.
    pub(super) fn begin_line(&mut self) {
        self.line += 1;
        self.line_start = self.offset();
    }

    /// Keeps the bytes from the present one on, as long as they are at most `longest`.
    pub(super) fn hold(&mut self, longest: usize) {
        self.hold = Some(self.pos);
        self.longest = longest;
    }

    /// Ends the holding: where in the buffer the token starts, if it did not grow too long.
    pub(super) fn release(&mut self) -> Option<usize> {
        self.hold.take().filter(|start| self.pos - start <= self.longest)
    }

    /// Reads more behind `end`; false at the end of the text. Bytes before `keep` and before the held token are gone
    /// afterwards and every index has moved with its byte.
    #[cold]
    pub(super) fn refill(&mut self, keep: usize) -> Result<bool, Fault> {
        if self.source.is_none() {
            return Ok(false);
        }
        self.hold = self.hold.filter(|start| self.end - start <= self.longest);
        let from = self.hold.map_or(keep, |start| start.min(keep));
        if from > 0 {
            self.buffer.copy_within(from..self.end, 0);
            self.base += from as u64;
            self.pos -= from;
            self.end -= from;
            self.hold = self.hold.map(|start| start - from);
            self.unchecked = self.unchecked.saturating_sub(from);
        }
        if self.end + PAD >= self.buffer.len() {
            self.buffer.resize(self.end * 2 + PAD, 0);
        }
        let taken = self.take_chunk()?;
        self.end += taken;
        self.buffer[self.end..self.end + PAD].fill(0);
        Ok(taken > 0)
    }

    fn take_chunk(&mut self) -> Result<usize, Fault> {
        let Some(source) = &mut self.source else { return Ok(0) };
        let until = (self.end + CHUNK).min(self.buffer.len() - PAD);
        let taken = loop {
            match source.read(&mut self.buffer[self.end..until]) {
                Ok(taken) => break taken,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.io_message = Some(error.to_string());
                    return Err(Fault { offset: self.taken(), kind: SyntaxKind::Io });
                }
            }
        };
        if taken == 0 {
            self.source = None;
        }
        Ok(taken)
    }

    /// Passes the byte order mark that RFC 8259 section 8.1 lets a reader ignore.
    pub(super) fn skip_byte_order_mark(&mut self) -> Result<(), Fault> {
        while self.end - self.pos < BYTE_ORDER_MARK.len() && self.refill(self.pos)? {}
        if self.buffer[self.pos..self.end].starts_with(BYTE_ORDER_MARK) {
            self.pos += BYTE_ORDER_MARK.len();
        }
        Ok(())
    }

    /// The fault with its line. Line feeds stand between tokens only, so a fault is always on the present line.
    pub(super) fn explain(&mut self, fault: Fault) -> SyntaxError {
        let Fault { offset, kind } = fault;
        SyntaxError {
            offset,
            line: self.line,
            column: offset - self.line_start + 1,
            kind,
            message: self.io_message.take().unwrap_or_else(|| kind.describe().into()),
        }
    }
}
