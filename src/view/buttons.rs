//! The row of buttons below a page, and what Enter does.

use ratatui::text::{Line, Span};

use super::{changes, client, clients, delete, secret_hash, secrets};
use crate::app::{Model, Overlay, Picker, PickerKind, ReviewButton, ReviewFocus, ReviewPage, Screen, UnknownChoice};
use crate::theme::Theme;
use crate::wizard::form::{Button, Focus};

/// The labels of a page's buttons, the one with the focus marked.
fn button_labels(model: &Model) -> Vec<(&'static str, bool)> {
    match (&model.overlay, &model.screen) {
        (Some(Overlay::Dialog(dialog)), _) => {
            dialog.kind.answers().iter().enumerate().map(|(n, label)| (*label, n == dialog.choice)).collect()
        }
        (Some(Overlay::SavePath(_)), _) => vec![("Write the file", true)],
        (Some(Overlay::Picker(picker)), _) => vec![(picker_label(picker), true)],
        (Some(Overlay::Help(_)), _) => vec![("Close", true)],
        (None, _) if model.hash.is_some() => secret_hash::buttons(),
        (None, _) if model.preview.is_some() => vec![("Close", true)],
        (None, Screen::Resume(_)) => vec![("Continue", true)],
        (None, Screen::Pools) if enter_word(model) == "try again" => vec![("Quit", false), ("Try again", true)],
        (None, Screen::Pools) => vec![("Quit", false), ("Choose pool", true)],
        (None, Screen::Clients) => clients::buttons(model),
        (None, Screen::Client(page)) => client::buttons(page),
        (None, Screen::Changes(page)) => changes::buttons(model, page),
        (None, Screen::Delete(page)) => delete::buttons(model, page),
        (None, Screen::Secrets(page)) => secrets::buttons(page),
        (None, Screen::Step) => step_buttons(model),
        (None, Screen::Review(page)) => {
            let create = create_label(model, page);
            [(ReviewButton::Cancel, "Cancel"), (ReviewButton::Previous, "Previous"), (ReviewButton::Create, create)]
                .map(|(button, label)| (label, page.focus == ReviewFocus::Button(button)))
                .to_vec()
        }
        (None, Screen::Creating(_)) => Vec::new(),
        (None, Screen::Created(_)) => vec![("Done", true)],
        (None, Screen::Unknown(page)) => vec![(super::unknown::button(page.chosen()), true)],
    }
}

/// What the button of Review does.
#[must_use]
pub const fn create_label(model: &Model, page: &ReviewPage) -> &'static str {
    match (model.start.dry_run, page.failure.is_some()) {
        (true, _) => "Print the request",
        (false, true) => "Try again",
        (false, false) => "Create app client",
    }
}

/// A button's words.
#[must_use]
pub fn label(model: &Model, button: Button) -> &'static str {
    match button {
        Button::Next if model.returns_to_review() => "Back to Review",
        Button::Review if model.is_editing() => "Review changes",
        Button::Cancel => "Cancel",
        Button::Previous => "Previous",
        Button::Review => "Review and create",
        Button::Next => "Next",
    }
}

fn step_buttons(model: &Model) -> Vec<(&'static str, bool)> {
    let focus = model.form.focus();
    let any = matches!(focus, Focus::Button(_));
    let on = |button: Button| if any { focus == Focus::Button(button) } else { button == Button::Next };
    model.form.buttons().iter().map(|button| (label(model, *button), on(*button))).collect()
}

/// The first button on the left, the rest on the right; `[ ]` around the one that Enter presses.
/// Also the column of that one's label, if the row has the focus.
pub(super) fn buttons(model: &Model, theme: Theme, width: usize) -> (Line<'static>, Option<u16>) {
    let mut labels = button_labels(model).into_iter();
    let with_focus = buttons_have_focus(model);
    let span = |(label, on): (&'static str, bool)| {
        let style = if on && with_focus { theme.focus() } else { ratatui::style::Style::new() };
        if on { Span::styled(format!("[ {label} ]"), style) } else { Span::raw(format!("  {label}  ")) }
    };
    let all: Vec<Span> = labels.by_ref().map(span).collect();
    let (left, right) = if all.len() > 1 { all.split_at(1) } else { all.split_at(0) };
    let used: usize = all.iter().map(Span::width).sum();
    let mut line = Line::default();
    line.extend(left.to_vec());
    line.push_span(Span::raw(" ".repeat(width.saturating_sub(used + 1))));
    line.extend(right.to_vec());
    let before: usize = line.iter().take_while(|span| !span.content.starts_with('[')).map(Span::width).sum();
    (line, with_focus.then(|| u16::try_from(before + 2).unwrap_or_default()))
}

const fn picker_label(picker: &Picker) -> &'static str {
    match picker.kind {
        PickerKind::Profile | PickerKind::Region => "Switch",
        PickerKind::Preset => "Use",
    }
}

/// The focus is on the row of buttons itself, not on something whose Enter means one of them.
fn buttons_have_focus(model: &Model) -> bool {
    match (&model.overlay, &model.screen) {
        (None, _) if model.preview.is_some() => false,
        (Some(Overlay::Dialog(_)), _) | (None, Screen::Created(_)) => true,
        (Some(Overlay::SavePath(_) | Overlay::Picker(_) | Overlay::Help(_)), _)
        | (None, Screen::Resume(_) | Screen::Pools | Screen::Clients | Screen::Creating(_) | Screen::Unknown(_)) => {
            false
        }
        (None, Screen::Client(_) | Screen::Changes(_) | Screen::Delete(_) | Screen::Secrets(_)) => {
            model.focus_is_on_buttons()
        }
        (None, Screen::Step) => matches!(model.form.focus(), Focus::Button(_)),
        (None, Screen::Review(page)) => matches!(page.focus, ReviewFocus::Button(_)),
    }
}

/// What Enter does now.
pub(super) fn enter_word(model: &Model) -> &'static str {
    match (&model.overlay, &model.screen) {
        _ if model.place() == crate::keys::Place::Help => "",
        (Some(Overlay::Help(_)), _) | (None, Screen::Creating(_)) => "",
        // Esc does the same and is named.
        (None, _) if model.preview.is_some() => "",
        (Some(Overlay::Dialog(_)), _) => "confirm",
        (Some(Overlay::SavePath(_)), _) => "write",
        (Some(Overlay::Picker(picker)), _) => match (picker.highlighted(), picker.kind) {
            (None, _) => "",
            (Some(_), PickerKind::Preset) => "use",
            (Some(_), PickerKind::Profile | PickerKind::Region) => "switch",
        },
        (None, _) if model.hash.is_some() => secret_hash::enter_word(model),
        (None, Screen::Resume(_)) => "continue",
        (None, Screen::Pools) if model.can_try_again() && model.pools.highlighted().is_none() => "try again",
        (None, Screen::Pools) if nothing_to_choose(model) => "",
        (None, Screen::Pools) => "choose",
        (None, Screen::Clients) => clients::enter_word(model),
        (None, Screen::Client(page)) => client::enter_word(page),
        (None, Screen::Changes(page)) => changes::enter_word(model, page),
        (None, Screen::Delete(page)) => delete::enter_word(model, page),
        (None, Screen::Secrets(page)) => secrets::enter_word(model, page),
        (None, Screen::Step) if model.form.filtering => "keep the filter",
        (None, Screen::Step) => match model.form.focus() {
            Focus::Field(_) if !model.form.on_last_field(&model.draft) => "next field",
            Focus::Field(_) | Focus::Button(Button::Next) if model.returns_to_review() => "back to Review",
            Focus::Field(_) | Focus::Button(Button::Next) => "next step",
            Focus::Button(_) => "press",
        },
        (None, Screen::Review(page)) => match page.focus {
            ReviewFocus::Line(_) => "go to it",
            ReviewFocus::Button(ReviewButton::Create) => model.create_word(),
            ReviewFocus::Button(_) => "press",
        },
        (None, Screen::Created(_)) => "done",
        (None, Screen::Unknown(page)) => match page.chosen() {
            UnknownChoice::Use(_) => "use it",
            UnknownChoice::LookAgain => "look again",
            UnknownChoice::CreateAnother => "create another",
            UnknownChoice::Back => "back to Review",
        },
    }
}

/// No row passes the filter, and no ID is being typed.
fn nothing_to_choose(model: &Model) -> bool {
    model.pools.focus != crate::app::PoolFocus::Id && model.pools.highlighted().is_none()
}
