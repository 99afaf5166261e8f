//! The tree a requirement is judged by, as the catalogue writes it.

use super::span::Spanned;
use super::text::LocalText;

/// One node of a criterion.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// What the node is.
    pub kind: CriterionKind,
    /// `when: joint`: without a second company the node is satisfied.
    pub joint_only: bool,
    /// Where the node stands in its file.
    pub at: Spanned<()>,
}

/// Kinds of criterion nodes.
#[derive(Debug, Clone)]
pub enum CriterionKind {
    /// All children.
    All(Vec<Criterion>),
    /// Any child; children are equals.
    Any(Vec<Criterion>),
    /// Proofs of different strength, strongest first. Which one decides is chosen when the plan is made.
    First(Vec<Criterion>),
    /// The `n`-th best child.
    AtLeast {
        /// How many children have to hold.
        n: usize,
        /// The children.
        of: Vec<Criterion>,
    },
    /// A probe with its parameters, not yet bound.
    Probe(ProbeUse),
    /// A person's judgement.
    Review(ReviewAsk),
}

/// A probe named by a criterion, with its parameters as written.
#[derive(Debug, Clone)]
pub struct ProbeUse {
    /// Id of the probe.
    pub probe: Spanned<String>,
    /// Its parameters: a map, checked when the probe is bound.
    pub with: Param,
    /// `per: participant`: asked of every company.
    pub per_participant: bool,
}

/// What a person has to judge.
#[derive(Debug, Clone)]
pub struct ReviewAsk {
    /// What to look at.
    pub look_at: LocalText,
    /// Why no probe can judge it.
    pub why: LocalText,
    /// Kinds of documents that have to be there first.
    pub needs: Vec<super::document::DocumentKind>,
}

/// A parameter value with its place in the file.
#[derive(Debug, Clone)]
pub struct Param {
    /// The value.
    pub value: ParamValue,
    /// Its place.
    pub at: Spanned<()>,
}

/// A parameter value as YAML or TOML wrote it.
#[derive(Debug, Clone, PartialEq)]
pub enum ParamValue {
    /// Null or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction, as written.
    Decimal(String),
    /// A quoted or plain text.
    Text(String),
    /// A list.
    List(Vec<Param>),
    /// A map in the order of the file; keys are unique.
    Map(Vec<(Spanned<String>, Param)>),
}

impl PartialEq for Param {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Param {
    /// The member `key` of a map.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }

    /// The entries of a map; nothing for another value.
    pub fn entries(&self) -> &[(Spanned<String>, Self)] {
        match &self.value {
            ParamValue::Map(entries) => entries,
            ParamValue::Null
            | ParamValue::Bool(_)
            | ParamValue::Int(_)
            | ParamValue::Decimal(_)
            | ParamValue::Text(_)
            | ParamValue::List(_) => &[],
        }
    }

    /// The elements of a list; a scalar stands for a list of itself, null for an empty one.
    pub fn elements(&self) -> Vec<&Self> {
        match &self.value {
            ParamValue::List(elements) => elements.iter().collect(),
            ParamValue::Null => Vec::new(),
            ParamValue::Bool(_)
            | ParamValue::Int(_)
            | ParamValue::Decimal(_)
            | ParamValue::Text(_)
            | ParamValue::Map(_) => vec![self],
        }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            ParamValue::Text(text) => Some(text),
            ParamValue::Null
            | ParamValue::Bool(_)
            | ParamValue::Int(_)
            | ParamValue::Decimal(_)
            | ParamValue::List(_)
            | ParamValue::Map(_) => None,
        }
    }

    /// The whole number, if it is one.
    pub fn as_int(&self) -> Option<i64> {
        match self.value {
            ParamValue::Int(value) => Some(value),
            ParamValue::Null
            | ParamValue::Bool(_)
            | ParamValue::Decimal(_)
            | ParamValue::Text(_)
            | ParamValue::List(_)
            | ParamValue::Map(_) => None,
        }
    }
}
