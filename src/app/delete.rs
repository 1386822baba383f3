//! Delete an app client: what stops working, and the name to type.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use tui_input::InputRequest;

use crate::app::{Effect, KeyPress, Model, Ticket};
use crate::app_client::AppClient;
use crate::cognito::ServiceError;
use crate::keys::Action;

/// The page's state.
pub struct DeletePage {
    /// The client as it was read.
    pub client: Box<AppClient>,
    /// What the service said to the last try.
    pub failure: Option<Box<ServiceError>>,
}

impl DeletePage {
    pub(super) fn failure(&self) -> Option<&ServiceError> {
        self.failure.as_deref()
    }
}

impl Model {
    /// Shows what deleting a client that was just read would do.
    pub(super) fn begin_delete(&mut self, _client: AppClient) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn act_in_delete(&mut self, action: Action, _press: KeyPress) -> Vec<Effect> {
        match action {
            Action::Quit => self.cancel(),
            _ => Vec::new(),
        }
    }

    pub(super) fn edit_delete(&mut self, _request: InputRequest) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn on_deleted(&mut self, _ticket: Ticket, _answer: Result<(), ServiceError>) -> Vec<Effect> {
        Vec::new()
    }
}
