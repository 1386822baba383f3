//! What the keys do on the page of secrets.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use tui_input::InputRequest;

use crate::app::secrets::{NoRotation, RotationStage, SecretsButton, SecretsFocus};
use crate::app::{DialogKind, Effect, KeyPress, Link, ListFor, Model};
use crate::keys::{Action, Key};
use crate::text;

impl Model {
    pub(in crate::app) fn act_in_secrets(&mut self, action: Action, key: Key, press: KeyPress) -> Vec<Effect> {
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        match action {
            Action::Up if page.focus.is_list() => self.choose_by(-1),
            Action::Down if page.focus.is_list() => self.choose_by(1),
            Action::Next | Action::Down => page.step(true),
            Action::Previous | Action::Up => page.step(false),
            Action::Right => page.step_button(true),
            Action::Left => page.step_button(false),
            Action::Toggle => page.ticked = !page.ticked,
            Action::Pick => {
                if let Some(n) = Self::digit(key) {
                    self.choose_secret(n);
                }
            }
            Action::Accept => return self.accept_secrets(press),
            Action::Back => return self.back_in_secrets(press),
            Action::Refresh => {
                page.note = None;
                page.failure = None;
                return self.list_secrets_for(ListFor::Show);
            }
            Action::ShowSecret => return self.show_or_hide_secret(),
            Action::CopySecret if self.may_copy_secret => return self.copy_secret(),
            Action::CopySecret => return self.ask(DialogKind::CopySecret),
            Action::SaveSecret => return self.ask_path(),
            Action::SecretHash => return self.open_hash(),
            Action::CopyClient => return self.copy_with_a_secret(),
            Action::CopyError => return self.copy_error(),
            Action::SwitchProfile => return self.pick_profile(),
            Action::SwitchRegion => return self.pick_region(),
            Action::Quit if self.is_secret_at_risk() => return self.ask(DialogKind::LoseThenQuit),
            Action::Quit => return self.cancel(),
            _ => {}
        }
        Vec::new()
    }

    /// Another client like this one, which has none.
    fn copy_with_a_secret(&mut self) -> Vec<Effect> {
        match self.secrets_page().map(|page| (*page.client).clone()) {
            Some(client) => self.begin_copy(client, true),
            None => Vec::new(),
        }
    }

    fn choose_by(&mut self, delta: isize) {
        if let Some(page) = self.secrets_page() {
            let to = page.chosen().saturating_add_signed(delta);
            self.choose_secret(to);
        }
    }

    /// Moves the choice; another kind of secret is another page to read.
    fn choose_secret(&mut self, to: usize) {
        let Some(page) = self.secrets_page_mut() else { return };
        if to >= page.options() || to == page.chosen() {
            return;
        }
        if matches!(page.stage, RotationStage::Choosing) {
            page.choice = to;
        } else {
            page.wants_own = to == 1;
        }
        self.page.turn(false);
    }

    fn accept_secrets(&mut self, press: KeyPress) -> Vec<Effect> {
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        let button = match page.focus {
            _ if press.burst => return self.say("Press Enter again to go on."),
            SecretsFocus::Tick => SecretsButton::Next,
            SecretsFocus::Button(button) => button,
            SecretsFocus::Choice | SecretsFocus::Own | SecretsFocus::Typed => {
                page.leave_text();
                page.go_on();
                return Vec::new();
            }
        };
        match button {
            SecretsButton::Leave => self.leave_secrets(press),
            SecretsButton::Next => self.next_stage(press),
            SecretsButton::Previous => self.enter_stage(RotationStage::Deploying),
            SecretsButton::Add => self.press_add(press),
            SecretsButton::Delete => self.confirm_chosen(press),
            SecretsButton::Cancel => self.enter_stage(RotationStage::Choosing),
            SecretsButton::DeleteNow => self.press_delete_secret(press),
            SecretsButton::TryAgain => self.list_again(),
        }
    }

    /// The list was not to be had: the same question once more.
    fn list_again(&mut self) -> Vec<Effect> {
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        let RotationStage::NotListed(what) = &page.stage else { return Vec::new() };
        let what = what.clone();
        page.note = None;
        page.failure = None;
        self.list_secrets_for(what)
    }

    pub(in crate::app) fn edit_secrets(&mut self, request: InputRequest) -> Vec<Effect> {
        if self.hash.is_some() {
            return self.edit_hash(request);
        }
        if let Some(page) = self.secrets_page_mut() {
            match page.focus {
                SecretsFocus::Own => {
                    page.own.edit(request);
                    page.own_left = false;
                }
                SecretsFocus::Typed => {
                    text::edit(&mut page.typed, request);
                    page.is_wrong = false;
                }
                SecretsFocus::Choice | SecretsFocus::Tick | SecretsFocus::Button(_) => {}
            }
        }
        Vec::new()
    }

    /// What stands before anything is sent: the whole page was on the screen, Enter was pressed for
    /// it, there is a session, and it is no dry run. Else what is to be done instead.
    pub(super) fn may_send(&mut self, press: KeyPress, what: &str) -> Result<(), Vec<Effect>> {
        if self.must_read_on() {
            return Err(self.read_on());
        }
        if !self.accepts(press, what) {
            return Err(Vec::new());
        }
        if self.start.dry_run {
            return Err(self.say("Dry run: nothing was sent."));
        }
        if self.link == Link::Up { Ok(()) } else { Err(self.connect_first()) }
    }

    /// What Enter on a button that sends does.
    #[must_use]
    pub fn sending_word(&self, word: &'static str) -> &'static str {
        if self.must_read_on() { "read on" } else { word }
    }

    pub(in crate::app) fn offers_in_secrets(&self, action: Action) -> bool {
        let Some(page) = self.secrets_page() else { return false };
        if page.waits_since().is_some() {
            let works = [Action::Back, Action::Cancel, Action::Help, Action::Redraw, Action::Suspend];
            return works.contains(&action) || matches!(action, Action::PageUp | Action::PageDown);
        }
        match action {
            Action::ShowSecret | Action::CopySecret | Action::SaveSecret => page.secret.is_some(),
            Action::Toggle => matches!(page.stage, RotationStage::Taking) && page.secret.is_some(),
            Action::Pick => page.focus.is_list(),
            Action::Left | Action::Right => matches!(page.focus, SecretsFocus::Button(_)),
            Action::SecretHash => !page.rows.is_empty(),
            Action::CopyClient => page.no_rotation() == Some(NoRotation::NoSecret),
            Action::CopyError => page.failure.is_some(),
            Action::Refresh => {
                let stage =
                    matches!(page.stage, RotationStage::Overview | RotationStage::Deploying | RotationStage::Choosing);
                stage && page.no_rotation() != Some(NoRotation::SelfRegistered)
            }
            _ => true,
        }
    }
}
