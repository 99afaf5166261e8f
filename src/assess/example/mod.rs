//! Running a catalogue's examples: each is a small submission of one requirement, judged like any other.

mod bid;
mod claim;
mod ground;
mod log;
mod mutant;
mod record;

use std::collections::BTreeMap;

use crate::model::catalogue::{Catalogue, Example, Requirement, Section};
use crate::model::criterion::{Criterion, Param, ParamValue};
use crate::model::mapping::Mapping;
use crate::model::outcome::Verdict;
use crate::model::profile::Profile;
use crate::model::span::Spanned;

use ground::Ground;
use mutant::{Mutant, mutants};

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

/// Runs every mutant of every met example: each checked fact wrong, null and not there. Returns how many were run, and those
/// that do not give what they must: a criterion that does not check what it says.
pub fn run_mutants(
    catalogue: &Catalogue,
    ground: &ExampleGround<'_>,
) -> (usize, Vec<ExampleFailure>) {
    let mut failures = Vec::new();
    let mut run = 0;
    for requirement in catalogue.requirements() {
        let runner = Runner { catalogue, requirement, ground };
        for (at, example) in requirement.examples.met.iter().enumerate() {
            let (count, survived) = runner.survivors(at + 1, example);
            run += count;
            failures.extend(survived);
        }
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

    /// The mutants of a met example that are still met, or do not give what they must, and how many there are.
    fn survivors(&self, at: usize, example: &Example) -> (usize, Vec<ExampleFailure>) {
        let Some(profile) = self.ground.profiles.get(profile_of(example)) else {
            return (0, Vec::new());
        };
        let mut run = 0;
        let mut survived = Vec::new();
        for family in mutants(self.requirement, example, &profile.parameters) {
            let alone =
                family.alone.map(|criterion| only(self.catalogue, self.requirement, criterion));
            let catalogue = alone.as_ref().unwrap_or(self.catalogue);
            let Some(requirement) = catalogue.find(&self.requirement.id.value) else { continue };
            let runner = Runner { catalogue, requirement, ground: self.ground };
            if alone.is_some() && runner.judge(example) != Ok(Verdict::Met) {
                continue;
            }
            run += family.mutants.len();
            survived.extend(family.mutants.iter().filter_map(|one| runner.survivor(at, one)));
        }
        (run, survived)
    }

    fn survivor(&self, at: usize, mutant: &Mutant) -> Option<ExampleFailure> {
        let message = match self.judge(&mutant.example) {
            Ok(verdict) if mutant.must.allows(verdict) => return None,
            Ok(verdict) => format!("{} gives {}", mutant.what, verdict.id()),
            Err(message) => format!("{}: {message}", mutant.what),
        };
        Some(ExampleFailure {
            requirement: self.requirement.id.value.clone(),
            example: ("met", at),
            message,
            at: mutant.example.at.clone(),
        })
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

/// A catalogue of one requirement, judged by `criterion`.
fn only(catalogue: &Catalogue, requirement: &Requirement, criterion: Criterion) -> Catalogue {
    let home = catalogue.sections.iter().find(|section| {
        section.requirements.iter().any(|one| one.id.value == requirement.id.value)
    });
    let section = home.map(|section| Section {
        requirements: vec![Requirement { criterion, ..requirement.clone() }],
        id: section.id.clone(),
        title: section.title.clone(),
        block: section.block.clone(),
    });
    Catalogue {
        sections: section.into_iter().collect(),
        blocks: catalogue.blocks.clone(),
        id: catalogue.id.clone(),
        version: catalogue.version.clone(),
        title: catalogue.title.clone(),
        disclaimer: catalogue.disclaimer.clone(),
        digest: catalogue.digest.clone(),
        size: catalogue.size,
    }
}

/// The profile an example is judged under.
fn profile_of(example: &Example) -> &str {
    let set = example.settings.iter().find(|(key, _)| key.value == "profile");
    set.and_then(|(_, value)| value.as_text()).unwrap_or("fy2022")
}

/// The members of a record `{ kind: { … } }`.
fn fields(record: &mut Param) -> Option<&mut Vec<(Spanned<String>, Param)>> {
    let ParamValue::Map(outer) = &mut record.value else { return None };
    let ParamValue::Map(inner) = &mut outer.first_mut()?.1.value else { return None };
    Some(inner)
}
