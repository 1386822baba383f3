//! The pool that the client goes into: choosing it, and what is read of it in the background.

use std::time::Duration;

use crate::app::client_list::ClientList;
use crate::app::retry::Retry;
use crate::app::{Account, ClientsPage, Effect, LastUsed, Link, Model, Screen, Ticket};
use crate::app_client::{UserPool, UserPoolId};
use crate::cognito::{ErrorKind, ServiceError};
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
    /// Its app clients.
    pub clients: ClientList,
    /// Since when its attributes are being read.
    since: Duration,
    /// When they are asked for again, the service having been too busy.
    retry: Retry,
}

impl ChosenPool {
    /// A pool of which nothing was read.
    #[must_use]
    pub fn new(id: UserPoolId, detail: Detail) -> Self {
        Self { id, detail, clients: ClientList::new(), since: Duration::ZERO, retry: Retry::none() }
    }

    /// Everything is to be read again.
    pub(super) fn forget(&mut self) {
        self.detail = Detail::Wanted;
        self.retry = Retry::none();
        self.clients.again();
    }
}

impl Model {
    /// Takes a pool and goes to what the program was started for.
    pub(super) fn choose(&mut self, id: UserPoolId) -> Vec<Effect> {
        let is_new = self.pool.as_ref().is_none_or(|pool| pool.id != id);
        // Answers that wait for nothing but a pool are gone on with.
        let goes_on = self.pool.is_none() && !self.draft.is_untouched();
        if is_new {
            self.draft.attributes.is_elsewhere = match self.source() {
                Some(source) => source.pool != id,
                // A copy of an earlier run is where it was, unless it is taken elsewhere; and lists that
                // were given name what may not be here.
                None => self.draft.takes_over() || self.draft.attributes.is_elsewhere,
            };
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
        self.clients = ClientsPage::default();
        self.pools.focus = crate::app::PoolFocus::List;
        self.enter_first_step();
        self.show(if goes_on { Screen::Step } else { self.first_page() }, true);
        let mut effects = self.open_what_was_named();
        effects.extend(self.read_chosen_pool());
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
        let (detail, now) = (self.ticket(), self.now);
        // Who opens one client by its ID may never look at the others.
        let is_about_one =
            matches!(self.screen, Screen::Client(_) | Screen::Changes(_) | Screen::Delete(_) | Screen::Secrets(_));
        let Some(pool) = &mut self.pool else { return Vec::new() };
        let mut effects = Vec::new();
        if matches!(pool.detail, Detail::Wanted | Detail::Failed(_)) {
            pool.detail = Detail::Loading(detail);
            pool.since = now;
            effects.push(Effect::LoadPool(detail, pool.id.clone()));
        }
        if !is_about_one {
            effects.extend(self.list_clients());
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

    /// When a step or Review wants to be woken for the chosen pool.
    pub(super) fn next_tick_of_pool(&self) -> Option<Duration> {
        let pool = self.pool.as_ref()?;
        let shows_wait = self.on_permissions() && self.link == Link::Up;
        let waits = match &pool.detail {
            Detail::Loading(_) if shows_wait => Some(self.next_second(pool.since)),
            Detail::Loading(_) | Detail::Wanted | Detail::Known(_) | Detail::Failed(_) => None,
        };
        let again = pool.retry.again().map(|again| if shows_wait { self.next_second_to(again) } else { again });
        [waits, again, pool.clients.retry.again()].into_iter().flatten().min()
    }

    pub(super) fn tick_pool(&mut self) -> Vec<Effect> {
        let (now, is_up) = (self.now, self.link == Link::Up);
        let Some(pool) = &mut self.pool else { return Vec::new() };
        let (detail, clients) = (pool.retry.take_due(now), pool.clients.retry.take_due(now));
        let mut effects = if detail && is_up { self.read_chosen_pool() } else { Vec::new() };
        effects.extend(if clients { self.list_clients_on() } else { Vec::new() });
        effects
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
