//! From rows and companies to an outcome: every company and every row has to hold.

use jiff::civil::Date;

use crate::model::document::Delivery;
use crate::model::manifest::{Manifest, Participant};
use crate::model::observation::{Conclusion, Observation};
use crate::model::outcome::{Method, Outcome};
use crate::model::place::Place;
use crate::model::profile::ThirdParty;
use crate::model::text::{LocalText, Untrusted};
use crate::probe::OBSERVATIONS;
use crate::probe::bind::say;
use crate::probe::certificate::CertificateProbe;
use crate::probe::phrase::{Phrase, Text};
use crate::probe::quantifier::Frame;

use super::fold::{AnswerRow, DeliveryProbe, ServiceRow, State};

/// A row that somebody else than the bidder delivers, or that does not say who does.
enum Row<'a> {
    Answer(&'a AnswerRow),
    Service(&'a ServiceRow),
}

/// What is seen, and the first day of it that lapses.
#[derive(Default)]
struct Seen {
    observations: Vec<Observation>,
    until: Option<Date>,
}

impl Seen {
    fn add(
        &mut self,
        outcome: Outcome,
        place: Option<&Place>,
        record: Option<&Untrusted>,
        message: LocalText,
    ) {
        self.observations.push(Observation {
            place: place.cloned(),
            record: record.cloned(),
            ..Observation::new(outcome, message)
        });
    }
}

impl DeliveryProbe {
    /// The conclusion.
    pub(super) fn judge(&self, state: &State, frame: &Frame<'_>) -> Conclusion {
        let mut seen = Seen::default();
        if let Some(place) = frame.manifest_place {
            self.companies(state, frame, place, &mut seen);
        } else {
            let message = say(
                "参加する事業者を示す manifest がありません",
                "no manifest says which companies take part",
            );
            seen.add(Outcome::Absent, None, None, message);
        }
        if self.rows {
            self.rows(state, frame, &mut seen);
        }
        let outcomes: Vec<_> = seen.observations.iter().map(|one| one.outcome).collect();
        let outcome = Outcome::all(&outcomes);
        let mut deciding = seen.observations;
        deciding.retain(|one| one.outcome == outcome);
        let truncated = deciding.len().saturating_sub(OBSERVATIONS) as u64;
        deciding.truncate(OBSERVATIONS);
        let until = seen.until.filter(|_| outcome == Outcome::Satisfied);
        Conclusion { truncated, until, ..Conclusion::new(outcome, Method::Examine, deciding) }
    }

    fn companies(&self, state: &State, frame: &Frame<'_>, place: &Place, seen: &mut Seen) {
        let companies = &frame.manifest.participants;
        if companies.len() < 2 {
            let message = say("単独の提案です", "a bid of one company");
            return seen.add(Outcome::Satisfied, Some(place), None, message);
        }
        if !frame.profile.joint {
            let message = say(
                "この評価プロファイルでは共同の提案は認められません",
                "the profile does not accept joint bids",
            );
            return seen.add(Outcome::Violated, Some(place), None, message);
        }
        let Some(probe) = &self.registrations else { return };
        let leads = companies.iter().filter(|company| company.lead).count();
        let (outcome, ja, en) = match leads {
            0 => (Outcome::Absent, "代表事業者が示されていません", "no lead company is named"),
            1 => (Outcome::Satisfied, "代表事業者は一社です", "one company leads"),
            _ => (Outcome::Violated, "代表事業者が複数あります", "more than one company leads"),
        };
        seen.add(outcome, Some(place), None, say(ja, en));
        for company in companies {
            registration(probe, company, state, place, seen);
        }
    }

    fn rows(&self, state: &State, frame: &Frame<'_>, seen: &mut Seen) {
        let answers = state.answers.iter().map(Row::Answer);
        let rows: Vec<_> = answers.chain(state.services.iter().map(Row::Service)).collect();
        let Some(first) = rows.first() else {
            let message = say(
                "提供形態を示す回答もサービス一覧もありません",
                "neither answers nor a service list say who delivers",
            );
            return seen.add(Outcome::Absent, None, None, message);
        };
        let (place, record) = first.place();
        let before = seen.observations.len();
        for row in &rows {
            let (outcome, message) = self.row(row, state, frame);
            if outcome != Outcome::Satisfied || !row.is_own(frame.manifest) {
                let (place, record) = row.place();
                seen.add(outcome, Some(place), Some(record), message);
            }
        }
        if seen.observations.len() == before {
            let message = say(
                format!("{}行すべてが自社の提供です", rows.len()),
                format!("all {} rows are delivered by the bidder", rows.len()),
            );
            seen.add(Outcome::Satisfied, Some(place), Some(record), message);
        }
    }

    fn row(&self, row: &Row<'_>, state: &State, frame: &Frame<'_>) -> (Outcome, LocalText) {
        let profile = frame.profile;
        let (outcome, ja, en) = match row.delivery(frame.manifest) {
            Some(Delivery::Own) => {
                (Outcome::Satisfied, "自社で提供します", "delivered by the bidder")
            }
            None => (
                Outcome::Absent,
                "提供形態(自社・共同・他社製品)が示されていません",
                "who delivers is not stated",
            ),
            Some(Delivery::Joint) if !profile.joint => (
                Outcome::Violated,
                "この評価プロファイルでは共同提供は認められません",
                "the profile does not accept joint delivery",
            ),
            Some(Delivery::ThirdParty) if profile.third_party == ThirdParty::Never => (
                Outcome::Violated,
                "この評価プロファイルでは他社製品による提供は認められません",
                "the profile does not accept third-party products",
            ),
            Some(Delivery::Joint) if self.owner && !row.names_company(frame.manifest, state) => (
                Outcome::Absent,
                "代表事業者以外の、提案に加わる事業者の名称がありません",
                "it names no company of the bid other than the lead",
            ),
            Some(Delivery::ThirdParty) if self.owner && !row.names_product(frame.manifest) => (
                Outcome::Absent,
                "製品又はその提供者の名称がありません",
                "it names no product or its owner",
            ),
            Some(Delivery::Joint | Delivery::ThirdParty) if self.sla && !row.has_sla(state) => (
                Outcome::Absent,
                "このサービスの水準(稼働率など)が示されていません",
                "no service level is given for it",
            ),
            Some(Delivery::Joint) => {
                (Outcome::Satisfied, "共同で提供する事業者が示されています", "its company is named")
            }
            Some(Delivery::ThirdParty) => {
                (Outcome::Satisfied, "他社製品とその提供者が示されています", "its product is named")
            }
        };
        (outcome, say(ja, en))
    }
}

/// Whether a company's registration is shown.
fn registration(
    probe: &CertificateProbe,
    company: &Participant,
    state: &State,
    manifest: &Place,
    seen: &mut Seen,
) {
    let Some(number) = &company.ismap else {
        let message = say(
            "この事業者のISMAPの登録番号がありません",
            "the ISMAP registration of this company is not given",
        );
        return seen.add(Outcome::Absent, Some(manifest), Some(&company.name), message);
    };
    let shown = probe.registered(&state.register, number, &company.name);
    seen.until = [seen.until, shown.until].into_iter().flatten().min();
    if shown.places.is_empty() {
        seen.add(shown.outcome, None, Some(&company.name), shown.message.clone());
    }
    for place in &shown.places {
        seen.add(shown.outcome, Some(place), Some(&company.name), shown.message.clone());
    }
}

impl Row<'_> {
    fn place(&self) -> (&Place, &Untrusted) {
        match self {
            Self::Answer(row) => (&row.place, &row.id),
            Self::Service(row) => (&row.place, &row.id),
        }
    }

    fn delivery(&self, manifest: &Manifest) -> Option<Delivery> {
        let stated = match self {
            Self::Answer(row) => row.delivery,
            Self::Service(row) => row.delivery,
        };
        stated.or(manifest.delivery)
    }

    fn is_own(&self, manifest: &Manifest) -> bool {
        self.delivery(manifest) == Some(Delivery::Own)
    }

    /// Whether it names a company that does not lead: itself, or through a service that does.
    fn names_company(&self, manifest: &Manifest, state: &State) -> bool {
        match self {
            Self::Service(row) => is_partner(manifest, &row.participant),
            Self::Answer(row) => {
                let product = Text::new(row.product.raw());
                let names = |service: &&ServiceRow| {
                    [&service.id, &service.name]
                        .iter()
                        .any(|name| Text::new(name.raw()).is(&product))
                };
                let mut services = state.services.iter().filter(names);
                partners(manifest).any(|company| holds(&product, &company.name))
                    || services.any(|service| is_partner(manifest, &service.participant))
            }
        }
    }

    fn names_product(&self, manifest: &Manifest) -> bool {
        let says = |text: &Untrusted| !text.raw().trim().is_empty();
        match self {
            Self::Answer(row) => says(&row.product),
            Self::Service(row) => {
                let name = Text::new(row.name.raw());
                let mut products = manifest.products.iter();
                says(&row.participant)
                    || products.any(|product| Text::new(product.name.raw()).is(&name))
            }
        }
    }

    /// An answer is about a requirement: the service levels are those of its services.
    fn has_sla(&self, state: &State) -> bool {
        match self {
            Self::Answer(_) => true,
            Self::Service(row) => {
                let names = [&row.id, &row.name].map(|name| Text::new(name.raw()));
                let mut committed = state.committed.iter().map(|name| Text::new(name.raw()));
                row.has_sla || committed.any(|one| names.iter().any(|name| name.is(&one)))
            }
        }
    }
}

fn partners(manifest: &Manifest) -> impl Iterator<Item = &Participant> {
    manifest.participants.iter().filter(|company| !company.lead)
}

/// Whether a cell is the name or the provider id of a company that does not lead.
fn is_partner(manifest: &Manifest, cell: &Untrusted) -> bool {
    let cell = Text::new(cell.raw());
    partners(manifest).any(|company| {
        Text::new(company.name.raw()).is(&cell)
            || company.provider.as_deref().is_some_and(|id| Text::new(id).is(&cell))
    })
}

fn holds(text: &Text, name: &Untrusted) -> bool {
    let name = Phrase::loose(name.raw());
    !name.is_empty() && name.hits(text)
}
