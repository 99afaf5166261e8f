//! How much a record may say: by its age, by who stands behind it, and by whether it is there at all.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::profile::Profile;
use crate::model::record::{Captured, Limit, Record, Standing};

/// What standing rests on.
#[derive(Debug)]
pub(crate) struct Standings<'a> {
    profile: &'a Profile,
    as_of: Date,
    providers: BTreeSet<&'a str>,
}

impl<'a> Standings<'a> {
    /// `providers` are those that submission, participants and products name.
    pub(crate) fn new(profile: &'a Profile, as_of: Date, providers: impl IntoIterator<Item = &'a str>) -> Self {
        Self { profile, as_of, providers: providers.into_iter().collect() }
    }

    /// Gives the record its standing; false if it counts for nothing, being natively dated after the day of the audit.
    pub(crate) fn admit(&self, record: &mut Record) -> bool {
        let standing = match record {
            Record::Resource(resource) => {
                let standing = self.export(&resource.provider, resource.captured);
                if resource.intended { standing.map(|_| Standing::Limited(Limit::Intended)) } else { standing }
            }
            Record::Listing(listing) => self.export(&listing.provider, listing.captured),
            Record::Recorder(recorder) => self.export(&recorder.provider, recorder.captured),
            Record::Passage(passage) => Some(self.document(passage.date)),
            Record::Service(_)
            | Record::Certificate(_)
            | Record::Commitment(_)
            | Record::Answer(_)
            | Record::PlanItem(_)
            | Record::Damaged(_) => return true,
        };
        let Some(standing) = standing else { return false };
        match record {
            Record::Resource(resource) => resource.standing = standing,
            Record::Listing(listing) => listing.standing = standing,
            Record::Recorder(recorder) => recorder.standing = standing,
            Record::Passage(passage) => passage.standing = standing,
            Record::Service(_)
            | Record::Certificate(_)
            | Record::Commitment(_)
            | Record::Answer(_)
            | Record::PlanItem(_)
            | Record::Damaged(_) => {}
        }
        true
    }

    fn export(&self, provider: &str, captured: Captured) -> Option<Standing> {
        match captured {
            Captured::Native(date) if date > self.as_of => None,
            Captured::Native(_) | Captured::Declared(_) | Captured::Unknown if !self.providers.contains(provider) => {
                Some(Standing::Limited(Limit::Stranger))
            }
            Captured::Declared(date) if date > self.as_of => Some(Standing::Limited(Limit::Later)),
            Captured::Native(date) | Captured::Declared(date) => Some(self.aged(date, self.profile.freshness.export)),
            Captured::Unknown => Some(Standing::Limited(Limit::Undated)),
        }
    }

    fn document(&self, date: Option<Date>) -> Standing {
        match date {
            None => Standing::Limited(Limit::Undated),
            Some(date) if date > self.as_of => Standing::Limited(Limit::Later),
            Some(date) => self.aged(date, self.profile.freshness.document),
        }
    }

    fn aged(&self, date: Date, days: i64) -> Standing {
        let age = self.as_of.duration_since(date).as_hours() / 24;
        if age > days { Standing::Limited(Limit::Stale) } else { Standing::Full }
    }
}
