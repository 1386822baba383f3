//! With which exit status the program ends.

use crate::app::{Effect, Exit, Model, Verb, Why};

impl Model {
    /// The exit status of leaving now (see the README).
    pub(super) fn leave(&self) -> Vec<Effect> {
        vec![Effect::Quit(Exit::with(self.status()))]
    }

    fn status(&self) -> u8 {
        let nothing_begun = self.start.verb == Verb::Home && self.pool.is_none();
        if self.failed || self.create_ticket.is_some() || self.open_delete.is_some() {
            Exit::FAILED
        } else if self.has_done_something() {
            Exit::DONE
        } else if self.pools.has_failed() && (self.pool.is_none() || self.session.is_none()) {
            Exit::FAILED
        } else if nothing_begun {
            Exit::DONE
        } else {
            Exit::LEFT
        }
    }

    /// A client was created, or changes of one were saved.
    fn has_done_something(&self) -> bool {
        !self.received.is_empty() || self.saved || self.deleted
    }

    /// The exit that a signal or a hang-up stands for. SIGINT is the Ctrl-C of those who are not at
    /// the keyboard: what was done counts.
    pub(super) fn exit_because(&self, why: Why) -> Exit {
        Exit::with(match why {
            Why::Terminated => Exit::TERMINATED,
            Why::HungUp => Exit::HUNG_UP,
            Why::Interrupted if !self.has_done_something() && self.status() == Exit::DONE => Exit::LEFT,
            Why::Interrupted => self.status(),
        })
    }
}
