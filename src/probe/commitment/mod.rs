//! The `commitment` probe: a service level the bidder commits himself to, and the document that states it.
//!
//! A row is a claim. It counts only with a current document in which service, metric and figure stand in one passage; what it says
//! against the bidder counts alone.

mod bind;
mod document;
mod fold;
mod judge;

pub(super) use bind::{META, bind};
