//! Review changes: what an update would change, and what it keeps. The only page from which an app
//! client is updated.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use crate::app::{Effect, KeyPress, Model, Ticket};
use crate::app_client::AppClient;
use crate::cognito::{ServiceError, Updated};
use crate::keys::Action;

/// The page's state.
pub struct ChangesPage {
    /// What the service said to the last try.
    pub failure: Option<Box<ServiceError>>,
}

impl ChangesPage {
    pub(super) fn failure(&self) -> Option<&ServiceError> {
        self.failure.as_deref()
    }
}

impl Model {
    /// Fills the wizard's answers from a client that was just read, and goes to the first step.
    pub(super) fn begin_edit(&mut self, _client: AppClient) -> Vec<Effect> {
        Vec::new()
    }

    /// The same for a new client like this one; a secret is generated if this one has one.
    pub(super) fn begin_copy(&mut self, _client: AppClient, _has_secret: bool) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn act_in_changes(&mut self, action: Action, _press: KeyPress) -> Vec<Effect> {
        match action {
            Action::Quit => self.cancel(),
            _ => Vec::new(),
        }
    }

    pub(super) fn on_updated(&mut self, _ticket: Ticket, _answer: Result<Updated, ServiceError>) -> Vec<Effect> {
        Vec::new()
    }
}
