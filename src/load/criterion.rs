//! The tree a requirement is judged by. Only its grammar is checked here: probes and their parameters are bound by the plan.

use crate::model::criterion::{Criterion, CriterionKind, Param, ParamValue, ProbeUse, ReviewAsk};
use crate::model::document::DocumentKind;

use super::node::Node;
use super::shape::{Decoder, Members};

/// The keys of which a node has exactly one.
const KINDS: [&str; 6] = ["all", "any", "first", "at_least", "probe", "review"];

/// Decodes one node with everything below it.
pub(crate) fn criterion(decoder: &mut Decoder, node: &Node) -> Option<Criterion> {
    let mut members = Members::open(decoder, node)?;
    let given: Vec<&str> = KINDS.into_iter().filter(|kind| members.find(kind).is_some()).collect();
    let kind = match given[..] {
        ["all"] => members.required(decoder, "all", children).map(CriterionKind::All),
        ["any"] => members.required(decoder, "any", children).map(CriterionKind::Any),
        ["first"] => members.required(decoder, "first", children).map(CriterionKind::First),
        ["at_least"] => members.required(decoder, "at_least", at_least),
        ["probe"] => probe(decoder, &mut members, node).map(CriterionKind::Probe),
        ["review"] => members.required(decoder, "review", review).map(CriterionKind::Review),
        _ => {
            let message = format!("a node has exactly one of {}", KINDS.join(", "));
            decoder.report("bad-criterion", &node.at, message);
            None
        }
    };
    let joint_only = members.find("when").is_some_and(|when| is(decoder, when, "joint"));
    members.close(decoder);
    Some(Criterion { kind: kind?, joint_only, at: node.at.clone() })
}

/// Whether the node is `word`; everything else is reported.
fn is(decoder: &mut Decoder, node: &Node, word: &'static str) -> bool {
    decoder.word(node, &[word], |word| word).is_some()
}

/// Children that all decode: a node without one of them would mean something else.
fn children(decoder: &mut Decoder, node: &Node) -> Option<Vec<Criterion>> {
    let items = decoder.filled_list(node)?;
    let children: Vec<_> = items.iter().filter_map(|item| criterion(decoder, item)).collect();
    (children.len() == items.len()).then_some(children)
}

fn at_least(decoder: &mut Decoder, node: &Node) -> Option<CriterionKind> {
    let mut members = Members::open(decoder, node)?;
    let of = members.required(decoder, "of", children);
    let most = of.as_ref().map_or(i64::MAX, |of| i64::try_from(of.len()).unwrap_or(i64::MAX));
    let n = members.required(decoder, "n", |decoder, node| decoder.count(node, 1..=most));
    members.close(decoder);
    Some(CriterionKind::AtLeast { n: n?, of: of? })
}

fn probe(decoder: &mut Decoder, members: &mut Members<'_>, node: &Node) -> Option<ProbeUse> {
    let probe = members.required(decoder, "probe", Decoder::spanned_text);
    let with = match members.find("with") {
        Some(with) => decoder.map(with).map(|_| with.to_param()),
        None => Some(Param { value: ParamValue::Map(Vec::new()), at: node.at.clone() }),
    };
    let per_participant = members.find("per").is_some_and(|per| is(decoder, per, "participant"));
    Some(ProbeUse { probe: probe?, with: with?, per_participant })
}

fn review(decoder: &mut Decoder, node: &Node) -> Option<ReviewAsk> {
    let mut members = Members::open(decoder, node)?;
    let look_at = members.required(decoder, "look_at", Decoder::local_text);
    let why = members.required(decoder, "why", Decoder::local_text);
    let needs = members.required(decoder, "needs", |decoder, node| {
        let kinds = decoder.filled_list(node)?;
        let kind = |item| decoder.word(item, DocumentKind::ALL, DocumentKind::id);
        Some(kinds.iter().filter_map(kind).collect())
    });
    members.close(decoder);
    Some(ReviewAsk { look_at: look_at?, why: why?, needs: needs? })
}
