//! The app clients of the chosen pool: the page with the list, its filter, the field for an ID.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use std::ops::Range;

use tui_input::{Input as Editor, InputRequest};

use crate::app::client_list::{ClientEntry, ClientList};
use crate::app::{Effect, KeyPress, Link, Listing, Model, Screen, Then, Verb};
use crate::app_client::{AppClientSummary, Secret, UserPoolId};
use crate::keys::Action;
use crate::text;

/// What has the focus on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClientFocus {
    /// The rows.
    #[default]
    List,
    /// The filter.
    Filter,
    /// The field for an ID.
    Id,
}

/// The page's state; rows, filter and cursor are those of the chosen pool.
#[derive(Default)]
pub struct ClientsPage {
    /// What has the focus.
    pub focus: ClientFocus,
    /// The typed ID.
    pub id: Editor,
    /// It is none.
    pub is_id_wrong: bool,
    /// The answers were left on Review.
    on_review: bool,
}

/// Rows that `PgUp` and `PgDn` move by at least.
const LEAST_PAGE: usize = 4;
/// Longest Client ID of the API model.
const LONGEST_ID: usize = 128;
/// Real IDs have 25 or 26 lower-case letters and digits; a pasted text that looks so is one.
const REAL_ID: Range<usize> = 20..65;

/// Rows of the screen that do not belong to the body, wide and narrow.
const FRAME: (usize, usize) = (6, 3);
/// Lines of the body that are not the list's: title, filter, names of columns; what is known of the
/// highlighted client.
const OTHERS: (usize, usize) = (10, 4);
/// Lines that a failure takes instead, at least.
const FAILURE: usize = 6;
/// Lines of the field for an ID.
const ID_FIELD: usize = 4;

impl Model {
    /// The page of a pool that was named at the start.
    pub(super) fn first_page(&self) -> Screen {
        match &self.start.verb {
            Verb::Create => Screen::Step,
            Verb::Home
            | Verb::List
            | Verb::Show(_)
            | Verb::Edit(_)
            | Verb::Delete(_)
            | Verb::Copy(_)
            | Verb::Secrets(_) => Screen::Clients,
        }
    }

    /// What a verb about one client opens, once.
    pub(super) fn named_at_the_start(verb: &Verb) -> Option<(String, Then)> {
        match verb {
            Verb::Home | Verb::Create | Verb::List => None,
            Verb::Show(id) => Some((id.clone(), Then::Show)),
            Verb::Edit(id) => Some((id.clone(), Then::Edit)),
            Verb::Delete(id) => Some((id.clone(), Then::Delete)),
            Verb::Copy(id) => Some((id.clone(), Then::Copy)),
            Verb::Secrets(id) => Some((id.clone(), Then::Secrets)),
        }
    }

    /// Opens the client that was named on the command line, once there is a session.
    pub(super) fn open_what_was_named(&mut self) -> Vec<Effect> {
        if self.link != Link::Up || !matches!(self.screen, Screen::Clients) {
            return Vec::new();
        }
        self.named.take().map(|(id, then)| self.open_id(id, then)).unwrap_or_default()
    }

    /// The rows of the chosen pool.
    #[must_use]
    pub fn client_list(&self) -> Option<&ClientList> {
        self.pool.as_ref().map(|pool| &pool.clients)
    }

    fn list_mut(&mut self) -> Option<&mut ClientList> {
        self.pool.as_mut().map(|pool| &mut pool.clients)
    }

    /// The entries of the list that are on the screen: these are drawn, and for these the rest is
    /// asked.
    #[must_use]
    pub fn client_window(&self) -> Range<usize> {
        let too_small = self.size.0 < crate::app::LEAST_SIZE.0 || self.size.1 < crate::app::LEAST_SIZE.1;
        let room = if too_small { 0 } else { self.room_for_clients() };
        self.client_list().map(|list| list.window(room)).unwrap_or_default()
    }

    fn room_for_clients(&self) -> usize {
        let narrow = self.is_narrow();
        let pick = |(wide, slim): (usize, usize)| if narrow { slim } else { wide };
        let body = usize::from(self.size.1).saturating_sub(pick(FRAME));
        let failure = if self.clients_failure().is_some() && !narrow { FAILURE } else { 0 };
        let field = if self.clients.focus == ClientFocus::Id { ID_FIELD } else { 0 };
        body.saturating_sub(pick(OTHERS) + failure + field).max(3)
    }

    pub(super) fn act_in_clients(&mut self, action: Action, press: KeyPress) -> Vec<Effect> {
        let page = isize::try_from(self.client_window().len().saturating_sub(1).max(LEAST_PAGE)).unwrap_or(isize::MAX);
        match action {
            Action::Up => self.move_in_clients(-1),
            Action::Down => self.move_in_clients(1),
            Action::PageUp => self.move_in_clients(-page),
            Action::PageDown => self.move_in_clients(page),
            Action::First => self.move_in_clients(isize::MIN),
            Action::Last => self.move_in_clients(isize::MAX),
            Action::Filter => self.clients.focus = ClientFocus::Filter,
            Action::TypeClientId => self.clients.focus = ClientFocus::Id,
            Action::Next => self.clients.focus = next_focus(self.clients.focus),
            Action::Previous => self.clients.focus = next_focus(next_focus(self.clients.focus)),
            Action::Refresh => return self.refresh_clients(),
            Action::SwitchRegion => return self.pick_region(),
            Action::SwitchProfile => return self.pick_profile(),
            Action::NewClient => return self.begin_new(),
            Action::EditClient => return self.open_highlighted(Then::Edit),
            Action::CopyClient => return self.open_highlighted(Then::Copy),
            Action::DeleteClient => return self.open_highlighted(Then::Delete),
            Action::Secrets => return self.open_highlighted(Then::Secrets),
            Action::CopyId => return self.copy_id_or_error(),
            Action::Accept => return self.accept_client(press),
            Action::Back => return self.back_in_clients(),
            Action::Quit => return self.cancel(),
            _ => {}
        }
        Vec::new()
    }

    /// If an action that is bound there would do anything now.
    pub(super) fn offers_in_clients(&self, action: Action) -> bool {
        let on_client = || self.client_list().is_some_and(|list| list.highlighted_client().is_some());
        match action {
            Action::MoveToHelp => self.panel_is_shown(),
            Action::Refresh => self.can_refresh_clients(),
            Action::EditClient | Action::CopyClient | Action::DeleteClient | Action::Secrets => on_client(),
            Action::CopyId => on_client() || self.clients_failure().is_some(),
            _ => true,
        }
    }

    fn can_refresh_clients(&self) -> bool {
        let is_read =
            self.client_list().is_some_and(|list| !matches!(list.listing, Listing::NotYet | Listing::Loading(_)));
        is_read && self.link != Link::Connecting
    }

    fn move_in_clients(&mut self, delta: isize) {
        if let Some(list) = self.list_mut() {
            list.move_by(delta);
        }
    }

    fn back_in_clients(&mut self) -> Vec<Effect> {
        let is_filtered = self.client_list().is_some_and(|list| !list.filter.value().is_empty());
        if self.clients.focus == ClientFocus::List && !is_filtered {
            return if self.stop_listing_clients() { Vec::new() } else { self.back_to_pools() };
        }
        if self.clients.focus != ClientFocus::Id
            && let Some(list) = self.list_mut()
        {
            list.clear_filter();
        }
        self.clients.focus = ClientFocus::List;
        Vec::new()
    }

    fn accept_client(&mut self, press: KeyPress) -> Vec<Effect> {
        if self.clients.focus == ClientFocus::Id {
            return self.accept_typed_client();
        }
        match self.client_list().and_then(ClientList::highlighted) {
            Some(_) if press.burst => self.say("Press Enter again to go on."),
            Some(ClientEntry::Create) => self.begin_new(),
            Some(ClientEntry::Client(_)) => self.open_highlighted(Then::Show),
            None => Vec::new(),
        }
    }

    fn accept_typed_client(&mut self) -> Vec<Effect> {
        let typed = self.clients.id.value().trim().to_owned();
        if is_client_id(&typed) {
            return self.open_id(typed, Then::Show);
        }
        self.clients.is_id_wrong = true;
        Vec::new()
    }

    /// Starts the wizard for a new app client, or goes back to the answers that were left.
    fn begin_new(&mut self) -> Vec<Effect> {
        self.named = None;
        if self.is_editing() {
            self.end_edit();
        }
        if self.draft.is_untouched() {
            self.begin_anew();
            self.offer_attributes();
        } else if std::mem::take(&mut self.clients.on_review) {
            return self.go_to_review(true);
        }
        self.show(Screen::Step, true);
        self.read_chosen_pool()
    }

    /// To the list of app clients; the answers stay.
    pub(super) fn go_to_clients(&mut self) -> Vec<Effect> {
        // A rotation moves the date of the last change.
        if let (Screen::Secrets(page), Some(pool)) = (&self.screen, &mut self.pool) {
            pool.clients.facts.read_again(&page.client.id);
        }
        self.clients.on_review = matches!(self.screen, Screen::Review(_));
        self.clients.focus = ClientFocus::List;
        self.show(Screen::Clients, false);
        if self.link == Link::Up { self.list_clients() } else { Vec::new() }
    }

    fn open_highlighted(&mut self, then: Then) -> Vec<Effect> {
        let id = self.client_list().and_then(ClientList::highlighted_client).map(|client| client.id.clone());
        id.map(|id| self.open_id(id, then)).unwrap_or_default()
    }

    /// Opens a client, listed or not.
    fn open_id(&mut self, id: String, then: Then) -> Vec<Effect> {
        if self.link != Link::Up {
            let mut effects = self.connect();
            effects.extend(self.say("Connecting to AWS. Press the key again when the list is there."));
            return effects;
        }
        self.clients.focus = ClientFocus::List;
        self.note_described();
        self.read_client(id, then)
    }

    fn copy_id_or_error(&mut self) -> Vec<Effect> {
        match self.client_list().and_then(ClientList::highlighted_client).map(|client| client.id.clone()) {
            Some(id) => self.copy("Client ID", Secret::new(id)),
            None => self.copy_error(),
        }
    }

    pub(super) fn edit_client_filter(&mut self, request: InputRequest) -> Vec<Effect> {
        if self.clients.focus == ClientFocus::Id {
            text::edit(&mut self.clients.id, request);
            self.clients.is_id_wrong = false;
        } else if let Some(list) = self.list_mut() {
            list.edit_filter(request);
        }
        Vec::new()
    }

    /// A pasted Client ID opens that client, wherever the focus is; other text goes into the field.
    pub(super) fn paste_in_clients(&mut self, pasted: &str) -> Vec<Effect> {
        let line = text::typed(pasted);
        if self.looks_like_an_id(&line) {
            return self.open_id(line, Then::Show);
        }
        if self.clients.focus == ClientFocus::List {
            self.clients.focus = ClientFocus::Filter;
        }
        line.chars().flat_map(|c| self.edit_client_filter(InputRequest::InsertChar(c))).collect()
    }

    fn looks_like_an_id(&self, line: &str) -> bool {
        let is_real = REAL_ID.contains(&line.len())
            && line.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            && line.chars().any(|c| c.is_ascii_digit());
        is_real || self.client_list().is_some_and(|list| list.rows().iter().any(|row| row.id == line))
    }

    /// A client was made in this run: it is in the list of its pool, and has the cursor there.
    pub(super) fn note_client_made(&mut self, pool: &UserPoolId, id: &str, name: &str) {
        let row = AppClientSummary { id: id.to_owned(), name: name.to_owned() };
        if let Some(pool) = self.pool.as_mut().filter(|chosen| chosen.id == *pool) {
            pool.clients.add(row);
        }
    }

    /// A client was deleted: its row goes, also from pages that are still to come.
    pub fn note_client_gone(&mut self, pool: &UserPoolId, id: &str) {
        if let Some(pool) = self.pool.as_mut().filter(|chosen| chosen.id == *pool) {
            pool.clients.remove(id);
        }
    }
}

/// 1 to 128 of `[\w+]` (API reference, `ClientId`).
#[must_use]
pub fn is_client_id(text: &str) -> bool {
    let is_valid = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '+';
    (1..=LONGEST_ID).contains(&text.len()) && text.chars().all(is_valid)
}

const fn next_focus(focus: ClientFocus) -> ClientFocus {
    match focus {
        ClientFocus::List => ClientFocus::Filter,
        ClientFocus::Filter => ClientFocus::Id,
        ClientFocus::Id => ClientFocus::List,
    }
}
