//! Members of an object against the names its node asks for.

use super::{
    projection::{Node, NodeId},
    text::Raw,
    tree::Defect,
};

/// A member somebody asked for.
pub(super) struct Asked {
    pub(super) name: Box<str>,
    pub(super) child: NodeId,
    /// Which name of the node it is, unless the node takes every name.
    pub(super) named: Option<usize>,
    /// The name itself cannot be read.
    pub(super) defect: Option<Defect>,
}

/// What `node` asks of a member called `raw`, if anything.
pub(super) fn ask(node: &Node, raw: Raw<'_>) -> Option<Asked> {
    let named = node.names.find_raw(raw);
    if let Some(index) = named {
        let (name, child) = &node.names.entries[index];
        return Some(Asked { name: name.clone(), child: *child, named, defect: None });
    }
    let child = node.every?;
    let (name, defect) = match raw.text() {
        Some(name) => (name, None),
        None => (String::from_utf8_lossy(raw.bytes), Some(Defect::LoneSurrogate)),
    };
    Some(Asked { name: name.into(), child, named, defect })
}

/// Which names of a node an object has had: one bit each, the first 64 without allocation.
#[derive(Default)]
pub(super) struct Seen {
    first: u64,
    rest: Vec<u64>,
}

impl Seen {
    /// Notes name `index`; whether the object has had it before.
    pub(super) fn again(&mut self, index: usize) -> bool {
        let word = match (index / 64).checked_sub(1) {
            None => &mut self.first,
            Some(at) => {
                if at >= self.rest.len() {
                    self.rest.resize(at + 1, 0);
                }
                &mut self.rest[at]
            }
        };
        let bit = 1 << (index % 64);
        let again = *word & bit != 0;
        *word |= bit;
        again
    }
}
