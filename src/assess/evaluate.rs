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
    pub(crate) fn evaluate(
        &self,
        node: &Node<'_>,
        decides: bool,
        rests: &mut Rests,
    ) -> CriterionResult {
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

    fn inner(
        &self,
        node: &Node<'_>,
        kind: NodeKind,
        n: usize,
        decides: bool,
        rests: &mut Rests,
    ) -> CriterionResult {
        let children: Vec<_> =
            node.children.iter().map(|child| self.evaluate(child, decides, rests)).collect();
        let outcomes: Vec<_> = children.iter().map(|child| child.outcome).collect();
        result(Outcome::at_least(n, &outcomes), kind, decides, children)
    }

    fn first(
        &self,
        node: &Node<'_>,
        chosen: usize,
        decides: bool,
        rests: &mut Rests,
    ) -> CriterionResult {
        let children: Vec<_> = node
            .children
            .iter()
            .enumerate()
            .map(|(at, child)| self.evaluate(child, decides && at == chosen, rests))
            .collect();
        let outcome = children.get(chosen).map_or(Outcome::Absent, |child| child.outcome);
        let against = children
            .iter()
            .enumerate()
            .find(|(at, child)| *at != chosen && child.outcome == Outcome::Violated);
        match (outcome, against) {
            (Outcome::Satisfied, Some((_, against))) => {
                if decides {
                    rests.contradiction =
                        rests.contradiction.take().or_else(|| first_place(against));
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

    fn review(
        &self,
        needs: &[DocumentKind],
        look_at: &LocalText,
        decides: bool,
        rests: &mut Rests,
    ) -> CriterionResult {
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
            Some(_) => {
                (Outcome::Satisfied, "単独の提案のため、求められません", "asked of joint bids only")
            }
            None => (
                Outcome::Absent,
                "参加する事業者を示す manifest がありません",
                "no manifest says which companies take part",
            ),
        };
        let seen = Observation {
            place: self.manifest.cloned(),
            ..Observation::new(outcome, LocalText::new(ja, en))
        };
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
    let own = node
        .observations
        .iter()
        .filter(|seen| seen.outcome == node.outcome)
        .find_map(|seen| seen.place.clone());
    own.or_else(|| {
        node.children.iter().filter(|child| child.outcome == node.outcome).find_map(first_place)
    })
    .or_else(|| node.children.iter().find_map(first_place))
}

/// A node without leaves' details.
pub(crate) fn result(
    outcome: Outcome,
    kind: NodeKind,
    decides: bool,
    children: Vec<CriterionResult>,
) -> CriterionResult {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::criterion::ReviewAsk;
    use crate::probe::testing::place;

    use Outcome::{Absent, Review, Satisfied, Unreadable, Violated};

    /// The conclusions that leaves name by their place: one of each outcome.
    const S: usize = 0;
    const V: usize = 1;
    const A: usize = 2;
    const U: usize = 3;
    const R: usize = 4;

    fn conclusions() -> Vec<Conclusion> {
        let seen = |(at, outcome): (u32, &Outcome)| {
            let seen = Observation::new(*outcome, LocalText::default()).at(place(at));
            Conclusion::new(*outcome, Method::Test, vec![seen])
        };
        (0..).zip(&Outcome::ALL).map(seen).collect()
    }

    fn leaf<'a>(at: usize) -> Node<'a> {
        Node {
            kind: BoundKind::Probe(at, "resource"),
            joint_only: false,
            per_participant: false,
            children: vec![],
        }
    }

    fn node<'a>(kind: BoundKind<'a>, children: &[usize]) -> Node<'a> {
        Node { kind, children: children.iter().map(|at| leaf(*at)).collect(), ..leaf(S) }
    }

    fn evaluate(
        node: &Node<'_>,
        documents: &[DocumentKind],
        joint: bool,
    ) -> (CriterionResult, Rests) {
        let (conclusions, documents, manifest) =
            (conclusions(), documents.iter().copied().collect(), place(9));
        let grounds = Grounds {
            conclusions: &conclusions,
            documents: &documents,
            joint,
            manifest: Some(&manifest),
        };
        let mut rests = Rests::default();
        (grounds.evaluate(node, true, &mut rests), rests)
    }

    fn outcome(node: &Node<'_>) -> Outcome {
        evaluate(node, &[], false).0.outcome
    }

    #[test]
    fn conclusions_are_one_of_each() {
        assert_eq!(
            [S, V, A, U, R].map(|at| outcome(&leaf(at))),
            [Satisfied, Violated, Absent, Unreadable, Review]
        );
        assert_eq!(outcome(&leaf(99)), Absent, "a probe that concluded nothing");
    }

    #[test]
    fn lists() {
        let table: [(&[usize], [Outcome; 3]); 12] = [
            // Children; all, any, two of them.
            (&[], [Absent, Absent, Absent]),
            (&[S], [Satisfied, Satisfied, Absent]),
            (&[S, S], [Satisfied, Satisfied, Satisfied]),
            (&[S, V], [Violated, Satisfied, Violated]),
            (&[S, A], [Absent, Satisfied, Absent]),
            (&[S, U], [Unreadable, Satisfied, Unreadable]),
            (&[S, R], [Review, Satisfied, Review]),
            (&[A, U], [Unreadable, Unreadable, Unreadable]),
            (&[R, A], [Absent, Review, Absent]),
            (&[V, A], [Violated, Absent, Violated]),
            (&[S, S, V], [Violated, Satisfied, Satisfied]),
            (&[S, R, V], [Violated, Satisfied, Review]),
        ];
        for (children, expected) in table {
            let seen = [BoundKind::All, BoundKind::Any, BoundKind::AtLeast(2)]
                .map(|kind| outcome(&node(kind, children)));
            assert_eq!(seen, expected, "{children:?}");
        }
    }

    /// The chosen child decides alone, but for a proof beside evidence to the contrary.
    #[test]
    fn first() {
        let table: [(usize, &[usize], Outcome, bool); 10] = [
            (0, &[S, A], Satisfied, false),
            (0, &[S, U], Satisfied, false),
            (0, &[S, V], Review, true),
            (1, &[V, S], Review, true),
            (0, &[A, S], Absent, false),
            (0, &[U, S], Unreadable, false),
            (0, &[V, S], Violated, false),
            (0, &[R, V], Review, false),
            (1, &[S, A], Absent, false),
            (0, &[], Absent, false),
        ];
        for (chosen, children, expected, contradicts) in table {
            let (result, rests) = evaluate(&node(BoundKind::First(chosen), children), &[], false);
            assert_eq!(result.outcome, expected, "{chosen} of {children:?}");
            assert_eq!(rests.contradiction.is_some(), contradicts, "{chosen} of {children:?}");
            let deciding: Vec<_> = result.children.iter().map(|child| child.decides).collect();
            let expected: Vec<_> = (0..children.len()).map(|at| at == chosen).collect();
            assert_eq!(deciding, expected);
        }
    }

    #[test]
    fn an_unchosen_branch_decides_nothing() {
        let inner = node(BoundKind::First(0), &[S, V]);
        let joint = Node { joint_only: true, ..leaf(U) };
        let unchosen = Node { children: vec![inner, joint], ..node(BoundKind::Any, &[]) };
        let whole = Node { children: vec![leaf(S), unchosen], ..node(BoundKind::First(0), &[]) };
        let (result, rests) = evaluate(&whole, &[], false);
        assert_eq!((result.outcome, rests.contradiction), (Satisfied, None));
        assert!(result.children[1].children.iter().all(|child| !child.decides));
    }

    /// Without a second company the node holds by the manifest; without a manifest nobody says that there is none.
    #[test]
    fn when_joint() {
        let asked = |at| Node { joint_only: true, ..leaf(at) };
        for (at, expected) in
            [(S, Satisfied), (V, Violated), (A, Absent), (U, Unreadable), (R, Review)]
        {
            assert_eq!(evaluate(&asked(at), &[], true).0.outcome, expected);
            let (alone, _) = evaluate(&asked(at), &[], false);
            assert_eq!((alone.outcome, first_place(&alone)), (Satisfied, Some(place(9))));
        }
        let (conclusions, documents) = (conclusions(), BTreeSet::new());
        let grounds = Grounds {
            conclusions: &conclusions,
            documents: &documents,
            joint: false,
            manifest: None,
        };
        assert_eq!(grounds.evaluate(&asked(S), true, &mut Rests::default()).outcome, Absent);
    }

    #[test]
    fn per_participant() {
        let asked = |at| Node { per_participant: true, ..leaf(at) };
        for (at, joint, expected) in
            [(S, false, Satisfied), (S, true, Review), (A, true, Absent), (V, true, Violated)]
        {
            assert_eq!(evaluate(&asked(at), &[], joint).0.outcome, expected, "{at} {joint}");
        }
    }

    /// A review that names no document would ask a person to judge nothing.
    #[test]
    fn a_review_needs_its_documents() {
        use DocumentKind::{ContinuityPlan, Procedure};
        let table: [(&[DocumentKind], &[DocumentKind], Outcome); 5] = [
            (&[Procedure], &[Procedure], Review),
            (&[Procedure], &[], Absent),
            (&[Procedure, ContinuityPlan], &[Procedure], Absent),
            (&[Procedure, ContinuityPlan], &[ContinuityPlan, Procedure], Review),
            (&[], &[Procedure], Absent),
        ];
        for (needs, there, expected) in table {
            let ask = ReviewAsk {
                look_at: LocalText::default(),
                why: LocalText::default(),
                needs: needs.to_vec(),
            };
            let (result, rests) = evaluate(&node(BoundKind::Review(&ask), &[]), there, false);
            assert_eq!(
                (result.outcome, rests.method),
                (expected, Some(Method::Interview)),
                "{needs:?} {there:?}"
            );
        }
    }

    #[test]
    fn what_it_rests_on() {
        let mut grounded = conclusions();
        let day = |text: &str| text.parse().ok();
        grounded[S] = Conclusion {
            providers: vec!["kumo".to_owned()],
            delivery: Some(Delivery::Joint),
            until: day("2023-04-01"),
            ..grounded[S].clone()
        };
        grounded.push(Conclusion {
            method: Method::Examine,
            delivery: Some(Delivery::Own),
            until: day("2023-01-01"),
            ..grounded[S].clone()
        });
        grounded[V].until = day("2022-01-01");
        let documents = BTreeSet::new();
        let grounds =
            Grounds { conclusions: &grounded, documents: &documents, joint: false, manifest: None };
        let mut rests = Rests::default();
        grounds.evaluate(&node(BoundKind::All, &[S, 5, V]), true, &mut rests);
        assert_eq!(
            (rests.method, rests.delivery, rests.until),
            (Some(Method::Examine), Some(Delivery::Joint), day("2023-01-01"))
        );
        assert_eq!(rests.providers, [["kumo"], ["kumo"]]);
    }
}
