//! Capabilities: web application firewalls, content delivery and denial-of-service protection.

use super::Capability;

pub(super) const CAPABILITIES: &[Capability] = &[];
