//! The page of one app client: its keys.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use crate::app::client::{ClientPage, Then};
use crate::app::{DialogKind, Effect, KeyPress, Model, Saving};
use crate::app_client::{Problem, Secret, rules};
use crate::keys::Action;

/// If an action that is bound on the page would do anything now.
pub(super) fn offers(page: &ClientPage, action: Action) -> bool {
    match action {
        Action::ShowSecret | Action::CopySecret | Action::SaveSecret => page.secret.is_some(),
        Action::Accept => page.failure().is_some() || page.client.is_some() && !page.is_reading(),
        Action::EditClient
        | Action::CopyClient
        | Action::DeleteClient
        | Action::SaveSettings
        | Action::Secrets
        | Action::ApiNames => page.client.is_some(),
        Action::Refresh => !page.is_reading(),
        Action::SecretHash => page.client.is_some() && page.has_secret() != Some(false),
        _ => true,
    }
}

impl Model {
    pub(in crate::app) fn act_in_client(&mut self, action: Action, press: KeyPress) -> Vec<Effect> {
        match action {
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
                self.scroll_client(action);
                Vec::new()
            }
            Action::Accept => self.accept_on_client(press),
            Action::EditClient => self.read_client_if_old(Then::Edit),
            Action::CopyClient => self.read_client_if_old(Then::Copy),
            Action::DeleteClient => self.read_client_if_old(Then::Delete),
            Action::Secrets => self.read_client_if_old(Then::Secrets),
            Action::Refresh => self.read_client_again(Then::Show),
            Action::CopyId => self.copy_client_id(),
            Action::ShowSecret => self.show_or_hide_secret(),
            Action::CopySecret if self.may_copy_secret => self.copy_secret(),
            Action::CopySecret => self.ask(DialogKind::CopySecret),
            Action::SaveSecret => self.ask_path(),
            Action::SaveSettings => self.save_settings(),
            Action::SecretHash => self.open_hash(),
            Action::ApiNames => {
                self.api_names = !self.api_names;
                Vec::new()
            }
            Action::SwitchProfile => self.pick_profile(),
            Action::SwitchRegion => self.pick_region(),
            Action::Back => self.leave_client(),
            Action::Quit => self.cancel(),
            _ => Vec::new(),
        }
    }

    /// Enter: tries again after a failure, else edits.
    fn accept_on_client(&mut self, press: KeyPress) -> Vec<Effect> {
        let Some(page) = self.client_page() else { return Vec::new() };
        let then = page.then;
        if page.failure().is_some() {
            return if press.burst { Vec::new() } else { self.read_client_again(then) };
        }
        if self.accepts(press, "edit") { self.read_client_if_old(Then::Edit) } else { Vec::new() }
    }

    fn read_client_again(&mut self, then: Then) -> Vec<Effect> {
        match self.client_page().map(|page| page.id.clone()) {
            Some(id) => self.read_client(id, then),
            None => Vec::new(),
        }
    }

    /// The error, while there is one: that is what has to be told to somebody then.
    fn copy_client_id(&mut self) -> Vec<Effect> {
        match self.client_page() {
            Some(page) if page.failure().is_none() => {
                let id = Secret::new(page.id.clone());
                self.copy("Client ID", id)
            }
            _ => self.copy_error(),
        }
    }

    fn save_settings(&mut self) -> Vec<Effect> {
        let client = self.client_page().and_then(|page| page.client.as_deref());
        if let Some((id, json)) = client.map(|client| (client.id.clone(), client.to_json())) {
            self.ask_path_for(format!("~/cognito-client-{id}.json"), Saving::Settings(json));
        }
        Vec::new()
    }

    /// The page stays where it was scrolled to, whatever else is done on it.
    fn scroll_client(&mut self, action: Action) {
        let top = self.scrolled_to(action);
        if let Some(page) = self.client_page_mut() {
            page.top = top;
        }
    }

    /// Words of the footer that hold on this page only; an empty one keeps the key out of it.
    pub(in crate::app) fn word_in_client(&self, action: Action) -> Option<&'static str> {
        let page = self.client_page()?;
        Some(match action {
            Action::CopyId if page.failure().is_some() => "copy error",
            // Enter does the same.
            Action::EditClient if page.failure().is_none() => "",
            Action::Refresh if page.failure().is_some() => "",
            Action::Refresh => "read again",
            Action::ApiNames if self.api_names => "labels",
            Action::PageDown if self.is_cut() => "scroll",
            Action::Back if page.is_reading() || page.retry.again().is_some() => "stop",
            Action::Back => "back",
            _ => return None,
        })
    }

    /// What the rules say about the client, the gravest first.
    #[must_use]
    pub fn audit(&self, page: &ClientPage) -> Vec<Problem> {
        let Some(client) = &page.client else { return Vec::new() };
        let mut problems = rules::audit(client, page.has_secret(), &self.context());
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        problems
    }
}
