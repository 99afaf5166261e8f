//! Binding: from parameters as the catalogue writes them to typed parameters of a probe, with every defect at its place.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::catalogue::Subject;
use crate::model::criterion::{Param, ParamValue};
use crate::model::document::DocumentKind;
use crate::model::mapping::Mapping;
use crate::model::profile::Profile;
use crate::model::span::Defect;
use crate::model::text::LocalText;

/// What a criterion is bound under: the profile, the day and the subject of what is judged.
pub struct Terms<'a> {
    /// The profile, for thresholds, freshness and regions.
    pub profile: &'a Profile,
    /// The day of the audit.
    pub as_of: Date,
    /// Mappings of every named provider, by provider id.
    pub mappings: &'a BTreeMap<String, Mapping>,
    /// Whether the environment is judged, or what a provider offers.
    pub subject: Subject,
    /// The texts whose mere quotation in a document proves nothing.
    pub own_texts: Vec<String>,
    /// The id a bare answer is about.
    pub answer_id: String,
}

/// Collects the defects of one probe's parameters.
pub(crate) struct Binder<'a, 'b> {
    pub(crate) terms: &'a Terms<'b>,
    pub(crate) defects: &'a mut Vec<Defect>,
}

impl Binder<'_, '_> {
    /// Reports a defect at `at`.
    pub(crate) fn defect(&mut self, code: &'static str, at: &Param, message: impl Into<String>) {
        self.defects.push(Defect::new(code, at.at.clone(), message));
    }

    /// Reports every key of `with` that is not in `known`.
    pub(crate) fn only(&mut self, with: &Param, known: &[&str]) {
        for (key, _) in with.entries() {
            if !known.contains(&key.value.as_str()) {
                let defect = Defect::new(
                    "unbound-parameter",
                    key.at(),
                    format!("unknown parameter `{}`", key.value),
                );
                self.defects.push(defect.help(format!("this probe knows: {}", known.join(", "))));
            }
        }
    }

    /// The member `key`, or a defect.
    pub(crate) fn required<'p>(&mut self, with: &'p Param, key: &str) -> Option<&'p Param> {
        let found = with.get(key);
        if found.is_none() {
            self.defect("unbound-parameter", with, format!("parameter `{key}` is missing"));
        }
        found
    }

    /// The value itself, or what the profile's parameter of that name says where it is `{ param: name }`.
    pub(crate) fn resolve(&mut self, param: &Param) -> Option<Param> {
        let [(key, name)] = param.entries() else { return Some(param.clone()) };
        let (true, Some(name)) = (key.value == "param", name.as_text()) else {
            return Some(param.clone());
        };
        let Some(parameter) = self.terms.profile.parameters.get(name) else {
            self.defect(
                "unbound-parameter",
                param,
                format!("the profile has no parameter `{name}`"),
            );
            return None;
        };
        Some(Param { value: parameter.value.clone(), at: param.at.clone() })
    }

    /// One of the words of an enumeration.
    pub(crate) fn word<T>(
        &mut self,
        param: &Param,
        find: impl Fn(&str) -> Option<T>,
        what: &str,
    ) -> Option<T> {
        let found = param.as_text().and_then(find);
        if found.is_none() {
            self.defect("unbound-parameter", param, format!("not a known {what}"));
        }
        found
    }

    /// Kinds of documents, one or several.
    pub(crate) fn kinds(&mut self, param: &Param) -> Vec<DocumentKind> {
        param
            .elements()
            .into_iter()
            .filter_map(|kind| self.word(kind, DocumentKind::find, "kind of document"))
            .collect()
    }

    /// Groups of alternative phrases.
    pub(crate) fn groups(&mut self, param: &Param) -> Vec<Vec<String>> {
        let mut groups = Vec::new();
        for group in param.elements() {
            let phrases: Vec<String> = group
                .elements()
                .iter()
                .filter_map(|phrase| phrase.as_text().map(str::to_owned))
                .collect();
            if phrases.is_empty() || phrases.len() != group.elements().len() {
                self.defect(
                    "unbound-parameter",
                    group,
                    "a group of phrases is a list of texts that is not empty",
                );
            }
            groups.push(phrases);
        }
        groups
    }

    /// A whole number, perhaps from a profile parameter.
    pub(crate) fn int(&mut self, param: &Param) -> Option<i64> {
        let resolved = self.resolve(param)?;
        let value = resolved.as_int();
        if value.is_none() {
            self.defect("unbound-parameter", param, "not a whole number");
        }
        value
    }
}

/// A parameter in the words of the catalogue, for reports.
pub(crate) fn words(param: &Param) -> String {
    match &param.value {
        ParamValue::Null => "null".into(),
        ParamValue::Bool(value) => value.to_string(),
        ParamValue::Int(value) => value.to_string(),
        ParamValue::Decimal(value) | ParamValue::Text(value) => value.clone(),
        ParamValue::List(values) => {
            format!("[{}]", values.iter().map(words).collect::<Vec<_>>().join(", "))
        }
        ParamValue::Map(entries) => {
            let members: Vec<_> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", key.value, words(value)))
                .collect();
            format!("{{ {} }}", members.join(", "))
        }
    }
}

/// A text in both languages.
pub(crate) fn say(ja: impl Into<String>, en: impl Into<String>) -> LocalText {
    LocalText::new(ja, en)
}
