//! Reading the list of a pool's app clients, page by page, in the background of the wizard too.

#![expect(clippy::wildcard_enum_match_arm, reason = "a list in another state stays as it is")]

use std::time::Duration;

use crate::app::paging::{Next, Paging};
use crate::app::{Effect, Link, Listing, Model, Screen, Ticket};
use crate::app_client::AppClientSummary;
use crate::cognito::{Page, ServiceError};

impl Model {
    /// Asks for the clients of the chosen pool, unless that was done.
    pub(super) fn list_clients(&mut self) -> Vec<Effect> {
        let (ticket, now) = (self.ticket(), self.now);
        let Some(pool) = self.pool.as_mut().filter(|pool| matches!(pool.clients.listing, Listing::NotYet)) else {
            return Vec::new();
        };
        pool.clients.since = now;
        pool.clients.listing = Listing::Loading(Paging::start(ticket));
        vec![Effect::LoadClients(ticket, pool.id.clone(), None)]
    }

    /// Notes about the clients count once the list is complete, so that Review has to be read again
    /// once at most. A role that may not list clients creates as well as any other.
    pub(super) fn on_clients(
        &mut self,
        ticket: Ticket,
        answer: Result<Page<AppClientSummary>, ServiceError>,
    ) -> Vec<Effect> {
        let said = self.problems();
        let Some(pool) = &mut self.pool else { return Vec::new() };
        let list = &mut pool.clients;
        if !matches!(&list.listing, Listing::Loading(paging) if paging.expects(ticket)) {
            return Vec::new();
        }
        match answer {
            Ok(page) => match list.take_page(page) {
                Some(Next::Page(token)) => return vec![Effect::LoadClients(ticket, pool.id.clone(), Some(token))],
                Some(Next::End) | None => list.listing = Listing::Complete,
                Some(Next::Endless) => list.fail(endless()),
            },
            Err(error) => {
                // In the wizard the list is not what the user waits for.
                if matches!(self.screen, Screen::Clients) {
                    self.note_refused_credentials(&error);
                }
                self.clients_failed(error);
            }
        }
        if self.problems() == said { Vec::new() } else { self.review_changed() }
    }

    /// Too busy is no failure yet.
    fn clients_failed(&mut self, error: ServiceError) {
        let now = self.now;
        let Some(list) = self.pool.as_mut().map(|pool| &mut pool.clients) else { return };
        match std::mem::replace(&mut list.listing, Listing::NotYet) {
            Listing::Loading(paging) if list.retry.plan(&error, now) => {
                list.listing = Listing::Busy(paging, Box::new(error));
            }
            _ => list.fail(error),
        }
    }

    /// Asks again for the page that the service was too busy for.
    pub(super) fn list_clients_on(&mut self) -> Vec<Effect> {
        let Some(pool) = &mut self.pool else { return Vec::new() };
        match std::mem::replace(&mut pool.clients.listing, Listing::NotYet) {
            Listing::Busy(paging, _) => {
                let effect = Effect::LoadClients(paging.ticket(), pool.id.clone(), paging.token());
                pool.clients.listing = Listing::Loading(paging);
                vec![effect]
            }
            other => {
                pool.clients.listing = other;
                Vec::new()
            }
        }
    }

    /// Gives up waiting for a busy service; what is there stays.
    pub(super) fn stop_listing_clients(&mut self) -> bool {
        let Some(list) = self.pool.as_mut().map(|pool| &mut pool.clients) else { return false };
        match std::mem::replace(&mut list.listing, Listing::NotYet) {
            Listing::Busy(_, error) => {
                list.retry.take_now();
                list.fail(*error);
                true
            }
            other => {
                list.listing = other;
                false
            }
        }
    }

    /// Reads everything about the clients again.
    pub(super) fn refresh_clients(&mut self) -> Vec<Effect> {
        let Some(pool) = &mut self.pool else { return Vec::new() };
        if self.link == Link::Up && pool.clients.retry.take_now() {
            return self.list_clients_on();
        }
        pool.clients.again();
        if self.link == Link::Up { self.read_chosen_pool() } else { self.connect() }
    }

    /// When the list wants to be woken.
    pub(super) fn next_tick_of_clients(&self) -> Option<Duration> {
        let list = &self.pool.as_ref()?.clients;
        let waits = match &list.listing {
            Listing::NotYet if self.link == Link::Connecting => Some(self.next_second(self.connecting_since)),
            // Whatever page led here, the list is read.
            Listing::NotYet if self.link == Link::Up => Some(self.now),
            Listing::Loading(_) if list.rows().is_empty() => Some(self.next_second(list.since)),
            Listing::Busy(..) => list.retry.again().map(|again| self.next_second_to(again)),
            Listing::NotYet | Listing::Loading(_) | Listing::Complete | Listing::Failed(_) => None,
        };
        [waits, self.next_tick_of_pool(), self.next_tick_of_facts()].into_iter().flatten().min()
    }

    pub(super) fn tick_clients(&mut self) -> Vec<Effect> {
        let mut effects = self.tick_pool();
        if self.link == Link::Up {
            effects.extend(self.list_clients());
        }
        effects.extend(self.tick_facts());
        effects
    }

    /// Why the list is not there, for its page.
    pub(super) fn clients_failure(&self) -> Option<&ServiceError> {
        match &self.pool.as_ref()?.clients.listing {
            Listing::Failed(error) | Listing::Busy(_, error) => Some(error.as_ref()),
            Listing::NotYet | Listing::Loading(_) | Listing::Complete => None,
        }
    }
}

/// The service, or what stands in its place, gives tokens without end.
fn endless() -> ServiceError {
    let sentence = "The list of app clients does not end; what came so far is shown.";
    let advice = "Choose from it, or open a client by its ID.";
    ServiceError { operation: "ListUserPoolClients", ..ServiceError::before_any_call(sentence, advice) }
}
