//! The steps of the wizard as data: a table a step, from which the screen, the stepper, the focus
//! order, the help and Review are derived. A new field is one entry, one member of
//! [`Draft`](crate::app_client::Draft) and its rule; a new step is one file and one line in
//! [`STEPS`].

mod attributes;
mod define_app;
pub mod fixed;
pub mod flags;
pub mod form;
pub mod matrix;
mod security;
mod sign_in;
pub mod summary;
mod token_lifetimes;

use std::borrow::Cow;

use crate::app_client::{Context, Draft, FieldId, Origin, SecretChoice};
pub use flags::{Answers, Flag};

/// One page of questions.
pub struct Step {
    /// Title of the page.
    pub title: &'static str,
    /// Its word in the stepper.
    pub short: &'static str,
    /// The defaults are good enough to skip it.
    pub optional: bool,
    /// The questions in order.
    pub fields: &'static [Field],
}

/// One question.
pub struct Field {
    /// Which.
    pub id: FieldId,
    /// What it is called.
    pub label: &'static str,
    /// What it means, above the value.
    pub description: &'static str,
    /// What is allowed, below the value.
    pub constraint: fn() -> String,
    /// The help text, from `assets/help/`.
    pub help: &'static str,
    /// If the question is asked as things stand.
    pub shown: fn(&Draft) -> bool,
    /// How it is answered.
    pub input: Input,
    /// How it is answered on the command line.
    pub flags: &'static [Flag],
}

/// How a question is answered.
pub enum Input {
    /// A line of text.
    Text(TextInput),
    /// One of a few.
    Choice(ChoiceInput),
    /// Any of a few.
    Toggles(TogglesInput),
    /// Read and write permission of each attribute.
    Matrix,
}

/// A line of text.
pub struct TextInput {
    /// The text as it stands.
    pub get: fn(&Draft) -> String,
    /// Takes the text as it is typed.
    pub set: fn(&mut Draft, &str),
    /// Called when the field is left: brings the text into its normal form.
    pub leave: fn(&mut Draft),
    /// Columns that the value usually takes.
    pub columns: u16,
    /// Shown as so many asterisks; the text itself is not read to be drawn.
    pub masked: Option<fn(&Draft) -> usize>,
    /// What stands after the value: a unit, a converted duration, a count.
    pub echo: fn(&Draft) -> String,
}

/// One of a few.
pub struct ChoiceInput {
    /// What can be chosen.
    pub options: fn(&Context) -> Vec<Opt>,
    /// The chosen one, from 0.
    pub get: fn(&Draft) -> usize,
    /// Chooses.
    pub set: fn(&mut Draft, usize),
    /// What the choice brings, below the options.
    pub consequence: fn(&Draft) -> String,
}

/// Any of a few.
pub struct TogglesInput {
    /// What can be switched.
    pub options: fn(&Context, &Draft) -> Vec<Opt>,
    /// If option n is on.
    pub get: fn(&Draft, usize) -> bool,
    /// Switches option n.
    pub toggle: fn(&mut Draft, usize),
}

/// One option of a choice or of toggles.
pub struct Opt {
    /// Its label.
    pub label: Cow<'static, str>,
    /// Half a line beside the label.
    pub summary: &'static str,
    /// Shown for the option under the cursor.
    pub detail: String,
    /// A help text of its own, if it has one.
    pub help: Option<&'static str>,
}

/// All steps with questions; Review follows them.
pub static STEPS: [Step; 5] =
    [define_app::STEP, sign_in::STEP, token_lifetimes::STEP, security::STEP, attributes::STEP];

/// Title of the last page.
pub const REVIEW_TITLE: &str = "Review and create";
/// Steps and Review.
pub const STEP_COUNT: usize = STEPS.len() + 1;

/// The table entry of a field, and the step that it stands on.
#[must_use]
pub fn find(id: FieldId) -> Option<(usize, &'static Field)> {
    let mut all = STEPS.iter().enumerate().flat_map(|(at, step)| step.fields.iter().map(move |field| (at, field)));
    all.find(|(_, field)| field.id == id)
}

/// The fields of a step that are asked as things stand.
pub fn shown(step: &'static Step, draft: &Draft) -> impl Iterator<Item = &'static Field> {
    step.fields.iter().filter(move |field| (field.shown)(draft))
}

fn always(_: &Draft) -> bool {
    true
}

/// For what a client that exists cannot change.
fn of_a_new_client(draft: &Draft) -> bool {
    draft.origin != Origin::Existing
}

fn own_secret_chosen(draft: &Draft) -> bool {
    of_a_new_client(draft) && draft.secret() == SecretChoice::Own
}

fn nothing() -> String {
    String::new()
}

fn leave_as_is(_: &mut Draft) {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app_client::{AttributeMode, rules};
    use std::collections::HashSet;

    fn fields() -> impl Iterator<Item = &'static Field> {
        STEPS.iter().flat_map(|step| step.fields)
    }

    #[test]
    fn ids_are_unique_and_labels_fit_the_narrow_screen() {
        let ids: HashSet<_> = fields().map(|field| field.id).collect();
        assert_eq!(ids.len(), fields().count());
        for field in fields() {
            assert!(crate::text::width(field.label) <= 36, "{}", field.label);
            assert!(field.help.starts_with("# "), "{}", field.label);
        }
    }

    #[test]
    fn what_is_set_is_got() {
        let context = Context::default();
        for field in fields() {
            let mut draft = Draft::default();
            match &field.input {
                Input::Text(text) => {
                    (text.set)(&mut draft, "12");
                    assert_eq!((text.get)(&draft), "12", "{}", field.label);
                }
                Input::Choice(choice) => {
                    for n in 0..(choice.options)(&context).len() {
                        (choice.set)(&mut draft, n);
                        assert_eq!((choice.get)(&draft), n, "{}", field.label);
                    }
                }
                Input::Toggles(toggles) => {
                    for n in 0..(toggles.options)(&context, &draft).len() {
                        let before = (toggles.get)(&draft, n);
                        (toggles.toggle)(&mut draft, n);
                        assert_eq!((toggles.get)(&draft, n), !before, "{}", field.label);
                    }
                }
                Input::Matrix => {}
            }
        }
    }

    #[test]
    fn every_problem_points_at_a_field_that_is_shown() {
        let mut draft = Draft { picked_secret: Some(SecretChoice::Own), ..Draft::default() };
        draft.session = "99".to_owned();
        draft.refresh_token.text = "1m".to_owned();
        draft.access_token.text = "99h".to_owned();
        draft.id_token.text = "x".to_owned();
        draft.attributes.mode = AttributeMode::Choose;
        draft.revocation = false;
        draft.prevent_existence_errors = false;
        let problems = rules::check(&draft, &Context::default());
        assert!(problems.len() > 8);
        for problem in problems {
            let (_, field) = find(problem.field).unwrap();
            assert!((field.shown)(&draft), "{}", problem.text);
        }
    }
}
