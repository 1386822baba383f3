//! The pool that the client goes into: choosing it, and what is read of it in the background.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::app::paging::{Next, Paging};
use crate::app::retry::Retry;
use crate::app::{Account, Effect, LastUsed, Link, Model, Ticket};
use crate::app_client::{AppClientSummary, UserPool, UserPoolId};
use crate::cognito::{ErrorKind, Page, ServiceError};
use crate::wizard::form::Form;
use crate::wizard::matrix::MatrixState;

/// What is known of a pool beyond its row.
pub enum Detail {
    /// Not asked yet.
    Wanted,
    /// Asked.
    Loading(Ticket),
    /// Read.
    Known(Box<UserPool>),
    /// Could not be read.
    Failed(Box<ServiceError>),
}

/// The chosen pool.
pub struct ChosenPool {
    /// Its ID.
    pub id: UserPoolId,
    /// What was read of it.
    pub detail: Detail,
    /// Its app clients, once all of them were listed or the list ended early.
    pub clients: Vec<AppClientSummary>,
    listing: ClientListing,
    /// Since when its attributes are being read.
    since: Duration,
    /// When what the service was too busy for is asked again.
    retry: Retry,
}

/// How far the list of the pool's clients is.
enum ClientListing {
    Wanted,
    Loading(Paging, Vec<AppClientSummary>),
    /// All of them are here.
    Complete,
    /// It could not be read to its end.
    Broken,
}

impl ChosenPool {
    /// A pool of which nothing was read.
    #[must_use]
    pub const fn new(id: UserPoolId, detail: Detail) -> Self {
        Self {
            id,
            detail,
            clients: Vec::new(),
            listing: ClientListing::Wanted,
            since: Duration::ZERO,
            retry: Retry::none(),
        }
    }

    /// The IDs of all its clients, if they are known.
    pub(super) fn all_client_ids(&self) -> Option<BTreeSet<String>> {
        let complete = matches!(self.listing, ClientListing::Complete);
        complete.then(|| self.clients.iter().map(|client| client.id.clone()).collect())
    }

    /// It was deleted; the rows of a list that is being read count, too.
    pub(super) fn drop_client(&mut self, id: &str) {
        self.clients.retain(|client| client.id != id);
        if let ClientListing::Loading(_, rows) = &mut self.listing {
            rows.retain(|client| client.id != id);
        }
    }

    /// Everything is to be read again.
    pub(super) fn forget(&mut self) {
        *self = Self::new(self.id.clone(), Detail::Wanted);
    }
}

impl Model {
    /// Takes a pool and goes to step 1.
    pub(super) fn choose(&mut self, id: UserPoolId) -> Vec<Effect> {
        let is_new = self.pool.as_ref().is_none_or(|pool| pool.id != id);
        if is_new {
            self.draft.attributes.is_elsewhere = self.source().is_some_and(|source| source.pool != id);
            let detail = match self.pools.details.remove(&id) {
                Some(Detail::Known(details)) => {
                    self.draft.attributes.offer(&details.attributes);
                    Detail::Known(details)
                }
                Some(Detail::Wanted | Detail::Loading(_) | Detail::Failed(_)) | None => Detail::Wanted,
            };
            self.pool = Some(ChosenPool::new(id, detail));
            // Row, filter and undo belong to the schema of the pool before, and so does what the
            // service said about a field.
            self.form.matrix = MatrixState::default();
            self.refusal = None;
            if self.draft.is_untouched() {
                self.form = Form::new(&self.draft);
            }
        }
        self.pools.focus = crate::app::PoolFocus::List;
        self.form.enter(0, &self.draft);
        self.show(self.first_page(), true);
        let mut effects = self.read_chosen_pool();
        effects.extend(self.remember_pool());
        effects
    }

    /// Asks for what is not known yet of the chosen pool; without a session, for that first.
    pub(super) fn read_chosen_pool(&mut self) -> Vec<Effect> {
        if self.pool.is_none() {
            return Vec::new();
        }
        if self.link != Link::Up {
            return self.connect();
        }
        let (detail, clients, now) = (self.ticket(), self.ticket(), self.now);
        let Some(pool) = &mut self.pool else { return Vec::new() };
        let mut effects = Vec::new();
        if matches!(pool.detail, Detail::Wanted | Detail::Failed(_)) {
            pool.detail = Detail::Loading(detail);
            pool.since = now;
            effects.push(Effect::LoadPool(detail, pool.id.clone()));
        }
        if matches!(pool.listing, ClientListing::Wanted) {
            pool.listing = ClientListing::Loading(Paging::start(clients), Vec::new());
            effects.push(Effect::LoadClients(clients, pool.id.clone(), None));
        }
        effects
    }

    /// The service does not say which attribute it refused. The pool may have changed; read again,
    /// our own rules name what is wrong.
    pub(super) fn read_attributes_again(&mut self) -> Vec<Effect> {
        if let Some(pool) = &mut self.pool {
            pool.detail = Detail::Wanted;
        }
        self.read_chosen_pool()
    }

    pub(super) fn on_pool(&mut self, ticket: Ticket, answer: Result<UserPool, ServiceError>) -> Vec<Effect> {
        let loading = |detail: &Detail| matches!(detail, Detail::Loading(pending) if *pending == ticket);
        let expected =
            self.pool.as_ref().is_some_and(|pool| loading(&pool.detail)) || self.pools.details.values().any(loading);
        if let Some(error) = answer.as_ref().err().filter(|_| expected) {
            self.note_refused_credentials(error);
        }
        let detail = match answer {
            Ok(pool) => Detail::Known(Box::new(pool)),
            Err(error) => Detail::Failed(Box::new(error)),
        };
        if let Some(pool) = &mut self.pool
            && matches!(pool.detail, Detail::Loading(pending) if pending == ticket)
        {
            if let Detail::Known(details) = &detail {
                self.draft.attributes.offer(&details.attributes);
            }
            if let Detail::Failed(error) = &detail {
                pool.retry.plan(error, self.now);
                if error.kind == ErrorKind::NotFound {
                    self.notice = Some(format!("{} {}", error.sentence, error.advice));
                }
            }
            pool.detail = detail;
            return self.review_changed();
        }
        let waiting = self.pools.details.values_mut().find(|d| matches!(d, Detail::Loading(t) if *t == ticket));
        if let Some(place) = waiting {
            *place = detail;
        }
        Vec::new()
    }

    /// They count once the list is complete, so that Review has to be read again once at most.
    /// A role that may not list clients creates as well as any other: the notes are left out.
    pub(super) fn on_clients(
        &mut self,
        ticket: Ticket,
        answer: Result<Page<AppClientSummary>, ServiceError>,
    ) -> Vec<Effect> {
        let said = self.problems();
        let Some(pool) = &mut self.pool else { return Vec::new() };
        let ClientListing::Loading(paging, rows) = &mut pool.listing else { return Vec::new() };
        if !paging.expects(ticket) {
            return Vec::new();
        }
        let mut end = ClientListing::Broken;
        if let Err(error) = &answer
            && pool.retry.plan(error, self.now)
        {
            pool.listing = ClientListing::Wanted;
            return Vec::new();
        }
        if let Ok(page) = answer {
            rows.extend(page.items);
            match paging.follow(page.next, rows.len()) {
                Next::Page(token) => return vec![Effect::LoadClients(ticket, pool.id.clone(), Some(token))],
                Next::End => end = ClientListing::Complete,
                Next::Endless => {}
            }
        }
        pool.clients.append(rows);
        pool.listing = end;
        if self.problems() == said { Vec::new() } else { self.review_changed() }
    }

    /// When a step or Review wants to be woken for the chosen pool.
    pub(super) fn next_tick_of_pool(&self) -> Option<Duration> {
        let pool = self.pool.as_ref()?;
        let shows_wait = self.on_permissions() && self.link == Link::Up;
        let waits = match &pool.detail {
            Detail::Loading(_) if shows_wait => Some(self.next_second(pool.since)),
            Detail::Loading(_) | Detail::Wanted | Detail::Known(_) | Detail::Failed(_) => None,
        };
        let again = pool.retry.again().map(|again| if shows_wait { self.next_second_to(again) } else { again });
        [waits, again].into_iter().flatten().min()
    }

    pub(super) fn tick_pool(&mut self) -> Vec<Effect> {
        let now = self.now;
        let due = self.pool.as_mut().is_some_and(|pool| pool.retry.take_due(now));
        if due && self.link == Link::Up { self.read_chosen_pool() } else { Vec::new() }
    }

    /// Why the attributes of the chosen pool cannot be chosen, if they cannot.
    #[must_use]
    pub fn schema_trouble(&self) -> Option<String> {
        let pool = self.pool.as_ref()?;
        match &pool.detail {
            Detail::Known(_) => None,
            Detail::Wanted | Detail::Loading(_) => {
                let waited = self.waited(pool.since).map(|seconds| format!(" {seconds} s")).unwrap_or_default();
                Some(format!("Reading the attributes of this pool.{waited}"))
            }
            Detail::Failed(error) => Some(match pool.retry.again() {
                Some(again) => {
                    format!("{} Trying again in {} s; r tries now.", error.sentence, self.seconds_to(again))
                }
                None => format!(
                    "The attributes of this pool could not be read, so only the pool default can be sent. {} {}",
                    error.sentence, error.advice
                ),
            }),
        }
    }

    /// Where pools are used: known once the account is.
    fn whereabouts(&self) -> Option<LastUsed> {
        let (Account::Known(identity), Some(session)) = (&self.account, &self.session) else { return None };
        let is_kept = self.start.drafts && !self.start.demo;
        is_kept.then(|| LastUsed { account: identity.account.clone(), region: session.region.clone() })
    }

    /// The pool last used here; or remembers the one that was chosen before the account was known.
    pub(super) fn recall_pool(&self) -> Vec<Effect> {
        let Some(place) = self.whereabouts() else { return Vec::new() };
        vec![match &self.pool {
            Some(pool) => Effect::RememberPool(place, pool.id.clone()),
            None => Effect::RecallPool(place),
        }]
    }

    fn remember_pool(&self) -> Option<Effect> {
        let place = self.whereabouts()?;
        Some(Effect::RememberPool(place, self.pool.as_ref()?.id.clone()))
    }

    /// The pool last used gets the cursor, unless the user has moved it.
    pub(super) fn on_recalled(&mut self, id: UserPoolId) -> Vec<Effect> {
        self.pools.prefer(id, self.now);
        Vec::new()
    }
}
