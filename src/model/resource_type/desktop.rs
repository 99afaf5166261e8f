//! Virtual desktops and application streaming.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
