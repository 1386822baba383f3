//! The hands on the keys: what an answer means is done as a person at the screen would do it.

use std::time::Duration;

use crate::app::{KeyPress, Msg};
use crate::keys::{Action, Key};
use crate::line_mode::Dialogue;

/// Two keys are so far apart: none of them is held down.
const APART: Duration = Duration::from_secs(2);

impl Dialogue {
    /// Presses a key, having read the page that was said last.
    pub(super) fn press(&mut self, key: Key) {
        self.clock = self.clock.max(self.now) + APART;
        // A page that was not said yet is one that no key was pressed for.
        let shown = self.told.map_or(u64::MAX, |(_, page)| page);
        let press = KeyPress { event: key.event(), at: self.clock, shown, burst: false };
        let effects = self.model.update(self.now, Msg::Key(press));
        self.effects.extend(effects);
    }

    /// Presses the key that is bound to an action here; false if there is none.
    pub(super) fn act(&mut self, action: Action) -> bool {
        let key = self.model.bindings().find(|binding| binding.action == action).and_then(|b| b.keys.first().copied());
        if let Some(key) = key {
            self.press(key);
        }
        key.is_some()
    }

    /// If an action would do anything here.
    pub(super) fn can(&self, action: Action) -> bool {
        self.model.bindings().any(|binding| binding.action == action)
    }

    /// Presses the digit of option `n`, from 0; false if there is no such digit.
    pub(super) fn pick(&mut self, n: usize) -> bool {
        let digit = u32::try_from(n + 1).ok().and_then(|n| char::from_digit(n, 10));
        if let Some(digit) = digit {
            self.press(Key::Char(digit));
        }
        digit.is_some()
    }

    /// Puts a text in the place of the one in the open field.
    pub(super) fn type_in(&mut self, text: &str) {
        self.press(Key::Ctrl('u'));
        self.paste(text);
    }

    /// Pastes a text.
    pub(super) fn paste(&mut self, text: &str) {
        let effects = self.model.update(self.now, Msg::Paste(text.to_owned()));
        self.effects.extend(effects);
    }
}
