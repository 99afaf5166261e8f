//! Web application firewalls, content delivery and denial-of-service protection.

use super::ResourceType;

pub(super) const TYPES: &[ResourceType] = &[];
