//! Evidence records: normalised facts with their place.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::commitment::Commitment;
use super::document::{AnswerStatus, Delivery, DocumentKind, ServiceStatus, Standard};
use super::log::{LogRecord, LogSource};
use super::mapping::Covers;
use super::place::{FileId, Place};
use super::resource_type::TypeId;
use super::scan::{ScanFinding, ScanKind, ScanRun};
use super::text::Untrusted;
use super::value::Reading;

/// One normalised fact with its place.
#[derive(Debug, Clone)]
pub enum Record {
    /// What one source says of one resource.
    Resource(Resource),
    /// That a source listed, or failed to list, a part of a population.
    Listing(Listing),
    /// That a configuration recorder records types.
    Recorder(Recorder),
    /// A row of the service list.
    Service(Service),
    /// A row of the certificate register.
    Certificate(Certificate),
    /// A row of the commitments.
    Commitment(Commitment),
    /// A passage of a document.
    Passage(Passage),
    /// A row of the answers.
    Answer(Answer),
    /// A row of the plan.
    PlanItem(PlanItem),
    /// A record of a log.
    Log(LogRecord),
    /// That a scan ran.
    ScanRun(ScanRun),
    /// What a scan found.
    ScanFinding(ScanFinding),
    /// A document, log or scan that is there and cannot be read.
    Damaged(Damaged),
}

/// How much a record may say. Given by the assessment, never by an adapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Standing {
    /// It may satisfy, violate and close.
    Full,
    /// It may violate, never satisfy, and closes nothing.
    Limited(Limit),
}

/// Why a record may only violate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Limit {
    /// Planned by a configuration tool, not there yet.
    Intended,
    /// Older than the profile allows.
    Stale,
    /// Says nothing about when it was captured, nor does the manifest.
    Undated,
    /// Declared to be captured after the day of the audit.
    Later,
    /// Of a provider that no participant or product names.
    Stranger,
}

/// When a source was captured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Captured {
    /// The source states it.
    Native(Date),
    /// The manifest states it.
    Declared(Date),
    /// Nobody does.
    Unknown,
}

/// A fact with who says it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stated {
    /// The value.
    pub value: Untrusted,
    /// Whether only the manifest says it.
    pub declared: bool,
}

/// What one source says of one resource.
#[derive(Debug, Clone)]
pub struct Resource {
    /// Type.
    pub ty: TypeId,
    /// Provider id.
    pub provider: String,
    /// Account.
    pub account: Option<Stated>,
    /// Region, zone or site it is placed in.
    pub region: Option<Stated>,
    /// The name all sources can give.
    pub key: Untrusted,
    /// Other names.
    pub aliases: Vec<Untrusted>,
    /// Asked attributes this source carries. What is not listed is unknown.
    pub readings: Vec<Attributed>,
    /// Adapter and call: newer replaces older within one source.
    pub source: String,
    /// When it was captured.
    pub captured: Captured,
    /// Planned by a configuration tool, not there yet.
    pub intended: bool,
    /// Left the population by its lifecycle state.
    pub gone: bool,
    /// Where.
    pub place: Place,
    /// How much it may say.
    pub standing: Standing,
}

/// One attribute's reading with its place inside the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attributed {
    /// Attribute id.
    pub attribute: &'static str,
    /// What the source says.
    pub reading: Reading,
    /// Byte offset of the value, where there is one.
    pub offset: Option<u64>,
}

/// That a source listed, or failed to list, a part of a population.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Provider id.
    pub provider: String,
    /// Types it is about.
    pub types: Vec<TypeId>,
    /// Account; none: not known.
    pub account: Option<Stated>,
    /// Region; none: not known, or not needed as it covers the account.
    pub region: Option<Stated>,
    /// How much it covers.
    pub covers: Covers,
    /// Which part of the population it lists, for types whose mapping has parts.
    pub part: Option<String>,
    /// How it ended.
    pub state: ListingState,
    /// Where.
    pub place: Place,
    /// When it was captured.
    pub captured: Captured,
    /// How much it may say.
    pub standing: Standing,
}

/// How a listing ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ListingState {
    /// It has everything.
    Complete,
    /// It has everything of the types that a recorder of its cell says it records.
    IfRecorded,
    /// More pages were left.
    Paged,
    /// It was denied.
    Denied,
    /// The file is damaged.
    Damaged,
    /// A file that lists nothing, but says something of such resources, is denied or damaged: what is not known otherwise may
    /// stand there.
    Blurred,
}

/// That a configuration recorder records types.
#[derive(Debug, Clone)]
pub struct Recorder {
    /// Provider id.
    pub provider: String,
    /// Account.
    pub account: Option<Stated>,
    /// Region.
    pub region: Option<Stated>,
    /// Types it records; none: all its provider supports.
    pub types: Option<Vec<TypeId>>,
    /// Where.
    pub place: Place,
    /// When it was captured.
    pub captured: Captured,
    /// How much it may say.
    pub standing: Standing,
}

/// A row of the service list: a claim.
#[derive(Debug, Clone)]
pub struct Service {
    /// Id.
    pub id: Untrusted,
    /// Name.
    pub name: Untrusted,
    /// Status; none: not stated or not a known word.
    pub status: Option<ServiceStatus>,
    /// Regions.
    pub regions: Vec<Untrusted>,
    /// Capabilities, as written.
    pub capabilities: Vec<Untrusted>,
    /// Who delivers it.
    pub delivery: Option<Delivery>,
    /// The company that delivers it, as written.
    pub participant: Untrusted,
    /// Availability it promises, in thousandths of a percent.
    pub sla: Option<i64>,
    /// Path of its documentation.
    pub documentation: Option<Untrusted>,
    /// Where.
    pub place: Place,
}

/// A row of the certificate register: a claim.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// Standard; none: not stated or not a known word.
    pub standard: Option<Standard>,
    /// Number.
    pub number: Untrusted,
    /// Holder.
    pub holder: Untrusted,
    /// Scope.
    pub scope: Untrusted,
    /// Regions.
    pub regions: Vec<Untrusted>,
    /// First day, or first day of the period.
    pub valid_from: Option<Date>,
    /// Last day, or last day of the period.
    pub valid_until: Option<Date>,
    /// Path of its file.
    pub file: Option<Untrusted>,
    /// Where.
    pub place: Place,
}

/// A passage of a document: one page or section.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Kind of the document.
    pub kind: DocumentKind,
    /// Date of the document, declared.
    pub date: Option<Date>,
    /// Path of the document.
    pub path: Untrusted,
    /// Its text as written.
    pub text: Untrusted,
    /// Where it begins.
    pub place: Place,
    /// How much it may say.
    pub standing: Standing,
}

/// What a file that cannot be read would have said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lost {
    /// Passages of a document.
    Document(DocumentKind),
    /// Records of a log.
    Log(LogSource),
    /// Runs and findings of scans.
    Scan(ScanKind),
}

/// A document, log or scan that is there and cannot be read, wholly or in part.
#[derive(Debug, Clone)]
pub struct Damaged {
    /// What is lost.
    pub lost: Lost,
    /// Path of the file.
    pub path: Untrusted,
    /// The file.
    pub place: Place,
}

/// The bidder's answer to one requirement: a claim.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Requirement id, as written.
    pub id: Untrusted,
    /// Status; none: not a known word.
    pub status: Option<AnswerStatus>,
    /// Who delivers it.
    pub delivery: Option<Delivery>,
    /// Product.
    pub product: Untrusted,
    /// How it is met.
    pub how: Untrusted,
    /// Evidence it names.
    pub evidence: Untrusted,
    /// Planned date.
    pub planned: Option<Date>,
    /// Who is in charge.
    pub owner: Untrusted,
    /// Where.
    pub place: Place,
}

/// One planned item.
#[derive(Debug, Clone)]
pub struct PlanItem {
    /// Requirement id, as written.
    pub id: Untrusted,
    /// Who is in charge.
    pub owner: Untrusted,
    /// When it will be met.
    pub date: Option<Date>,
    /// Steps on the way.
    pub milestones: Vec<Milestone>,
    /// When the plan was last changed.
    pub updated: Option<Date>,
    /// Where.
    pub place: Place,
}

/// A step of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Name.
    pub name: Untrusted,
    /// Day.
    pub date: Option<Date>,
    /// Whether it is done.
    pub done: bool,
}

impl Damaged {
    /// The kind of the document, if it is one.
    pub fn document(&self) -> Option<DocumentKind> {
        match self.lost {
            Lost::Document(kind) => Some(kind),
            Lost::Log(_) | Lost::Scan(_) => None,
        }
    }
}

impl Captured {
    /// The day, whoever states it.
    pub fn date(self) -> Option<Date> {
        match self {
            Self::Native(date) | Self::Declared(date) => Some(date),
            Self::Unknown => None,
        }
    }
}

impl Record {
    /// The file it came from.
    pub fn file(&self) -> FileId {
        match self {
            Self::Resource(record) => record.place.file,
            Self::Listing(record) => record.place.file,
            Self::Recorder(record) => record.place.file,
            Self::Service(record) => record.place.file,
            Self::Certificate(record) => record.place.file,
            Self::Commitment(record) => record.place.file,
            Self::Passage(record) => record.place.file,
            Self::Answer(record) => record.place.file,
            Self::PlanItem(record) => record.place.file,
            Self::Log(record) => record.place.file,
            Self::ScanRun(record) => record.place.file,
            Self::ScanFinding(record) => record.place.file,
            Self::Damaged(record) => record.place.file,
        }
    }
}
