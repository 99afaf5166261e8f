//! Capabilities: logging.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
