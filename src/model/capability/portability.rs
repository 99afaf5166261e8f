//! Capabilities: export, import and migration.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
