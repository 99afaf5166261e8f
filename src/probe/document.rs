//! The `document` probe: what a document of a declared kind states in one passage.
//!
//! No document is ever seen to be wrong: what is negated, postponed or merely quotes the requirement goes to a person.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::criterion::Param;
use crate::model::document::DocumentKind;
use crate::model::observation::{Conclusion, Observation};
use crate::model::outcome::{Method, Outcome};
use crate::model::place::{FileId, Place};
use crate::model::record::{Passage, Record};
use crate::model::text::{Bilingual, Untrusted};
use crate::model::wanted::Wanted;

use super::bind::{Binder, say};
use super::estate::JoinedEstate;
use super::phrase::{Hit, Phrase, Text, look};
use super::predicate::after;
use super::quantifier::Frame;
use super::{OBSERVATIONS, ProbeKind, ProbeMeta};

/// Longest quotation, in characters.
pub(super) const QUOTE: usize = 160;

pub(super) const META: ProbeMeta = ProbeMeta {
    id: "document",
    summary: Bilingual {
        ja: "文書が、一つの節又は頁で述べているか",
        en: "what a document states in one section or page",
    },
    explain: Bilingual {
        ja: "kind(文書の種類、複数可)の文書のうち有効期間内のものについて、states の各組の語句が同じ節又は頁にあるかを見ます。比較は NFKC で行い、\
             否定や予定の語がある文での一致は要審査とします。max_age(日)で有効期間を変えられます。",
        en: "Looks in documents of `kind` (one or several) that are not stale for one phrase of every group of `states` in one section or page, under \
             NFKC. A hit in a clause that negates or postpones goes to a person. `max_age` (days) replaces the profile's freshness.",
    },
    example: "{ kind: contract-terms, states: [[準拠法, governing law], [日本法, laws of Japan]] }",
};

/// A bound `document` probe.
pub(super) struct DocumentProbe {
    kinds: Vec<DocumentKind>,
    groups: Vec<Vec<Phrase>>,
    expected: String,
    max_age: i64,
    as_of: Date,
    own_texts: Vec<Text>,
}

/// Passages that hit, and the documents looked at.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct State {
    found: BTreeSet<(Place, Untrusted)>,
    /// Latest date of a document that states it.
    latest: Option<Date>,
    negated: BTreeSet<(Place, Untrusted)>,
    outdated: BTreeSet<(Place, Untrusted)>,
    looked_at: BTreeSet<FileId>,
    damaged: BTreeSet<FileId>,
}

/// Binds the probe's parameters.
pub(super) fn bind(with: &Param, binder: &mut Binder<'_, '_>) -> Option<DocumentProbe> {
    binder.only(with, &["kind", "states", "max_age"]);
    let kind = binder.required(with, "kind")?;
    let kinds = binder.kinds(kind);
    let states = binder.required(with, "states")?;
    let groups = binder.groups(states);
    if groups.len() < 2 {
        binder.defect(
            "weak-document",
            states,
            "one group of phrases is a keyword search: give at least two",
        );
    }
    let max_age = match with.get("max_age") {
        Some(param) => binder.int(param)?,
        None => binder.terms.profile.freshness.document,
    };
    Some(DocumentProbe {
        kinds,
        expected: super::bind::words(states),
        groups: groups
            .iter()
            .map(|group| group.iter().map(|phrase| Phrase::new(phrase)).collect())
            .collect(),
        max_age,
        as_of: binder.terms.as_of,
        own_texts: binder.terms.own_texts.iter().map(|text| Text::new(text)).collect(),
    })
}

/// Whether a document dated `date` counts on `as_of`: dated, not in the future, not older than `max_age` days.
pub(super) fn is_current(date: Option<Date>, as_of: Date, max_age: i64) -> bool {
    date.is_some_and(|date| {
        let age = as_of.duration_since(date).as_hours() / 24;
        (0..=max_age).contains(&age)
    })
}

/// Looks at a passage; what hits only inside a quotation of the requirement's own text is for a person.
pub(super) fn look_beyond(
    passage: &Text,
    groups: &[Vec<Phrase>],
    own_texts: &[Text],
) -> (Hit, Option<String>) {
    let (hit, quote) = look(passage, groups);
    if hit != Hit::Found || !own_texts.iter().any(|own| passage.contains(own)) {
        return (hit, quote);
    }
    let own_words = passage.sentences().into_iter().filter(|sentence| {
        !own_texts.iter().any(|own| sentence.contains(own) || own.contains(sentence))
    });
    let rest: Vec<String> = own_words.map(|sentence| sentence.written().to_owned()).collect();
    match look(&Text::new(&rest.join("\n\n")), groups) {
        (Hit::Found, quote) => (Hit::Found, quote),
        (Hit::Missing | Hit::Negated, _) => (Hit::Negated, quote),
    }
}

/// Keeps the first of a set.
pub(super) fn bound<T: Ord>(set: &mut BTreeSet<T>, most: usize) {
    while set.len() > most {
        set.pop_last();
    }
}

impl DocumentProbe {
    fn observe_passage(&self, state: &mut State, passage: &Passage) {
        let current = is_current(passage.date, self.as_of, self.max_age);
        if current {
            state.looked_at.insert(passage.place.file);
        }
        let (hit, quote) =
            look_beyond(&Text::new(passage.text.raw()), &self.groups, &self.own_texts);
        let quote = Untrusted::new(quote.unwrap_or_default()).cut(QUOTE);
        if (hit, current) == (Hit::Found, true) {
            state.latest = state.latest.max(passage.date);
        }
        let set = match (hit, current) {
            (Hit::Missing, _) => return,
            (Hit::Found, true) => &mut state.found,
            (Hit::Negated, true) => &mut state.negated,
            (Hit::Found | Hit::Negated, false) => &mut state.outdated,
        };
        set.insert((passage.place.clone(), quote));
        bound(set, OBSERVATIONS);
    }

    fn observation(
        &self,
        outcome: Outcome,
        (place, quote): &(Place, Untrusted),
        ja: &str,
        en: &str,
    ) -> Observation {
        Observation {
            quote: Some(quote.clone()),
            expected: Some(self.expected.clone()),
            ..Observation::new(outcome, say(ja, en)).at(place.clone())
        }
    }
}

impl ProbeKind for DocumentProbe {
    type State = State;

    fn wanted(&self) -> Wanted {
        let mut wanted = Wanted::default();
        self.kinds.iter().for_each(|kind| wanted.document(*kind));
        wanted
    }

    fn observe(&self, state: &mut State, record: &Record) {
        match record {
            Record::Passage(passage) if self.kinds.contains(&passage.kind) => {
                self.observe_passage(state, passage);
            }
            Record::Damaged(damaged)
                if damaged.document().is_some_and(|kind| self.kinds.contains(&kind)) =>
            {
                state.damaged.insert(damaged.place.file);
            }
            Record::Passage(_)
            | Record::Log(_)
            | Record::ScanRun(_)
            | Record::ScanFinding(_)
            | Record::Damaged(_)
            | Record::Resource(_)
            | Record::Listing(_)
            | Record::Recorder(_)
            | Record::Service(_)
            | Record::Certificate(_)
            | Record::Commitment(_)
            | Record::Answer(_)
            | Record::PlanItem(_) => {}
        }
    }

    fn merge(&self, into: &mut State, other: State) {
        into.looked_at.extend(other.looked_at);
        into.damaged.extend(other.damaged);
        into.latest = into.latest.max(other.latest);
        for (set, more) in [
            (&mut into.found, other.found),
            (&mut into.negated, other.negated),
            (&mut into.outdated, other.outdated),
        ] {
            set.extend(more);
            bound(set, OBSERVATIONS);
        }
    }

    fn conclude(&self, state: &State, _: &JoinedEstate, _: &Frame<'_>) -> Conclusion {
        let (outcome, hits, ja, en) = if !state.found.is_empty() {
            (Outcome::Satisfied, &state.found, "文書に記載があります", "the document states it")
        } else if !state.negated.is_empty() {
            let ja = "語句はありますが、否定・除外・予定の語がある文か、要件文の引用です。人が読んで判断してください";
            let en = "the words are there, but in a clause that negates, excludes or postpones, or in a quotation of the requirement: a person has to read it";
            (Outcome::Review, &state.negated, ja, en)
        } else {
            let ja = "記載はありますが、日付が無いか、古いか、評価基準日より後の文書です。日付を記した有効な文書を提出してください";
            let en = "stated, but the document has no date, is too old, or is dated after the day of the audit: hand in a current, dated one";
            (Outcome::Absent, &state.outdated, ja, en)
        };
        let mut seen: Vec<_> =
            hits.iter().map(|hit| self.observation(outcome, hit, ja, en)).collect();
        if outcome == Outcome::Absent && !state.damaged.is_empty() {
            return Conclusion::new(
                Outcome::Unreadable,
                Method::Examine,
                unreadable(&state.damaged),
            );
        }
        if seen.is_empty() {
            seen.push(self.nothing(state.looked_at.len()));
        }
        let until = state
            .latest
            .filter(|_| outcome == Outcome::Satisfied)
            .and_then(|date| after(date, self.max_age));
        Conclusion { until, ..Conclusion::new(outcome, Method::Examine, seen) }
    }
}

/// Documents that are there and cannot be read: what they state nobody knows.
pub(super) fn unreadable(files: &BTreeSet<FileId>) -> Vec<Observation> {
    let message = say(
        "この文書は提出されていますが、読み取れません。読める形で提出し直してください",
        "the document is there but cannot be read: hand it in again in a readable form",
    );
    let seen = |file: &FileId| {
        Observation::new(Outcome::Unreadable, message.clone()).at(Place::file(*file))
    };
    files.iter().take(OBSERVATIONS).map(seen).collect()
}

impl DocumentProbe {
    fn nothing(&self, looked_at: usize) -> Observation {
        let ja: Vec<_> = self.kinds.iter().map(|kind| kind.title().ja).collect();
        let en: Vec<_> = self.kinds.iter().map(|kind| kind.id()).collect();
        let message = say(
            format!("{}({looked_at}件を確認)に、必要な記載がありません", ja.join("・")),
            format!(
                "no passage states it in documents of kind {} ({looked_at} looked at)",
                en.join(", ")
            ),
        );
        Observation {
            expected: Some(self.expected.clone()),
            ..Observation::new(Outcome::Absent, message)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::catalogue::Subject;
    use crate::probe::testing::{AS_OF, Bench, OWN_TEXT, damaged, passage, place, untrusted};

    use Outcome::{Absent, Review, Satisfied};

    const LAW: &str =
        "{ kind: contract-terms, states: [[準拠法, governing law], [日本法, laws of Japan]] }";
    const CLAUSE: &str = "本契約の準拠法は日本法とする。";

    fn terms(text: &str) -> Passage {
        passage(DocumentKind::ContractTerms, text)
    }

    fn outcome(with: &str, passages: Vec<Passage>) -> Outcome {
        let records: Vec<_> = passages.into_iter().map(Record::Passage).collect();
        Bench::new().conclude(Subject::Bidder, "document", with, &records).outcome
    }

    fn elsewhere(rank: u32, passage: Passage) -> Passage {
        Passage { place: place(rank), ..passage }
    }

    /// A clear passage beside a negated one satisfies: what is added never lowers an outcome, and a person sees both places.
    #[test]
    fn one_passage_says_it_all() {
        let dated = |date| Passage { date, ..terms(CLAUSE) };
        let days = |days: i64| AS_OF.checked_add(jiff::Span::new().days(days)).ok();
        let table = [
            ("stated", vec![terms(CLAUSE)], Satisfied),
            (
                "in English, in capitals",
                vec![terms("The GOVERNING LAW shall be the laws of Japan.")],
                Satisfied,
            ),
            ("nothing", vec![], Absent),
            ("an empty passage", vec![terms("")], Absent),
            ("one group only", vec![terms("本契約の準拠法は別に定める。")], Absent),
            (
                "a group in each of two passages",
                vec![terms("準拠法"), elsewhere(9, terms("日本法"))],
                Absent,
            ),
            ("a document of another kind", vec![passage(DocumentKind::Other, CLAUSE)], Absent),
            ("negated", vec![terms("本契約の準拠法は日本法ではない。")], Review),
            ("postponed", vec![terms("準拠法を日本法とすることを検討しています。")], Review),
            ("excluded", vec![terms("準拠法は、海外拠点を除き、日本法とする。")], Review),
            (
                "negated in another clause",
                vec![terms("本契約は譲渡できない。本契約の準拠法は日本法とする。")],
                Satisfied,
            ),
            ("no marker", vec![terms("紛争を未然に防ぐため、準拠法は日本法とする。")], Satisfied),
            (
                "clear beside negated",
                vec![terms("準拠法は日本法ではない。"), elsewhere(9, terms(CLAUSE))],
                Satisfied,
            ),
            ("as old as allowed", vec![dated(days(-365))], Satisfied),
            ("stale", vec![dated(days(-366))], Absent),
            ("after the audit", vec![dated(days(1))], Absent),
            ("undated", vec![dated(None)], Absent),
            (
                "stale and negated",
                vec![Passage { date: days(-366), ..terms("準拠法は日本法ではない。") }],
                Absent,
            ),
            (
                "stale beside current",
                vec![dated(days(-366)), elsewhere(9, terms(CLAUSE))],
                Satisfied,
            ),
        ];
        for (name, passages, expected) in table {
            assert_eq!(outcome(LAW, passages), expected, "{name}");
        }
    }

    #[test]
    fn the_requirement_quoted_is_for_a_person() {
        let with = "{ kind: other, states: [[オブジェクト], [バージョニング]] }";
        let other = |text: &str| vec![passage(DocumentKind::Other, text)];
        let own_words = "オブジェクトのバージョニングは既定で有効です。";
        assert_eq!(outcome(with, other(OWN_TEXT)), Review);
        assert_eq!(outcome(with, other(&format!("要件: {OWN_TEXT}"))), Review);
        assert_eq!(outcome(with, other(&format!("{OWN_TEXT}\n\n{own_words}"))), Satisfied);
        assert_eq!(outcome(with, other(own_words)), Satisfied);
    }

    #[test]
    fn a_negative_criterion_spells_its_negation() {
        let with = "{ kind: contract-terms, states: [[データ], [複写しない, 複製しない]] }";
        assert_eq!(outcome(with, vec![terms("受託者は利用者のデータを複写しない。")]), Satisfied);
        assert_eq!(
            outcome(with, vec![terms("受託者は利用者のデータを複写しないことを検討する。")]),
            Review
        );
        assert_eq!(outcome(with, vec![terms("受託者は利用者のデータを複写する。")]), Absent);
    }

    /// What a damaged document states nobody knows; what another one states is known.
    #[test]
    fn a_damaged_document_is_not_absent() {
        let beside = |text: &str, kind| {
            let records = [Record::Passage(terms(text)), damaged(kind)];
            Bench::new().conclude(Subject::Bidder, "document", LAW, &records).outcome
        };
        let kind = DocumentKind::ContractTerms;
        assert_eq!(beside("本契約は譲渡できない。", kind), Outcome::Unreadable);
        assert_eq!(beside("準拠法は日本法ではない。", kind), Review);
        assert_eq!(beside(CLAUSE, kind), Satisfied);
        assert_eq!(beside("本契約は譲渡できない。", DocumentKind::Other), Absent);
    }

    #[test]
    fn max_age_replaces_freshness() {
        let old = || vec![Passage { date: AS_OF.yesterday().ok(), ..terms(CLAUSE) }];
        let with = |days: &str| LAW.replace(" }", &format!(", max_age: {days} }}"));
        assert_eq!(outcome(&with("1"), old()), Satisfied);
        assert_eq!(outcome(&with("0"), old()), Absent);
        assert_eq!(outcome(&with("{ param: log-retention-days }"), old()), Satisfied);
    }

    #[test]
    fn what_satisfies_names_its_place_and_what_is_absent_says_what_was_looked_for() {
        let bench = Bench::new();
        let records = [Record::Passage(terms(CLAUSE))];
        let found = bench.conclude(Subject::Bidder, "document", LAW, &records);
        assert_eq!(found.observations[0].place, Some(place(3)));
        assert_eq!(found.observations[0].quote, Some(untrusted(CLAUSE)));
        assert_eq!(found.until, AS_OF.checked_add(jiff::Span::new().days(365)).ok());
        let nothing = bench.conclude(Subject::Bidder, "document", LAW, &[]);
        assert!(
            nothing.observations[0].expected.as_ref().is_some_and(|words| words.contains("日本法"))
        );
    }

    #[test]
    fn parameters_that_do_not_bind() {
        let table = [
            "{ states: [[a], [b]] }",
            "{ kind: contract-terms }",
            "{ kind: poem, states: [[a], [b]] }",
            "{ kind: contract-terms, states: [[a]] }",
            "{ kind: contract-terms, states: [[a], []] }",
            "{ kind: contract-terms, states: [[a], [1]] }",
            "{ kind: contract-terms, states: [[a], [b]], max_age: old }",
            "{ kind: contract-terms, states: [[a], [b]], colour: red }",
        ];
        for with in table {
            assert!(Bench::new().bind(Subject::Bidder, "document", with).is_err(), "{with}");
        }
    }
}
