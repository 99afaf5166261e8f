//! How much a record may say: by its age, by who stands behind it, and by whether it is there at all.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::log::Moment;
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
    pub(crate) fn new(
        profile: &'a Profile,
        as_of: Date,
        providers: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self { profile, as_of, providers: providers.into_iter().collect() }
    }

    /// Gives the record its standing; false if it counts for nothing, being natively dated after the day of the audit.
    pub(crate) fn admit(&self, record: &mut Record) -> bool {
        let standing = match record {
            Record::Resource(resource) => {
                let standing = self.export(&resource.provider, resource.captured);
                if resource.intended {
                    standing.map(|_| Standing::Limited(Limit::Intended))
                } else {
                    standing
                }
            }
            Record::Listing(listing) => self.export(&listing.provider, listing.captured),
            Record::Recorder(recorder) => self.export(&recorder.provider, recorder.captured),
            Record::Passage(passage) => Some(self.document(passage.date)),
            Record::Log(log) => {
                return log.at.and_then(Moment::day).is_none_or(|day| day <= self.as_of);
            }
            Record::ScanRun(run) => {
                return !matches!(run.captured, Captured::Native(date) if date > self.as_of);
            }
            Record::Service(_)
            | Record::Certificate(_)
            | Record::Commitment(_)
            | Record::Answer(_)
            | Record::PlanItem(_)
            | Record::ScanFinding(_)
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
            | Record::Log(_)
            | Record::ScanRun(_)
            | Record::ScanFinding(_)
            | Record::Damaged(_) => {}
        }
        true
    }

    fn export(&self, provider: &str, captured: Captured) -> Option<Standing> {
        match captured {
            Captured::Native(date) if date > self.as_of => None,
            Captured::Native(_) | Captured::Declared(_) | Captured::Unknown
                if !self.providers.contains(provider) =>
            {
                Some(Standing::Limited(Limit::Stranger))
            }
            Captured::Declared(date) if date > self.as_of => Some(Standing::Limited(Limit::Later)),
            Captured::Native(date) | Captured::Declared(date) => {
                Some(self.aged(date, self.profile.freshness.export))
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    use crate::model::document::DocumentKind;
    use crate::model::record::{Listing, Passage, Recorder, Resource};
    use crate::probe::testing::{AS_OF, PROVIDER, bucket, listing, passage, profile, service};

    use Captured::{Declared, Native, Unknown};
    use Limit::{Intended, Later, Stale, Stranger, Undated};
    use Standing::{Full, Limited};

    /// None: counts for nothing.
    fn admitted(mut record: Record) -> Option<Standing> {
        let profile = profile();
        Standings::new(&profile, AS_OF, [PROVIDER]).admit(&mut record).then_some(())?;
        match record {
            Record::Resource(resource) => Some(resource.standing),
            Record::Listing(listing) => Some(listing.standing),
            Record::Recorder(recorder) => Some(recorder.standing),
            Record::Passage(passage) => Some(passage.standing),
            Record::Service(_)
            | Record::Certificate(_)
            | Record::Commitment(_)
            | Record::Answer(_)
            | Record::PlanItem(_)
            | Record::Log(_)
            | Record::ScanRun(_)
            | Record::ScanFinding(_)
            | Record::Damaged(_) => Some(Full),
        }
    }

    /// Exports may be 90 days old. Columns: of a named provider, planned by it, of a provider that nobody names.
    #[test]
    fn exports() {
        let (fresh, old, future) = (date(2022, 7, 5), date(2022, 7, 4), date(2022, 10, 4));
        let table = [
            (Native(AS_OF), [Some(Full), Some(Limited(Intended)), Some(Limited(Stranger))]),
            (Native(fresh), [Some(Full), Some(Limited(Intended)), Some(Limited(Stranger))]),
            (Declared(fresh), [Some(Full), Some(Limited(Intended)), Some(Limited(Stranger))]),
            (Native(old), [Some(Limited(Stale)), Some(Limited(Intended)), Some(Limited(Stranger))]),
            (
                Declared(old),
                [Some(Limited(Stale)), Some(Limited(Intended)), Some(Limited(Stranger))],
            ),
            (Unknown, [Some(Limited(Undated)), Some(Limited(Intended)), Some(Limited(Stranger))]),
            (
                Declared(future),
                [Some(Limited(Later)), Some(Limited(Intended)), Some(Limited(Stranger))],
            ),
            (Native(future), [None, None, None]),
        ];
        for (captured, expected) in table {
            let resource = Resource { captured, ..bucket("a") };
            let planned = Resource { intended: true, ..resource.clone() };
            let strange = Resource { provider: "umi".to_owned(), ..resource.clone() };
            let seen = [resource, planned, strange].map(|one| admitted(Record::Resource(one)));
            assert_eq!(seen, expected, "{captured:?}");
            let list = Listing { captured, ..listing("tokyo-1") };
            let recorder = Recorder {
                provider: PROVIDER.to_owned(),
                account: None,
                region: None,
                types: None,
                place: list.place.clone(),
                captured,
                standing: Full,
            };
            assert_eq!(admitted(Record::Listing(list)), expected[0], "listing {captured:?}");
            assert_eq!(admitted(Record::Recorder(recorder)), expected[0], "recorder {captured:?}");
        }
    }

    /// Documents may be a year old; their date is always declared.
    #[test]
    fn documents() {
        let table = [
            (Some(AS_OF), Full),
            (Some(date(2021, 10, 3)), Full),
            (Some(date(2021, 10, 2)), Limited(Stale)),
            (Some(date(2022, 10, 4)), Limited(Later)),
            (None, Limited(Undated)),
        ];
        for (date, expected) in table {
            let dated = Passage { date, ..passage(DocumentKind::Other, "本文") };
            assert_eq!(admitted(Record::Passage(dated)), Some(expected), "{date:?}");
        }
    }

    #[test]
    fn claims_are_always_admitted() {
        assert_eq!(admitted(Record::Service(service())), Some(Full));
    }
}
