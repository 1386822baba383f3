//! The line mode over the embedded service: answers in, a transcript and requests out.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "this is a test, its helpers too")]

#[expect(dead_code, reason = "one harness for several test binaries")]
#[path = "support/driver.rs"]
mod driver;

#[path = "line_mode/existing.rs"]
mod existing;
#[path = "line_mode/failures.rs"]
mod failures;
#[path = "line_mode/pure.rs"]
mod pure;
#[path = "line_mode/random.rs"]
mod random;
#[path = "line_mode/talk.rs"]
mod talk;
#[path = "line_mode/wizard.rs"]
mod wizard;
