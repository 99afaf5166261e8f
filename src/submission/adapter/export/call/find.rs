//! Which call printed a file: the manifest says so, or the members that a mapping names are in its head.
//!
//! Architecture invariant: of several calls that fit equally well none is chosen.

use crate::model::mapping::{Call, Mapping, Path, Step};
use crate::submission::Reading;
use crate::submission::json::Tree;

use super::super::super::Head;
use super::super::resolve::Spot;
use super::rules::Rules;

/// The native name for a refusal that nothing tells the call of.
pub(super) const REFUSED: &str = "refused call";
/// Between the names of calls that fit equally well.
pub(super) const OR: &str = " | ";

/// A call of a mapping.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Known<'a> {
    pub(in super::super) mapping: &'a Mapping,
    pub(in super::super) call: &'a Call,
}

/// The call of source `id` that a file is, if it is one; several if they fit equally well.
pub(super) fn recognise(
    id: &str,
    rules: &Rules,
    head: &Head<'_>,
    reading: &Reading<'_>,
) -> Option<String> {
    if head.declared.format.as_deref().is_some_and(|format| format != id) {
        return None;
    }
    if let Some(declared) = &head.declared.call {
        let known = known(reading).find(|known| {
            known.call.native == *declared
                && (head.declared.format.is_none() || known.call.source == id)
        })?;
        return (known.call.source == id).then(|| declared.clone());
    }
    let fits = fitting(head, reading);
    let Some((best, _)) = fits.first().copied() else {
        return (rules.refusal)(head).map(|_| REFUSED.to_owned());
    };
    let mut calls: Vec<Known<'_>> =
        fits.iter().take_while(|(fit, _)| *fit == best).map(|(_, known)| *known).collect();
    let own = reading.manifest.provider.as_deref();
    if calls.len() > 1 && calls.iter().any(|known| Some(known.mapping.provider.as_str()) == own) {
        calls.retain(|known| Some(known.mapping.provider.as_str()) == own);
    }
    let first = calls.first()?;
    let is_own = first.call.source == id;
    let names: Vec<&str> = calls.iter().take(2).map(|known| known.call.native.as_str()).collect();
    is_own.then(|| names.join(OR))
}

/// The call `native` of source `id`, in the order of [`known`].
pub(super) fn find<'a>(id: &str, native: &str, reading: &Reading<'a>) -> Option<Known<'a>> {
    known(reading).find(|known| known.call.source == id && known.call.native == native)
}

/// Every call: of the submission's provider first, then of the others in scope, then of the rest.
fn known<'a>(reading: &Reading<'a>) -> impl Iterator<Item = Known<'a>> {
    let manifest = reading.manifest;
    let named = manifest.provider.iter().chain(manifest.scope.iter().map(|entry| &entry.provider));
    let named: Vec<&str> = named.map(String::as_str).collect();
    let mut mappings: Vec<&Mapping> = reading.mappings.values().collect();
    let rank = |mapping: &Mapping| {
        named.iter().position(|name| *name == mapping.provider).unwrap_or(named.len())
    };
    mappings.sort_by_key(|mapping| rank(mapping));
    mappings
        .into_iter()
        .flat_map(|mapping| mapping.calls.iter().map(move |call| Known { mapping, call }))
}

/// How well a call fits: how many of its members are there, then how long their paths are.
type Fit = (usize, usize);

/// The calls that fit, best first.
fn fitting<'a>(head: &Head<'_>, reading: &Reading<'a>) -> Vec<(Fit, Known<'a>)> {
    let mut fits: Vec<(Fit, Known<'a>)> =
        known(reading).filter_map(|known| Some((fit(known.call, head)?, known))).collect();
    fits.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    fits
}

fn fit(call: &Call, head: &Head<'_>) -> Option<Fit> {
    if let Some(csv) = &call.csv {
        let bytes = head.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head.bytes);
        return bytes.starts_with(csv.as_bytes()).then_some((1, csv.len()));
    }
    let tree = head.sketch.tree.as_ref().filter(|_| head.sketch.is_json)?;
    if let Some(Step::Member(list)) = call.records.steps.first() {
        tree.get(list)?;
    }
    let (there, missing): (Vec<&Path>, Vec<&Path>) =
        call.has.iter().partition(|path| is_there(tree, path));
    // What a cut head does not show may follow, unless it belongs into what is shown whole.
    let may_follow =
        |path: &&Path| head.sketch.is_cut && path.steps.len() == 1 && tree.elements().is_empty();
    let fits = !there.is_empty() && missing.iter().all(may_follow);
    fits.then(|| (there.len(), there.iter().map(|path| path.steps.len()).sum()))
}

/// Whether a member is there: for elements, in at least one of them. Null and empty lists are there.
fn is_there(tree: &Tree, path: &Path) -> bool {
    match path.steps.split_last() {
        Some((Step::Member(name), before)) => {
            let parents = Spot::of(tree).spread(before);
            parents.iter().any(|(_, spot)| spot.tree.is_some_and(|tree| tree.get(name).is_some()))
        }
        Some((Step::Every | Step::Where { .. }, _)) | None => {
            !Spot::of(tree).spread(&path.steps).is_empty()
        }
    }
}
