//! Diagnostics as notifications, and a notification for what was left out.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::report::{Diagnostic, GapReport};
use crate::render::told::both;

use super::location::{Location, Message};

/// Notifications of one run.
pub(super) const NOTIFICATIONS: usize = 1_000;
/// Code of the notification about what was left out.
const LEFT_OUT: &str = "left-out";

/// What the reader of the submission met.
#[derive(Serialize)]
pub(super) struct Notification<'a> {
    descriptor: Code<'a>,
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
}

/// The code of a notification.
#[derive(Serialize)]
struct Code<'a> {
    id: &'a str,
}

/// What a code means: what is said where it first occurs, as code scanning wants a description.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor<'a> {
    id: &'a str,
    short_description: Message,
}

/// How much a run leaves out.
#[derive(Serialize, Clone, Copy, Default, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(super) struct LeftOut {
    pub(super) results: u64,
    pub(super) observations: u64,
    pub(super) artifacts: u64,
    pub(super) notifications: u64,
}

impl<'a> Notification<'a> {
    fn new(diagnostic: &'a Diagnostic, report: &'a GapReport) -> Self {
        let subject =
            diagnostic.subject.as_ref().map(|subject| format!(": {}", subject.cut(200).raw()));
        let text = format!("{}{}", both(&diagnostic.message), subject.unwrap_or_default());
        let place = diagnostic.place.as_ref();
        Self {
            descriptor: Code { id: &diagnostic.code },
            level: diagnostic.severity.id(),
            message: Message::new(&text),
            locations: place.map(|place| Location::new(place, None, report)).into_iter().collect(),
        }
    }

    fn left_out(count: LeftOut) -> Option<Self> {
        let LeftOut { results, observations, artifacts, notifications } = count;
        let text = format!(
            "受け入れ側の上限のため省略: 結果{results}件、確認内容{observations}件、ファイル{artifacts}件、通知{notifications}件。件数の全ては報告書(JSON)にあります / \
             left out because of limits of readers: {results} results, {observations} observations, {artifacts} artifacts, \
             {notifications} notifications; the JSON report has the counts of everything"
        );
        (count != LeftOut::default()).then(|| Self {
            descriptor: Code { id: LEFT_OUT },
            level: "note",
            message: Message::new(&text),
            locations: Vec::new(),
        })
    }
}

/// Every diagnostic up to the limit, and what was left out.
pub(super) fn notifications(report: &GapReport, left_out: LeftOut) -> Vec<Notification<'_>> {
    let diagnostics = report.diagnostics.iter().take(NOTIFICATIONS);
    let diagnostics = diagnostics.map(|diagnostic| Notification::new(diagnostic, report));
    diagnostics.chain(Notification::left_out(left_out)).collect()
}

/// Every code a notification may have, once.
pub(super) fn descriptors(report: &GapReport, left_out: LeftOut) -> Vec<Descriptor<'_>> {
    let mut codes: BTreeMap<&str, String> = BTreeMap::new();
    for diagnostic in report.diagnostics.iter().take(NOTIFICATIONS) {
        codes.entry(&diagnostic.code).or_insert_with(|| both(&diagnostic.message));
    }
    if left_out != LeftOut::default() {
        codes.insert(
            LEFT_OUT,
            "受け入れ側の上限のための省略 / left out because of limits of readers".into(),
        );
    }
    let described = codes.into_iter();
    described.map(|(id, text)| Descriptor { id, short_description: Message::new(&text) }).collect()
}
