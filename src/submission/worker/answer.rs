//! What the worker writes and the parent reads: one JSON object, `{"ok":…}` or `{"fault":…}`.

use serde::{Deserialize, Serialize};

use crate::submission::pdf::{PdfFault, PdfText};

/// The answer of a worker that decodes a PDF file.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PdfAnswer {
    /// The file was read.
    Ok(PdfText),
    /// It was not, and this is why.
    Fault(PdfFault),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::submission::pdf::{CutReason, PdfCounters};

    #[test]
    fn the_answer_is_one_json_object() {
        let text = PdfText {
            pages: vec!["関所\n".to_owned()],
            counters: PdfCounters { glyphs: 2, ..PdfCounters::default() },
        };
        let cut = PdfFault::Cut { what: CutReason::MissingPages { found: 1, declared: 2 } };
        for (answer, json) in [
            (
                PdfAnswer::Ok(text),
                r#"{"ok":{"pages":["関所\n"],"counters":{"glyphs":2,"unmapped":0,"guessed":0,"invisible":0,"offpage":0,"images":0,"image_pages":0,"cut":0}}}"#,
            ),
            (PdfAnswer::Fault(PdfFault::Invalid), r#"{"fault":{"kind":"invalid"}}"#),
            (
                PdfAnswer::Fault(cut),
                r#"{"fault":{"kind":"cut","what":{"reason":"missing-pages","found":1,"declared":2}}}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&answer).unwrap(), json);
            assert_eq!(serde_json::from_str::<PdfAnswer>(json).unwrap(), answer);
        }
    }
}
