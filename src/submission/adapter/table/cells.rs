//! The cells of one row as the record types want them. What cannot be understood is left out and named.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::model::commitment::Measured;
use crate::model::date;
use crate::model::place::Place;
use crate::model::record::Milestone;
use crate::model::report::{Diagnostic, Severity};
use crate::model::text::{Bilingual, Untrusted};
use crate::submission::adapter::{Sink, declared};
use crate::submission::diagnostics::diagnostic;

use super::row::{Field, Row};
use super::shape::{Table, folded};

/// Words of one kind: value, word in files, word for people.
pub(super) type Word<T> = (T, &'static str, Bilingual);

/// Reads the cells of one row.
pub(crate) struct Cells<'a, 's> {
    pub(super) table: &'a Table,
    pub(super) row: &'a Row,
    pub(super) sink: &'s mut dyn Sink,
}

impl Cells<'_, '_> {
    /// Where the record stands: the row, and the column that matters most.
    pub(super) fn place(&self) -> Place {
        self.at(self.table.cell)
    }

    /// A text as written; empty if there is none.
    pub(super) fn text(&self, key: &str) -> Untrusted {
        Untrusted::new(self.written(key).unwrap_or_default())
    }

    /// An id or another word that is compared, without width.
    pub(super) fn name(&self, key: &str) -> Untrusted {
        Untrusted::new(self.written(key).map(|text| narrow(&text)).unwrap_or_default())
    }

    /// The path of a file of the submission.
    pub(super) fn path(&self, key: &str) -> Option<Untrusted> {
        let written = self.written(key)?;
        let slashes = written.replace('\\', "/");
        Some(Untrusted::new(declared::normal(&slashes).into_owned()))
    }

    /// Paths of files of the submission: an array, or one text with `|` between them.
    pub(super) fn paths(&self, key: &str) -> Vec<Untrusted> {
        let normal = |path: &Untrusted| {
            Untrusted::new(declared::normal(&path.raw().replace('\\', "/")).into_owned())
        };
        self.texts(key).iter().map(normal).collect()
    }

    /// A list of words: an array, or one text with `|` between them.
    pub(super) fn list(&self, key: &str) -> Vec<Untrusted> {
        self.texts(key).iter().map(|text| Untrusted::new(narrow(text.raw()))).collect()
    }

    fn texts(&self, key: &str) -> Vec<Untrusted> {
        let Some((_, field)) = self.row.field(key) else { return Vec::new() };
        let texts = match field {
            Field::Text(text) => pieces(text),
            Field::List(items) => items.iter().filter_map(plain).collect(),
            Field::Map(_) => Vec::new(),
        };
        texts.into_iter().map(Untrusted::new).collect()
    }

    /// What was measured: a list of `month` and `value`, or `2022-08=99.99` with `|` between them.
    pub(super) fn measured(&mut self, key: &str) -> Vec<Measured> {
        let entries: Vec<(String, String)> = match self.row.field(key) {
            None | Some((_, Field::Map(_))) => Vec::new(),
            Some((_, Field::Text(text))) => pieces(text).iter().map(|text| entry(text)).collect(),
            Some((_, Field::List(items))) => items.iter().filter_map(entry_of).collect(),
        };
        let mut measured = Vec::new();
        for (month, written) in entries {
            match thousandths(&narrow(&written)) {
                Some(value) => measured.push(Measured { month: first_day(&month), value }),
                None => self.note_number(key, &written),
            }
        }
        measured
    }

    /// A date, in any form that people write.
    pub(super) fn date(&mut self, key: &str) -> Option<Date> {
        let written = self.written(key)?;
        let date = date::parse(&written);
        if date.is_none() {
            self.note_date(key, &written);
        }
        date
    }

    /// A number in thousandths.
    pub(super) fn thousandths(&mut self, key: &str) -> Option<i64> {
        let written = self.written(key)?;
        let value = thousandths(&narrow(&written));
        if value.is_none() {
            self.note_number(key, &written);
        }
        value
    }

    /// A word of a closed list, in English or Japanese.
    pub(super) fn word<T: Copy>(&mut self, key: &str, words: &[Word<T>]) -> Option<T> {
        let written = self.written(key)?;
        let given = folded(&written);
        let same = |word: &str| folded(word) == given;
        let found = words
            .iter()
            .find(|(_, id, _)| *id == written)
            .or_else(|| {
                words.iter().find(|(_, id, title)| same(id) || same(title.ja) || same(title.en))
            })
            .map(|(value, _, _)| *value);
        if found.is_none() {
            let ja: Vec<String> =
                words.iter().map(|(_, id, title)| format!("{id}({})", title.ja)).collect();
            let en: Vec<&str> = words.iter().map(|(_, id, _)| *id).collect();
            self.note(key, &written, diagnostic(
                Severity::Warning,
                "unknown-word",
                format!("認められた語ではないため、空欄として扱いました。次のいずれかを書いてください: {}", ja.join("、")),
                format!("not a known word and treated as empty; write one of {}", en.join(", ")),
            ));
        }
        found
    }

    /// Steps of a plan: a list of `name`, `date`, `done`, or `name@date` and `!` for done with `|` between them.
    pub(super) fn milestones(&mut self, key: &str) -> Vec<Milestone> {
        let steps: Vec<(String, String, bool)> = match self.row.field(key) {
            None | Some((_, Field::Map(_))) => Vec::new(),
            Some((_, Field::Text(text))) => pieces(text).iter().map(|text| step(text)).collect(),
            Some((_, Field::List(items))) => items.iter().filter_map(step_of).collect(),
        };
        let mut milestones = Vec::new();
        for (name, written, done) in steps {
            let date = date::parse(&written);
            if date.is_none() {
                self.note_date(key, &written);
            }
            milestones.push(Milestone { name: Untrusted::new(name), date, done });
        }
        milestones
    }

    /// Says that the row repeats the key of the row on `line`.
    pub(super) fn note_repeated(&mut self, key: &str, line: Option<u64>) {
        let written = self.written(key).unwrap_or_default();
        let line = line.unwrap_or_default();
        self.note(
            key,
            &written,
            diagnostic(
                Severity::Warning,
                "repeated-row",
                format!("{line}行目と同じ項目がもう一度あります。どちらも申告として扱います。"),
                format!("the same item stands on line {line} already; both count as claims"),
            ),
        );
    }

    /// Says that the row does not say what it is about.
    pub(super) fn note_unnamed(&mut self, key: &str) {
        self.note(
            key,
            "",
            diagnostic(
                Severity::Warning,
                "unnamed-row",
                format!("{key} が空のため、この行を読みませんでした。"),
                format!("the row was not read: {key} is empty"),
            ),
        );
    }

    fn note_number(&mut self, key: &str, written: &str) {
        self.note(
            key,
            written,
            diagnostic(
                Severity::Warning,
                "bad-number",
                "小数第3位までの数ではないため、空欄として扱いました。",
                "not a number of at most three decimals; treated as empty",
            ),
        );
    }

    fn note_date(&mut self, key: &str, written: &str) {
        self.note(key, written, diagnostic(
            Severity::Warning,
            "bad-date",
            "日付として読めないため、空欄として扱いました。2026-03-31 または 令和8年3月31日 の形で書いてください。",
            "not a date and treated as empty; write it as 2026-03-31",
        ));
    }

    fn note(&mut self, key: &str, written: &str, diagnostic: Diagnostic) {
        let subject = (!written.is_empty()).then(|| Untrusted::new(written).cut(80));
        self.sink.diagnostic(Diagnostic { subject, place: Some(self.at(key)), ..diagnostic });
    }

    fn at(&self, key: &str) -> Place {
        let cell = self.row.field(key).map(|(name, _)| Untrusted::new(name));
        Place { cell, ..self.row.place.clone() }
    }

    pub(super) fn written(&self, key: &str) -> Option<String> {
        plain(self.row.field(key)?.1)
    }
}

/// A text, or texts with ` | ` between them.
fn plain(field: &Field) -> Option<String> {
    match field {
        Field::Text(text) => Some(text.clone()),
        Field::List(items) => Some(items.iter().filter_map(plain).collect::<Vec<_>>().join(" | ")),
        Field::Map(_) => None,
    }
}

fn pieces(text: &str) -> Vec<String> {
    let pieces = text.split(['|', '｜']).map(str::trim).filter(|piece| !piece.is_empty());
    pieces.map(str::to_owned).collect()
}

fn narrow(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_owned()
}

/// Name, date as written and whether it is done, of `name@date!`.
fn step(text: &str) -> (String, String, bool) {
    let (text, done) = match text.strip_suffix(['!', '！']) {
        Some(text) => (text, true),
        None => (text, false),
    };
    let (name, date) = text.rsplit_once(['@', '＠']).unwrap_or((text, ""));
    (name.trim().to_owned(), date.trim().to_owned(), done)
}

fn step_of(field: &Field) -> Option<(String, String, bool)> {
    match field {
        Field::Text(text) => Some(step(text)),
        Field::List(_) => None,
        Field::Map(members) => {
            let get = |name: &str| {
                let member = members.iter().find(|(key, _)| folded(key) == name)?;
                plain(&member.1)
            };
            let done = get("done").is_some_and(|done| folded(&done) == "true");
            Some((get("name")?, get("date").unwrap_or_default(), done))
        }
    }
}

/// Month and value of `2022-08=99.99`; a value alone has no month.
fn entry(text: &str) -> (String, String) {
    let (month, value) = text.split_once(['=', '＝']).unwrap_or(("", text));
    (month.trim().to_owned(), value.trim().to_owned())
}

fn entry_of(field: &Field) -> Option<(String, String)> {
    match field {
        Field::Text(text) => Some(entry(text)),
        Field::List(_) => None,
        Field::Map(members) => {
            let get = |name: &str| {
                let member = members.iter().find(|(key, _)| folded(key) == name)?;
                plain(&member.1)
            };
            Some((get("month").unwrap_or_default(), get("value")?))
        }
    }
}

/// The first day of `2022-08`, `2022/8`, `2022年8月` or `令和4年8月`.
fn first_day(month: &str) -> Option<Date> {
    let month = narrow(month);
    let month = month.trim_end_matches('月').trim_end();
    ["-1", "/1", "月1日"].iter().find_map(|day| date::parse(&format!("{month}{day}")))
}

/// `99.95` as 99950. A percent sign may follow; commas may part thousands.
fn thousandths(text: &str) -> Option<i64> {
    let text = text.trim_end_matches('%').trim_end().replace(',', "");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_negative = whole.starts_with('-');
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let fraction = fraction.trim_end_matches('0');
    if digits.is_empty() || !is_digits(digits) || !is_digits(fraction) || fraction.len() > 3 {
        return None;
    }
    let whole = digits.parse::<i64>().ok()?.checked_mul(1000)?;
    let fraction = format!("{fraction:0<3}").parse::<i64>().ok()?;
    let value = whole.checked_add(fraction)?;
    Some(if is_negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact() {
        let cases = [
            ("99.95", Some(99_950)),
            ("99.95%", Some(99_950)),
            ("99.995", Some(99_995)),
            ("4", Some(4000)),
            ("1,440", Some(1_440_000)),
            ("-0.5", Some(-500)),
            ("99.9000", Some(99_900)),
            ("99.9995", None),
            ("", None),
            (".5", None),
            ("1.2.3", None),
            ("4時間", None),
            ("9223372036854775807", None),
        ];
        for (text, expected) in cases {
            assert_eq!(thousandths(text), expected, "{text}");
        }
    }

    #[test]
    fn months_are_written_in_many_ways() {
        let cases = [
            ("2022-08", Some("2022-08-01")),
            ("2022/8", Some("2022-08-01")),
            ("２０２２年８月", Some("2022-08-01")),
            ("令和4年8月", Some("2022-08-01")),
            ("2022-13", None),
            ("8月", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let found = first_day(text).map(|day| day.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
        assert_eq!(entry("2022-08 = 99.99"), ("2022-08".into(), "99.99".into()));
        assert_eq!(entry("100"), (String::new(), "100".into()));
    }

    #[test]
    fn steps_say_name_date_and_whether_done() {
        let cases = [
            ("設計@2023-12-01!", ("設計", "2023-12-01", true)),
            ("試験@令和6年2月1日", ("試験", "令和6年2月1日", false)),
            ("a@b＠2024-01-01！", ("a@b", "2024-01-01", true)),
            ("公開", ("公開", "", false)),
        ];
        for (text, (name, date, done)) in cases {
            assert_eq!(step(text), (name.into(), date.into(), done), "{text}");
        }
    }
}
