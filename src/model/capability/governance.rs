//! Capabilities: governance.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
