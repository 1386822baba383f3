//! A step of the wizard: its fields, one below the other, or one a screen.

use super::doc::{Doc, Room};
use super::{fields, matrix, picture};
use crate::app::Model;
use crate::app_client::{AttributeMode, FieldId};
use crate::theme::Theme;
use crate::wizard::form::Focus;
use crate::wizard::{self, Field, Input};

/// Columns of the label of a fixed setting.
const LABEL: usize = 15;

/// The body of the step.
pub fn page(model: &Model, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    let step = model.form.step();
    let shown: Vec<&'static Field> = wizard::shown(step, &model.draft).collect();
    if room.narrow {
        one_field(&mut doc, model, theme, room, &shown);
        return doc;
    }
    let optional = if step.optional { " - optional" } else { "" };
    doc.styled(format!(" {}{optional}", step.title), theme.title());
    fixed(&mut doc, model, theme, room);
    for field in &shown {
        doc.gap();
        if is_folded(model, field) {
            fields::folded(&mut doc, model, field, theme);
        } else {
            add(&mut doc, model, field, theme, room, 0);
        }
    }
    if shows_tokens(model) {
        picture::add(&mut doc, model, room);
        doc.text(room, 1, "Type a number with s, m, h, or d: 90m, 12h, 30d, 1h30m.", ratatui::style::Style::new());
    }
    doc
}

/// What a client that exists cannot change, in the place of the questions for it.
fn fixed(doc: &mut Doc, model: &Model, theme: Theme, room: Room) {
    let Some(client) = model.source().filter(|_| model.is_editing()) else { return };
    let settings = wizard::fixed::of(model.form.step(), client);
    let (plain, indent) = (ratatui::style::Style::new(), usize::from(!room.narrow));
    doc.gap();
    for (n, fixed) in settings.iter().enumerate() {
        if LABEL + crate::text::width(&fixed.value) > room.width {
            doc.styled(format!("{}{}", " ".repeat(indent), fixed.label), theme.title());
            doc.text(room, indent, &fixed.value, plain);
        } else {
            let lead = format!("{}{}", " ".repeat(indent), crate::text::fit(fixed.label, LABEL));
            doc.hanging(room, &lead, theme.title(), &fixed.value, plain);
        }
        // Said once for those that have it in common.
        if settings.get(n + 1).is_none_or(|next| next.why != fixed.why) {
            doc.text(room, if room.narrow { 0 } else { 3 }, fixed.why, plain);
        }
    }
}

/// One field a screen; the button row is a screen of its own.
fn one_field(doc: &mut Doc, model: &Model, theme: Theme, room: Room, shown: &[&'static Field]) {
    let Some(at) = shown.iter().position(|field| model.form.focus() == Focus::Field(field.id)) else {
        fields::buttons(doc, model, theme, room);
        return;
    };
    if let Some(field) = shown.get(at) {
        add(doc, model, field, theme, room, at + 1);
        if at == 0 {
            fixed(doc, model, theme, room);
        }
        if room.width >= 60 && shows_tokens(model) {
            picture::add(doc, model, room);
        }
    }
}

/// `number` is the field's place in its step on narrow screens, else 0.
fn add(doc: &mut Doc, model: &Model, field: &'static Field, theme: Theme, room: Room, number: usize) {
    let start = doc.len();
    let position = (number > 0).then(|| {
        let of = wizard::shown(model.form.step(), &model.draft).count();
        format!("{number}/{of}")
    });
    match &field.input {
        Input::Matrix => matrix::add(doc, model, field, theme, room, position),
        Input::Text(_) | Input::Choice(_) | Input::Toggles(_) => {
            fields::add(doc, model, field, theme, room, position);
        }
    }
    if model.form.focus() == Focus::Field(field.id) {
        doc.focus_from(start);
    }
}

/// The mode of the attribute permissions takes one line while the matrix needs the room.
fn is_folded(model: &Model, field: &Field) -> bool {
    field.id == FieldId::AttributeMode
        && model.draft.attributes.mode == AttributeMode::Choose
        && model.form.focus() != Focus::Field(field.id)
}

fn shows_tokens(model: &Model) -> bool {
    model.form.step().fields.iter().any(|field| field.id == FieldId::RefreshToken)
}
