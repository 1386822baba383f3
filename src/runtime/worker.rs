//! A thread for calls to AWS.
//!
//! The SDK reads its settings and key files without ever yielding, and a home on a network drive
//! that is gone blocks whoever reads it. Keys, signals and the way out must not wait for that.

use std::{io, thread};

use tokio::runtime::{Builder, Handle};

/// Starts the thread. It ends with the process.
pub(super) fn start() -> io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    let run = move || runtime.block_on(std::future::pending::<()>());
    thread::Builder::new().name("calls".to_owned()).spawn(run)?;
    Ok(handle)
}
