//! Queues, topics and application interfaces.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
