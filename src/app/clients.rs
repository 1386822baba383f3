//! The app clients of the chosen pool: the list, its filter.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use std::time::Duration;

use tui_input::{Input as Editor, InputRequest};

use crate::app::{Effect, KeyPress, Model, Screen, Then, Verb};
use crate::cognito::ServiceError;
use crate::keys::Action;

/// What has the focus on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClientFocus {
    /// The rows.
    #[default]
    List,
    /// The filter.
    Filter,
}

/// The page's state; the rows are those of the chosen pool.
#[derive(Default)]
pub struct ClientsPage {
    /// The filter.
    pub filter: Editor,
    /// What has the focus.
    pub focus: ClientFocus,
    pub(super) selected: usize,
}

impl Model {
    /// The page of a pool that was named at the start.
    pub(super) fn first_page(&self) -> Screen {
        match &self.start.verb {
            Verb::Create => Screen::Step,
            Verb::Home | Verb::List | Verb::Show(_) | Verb::Edit(_) | Verb::Delete(_) => Screen::Clients,
        }
    }

    pub(super) fn act_in_clients(&mut self, action: Action, press: KeyPress) -> Vec<Effect> {
        match action {
            Action::NewClient => self.begin_new(),
            Action::Accept if !press.burst => self.open_client(Then::Show),
            Action::EditClient => self.open_client(Then::Edit),
            Action::CopyClient => self.open_client(Then::Copy),
            Action::Quit => self.cancel(),
            _ => Vec::new(),
        }
    }

    /// Starts the wizard for a new app client.
    fn begin_new(&mut self) -> Vec<Effect> {
        self.form.enter(0, &self.draft);
        self.show(Screen::Step, true);
        Vec::new()
    }

    /// Opens the highlighted client.
    fn open_client(&mut self, then: Then) -> Vec<Effect> {
        let row = self.pool.as_ref().and_then(|pool| pool.clients.get(self.clients.selected));
        match row.map(|row| row.id.clone()) {
            Some(id) => self.read_client(id, then),
            None => Vec::new(),
        }
    }

    pub(super) fn edit_client_filter(&mut self, request: InputRequest) -> Vec<Effect> {
        crate::text::edit(&mut self.clients.filter, request);
        Vec::new()
    }

    pub(super) fn paste_in_clients(&mut self, _pasted: &str) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn clients_failure(&self) -> Option<&ServiceError> {
        None
    }

    pub(super) fn next_tick_of_clients(&self) -> Option<Duration> {
        None
    }

    pub(super) fn tick_clients(&mut self) -> Vec<Effect> {
        Vec::new()
    }
}
