//! The true program on a real pseudo-terminal: keys in; screen, stdout and exit status out.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails where this fails")]

#[expect(dead_code, reason = "made for more tests than these")]
#[path = "../support/pty.rs"]
mod pty;

#[path = "../support/moto.rs"]
mod moto;
#[path = "../support/python.rs"]
mod python;

mod aws;
mod clients;
mod console;
mod drafts;
mod endings;
mod keys;
mod lines;
mod names;
mod on_moto;
mod output;
mod preview;
mod secret;
mod service;
mod starts;
mod wizard;
