//! What the screens look like, state by state and size by size.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::string_slice, reason = "this is a test, its helpers too")]

#[expect(dead_code, reason = "one harness for several test binaries")]
#[path = "support/driver.rs"]
mod driver;

#[path = "screens/client.rs"]
mod client;
#[path = "screens/danger.rs"]
mod danger;
#[path = "screens/grid.rs"]
mod grid;
#[path = "screens/preview.rs"]
mod preview;
#[path = "screens/snapshots.rs"]
mod snapshots;
#[path = "screens/states.rs"]
mod states;
#[path = "screens/styles.rs"]
mod styles;
