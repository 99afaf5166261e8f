//! Capabilities: event buses, schedules and workflows.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
