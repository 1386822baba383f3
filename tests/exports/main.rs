//! Exports, read back: by parsers in Rust over random clients, and by the tools that they are for.
//! What is expected of a tool is written down here by itself.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails where this fails")]

#[path = "../support/again.rs"]
mod again;
mod back;
#[path = "../support/botocore.rs"]
mod botocore;
mod cdk;
mod clients;
mod command;
mod lint;
mod model;
#[path = "../support/moto.rs"]
mod moto;
#[path = "../support/node.rs"]
mod node;
mod properties;
#[path = "../support/python.rs"]
mod python;
mod terraform;
mod tools;
