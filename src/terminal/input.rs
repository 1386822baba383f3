//! The keys: read, stamped and decoded on a thread of their own.
//!
//! crossterm gives the types; the bytes are read and decoded here, because its reader loses what must
//! not be lost (tried with crossterm 0.29.0 in a PTY):
//!
//! | what arrives, in which reads              | what crossterm reports                              |
//! | ----------------------------------------- | --------------------------------------------------- |
//! | `ESC`, `[A`                               | Esc, `[`, `A`                                       |
//! | `ESC[`, `A`                               | Up, but blocks in `poll` until the `A` is there     |
//! | `ESC ESC[A`                               | Esc, `[`, `A`: the second ESC is swallowed          |
//! | `ESC[200~ab`, `c ESC`, `[201~d`           | Paste("abc"), `d`: right                            |
//! | `ESC`, `[200~a LF b ESC[201~c`            | Esc, `[200~a`, Ctrl-J, `bc`: the end cannot be seen |
//! | 2000 letters without a bracket            | 1024 of them; the others when the next key comes    |
//! | the terminal is gone                      | nothing: it reads again for ever, on a whole core   |
//!
//! With the start marker torn, pasted line ends would act as Enter, and with the end marker lost there
//! is no telling what was pasted and what was pressed. On the bytes there is.

mod decoder;
mod keys;

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::KeyEvent;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use tokio::signal::unix::{SignalKind, signal};

pub use decoder::{Decoder, Stamp};

/// Bytes that count as one read at most, so that a flood of input is still shown as it comes.
const MOST_AT_ONCE: usize = 64 * 1024;

/// Something from the terminal.
#[derive(Clone, PartialEq)]
pub enum InputEvent {
    /// A key was pressed, or is held and repeats.
    Key(KeyPress),
    /// Text came in as a block. Nothing in it is a key, and nothing in it has been cleaned.
    Paste(String),
    /// The window has changed.
    Resize,
    /// There will be no more input.
    Closed,
}

/// A pasted text may be a secret, so its size is all that is told.
impl fmt::Debug for InputEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(press) => f.debug_tuple("Key").field(press).finish(),
            Self::Paste(text) => write!(f, "Paste({} bytes)", text.len()),
            Self::Resize => f.write_str("Resize"),
            Self::Closed => f.write_str("Closed"),
        }
    }
}

/// A key, and what was known when it was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeyPress {
    /// The key.
    pub event: KeyEvent,
    /// When it was read, since the program's start.
    pub at: Duration,
    /// The last page whose frame had been written out before it was read.
    pub shown: u64,
    /// On Enter: it came in one read with other input, so nobody pressed it after having read
    /// anything. It must not press a button.
    pub burst: bool,
}

/// How long a lone ESC is held, because the rest of a key may still be on its way. `ssh` says whether
/// the terminal is far away (`SSH_CONNECTION` is set).
#[must_use]
pub fn escape_hold(ssh: bool) -> Duration {
    Duration::from_millis(if ssh { 300 } else { 50 })
}

/// Starts the thread that reads keys and pastes, in order, into `on_event`, until the terminal is
/// gone; [`InputEvent::Closed`] is the last one. Times count from `start`; `shown` is where the loop
/// keeps the number of the last page that was written out.
///
/// # Errors
/// The terminal cannot be opened, or the thread cannot be started.
pub fn spawn(
    start: Instant,
    shown: Arc<AtomicU64>,
    hold: Duration,
    mut on_event: impl FnMut(InputEvent) + Send + 'static,
) -> io::Result<()> {
    let tty = super::open_for_waiting()?;
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        let mut source = Source { tty, start, shown };
        // Reading ends with an error, be it that there is nothing more to read.
        let _ = source.run(&mut Decoder::new(hold), &mut on_event);
        on_event(InputEvent::Closed);
    })?;
    Ok(())
}

/// Tells `on_event` of every change of the window's size, for ever. To be run on the tokio runtime.
///
/// # Errors
/// The signal cannot be listened to.
pub async fn watch_size(mut on_event: impl FnMut(InputEvent)) -> io::Result<()> {
    let mut changes = signal(SignalKind::window_change())?;
    while changes.recv().await.is_some() {
        on_event(InputEvent::Resize);
    }
    Ok(())
}

struct Source {
    tty: File,
    start: Instant,
    shown: Arc<AtomicU64>,
}

impl Source {
    fn run(&mut self, decoder: &mut Decoder, on_event: &mut impl FnMut(InputEvent)) -> io::Result<()> {
        loop {
            let patience = decoder.deadline().map(|deadline| deadline.saturating_sub(self.start.elapsed()));
            let events = if self.is_ready(patience)? {
                // Both before the read: a page that appears meanwhile has not been seen.
                let stamp = Stamp { at: self.start.elapsed(), shown: self.shown.load(Ordering::Acquire) };
                decoder.feed(&self.read()?, stamp)
            } else {
                decoder.timeout(self.start.elapsed())
            };
            events.into_iter().for_each(&mut *on_event);
        }
    }

    /// Waits for input, without a limit if there is none to wait for.
    fn is_ready(&self, patience: Option<Duration>) -> io::Result<bool> {
        let limit = patience.and_then(|patience| Timespec::try_from(patience).ok());
        let mut fds = [PollFd::new(&self.tty, PollFlags::IN)];
        match poll(&mut fds, limit.as_ref()) {
            Ok(ready) => Ok(ready > 0),
            // A signal, or stopped and continued: the caller waits again.
            Err(rustix::io::Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// All that is there: one read, as far as anyone is concerned.
    fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut chunk = [0; 4096];
        loop {
            match self.tty.read(&mut chunk) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(n) => bytes.extend(chunk.iter().take(n)),
                Err(error) if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => {}
                Err(error) => return Err(error),
            }
            if bytes.len() >= MOST_AT_ONCE || !self.is_ready(Some(Duration::ZERO))? {
                return Ok(bytes);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::process::{Signal, getpid, kill_process};

    #[tokio::test]
    async fn a_changed_window_is_told() {
        let (sender, mut events) = tokio::sync::mpsc::unbounded_channel();
        let watch = tokio::spawn(watch_size(move |event| sender.send(event).unwrap()));
        // Until the watch has had its turn, nobody listens.
        while events.try_recv().is_err() {
            kill_process(getpid(), Signal::WINCH).unwrap();
            tokio::task::yield_now().await;
        }
        watch.abort();
    }
}
