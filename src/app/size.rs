//! What a terminal's size decides.

use crate::app::{Model, ROWS_FOR_ALL};

/// Smallest screen on which anything but "too small" is drawn: columns and rows.
pub const LEAST_SIZE: (u16, u16) = (40, 10);
/// Below this many columns a page shows one field at a time.
const COLUMNS_FOR_ALL: u16 = 60;

/// If there is room for one field at a time only.
#[must_use]
pub const fn is_narrow((columns, rows): (u16, u16)) -> bool {
    columns < COLUMNS_FOR_ALL || rows < ROWS_FOR_ALL
}

impl Model {
    /// The same of this terminal.
    pub(super) const fn is_narrow(&self) -> bool {
        is_narrow(self.size)
    }
}
