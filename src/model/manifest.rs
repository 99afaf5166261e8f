//! The manifest of a submission: what the bidder says about it. All of it is a claim.

use jiff::civil::Date;

use super::document::{Delivery, DocumentKind};
use super::log::LogSource;
use super::scan::ScanKind;
use super::text::Untrusted;

/// `submission.toml`.
#[derive(Debug, Clone, Default)]
pub struct Manifest {
    /// Provider id.
    pub provider: Option<String>,
    /// Name in Japanese.
    pub name_ja: Option<Untrusted>,
    /// Name in English.
    pub name_en: Option<Untrusted>,
    /// Built-in profile it asks for.
    pub profile: Option<String>,
    /// Date of the submission; capture date of exports that state none.
    pub date: Option<Date>,
    /// Delivery of rows and services that say nothing.
    pub delivery: Option<Delivery>,
    /// Declared scope.
    pub scope: Vec<ScopeEntry>,
    /// Products of third parties.
    pub products: Vec<Product>,
    /// Companies of the bid.
    pub participants: Vec<Participant>,
    /// What files cannot say of themselves; the first match wins.
    pub exports: Vec<ExportEntry>,
    /// Declared documents.
    pub documents: Vec<DocumentEntry>,
    /// Declared logs; the first match wins.
    pub logs: Vec<LogEntry>,
    /// Declared scans; the first match wins.
    pub scans: Vec<ScanEntry>,
}

/// One provider's declared accounts and regions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeEntry {
    /// Provider id.
    pub provider: String,
    /// Accounts.
    pub accounts: Vec<String>,
    /// Regions, lower case.
    pub regions: Vec<String>,
}

/// A product of a third party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Name.
    pub name: Untrusted,
    /// Provider whose resources are the product's.
    pub provider: Option<String>,
    /// How it is delivered.
    pub delivery: Delivery,
}

/// A company of the bid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Name.
    pub name: Untrusted,
    /// Its provider id.
    pub provider: Option<String>,
    /// Whether it leads.
    pub lead: bool,
    /// Its ISMAP registration number.
    pub ismap: Option<Untrusted>,
}

/// What the files of a pattern cannot say of themselves.
#[derive(Debug, Clone)]
pub struct ExportEntry {
    /// Path with `{subject}`, `{account}`, `{region}` for one segment each.
    pub path: String,
    /// The call that printed it.
    pub call: Option<String>,
    /// The format, by adapter id.
    pub format: Option<String>,
    /// Account.
    pub account: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// Day it was captured.
    pub captured: Option<Date>,
}

/// A declared document.
#[derive(Debug, Clone)]
pub struct DocumentEntry {
    /// Path in the submission.
    pub path: String,
    /// Kind.
    pub kind: DocumentKind,
    /// Its date.
    pub date: Option<Date>,
}

/// What the logs of a pattern cannot say of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Path with `{subject}`, `{account}`, `{region}` for one segment each.
    pub path: String,
    /// What they are logs of.
    pub sources: Vec<LogSource>,
    /// The format, by adapter id.
    pub format: Option<String>,
}

/// What the scans of a pattern cannot say of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanEntry {
    /// Path with `{subject}`, `{account}`, `{region}` for one segment each.
    pub path: String,
    /// What they look for.
    pub kinds: Vec<ScanKind>,
    /// The tool.
    pub tool: Option<Untrusted>,
    /// What was scanned.
    pub target: Option<Untrusted>,
    /// The format, by adapter id.
    pub format: Option<String>,
    /// Account.
    pub account: Option<String>,
    /// Day it ran.
    pub captured: Option<Date>,
}
