//! Database services beyond the instance.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
