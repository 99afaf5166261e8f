//! What tests of export adapters share: mappings and paths as they are written in files.

use crate::load::{self, Sources};
use crate::model::mapping::{KeyPart, Mapping, Path};

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
    let (mapping, defects) = load::mapping("p.toml", &format!("{HEADER}{blocks}"), &mut Sources::default());
    assert!(defects.is_empty(), "{defects:#?}");
    mapping.expect("a mapping")
}

/// A path as mappings write it.
pub(super) fn path(text: &str) -> Path {
    let block = format!("[[resource]]\ntype = \"kms.key\"\nsource = \"x\"\nnative = \"x\"\nkey = \"{text}\"\n");
    match mapping(&block).resources.remove(0).key.remove(0) {
        KeyPart::Path(path) => path,
        part => panic!("{part:?}"),
    }
}
