//! Capabilities: functions, applications and batch.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
