//! Capabilities: threat detection, posture, vulnerabilities and hardware modules.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
