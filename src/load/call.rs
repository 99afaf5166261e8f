//! Calls of a mapping: how the printed result of one is recognised and what it lists.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::mapping::{Call, Covers, Lists, Path, ResourceMapping, Root};
use crate::model::resource_type::TypeId;
use crate::model::span::Spanned;

use super::mapping::{part, types};
use super::node::Node;
use super::path::path;
use super::shape::{Decoder, Members};

/// A call before the types of its resources are known.
pub(crate) struct CallDraft {
    /// Its name, with its place.
    pub(crate) native: Spanned<String>,
    /// The call, without what a damaged file may have held.
    pub(crate) call: Call,
    may_hold: Option<Vec<TypeId>>,
}

impl CallDraft {
    /// Unless stated, a damaged file may have held whatever the call lists or its resources are.
    pub(crate) fn finish(self, resources: &[ResourceMapping]) -> Call {
        let Call { source, native, lists, .. } = &self.call;
        let may_hold = self.may_hold.unwrap_or_else(|| {
            let own = resources.iter().filter(|own| own.source == *source && own.native == *native);
            let listed = lists.iter().flat_map(|lists| lists.types.iter().copied());
            listed
                .chain(own.map(|resource| resource.ty))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect()
        });
        Call { may_hold, ..self.call }
    }
}

/// Decodes one call. `parts` are the parts of populations that the mapping names.
pub(crate) fn call(
    decoder: &mut Decoder,
    node: &Node,
    parts: &BTreeMap<TypeId, Vec<String>>,
) -> Option<CallDraft> {
    let mut members = Members::open(decoder, node)?;
    let source = members.required(decoder, "source", Decoder::text);
    let native = members.required(decoder, "native", Decoder::spanned_text);
    let csv = members.optional(decoder, "csv", Decoder::text);
    let record = |decoder: &mut Decoder, node: &Node| path(decoder, node, &[Root::Record]);
    let paths = |decoder: &mut Decoder, node: &Node| decoder.each(node, record);
    // A row of CSV is its own record, and its header is what it is recognised by.
    let (has, records) = if csv.is_some() {
        (Some(Vec::new()), Some(Path { root: Root::Record, steps: Vec::new() }))
    } else {
        (members.required(decoder, "has", paths), members.required(decoder, "records", record))
    };
    let lists = members.optional(decoder, "lists", |decoder, node| lists(decoder, node, parts));
    let may_hold = members.optional(decoder, "may_hold", types);
    let command = members.optional(decoder, "command", Decoder::text);
    members.close(decoder);
    let native = native?;
    let call = Call {
        source: source?,
        native: native.value.clone(),
        has: has?,
        csv,
        records: records?,
        lists,
        may_hold: Vec::new(),
        command,
    };
    Some(CallDraft { native, call, may_hold })
}

fn lists(
    decoder: &mut Decoder,
    node: &Node,
    parts: &BTreeMap<TypeId, Vec<String>>,
) -> Option<Lists> {
    let mut members = Members::open(decoder, node)?;
    let types = members.required(decoder, "types", |decoder, node| {
        decoder.filled_list(node)?;
        types(decoder, node)
    });
    let covers = members.required(decoder, "covers", |decoder, node| {
        let words = [("region", Covers::Cell), ("account", Covers::Account)];
        decoder.word(node, &words, |(word, _)| word).map(|(_, covers)| covers)
    });
    let listed = types.as_deref().unwrap_or_default();
    let part =
        members.optional(decoder, "part", |decoder, node| part(decoder, node, listed, parts));
    members.close(decoder);
    Some(Lists { types: types?, covers: covers?, part })
}
