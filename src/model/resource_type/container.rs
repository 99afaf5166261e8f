//! Clusters, registries and workloads.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
