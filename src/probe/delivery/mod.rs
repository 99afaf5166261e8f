//! The `delivery` probe: who delivers over the whole bid, and whether one company answers for it.
//!
//! It reads the bidder's own rows, so it disproves alone, and the lint asks for a document beside it.

mod fold;
mod judge;

pub(super) use fold::{META, bind};
