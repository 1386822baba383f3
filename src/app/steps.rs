//! What the keys do on a step of the wizard.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use tui_input::{Input as Editor, InputRequest};

use crate::app::{Effect, KeyPress, Link, Model, ReviewPage, Screen, Verb};
use crate::app_client::{AppType, Attribute, AttributeChoice, Column, FieldId, SecretChoice};
use crate::keys::{Action, Key};
use crate::text;
use crate::wizard::STEPS;
use crate::wizard::form::{Button, Focus};
use crate::wizard::matrix::{MatrixState, Shortcut};

/// Rows that `PgUp` and `PgDn` move by.
const PAGE: isize = 8;

impl Model {
    pub(super) fn act_in_step(&mut self, action: Action, key: Key, press: KeyPress) -> Vec<Effect> {
        if self.form.filtering && matches!(action, Action::Accept | Action::Back | Action::Next | Action::Down) {
            self.form.filtering = false;
            if action == Action::Back {
                self.form.matrix.filter.clear();
            }
            return Vec::new();
        }
        match action {
            Action::Next => self.form.focus_next(&mut self.draft),
            Action::Previous => self.form.focus_previous(&mut self.draft),
            Action::Up => self.move_in_step(-1),
            Action::Down => self.move_in_step(1),
            Action::Left => self.move_across(-1),
            Action::Right => self.move_across(1),
            Action::Toggle | Action::Pick => return self.pick(key),
            Action::Accept => return self.accept(press),
            Action::NextStep => return self.next_step(false),
            Action::PreviousStep => return self.previous_step(),
            Action::Review => return self.go_to_review(false),
            Action::Repair => self.apply_repair(),
            Action::Refresh => return self.read_chosen_pool(),
            Action::Preset => return self.pick_preset(),
            Action::Undo if self.can_undo_type() => self.undo_type(),
            Action::Filter => self.form.filtering = true,
            Action::Back => return self.back_in_step(),
            Action::Quit => return self.cancel(),
            Action::PageUp => self.matrix_rows(-PAGE),
            Action::PageDown => self.matrix_rows(PAGE),
            Action::First => self.matrix_rows(isize::MIN),
            Action::Last => self.matrix_rows(isize::MAX),
            _ => {
                self.act_on_matrix(action);
                self.field_changed();
            }
        }
        Vec::new()
    }

    fn act_on_matrix(&mut self, action: Action) {
        let shortcut = match action {
            Action::Profile => Shortcut::Scope(0),
            Action::Email => Shortcut::Scope(1),
            Action::Phone => Shortcut::Scope(2),
            Action::Address => Shortcut::Scope(3),
            Action::All => Shortcut::All,
            Action::ReadColumn => return self.with_matrix(|m, choice, all| m.toggle_column(choice, all, Column::Read)),
            Action::WriteColumn => {
                return self.with_matrix(|m, choice, all| m.toggle_column(choice, all, Column::Write));
            }
            Action::Undo => return self.with_matrix(|m, choice, _| m.undo(choice)),
            _ => return,
        };
        self.with_matrix(|m, choice, all| m.toggle_shortcut(choice, all, shortcut));
    }

    /// Runs `change` on the matrix with the pool's schema; nothing happens while it is not known.
    fn with_matrix(&mut self, change: impl FnOnce(&mut MatrixState, &mut AttributeChoice, &[Attribute])) {
        self.with_form(|form, draft, context| {
            if let Some(pool) = context.pool {
                change(&mut form.matrix, &mut draft.attributes, &pool.attributes);
            }
        });
    }

    fn matrix_rows(&mut self, delta: isize) {
        self.with_matrix(|m, _, all| m.move_by(all, delta));
    }

    pub(super) fn edit_matrix_filter(&mut self, request: InputRequest) -> Vec<Effect> {
        let mut editor = Editor::new(self.form.matrix.filter.clone());
        text::edit(&mut editor, request);
        editor.value().clone_into(&mut self.form.matrix.filter);
        self.form.matrix.row = 0;
        Vec::new()
    }

    /// Up and Down: inside a list while there is room, else to the question above or below.
    fn move_in_step(&mut self, delta: isize) {
        let (type_before, secret_before) = (self.draft.app_type, self.draft.secret());
        let moved = match self.form.focus() {
            Focus::Field(FieldId::AttributePermissions) => {
                self.matrix_rows(delta);
                true
            }
            Focus::Field(_) => self.with_form(|form, draft, context| form.move_option(delta, draft, context)),
            Focus::Button(_) => false,
        };
        let in_choice = self.form.field().is_some_and(|f| matches!(f.input, crate::wizard::Input::Choice(_)));
        if moved && in_choice {
            self.field_changed();
        }
        if !moved && !in_choice {
            if delta < 0 {
                self.form.focus_previous(&mut self.draft);
            } else {
                self.form.focus_next(&mut self.draft);
            }
        }
        self.note_type_change(type_before, secret_before);
    }

    fn move_across(&mut self, delta: isize) {
        match self.form.focus() {
            Focus::Field(_) => self.form.matrix.on_write = delta > 0,
            Focus::Button(_) => self.form.move_button(delta),
        }
    }

    fn pick(&mut self, key: Key) -> Vec<Effect> {
        if self.form.focus() == Focus::Field(FieldId::AttributePermissions) {
            let mut refused = None;
            self.with_matrix(|m, choice, all| refused = m.toggle(choice, all).err());
            self.notice = refused;
            self.field_changed();
            return Vec::new();
        }
        let (type_before, secret_before) = (self.draft.app_type, self.draft.secret());
        self.with_form(|form, draft, context| match Self::digit(key) {
            Some(n) => form.pick(n, draft, context),
            None => form.toggle(draft, context),
        });
        self.field_changed();
        self.note_type_change(type_before, secret_before);
        Vec::new()
    }

    /// Says in one line what another app type changed of what was seen already, and that `u` takes
    /// it back.
    fn note_type_change(&mut self, before: AppType, secret_before: SecretChoice) {
        if self.draft.app_type == before {
            return;
        }
        self.type_before = Some(before);
        self.before_preset = None;
        let secret = self.draft.secret();
        let seen = crate::wizard::find(FieldId::ClientSecret).is_some_and(|(step, _)| self.form.was_visited(step));
        self.notice = match self.draft.picked_secret {
            _ if !seen => None,
            Some(_) => Some(format!("The client secret stays as you chose it: {}.  u undo", secret.label())),
            None if secret == secret_before => None,
            None => Some(format!("1 setting changed: client secret, now: {}.  u undo", secret.label())),
        };
    }

    /// The app type has the focus and was another one before.
    pub(super) fn can_undo_type(&self) -> bool {
        let here = matches!(self.screen, Screen::Step) && self.form.focus() == Focus::Field(FieldId::AppType);
        here && (self.type_before.is_some() || self.before_preset.is_some())
    }

    fn undo_type(&mut self) {
        self.undo_preset();
        if let Some(before) = self.type_before.take() {
            self.draft.app_type = before;
        }
    }

    fn apply_repair(&mut self) {
        if let Some(repair) = self.repair() {
            self.form.replace(repair.field, &repair.text, &mut self.draft);
            self.field_changed();
        }
    }

    fn accept(&mut self, press: KeyPress) -> Vec<Effect> {
        match self.form.focus() {
            Focus::Field(_) if !self.form.on_last_field(&self.draft) => {
                self.form.focus_next(&mut self.draft);
                Vec::new()
            }
            _ if press.burst => self.say("Press Enter again to go on."),
            Focus::Field(_) | Focus::Button(Button::Next) => self.next_step(true),
            Focus::Button(Button::Previous) => self.previous_step(),
            Focus::Button(Button::Review) => self.go_to_review(true),
            Focus::Button(Button::Cancel) if self.is_editing() => self.leave_edit(),
            Focus::Button(Button::Cancel) => self.cancel(),
        }
    }

    /// The next step. Over errors the first try goes to the first of them, the second goes on.
    fn next_step(&mut self, by_enter: bool) -> Vec<Effect> {
        self.form.leave(&mut self.draft);
        let errors = self.errors_here();
        if let Some(first) = errors.first()
            && self.form.refuse_once()
        {
            self.form.leave_all();
            self.form.refocus(first.field, &self.draft);
            return Vec::new();
        }
        let next = self.form.step_number() + 1;
        if self.back_to_review || next >= STEPS.len() {
            return self.go_to_review(by_enter);
        }
        self.form.enter(next, &self.draft);
        self.show(Screen::Step, by_enter);
        Vec::new()
    }

    /// If Next brings back to Review.
    #[must_use]
    pub const fn returns_to_review(&self) -> bool {
        self.back_to_review
    }

    pub(super) fn previous_step(&mut self) -> Vec<Effect> {
        self.form.leave(&mut self.draft);
        self.back_to_review = false;
        match self.form.step_number().checked_sub(1) {
            Some(previous) => {
                self.form.enter(previous, &self.draft);
                self.show(Screen::Step, false);
                Vec::new()
            }
            None => self.leave_first_step(),
        }
    }

    /// From the first step back to where the wizard was started.
    fn leave_first_step(&mut self) -> Vec<Effect> {
        if self.is_editing() {
            return self.leave_edit();
        }
        if self.start.verb == Verb::Create || self.pool.is_none() {
            return self.back_to_pools();
        }
        self.go_to_clients()
    }

    /// Back to the list of pools, which is loaded if a pool was named at the start.
    pub(super) fn back_to_pools(&mut self) -> Vec<Effect> {
        self.show(Screen::Pools, false);
        let not_listed = matches!(self.pools.listing, crate::app::Listing::NotYet);
        if not_listed && self.link == Link::Up { self.load_pools() } else { Vec::new() }
    }

    fn back_in_step(&mut self) -> Vec<Effect> {
        if self.on_permissions() && !self.form.matrix.filter.is_empty() {
            self.form.matrix.filter.clear();
            return Vec::new();
        }
        self.previous_step()
    }

    pub(super) fn go_to_review(&mut self, by_enter: bool) -> Vec<Effect> {
        self.form.leave(&mut self.draft);
        self.form.leave_everything();
        self.back_to_review = false;
        if self.is_editing() {
            return self.go_to_changes(by_enter);
        }
        self.show(Screen::Review(ReviewPage { failure: self.connect_failure(), ..ReviewPage::default() }), by_enter);
        Vec::new()
    }

    /// Opens a step from Review; Next brings back.
    pub(super) fn edit_section(&mut self, step: usize) {
        self.form.enter(step, &self.draft);
        self.back_to_review = true;
        self.show(Screen::Step, false);
    }

    /// Goes to a field from Review; Next brings back.
    pub(super) fn edit_field(&mut self, id: FieldId, by_enter: bool) {
        self.form.go_to(id, &self.draft);
        self.back_to_review = true;
        self.show(Screen::Step, by_enter);
    }
}
