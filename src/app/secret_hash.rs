//! The calculator of `SECRET_HASH`: a user's name, the Client ID, the secret. Nothing of it is kept,
//! nothing is sent.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use tui_input::{Input as Editor, InputRequest};

use crate::app::{Effect, KeyPress, Model, Screen, SecretText};
use crate::app_client::{Secret, secret_hash};
use crate::keys::{Action, Place};
use crate::text;

/// What has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HashFocus {
    /// The user's name.
    User,
    /// The secret, where none is known.
    Secret,
    /// The hash.
    Result,
}

/// The calculator's state. No `Debug`; what it holds is wiped when it is closed.
pub struct HashPage {
    /// The Client ID.
    pub client_id: String,
    /// The user's name.
    pub user: Editor,
    /// The secret that is in memory anyway, and which one that is.
    pub known: Option<(Secret, &'static str)>,
    /// The secret, as typed.
    pub typed: SecretText,
    /// What has the focus.
    pub focus: HashFocus,
}

impl HashPage {
    /// The secret that is calculated with.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        self.known.as_ref().map_or(self.typed.value(), |(secret, _)| secret)
    }

    /// The hash, once there is a name and a secret.
    #[must_use]
    pub fn hash(&self) -> Option<String> {
        let user = self.user.value();
        let is_complete = !user.is_empty() && !self.secret().is_empty();
        is_complete.then(|| secret_hash(self.secret(), user, &self.client_id))
    }

    const fn stops(&self) -> &'static [HashFocus] {
        if self.known.is_some() {
            &[HashFocus::User, HashFocus::Result]
        } else {
            &[HashFocus::User, HashFocus::Secret, HashFocus::Result]
        }
    }

    pub(super) const fn place(&self) -> Place {
        match self.focus {
            HashFocus::User | HashFocus::Secret => Place::SecretText,
            HashFocus::Result => Place::SecretHash,
        }
    }

    fn step(&mut self, forward: bool) {
        let stops = self.stops();
        let at = stops.iter().position(|stop| *stop == self.focus).unwrap_or_default();
        let last = stops.len().saturating_sub(1);
        let to = if forward { if at < last { at + 1 } else { 0 } } else { at.checked_sub(1).unwrap_or(last) };
        self.focus = stops.get(to).copied().unwrap_or(self.focus);
    }
}

impl Model {
    /// Opens it over the page of a client or of its secrets, with the secret that the page has.
    pub(super) fn open_hash(&mut self) -> Vec<Effect> {
        let (client_id, known) = match &self.screen {
            Screen::Secrets(page) => {
                let new = page.new_value().map(|value| (value.clone(), "the one that you just added"));
                (page.client.id.clone(), new)
            }
            Screen::Client(page) => {
                let told = page.secret.as_ref().map(|secret| secret.value.clone());
                (page.id.clone(), told.map(|value| (value, "the one that Cognito shows for this client")))
            }
            _ => return Vec::new(),
        };
        self.hide_secret();
        self.hash = Some(Box::new(HashPage {
            client_id,
            user: Editor::default(),
            known,
            typed: SecretText::default(),
            focus: HashFocus::User,
        }));
        self.page.turn(true);
        Vec::new()
    }

    fn close_hash(&mut self) -> Vec<Effect> {
        self.hash = None;
        self.page.turn(true);
        Vec::new()
    }

    pub(super) fn act_in_hash(&mut self, action: Action, press: KeyPress) -> Vec<Effect> {
        let Some(page) = &mut self.hash else { return Vec::new() };
        match action {
            Action::Next | Action::Down => page.step(true),
            Action::Previous | Action::Up => page.step(false),
            Action::Accept if !press.burst && page.focus == HashFocus::Result => return self.close_hash(),
            Action::Accept if !press.burst => page.step(true),
            Action::Back => return self.close_hash(),
            Action::CopyHash => {
                if let Some(hash) = page.hash() {
                    return self.copy("SECRET_HASH", Secret::new(hash));
                }
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn edit_hash(&mut self, request: InputRequest) -> Vec<Effect> {
        if let Some(page) = &mut self.hash {
            match page.focus {
                HashFocus::User => text::edit(&mut page.user, request),
                HashFocus::Secret => page.typed.edit(request),
                HashFocus::Result => {}
            }
        }
        Vec::new()
    }

    pub(super) fn offers_in_hash(&self, action: Action) -> bool {
        match action {
            Action::CopyHash => self.hash.as_ref().is_some_and(|page| page.hash().is_some()),
            Action::Quit => false,
            _ => true,
        }
    }
}
