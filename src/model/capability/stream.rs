//! Capabilities: streams and devices.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
