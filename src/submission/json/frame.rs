//! The containers being read: what was kept of them so far, and which child is being read now.

use super::tree::{Defect, Tree, Value};
use std::collections::BTreeMap;

/// A container whose end has not been read.
#[derive(Debug)]
pub(super) struct Frame {
    /// Offset of its opening bracket.
    pub(super) offset: u64,
    kept: Kept,
}

#[derive(Debug)]
enum Kept {
    Object {
        /// Name of the present member.
        name: Box<str>,
        members: Vec<(Box<str>, Tree)>,
        may_repeat: bool,
    },
    Array {
        /// Place of the present element, skipped ones counted.
        ordinal: u64,
        elements: Vec<Tree>,
    },
}

impl Frame {
    /// With `may_repeat`, the names kept are compared at the end.
    pub(super) fn object(offset: u64, may_repeat: bool) -> Self {
        Self {
            offset,
            kept: Kept::Object { name: Box::default(), members: Vec::new(), may_repeat },
        }
    }

    pub(super) fn array(offset: u64) -> Self {
        Self { offset, kept: Kept::Array { ordinal: 0, elements: Vec::new() } }
    }

    /// Steps to the next member of an object.
    pub(super) fn begin_member(&mut self, name: Box<str>, is_repeated: bool) {
        if let Kept::Object { name: present, may_repeat, .. } = &mut self.kept {
            *present = name;
            *may_repeat |= is_repeated;
        }
    }

    /// Steps behind the present element of an array.
    pub(super) fn end_element(&mut self) {
        if let Kept::Array { ordinal, .. } = &mut self.kept {
            *ordinal += 1;
        }
    }

    /// Adds the present child.
    pub(super) fn attach(&mut self, tree: Tree) {
        match &mut self.kept {
            Kept::Object { name, members, .. } => members.push((std::mem::take(name), tree)),
            Kept::Array { elements, .. } => elements.push(tree),
        }
    }

    /// The container as far as it was read.
    pub(super) fn close(self) -> Value {
        match self.kept {
            Kept::Object { members, may_repeat: true, .. } => {
                Value::Object(without_repeats(members))
            }
            Kept::Object { members, .. } => Value::Object(members),
            Kept::Array { elements, .. } => Value::Array(elements),
        }
    }

    /// Appends the step to the present child to a JSON Pointer (RFC 6901).
    pub(super) fn point(&self, pointer: &mut String) {
        pointer.push('/');
        match &self.kept {
            Kept::Object { name, .. } => {
                pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
            }
            Kept::Array { ordinal, .. } => pointer.push_str(&ordinal.to_string()),
        }
    }
}

/// Up to here comparing every pair of names is cheaper than sorting them.
const FEW: usize = 8;

/// A member whose name appears more than once becomes bad where it first appeared; the others go.
fn without_repeats(members: Vec<(Box<str>, Tree)>) -> Vec<(Box<str>, Tree)> {
    if !has_repeats(&members) {
        return members;
    }
    let mut places: BTreeMap<Box<str>, usize> = BTreeMap::new();
    let mut single: Vec<(Box<str>, Tree)> = Vec::new();
    for (name, tree) in members {
        if let Some(&place) = places.get(&name) {
            single[place].1 = Tree::bad(tree.offset, Defect::RepeatedName);
        } else {
            places.insert(name.clone(), single.len());
            single.push((name, tree));
        }
    }
    single
}

fn has_repeats(members: &[(Box<str>, Tree)]) -> bool {
    if members.len() <= FEW {
        let mut earlier = members.iter().enumerate();
        return earlier.any(|(at, (name, _))| members[..at].iter().any(|other| other.0 == *name));
    }
    let mut names: Vec<&str> = members.iter().map(|(name, _)| &**name).collect();
    names.sort_unstable();
    names.windows(2).any(|pair| pair[0] == pair[1])
}
