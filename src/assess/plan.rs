//! The plan: criteria bound to probes, one projection, and which child of each `first` decides.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::catalogue::{Catalogue, Requirement};
use crate::model::criterion::{Criterion, CriterionKind, Param, ReviewAsk};
use crate::model::mapping::Mapping;
use crate::model::profile::{Profile, covers};
use crate::model::resource_type::TypeId;
use crate::model::span::Defect;
use crate::model::wanted::Wanted;
use crate::probe::{EstatePlan, Probe, ProbeEntry, Regions, Terms, asked_of_resources};

/// What a plan is made from.
#[derive(Debug, Clone, Copy)]
pub struct PlanInput<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The profile.
    pub profile: &'a Profile,
    /// The day of the audit.
    pub as_of: Date,
    /// Mappings of every provider that submission, participants, products and scope name.
    pub mappings: &'a BTreeMap<String, Mapping>,
    /// Sections or requirements of the command line; all if empty.
    pub only: &'a [String],
    /// Regions of the declared scope, for data-location documents.
    pub regions: &'a [String],
    /// Which child of every `first` decides, from 1; chosen by the mappings if none.
    pub child: Option<usize>,
}

/// Criteria bound to probes.
pub struct Plan<'a> {
    /// What it was made from.
    pub input: PlanInput<'a>,
    /// Selected requirements in catalogue order.
    pub(crate) requirements: Vec<Planned<'a>>,
    pub(crate) probes: Vec<Box<dyn Probe>>,
    pub(crate) estate: EstatePlan,
    /// Everything asked of the evidence.
    pub wanted: Wanted,
}

/// A requirement with its bound criterion.
pub(crate) struct Planned<'a> {
    pub(crate) requirement: &'a Requirement,
    pub(crate) section: &'a str,
    pub(crate) node: Node<'a>,
}

/// A bound node.
pub(crate) struct Node<'a> {
    pub(crate) kind: BoundKind<'a>,
    pub(crate) joint_only: bool,
    /// Asked of every company of a joint bid.
    pub(crate) per_participant: bool,
    pub(crate) children: Vec<Node<'a>>,
}

/// What a bound node is.
pub(crate) enum BoundKind<'a> {
    All,
    Any,
    /// The child that decides, from 0.
    First(usize),
    AtLeast(usize),
    /// Place of the probe in the plan.
    Probe(usize, &'a str),
    Review(&'a ReviewAsk),
}

impl<'a> PlanInput<'a> {
    /// Which regions are domestic.
    pub(crate) fn regions(&self) -> Regions<'a> {
        Regions::of(self.profile, self.mappings)
    }
}

/// Makes the plan. A requirement whose criterion does not bind is left out, with its defects.
pub fn plan(input: PlanInput<'_>) -> (Plan<'_>, Vec<Defect>) {
    let mut defects = Vec::new();
    let mut made = Plan {
        input,
        requirements: Vec::new(),
        probes: Vec::new(),
        estate: EstatePlan::default(),
        wanted: Wanted::default(),
    };
    for section in &input.catalogue.sections {
        for requirement in &section.requirements {
            let id = requirement.id.value.as_str();
            let named = input.only.is_empty() || input.only.iter().any(|entry| covers(entry, id));
            if named && input.profile.selects(id) {
                let node =
                    made.bind(&requirement.criterion, &terms(&input, requirement), &mut defects);
                made.requirements.extend(node.map(|node| Planned {
                    requirement,
                    section: &section.id,
                    node,
                }));
            }
        }
    }
    for probe in &made.probes {
        made.wanted.extend(&probe.wanted());
    }
    made.estate.locate(input.regions.iter().cloned());
    (made, defects)
}

fn terms<'a>(input: &PlanInput<'a>, requirement: &Requirement) -> Terms<'a> {
    Terms {
        profile: input.profile,
        as_of: input.as_of,
        mappings: input.mappings,
        subject: requirement.subject,
        own_texts: vec![requirement.text.ja.clone(), requirement.text.en.clone()],
        answer_id: requirement.id.value.clone(),
    }
}

impl<'a> Plan<'a> {
    fn bind(
        &mut self,
        criterion: &'a Criterion,
        terms: &Terms<'_>,
        defects: &mut Vec<Defect>,
    ) -> Option<Node<'a>> {
        let (kind, children): (_, &[Criterion]) = match &criterion.kind {
            CriterionKind::All(children) => (BoundKind::All, children),
            CriterionKind::Any(children) => (BoundKind::Any, children),
            CriterionKind::First(children) => (BoundKind::First(self.chosen(children)), children),
            CriterionKind::AtLeast { n, of } => (BoundKind::AtLeast(*n), of),
            CriterionKind::Review(ask) => {
                ask.needs.iter().for_each(|kind| self.wanted.document(*kind));
                (BoundKind::Review(ask), &[])
            }
            CriterionKind::Probe(asked) => {
                let probe = ProbeEntry::bind(asked, terms, &mut self.estate, defects)?;
                self.probes.push(probe);
                (BoundKind::Probe(self.probes.len() - 1, asked.probe.value.as_str()), &[])
            }
        };
        let bound: Vec<_> = children.iter().map(|child| self.bind(child, terms, defects)).collect();
        let children = bound.into_iter().collect::<Option<Vec<_>>>()?;
        let per_participant =
            matches!(&criterion.kind, CriterionKind::Probe(asked) if asked.per_participant);
        Some(Node { kind, joint_only: criterion.joint_only, per_participant, children })
    }

    /// The first child that a named provider's mapping can deliver; the first where no mapping is known.
    fn chosen(&self, children: &[Criterion]) -> usize {
        if let Some(child) = self.input.child {
            return child.saturating_sub(1).min(children.len().saturating_sub(1));
        }
        if self.input.mappings.is_empty() {
            return 0;
        }
        children.iter().position(|child| is_deliverable(child, self.input.mappings)).unwrap_or(0)
    }
}

/// Whether exports of a named provider can carry what `criterion` asks: of a `resource` leaf all attributes of one of its
/// types, of a list every child, of `any` one of them.
///
/// Why listings count: `every` and `none` over a population that no export of the provider lists can never be decided; a type
/// that is only ever seen piecemeal is judged by the next proof, and what its exports show against it stays a contradiction.
fn is_deliverable(criterion: &Criterion, mappings: &BTreeMap<String, Mapping>) -> bool {
    let each = |children: &[Criterion]| {
        children.iter().filter(|child| is_deliverable(child, mappings)).count()
    };
    match &criterion.kind {
        CriterionKind::All(children) => each(children) == children.len(),
        CriterionKind::Any(children) | CriterionKind::First(children) => each(children) > 0,
        CriterionKind::AtLeast { n, of } => each(of) >= *n,
        CriterionKind::Probe(asked) if asked.probe.value == "resource" => {
            let (types, attributes) = asked_of_resources(&asked.with);
            let universal = asked
                .with
                .get("expect")
                .and_then(Param::as_text)
                .is_some_and(|word| word == "every" || word == "none");
            types.iter().any(|ty| {
                mappings.values().any(|mapping| {
                    delivers(mapping, *ty, &attributes) && (!universal || mapping.lists(*ty))
                })
            })
        }
        CriterionKind::Probe(_) | CriterionKind::Review(_) => true,
    }
}

fn delivers(mapping: &Mapping, ty: TypeId, attributes: &[String]) -> bool {
    mapping.resources.iter().any(|resource| resource.ty == ty)
        && attributes.iter().all(|attribute| mapping.delivers(ty, attribute))
}
