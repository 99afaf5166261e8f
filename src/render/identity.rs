//! Identifiers of formats that want them: UUIDs of version 5 (RFC 9562), made of what they identify.
//!
//! Architecture invariant: nothing random and no clock is in them, so the same report gives the same identifiers on every machine.
//! A thing of an audit is named after what was judged (submission), by what (catalogue, profile) and when; a document after its bytes.

use uuid::{Uuid, uuid};

use crate::model::report::GapReport;

/// What our own names in other people's formats begin with. The host is a reserved name (RFC 2606): it names, it is no address.
pub(super) const NAMESPACE: &str = "https://sekisho.example/ns";

/// The UUID of [`NAMESPACE`] in the namespace of URLs: the root of every identifier.
const ROOT: Uuid = uuid!("aa0d442b-e4ae-5eb0-a727-e5ed8e241e29");

/// Names the things of one audit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Identity(Uuid);

impl Identity {
    /// The identity of the audit behind `report`.
    pub(super) fn of(report: &GapReport) -> Self {
        let (catalogue, profile) = (&report.catalogue, &report.profile);
        let judged = [
            catalogue.id.as_str(),
            &catalogue.digest,
            &profile.id,
            &profile.digest,
            &report.submission.digest,
            &report.as_of.date.to_string(),
        ];
        Self(Uuid::new_v5(&ROOT, judged.join("\n").as_bytes()))
    }

    /// The identifier of the thing of `kind` called `name`.
    pub(super) fn name(&self, kind: &str, name: &str) -> String {
        Uuid::new_v5(&self.0, format!("{kind}\n{name}").as_bytes()).to_string()
    }
}

/// The identifier of a document of `kind`: another for every other content.
pub(super) fn of_content(kind: &str, content: &[u8]) -> String {
    Uuid::new_v5(&Uuid::new_v5(&ROOT, kind.as_bytes()), content).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn the_root_is_that_of_the_namespace() {
        assert_eq!(ROOT, Uuid::new_v5(&Uuid::NAMESPACE_URL, NAMESPACE.as_bytes()));
    }

    #[test]
    fn what_differs_is_called_differently_and_the_same_is_called_the_same() {
        let report = sample::draft();
        let mut other = sample::draft();
        other.submission.digest = "another".into();
        let names = [
            Identity::of(&report).name("finding", "GC22-STO-001"),
            Identity::of(&report).name("finding", "GC22-STO-002"),
            Identity::of(&report).name("risk", "GC22-STO-001"),
            Identity::of(&other).name("finding", "GC22-STO-001"),
            of_content("oscal", b"x"),
            of_content("oscal", b"y"),
            of_content("cyclonedx", b"x"),
        ];
        for (rank, name) in names.iter().enumerate() {
            assert_eq!(names.iter().position(|one| one == name), Some(rank));
            assert_eq!(name.as_bytes()[14], b'5', "{name}");
        }
        assert_eq!(Identity::of(&sample::draft()).name("finding", "GC22-STO-001"), names[0]);
    }
}
