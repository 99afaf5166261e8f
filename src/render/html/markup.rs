//! HTML being written.
//!
//! Architecture invariant: whatever text is written passes [`html_text`], in elements and in attributes; what is written as it is are
//! literals and the files beside this one. So no text can become markup, style or script.

use crate::model::text::{Bilingual, Lang, LocalText, Untrusted};
use crate::render::escape::html_text;
use crate::render::wording::Wording;

/// Attributes: literal names, and values to be escaped.
pub(super) type Attributes<'a> = [(&'static str, &'a str)];

/// Elements after which a line ends, so that the file can be read and compared.
const LINES: &[&str] =
    &["details", "dd", "div", "fieldset", "h2", "h3", "li", "p", "search", "section", "tr"];

/// A document, or a part of one.
pub(super) struct Html {
    text: String,
    most: usize,
    /// Whether this is inside an image, where texts stand in other elements.
    in_image: bool,
}

impl Html {
    /// An empty document that shows at most `most` characters of one text of the submission.
    pub(super) fn document(most: usize) -> Self {
        Self { text: "<!DOCTYPE html>\n".into(), most, in_image: false }
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Bytes written so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// An element, and what `inside` writes.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: &Attributes<'_>,
        inside: impl FnOnce(&mut Self),
    ) {
        self.void(name, attributes);
        let around = self.in_image;
        self.in_image = around || name == "svg";
        inside(self);
        self.in_image = around;
        self.text.extend(["</", name, ">"]);
        if LINES.contains(&name) {
            self.text.push('\n');
        }
    }

    /// An element without content or end tag.
    pub(super) fn void(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        self.text.extend(["<", name]);
        for (name, value) in attributes {
            self.text.extend([" ", name]);
            if !value.is_empty() {
                self.text.extend(["=\"", &html_text(value), "\""]);
            }
        }
        self.text.push('>');
    }

    /// A script or style sheet of this program.
    pub(super) fn asset(&mut self, name: &'static str, text: &'static str) {
        self.text.extend(["<", name, ">", text, "</", name, ">\n"]);
    }

    /// A text in no language, or in both at once.
    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(&html_text(text));
    }

    /// A text in both languages, of which the page shows one.
    pub(super) fn both(&mut self, ja: &str, en: &str) {
        if ja == en {
            return self.text(ja);
        }
        let name = if self.in_image { "tspan" } else { "span" };
        self.element(name, &[("lang", "ja")], |html| html.text(ja));
        self.element(name, &[("lang", "en")], |html| html.text(en));
    }

    /// A word of this program.
    pub(super) fn word(&mut self, word: Bilingual) {
        self.both(word.ja, word.en);
    }

    /// A text of the catalogue, of a profile or of a message.
    pub(super) fn local(&mut self, text: &LocalText) {
        self.both(&text.ja, &text.en);
    }

    /// What the shared wording says in either language.
    pub(super) fn told(&mut self, say: impl Fn(Wording) -> String) {
        let [ja, en] =
            [Lang::Ja, Lang::En].map(|lang| say(Wording::new(lang, str::to_owned, self.most)));
        self.both(&ja, &en);
    }

    /// A text of the submission or of a person.
    pub(super) fn said(&mut self, text: &Untrusted) {
        self.apart("bdi", text);
    }

    /// A name, value or place of the submission.
    pub(super) fn code(&mut self, text: &Untrusted) {
        self.apart("code", text);
    }

    /// Words of the submission.
    pub(super) fn quote(&mut self, text: &Untrusted) {
        self.apart("q", text);
    }

    /// A text of the submission in an element `name`, which the style sheet sets apart from the direction of what surrounds it.
    pub(super) fn apart(&mut self, name: &'static str, text: &Untrusted) {
        let cut = text.cut(self.most);
        self.element(name, &[], |html| html.text(cut.raw()));
    }

    /// A `span` of a class.
    pub(super) fn span(&mut self, class: &'static str, inside: impl FnOnce(&mut Self)) {
        self.element("span", &[("class", class)], inside);
    }

    /// A part of the page with its heading.
    pub(super) fn part(
        &mut self,
        id: &'static str,
        (ja, en): (&str, &str),
        inside: impl FnOnce(&mut Self),
    ) {
        let heading = format!("{id}-heading");
        self.element("section", &[("id", id), ("aria-labelledby", &heading)], |html| {
            html.element("h2", &[("id", &heading)], |html| html.both(ja, en));
            inside(html);
        });
    }

    /// A term of a description list and what `inside` says of it.
    pub(super) fn entry(&mut self, (ja, en): (&str, &str), inside: impl FnOnce(&mut Self)) {
        self.element("div", &[], |html| {
            html.element("dt", &[], |html| html.both(ja, en));
            html.element("dd", &[], inside);
        });
    }

    /// A link to a requirement's finding.
    pub(super) fn requirement(&mut self, id: &str) {
        let link = format!("#{}", anchor(id));
        self.element("a", &[("href", &link)], |html| html.text(id));
    }
}

/// The id of the element of a requirement's finding.
pub(super) fn anchor(requirement: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    requirement.chars().map(letter).collect()
}
