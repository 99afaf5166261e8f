//! Tables that calls print as CSV: a row is a record, its members are the asked columns, all of them texts.

use std::collections::BTreeSet;
use std::io::Read;

use ::csv::{Error, Reader};

use crate::submission::json::{Tree, Value as Json};

/// One row with its line.
pub(super) struct Row {
    pub(super) tree: Tree,
    pub(super) line: u64,
}

/// Why reading a table ended early, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) offset: u64,
    pub(super) line: u64,
    pub(super) why: String,
}

/// Hands every row of a table of at most `most` bytes to `take`, with the columns `asked`. Gives the number of values built.
pub(super) fn read(
    input: &mut dyn Read,
    most: u64,
    asked: &BTreeSet<&str>,
    take: &mut dyn FnMut(Row),
) -> Result<u64, Broken> {
    let whole = |why: String| Broken { offset: 0, line: 1, why };
    let mut bytes = Vec::new();
    input
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| whole(error.to_string()))?;
    if bytes.len() as u64 > most {
        return Err(whole(format!("the table is larger than {most} bytes")));
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let skipped = (bytes.len() - text.len()) as u64;
    let mut reader = Reader::from_reader(text);
    let headers = reader.headers().map_err(|error| broken(&error))?.clone();
    let mut built = 0;
    for row in reader.records() {
        let row = row.map_err(|error| broken(&error))?;
        let (offset, line) = row.position().map_or((0, 1), |at| (at.byte() + skipped, at.line()));
        let cells = headers.iter().zip(row.iter()).filter(|(name, _)| asked.contains(name));
        let members: Vec<(Box<str>, Tree)> = cells
            .map(|(name, cell)| (name.into(), Tree { offset, value: Json::String(cell.into()) }))
            .collect();
        built += members.len() as u64 + 1;
        take(Row { tree: Tree { offset, value: Json::Object(members) }, line });
    }
    Ok(built)
}

fn broken(error: &Error) -> Broken {
    let (offset, line) = error.position().map_or((0, 1), |at| (at.byte(), at.line()));
    // The words of the error would quote nothing of the file, but they name its columns by number only.
    Broken {
        offset,
        line,
        why: "a row has not as many columns as the header, or is no UTF-8".into(),
    }
}
