//! The steps of the wizard: their fields one after the other, and the way between them.

use crate::app_client::{FieldId, Problem, Severity};
use crate::keys::Action;
use crate::line_mode::Dialogue;
use crate::line_mode::words::{self, Said};
use crate::wizard::form::{Button, Focus};
use crate::wizard::{self, Input, REVIEW_TITLE, STEP_COUNT, STEPS, fixed};

impl Dialogue {
    pub(super) fn tell_step(&mut self) {
        self.greet();
        let (n, step) = (self.model.form.step_number(), self.model.form.step());
        let optional = if step.optional { ", optional" } else { "" };
        let client = self.model.source().filter(|_| self.model.is_editing());
        let what = match (client, self.model.source()) {
            (Some(client), _) => format!("Edit app client {}. ", client.name_or_id()),
            (None, Some(source)) => format!("Copy of app client {}. ", source.name_or_id()),
            (None, None) => String::new(),
        };
        let facts: Vec<String> = client
            .map(|client| fixed::of(step, client))
            .unwrap_or_default()
            .into_iter()
            .map(|fact| format!("{}: {}.", fact.label, fact.value))
            .collect();
        self.say(format!("{what}Step {} of {STEP_COUNT}. {}{optional}.", n + 1, step.title));
        for fact in facts {
            self.say(fact);
        }
    }

    pub(super) fn question_step(&mut self) -> (String, bool) {
        if let Some(field) = self.model.form.field() {
            return self.question_field(field);
        }
        let next = self.model.form.step_number() + 1;
        let title = STEPS.get(next).map_or(REVIEW_TITLE, |step| step.title);
        (format!("Next: step {}, {title}. Enter to go on, r to review now: ", next + 1), false)
    }

    pub(super) fn answer_step(&mut self, said: Said<'_>) {
        match said {
            Said::Back => self.back_in_step(),
            Said::Review => _ = self.act(Action::Review),
            Said::Help(about) => self.help_in_step(about),
            Said::Quit => {}
            Said::Keep | Said::Text(_) => match self.model.form.field() {
                Some(field) => self.answer_field(field, said),
                None if said == Said::Keep => self.go_to_next_step(),
                None => self.not_understood(),
            },
        }
    }

    /// The question before this one; before the first of a step, the step before.
    fn back_in_step(&mut self) {
        let first = wizard::shown(self.model.form.step(), &self.model.draft).next().map(|field| field.id);
        let is_first = first.is_some_and(|id| self.model.form.focus() == Focus::Field(id));
        if self.column.take().is_some() {
            // From the list to be written to the one to be read, which is the same field.
            self.names_are_known = false;
            return;
        }
        self.wrong = None;
        self.act(if is_first { Action::PreviousStep } else { Action::Previous });
    }

    fn help_in_step(&mut self, about: &str) {
        let option = self.model.form.field().and_then(|field| {
            let Input::Toggles(toggles) = &field.input else { return None };
            let options = (toggles.options)(&self.model.context(), &self.model.draft);
            let n = words::which(about, options.iter().map(|option| option.label.as_ref()))?;
            options.into_iter().nth(n)
        });
        let help = self.model.form.field().map_or("", |field| field.help);
        let text = option.map_or_else(|| help.to_owned(), |option| option.help.map_or(option.detail, str::to_owned));
        self.say_all(words::help(&text));
    }

    fn go_to_next_step(&mut self) {
        let before = self.place();
        self.act(Action::NextStep);
        // It is refused once over errors, and the first of them has the focus.
        if self.place() == before
            && let Some(field) = self.model.form.field()
        {
            let errors = self.errors_of(field.id);
            self.say("There is a problem in this step.");
            for error in errors {
                self.say(format!("Error. {}", error.text));
            }
            self.wrong = Some(field.id);
        }
    }

    /// After the last field of a step that nothing is to be asked behind.
    pub(super) fn next_field(&mut self) {
        self.wrong = None;
        self.column = None;
        self.act(Action::Next);
        let is_last = self.model.form.step_number() + 1 == STEPS.len();
        let at_end = matches!(self.model.form.focus(), Focus::Button(Button::Next));
        if at_end && (is_last || self.model.returns_to_review()) {
            self.go_to_next_step();
        }
    }

    /// Errors of a field, its own first.
    pub(super) fn errors_of(&self, id: FieldId) -> Vec<Problem> {
        let mut problems = self.model.problems();
        problems.retain(|problem| problem.field == id && problem.severity == Severity::Error);
        problems
    }

    /// What was said of fields that is not so any more may be said again.
    pub(super) fn tell_problems_of_now(&mut self) {
        let now = self.model.problems();
        self.told_problems.retain(|(field, text)| now.iter().any(|p| p.field == *field && p.text == *text));
    }

    /// What the rules say after a field of this step was answered: about it, and about those before.
    pub(super) fn say_problems_up_to(&mut self, id: FieldId) {
        let asked: Vec<FieldId> = wizard::shown(self.model.form.step(), &self.model.draft).map(|f| f.id).collect();
        let until = asked.iter().position(|field| *field == id).unwrap_or_default();
        let known: Vec<FieldId> = asked.into_iter().take(until + 1).collect();
        for problem in self.model.problems() {
            let key = (problem.field, problem.text.clone());
            if known.contains(&problem.field) && self.told_problems.insert(key) {
                self.say(in_words(&problem));
            }
        }
    }
}

/// "Warning W2. Public app with password flow."
pub(super) fn in_words(problem: &Problem) -> String {
    format!("{}. {}", problem.what(), problem.text)
}
