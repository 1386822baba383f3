//! Reading the list of pools, page by page, and the highlighted pool after a rest.

#![expect(clippy::wildcard_enum_match_arm, reason = "a list in another state stays as it is")]

use std::time::Duration;

use crate::app::paging::{Next, Paging};
use crate::app::retry::Retry;
use crate::app::{Detail, Effect, Link, Listing, Model, Ticket};
use crate::app_client::PoolSummary;
use crate::cognito::{Page, ServiceError};

/// The highlighted pool is described after this much rest.
const REST: Duration = Duration::from_millis(300);

impl Model {
    pub(super) fn load_pools(&mut self) -> Vec<Effect> {
        let ticket = self.ticket();
        self.pools.list.clear();
        self.pools.selected = 0;
        self.pools.since = self.now;
        self.pools.retry = Retry::default();
        self.pools.listing = Listing::Loading(Paging::start(ticket));
        vec![Effect::LoadPools(ticket, None)]
    }

    pub(super) fn on_pools(&mut self, ticket: Ticket, answer: Result<Page<PoolSummary>, ServiceError>) -> Vec<Effect> {
        let now = self.now;
        let pools = &mut self.pools;
        let Listing::Loading(paging) = &mut pools.listing else { return Vec::new() };
        if !paging.expects(ticket) {
            return Vec::new();
        }
        match answer {
            Ok(page) => {
                if pools.list.is_empty() {
                    pools.rested_at = now;
                }
                pools.list.extend(page.items);
                let next = paging.follow(page.next, pools.list.len());
                pools.find_preferred(now);
                match next {
                    Next::Page(token) => return vec![Effect::LoadPools(ticket, Some(token))],
                    Next::End => pools.listing = Listing::Complete,
                    Next::Endless => pools.fail(endless()),
                }
            }
            Err(error) => {
                self.note_refused_credentials(&error);
                self.list_failed(error);
            }
        }
        Vec::new()
    }

    /// Too busy is no failure yet.
    fn list_failed(&mut self, error: ServiceError) {
        let pools = &mut self.pools;
        match std::mem::replace(&mut pools.listing, Listing::NotYet) {
            Listing::Loading(paging) if pools.retry.plan(&error, self.now) => {
                pools.listing = Listing::Busy(paging, Box::new(error));
            }
            _ => pools.fail(error),
        }
    }

    /// Asks again for the page that the service was too busy for.
    pub(super) fn ask_again(&mut self) -> Vec<Effect> {
        match std::mem::replace(&mut self.pools.listing, Listing::NotYet) {
            Listing::Busy(paging, _) => {
                let effect = Effect::LoadPools(paging.ticket(), paging.token());
                self.pools.listing = Listing::Loading(paging);
                vec![effect]
            }
            other => {
                self.pools.listing = other;
                Vec::new()
            }
        }
    }

    /// Gives up waiting for a busy service; what is there stays.
    pub(super) fn stop_asking(&mut self) -> bool {
        match std::mem::replace(&mut self.pools.listing, Listing::NotYet) {
            Listing::Busy(_, error) => {
                self.pools.retry.take_now();
                self.pools.fail(*error);
                true
            }
            other => {
                self.pools.listing = other;
                false
            }
        }
    }

    /// When the page wants to be woken.
    pub(super) fn next_tick_of_pools(&self) -> Option<Duration> {
        let pools = &self.pools;
        let waits = match &pools.listing {
            Listing::NotYet if self.link == Link::Connecting => Some(self.next_second(self.connecting_since)),
            Listing::Loading(_) if pools.list.is_empty() => Some(self.next_second(pools.since)),
            Listing::Busy(..) => pools.retry.again().map(|again| self.next_second_to(again)),
            Listing::NotYet | Listing::Loading(_) | Listing::Complete | Listing::Failed(_) => None,
        };
        // Without a session there is nobody to ask about the highlighted pool.
        let detail = pools.wants_detail(pools.rested_at + REST).filter(|_| self.link == Link::Up);
        [waits, detail].into_iter().flatten().min()
    }

    pub(super) fn tick_pools(&mut self) -> Vec<Effect> {
        let now = self.now;
        let mut effects = if self.pools.retry.take_due(now) { self.ask_again() } else { Vec::new() };
        let rested = self.pools.wants_detail(self.pools.rested_at + REST).is_some_and(|at| at <= now);
        if rested && self.link == Link::Up {
            effects.extend(self.load_highlighted());
        }
        effects
    }

    pub(super) fn load_highlighted(&mut self) -> Vec<Effect> {
        let Some(id) = self.pools.highlighted().map(|row| row.id.clone()) else { return Vec::new() };
        let ticket = self.ticket();
        self.pools.details.insert(id.clone(), Detail::Loading(ticket));
        vec![Effect::LoadPool(ticket, id)]
    }
}

/// The service, or what stands in its place, gives tokens without end.
fn endless() -> ServiceError {
    let sentence = "The list of user pools does not end; what came so far is shown.";
    let advice = "Choose from it, or enter a pool ID.";
    ServiceError { operation: "ListUserPools", ..ServiceError::before_any_call(sentence, advice) }
}
