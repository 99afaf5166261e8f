//! What the `resource` probe tells people: the deciding resources first, or what is missing of the population.

use crate::model::observation::{Closure, Conclusion, Observation};
use crate::model::outcome::{Method, Outcome};
use crate::model::resource_type::TypeId;
use crate::model::text::{LocalText, Untrusted};

use super::OBSERVATIONS;
use super::bind::say;
use super::estate::JoinedEstate;
use super::predicate::Truth;
use super::quantifier::{Expect, Ground, Judged};

/// The conclusion of a `resource` leaf with its deciding observations.
pub(super) fn resource(
    outcome: Outcome,
    judged: &[Judged<'_>],
    ground: &Ground,
    expect: &Expect,
    types: &[TypeId],
    estate: &JoinedEstate,
) -> Conclusion {
    let deciding = || judged.iter().filter(|one| decides(one, outcome, expect));
    let mut seen = match outcome {
        Outcome::Absent => missing(judged, ground, types),
        Outcome::Unreadable => damaged(types, estate),
        Outcome::Satisfied | Outcome::Violated | Outcome::Review => Vec::new(),
    };
    let all = seen.len() + deciding().count();
    seen.truncate(OBSERVATIONS / 2);
    let room = OBSERVATIONS - seen.len();
    seen.extend(deciding().take(room).map(|one| of_record(one, outcome, expect)));
    if outcome == Outcome::Satisfied && seen.is_empty() {
        seen.extend(nothing_found(ground));
    }
    let truncated = all.saturating_sub(seen.len()) as u64;
    Conclusion { truncated, ..Conclusion::new(outcome, Method::Test, seen) }
}

/// Whether a record is one that leads to `outcome`.
fn decides(one: &Judged<'_>, outcome: Outcome, expect: &Expect) -> bool {
    match (expect, outcome) {
        (Expect::Every, _) => one.truths.outcome() == Some(outcome),
        (Expect::None | Expect::Count { most: Some(_), .. }, Outcome::Violated) => {
            one.truths.both_accused() == Truth::True
        }
        (Expect::None, Outcome::Satisfied) => true,
        (_, Outcome::Satisfied) => one.truths.both() == Truth::True,
        (_, Outcome::Violated) => one.truths.both() == Truth::False,
        (_, Outcome::Unreadable) => one.truths.both() == Truth::Conflict,
        (Expect::None, Outcome::Absent) => one.truths.both() == Truth::Unknown,
        (_, Outcome::Absent) => {
            one.truths.narrow != Truth::False && one.truths.both() != Truth::True
        }
        (_, Outcome::Review) => false,
    }
}

/// One record: its first attribute that is not as asked, or its place where all is.
fn of_record(one: &Judged<'_>, outcome: Outcome, expect: &Expect) -> Observation {
    let joined = one.joined;
    let asked = one.asked_check.iter().chain(one.asked_narrow);
    let telling = asked.clone().find(|asked| {
        let residency = asked.predicate.is_residency();
        match outcome {
            Outcome::Violated => joined.accused(asked.at, residency) == Truth::False,
            Outcome::Absent => {
                matches!(joined.truth(asked.at, residency), Truth::Unknown | Truth::False)
            }
            Outcome::Unreadable => {
                joined.truth(asked.at, residency) == Truth::Conflict
                    || joined.accused(asked.at, residency) == Truth::False
            }
            Outcome::Satisfied | Outcome::Review => false,
        }
    });
    let telling = telling.or_else(|| asked.clone().next());
    let found = telling.and_then(|asked| joined.found(asked.at));
    let place = found.map(|(_, place)| place).or_else(|| joined.place());
    Observation {
        record: Some(joined.identity.key.clone()),
        attribute: telling.map(|asked| asked.predicate.attribute.into()),
        found: found.map(|(value, _)| value.to_words()),
        expected: telling.map(|asked| asked.predicate.expected.clone()),
        declared: joined.is_declared(),
        place: place.cloned(),
        ..Observation::new(outcome, message(one, outcome, expect))
    }
}

fn message(one: &Judged<'_>, outcome: Outcome, expect: &Expect) -> LocalText {
    match (outcome, expect) {
        (Outcome::Violated, Expect::None) => say("あってはならない設定です", "this must not be"),
        (Outcome::Violated, _) if one.truths.intended => {
            say("予定された変更が要件に反します", "a planned change goes against the requirement")
        }
        (Outcome::Violated, _) => {
            say("設定が要件に反します", "the configuration goes against the requirement")
        }
        (Outcome::Unreadable, _) => say(
            "値を読み取れないか、出力ファイルどうしが食い違います",
            "the value cannot be read, or the exports disagree",
        ),
        (Outcome::Absent, Expect::Every | Expect::None) => say(
            "この値を示す出力ファイルがありません",
            "no export states this value for the resource",
        ),
        (Outcome::Absent, _) => {
            say("求める設定であることが示されていません", "not shown to be configured as asked")
        }
        (Outcome::Satisfied, _) => say("設定を確認しました", "configured as asked"),
        (Outcome::Review, _) => say("人の判断が必要です", "a person has to decide"),
    }
}

/// What of the population was not seen.
fn missing(judged: &[Judged<'_>], ground: &Ground, types: &[TypeId]) -> Vec<Observation> {
    let mut seen: Vec<Observation> = ground
        .missing
        .iter()
        .map(|(provider, ty, cell)| {
            let region = cell.region.as_deref().unwrap_or("global");
            let (ja, en) = (ty.get().title.ja, ty.get().title.en);
            let message = say(
                format!(
                    "「{ja}」({})を漏れなく一覧した出力ファイルが、この区画にありません",
                    ty.get().id
                ),
                format!("no export lists {en} ({}) completely in this cell", ty.get().id),
            );
            Observation {
                record: Some(Untrusted::new(format!("{provider}/{}/{region}", cell.account))),
                ..Observation::new(Outcome::Absent, message)
            }
        })
        .collect();
    if ground.outside > 0 {
        let message = say(
            format!(
                "申告された範囲の外に資源が{}件あります。scope を実態に合わせてください",
                ground.outside
            ),
            format!(
                "{} resources lie outside the declared scope: make `scope` say what is there",
                ground.outside
            ),
        );
        seen.push(Observation::new(Outcome::Absent, message));
    }
    if seen.is_empty() && judged.iter().all(|one| one.truths.narrow == Truth::False) {
        let titles: Vec<_> = types.iter().map(|ty| ty.get()).collect();
        let ja: Vec<_> = titles.iter().map(|ty| ty.title.ja).collect();
        let en: Vec<_> = titles.iter().map(|ty| ty.id).collect();
        let message = say(
            format!("対象となる資源がありません(探した種別: {})", ja.join("、")),
            format!("no resource it applies to (types looked for: {})", en.join(", ")),
        );
        seen.push(Observation::new(Outcome::Absent, message));
    }
    if seen.is_empty() && ground.state == Closure::Open {
        let message =
            say("母集団の全体が示されていません", "the whole of the population has not been shown");
        seen.push(Observation::new(Outcome::Absent, message));
    }
    seen
}

/// Where a listing was denied or damaged.
fn damaged(types: &[TypeId], estate: &JoinedEstate) -> Vec<Observation> {
    let message = || {
        say(
            "一覧の取得が拒まれたか、ファイルが壊れています",
            "the listing was denied or its file is damaged",
        )
    };
    let places = types.iter().flat_map(|ty| estate.listings.damaged(*ty));
    places.map(|place| Observation::new(Outcome::Unreadable, message()).at(place.clone())).collect()
}

/// `none` over a population that was listed and holds nothing.
fn nothing_found(ground: &Ground) -> Option<Observation> {
    let message = say("一覧に該当する資源がありません", "the listing shows no such resource");
    ground.listed.clone().map(|place| Observation::new(Outcome::Satisfied, message).at(place))
}
