//! Backup plans, vaults and recovery points.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
