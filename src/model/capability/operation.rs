//! Capabilities: pipelines, recorders and automation.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
