//! Capabilities: metrics, alerts, checks and notifications.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
