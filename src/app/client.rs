//! One app client: read from the service before anything is done with it, and shown.

#![expect(clippy::wildcard_enum_match_arm, reason = "every other page is none of a client")]

mod page;
mod reading;

use std::time::Duration;

use crate::app::retry::Retry;
use crate::app::{ChangesFocus, DeleteFocus, Effect, Model, Screen, SecretView, SecretsFocus, Ticket};
use crate::app_client::{AppClient, AppClientSecret};
use crate::cognito::ServiceError;
use crate::keys::Action;

use page::offers;

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

/// The page's state. No `Debug`: it may hold the secret.
pub struct ClientPage {
    /// The Client ID.
    pub id: String,
    /// Its name in the list; empty if it was not listed or has none.
    pub listed_as: String,
    /// What it is read for.
    pub then: Then,
    /// How far the reading is.
    pub read: Read,
    /// The client as it was read last. It stays on the screen while it is read again.
    pub client: Option<Box<AppClient>>,
    /// When that was.
    read_at: Duration,
    /// Its secrets: how many, and made when.
    pub secrets: SecretList,
    /// The secret that the service told.
    pub secret: Option<SecretView>,
    /// Since when it is being read.
    pub since: Duration,
    /// When what the service was too busy for is asked again.
    pub retry: Retry,
    /// The first line that is on the screen. Only scrolling moves it, since nothing has the focus.
    pub top: Option<usize>,
}

/// How far the reading is.
pub enum Read {
    /// To be asked as soon as there is a session.
    Wanted,
    /// Asked.
    Reading(Ticket),
    /// Read.
    Known,
    /// It could not be read, or not again.
    Failed(Box<ServiceError>),
}

/// What is known of the client's secrets beside the one that its description may tell.
#[derive(Default)]
pub struct SecretList {
    /// Asked, and not answered yet.
    pub(super) asked: Option<Ticket>,
    /// IDs and dates, or why they are not known.
    pub answer: Option<Result<Vec<AppClientSecret>, Box<ServiceError>>>,
}

impl ClientPage {
    fn new(id: String, listed_as: String, then: Then) -> Self {
        Self {
            id,
            listed_as,
            then,
            read: Read::Wanted,
            client: None,
            read_at: Duration::ZERO,
            secrets: SecretList::default(),
            secret: None,
            since: Duration::ZERO,
            retry: Retry::none(),
            top: None,
        }
    }

    /// Why it could not be read, or not again.
    #[must_use]
    pub fn failure(&self) -> Option<&ServiceError> {
        match &self.read {
            Read::Failed(error) => Some(error),
            Read::Wanted | Read::Reading(_) | Read::Known => None,
        }
    }

    /// The name as it is known so far; the Client ID if there is none.
    #[must_use]
    pub fn name_or_id(&self) -> String {
        match &self.client {
            Some(client) => client.name_or_id(),
            None if self.listed_as.is_empty() => self.id.clone(),
            None => self.listed_as.clone(),
        }
    }

    /// An answer is waited for, or a session.
    #[must_use]
    pub const fn is_reading(&self) -> bool {
        matches!(self.read, Read::Wanted | Read::Reading(_))
    }

    /// The secrets are being asked for.
    #[must_use]
    pub const fn is_reading_secrets(&self) -> bool {
        self.secrets.asked.is_some()
    }

    /// If the client has a secret; `None` if nobody knows.
    #[must_use]
    pub fn has_secret(&self) -> Option<bool> {
        let client = self.client.as_ref()?;
        let told = client.secret.is_some() || client.secret_arn.is_some();
        match &self.secrets.answer {
            Some(Ok(rows)) => Some(told || !rows.is_empty()),
            Some(Err(_)) | None => told.then_some(true),
        }
    }
}

impl Model {
    /// The chosen app client, if a page about one is shown.
    #[must_use]
    pub fn client_page(&self) -> Option<&ClientPage> {
        match &self.screen {
            Screen::Client(page) => Some(page.as_ref()),
            _ => None,
        }
    }

    fn client_page_mut(&mut self) -> Option<&mut ClientPage> {
        match &mut self.screen {
            Screen::Client(page) => Some(page),
            _ => None,
        }
    }

    /// What the client was read for.
    fn go_on(&mut self, client: AppClient, then: Then) -> Vec<Effect> {
        match then {
            Then::Show => Vec::new(),
            Then::Edit => self.begin_edit(client),
            Then::Copy => {
                let has_secret = self.client_page().and_then(ClientPage::has_secret).unwrap_or_default();
                self.begin_copy(client, has_secret)
            }
            Then::Delete => self.begin_delete(client),
            Then::Secrets => self.begin_secrets(client),
        }
    }

    pub(super) fn on_client(&mut self, ticket: Ticket, answer: Result<AppClient, ServiceError>) -> Vec<Effect> {
        let Some(answer) = self.on_facts(ticket, answer) else { return Vec::new() };
        if let Ok(client) = &answer {
            self.note_client(client);
        }
        match &self.screen {
            Screen::Client(_) => self.on_client_of_page(ticket, answer),
            Screen::Changes(_) => self.on_source(ticket, answer),
            Screen::Delete(_) => self.on_client_to_delete(ticket, answer),
            _ => Vec::new(),
        }
    }

    pub(super) fn on_secrets(
        &mut self,
        ticket: Ticket,
        answer: Result<Vec<AppClientSecret>, ServiceError>,
    ) -> Vec<Effect> {
        match &self.screen {
            Screen::Client(_) => self.on_secrets_of_client(ticket, answer),
            Screen::Secrets(_) => self.on_secrets_of_page(ticket, answer),
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
            _ if self.hash.is_some() => self.offers_in_hash(action),
            (Screen::Changes(page), action) => self.offers_in_changes(page, action),
            (Screen::Client(page), action) => offers(page, action),
            (Screen::Delete(_), _) => self.offers_in_delete(action),
            (Screen::Secrets(_), _) => self.offers_in_secrets(action),
            _ => true,
        }
    }

    /// The focus is on the row of buttons of a page about one client.
    #[must_use]
    pub const fn focus_is_on_buttons(&self) -> bool {
        match &self.screen {
            _ if self.hash.is_some() => false,
            Screen::Delete(page) => matches!(page.focus, DeleteFocus::Button(_)) && page.waits_since().is_none(),
            Screen::Secrets(page) => matches!(page.focus, SecretsFocus::Button(_)) && page.waits_since().is_none(),
            Screen::Changes(page) => !page.is_busy() && !matches!(page.focus, ChangesFocus::Line(_)),
            Screen::Client(_) => false,
            _ => true,
        }
    }

    /// A page about one client waits for the service, and there is something to stop.
    pub(super) const fn waits_on_client_page(&self) -> bool {
        match &self.screen {
            Screen::Delete(page) => page.waits_since().is_some(),
            Screen::Secrets(page) => page.waits_for_more_than_a_look(),
            _ => false,
        }
    }

    pub(super) fn next_tick_of_client_pages(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Changes(page) => self.next_tick_of_changes(page),
            Screen::Client(page) => self.next_tick_of_client(page),
            Screen::Delete(page) => page.waits_since().map(|since| self.next_second(since)),
            Screen::Secrets(page) => page.waits_since().map(|since| self.next_second(since)),
            _ => None,
        }
    }

    pub(super) fn tick_client_pages(&mut self) -> Vec<Effect> {
        match &self.screen {
            Screen::Changes(_) => self.tick_pool(),
            Screen::Client(_) => self.tick_client(),
            _ => Vec::new(),
        }
    }
}
