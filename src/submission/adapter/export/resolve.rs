//! Follows the paths of a mapping through pruned values.
//!
//! Architecture invariant: a value that is missing, one whose parent is missing, one that the source hides and one that cannot be
//! read are four things from here on.

use std::borrow::Cow;

use crate::model::mapping::{Path, Root, Step};
use crate::model::value::Unreadable;
use crate::submission::json::{Defect, Tree, Value as Native};

use super::derive;

/// A native value beside the marks of what its source hides of it: `true` stands for a value that is known later only.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'a> {
    /// The value; none if it is missing.
    pub(super) tree: Option<&'a Tree>,
    /// What is hidden of it.
    pub(super) hidden: Option<&'a Tree>,
    /// Whether something above it is missing already.
    is_lost: bool,
}

/// What `$` and `@` stand for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'a> {
    /// The native record.
    pub(super) record: Spot<'a>,
    /// The element of `each`.
    pub(super) element: Option<Spot<'a>>,
}

/// The end of one branch of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Slot<'a> {
    /// A value that is not null.
    Value(&'a Tree),
    /// Null, or missing in an object that is there.
    Missing,
    /// Something above it is missing.
    Lost,
    /// The source says it only later.
    Hidden,
    /// It, or something above it, cannot be read.
    Wrong(Unreadable),
}

/// What a path leads to.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Found<'a> {
    /// The ends of its branches in the order of the file: one if the path has neither `[*]` nor a filter.
    pub(super) slots: Vec<Slot<'a>>,
    /// Whether a list that it goes over is there, be it empty.
    pub(super) listed: bool,
}

impl<'a> Spot<'a> {
    /// A value of which nothing is hidden.
    pub(super) fn of(tree: &'a Tree) -> Self {
        Self { tree: Some(tree), hidden: None, is_lost: false }
    }

    /// The same with what its source hides.
    pub(super) fn hiding(mut self, hidden: Option<&'a Tree>) -> Self {
        self.hidden = hidden;
        self
    }

    /// Where `steps` lead from here.
    pub(super) fn resolve(self, steps: &[Step]) -> Found<'a> {
        let mut found = Found::default();
        self.walk(steps, &mut found);
        found
    }

    /// Elements of an array; none if it is no array. Members of an object are no elements: a projection shows those only that
    /// somebody named.
    pub(super) fn elements(self) -> Option<Vec<Self>> {
        let Native::Array(elements) = &self.tree?.value else { return None };
        let hidden = |at: usize| self.hidden.and_then(|hidden| hidden.elements().get(at));
        let spots = elements.iter().enumerate();
        Some(spots.map(|(at, tree)| Self::of(tree).hiding(hidden(at))).collect())
    }

    /// The values that `steps` lead to, each with the JSON Pointer from here.
    pub(super) fn spread(self, steps: &[Step]) -> Vec<(String, Self)> {
        let mut spots = vec![(String::new(), self)];
        for step in steps {
            let mut next = Vec::new();
            for (pointer, spot) in spots {
                match step {
                    Step::Member(name) => {
                        let pointer =
                            format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                        next.extend(spot.member(name).ok().map(|spot| (pointer, spot)));
                    }
                    Step::Every | Step::Where { .. } => {
                        let elements = spot.elements().unwrap_or_default().into_iter().enumerate();
                        let chosen = elements.filter(|(_, element)| element.is_chosen(step));
                        next.extend(
                            chosen.map(|(at, element)| (format!("{pointer}/{at}"), element)),
                        );
                    }
                }
            }
            spots = next;
        }
        spots.retain(|(_, spot)| matches!(spot.end(), Slot::Value(_)));
        spots
    }

    fn is_chosen(self, step: &Step) -> bool {
        let Step::Where { member, equals } = step else { return true };
        self.is_where(member, equals) == Ok(true)
    }

    fn walk(self, steps: &[Step], found: &mut Found<'a>) {
        if self.hidden.and_then(Tree::as_bool) == Some(true) {
            return found.slots.push(Slot::Hidden);
        }
        match steps.split_first() {
            None => found.slots.push(self.end()),
            Some((Step::Member(name), rest)) => match self.member(name) {
                Ok(spot) => spot.walk(rest, found),
                Err(why) => found.slots.push(Slot::Wrong(why)),
            },
            Some((Step::Every, rest)) => self.each(found, |spot, found| spot.walk(rest, found)),
            Some((Step::Where { member, equals }, rest)) => {
                self.each(found, |spot, found| match spot.is_where(member, equals) {
                    Ok(true) => spot.walk(rest, found),
                    Ok(false) => {}
                    Err(end) => found.slots.push(end),
                });
            }
        }
    }

    /// Whether a member of an element is the text that a filter asks; the end of the branch if nobody can tell.
    fn is_where(self, member: &str, equals: &str) -> Result<bool, Slot<'a>> {
        match self.member(member).map_err(Slot::Wrong)?.end() {
            Slot::Value(tree) => match derive::text(tree) {
                Some(text) => Ok(text == equals),
                None => Err(Slot::Wrong(Unreadable::WrongKind)),
            },
            Slot::Missing | Slot::Lost => Ok(false),
            end @ (Slot::Hidden | Slot::Wrong(_)) => Err(end),
        }
    }

    fn each(self, found: &mut Found<'a>, mut visit: impl FnMut(Self, &mut Found<'a>)) {
        match self.elements() {
            Some(elements) => {
                found.listed = true;
                for element in elements {
                    visit(element, found);
                }
            }
            None => found.slots.push(match self.nothing() {
                Ok(()) if self.hidden.is_some_and(hides) => Slot::Hidden,
                Ok(()) => Slot::Lost,
                Err(why) => Slot::Wrong(why),
            }),
        }
    }

    /// Member `name`, missing where there is nothing it could be a member of.
    fn member(self, name: &str) -> Result<Self, Unreadable> {
        let hidden = self.hidden.and_then(|hidden| hidden.get(name));
        match self.tree.map(|tree| &tree.value) {
            Some(Native::Object(_)) => {
                let tree = self.tree.and_then(|tree| tree.get(name));
                Ok(Self { tree, hidden, is_lost: false })
            }
            _ => self.nothing().map(|()| Self { tree: None, hidden, is_lost: true }),
        }
    }

    /// Whether this is nothing, of which no part can be asked: missing, null, or the empty text some tools print for it.
    fn nothing(self) -> Result<(), Unreadable> {
        match self.tree.map(|tree| &tree.value) {
            None | Some(Native::Null) => Ok(()),
            Some(Native::String(text)) if text.is_empty() => Ok(()),
            Some(Native::Bad(defect)) => Err(unreadable(*defect)),
            Some(
                Native::Bool(_)
                | Native::Number(_)
                | Native::String(_)
                | Native::Array(_)
                | Native::Object(_),
            ) => Err(Unreadable::WrongKind),
        }
    }

    fn end(self) -> Slot<'a> {
        match self.tree {
            _ if self.hidden.is_some_and(hides) => Slot::Hidden,
            Some(Tree { value: Native::Bad(defect), .. }) => Slot::Wrong(unreadable(*defect)),
            Some(Tree { value: Native::Null, .. }) | None if self.is_lost => Slot::Lost,
            Some(Tree { value: Native::Null, .. }) | None => Slot::Missing,
            Some(tree) => Slot::Value(tree),
        }
    }
}

impl<'a> Subject<'a> {
    /// Where a path leads.
    pub(super) fn resolve(&self, path: &Path) -> Found<'a> {
        match (path.root, self.element) {
            (Root::Record, _) => self.record.resolve(&path.steps),
            (Root::Element, Some(element)) => element.resolve(&path.steps),
            (Root::Element, None) => Found { slots: vec![Slot::Lost], listed: false },
        }
    }

    /// The first scalar at a path, as text.
    pub(super) fn text(&self, path: &Path) -> Option<Cow<'a, str>> {
        self.resolve(path).slots.into_iter().find_map(|slot| match slot {
            Slot::Value(tree) => derive::text(tree),
            Slot::Missing | Slot::Lost | Slot::Hidden | Slot::Wrong(_) => None,
        })
    }
}

impl<'a> Found<'a> {
    /// The values at its ends.
    pub(super) fn values(&self) -> impl Iterator<Item = &'a Tree> {
        self.slots.iter().filter_map(|slot| match slot {
            Slot::Value(tree) => Some(*tree),
            Slot::Missing | Slot::Lost | Slot::Hidden | Slot::Wrong(_) => None,
        })
    }
}

/// Whether anything below is marked as hidden.
fn hides(marks: &Tree) -> bool {
    marks.as_bool() == Some(true)
        || marks.elements().iter().any(hides)
        || marks.members().iter().any(|(_, marks)| hides(marks))
}

/// Why a value that the reader marked cannot be understood.
pub(super) fn unreadable(defect: Defect) -> Unreadable {
    match defect {
        Defect::RepeatedName => Unreadable::RepeatedKey,
        Defect::TooLarge => Unreadable::TooLarge,
        Defect::LoneSurrogate | Defect::NumberRange | Defect::InnerText { .. } => {
            Unreadable::Malformed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::derive::testing::tree;
    use super::super::testing::path;
    use super::*;

    fn shown(found: &Found<'_>) -> String {
        let slots = found.slots.iter().map(|slot| match slot {
            Slot::Value(tree) => derive::text(tree).map_or("value".into(), Cow::into_owned),
            Slot::Missing => "missing".into(),
            Slot::Lost => "lost".into(),
            Slot::Hidden => "hidden".into(),
            Slot::Wrong(why) => format!("{why:?}"),
        });
        let listed = if found.listed { "*" } else { "" };
        slots.collect::<Vec<_>>().join(" ") + listed
    }

    #[test]
    fn paths_end_in_values_or_say_why_not() {
        let record = tree(
            r#"{"a":{"b":1,"n":null},"l":[{"k":"x","v":1},{"k":"y","v":2},{"v":3},{"k":"x"}],"e":[],"s":"t","z":"","n":null}"#,
        );
        let cases = [
            ("$.a.b", "1"),
            ("$.a.n", "missing"),
            ("$.a.c", "missing"),
            ("$.b.c", "lost"),
            ("$.n.c", "lost"),
            ("$.z.c", "lost"),
            ("$.s.c", "WrongKind"),
            ("$.l[*].v", "1 2 3 missing*"),
            ("$.l[?@.k == 'x'].v", "1 missing*"),
            ("$.l[?@.k == 'q'].v", "*"),
            ("$.e[*]", "*"),
            ("$.n[*]", "lost"),
            ("$.q[*]", "lost"),
            ("$.s[*]", "WrongKind"),
            ("$.a[*]", "WrongKind"),
            ("$.l.v", "WrongKind"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(&Spot::of(&record).resolve(&path(text).steps)), expected, "{text}");
        }
    }

    #[test]
    fn marks_hide_what_is_known_later() {
        let record = tree(r#"{"a":1,"l":[{"k":"x"},{"k":"y","v":2}]}"#);
        let marks = tree(r#"{"b":true,"l":[{"v":true},{}],"m":[{"v":true}],"o":{"p":true}}"#);
        let cases = [
            ("$.a", "1"),
            ("$.b", "hidden"),
            ("$.b.c[*]", "hidden"),
            ("$.l[*].v", "hidden 2*"),
            ("$.l[?@.k == 'y'].v", "2*"),
            ("$.m[*].v", "hidden"),
            ("$.o", "hidden"),
            ("$.o.q", "lost"),
        ];
        for (text, expected) in cases {
            let spot = Spot::of(&record).hiding(Some(&marks));
            assert_eq!(shown(&spot.resolve(&path(text).steps)), expected, "{text}");
        }
    }
}
