//! Mutants of documents, service entries and certificates.

use unicode_normalization::UnicodeNormalization;

use crate::model::catalogue::Example;
use crate::model::criterion::{Param, ParamValue, ProbeUse};

use super::family::{Must, Mutant, edited, get, set};

/// A day no freshness and no validity reaches.
const LONG_AGO: &str = "2001-01-01";

/// A document of another kind, from long ago, without each of the things it must state, and without text.
pub(super) fn of_documents(leaf: &ProbeUse, example: &Example) -> Vec<Mutant> {
    let mut made = papers(leaf, example);
    let groups = leaf.with.get("states").map(Param::elements).unwrap_or_default();
    for (at, group) in groups.iter().enumerate() {
        let phrases: Vec<&str> = group.elements().iter().filter_map(|one| one.as_text()).collect();
        let example = edited(example, "document", &|record| {
            let Some(ParamValue::Text(text)) = get(record, "text").map(|one| one.value.clone())
            else {
                return false;
            };
            set(record, "text", ParamValue::Text(without(&text, &phrases)))
        });
        made.extend(example.map(|example| Mutant {
            example,
            what: format!("with none of the phrases of group {} in the documents", at + 1),
            must: Must::NotMet,
        }));
    }
    made
}

/// A service entry that is not offered, offers something else or nothing, and its document made wrong.
pub(super) fn of_services(leaf: &ProbeUse, example: &Example) -> Vec<Mutant> {
    let mut made = papers(leaf, example);
    let not_offered =
        ["preview", "planned", "retired"].map(|word| ("status", text(word), Must::NotMet));
    let removed = [
        ("status", ParamValue::Null, Must::Unproven),
        ("capabilities", ParamValue::List(Vec::new()), Must::Unproven),
    ];
    let abroad =
        leaf.with.get("regions").map(|_| ("regions", listed(leaf, "us-west-2"), Must::NotMet));
    for (key, value, must) in not_offered.into_iter().chain(removed).chain(abroad) {
        let what = format!("with `{key}` of the service entries changed to {value:?}");
        let example = edited(example, "service", &|record| set(record, key, value.clone()));
        made.extend(example.map(|example| Mutant { example, what, must }));
    }
    made
}

/// A certificate of another standard, one that has run out, and a register row without a file.
pub(super) fn of_certificates(example: &Example) -> Vec<Mutant> {
    let changes = [
        ("valid_until", text(LONG_AGO), Must::NotMet),
        ("file_text", ParamValue::Null, Must::Unproven),
        ("number", text("ZZ-0"), Must::NotMet),
    ];
    changes
        .into_iter()
        .filter_map(|(key, value, must)| {
            let what = format!("with `{key}` of the certificates changed to {value:?}");
            let example =
                edited(example, "certificate", &|record| set(record, key, value.clone()))?;
            Some(Mutant { example, what, must })
        })
        .collect()
}

/// The documents of an example made useless in every way.
fn papers(leaf: &ProbeUse, example: &Example) -> Vec<Mutant> {
    let asked = leaf.with.get("kind").map(Param::elements).unwrap_or_default();
    let is_asked = |kind: &&str| asked.iter().any(|one| one.as_text() == Some(*kind));
    let another = ["other", "price-list", "declaration"].into_iter().find(|kind| !is_asked(kind));

    let changes = [
        ("kind", text(another.unwrap_or("other")), Must::NotMet),
        ("date", text(LONG_AGO), Must::Unproven),
        ("date", ParamValue::Null, Must::Unproven),
        ("text", text(""), Must::Unproven),
    ];
    changes
        .into_iter()
        .filter_map(|(key, value, must)| {
            let what = format!("with `{key}` of the documents changed to {value:?}");
            let example = edited(example, "document", &|record| set(record, key, value.clone()))?;
            Some(Mutant { example, what, must })
        })
        .collect()
}

/// `written` without any of `phrases`.
fn without(written: &str, phrases: &[&str]) -> String {
    let folded = |text: &str| text.nfkc().collect::<String>().to_lowercase();
    let mut text = folded(written);
    for phrase in phrases {
        text = text.replace(&folded(phrase), "");
    }
    text
}

fn listed(leaf: &ProbeUse, region: &str) -> ParamValue {
    ParamValue::List(vec![Param { value: text(region), at: leaf.with.at.clone() }])
}

fn text(word: &str) -> ParamValue {
    ParamValue::Text(word.to_owned())
}
