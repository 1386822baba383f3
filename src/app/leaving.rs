//! With which exit status the program ends.

#![expect(clippy::wildcard_enum_match_arm, reason = "every other page had something to show")]

use crate::app::{Effect, Exit, Listing, Model, Screen, Verb, Why};

impl Model {
    /// The exit status of leaving now (see the README).
    pub(super) fn leave(&self) -> Vec<Effect> {
        vec![Effect::Quit(Exit::with(self.status()))]
    }

    fn status(&self) -> u8 {
        if self.failed || self.has_open_request() {
            Exit::FAILED
        } else if self.has_done_something() {
            Exit::DONE
        } else if self.could_not_look() {
            Exit::FAILED
        } else if self.only_looked() {
            Exit::DONE
        } else {
            Exit::LEFT
        }
    }

    /// Something was sent that writes, and is not answered.
    fn has_open_request(&self) -> bool {
        self.create_ticket.is_some()
            || self.open_delete.is_some()
            || self.open_update.is_some()
            || self.open_add.is_some()
    }

    /// The page that is left had nothing to show.
    fn could_not_look(&self) -> bool {
        let names_one = !matches!(self.start.verb, Verb::Home | Verb::Create | Verb::List);
        match &self.screen {
            _ if self.pools.has_failed() && (self.pool.is_none() || self.session.is_none()) => true,
            Screen::Clients => self.client_list().is_some_and(|list| matches!(list.listing, Listing::Failed(_))),
            Screen::Client(page) => names_one && page.failure().is_some(),
            _ => false,
        }
    }

    /// Nothing was begun that a client would have come of.
    fn only_looked(&self) -> bool {
        let looks = matches!(self.start.verb, Verb::Home | Verb::List | Verb::Show(_) | Verb::Secrets(_));
        looks && self.draft.is_untouched() && !self.is_unsettled()
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
            Why::Interrupted | Why::EndOfInput => self.status(),
        })
    }
}
