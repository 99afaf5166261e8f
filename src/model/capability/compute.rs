//! Capabilities: virtual machines, images and scaling.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
