//! Which value of a record is which field: names as written to the fields that are asked.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::model::log::{LogSource, TIME};
use crate::submission::json::{NodeId, Projection};

use super::field::{CLOCK, DAY, NAMED, Named};
use super::measure::MEASURED;
use super::spelling::spellings;

/// Most distinct names whose meaning is remembered: a hostile file has as many as it has bytes.
const REMEMBERED: usize = 10_000;

/// What a native value is for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The field's place among the asked ones.
    pub(super) slot: usize,
    /// The smaller the more telling.
    pub(super) rank: usize,
    /// Numbers are multiplied by this much.
    pub(super) factor: i64,
}

/// The fields asked of a file, and the names they may have.
pub(super) struct Names {
    /// Fields in the order of their slots.
    pub(super) slots: Vec<&'static str>,
    /// Meanings by folded path.
    meanings: BTreeMap<String, Vec<Meaning>>,
    /// Paths as the format or the table writes them.
    paths: Vec<&'static str>,
    /// Whether names may be spelled in every way.
    is_spelled: bool,
    /// Meanings by path as written.
    remembered: BTreeMap<String, Vec<Meaning>>,
}

impl Names {
    /// What `asked` needs of records whose `own` names are exact; without any, of the names people use.
    pub(super) fn new(
        asked: &BTreeSet<&'static str>,
        own: Option<&'static [(&'static str, &'static [&'static str])]>,
    ) -> Self {
        let mut slots: BTreeSet<&'static str> = asked.iter().copied().collect();
        slots.extend([TIME, DAY, CLOCK]);
        if asked.contains("lead-days") {
            slots.insert("scheduled");
        }
        if asked.contains("granted-hours") {
            slots.insert("expires");
        }
        let mut names = Self {
            slots: slots.into_iter().collect(),
            meanings: BTreeMap::new(),
            paths: Vec::new(),
            is_spelled: own.is_none(),
            remembered: BTreeMap::new(),
        };
        match own {
            Some(own) => own.iter().for_each(|(field, paths)| {
                names.learn(&Named { field, names: paths, factor: 1 });
            }),
            None => NAMED.iter().chain(MEASURED).for_each(|named| names.learn(named)),
        }
        names
    }

    fn learn(&mut self, named: &Named) {
        let Some(slot) = self.slot(named.field) else { return };
        for (rank, path) in named.names.iter().enumerate() {
            let meaning = Meaning { slot, rank, factor: named.factor };
            self.meanings.entry(folded(path)).or_default().push(meaning);
            self.paths.push(path);
        }
    }

    /// The place of a field; none if it is not asked.
    pub(super) fn slot(&self, field: &str) -> Option<usize> {
        self.slots.iter().position(|slot| *slot == field)
    }

    /// What the value under `path`, as written, is for.
    pub(super) fn meanings(&mut self, path: &str) -> &[Meaning] {
        if self.remembered.len() > REMEMBERED {
            self.remembered.clear();
        }
        if !self.remembered.contains_key(path) {
            let found = self.meanings.get(&folded(path)).cloned().unwrap_or_default();
            self.remembered.insert(path.to_owned(), found);
        }
        self.remembered.get(path).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a name, alone, is that of a field people record.
    pub(super) fn is_known(name: &str) -> bool {
        let name = folded(name);
        NAMED
            .iter()
            .chain(MEASURED)
            .any(|named| named.names.iter().any(|known| folded(known) == name))
    }

    /// Asks the paths of every record at `at`.
    pub(super) fn compile(&self, projection: &mut Projection, at: NodeId) {
        for path in &self.paths {
            let mut nodes = vec![at];
            for segment in path.split('.') {
                let spelled = self.spelled(path, segment);
                let mut below = Vec::new();
                for node in nodes {
                    below.extend(spelled.iter().map(|name| projection.member(node, name)));
                }
                // A list stands for its first element.
                let elements: Vec<_> = below.iter().map(|node| projection.element(*node)).collect();
                nodes = below.into_iter().chain(elements).collect();
            }
            if self.is_spelled && path.contains('.') {
                nodes.push(projection.member(at, path));
            }
            for node in nodes {
                projection.keep(node);
            }
        }
    }

    /// Names of nested members are asked as the table has them: only their writers' tools nest.
    fn spelled(&self, path: &str, segment: &str) -> Vec<String> {
        if self.is_spelled && !path.contains('.') {
            spellings(segment)
        } else {
            vec![segment.to_owned()]
        }
    }
}

/// The fields a source is asked for, by any of the sources a file is of.
pub(super) fn asked(
    wanted: &BTreeMap<LogSource, BTreeSet<&'static str>>,
    sources: &[LogSource],
) -> BTreeSet<&'static str> {
    sources.iter().filter_map(|source| wanted.get(source)).flatten().copied().collect()
}

/// A name without width, case, spaces and separators; dots stay.
pub(super) fn folded(name: &str) -> String {
    name.nfkc()
        .filter(|c| !c.is_whitespace())
        .filter(|c| !matches!(c, '_' | '-' | '/' | '・' | '(' | ')' | '[' | ']' | ':' | '@'))
        .flat_map(char::to_lowercase)
        .collect()
}
