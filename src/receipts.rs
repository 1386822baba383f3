//! Client IDs that were received. They are printed on every way out, a signal and a panic
//! included: an ID that only the screen had would be lost with it.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

/// Global because a panic hook has nothing else to hold on to.
static RECEIVED: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Keeps an ID until it is printed, once: a client may be found before its own answer comes.
pub fn add(client_id: &str) {
    let mut received = RECEIVED.lock().unwrap_or_else(PoisonError::into_inner);
    if !received.iter().any(|known| known == client_id) {
        received.push(client_id.to_owned());
    }
}

/// Prints what was received, one ID a line, in order, once. Where stdout takes nothing (a full disk,
/// a reader that is gone), stderr gets the IDs in words; where that is gone too, nobody is left to
/// tell.
pub fn print() {
    let ids = std::mem::take(&mut *RECEIVED.lock().unwrap_or_else(PoisonError::into_inner));
    let lines: String = ids.iter().flat_map(|id| [id.as_str(), "\n"]).collect();
    let mut stdout = io::stdout();
    if let Err(error) = stdout.write_all(lines.as_bytes()).and_then(|()| stdout.flush()) {
        let _ = writeln!(io::stderr(), "Standard output failed ({error}). Client ID: {}", ids.join(", "));
    }
}

/// It was told in another way: it is not printed any more.
pub fn told(client_id: &str) {
    RECEIVED.lock().unwrap_or_else(PoisonError::into_inner).retain(|known| known != client_id);
}

/// How many IDs wait to be printed.
#[must_use]
pub fn waiting() -> usize {
    RECEIVED.lock().unwrap_or_else(PoisonError::into_inner).len()
}
