//! A secret on a page: hidden until asked for, copied or saved on request. The same on every page
//! that has one.

#![expect(clippy::wildcard_enum_match_arm, reason = "every other page has no secret")]

use std::time::Duration;

use tui_input::{Input as Editor, InputRequest};

use crate::app::{Effect, KeyPress, Model, Overlay, Screen};
use crate::app_client::Secret;
use crate::keys::Action;
use crate::text;

/// A secret that a page can show. No `Debug`.
pub struct SecretView {
    /// The secret.
    pub value: Secret,
    /// The client that it is of; names the file.
    pub client_id: String,
    /// When it was shown; `None` while it is hidden.
    pub shown_at: Option<Duration>,
    /// It was seen, copied or saved.
    pub taken: bool,
    /// It was copied or saved: having seen it is not enough where it is told only once.
    pub kept: bool,
}

/// Where to write something that the user asked for.
pub struct SavePath {
    /// The path, as typed.
    pub editor: Editor,
    /// Why the last try did not work.
    pub error: Option<String>,
    /// What is written.
    pub what: Saving,
}

/// What is written to a file.
#[derive(Clone)]
pub enum Saving {
    /// The secret of the page.
    Secret,
    /// Settings as JSON, without any secret.
    Settings(String),
    /// Code in the format of this name, without any secret.
    Code(&'static str, String),
}

impl Saving {
    const SECRET: &str = "Secret";
    const SETTINGS: &str = "Settings";

    /// What it is called once it is written.
    const fn noun(&self) -> &'static str {
        match self {
            Self::Secret => Self::SECRET,
            Self::Settings(_) => Self::SETTINGS,
            Self::Code(format, _) => format,
        }
    }
}

impl SecretView {
    /// A hidden secret that nobody has seen yet.
    #[must_use]
    pub const fn new(value: Secret, client_id: String) -> Self {
        Self { value, client_id, shown_at: None, taken: false, kept: false }
    }
}

impl Model {
    /// The secret of the page, if it has one.
    #[must_use]
    pub fn secret_view(&self) -> Option<&SecretView> {
        match &self.screen {
            Screen::Created(page) => page.secret.as_ref(),
            Screen::Client(page) => page.secret.as_ref(),
            Screen::Secrets(page) => page.secret.as_ref(),
            _ => None,
        }
    }

    fn secret_view_mut(&mut self) -> Option<&mut SecretView> {
        match &mut self.screen {
            Screen::Created(page) => page.secret.as_mut(),
            Screen::Client(page) => page.secret.as_mut(),
            Screen::Secrets(page) => page.secret.as_mut(),
            _ => None,
        }
    }

    pub(super) fn secret_is_shown(&self) -> bool {
        self.secret_view().is_some_and(|secret| secret.shown_at.is_some())
    }

    /// True on a page with a secret that can be shown.
    pub(super) fn has_secret(&self) -> bool {
        self.secret_view().is_some()
    }

    pub(super) fn copy_secret(&mut self) -> Vec<Effect> {
        self.may_copy_secret = true;
        let Some(secret) = self.secret_view_mut() else { return Vec::new() };
        secret.taken = true;
        secret.kept = true;
        let value = secret.value.clone();
        self.copy("Client secret", value)
    }

    pub(super) fn show_or_hide_secret(&mut self) -> Vec<Effect> {
        let now = self.now;
        if let Some(secret) = self.secret_view_mut() {
            secret.shown_at = if secret.shown_at.is_some() { None } else { Some(now) };
            secret.taken = true;
        }
        Vec::new()
    }

    pub(super) fn hide_secret(&mut self) {
        if let Some(secret) = self.secret_view_mut() {
            secret.shown_at = None;
        }
    }

    /// Marks it as seen, copied, saved, or asked about.
    pub(super) fn note_answered(&mut self) {
        if let Some(secret) = self.secret_view_mut() {
            secret.taken = true;
        }
    }

    fn note_kept(&mut self) {
        if let Some(secret) = self.secret_view_mut() {
            secret.kept = true;
        }
    }

    pub(super) fn ask_path(&mut self) -> Vec<Effect> {
        if let Some(secret) = self.secret_view() {
            let path = format!("~/cognito-client-{}.secret", secret.client_id);
            self.ask_path_for(path, Saving::Secret);
        }
        Vec::new()
    }

    /// Asks where to write something.
    pub(super) fn ask_path_for(&mut self, path: String, what: Saving) {
        self.overlay = Some(Overlay::SavePath(SavePath { editor: Editor::new(path), error: None, what }));
        // What it shows is not the page: that counts as seen only once it was.
        self.page.turn(false);
    }

    pub(super) fn edit_save_path(&mut self, request: InputRequest) -> Vec<Effect> {
        if let Some(Overlay::SavePath(save)) = &mut self.overlay {
            text::edit(&mut save.editor, request);
            save.error = None;
        }
        Vec::new()
    }

    pub(super) fn act_in_save_path(&mut self, action: Action, press: KeyPress) -> Vec<Effect> {
        match action {
            Action::Accept if !press.burst => self.save_file(),
            Action::Back => {
                self.overlay = None;
                self.page.turn(true);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn save_file(&self) -> Vec<Effect> {
        let Some(Overlay::SavePath(save)) = &self.overlay else { return Vec::new() };
        let content = match &save.what {
            Saving::Secret => self.secret_view().map(|secret| secret.value.clone()),
            Saving::Settings(text) | Saving::Code(_, text) => Some(Secret::new(text.clone())),
        };
        content.map(|content| Effect::SaveSecret(save.editor.value().to_owned(), content)).into_iter().collect()
    }

    pub(super) fn on_saved(&mut self, answer: Result<String, String>) -> Vec<Effect> {
        let what = match &self.overlay {
            Some(Overlay::SavePath(save)) => save.what.noun(),
            _ => Saving::SETTINGS,
        };
        match answer {
            Ok(path) => {
                self.overlay = None;
                self.page.turn(true);
                if what == Saving::SECRET {
                    self.note_answered();
                    self.note_kept();
                }
                self.say(format!("{what} written (0600): {path}"))
            }
            Err(reason) => {
                if let Some(Overlay::SavePath(save)) = &mut self.overlay {
                    save.error = Some(reason);
                }
                Vec::new()
            }
        }
    }
}
