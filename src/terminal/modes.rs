//! The terminal's modes: who has it, and how it is given back from anywhere.
//!
//! The state is global because a panic hook has nothing else to hold on to. Frames go through here
//! too, under the same lock: once the terminal is given back, nothing can be drawn over the shell.

use std::fs::File;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

/// Alternate screen, blank; bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?2004h";

/// Each mode off again. A frame may have been cut short, so its bracket and its style end too.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l";

static TAKEN: Mutex<Option<Taken>> = Mutex::new(None);

struct Taken {
    tty: File,
    /// As we found it.
    cooked: Termios,
}

impl Taken {
    /// Settings before output: in the background, changing the settings stops us until we are in the
    /// foreground again, while output would go straight through onto the shell's screen.
    fn enter(&mut self) -> io::Result<()> {
        let mut raw = self.cooked.clone();
        raw.make_raw();
        tcsetattr(&self.tty, OptionalActions::Now, &raw)?;
        self.tty.write_all(ENTER)
    }

    /// Every step is tried, whatever became of the one before. Whoever sees the shell's screen again
    /// can rely on the rest.
    fn leave(&mut self) {
        let _ = tcsetattr(&self.tty, OptionalActions::Now, &self.cooked);
        let _ = self.tty.write_all(LEAVE);
    }
}

fn taken() -> MutexGuard<'static, Option<Taken>> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Switches the modes on, and remembers how the terminal was.
pub(super) fn take(tty: File) -> io::Result<()> {
    let cooked = tcgetattr(&tty)?;
    let mut slot = taken();
    let new = slot.insert(Taken { tty, cooked });
    let entered = new.enter();
    if entered.is_err() {
        new.leave();
        *slot = None;
    }
    entered
}

/// Switches the modes on once more, for a terminal that someone else may have changed meanwhile.
pub(super) fn retake() -> io::Result<()> {
    taken().as_mut().map_or_else(not_taken, Taken::enter)
}

/// Writes to the terminal, if we have it.
pub(super) fn write(bytes: &[u8]) -> io::Result<()> {
    taken().as_mut().map_or_else(not_taken, |taken| taken.tty.write_all(bytes))
}

/// Switches every mode off again. Does nothing when that was done already.
pub(super) fn give_back() {
    if let Some(mut taken) = taken().take() {
        taken.leave();
    }
}

/// Forgets the terminal without touching it: it is gone.
pub(super) fn forget() {
    *taken() = None;
}

fn not_taken() -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::NotConnected, "the terminal has been given back"))
}
