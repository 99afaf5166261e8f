//! Properties: what OSCAL has no word for, under our own namespace.

use serde::Serialize;

use crate::render::identity::NAMESPACE;

use super::text::Line;

/// Properties of one thing.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub(super) struct Props(Vec<Property>);

#[derive(Debug, Serialize)]
struct Property {
    name: &'static str,
    ns: &'static str,
    value: Line,
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<&'static str>,
}

impl Props {
    /// One more; nothing for a value of which nothing is left, as OSCAL has no empty strings.
    #[must_use]
    pub(super) fn with(self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.classed(name, value, None)
    }

    /// One more, if there is a value.
    #[must_use]
    pub(super) fn maybe(self, name: &'static str, value: Option<impl AsRef<str>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// One more with what distinguishes it from others of its name.
    #[must_use]
    pub(super) fn classed(
        mut self,
        name: &'static str,
        value: impl AsRef<str>,
        class: Option<&'static str>,
    ) -> Self {
        let value = Line::new(value.as_ref());
        self.0.extend(value.map(|value| Property { name, ns: NAMESPACE, value, class }));
        self
    }

    /// Whether there is none, in which case OSCAL wants no list.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
