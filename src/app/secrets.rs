//! The secrets of an app client: IDs and dates, and a rotation in four steps.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use tui_input::InputRequest;

use crate::app::{Effect, KeyPress, Model, SecretView, Ticket};
use crate::app_client::AppClient;
use crate::cognito::{AddedSecret, ServiceError};
use crate::keys::{Action, Key, Place};

/// The page's state. No `Debug`: it may hold a secret.
pub struct SecretsPage {
    /// The client as it was read.
    pub client: Box<AppClient>,
    /// The secret that was just added and can be read this once.
    pub secret: Option<SecretView>,
    /// What the service said to the last try.
    pub failure: Option<Box<ServiceError>>,
}

impl SecretsPage {
    pub(super) fn failure(&self) -> Option<&ServiceError> {
        self.failure.as_deref()
    }

    pub(super) fn place(&self) -> Place {
        Place::Secrets
    }
}

impl Model {
    /// Lists the secrets of a client that was just read.
    pub(super) fn begin_secrets(&mut self, _client: AppClient) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn act_in_secrets(&mut self, action: Action, _key: Key, _press: KeyPress) -> Vec<Effect> {
        match action {
            Action::Quit => self.cancel(),
            _ => Vec::new(),
        }
    }

    pub(super) fn edit_secrets(&mut self, _request: InputRequest) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn on_secret_added(
        &mut self,
        _ticket: Ticket,
        _answer: Result<AddedSecret, ServiceError>,
    ) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn on_secret_deleted(&mut self, _ticket: Ticket, _answer: Result<(), ServiceError>) -> Vec<Effect> {
        Vec::new()
    }
}
