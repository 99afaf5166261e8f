//! Where the records of a JSON log stand.

use std::borrow::Cow;

use super::names::Names;
use crate::submission::json::{NodeId, Projection, Sketch, Tree, Value};

/// Where records stand in every top-level value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Frame {
    /// Each value is a record.
    Root,
    /// The elements of an array.
    Elements,
    /// The elements of a member.
    Member(Cow<'static, str>),
    /// A text in the elements of a member.
    Inner(&'static str, &'static str),
}

impl Frame {
    /// The first record that the head shows; for records in a text, the object the text stands in.
    pub(super) fn first<'t>(&self, tree: &'t Tree) -> Option<&'t Tree> {
        match self {
            Self::Root => Some(tree),
            Self::Elements => tree.elements().first(),
            Self::Member(name) => tree.get(name)?.elements().first(),
            Self::Inner(list, text) => {
                tree.get(list)?.elements().first().filter(|one| one.get(text).is_some())
            }
        }
    }

    /// The frame of a log whose format is not known: values in a row, an array, or the first array of objects in one object.
    pub(super) fn guess(sketch: &Sketch) -> Option<Self> {
        let tree = sketch.tree.as_ref().filter(|_| sketch.is_json)?;
        let is_object = |tree: &Tree| matches!(tree.value, Value::Object(_));
        match &tree.value {
            Value::Array(_) => Some(Self::Elements),
            Value::Object(_) if sketch.has_more => Some(Self::Root),
            Value::Object(members) => {
                let is_record = members.iter().any(|(name, _)| Names::is_known(name));
                let mut lists =
                    members.iter().filter(|(_, member)| matches!(member.value, Value::Array(_)));
                let list = lists
                    .clone()
                    .find(|(_, member)| member.elements().first().is_some_and(is_object))
                    .or_else(|| lists.next().filter(|_| !is_record));
                match list {
                    Some((name, _)) => Some(Self::Member(Cow::Owned(name.to_string()))),
                    None => is_record.then_some(Self::Root),
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Bad(_) => {
                None
            }
        }
    }

    /// Every node a record may stand at, each of which is given out. One member, one array or one text is the record's way.
    pub(super) fn compile(&self, projection: &mut Projection) -> NodeId {
        let root = projection.root();
        let node = match self {
            Self::Root => root,
            Self::Elements => projection.element(root),
            Self::Member(name) => {
                let list = projection.member(root, name);
                projection.keep(list);
                projection.element(list)
            }
            Self::Inner(list, text) => {
                let list = projection.member(root, list);
                projection.keep(list);
                let element = projection.element(list);
                projection.keep(element);
                let text = projection.member(element, text);
                projection.keep(text);
                projection.emit(element, 0);
                return projection.inner(text);
            }
        };
        projection.emit(node, 0);
        node
    }

    /// The record in what is given out.
    pub(super) fn record<'t>(&self, given: &'t Tree) -> Option<&'t Tree> {
        match self {
            Self::Inner(_, text) => given.get(text),
            Self::Root | Self::Elements | Self::Member(_) => Some(given),
        }
    }
}
