//! Review changes: what an update would change, and what it keeps. The only page from which an app
//! client is updated.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use std::time::Duration;

use crate::app::{DialogKind, Effect, KeyPress, Link, Model, Screen, Ticket};
use crate::app_client::{Change, Moved, Severity};
use crate::cognito::ServiceError;
use crate::keys::{Action, Key};
use crate::wizard::STEPS;

/// A button of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChangesButton {
    /// Leave the edit.
    Cancel,
    /// The step before.
    Previous,
    /// Save the changes.
    #[default]
    Save,
}

/// What has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangesFocus {
    /// Line n of the problems.
    Line(usize),
    /// A button.
    Button(ChangesButton),
}

/// The page's state.
pub struct ChangesPage {
    /// What has the focus.
    pub focus: ChangesFocus,
    /// The settings that stay the same are listed, too.
    pub shows_all: bool,
    /// How far the saving is.
    pub stage: Stage,
    /// What moved at the service since the client was read.
    pub moved: Option<MovedSince>,
    /// What a look after a lost answer gave.
    pub checked: Option<Checked>,
    /// What the service said to the last try.
    pub failure: Option<Box<ServiceError>>,
}

/// How far the saving is.
pub enum Stage {
    /// The page is read, nothing is asked.
    Idle,
    /// The client is being read again, since then.
    Reading(Ticket, Duration, ReadFor),
    /// The update is on its way, since then.
    Sending(Ticket, Duration),
    /// It was sent, and it is not known if it was done.
    Unknown,
    /// The client is as it was meant, or as it says here.
    Saved(Saved),
}

/// What the client is read again for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadFor {
    /// To see that nothing moved, then to save.
    Saving,
    /// To see what is there now.
    Looking,
    /// Somebody else changed it at the same time.
    Conflict,
    /// To see what became of an update.
    Checking,
}

/// What moved, and the dates of the two readings.
pub struct MovedSince {
    /// What.
    pub moved: Moved,
    /// When it was changed last, as known before.
    pub before: Option<String>,
    /// The same now.
    pub now: Option<String>,
}

/// What a look after a lost answer gave, if the changes were not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Nothing changed.
    NotSaved,
    /// Some of it is there, or something else is.
    Partly,
}

/// The outcome.
pub struct Saved {
    /// What changed.
    pub changes: Vec<Change>,
    /// Settings that are not what was meant: meant on the left, got on the right.
    pub differences: Vec<Change>,
    /// The answer was lost, and the client looked at.
    pub looked: bool,
}

impl Default for ChangesPage {
    fn default() -> Self {
        Self {
            focus: ChangesFocus::Button(ChangesButton::default()),
            shows_all: false,
            stage: Stage::Idle,
            moved: None,
            checked: None,
            failure: None,
        }
    }
}

const BUTTONS: [ChangesButton; 3] = [ChangesButton::Cancel, ChangesButton::Previous, ChangesButton::Save];

impl ChangesPage {
    pub(super) fn failure(&self) -> Option<&ServiceError> {
        self.failure.as_deref()
    }

    /// It is being read before it is saved: that leads to nothing.
    pub(super) fn stop_before_sending(&mut self) -> bool {
        let reads = matches!(self.stage, Stage::Reading(_, _, ReadFor::Saving));
        if reads {
            self.stage = Stage::Idle;
        }
        reads
    }

    /// Something is under way.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        matches!(self.stage, Stage::Reading(..) | Stage::Sending(..))
    }

    /// Since when.
    #[must_use]
    pub const fn busy_since(&self) -> Option<Duration> {
        match &self.stage {
            Stage::Reading(_, since, _) | Stage::Sending(_, since) => Some(*since),
            Stage::Idle | Stage::Unknown | Stage::Saved(_) => None,
        }
    }

    /// The outcome, once there is one.
    #[must_use]
    pub const fn saved(&self) -> Option<&Saved> {
        match &self.stage {
            Stage::Saved(saved) => Some(saved),
            Stage::Idle | Stage::Reading(..) | Stage::Sending(..) | Stage::Unknown => None,
        }
    }

    fn move_up(&mut self, lines: usize) {
        self.focus = match self.focus {
            ChangesFocus::Line(n) => ChangesFocus::Line(n.saturating_sub(1)),
            ChangesFocus::Button(_) if lines > 0 => ChangesFocus::Line(lines - 1),
            button @ ChangesFocus::Button(_) => button,
        };
    }

    fn move_down(&mut self, lines: usize) {
        if let ChangesFocus::Line(n) = self.focus {
            self.focus =
                if n + 1 < lines { ChangesFocus::Line(n + 1) } else { ChangesFocus::Button(ChangesButton::Save) };
        }
    }

    fn tab(&mut self, lines: usize) {
        self.focus = match self.focus {
            ChangesFocus::Button(_) if lines > 0 => ChangesFocus::Line(0),
            ChangesFocus::Button(_) | ChangesFocus::Line(_) => ChangesFocus::Button(ChangesButton::Save),
        };
    }

    fn move_button(&mut self, delta: isize) {
        if let ChangesFocus::Button(button) = self.focus {
            let at = BUTTONS.iter().position(|b| *b == button).unwrap_or_default();
            let to = at.saturating_add_signed(delta).min(BUTTONS.len() - 1);
            self.focus = BUTTONS.get(to).map_or(self.focus, |b| ChangesFocus::Button(*b));
        }
    }
}

impl Model {
    /// The page, if it is shown.
    pub(super) fn changes_page(&self) -> Option<&ChangesPage> {
        match &self.screen {
            Screen::Changes(page) => Some(page),
            _ => None,
        }
    }

    pub(super) fn act_in_changes(&mut self, action: Action, key: Key, press: KeyPress) -> Vec<Effect> {
        let Some(page) = self.changes_page() else { return Vec::new() };
        let (is_busy, is_saved) = (page.is_busy(), page.saved().is_some());
        let is_read = is_busy || is_saved || matches!(action, Action::PageUp | Action::PageDown);
        if is_read && self.scrolled(action) {
            return Vec::new();
        }
        if is_busy {
            return match action {
                Action::Back | Action::Quit => self.stop_saving(),
                _ => Vec::new(),
            };
        }
        if is_saved {
            return self.act_on_saved(action, press);
        }
        let lines = self.problems_of_changes().len();
        match action {
            Action::Up => self.move_changes_focus(|page| page.move_up(lines)),
            Action::Down => self.move_changes_focus(|page| page.move_down(lines)),
            Action::Left => self.move_changes_focus(|page| page.move_button(-1)),
            Action::Right => self.move_changes_focus(|page| page.move_button(1)),
            Action::Next | Action::Previous => self.move_changes_focus(|page| page.tab(lines)),
            Action::Pick => {
                if let Some(step) = Self::digit(key).filter(|n| *n < STEPS.len()) {
                    self.edit_section(step);
                }
            }
            Action::ShowAll => {
                self.move_changes_focus(|page| page.shows_all = !page.shows_all);
                self.page.changed();
            }
            Action::Refresh => return self.look_again(),
            Action::Accept => return self.accept_changes(press),
            Action::PreviousStep | Action::Back => return self.back_from_changes(),
            Action::CopyError => return self.copy_error(),
            Action::SwitchProfile => return self.pick_profile(),
            Action::SwitchRegion => return self.pick_region(),
            Action::Quit => return self.cancel(),
            _ => {}
        }
        Vec::new()
    }

    /// Only a key pressed for this page closes it: it says what happened.
    fn act_on_saved(&mut self, action: Action, press: KeyPress) -> Vec<Effect> {
        match action {
            Action::Accept | Action::Back if self.accepts(press, "go on") => self.end_saved_edit(),
            Action::Quit if self.page.accepts(press) => self.cancel(),
            Action::Quit => self.say("Press the key again to leave."),
            _ => Vec::new(),
        }
    }

    /// Changes the page, and the focus comes back into view.
    fn move_changes_focus(&mut self, how: impl FnOnce(&mut ChangesPage)) {
        self.scroll = None;
        if let Screen::Changes(page) = &mut self.screen {
            how(page);
        }
    }

    fn accept_changes(&mut self, press: KeyPress) -> Vec<Effect> {
        let Some(page) = self.changes_page() else { return Vec::new() };
        match page.focus {
            ChangesFocus::Line(n) => {
                if let Some(field) = self.problems_of_changes().get(n).map(|problem| problem.field) {
                    self.edit_field(field, true);
                }
                Vec::new()
            }
            ChangesFocus::Button(ChangesButton::Cancel | ChangesButton::Previous) if press.burst => {
                self.say("Press Enter again to press the button.")
            }
            ChangesFocus::Button(ChangesButton::Cancel) => self.leave_edit(),
            ChangesFocus::Button(ChangesButton::Previous) => self.back_from_changes(),
            ChangesFocus::Button(ChangesButton::Save) => self.accept_save(press),
        }
    }

    /// Saves, if the page was seen, Enter was pressed, and there is something to save.
    fn accept_save(&mut self, press: KeyPress) -> Vec<Effect> {
        if self.open_update.is_some() {
            return if self.accepts(press, "look") { self.check_update() } else { Vec::new() };
        }
        let Ok(update) = self.planned_update() else {
            self.move_changes_focus(|page| page.focus = ChangesFocus::Line(0));
            return self.say("There is a problem. Enter goes to it.");
        };
        if update.changes().is_empty() {
            return self.say("Nothing has changed, so nothing is sent.");
        }
        if self.must_read_on() {
            return self.read_on();
        }
        if !self.accepts(press, if self.start.dry_run { "print" } else { "save" }) {
            return Vec::new();
        }
        if self.link != Link::Up {
            return self.connect_first();
        }
        if !update.at_risk().is_empty() {
            return self.ask(DialogKind::UnknownMembers);
        }
        self.begin_saving()
    }

    /// What Enter on Save does: nothing is sent before the whole page was on the screen.
    #[must_use]
    pub fn save_word(&self) -> &'static str {
        let unread = self.must_read_on();
        match self.planned_update() {
            _ if self.open_update.is_some() => "look",
            Err(_) => "see the problem",
            Ok(update) if update.changes().is_empty() => "",
            Ok(_) if unread => "read on",
            Ok(_) if self.start.dry_run => "print",
            Ok(_) => "save",
        }
    }

    /// The words on the button that saves.
    #[must_use]
    pub fn save_label(&self) -> &'static str {
        let failed = self.changes_page().is_some_and(|page| page.failure.is_some() || page.checked.is_some());
        match self.planned_update() {
            _ if self.open_update.is_some() => "Read and compare",
            Ok(update) if update.changes().is_empty() => "Nothing to save",
            _ if self.start.dry_run => "Print the request",
            _ if failed => "Try again",
            Ok(_) | Err(_) => "Save changes",
        }
    }

    /// Warnings on the page, which Save accepts.
    #[must_use]
    pub fn warnings_of_changes(&self) -> usize {
        self.problems_of_changes().iter().filter(|problem| problem.severity == Severity::Warning).count()
    }

    /// If an action that is bound on the page would do anything now.
    pub(super) fn offers_in_changes(&self, page: &ChangesPage, action: Action) -> bool {
        let is_idle = !page.is_busy() && page.saved().is_none();
        match action {
            Action::Next | Action::Previous => is_idle && !self.problems_of_changes().is_empty(),
            Action::CopyError => is_idle && self.error_to_copy().is_some(),
            Action::ShowAll | Action::Refresh => is_idle && self.open_update.is_none(),
            Action::Left | Action::Right | Action::Pick | Action::PreviousStep => is_idle,
            Action::Accept => !page.is_busy(),
            _ => true,
        }
    }

    /// When the page wants to be woken: for the seconds that it waits, or as the reading grows old.
    pub(super) fn next_tick_of_changes(&self, page: &ChangesPage) -> Option<Duration> {
        const MINUTE: Duration = Duration::from_mins(1);
        match page.busy_since() {
            Some(since) => Some(self.next_second(since)),
            None if page.saved().is_some() => None,
            None => {
                let minutes = self.source_age().as_secs() / MINUTE.as_secs();
                let next = Duration::from_secs((minutes + 1) * MINUTE.as_secs());
                Some(self.source_read_at + next).into_iter().chain(self.next_tick_of_pool()).min()
            }
        }
    }

    /// How long ago the client was read.
    #[must_use]
    pub fn source_age(&self) -> Duration {
        self.now.saturating_sub(self.source_read_at)
    }
}
