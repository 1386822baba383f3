//! What the screens look like, state by state and size by size.

#[path = "support/driver.rs"]
mod driver;

#[path = "screens/grid.rs"]
mod grid;
#[path = "screens/snapshots.rs"]
mod snapshots;
#[path = "screens/states.rs"]
mod states;
#[path = "screens/styles.rs"]
mod styles;
