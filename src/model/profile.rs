//! Evaluation profiles: how one tender judges.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::document::words;
use super::span::Spanned;
use super::text::LocalText;

/// How one tender judges.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Id.
    pub id: String,
    /// Title.
    pub title: LocalText,
    /// SHA-256 of its file and those it extends, in hexadecimal.
    pub digest: String,
    /// Catalogue edition it judges.
    pub catalogue: String,
    /// Versions of that catalogue it was written for, such as `^1`.
    pub catalogue_version: Spanned<String>,
    /// The day it judges at, unless the command line says another.
    pub as_of: Option<Date>,
    /// Whether plans are accepted, and until when they may reach.
    pub plans: Plans,
    /// Whether several companies may bid together.
    pub joint: bool,
    /// Which products of third parties are accepted.
    pub third_party: ThirdParty,
    /// Whether the agency's waivers are accepted.
    pub waivers: bool,
    /// What a submission must have.
    pub require: Require,
    /// Requirements, or whole sections, that may not be planned.
    pub not_plannable: Vec<Spanned<String>>,
    /// Sections or requirements selected; all if empty.
    pub select: Vec<Spanned<String>>,
    /// Weights that differ from the catalogue's, by requirement or by section.
    pub weights: BTreeMap<String, Spanned<u32>>,
    /// Days after which evidence is stale.
    pub freshness: Freshness,
    /// Domestic regions by provider, `*` at the end for any continuation, compared without case.
    pub japan: BTreeMap<String, Vec<String>>,
    /// Thresholds by name.
    pub parameters: BTreeMap<String, Parameter>,
    /// The date of the contract, where certificates have to be valid then.
    pub contract_date: Option<Date>,
    /// Why the profile selects and weighs as it does.
    pub reason: Option<LocalText>,
}

/// Whether and until when plans are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plans {
    /// Whether they are.
    pub accepted: bool,
    /// Last day a plan may reach.
    pub deadline: Option<Date>,
}

words! {
    /// Which products of third parties a profile accepts.
    ThirdParty {
        /// None.
        Never = "never", "認めない", "never";
        /// Those that are not core technology.
        NonCore = "non-core", "中核技術以外を認める", "non-core only";
    }
}

/// What a submission must have under a profile.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Require {
    /// The declared scope.
    pub scope: bool,
    /// An answer to every requirement.
    pub answers: bool,
}

/// Days after which evidence counts as stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// Configuration exports.
    pub export: i64,
    /// Documents.
    pub document: i64,
    /// Scans.
    pub scan: i64,
    /// End of a SOC 2 period.
    pub soc2: i64,
}

/// A named threshold.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its value.
    pub value: super::criterion::ParamValue,
    /// Whether the tender states it or this tool chose it.
    pub status: ParameterStatus,
    /// What it rests on.
    pub basis: String,
    /// What it means.
    pub meaning: LocalText,
}

words! {
    /// Who chose a threshold.
    ParameterStatus {
        /// The tender states it.
        Official = "official", "公式", "official";
        /// This tool chose it.
        ToolDefault = "tool-default", "本ツールの既定値", "tool default";
    }
}

impl Profile {
    /// Whether `region` of `provider` is domestic by this profile's sets.
    pub fn is_domestic(&self, provider: &str, region: &str) -> bool {
        let region = region.to_lowercase();
        self.japan
            .get(provider)
            .is_some_and(|set| set.iter().any(|pattern| matches(&pattern.to_lowercase(), &region)))
    }

    /// Whether a plan may stand in for requirement `id`.
    pub fn is_plannable(&self, id: &str) -> bool {
        !self.not_plannable.iter().any(|entry| covers(&entry.value, id))
    }

    /// Whether requirement `id` is selected.
    pub fn selects(&self, id: &str) -> bool {
        self.select.is_empty() || self.select.iter().any(|entry| covers(&entry.value, id))
    }

    /// The weight of requirement `id` where it differs from the catalogue's: its own entry counts before its section's.
    pub fn weight(&self, id: &str) -> Option<u32> {
        let own = self.weights.iter().find(|(entry, _)| entry.eq_ignore_ascii_case(id));
        own.or_else(|| self.weights.iter().find(|(entry, _)| covers(entry, id)))
            .map(|(_, weight)| weight.value)
    }
}

/// Whether an entry of a list names requirement `id`: the id itself or its section, without case.
pub fn covers(entry: &str, id: &str) -> bool {
    entry.eq_ignore_ascii_case(id)
        || id.split('-').nth(1).is_some_and(|section| entry.eq_ignore_ascii_case(section))
}

fn matches(pattern: &str, region: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(prefix) => region.starts_with(prefix),
        None => region == pattern,
    }
}
