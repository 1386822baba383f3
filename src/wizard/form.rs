//! Where the user is in the wizard: the step, the focus, the open text editor, what was left once.
//! Moves and edits are applied to the [`Draft`], which holds every value; the open editor is the
//! only second copy and writes through on every key.

use std::collections::{BTreeMap, BTreeSet};

use tui_input::{Input as Editor, InputRequest};

use crate::app_client::{Context, Draft, FieldId, Problem};
use crate::text;
use crate::wizard::{self, Field, Input, STEPS, Step, matrix::MatrixState};

/// A button below a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// Leave the wizard.
    Cancel,
    /// The step before.
    Previous,
    /// Straight to Review.
    Review,
    /// The next step.
    Next,
}

/// What the keys act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// A question.
    Field(FieldId),
    /// The button row.
    Button(Button),
}

/// See the module.
pub struct Form {
    /// Number of the step, from 0; always one of [`STEPS`].
    step: usize,
    focus: Focus,
    editor: Option<Editor>,
    cursors: BTreeMap<FieldId, usize>,
    left: BTreeSet<FieldId>,
    visited: BTreeSet<usize>,
    /// Next was refused once on this step, because of errors.
    refused: bool,
    /// So many characters at the end of the open text are replaced by what is typed next.
    selected: usize,
    /// The matrix of step 5.
    pub matrix: MatrixState,
    /// The filter of the matrix is being typed.
    pub filtering: bool,
}

impl Form {
    /// The form at its first question.
    #[must_use]
    pub fn new(draft: &Draft) -> Self {
        let mut form = Self {
            step: 0,
            focus: Focus::Button(Button::Next),
            editor: None,
            cursors: BTreeMap::new(),
            left: BTreeSet::new(),
            visited: BTreeSet::new(),
            refused: false,
            selected: 0,
            matrix: MatrixState::default(),
            filtering: false,
        };
        form.enter(0, draft);
        form
    }

    /// The form as it was left in an earlier run: everything that was seen may be said.
    #[must_use]
    pub fn resumed(draft: &Draft, step: usize, visited: BTreeSet<usize>) -> Self {
        let mut form = Self::new(draft);
        for seen in &visited {
            form.left.extend(STEPS.get(*seen).into_iter().flat_map(|step| step.fields).map(|field| field.id));
        }
        let at_review = step >= STEPS.len();
        form.enter(step, draft);
        form.visited = visited;
        if !at_review {
            form.visited.insert(form.step);
        }
        form
    }

    /// Numbers of the steps that were on the screen.
    #[must_use]
    pub const fn visited(&self) -> &BTreeSet<usize> {
        &self.visited
    }

    /// The table entry of the step.
    #[must_use]
    pub fn step(&self) -> &'static Step {
        STEPS.get(self.step).unwrap_or(&STEPS[0])
    }

    /// Its number, from 0.
    #[must_use]
    pub const fn step_number(&self) -> usize {
        self.step
    }

    /// What the keys act on.
    #[must_use]
    pub const fn focus(&self) -> Focus {
        self.focus
    }

    /// The question that the keys act on.
    #[must_use]
    pub fn field(&self) -> Option<&'static Field> {
        match self.focus {
            Focus::Field(id) => self.step().fields.iter().find(|field| field.id == id),
            Focus::Button(_) => None,
        }
    }

    /// The open text editor.
    #[must_use]
    pub const fn editor(&self) -> Option<&Editor> {
        self.editor.as_ref()
    }

    /// The option under the cursor of a choice or of toggles.
    #[must_use]
    pub fn cursor(&self, id: FieldId) -> usize {
        self.cursors.get(&id).copied().unwrap_or_default()
    }

    /// If a step was on the screen.
    #[must_use]
    pub fn was_visited(&self, step: usize) -> bool {
        self.visited.contains(&step)
    }

    /// If a problem may be said already: not while its field is typed in for the first time.
    #[must_use]
    pub fn may_say(&self, problem: &Problem) -> bool {
        !problem.unfinished || self.left.contains(&problem.field)
    }

    /// The buttons of the step, left to right.
    #[must_use]
    pub fn buttons(&self) -> &'static [Button] {
        match self.step {
            0 => &[Button::Cancel, Button::Review, Button::Next],
            _ => &[Button::Cancel, Button::Previous, Button::Review, Button::Next],
        }
    }

    /// Goes to a step, its first question focused.
    pub fn enter(&mut self, step: usize, draft: &Draft) {
        self.step = step.min(STEPS.len() - 1);
        self.visited.insert(self.step);
        self.refused = false;
        let first = wizard::shown(self.step(), draft).next();
        self.set_focus(first.map_or(Focus::Button(Button::Next), |field| Focus::Field(field.id)), draft);
    }

    /// These were answered already, so their problems are said.
    pub fn note_given(&mut self, fields: impl Iterator<Item = FieldId>) {
        self.left.extend(fields);
    }

    /// Goes to a question, wherever it stands, and lets its problem be said.
    pub fn go_to(&mut self, id: FieldId, draft: &Draft) {
        if let Some((step, field)) = wizard::find(id) {
            self.enter(step, draft);
            if (field.shown)(draft) {
                self.set_focus(Focus::Field(id), draft);
            }
            self.left.insert(id);
        }
    }

    /// Goes to a question of this step, without forgetting that Next was refused.
    pub fn refocus(&mut self, id: FieldId, draft: &Draft) {
        if wizard::shown(self.step(), draft).any(|field| field.id == id) {
            self.set_focus(Focus::Field(id), draft);
        }
    }

    /// Brings the open field into its normal form and closes its editor.
    pub fn leave(&mut self, draft: &mut Draft) {
        self.filtering = false;
        if let Some(field) = self.field() {
            self.left.insert(field.id);
            if let Input::Text(input) = &field.input {
                (input.leave)(draft);
            }
        }
        self.editor = None;
    }

    /// Marks every question of the step as left, so that all problems are said.
    pub fn leave_all(&mut self) {
        self.left.extend(self.step().fields.iter().map(|field| field.id));
    }

    /// Marks every question of the wizard as left.
    pub fn leave_everything(&mut self) {
        self.left.extend(STEPS.iter().flat_map(|step| step.fields).map(|field| field.id));
    }

    /// True once per visit: the first Next over errors is refused, the second goes on.
    pub const fn refuse_once(&mut self) -> bool {
        let first = !self.refused;
        self.refused = true;
        first
    }

    /// The next question, then the button row; stays on the last button.
    pub fn focus_next(&mut self, draft: &mut Draft) {
        self.step_focus(draft, 1);
    }

    /// The question before; stays on the first.
    pub fn focus_previous(&mut self, draft: &mut Draft) {
        self.step_focus(draft, -1);
    }

    /// True if the focus is on the last question that is asked.
    #[must_use]
    pub fn on_last_field(&self, draft: &Draft) -> bool {
        let last = wizard::shown(self.step(), draft).last().map(|field| field.id);
        last.is_some_and(|id| self.focus == Focus::Field(id))
    }

    /// Moves along the button row.
    pub fn move_button(&mut self, delta: isize) {
        if let Focus::Button(button) = self.focus {
            let buttons = self.buttons();
            let at = buttons.iter().position(|b| *b == button).unwrap_or_default();
            let to = at.saturating_add_signed(delta).min(buttons.len() - 1);
            self.focus = buttons.get(to).map_or(self.focus, |b| Focus::Button(*b));
        }
    }

    /// Applies an editing key to the open editor and writes it through.
    pub fn edit(&mut self, request: InputRequest, draft: &mut Draft) {
        let selected = std::mem::take(&mut self.selected);
        let Some(editor) = &mut self.editor else { return };
        let deletes = matches!(request, InputRequest::DeletePrevChar | InputRequest::DeleteNextChar);
        if selected > 0 && (deletes || matches!(request, InputRequest::InsertChar(_))) {
            delete_before_cursor(editor, selected);
        }
        if selected == 0 || !deletes {
            text::edit(editor, request);
        }
        self.write_through(draft);
    }

    /// What is typed next replaces the last `characters` of the open text.
    pub const fn select_end(&mut self, characters: usize) {
        self.selected = characters;
    }

    /// So many characters at the end of the open text are replaced by what is typed next.
    #[must_use]
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// Puts pasted text in, as one block.
    pub fn paste(&mut self, pasted: &str, draft: &mut Draft) {
        let selected = std::mem::take(&mut self.selected);
        let Some(editor) = &mut self.editor else { return };
        delete_before_cursor(editor, selected);
        for c in text::typed(pasted).chars() {
            text::edit(editor, InputRequest::InsertChar(c));
        }
        self.write_through(draft);
    }

    /// Replaces the text of a field (a repair), and the open editor if it is that field's.
    pub fn replace(&mut self, id: FieldId, value: &str, draft: &mut Draft) {
        let Some((_, field)) = wizard::find(id) else { return };
        let Input::Text(input) = &field.input else { return };
        (input.set)(draft, value);
        (input.leave)(draft);
        if self.focus == Focus::Field(id) {
            self.editor = Some(Editor::new((input.get)(draft)));
        }
    }

    /// Moves the cursor among the options; in a choice the cursor chooses. False at the ends.
    pub fn move_option(&mut self, delta: isize, draft: &mut Draft, context: &Context) -> bool {
        let Some(field) = self.field() else { return false };
        let (at, count) = match &field.input {
            Input::Choice(choice) => ((choice.get)(draft), (choice.options)(context).len()),
            Input::Toggles(toggles) => (self.cursor(field.id), (toggles.options)(context, draft).len()),
            Input::Text(_) | Input::Matrix => return false,
        };
        let to = at.saturating_add_signed(delta).min(count.saturating_sub(1));
        self.set_option(field, to, draft);
        to != at
    }

    /// Picks option n: chooses it in a choice, switches it among toggles.
    pub fn pick(&mut self, n: usize, draft: &mut Draft, context: &Context) {
        let Some(field) = self.field() else { return };
        self.refused = false;
        match &field.input {
            Input::Choice(choice) if n < (choice.options)(context).len() => self.set_option(field, n, draft),
            Input::Toggles(toggles) if n < (toggles.options)(context, draft).len() => {
                self.cursors.insert(field.id, n);
                (toggles.toggle)(draft, n);
            }
            Input::Choice(_) | Input::Toggles(_) | Input::Text(_) | Input::Matrix => {}
        }
    }

    /// Switches the option under the cursor.
    pub fn toggle(&mut self, draft: &mut Draft, context: &Context) {
        if let Some(field) = self.field()
            && matches!(field.input, Input::Toggles(_))
        {
            self.pick(self.cursor(field.id), draft, context);
        }
    }

    fn set_option(&mut self, field: &'static Field, n: usize, draft: &mut Draft) {
        self.refused = false;
        if let Input::Choice(choice) = &field.input {
            (choice.set)(draft, n);
        }
        self.cursors.insert(field.id, n);
    }

    fn write_through(&mut self, draft: &mut Draft) {
        self.refused = false;
        if let Some(Field { input: Input::Text(input), .. }) = self.field()
            && let Some(editor) = &self.editor
        {
            (input.set)(draft, editor.value());
        }
    }

    fn step_focus(&mut self, draft: &mut Draft, delta: isize) {
        let order: Vec<Focus> = wizard::shown(self.step(), draft)
            .map(|field| Focus::Field(field.id))
            .chain([Focus::Button(Button::Next)])
            .collect();
        let here = match self.focus {
            Focus::Button(_) => order.len() - 1,
            Focus::Field(_) => order.iter().position(|focus| *focus == self.focus).unwrap_or_default(),
        };
        let to = here.saturating_add_signed(delta).min(order.len() - 1);
        if let Some(focus) = order.get(to)
            && to != here
        {
            self.set_focus_leaving(*focus, draft);
        }
    }

    fn set_focus_leaving(&mut self, focus: Focus, draft: &mut Draft) {
        self.leave(draft);
        self.set_focus(focus, draft);
    }

    fn set_focus(&mut self, focus: Focus, draft: &Draft) {
        self.focus = focus;
        self.filtering = false;
        self.selected = 0;
        self.editor = match self.field().map(|field| &field.input) {
            Some(Input::Text(input)) => Some(Editor::new((input.get)(draft))),
            Some(Input::Choice(_) | Input::Toggles(_) | Input::Matrix) | None => None,
        };
    }
}

fn delete_before_cursor(editor: &mut Editor, characters: usize) {
    for _ in 0..characters {
        text::edit(editor, InputRequest::DeletePrevChar);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::typed(&[InputRequest::InsertChar('x')], "shopx")]
    #[case::deleted(&[InputRequest::DeletePrevChar], "shop")]
    #[case::deleted_forward(&[InputRequest::DeleteNextChar], "shop")]
    #[case::moved_first(&[InputRequest::GoToPrevChar, InputRequest::InsertChar('x')], "shop-copxy")]
    #[case::twice(&[InputRequest::InsertChar('x'), InputRequest::InsertChar('y')], "shopxy")]
    fn what_is_selected_is_replaced_once(#[case] requests: &[InputRequest], #[case] name: &str) {
        let mut draft = Draft { name: "shop-copy".to_owned(), ..Draft::default() };
        let mut form = Form::new(&draft);
        form.go_to(FieldId::ClientName, &draft);
        form.select_end(5);
        for request in requests {
            form.edit(*request, &mut draft);
        }
        assert_eq!((draft.name.as_str(), form.selected()), (name, 0));
    }

    #[test]
    fn another_field_selects_nothing() {
        let mut draft = Draft { name: "shop-copy".to_owned(), ..Draft::default() };
        let mut form = Form::new(&draft);
        form.go_to(FieldId::ClientName, &draft);
        form.select_end(5);
        form.focus_next(&mut draft);
        assert_eq!(form.selected(), 0);
    }
}
