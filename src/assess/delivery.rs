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
        Some(Delivery::Own) | None => {
            (Outcome::Satisfied, LocalText::new("自社で提供しています", "delivered by the bidder"))
        }
        Some(Delivery::Joint) => joint(requirement.core, profile, manifest),
        Some(Delivery::ThirdParty) => {
            third_party(requirement.core, profile, is_named(manifest, answer, rests))
        }
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
    if names(&manifest.provider)
        || manifest.participants.iter().any(|company| company.lead && names(&company.provider))
    {
        return Delivery::Own;
    }
    let product = manifest.products.iter().find(|product| names(&product.provider));
    match product {
        Some(product) => product.delivery,
        None if manifest.participants.iter().any(|company| names(&company.provider)) => {
            Delivery::Joint
        }
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
            LocalText::new(
                "この評価プロファイルでは共同提供は認められません",
                "the profile does not accept joint delivery",
            ),
        ),
        () if core == Core::Own => (
            Outcome::Violated,
            LocalText::new(
                "中核技術は代表事業者が自ら提供する必要があります",
                "core technology has to be the lead company's own",
            ),
        ),
        () if settled => {
            (Outcome::Satisfied, LocalText::new("共同で提供しています", "delivered jointly"))
        }
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
    let decides =
        |provider: &String| rests.providers.iter().any(|providers| providers.contains(provider));
    answer.is_some_and(|answer| says(&answer.product))
        || manifest
            .products
            .iter()
            .any(|product| says(&product.name) && product.provider.as_ref().is_some_and(decides))
}

fn third_party(core: Core, profile: &Profile, named: bool) -> (Outcome, LocalText) {
    match (profile.third_party, core) {
        (ThirdParty::Never, _) => (
            Outcome::Violated,
            LocalText::new(
                "この評価プロファイルでは他社製品による提供は認められません",
                "the profile does not accept third-party products",
            ),
        ),
        (ThirdParty::NonCore, Core::Own) => (
            Outcome::Violated,
            LocalText::new(
                "中核技術を他社製品で提供することはできません",
                "core technology cannot be a third party's product",
            ),
        ),
        (ThirdParty::NonCore, Core::Any) if named => (
            Outcome::Satisfied,
            LocalText::new("他社製品で提供しています", "delivered by a named third-party product"),
        ),
        (ThirdParty::NonCore, Core::Any) => (
            Outcome::Absent,
            LocalText::new("他社製品の名称を記してください", "name the third-party product"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::testing::{company, delivered, joint_manifest, requirement};
    use crate::model::criterion::CriterionKind;
    use crate::model::manifest::Product;
    use crate::probe::testing::{PROVIDER, profile, untrusted};

    use Delivery::{Joint, Own};
    use Outcome::{Absent, Satisfied, Violated};

    fn first_call() -> Profile {
        profile()
    }

    fn second_call() -> Profile {
        Profile { joint: true, third_party: ThirdParty::NonCore, ..profile() }
    }

    fn outcome(
        core: Core,
        profile: &Profile,
        manifest: &Manifest,
        answer: &Answer,
        rests: &Rests,
    ) -> Outcome {
        let required =
            Requirement { core, ..requirement(Subject::Service, CriterionKind::All(Vec::new())) };
        delivery(&required, profile, manifest, Some(answer), rests)
            .map_or(Satisfied, |node| node.outcome)
    }

    /// Columns: the first call, the second for anybody's technology, the second for core technology.
    #[test]
    fn who_the_answer_says_delivers() {
        let named = |by| Answer { product: untrusted("架空製品"), ..delivered(by) };
        let table = [
            ("own", named(Some(Own)), [Satisfied, Satisfied, Satisfied]),
            ("joint", named(Some(Joint)), [Violated, Satisfied, Violated]),
            ("third party", named(Some(Delivery::ThirdParty)), [Violated, Satisfied, Violated]),
            (
                "third party, no product named",
                delivered(Some(Delivery::ThirdParty)),
                [Violated, Absent, Violated],
            ),
            ("not stated", delivered(None), [Absent, Absent, Absent]),
        ];
        let manifest = joint_manifest();
        for (name, answer, expected) in table {
            let seen =
                [(first_call(), Core::Any), (second_call(), Core::Any), (second_call(), Core::Own)]
                    .map(|(profile, core)| {
                        outcome(core, &profile, &manifest, &answer, &Rests::default())
                    });
            assert_eq!(seen, expected, "{name}");
        }
        assert_eq!(
            outcome(
                Core::Own,
                &first_call(),
                &manifest,
                &delivered(Some(Joint)),
                &Rests::default()
            ),
            Violated
        );
    }

    fn rests(entry: Option<Delivery>, providers: &[&str]) -> Rests {
        let providers = providers.iter().map(|name| (*name).to_owned()).collect();
        Rests { delivery: entry, providers: vec![providers], ..Rests::default() }
    }

    /// Under the first call and the second, for anybody's technology.
    fn under_both(manifest: &Manifest, answer: Option<Delivery>, rests: &Rests) -> [Outcome; 2] {
        [first_call(), second_call()]
            .map(|profile| outcome(Core::Any, &profile, manifest, &delivered(answer), rests))
    }

    #[test]
    fn the_worst_of_answer_entry_and_resource_counts() {
        let by_own = Some(Own);
        let table = [
            ("own throughout", rests(by_own, &[PROVIDER]), [Satisfied, Satisfied]),
            ("a joint entry", rests(Some(Joint), &[PROVIDER]), [Violated, Satisfied]),
            ("a third party's", rests(Some(Delivery::ThirdParty), &[PROVIDER]), [Violated, Absent]),
            ("a joint resource", rests(by_own, &["hare"]), [Violated, Satisfied]),
            ("own beside joint", rests(None, &["hare", PROVIDER]), [Satisfied, Satisfied]),
            ("nobody's resource", rests(None, &["umi"]), [Violated, Absent]),
        ];
        for (name, rests, expected) in table {
            assert_eq!(under_both(&joint_manifest(), by_own, &rests), expected, "{name}");
        }
    }

    /// A product is named by the answer, or by the manifest where its own resources decide.
    #[test]
    fn which_product_is_named() {
        let product = |name: &str| Manifest {
            products: vec![Product {
                name: untrusted(name),
                provider: Some("mori".to_owned()),
                delivery: Delivery::ThirdParty,
            }],
            ..joint_manifest()
        };
        let (own, third) = (Some(Own), Some(Delivery::ThirdParty));
        let table = [
            ("its resource decides", product("森"), own, &["mori"][..], [Violated, Satisfied]),
            ("it has no name", product(" "), own, &["mori"], [Violated, Absent]),
            ("it is another one", product("森"), third, &[], [Violated, Absent]),
        ];
        for (name, manifest, answer, providers, expected) in table {
            let seen = under_both(&manifest, answer, &rests(None, providers));
            assert_eq!(seen, expected, "{name}");
        }
    }

    /// That nobody states who delivers is mended by no resource; what a resource shows to be against the rule stays violated.
    #[test]
    fn somebody_has_to_say_it() {
        let says_own = Manifest { delivery: Some(Own), ..joint_manifest() };
        let silent = joint_manifest();
        let table = [
            ("the entry", &silent, None, rests(Some(Own), &[]), [Satisfied, Satisfied]),
            ("the resource alone", &silent, None, rests(None, &[PROVIDER]), [Absent, Absent]),
            ("the joint resource alone", &silent, None, rests(None, &["hare"]), [Violated, Absent]),
            ("the manifest", &says_own, None, rests(None, &[]), [Satisfied, Satisfied]),
            ("the answer first", &says_own, Some(Joint), rests(None, &[]), [Violated, Satisfied]),
        ];
        for (name, manifest, answer, rests, expected) in table {
            assert_eq!(under_both(manifest, answer, &rests), expected, "{name}");
        }
    }

    /// A joint bid names one lead company, a second one, and each company's ISMAP registration.
    #[test]
    fn what_joint_delivery_needs() {
        let nobody = || Manifest { provider: Some(PROVIDER.to_owned()), ..Manifest::default() };
        let of = |participants| Manifest { participants, ..nobody() };
        let unregistered = |provider, lead| crate::model::manifest::Participant {
            ismap: None,
            ..company(provider, lead)
        };
        let table = [
            ("two companies", joint_manifest(), Satisfied),
            ("nobody named", nobody(), Absent),
            ("the lead alone", of(vec![company(PROVIDER, true)]), Absent),
            ("no lead", of(vec![company(PROVIDER, false), company("hare", false)]), Absent),
            ("two leads", of(vec![company(PROVIDER, true), company("hare", true)]), Absent),
            (
                "one without registration",
                of(vec![company(PROVIDER, true), unregistered("hare", false)]),
                Absent,
            ),
        ];
        for (name, manifest, expected) in table {
            let seen = outcome(
                Core::Any,
                &second_call(),
                &manifest,
                &delivered(Some(Joint)),
                &Rests::default(),
            );
            assert_eq!(seen, expected, "{name}");
        }
    }

    #[test]
    fn judged_for_services_only() {
        for subject in Subject::ALL {
            let required = requirement(*subject, CriterionKind::All(Vec::new()));
            let node =
                delivery(&required, &first_call(), &joint_manifest(), None, &Rests::default());
            assert_eq!(node.is_some(), *subject == Subject::Service, "{subject:?}");
        }
    }
}
