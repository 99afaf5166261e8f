//! The closed list of capabilities a service entry may claim and a `service` probe may ask.
//!
//! Architecture invariant: a claim proves nothing alone. The phrases say how a service specification names the function, and
//! `shown_by` which resources are the service itself.

mod backup;
mod billing;
mod compute;
mod container;
mod data;
mod database;
mod desktop;
mod edge;
mod event;
mod function;
mod governance;
mod identity;
mod key;
mod logging;
mod machine_learning;
mod messaging;
mod monitoring;
mod network;
mod operation;
mod portability;
mod security;
mod site;
mod storage;
mod stream;
mod support;

use super::text::Bilingual;

/// One function a provider can offer.
#[derive(Debug, Clone, Copy)]
pub struct Capability {
    /// `<family>.<function>`, or `<family>` for the service itself.
    pub id: &'static str,
    /// Name for people.
    pub title: Bilingual,
    /// How a service specification names it, compared under NFKC without case.
    pub phrases: &'static [&'static str],
    /// Resource types whose existence is the function; empty for functions of a service.
    pub shown_by: &'static [&'static str],
}

const GROUPS: &[&[Capability]] = &[
    governance::CAPABILITIES,
    identity::CAPABILITIES,
    key::CAPABILITIES,
    storage::CAPABILITIES,
    logging::CAPABILITIES,
    network::CAPABILITIES,
    compute::CAPABILITIES,
    container::CAPABILITIES,
    function::CAPABILITIES,
    database::CAPABILITIES,
    backup::CAPABILITIES,
    monitoring::CAPABILITIES,
    operation::CAPABILITIES,
    messaging::CAPABILITIES,
    event::CAPABILITIES,
    data::CAPABILITIES,
    stream::CAPABILITIES,
    machine_learning::CAPABILITIES,
    billing::CAPABILITIES,
    support::CAPABILITIES,
    site::CAPABILITIES,
    portability::CAPABILITIES,
    security::CAPABILITIES,
    edge::CAPABILITIES,
    desktop::CAPABILITIES,
];

impl Capability {
    /// Every capability in the order of the table.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        GROUPS.iter().flat_map(|group| group.iter())
    }

    /// The capability called `id`.
    pub fn find(id: &str) -> Option<&'static Self> {
        Self::all().find(|capability| capability.id == id)
    }
}
