//! Select a user pool: the list, its filter, the field for a typed ID.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use std::collections::BTreeMap;
use std::time::Duration;

use tui_input::{Input as Editor, InputRequest};

use crate::app::paging::Paging;
use crate::app::retry::Retry;
use crate::app::{Account, Detail, Effect, KeyPress, Link, Model, Screen};
use crate::app_client::{PoolSummary, UserPoolId};
use crate::cognito::{ErrorKind, ServiceError, Target};
use crate::keys::Action;
use crate::text;

/// How far the list of pools is.
pub enum Listing {
    /// Not asked yet: the Region is not known.
    NotYet,
    /// Pages are coming.
    Loading(Paging),
    /// The service is too busy; the next page is asked for again in a while.
    Busy(Paging, Box<ServiceError>),
    /// All pages are here.
    Complete,
    /// It failed, perhaps after some pages.
    Failed(Box<ServiceError>),
}

/// What has the focus on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PoolFocus {
    /// The rows.
    #[default]
    List,
    /// The filter.
    Filter,
    /// The field for an ID.
    Id,
}

/// What is wrong with a typed pool ID.
pub struct IdError {
    /// The sentence.
    pub text: String,
    /// The Region that the ID names, if F4 can go there.
    pub region: Option<String>,
}

/// The page's state.
pub struct PoolsPage {
    /// All rows so far, in the service's order.
    pub list: Vec<PoolSummary>,
    /// How far the list is.
    pub listing: Listing,
    /// What was read of single pools.
    pub details: BTreeMap<UserPoolId, Detail>,
    /// The filter.
    pub filter: Editor,
    /// The typed ID.
    pub id: Editor,
    /// What is wrong with it.
    pub id_error: Option<IdError>,
    /// What has the focus.
    pub focus: PoolFocus,
    pub(super) selected: usize,
    pub(super) rested_at: Duration,
    /// The pool that gets the cursor once it is there, until the user moves it.
    preferred: Option<UserPoolId>,
    /// The pool last used here.
    pub last_used: Option<UserPoolId>,
    /// Since when the list is being read.
    pub since: Duration,
    /// When it is asked for again.
    pub retry: Retry,
}

impl Default for PoolsPage {
    fn default() -> Self {
        Self {
            list: Vec::new(),
            listing: Listing::NotYet,
            details: BTreeMap::new(),
            filter: Editor::default(),
            id: Editor::default(),
            id_error: None,
            focus: PoolFocus::List,
            selected: 0,
            rested_at: Duration::ZERO,
            preferred: None,
            last_used: None,
            since: Duration::ZERO,
            retry: Retry::default(),
        }
    }
}

impl PoolsPage {
    /// The rows that pass the filter (name or ID holds it, case aside).
    #[must_use]
    pub fn visible(&self) -> Vec<&PoolSummary> {
        let filter = self.filter.value().to_lowercase();
        let passes = |row: &&PoolSummary| {
            row.name.to_lowercase().contains(&filter) || row.id.as_str().to_lowercase().contains(&filter)
        };
        self.list.iter().filter(passes).collect()
    }

    /// Number of the highlighted row among the visible ones.
    #[must_use]
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The highlighted row.
    #[must_use]
    pub fn highlighted(&self) -> Option<&PoolSummary> {
        self.visible().get(self.selected).copied()
    }

    /// True if the list could not be read.
    #[must_use]
    pub const fn has_failed(&self) -> bool {
        matches!(self.listing, Listing::Failed(_))
    }

    pub(super) fn fail(&mut self, error: ServiceError) {
        if error.kind == ErrorKind::Denied {
            self.focus = PoolFocus::Id;
        }
        self.listing = Listing::Failed(Box::new(error));
    }

    /// `at`, if the highlighted pool was not described yet.
    pub(super) fn wants_detail(&self, at: Duration) -> Option<Duration> {
        let row = self.highlighted()?;
        (!self.details.contains_key(&row.id)).then_some(at)
    }

    /// Puts the cursor on that pool when it is there.
    pub(super) fn prefer(&mut self, id: UserPoolId, now: Duration) {
        self.last_used = Some(id.clone());
        if self.selected == 0 && self.filter.value().is_empty() {
            self.preferred = Some(id);
            self.find_preferred(now);
        }
    }

    pub(super) fn find_preferred(&mut self, now: Duration) {
        let Some(id) = &self.preferred else { return };
        if let Some(at) = self.list.iter().position(|row| row.id == *id) {
            self.selected = at;
            self.rested_at = now;
            self.preferred = None;
        }
    }

    fn move_by(&mut self, delta: isize, now: Duration) {
        self.preferred = None;
        let last = self.visible().len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(delta).min(last);
        self.rested_at = now;
    }
}

/// Rows that `PgUp` and `PgDn` move by.
const PAGE: isize = 10;

impl Model {
    pub(super) fn act_in_pools(&mut self, action: Action, press: KeyPress) -> Vec<Effect> {
        let now = self.now;
        let pools = &mut self.pools;
        match action {
            Action::Up => pools.move_by(-1, now),
            Action::Down => pools.move_by(1, now),
            Action::PageUp => pools.move_by(-PAGE, now),
            Action::PageDown => pools.move_by(PAGE, now),
            Action::First => pools.move_by(isize::MIN, now),
            Action::Last => pools.move_by(isize::MAX, now),
            Action::Filter => pools.focus = PoolFocus::Filter,
            Action::TypePoolId => pools.focus = PoolFocus::Id,
            Action::Next => pools.focus = next_focus(pools.focus),
            Action::Previous => pools.focus = next_focus(next_focus(pools.focus)),
            Action::Refresh => return self.refresh_pools(),
            Action::Repair => return self.go_to_its_region(),
            Action::SwitchRegion => return self.pick_region(),
            Action::SwitchProfile => return self.pick_profile(),
            Action::Back => return self.back_in_pools(),
            Action::Quit => return self.cancel(),
            Action::CopyError => return self.copy_error(),
            Action::Accept => return self.accept_pool(press),
            _ => {}
        }
        Vec::new()
    }

    fn refresh_pools(&mut self) -> Vec<Effect> {
        self.pools.details.clear();
        self.pools.focus = PoolFocus::List;
        if self.pools.retry.take_now() {
            return self.ask_again();
        }
        if self.link == Link::Up {
            let mut effects = self.load_pools();
            // Reading again means everything that is not known.
            if matches!(self.account, Account::NotKnown) {
                effects.extend(self.identify());
            }
            return effects;
        }
        self.pools.listing = Listing::NotYet;
        self.connect()
    }

    fn back_in_pools(&mut self) -> Vec<Effect> {
        if !self.pools.filter.value().is_empty() {
            self.pools.filter.reset();
            self.pools.selected = 0;
        } else if self.pools.focus == PoolFocus::List {
            return if self.stop_asking() { Vec::new() } else { self.cancel() };
        }
        self.pools.focus = PoolFocus::List;
        Vec::new()
    }

    fn accept_pool(&mut self, press: KeyPress) -> Vec<Effect> {
        if self.pools.focus == PoolFocus::Id {
            return self.accept_typed_id();
        }
        match self.pools.highlighted().map(|row| row.id.clone()) {
            Some(_) if press.burst => self.say("Press Enter again to choose this pool."),
            Some(id) => self.choose(id),
            None if self.can_try_again() && !press.burst => self.refresh_pools(),
            None => Vec::new(),
        }
    }

    /// Enter on an empty list reads it again.
    #[must_use]
    pub const fn can_try_again(&self) -> bool {
        matches!(self.pools.listing, Listing::Failed(_) | Listing::Busy(..))
    }

    fn accept_typed_id(&mut self) -> Vec<Effect> {
        match UserPoolId::parse(self.pools.id.value()) {
            Err(error) => self.pools.id_error = Some(IdError { text: error.to_string(), region: None }),
            Ok(id) => match self.wrong_region(&id) {
                Some(error) => self.pools.id_error = Some(error),
                None => return self.choose(id),
            },
        }
        Vec::new()
    }

    /// What to say of a pool of another Region; a request for it would only say "not found".
    pub(super) fn wrong_region(&self, id: &UserPoolId) -> Option<IdError> {
        let here = &self.session.as_ref()?.region;
        let theirs = id.region()?;
        let goes_there = !self.start.demo;
        (theirs != here).then(|| IdError {
            text: format!("This pool is not in {here}. Its ID says {theirs}."),
            region: goes_there.then(|| theirs.to_owned()),
        })
    }

    /// The Region that F4 would go to.
    #[must_use]
    pub fn region_repair(&self) -> Option<&str> {
        let on_field = matches!(self.screen, Screen::Pools) && self.pools.focus == PoolFocus::Id;
        self.pools.id_error.as_ref().filter(|_| on_field && self.overlay.is_none())?.region.as_deref()
    }

    /// Goes to the Region of the typed pool ID, and chooses that pool there.
    fn go_to_its_region(&mut self) -> Vec<Effect> {
        let Some(region) = self.region_repair().map(str::to_owned) else { return Vec::new() };
        self.then_choose = UserPoolId::parse(self.pools.id.value()).ok();
        self.pools.id_error = None;
        self.switch(Target { region: Some(region), ..self.target.clone() })
    }

    pub(super) fn edit_pools(&mut self, request: InputRequest) -> Vec<Effect> {
        if self.pools.focus == PoolFocus::Id {
            text::edit(&mut self.pools.id, request);
            self.pools.id_error = None;
        } else {
            text::edit(&mut self.pools.filter, request);
            self.pools.selected = 0;
            self.pools.preferred = None;
            self.pools.rested_at = self.now;
        }
        Vec::new()
    }

    /// A pasted pool ID selects that pool, wherever the focus is; other text goes into the field.
    pub(super) fn paste_in_pools(&mut self, pasted: &str) -> Vec<Effect> {
        let line = text::typed(pasted);
        if UserPoolId::parse(&line).is_ok() {
            self.pools.focus = PoolFocus::Id;
            self.pools.id = Editor::new(line);
            return self.accept_typed_id();
        }
        if self.pools.focus == PoolFocus::List {
            self.pools.focus = PoolFocus::Filter;
        }
        line.chars().flat_map(|c| self.edit_pools(InputRequest::InsertChar(c))).collect()
    }

    pub(super) fn can_refresh(&self) -> bool {
        match &self.screen {
            Screen::Pools => {
                !matches!(self.pools.listing, Listing::NotYet | Listing::Loading(_)) && self.link != Link::Connecting
            }
            Screen::Step => {
                self.form.step_number() == crate::wizard::STEPS.len() - 1
                    && self.pool.as_ref().is_some_and(|pool| matches!(pool.detail, Detail::Failed(_)))
            }
            Screen::Clients
            | Screen::Client(_)
            | Screen::Changes(_)
            | Screen::Delete(_)
            | Screen::Secrets(_)
            | Screen::Resume(_)
            | Screen::Review(_)
            | Screen::Creating(_)
            | Screen::Created(_)
            | Screen::Unknown(_) => false,
        }
    }
}

const fn next_focus(focus: PoolFocus) -> PoolFocus {
    match focus {
        PoolFocus::List => PoolFocus::Filter,
        PoolFocus::Filter => PoolFocus::Id,
        PoolFocus::Id => PoolFocus::List,
    }
}
