//! Debug builds only: a panic on demand, so that a test can see that it gives the terminal back.

use crate::app::Model;

/// Says where to panic: in the loop, in a task, in the loop once a Client ID was received or an own
/// secret was typed.
const VARIABLE: &str = "COGNITO_CONSOLE_PANIC";

/// Called after each frame.
#[expect(clippy::panic, reason = "this is what it is for")]
pub(super) fn spring(model: &Model) {
    match std::env::var(VARIABLE).as_deref() {
        Ok("loop") => panic!("asked for, in the loop"),
        Ok("task") => drop(tokio::spawn(async { panic!("asked for, in a task") })),
        Ok("received") if crate::receipts::waiting() > 0 => panic!("asked for, after an answer"),
        Ok("secret") if model.draft.own_secret.len() > 25 => panic!("asked for, with a secret typed"),
        Ok(_) | Err(_) => {}
    }
}
