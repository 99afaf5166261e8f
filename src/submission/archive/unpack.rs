//! Recognises an archive by its first bytes and unpacks it.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use tempfile::TempDir;

use crate::model::report::Diagnostic;

use super::super::limits::Limits;
use super::super::stream::{Replay, head};
use super::super::walk::OpenError;
use super::meter::Meter;
use super::said::{Stop, stopped};
use super::target::Target;
use super::zstd::Frames;
use super::{tar, zip};

/// Bytes asked of the disk at a time.
const CHUNK: usize = 128 * 1024;
const HEAD: usize = 512;

/// An archive's files on disk.
#[derive(Debug)]
pub(in super::super) struct Unpacked {
    /// Removes everything when it is dropped.
    pub(in super::super) guard: TempDir,
    /// The submission, which is the guarded folder or one within.
    pub(in super::super) root: PathBuf,
    /// What was not unpacked.
    pub(in super::super) diagnostics: Vec<Diagnostic>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Zip,
    Tar,
    Gzip,
    Zstd,
}

impl Packing {
    fn of(head: &[u8]) -> Option<Self> {
        match head {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Self::Zip),
            [0x1f, 0x8b, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Self::Zstd),
            _ => <&[u8; HEAD]>::try_from(head)
                .is_ok_and(|block| tar::is_header(block) && block[0] != 0)
                .then_some(Self::Tar),
        }
    }
}

/// Unpacks the archive at `path`. What it holds is never an error, unless it is no archive at all.
pub(in super::super) fn unpack(path: &Path, limits: &Limits) -> Result<Unpacked, OpenError> {
    let failed = |source| OpenError::Io { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(failed)?;
    let mut magic = Vec::new();
    (&mut file).take(HEAD as u64).read_to_end(&mut magic).map_err(failed)?;
    file.rewind().map_err(failed)?;
    let no_archive = || OpenError::Archive(path.to_owned());
    let packing = Packing::of(&magic).ok_or_else(no_archive)?;
    let unwritable = |source| OpenError::Unpack { path: path.to_owned(), source };
    let mut target = Target::new(limits).map_err(unwritable)?;
    let meter = Meter::new(limits);
    let end = match packing {
        Packing::Zip => zip::unpack(file, &meter, &mut target),
        Packing::Tar | Packing::Gzip | Packing::Zstd => {
            let raw = BufReader::with_capacity(CHUNK, meter.packed(file));
            let plain: Box<dyn Read + '_> = match packing {
                Packing::Gzip => Box::new(MultiGzDecoder::new(raw)),
                Packing::Zstd => Box::new(Frames::new(raw)),
                Packing::Zip | Packing::Tar => Box::new(raw),
            };
            let mut plain = meter.unpacked(plain);
            let (first, failure) = head(&mut plain, HEAD);
            let is_tar = first.len() == HEAD
                && (is_blank(&first) || Packing::of(&first) == Some(Packing::Tar));
            if failure.is_none() && !is_tar {
                return Err(no_archive());
            }
            tar::unpack(&mut Replay::new(&first, failure, &mut plain), &meter, &mut target)
        }
    };
    let (guard, root, mut notes) = target.finish();
    match end {
        Ok(()) => {}
        Err(Stop::Failed(source)) => return Err(unwritable(source)),
        Err(stop) => stopped(&stop, limits).into_iter().for_each(|stop| notes.add(stop)),
    }
    Ok(Unpacked { guard, root, diagnostics: notes.finish() })
}

fn is_blank(block: &[u8]) -> bool {
    block.iter().all(|byte| *byte == 0)
}
