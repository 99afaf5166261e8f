//! Event buses, schedules and workflows.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
