//! The pool that the client goes into: choosing it, and what is read of it in the background.

use crate::app::paging::{Next, Paging};
use crate::app::{Effect, Link, Model, Screen, Ticket};
use crate::app_client::{UserPool, UserPoolId};
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
    /// Names of its clients, once all of them were listed or the list ended early.
    pub client_names: Vec<String>,
    listing: ClientListing,
}

/// How far the list of the pool's clients is.
enum ClientListing {
    Wanted,
    Loading(Paging, Vec<String>),
    Done,
}

impl ChosenPool {
    /// A pool of which nothing was read.
    #[must_use]
    pub const fn new(id: UserPoolId, detail: Detail) -> Self {
        Self { id, detail, client_names: Vec::new(), listing: ClientListing::Wanted }
    }

    pub(super) fn forget_clients(&mut self) {
        self.client_names.clear();
        self.listing = ClientListing::Wanted;
    }
}

impl Model {
    /// Takes a pool and goes to step 1.
    pub(super) fn choose(&mut self, id: UserPoolId) -> Vec<Effect> {
        let is_new = self.pool.as_ref().is_none_or(|pool| pool.id != id);
        if is_new {
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
        self.show(Screen::Step, true);
        self.read_chosen_pool()
    }

    /// Asks for what is not known yet of the chosen pool; without a session, for that first.
    pub(super) fn read_chosen_pool(&mut self) -> Vec<Effect> {
        if self.pool.is_none() {
            return Vec::new();
        }
        if self.link != Link::Up {
            return self.connect();
        }
        let (detail, names) = (self.ticket(), self.ticket());
        let Some(pool) = &mut self.pool else { return Vec::new() };
        let mut effects = Vec::new();
        if matches!(pool.detail, Detail::Wanted | Detail::Failed(_)) {
            pool.detail = Detail::Loading(detail);
            effects.push(Effect::LoadPool(detail, pool.id.clone()));
        }
        if matches!(pool.listing, ClientListing::Wanted) {
            pool.listing = ClientListing::Loading(Paging::start(names), Vec::new());
            effects.push(Effect::LoadClientNames(names, pool.id.clone(), None));
        }
        effects
    }

    pub(super) fn on_pool(&mut self, ticket: Ticket, answer: Result<UserPool, ServiceError>) -> Vec<Effect> {
        if let Err(error) = &answer {
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
            if let Detail::Failed(error) = &detail
                && error.kind == ErrorKind::NotFound
            {
                self.notice = Some(format!("{} {}", error.sentence, error.advice));
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

    /// The names count once the list is complete, so that Review has to be read again once at most.
    /// A role that may not list clients creates as well as any other: the notes are left out.
    pub(super) fn on_client_names(
        &mut self,
        ticket: Ticket,
        answer: Result<Page<String>, ServiceError>,
    ) -> Vec<Effect> {
        let said = self.problems();
        let Some(pool) = &mut self.pool else { return Vec::new() };
        let ClientListing::Loading(paging, names) = &mut pool.listing else { return Vec::new() };
        if !paging.expects(ticket) {
            return Vec::new();
        }
        if let Ok(page) = answer {
            names.extend(page.items);
            if let Next::Page(token) = paging.follow(page.next, names.len()) {
                return vec![Effect::LoadClientNames(ticket, pool.id.clone(), Some(token))];
            }
        }
        pool.client_names.append(names);
        pool.listing = ClientListing::Done;
        if self.problems() == said { Vec::new() } else { self.review_changed() }
    }
}
