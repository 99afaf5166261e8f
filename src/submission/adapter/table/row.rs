//! One row of a table, whatever notation it was written in.

use std::rc::Rc;

use crate::model::place::Place;
use crate::model::report::Diagnostic;

/// A value as the notation has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    /// A text, a number, a date, `true` or `false`.
    Text(String),
    /// A list.
    List(Vec<Field>),
    /// Named values.
    Map(Vec<(String, Field)>),
}

/// A row as a notation gives it: names as written, empty values left out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) place: Place,
    pub(super) fields: Vec<(Rc<str>, Field)>,
}

/// A row whose columns are known, each at most once.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) place: Place,
    pub(super) fields: Vec<(&'static str, Rc<str>, Field)>,
}

/// Takes what the reader of a notation finds.
pub(super) trait Rows {
    /// One row.
    fn row(&mut self, row: Written);
    /// Something that is wrong with the file or a row.
    fn diagnostic(&mut self, diagnostic: Diagnostic);
}

impl Row {
    /// The value in the column `key`, with its name as written.
    pub(super) fn field(&self, key: &str) -> Option<(&str, &Field)> {
        let (_, name, field) = self.fields.iter().find(|(known, _, _)| *known == key)?;
        Some((name, field))
    }
}

impl Field {
    /// A text without the white space around it; none if nothing is left.
    pub(super) fn text(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self::Text(text.to_owned()))
    }

    /// How many values were built.
    pub(super) fn size(&self) -> u64 {
        match self {
            Self::Text(_) => 1,
            Self::List(items) => 1 + items.iter().map(Self::size).sum::<u64>(),
            Self::Map(items) => 1 + items.iter().map(|(_, item)| item.size()).sum::<u64>(),
        }
    }
}
