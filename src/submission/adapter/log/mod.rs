//! Logs: from native records of many formats to the fields of [`LOG_FIELDS`](crate::model::log::LOG_FIELDS).
//!
//! Formats with names of their own are rows of a table; everything else needs the manifest to say what it is a log of, and its
//! fields are found by a table of the names people give them.

mod field;
mod form;
mod frame;
mod measure;
mod moment;
mod names;
mod reader;
mod reading;
mod rows;
mod spelling;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use form::{
    AZURE_ACTIVITY, CLOUDTRAIL, DECLARED, GCP_AUDIT, GCP_TRANSPARENCY, KUBERNETES_AUDIT, OCI_AUDIT,
    VPC_FLOW,
};
