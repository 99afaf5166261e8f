//! Places in the evidence, in words: `path:line:column`, `#` and JSON Pointer, page, cell.

use crate::model::place::Place;
use crate::model::report::GapReport;
use crate::render::escape::terminal_text;

use super::page::{Page, shown};

/// `place` for people.
pub(super) fn place(page: &Page, report: &GapReport, place: &Place) -> String {
    let path = report.path(place.file).map(|path| terminal_text(path.raw()));
    let mut text = path.unwrap_or_else(|| page.pick("(不明なファイル)", "(unknown file)").into());
    if let Some(line) = place.line {
        text.extend([format!(":{line}")]);
        text.extend(place.column.map(|column| format!(":{column}")));
    }
    let parts = [
        place.page.map(|number| page.pick(format!("{number}ページ"), format!("page {number}"))),
        place
            .cell
            .as_ref()
            .map(|cell| page.pick(format!("欄 {}", shown(cell)), format!("cell {}", shown(cell)))),
        place.pointer.as_ref().map(|pointer| format!("#{}", shown(pointer))),
    ];
    let has_words = parts.iter().any(Option::is_some) || place.line.is_some();
    let byte = place.offset.filter(|_| !has_words);
    let byte = byte.map(|at| page.pick(format!("(先頭から{at}バイト)"), format!("(byte {at})")));
    for part in parts.into_iter().flatten().chain(byte) {
        text.push(' ');
        text.push_str(&part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::FileId;
    use crate::model::text::{Lang, Untrusted};
    use crate::render::terminal::sample;

    #[test]
    fn says_where_as_people_do() {
        let file = Place::file(FileId(1));
        let words = |text: &str| Some(Untrusted::new(text));
        let cases = [
            (file.clone(), "exports/s3.json", "exports/s3.json"),
            (
                Place { line: Some(4), column: Some(2), ..file.clone() },
                "exports/s3.json:4:2",
                "exports/s3.json:4:2",
            ),
            (
                Place { line: Some(4), offset: Some(90), pointer: words("/a/0"), ..file.clone() },
                "exports/s3.json:4 #/a/0",
                "exports/s3.json:4 #/a/0",
            ),
            (
                Place { page: Some(3), ..file.clone() },
                "exports/s3.json 3ページ",
                "exports/s3.json page 3",
            ),
            (
                Place { cell: words("B\u{1b}4"), ..file.clone() },
                "exports/s3.json 欄 B\\u{1b}4",
                "exports/s3.json cell B\\u{1b}4",
            ),
            (
                Place { offset: Some(7), ..file },
                "exports/s3.json (先頭から7バイト)",
                "exports/s3.json (byte 7)",
            ),
            (Place::file(FileId(99)), "(不明なファイル)", "(unknown file)"),
        ];
        for (at, ja, en) in cases {
            let said = |lang| place(&Page::new(&sample::options(lang, 80)), &sample::draft(), &at);
            assert_eq!((said(Lang::Ja).as_str(), said(Lang::En).as_str()), (ja, en));
        }
    }
}
