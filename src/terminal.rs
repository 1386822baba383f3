//! The edge to the terminal: the screen, the keys, the way out.
//!
//! Everything is drawn on `/dev/tty`; stdout stays free for the machine. What holds here:
//!
//! - Nothing is asked of the terminal, ever: no cursor position, no background colour, no keyboard
//!   protocol. Some terminals never answer, and a late answer would be typed into a field.
//! - Each mode that was switched on is switched off again on every way out, a panic in a task
//!   included, and no frame is written after that. A terminal that is gone is not touched.
//! - An unchanged frame writes nothing; a changed one is one write.
//! - Waiting costs nothing: every thread here sleeps in `poll` without a time limit.

pub mod answers;
pub mod hangup;
pub mod input;

mod canvas;
mod locale;
mod modes;
mod panic_hook;
mod process;
mod screen;

use std::fs::File;
use std::io;

pub use canvas::{Surface, Suspended};
pub use locale::looks_like_utf8;
pub use panic_hook::install_panic_hook;
pub use process::no_core_dumps;
pub use screen::{Screen, Tty};

/// There is no terminal that could be drawn on.
#[derive(Debug, thiserror::Error)]
#[error(
    "This needs a terminal. With ssh, use: ssh -t HOST cognito-console ... or add --plain, to answer questions line by line."
)]
pub struct NoTerminal(#[source] io::Error);

/// Says whether there is a terminal, before anything else is done. Costs one `open`.
///
/// # Errors
/// [`NoTerminal`], whose text is what the user is told.
pub fn is_available() -> Result<(), NoTerminal> {
    open().map(drop).map_err(NoTerminal)
}

fn open() -> io::Result<File> {
    File::options().read(true).write(true).open("/dev/tty")
}

/// A handle to wait and read on. macOS cannot poll `/dev/tty`, so stdin is preferred there; elsewhere
/// a file of our own is, because stdin's flags are shared with whoever else holds it.
fn open_for_waiting() -> io::Result<File> {
    let stdin = rustix::stdio::stdin();
    if cfg!(target_os = "macos") && rustix::termios::isatty(stdin) {
        return Ok(stdin.try_clone_to_owned()?.into());
    }
    open()
}
