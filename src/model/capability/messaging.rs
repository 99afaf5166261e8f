//! Capabilities: queues, topics and application interfaces.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
