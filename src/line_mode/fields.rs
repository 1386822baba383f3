//! One field of a step as a question: a text, a choice, switches.

use crate::app_client::FieldId;
use crate::keys::{Action, Key};
use crate::line_mode::Dialogue;
use crate::line_mode::words::{self, Said};
use crate::text;
use crate::wizard::{ChoiceInput, Field, Input, Opt, TextInput, TogglesInput};

impl Dialogue {
    pub(super) fn question_field(&mut self, field: &'static Field) -> (String, bool) {
        let is_first = self.hints(field.id);
        if is_first && !matches!(field.input, Input::Matrix) {
            self.hint(field);
        }
        match &field.input {
            Input::Text(input) => (self.question_text(field, input), input.masked.is_some()),
            Input::Choice(input) => (self.question_options(field, input, is_first), false),
            Input::Toggles(input) => (self.question_toggles(field, input, is_first), false),
            Input::Matrix => (self.question_attributes(is_first), false),
        }
    }

    /// What the field is for and what is allowed: once.
    fn hint(&mut self, field: &Field) {
        let parts = [field.description.to_owned(), (field.constraint)()];
        let hint: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).map(sentence).collect();
        let options = self.options_of(field);
        let lone = options.len() == 1;
        let label = if hint.is_empty() && options.is_empty() { String::new() } else { format!("{}.", field.label) };
        self.say([label].into_iter().chain(hint).collect::<Vec<_>>().join(" ").trim().to_owned());
        for (n, option) in options.iter().enumerate() {
            match lone {
                true => self.say(option.detail.clone()),
                false if option.summary.is_empty() => self.say(format!("{} {}.", n + 1, option.label)),
                false => self.say(format!("{} {}: {}", n + 1, option.label, sentence(option.summary.to_owned()))),
            }
        }
    }

    fn options_of(&self, field: &Field) -> Vec<Opt> {
        let context = self.model.context();
        match &field.input {
            Input::Choice(input) => (input.options)(&context),
            Input::Toggles(input) => (input.options)(&context, &self.model.draft),
            Input::Text(_) | Input::Matrix => Vec::new(),
        }
    }

    fn question_text(&self, field: &Field, input: &TextInput) -> String {
        let draft = &self.model.draft;
        let value = match input.masked {
            Some(length) => match length(draft) {
                0 => String::new(),
                n => text::count(n, "character"),
            },
            None => text::clean(&(input.get)(draft)),
        };
        // A count of characters is for who looks; a unit or a converted time belongs to the value.
        let echo = (input.echo)(draft);
        let echo = if echo.starts_with("Character count") || value.is_empty() { "" } else { echo.as_str() };
        let blank = if echo.is_empty() { "" } else { " " };
        if value.is_empty() {
            format!("{}: ", field.label)
        } else {
            format!("{} [{value}{blank}{echo}]: ", field.label)
        }
    }

    fn question_options(&self, field: &Field, input: &ChoiceInput, is_first: bool) -> String {
        let options = self.options_of(field);
        let at = (input.get)(&self.model.draft);
        let chosen = options.get(at).map(|option| option.label.as_ref()).unwrap_or_default();
        // The first time they were just listed.
        let listed = options.iter().enumerate().filter(|_| !is_first);
        let list: Vec<String> = listed.map(|(n, option)| format!("{} {}. ", n + 1, option.label)).collect();
        let preset = if self.can(Action::Preset) { ", p preset" } else { "" };
        format!("{}. {}1 to {}{preset} [{} {chosen}]: ", field.label, list.concat(), options.len(), at + 1)
    }

    fn question_toggles(&self, field: &Field, input: &TogglesInput, is_first: bool) -> String {
        let options = self.options_of(field);
        let is_on = |n: usize| (input.get)(&self.model.draft, n);
        if let [only] = options.as_slice() {
            return format!("{}? y or n [{}]: ", only.label, if is_on(0) { "y" } else { "n" });
        }
        let names = |on: bool| {
            let those = options.iter().enumerate().filter(|(n, _)| is_on(*n) == on);
            let names: Vec<String> = those.map(|(n, option)| format!("{} {}", n + 1, option.label)).collect();
            if names.is_empty() { "none".to_owned() } else { names.join(", ") }
        };
        // What is off was just listed.
        let off = if is_first { String::new() } else { format!(" Off: {}.", names(false)) };
        format!("{}. On: {}.{off} Numbers switch, Enter goes on: ", field.label, names(true))
    }

    pub(super) fn answer_field(&mut self, field: &'static Field, said: Said<'_>) {
        let answer = if let Said::Text(answer) = said { answer } else { "" };
        let changed = match &field.input {
            Input::Text(_) => Some(self.answer_text(said)),
            Input::Choice(input) => self.answer_options(field, input, answer),
            Input::Toggles(_) => self.answer_toggles(field, answer),
            Input::Matrix => return self.answer_attributes(answer),
        };
        if let Some(changed) = changed {
            self.answered(field.id, changed);
        }
    }

    /// True if something else was typed; a text may be anything.
    fn answer_text(&mut self, said: Said<'_>) -> bool {
        if let Said::Text(answer) = said {
            self.type_in(answer);
        }
        said != Said::Keep
    }

    fn answer_options(&mut self, field: &Field, input: &ChoiceInput, answer: &str) -> Option<bool> {
        if answer.is_empty() {
            return Some(false);
        }
        if answer == "p" && self.act(Action::Preset) {
            return None;
        }
        let options = self.options_of(field);
        let Some(n) = words::which(answer, options.iter().map(|option| option.label.as_ref())) else {
            self.say(format!("Error. Type a number from 1 to {}, or a name.", options.len()));
            return None;
        };
        self.pick(n);
        self.say((input.consequence)(&self.model.draft));
        Some(true)
    }

    fn answer_toggles(&mut self, field: &Field, answer: &str) -> Option<bool> {
        let Input::Toggles(input) = &field.input else { return None };
        if answer.is_empty() {
            return Some(false);
        }
        let options = self.options_of(field);
        if options.len() == 1 {
            let Some(on) = words::yes(answer) else {
                self.say("Error. Type y for yes, or n for no.");
                return None;
            };
            if (input.get)(&self.model.draft, 0) != on {
                self.pick(0);
            }
            return Some(true);
        }
        let labels = || options.iter().map(|option| option.label.as_ref());
        let parts: Vec<&str> = if answer.contains(',') || words::which(answer, labels()).is_some() {
            answer.split(',').map(str::trim).filter(|part| !part.is_empty()).collect()
        } else {
            answer.split_whitespace().collect()
        };
        let numbers: Option<Vec<usize>> = parts.iter().map(|part| words::which(part, labels())).collect();
        match numbers {
            Some(numbers) => numbers.into_iter().for_each(|n| self.switch(field.id, n)),
            None => self.say(format!("Error. Type numbers from 1 to {}, or names, with commas.", options.len())),
        }
        self.wrong = None;
        // The question says what is on now.
        None
    }

    fn switch(&mut self, id: FieldId, n: usize) {
        if self.pick(n) {
            return;
        }
        while self.model.form.cursor(id) < n && self.act(Action::Down) {}
        self.press(Key::Char(' '));
    }

    /// A field has its value: what is wrong with it is said once, and Enter leaves it so.
    fn answered(&mut self, id: FieldId, changed: bool) {
        let errors = self.errors_of(id);
        if errors.is_empty() {
            self.say_problems_up_to(id);
            return self.next_field();
        }
        if self.wrong == Some(id) && !changed {
            self.say("Left as it is. It stops the last step until it is mended.");
            return self.next_field();
        }
        for error in errors {
            self.say(format!("Error. {}", error.text));
            self.told_problems.insert((error.field, error.text));
        }
        self.wrong = Some(id);
    }
}

/// With a full stop at its end.
fn sentence(text: String) -> String {
    if text.ends_with(['.', '-', '?', '!']) { text } else { text + "." }
}
