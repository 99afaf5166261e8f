//! The `certificate` probe: a row of the register and the file it names, which have to agree.

mod fold;
mod registered;

pub(super) use fold::{CertificateProbe, META, State, bind};
