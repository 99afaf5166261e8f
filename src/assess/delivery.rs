//! Who delivers: the rule of the tender on own, joint and third-party delivery, judged for services.

use crate::model::catalogue::{Core, Requirement, Subject};
use crate::model::document::Delivery;
use crate::model::manifest::Manifest;
use crate::model::observation::Observation;
use crate::model::outcome::{Method, Outcome};
use crate::model::profile::{Profile, ThirdParty};
use crate::model::record::Answer;
use crate::model::report::{CriterionResult, NodeKind};
use crate::model::text::{LocalText, Untrusted};

use super::evaluate::{Rests, result};

/// The delivery node of a requirement; none where delivery is not judged.
pub(crate) fn delivery(
    requirement: &Requirement,
    profile: &Profile,
    manifest: &Manifest,
    answer: Option<&Answer>,
    rests: &Rests,
) -> Option<CriterionResult> {
    if requirement.subject != Subject::Service {
        return None;
    }
    let stated = answer.and_then(|answer| answer.delivery).or(manifest.delivery);
    let from_resources = rests.providers.iter().filter_map(|providers| best(manifest, providers));
    let worst = from_resources.chain(stated).chain(rests.delivery).max();
    let stated_nowhere = stated.is_none() && rests.delivery.is_none();
    let (outcome, message) = match worst {
        Some(Delivery::Own) | None => (Outcome::Satisfied, LocalText::new("自社で提供しています", "delivered by the bidder")),
        Some(Delivery::Joint) => joint(requirement.core, profile, manifest),
        Some(Delivery::ThirdParty) => third_party(requirement.core, profile, is_named(manifest, answer, rests)),
    };
    let (outcome, message) = if stated_nowhere && outcome != Outcome::Violated {
        let message = LocalText::new(
            "提供形態(自社・共同・他社製品)が示されていません。回答又は manifest に記してください",
            "who delivers is not stated: say it in the answer or the manifest",
        );
        (Outcome::Absent, message)
    } else {
        (outcome, message)
    };
    let place = answer.map(|answer| answer.place.clone());
    let seen = Observation { place, ..Observation::new(outcome, message) };
    Some(CriterionResult {
        method: Some(Method::Claim),
        observations: vec![seen],
        ..result(outcome, NodeKind::Delivery, true, Vec::new())
    })
}

/// The best delivery among providers that each hold what is asked.
fn best(manifest: &Manifest, providers: &[String]) -> Option<Delivery> {
    providers.iter().map(|provider| of_provider(manifest, provider)).min()
}

fn of_provider(manifest: &Manifest, provider: &str) -> Delivery {
    let names = |named: &Option<String>| named.as_deref() == Some(provider);
    if names(&manifest.provider) || manifest.participants.iter().any(|company| company.lead && names(&company.provider)) {
        return Delivery::Own;
    }
    let product = manifest.products.iter().find(|product| names(&product.provider));
    match product {
        Some(product) => product.delivery,
        None if manifest.participants.iter().any(|company| names(&company.provider)) => Delivery::Joint,
        None => Delivery::ThirdParty,
    }
}

fn joint(core: Core, profile: &Profile, manifest: &Manifest) -> (Outcome, LocalText) {
    let settled = manifest.participants.len() > 1
        && manifest.participants.iter().filter(|company| company.lead).count() == 1
        && manifest.participants.iter().all(|company| company.ismap.is_some());
    match () {
        () if !profile.joint => (
            Outcome::Violated,
            LocalText::new("この評価プロファイルでは共同提供は認められません", "the profile does not accept joint delivery"),
        ),
        () if core == Core::Own => (
            Outcome::Violated,
            LocalText::new("中核技術は代表事業者が自ら提供する必要があります", "core technology has to be the lead company's own"),
        ),
        () if settled => (Outcome::Satisfied, LocalText::new("共同で提供しています", "delivered jointly")),
        () => (
            Outcome::Absent,
            LocalText::new(
                "代表事業者と、各社のISMAPの登録番号を manifest に記してください",
                "name one lead company and every company's ISMAP registration in the manifest",
            ),
        ),
    }
}

/// Whether the product is named: by the answer, or by the manifest as the one whose resources decide.
fn is_named(manifest: &Manifest, answer: Option<&Answer>, rests: &Rests) -> bool {
    let says = |name: &Untrusted| !name.raw().trim().is_empty();
    let decides = |provider: &String| rests.providers.iter().any(|providers| providers.contains(provider));
    answer.is_some_and(|answer| says(&answer.product))
        || manifest.products.iter().any(|product| says(&product.name) && product.provider.as_ref().is_some_and(decides))
}

fn third_party(core: Core, profile: &Profile, named: bool) -> (Outcome, LocalText) {
    match (profile.third_party, core) {
        (ThirdParty::Never, _) => (
            Outcome::Violated,
            LocalText::new("この評価プロファイルでは他社製品による提供は認められません", "the profile does not accept third-party products"),
        ),
        (ThirdParty::NonCore, Core::Own) => (
            Outcome::Violated,
            LocalText::new("中核技術を他社製品で提供することはできません", "core technology cannot be a third party's product"),
        ),
        (ThirdParty::NonCore, Core::Any) if named => {
            (Outcome::Satisfied, LocalText::new("他社製品で提供しています", "delivered by a named third-party product"))
        }
        (ThirdParty::NonCore, Core::Any) => {
            (Outcome::Absent, LocalText::new("他社製品の名称を記してください", "name the third-party product"))
        }
    }
}
