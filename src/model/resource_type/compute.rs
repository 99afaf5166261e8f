//! Virtual machines, images and scaling.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
