//! Streams and devices.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
