//! Every probe, by id.

use crate::model::criterion::{Param, ProbeUse};
use crate::model::span::Defect;

use super::bind::{Binder, Terms};
use super::estate::EstatePlan;
use super::{
    Probe, ProbeMeta, answer, certificate, commitment, delivery, document, log, resource, service,
};

/// A probe that criteria can name.
#[derive(Debug)]
pub struct ProbeEntry {
    /// What it is.
    pub meta: &'static ProbeMeta,
    bind: fn(&Param, &mut Binder<'_, '_>, &mut EstatePlan) -> Option<Box<dyn Probe>>,
}

/// Every probe, sorted by id.
pub const PROBES: &[ProbeEntry] = &[
    ProbeEntry {
        meta: &answer::META,
        bind: |with, binder, _| Some(Box::new(answer::bind(with, binder)?)),
    },
    ProbeEntry {
        meta: &certificate::META,
        bind: |with, binder, _| Some(Box::new(certificate::bind(with, binder)?)),
    },
    ProbeEntry {
        meta: &commitment::META,
        bind: |with, binder, _| Some(Box::new(commitment::bind(with, binder)?)),
    },
    ProbeEntry {
        meta: &delivery::META,
        bind: |with, binder, _| Some(Box::new(delivery::bind(with, binder)?)),
    },
    ProbeEntry {
        meta: &document::META,
        bind: |with, binder, _| Some(Box::new(document::bind(with, binder)?)),
    },
    ProbeEntry {
        meta: &log::META,
        bind: |with, binder, _| Some(Box::new(log::bind(with, binder)?)),
    },
    ProbeEntry {
        meta: &resource::META,
        bind: |with, binder, plan| Some(Box::new(resource::bind(with, binder, plan)?)),
    },
    ProbeEntry {
        meta: &service::META,
        bind: |with, binder, plan| Some(Box::new(service::bind(with, binder, plan)?)),
    },
];

impl ProbeEntry {
    /// The probe called `id`.
    pub fn find(id: &str) -> Option<&'static Self> {
        PROBES.iter().find(|entry| entry.meta.id == id)
    }

    /// Binds a use of a probe; every defect is reported with its place.
    pub fn bind(
        asked: &ProbeUse,
        terms: &Terms<'_>,
        plan: &mut EstatePlan,
        defects: &mut Vec<Defect>,
    ) -> Option<Box<dyn Probe>> {
        let Some(entry) = Self::find(&asked.probe.value) else {
            let known: Vec<_> = PROBES.iter().map(|entry| entry.meta.id).collect();
            let message = format!("unknown probe `{}`", asked.probe.value);
            let defect = Defect::new("unknown-probe", asked.probe.at(), message);
            defects.push(defect.help(format!("known probes: {}", known.join(", "))));
            return None;
        };
        (entry.bind)(&asked.with, &mut Binder { terms, defects }, plan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::catalogue::Subject;
    use crate::probe::testing::Bench;

    #[test]
    fn probes_are_sorted_and_their_examples_bind() {
        let ids: Vec<_> = PROBES.iter().map(|entry| entry.meta.id).collect();
        assert!(ids.is_sorted(), "{ids:?}");
        for entry in PROBES {
            let bound = Bench::new().bind(Subject::Service, entry.meta.id, entry.meta.example);
            assert!(bound.is_ok(), "{}: {:?}", entry.meta.id, bound.err());
        }
    }

    #[test]
    fn an_unknown_probe_is_a_defect() {
        let defects = Bench::new().bind(Subject::Service, "oracle", "{}").err().unwrap_or_default();
        assert_eq!(defects.iter().map(|defect| defect.code).collect::<Vec<_>>(), ["unknown-probe"]);
    }
}
