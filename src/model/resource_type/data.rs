//! Lakes, warehouses, search and catalogues.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
