//! `sekisho` audits a cloud provider's submission against the requirements of Japan's Government Cloud tender.
pub mod load;
pub mod model;
pub mod probe;
