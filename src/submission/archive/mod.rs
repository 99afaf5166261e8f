//! A submission handed in as an archive: unpacked into a private temporary folder, within the limits of reading, and read there.
//!
//! Architecture invariant: an archive decides nothing but names and bytes of regular files. What it says of links, devices, owners,
//! modes and times is not carried out, and nothing that it holds ends the audit.

mod meter;
mod name;
mod said;
mod tar;
mod target;
#[cfg(test)]
mod tests;
mod unpack;
mod zip;
mod zstd;

pub(super) use unpack::unpack;
