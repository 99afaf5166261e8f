//! Capabilities: support, training and published guidance.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
