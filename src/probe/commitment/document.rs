//! What the documents of a row say of it.

use std::collections::BTreeSet;

use crate::model::commitment::{Dimension, Figure};
use crate::model::place::Place;
use crate::model::text::Untrusted;
use crate::probe::document::{QUOTE, is_current, look_beyond};
use crate::probe::figure::{Said, figures, numbers};
use crate::probe::phrase::{Hit, Phrase, Text, look};

use super::bind::CommitmentProbe;
use super::fold::{Kept, Row, State};

/// What the documents say of a figure, from what decides most to what decides least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Says {
    /// The same figure.
    Same,
    /// The same figure in a clause that negates or postpones it, or a quotation of the requirement.
    Negated,
    /// Other figures only.
    Other,
    /// It cannot be read.
    Unreadable,
    /// The same figure, in a document that is not dated or not current.
    Outdated,
    /// Nothing.
    Nothing,
}

/// What a document says and where.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) says: Says,
    pub(super) place: Option<Place>,
    pub(super) quote: Option<Untrusted>,
    pub(super) date: Option<jiff::civil::Date>,
}

impl CommitmentProbe {
    /// What the documents of `row` say of its figure. Of several passages the most telling counts.
    pub(super) fn documented(
        &self,
        row: &Row,
        names: &[Phrase],
        figure: Figure,
        state: &State,
    ) -> Finding {
        let nothing = Finding { says: Says::Nothing, place: None, quote: None, date: None };
        let passages = state.passages.iter().filter(|kept| row.documents.contains(&kept.path));
        let stated = passages.filter_map(|kept| self.passage(kept, names, figure));
        let damaged = row.documents.iter().filter_map(|path| state.damaged.get(path));
        let damaged = damaged.map(|place| Finding {
            says: Says::Unreadable,
            place: Some(place.clone()),
            ..nothing.clone()
        });
        let rank = |one: &Finding| (one.says, std::cmp::Reverse(one.date));
        stated.chain(damaged).min_by_key(rank).unwrap_or(nothing)
    }

    /// What one passage says; none if it says nothing of service and metric.
    fn passage(&self, kept: &Kept, names: &[Phrase], figure: Figure) -> Option<Finding> {
        let text = Text::new(kept.text.raw());
        let mut groups = vec![names.to_vec(), self.metric_words.clone()];
        groups.extend(self.states.iter().cloned());
        let (hit, _) = look_beyond(&text, &groups, &self.own_texts);
        if hit == Hit::Missing {
            return None;
        }
        let said = self.said(&text, names, figure.dimension);
        let (_, sentence) = said.first()?;
        let same: Vec<_> = said.iter().filter(|(one, _)| one.figure == figure).collect();
        let is_clear = |(one, sentence): &&&(Said, Text)| {
            look(sentence, &[vec![Phrase::loose(&one.words)]]).0 == Hit::Found
        };
        let (says, sentence) = match (same.iter().find(is_clear), same.first()) {
            (Some((_, sentence)), _) if hit == Hit::Found => (Says::Same, sentence),
            (_, Some((_, sentence))) => (Says::Negated, sentence),
            (_, None) => (Says::Other, sentence),
        };
        let current = is_current(kept.date, self.as_of, self.max_age);
        let says = match (says, current) {
            (says, true) => says,
            (Says::Same, false) => Says::Outdated,
            (_, false) => return None,
        };
        let quote = Untrusted::new(sentence.written()).cut(QUOTE);
        Some(Finding { says, place: Some(kept.place.clone()), quote: Some(quote), date: kept.date })
    }

    /// Figures in the sentences, rows and items that name the service; where none does, in those that name the metric.
    fn said(&self, text: &Text, names: &[Phrase], dimension: Dimension) -> Vec<(Said, Text)> {
        let sentences = text.sentences();
        let of = |phrases: &[Phrase]| -> Vec<(Said, Text)> {
            let with_name = sentences
                .iter()
                .filter(|sentence| phrases.iter().any(|phrase| phrase.hits(sentence)));
            let said = |sentence: &Text| {
                let figures = figures(sentence.written(), dimension);
                figures.into_iter().map(|one| (one, sentence.clone())).collect::<Vec<_>>()
            };
            with_name.flat_map(said).collect()
        };
        let of_service = of(names);
        if of_service.is_empty() { of(&self.metric_words) } else { of_service }
    }

    /// A current passage of the row's documents that names the service and shows all of `values`.
    pub(super) fn recorded<'s>(
        &self,
        row: &Row,
        names: &[Phrase],
        values: &BTreeSet<i64>,
        state: &'s State,
    ) -> Option<&'s Place> {
        let of_row = state.passages.iter().filter(|kept| row.documents.contains(&kept.path));
        let current = of_row.filter(|kept| is_current(kept.date, self.as_of, self.max_age));
        let shows = |kept: &&Kept| {
            let text = Text::new(kept.text.raw());
            let numbers: BTreeSet<i64> = numbers(text.written()).into_iter().collect();
            names.iter().any(|name| name.hits(&text)) && values.is_subset(&numbers)
        };
        current.into_iter().find(shows).map(|kept| &kept.place)
    }
}
