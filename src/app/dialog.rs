//! Questions over a page. Each starts on the harmless answer.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use crate::app::{Effect, KeyPress, Model, Overlay, Screen};
use crate::keys::Action;

/// Which question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogKind {
    /// Leave the wizard: the answers will be lost.
    LeaveWizard,
    /// Leave the wizard: the answers are kept as a draft.
    LeaveDraft,
    /// Send the secret to the clipboard.
    CopySecret,
    /// Leave although the secret was not taken.
    UnsavedThenQuit,
    /// Create another client although the secret was not taken.
    UnsavedThenAnother,
    /// Quit although a secret that is told only once was not taken.
    LoseThenQuit,
    /// Back to the list, likewise.
    LoseThenList,
    /// Go to the list of app clients although the secret was not taken.
    UnsavedThenList,
    /// Send another request although it is not known what became of the one before.
    CreateAnother,
    /// Leave the program although an edit has changes.
    QuitEdit,
    /// Leave the edit although it has changes.
    DiscardEdit,
    /// Save although an update cannot send all that the client has.
    UnknownMembers,
    /// Copy a client although another new client is in progress.
    ReplaceDraft,
}

impl DialogKind {
    /// Its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::LeaveWizard | Self::LeaveDraft => "Leave the wizard",
            Self::CopySecret => "Copy the client secret",
            Self::UnsavedThenQuit | Self::UnsavedThenAnother | Self::UnsavedThenList => {
                "The client secret is not saved"
            }
            Self::LoseThenQuit | Self::LoseThenList => "The new secret is not saved",
            Self::CreateAnother => "Create another app client",
            Self::QuitEdit | Self::DiscardEdit => "Leave the edit",
            Self::UnknownMembers => "Settings that this tool does not know",
            Self::ReplaceDraft => "Another app client is in progress",
        }
    }

    /// Ctrl-C on it leaves: the question is if the user means it.
    #[must_use]
    pub const fn is_about_leaving(self) -> bool {
        match self {
            Self::LeaveWizard
            | Self::LeaveDraft
            | Self::UnsavedThenQuit
            | Self::UnsavedThenAnother
            | Self::UnsavedThenList
            | Self::LoseThenQuit
            | Self::LoseThenList
            | Self::QuitEdit
            | Self::DiscardEdit => true,
            Self::CopySecret | Self::CreateAnother | Self::UnknownMembers | Self::ReplaceDraft => false,
        }
    }

    /// What it asks.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::LeaveWizard => "Your answers will be lost.",
            Self::LeaveDraft => "Your answers are kept as a draft on this host for 7 days, without any secret.",
            Self::CopySecret => {
                "The secret goes through your terminal (OSC 52) to its clipboard. Terminals, tmux, and clipboard managers may keep it."
            }
            Self::CreateAnother => {
                "It is not known if the request before created an app client. If it did, this creates a second one with these settings."
            }
            Self::QuitEdit | Self::DiscardEdit => "If you leave, your changes are lost.",
            Self::UnknownMembers => {
                "An update cannot send the settings that this tool does not know, so Cognito may put them back to their defaults. Other settings are kept."
            }
            Self::ReplaceDraft => {
                "You have answered questions for a new app client that is not created yet. The copy takes the place of these answers."
            }
            Self::LoseThenQuit | Self::LoseThenList => {
                "You have not copied or saved it. Cognito shows it only this once: if you leave, nobody can ever read it. Both secrets stay, and this one would have to be deleted."
            }
            Self::UnsavedThenQuit | Self::UnsavedThenAnother | Self::UnsavedThenList => {
                "You have not shown, copied, or saved it. You can read it again later only if you have cognito-idp:DescribeUserPoolClient."
            }
        }
    }

    const fn is_about_a_secret(self) -> bool {
        matches!(self, Self::UnsavedThenQuit | Self::UnsavedThenAnother | Self::UnsavedThenList)
    }

    /// Its answers; the last one is harmless.
    #[must_use]
    pub const fn answers(self) -> &'static [&'static str] {
        match self {
            Self::LeaveWizard | Self::QuitEdit => &["Leave", "Keep editing"],
            Self::LeaveDraft => &["Delete draft", "Leave and keep", "Keep editing"],
            Self::CopySecret => &["Copy", "Do not copy"],
            Self::UnsavedThenQuit | Self::LoseThenQuit | Self::LoseThenList => &["Leave without it", "Go back"],
            Self::CreateAnother => &["Create another", "Look again", "Go back"],
            Self::DiscardEdit => &["Discard the changes", "Keep editing"],
            Self::UnknownMembers => &["Save anyway", "Go back"],
            Self::ReplaceDraft => &["Replace them", "Keep them"],
            Self::UnsavedThenAnother | Self::UnsavedThenList => &["Go on without it", "Go back"],
        }
    }
}

/// An open question.
pub struct Dialog {
    /// Which.
    pub kind: DialogKind,
    /// The answer under the cursor.
    pub choice: usize,
}

impl Dialog {
    /// The question, on its harmless answer.
    #[must_use]
    pub const fn new(kind: DialogKind) -> Self {
        Self { kind, choice: kind.answers().len().saturating_sub(1) }
    }
}

impl Model {
    /// Ctrl-C. Pressed to stop waiting, it does not close the page on which the answer came.
    pub(super) fn interrupt(&mut self, press: KeyPress) -> Vec<Effect> {
        let is_answer = matches!(self.screen, Screen::Created(_) | Screen::Unknown(_))
            || self.changes_page().is_some_and(|page| page.saved().is_some());
        if is_answer && press.shown < self.page.number() {
            return self.say("Press ^C again to leave.");
        }
        let stops = match (&self.overlay, &self.screen) {
            (None, Screen::Pools) => self.stop_asking(),
            (None, Screen::Clients) => self.stop_listing_clients(),
            _ => false,
        };
        if stops {
            return self.say("Stopped. r reads again.");
        }
        match &self.overlay {
            Some(Overlay::Dialog(dialog)) if dialog.kind.is_about_leaving() => self.interrupt_question(press),
            _ if self.is_secret_at_risk() && matches!(self.screen, Screen::Secrets(_)) => {
                self.ask(DialogKind::LoseThenQuit)
            }
            _ if self.is_secret_at_risk() => self.ask(DialogKind::UnsavedThenQuit),
            // Another question than this one goes.
            Some(Overlay::Dialog(_)) => {
                self.overlay = None;
                self.cancel()
            }
            _ => self.cancel(),
        }
    }

    /// Again leaves, if the question was on the screen; a key held down since before must not throw
    /// a secret away.
    fn interrupt_question(&mut self, press: KeyPress) -> Vec<Effect> {
        match self.is_secret_at_risk() || self.late_secret.is_some() {
            false if self.page.was_up(press) => self.leave(),
            true if self.page.was_up_for_long(press) => self.leave(),
            true | false => self.say("Press ^C again to leave."),
        }
    }

    /// q, Cancel: leaves at once if nothing was typed, asks otherwise.
    pub(super) fn cancel(&mut self) -> Vec<Effect> {
        match &self.screen {
            Screen::Creating(_) => self.stop_waiting(),
            Screen::Changes(page) if page.is_busy() => self.stop_saving(),
            Screen::Changes(page) if page.saved().is_some() && !self.would_lose_parked() => self.leave(),
            Screen::Changes(page) if page.saved().is_some() => self.ask(DialogKind::LeaveWizard),
            Screen::Step | Screen::Changes(_) if self.is_editing() => self.quit_edit(),
            Screen::Delete(page) if page.waits_since().is_some() => self.stop_deleting(),
            Screen::Secrets(page) if page.waits_for_more_than_a_look() => self.stop_in_secrets(),
            _ if self.late_secret.is_some() => self.ask(DialogKind::LoseThenQuit),
            Screen::Resume(_) | Screen::Created(_) | Screen::Unknown(_) => self.leave(),
            _ if self.nothing_to_lose() => self.leave(),
            _ if self.start.drafts => self.ask(DialogKind::LeaveDraft),
            _ => self.ask(DialogKind::LeaveWizard),
        }
    }

    /// Asks if changes would be lost, or answers for a new client that are in no draft.
    fn quit_edit(&mut self) -> Vec<Effect> {
        let loses = self.has_changes() || self.open_update.is_some() || self.would_lose_parked();
        if loses { self.ask(DialogKind::QuitEdit) } else { self.leave() }
    }

    /// Nothing was typed, and no request is open.
    fn nothing_to_lose(&self) -> bool {
        self.draft.is_untouched() && !self.is_unsettled()
    }

    pub(super) fn act_in_dialog(&mut self, action: Action, press: KeyPress) -> Vec<Effect> {
        let Some(Overlay::Dialog(dialog)) = &mut self.overlay else { return Vec::new() };
        let last = dialog.kind.answers().len().saturating_sub(1);
        match action {
            Action::Left | Action::Up => dialog.choice = dialog.choice.saturating_sub(1),
            Action::Right | Action::Down => dialog.choice = (dialog.choice + 1).min(last),
            Action::Next => dialog.choice = if dialog.choice < last { dialog.choice + 1 } else { 0 },
            Action::Previous => dialog.choice = dialog.choice.checked_sub(1).unwrap_or(last),
            Action::Back => return self.close_dialog(),
            Action::Accept => {
                let (kind, choice) = (dialog.kind, dialog.choice);
                // The harmless answer too: a held key must not wipe the question away.
                return match self.accepts(press, "answer") {
                    false => Vec::new(),
                    true if choice == last => self.close_dialog(),
                    true => self.go_ahead(kind, choice),
                };
            }
            _ => {}
        }
        Vec::new()
    }

    fn close_dialog(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Dialog(dialog)) = &self.overlay
            && dialog.kind.is_about_a_secret()
        {
            self.note_answered();
        }
        let replaces = matches!(&self.overlay, Some(Overlay::Dialog(d)) if d.kind == DialogKind::ReplaceDraft);
        self.overlay = None;
        self.page.turn(true);
        if replaces { self.drop_wanted_copy() } else { Vec::new() }
    }

    fn go_ahead(&mut self, kind: DialogKind, choice: usize) -> Vec<Effect> {
        self.overlay = None;
        self.page.turn(true);
        match kind {
            DialogKind::LeaveDraft if choice == 0 => {
                let mut effects = self.forget_draft();
                effects.extend(self.leave());
                effects
            }
            DialogKind::LeaveWizard | DialogKind::LeaveDraft | DialogKind::QuitEdit | DialogKind::LoseThenQuit => {
                self.leave()
            }
            DialogKind::CopySecret => self.copy_secret(),
            DialogKind::UnsavedThenQuit | DialogKind::UnsavedThenAnother | DialogKind::UnsavedThenList => {
                self.finish_created(kind)
            }
            DialogKind::DiscardEdit => self.discard_edit(),
            DialogKind::UnknownMembers => self.begin_saving(),
            DialogKind::ReplaceDraft => self.replace_draft_by_copy(),
            DialogKind::LoseThenList => self.go_to_clients(),
            DialogKind::CreateAnother if choice == 0 => self.send_checked(),
            DialogKind::CreateAnother => self.show_unknown(None),
        }
    }
}
