//! Whether one company holds a registration: for probes that judge several companies.

use jiff::civil::Date;

use crate::model::document::Standard;
use crate::model::outcome::Outcome;
use crate::model::place::Place;
use crate::model::text::{LocalText, Untrusted};
use crate::probe::bind::{Binder, say};
use crate::probe::phrase::{Phrase, Text};

use super::fold::{CertificateProbe, Row, State, names};

/// What the register says of one company's registration.
pub(in crate::probe) struct Registered {
    pub(in crate::probe) outcome: Outcome,
    pub(in crate::probe) places: Vec<Place>,
    pub(in crate::probe) message: LocalText,
    /// Last day it holds.
    pub(in crate::probe) until: Option<Date>,
}

impl CertificateProbe {
    /// A probe of a standard alone, on the day of the audit.
    pub(in crate::probe) fn of(standard: Standard, binder: &Binder<'_, '_>) -> Self {
        Self {
            standard,
            names: names(standard),
            covers_services: false,
            covers_regions: false,
            at: binder.terms.as_of,
            soc2_days: binder.terms.profile.freshness.soc2,
            scope: Vec::new(),
            states: Vec::new(),
        }
    }

    /// Whether `number` is in force and `company`'s, by the register and its file.
    pub(in crate::probe) fn registered(
        &self,
        state: &State,
        number: &Untrusted,
        company: &Untrusted,
    ) -> Registered {
        let of = Text::new(number.raw());
        let rows = state.rows.iter().filter(|row| Text::new(row.number.raw()).is(&of));
        let best =
            rows.map(|row| self.judge(row, state)).max_by_key(|result| result.outcome.rank());
        let Some(result) = best else {
            let message = say(
                "ISMAPの登録番号が台帳にありません",
                "its ISMAP registration is not in the certificate register",
            );
            return Registered {
                outcome: Outcome::Absent,
                places: Vec::new(),
                message,
                until: None,
            };
        };
        let places = [Some(result.row.place.clone()), result.file.clone()];
        let places = places.into_iter().flatten().collect();
        if result.outcome == Outcome::Satisfied && !is_of(result.row, company, state) {
            let message = say(
                "台帳の取得者にも原本にも、この事業者の名称がありません",
                "neither the row's holder nor its file names this company",
            );
            return Registered { outcome: Outcome::Absent, places, message, until: None };
        }
        let until = self.lapses(result.row);
        Registered { outcome: result.outcome, places, message: result.message, until }
    }
}

/// Whether a row's holder is the company, or its file names it.
fn is_of(row: &Row, company: &Untrusted, state: &State) -> bool {
    let name = Phrase::loose(company.raw());
    let file = row.file.as_ref().and_then(|path| state.files.get(path));
    let mut passages = file.into_iter().flatten().map(|(_, text)| text);
    !name.is_empty()
        && (Text::new(row.holder.raw()).is(&Text::new(company.raw()))
            || passages.any(|text| name.hits(&Text::new(text.raw()))))
}
