//! Running a catalogue's examples: each is a small submission of one requirement, judged like any other.

mod bid;
mod claim;
mod ground;
mod log;
mod record;

use std::collections::BTreeMap;

use crate::model::catalogue::{Catalogue, Example, Requirement};
use crate::model::criterion::{Param, ParamValue};
use crate::model::mapping::Mapping;
use crate::model::outcome::Verdict;
use crate::model::profile::Profile;
use crate::model::span::Spanned;

use ground::Ground;

/// What examples are judged under.
#[derive(Debug)]
pub struct ExampleGround<'a> {
    /// Profiles by id; `fy2022` unless an example says otherwise.
    pub profiles: &'a BTreeMap<String, Profile>,
    /// Mappings by provider, for their tables of regions; `aws` unless an example says otherwise.
    pub mappings: &'a BTreeMap<String, Mapping>,
}

/// An example that does not give what it has to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFailure {
    /// Requirement.
    pub requirement: String,
    /// Which list of examples, and which of it from 1.
    pub example: (&'static str, usize),
    /// What happened: a lower-case fragment.
    pub message: String,
    /// Where the example stands.
    pub at: Spanned<()>,
}

/// Runs every example of the catalogue, and the empty submission against every requirement. Returns how many were run.
pub fn run_examples(
    catalogue: &Catalogue,
    ground: &ExampleGround<'_>,
) -> (usize, Vec<ExampleFailure>) {
    let mut failures = Vec::new();
    let mut run = 0;
    for requirement in catalogue.requirements() {
        let runner = Runner { catalogue, requirement, ground };
        let groups = [
            ("met", &requirement.examples.met),
            ("near", &requirement.examples.near),
            ("unproven", &requirement.examples.unproven),
            ("unmet", &requirement.examples.unmet),
        ];
        for (group, examples) in groups {
            for (at, example) in examples.iter().enumerate() {
                run += 1;
                failures.extend(runner.check((group, at + 1), example));
            }
        }
        run += 1;
        failures.extend(runner.check_empty());
    }
    (run, failures)
}

struct Runner<'a> {
    catalogue: &'a Catalogue,
    requirement: &'a Requirement,
    ground: &'a ExampleGround<'a>,
}

impl Runner<'_> {
    fn check(&self, name: (&'static str, usize), example: &Example) -> Option<ExampleFailure> {
        let fails = |message: String| ExampleFailure {
            requirement: self.requirement.id.value.clone(),
            example: name,
            message,
            at: example.at.clone(),
        };
        let verdict = match self.judge(example) {
            Ok(verdict) => verdict,
            Err(message) => return Some(fails(message)),
        };
        let expected = match name.0 {
            "met" => Verdict::Met,
            "unproven" => Verdict::Unproven,
            "unmet" => Verdict::Unmet,
            _ => return self.check_near(example, verdict).map(fails),
        };
        (verdict != expected)
            .then(|| fails(format!("gives {}, not {}", verdict.id(), expected.id())))
    }

    fn judge(&self, example: &Example) -> Result<Verdict, String> {
        Ground::new(self.catalogue, self.requirement, example, self.ground)?.verdict()
    }

    /// A near example is not met, and is once its one wrong fact is put right.
    fn check_near(&self, example: &Example, verdict: Verdict) -> Option<String> {
        if verdict == Verdict::Met {
            return Some("gives met although a fact is wrong".into());
        }
        let Some(wrong) = &example.wrong else { return Some("names no fact that is wrong".into()) };
        let mut mended = example.clone();
        let record = mended.records.get_mut(wrong.record.saturating_sub(1)).and_then(fields);
        let Some(record) = record else { return Some(format!("has no record {}", wrong.record)) };
        match record.iter_mut().find(|(key, _)| key.value == wrong.fact) {
            Some((_, value)) => *value = wrong.right.clone(),
            None => record.push((wrong.right.at.with(wrong.fact.clone()), wrong.right.clone())),
        }
        match self.judge(&mended) {
            Ok(Verdict::Met) => None,
            Ok(other) => {
                Some(format!("gives {} with `{}` put right, not met", other.id(), wrong.fact))
            }
            Err(message) => Some(message),
        }
    }

    /// Nothing handed in is unproven, never met and never called a failure.
    fn check_empty(&self) -> Option<ExampleFailure> {
        let nothing = Example {
            at: self.requirement.id.at(),
            records: Vec::new(),
            wrong: None,
            child: None,
            settings: Vec::new(),
        };
        let verdict = Ground::empty(self.catalogue, self.requirement, &nothing, self.ground)
            .and_then(Ground::verdict);
        let message = match verdict {
            Ok(Verdict::Unproven) => return None,
            Ok(other) => format!("an empty submission gives {}, not unproven", other.id()),
            Err(message) => message,
        };
        Some(ExampleFailure {
            requirement: self.requirement.id.value.clone(),
            example: ("empty", 1),
            message,
            at: self.requirement.id.at(),
        })
    }
}

/// The members of a record `{ kind: { … } }`.
fn fields(record: &mut Param) -> Option<&mut Vec<(Spanned<String>, Param)>> {
    let ParamValue::Map(outer) = &mut record.value else { return None };
    let ParamValue::Map(inner) = &mut outer.first_mut()?.1.value else { return None };
    Some(inner)
}
