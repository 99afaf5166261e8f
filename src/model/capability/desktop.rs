//! Capabilities: virtual desktops and application streaming.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
