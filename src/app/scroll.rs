//! Pages that are longer than the screen.

#![expect(clippy::wildcard_enum_match_arm, reason = "every other key does not scroll")]

use crate::app::{Effect, Model};
use crate::keys::Action;

/// Lines that `PgUp` and `PgDn` scroll by.
const PAGE: isize = 8;

impl Model {
    /// Where a page that keeps its own place is after a key that scrolls.
    pub(super) fn scrolled_to(&mut self, action: Action) -> Option<usize> {
        match action {
            Action::First => self.scroll = Some(0),
            Action::Last => self.scroll = Some(usize::MAX),
            Action::PageUp | Action::PageDown => drop(self.scroll_page(action)),
            _ => _ = self.scrolled(action),
        }
        self.scroll.take()
    }

    /// The page is longer than the screen.
    pub(super) fn is_cut(&self) -> bool {
        let (from, to, lines) = self.on_screen;
        from > 0 || to < lines
    }

    /// The page was not on the screen to its end: a button that sends reads on instead.
    #[must_use]
    pub fn must_read_on(&self) -> bool {
        self.page.was_drawn() && !self.page.is_seen()
    }

    /// Scrolls by lines, from where the page is; never past its end.
    fn scroll_by(&mut self, delta: isize) {
        let (from, to, lines) = self.on_screen;
        let most = lines.saturating_sub(to.saturating_sub(from));
        self.scroll = Some(from.saturating_add_signed(delta).min(most));
    }

    /// Scrolls a page that has nothing to move in; false for other keys.
    pub(super) fn scrolled(&mut self, action: Action) -> bool {
        match action {
            Action::Up => self.scroll_by(-1),
            Action::Down => self.scroll_by(1),
            Action::PageUp => self.scroll_by(-PAGE),
            Action::PageDown => self.scroll_by(PAGE),
            _ => return false,
        }
        true
    }

    /// Shows another part of a page whose keys move a focus.
    pub(super) fn scroll_page(&mut self, action: Action) -> Vec<Effect> {
        let (from, to, lines) = self.on_screen;
        let height = to.saturating_sub(from);
        let step = height.saturating_sub(1).max(1);
        let to = if action == Action::PageUp { from.saturating_sub(step) } else { from.saturating_add(step) };
        self.scroll = Some(to.min(lines.saturating_sub(height)));
        Vec::new()
    }
}
