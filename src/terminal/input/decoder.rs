//! From bytes, in whatever pieces they come, to keys and pastes. Does no reading and no waiting.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::keys::{ESC, Step, scan};
use super::{InputEvent, KeyPress};

/// Ends a paste. Its start is [`Step::PasteStart`].
const PASTE_END: &[u8] = b"\x1b[201~";

/// A paste that stands still for so long has lost its end: what is there is handed over, or no key
/// would ever be heard again.
const PASTE_STALL: Duration = Duration::from_secs(2);

/// Longer pastes are cut here. No field takes a fraction of it.
const LONGEST_PASTE: usize = 1024 * 1024;

/// What is known when bytes are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Time since the program's start.
    pub at: Duration,
    /// The last page whose frame had been written out.
    pub shown: u64,
}

/// Puts together what a read has torn.
///
/// A lone ESC at the end of a read is held for a while: it is Esc, unless the next read begins with
/// `[` or `O`. Longer beginnings are held until their end comes, for nobody types them. A sequence
/// that means nothing to us is dropped, never typed into a field.
pub struct Decoder {
    hold: Duration,
    /// The beginning of something, and when it came.
    held: Vec<u8>,
    since: Stamp,
    paste: Option<Paste>,
}

struct Paste {
    bytes: Vec<u8>,
    latest: Duration,
}

impl Decoder {
    /// `hold` is how long a lone ESC may wait for its rest.
    #[must_use]
    pub fn new(hold: Duration) -> Self {
        Self { hold, held: Vec::new(), since: Stamp { at: Duration::ZERO, shown: 0 }, paste: None }
    }

    /// Takes the bytes of one read. Each key gets the stamp of the read that it began in.
    pub fn feed(&mut self, bytes: &[u8], stamp: Stamp) -> Vec<InputEvent> {
        let mut events = Vec::new();
        if self.holds_esc() && !matches!(bytes, [b'[' | b'O', ..]) {
            self.release_esc(&mut events);
        }
        if self.held.is_empty() {
            self.since = stamp;
        }
        let all = [std::mem::take(&mut self.held).as_slice(), bytes].concat();
        let mut rest = all.as_slice();
        while !rest.is_empty() {
            let used = if self.paste.is_some() {
                self.take_paste(rest, stamp.at, &mut events)
            } else {
                self.take_key(rest, &mut events)
            };
            if used == 0 {
                self.held = rest.to_vec();
                break;
            }
            rest = rest.get(used..).unwrap_or_default();
            self.since = stamp;
        }
        mark_bursts(&mut events);
        events
    }

    /// When [`timeout`](Self::timeout) wants to be called, if nothing is read until then.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        match &self.paste {
            Some(paste) => Some(paste.latest.saturating_add(PASTE_STALL)),
            None => self.holds_esc().then(|| self.since.at.saturating_add(self.hold)),
        }
    }

    /// Hands over what need not be held any longer.
    pub fn timeout(&mut self, now: Duration) -> Vec<InputEvent> {
        let mut events = Vec::new();
        if self.deadline().is_some_and(|deadline| deadline <= now) {
            match self.paste.take() {
                Some(paste) => events.push(paste.into_event(0)),
                None => self.release_esc(&mut events),
            }
        }
        events
    }

    fn holds_esc(&self) -> bool {
        self.held == [ESC]
    }

    fn release_esc(&mut self, events: &mut Vec<InputEvent>) {
        self.held.clear();
        events.push(self.press(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE)));
    }

    fn press(&self, event: KeyEvent) -> InputEvent {
        InputEvent::Key(KeyPress { event, at: self.since.at, shown: self.since.shown, burst: false })
    }

    /// Takes one key off the front. Says how many bytes that were: none if it is not all there yet.
    fn take_key(&mut self, bytes: &[u8], events: &mut Vec<InputEvent>) -> usize {
        match scan(bytes) {
            Step::Wait => 0,
            Step::Skip(used) => used,
            Step::Key(used, event) => {
                events.push(self.press(event));
                used
            }
            Step::PasteStart(used) => {
                self.paste = Some(Paste { bytes: Vec::new(), latest: self.since.at });
                used
            }
        }
    }

    /// Takes pasted bytes, up to the end marker if it is among them. Says how many.
    fn take_paste(&mut self, bytes: &[u8], now: Duration, events: &mut Vec<InputEvent>) -> usize {
        let left = self.paste.as_mut().and_then(|paste| paste.take(bytes, now));
        if left.is_some() {
            events.extend(self.paste.take().map(|paste| paste.into_event(PASTE_END.len())));
        }
        bytes.len().saturating_sub(left.unwrap_or(0))
    }
}

impl Paste {
    /// How many of `bytes` come after the end marker; nothing if it is not among them. It may have
    /// begun in what came before.
    fn take(&mut self, bytes: &[u8], now: Duration) -> Option<usize> {
        self.latest = now;
        let from = self.bytes.len().saturating_sub(PASTE_END.len());
        self.bytes.extend_from_slice(bytes);
        let mut windows = self.bytes.windows(PASTE_END.len()).skip(from);
        if let Some(found) = windows.position(|window| window == PASTE_END) {
            let end = from + found + PASTE_END.len();
            let left = self.bytes.len().saturating_sub(end);
            self.bytes.truncate(end);
            return Some(left);
        }
        // Too long: the middle goes, for the end marker may have begun.
        let tail = self.bytes.len().saturating_sub(PASTE_END.len());
        if tail > LONGEST_PASTE {
            self.bytes.drain(LONGEST_PASTE..tail);
        }
        None
    }

    fn into_event(mut self, marker: usize) -> InputEvent {
        self.bytes.truncate(self.bytes.len().saturating_sub(marker));
        InputEvent::Paste(String::from_utf8_lossy(&self.bytes).into_owned())
    }
}

/// Without bracketed paste, a pasted line and its end come in one read. So do keys pressed while the
/// line was down. Either way the Enter among them was pressed blindly.
fn mark_bursts(events: &mut [InputEvent]) {
    if events.len() < 2 {
        return;
    }
    for event in events {
        if let InputEvent::Key(press) = event {
            press.burst = press.event.code == KeyCode::Enter;
        }
    }
}

#[cfg(test)]
mod tests;
