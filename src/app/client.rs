//! One app client: read from the service before anything is done with it.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use std::time::Duration;

use crate::app::{ChangesFocus, Effect, KeyPress, Model, Screen, SecretView, Ticket};
use crate::app_client::{AppClient, AppClientSecret};
use crate::cognito::ServiceError;
use crate::keys::Action;

/// What the client is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// To look at it.
    Show,
    /// To change it.
    Edit,
    /// To make another one like it.
    Copy,
    /// To delete it.
    Delete,
    /// To rotate its secrets.
    Secrets,
}

/// The page's state.
pub struct ClientPage {
    /// The Client ID.
    pub id: String,
    /// What it is read for.
    pub then: Then,
    /// The client, or why it could not be read.
    pub read: Read,
    /// Since when it is being read.
    pub since: Duration,
    /// The secret that the service told.
    pub secret: Option<SecretView>,
}

/// How far the reading is.
pub enum Read {
    /// Asked.
    Reading(Ticket),
    /// Read.
    Known(Box<AppClient>),
    /// It could not be read.
    Failed(Box<ServiceError>),
}

impl ClientPage {
    pub(super) fn failure(&self) -> Option<&ServiceError> {
        match &self.read {
            Read::Failed(error) => Some(error),
            Read::Reading(_) | Read::Known(_) => None,
        }
    }
}

impl Model {
    /// Describes a client, and then does what it is read for.
    pub(super) fn read_client(&mut self, id: String, then: Then) -> Vec<Effect> {
        let Some(pool) = self.pool.as_ref().map(|pool| pool.id.clone()) else { return Vec::new() };
        match &self.screen {
            Screen::Clients => self.from_list = true,
            Screen::Client(page) if matches!(page.read, Read::Known(_)) => self.from_list = false,
            _ => {}
        }
        let ticket = self.ticket();
        let page = ClientPage { id: id.clone(), then, read: Read::Reading(ticket), since: self.now, secret: None };
        self.show(Screen::Client(Box::new(page)), true);
        vec![Effect::DescribeClient(ticket, pool, id)]
    }

    pub(super) fn on_client(&mut self, ticket: Ticket, answer: Result<AppClient, ServiceError>) -> Vec<Effect> {
        let Some(answer) = self.on_facts(ticket, answer) else { return Vec::new() };
        if let Ok(client) = &answer {
            self.note_client(client);
        }
        if matches!(self.screen, Screen::Changes(_)) {
            return self.on_source(ticket, answer);
        }
        let Screen::Client(page) = &mut self.screen else { return Vec::new() };
        if !matches!(page.read, Read::Reading(pending) if pending == ticket) {
            return Vec::new();
        }
        match answer {
            Ok(client) => {
                let then = page.then;
                page.read = Read::Known(Box::new(client.clone()));
                self.go_on(client, then)
            }
            Err(error) => {
                page.read = Read::Failed(Box::new(error));
                Vec::new()
            }
        }
    }

    /// What the client was read for.
    fn go_on(&mut self, client: AppClient, then: Then) -> Vec<Effect> {
        match then {
            Then::Show => Vec::new(),
            Then::Edit => self.begin_edit(client),
            Then::Copy => {
                let has_secret = client.secret.is_some() || client.secret_arn.is_some();
                self.begin_copy(client, has_secret)
            }
            Then::Delete => self.begin_delete(client),
            Then::Secrets => self.begin_secrets(client),
        }
    }

    pub(super) fn on_secrets(
        &mut self,
        _ticket: Ticket,
        _answer: Result<Vec<AppClientSecret>, ServiceError>,
    ) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn act_in_client(&mut self, action: Action, _press: KeyPress) -> Vec<Effect> {
        match action {
            Action::Back => self.go_to_clients(),
            Action::Quit => self.cancel(),
            _ => Vec::new(),
        }
    }

    /// On the list of app clients, or on a page about one of them.
    pub(super) const fn is_on_client_pages(&self) -> bool {
        matches!(
            self.screen,
            Screen::Clients | Screen::Client(_) | Screen::Changes(_) | Screen::Delete(_) | Screen::Secrets(_)
        )
    }

    /// If an action that is bound there would do anything now.
    pub(super) fn offers_on_client_pages(&self, action: Action) -> bool {
        match (&self.screen, action) {
            (_, Action::MoveToHelp) => self.panel_is_shown(),
            (Screen::Changes(page), action) => self.offers_in_changes(page, action),
            _ => true,
        }
    }

    /// The focus is on the row of buttons of a page about one client.
    #[must_use]
    pub const fn focus_is_on_buttons(&self) -> bool {
        match &self.screen {
            Screen::Changes(page) => !matches!(page.focus, ChangesFocus::Line(_)),
            _ => true,
        }
    }

    pub(super) fn next_tick_of_client_pages(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Changes(page) => self.next_tick_of_changes(page),
            _ => None,
        }
    }

    pub(super) fn tick_client_pages(&mut self) -> Vec<Effect> {
        match &self.screen {
            Screen::Changes(_) => self.tick_pool(),
            _ => Vec::new(),
        }
    }
}
