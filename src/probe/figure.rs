//! Figures in Japanese and English text: shares and times with their unit, compared in one unit.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use unicode_normalization::UnicodeNormalization;

use crate::model::commitment::{Dimension, Figure, Unit};

use super::predicate::thousandths;

/// A number with its unit. The hour of a clock, the day of a month and working days are no figures.
static FORMS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<before>[年月時]\s*)?",
        r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s*",
        r"(?:(?P<percent>%|パーセント|percent(?-u:\b))",
        r"|(?P<hours>時間|hours?(?-u:\b)|hrs?(?-u:\b)|h(?-u:\b))",
        r"|(?P<minutes>分|minutes?(?-u:\b)|mins?(?-u:\b))",
        r"|(?P<days>日|days?(?-u:\b)))",
    ))
    .ok()
});

/// A figure with the words that say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// The figure.
    pub(crate) figure: Figure,
    /// Its words, under NFKC and in lower case.
    pub(crate) words: String,
}

/// Every figure of `dimension` in a text, in order. `1時間30分` is one figure.
pub(crate) fn figures(text: &str, dimension: Dimension) -> Vec<Said> {
    let text = text.nfkc().collect::<String>().to_lowercase();
    let Some(forms) = FORMS.as_ref() else { return Vec::new() };
    let mut said: Vec<Said> = Vec::new();
    let mut last: Option<(Unit, usize)> = None;
    for found in forms.captures_iter(&text) {
        let end = found.get(0).map_or(0, |whole| whole.end());
        let Some((unit, figure, words)) = figure(&found) else {
            last = None;
            continue;
        };
        let follows = last == found.name("number").map(|number| (Unit::Hours, number.start()));
        match said.last_mut().filter(|_| follows && unit == Unit::Minutes) {
            Some(hours) => {
                hours.figure.thousandths =
                    hours.figure.thousandths.saturating_add(figure.thousandths);
                hours.words.push_str(words);
            }
            None if figure.dimension == dimension => {
                said.push(Said { figure, words: words.to_owned() });
            }
            None => {}
        }
        last = Some((unit, end));
    }
    said
}

fn figure<'t>(found: &Captures<'t>) -> Option<(Unit, Figure, &'t str)> {
    let units = [
        ("percent", Unit::Percent),
        ("hours", Unit::Hours),
        ("minutes", Unit::Minutes),
        ("days", Unit::Days),
    ];
    let (_, unit) = units.into_iter().find(|(name, _)| found.name(name).is_some())?;
    let before = found.name("before").map(|before| before.as_str().trim_end());
    let is_calendar = match unit {
        Unit::Days => before == Some("月"),
        Unit::Minutes => before == Some("時"),
        Unit::Percent | Unit::Hours => false,
    };
    let number = found.name("number")?;
    let value = thousandths(&number.as_str().replace(',', ""))?;
    let whole = found.get(0)?;
    let words = whole.as_str().get(number.start() - whole.start()..)?;
    (!is_calendar).then_some((unit, unit.figure(value)?, words))
}

/// Every number in a text in thousandths, with or without a unit.
pub(crate) fn numbers(text: &str) -> Vec<i64> {
    let text = text.nfkc().collect::<String>();
    let words = text.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    words.filter_map(|word| thousandths(word.trim_end_matches('.'))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_a_unit() {
        let share: &[(&str, &[i64])] = &[
            ("月間稼働率は99.95%以上", &[99_950]),
            ("９９．９５ ％", &[99_950]),
            ("99.9パーセント、又は 99.99 percent", &[99_900, 99_990]),
            ("99.95", &[]),
            ("99.9999%", &[]),
        ];
        let time: &[(&str, &[i64])] = &[
            ("4時間以内", &[240_000]),
            ("１時間30分以内", &[90_000]),
            ("within 15 minutes", &[15_000]),
            ("1.5 hours", &[90_000]),
            ("14日前までに", &[20_160_000]),
            ("at least 14 days in advance", &[20_160_000]),
            ("2022年4月1日から", &[]),
            ("午前9時30分に", &[]),
            ("5営業日以内", &[]),
            ("10 business days", &[]),
            ("1,440分", &[1_440_000]),
            ("1時間、30分", &[60_000, 30_000]),
        ];
        for (dimension, table) in [(Dimension::Share, share), (Dimension::Time, time)] {
            for (text, expected) in table {
                let found: Vec<i64> =
                    figures(text, dimension).iter().map(|said| said.figure.thousandths).collect();
                assert_eq!(found, *expected, "{text}");
            }
        }
    }

    #[test]
    fn the_words_are_those_of_the_text() {
        let words = |text| figures(text, Dimension::Time).pop().map(|said| said.words);
        assert_eq!(words("月1回、４ 時間以内").as_deref(), Some("4 時間"));
    }

    #[test]
    fn numbers_need_no_unit() {
        assert_eq!(numbers("| 2022-08 | 99.99 | 100. |"), [2_022_000, 8000, 99_990, 100_000]);
    }
}
