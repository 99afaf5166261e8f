//! Back matter: what was judged by, the submission, and every file that is named as evidence, with its digest.

use serde::Serialize;

use crate::model::place::FileId;
use crate::model::report::FileResult;
use crate::render::escape::relative_uri;
use crate::render::told::both;

use super::outline::{Outline, Thing};
use super::prop::Props;
use super::text::{Line, Markup};

/// Everything the rest of a document refers to.
#[derive(Serialize)]
pub(super) struct BackMatter {
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Resource {
    uuid: String,
    title: Markup,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Markup>,
    #[serde(skip_serializing_if = "Props::is_empty")]
    props: Props,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rlinks: Vec<Link>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<Markup>,
}

#[derive(Serialize)]
struct Link {
    href: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hashes: Vec<Hash>,
}

#[derive(Serialize)]
struct Hash {
    algorithm: &'static str,
    value: Line,
}

impl BackMatter {
    pub(super) fn new(outline: &Outline<'_>) -> Self {
        let files = outline.files().into_iter().filter_map(|id| {
            let file = outline.report.submission.files.get(usize::try_from(id.0).ok()?)?;
            Some(evidence(id, file, outline))
        });
        Self {
            resources: [criteria(outline), submission(outline)].into_iter().chain(files).collect(),
        }
    }
}

/// The plan: the catalogue with the profile.
fn criteria(outline: &Outline<'_>) -> Resource {
    let (catalogue, profile) = (&outline.report.catalogue, &outline.report.profile);
    let props = Props::default()
        .with("catalogue", &catalogue.id)
        .with("catalogue-version", &catalogue.version)
        .with("catalogue-digest", &catalogue.digest)
        .with("profile", &profile.id)
        .with("profile-digest", &profile.digest)
        .with("profile-chosen-by", profile.chosen_by.id())
        .maybe("deadline", profile.deadline.map(|day| day.to_string()));
    let description = "評価の計画は、要件カタログと評価プロファイルの組である / \
                       the plan of the assessment is the catalogue together with the profile";
    Resource {
        uuid: outline.id(Thing::Criteria, ""),
        title: Markup::needed(&format!(
            "{} {}: {}",
            catalogue.id,
            catalogue.version,
            both(&profile.title)
        )),
        description: Markup::new(description),
        props,
        rlinks: Vec::new(),
        remarks: Markup::new(&both(&catalogue.disclaimer)),
    }
}

fn submission(outline: &Outline<'_>) -> Resource {
    let submission = &outline.report.submission;
    let props = Props::default()
        .with("submission-digest", &submission.digest)
        .with("files", submission.files.len().to_string());
    let description = "digestは、ファイルごとの行(名前、NUL、SHA-256)を並べたもののSHA-256。根拠として挙げたファイルだけを以下に示す / \
                       the digest is the SHA-256 of one sorted line per file (name, NUL, SHA-256); below are the files named as evidence";
    Resource {
        uuid: outline.id(Thing::Submission, ""),
        title: Markup::needed("提出書類一式 / submission"),
        description: Markup::new(description),
        props,
        rlinks: Vec::new(),
        remarks: None,
    }
}

fn evidence(id: FileId, file: &FileResult, outline: &Outline<'_>) -> Resource {
    let props = Props::default()
        .maybe("format", file.kind.as_deref())
        .with("bytes", file.bytes.to_string())
        .with("records", file.records.to_string())
        .maybe("rejected", file.rejected.as_deref());
    let digest = Line::new(&file.sha256).map(|value| Hash { algorithm: "SHA-256", value });
    let link = Link { href: relative_uri(file.path.raw()), hashes: digest.into_iter().collect() };
    Resource {
        uuid: outline.id(Thing::File, &id.0.to_string()),
        title: Markup::needed(file.path.raw()),
        description: None,
        props,
        rlinks: vec![link],
        remarks: None,
    }
}
