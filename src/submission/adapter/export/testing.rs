//! What tests of export adapters share: mappings and paths as they are written in files.

use std::collections::BTreeMap;

use crate::load::{self, Sources};
use crate::model::manifest::Manifest;
use crate::model::mapping::{KeyPart, Mapping, Path};
use crate::model::place::FileId;
use crate::model::record::{Attributed, Record, Resource, Stated};
use crate::model::report::Diagnostic;
use crate::model::resource_type::TypeId;
use crate::model::value::Reading;
use crate::model::wanted::Wanted;
use crate::submission::{Limits, Reading as Settings, json};

use super::super::{Adapter, Declared, Head, ReadEnd, Sink};

const HEADER: &str = r#"
schema = "sekisho-mapping/1"
provider = "p"
title = { ja = "p", en = "p" }
[regions]
r1 = { country = "JP", site = "s1", kind = "region" }
r2 = { country = "US", site = "s2", kind = "region" }
global = { kind = "global" }
[cells]
"*" = "region"
"iam.user" = "global"
"#;

/// The mapping of provider `p` with these blocks.
pub(super) fn mapping(blocks: &str) -> Mapping {
    let (mapping, defects) =
        load::mapping("p.toml", &format!("{HEADER}{blocks}"), &mut Sources::default());
    assert!(defects.is_empty(), "{defects:#?}");
    mapping.expect("a mapping")
}

/// A path as mappings write it.
pub(super) fn path(text: &str) -> Path {
    let block = format!(
        "[[resource]]\ntype = \"kms.key\"\nsource = \"x\"\nnative = \"x\"\nkey = \"{text}\"\n"
    );
    match mapping(&block).resources.remove(0).key.remove(0) {
        KeyPart::Path(path) => path,
        part @ (KeyPart::Subject | KeyPart::Literal(_)) => panic!("{part:?}"),
    }
}

/// What reading one file gave.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) native: Option<String>,
    pub(super) records: Vec<Record>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) end: ReadEnd,
}

impl Sink for Seen {
    fn record(&mut self, record: Record) {
        self.records.push(record);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

impl Seen {
    /// `key attribute=value …` of every resource, in the order of the file.
    pub(super) fn resources(&self) -> Vec<String> {
        let resources = self.records.iter().filter_map(|record| {
            if let Record::Resource(resource) = record { Some(resource) } else { None }
        });
        resources.map(shown).collect()
    }

    /// `types state account region part` of every listing, in the order of the file.
    pub(super) fn listings(&self) -> Vec<String> {
        let listings = self.records.iter().filter_map(|record| {
            if let Record::Listing(listing) = record { Some(listing) } else { None }
        });
        listings
            .map(|listing| {
                let types: Vec<&str> = listing.types.iter().map(|ty| ty.get().id).collect();
                let part = listing.part.as_ref().map_or(String::new(), |part| format!(" {part}"));
                let at = (place(listing.account.as_ref()), place(listing.region.as_ref()));
                format!("{} {:?} {} {}{part}", types.join("+"), listing.state, at.0, at.1)
            })
            .collect()
    }

    /// Codes of the diagnostics, in the order of the file.
    pub(super) fn codes(&self) -> Vec<&str> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect()
    }
}

/// A declared place ends with `?`.
fn place(stated: Option<&Stated>) -> String {
    stated.map_or("-".into(), |stated| {
        format!("{}{}", stated.value.raw(), if stated.declared { "?" } else { "" })
    })
}

fn shown(resource: &Resource) -> String {
    let mut words = vec![resource.key.raw().to_owned()];
    words.push(format!("{}/{}", place(resource.account.as_ref()), place(resource.region.as_ref())));
    for Attributed { attribute, reading, .. } in &resource.readings {
        let value = match reading {
            Reading::Known(value) => value.to_words().raw().to_owned(),
            Reading::Assumed(value) => format!("{}~", value.to_words().raw()),
            Reading::Among(values) => values
                .iter()
                .map(|value| value.to_words().raw().to_owned())
                .collect::<Vec<_>>()
                .join("|"),
            Reading::Unknown => "?".into(),
            Reading::Unreadable(why) => format!("!{why:?}"),
        };
        words.push(format!("{attribute}={value}"));
    }
    words.extend(resource.intended.then(|| "intended".to_owned()));
    words.extend(resource.gone.then(|| "gone".to_owned()));
    words.join(" ")
}

/// One file to be read by a test.
#[derive(Debug, Clone, Default)]
pub(super) struct Sample<'a> {
    pub(super) path: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) declared: Declared,
}

/// Reads `sample` by `adapter` with everything asked that `mapping` delivers of the types in `asked`, or what `asked` names.
pub(super) fn read(
    adapter: &dyn Adapter,
    mapping: &Mapping,
    asked: &[(&str, &[&str])],
    sample: &Sample<'_>,
) -> Seen {
    let mut wanted = Wanted::default();
    for (ty, attributes) in asked {
        let ty = TypeId::find(ty).expect("a type");
        let known = attributes.iter().map(|id| ty.get().attribute(id).expect("an attribute").id);
        wanted.resource(ty, known);
    }
    let mappings = BTreeMap::from([(mapping.provider.clone(), mapping.clone())]);
    let manifest = Manifest { provider: Some(mapping.provider.clone()), ..Manifest::default() };
    let limits = Limits::default();
    let settings = Settings {
        manifest: &manifest,
        mappings: &mappings,
        wanted: &wanted,
        worker: None,
        limits: &limits,
    };
    let head = Head {
        file: FileId(7),
        path: sample.path,
        bytes: sample.bytes,
        sketch: json::sketch(sample.bytes),
        declared: sample.declared.clone(),
    };
    let mut seen = Seen { native: adapter.recognise(&head, &settings), ..Seen::default() };
    if let Some(native) = seen.native.clone() {
        seen.end = adapter.read(&native, &head, &mut { sample.bytes }, &settings, &mut seen);
    }
    seen
}
