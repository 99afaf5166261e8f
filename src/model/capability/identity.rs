//! Capabilities: identity.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
