//! Delete an app client: what stops working, and the name to type. What is sent and what comes back
//! is in [`sending`].

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

mod sending;

use std::time::Duration;

use tui_input::{Input as Editor, InputRequest};

use crate::app::{DryRun, Effect, Exit, KeyPress, Link, Model, Saving, Screen, Ticket};
use crate::app_client::{AppClient, Confirmation, Moved};
use crate::cognito::ServiceError;
use crate::keys::{Action, Place};
use crate::text;

pub use sending::OpenDelete;

/// A button of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeleteButton {
    /// Back to the list.
    Cancel,
    /// Write the settings to a file first.
    Save,
    /// Delete it.
    Delete,
    /// See what became of a request whose answer was lost.
    Look,
}

/// What has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeleteFocus {
    /// The field for the name.
    Text,
    /// A button.
    Button(DeleteButton),
}

/// How far it is.
pub enum DeleteState {
    /// The user reads and types.
    Asking,
    /// The client is read again, since then: what is deleted is what was shown.
    Checking(Ticket, Duration),
    /// The request is on its way, since then.
    Deleting(Duration),
    /// The answer was lost, and the client is looked for.
    Looking(Ticket, Duration),
    /// It is not known if it is still there; why, if there was an error.
    NotKnown(Option<Box<ServiceError>>),
}

/// What the last try came to.
pub enum DeleteTold {
    /// It could not be read again, or there is no session: nothing was sent.
    NotSent(Box<ServiceError>),
    /// The service refused.
    Refused(Box<ServiceError>),
    /// It changed since the user read the page: nothing was sent.
    Moved(Moved),
    /// The answer was lost, and the client is still there.
    StillThere {
        /// The request is still on its way.
        so_far: bool,
    },
}

/// The page's state.
pub struct DeletePage {
    /// The client as it was read.
    pub client: Box<AppClient>,
    /// What is to be typed.
    pub confirmation: Confirmation,
    /// What was typed.
    pub typed: Editor,
    /// The text was left although it is another one.
    pub is_wrong: bool,
    /// What has the focus.
    pub focus: DeleteFocus,
    /// How far it is.
    pub state: DeleteState,
    /// What the last try came to.
    pub told: Option<DeleteTold>,
}

const TEXT: DeleteFocus = DeleteFocus::Text;
const CANCEL: DeleteFocus = DeleteFocus::Button(DeleteButton::Cancel);
const SAVE: DeleteFocus = DeleteFocus::Button(DeleteButton::Save);
const DELETE: DeleteFocus = DeleteFocus::Button(DeleteButton::Delete);
const LOOK: DeleteFocus = DeleteFocus::Button(DeleteButton::Look);

impl DeletePage {
    /// The client is being read before it is deleted: that leads to nothing.
    pub(super) fn stop_before_sending(&mut self) -> bool {
        let reads = matches!(self.state, DeleteState::Checking(..));
        if reads {
            self.state = DeleteState::Asking;
        }
        reads
    }

    fn new(client: AppClient) -> Self {
        Self {
            confirmation: Confirmation::of(&client),
            client: Box::new(client),
            typed: Editor::default(),
            is_wrong: false,
            focus: TEXT,
            state: DeleteState::Asking,
            told: None,
        }
    }

    pub(super) fn failure(&self) -> Option<&ServiceError> {
        match (&self.state, &self.told) {
            (DeleteState::NotKnown(error), _) => error.as_deref(),
            (_, Some(DeleteTold::NotSent(error) | DeleteTold::Refused(error))) => Some(error),
            (_, Some(DeleteTold::Moved(_) | DeleteTold::StillThere { .. }) | None) => None,
        }
    }

    /// What was typed is what is to be typed.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.confirmation.is(self.typed.value())
    }

    /// Enter does again what failed.
    pub(super) fn enter_tries_again(&self) -> bool {
        self.failure().is_some() && (self.focus == LOOK || self.is_confirmed())
    }

    /// Since when the service is waited for.
    #[must_use]
    pub const fn waits_since(&self) -> Option<Duration> {
        match self.state {
            DeleteState::Checking(_, since) | DeleteState::Deleting(since) | DeleteState::Looking(_, since) => {
                Some(since)
            }
            DeleteState::Asking | DeleteState::NotKnown(_) => None,
        }
    }

    /// What can have the focus, in order.
    const fn stops(&self) -> &'static [DeleteFocus] {
        match self.state {
            DeleteState::Asking => &[TEXT, CANCEL, SAVE, DELETE],
            DeleteState::NotKnown(_) => &[CANCEL, LOOK],
            DeleteState::Checking(..) | DeleteState::Deleting(_) | DeleteState::Looking(..) => &[],
        }
    }

    /// Its buttons, in order.
    pub fn buttons(&self) -> impl Iterator<Item = DeleteButton> {
        self.stops().iter().filter_map(|stop| match stop {
            DeleteFocus::Button(button) => Some(*button),
            DeleteFocus::Text => None,
        })
    }

    pub(super) const fn place(&self) -> Place {
        match (&self.state, self.focus) {
            (DeleteState::Asking, DeleteFocus::Text) => Place::Delete,
            _ => Place::DeleteButtons,
        }
    }

    /// To the next stop, or the one before; round and round.
    fn step(&mut self, forward: bool) {
        let stops = self.stops();
        let at = stops.iter().position(|stop| *stop == self.focus).unwrap_or_default();
        let last = stops.len().saturating_sub(1);
        let to = if forward { if at < last { at + 1 } else { 0 } } else { at.checked_sub(1).unwrap_or(last) };
        self.go_to(stops.get(to).copied().unwrap_or(self.focus));
    }

    /// Among the buttons, without going round.
    fn step_button(&mut self, forward: bool) {
        let stops = self.stops();
        let at = stops.iter().position(|stop| *stop == self.focus).unwrap_or_default();
        let to = stops.get(if forward { at + 1 } else { at.saturating_sub(1) });
        if let Some(button @ DeleteFocus::Button(_)) = to {
            self.go_to(*button);
        }
    }

    fn go_to(&mut self, focus: DeleteFocus) {
        let leaves_text = self.focus == TEXT && focus != TEXT && focus != CANCEL;
        self.is_wrong = self.is_wrong || (leaves_text && !self.typed.value().is_empty());
        self.focus = focus;
    }
}

impl Model {
    /// Shows what deleting a client that was just read would do.
    pub(super) fn begin_delete(&mut self, client: AppClient) -> Vec<Effect> {
        self.show(Screen::Delete(Box::new(DeletePage::new(client))), true);
        // The page is to be read from its top, though the field at its end has the focus.
        self.scroll = Some(0);
        Vec::new()
    }

    pub(super) fn delete_page(&self) -> Option<&DeletePage> {
        match &self.screen {
            Screen::Delete(page) => Some(page),
            _ => None,
        }
    }

    fn delete_page_mut(&mut self) -> Option<&mut DeletePage> {
        match &mut self.screen {
            Screen::Delete(page) => Some(page),
            _ => None,
        }
    }

    pub(super) fn act_in_delete(&mut self, action: Action, press: KeyPress) -> Vec<Effect> {
        let Some(page) = self.delete_page_mut() else { return Vec::new() };
        match action {
            Action::Next | Action::Down => page.step(true),
            Action::Previous | Action::Up => page.step(false),
            Action::Right => page.step_button(true),
            Action::Left => page.step_button(false),
            Action::Accept => return self.accept_delete(press),
            Action::Back if page.waits_since().is_some() => return self.stop_deleting(),
            Action::Back => return self.leave_delete(),
            Action::CopyError => return self.copy_error(),
            Action::SwitchProfile => return self.pick_profile(),
            Action::SwitchRegion => return self.pick_region(),
            Action::Quit => return self.cancel(),
            _ => {}
        }
        Vec::new()
    }

    fn accept_delete(&mut self, press: KeyPress) -> Vec<Effect> {
        let Some(page) = self.delete_page_mut() else { return Vec::new() };
        match page.focus {
            _ if press.burst => self.say("Press Enter again to press the button."),
            DeleteFocus::Text if page.is_confirmed() => {
                page.go_to(DELETE);
                Vec::new()
            }
            DeleteFocus::Text => {
                page.is_wrong = true;
                Vec::new()
            }
            DeleteFocus::Button(DeleteButton::Cancel) => self.leave_delete(),
            DeleteFocus::Button(DeleteButton::Save) => self.ask_where_to_save(),
            DeleteFocus::Button(DeleteButton::Delete) => self.press_delete(press),
            DeleteFocus::Button(DeleteButton::Look) => self.look_if_deleted(),
        }
    }

    fn leave_delete(&mut self) -> Vec<Effect> {
        self.go_to_clients()
    }

    fn ask_where_to_save(&mut self) -> Vec<Effect> {
        if let Some(page) = self.delete_page() {
            let (path, json) = (format!("~/cognito-client-{}.json", page.client.id), page.client.to_json());
            self.ask_path_for(path, Saving::Settings(json));
        }
        Vec::new()
    }

    /// Nothing is sent unless the name was typed, the whole page was on the screen, and Enter was
    /// pressed for it.
    fn press_delete(&mut self, press: KeyPress) -> Vec<Effect> {
        let Some(page) = self.delete_page_mut() else { return Vec::new() };
        if !page.is_confirmed() {
            page.focus = TEXT;
            page.is_wrong = true;
            return Vec::new();
        }
        if self.must_read_on() {
            return self.read_on();
        }
        if !self.accepts(press, if self.start.dry_run { "print" } else { "delete" }) {
            return Vec::new();
        }
        if self.start.dry_run {
            let request = self.delete_page().map(|page| page.client.delete_request());
            let request = request.map(|json| DryRun { json, left_out_secret: false });
            return vec![Effect::Quit(Exit { status: Exit::DONE, request })];
        }
        if self.link != Link::Up {
            return self.connect_first();
        }
        self.check_before_delete()
    }

    /// What Enter on Delete does.
    #[must_use]
    pub fn delete_word(&self) -> &'static str {
        let is_confirmed = self.delete_page().is_some_and(DeletePage::is_confirmed);
        match (is_confirmed, self.must_read_on(), self.start.dry_run) {
            (false, _, _) => "type it first",
            (true, true, _) => "read on",
            (true, false, true) => "print",
            (true, false, false) => "delete",
        }
    }

    pub(super) fn edit_delete(&mut self, request: InputRequest) -> Vec<Effect> {
        if let Some(page) = self.delete_page_mut() {
            text::edit(&mut page.typed, request);
            page.is_wrong = false;
        }
        Vec::new()
    }

    pub(super) fn offers_in_delete(&self, action: Action) -> bool {
        let Some(page) = self.delete_page() else { return false };
        let waits = page.waits_since().is_some();
        match action {
            Action::CopyError => page.failure().is_some() && !waits,
            Action::Accept | Action::Next | Action::Previous | Action::Left | Action::Right | Action::Quit => !waits,
            _ => true,
        }
    }
}
