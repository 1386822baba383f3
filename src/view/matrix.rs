//! The matrix of attribute permissions: a window of its rows around the cursor.

use ratatui::style::Style;
use ratatui::text::Span;

use super::doc::{Doc, Room};
use super::{fields, messages};
use crate::app::Model;
use crate::app_client::{Attribute, Column, Severity, Writable};
use crate::text;
use crate::theme::Theme;
use crate::wizard::Field;
use crate::wizard::form::Focus;

/// Fewest rows of the matrix, however long the messages below are.
const LEAST_ROWS: usize = 3;
const NAME_COLUMNS: usize = 24;

/// Adds the matrix.
pub fn add(doc: &mut Doc, model: &Model, field: &Field, theme: Theme, room: Room, position: Option<String>) {
    let focused = model.form.focus() == Focus::Field(field.id);
    fields::label(doc, field, focused, theme, room, position);
    let Some(pool) = model.pool_details() else {
        doc.text(room, 1, &model.schema_trouble().unwrap_or_default(), Style::new());
        return;
    };
    let schema = &pool.attributes;
    let visible = model.form.matrix.visible(schema);
    heading(doc, model, visible.len(), crate::app_client::attributes::rows(schema).len(), room, theme);
    let cursor = model.form.matrix.row.min(visible.len().saturating_sub(1));
    let tail = tail(model, field, schema, visible.get(cursor).copied(), theme, room);
    let height = room.height.saturating_sub(doc.len() + tail.len()).max(LEAST_ROWS);
    // "more" may need a line of its own.
    let height = if visible.len() > height && !room.narrow { height.saturating_sub(1).max(LEAST_ROWS) } else { height };
    let first = cursor.saturating_sub(height / 2).min(visible.len().saturating_sub(height));
    for (n, attribute) in visible.iter().enumerate().skip(first).take(height) {
        row(doc, model, attribute, focused && n == cursor, theme, room);
    }
    let below = visible.len().saturating_sub(first + height);
    if below > 0 && !room.narrow {
        doc.right(room, &format!("{below} more: PgDn"), theme.key());
    }
    doc.append(tail);
}

/// What stands below the rows: counts and messages. On narrow screens the note of the row under
/// the cursor stands for the warnings, which would leave no room for rows; Review has them all.
fn tail(
    model: &Model,
    field: &Field,
    schema: &[Attribute],
    under_cursor: Option<&Attribute>,
    theme: Theme,
    room: Room,
) -> Doc {
    let mut doc = Doc::default();
    if room.narrow {
        doc.text(room, 0, &under_cursor.map(|a| note(model, a)).unwrap_or_default(), Style::new());
    } else {
        doc.line(counts(model, schema, room));
    }
    for problem in fields::problems_of(model, field.id) {
        if !room.narrow || problem.severity == Severity::Error {
            messages::add(&mut doc, &problem, theme, room);
        }
    }
    doc
}

fn heading(doc: &mut Doc, model: &Model, shown: usize, all: usize, room: Room, theme: Theme) {
    let filter = &model.form.matrix.filter;
    if model.form.filtering || !filter.is_empty() {
        let lead = if room.narrow { "/ " } else { " / " };
        let typed = text::clean(filter);
        let (typed, cursor) = text::window(&typed, text::width(&typed), room.width.saturating_sub(16));
        if model.form.filtering {
            doc.cursor_on_next(text::width(lead) + cursor);
        }
        doc.line(vec![Span::styled(lead, theme.key()), Span::raw(typed), Span::raw("_")]);
        doc.right(room, &format!("{shown} of {all}"), Style::new());
    }
    let columns = name_columns(room);
    let notes = if room.narrow { "" } else { "   NOTES" };
    let lead = if room.narrow { "  " } else { "   " };
    doc.styled(format!("{lead}{} READ  WRITE{notes}", text::fit("ATTRIBUTE", columns)), theme.title());
}

fn name_columns(room: Room) -> usize {
    if room.narrow { room.width.saturating_sub(16).min(NAME_COLUMNS) } else { NAME_COLUMNS }
}

fn row(doc: &mut Doc, model: &Model, attribute: &Attribute, under_cursor: bool, theme: Theme, room: Room) {
    let columns = name_columns(room);
    let lead = room.lead(under_cursor);
    let on = |column: Column| under_cursor && model.form.matrix.column() == column;
    let cell = |column: Column| {
        let style = if on(column) { theme.focus() } else { Style::new() };
        Span::styled(mark(model, attribute, column), style)
    };
    if under_cursor {
        let offset = if on(Column::Write) { 7 } else { 1 };
        doc.cursor_on_next(text::width(lead) + columns + offset + 1);
    }
    let mut line = vec![
        Span::raw(lead),
        Span::raw(text::fit(&attribute.name, columns)),
        Span::raw(" "),
        cell(Column::Read),
        Span::raw("   "),
        cell(Column::Write),
    ];
    if !room.narrow {
        line.push(Span::raw(format!("     {}", note(model, attribute))));
    }
    doc.line(line);
}

/// `[x]` on, `[ ]` off, `[#]` on and locked, ` - ` not possible.
fn mark(model: &Model, attribute: &Attribute, column: Column) -> &'static str {
    match (column, attribute.writable(), model.draft.attributes.allows(attribute, column)) {
        (Column::Write, Writable::Locked, _) => "[#]",
        (Column::Write, Writable::Never, _) => " - ",
        (_, _, true) => "[x]",
        (_, _, false) => "[ ]",
    }
}

fn note(model: &Model, attribute: &Attribute) -> String {
    let writes = model.draft.attributes.allows(attribute, Column::Write);
    match attribute.writable() {
        Writable::Locked => "required: always writable",
        Writable::Never if attribute.is_developer_only() => "read-only to every app",
        Writable::Never => "set by Cognito only",
        Writable::Free if attribute.is_trusted() && writes => "! users can change it themselves",
        Writable::Free if attribute.is_custom() && !writes => "write off: users cannot change it",
        Writable::Free if !attribute.mutable => "can be set once, at sign-up",
        Writable::Free => "",
    }
    .to_owned()
}

fn counts(model: &Model, schema: &[Attribute], room: Room) -> String {
    let rows = crate::app_client::attributes::rows(schema);
    let writable = rows.iter().filter(|a| a.writable() != Writable::Never).count();
    let choice = &model.draft.attributes;
    let sets = if room.width >= 78 { "   Sets: p profile e email t phone d address" } else { "" };
    format!(
        " Read {} of {}   Write {} of {writable}{sets}",
        choice.names(schema, Column::Read).len(),
        rows.len(),
        choice.names(schema, Column::Write).len(),
    )
}
