//! What an alarm or an event rule watches: its pattern is tried on model events.
//!
//! A pattern watches a kind of event if it surely matches each event of that kind, and not the like event of no interest as well.
//! Where it names the kind but is narrower or wider, both readings stay possible.
//!
//! Source of the rules: the record format of `CloudTrail` events, and how `EventBridge` wraps them.

use std::cmp::Ordering;

use super::Entry;
use crate::model::text::Bilingual;
use crate::model::value::{Reading, Value};

pub(super) const ENTRIES: &[Entry] = &[
    (
        "aws-filter-watches",
        super::aws_filter::watches,
        Bilingual {
            ja: "CloudWatch Logsのメトリクスフィルターのパターンが監視する事象",
            en: "what the pattern of a CloudWatch Logs metric filter watches",
        },
    ),
    (
        "aws-event-watches",
        super::aws_event::watches,
        Bilingual {
            ja: "EventBridgeのイベントパターンが監視する事象",
            en: "what an EventBridge event pattern watches",
        },
    ),
];

/// Kinds with the service and the names of their events, all of which must be watched.
const KINDS: &[(&str, &str, &[&str])] = &[
    ("root-activity", "", &[""]),
    (
        "iam-change",
        "iam",
        &[
            "AttachRolePolicy",
            "AttachUserPolicy",
            "AttachGroupPolicy",
            "PutRolePolicy",
            "PutUserPolicy",
            "PutGroupPolicy",
        ],
    ),
    ("trail-change", "cloudtrail", &["StopLogging", "DeleteTrail", "UpdateTrail"]),
    ("key-change", "kms", &["DisableKey", "ScheduleKeyDeletion"]),
    ("network-change", "ec2", &["AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress"]),
    (SIGN_IN, "signin", &["ConsoleLogin"]),
];
const SIGN_IN: &str = "sign-in-failure";

/// Whether a pattern matches, as far as the model event says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    Yes,
    No,
    Unclear,
}

/// A model event: what is known of an event of a kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event {
    kind: &'static str,
    service: &'static str,
    name: &'static str,
    /// Of no interest, but as like as can be.
    is_contrast: bool,
}

/// What is known of one field of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    /// It has one of these values.
    OneOf(Vec<String>),
    /// The event does not have it.
    Absent,
    /// Anything.
    Any,
}

impl Match {
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            (Self::Unclear, _) | (_, Self::Unclear) => Self::Unclear,
        }
    }

    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            (Self::Unclear, _) | (_, Self::Unclear) => Self::Unclear,
        }
    }

    pub(super) fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unclear => Self::Unclear,
        }
    }
}

impl From<bool> for Match {
    fn from(is: bool) -> Self {
        if is { Self::Yes } else { Self::No }
    }
}

impl Field {
    /// Whether every value it may have passes, none, or some.
    pub(super) fn passes(&self, test: impl Fn(&str) -> Match) -> Match {
        match self {
            Self::Any => Match::Unclear,
            Self::Absent => Match::No,
            Self::OneOf(values) => {
                let mut results = values.iter().map(|value| test(value));
                let first = results.next().unwrap_or(Match::Unclear);
                if results.all(|result| result == first) { first } else { Match::Unclear }
            }
        }
    }

    /// Whether the event has it.
    pub(super) fn exists(&self) -> Match {
        match self {
            Self::OneOf(_) => Match::Yes,
            Self::Absent => Match::No,
            Self::Any => Match::Unclear,
        }
    }
}

impl Event {
    /// A field of the `CloudTrail` record, with its path.
    pub(super) fn field(&self, path: &str) -> Field {
        let one = |value: &str| Field::OneOf(vec![value.to_owned()]);
        let (is_root, is_sign_in) = (self.kind == "root-activity", self.kind == SIGN_IN);
        let is_change = !is_root && !is_sign_in;
        match path {
            "eventName" if is_root => Field::Any,
            "eventName" if self.is_contrast && is_change => one("ListTagsForResource"),
            "eventName" => one(self.name),
            "eventSource" if !is_root => one(&format!("{}.amazonaws.com", self.service)),
            "eventType" if is_root => {
                Field::OneOf(vec!["AwsApiCall".into(), "AwsConsoleSignIn".into()])
            }
            "eventType" => one(if is_sign_in { "AwsConsoleSignIn" } else { "AwsApiCall" }),
            "userIdentity.type" if is_root => {
                one(if self.is_contrast { "IAMUser" } else { "Root" })
            }
            "userIdentity.invokedBy" if is_root => Field::Absent,
            "errorCode" | "errorMessage" if is_change => Field::Absent,
            "errorMessage" if is_sign_in && self.is_contrast => Field::Absent,
            "errorMessage" if is_sign_in => one("Failed authentication"),
            "responseElements.ConsoleLogin" if is_sign_in => {
                one(if self.is_contrast { "Success" } else { "Failure" })
            }
            _ => Field::Any,
        }
    }

    /// A field of the `EventBridge` envelope.
    pub(super) fn envelope(&self, name: &str) -> Field {
        let (api, console) = ("AWS API Call via CloudTrail", "AWS Console Sign In via CloudTrail");
        match (name, self.kind) {
            ("detail-type", "root-activity") => Field::OneOf(vec![api.into(), console.into()]),
            ("detail-type", SIGN_IN) => Field::OneOf(vec![console.into()]),
            ("detail-type", _) => Field::OneOf(vec![api.into()]),
            ("source", kind) if kind != "root-activity" => {
                Field::OneOf(vec![format!("aws.{}", self.service)])
            }
            _ => Field::Any,
        }
    }
}

/// Whether `text` holds a word that patterns for these kinds hold.
pub(super) fn mentions(text: &str) -> bool {
    let names = KINDS.iter().flat_map(|(_, _, names)| names.iter());
    names.copied().chain(["Root"]).any(|name| !name.is_empty() && text.contains(name))
}

/// The kinds that a pattern watches, given how it matches an event.
pub(super) fn watched(matches: impl Fn(&Event) -> Match) -> Reading {
    let (mut surely, mut perhaps) = (Vec::new(), Vec::new());
    for (kind, service, names) in KINDS {
        let event = |name: &'static str| Event { kind, service, name, is_contrast: false };
        let found: Vec<Match> = names.iter().map(|name| matches(&event(name))).collect();
        let contrast =
            matches(&Event { is_contrast: true, ..event(names.first().copied().unwrap_or("")) });
        let is_sure = found.iter().all(|one| *one == Match::Yes);
        // Where neither is clear, the pattern does not tell the kind from others.
        if found.contains(&Match::No) || (!is_sure && contrast == Match::Unclear) {
            continue;
        }
        perhaps.push(*kind);
        if is_sure && contrast != Match::Yes {
            surely.push(*kind);
        }
    }
    let list = |kinds: &[&str]| Value::List(kinds.iter().map(|kind| Value::text(*kind)).collect());
    match surely.len().cmp(&perhaps.len()) {
        Ordering::Less => Reading::Among(vec![list(&surely), list(&perhaps)]),
        Ordering::Equal | Ordering::Greater => Reading::Known(list(&surely)),
    }
}
