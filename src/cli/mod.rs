//! The program: arguments, the system, and the commands. The only code that knows argv, environment, clock and terminal.

mod args;
mod audit;
mod builtin;
mod catalogue;
mod context;
mod diagnose;
mod edition;
mod exit;
mod explain;
mod failure;
mod list;
mod output;
mod stock;
mod yaml;

use clap::Parser;
use clap::error::ErrorKind;

use crate::submission::worker::{WorkerKind, serve};
use args::{CatalogueCommand, Cli, Command};
use context::Context;
pub use exit::ExitStatus;
use failure::Failure;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitStatus {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            drop(error.print());
            let is_asked =
                matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            return if is_asked { ExitStatus::Success } else { ExitStatus::Impossible };
        }
    };
    if let Command::Worker { kind } = &cli.command {
        return work(kind);
    }
    let context = Context::new(&cli.global);
    match run(&cli.command, &context) {
        Ok(status) => status,
        Err(failure) => {
            diagnose::failure(&failure, &context);
            ExitStatus::Impossible
        }
    }
}

/// Runs a decoder; its parent reads the answer, or how the process ended.
fn work(kind: &str) -> ExitStatus {
    match WorkerKind::named(kind).map(serve) {
        Some(Ok(())) => ExitStatus::Success,
        Some(Err(_)) | None => ExitStatus::Impossible,
    }
}

fn run(command: &Command, context: &Context) -> Result<ExitStatus, Failure> {
    match command {
        Command::Audit(args) => audit::audit(args, context),
        Command::Explain { id } => explain::explain(id, context),
        Command::List { what } => list::list(*what, context),
        Command::Catalogue { command } => match command {
            CatalogueCommand::List(args) => catalogue::list(args, context),
            CatalogueCommand::Show { id, catalogue } => catalogue::show(id, catalogue, context),
            CatalogueCommand::Lint(args) => catalogue::lint(args, context),
            CatalogueCommand::Test(args) => catalogue::test(args, context),
            CatalogueCommand::Diff { old, new, format } => {
                edition::diff(old, new, *format, context)
            }
        },
        Command::Worker { .. } => Ok(ExitStatus::Impossible),
    }
}
