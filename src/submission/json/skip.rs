//! Passing a value nobody asked for: validated like any other, without recursion and without memory.

use super::{
    error::{Fault, SyntaxKind},
    input::Input,
};

/// Open containers of one skipped value, one bit each: set for an object. [`MAX_DEPTH`] is its width.
type Open = u128;

/// Deepest nesting the reader can follow; a greater limit acts like this one.
pub(super) const MAX_DEPTH: usize = Open::BITS as usize;

impl Input<'_> {
    /// Passes the bracket that opens a container below `depth` open ones, of which `limit` may be open.
    pub(super) fn open(&mut self, depth: usize, limit: usize) -> Result<(), Fault> {
        if depth >= limit {
            return Err(self.fault(SyntaxKind::TooDeep));
        }
        self.pos += 1;
        Ok(())
    }

    /// Passes the value that starts after white space, below `depth` open containers.
    pub(super) fn skip(&mut self, depth: usize, limit: usize) -> Result<(), Fault> {
        let mut open: Open = 0;
        let mut count = 0;
        loop {
            let first = self.token()?;
            if first == b'{' || first == b'[' {
                let is_object = first == b'{';
                self.open(depth + count, limit)?;
                if !self.closes(if is_object { b'}' } else { b']' })? {
                    open = (open << 1) | Open::from(is_object);
                    count += 1;
                    if is_object {
                        self.skip_name()?;
                    }
                    continue;
                }
            } else {
                self.skip_scalar(first)?;
            }
            loop {
                if count == 0 {
                    return Ok(());
                }
                let is_object = open & 1 == 1;
                if self.continues(if is_object { b'}' } else { b']' })? {
                    if is_object {
                        self.skip_name()?;
                    }
                    break;
                }
                open >>= 1;
                count -= 1;
            }
        }
    }

    fn skip_name(&mut self) -> Result<(), Fault> {
        self.name()?;
        self.skip_string()?;
        self.colon()
    }
}
