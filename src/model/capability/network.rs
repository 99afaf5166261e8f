//! Capabilities: networks, name resolution and load balancing.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
