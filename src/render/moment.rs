//! Days as the moments formats ask for, in Japan Standard Time.

use jiff::civil::Date;
use jiff::tz::{Offset, offset};

/// Hours before UTC; Japan has no daylight saving time.
const JST: Offset = offset(9);

/// The first moment of a day (RFC 3339): when what happened on it is said to have happened.
pub(super) fn first(day: Date) -> String {
    format!("{day}T00:00:00+09:00")
}

/// The last second of a day (RFC 3339): until when what is due or holds on it is due or holds.
pub(super) fn last(day: Date) -> String {
    format!("{day}T23:59:59+09:00")
}

/// A day that every format can say: the date-times of OSCAL begin with 1900 and end with 2999.
pub(super) fn sayable(day: Date) -> Option<Date> {
    (1900..=2999).contains(&day.year()).then_some(day)
}

/// The first moment of a day in milliseconds since 1970.
pub(super) fn milliseconds(day: Date) -> i64 {
    JST.to_timestamp(day.to_datetime(jiff::civil::Time::midnight()))
        .map_or(0, jiff::Timestamp::as_millisecond)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_and_ends_in_japan() {
        let day = "2023-10-12".parse().unwrap();
        assert_eq!(first(day), "2023-10-12T00:00:00+09:00");
        assert_eq!(last(day), "2023-10-12T23:59:59+09:00");
        assert_eq!(milliseconds(day), 1_697_036_400_000);
        let kept = ["1899-12-31", "1900-01-01", "2999-12-31", "3000-01-01", "-000001-01-01"]
            .map(|day| sayable(day.parse().unwrap()).is_some());
        assert_eq!(kept, [false, true, true, false, false]);
    }
}
