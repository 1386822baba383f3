//! The session with AWS: made at the start, and made again when its credentials were refused. No
//! call is made in a session that the user did not see: a new one asks who it is, and Review has
//! to be read again.

use crate::app::{Effect, Listing, Look, Model, PoolFocus, ReviewPage, Screen, Ticket};
use tui_input::Input as Editor;

use crate::cognito::{ErrorKind, Identity, ServiceError, SessionInfo, Target};
use crate::text;

/// Who we are at AWS.
pub enum Account {
    /// Asked, or to be asked.
    Asking(Option<Ticket>),
    /// Known.
    Known(Identity),
    /// Refused or unreachable; the wizard works without.
    NotKnown,
}

/// If calls can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Region and credentials' source are being looked for.
    Connecting,
    /// There is a session.
    Up,
    /// There is none, or its credentials were refused.
    Down,
}

impl Model {
    /// Makes a session, unless one is in the making.
    pub(super) fn connect(&mut self) -> Vec<Effect> {
        if self.link == Link::Connecting {
            return Vec::new();
        }
        self.start_connecting()
    }

    fn start_connecting(&mut self) -> Vec<Effect> {
        self.link = Link::Connecting;
        self.connecting_since = self.now;
        vec![Effect::Connect(self.target.clone())]
    }

    /// Another profile or Region: a new session, and nothing of the old one stays but the answers.
    pub(super) fn switch(&mut self, target: Target) -> Vec<Effect> {
        self.target = target;
        self.session = None;
        self.account = Account::Asking(None);
        self.account_before = None;
        self.pools.list.clear();
        self.forget_what_was_read();
        if matches!(self.screen, Screen::Pools) {
            self.pool = None;
        }
        self.start_connecting()
    }

    /// Instead of sending something: connects, and says so.
    pub(super) fn connect_first(&mut self) -> Vec<Effect> {
        self.notice = Some("Connecting to AWS. Nothing was sent; your answers are kept.".to_owned());
        self.connect()
    }

    pub(super) fn on_connected(&mut self, answer: Result<SessionInfo, ServiceError>) -> Vec<Effect> {
        match answer {
            Ok(session) => self.connected(session),
            Err(error) => self.not_connected(error),
        }
    }

    fn connected(&mut self, session: SessionInfo) -> Vec<Effect> {
        self.link = Link::Up;
        let again = self.session.replace(session).is_some();
        if again {
            self.forget_what_was_read();
        }
        let mut effects = self.identify();
        effects.extend(self.then_choose.take().map(|id| self.choose(id)).unwrap_or_default());
        self.leave_pool_of_another_region();
        if let Screen::Changes(page) = &mut self.screen
            && page.failure.take().is_some()
        {
            self.notice = Some("Connected to AWS. Read Region and account on this page, then save.".to_owned());
        }
        let failed_before = matches!(&self.screen, Screen::Review(page) if page.failure.is_some());
        if failed_before {
            self.screen = Screen::Review(ReviewPage::default());
            self.notice = Some("Connected to AWS. Read Region and account on this page, then create.".to_owned());
        }
        effects.extend(self.open_what_was_named());
        effects.extend(self.read_chosen_pool());
        if matches!(self.screen, Screen::Pools) {
            effects.extend(self.load_pools());
        }
        if matches!(self.screen, Screen::Unknown(_)) {
            effects.extend(self.look());
        }
        effects.extend(self.client_in_new_session());
        effects.extend(self.delete_in_new_session());
        effects.extend(self.secrets_in_new_session());
        effects.extend(self.review_changed());
        effects
    }

    /// A pool that was named at the start and is elsewhere cannot be read here: its ID goes into
    /// the field where it can be mended.
    fn leave_pool_of_another_region(&mut self) {
        let Some(id) = self.pool.as_ref().map(|pool| pool.id.clone()) else { return };
        if let Some(error) = self.wrong_region(&id)
            && matches!(self.screen, Screen::Clients | Screen::Step | Screen::Review(_) | Screen::Client(_))
            && !self.is_editing()
        {
            self.pool = None;
            self.show(Screen::Pools, false);
            self.pools.focus = PoolFocus::Id;
            self.pools.id = Editor::new(id.to_string());
            self.pools.id_error = Some(error);
        }
    }

    /// Another session may be another account: nothing that was read in the one before holds.
    fn forget_what_was_read(&mut self) {
        self.pools.details.clear();
        self.pools.listing = Listing::NotYet;
        if let Some(pool) = &mut self.pool {
            pool.forget();
        }
        if let Screen::Client(page) = &mut self.screen {
            page.forget();
        }
    }

    /// The pool list shows it in full; a step and Review stay where they are.
    fn not_connected(&mut self, error: ServiceError) -> Vec<Effect> {
        self.link = Link::Down;
        match &mut self.screen {
            Screen::Review(page) => {
                page.failure = Some(Box::new(error.clone()));
                self.notice = None;
                drop(self.review_changed());
            }
            Screen::Step => self.notice = Some(format!("{} {}", error.sentence, error.advice)),
            Screen::Unknown(page) => page.look = Look::Failed(Box::new(error.clone())),
            Screen::Changes(page) => {
                page.failure = Some(Box::new(error.clone()));
                self.notice = None;
                drop(self.review_changed());
            }
            Screen::Client(_) => self.client_without_session(error.clone()),
            Screen::Delete(_) => drop(self.delete_without_session(error.clone())),
            Screen::Secrets(_) => drop(self.secrets_without_session(error.clone())),
            Screen::Clients | Screen::Resume(_) | Screen::Pools | Screen::Creating(_) | Screen::Created(_) => {}
        }
        // The list of app clients waits for the session, wherever the user is.
        if let Some(pool) = self.pool.as_mut().filter(|pool| matches!(pool.clients.listing, Listing::NotYet)) {
            pool.clients.fail(error.clone());
        }
        self.pools.fail(error);
        Vec::new()
    }

    /// Why there is no session, for Review.
    pub(super) fn connect_failure(&self) -> Option<Box<ServiceError>> {
        match &self.pools.listing {
            Listing::Failed(error) if self.session.is_none() => Some(error.clone()),
            Listing::Failed(_) | Listing::NotYet | Listing::Loading(_) | Listing::Busy(..) | Listing::Complete => None,
        }
    }

    /// Credentials that were refused are of no use for the next call either.
    pub(super) fn note_refused_credentials(&mut self, error: &ServiceError) {
        if matches!(error.kind, ErrorKind::NoCredentials | ErrorKind::Expired) && self.link == Link::Up {
            self.link = Link::Down;
        }
    }

    /// Says so if the account is not the one of before.
    pub(super) fn note_other_account(&mut self) {
        let Account::Known(now) = &self.account else { return };
        if let Some(before) = self.account_before.take().filter(|before| *before != now.account) {
            self.notice = Some(format!("The account is another one now: {}, before it was {before}.", now.account));
        }
    }

    /// Who makes the calls and for how long: `AdminSSO, 41 minutes left`.
    #[must_use]
    pub fn caller(&self) -> String {
        let left = self.credentials_end.and_then(|end| end.checked_sub(self.now));
        let left = left.map(|time| {
            let minutes = usize::try_from(time.as_secs() / 60).unwrap_or(usize::MAX);
            format!(", {} left", text::count(minutes, "minute"))
        });
        match &self.account {
            Account::Known(identity) => format!("{}{}", identity.role, left.unwrap_or_default()),
            Account::Asking(_) | Account::NotKnown => "account not known".to_owned(),
        }
    }

    pub(super) fn identify(&mut self) -> Vec<Effect> {
        let ticket = self.ticket();
        if let Account::Known(identity) = &self.account {
            self.account_before = Some(identity.account.clone());
        }
        self.account = Account::Asking(Some(ticket));
        vec![Effect::Identify(ticket)]
    }

    pub(super) fn on_identified(&mut self, ticket: Ticket, answer: Result<Identity, ServiceError>) -> Vec<Effect> {
        if !matches!(self.account, Account::Asking(Some(pending)) if pending == ticket) {
            return Vec::new();
        }
        let expires_in = answer.as_ref().ok().and_then(|identity| identity.expires_in);
        self.credentials_end = expires_in.map(|time| self.now + time);
        self.account = answer.map_or(Account::NotKnown, Account::Known);
        self.note_other_account();
        let mut effects = self.recall_pool();
        effects.extend(self.review_changed());
        effects
    }
}
