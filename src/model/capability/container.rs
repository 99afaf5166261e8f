//! Capabilities: clusters, registries and workloads.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
