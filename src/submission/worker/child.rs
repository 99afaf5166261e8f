//! The worker's side: confine, read, decode, answer.

use std::io::{self, Read, Write};
use std::thread;

use crate::submission::pdf::{self, CutReason, PdfFault, PdfLimits};

use super::WorkerKind;
use super::answer::PdfAnswer;
use super::confine::confine;

/// Bytes of one file that a worker reads.
const INPUT_BYTES: u64 = 200 << 20;
/// Stack of the decoding thread: nested objects of a file are read by recursion.
const STACK_BYTES: usize = 32 << 20;

/// Decodes standard input and writes the answer to standard output.
///
/// # Errors
///
/// If no answer was written: the limits could not be set, standard input or output failed, or the
/// decoder panicked. The executable must then end with a status other than 0. A file that cannot be
/// decoded is an answer, not an error.
pub fn serve(kind: WorkerKind) -> io::Result<()> {
    confine()?;
    match kind {
        WorkerKind::Pdf => answer_pdf(io::stdin().lock(), io::stdout().lock()),
    }
}

fn answer_pdf(input: impl Read, mut output: impl Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    let read = input.take(INPUT_BYTES + 1).read_to_end(&mut bytes)?;
    let answer = if u64::try_from(read).is_ok_and(|read| read <= INPUT_BYTES) {
        decode_pdf(bytes)?
    } else {
        PdfAnswer::Fault(PdfFault::Cut { what: CutReason::Bytes { limit: INPUT_BYTES } })
    };
    serde_json::to_writer(&mut output, &answer)?;
    output.flush()
}

fn decode_pdf(bytes: Vec<u8>) -> io::Result<PdfAnswer> {
    let decoding = thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || pdf::extract(bytes, &PdfLimits::default()))?;
    match decoding.join() {
        Ok(Ok(text)) => Ok(PdfAnswer::Ok(text)),
        Ok(Err(fault)) => Ok(PdfAnswer::Fault(fault)),
        Err(_) => Err(io::Error::other("the decoder panicked")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(input: impl Read) -> String {
        let mut output = Vec::new();
        answer_pdf(input, &mut output).unwrap();
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn a_file_that_is_no_pdf_is_an_answer() {
        assert_eq!(answer(&b"no pdf"[..]), r#"{"fault":{"kind":"invalid"}}"#);
        assert_eq!(answer(io::empty()), r#"{"fault":{"kind":"invalid"}}"#);
    }

    #[test]
    fn the_input_is_bounded() {
        let expected = r#"{"fault":{"kind":"cut","what":{"reason":"bytes","limit":209715200}}}"#;
        assert_eq!(answer(io::repeat(b'%')), expected);
    }
}
