//! Which leaves of a criterion an example rests on.

use crate::model::criterion::{Criterion, CriterionKind, ProbeUse};

/// A leaf that may decide.
pub(super) struct Leaf<'a> {
    /// The probe.
    pub(super) probe: &'a ProbeUse,
    /// The leaf as a criterion of its own.
    pub(super) alone: &'a Criterion,
    /// Whether another leaf may stand in for it, so that it has to be judged alone.
    pub(super) replaceable: bool,
}

/// The leaves that may decide when the `child`-th child of every `first` does.
pub(super) fn deciding(criterion: &Criterion, child: usize) -> Vec<Leaf<'_>> {
    let mut leaves = Vec::new();
    collect(criterion, child, false, &mut leaves);
    leaves
}

fn collect<'a>(
    criterion: &'a Criterion,
    child: usize,
    replaceable: bool,
    leaves: &mut Vec<Leaf<'a>>,
) {
    match &criterion.kind {
        CriterionKind::All(children) => {
            for one in children {
                collect(one, child, replaceable, leaves);
            }
        }
        CriterionKind::Any(of) | CriterionKind::AtLeast { of, .. } => {
            for one in of {
                collect(one, child, true, leaves);
            }
        }
        CriterionKind::First(children) => {
            let at = child.saturating_sub(1).min(children.len().saturating_sub(1));
            if let Some(chosen) = children.get(at) {
                collect(chosen, child, replaceable, leaves);
            }
        }
        CriterionKind::Probe(probe) => leaves.push(Leaf { probe, alone: criterion, replaceable }),
        CriterionKind::Review(_) => {}
    }
}
