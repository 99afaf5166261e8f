//! CSV for spreadsheet programs: one row per requirement, one heading row, one datum per cell.
//!
//! UTF-8 with a byte order mark, without which Excel reads another encoding; CRLF and quoting as in RFC 4180. Every cell, our own
//! texts included, passes the escape. Days are ISO 8601 alone, which spreadsheet programs sort by.

mod column;

use crate::model::report::GapReport;
use crate::model::text::Bilingual;

use super::escape::csv_cell;
use super::wording::Wording;
use super::{Format, RenderOptions};
use column::{COLUMNS, Row};

pub(super) const FORMAT: Format = Format {
    id: "csv",
    extension: "csv",
    title: Bilingual {
        ja: "CSV(要件ごとに1行、BOM付きUTF-8)",
        en: "CSV, one row per requirement (UTF-8 with BOM)",
    },
    render: |report, options| render(report, options).into_bytes(),
};

/// Most characters of one text of the submission.
const UNTRUSTED: usize = 2000;
/// Byte order mark.
const BOM: char = '\u{feff}';

fn render(report: &GapReport, options: &RenderOptions) -> String {
    let words = Wording::new(options.lang, str::to_owned, UNTRUSTED);
    let mut text = String::from(BOM);
    line(&mut text, COLUMNS.iter().map(|column| words.word(column.heading).to_owned()));
    for finding in &report.findings {
        let row = Row::new(words, report, finding);
        line(&mut text, COLUMNS.iter().map(|column| (column.cell)(&row).unwrap_or_default()));
    }
    text
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<_> = cells.map(|cell| csv_cell(&cell)).collect();
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::text::Lang;
    use crate::render::{hostile, sample};

    /// Stands for a harmless text of a submission.
    const WORD: &str = "架空語";

    fn table(report: &GapReport, lang: Lang) -> Vec<Vec<String>> {
        let text = render(report, &sample::options(lang, 80));
        let text = text.strip_prefix(BOM).unwrap();
        assert!(text.ends_with("\r\n"));
        assert_eq!(text.matches('\n').count(), report.findings.len() + 1, "one line per row");
        let mut reader =
            ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
        rows.collect()
    }

    /// The value of a cell, read back.
    fn read(text: &str) -> String {
        let line = csv_cell(text);
        let mut reader =
            ::csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
        reader.records().next().map(|row| row.unwrap()[0].to_owned()).unwrap_or_default()
    }

    #[test]
    fn no_text_of_a_submission_leaves_its_cell() {
        let harmless = sample::everywhere(WORD);
        for lang in [Lang::Ja, Lang::En] {
            let expected = table(&harmless, lang);
            for word in hostile::corpus() {
                let word = crate::model::text::Untrusted::new(word.as_str())
                    .cut(UNTRUSTED)
                    .raw()
                    .to_owned();
                let found = table(&sample::everywhere(&word), lang);
                for (found, expected) in found.iter().flatten().zip(expected.iter().flatten()) {
                    assert_eq!(*found, read(&expected.replace(WORD, &word)), "{word:?}");
                    assert!(!found.starts_with(['=', '+', '-', '@', '\t', '\r']), "{word:?}");
                    assert!(!found.contains(char::is_control), "{word:?}");
                }
                assert_eq!(found.len(), expected.len());
            }
        }
    }

    #[test]
    fn a_row_says_verdict_place_and_remedy() {
        let cases = [
            (
                Lang::Ja,
                [
                    ("要件ID", "GC22-STO-003"),
                    ("判定", "不適合"),
                    ("必須・任意", "必須"),
                    ("回答", "対応済"),
                    ("根拠の場所", "exports/s3.json:231 #/Buckets/0"),
                    ("違反件数", "2"),
                    ("ほかの確認内容の件数", "43"),
                    ("基準日", "2023-10-12"),
                ],
            ),
            (
                Lang::En,
                [
                    ("requirement", "GC22-STO-003"),
                    ("verdict", "unmet"),
                    ("obligation", "mandatory"),
                    ("answer", "met"),
                    ("place", "exports/s3.json:231 #/Buckets/0"),
                    ("violating", "2"),
                    ("further observations", "43"),
                    ("as of", "2023-10-12"),
                ],
            ),
        ];
        for (lang, cells) in cases {
            let table = table(&sample::draft(), lang);
            for (heading, cell) in cells {
                let at = table[0].iter().position(|known| known == heading).unwrap();
                assert_eq!(table[3][at], cell, "{heading}");
            }
        }
    }

    #[test]
    fn plans_reviews_and_dispositions_have_their_cells() {
        let table = table(&sample::draft(), Lang::En);
        let cell = |row: usize, heading: &str| {
            let at = table[0].iter().position(|known| known == heading).unwrap();
            table[row][at].as_str()
        };
        assert_eq!((cell(2, "planned for"), cell(2, "plan counts")), ("2025-03-31", "yes"));
        assert_eq!(cell(4, "plan counts"), "no: its date has passed");
        assert!(cell(6, "review").contains("架空 太郎"));
        assert!(cell(7, "disposition").contains("架空 花子"));
        assert!(cell(3, "contradiction").contains("the evidence shows otherwise"));
        assert_eq!(cell(1, "contradiction"), "");
    }

    #[test]
    fn headings_are_distinct() {
        for lang in [Lang::Ja, Lang::En] {
            let mut headings = table(&sample::draft(), lang).swap_remove(0);
            assert_eq!(headings.len(), COLUMNS.len());
            headings.sort();
            headings.dedup();
            assert_eq!(headings.len(), COLUMNS.len());
        }
    }
}
