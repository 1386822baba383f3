//! The list of profiles or Regions.

use ratatui::style::Style;
use ratatui::text::Span;

use super::doc::{Doc, Room};
use super::review;
use crate::app::{Picker, PickerKind};
use crate::text;
use crate::theme::Theme;

/// Rows above the list.
const ABOVE: usize = 4;

/// The body of the page.
pub fn page(picker: &Picker, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    let indent = usize::from(!room.narrow);
    let title = match picker.kind {
        PickerKind::Profile => "Switch to another profile",
        PickerKind::Region => "Switch to another Region",
    };
    doc.text(room, indent, title, theme.title());
    let lead = if room.narrow { "/ " } else { " / " };
    let columns = room.width.saturating_sub(24);
    let typed = text::clean(picker.filter.value());
    let (typed, cursor) = text::window(&typed, picker.filter.visual_cursor(), columns);
    doc.cursor_on_next(text::width(lead) + cursor);
    doc.line(vec![Span::styled(lead, theme.key()), Span::styled(typed, theme.focus()), Span::raw("_")]);
    if let Some(error) = &picker.error {
        review::error(&mut doc, error, indent, room);
        return doc;
    }
    let Some(all) = &picker.rows else {
        doc.text(room, indent, "Reading the AWS configuration files.", Style::new());
        return doc;
    };
    let visible = picker.visible();
    doc.right(room, &format!("{} of {}", visible.len(), all.len()), Style::new());
    if !room.narrow {
        doc.gap();
    }
    if all.is_empty() {
        doc.text(room, indent, "The AWS configuration files name no profile.", Style::new());
    } else if visible.is_empty() {
        doc.text(room, indent, "Nothing matches what you typed.", Style::new());
    }
    rows(&mut doc, picker, &visible, theme, room);
    doc
}

fn rows(doc: &mut Doc, picker: &Picker, visible: &[&str], theme: Theme, room: Room) {
    let height = room.height.saturating_sub(ABOVE).max(3);
    let cursor = picker.selected.min(visible.len().saturating_sub(1));
    let first = cursor.saturating_sub(height / 2).min(visible.len().saturating_sub(height));
    for (n, row) in visible.iter().enumerate().skip(first).take(height) {
        let on = n == cursor;
        let lead = room.lead(on);
        let style = if on { theme.focus() } else { Style::new() };
        let now = if picker.current.as_deref() == Some(*row) { "  (in use)" } else { "" };
        let name = text::cut(row, room.width.saturating_sub(lead.len() + now.len() + 1));
        doc.line(vec![Span::raw(lead), Span::styled(name, style), Span::raw(now)]);
    }
}
