//! From a key to what it does: which place has the focus, which actions are possible there.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use crate::app::{ClientFocus, Effect, HelpView, KeyPress, Model, Move, Overlay, PoolFocus, Screen, context_of};
use crate::app_client::{FieldId, Problem, Repair, Severity};
use crate::keys::{self, Action, Key, Place};
use crate::text;
use crate::wizard::Input;
use crate::wizard::form::Focus;

impl Model {
    /// What has the focus.
    #[must_use]
    pub fn place(&self) -> Place {
        match &self.overlay {
            Some(Overlay::Help(_)) => return Place::Help,
            Some(Overlay::Dialog(_)) => return Place::Dialog,
            Some(Overlay::SavePath(_)) => return Place::SavePath,
            Some(Overlay::Picker(_)) => return Place::Picker,
            None if self.panel.focused && self.panel_is_shown() => return Place::Help,
            None => {}
        }
        self.place_below_help()
    }

    /// The same, without what lies over the page.
    pub(super) fn place_below_help(&self) -> Place {
        if let Some(hash) = &self.hash {
            return hash.place();
        }
        if self.preview.is_some() {
            return Place::Preview;
        }
        match &self.screen {
            Screen::Pools => match self.pools.focus {
                PoolFocus::List => Place::PoolList,
                PoolFocus::Filter => Place::PoolFilter,
                PoolFocus::Id => Place::PoolId,
            },
            Screen::Step if self.form.filtering => Place::MatrixFilter,
            Screen::Step => match self.form.field().map(|field| &field.input) {
                Some(Input::Text(_)) => Place::Text,
                Some(Input::Choice(_)) => Place::Choice,
                Some(Input::Toggles(_)) => Place::Toggles,
                Some(Input::Matrix) => Place::Matrix,
                None => Place::Buttons,
            },
            Screen::Clients => match self.clients.focus {
                ClientFocus::List => Place::ClientList,
                ClientFocus::Filter => Place::ClientFilter,
                ClientFocus::Id => Place::ClientId,
            },
            Screen::Client(_) => Place::Client,
            Screen::Changes(_) => Place::Changes,
            Screen::Delete(page) => page.place(),
            Screen::Secrets(page) => page.place(),
            Screen::Resume(_) => Place::Resume,
            Screen::Review(_) => Place::Review,
            Screen::Creating(_) => Place::Creating,
            Screen::Created(_) => Place::Created,
            Screen::Unknown(_) => Place::Unknown,
        }
    }

    /// If an action that is bound here would do anything now: the footer lists only such.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Preview => self.can_preview(),
            _ if self.preview.is_some() && !self.is_asking() => self.offers_in_preview(action),
            Action::Repair => self.repair().is_some() || self.region_repair().is_some(),
            Action::SwitchProfile => self.can_switch(Move::SwitchProfile),
            Action::SwitchRegion => self.can_switch(Move::SwitchRegion),
            _ if matches!(self.screen, Screen::Clients) && !self.is_asking() => self.offers_in_clients(action),
            _ if self.is_on_client_pages() && !self.is_asking() => self.offers_on_client_pages(action),
            Action::ShowSecret | Action::CopySecret | Action::SaveSecret => self.has_secret(),
            Action::CopyError => self.error_to_copy().is_some() || self.candidate_under_cursor().is_some(),
            Action::MoveToHelp => self.panel_is_shown(),
            Action::Undo => (self.on_permissions() && self.form.matrix.can_undo()) || self.can_undo_type(),
            Action::Preset => self.can_choose_preset(),
            Action::Refresh => self.can_refresh(),
            Action::ListClients => self.offers_list(),
            Action::Next | Action::Previous if self.place() == Place::Review => !self.review_problems().is_empty(),
            Action::Accept
            | Action::Next
            | Action::Previous
            | Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
            | Action::Toggle
            | Action::Pick
            | Action::Filter
            | Action::TypePoolId
            | Action::TypeClientId
            | Action::NextStep
            | Action::PreviousStep
            | Action::Review
            | Action::ReadColumn
            | Action::WriteColumn
            | Action::Profile
            | Action::Email
            | Action::Phone
            | Action::Address
            | Action::All
            | Action::CopyId
            | Action::CopyPoolId
            | Action::CreateAnother
            | Action::NewClient
            | Action::EditClient
            | Action::CopyClient
            | Action::DeleteClient
            | Action::Secrets
            | Action::ShowAll
            | Action::SaveSettings
            | Action::ApiNames
            | Action::SecretHash
            | Action::CopyHash
            | Action::CopyCode
            | Action::SaveCode
            | Action::Help
            | Action::Back
            | Action::Quit
            | Action::Cancel
            | Action::Redraw
            | Action::Suspend => true,
        }
    }

    /// Something lies over the page that has keys of its own, not the page's.
    const fn is_asking(&self) -> bool {
        matches!(self.overlay, Some(Overlay::Dialog(_) | Overlay::SavePath(_) | Overlay::Picker(_)))
    }

    /// The repair that F4 would apply: of the focused field first, else the step's first.
    #[must_use]
    pub fn repair(&self) -> Option<Repair> {
        if !matches!(self.screen, Screen::Step) || self.overlay.is_some() {
            return None;
        }
        let problems = self.said_here();
        let focused = |problem: &&Problem| self.form.focus() == Focus::Field(problem.field);
        let with_repair = || problems.iter().filter(|problem| problem.repair.is_some());
        with_repair().find(focused).or_else(|| with_repair().next()).and_then(|problem| problem.repair.clone())
    }

    /// Problems of the step's fields that may be said now.
    #[must_use]
    pub fn said_here(&self) -> Vec<Problem> {
        let here = |id: FieldId| self.form.step().fields.iter().any(|field| field.id == id);
        let mut problems = self.problems();
        problems.retain(|problem| here(problem.field) && self.form.may_say(problem));
        problems
    }

    /// Errors among them, said or not.
    pub(super) fn errors_here(&self) -> Vec<Problem> {
        let here = |id: FieldId| self.form.step().fields.iter().any(|field| field.id == id);
        let mut problems = self.problems();
        problems.retain(|problem| here(problem.field) && problem.severity == Severity::Error);
        problems
    }

    pub(super) fn on_key(&mut self, press: KeyPress) -> Vec<Effect> {
        let Some(key) = Key::from_event(press.event) else { return Vec::new() };
        if key == Key::ENTER {
            self.page.note_enter(press.at);
        }
        self.notice = None;
        let scroll = self.scroll.take();
        let place = self.place();
        if place.is_text()
            && let Some(request) = keys::edit_request(key)
        {
            return self.on_edit(place, request);
        }
        let action = keys::bound(place, key).map(|b| b.action).find(|action| self.offers(*action));
        if let Some(action @ (Action::PageUp | Action::PageDown)) = action
            && (place.scrolls_by_page() || self.lists_nothing())
        {
            return self.scroll_page(action);
        }
        if action == Some(Action::Preview) && self.preview.is_none() {
            self.open_preview(scroll);
            return Vec::new();
        }
        let (help, is_covered) = (self.help_text(), self.preview.is_some());
        let effects = action.map_or_else(Vec::new, |action| self.act(action, key, press));
        // Another field's help starts at its top.
        if self.help_text() != help && is_covered == self.preview.is_some() {
            self.panel = HelpView::default();
        }
        effects
    }

    /// The list has no row to move to; what it says instead may be long.
    fn lists_nothing(&self) -> bool {
        let is_empty = match &self.screen {
            Screen::Pools => self.pools.highlighted().is_none(),
            Screen::Clients => self.client_list().is_none_or(|list| list.shown() == 0),
            _ => false,
        };
        self.overlay.is_none() && is_empty
    }

    /// What works on every page, then what the page does.
    fn act(&mut self, action: Action, key: Key, press: KeyPress) -> Vec<Effect> {
        match action {
            Action::Redraw => return vec![Effect::Redraw],
            Action::Suspend => {
                self.hide_secret();
                return vec![Effect::Suspend];
            }
            Action::Cancel => return self.interrupt(press),
            _ if self.place() == Place::Help => return self.act_in_help(action),
            Action::Help => return self.toggle_help(),
            Action::MoveToHelp => {
                self.panel.focused = true;
                return Vec::new();
            }
            _ => {}
        }
        match &self.overlay {
            Some(Overlay::Dialog(_)) => return self.act_in_dialog(action, press),
            Some(Overlay::SavePath(_)) => return self.act_in_save_path(action, press),
            Some(Overlay::Picker(_)) => return self.act_in_picker(action),
            Some(Overlay::Help(_)) | None => {}
        }
        if self.hash.is_some() {
            return self.act_in_hash(action, press);
        }
        if self.preview.is_some() {
            return self.act_in_preview(action, key, press);
        }
        let is_read_only = matches!(self.screen, Screen::Creating(_) | Screen::Created(_))
            || matches!(
                (&self.screen, action),
                (Screen::Unknown(_) | Screen::Resume(_), Action::PageUp | Action::PageDown)
            );
        if is_read_only && self.scrolled(action) {
            return Vec::new();
        }
        match &self.screen {
            Screen::Resume(_) => self.act_in_resume(action, key, press),
            Screen::Pools => self.act_in_pools(action, press),
            Screen::Clients => self.act_in_clients(action, press),
            Screen::Client(_) => self.act_in_client(action, press),
            Screen::Changes(_) => self.act_in_changes(action, key, press),
            Screen::Delete(_) => self.act_in_delete(action, press),
            Screen::Secrets(_) => self.act_in_secrets(action, key, press),
            Screen::Step => self.act_in_step(action, key, press),
            Screen::Review(_) => self.act_in_review(action, key, press),
            Screen::Creating(_) => Vec::new(),
            Screen::Created(_) => self.act_in_created(action, press),
            Screen::Unknown(_) => self.act_in_unknown(action, key, press),
        }
    }

    fn on_edit(&mut self, place: Place, request: tui_input::InputRequest) -> Vec<Effect> {
        match place {
            Place::PoolFilter | Place::PoolId => self.edit_pools(request),
            Place::SavePath => self.edit_save_path(request),
            Place::ClientFilter | Place::ClientId => self.edit_client_filter(request),
            Place::Delete => self.edit_delete(request),
            Place::SecretText => self.edit_secrets(request),
            Place::Picker => self.edit_picker(request),
            Place::MatrixFilter => self.edit_matrix_filter(request),
            _ => {
                self.form.edit(request, &mut self.draft);
                self.field_changed();
                Vec::new()
            }
        }
    }

    pub(super) fn on_paste(&mut self, pasted: &str) -> Vec<Effect> {
        self.notice = None;
        match self.place() {
            Place::Text => {
                self.form.paste(pasted, &mut self.draft);
                self.field_changed();
                Vec::new()
            }
            Place::PoolList | Place::PoolFilter | Place::PoolId => self.paste_in_pools(pasted),
            Place::ClientList | Place::ClientFilter | Place::ClientId => self.paste_in_clients(pasted),
            place @ (Place::Delete | Place::SecretText | Place::SavePath | Place::Picker | Place::MatrixFilter) => {
                let line = text::typed(pasted);
                let each = line.chars().map(tui_input::InputRequest::InsertChar);
                each.flat_map(|request| self.on_edit(place, request)).collect()
            }
            _ => self.say("Nothing was pasted: the focus is not on a text field."),
        }
    }

    /// What the service said against a field was about another value: of it, or of its neighbours,
    /// with which it is judged (an access token against a refresh token).
    pub(super) fn field_changed(&mut self) {
        let here = self.form.step();
        // Undo would take this back, too.
        let is_of_step_1 = |id| matches!(id, FieldId::AppType | FieldId::ClientName);
        if !self.form.field().is_some_and(|field| is_of_step_1(field.id)) {
            self.before_preset = None;
        }
        self.refusal.take_if(|problem| here.fields.iter().any(|field| field.id == problem.field));
    }

    /// The step with the matrix is on the screen.
    pub(super) fn on_permissions(&self) -> bool {
        let has_matrix = |step: &crate::wizard::Step| step.fields.iter().any(|f| matches!(f.input, Input::Matrix));
        matches!(self.screen, Screen::Step) && has_matrix(self.form.step())
    }

    /// Digit keys as option numbers from 0.
    pub(super) fn digit(key: Key) -> Option<usize> {
        match key {
            Key::Char(c) => c.to_digit(10).and_then(|n| usize::try_from(n).ok()).and_then(|n| n.checked_sub(1)),
            Key::Ctrl(_) | Key::Code(_) => None,
        }
    }

    /// Runs `change` on form and draft, with the pool to look at.
    pub(super) fn with_form<T>(
        &mut self,
        change: impl FnOnce(&mut crate::wizard::form::Form, &mut crate::app_client::Draft, &crate::app_client::Context) -> T,
    ) -> T {
        let context = context_of(self.pool.as_ref());
        change(&mut self.form, &mut self.draft, &context)
    }
}
