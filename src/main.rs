//! The `sekisho` program.

use sekisho::cli::{ExitStatus, main as run};

fn main() -> ExitStatus {
    run()
}
