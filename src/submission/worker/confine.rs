//! Limits that a worker puts on itself before it sees a byte of the submission.
//!
//! Only Linux has them. Elsewhere the parent still bounds the time, the input and the answer.

use std::io;

#[cfg(target_os = "linux")]
use landlock::{ABI, Access, AccessFs, AccessNet, RulesetError, RulesetStatus, Scope};

/// Gives up memory, time, files and network, for this process and for good.
///
/// Fails if a limit cannot be set: an unconfined worker must not read anything. A kernel without
/// Landlock is no failure.
#[cfg(target_os = "linux")]
pub(super) fn confine() -> io::Result<()> {
    use rlimit::Resource;

    const ADDRESS_SPACE: u64 = 512 << 20;
    const CPU_SECONDS: u64 = 20;
    const OPEN_FILES: u64 = 16;

    for (resource, limit) in [
        (Resource::AS, ADDRESS_SPACE),
        (Resource::CPU, CPU_SECONDS),
        (Resource::CORE, 0),
        (Resource::NOFILE, OPEN_FILES),
        (Resource::FSIZE, 0),
    ] {
        let limit = limit.min(resource.get_hard()?);
        resource.set(limit, limit)?;
    }
    deny_files_and_network().map(|_| ()).map_err(io::Error::other)
}

/// Handles every right that this kernel knows and grants none, for this thread and those it starts.
#[cfg(target_os = "linux")]
fn deny_files_and_network() -> Result<RulesetStatus, RulesetError> {
    use landlock::{Ruleset, RulesetAttr};

    const NEWEST: ABI = ABI::V6;
    let status = Ruleset::default()
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?
        .create()?
        .restrict_self()?;
    Ok(status.ruleset)
}

/// Nothing to set.
#[cfg(not(target_os = "linux"))]
pub(super) fn confine() -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn no_file_can_be_opened_where_the_kernel_has_landlock() {
        let confined = std::thread::spawn(|| {
            let status = deny_files_and_network().unwrap();
            (status, std::fs::File::open("/proc/self/status").map_err(|error| error.kind()))
        });
        let (status, opened) = confined.join().unwrap();
        match status {
            RulesetStatus::FullyEnforced | RulesetStatus::PartiallyEnforced => {
                assert_eq!(opened.err(), Some(io::ErrorKind::PermissionDenied));
            }
            RulesetStatus::NotEnforced => assert!(opened.is_ok()),
        }
    }
}
