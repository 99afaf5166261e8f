//! The `certificate` probe: a row of the register and the file it names, which have to agree.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::criterion::Param;
use crate::model::date;
use crate::model::document::{DocumentKind, ServiceStatus, Standard};
use crate::model::observation::{Conclusion, Observation};
use crate::model::outcome::{Method, Outcome};
use crate::model::place::Place;
use crate::model::record::{Certificate, Passage, Record};
use crate::model::text::{Bilingual, LocalText, Untrusted};
use crate::model::wanted::Wanted;

use crate::probe::bind::{Binder, say};
use crate::probe::estate::JoinedEstate;
use crate::probe::phrase::{Hit, Phrase, Text, look};
use crate::probe::predicate::after;
use crate::probe::quantifier::Frame;
use crate::probe::{OBSERVATIONS, ProbeKind, ProbeMeta};

/// Longest text of one certificate file kept, in bytes; the passage that reaches it is kept whole.
const FILE: usize = 100_000;
/// Kinds of documents a certificate's file may have.
const KINDS: [DocumentKind; 3] =
    [DocumentKind::Certificate, DocumentKind::IsmapListExtract, DocumentKind::AuditReport];

pub(in crate::probe) const META: ProbeMeta = ProbeMeta {
    id: "certificate",
    summary: Bilingual {
        ja: "認証・登録が有効で、台帳と原本が一致するか",
        en: "a certificate in force, register and file agreeing",
    },
    explain: Bilingual {
        ja: "standard(規格)の台帳の行について、その原本ファイルに規格・番号・範囲・有効期限があり、valid_at(as-of: 評価基準日、contract: 契約日)に\
             有効であることを確かめます。covers(services、regions)は提供するサービスとリージョンが範囲に含まれること、states は原本にあるべき語句です。",
        en: "Looks for a register row of `standard` whose file shows standard, number, scope and expiry, in force at `valid_at` (as-of or contract). \
             `covers` (services, regions) asks that scope includes what is offered, `states` for phrases of the file.",
    },
    example: "{ standard: iso27017, valid_at: as-of }",
};

/// A bound `certificate` probe.
pub(in crate::probe) struct CertificateProbe {
    pub(super) standard: Standard,
    pub(super) names: Vec<Vec<Phrase>>,
    pub(super) covers_services: bool,
    pub(super) covers_regions: bool,
    pub(super) at: Date,
    pub(super) soc2_days: i64,
    pub(super) scope: Vec<Vec<Phrase>>,
    pub(super) states: Vec<Vec<Phrase>>,
}

/// Rows of the standard, certificate files, and what is offered.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::probe) struct State {
    pub(super) rows: BTreeSet<Row>,
    pub(super) files: BTreeMap<Untrusted, BTreeSet<(Place, Untrusted)>>,
    offered: BTreeSet<(Untrusted, Vec<Untrusted>)>,
    damaged: BTreeMap<Untrusted, Place>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Row {
    pub(super) place: Place,
    pub(super) number: Untrusted,
    pub(super) holder: Untrusted,
    scope: Untrusted,
    regions: Vec<Untrusted>,
    valid_from: Option<Date>,
    valid_until: Option<Date>,
    pub(super) file: Option<Untrusted>,
}

/// Binds the probe's parameters.
pub(in crate::probe) fn bind(
    with: &Param,
    binder: &mut Binder<'_, '_>,
) -> Option<CertificateProbe> {
    binder.only(with, &["standard", "scope", "covers", "valid_at", "states"]);
    let standard = binder.required(with, "standard")?;
    let standard = binder.word(standard, Standard::find, "standard")?;
    let mut covers = Vec::new();
    for cover in with.get("covers").map(Param::elements).unwrap_or_default() {
        let known = |word: &str| ["services", "regions"].contains(&word).then(|| word.to_owned());
        covers.extend(binder.word(cover, known, "cover (services, regions)"));
    }
    let as_of = binder.terms.as_of;
    let at = match with.get("valid_at") {
        None => as_of,
        Some(param) => {
            let contract = binder.terms.profile.contract_date.unwrap_or(as_of).max(as_of);
            let day = |word: &str| match word {
                "as-of" => Some(as_of),
                "contract" => Some(contract),
                _ => None,
            };
            binder.word(param, day, "day (as-of, contract)")?
        }
    };
    let mut phrases = |name: &str| -> Vec<Vec<Phrase>> {
        let groups = with.get(name).map(|param| binder.groups(param)).unwrap_or_default();
        groups
            .iter()
            .map(|group| group.iter().map(|phrase| Phrase::new(phrase)).collect())
            .collect()
    };
    Some(CertificateProbe {
        standard,
        names: names(standard),
        covers_services: covers.iter().any(|cover| cover == "services"),
        covers_regions: covers.iter().any(|cover| cover == "regions"),
        at,
        scope: phrases("scope"),
        states: phrases("states"),
        soc2_days: binder.terms.profile.freshness.soc2,
    })
}

/// How a file names a standard.
pub(super) fn names(standard: Standard) -> Vec<Vec<Phrase>> {
    let words: &[&[&str]] = match standard {
        Standard::Ismap => &[&["ISMAP", "政府情報システムのためのセキュリティ評価制度"]],
        Standard::Iso27001 => &[&["27001"]],
        Standard::Iso27017 => &[&["27017"]],
        Standard::Iso27018 => &[&["27018"]],
        Standard::Soc2Type1 => &[&["SOC 2", "SOC2"], &["Type 1", "Type1", "Type I", "タイプ1"]],
        Standard::Soc2Type2 => &[&["SOC 2", "SOC2"], &["Type 2", "Type2", "Type II", "タイプ2"]],
    };
    words.iter().map(|group| group.iter().map(|word| Phrase::loose(word)).collect()).collect()
}

/// What one row gives.
pub(super) struct RowResult<'a> {
    pub(super) row: &'a Row,
    pub(super) outcome: Outcome,
    pub(super) file: Option<Place>,
    found: Option<Untrusted>,
    pub(super) message: LocalText,
}

impl CertificateProbe {
    pub(super) fn judge<'a>(&self, row: &'a Row, state: &State) -> RowResult<'a> {
        let result =
            |outcome, file, message| RowResult { row, outcome, file, found: None, message };
        if let Some(place) = row.file.as_ref().and_then(|name| state.damaged.get(name)) {
            let message = say(
                "原本が読み取れません。読める形で提出し直してください",
                "its file cannot be read: hand it in again",
            );
            return result(Outcome::Unreadable, Some(place.clone()), message);
        }
        let file = row.file.as_ref().and_then(|name| state.files.get(name));
        let Some(file) = file else {
            let message = say(
                "台帳の記載だけで、読める原本がありません。原本ファイルを提出し、台帳の file と文書の種類を記してください",
                "only a register row: hand in the certificate's file, name it in the row and declare its kind",
            );
            return result(Outcome::Absent, None, message);
        };
        let place = file.first().map(|(place, _)| place.clone());
        let text =
            Text::new(&file.iter().map(|(_, text)| text.raw()).collect::<Vec<_>>().join("\n\n"));
        if !self.names.iter().all(|group| group.iter().any(|name| name.hits(&text))) {
            let message = say(
                "台帳が示すファイルは、この規格のものではありません",
                "the file the row names is not about this standard",
            );
            return result(Outcome::Absent, place, message);
        }
        if let Some(message) = unsaid(row) {
            return result(Outcome::Absent, place, message);
        }
        if let Some(message) = disagreement(row, &text) {
            return result(Outcome::Unreadable, place, message);
        }
        if let Some(message) = self.out_of_force(row) {
            let found = row.valid_until.map(|date| Untrusted::new(date.to_string()));
            return RowResult { found, ..result(Outcome::Absent, place, message) };
        }
        if let Some((outcome, message)) = self.unstated(&text) {
            return result(outcome, place, message);
        }
        if let Some((missing, message)) = self.uncovered(row, &text, state) {
            return RowResult { found: Some(missing), ..result(Outcome::Absent, place, message) };
        }
        result(
            Outcome::Satisfied,
            place,
            say("台帳と原本が一致し、有効です", "register and file agree, and it is in force"),
        )
    }

    /// The first asked words that the file does not state, or only negates.
    fn unstated(&self, text: &Text) -> Option<(Outcome, LocalText)> {
        let scope =
            say("認証の範囲に、求める記載がありません", "its scope does not state what is asked");
        let file = say("原本に、求める記載がありません", "the file does not state what is asked");
        for (groups, message) in [(&self.scope, scope), (&self.states, file)] {
            match look_anywhere(text, groups) {
                Hit::Found => {}
                Hit::Negated => return Some((Outcome::Review, message)),
                Hit::Missing => return Some((Outcome::Absent, message)),
            }
        }
        None
    }

    fn out_of_force(&self, row: &Row) -> Option<LocalText> {
        let (Some(from), Some(until)) = (row.valid_from, row.valid_until) else {
            return Some(say(
                "有効期間が台帳にありません",
                "the register row has no period of validity",
            ));
        };
        let is_report = matches!(self.standard, Standard::Soc2Type1 | Standard::Soc2Type2);
        if is_report {
            let age = self.at.duration_since(until).as_hours() / 24;
            return match () {
                () if age < 0 => {
                    Some(say("対象期間がまだ終わっていません", "its period has not ended yet"))
                }
                () if age > self.soc2_days => Some(say(
                    "対象期間の終わりから日数が経ちすぎています",
                    "its period ended too long ago",
                )),
                () => None,
            };
        }
        match () {
            () if self.at < from => Some(say("まだ有効ではありません", "not yet in force")),
            () if self.at > until => Some(say("有効期限が切れています", "expired")),
            () => None,
        }
    }

    /// The first offered service or region that the certificate's scope does not name.
    fn uncovered(&self, row: &Row, text: &Text, state: &State) -> Option<(Untrusted, LocalText)> {
        let names = |name: &Untrusted| Phrase::new(name.raw()).hits(text);
        if self.covers_services && state.offered.is_empty() {
            let message = say(
                "提供サービスの一覧がないため、範囲を照合できません",
                "no service list to compare the scope with",
            );
            return Some((Untrusted::default(), message));
        }
        for (service, regions) in &state.offered {
            if self.covers_services && !names(service) {
                let message = say(
                    "範囲に含まれない提供サービスがあります",
                    "a service offered is not in its scope",
                );
                return Some((service.clone(), message));
            }
            let listed = |region: &Untrusted| {
                row.regions.iter().any(|known| known.raw().eq_ignore_ascii_case(region.raw()))
            };
            if let (true, Some(region)) = (
                self.covers_regions,
                regions.iter().find(|region| !listed(region) || !names(region)),
            ) {
                let message = say(
                    "範囲に含まれない提供リージョンがあります",
                    "a region offered is not in its scope",
                );
                return Some((region.clone(), message));
            }
        }
        None
    }
}

/// What a row leaves out, and so cannot be compared with its file: silence is no disagreement.
fn unsaid(row: &Row) -> Option<LocalText> {
    let says = |value: &Untrusted| !value.raw().trim().is_empty();
    let (ja, en) = match () {
        () if !says(&row.number) => ("番号", "number"),
        () if !says(&row.scope) => ("範囲", "scope"),
        () if row.valid_until.is_none() => ("有効期限", "expiry"),
        () => return None,
    };
    Some(say(format!("台帳の行に{ja}がありません"), format!("the register row has no {en}")))
}

/// What a row says that its file does not.
fn disagreement(row: &Row, text: &Text) -> Option<LocalText> {
    let dates = date::find_all(text.written());
    let expiry = row.valid_until.is_some_and(|until| dates.contains(&until));
    let shows = |value: &Untrusted| {
        let phrase = Phrase::loose(value.raw());
        !phrase.is_empty() && phrase.hits(text)
    };
    let (ja, en) = match () {
        () if !shows(&row.number) => ("番号", "number"),
        () if !shows(&row.scope) => ("範囲", "scope"),
        () if !expiry => ("有効期限", "expiry"),
        () => return None,
    };
    Some(say(
        format!("台帳の{ja}が原本にありません。台帳と原本のどちらかが誤りです"),
        format!("the {en} of the register row is not in its file: they disagree"),
    ))
}

/// Whether every group is somewhere in a file; a file of a certificate is read as a whole.
fn look_anywhere(text: &Text, groups: &[Vec<Phrase>]) -> Hit {
    if groups.is_empty() { Hit::Found } else { look(text, groups).0 }
}

impl ProbeKind for CertificateProbe {
    type State = State;

    fn wanted(&self) -> Wanted {
        let mut wanted = Wanted::default();
        for kind in KINDS {
            wanted.document(kind);
        }
        wanted
    }

    fn observe(&self, state: &mut State, record: &Record) {
        match record {
            Record::Certificate(certificate) if certificate.standard == Some(self.standard) => {
                state.rows.insert(row(certificate));
            }
            Record::Service(service) if self.covers_services || self.covers_regions => {
                if service.status == Some(ServiceStatus::Ga) {
                    state.offered.insert((service.name.clone(), service.regions.clone()));
                }
            }
            Record::Passage(passage) if KINDS.contains(&passage.kind) => {
                observe_file(state, passage);
            }
            Record::Damaged(damaged)
                if damaged.document().is_some_and(|kind| KINDS.contains(&kind)) =>
            {
                state.damaged.insert(damaged.path.clone(), damaged.place.clone());
            }
            Record::Certificate(_)
            | Record::Service(_)
            | Record::Passage(_)
            | Record::Resource(_)
            | Record::Listing(_)
            | Record::Recorder(_)
            | Record::Commitment(_)
            | Record::Answer(_)
            | Record::PlanItem(_)
            | Record::Log(_)
            | Record::ScanRun(_)
            | Record::ScanFinding(_)
            | Record::Damaged(_) => {}
        }
    }

    fn merge(&self, into: &mut State, other: State) {
        into.rows.extend(other.rows);
        into.offered.extend(other.offered);
        into.damaged.extend(other.damaged);
        for (name, passages) in other.files {
            let known = into.files.entry(name).or_default();
            known.extend(passages);
            first_of(known);
        }
    }

    fn conclude(&self, state: &State, _: &JoinedEstate, _: &Frame<'_>) -> Conclusion {
        let results: Vec<_> = state.rows.iter().map(|row| self.judge(row, state)).collect();
        let best = results
            .iter()
            .map(|result| result.outcome)
            .max_by_key(|outcome| (outcome.rank(), *outcome == Outcome::Unreadable));
        let Some(outcome) = best else {
            let title = self.standard.title();
            let message = say(
                format!("台帳に{}の行がありません", title.ja),
                format!("no register row for {}", title.en),
            );
            return Conclusion::new(
                Outcome::Absent,
                Method::Examine,
                vec![Observation::new(Outcome::Absent, message)],
            );
        };
        let mut seen = Vec::new();
        for result in results.iter().filter(|result| result.outcome == outcome) {
            let places = [Some(result.row.place.clone()), result.file.clone()];
            for place in places.into_iter().flatten() {
                seen.push(Observation {
                    record: Some(result.row.number.clone()),
                    attribute: Some(self.standard.id().into()),
                    found: result.found.clone(),
                    ..Observation::new(outcome, result.message.clone()).at(place)
                });
            }
        }
        let truncated = seen.len().saturating_sub(OBSERVATIONS) as u64;
        seen.truncate(OBSERVATIONS);
        let holding = results.iter().filter(|result| result.outcome == Outcome::Satisfied);
        let until = holding.filter_map(|result| self.lapses(result.row)).max();
        Conclusion { truncated, until, ..Conclusion::new(outcome, Method::Examine, seen) }
    }
}

impl CertificateProbe {
    /// The last day a row holds: its expiry, or for a report the end of its period and what the profile grants.
    pub(super) fn lapses(&self, row: &Row) -> Option<Date> {
        match self.standard {
            Standard::Soc2Type1 | Standard::Soc2Type2 => after(row.valid_until?, self.soc2_days),
            Standard::Ismap | Standard::Iso27001 | Standard::Iso27017 | Standard::Iso27018 => {
                row.valid_until
            }
        }
    }
}

fn row(certificate: &Certificate) -> Row {
    Row {
        place: certificate.place.clone(),
        number: certificate.number.clone(),
        holder: certificate.holder.clone(),
        scope: certificate.scope.clone(),
        regions: certificate.regions.clone(),
        valid_from: certificate.valid_from,
        valid_until: certificate.valid_until,
        file: certificate.file.clone(),
    }
}

fn observe_file(state: &mut State, passage: &Passage) {
    let passages = state.files.entry(passage.path.clone()).or_default();
    passages.insert((passage.place.clone(), passage.text.cut(FILE)));
    first_of(passages);
}

/// Keeps the first passages of a file, whatever order they came in.
fn first_of(passages: &mut BTreeSet<(Place, Untrusted)>) {
    let mut kept: usize = passages.iter().map(|(_, text)| text.raw().len()).sum();
    while let Some((_, last)) = passages.last() {
        kept -= last.raw().len();
        if kept < FILE {
            return;
        }
        passages.pop_last();
    }
}
