//! The bytes of one file on their way to an adapter: counted and hashed as they leave the disk, unpacked, and UTF-16 made UTF-8.
//!
//! Architecture invariant: the digest is of the very bytes that are parsed, and of the whole file, wherever the adapter stopped.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};

use encoding_rs::{Decoder, Encoding};
use flate2::bufread::MultiGzDecoder;
use sha2::{Digest, Sha256};

use super::encoding;
use super::limits::Limits;

/// Bytes asked of the disk at a time.
const CHUNK: usize = 128 * 1024;
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Counts and hashes what is read through it.
pub(super) struct Metered<R> {
    inner: R,
    hash: Sha256,
    bytes: u64,
    most: u64,
}

impl<R: Read> Metered<R> {
    /// Ends after `most` bytes.
    pub(super) fn new(inner: R, most: u64) -> Self {
        Self { inner, hash: Sha256::new(), bytes: 0, most }
    }

    /// Reads what is left and gives count and SHA-256 in hexadecimal.
    pub(super) fn finish(mut self) -> io::Result<(u64, String)> {
        io::copy(&mut BufReader::with_capacity(CHUNK, &mut self), &mut io::sink())?;
        Ok((self.bytes, hex::lower::encode_string(&self.hash.finalize())))
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.most - self.bytes).unwrap_or(usize::MAX);
        let most = buffer.len().min(left);
        let taken = self.inner.read(&mut buffer[..most])?;
        self.hash.update(&buffer[..taken]);
        self.bytes += taken as u64;
        Ok(taken)
    }
}

/// Which limit of unpacking was hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hit {
    /// Too much for what it was packed in.
    Ratio,
    /// Too much in all.
    Total,
}

/// A file, unpacked if it is gzip, within limits.
pub(super) struct Unpacked<'a, R: Read> {
    packing: Packing<BufReader<&'a mut Metered<R>>>,
    limits: &'a Limits,
    bytes: u64,
    hit: Option<Hit>,
}

enum Packing<B> {
    Plain(B),
    Gzip(MultiGzDecoder<B>),
}

impl<'a, R: Read> Unpacked<'a, R> {
    /// Looks at the first bytes to know how the file is packed.
    pub(super) fn open(raw: &'a mut Metered<R>, limits: &'a Limits) -> io::Result<Self> {
        let mut raw = BufReader::with_capacity(CHUNK, raw);
        let packing = if raw.fill_buf()?.starts_with(&GZIP) {
            Packing::Gzip(MultiGzDecoder::new(raw))
        } else {
            Packing::Plain(raw)
        };
        Ok(Self { packing, limits, bytes: 0, hit: None })
    }

    /// Whether the file is gzip.
    pub(super) fn is_packed(&self) -> bool {
        matches!(self.packing, Packing::Gzip(_))
    }

    /// The limit that stopped it, if one did.
    pub(super) fn hit(&self) -> Option<Hit> {
        self.hit
    }

    fn check(&self, packed: u64) -> Option<Hit> {
        if self.bytes > self.limits.total {
            return Some(Hit::Total);
        }
        let allowed = packed.saturating_mul(self.limits.ratio).max(self.limits.free);
        (self.bytes > allowed).then_some(Hit::Ratio)
    }
}

impl<R: Read> Read for Unpacked<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.hit.is_some() {
            return Err(limit());
        }
        let (taken, packed) = match &mut self.packing {
            Packing::Plain(raw) => return raw.read(buffer),
            Packing::Gzip(decoder) => (decoder.read(buffer)?, decoder.get_ref().get_ref().bytes),
        };
        self.bytes += taken as u64;
        self.hit = self.check(packed);
        if self.hit.is_some() { Err(limit()) } else { Ok(taken) }
    }
}

fn limit() -> io::Error {
    io::Error::other("unpacking stopped at a limit")
}

/// The first bytes of a stream, given out once more before the rest, and what its reading failed with.
pub(super) struct Replay<'a> {
    head: &'a [u8],
    rest: &'a mut dyn Read,
    failure: Option<Failure>,
    pending: bool,
}

/// An error that reading met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) kind: ErrorKind,
    pub(super) message: String,
}

impl Failure {
    fn new(error: &io::Error) -> Self {
        Self { kind: error.kind(), message: error.to_string() }
    }

    fn error(&self) -> io::Error {
        io::Error::new(self.kind, self.message.clone())
    }
}

/// Up to `most` bytes, and the error that came before them, if one did.
pub(super) fn head(input: &mut dyn Read, most: usize) -> (Vec<u8>, Option<Failure>) {
    let mut bytes = Vec::new();
    let failure = input.take(most as u64).read_to_end(&mut bytes).err();
    (bytes, failure.as_ref().map(Failure::new))
}

impl<'a> Replay<'a> {
    /// `head` and `failure` are what [`head`] gave of `rest`.
    pub(super) fn new(head: &'a [u8], failure: Option<Failure>, rest: &'a mut dyn Read) -> Self {
        Self { head, rest, pending: failure.is_some(), failure }
    }

    /// The first error that a reader was given.
    pub(super) fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref().filter(|_| !self.pending)
    }
}

impl Read for Replay<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let taken = self.head.read(buffer)?;
        if taken > 0 || buffer.is_empty() {
            return Ok(taken);
        }
        self.pending = false;
        if let Some(failure) = &self.failure {
            return Err(failure.error());
        }
        self.rest.read(buffer).inspect_err(|error| {
            if error.kind() != ErrorKind::Interrupted {
                self.failure = Some(Failure::new(error));
            }
        })
    }
}

/// Text of another encoding as UTF-8.
pub(super) struct Transcoder<'a> {
    input: &'a mut dyn Read,
    decoder: Decoder,
    ready: VecDeque<u8>,
    ended: bool,
}

impl<'a> Transcoder<'a> {
    /// Reads `input`, which is in `encoding`, with or without a byte order mark.
    pub(super) fn new(encoding: &'static Encoding, input: &'a mut dyn Read) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { input, decoder, ready: VecDeque::new(), ended: false }
    }
}

impl Read for Transcoder<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.ready.is_empty() && !self.ended {
            let mut chunk = vec![0; CHUNK];
            let taken = self.input.read(&mut chunk)?;
            self.ended = taken == 0;
            let text = encoding::transcode(&mut self.decoder, &chunk[..taken], self.ended)
                .ok_or_else(|| {
                    io::Error::new(ErrorKind::InvalidData, "not valid text in its encoding")
                })?;
            self.ready.extend(text.into_bytes());
        }
        self.ready.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn read(bytes: &[u8], limits: &Limits) -> (Vec<u8>, bool, Option<Hit>) {
        let mut raw = Metered::new(bytes, u64::MAX);
        let mut unpacked = Unpacked::open(&mut raw, limits).unwrap();
        let mut text = Vec::new();
        let is_whole = unpacked.read_to_end(&mut text).is_ok();
        (text, is_whole, unpacked.hit())
    }

    #[test]
    fn the_digest_is_of_the_whole_file_wherever_reading_stopped() {
        for stop in [0, 1, 5, 11] {
            let mut raw = Metered::new(&b"hello world"[..], u64::MAX);
            io::copy(&mut (&mut raw).take(stop), &mut io::sink()).unwrap();
            let (bytes, sha256) = raw.finish().unwrap();
            assert_eq!(bytes, 11);
            assert_eq!(sha256, "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9");
        }
    }

    #[test]
    fn gzip_is_unpacked_member_by_member() {
        let limits = Limits::default();
        let both = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(read(&both, &limits), (b"one two".to_vec(), true, None));
        assert_eq!(read(b"plain", &limits), (b"plain".to_vec(), true, None));
        let (text, is_whole, hit) = read(&both[..both.len() - 10], &limits);
        assert_eq!((text.starts_with(b"one "), is_whole, hit), (true, false, None));
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let bomb = gzip(&vec![0; 8 << 20]);
        let limits = |free, ratio, total| Limits { ratio, free, total, ..Limits::default() };
        let cases = [
            (limits(1 << 20, 200, 1 << 40), Some(Hit::Ratio), 2 << 20),
            (limits(16 << 20, 200, 1 << 40), None, 8 << 20),
            (limits(0, 2000, 1 << 40), None, 8 << 20),
            (limits(16 << 20, 200, 4 << 20), Some(Hit::Total), 4 << 20),
        ];
        for (limits, expected, most) in cases {
            let (text, is_whole, hit) = read(&bomb, &limits);
            assert_eq!((is_whole, hit), (expected.is_none(), expected), "{limits:?}");
            assert!(text.len() <= most, "{limits:?}");
        }
    }

    #[test]
    fn utf16_comes_out_as_utf8() {
        for (name, bytes) in encoding::tests::in_every_encoding("関所 {\"a\": \"😀\"}") {
            let Some(encoding) = encoding::utf16(&bytes) else { continue };
            for cut in [0, 1] {
                let mut input = &bytes[..bytes.len() - cut];
                let mut text = String::new();
                let end = Transcoder::new(encoding, &mut input).read_to_string(&mut text);
                assert_eq!(end.is_ok(), cut == 0, "{name}");
                assert!(cut == 1 || text == "関所 {\"a\": \"😀\"}", "{name}");
            }
        }
    }

    #[test]
    fn a_head_is_replayed_with_its_failure() {
        let whole = gzip(&b"0123456789".repeat(1000));
        let limits = Limits::default();
        let mut raw = Metered::new(&whole[..whole.len() - 4], u64::MAX);
        let mut unpacked = Unpacked::open(&mut raw, &limits).unwrap();
        let (bytes, failure) = head(&mut unpacked, 1 << 20);
        assert_eq!(failure.as_ref().map(|failure| failure.kind), Some(ErrorKind::UnexpectedEof));
        let mut replay = Replay::new(&bytes, failure, &mut unpacked);
        assert_eq!(replay.failure(), None);
        let mut text = Vec::new();
        assert!(replay.read_to_end(&mut text).is_err());
        assert_eq!(text.len(), 10_000);
        assert!(replay.failure().is_some());
    }
}
