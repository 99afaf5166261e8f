//! Threat detection, posture, vulnerabilities and hardware modules.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
