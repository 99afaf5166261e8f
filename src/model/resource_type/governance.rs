//! Organisations, baselines and configuration rules.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
