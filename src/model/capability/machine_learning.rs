//! Capabilities: workspaces, training and inference.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
