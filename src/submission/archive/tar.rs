//! Tar: ustar, the long names of GNU, and the extended headers of pax, block by block.
//!
//! Why read here: the limits must hold inside extended headers too, and a header that two readers understand differently must be
//! refused and not guessed.

use std::io::{self, ErrorKind, Read};

use super::meter::Meter;
use super::said::{Skipped, Stop};
use super::target::Target;

const BLOCK: usize = 512;
/// Bytes of one extended header.
const EXTENDED: u64 = 1 << 20;

type Block = [u8; BLOCK];

/// What extended headers say of the entry that follows them.
#[derive(Debug, Default)]
struct Extended {
    name: Option<Vec<u8>>,
    size: Option<u64>,
    is_sparse: bool,
}

/// Whether `block` is the header of an entry.
pub(super) fn is_header(block: &Block) -> bool {
    let sum = |signed: bool| -> i64 {
        let bytes = block.iter().enumerate();
        bytes
            .map(|(at, byte)| match (at, signed) {
                (148..156, _) => i64::from(b' '),
                (_, true) => i64::from(byte.cast_signed()),
                (_, false) => i64::from(*byte),
            })
            .sum()
    };
    let said = number(&block[148..156]).and_then(|said| i64::try_from(said).ok());
    said.is_some_and(|said| said == sum(false) || said == sum(true))
}

/// Unpacks the entries of `input`, which is counted by `meter`, into `target`.
pub(super) fn unpack(
    input: &mut dyn Read,
    meter: &Meter<'_>,
    target: &mut Target<'_>,
) -> Result<(), Stop> {
    let mut reader = Reader { input, meter };
    let mut extended = Extended::default();
    while let Some(header) = reader.header()? {
        let size = number(&header[124..136]).ok_or_else(|| damaged("an entry has no size"))?;
        match header[156] {
            b'L' => extended.name = Some(until_nul(&reader.extended(size)?).to_vec()),
            b'K' => reader.skip(size)?,
            b'x' => pax(&reader.extended(size)?, &mut extended)?,
            b'g' => {
                let mut every = Extended::default();
                pax(&reader.extended(size)?, &mut every)?;
                if every.name.is_some() || every.size.is_some() || every.is_sparse {
                    return Err(damaged("a global header names or sizes entries"));
                }
            }
            _ => reader.entry(&header, size, std::mem::take(&mut extended), target)?,
        }
    }
    reader.rest()
}

struct Reader<'a, 'b> {
    input: &'a mut dyn Read,
    meter: &'a Meter<'b>,
}

impl Reader<'_, '_> {
    /// The next header; none at the end, which is a blank block.
    fn header(&mut self) -> Result<Option<Block>, Stop> {
        // Between two entries, only the blank end tells a whole archive from one cut short.
        let block = self.block()?.ok_or_else(|| damaged("its end is missing"))?;
        if block.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        if is_header(&block) {
            Ok(Some(block))
        } else {
            Err(damaged("a header's checksum differs"))
        }
    }

    /// The next block; none if nothing is left.
    fn block(&mut self) -> Result<Option<Block>, Stop> {
        let mut bytes = Vec::with_capacity(BLOCK);
        let end = (&mut *self.input).take(BLOCK as u64).read_to_end(&mut bytes);
        end.map_err(|error| self.stop(&error))?;
        if bytes.is_empty() {
            return Ok(None);
        }
        Block::try_from(bytes).map(Some).map_err(|_| damaged("a header ends early"))
    }

    fn entry(
        &mut self,
        header: &Block,
        size: u64,
        extended: Extended,
        target: &mut Target<'_>,
    ) -> Result<(), Stop> {
        let name = extended.name.unwrap_or_else(|| short_name(header));
        let size = extended.size.unwrap_or(size);
        target.count(name.len())?;
        let why = match header[156] {
            _ if extended.is_sparse => Skipped::Sparse,
            b'0' | 0 | b'7' if name.ends_with(b"/") => return self.skip(size),
            b'0' | 0 | b'7' => return self.file(&name, size, target),
            b'5' | b'V' => return self.skip(size),
            b'1' => Skipped::HardLink,
            b'2' => Skipped::Symlink,
            b'S' => {
                self.skip_sparse_map(header)?;
                Skipped::Sparse
            }
            _ => Skipped::Special,
        };
        target.skip(&name, &why);
        self.skip(size)
    }

    fn file(&mut self, name: &[u8], size: u64, target: &mut Target<'_>) -> Result<(), Stop> {
        let mut content = (&mut *self.input).take(size);
        let end = target.file(name, Some(size), &mut content)?;
        let left = content.limit();
        if let Err(error) = end {
            let stop = self.stop(&error);
            if let Stop::Damaged(why) = &stop {
                target.skip(name, &Skipped::Damaged(why.clone()));
            }
            return Err(stop);
        }
        self.pass(left)?;
        self.pass(padding(size))
    }

    /// The content of an extended header.
    fn extended(&mut self, size: u64) -> Result<Vec<u8>, Stop> {
        if size > EXTENDED {
            return Err(damaged("an extended header is longer than 1 MiB"));
        }
        let mut bytes = Vec::new();
        let end = (&mut *self.input).take(size).read_to_end(&mut bytes);
        end.map_err(|error| self.stop(&error))?;
        if (bytes.len() as u64) < size {
            return Err(damaged("an extended header ends early"));
        }
        self.pass(padding(size))?;
        Ok(bytes)
    }

    /// Passes over the blocks that continue the map of a sparse entry.
    fn skip_sparse_map(&mut self, header: &Block) -> Result<(), Stop> {
        let mut continues = header[482] != 0;
        while continues {
            let block = self.block()?.ok_or_else(|| damaged("a sparse map ends early"))?;
            continues = block[504] != 0;
        }
        Ok(())
    }

    fn skip(&mut self, size: u64) -> Result<(), Stop> {
        self.pass(size)?;
        self.pass(padding(size))
    }

    fn pass(&mut self, bytes: u64) -> Result<(), Stop> {
        let passed = io::copy(&mut (&mut *self.input).take(bytes), &mut io::sink());
        let passed = passed.map_err(|error| self.stop(&error))?;
        if passed < bytes { Err(damaged("an entry ends early")) } else { Ok(()) }
    }

    /// Reads what follows the end, so that checksums of the packing are compared, and lets nothing hide there.
    fn rest(&mut self) -> Result<(), Stop> {
        let mut chunk = vec![0; 64 * 1024];
        loop {
            match self.input.read(&mut chunk) {
                Ok(0) => return Ok(()),
                Ok(taken) if chunk[..taken].iter().any(|byte| *byte != 0) => {
                    return Err(damaged("something follows its end"));
                }
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(self.stop(&error)),
            }
        }
    }

    fn stop(&self, error: &io::Error) -> Stop {
        match self.meter.hit() {
            Some(hit) => Stop::Hit(hit),
            None if error.kind() == ErrorKind::UnexpectedEof => damaged("it ends early"),
            None => Stop::Damaged(error.to_string()),
        }
    }
}

fn damaged(why: &str) -> Stop {
    Stop::Damaged(why.to_owned())
}

fn padding(size: u64) -> u64 {
    let block = BLOCK as u64;
    (block - size % block) % block
}

fn until_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// Name of the header itself, with the prefix that only ustar has.
fn short_name(header: &Block) -> Vec<u8> {
    let name = until_nul(&header[..100]);
    let prefix = until_nul(&header[345..500]);
    if &header[257..263] == b"ustar\0" && !prefix.is_empty() {
        [prefix, name].join(&b'/')
    } else {
        name.to_vec()
    }
}

/// A number in octal digits, or in binary with the high bit set as GNU writes large ones. An empty field is 0.
fn number(field: &[u8]) -> Option<u64> {
    if let [0x80, rest @ ..] = field {
        let (high, low) = rest.split_at_checked(rest.len().checked_sub(8)?)?;
        let low = u64::from_be_bytes(low.try_into().ok()?);
        return high.iter().all(|byte| *byte == 0).then_some(low);
    }
    let text = std::str::from_utf8(field).ok()?;
    let digits = text.trim_start_matches(' ').split(['\0', ' ']).next().unwrap_or_default();
    if digits.is_empty() {
        return Some(0);
    }
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
    u64::from_str_radix(digits, 8).ok()
}

/// Reads the records `length key=value\n` of pax.
fn pax(mut bytes: &[u8], extended: &mut Extended) -> Result<(), Stop> {
    while !bytes.is_empty() {
        let (key, value, rest) =
            record(bytes).ok_or_else(|| damaged("a pax record is malformed"))?;
        match key {
            b"path" => extended.name = Some(value.to_vec()),
            b"size" => {
                let size = std::str::from_utf8(value).ok().and_then(|text| text.parse().ok());
                extended.size = Some(size.ok_or_else(|| damaged("a pax size is malformed"))?);
            }
            key if key.starts_with(b"GNU.sparse.") => extended.is_sparse = true,
            _ => {}
        }
        bytes = rest;
    }
    Ok(())
}

fn record(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let space = bytes.iter().take(20).position(|byte| *byte == b' ')?;
    let length: usize = std::str::from_utf8(&bytes[..space]).ok()?.parse().ok()?;
    let (record, rest) = bytes.split_at_checked(length)?;
    let record = record.get(space + 1..)?.strip_suffix(b"\n")?;
    let equals = record.iter().position(|byte| *byte == b'=')?;
    Some((&record[..equals], &record[equals + 1..], rest))
}
