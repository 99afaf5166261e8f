//! What goes into a decoder and what comes out of it, counted while it streams.
//!
//! Why counted and not asked: the sizes that an archive states are the bidder's words.

use std::cell::Cell;
use std::io::{self, Read};

use super::super::limits::Limits;
use super::super::stream::Hit;

/// Bytes of a whole archive, packed and unpacked.
pub(super) struct Meter<'a> {
    limits: &'a Limits,
    packed: Cell<u64>,
    unpacked: Cell<u64>,
    hit: Cell<Option<Hit>>,
}

impl<'a> Meter<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self { limits, packed: Cell::new(0), unpacked: Cell::new(0), hit: Cell::new(None) }
    }

    /// The limit that stopped it, if one did.
    pub(super) fn hit(&self) -> Option<Hit> {
        self.hit.get()
    }

    /// Counts what is read of `inner` as packed.
    pub(super) fn packed<R: Read>(&self, inner: R) -> Packed<'_, R> {
        Packed { inner, meter: &self.packed }
    }

    /// Counts what is read of `inner` as unpacked, and ends it at a limit.
    pub(super) fn unpacked<R: Read>(&self, inner: R) -> Bounded<'_, 'a, R> {
        Bounded { inner, meter: self }
    }

    fn check(&self) -> io::Result<()> {
        let (packed, unpacked) = (self.packed.get(), self.unpacked.get());
        let allowed = packed.saturating_mul(self.limits.ratio).max(self.limits.free);
        if unpacked > self.limits.total {
            self.hit.set(Some(Hit::Total));
        } else if unpacked > allowed {
            self.hit.set(Some(Hit::Ratio));
        }
        match self.hit.get() {
            Some(_) => Err(io::Error::other("unpacking stopped at a limit")),
            None => Ok(()),
        }
    }
}

/// A reader of packed bytes.
pub(super) struct Packed<'a, R> {
    inner: R,
    meter: &'a Cell<u64>,
}

impl<R: Read> Read for Packed<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let taken = self.inner.read(buffer)?;
        self.meter.set(self.meter.get().saturating_add(taken as u64));
        Ok(taken)
    }
}

/// A reader of unpacked bytes, which fails once a limit is hit.
pub(super) struct Bounded<'a, 'b, R> {
    inner: R,
    meter: &'a Meter<'b>,
}

impl<R: Read> Read for Bounded<'_, '_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.meter.check()?;
        let taken = self.inner.read(buffer)?;
        self.meter.unpacked.set(self.meter.unpacked.get().saturating_add(taken as u64));
        self.meter.check()?;
        Ok(taken)
    }
}
