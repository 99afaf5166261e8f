//! One HTML file for people: decision and what blocks it first, then charts, then every finding down to its observations.
//!
//! Architecture invariant: the file asks for nothing outside itself, which its content security policy says too; every text is escaped
//! by the writer ([`markup::Html`]), names of elements and attributes are literals, and no text of a submission stands in an attribute.
//! Both languages are in it, Japanese first; without a script it is complete, and only filters are missing.
//!
//! Colors and sizes are those of the Digital Agency's design system (`@digital-go-jp/design-tokens` 1.1), in `style.css`.

mod about;
mod axis;
mod blocking;
mod burn_up;
mod criterion;
mod decision;
mod filter;
mod finding;
mod heat_map;
mod lapse;
mod list;
mod markup;
mod notice;
mod page;
mod policy;
mod score;
#[cfg(test)]
mod tests;
mod verdict;

use crate::model::text::Bilingual;

use super::Format;

pub(super) const FORMAT: Format = Format {
    id: "html",
    extension: "html",
    title: Bilingual {
        ja: "HTML(1ファイル、両言語、印刷可)",
        en: "HTML in one file (both languages, printable)",
    },
    render: |report, _| page::render(report).into_bytes(),
};
