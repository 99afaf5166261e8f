//! Adapters: one per kind of file, from native bytes to evidence records.
//!
//! Architecture invariant: an adapter sees neither probes nor requirements. It recognises by content or by the manifest, never by
//! the name alone, and says which types a file of its shape may hold, so that damage reaches those populations only.

pub(crate) mod declared;
mod document;
mod export;
mod log;
mod notice;
mod table;
#[cfg(test)]
mod testing;
mod text;

use std::io::Read;

use crate::model::log::LogSource;
use crate::model::manifest::ScanEntry;
use crate::model::place::FileId;
use crate::model::record::Record;
use crate::model::report::Diagnostic;
use crate::model::text::Bilingual;

use super::Reading;
use super::json::Sketch;

pub(crate) use text::{read_bytes, read_text};

/// What an adapter reads, for `list formats` and `explain`.
#[derive(Debug)]
pub struct AdapterMeta {
    /// Id, as mappings and manifests write it.
    pub id: &'static str,
    /// What it reads.
    pub title: Bilingual,
    /// How a file is recognised.
    pub recognised_by: Bilingual,
}

/// The beginning of a file, and what the manifest says of it.
pub(crate) struct Head<'a> {
    /// Rank of the file.
    pub(crate) file: FileId,
    /// NFC, `/`-separated name.
    pub(crate) path: &'a str,
    /// First bytes, unpacked (at most 64 KiB).
    pub(crate) bytes: &'a [u8],
    /// The same as JSON, where it is.
    pub(crate) sketch: Sketch,
    /// What `[[exports]]`, `[[logs]]` and `[[scans]]` say of the file.
    pub(crate) declared: Declared,
}

/// What the manifest says of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Declared {
    pub(crate) call: Option<String>,
    pub(crate) format: Option<String>,
    pub(crate) account: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) subject: Option<String>,
    pub(crate) captured: Option<jiff::civil::Date>,
    /// What it is a log of.
    pub(crate) logs: Vec<LogSource>,
    /// What the manifest says of it as a scan.
    pub(crate) scan: Option<ScanEntry>,
}

/// Takes what an adapter reads.
pub(crate) trait Sink {
    /// One evidence record.
    fn record(&mut self, record: Record);
    /// Something the reader met.
    fn diagnostic(&mut self, diagnostic: Diagnostic);
}

/// How reading a file ended.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct ReadEnd {
    /// Why the file, or a part of it, was not read; English, lower-case fragment.
    pub(crate) rejected: Option<String>,
    /// Values built: does not grow with fields that nobody asked for.
    pub(crate) materialised: u64,
}

/// Reads one kind of file.
pub(crate) trait Adapter: Sync {
    /// What it is.
    fn meta(&self) -> &'static AdapterMeta;
    /// The native kind of the file (a call, a snapshot, a state), if this adapter reads it.
    fn recognise(&self, head: &Head<'_>, reading: &Reading<'_>) -> Option<String>;
    /// Reads the whole of it.
    fn read(
        &self,
        native: &str,
        head: &Head<'_>,
        input: &mut dyn Read,
        reading: &Reading<'_>,
        sink: &mut dyn Sink,
    ) -> ReadEnd;
}

/// Adapters in the order they are asked: the first that recognises a file reads it.
pub(crate) const ADAPTERS: &[&dyn Adapter] = &[
    &export::AwsConfig,
    &export::Terraform,
    &export::AWS_CLI,
    &export::SAKURA_API,
    &export::USACLOUD,
    &log::CLOUDTRAIL,
    &log::GCP_AUDIT,
    &log::GCP_TRANSPARENCY,
    &log::AZURE_ACTIVITY,
    &log::OCI_AUDIT,
    &log::KUBERNETES_AUDIT,
    &log::VPC_FLOW,
    &log::DECLARED,
    &table::SERVICES,
    &table::CERTIFICATES,
    &table::COMMITMENTS,
    &table::PLAN,
    &table::ANSWERS,
    &document::PDF,
    &document::MARKDOWN,
    &document::TEXT,
];

/// What is read, in the order of recognition.
pub fn formats() -> impl Iterator<Item = &'static AdapterMeta> {
    ADAPTERS.iter().map(|adapter| adapter.meta())
}
