//! Zip: the directory at its end is read first, and an entry only if its bytes are its own.

use std::fs::File;
use std::io::{self, ErrorKind, Read};

use flate2::read::DeflateDecoder;
use rawzip::{
    CompressionMethod, EntryFlags, FileReader, MAX_CENTRAL_DIRECTORY_RECORD_SIZE, ZipArchive,
    ZipArchiveEntryWayfinder, ZipEntry, ZipFileHeaderRecord,
};

use super::meter::Meter;
use super::name::of_zip;
use super::said::{Skipped, Stop};
use super::target::Target;

/// What the upper bits of a Unix mode say.
const KIND: u32 = 0o170_000;
const REGULAR: u32 = 0o100_000;
const FOLDER: u32 = 0o040_000;

/// One entry of the directory.
struct Member {
    name: Vec<u8>,
    flags: EntryFlags,
    is_folder: bool,
    mode: u32,
    method: CompressionMethod,
    start: u64,
    way: ZipArchiveEntryWayfinder,
    overlaps: bool,
}

impl Member {
    fn new(header: &ZipFileHeaderRecord<'_>) -> Self {
        let mode = header.mode();
        let is_empty = header.compressed_size_hint() == 0;
        let says_folder = header.is_dir() || mode.value() & KIND == FOLDER;
        Self {
            name: header.file_path().as_bytes().to_vec(),
            flags: header.flags(),
            is_folder: says_folder && is_empty,
            mode: mode.value(),
            method: header.compression_method(),
            start: header.local_header_offset(),
            way: header.wayfinder(),
            overlaps: false,
        }
    }
}

/// Unpacks the entries of `file` into `target`.
pub(super) fn unpack(file: File, meter: &Meter<'_>, target: &mut Target<'_>) -> Result<(), Stop> {
    let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
    let archive = ZipArchive::from_file(file, &mut buffer).map_err(|error| damaged(&error))?;
    let (mut members, end) = list(&archive, &mut buffer, target);
    mark_overlaps(&archive, &mut members);
    for member in &members {
        read(&archive, member, &mut buffer, meter, target)?;
    }
    end
}

/// The entries of the directory, and what ended it early.
fn list(
    archive: &ZipArchive<FileReader>,
    buffer: &mut [u8],
    target: &mut Target<'_>,
) -> (Vec<Member>, Result<(), Stop>) {
    let mut members = Vec::new();
    let mut entries = archive.entries(buffer);
    let end = loop {
        match entries.next_entry() {
            Ok(Some(header)) => {
                let member = Member::new(&header);
                if let Err(stop) = target.count(member.name.len()) {
                    break Err(stop);
                }
                members.push(member);
            }
            Ok(None) => break Ok(()),
            Err(error) => break Err(damaged(&error)),
        }
    };
    let (said, seen) = (archive.entries_hint(), members.len() as u64);
    // Writers without zip64 count to 65,535 and begin again.
    let is_other = said != seen && said != seen & 0xFFFF;
    let end = match end {
        Ok(()) if is_other => Err(Stop::Damaged(format!("{seen} entries, and {said} are stated"))),
        Ok(()) | Err(_) => end,
    };
    (members, end)
}

/// Marks entries that share bytes with each other or with the directory: of those, no two readers see the same.
fn mark_overlaps(archive: &ZipArchive<FileReader>, members: &mut [Member]) {
    let mut ranges: Vec<(u64, u64, usize)> = Vec::new();
    for (at, member) in members.iter().enumerate() {
        if let Ok(entry) = archive.get_entry(member.way) {
            ranges.push((member.start, entry.compressed_data_range().1, at));
        }
    }
    ranges.sort_unstable();
    let mut furthest: Option<(u64, usize)> = None;
    for (start, end, at) in ranges {
        if end > archive.directory_offset() {
            members[at].overlaps = true;
        }
        match furthest {
            Some((before, other)) if start < before => {
                members[at].overlaps = true;
                members[other].overlaps = true;
                furthest = Some(if end > before { (end, at) } else { (before, other) });
            }
            Some(_) | None => furthest = Some((end, at)),
        }
    }
}

fn read(
    archive: &ZipArchive<FileReader>,
    member: &Member,
    buffer: &mut [u8],
    meter: &Meter<'_>,
    target: &mut Target<'_>,
) -> Result<(), Stop> {
    if member.is_folder {
        return Ok(());
    }
    let name = match of_zip(&member.name, member.flags.is_utf8()) {
        Ok(name) => name.into_bytes(),
        Err(refusal) => {
            target.skip(&member.name, &Skipped::Name(refusal));
            return Ok(());
        }
    };
    let opened = match refusal(member) {
        Some(why) => Err(why),
        None => open(archive, member, buffer),
    };
    let entry = match opened {
        Ok(entry) => entry,
        Err(why) => {
            target.skip(&name, &why);
            return Ok(());
        }
    };
    let packed = meter.packed(entry.reader());
    let content: Box<dyn Read + '_> = if member.method == CompressionMethod::STORE {
        Box::new(packed)
    } else {
        Box::new(DeflateDecoder::new(packed))
    };
    let mut content = meter.unpacked(entry.verifying_reader(content));
    match (target.file(&name, None, &mut content)?, meter.hit()) {
        (Ok(()), _) => Ok(()),
        (Err(_), Some(hit)) => Err(Stop::Hit(hit)),
        (Err(error), None) => {
            target.skip(&name, &Skipped::Damaged(why(&error)));
            Ok(())
        }
    }
}

/// Why an entry is not read, as far as the directory says it.
fn refusal(member: &Member) -> Option<Skipped> {
    if member.flags.is_encrypted() || member.flags.has_strong_encryption() {
        return Some(Skipped::Encrypted);
    }
    match member.mode & KIND {
        0 | REGULAR if member.name.ends_with(b"/") => return Some(Skipped::Special),
        0 | REGULAR => {}
        0o120_000 => return Some(Skipped::Symlink),
        _ => return Some(Skipped::Special),
    }
    if member.overlaps {
        return Some(Skipped::Overlapping);
    }
    let is_known = [CompressionMethod::STORE, CompressionMethod::DEFLATE].contains(&member.method);
    (!is_known).then(|| Skipped::Method(member.method.as_u16()))
}

/// The bytes of an entry, if what stands before them gives the same name.
fn open<'a>(
    archive: &'a ZipArchive<FileReader>,
    member: &Member,
    buffer: &mut [u8],
) -> Result<ZipEntry<'a, FileReader>, Skipped> {
    let broken = |error: rawzip::Error| Skipped::Damaged(error.to_string());
    let entry = archive.get_entry(member.way).map_err(broken)?;
    let local = entry.local_header(buffer).map_err(broken)?;
    if local.file_path().as_bytes() != member.name {
        return Err(Skipped::OtherName);
    }
    Ok(entry)
}

fn damaged(error: &rawzip::Error) -> Stop {
    Stop::Damaged(error.to_string())
}

fn why(error: &io::Error) -> String {
    if error.kind() == ErrorKind::UnexpectedEof {
        "it ends early".into()
    } else {
        error.to_string()
    }
}
