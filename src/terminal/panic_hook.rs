//! What a panic does: the terminal first, then the words, then the way out.

use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::{answers, modes};
use crate::text;

/// Exit status after a panic, as in any Rust program.
const STATUS: i32 = 101;

static PANICKED: AtomicBool = AtomicBool::new(false);

/// Makes a panic in any thread or task end the process in good order: the terminal is given back,
/// the message goes to stderr, `before_exit` is called (to print what must not be lost), and the exit
/// status is 101.
///
/// `before_exit` must not panic: a panic within a panic aborts.
pub fn install_panic_hook(before_exit: impl Fn() + Send + Sync + 'static) {
    std::panic::set_hook(Box::new(move |info| {
        if PANICKED.swap(true, Ordering::SeqCst) {
            // Another thread is on its way out already; do not cut it short.
            thread::sleep(Duration::from_secs(1));
            std::process::exit(STATUS);
        }
        modes::give_back();
        answers::echo_on();
        // Not `eprintln!`: that panics when stderr is gone.
        let _ = writeln!(io::stderr(), "{}", report(info));
        before_exit();
        std::process::exit(STATUS);
    }));
}

fn report(info: &PanicHookInfo<'_>) -> String {
    let message = info.payload_as_str().unwrap_or("no message");
    let place = info.location().map_or_else(|| "unknown place".to_owned(), ToString::to_string);
    format!("cognito-console: internal error: {} ({place})", text::clean(message))
}
