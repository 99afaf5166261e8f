//! The parent's side: start a worker, feed it, wait for its answer, and stop it if it takes too long.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::submission::pdf::PdfText;

use super::answer::PdfAnswer;
use super::{SUBCOMMAND, Stop, WorkerFault, WorkerKind};

/// What the parent allows a worker, whatever the worker allows itself.
#[derive(Clone, Debug)]
pub struct WorkerLimits {
    /// Time on the clock from start to end.
    pub wall: Duration,
    /// Bytes of its answer.
    pub answer_bytes: u64,
}

impl Default for WorkerLimits {
    fn default() -> Self {
        Self { wall: Duration::from_mins(1), answer_bytes: 64 << 20 }
    }
}

/// Has a worker decode `input`; `worker` is an executable that calls [`super::serve`].
///
/// The worker gets no environment, no arguments of the submission and no file but its standard input.
/// `input` is read to its end unless the worker ends before.
///
/// # Errors
///
/// See [`WorkerFault`]; nothing that the file contains ends or blocks the calling process.
pub fn run(
    worker: &Path,
    kind: WorkerKind,
    input: &mut (dyn Read + Send),
    limits: &WorkerLimits,
) -> Result<PdfText, WorkerFault> {
    let answer = ask(worker, kind, input, limits)?;
    match serde_json::from_slice(&answer) {
        Ok(PdfAnswer::Ok(text)) => Ok(text),
        Ok(PdfAnswer::Fault(fault)) => Err(fault.into()),
        Err(_) => Err(WorkerFault::Answer),
    }
}

/// The clock that bounds a worker. It decides only how long to wait.
#[expect(
    clippy::disallowed_methods,
    reason = "a limit of last resort; what is cut off is named as such"
)]
fn now() -> Instant {
    Instant::now()
}

/// The answer of a worker, as bytes that came from a process which may have been taken over.
fn ask(
    worker: &Path,
    kind: WorkerKind,
    input: &mut (dyn Read + Send),
    limits: &WorkerLimits,
) -> Result<Vec<u8>, WorkerFault> {
    let deadline = now() + limits.wall;
    let mut child = Running::start(worker, kind).map_err(WorkerFault::Start)?;
    let (stdin, stdout) = (child.0.stdin.take(), child.0.stdout.take());
    let (sender, answers) = mpsc::channel();
    thread::scope(|scope| {
        let thread = thread::Builder::new;
        let feeding =
            thread().spawn_scoped(scope, || feed(stdin, input)).map_err(WorkerFault::Start)?;
        thread::Builder::new()
            .spawn_scoped(scope, || {
                // The parent may have given up waiting; then nobody needs the answer.
                let _ = sender.send(receive(stdout, limits.answer_bytes));
            })
            .map_err(WorkerFault::Start)?;
        let answer = answers.recv_timeout(deadline.saturating_duration_since(now()));
        let status = answer.is_ok().then(|| child.wait_until(deadline)).flatten();
        // Its end closes the pipes, and that ends both threads.
        drop(child);
        let fed = feeding.join();
        let is_success = status.ok_or(WorkerFault::Stopped { how: Stop::Overdue })?.success();
        fed.map_err(|_| io::Error::other("the reader panicked"))
            .flatten()
            .map_err(WorkerFault::Input)?;
        match answer {
            Ok(Some(answer)) if is_success => Ok(answer),
            Ok(None) => Err(WorkerFault::Answer),
            Ok(Some(_)) | Err(_) => Err(WorkerFault::Stopped { how: Stop::Died }),
        }
    })
}

/// A worker that is ended, if it has not done so, when its parent lets go of it.
struct Running(Child);

impl Running {
    fn start(worker: &Path, kind: WorkerKind) -> io::Result<Self> {
        Command::new(worker)
            .args([SUBCOMMAND, kind.name()])
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map(Self)
    }

    /// How it ended, if it did so before the deadline.
    fn wait_until(&mut self, deadline: Instant) -> Option<ExitStatus> {
        loop {
            match self.0.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) if now() < deadline => thread::sleep(Duration::from_millis(1)),
                Ok(None) | Err(_) => return None,
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // For a child that has already been waited for, both do nothing.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Writes the input to the worker. That the worker stops reading is not an error of the input.
fn feed(stdin: Option<ChildStdin>, input: &mut (dyn Read + Send)) -> io::Result<()> {
    let Some(mut stdin) = stdin else { return Ok(()) };
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = match input.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if stdin.write_all(buffer.get(..read).unwrap_or_default()).is_err() {
            return Ok(());
        }
    }
}

/// Reads the answer; `None` if it is longer than allowed or breaks off.
fn receive(stdout: Option<ChildStdout>, limit: u64) -> Option<Vec<u8>> {
    let mut answer = Vec::new();
    let read = stdout?.take(limit + 1).read_to_end(&mut answer).ok()?;
    (u64::try_from(read).ok()? <= limit).then_some(answer)
}
