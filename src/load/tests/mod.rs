//! Tests that concern several files of this module: whole catalogues, profiles and mappings, and the files that are shipped.

mod catalogue;
mod found;
mod mapping;
mod profile;
mod shipped;

pub(crate) use found::{Broken, found, line, swap};
