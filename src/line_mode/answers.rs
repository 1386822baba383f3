//! Which question the page asks, and whose the answer is.

#![expect(clippy::wildcard_enum_match_arm, reason = "most pages have no more to say")]

use crate::app::{Overlay, Screen};
use crate::keys::Action;
use crate::line_mode::Dialogue;
use crate::line_mode::words::{self, Said};
use crate::wizard::STEPS;

impl Dialogue {
    /// The question of the page, and if its answer is a secret.
    pub(super) fn question(&mut self) -> (String, bool) {
        if let Some(overlay) = &self.model.overlay {
            return (Self::question_over_page(overlay), false);
        }
        let text = match &self.model.screen {
            Screen::Pools => self.question_pools(),
            Screen::Clients => self.question_clients(),
            Screen::Step => return self.question_step(),
            Screen::Resume(page) => self.question_of(page.choices().len(), page.choice),
            Screen::Unknown(page) => self.question_of(page.choices().len(), page.choice),
            Screen::Client(_) => self.question_client(),
            Screen::Review(_) => self.question_review(),
            Screen::Created(_) => self.question_created(),
            Screen::Changes(_) => self.question_changes(),
            Screen::Delete(_) => self.question_delete(),
            Screen::Secrets(_) | Screen::Creating(_) => "q cancel: ".to_owned(),
        };
        (text, false)
    }

    /// If the answer sends, leaves or throws away something.
    pub(super) fn decides(&self) -> bool {
        self.model.overlay.is_some() || !matches!(self.model.screen, Screen::Pools | Screen::Clients | Screen::Step)
    }

    /// Takes the answer to it.
    pub(super) fn take_answer(&mut self, line: &str) {
        let said = words::said(line);
        self.is_text = line.trim_start().starts_with('\\');
        match &self.model.overlay {
            Some(Overlay::Dialog(_)) => return self.answer_dialog(said),
            Some(Overlay::Picker(_)) => return self.answer_picker(said),
            Some(Overlay::SavePath(_)) => return self.answer_path(said),
            Some(Overlay::Help(_)) | None => {}
        }
        if let Said::Quit = said {
            self.act(Action::Cancel);
            return;
        }
        match &self.model.screen {
            Screen::Pools => self.answer_pools(said),
            Screen::Clients => self.answer_clients(said),
            Screen::Step => self.answer_step(said),
            Screen::Resume(_) | Screen::Unknown(_) => self.answer_choice(said),
            Screen::Client(_) => self.answer_client(said),
            Screen::Review(_) => self.answer_review(said),
            Screen::Created(_) => self.answer_created(said),
            Screen::Changes(_) => self.answer_changes(said),
            Screen::Delete(_) => self.answer_delete(said),
            Screen::Secrets(_) | Screen::Creating(_) => {}
        }
    }

    pub(super) fn not_understood(&mut self) {
        self.say("Error. That is none of the answers.");
    }

    /// The help of the page.
    pub(super) fn say_help(&mut self) {
        self.say_all(words::help(self.model.help_text()));
        match &self.model.screen {
            Screen::Review(_) | Screen::Changes(_) => {
                let steps: Vec<String> =
                    STEPS.iter().enumerate().map(|(n, step)| format!("{} {}", n + 1, step.short)).collect();
                self.say(format!("Steps: {}.", steps.join(", ")));
            }
            Screen::Client(page) if page.has_secret() == Some(true) => {
                self.say("Secrets are listed, added and deleted with: cognito-console secret --help");
            }
            _ => {}
        }
    }

    /// The error with AWS's own words and the request ID.
    pub(super) fn say_details(&mut self) {
        let Some(text) = self.model.error_to_copy() else { return self.not_understood() };
        self.say_all(text.lines().map(crate::text::clean));
    }
}
