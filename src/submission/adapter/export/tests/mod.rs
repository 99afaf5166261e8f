//! Each adapter on well-formed, truncated, empty, refused and misshapen files.

mod attributes;
mod aws_config;
mod call;
mod network;
mod shipped;
mod terraform;
mod workload;
