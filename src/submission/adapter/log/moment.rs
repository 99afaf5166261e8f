//! Moments as logs write them. Without a zone it is Japan's.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use crate::model::date;
use crate::model::log::Moment;

/// Hour, minute, second and zone, wherever they stand behind the date.
static CLOCK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<h>\d{1,2})(?::|時)(?P<m>\d{1,2})(?:分|:|$|[^0-9])?(?P<s>\d{1,2})?(?:秒)?(?:[.,]\d+)?",
        r"\s*(?P<zone>z|utc|gmt|jst|[+-]\d{2}:?\d{2})?",
    ))
    .ok()
});
/// The date of web servers' logs: `10/oct/2022:13:55:36 +0900`.
static WEB: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\[?(\d{1,2})/([a-z]{3})/(\d{4}):(.*?)\]?$").ok());

/// The moment a text says; none if it says none.
pub(super) fn parse(text: &str) -> Option<Moment> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(Moment(moment.as_second()));
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return of_epoch(text);
    }
    let text = text.nfkc().collect::<String>().to_lowercase();
    if let Some(found) = WEB.as_ref().and_then(|form| form.captures(&text)) {
        let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
        let day = date::parse(&format!("{} {} {}", part(1), part(2), part(3)))?;
        return at(day, part(4));
    }
    let behind = text
        .find(['t', ' '])
        .map_or_else(|| text.find('日').map(|at| at + '日'.len_utf8()), Some)?;
    at(date::parse(text.get(..behind)?.trim_end_matches('t'))?, text.get(behind..)?)
}

/// The day a text says, with or without a time.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    match parse(text) {
        Some(moment) => moment.day(),
        None => date::parse(text),
    }
}

fn at(day: Date, clock: &str) -> Option<Moment> {
    let found = CLOCK.as_ref()?.captures(clock)?;
    let number =
        |name: &str| found.name(name).map_or(Some(0), |part| part.as_str().parse::<i8>().ok());
    let time = Time::new(number("h")?, number("m")?, number("s")?, 0).ok()?;
    let zone = match found.name("zone").map(|zone| zone.as_str()) {
        None | Some("jst") => Offset::constant(9),
        Some("z" | "utc" | "gmt") => Offset::UTC,
        Some(signed) => offset(signed)?,
    };
    let moment = zone.to_timestamp(day.to_datetime(time)).ok()?;
    Some(Moment(moment.as_second()))
}

fn offset(signed: &str) -> Option<Offset> {
    let digits: String = signed.chars().filter(char::is_ascii_digit).collect();
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4)?.parse().ok()?;
    let seconds = (hours * 60 + minutes) * 60;
    Offset::from_seconds(if signed.starts_with('-') { -seconds } else { seconds }).ok()
}

/// Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their digits.
fn of_epoch(digits: &str) -> Option<Moment> {
    let number: i64 = digits.parse().ok()?;
    let divisor = match digits.len() {
        9 | 10 => 1,
        12 | 13 => 1_000,
        15 | 16 => 1_000_000,
        18 | 19 => 1_000_000_000,
        _ => return None,
    };
    Some(Moment(number / divisor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_logs_write() {
        let noon = Timestamp::from_second(1_664_765_696).unwrap();
        assert_eq!(noon.to_string(), "2022-10-03T02:54:56Z");
        let same = [
            "2022-10-03T02:54:56Z",
            "2022-10-03T11:54:56+09:00",
            "2022-10-03T11:54:56.123456+09:00",
            "2022-10-03T11:54:56+0900",
            "2022-10-03T11:54:56",
            "2022-10-03 11:54:56",
            "2022-10-03 02:54:56 UTC",
            "2022-10-03 11:54:56.123",
            "2022/10/3 11:54:56",
            "２０２２年１０月３日 １１時５４分５６秒",
            "令和4年10月3日11:54:56",
            "[03/Oct/2022:02:54:56 +0000]",
            "03/Oct/2022:11:54:56",
            "1664765696",
            "1664765696123",
            "1664765696123456",
        ];
        for text in same {
            assert_eq!(parse(text), Some(Moment(1_664_765_696)), "{text}");
        }
        assert_eq!(parse("2022/10/03 11:54"), Some(Moment(1_664_765_640)));
        for text in
            ["", "11:54:56", "2022-10-03", "2022-13-03 11:54", "2022-10-03 25:00:00", "soon", "42"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_needs_no_time() {
        let expected = Some(jiff::civil::date(2022, 10, 3));
        for text in ["2022-10-03", "令和4年10月3日", "2022-10-02T23:54:56Z", "1664765696"] {
            assert_eq!(day(text), expected, "{text}");
        }
        assert_eq!(day("明日"), None);
    }
}
