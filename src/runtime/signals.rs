//! Signals as events.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::app::Why;
use crate::runtime::{Event, Sender};

/// The signals that we answer to.
pub struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hang_up: Signal,
    stop: Signal,
    go_on: Signal,
}

impl Signals {
    /// Takes the signals over.
    ///
    /// # Errors
    /// The system does not allow it.
    pub fn take() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hang_up: signal(SignalKind::hangup())?,
            stop: signal(SignalKind::from_raw(rustix::process::Signal::TSTP.as_raw()))?,
            go_on: signal(SignalKind::from_raw(rustix::process::Signal::CONT.as_raw()))?,
        })
    }

    /// Sends each signal as an event, until nobody listens.
    pub async fn forward(mut self, sender: Sender) {
        loop {
            let event = tokio::select! {
                _ = self.terminate.recv() => Event::Quit(Why::Terminated),
                _ = self.interrupt.recv() => Event::Quit(Why::Interrupted),
                _ = self.hang_up.recv() => Event::Quit(Why::HungUp),
                _ = self.stop.recv() => Event::Suspend,
                _ = self.go_on.recv() => Event::Continued,
            };
            if sender.send(event).is_err() {
                return;
            }
        }
    }
}
