//! Workspaces, training and inference.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
