//! Pages after which something is sent, or was: Review, done, changes, deletion, one app client.

#![expect(clippy::wildcard_enum_match_arm, reason = "every page has answers of its own")]

use crate::app::{ChangesFocus, DeleteButton, DeleteFocus, DeleteState, ReviewFocus, Screen, Verb};
use crate::app_client::{Confirmation, Secret};
use crate::export::{Export, Format};
use crate::keys::{Action, Key};
use crate::line_mode::Dialogue;
use crate::line_mode::words::Said;
use crate::text;
use crate::wizard::STEPS;

impl Dialogue {
    /// What a failure lets the user do.
    fn ways_on(&self) -> String {
        let ways = [
            (self.model.error_to_copy().is_some(), ", d details"),
            (self.can(Action::SwitchRegion), ", g Region"),
            (self.can(Action::SwitchProfile), ", o profile"),
        ];
        ways.into_iter().filter(|(there, _)| *there).map(|(_, words)| words).collect()
    }

    /// The answers of [`Dialogue::ways_on`]; false if it was none of them.
    fn goes_on(&mut self, answer: &str) -> bool {
        match answer {
            "d" if self.model.error_to_copy().is_some() => {
                self.say_details();
                true
            }
            "g" => self.act(Action::SwitchRegion),
            "o" => self.act(Action::SwitchProfile),
            _ => false,
        }
    }

    fn edits(&mut self, answer: &str) -> bool {
        let n = answer.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n < STEPS.len());
        n.is_some_and(|n| self.pick(n))
    }

    pub(super) fn question_review(&self) -> String {
        let word = match (self.model.failure().is_some(), self.model.can_send(), self.model.start.dry_run) {
            (_, false, _) => String::new(),
            (true, true, _) => "t try again, ".to_owned(),
            (false, true, true) => "c print the request, ".to_owned(),
            (false, true, false) => "c create, ".to_owned(),
        };
        let list = if self.can(Action::ListClients) { ", l list" } else { "" };
        format!("{word}1 to {} edit, p preview{list}{}, b back, q cancel: ", STEPS.len(), self.ways_on())
    }

    pub(super) fn answer_review(&mut self, said: Said<'_>) {
        match said {
            Said::Text("c" | "t") => self.create(),
            Said::Text("p") => self.preview(),
            Said::Text("l") if self.can(Action::ListClients) => _ = self.act(Action::ListClients),
            Said::Back => _ = self.act(Action::PreviousStep),
            Said::Help(_) => self.say_help(),
            Said::Review => self.told = None,
            Said::Text(text) if self.edits(text) || self.goes_on(text) => {}
            Said::Keep | Said::Quit | Said::Text(_) => self.not_understood(),
        }
    }

    fn create(&mut self) {
        if !self.model.can_send() {
            return self.say("Error. There is a problem, so nothing can be created yet. Type the number of its step.");
        }
        let on_line = |dialogue: &Self| matches!(&dialogue.model.screen, Screen::Review(page) if matches!(page.focus, ReviewFocus::Line(_)));
        while on_line(self) && self.act(Action::Down) {}
        self.act(Action::Accept);
    }

    /// What would be sent, without any secret.
    fn preview(&mut self) {
        let export = match &self.model.screen {
            Screen::Changes(_) => self.model.planned_update().ok().map(|update| Export::of_update(&update, None)),
            _ => self.model.spec().map(|spec| Export::of_spec(&spec)),
        };
        let Some(export) = export else {
            return self.say("Error. There is a problem, so there is no request yet.");
        };
        self.say("Preview. Nothing is sent.");
        for line in export.lines(Format::Cli) {
            self.say_code(text::clean(&line.text));
        }
    }

    pub(super) fn tell_created(&mut self, waited: Option<String>) {
        let Screen::Created(page) = &self.model.screen else { return };
        let (is_found, differs) = (page.found, !page.differences.is_empty());
        let id = page.client_id.clone();
        self.say(waited.filter(|_| !is_found).unwrap_or_default());
        self.say_spoken();
        if differs {
            // The last line is what counts.
            self.say(format!("Client ID: {id}"));
        }
    }

    /// Who came for one thing and has it is done: the page is told, and left.
    pub(super) fn model_goes_on_by_itself(&mut self) -> bool {
        if self.model.overlay.is_some() {
            return false;
        }
        let leaves = match (&self.model.start.verb, &self.model.screen) {
            (Verb::Create, Screen::Created(page)) if page.secret.is_none() && !page.keeps_answers => Action::Accept,
            (Verb::Edit(_), Screen::Changes(page)) if page.saved().is_some() => Action::Quit,
            (Verb::Delete(_), Screen::Clients) if self.deleted => return self.act(Action::Quit),
            _ => return false,
        };
        if self.told != Some(self.place()) {
            self.tell();
        }
        self.act(leaves)
    }

    fn has_secret(&self) -> bool {
        self.model.secret_view().is_some()
    }

    pub(super) fn question_created(&self) -> String {
        let secret = if self.has_secret() { "s show secret, f secret to a file, " } else { "" };
        format!("{secret}n another app client, l list, Enter done: ")
    }

    pub(super) fn answer_created(&mut self, said: Said<'_>) {
        match said {
            Said::Text("s") if self.has_secret() => self.show_secret(),
            Said::Text("f") if self.has_secret() => _ = self.act(Action::SaveSecret),
            Said::Text("n") => _ = self.act(Action::CreateAnother),
            Said::Text("l") => _ = self.act(Action::ListClients),
            Said::Keep => _ = self.act(Action::Accept),
            Said::Help(_) => self.say_help(),
            Said::Back | Said::Review | Said::Quit | Said::Text(_) => self.not_understood(),
        }
    }

    /// Said once, because it was asked for.
    fn show_secret(&mut self) {
        self.act(Action::ShowSecret);
        let secret = self.model.secret_view().map(|view| Secret::new(text::clean(view.value.reveal())));
        if let Some(secret) = secret {
            self.say(format!("Client secret: {}", secret.reveal()));
        }
        self.act(Action::ShowSecret);
    }

    pub(super) fn question_client(&self) -> String {
        let Screen::Client(page) = &self.model.screen else { return String::new() };
        if page.client.is_none() {
            return format!("t try again, l list{}, q quit: ", self.ways_on());
        }
        let secret = if self.has_secret() { ", s show secret, f secret to a file" } else { "" };
        format!("e edit, d copy, x delete, w write settings to a file{secret}, l list, t read again, q quit: ")
    }

    pub(super) fn answer_client(&mut self, said: Said<'_>) {
        match said {
            Said::Text("s") if self.has_secret() => self.show_secret(),
            Said::Text("f") if self.has_secret() => _ = self.act(Action::SaveSecret),
            Said::Text("e") if self.can(Action::EditClient) => _ = self.act(Action::EditClient),
            Said::Text("d") if self.can(Action::CopyClient) => _ = self.act(Action::CopyClient),
            Said::Text("x") if self.can(Action::DeleteClient) => _ = self.act(Action::DeleteClient),
            Said::Text("w") if self.can(Action::SaveSettings) => _ = self.act(Action::SaveSettings),
            Said::Text("t") => {
                self.act(Action::Refresh);
                self.told = None;
            }
            Said::Text("l") | Said::Back => _ = self.act(Action::Back),
            Said::Help(_) => self.say_help(),
            Said::Text(text) if self.goes_on(text) => {}
            Said::Keep | Said::Review | Said::Quit | Said::Text(_) => self.not_understood(),
        }
    }

    pub(super) fn question_changes(&self) -> String {
        let Screen::Changes(page) = &self.model.screen else { return String::new() };
        if page.saved().is_some() {
            return "Enter shows the app client, q quit: ".to_owned();
        }
        let has_changes = self.model.has_changes();
        let save = match self.model.save_word() {
            "look" => "c read and compare, ",
            "print" => "c print the request, ",
            "save" if page.failure.is_some() => "t try again, ",
            "save" => "c save, ",
            _ => "",
        };
        let preview = if has_changes { ", p preview" } else { "" };
        format!("{save}1 to {} edit, a settings that stay{preview}{}, b back, q cancel: ", STEPS.len(), self.ways_on())
    }

    pub(super) fn answer_changes(&mut self, said: Said<'_>) {
        let is_saved = matches!(&self.model.screen, Screen::Changes(page) if page.saved().is_some());
        match said {
            Said::Keep if is_saved => _ = self.act(Action::Accept),
            _ if is_saved => self.not_understood(),
            Said::Text("c" | "t") => self.save(),
            Said::Text("a") if self.can(Action::ShowAll) => _ = self.act(Action::ShowAll),
            Said::Text("p") => self.preview(),
            Said::Back => _ = self.act(Action::PreviousStep),
            Said::Help(_) => self.say_help(),
            Said::Review => self.told = None,
            Said::Text(text) if self.edits(text) || self.goes_on(text) => {}
            Said::Keep | Said::Quit | Said::Text(_) => self.not_understood(),
        }
    }

    fn save(&mut self) {
        let on_line = |dialogue: &Self| matches!(&dialogue.model.screen, Screen::Changes(page) if matches!(page.focus, ChangesFocus::Line(_)));
        while on_line(self) && self.act(Action::Down) {}
        self.act(Action::Accept);
    }

    pub(super) fn question_delete(&self) -> String {
        let Screen::Delete(page) = &self.model.screen else { return String::new() };
        if matches!(page.state, DeleteState::NotKnown(_)) {
            return format!("Enter looks again{}, b back, q quit: ", self.ways_on());
        }
        let what = match &page.confirmation {
            Confirmation::Name(_) => "Its name",
            Confirmation::EndOfId(_) => "The last 6 characters of its Client ID",
        };
        let does = if self.model.start.dry_run { "prints the request" } else { "deletes it" };
        format!("{what} {does}, w settings to a file, b back: ")
    }

    pub(super) fn answer_delete(&mut self, said: Said<'_>) {
        let Screen::Delete(page) = &self.model.screen else { return };
        let is_open = matches!(page.state, DeleteState::NotKnown(_));
        // A letter that means something here is no name unless it is said to be.
        let is_answer = |text: &str| !self.is_text && ["w", "d", "g", "o"].contains(&text);
        let is_confirmed = |text: &str| page.confirmation.is(text) && !is_answer(text);
        match said {
            Said::Keep if is_open => _ = self.act(Action::Accept),
            Said::Text(text) if !is_open && is_confirmed(text) => self.delete(text),
            Said::Text("w") if !is_open => self.press_on(DeleteButton::Save),
            Said::Back => _ = self.act(Action::Back),
            Said::Help(_) => self.say_help(),
            Said::Text(text) if self.goes_on(text) => {}
            Said::Text(_) if !is_open => self.say("Error. That is not it. Capital letters count. Nothing was sent."),
            Said::Keep | Said::Review | Said::Quit | Said::Text(_) => self.not_understood(),
        }
    }

    fn delete(&mut self, name: &str) {
        self.focus_text_field();
        self.type_in(name);
        self.press_on(DeleteButton::Delete);
    }

    fn focus_text_field(&mut self) {
        let is_there =
            |dialogue: &Self| matches!(&dialogue.model.screen, Screen::Delete(page) if page.focus == DeleteFocus::Text);
        for _ in 0..DELETE_STOPS {
            if !is_there(self) {
                self.act(Action::Next);
            }
        }
    }

    /// Goes to a button, and presses it.
    fn press_on(&mut self, button: DeleteButton) {
        let is_there = |dialogue: &Self| matches!(&dialogue.model.screen, Screen::Delete(page) if page.focus == DeleteFocus::Button(button));
        for _ in 0..DELETE_STOPS {
            if !is_there(self) {
                self.act(Action::Next);
            }
        }
        if is_there(self) {
            self.press(Key::ENTER);
        }
    }
}

/// More than there are on the page.
const DELETE_STOPS: usize = 8;
