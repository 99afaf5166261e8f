//! What every export adapter does with a file beside its records: who it is of, when it was captured, what it lists, what damage
//! means, and how readers of the report are told.

use jiff::civil::Date;

use crate::model::mapping::Covers;
use crate::model::place::Place;
use crate::model::record::{Captured, Listing, ListingState, Record, Standing, Stated};
use crate::model::report::Severity;
use crate::model::resource_type::TypeId;
use crate::model::text::Untrusted;
use crate::submission::Reading;
use crate::submission::diagnostics::diagnostic;
use crate::submission::json::{self, SyntaxError};

use super::super::{Head, Sink, notice};
use super::normalise::Normalised;

/// One file being read.
pub(super) struct File<'a> {
    pub(super) head: &'a Head<'a>,
    pub(super) reading: &'a Reading<'a>,
    pub(super) sink: &'a mut dyn Sink,
    /// Whether a contradiction of the manifest was reported already.
    has_conflict: bool,
}

impl<'a> File<'a> {
    pub(super) fn new(
        head: &'a Head<'a>,
        reading: &'a Reading<'a>,
        sink: &'a mut dyn Sink,
    ) -> Self {
        Self { head, reading, sink, has_conflict: false }
    }

    /// When the file was captured: natively, else as declared for it, else as declared for the submission.
    pub(super) fn captured(&self, native: Option<Date>) -> Captured {
        let declared = self.head.declared.captured.or(self.reading.manifest.date);
        native
            .map(Captured::Native)
            .or(declared.map(Captured::Declared))
            .unwrap_or(Captured::Unknown)
    }

    /// Limits of the JSON reader.
    pub(super) fn limits(&self) -> json::Limits {
        json::Limits { depth: self.reading.limits.depth, record: self.reading.limits.record }
    }

    /// Hands a resource on, and reports the first contradiction of the manifest.
    pub(super) fn resource(&mut self, normalised: Normalised) {
        let Normalised { resource, conflict } = normalised;
        if let Some(attribute) =
            conflict.filter(|_| !std::mem::replace(&mut self.has_conflict, true))
        {
            let of = if attribute == "account" {
                ("アカウント", "account")
            } else {
                ("リージョン", "region")
            };
            let mut notice = diagnostic(
                Severity::Warning,
                "declaration-conflict",
                format!(
                    "マニフェストで申告した{}が、このファイルの記載と異なります。どちらかを訂正してください。",
                    of.0
                ),
                format!(
                    "the {} declared in the manifest differs from what the file states; correct one of them",
                    of.1
                ),
            );
            notice.place = Some(resource.place.clone());
            self.sink.diagnostic(notice);
        }
        self.sink.record(Record::Resource(resource));
    }

    /// Says how the listing of `types` ended; types nobody asked for are left out.
    pub(super) fn listing(&mut self, listing: Listed<'_>) {
        let wanted = &self.reading.wanted.resources;
        let types: Vec<TypeId> =
            listing.types.iter().copied().filter(|ty| wanted.contains_key(ty)).collect();
        if types.is_empty() {
            return;
        }
        let declared = &self.head.declared;
        let of = |native: Option<&str>, declared: Option<&String>| {
            let is_declared = listing.is_declared;
            let native =
                native.map(|value| Stated { value: Untrusted::new(value), declared: is_declared });
            native.or(declared
                .map(|value| Stated { value: Untrusted::new(value.as_str()), declared: true }))
        };
        self.sink.record(Record::Listing(Listing {
            provider: listing.provider.into(),
            types,
            account: of(listing.account, declared.account.as_ref()),
            region: of(listing.region, declared.region.as_ref()),
            covers: listing.covers,
            part: listing.part.map(str::to_owned),
            state: listing.state,
            place: listing.place.unwrap_or(Place::file(self.head.file)),
            captured: listing.captured,
            standing: Standing::Full,
        }));
    }

    /// Reports something about the file as a whole.
    pub(super) fn notice(&mut self, severity: Severity, code: &str, ja: &str, en: &str) {
        notice::notice(self.sink, self.head.file, severity, code, ja, en);
    }

    /// Reports where a file stops being JSON.
    pub(super) fn malformed(&mut self, error: &SyntaxError) {
        notice::malformed(self.sink, self.head.file, error);
    }

    /// Reports where a table stops being one.
    pub(super) fn broken_table(&mut self, offset: u64, line: u64, why: &str) {
        notice::broken_table(self.sink, self.head.file, offset, line, why);
    }

    /// Reports a record that cannot be read as a whole.
    pub(super) fn bad_record(&mut self, offset: u64, line: u64) {
        notice::bad_record(self.sink, self.head.file, offset, line);
    }
}

/// What a file lists, or failed to list.
#[derive(Debug, Clone)]
pub(super) struct Listed<'a> {
    pub(super) provider: &'a str,
    pub(super) types: &'a [TypeId],
    /// Account and region, where the file says them; else those declared for it are taken.
    pub(super) account: Option<&'a str>,
    pub(super) region: Option<&'a str>,
    /// Whether they are in the name of the file only.
    pub(super) is_declared: bool,
    pub(super) covers: Covers,
    pub(super) part: Option<&'a str>,
    pub(super) state: ListingState,
    pub(super) place: Option<Place>,
    pub(super) captured: Captured,
}
