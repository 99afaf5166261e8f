//! Evaluation: from conclusions of probes to the outcome of a criterion, with every node's outcome kept for the report.

use std::collections::BTreeSet;

use crate::model::document::{Delivery, DocumentKind};
use crate::model::observation::{Conclusion, Observation};
use crate::model::outcome::{Method, Outcome};
use crate::model::place::Place;
use crate::model::report::{CriterionResult, NodeKind};
use crate::model::text::LocalText;

use super::plan::{BoundKind, Node};

/// What evaluating needs besides the tree.
pub(crate) struct Grounds<'a> {
    /// Conclusions by place of the probe in the plan.
    pub(crate) conclusions: &'a [Conclusion],
    /// Kinds of documents the submission has, readable and current.
    pub(crate) documents: &'a BTreeSet<DocumentKind>,
    /// Whether a second company takes part.
    pub(crate) joint: bool,
    /// The manifest, where a node holds only because there is no second company.
    pub(crate) manifest: Option<&'a Place>,
}

/// What the deciding leaves rest on.
#[derive(Debug, Default)]
pub(crate) struct Rests {
    /// Weakest method.
    pub(crate) method: Option<Method>,
    /// Providers of deciding resources, one list per leaf.
    pub(crate) providers: Vec<Vec<String>>,
    /// Worst delivery of deciding service entries.
    pub(crate) delivery: Option<Delivery>,
    /// First day any of it lapses.
    pub(crate) until: Option<jiff::civil::Date>,
    /// A chosen proof beside evidence to the contrary.
    pub(crate) contradiction: Option<Place>,
}

impl Grounds<'_> {
    /// The outcome of `node`, with what it rests on added to `rests` if it decides.
    pub(crate) fn evaluate(&self, node: &Node<'_>, decides: bool, rests: &mut Rests) -> CriterionResult {
        if node.joint_only && !self.joint {
            return self.single(node, decides);
        }
        match &node.kind {
            BoundKind::Probe(at, id) => {
                let seen = self.probe(*at, id, decides, rests);
                if node.per_participant && self.joint { of_every_company(seen) } else { seen }
            }
            BoundKind::Review(ask) => self.review(&ask.needs, &ask.look_at, decides, rests),
            BoundKind::All => self.inner(node, NodeKind::All, node.children.len(), decides, rests),
            BoundKind::Any => self.inner(node, NodeKind::Any, 1, decides, rests),
            BoundKind::AtLeast(n) => self.inner(node, NodeKind::AtLeast(*n), *n, decides, rests),
            BoundKind::First(chosen) => self.first(node, *chosen, decides, rests),
        }
    }

    fn inner(&self, node: &Node<'_>, kind: NodeKind, n: usize, decides: bool, rests: &mut Rests) -> CriterionResult {
        let children: Vec<_> = node.children.iter().map(|child| self.evaluate(child, decides, rests)).collect();
        let outcomes: Vec<_> = children.iter().map(|child| child.outcome).collect();
        result(Outcome::at_least(n, &outcomes), kind, decides, children)
    }

    fn first(&self, node: &Node<'_>, chosen: usize, decides: bool, rests: &mut Rests) -> CriterionResult {
        let children: Vec<_> = node
            .children
            .iter()
            .enumerate()
            .map(|(at, child)| self.evaluate(child, decides && at == chosen, rests))
            .collect();
        let outcome = children.get(chosen).map_or(Outcome::Absent, |child| child.outcome);
        let against = children.iter().enumerate().find(|(at, child)| *at != chosen && child.outcome == Outcome::Violated);
        match (outcome, against) {
            (Outcome::Satisfied, Some((_, against))) => {
                if decides {
                    rests.contradiction = rests.contradiction.take().or_else(|| first_place(against));
                }
                result(Outcome::Review, NodeKind::First, decides, children)
            }
            _ => result(outcome, NodeKind::First, decides, children),
        }
    }

    fn probe(&self, at: usize, id: &str, decides: bool, rests: &mut Rests) -> CriterionResult {
        let absent = || Conclusion::new(Outcome::Absent, Method::Claim, Vec::new());
        let conclusion = self.conclusions.get(at).cloned().unwrap_or_else(absent);
        if decides {
            rests.method = rests.method.max(Some(conclusion.method));
            if conclusion.outcome == Outcome::Satisfied {
                rests.until = [rests.until, conclusion.until].into_iter().flatten().min();
                rests.delivery = rests.delivery.max(conclusion.delivery);
                if !conclusion.providers.is_empty() {
                    rests.providers.push(conclusion.providers.clone());
                }
            }
        }
        CriterionResult {
            method: Some(conclusion.method),
            population: conclusion.population,
            observations: conclusion.observations,
            truncated: conclusion.truncated,
            ..result(conclusion.outcome, NodeKind::Probe(id.into()), decides, Vec::new())
        }
    }

    fn review(&self, needs: &[DocumentKind], look_at: &LocalText, decides: bool, rests: &mut Rests) -> CriterionResult {
        let missing: Vec<_> = needs.iter().filter(|kind| !self.documents.contains(kind)).collect();
        let (outcome, message) = if missing.is_empty() && !needs.is_empty() {
            (Outcome::Review, look_at.clone())
        } else {
            let ja: Vec<_> = missing.iter().map(|kind| kind.title().ja).collect();
            let en: Vec<_> = missing.iter().map(|kind| kind.id()).collect();
            let message = LocalText::new(
                format!("審査に必要な有効な文書がありません({})", ja.join("、")),
                format!("current documents that a person needs are missing ({})", en.join(", ")),
            );
            (Outcome::Absent, message)
        };
        if decides {
            rests.method = rests.method.max(Some(Method::Interview));
        }
        CriterionResult {
            method: Some(Method::Interview),
            observations: vec![Observation::new(outcome, message)],
            ..result(outcome, NodeKind::Review, decides, Vec::new())
        }
    }

    /// A node that asks something of joint bids only, in a bid of one company.
    /// Without a manifest nobody says how many companies bid.
    fn single(&self, node: &Node<'_>, decides: bool) -> CriterionResult {
        let kind = match &node.kind {
            BoundKind::All => NodeKind::All,
            BoundKind::Any => NodeKind::Any,
            BoundKind::First(_) => NodeKind::First,
            BoundKind::AtLeast(n) => NodeKind::AtLeast(*n),
            BoundKind::Probe(_, id) => NodeKind::Probe((*id).into()),
            BoundKind::Review(_) => NodeKind::Review,
        };
        let (outcome, ja, en) = match self.manifest {
            Some(_) => (Outcome::Satisfied, "単独の提案のため、求められません", "asked of joint bids only"),
            None => (
                Outcome::Absent,
                "参加する事業者を示す manifest がありません",
                "no manifest says which companies take part",
            ),
        };
        let seen = Observation { place: self.manifest.cloned(), ..Observation::new(outcome, LocalText::new(ja, en)) };
        CriterionResult { observations: vec![seen], ..result(outcome, kind, decides, Vec::new()) }
    }
}

/// What is asked of every company: no probe can tell whose evidence is whose, so a person has to look.
fn of_every_company(seen: CriterionResult) -> CriterionResult {
    if seen.outcome != Outcome::Satisfied {
        return seen;
    }
    let message = LocalText::new(
        "共同提案では参加する全社について求められます。各社分があるかを人が確かめてください",
        "asked of every company of a joint bid: a person has to see that each one has it",
    );
    let place = first_place(&seen);
    let asked = Observation { place, ..Observation::new(Outcome::Review, message) };
    CriterionResult { outcome: Outcome::Review, observations: vec![asked], ..seen }
}

/// The place of the first located observation of a tree that is not satisfied, else of any.
pub(crate) fn first_place(node: &CriterionResult) -> Option<Place> {
    let own = node.observations.iter().filter(|seen| seen.outcome == node.outcome).find_map(|seen| seen.place.clone());
    own.or_else(|| node.children.iter().filter(|child| child.outcome == node.outcome).find_map(first_place))
        .or_else(|| node.children.iter().find_map(first_place))
}

/// A node without leaves' details.
pub(crate) fn result(outcome: Outcome, kind: NodeKind, decides: bool, children: Vec<CriterionResult>) -> CriterionResult {
    CriterionResult {
        outcome,
        kind,
        decides,
        method: None,
        population: None,
        observations: Vec::new(),
        truncated: 0,
        children,
    }
}
