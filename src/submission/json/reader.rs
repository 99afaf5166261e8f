//! The descent: reads what the projection asks, skips the rest, hands records to the sink as they end.
//!
//! Recursion follows asked values only and is bounded by the depth limit. Memory is bounded by what one record and the
//! values around the records may build; beyond that they become bad and reading goes on.

use super::{
    error::{Fault, SyntaxKind},
    frame::Frame,
    input::Input,
    member::{Asked, Seen, ask},
    outcome::{Document, Emitted, Limits, Outcome},
    projection::{Node, NodeId, Projection},
    skip::MAX_DEPTH,
    tree::{Defect, Tree, Value},
};
use std::{borrow::Cow, io::Read};

/// Top-level values of which the kept part is returned.
const DOCUMENTS: usize = 10_000;
/// Longest member name that is materialised; every open container may hold one.
const NAME_BYTES: usize = 64 * 1024;
/// What may be built of a record, as a multiple of the bytes it may have.
const BUILT_PER_BYTE: usize = 4;

/// Reads `input`, zero or more JSON values in a row, to its end or to the first byte that is no JSON, and gives every
/// record to `sink` in the order of the file.
pub(crate) fn read<R: Read>(
    mut input: R,
    projection: &Projection,
    limits: &Limits,
    sink: &mut dyn FnMut(Emitted<'_>),
) -> Outcome {
    let mut reader = Reader::new(Input::from_source(&mut input), projection, *limits, sink);
    let fault = reader.documents().err();
    Outcome {
        documents: reader.kept,
        document_count: reader.document,
        materialised: reader.materialised,
        error: fault.map(|fault| reader.input.explain(fault)),
    }
}

pub(super) struct Reader<'a> {
    pub(super) input: Input<'a>,
    projection: &'a Projection,
    limits: Limits,
    sink: &'a mut dyn FnMut(Emitted<'_>),
    frames: Vec<Frame>,
    scope: Scope,
    kept: Vec<Document>,
    document: u64,
    pub(super) materialised: u64,
    /// Offset given to every value, where the text is the content of a string.
    place: Option<u64>,
}

/// Memory account of a record, or of everything outside records.
#[derive(Debug, Default)]
struct Scope {
    /// Offset of the record; none outside records.
    record: Option<u64>,
    built: usize,
    is_exceeded: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        input: Input<'a>,
        projection: &'a Projection,
        mut limits: Limits,
        sink: &'a mut dyn FnMut(Emitted<'_>),
    ) -> Self {
        limits.depth = limits.depth.min(MAX_DEPTH);
        Self {
            input,
            projection,
            limits,
            sink,
            frames: Vec::new(),
            scope: Scope::default(),
            kept: Vec::new(),
            document: 0,
            materialised: 0,
            place: None,
        }
    }

    fn documents(&mut self) -> Result<(), Fault> {
        self.input.skip_byte_order_mark()?;
        while let Some(first) = self.input.next()? {
            let offset = self.input.offset();
            let tree = self.value(self.projection.root(), 0)?;
            if let Some(mut tree) = tree
                && self.kept.len() < DOCUMENTS
            {
                if self.scope.is_exceeded {
                    tree = Tree::bad(offset, Defect::TooLarge);
                }
                self.kept.push(Document { ordinal: self.document, tree });
            }
            self.document += 1;
            if !matches!(first, b'{' | b'[' | b'"') {
                self.input.scalar_ends()?;
            }
        }
        Ok(())
    }

    /// The value that starts after white space, below `depth` open containers; none if it is not visible.
    pub(super) fn value(&mut self, id: NodeId, depth: usize) -> Result<Option<Tree>, Fault> {
        let first = self.input.token()?;
        let node = self.projection.node(id);
        match node.tag {
            Some(tag) if self.scope.record.is_none() => {
                self.record(tag, first, node, depth)?;
                Ok(None)
            }
            Some(_) | None => self.visible(first, node, depth),
        }
    }

    fn record(&mut self, tag: u32, first: u8, node: &Node, depth: usize) -> Result<(), Fault> {
        let offset = self.input.offset();
        let line = self.input.line;
        let scope = Scope { record: Some(offset), ..Scope::default() };
        let around = std::mem::replace(&mut self.scope, scope);
        let tree = self.visible(first, node, depth)?;
        let scope = std::mem::replace(&mut self.scope, around);
        let tree = match tree {
            Some(tree) if !scope.is_exceeded => tree,
            Some(_) | None => Tree::bad(offset, Defect::TooLarge),
        };
        (self.sink)(Emitted {
            tag,
            offset,
            line,
            #[cfg(test)]
            document: self.document,
            tree,
            frames: self.frames.as_slice(),
        });
        Ok(())
    }

    fn visible(&mut self, first: u8, node: &Node, depth: usize) -> Result<Option<Tree>, Fault> {
        let offset = self.place();
        let value = match (first, node.element, node.inner) {
            (b'{', ..) if node.asks_members() => self.object(offset, node, depth)?,
            (b'[', Some(element), _) => self.array(offset, element, depth)?,
            (b'"', _, Some(inner)) => return self.inner(offset, inner, depth),
            _ if !node.kept => {
                self.input.skip(depth, self.limits.depth)?;
                return Ok(None);
            }
            (b'{', ..) => {
                self.input.skip(depth, self.limits.depth)?;
                Value::Object(Vec::new())
            }
            (b'[', ..) => {
                self.input.skip(depth, self.limits.depth)?;
                Value::Array(Vec::new())
            }
            _ => self.scalar(first)?,
        };
        Ok(Some(self.built(offset, value)))
    }

    fn scalar(&mut self, first: u8) -> Result<Value, Fault> {
        let longest = self.limits.record;
        let value = match first {
            b'"' => self.input.string(longest)?.map(|raw| match raw.text() {
                Some(text) => Value::String(text.into()),
                None => Value::Bad(Defect::LoneSurrogate),
            }),
            b'-' | b'0'..=b'9' => self.input.number_text(longest)?.map(number),
            _ => {
                self.input.skip_scalar(first)?;
                Some(if first == b'n' { Value::Null } else { Value::Bool(first == b't') })
            }
        };
        Ok(value.unwrap_or_else(|| {
            self.scope.is_exceeded = true;
            Value::Bad(Defect::TooLarge)
        }))
    }

    fn object(&mut self, offset: u64, node: &Node, depth: usize) -> Result<Value, Fault> {
        self.input.open(depth, self.limits.depth)?;
        self.frames.push(Frame::object(offset, node.every.is_some()));
        let mut seen = Seen::default();
        let mut continues = !self.input.closes(b'}')?;
        while continues {
            self.member(node, &mut seen, depth + 1)?;
            continues = self.input.continues(b'}')?;
        }
        Ok(self.close())
    }

    fn array(&mut self, offset: u64, element: NodeId, depth: usize) -> Result<Value, Fault> {
        self.input.open(depth, self.limits.depth)?;
        self.frames.push(Frame::array(offset));
        let mut continues = !self.input.closes(b']')?;
        while continues {
            if let Some(tree) = self.value(element, depth + 1)? {
                self.attach(tree);
            }
            continues = self.input.continues(b']')?;
            if let Some(frame) = self.frames.last_mut() {
                frame.end_element();
            }
        }
        Ok(self.close())
    }

    fn member(&mut self, node: &Node, seen: &mut Seen, depth: usize) -> Result<(), Fault> {
        self.input.name()?;
        let Some(raw) = self.input.string(NAME_BYTES)? else {
            self.scope.is_exceeded |= node.every.is_some();
            return self.skip_member(depth);
        };
        let Some(Asked { name, child, named, defect }) = ask(node, raw) else {
            return self.skip_member(depth);
        };
        let is_repeated = named.is_some_and(|index| seen.again(index));
        let name_bytes = name.len();
        if let Some(frame) = self.frames.last_mut() {
            frame.begin_member(name, is_repeated);
        }
        self.input.colon()?;
        self.input.token()?;
        let offset = self.place();
        // The records below a member that cannot be trusted are handed out like any other.
        let tree = self.value(child, depth)?;
        let defect = if is_repeated { Some(Defect::RepeatedName) } else { defect };
        if let Some(tree) = defect.map_or(tree, |defect| Some(Tree::bad(offset, defect))) {
            self.charge(name_bytes);
            self.attach(tree);
        }
        Ok(())
    }

    fn skip_member(&mut self, depth: usize) -> Result<(), Fault> {
        self.input.colon()?;
        self.input.skip(depth, self.limits.depth)
    }

    fn inner(&mut self, offset: u64, id: NodeId, depth: usize) -> Result<Option<Tree>, Fault> {
        let Some(raw) = self.input.string(self.limits.record)? else {
            self.scope.is_exceeded = true;
            return Ok(Some(self.built(offset, Value::Bad(Defect::TooLarge))));
        };
        let Some(text) = raw.text().map(Cow::into_owned) else {
            return Ok(Some(self.built(offset, Value::Bad(Defect::LoneSurrogate))));
        };
        let mut sink = |_: Emitted<'_>| {};
        let input = Input::from_bytes(text.into_bytes());
        let mut reader = Reader::new(input, self.projection, self.limits, &mut sink);
        reader.place = Some(offset);
        reader.scope.record = Some(0);
        let result = reader.only_value(id, depth);
        let (built, is_exceeded) = (reader.scope.built, reader.scope.is_exceeded);
        self.materialised += reader.materialised;
        self.charge(built);
        self.scope.is_exceeded |= is_exceeded;
        Ok(result.unwrap_or_else(|Fault { kind, offset: at }| {
            Some(self.built(offset, Value::Bad(Defect::InnerText { kind, offset: at })))
        }))
    }

    fn only_value(&mut self, id: NodeId, depth: usize) -> Result<Option<Tree>, Fault> {
        let tree = self.value(id, depth)?;
        match self.input.next()? {
            None => Ok(tree),
            Some(_) => Err(self.input.fault(SyntaxKind::Trailing)),
        }
    }

    fn place(&self) -> u64 {
        self.place.unwrap_or(self.input.offset())
    }

    fn built(&mut self, offset: u64, value: Value) -> Tree {
        self.materialised += 1;
        self.charge(match &value {
            Value::Number(text) | Value::String(text) => text.len(),
            Value::Null | Value::Bool(_) | Value::Bad(_) | Value::Array(_) | Value::Object(_) => 0,
        });
        Tree { offset, value }
    }

    fn charge(&mut self, text: usize) {
        self.scope.built += size_of::<Tree>() + text;
        self.scope.is_exceeded |= self.scope.built / BUILT_PER_BYTE > self.limits.record;
        if let (Some(start), None) = (self.scope.record, self.place) {
            self.scope.is_exceeded |= self.input.offset() - start > self.limits.record as u64;
        }
    }

    /// Adds a child to the innermost open container, unless the account is exceeded: then nothing of it will be used.
    fn attach(&mut self, tree: Tree) {
        if !self.scope.is_exceeded
            && let Some(frame) = self.frames.last_mut()
        {
            frame.attach(tree);
        }
    }

    fn close(&mut self) -> Value {
        self.frames.pop().map_or(Value::Null, Frame::close)
    }

    /// Closes what an error left open: what was read of the top-level value.
    pub(super) fn close_all(&mut self) -> Option<Tree> {
        let mut closed: Option<Tree> = None;
        while let Some(mut frame) = self.frames.pop() {
            if let Some(child) = closed.take() {
                frame.attach(child);
            }
            closed = Some(Tree { offset: frame.offset, value: frame.close() });
        }
        closed
    }
}

fn number(text: &[u8]) -> Value {
    let text = std::str::from_utf8(text).unwrap_or_default();
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Value::Number(text.into()),
        Ok(_) | Err(_) => Value::Bad(Defect::NumberRange),
    }
}
