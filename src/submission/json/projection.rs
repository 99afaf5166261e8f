//! What is materialised of a source: one trie of field names, the union of everything that was asked.
//!
//! The trie is an arena, so that a recursive shape (modules in modules) is a cycle of it. Every path costs one node, whatever
//! the number of criteria behind it, and what has no node is validated and skipped.

use super::text::Raw;

/// A place in a [`Projection`]; only meaningful for the projection that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NodeId(usize);

const ROOT: NodeId = NodeId(0);
/// The node that keeps whatever is below it: its own child under every name and in every array.
const WHOLE: NodeId = NodeId(1);

/// Union of the asked fields of one source. A new one asks nothing.
///
/// What is visible at a node: an object if any member is asked, an array if elements are asked, anything if it is kept.
/// A visible container holds its visible children only. A scalar, or a container of the other shape, at a node that is
/// not kept is not visible: keep the node to tell it from absence.
#[derive(Debug)]
pub(crate) struct Projection {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) names: Names,
    pub(super) every: Option<NodeId>,
    pub(super) element: Option<NodeId>,
    pub(super) inner: Option<NodeId>,
    pub(super) kept: bool,
    pub(super) tag: Option<u32>,
    whole: bool,
}

impl Node {
    pub(super) fn asks_members(&self) -> bool {
        self.every.is_some() || !self.names.entries.is_empty()
    }
}

impl Projection {
    /// Asks nothing yet: everything would be validated and skipped.
    pub(crate) fn new() -> Self {
        let whole = Node {
            every: Some(WHOLE),
            element: Some(WHOLE),
            kept: true,
            whole: true,
            ..Node::default()
        };
        Self { nodes: vec![Node::default(), whole] }
    }

    /// The node of every top-level value.
    #[expect(clippy::unused_self, reason = "a node is given out by its projection only")]
    pub(crate) fn root(&self) -> NodeId {
        ROOT
    }

    /// Member `name` of the objects at `at`, created if nobody asked for it yet.
    pub(crate) fn member(&mut self, at: NodeId, name: &str) -> NodeId {
        if let Some(index) = self.node(at).names.find(name.as_bytes()) {
            return self.node(at).names.entries[index].1;
        }
        let child = self.add_below(at);
        self.nodes[at.0].names.insert(name, child);
        child
    }

    /// The members of the objects at `at` that have no node by name: maps keyed by names users choose.
    pub(crate) fn every_member(&mut self, at: NodeId) -> NodeId {
        match self.node(at).every {
            Some(child) if child != WHOLE => child,
            Some(_) | None => {
                let child = self.add_below(at);
                self.nodes[at.0].every = Some(child);
                child
            }
        }
    }

    /// The elements of the arrays at `at`.
    pub(crate) fn element(&mut self, at: NodeId) -> NodeId {
        match self.node(at).element {
            Some(child) if child != WHOLE => child,
            Some(_) | None => {
                let child = self.add_below(at);
                self.nodes[at.0].element = Some(child);
                child
            }
        }
    }

    /// Member `name` of the objects at `at` has the shape of the existing node `to`; this is how a trie recurses.
    /// A node that `name` had before is replaced.
    pub(crate) fn link(&mut self, at: NodeId, name: &str, to: NodeId) {
        self.nodes[at.0].names.insert(name, to);
        if self.node(at).whole {
            self.keep_all(to);
        }
    }

    /// Makes any value at `at` visible: a scalar as it is, a container with what is asked below it, so an array nobody
    /// asked the elements of as `[]`, and the value of inner text alike.
    pub(crate) fn keep(&mut self, at: NodeId) {
        let mut next = Some(at);
        while let Some(id) = next {
            let node = &mut self.nodes[id.0];
            node.kept = true;
            next = node.inner;
        }
    }

    /// Makes the whole subtree visible. Nodes below it are still worth naming where they read inner text.
    pub(crate) fn keep_all(&mut self, at: NodeId) {
        let mut open = vec![at];
        while let Some(id) = open.pop() {
            let node = &mut self.nodes[id.0];
            if std::mem::replace(&mut node.whole, true) {
                continue;
            }
            node.kept = true;
            open.push(*node.every.get_or_insert(WHOLE));
            open.push(*node.element.get_or_insert(WHOLE));
            open.extend(node.inner);
            open.extend(node.names.entries.iter().map(|(_, child)| *child));
        }
    }

    /// A string at `at` is itself one JSON text: it is parsed under the returned node and its value takes the string's place.
    /// What is parsed carries the offset of the string, and is never a record of its own. Other values are read as if this
    /// had not been called.
    pub(crate) fn inner(&mut self, at: NodeId) -> NodeId {
        if let Some(child) = self.node(at).inner {
            return child;
        }
        let child = self.add_below(at);
        self.nodes[child.0].kept |= self.node(at).kept;
        self.nodes[at.0].inner = Some(child);
        child
    }

    /// Every value at `at`, of whatever kind, is one record: handed out with its place under `tag` and not attached to its
    /// parent. Below a record there are no records: the outermost wins.
    pub(crate) fn emit(&mut self, at: NodeId, tag: u32) {
        self.keep(at);
        self.nodes[at.0].tag = Some(tag);
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    fn add_below(&mut self, parent: NodeId) -> NodeId {
        let child = NodeId(self.nodes.len());
        self.nodes.push(Node::default());
        if self.node(parent).whole {
            self.keep_all(child);
        }
        child
    }
}

/// Member names of one node, found by hash: a node of a union over hundreds of types has hundreds of names, and every
/// name of every record is looked up.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) entries: Vec<(Box<str>, NodeId)>,
    /// Place in `entries` plus one, zero where free; a power of two, at most half full.
    slots: Vec<u32>,
}

impl Names {
    pub(super) fn find(&self, name: &[u8]) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = hash(name) & mask;
        loop {
            let index = (self.slots[slot] as usize).checked_sub(1)?;
            if self.entries[index].0.as_bytes() == name {
                return Some(index);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Finds a name as it stands in a file, by what it means.
    pub(super) fn find_raw(&self, name: Raw<'_>) -> Option<usize> {
        if name.is_escaped { self.find(name.text()?.as_bytes()) } else { self.find(name.bytes) }
    }

    fn insert(&mut self, name: &str, child: NodeId) {
        if let Some(index) = self.find(name.as_bytes()) {
            self.entries[index].1 = child;
            return;
        }
        self.entries.push((name.into(), child));
        let size = (self.entries.len() * 2).next_power_of_two();
        if size == self.slots.len() {
            self.place(self.entries.len() - 1);
        } else {
            self.slots = vec![0; size];
            (0..self.entries.len()).for_each(|index| self.place(index));
        }
    }

    fn place(&mut self, index: usize) {
        let mask = self.slots.len() - 1;
        let mut slot = hash(self.entries[index].0.as_bytes()) & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        #[expect(clippy::cast_possible_truncation, reason = "a trie has far fewer than 2^32 names")]
        let stored = (index + 1) as u32;
        self.slots[slot] = stored;
    }
}

/// Length, head and tail of a name. Only our own names are in the table, so a hostile file cannot lengthen its probes.
fn hash(name: &[u8]) -> usize {
    let (head, tail) = match (name.first_chunk::<8>(), name.last_chunk::<8>()) {
        (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
        _ => (name.iter().fold(0, |word, &byte| (word << 8) | u64::from(byte)), 0),
    };
    let mixed = (head.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ tail.rotate_left(23))
        .wrapping_add(name.len() as u64)
        .wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (mixed >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asking_twice_gives_the_same_node() {
        let mut projection = Projection::new();
        let root = projection.root();
        let first = projection.member(root, "a");
        assert_eq!(projection.member(root, "a"), first);
        assert_ne!(projection.member(root, "b"), first);
        let every = projection.every_member(root);
        assert_eq!(projection.every_member(root), every);
        let element = projection.element(root);
        assert_eq!(projection.element(root), element);
        let inner = projection.inner(root);
        assert_eq!(projection.inner(root), inner);
    }

    #[test]
    fn every_name_of_a_large_node_is_found_and_no_other() {
        let mut names = Names::default();
        for at in 0..2_000 {
            names.insert(&format!("name{at}"), NodeId(at));
        }
        names.insert("", NodeId(7_000));
        names.insert("日本", NodeId(8_000));
        for at in 0..2_000 {
            let index = names.find(format!("name{at}").as_bytes());
            assert_eq!(index.map(|index| names.entries[index].1), Some(NodeId(at)));
        }
        assert_eq!(names.find(b""), Some(2_000));
        assert_eq!(names.find("日本".as_bytes()), Some(2_001));
        assert_eq!(names.find(b"name2000"), None);
    }

    #[test]
    fn inner_text_is_kept_like_the_string_it_stands_in() {
        for order in [[0, 1], [1, 0]] {
            let mut projection = Projection::new();
            let root = projection.root();
            for step in order {
                if step == 0 {
                    projection.keep(root);
                } else {
                    projection.inner(root);
                }
            }
            let inner = projection.inner(root);
            assert!(projection.node(inner).kept && !projection.node(inner).whole);
        }
    }

    #[test]
    fn keeping_all_reaches_nodes_made_before_and_after_and_ends_on_cycles() {
        let mut projection = Projection::new();
        let root = projection.root();
        let before = projection.member(root, "before");
        let inner = projection.inner(before);
        projection.link(before, "again", root);
        let elsewhere = projection.member(inner, "elsewhere");
        projection.keep_all(root);
        let after = projection.member(root, "after");
        let element = projection.element(after);
        let mut other = Projection::new();
        let (whole, linked) = (other.member(ROOT, "whole"), other.member(ROOT, "linked"));
        other.keep_all(whole);
        other.link(whole, "other", linked);
        assert!(other.node(linked).whole && !other.node(ROOT).whole);
        for id in [before, inner, elsewhere, after, element] {
            assert!(projection.node(id).whole && projection.node(id).kept, "{id:?}");
        }
        assert_ne!(element, WHOLE);
    }
}
