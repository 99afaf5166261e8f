//! Capabilities: budgets and cost management.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
