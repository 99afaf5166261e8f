//! One file of the submission: opened once, hashed and parsed from the same bytes, read by the first adapter that knows it.
//!
//! Architecture invariant: reading never fails. What could not be read is in the result, and an error there makes the audit
//! incomplete; a file that nobody knows does not.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::PathBuf;
use std::sync::Arc;

use crate::model::document::DocumentKind;
use crate::model::place::{FileId, Place};
use crate::model::record::{Damaged, Lost, Record};
use crate::model::report::{Diagnostic, Severity};
use crate::model::text::{LocalText, Untrusted};

use super::Reading;
use super::adapter::{ADAPTERS, Adapter, Head, ReadEnd, Sink, declared};
use super::diagnostics::{Notebook, diagnostic};
use super::encoding;
use super::json::{HEAD_BYTES, sketch};
use super::looks::look;
use super::root::Root;
use super::stream::{Failure, Hit, Metered, Replay, Transcoder, Unpacked, head};

/// The name of the manifest.
pub(super) const MANIFEST: &str = "submission.toml";
const MANIFEST_KIND: &str = "manifest";
/// Folders whose files a requirement may ask for only if it is known what they are.
const FOLDERS: [&str; 2] = ["logs/", "scans/"];

/// One file of the submission.
#[derive(Debug)]
pub struct Artifact {
    path: String,
    native: PathBuf,
    folder: Arc<Root>,
    /// Digest of a file that was read when the submission was opened.
    held: Option<(u64, String)>,
}

/// What reading one file gave, besides its records.
#[derive(Debug, Clone, Default)]
pub struct ArtifactResult {
    /// Kind of table or document, or else the id of the adapter; none: not recognised.
    pub kind: Option<String>,
    /// Bytes as handed in.
    pub bytes: u64,
    /// SHA-256 in hexadecimal; empty if the file could not be read to its end.
    pub sha256: String,
    /// Records read.
    pub records: u64,
    /// Why it, or a part of it, was not read; English, lower-case fragment.
    pub rejected: Option<String>,
    /// What the reader met.
    pub diagnostics: Vec<Diagnostic>,
    /// Values built.
    pub materialised: u64,
    /// Whether something that should have been read was not.
    pub incomplete: bool,
}

impl Artifact {
    pub(super) fn new(path: String, native: PathBuf, folder: Arc<Root>) -> Self {
        Self { path, native, folder, held: None }
    }

    /// NFC, `/`-separated name.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The name as text of the submission.
    pub fn name(&self) -> Untrusted {
        Untrusted::new(self.path.as_str())
    }

    /// The bytes of a file of at most `limit` bytes. Its digest is kept: [`Artifact::read`] will not open it again.
    pub(super) fn hold(&mut self, limit: u64) -> io::Result<Vec<u8>> {
        let file = self.folder.file(&self.native)?;
        if file.metadata()?.len() > limit {
            return Err(io::Error::other(format!("larger than {limit} bytes")));
        }
        let mut raw = Metered::new(file, limit);
        let mut bytes = Vec::new();
        raw.read_to_end(&mut bytes)?;
        self.held = Some(raw.finish()?);
        Ok(bytes)
    }

    /// Reads the whole file, which is number `file`, and hands its records to `sink`.
    pub fn read(
        &self,
        file: FileId,
        reading: &Reading<'_>,
        sink: &mut dyn FnMut(Record),
    ) -> ArtifactResult {
        if let Some((bytes, sha256)) = &self.held {
            let (bytes, sha256) = (*bytes, sha256.clone());
            let kind = Some(MANIFEST_KIND.into());
            return ArtifactResult { kind, bytes, sha256, ..ArtifactResult::default() };
        }
        let mut run = Run::new(self, file, reading, sink);
        let digest = run.digest();
        run.finish(digest)
    }
}

/// Reading of one file.
struct Run<'a> {
    artifact: &'a Artifact,
    file: FileId,
    reading: &'a Reading<'a>,
    sink: &'a mut dyn FnMut(Record),
    met: Notebook,
    result: ArtifactResult,
}

impl Sink for Run<'_> {
    fn record(&mut self, record: Record) {
        self.result.records += u64::from(!matches!(record, Record::Damaged(_)));
        (self.sink)(record);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.met.add(diagnostic);
    }
}

impl<'a> Run<'a> {
    fn new(
        artifact: &'a Artifact,
        file: FileId,
        reading: &'a Reading<'a>,
        sink: &'a mut dyn FnMut(Record),
    ) -> Self {
        let met = Notebook::new(reading.limits.diagnostics, Some(Place::file(file)));
        Self { artifact, file, reading, sink, met, result: ArtifactResult::default() }
    }

    fn digest(&mut self) -> io::Result<(u64, String)> {
        let file: File = self.artifact.folder.file(&self.artifact.native)?;
        let length = file.metadata()?.len();
        let limit = self.reading.limits.total;
        if length > limit {
            self.result.bytes = length;
            return Err(io::Error::other(format!("larger than {limit} bytes")));
        }
        let mut raw = Metered::new(file, limit);
        self.unpack(&mut raw)?;
        let (bytes, sha256) = raw.finish()?;
        if bytes != length {
            self.note(
                Severity::Warning,
                "changed-while-read",
                "読み取り中にファイルの大きさが変わりました。",
                "the size changed while the file was read; audit a copy that nobody writes to",
            );
        }
        Ok((bytes, sha256))
    }

    fn unpack(&mut self, raw: &mut Metered<File>) -> io::Result<()> {
        let mut unpacked = Unpacked::open(raw, self.reading.limits)?;
        let (bytes, failure) = head(&mut unpacked, HEAD_BYTES);
        let mut plain = Replay::new(&bytes, failure, &mut unpacked);
        let failure = match encoding::utf16(&bytes) {
            Some(order) if encoding::decode(&bytes, encoding::Extent::Head).is_some() => {
                let mut text = Transcoder::new(order, &mut plain);
                let (bytes, failure) = head(&mut text, HEAD_BYTES);
                let mut text = Replay::new(&bytes, failure, &mut text);
                self.offer(&bytes, &mut text);
                text.failure().cloned()
            }
            Some(_) | None => {
                self.offer(&bytes, &mut plain);
                plain.failure().cloned()
            }
        };
        let (hit, is_packed) = (unpacked.hit(), unpacked.is_packed());
        self.explain(failure, hit, is_packed);
        Ok(())
    }

    /// Shows the head to the adapters; the first that knows the file reads it.
    fn offer(&mut self, bytes: &[u8], stream: &mut Replay<'_>) {
        if self.artifact.path == MANIFEST {
            self.result.kind = Some(MANIFEST_KIND.into());
            return;
        }
        let manifest = self.reading.manifest;
        let declared = declared::declared(&self.artifact.path, manifest);
        let head = Head {
            file: self.file,
            path: &self.artifact.path,
            bytes,
            sketch: sketch(bytes),
            declared,
        };
        let Some((adapter, native)) = self.choose(&head) else {
            self.pass_over(bytes);
            return;
        };
        let id = adapter.meta().id;
        self.result.kind =
            Some(DocumentKind::find(&native).map_or(id, DocumentKind::id).to_owned());
        let reading = self.reading;
        let ReadEnd { rejected, materialised } =
            adapter.read(&native, &head, stream, reading, self);
        self.result.rejected = rejected;
        self.result.materialised = materialised;
    }

    /// Says what a file that no adapter knows looks like. A declared document that is asked for is there and unreadable.
    fn pass_over(&mut self, bytes: &[u8]) {
        if !bytes.is_empty() {
            self.lose_declared();
        }
        if self.result.rejected.is_some() {
            return;
        }
        let mut seen = look(bytes, self.file);
        if FOLDERS.iter().any(|folder| self.artifact.path.starts_with(folder)) && !bytes.is_empty()
        {
            seen.code = "undeclared-evidence".into();
            seen.message = LocalText::new(
                "何のログ又は診断結果かが分からないため、読みませんでした。submission.toml の [[logs]] に path と source、又は [[scans]] に path を書いてください。",
                "not read, as nothing says what log or scan it is; say `path` and `source` under [[logs]], or `path` under [[scans]], in submission.toml",
            );
        }
        if let Some(entry) = declared::document(&self.artifact.path, self.reading.manifest)
            && !bytes.is_empty()
        {
            self.result.kind = Some(entry.kind.id().to_owned());
            if self.reading.wanted.documents.contains(&entry.kind) {
                seen.severity = Severity::Error;
                seen.code = "unreadable-document".into();
                self.refuse("the declared document is neither PDF nor text in a known encoding");
            }
        }
        self.met.add(seen);
    }

    /// A declared log or scan that is asked for and that no adapter knows is there and unreadable.
    fn lose_declared(&mut self) {
        let declared = declared::declared(&self.artifact.path, self.reading.manifest);
        let wanted = self.reading.wanted;
        let logs = declared.logs.into_iter().filter(|source| wanted.logs.contains_key(source));
        let mut lost: Vec<Lost> = logs.map(Lost::Log).collect();
        if let Some(scan) = declared.scan {
            let kinds = wanted.scans.iter().copied();
            let of = kinds.filter(|kind| scan.kinds.is_empty() || scan.kinds.contains(kind));
            lost.extend(of.map(Lost::Scan));
        }
        if lost.is_empty() {
            return;
        }
        self.refuse("the declared log or scan is in no known form");
        self.note(
            Severity::Error,
            "unknown-form",
            "マニフェストに示されたログ又は診断結果ですが、知らない形のため読めません。`sekisho list formats` にある形で出力し直してください。",
            "declared as a log or scan, but in no known form; export it in one that `sekisho list formats` names",
        );
        for lost in lost {
            let (path, place) = (self.artifact.name(), Place::file(self.file));
            (self.sink)(Record::Damaged(Damaged { lost, path, place }));
        }
    }

    /// What the manifest says of the file comes first, then the order of the adapters.
    fn choose(&mut self, head: &Head<'_>) -> Option<(&'static dyn Adapter, String)> {
        let ask =
            |adapter: &'static dyn Adapter| Some((adapter, adapter.recognise(head, self.reading)?));
        if let Some(format) = &head.declared.format {
            if let Some(adapter) = ADAPTERS.iter().find(|known| known.meta().id == format) {
                let found = ask(*adapter);
                if found.is_none() {
                    self.refuse("the content is not of the format the manifest declares");
                    self.note(
                        Severity::Error,
                        "not-as-declared",
                        "マニフェストの format に示された形式の内容ではないため、読みませんでした。",
                        "the content is not of the format that the manifest declares; correct `format` or the file",
                    );
                }
                return found;
            }
            self.met.add(Diagnostic {
                subject: Some(Untrusted::new(format.as_str()).cut(80)),
                place: Some(Place::file(self.file)),
                ..diagnostic(
                    Severity::Warning,
                    "unknown-format",
                    "マニフェストの format は知らない形式です。`sekisho list formats` の名前を書いてください。",
                    "the manifest declares an unknown format; `sekisho list formats` has the names",
                )
            });
        }
        let calls = |adapter: &&dyn Adapter| {
            let native = head.declared.call.as_deref();
            let mut calls = self.reading.mappings.values().flat_map(|mapping| &mapping.calls);
            calls.any(|call| call.source == adapter.meta().id && Some(&*call.native) == native)
        };
        let (first, rest): (Vec<_>, Vec<_>) = ADAPTERS.iter().copied().partition(calls);
        first.into_iter().chain(rest).find_map(ask)
    }

    /// Says why the stream ended early, where the adapter has not said it better.
    fn explain(&mut self, failure: Option<Failure>, hit: Option<Hit>, is_packed: bool) {
        let limits = self.reading.limits;
        match hit {
            Some(Hit::Ratio) => {
                let (ratio, free) = (limits.ratio, limits.free);
                self.refuse("unpacking stopped at the limit of the ratio");
                self.note(
                    Severity::Error,
                    "unpacked-ratio",
                    format!("展開後の大きさが圧縮時の{ratio}倍を超えたため、展開を中止しました({free}バイトまでは制限なし)。展開して提出してください。"),
                    format!("unpacks to more than {ratio} times its size after the first {free} bytes; hand it in unpacked"),
                );
            }
            Some(Hit::Total) => {
                let total = limits.total;
                self.refuse("unpacking stopped at the limit of the size");
                self.note(
                    Severity::Error,
                    "unpacked-size",
                    format!("展開後の大きさが{total}バイトを超えたため、展開を中止しました。分割して提出してください。"),
                    format!("unpacks to more than {total} bytes; hand it in in parts"),
                );
            }
            None => {}
        }
        let (Some(failure), None) = (failure, hit) else { return };
        if self.result.kind.is_none() && is_packed {
            return;
        }
        let is_cut = is_packed && failure.kind == ErrorKind::UnexpectedEof;
        let why = if is_cut { "the gzip file ends early".into() } else { failure.message };
        self.refuse(&why);
        if !self.met.has_error() {
            self.note(
                Severity::Error,
                "cut-short",
                format!("最後まで読めませんでした({why})。提出し直してください。"),
                format!("cannot be read to its end ({why}); hand it in again"),
            );
        }
    }

    fn refuse(&mut self, why: &str) {
        self.result.rejected.get_or_insert_with(|| why.to_owned());
    }

    fn note(
        &mut self,
        severity: Severity,
        code: &str,
        ja: impl Into<String>,
        en: impl Into<String>,
    ) {
        let place = Some(Place::file(self.file));
        self.met.add(Diagnostic { place, ..diagnostic(severity, code, ja, en) });
    }

    fn finish(mut self, digest: io::Result<(u64, String)>) -> ArtifactResult {
        match digest {
            Ok((bytes, sha256)) => {
                self.result.bytes = bytes;
                self.result.sha256 = sha256;
            }
            Err(error) => {
                self.refuse(&error.to_string());
                self.note(
                    Severity::Error,
                    "unreadable-file",
                    format!("ファイルを読み取れません({error})。"),
                    format!("cannot be read ({error}); check its permissions and size"),
                );
            }
        }
        let kind = self.result.kind.as_deref().and_then(DocumentKind::find);
        if let (Some(kind), true) = (kind, self.result.rejected.is_some()) {
            let (path, place) = (self.artifact.name(), Place::file(self.file));
            (self.sink)(Record::Damaged(Damaged { lost: Lost::Document(kind), path, place }));
        }
        self.result.incomplete = self.result.rejected.is_some() || self.met.has_error();
        self.result.diagnostics = self.met.finish();
        self.result
    }
}
