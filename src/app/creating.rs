//! The request is on its way; and what is said when its answer never came.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use std::time::Duration;

use crate::app::{CreatedPage, Effect, KeyPress, Model, Screen, Ticket};
use crate::app_client::Secret;
use crate::cognito::{Created, ErrorKind, ServiceError};
use crate::keys::Action;

/// Waiting for the answer.
pub struct Creating {
    /// Name of the client.
    pub name: String,
    /// When the request was sent, since the start.
    pub since: Duration,
    /// Warnings that were accepted by choosing Create.
    pub warnings: usize,
}

/// It is not known whether the client exists.
pub struct UnknownPage {
    /// Name of the client.
    pub name: String,
    /// What happened; `None` if the user stopped waiting.
    pub error: Option<Box<ServiceError>>,
}

impl Model {
    pub(super) fn on_created(&mut self, ticket: Ticket, answer: Result<Created, ServiceError>) -> Vec<Effect> {
        if self.create_ticket != Some(ticket) {
            return Vec::new();
        }
        self.create_ticket = None;
        match answer {
            Ok(created) => self.show_created(created),
            Err(error) if error.kind == ErrorKind::Unanswered => self.show_unknown(Some(Box::new(error))),
            Err(error) => {
                self.note_refused_credentials(&error);
                self.refuse(error)
            }
        }
    }

    fn show_created(&mut self, created: Created) -> Vec<Effect> {
        self.failed = false;
        self.received.push(created.client_id.clone());
        let page = CreatedPage::new(created, &self.draft);
        // It has been sent; nothing here needs it any more.
        self.draft.own_secret = Secret::default();
        self.show(Screen::Created(Box::new(page)), true);
        Vec::new()
    }

    fn show_unknown(&mut self, error: Option<Box<ServiceError>>) -> Vec<Effect> {
        self.failed = true;
        let name = self.draft.name.trim().to_owned();
        self.show(Screen::Unknown(UnknownPage { name, error }), true);
        Vec::new()
    }

    /// Stops waiting. The request is not undone, and its answer is still taken if it comes.
    pub(super) fn stop_waiting(&mut self) -> Vec<Effect> {
        self.show_unknown(None)
    }

    pub(super) fn act_in_unknown(&mut self, action: Action, press: KeyPress) -> Vec<Effect> {
        match action {
            // A key held since the page before must not close the only page that says what happened.
            Action::Quit | Action::Accept | Action::Back if self.page.accepts(press) => self.leave(),
            Action::Quit | Action::Accept | Action::Back => self.say("Press the key again to leave."),
            Action::CopyError => self.copy_error(),
            _ => Vec::new(),
        }
    }

    /// True while the answer of Create may still come.
    #[must_use]
    pub const fn answer_may_come(&self) -> bool {
        self.create_ticket.is_some()
    }
}
