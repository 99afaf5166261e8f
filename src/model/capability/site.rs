//! Capabilities: sites and service levels.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
