//! Capabilities: database services beyond the instance.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
