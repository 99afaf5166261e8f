//! Budgets and cost management.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
