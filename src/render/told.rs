//! What formats with room for one language say in both: observations with what was found, and places.
//!
//! Nothing here is escaped, as the medium is not known: what holds text of a submission is returned as such.

use crate::model::observation::{Closure, Observation, Population};
use crate::model::outcome::{Method, Outcome};
use crate::model::place::Place;
use crate::model::report::GapReport;
use crate::model::text::{Bilingual, LocalText, Untrusted};

/// Characters shown of one value.
const VALUE: usize = 200;
/// Characters shown of the name of a file.
const PATH: usize = 1_000;

/// The word of machine formats for what looking gave.
pub(super) const fn outcome_id(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Satisfied => "satisfied",
        Outcome::Violated => "violated",
        Outcome::Absent => "absent",
        Outcome::Unreadable => "unreadable",
        Outcome::Review => "review",
    }
}

/// The word of machine formats for how the evidence was looked at.
pub(super) const fn method_id(method: Method) -> &'static str {
    match method {
        Method::Test => "test",
        Method::Examine => "examine",
        Method::Interview => "interview",
        Method::Claim => "claim",
    }
}

/// The word of machine formats for whether all of a population has been seen.
pub(super) const fn closure_id(closure: Closure) -> &'static str {
    match closure {
        Closure::Closed => "closed",
        Closure::Open => "open",
        Closure::Damaged => "damaged",
    }
}

/// A text in both languages.
pub(super) fn both(text: &LocalText) -> String {
    format!("{} / {}", text.ja, text.en)
}

/// A word in both languages.
pub(super) fn both_words(text: Bilingual) -> String {
    format!("{} / {}", text.ja, text.en)
}

/// What an observation means, what was found, and what was expected.
pub(super) fn sentence(seen: &Observation) -> Untrusted {
    let mut text = both(&seen.message);
    if seen.declared {
        text.push_str(" (申告による / as declared)");
    }
    let cut = |value: &Untrusted| value.cut(VALUE).raw().to_owned();
    let ours = |text: &String| cut(&Untrusted::new(text.as_str()));
    let found = match (seen.attribute.as_ref().map(ours), seen.found.as_ref().map(cut)) {
        (Some(attribute), Some(found)) => Some(format!("{attribute} = {found}")),
        (Some(attribute), None) => Some(format!("{attribute} 記載なし / not stated")),
        (None, found) => found,
    };
    let parts: Vec<_> = seen.record.as_ref().map(cut).into_iter().chain(found).collect();
    if !parts.is_empty() {
        text.push_str(": ");
        text.push_str(&parts.join(": "));
    }
    if let Some(expected) = seen.expected.as_ref().map(ours) {
        text.push_str(" (求める値 / expected: ");
        text.push_str(&expected);
        text.push(')');
    }
    Untrusted::new(text)
}

/// A place as `path:line:column`, page, cell, `#` and JSON Pointer.
pub(super) fn spot(place: &Place, report: &GapReport) -> Untrusted {
    let mut text =
        report.path(place.file).map_or_else(|| "?".into(), |path| path.cut(PATH).raw().to_owned());
    let column = place.column.filter(|_| place.line.is_some());
    text.extend(place.line.into_iter().chain(column).map(|number| format!(":{number}")));
    let parts = [
        place.page.map(|page| format!(" p.{page}")),
        place.cell.as_ref().map(|cell| format!(" {}", cell.cut(VALUE).raw())),
        place.pointer.as_ref().map(|pointer| format!(" #{}", pointer.cut(VALUE).raw())),
    ];
    text.extend(parts.into_iter().flatten());
    Untrusted::new(text)
}

/// How many observations are left out; none for nothing.
pub(super) fn more(left_out: u64) -> Option<String> {
    (left_out > 0).then(|| format!("ほか{left_out}件 / {left_out} more"))
}

/// The resources a finding is about; none without any.
pub(super) fn counted(population: Option<&Population>) -> Option<String> {
    let Population { seen, examined, violating, unreadable, .. } = *population?;
    (seen > 0).then(|| {
        format!(
            "{seen}件中{examined}件が対象、うち違反{violating}件、読取不能{unreadable}件 / \
             {examined} of {seen} examined, {violating} wrong, {unreadable} unclear"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::deciding::deciding;
    use crate::render::sample;

    #[test]
    fn says_what_was_found_and_where() {
        let report = sample::draft();
        let found = deciding(&report.findings[2].criterion, 1);
        let said = sentence(found.shown[0]);
        let end = "versioning.enabled = 架空の事業者 クラウド (求める値 / expected: equals: true)";
        assert!(said.raw().ends_with(end), "{said:?}");
        let place = found.shown[0].place.as_ref().unwrap();
        assert_eq!(spot(place, &report).raw(), "exports/s3.json:231 #/Buckets/0");
        assert_eq!((more(0), more(2)), (None, Some("ほか2件 / 2 more".into())));
        let counted = counted(found.population).unwrap();
        assert!(counted.ends_with("12 of 14 examined, 2 wrong, 0 unclear"), "{counted}");
    }
}
