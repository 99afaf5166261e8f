//! Capabilities: lakes, warehouses, search and catalogues.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
