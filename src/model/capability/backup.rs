//! Capabilities: backup plans, vaults and recovery points.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
