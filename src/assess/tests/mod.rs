//! Tests of the assessment whose files have no room for them.

mod finding;
