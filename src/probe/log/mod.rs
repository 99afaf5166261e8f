//! The `log` probe: what the records of a log sample say, and how long it reaches.
//!
//! A sample is the bidder's selection: its records disprove one by one, but nothing of it is a population.

mod bind;
mod fold;
mod judge;

pub(super) use bind::{META, bind};
