//! What changed between two editions of a catalogue, and whether a bid now has to show more or less.

use std::cmp::Ordering;

use crate::model::catalogue::{Catalogue, Requirement};
use crate::model::document::words;
use crate::model::text::LocalText;

use super::criterion::Shift;

words! {
    /// Kind of a change of one requirement.
    ChangeKind {
        /// The requirement is new.
        Added = "added", "追加", "added";
        /// The requirement is gone.
        Removed = "removed", "削除", "removed";
        /// Its words differ: title, text, remedy, provenance or related items.
        Text = "text", "文言の変更", "text";
        /// What met the old criterion may not meet the new one, and nothing else does.
        Tightened = "tightened", "厳格化", "tightened";
        /// What meets the old criterion meets the new one, and more does.
        Loosened = "loosened", "緩和", "loosened";
        /// Its weight differs.
        Weight = "weight", "重みの変更", "weight";
        /// The criterion looks at something else: neither is contained in the other as far as can be told.
        Probe = "probe", "判定方法の変更", "probe";
    }
}

/// One change of one requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionChange {
    /// The requirement.
    pub requirement: String,
    /// Kind of the change.
    pub kind: ChangeKind,
    /// What differs.
    pub what: LocalText,
}

/// Every change from `old` to `new`, in the order of the new catalogue; what was removed comes last.
pub fn changes(old: &Catalogue, new: &Catalogue) -> Vec<EditionChange> {
    let mut found = Vec::new();
    for one in new.requirements() {
        match old.find(&one.id.value) {
            Some(before) => of_requirement(before, one, &mut found),
            None => found.push(change(one, ChangeKind::Added, titled(one))),
        }
    }
    let gone = old.requirements().filter(|one| new.find(&one.id.value).is_none());
    found.extend(gone.map(|one| change(one, ChangeKind::Removed, titled(one))));
    found
}

pub(super) fn of_requirement(old: &Requirement, new: &Requirement, found: &mut Vec<EditionChange>) {
    let words = differing_words(old, new);
    if !words.is_empty() {
        let ja: Vec<_> = words.iter().map(|(ja, _)| *ja).collect();
        let en: Vec<_> = words.iter().map(|(_, en)| *en).collect();
        found.push(change(new, ChangeKind::Text, LocalText::new(ja.join("、"), en.join(", "))));
    }
    if old.weight != new.weight {
        let what = format!("{} → {}", old.weight, new.weight);
        found.push(change(new, ChangeKind::Weight, LocalText::new(what.clone(), what)));
    }
    let mut shift = Shift::default();
    shift.add(demand(old, new));
    shift.add_criterion(&old.criterion, &new.criterion);
    if let Some((kind, what)) = shift.verdict() {
        found.push(change(new, kind, what));
    }
}

/// Whether the frame of the criterion asks more: mandatory, own technology, the whole environment.
fn demand(old: &Requirement, new: &Requirement) -> Vec<(Option<Ordering>, LocalText)> {
    use crate::model::catalogue::{Core, Obligation};
    let mut shifts = Vec::new();
    if old.obligation != new.obligation {
        let tighter = new.obligation == Obligation::Mandatory;
        shifts.push((Some(order(tighter)), arrow(old.obligation.id(), new.obligation.id())));
    }
    if old.core != new.core {
        shifts.push((Some(order(new.core == Core::Own)), arrow(old.core.id(), new.core.id())));
    }
    if old.subject != new.subject {
        shifts.push((None, arrow(old.subject.id(), new.subject.id())));
    }
    shifts
}

fn order(tighter: bool) -> Ordering {
    if tighter { Ordering::Greater } else { Ordering::Less }
}

fn arrow(old: &str, new: &str) -> LocalText {
    let text = format!("{old} → {new}");
    LocalText::new(text.clone(), text)
}

fn differing_words(old: &Requirement, new: &Requirement) -> Vec<(&'static str, &'static str)> {
    let parts = [
        (old.title != new.title, ("題名", "title")),
        (old.text != new.text, ("要件文", "text")),
        (old.remedy != new.remedy, ("対応", "remedy")),
        (old.provenance != new.provenance || old.basis != new.basis, ("出所", "provenance")),
        (old.mappings != new.mappings, ("関連する管理策", "related items")),
    ];
    parts.into_iter().filter(|(differs, _)| *differs).map(|(_, name)| name).collect()
}

fn titled(one: &Requirement) -> LocalText {
    one.title.clone()
}

fn change(one: &Requirement, kind: ChangeKind, what: LocalText) -> EditionChange {
    EditionChange { requirement: one.id.value.clone(), kind, what }
}
