//! Capabilities: storage.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
