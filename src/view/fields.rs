//! The inputs of a step: text, choice, toggles, and the buttons of narrow screens.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use tui_input::Input as Editor;

use super::doc::{Doc, Room};
use super::{buttons as button_row, messages};
use crate::app::Model;
use crate::app_client::{FieldId, Problem};
use crate::text;
use crate::theme::Theme;
use crate::wizard::form::Focus;
use crate::wizard::{ChoiceInput, Field, Input, Opt, TextInput, TogglesInput};

/// Columns of what stands behind a short value: "= 2 days 12 hours".
const ECHO: usize = 24;

/// Adds a field: label, description, input, constraint, messages.
pub fn add(doc: &mut Doc, model: &Model, field: &Field, theme: Theme, room: Room, position: Option<String>) {
    let focused = model.form.focus() == Focus::Field(field.id);
    label(doc, field, focused, theme, room, position);
    if room.roomy && !room.narrow && !field.description.is_empty() {
        doc.text(room, 1, field.description, Style::new());
    }
    match &field.input {
        Input::Text(input) => text_input(doc, model, field, input, focused, theme, room),
        Input::Choice(input) => choice(doc, model, field, input, focused, theme, room),
        Input::Toggles(input) => toggles(doc, model, field, input, focused, theme, room),
        Input::Matrix => {}
    }
    let problems = problems_of(model, field.id);
    for problem in &problems {
        messages::add(doc, problem, theme, room);
    }
    if room.narrow {
        explain(doc, model, field, room);
    }
}

/// On narrow screens what a field or an option means stands below what is wrong with it.
fn explain(doc: &mut Doc, model: &Model, field: &Field, room: Room) {
    if let Input::Toggles(input) = &field.input
        && let Some(option) = (input.options)(&model.context(), &model.draft).get(model.form.cursor(field.id))
    {
        doc.text(room, 0, &option.detail, Style::new());
    }
    if !field.description.is_empty() {
        doc.text(room, 0, field.description, Style::new());
    }
}

/// Problems of a field that may be said now.
pub fn problems_of(model: &Model, id: FieldId) -> Vec<Problem> {
    model.said_here().into_iter().filter(|problem| problem.field == id).collect()
}

/// The label, with the place in the step or the hint for help at the right.
pub fn label(doc: &mut Doc, field: &Field, focused: bool, theme: Theme, room: Room, position: Option<String>) {
    let indent = if room.narrow { "" } else { " " };
    doc.styled(format!("{indent}{}", field.label), theme.title());
    match position {
        Some(position) => doc.right(room, &position, Style::new()),
        None if focused => doc.right(room, "F1 Info", theme.key()),
        None => {}
    }
}

/// A field that takes one line while another needs the room.
pub fn folded(doc: &mut Doc, model: &Model, field: &Field, theme: Theme) {
    let Input::Choice(choice) = &field.input else { return };
    let options = (choice.options)(&model.context());
    let chosen = options.get((choice.get)(&model.draft)).map_or("", |option| option.label.as_ref());
    doc.line(Line::from(vec![
        Span::styled(format!(" {}  ", field.label), theme.title()),
        Span::raw(format!("(*) {chosen}")),
    ]));
}

fn text_input(doc: &mut Doc, model: &Model, field: &Field, input: &TextInput, focused: bool, theme: Theme, room: Room) {
    let lead = if room.narrow { 2 } else { 3 };
    let columns = usize::from(input.columns).min(room.width.saturating_sub(lead + 2));
    let (value, cursor) = visible_value(model, input, focused, columns);
    let mark = room.lead(focused);
    let fill = "_".repeat(columns.saturating_sub(text::width(&value)));
    let style = if focused { theme.focus() } else { Style::new() };
    if focused {
        doc.cursor_on_next(lead + cursor);
    }
    let mut line = vec![Span::raw(mark), Span::styled(value, style), Span::raw(fill)];
    let echo = (input.echo)(&model.draft);
    let constraint = (field.constraint)();
    let used = lead + columns + 2;
    let beside = columns <= 16 && used + ECHO < room.width && text::width(&echo) < ECHO;
    if beside {
        line.push(Span::raw(format!("  {}", text::fit(&echo, ECHO))));
    }
    let fits_beside = beside && used + ECHO + 2 + text::width(&constraint) < room.width;
    if fits_beside {
        line.push(Span::raw(constraint.clone()));
    }
    doc.line(line);
    if !fits_beside {
        doc.text(room, lead, &constraint, Style::new());
    }
    if !beside {
        doc.right(room, &echo, Style::new());
    }
}

/// The part of the value that fits, asterisks if it is masked, and the cursor's column in it.
fn visible_value(model: &Model, input: &TextInput, focused: bool, columns: usize) -> (String, usize) {
    let editor = model.form.editor().filter(|_| focused);
    let (value, cursor) = match (input.masked, editor) {
        (Some(length), _) => ("*".repeat(length(&model.draft)), editor.map(Editor::cursor)),
        (None, None) => (text::clean(&(input.get)(&model.draft)), None),
        (None, Some(editor)) => {
            let before: String = editor.value().chars().take(editor.cursor()).collect();
            (text::clean(editor.value()), Some(text::width(&text::clean(&before))))
        }
    };
    match cursor {
        Some(cursor) => text::window(&value, cursor, columns),
        None => (text::cut(&value, columns), 0),
    }
}

fn choice(doc: &mut Doc, model: &Model, field: &Field, input: &ChoiceInput, focused: bool, theme: Theme, room: Room) {
    let options = (input.options)(&model.context());
    let chosen = (input.get)(&model.draft);
    for n in 0..options.len() {
        let mark = if n == chosen { "(*)" } else { "( )" };
        option_line(doc, &options, n, mark, focused && n == chosen, theme, room);
    }
    if let Some(option) = options.get(chosen).filter(|_| !summaries_fit(&options, room)) {
        doc.text(room, 0, option.summary, Style::new());
    }
    let indent = if room.narrow { 0 } else { 3 };
    let consequence = (input.consequence)(&model.draft);
    if !consequence.is_empty() {
        if !room.narrow && options.iter().any(|option| text::width(option.summary) > 40) {
            doc.gap();
        }
        doc.text(room, indent, &consequence, Style::new());
    }
    let constraint = (field.constraint)();
    if !constraint.is_empty() {
        doc.text(room, indent, &constraint, Style::new());
    }
}

fn toggles(doc: &mut Doc, model: &Model, field: &Field, input: &TogglesInput, focused: bool, theme: Theme, room: Room) {
    let options = (input.options)(&model.context(), &model.draft);
    let cursor = model.form.cursor(field.id);
    for n in 0..options.len() {
        let mark = if (input.get)(&model.draft, n) { "[x]" } else { "[ ]" };
        option_line(doc, &options, n, mark, focused && n == cursor, theme, room);
    }
    // On narrow screens the messages come first.
    if !room.narrow {
        detail(doc, model, field, focused, room);
    }
}

/// What the option under the cursor means; a lone switch says it always.
fn detail(doc: &mut Doc, model: &Model, field: &Field, focused: bool, room: Room) {
    let Input::Toggles(input) = &field.input else { return };
    let options = (input.options)(&model.context(), &model.draft);
    let single = options.len() == 1;
    let Some(option) = options.get(model.form.cursor(field.id)).filter(|_| focused || single) else { return };
    if !single && !room.narrow {
        doc.gap();
    }
    doc.text(room, if room.narrow { 0 } else { 3 }, &option.detail, Style::new());
}

/// The columns of the labels, all alike.
fn label_columns(options: &[Opt]) -> usize {
    options.iter().map(|option| text::width(&option.label)).max().unwrap_or_default()
}

/// If summaries stand beside the labels.
fn summaries_fit(options: &[Opt], room: Room) -> bool {
    label_columns(options) + 9 + 3 + 24 < room.width
}

fn option_line(doc: &mut Doc, options: &[Opt], n: usize, mark: &str, under_cursor: bool, theme: Theme, room: Room) {
    let Some(option) = options.get(n) else { return };
    let lead = room.lead(under_cursor);
    let number = if options.len() > 1 { format!("{mark} {} ", n + 1) } else { format!("{mark} ") };
    if under_cursor {
        doc.cursor_on_next(text::width(lead) + 1);
    }
    let style = if under_cursor { theme.focus() } else { Style::new() };
    if option.summary.is_empty() || !summaries_fit(options, room) {
        doc.hanging(room, &format!("{lead}{number}"), Style::new(), &option.label, style);
        return;
    }
    let head = vec![Span::raw(format!("{lead}{number}")), Span::styled(option.label.clone(), style)];
    let pad = label_columns(options) + 3 - text::width(&option.label);
    let column = text::width(lead) + text::width(&number) + text::width(&option.label) + pad;
    for (row, part) in text::wrap(option.summary, room.width.saturating_sub(column + 1)).into_iter().enumerate() {
        if row == 0 {
            let mut line = head.clone();
            line.push(Span::raw(" ".repeat(pad)));
            line.push(Span::raw(part));
            doc.line(line);
        } else {
            doc.line(format!("{}{part}", " ".repeat(column)));
        }
    }
}

/// The button row of a narrow screen, one a line.
pub fn buttons(doc: &mut Doc, model: &Model, theme: Theme, _: Room) {
    doc.styled("What next?", theme.title());
    for button in model.form.buttons() {
        let on = model.form.focus() == Focus::Button(*button);
        if on {
            doc.cursor_on_next(0);
        }
        let style = if on { theme.focus() } else { Style::new() };
        let mark = if on { "> " } else { "  " };
        doc.line(vec![Span::raw(mark), Span::styled(button_row::label(model, *button), style)]);
    }
}
