//! Truths of single resources and their tally: the cells of the table that says what a quantifier gives.

use crate::model::observation::{Closure, Population};
use crate::model::outcome::Outcome;

use super::predicate::Truth;
use super::quantifier::Expect;

/// What is known of the two parts of a criterion for one resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Truths {
    /// Whether the criterion applies: `where`.
    pub(crate) narrow: Truth,
    /// Whether it holds: `check`.
    pub(crate) check: Truth,
    /// The same with evidence that may only violate.
    pub(crate) accused_narrow: Truth,
    pub(crate) accused_check: Truth,
    /// The violating evidence is a planned configuration.
    pub(crate) intended: bool,
}

impl Truths {
    /// What one record gives under `every`; none where the criterion does not apply to it.
    pub(crate) fn outcome(self) -> Option<Outcome> {
        let plain = per_record(self.narrow, self.check);
        let accused = per_record(self.accused_narrow, self.accused_check);
        match (plain, accused) {
            (Some(Outcome::Satisfied), Some(Outcome::Violated)) if !self.intended => {
                Some(Outcome::Unreadable)
            }
            (_, Some(Outcome::Violated)) => Some(Outcome::Violated),
            (plain, _) => plain,
        }
    }

    /// Whether both parts hold.
    pub(crate) fn both(self) -> Truth {
        Truth::all([self.narrow, self.check])
    }

    /// Whether both parts hold when evidence counts that may only violate: what `none` forbids.
    pub(crate) fn both_accused(self) -> Truth {
        match (self.both(), Truth::all([self.accused_narrow, self.accused_check])) {
            (Truth::Unknown, Truth::True) => Truth::True,
            (known, _) => known,
        }
    }
}

/// The per-record row of the table.
fn per_record(narrow: Truth, check: Truth) -> Option<Outcome> {
    match (narrow, check) {
        (Truth::False, _) => None,
        (Truth::True, Truth::False) => Some(Outcome::Violated),
        (Truth::Conflict, _) | (_, Truth::Conflict) => Some(Outcome::Unreadable),
        (Truth::True | Truth::Unknown, Truth::True) => Some(Outcome::Satisfied),
        (Truth::True, Truth::Unknown) | (Truth::Unknown, Truth::False | Truth::Unknown) => {
            Some(Outcome::Absent)
        }
    }
}

/// How many records are what.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    records: u64,
    applies: u64,
    certainly: u64,
    violated: u64,
    unreadable: u64,
    absent: u64,
    hold: u64,
    forbidden: u64,
    unknown: u64,
    conflict: u64,
}

impl Tally {
    pub(crate) fn of(truths: impl Iterator<Item = Truths>) -> Self {
        let mut tally = Self::default();
        for one in truths {
            let outcome = one.outcome();
            tally.records += 1;
            tally.applies += u64::from(outcome.is_some());
            tally.certainly += u64::from(one.narrow == Truth::True);
            tally.violated += u64::from(outcome == Some(Outcome::Violated));
            tally.unreadable += u64::from(outcome == Some(Outcome::Unreadable));
            tally.absent += u64::from(outcome == Some(Outcome::Absent));
            tally.hold += u64::from(one.both() == Truth::True);
            tally.forbidden += u64::from(one.both_accused() == Truth::True);
            tally.unknown += u64::from(one.both() == Truth::Unknown);
            tally.conflict += u64::from(one.both() == Truth::Conflict);
        }
        tally
    }

    pub(crate) fn every(&self, state: Closure) -> Outcome {
        if self.violated > 0 {
            Outcome::Violated
        } else if self.unreadable > 0 || state == Closure::Damaged {
            Outcome::Unreadable
        } else if self.absent > 0 || state == Closure::Open || self.certainly == 0 {
            Outcome::Absent
        } else {
            Outcome::Satisfied
        }
    }

    pub(crate) fn some_service(&self, state: Closure) -> Outcome {
        if self.hold > 0 {
            Outcome::Satisfied
        } else if self.conflict > 0 || state == Closure::Damaged {
            Outcome::Unreadable
        } else {
            Outcome::Absent
        }
    }

    pub(crate) fn some_estate(&self, state: Closure) -> Outcome {
        let known_none =
            state == Closure::Closed && self.records > 0 && self.unknown == 0 && self.conflict == 0;
        if self.hold == 0 && known_none { Outcome::Violated } else { self.some_service(state) }
    }

    pub(crate) fn none(&self, state: Closure, listed: bool) -> Outcome {
        if self.forbidden > 0 {
            Outcome::Violated
        } else if self.conflict > 0 || state == Closure::Damaged {
            Outcome::Unreadable
        } else if self.unknown > 0 || state == Closure::Open || (self.records == 0 && !listed) {
            Outcome::Absent
        } else {
            Outcome::Satisfied
        }
    }

    pub(crate) fn count(
        &self,
        least: Option<u64>,
        most: Option<u64>,
        estate: bool,
        state: Closure,
    ) -> Outcome {
        let known = self.hold;
        let possible = known + self.unknown + self.conflict;
        let least = least.map(|least| match () {
            () if known >= least => Outcome::Satisfied,
            () if estate && state == Closure::Closed && self.records > 0 && possible < least => {
                Outcome::Violated
            }
            () if state == Closure::Damaged
                || (self.conflict > 0 && known + self.unknown < least) =>
            {
                Outcome::Unreadable
            }
            () => Outcome::Absent,
        });
        let most = most.map(|most| match () {
            () if self.forbidden > most => Outcome::Violated,
            () if self.conflict > 0 || state == Closure::Damaged => Outcome::Unreadable,
            () if possible > most || state == Closure::Open => Outcome::Absent,
            () => Outcome::Satisfied,
        });
        Outcome::all(&[least, most].into_iter().flatten().collect::<Vec<_>>())
    }

    pub(crate) fn population(&self, expect: &Expect, state: Closure) -> Population {
        let violating = match expect {
            Expect::Every => self.violated,
            Expect::None => self.forbidden,
            Expect::Some
            | Expect::Count { .. }
            | Expect::Distinct { .. }
            | Expect::EachAccount
            | Expect::EachRegion => 0,
        };
        let unreadable = if *expect == Expect::Every { self.unreadable } else { self.conflict };
        Population {
            state,
            seen: self.records,
            examined: self.applies,
            violating,
            unreadable,
            gone: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use Closure::{Closed, Damaged, Open};
    use Outcome::{Absent, Satisfied, Unreadable, Violated};

    /// `TF`: where true, check false. Letters are T, F, U (unknown) and X (sources disagree).
    fn truths(pair: &str) -> Truths {
        let letter = |at| match pair.as_bytes().get(at) {
            Some(b'T') => Truth::True,
            Some(b'F') => Truth::False,
            Some(b'X') => Truth::Conflict,
            _ => Truth::Unknown,
        };
        let (narrow, check) = (letter(0), letter(1));
        Truths { narrow, check, accused_narrow: narrow, accused_check: check, intended: false }
    }

    fn tally(records: &str) -> Tally {
        Tally::of(records.split_whitespace().map(truths))
    }

    #[test]
    fn one_record_under_every() {
        let table = [
            ("TF", Some(Violated)),
            ("XT", Some(Unreadable)),
            ("TX", Some(Unreadable)),
            ("XF", Some(Unreadable)),
            ("TU", Some(Absent)),
            ("UF", Some(Absent)),
            ("UU", Some(Absent)),
            ("TT", Some(Satisfied)),
            ("UT", Some(Satisfied)),
            ("FT", None),
            ("FF", None),
            ("FX", None),
        ];
        for (pair, expected) in table {
            assert_eq!(truths(pair).outcome(), expected, "{pair}");
        }
    }

    #[test]
    fn every() {
        let table = [
            ("TT TF", Open, Violated),
            ("TT TF TX", Damaged, Violated),
            ("TT TX", Closed, Unreadable),
            ("TT", Damaged, Unreadable),
            ("TT TU", Closed, Absent),
            ("TT", Open, Absent),
            ("", Closed, Absent),
            ("FT FF", Closed, Absent),
            ("UT", Closed, Absent),
            ("TT UT FF", Closed, Satisfied),
        ];
        for (records, state, expected) in table {
            assert_eq!(tally(records).every(state), expected, "{records} {state:?}");
        }
    }

    #[test]
    fn some() {
        let table = [
            ("TF", Closed, Violated, Absent),
            ("FF TF", Closed, Violated, Absent),
            ("", Closed, Absent, Absent),
            ("TF TU", Closed, Absent, Absent),
            ("TF", Open, Absent, Absent),
            ("TF TX", Closed, Unreadable, Unreadable),
            ("TF", Damaged, Unreadable, Unreadable),
            ("TT TX", Damaged, Satisfied, Satisfied),
            ("TT TF", Open, Satisfied, Satisfied),
        ];
        for (records, state, estate, service) in table {
            assert_eq!(tally(records).some_estate(state), estate, "estate: {records} {state:?}");
            assert_eq!(tally(records).some_service(state), service, "service: {records} {state:?}");
        }
    }

    #[test]
    fn none() {
        let table = [
            ("TT", Open, true, Violated),
            ("TF TX", Closed, true, Unreadable),
            ("TF", Damaged, true, Unreadable),
            ("TF TU", Closed, true, Absent),
            ("TF", Open, true, Absent),
            ("", Closed, false, Absent),
            ("", Closed, true, Satisfied),
            ("TF FT", Closed, true, Satisfied),
        ];
        for (records, state, listed, expected) in table {
            assert_eq!(tally(records).none(state, listed), expected, "{records} {state:?}");
        }
    }

    #[test]
    fn count() {
        let table = [
            ("TT TT", Some(2), None, Open, Satisfied),
            ("TT TF", Some(2), None, Closed, Violated),
            ("TT TF", Some(2), None, Open, Absent),
            ("TT TU", Some(2), None, Closed, Absent),
            ("TT TX", Some(2), None, Closed, Unreadable),
            ("TT", Some(2), None, Damaged, Unreadable),
            ("", Some(1), None, Closed, Absent),
            ("TT TT", None, Some(1), Open, Violated),
            ("TT TU", None, Some(1), Closed, Absent),
            ("TT", None, Some(1), Open, Absent),
            ("TT TX", None, Some(1), Closed, Unreadable),
            ("TT", None, Some(1), Closed, Satisfied),
        ];
        for (records, least, most, state, expected) in table {
            assert_eq!(
                tally(records).count(least, most, true, state),
                expected,
                "{records} {state:?}"
            );
        }
        assert_eq!(
            tally("TT TF").count(Some(2), None, false, Closed),
            Absent,
            "a service is never seen to be wrong"
        );
    }

    #[test]
    fn evidence_that_may_only_violate() {
        let accused = |plain: &str, accused: &str, intended| {
            let (one, other) = (truths(plain), truths(accused));
            Truths { accused_narrow: other.narrow, accused_check: other.check, intended, ..one }
                .outcome()
        };
        assert_eq!(accused("UU", "TF", false), Some(Violated));
        assert_eq!(accused("UU", "TT", false), Some(Absent));
        assert_eq!(
            accused("TT", "TF", false),
            Some(Unreadable),
            "an old export against a current one"
        );
        assert_eq!(accused("TT", "TF", true), Some(Violated), "a planned change");
    }
}
