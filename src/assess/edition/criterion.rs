//! Whether one criterion asks more than another.

use std::cmp::Ordering;

use crate::model::criterion::{Criterion, CriterionKind, ReviewAsk};
use crate::model::text::LocalText;

use super::change::ChangeKind;
use super::leaf;

/// What differs between two criteria. `Greater` asks more, `Less` asks less, none cannot be told.
#[derive(Debug, Default)]
pub(super) struct Shift(Vec<(Option<Ordering>, LocalText)>);

impl Shift {
    /// Adds differences found elsewhere.
    pub(super) fn add(&mut self, found: Vec<(Option<Ordering>, LocalText)>) {
        self.0.extend(found);
    }

    /// Adds the differences of two criteria.
    pub(super) fn add_criterion(&mut self, old: &Criterion, new: &Criterion) {
        if same(old, new) {
            return;
        }
        if old.joint_only != new.joint_only {
            let what = LocalText::new("共同提案に限る", "joint bids only");
            self.0.push((
                Some(if old.joint_only { Ordering::Greater } else { Ordering::Less }),
                what,
            ));
        }
        match (&old.kind, &new.kind) {
            (CriterionKind::All(old), CriterionKind::All(new)) => {
                self.children(old, new, Ordering::Greater);
            }
            (CriterionKind::Any(old), CriterionKind::Any(new)) => {
                self.children(old, new, Ordering::Less);
            }
            (
                CriterionKind::AtLeast { n: before, of: old },
                CriterionKind::AtLeast { n, of: new },
            ) => {
                if before != n {
                    let what = format!("at_least {before} → {n}");
                    self.0.push((Some(n.cmp(before)), LocalText::new(what.clone(), what)));
                }
                self.children(old, new, Ordering::Less);
            }
            (CriterionKind::First(before), CriterionKind::First(after))
                if before.len() == after.len() =>
            {
                for (old, new) in before.iter().zip(after) {
                    self.add_criterion(old, new);
                }
            }
            (CriterionKind::Probe(before), CriterionKind::Probe(after))
                if before.probe.value == after.probe.value =>
            {
                leaf::compare(before, after, &mut self.0);
            }
            (CriterionKind::Review(before), CriterionKind::Review(after)) => {
                self.0.push((
                    asked(before, after),
                    LocalText::new("人による審査", "a person's review"),
                ));
            }
            _ => self.0.push(wrapped(old, new)),
        }
    }

    /// Children of lists: equal ones cancel out, what is left is compared in pairs, and `more` is what a further child means.
    fn children(&mut self, old: &[Criterion], new: &[Criterion], more: Ordering) {
        let left = |of: &[Criterion], other: &[Criterion]| -> Vec<usize> {
            (0..of.len()).filter(|at| !other.iter().any(|one| same(&of[*at], one))).collect()
        };
        let (gone, come) = (left(old, new), left(new, old));
        if gone.len() == come.len() {
            for (before, after) in gone.iter().zip(&come) {
                self.add_criterion(&old[*before], &new[*after]);
            }
            return;
        }
        for after in come {
            self.0.push((Some(more), said(&new[after], "追加", "added")));
        }
        for before in gone {
            self.0.push((Some(more.reverse()), said(&old[before], "削除", "removed")));
        }
    }

    /// The kind of the whole difference, and what it is; none if there is none.
    pub(super) fn verdict(self) -> Option<(ChangeKind, LocalText)> {
        let (first, _) = self.0.first()?;
        let agree = self.0.iter().all(|(order, _)| order == first);
        let kind = match (agree, first) {
            (true, Some(Ordering::Greater)) => ChangeKind::Tightened,
            (true, Some(Ordering::Less)) => ChangeKind::Loosened,
            (true, Some(Ordering::Equal) | None) | (false, _) => ChangeKind::Probe,
        };
        let join = |pick: fn(&LocalText) -> &str, with: &str| {
            self.0.iter().map(|(_, what)| pick(what)).collect::<Vec<_>>().join(with)
        };
        Some((kind, LocalText::new(join(|one| &one.ja, "、"), join(|one| &one.en, "; "))))
    }
}

/// A review asks more if more has to be there first; another question cannot be compared.
fn asked(old: &ReviewAsk, new: &ReviewAsk) -> Option<Ordering> {
    let questions = |of: &ReviewAsk| (of.look_at.clone(), of.why.clone());
    if questions(old) != questions(new) {
        return None;
    }
    let within =
        |some: &ReviewAsk, all: &ReviewAsk| some.needs.iter().all(|kind| all.needs.contains(kind));
    match (within(old, new), within(new, old)) {
        (true, false) => Some(Ordering::Greater),
        (false, true) => Some(Ordering::Less),
        (true, true) | (false, false) => None,
    }
}

/// A criterion that became one of several, or the only one of them.
fn wrapped(old: &Criterion, new: &Criterion) -> (Option<Ordering>, LocalText) {
    let holds = |parts: &[Criterion], one: &Criterion| parts.iter().any(|part| same(part, one));
    match (&old.kind, &new.kind) {
        (_, CriterionKind::All(parts)) if holds(parts, old) => {
            (Some(Ordering::Greater), said(new, "加わった条件", "a further condition"))
        }
        (CriterionKind::All(parts), _) if holds(parts, new) => {
            (Some(Ordering::Less), said(old, "外れた条件", "a condition dropped"))
        }
        (_, CriterionKind::Any(parts)) if holds(parts, old) => {
            (Some(Ordering::Less), said(new, "加わった代わり", "a further alternative"))
        }
        (CriterionKind::Any(parts), _) if holds(parts, new) => {
            (Some(Ordering::Greater), said(old, "外れた代わり", "an alternative dropped"))
        }
        _ => (None, LocalText::new("判定基準の組み立て", "shape of the criterion")),
    }
}

/// Whether two criteria are the same, wherever they stand.
fn same(one: &Criterion, other: &Criterion) -> bool {
    let lists = |one: &[Criterion], other: &[Criterion]| {
        one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
    };
    one.joint_only == other.joint_only
        && match (&one.kind, &other.kind) {
            (CriterionKind::All(one), CriterionKind::All(other))
            | (CriterionKind::Any(one), CriterionKind::Any(other))
            | (CriterionKind::First(one), CriterionKind::First(other)) => lists(one, other),
            (CriterionKind::AtLeast { n, of }, CriterionKind::AtLeast { n: m, of: other }) => {
                n == m && lists(of, other)
            }
            (CriterionKind::Probe(one), CriterionKind::Probe(other)) => {
                one.probe.value == other.probe.value
                    && one.per_participant == other.per_participant
                    && leaf::same(&one.with, &other.with)
            }
            (CriterionKind::Review(one), CriterionKind::Review(other)) => {
                one.look_at == other.look_at && one.why == other.why && one.needs == other.needs
            }
            _ => false,
        }
}

fn said(of: &Criterion, ja: &str, en: &str) -> LocalText {
    let name = match &of.kind {
        CriterionKind::All(_) => "all",
        CriterionKind::Any(_) => "any",
        CriterionKind::First(_) => "first",
        CriterionKind::AtLeast { .. } => "at_least",
        CriterionKind::Probe(asked) => asked.probe.value.as_str(),
        CriterionKind::Review(_) => "review",
    };
    LocalText::new(format!("{ja}({name})"), format!("{en} ({name})"))
}
