//! Time: which page was seen when, and when the model wants to be woken.

use std::time::Duration;

use crate::app::{Effect, KeyPress, Model, Screen};

/// After Enter brought the user to a page that sends something, Enter does nothing for so long.
const SETTLE: Duration = Duration::from_secs(1);
/// Two Enters closer than this are one held key.
const HELD: Duration = Duration::from_millis(150);

/// Knows when the page on the screen was first seen, so that no key acts on what was not.
#[derive(Default)]
pub struct PageClock {
    number: u64,
    by_enter: bool,
    drawn_at: Option<Duration>,
    last_enter: Option<Duration>,
    previous_enter: Option<Duration>,
    /// Lines of the page up to this one were on the screen.
    seen_to: usize,
    /// All of them were.
    seen: bool,
    /// The last frame showed none of it.
    hidden: bool,
}

/// A page under another one.
pub(super) struct Covered {
    /// All of it was on the screen.
    seen: bool,
    /// Number of what covers it.
    number: u64,
}

impl PageClock {
    /// Number of the page.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// Another page takes the place.
    pub const fn turn(&mut self, by_enter: bool) {
        self.number += 1;
        self.by_enter = by_enter;
        self.drawn_at = None;
        self.seen_to = 0;
        self.seen = false;
    }

    /// A frame of a page was written out, and showed lines `from` to `to` of `lines`. A frame that
    /// showed none of them (too small, or help lay over the page) leaves it unseen.
    pub fn drawn(&mut self, page: u64, at: Duration, (from, to, lines): (usize, usize, usize)) {
        if page != self.number {
            return;
        }
        self.hidden = to <= from;
        if self.hidden {
            return;
        }
        self.drawn_at = self.drawn_at.or(Some(at));
        if from <= self.seen_to {
            self.seen_to = self.seen_to.max(to);
        }
        if !self.seen && self.seen_to >= lines {
            self.seen = true;
            // The end of the page is what the next Enter answers to.
            self.drawn_at = Some(at);
        }
    }

    /// An answer changed what the page says: it has to be seen again, and a key pressed for what
    /// it said before does not count.
    pub const fn changed(&mut self) {
        self.turn(self.by_enter);
    }

    /// Something takes the page's place for a while.
    pub(super) const fn cover(&mut self) -> Covered {
        let seen = self.seen;
        self.turn(true);
        Covered { seen, number: self.number }
    }

    /// The page comes back. What was seen of it need not be seen again, unless it says something else
    /// now; keys that were pressed before it is drawn do not count.
    pub(super) const fn uncover(&mut self, covered: &Covered) {
        let is_the_same = covered.number == self.number;
        self.turn(true);
        self.seen = covered.seen && is_the_same;
    }

    /// Enter showed another part of the page: it has to settle before Enter sends.
    pub const fn read_on(&mut self) {
        self.by_enter = true;
    }

    /// Another width breaks the lines elsewhere: what was not seen to its end starts again.
    pub const fn resized(&mut self) {
        self.seen_to = 0;
    }

    /// True once a frame of the page was written out.
    #[must_use]
    pub const fn was_drawn(&self) -> bool {
        self.drawn_at.is_some()
    }

    /// True if every line of the page was on the screen.
    #[must_use]
    pub const fn is_seen(&self) -> bool {
        self.seen
    }

    /// The first line that was not.
    #[must_use]
    pub const fn unseen_from(&self) -> usize {
        self.seen_to
    }

    /// Every Enter passes here, wherever it goes.
    pub const fn note_enter(&mut self, at: Duration) {
        self.previous_enter = self.last_enter;
        self.last_enter = Some(at);
    }

    /// If this key was pressed after the page was written out.
    #[must_use]
    pub const fn was_up(&self, press: KeyPress) -> bool {
        press.shown == self.number
    }

    /// If it was pressed when the page had been there for a while: longer than a key that is held
    /// down takes to repeat.
    #[must_use]
    pub fn was_up_for_long(&self, press: KeyPress) -> bool {
        self.was_up(press) && self.drawn_at.is_some_and(|drawn_at| press.at.saturating_sub(drawn_at) >= SETTLE)
    }

    /// If this key may send, delete or leave: the page was seen before it was pressed, it was
    /// pressed and not pasted, and it is not the tail of an Enter held down on the page before.
    #[must_use]
    pub fn accepts(&self, press: KeyPress) -> bool {
        let Some(drawn_at) = self.drawn_at else { return false };
        let seen = !self.hidden && press.at >= drawn_at;
        let settled = !self.by_enter || press.at.saturating_sub(drawn_at) >= SETTLE;
        let held = self.previous_enter.is_some_and(|before| press.at.saturating_sub(before) < HELD);
        seen && settled && !held && self.was_up(press) && !press.burst
    }
}

/// A shown secret hides itself after this long.
const SECRET_SHOWN: Duration = Duration::from_secs(30);
/// Waiting is shown only after this long, then once a second.
pub(super) const PATIENCE: Duration = Duration::from_millis(300);

impl Model {
    /// When the model wants a [`crate::app::Msg::Tick`]; `None` while nothing is pending, so that
    /// an idle program does nothing at all.
    #[must_use]
    pub fn next_tick(&self) -> Option<Duration> {
        [self.next_save(), self.next_tick_of_page()].into_iter().flatten().min()
    }

    fn next_tick_of_page(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Resume(_) => None,
            Screen::Pools => self.next_tick_of_pools(),
            Screen::Clients => self.next_tick_of_clients(),
            Screen::Client(_) | Screen::Changes(_) | Screen::Delete(_) | Screen::Secrets(_) => {
                [self.next_tick_of_client_pages(), self.next_hiding()].into_iter().flatten().min()
            }
            Screen::Creating(creating) => Some(self.next_second(creating.since)),
            Screen::Unknown(page) => self.next_look(page),
            Screen::Created(_) => self.next_hiding(),
            Screen::Step | Screen::Review(_) => self.next_tick_of_pool(),
        }
    }

    /// When the shown secret hides itself.
    fn next_hiding(&self) -> Option<Duration> {
        self.secret_view()?.shown_at.map(|at| at + SECRET_SHOWN)
    }

    /// Whole seconds waited so far, once there is something to show.
    #[must_use]
    pub fn waited(&self, since: Duration) -> Option<u64> {
        let waited = self.now.saturating_sub(since);
        (waited >= PATIENCE).then_some(waited.as_secs())
    }

    /// Seconds until then, begun ones too.
    #[must_use]
    pub fn seconds_to(&self, then: Duration) -> u64 {
        let left = then.saturating_sub(self.now);
        left.as_secs() + u64::from(left.subsec_nanos() > 0)
    }

    /// When the count of seconds to then changes.
    pub(super) fn next_second_to(&self, then: Duration) -> Duration {
        then.saturating_sub(Duration::from_secs(self.seconds_to(then).saturating_sub(1)))
    }

    /// When a wait since then is to be drawn again.
    pub(super) fn next_second(&self, since: Duration) -> Duration {
        let waited = self.now.saturating_sub(since);
        if waited < PATIENCE { since + PATIENCE } else { since + Duration::from_secs(waited.as_secs() + 1) }
    }

    pub(super) fn on_tick(&mut self) -> Vec<Effect> {
        let save = self.save_if_rested();
        save.into_iter().chain(self.tick_of_page()).collect()
    }

    fn tick_of_page(&mut self) -> Vec<Effect> {
        if self.next_hiding().is_some_and(|at| at <= self.now) {
            self.hide_secret();
        }
        match &self.screen {
            Screen::Pools => self.tick_pools(),
            Screen::Clients => self.tick_clients(),
            Screen::Client(_) | Screen::Changes(_) | Screen::Delete(_) | Screen::Secrets(_) => self.tick_client_pages(),
            Screen::Step | Screen::Review(_) => self.tick_pool(),
            Screen::Unknown(_) => self.look_if_due(),
            Screen::Resume(_) | Screen::Creating(_) | Screen::Created(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyCode, KeyEvent};
    use rstest::rstest;

    fn enter(at: u64, shown: u64, burst: bool) -> KeyPress {
        KeyPress { event: KeyEvent::from(KeyCode::Enter), at: Duration::from_millis(at), shown, burst }
    }

    #[rstest]
    #[case::seen(false, None, enter(110, 1, false), true)]
    #[case::not_seen(false, None, enter(110, 0, false), false)]
    #[case::pasted(false, None, enter(110, 1, true), false)]
    #[case::first_second(true, None, enter(1099, 1, false), false)]
    #[case::after_it(true, None, enter(1100, 1, false), true)]
    #[case::held(false, Some(1000), enter(1149, 1, false), false)]
    #[case::pressed_twice(false, Some(1000), enter(1150, 1, false), true)]
    fn enter_acts(
        #[case] by_enter: bool,
        #[case] before: Option<u64>,
        #[case] press: KeyPress,
        #[case] accepted: bool,
    ) {
        let mut clock = PageClock::default();
        clock.turn(by_enter);
        clock.drawn(1, Duration::from_millis(100), (0, 1, 1));
        if let Some(before) = before {
            clock.note_enter(Duration::from_millis(before));
        }
        clock.note_enter(press.at);
        assert_eq!(clock.accepts(press), accepted);
    }

    #[test]
    fn a_page_is_seen_when_every_line_was() {
        let mut clock = PageClock::default();
        clock.turn(false);
        clock.drawn(1, Duration::ZERO, (0, 8, 20));
        clock.drawn(1, Duration::ZERO, (12, 20, 20));
        assert!(!clock.is_seen(), "lines 8 to 12 were skipped");
        clock.drawn(1, Duration::ZERO, (8, 16, 20));
        clock.drawn(1, Duration::ZERO, (12, 20, 20));
        assert!(clock.is_seen());
    }

    #[test]
    fn a_page_that_was_never_drawn_accepts_nothing() {
        let mut clock = PageClock::default();
        clock.turn(false);
        assert!(!clock.accepts(enter(5000, 1, false)));
    }
}
