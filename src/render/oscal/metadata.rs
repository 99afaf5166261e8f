//! Metadata: what the document is, and who appears in it.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::text::{Bilingual, Untrusted};
use crate::render::moment;
use crate::render::told::both_words;

use super::outline::{Outline, Thing};
use super::prop::Props;
use super::text::{Line, Markup};
use super::vocabulary::PartyType;

/// Version of OSCAL the documents are written in; the module says why this one.
const OSCAL: &str = "1.2.1";

/// What a person or organisation does in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Provider,
    Owner,
    Reviewer,
    Approver,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Metadata {
    title: Markup,
    last_modified: String,
    version: Line,
    oscal_version: &'static str,
    props: Props,
    links: [Link; 2],
    roles: Vec<RoleDefinition>,
    parties: Vec<Party>,
    responsible_parties: [Responsible; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<Markup>,
}

/// What in the back matter the document is about.
#[derive(Serialize)]
struct Link {
    href: String,
    rel: &'static str,
}

#[derive(Serialize)]
struct RoleDefinition {
    id: &'static str,
    title: Markup,
}

#[derive(Serialize)]
struct Party {
    uuid: String,
    #[serde(rename = "type")]
    kind: PartyType,
    name: Line,
    #[serde(skip_serializing_if = "Props::is_empty")]
    props: Props,
}

/// Who has a role.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Responsible {
    role_id: &'static str,
    party_uuids: [String; 1],
}

impl Role {
    const ALL: [Self; 4] = [Self::Provider, Self::Owner, Self::Reviewer, Self::Approver];

    /// The token of the role.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Owner => "plan-owner",
            Self::Reviewer => "reviewer",
            Self::Approver => "approver",
        }
    }

    const fn title(self) -> Bilingual {
        let (ja, en) = match self {
            Self::Provider => ("提出した事業者", "provider that bids"),
            Self::Owner => ("計画の責任者", "owner of a plan"),
            Self::Reviewer => ("審査者", "reviewer"),
            Self::Approver => ("例外措置の承認者", "approver of a disposition"),
        };
        Bilingual { ja, en }
    }

    /// Whether who has the role is a person; owners of plans are mostly departments.
    const fn party(self) -> (PartyType, Thing) {
        match self {
            Self::Provider | Self::Owner => (PartyType::Organization, Thing::Organization),
            Self::Reviewer | Self::Approver => (PartyType::Person, Thing::Person),
        }
    }
}

impl Responsible {
    /// The party called `name` in `role`; none without a name.
    pub(super) fn new(role: Role, name: &str, outline: &Outline<'_>) -> Option<Self> {
        let party_uuids = [party(role, name, outline)?];
        Some(Self { role_id: role.id(), party_uuids })
    }
}

/// The identifier of the party called `name` in `role`; none without a name.
pub(super) fn party(role: Role, name: &str, outline: &Outline<'_>) -> Option<String> {
    Line::new(name).map(|name| outline.id(role.party().1, name.as_str()))
}

/// The name of who bids.
pub(super) fn provider(outline: &Outline<'_>) -> Line {
    let submission = &outline.report.submission;
    let names = [&submission.name_ja, &submission.name_en].into_iter().flatten();
    let mut all = names.map(Untrusted::raw).chain(submission.provider.as_deref());
    all.find_map(Line::new).unwrap_or_else(Line::unnamed)
}

impl Metadata {
    pub(super) fn new(what: Bilingual, outline: &Outline<'_>) -> Self {
        let report = outline.report;
        let name = provider(outline);
        let title = |what: &str| format!("{what}: {}", name.as_str());
        let version = format!("{}.{}", report.catalogue.version, report.as_of.date);
        let remarks = [
            title(what.en),
            report.catalogue.disclaimer.ja.clone(),
            report.catalogue.disclaimer.en.clone(),
        ];
        Self {
            title: Markup::needed(&title(what.ja)),
            last_modified: moment::first(report.as_of.date),
            version: Line::new(&version).unwrap_or_else(Line::unnamed),
            oscal_version: OSCAL,
            props: Props::default().with("tool", format!("sekisho {}", report.tool_version)),
            links: [
                Link { href: outline.reference(Thing::Criteria), rel: "criteria" },
                Link { href: outline.reference(Thing::Submission), rel: "submission" },
            ],
            roles: Role::ALL.map(RoleDefinition::from).into(),
            parties: parties(outline),
            responsible_parties: [Responsible {
                role_id: Role::Provider.id(),
                party_uuids: [outline.id(Thing::Organization, name.as_str())],
            }],
            remarks: Markup::paragraphs(&remarks),
        }
    }
}

impl From<Role> for RoleDefinition {
    fn from(role: Role) -> Self {
        Self { id: role.id(), title: Markup::needed(&both_words(role.title())) }
    }
}

/// Everybody who appears, each once: who bids first.
fn parties(outline: &Outline<'_>) -> Vec<Party> {
    let bidder = provider(outline);
    let mut others = BTreeSet::new();
    for told in &outline.told {
        let finding = told.finding;
        let owner = finding.plan.as_ref().map(|plan| (Role::Owner, plan.owner.raw()));
        let reviewer = finding.review.as_ref().map(|one| (Role::Reviewer, one.reviewer.as_str()));
        let approver =
            finding.disposition.as_ref().map(|one| (Role::Approver, one.approver.as_str()));
        let named = [owner, reviewer, approver].into_iter().flatten();
        others.extend(named.filter_map(|(role, name)| Some((role.party().0, Line::new(name)?))));
    }
    others.remove(&(PartyType::Organization, bidder.clone()));
    let props = Props::default().maybe("provider", outline.report.submission.provider.as_deref());
    let bidder = Party {
        uuid: outline.id(Thing::Organization, bidder.as_str()),
        kind: PartyType::Organization,
        name: bidder,
        props,
    };
    let others = others.into_iter().map(|(kind, name)| {
        let thing = match kind {
            PartyType::Organization => Thing::Organization,
            PartyType::Person => Thing::Person,
        };
        Party { uuid: outline.id(thing, name.as_str()), kind, name, props: Props::default() }
    });
    std::iter::once(bidder).chain(others).collect()
}
