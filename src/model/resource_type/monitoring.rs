//! Metrics, alerts, checks and notifications.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
