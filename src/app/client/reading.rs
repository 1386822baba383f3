//! Reading one app client: it and the list of its secrets are asked for together, and neither waits
//! for the other.

use std::time::Duration;

use crate::app::client::{ClientPage, Read, SecretList, Then};
use crate::app::retry::Retry;
use crate::app::{Effect, Link, Model, Screen, SecretView, Ticket};
use crate::app_client::{AppClient, AppClientSecret};
use crate::cognito::{ErrorKind, ServiceError};

/// What was read is good for so long; after that it is read again before anything is done with it.
const FRESH: Duration = Duration::from_secs(5);

impl ClientPage {
    /// Another session may be another account: what was read in the one before does not hold.
    pub(in crate::app) fn forget(&mut self) {
        self.client = None;
        self.secret = None;
        self.secrets = SecretList::default();
        self.read = Read::Wanted;
        self.retry = Retry::none();
        self.top = None;
    }

    fn take(&mut self, client: AppClient, now: Duration) {
        // The same secret stays as it is on the screen.
        let shown = self.secret.take_if(|view| client.secret.as_ref().is_some_and(|new| is_same(&view.value, new)));
        let new = || client.secret.clone().map(|secret| SecretView::new(secret, client.id.clone()));
        self.secret = shown.or_else(new);
        self.client = Some(Box::new(client));
        self.read = Read::Known;
        self.read_at = now;
        if !self.has_busy_secrets() {
            self.retry = Retry::none();
        }
    }

    /// A copy gets a secret if its original has one: that is final, so the list of secrets is
    /// waited for where the description told of none.
    fn waits_for_secrets(&self) -> bool {
        self.then == Then::Copy && self.has_secret().is_none() && self.is_reading_secrets()
    }

    /// The service was too busy for the list of secrets.
    fn has_busy_secrets(&self) -> bool {
        matches!(&self.secrets.answer, Some(Err(error)) if error.kind == ErrorKind::Throttled)
    }
}

fn is_same(one: &crate::app_client::Secret, other: &crate::app_client::Secret) -> bool {
    one.reveal() == other.reveal()
}

impl Model {
    /// Reads a client of the chosen pool, and then does what it is read for.
    pub fn read_client(&mut self, id: String, then: Then) -> Vec<Effect> {
        self.note_where_it_was_opened();
        let Some(pool) = &self.pool else { return Vec::new() };
        if self.client_page().is_none_or(|page| page.id != id) {
            let row = pool.clients.rows().iter().find(|row| row.id == id);
            let listed_as = row.map(|row| row.name.clone()).unwrap_or_default();
            self.show(Screen::Client(Box::new(ClientPage::new(id, listed_as, then))), true);
        }
        let now = self.now;
        if let Some(page) = self.client_page_mut() {
            page.then = then;
            page.read = Read::Wanted;
            page.since = now;
            page.retry.take_now();
        }
        self.ask_for_client()
    }

    /// An edit that is left goes back there: to the list, or to the client's page.
    fn note_where_it_was_opened(&mut self) {
        match &self.screen {
            Screen::Clients => self.from_list = true,
            Screen::Client(page) if page.client.is_some() => self.from_list = false,
            _ => {}
        }
    }

    /// Does it at once with what is on the screen, if that was read just now.
    pub(super) fn read_client_if_old(&mut self, then: Then) -> Vec<Effect> {
        self.note_where_it_was_opened();
        let Some(page) = self.client_page() else { return Vec::new() };
        let is_fresh = matches!(page.read, Read::Known) && self.now.saturating_sub(page.read_at) <= FRESH;
        let id = page.id.clone();
        match page.client.as_deref().cloned().filter(|_| is_fresh) {
            Some(client) => self.go_on_with(client, then),
            None => self.read_client(id, then),
        }
    }

    /// Asks for the client, and for its secrets where they are shown or counted; without a session,
    /// for that first.
    fn ask_for_client(&mut self) -> Vec<Effect> {
        let Some(pool) = self.pool.as_ref().map(|pool| pool.id.clone()) else { return Vec::new() };
        if self.link != Link::Up {
            return self.connect();
        }
        let (ticket, now) = (self.ticket(), self.now);
        let Some(page) = self.client_page_mut() else { return Vec::new() };
        page.read = Read::Reading(ticket);
        page.since = now;
        let mut effects = vec![Effect::DescribeClient(ticket, pool, page.id.clone())];
        if matches!(page.then, Then::Show | Then::Copy) {
            effects.extend(self.ask_for_secrets());
        }
        effects
    }

    fn ask_for_secrets(&mut self) -> Vec<Effect> {
        let Some(pool) = self.pool.as_ref().map(|pool| pool.id.clone()) else { return Vec::new() };
        let ticket = self.ticket();
        let Some(page) = self.client_page_mut() else { return Vec::new() };
        page.secrets.asked = Some(ticket);
        vec![Effect::ListSecrets(ticket, pool, page.id.clone())]
    }

    /// In a session that was just made.
    pub(in crate::app) fn client_in_new_session(&mut self) -> Vec<Effect> {
        match &self.screen {
            Screen::Client(page) if matches!(page.read, Read::Wanted) => self.ask_for_client(),
            _ => Vec::new(),
        }
    }

    pub(in crate::app) fn client_without_session(&mut self, error: ServiceError) {
        if let Some(page) = self.client_page_mut() {
            page.read = Read::Failed(Box::new(error));
            self.page.changed();
        }
    }

    pub(super) fn on_client_of_page(&mut self, ticket: Ticket, answer: Result<AppClient, ServiceError>) -> Vec<Effect> {
        let now = self.now;
        let Some(page) = self.client_page_mut() else { return Vec::new() };
        if !matches!(page.read, Read::Reading(pending) if pending == ticket) {
            return Vec::new();
        }
        match answer {
            Ok(client) => {
                let is_first = page.client.is_none();
                page.take(client, now);
                if is_first {
                    self.page.changed();
                }
                self.go_on_if_ready()
            }
            Err(error) => {
                page.retry.plan(&error, now);
                page.read = Read::Failed(Box::new(error.clone()));
                self.page.changed();
                self.note_refused_credentials(&error);
                Vec::new()
            }
        }
    }

    pub(super) fn on_secrets_of_client(
        &mut self,
        ticket: Ticket,
        answer: Result<Vec<AppClientSecret>, ServiceError>,
    ) -> Vec<Effect> {
        let now = self.now;
        let Some(page) = self.client_page_mut() else { return Vec::new() };
        if page.secrets.asked != Some(ticket) {
            return Vec::new();
        }
        page.secrets.asked = None;
        if let Err(error) = &answer {
            page.retry.plan(error, now);
        }
        page.secrets.answer = Some(answer.map_err(Box::new));
        let refused = page.secrets.answer.as_ref().and_then(|answer| answer.as_ref().err().cloned());
        if let Some(error) = refused {
            self.note_refused_credentials(&error);
        }
        let known = self.client_page().and_then(|page| Some((page.id.clone(), page.has_secret()?)));
        if let Some((id, has_secret)) = known {
            self.note_secret(&id, has_secret);
        }
        self.go_on_if_ready()
    }

    /// Does what the client was read for, once what that needs is there.
    fn go_on_if_ready(&mut self) -> Vec<Effect> {
        let Some(page) = self.client_page().filter(|page| matches!(page.read, Read::Known)) else { return Vec::new() };
        if page.waits_for_secrets() {
            return Vec::new();
        }
        let then = page.then;
        match page.client.as_deref().cloned() {
            Some(client) => self.go_on_with(client, then),
            None => Vec::new(),
        }
    }

    /// It is done once: afterwards the page is to be looked at.
    fn go_on_with(&mut self, client: AppClient, then: Then) -> Vec<Effect> {
        if let Some(page) = self.client_page_mut() {
            page.then = Then::Show;
        }
        self.go_on(client, then)
    }

    /// Esc: stops what is under way, and stays if there is something to be looked at.
    pub(super) fn leave_client(&mut self) -> Vec<Effect> {
        let Some(page) = self.client_page_mut() else { return Vec::new() };
        let waits = page.is_reading() || page.waits_for_secrets() || page.retry.again().is_some();
        if page.client.is_some() && waits {
            page.read = Read::Known;
            page.then = Then::Show;
            page.retry = Retry::none();
            return Vec::new();
        }
        self.go_to_clients()
    }

    pub(super) fn next_tick_of_client(&self, page: &ClientPage) -> Option<Duration> {
        let waits = match &page.read {
            Read::Wanted => Some(self.next_second(self.connecting_since)),
            Read::Reading(_) => Some(self.next_second(page.since)),
            Read::Known | Read::Failed(_) => page.is_reading_secrets().then(|| self.next_second(page.since)),
        };
        let again = page.retry.again().map(|again| self.next_second_to(again));
        [waits, again, self.next_tick_of_pool()].into_iter().flatten().min()
    }

    pub(super) fn tick_client(&mut self) -> Vec<Effect> {
        let now = self.now;
        let mut effects = self.tick_pool();
        if self.link == Link::Up && self.client_page_mut().is_some_and(|page| page.retry.take_due(now)) {
            effects.extend(self.ask_client_again());
        }
        effects
    }

    /// Asks for what the service was too busy for.
    fn ask_client_again(&mut self) -> Vec<Effect> {
        let now = self.now;
        let Some(page) = self.client_page_mut() else { return Vec::new() };
        page.since = now;
        match &page.read {
            Read::Failed(_) => self.ask_for_client(),
            Read::Wanted | Read::Reading(_) | Read::Known if page.has_busy_secrets() => self.ask_for_secrets(),
            Read::Wanted | Read::Reading(_) | Read::Known => Vec::new(),
        }
    }
}
