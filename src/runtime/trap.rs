//! Debug builds only: a panic on demand, so that a test can see that it gives the terminal back.

/// Says where to panic: in the loop, in a task, or in the loop once a Client ID was received.
const VARIABLE: &str = "COGNITO_CONSOLE_PANIC";

/// Called after each frame.
#[expect(clippy::panic, reason = "this is what it is for")]
pub(super) fn spring() {
    match std::env::var(VARIABLE).as_deref() {
        Ok("loop") => panic!("asked for, in the loop"),
        Ok("task") => drop(tokio::spawn(async { panic!("asked for, in a task") })),
        Ok("received") if crate::receipts::waiting() > 0 => panic!("asked for, after an answer"),
        Ok(_) | Err(_) => {}
    }
}
