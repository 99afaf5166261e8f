//! Names of things within the document.

use serde::Serialize;

/// A name that other parts of the document refer to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(super) struct Reference(String);

impl Reference {
    pub(super) fn assessor() -> Self {
        Self("assessor".into())
    }

    pub(super) fn standard(catalogue: &str) -> Self {
        Self(format!("standard:{catalogue}"))
    }

    pub(super) fn section(section: &str) -> Self {
        Self(format!("section:{section}"))
    }

    /// The requirement itself, by its id.
    pub(super) fn requirement(id: &str) -> Self {
        Self(id.into())
    }

    pub(super) fn claim(requirement: &str) -> Self {
        Self(format!("claim:{requirement}"))
    }

    /// One piece of evidence of a requirement.
    pub(super) fn evidence(requirement: &str, what: &str) -> Self {
        Self(format!("evidence:{requirement}:{what}"))
    }

    /// Who bids.
    pub(super) fn bidder() -> Self {
        Self("target:bidder".into())
    }

    /// What is offered.
    pub(super) fn offering() -> Self {
        Self("target:offering".into())
    }
}
