//! What all criteria together ask of the evidence: nothing else is materialised.

use std::collections::{BTreeMap, BTreeSet};

use super::document::DocumentKind;
use super::log::LogSource;
use super::resource_type::TypeId;
use super::scan::ScanKind;

/// What is asked. Claims (answers, plans, services, certificates, commitments) are always read: they are small.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Asked attributes by resource type; a type with none is asked for its mere existence.
    pub resources: BTreeMap<TypeId, BTreeSet<&'static str>>,
    /// Asked kinds of documents.
    pub documents: BTreeSet<DocumentKind>,
    /// Asked fields by kind of log.
    pub logs: BTreeMap<LogSource, BTreeSet<&'static str>>,
    /// Asked kinds of scans.
    pub scans: BTreeSet<ScanKind>,
}

impl Wanted {
    /// Asks for resources of `ty` with `attributes`.
    pub fn resource(&mut self, ty: TypeId, attributes: impl IntoIterator<Item = &'static str>) {
        self.resources.entry(ty).or_default().extend(attributes);
    }

    /// Asks for documents of `kind`.
    pub fn document(&mut self, kind: DocumentKind) {
        self.documents.insert(kind);
    }

    /// Asks for records of logs of `source` with `fields`.
    pub fn log(&mut self, source: LogSource, fields: impl IntoIterator<Item = &'static str>) {
        self.logs.entry(source).or_default().extend(fields);
    }

    /// Adds everything `other` asks.
    pub fn extend(&mut self, other: &Self) {
        for (ty, attributes) in &other.resources {
            self.resource(*ty, attributes.iter().copied());
        }
        for (source, fields) in &other.logs {
            self.log(*source, fields.iter().copied());
        }
        self.documents.extend(&other.documents);
        self.scans.extend(&other.scans);
    }
}
