//! Functions, applications and batch.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
