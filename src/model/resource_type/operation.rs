//! Pipelines, recorders and automation.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
