//! What of a criterion a reader is shown: the observations that led to the outcome, the most telling first.

use crate::model::observation::{Observation, Population};
use crate::model::outcome::Outcome;
use crate::model::report::CriterionResult;

/// What led to an outcome.
pub(super) struct Deciding<'c> {
    /// The most telling observations, each once.
    pub(super) shown: Vec<&'c Observation>,
    /// How many more there are.
    pub(super) rest: u64,
    /// The resources it is about.
    pub(super) population: Option<&'c Population>,
}

/// At most `most` observations that led to the outcome of `root`: those of leaves that decide, and what was seen to be right only
/// where the whole is.
pub(super) fn deciding(root: &CriterionResult, most: usize) -> Deciding<'_> {
    let holds = root.outcome == Outcome::Satisfied;
    let mut leaves = Vec::new();
    collect(root, holds, &mut leaves);
    let ranked = leaves.iter().flat_map(|leaf| leaf.observations.iter().enumerate());
    let mut seen: Vec<_> =
        ranked.filter(|(_, seen)| holds || seen.outcome != Outcome::Satisfied).collect();
    seen.sort_by_key(|(rank, seen)| (seen.outcome != root.outcome, seen.outcome.rank(), *rank));
    let mut distinct: Vec<&Observation> = Vec::new();
    for (_, one) in seen {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
    }
    let truncated: u64 = leaves.iter().map(|leaf| leaf.truncated).sum();
    let rest = distinct.len().saturating_sub(most) as u64 + truncated;
    distinct.truncate(most);
    let decisive = leaves.iter().filter(|leaf| leaf.outcome == root.outcome);
    let population = decisive.into_iter().find_map(|leaf| leaf.population.as_ref());
    Deciding { shown: distinct, rest, population }
}

fn collect<'c>(node: &'c CriterionResult, holds: bool, leaves: &mut Vec<&'c CriterionResult>) {
    if !node.decides || (node.outcome == Outcome::Satisfied && !holds) {
        return;
    }
    if node.children.is_empty() {
        leaves.push(node);
    }
    node.children.iter().for_each(|child| collect(child, holds, leaves));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::outcome::Verdict;
    use crate::render::sample;

    #[test]
    fn the_most_telling_comes_first_and_the_rest_is_counted() {
        let mut root = sample::finding("GC22-STO-001", Verdict::Unmet, "b1").criterion;
        for (most, lines, rest) in
            [(1, vec![Some(231)], 43), (3, vec![Some(231), None, Some(300)], 41)]
        {
            let found = deciding(&root, most);
            let at = |one: &&Observation| one.place.as_ref().and_then(|at| at.line);
            assert_eq!((found.shown.iter().map(at).collect::<Vec<_>>(), found.rest), (lines, rest));
            assert_eq!(found.population.map(|population| population.violating), Some(2));
        }
        root.children[0].decides = false;
        assert_eq!(deciding(&root, 3).shown.len(), 1, "a child that was not chosen says nothing");
    }
}
