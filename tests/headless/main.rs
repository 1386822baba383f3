//! The verbs without a screen: the true program in a session without a terminal, against the demo,
//! against the embedded service over HTTP with faults, and against the emulator moto.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails where this fails")]

#[expect(dead_code, reason = "made for more tests than these")]
#[path = "../terminal/console.rs"]
mod console;
#[path = "../support/moto.rs"]
mod moto;
#[expect(dead_code, reason = "made for more tests than these")]
#[path = "../terminal/service.rs"]
mod plain;
#[expect(dead_code, reason = "made for more tests than these")]
#[path = "../support/pty.rs"]
mod pty;
#[path = "../support/python.rs"]
mod python;

mod create;
mod edit;
mod filled;
mod lost;
mod on_moto;
mod program;
mod reading;
mod readme;
mod secrets;
mod served;
mod usage;
