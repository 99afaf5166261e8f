//! Calendar dates as people write them: ISO 8601, slashes, Japanese with Western or era years, English months.
//!
//! Source of the eras: the government's tables; 令和 from 2019-05-01, 平成 from 1989-01-08, 昭和 from 1926-12-25.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};
use unicode_normalization::UnicodeNormalization;

/// Eras: name, letter, year before their first.
const ERAS: &[(&str, &str, i16)] = &[("令和", "r", 2018), ("平成", "h", 1988), ("昭和", "s", 1925)];
const MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Every form in one pattern; the groups tell which.
static FORMS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<iso>\d{4})[-/.](?P<iso_m>\d{1,2})[-/.](?P<iso_d>\d{1,2})",
        r"|(?P<era>令和|平成|昭和)\s*(?P<era_y>元|\d{1,2})\s*年\s*(?P<era_m>\d{1,2})\s*月\s*(?P<era_d>\d{1,2})\s*日",
        r"|(?P<ja>\d{4})\s*年\s*(?P<ja_m>\d{1,2})\s*月\s*(?P<ja_d>\d{1,2})\s*日",
        r"|(?P<short>[rhs])(?P<short_y>\d{1,2})\.(?P<short_m>\d{1,2})\.(?P<short_d>\d{1,2})",
        r"|(?P<en_d>\d{1,2})\s+(?P<en_m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?P<en>\d{4})",
        r"|(?P<us_m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?P<us_d>\d{1,2}),?\s+(?P<us>\d{4})",
    ))
    .ok()
});

/// The date a text is, or begins with before a time.
pub fn parse(text: &str) -> Option<Date> {
    let text = folded(text);
    let found = FORMS.as_ref()?.captures(text.trim())?;
    let starts = found.get(0).is_some_and(|whole| whole.start() == 0);
    let rest = found.get(0).and_then(|whole| text.trim().get(whole.end()..)).unwrap_or_default();
    let time_follows = rest.is_empty() || rest.starts_with(['t', ' ', '(', '（']);
    (starts && time_follows).then(|| date(&found)).flatten()
}

/// Every date in a text, in order.
pub fn find_all(text: &str) -> Vec<Date> {
    let text = folded(text);
    FORMS
        .as_ref()
        .map(|forms| forms.captures_iter(&text).filter_map(|found| date(&found)).collect())
        .unwrap_or_default()
}

/// A date in a Japanese report: ISO 8601 with the era beside it.
pub fn in_japanese(date: Date) -> String {
    let era = [
        ("令和", 2018, (2019, 5, 1)),
        ("平成", 1988, (1989, 1, 8)),
        ("昭和", 1925, (1926, 12, 25)),
    ];
    let day = (date.year(), date.month(), date.day());
    match era.into_iter().find(|(_, _, from)| day >= *from) {
        Some((name, before, _)) if date.year() - before == 1 => {
            format!("{date}({name}元年{}月{}日)", date.month(), date.day())
        }
        Some((name, before, _)) => {
            format!("{date}({name}{}年{}月{}日)", date.year() - before, date.month(), date.day())
        }
        None => date.to_string(),
    }
}

fn folded(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

fn date(found: &Captures<'_>) -> Option<Date> {
    let number = |name: &str| found.name(name)?.as_str().parse::<i16>().ok();
    let month = |name: &str| {
        let at =
            MONTHS.iter().position(|month| Some(*month) == found.name(name).map(|m| m.as_str()))?;
        i16::try_from(at + 1).ok()
    };
    let era_year = |era: &str, year: i16| {
        ERAS.iter()
            .find(|(name, letter, _)| *name == era || *letter == era)
            .map(|(_, _, before)| before + year)
    };
    let (year, month, day) = if let Some(year) = number("iso") {
        (year, number("iso_m")?, number("iso_d")?)
    } else if let Some(era) = found.name("era") {
        let year = number("era_y").or((found.name("era_y")?.as_str() == "元").then_some(1))?;
        (era_year(era.as_str(), year)?, number("era_m")?, number("era_d")?)
    } else if let Some(year) = number("ja") {
        (year, number("ja_m")?, number("ja_d")?)
    } else if let Some(era) = found.name("short") {
        (era_year(era.as_str(), number("short_y")?)?, number("short_m")?, number("short_d")?)
    } else if let Some(year) = number("en") {
        (year, month("en_m")?, number("en_d")?)
    } else {
        (number("us")?, month("us_m")?, number("us_d")?)
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        let cases = [
            ("2023-10-12", Some("2023-10-12")),
            ("2023/1/5", Some("2023-01-05")),
            ("2023-10-12T01:02:03Z", Some("2023-10-12")),
            ("令和5年10月12日", Some("2023-10-12")),
            ("令和元年５月１日", Some("2019-05-01")),
            ("平成31年4月30日", Some("2019-04-30")),
            ("R5.4.1", Some("2023-04-01")),
            ("31 March 2024", Some("2024-03-31")),
            ("March 31, 2024", Some("2024-03-31")),
            ("2023-02-30", None),
            ("2023", None),
            ("約 2023-10-12", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn finds_every_date_of_a_certificate() {
        let text = "有効期間:2022年4月1日から令和7年3月31日まで";
        assert_eq!(
            find_all(text).iter().map(Date::to_string).collect::<Vec<_>>(),
            ["2022-04-01", "2025-03-31"]
        );
    }

    #[test]
    fn writes_the_era_beside_it() {
        let day = |text: &str| parse(text).map(in_japanese);
        assert_eq!(day("2026-03-31").as_deref(), Some("2026-03-31(令和8年3月31日)"));
        assert_eq!(day("2019-05-01").as_deref(), Some("2019-05-01(令和元年5月1日)"));
    }
}
