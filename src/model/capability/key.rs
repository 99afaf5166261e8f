//! Capabilities: key.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
