//! From the asked attributes of mapping blocks to the projection of a source: the paths they need, and nothing else.

use std::collections::BTreeSet;

use crate::model::mapping::{
    AttributeMapping, KeyPart, Mapping, Path, Reduce, ResourceMapping, Root, Step,
};
use crate::model::resource_type::Attribute;
use crate::submission::Reading;
use crate::submission::json::{NodeId, Projection};

use super::convert::is_list;

/// A block of a mapping whose type is asked, with what is asked of it.
#[derive(Debug, Clone)]
pub(super) struct Block<'a> {
    /// The mapping it stands in.
    pub(super) mapping: &'a Mapping,
    /// The block.
    pub(super) resource: &'a ResourceMapping,
    /// Asked attributes it delivers.
    pub(super) attributes: Vec<(&'static Attribute, &'a AttributeMapping)>,
    /// Everything asked of its type.
    pub(super) asked: &'a BTreeSet<&'static str>,
}

impl<'a> Block<'a> {
    /// The blocks of `source` whose type is asked, in the order of the mappings.
    pub(super) fn of(reading: &Reading<'a>, source: &str) -> Vec<Self> {
        let blocks = reading
            .mappings
            .values()
            .flat_map(|mapping| mapping.resources.iter().map(move |resource| (mapping, resource)));
        let of_source = blocks.filter(|(_, resource)| resource.source == source);
        of_source.filter_map(|(mapping, resource)| Self::new(reading, mapping, resource)).collect()
    }

    fn new(
        reading: &Reading<'a>,
        mapping: &'a Mapping,
        resource: &'a ResourceMapping,
    ) -> Option<Self> {
        let asked = reading.wanted.resources.get(&resource.ty)?;
        let wanted = resource.attributes.iter().filter(|known| asked.contains(known.attribute));
        let table = resource.ty.get();
        let attributes =
            wanted.filter_map(|known| Some((table.attribute(known.attribute)?, known))).collect();
        Some(Self { mapping, resource, attributes, asked })
    }

    /// Members of the record itself that are asked.
    pub(super) fn members(&self) -> impl Iterator<Item = &'a str> {
        let of_attributes = self.attributes.iter().flat_map(|(_, mapping)| &mapping.paths);
        let paths: Vec<&'a Path> =
            scalars(self.resource).into_iter().chain(of_attributes).collect();
        paths.into_iter().filter_map(|path| match (path.root, path.steps.first()) {
            (Root::Record, Some(Step::Member(name))) => Some(name.as_str()),
            (Root::Record | Root::Element, _) => None,
        })
    }
}

/// What is seen of the value a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaf {
    Scalar,
    List,
    Whole,
}

/// How the records of a source are written.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Spelling {
    /// Members of a record, each with the other names it may have, and the name mappings use first.
    pub(super) names: &'static [(&'static str, &'static [&'static str])],
    /// Members of a record that may be a text which holds the object.
    pub(super) texts: &'static [&'static str],
}

/// Adds asked paths to a projection.
pub(super) struct Compiler<'p> {
    /// What is added to.
    pub(super) projection: &'p mut Projection,
    /// How records are written.
    pub(super) spelling: Spelling,
}

impl Compiler<'_> {
    /// Everything `block` needs of a record at `at`.
    pub(super) fn block(&mut self, at: NodeId, block: &Block<'_>) {
        let resource = block.resource;
        let each = resource.each.as_ref().map(|path| path.steps.as_slice());
        for path in scalars(resource) {
            self.path(at, path, each, None, Leaf::Scalar);
        }
        for (attribute, mapping) in &block.attributes {
            let leaf = leaf(attribute, mapping);
            for path in &mapping.paths {
                self.path(at, path, each, mapping.inner.as_ref(), leaf);
            }
        }
    }

    /// A scalar member of the records at `at`.
    pub(super) fn member(&mut self, at: NodeId, name: &str) {
        self.first(at, &[Step::Member(name.to_owned())]);
    }

    /// The nodes of the records that `steps` lead to from `at`.
    pub(super) fn nodes(&mut self, at: NodeId, steps: &[Step]) -> Vec<NodeId> {
        self.follow(vec![at], steps)
    }

    fn path(
        &mut self,
        at: NodeId,
        path: &Path,
        each: Option<&[Step]>,
        inner: Option<&Path>,
        leaf: Leaf,
    ) {
        let before = match path.root {
            Root::Record => &[],
            Root::Element => each.unwrap_or_default(),
        };
        let steps: Vec<Step> = before.iter().chain(&path.steps).cloned().collect();
        let mut ends = self.first(at, &steps);
        if let Some(inner) = inner {
            let texts: Vec<NodeId> = ends.iter().map(|end| self.projection.inner(*end)).collect();
            ends.extend(texts);
            ends = self.follow(ends, &inner.steps);
        }
        for end in ends {
            self.projection.keep(end);
            match leaf {
                Leaf::Scalar => {}
                Leaf::List => {
                    let element = self.projection.element(end);
                    self.projection.keep(element);
                }
                Leaf::Whole => self.projection.keep_all(end),
            }
        }
    }

    /// Follows steps from a record, whose members have other names and may be texts.
    fn first(&mut self, at: NodeId, steps: &[Step]) -> Vec<NodeId> {
        let Some((Step::Member(name), rest)) = steps.split_first() else {
            return self.follow(vec![at], steps);
        };
        let mut nodes = vec![self.projection.member(at, name)];
        for (_, others) in self.spelling.names.iter().filter(|(known, _)| known == name) {
            nodes.extend(others.iter().map(|other| self.projection.member(at, other)));
        }
        if self.spelling.texts.contains(&name.as_str()) {
            let texts: Vec<NodeId> =
                nodes.iter().map(|node| self.projection.inner(*node)).collect();
            nodes.extend(texts);
        }
        self.follow(nodes, rest)
    }

    /// Every value on the way is kept, so that one of another kind is seen and not taken for a missing one.
    fn follow(&mut self, mut nodes: Vec<NodeId>, steps: &[Step]) -> Vec<NodeId> {
        for step in steps {
            let mut next = Vec::new();
            for node in nodes {
                self.projection.keep(node);
                match step {
                    Step::Member(name) => next.push(self.projection.member(node, name)),
                    Step::Every => next.push(self.projection.element(node)),
                    Step::Where { member, .. } => {
                        let element = self.projection.element(node);
                        let member = self.projection.member(element, member);
                        self.projection.keep(member);
                        next.push(element);
                    }
                }
            }
            nodes = next;
        }
        for node in &nodes {
            self.projection.keep(*node);
        }
        nodes
    }
}

/// The paths of a block that name, place and select its records.
fn scalars(resource: &ResourceMapping) -> Vec<&Path> {
    let parts = resource.key.iter().filter_map(|part| match part {
        KeyPart::Path(path) => Some(path),
        KeyPart::Subject | KeyPart::Literal(_) => None,
    });
    let placement =
        [&resource.account, &resource.region, &resource.zone, &resource.captured, &resource.each];
    parts
        .chain(&resource.alias)
        .chain(resource.when.iter().map(|(path, _)| path))
        .chain(placement.into_iter().flatten())
        .chain(resource.gone.as_ref().map(|(path, _)| path))
        .collect()
}

fn leaf(attribute: &Attribute, mapping: &AttributeMapping) -> Leaf {
    if mapping.derive.is_some() {
        Leaf::Whole
    } else if is_list(attribute.kind)
        || mapping.present.is_some()
        || mapping.reduce == Some(Reduce::Count)
    {
        Leaf::List
    } else {
        Leaf::Scalar
    }
}
