//! What a table is: its columns, how its files are recognised, and how a row becomes a record.

use unicode_normalization::UnicodeNormalization;

use crate::model::record::Record;
use crate::submission::adapter::AdapterMeta;

use super::cells::Cells;

/// One kind of table.
pub(crate) struct Table {
    pub(super) meta: &'static AdapterMeta,
    /// The first ones name a row: rows that agree in all of `key` are repetitions.
    pub(super) columns: &'static [Column],
    pub(super) key: &'static [&'static str],
    /// Columns of which one set must be there for a file to be recognised without being declared.
    pub(super) signatures: &'static [&'static [&'static str]],
    /// Whether the columns of the signature are so common that the rest must fit as well.
    pub(super) is_common: bool,
    /// The column a reader is sent to.
    pub(super) cell: &'static str,
    pub(super) record: fn(&mut Cells<'_, '_>) -> Record,
}

/// A column by its key and its Japanese name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) key: &'static str,
    pub(super) ja: &'static str,
}

/// What the head of a file shows of a table.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sketched {
    /// Column names as written.
    pub(super) names: Vec<String>,
    /// What the first rows have under `id` or its Japanese name.
    pub(super) ids: Vec<String>,
}

impl Table {
    /// The column written `name`.
    pub(super) fn column(&self, name: &str) -> Option<&'static Column> {
        let name = folded(name);
        self.columns.iter().find(|column| folded(column.key) == name || folded(column.ja) == name)
    }

    /// Whether a line has the words of the columns that name a row.
    pub(super) fn may_head(&self, line: &str) -> bool {
        let line = folded(line);
        let has = |column: &Column| {
            line.contains(&folded(column.key)) || line.contains(&folded(column.ja))
        };
        self.columns.iter().filter(|column| self.key.contains(&column.key)).all(has)
    }

    /// Whether a file with this head is such a table.
    pub(super) fn fits(&self, sketched: &Sketched) -> bool {
        let known: Vec<&str> = sketched
            .names
            .iter()
            .filter_map(|name| self.column(name))
            .map(|column| column.key)
            .collect();
        let has = |signature: &&[&str]| signature.iter().all(|key| known.contains(key));
        let is_ours = !self.is_common
            || known.len() == sketched.names.len()
            || sketched.ids.iter().any(|id| is_requirement_id(id));
        self.signatures.iter().any(has) && is_ours
    }

    /// Whether a file that is declared to be this table can be read as one.
    pub(super) fn is_readable(&self, sketched: &Sketched) -> bool {
        self.key.iter().all(|key| {
            sketched
                .names
                .iter()
                .any(|name| self.column(name).is_some_and(|column| column.key == *key))
        })
    }
}

/// Three parts joined by hyphens, the last three digits: the shape that all editions have in common.
fn is_requirement_id(text: &str) -> bool {
    let text: String = text.nfkc().collect();
    let parts: Vec<&str> = text.trim().split('-').collect();
    let is_word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric());
    match parts.as_slice() {
        [edition, section, number] => {
            is_word(edition)
                && is_word(section)
                && number.len() == 3
                && number.bytes().all(|byte| byte.is_ascii_digit())
        }
        _ => false,
    }
}

/// A word without width, case, spaces and the marks that people vary.
pub(super) fn folded(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '/' | '・' | '･'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{ANSWERS, CERTIFICATES, COMMITMENTS, PLAN, SERVICES};
    use super::*;

    const ALL: [&Table; 5] = [&SERVICES, &CERTIFICATES, &COMMITMENTS, &PLAN, &ANSWERS];

    #[test]
    fn columns_are_unambiguous_and_documented() {
        for table in ALL {
            let id = table.meta.id;
            let mut names: Vec<String> = table
                .columns
                .iter()
                .flat_map(|column| [folded(column.key), folded(column.ja)])
                .collect();
            names.sort_unstable();
            names.dedup();
            let equal = table.columns.iter().filter(|c| folded(c.key) == folded(c.ja)).count();
            assert_eq!(names.len(), table.columns.len() * 2 - equal, "{id}");
            for column in table.columns {
                let text = table.meta.recognised_by;
                assert!(
                    text.ja.contains(column.ja) && text.ja.contains(column.key),
                    "{id} {column:?}"
                );
                assert!(text.en.contains(column.key), "{id} {column:?}");
            }
            for key in table
                .key
                .iter()
                .chain([&table.cell])
                .chain(table.signatures.iter().copied().flatten())
            {
                assert!(table.columns.iter().any(|column| column.key == *key), "{id} {key}");
            }
        }
    }

    #[test]
    fn a_header_belongs_to_one_table() {
        let cases: &[(&str, &str, Option<&str>)] = &[
            ("id,status", "", Some("answers")),
            ("id,status,備考", "GC22-STO-007", Some("answers")),
            ("id,status,備考", "ＧＣ２２-ＳＴＯ-００７", Some("answers")),
            ("id,status,name", "i-0123", None),
            ("要件ID,回答,提供形態,対応予定日,担当", "", Some("answers")),
            ("要件 ＩＤ,回 答", "", Some("answers")),
            ("id,owner,date", "", Some("plan")),
            ("要件ID,担当,完了予定日,マイルストーン", "", Some("plan")),
            ("id,owner,date,amount", "INV-1", None),
            ("id,name,status,capabilities", "", Some("services")),
            ("サービスID,サービス名,提供状況,機能", "", Some("services")),
            ("id,name,status", "", None),
            ("standard,number,valid_until", "", Some("certificates")),
            ("規格,登録・認証番号,有効期限", "", Some("certificates")),
            ("service,metric,value,unit", "", Some("commitments")),
            ("サービスID,指標,値,単位", "", Some("commitments")),
            ("user,arn,user_creation_time", "", None),
            ("", "", None),
        ];
        for (names, id, expected) in cases {
            let names = names.split(',').map(str::to_owned).collect();
            let sketched = Sketched { names, ids: vec![(*id).to_owned()] };
            let found: Vec<&str> = ALL
                .iter()
                .filter(|table| table.fits(&sketched))
                .map(|table| table.meta.id)
                .collect();
            assert_eq!(found, expected.iter().copied().collect::<Vec<_>>(), "{sketched:?}");
        }
    }
}
